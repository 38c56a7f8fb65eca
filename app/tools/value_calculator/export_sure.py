"""The sheet that says how sure the value is: pasted figures, and said to be so."""

from app.errors import BadInputError
from app.i18n import tr
from app.method.figures import figure
from app.tools.value_calculator.export_layout import Layout
from app.tools.value_calculator.sure import Odds, odds_of
from app.tools.value_calculator.workbook import Place

DRAWS, SEED = 10_000, 1
_MONEY = "#,##0"


class SureSheet:
    """Writes the odds of the scenario that the workbook opens with; nothing where nothing can be drawn."""

    def __init__(self, layout: Layout) -> None:
        self.at = layout

    def write(self) -> None:
        """Draws, tornado, break-evens."""
        try:
            odds = odds_of(self.at.sheet, DRAWS, SEED)
        except BadInputError:
            return
        name, book, unit = self.at.sure_name, self.at.book, self.at.sheet.unit
        book.sheet(name, [44, 16, 16, 16, 16])
        book.title(
            Place(name, 0, 0),
            tr("How sure is it?"),
            tr(
                "Pasted values: {n} draws with seed {seed}. They do not follow changes in this file.",
                n=figure(odds.drawn.n),
                seed=odds.drawn.seed,
            ),
        )
        row = self._draws(odds, 3)
        row = self._tornado(odds, row + 1)
        self._edges(odds, row + 1)
        book.note(Place(name, 2, 0), tr("Net present values in {unit}", unit=unit))

    def _draws(self, odds: Odds, row: int) -> int:
        name, book, drawn = self.at.sure_name, self.at.book, odds.drawn
        book.head(name, row, [tr("All inputs between low and high"), tr("Figure")])
        rows: list[tuple[str, float | None, str]] = [
            (tr("In nine cases of ten above"), drawn.p10, _MONEY),
            (tr("In half of them above"), drawn.p50, _MONEY),
            (tr("In one of ten above"), drawn.p90, _MONEY),
            (tr("Mean"), drawn.mean, _MONEY),
            (tr("Chance of a negative value"), drawn.p_npv_negative, "0.0%"),
            (tr("Chance of payback within the target"), drawn.p_payback_within_target, "0.0%"),
        ]
        for title, value, form in rows:
            row += 1
            book.text(Place(name, row, 0), title)
            book.number(Place(name, row, 1), value, form)
        return row + 1

    def _tornado(self, odds: Odds, row: int) -> int:
        name, book = self.at.sure_name, self.at.book
        inputs = self.at.model.inputs
        book.head(
            name,
            row,
            [tr("One input at a time"), tr("Low"), tr("High"), tr("Value at low"), tr("Value at high")],
        )
        for swing in odds.swings:
            row += 1
            one = inputs[swing.input]
            book.text(Place(name, row, 0), ", ".join(filter(None, (str(one.label), one.unit.text))))
            for column, value in enumerate((swing.low, swing.high), 1):
                book.number(Place(name, row, column), value)
            for column, value in enumerate((swing.npv_low, swing.npv_high), 3):
                book.number(Place(name, row, column), value, _MONEY)
        return row + 1

    def _edges(self, odds: Odds, row: int) -> None:
        name, book = self.at.sure_name, self.at.book
        book.head(name, row, [tr("Nothing is gained at"), tr("Now"), tr("Break-even")])
        for edge in odds.edges:
            row += 1
            told = ", ".join(filter(None, (str(edge.input.label), edge.input.unit.text)))
            book.text(Place(name, row, 0), told)
            book.number(Place(name, row, 1), edge.now)
            book.number(Place(name, row, 2), edge.at, "#,##0.##")
