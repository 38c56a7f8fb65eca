"""Draws and charts off the GUI thread: what is drawn, and the plain function that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import WorkbenchError
from app.method.figures import with_unit
from app.tools.value_calculator import charts
from app.tools.value_calculator.charts import Palette
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.run import odds_in_words
from app.tools.value_calculator.sure import Edge, odds_of
from app.ui.theme import theme

Answer = tuple["Drawing", "Drawn"]


@dataclass(frozen=True)
class Drawn:
    """What the card shows: a sentence, and where something could be drawn two pictures and the break-evens."""

    sentence: str
    tornado: bytes = b""
    distribution: bytes = b""
    edges: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Drawing:
    """Everything that the charts depend on."""

    sheet: Sheet
    draws: int
    seed: int
    palette: Palette
    density: float
    width: int  # of one chart, in logical pixels
    locale: str

    def __eq__(self, other: object) -> bool:
        """Equal if the charts would come out the same."""
        return isinstance(other, Drawing) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.draws, self.seed, self.palette))

    def _key(self) -> tuple[object, ...]:
        settled = self.sheet.settled
        figures = (settled.values, settled.ranges, id(self.sheet.engine))
        return (figures, self.draws, self.seed, self.palette, self.density, self.width)


def drawing_for(sheet: Sheet, asked: tuple[int, int], width: int, density: float, locale: str) -> Drawing:
    """What to draw (draws and seed), in the colours of the theme in use."""
    style = theme()
    draws, seed = asked

    def color(token: str) -> str:
        return style.color(token).name()

    palette = Palette(
        surface=color("surface"),
        text=color("text"),
        quiet=color("text-3"),
        line=color("line"),
        gain=color("value"),
        loss=color("control"),
        accent=color("accent"),
        soft=color("select"),
        family=style.family,
        locale=locale,
    )
    return Drawing(sheet, draws, seed, palette, density * style.scale, round(width / style.scale), locale)


def draw_charts(drawing: Drawing) -> Callable[[], Answer]:
    """The work: no widget in it, and a case that cannot be drawn answers with its sentence."""

    def work() -> Answer:
        sheet, palette, width = drawing.sheet, drawing.palette, drawing.width
        try:
            odds = odds_of(sheet, drawing.draws, drawing.seed)
        except WorkbenchError as error:
            return drawing, Drawn(str(error))
        said = odds_in_words(asdict_of(odds.drawn), sheet.unit, drawing.locale)
        if odds.drawn.p10 == odds.drawn.p90:
            return drawing, Drawn(said)  # nothing varies: a picture of it would pretend to be sure
        pictures = (
            charts.tornado_figure(sheet, odds.swings, palette, width),
            charts.distribution_figure(sheet, odds.drawn, palette, width),
        )
        tornado, distribution = (charts.png(picture, drawing.density) for picture in pictures)
        edges = tuple(edge_row(edge, drawing.locale) for edge in odds.edges)
        return drawing, Drawn(said, tornado, distribution, edges)

    return work


def asdict_of(drawn: object) -> dict[str, object]:
    """The figures of a drawing by name, without the draws themselves."""
    return {key: value for key, value in vars(drawn).items() if key != "npv"}


def edge_row(edge: Edge, locale: str) -> tuple[str, str, str]:
    """An input, what it is now, and at which value nothing is gained."""
    now, at = (with_unit(value, edge.input.unit.text, locale=locale) for value in (edge.now, edge.at))
    return str(edge.input.label), now, at
