"""Draws and charts off the GUI thread: what is drawn, and the plain function that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import WorkbenchError
from app.i18n import tr
from app.method.figures import with_unit
from app.method.value_engine import slider_range
from app.method.value_risk import break_even, tornado
from app.tools.value_calculator import charts, run
from app.tools.value_calculator.charts import Palette
from app.tools.value_calculator.rules import Sheet
from app.ui.theme import theme

Answer = tuple["Drawing", str, bytes, bytes]


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
    )
    return Drawing(sheet, draws, seed, palette, density * style.scale, round(width / style.scale), locale)


def draw_charts(drawing: Drawing) -> Callable[[], Answer]:
    """The work: no widget in it, and a case that cannot be drawn answers with its sentence."""

    def work() -> Answer:
        sheet, settled = drawing.sheet, drawing.sheet.settled
        try:
            drawn = run.draw(sheet, drawing.draws, drawing.seed)
        except WorkbenchError as error:
            return drawing, str(error), b"", b""
        swings = tornado(sheet.engine, settled.values, settled.ranges)
        said = run.odds_in_words(asdict_of(drawn), sheet.unit, drawing.locale)
        if swings:
            said += " " + _break_even(sheet, swings[0].input, drawing.locale)
        left = charts.png(
            charts.tornado_figure(sheet, swings, drawing.palette, drawing.width), drawing.density
        )
        right = charts.png(
            charts.distribution_figure(sheet, drawn, drawing.palette, drawing.width), drawing.density
        )
        return drawing, said.strip(), left, right

    return work


def asdict_of(drawn: object) -> dict[str, object]:
    """The figures of a drawing by name, without the draws themselves."""
    return {key: value for key, value in vars(drawn).items() if key != "npv"}


def _break_even(sheet: Sheet, name: str, locale: str) -> str:
    """Where the input that moves most would eat up the value."""
    one = sheet.engine.model.inputs[name]
    low, high, _step = slider_range(one)
    found = break_even(sheet.engine, sheet.settled.values, name, low, high)
    if found is None:
        return tr("“{label}” moves it most; nowhere on its slider is the value lost.", label=str(one.label))
    at = with_unit(found, one.unit.text, locale=locale)
    return tr("“{label}” moves it most; at {at} nothing is gained.", label=str(one.label), at=at)
