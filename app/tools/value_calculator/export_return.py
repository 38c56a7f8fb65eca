"""The sheet that finds the internal rate of return: what the flows are worth at many rates, then halving at the turn.

A spreadsheet's own IRR starts from a guess and gives up, or shows one of several, once an input is changed far. This
one follows every change, and its "none" and "several" are those of the method.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.i18n import tr
from app.method.finance import GRID, Timing, npv
from app.tools.value_calculator.export_layout import Layout
from app.tools.value_calculator.workbook import Place

_BELOW, _ABOVE = (
    (-0.9999, -0.99, -0.97),
    (20.0, 100.0, 1_000.0, 1e6),
)  # where a rate is looked for that is alone
_RATES = (*_BELOW, *GRID, *_ABOVE)
_HALVINGS = 60  # from the widest gap to the last digit
_TOP = 5
_YEARS, _GRID, _HALVES = 0, 5, 10  # the first columns of the three tables
_RATE = "0.0000%"


class ReturnSheet:
    """Writes the sheet."""

    def __init__(self, layout: Layout) -> None:
        self.at = layout
        self._name, self._book = layout.return_name, layout.book
        flows = layout.outcome.flows.net
        self._flows = [*flows, *[0.0] * (layout.years + 1 - len(flows))]

    def write(self) -> str:
        """The rate as an expression, or "none", or "several"."""
        says = tr(
            "The rate at which the net flows are worth nothing: looked for rate by rate, then halved to the last digit."
        )
        self._book.title(Place(self._name, 0, 0), tr("Internal rate of return"), says)
        shown = _TOP + self.at.outcome.horizon  # the search itself is for the screen
        self._book.print_up_to(Place(self._name, shown, _HALVES + 3))
        self._write_years()
        signs = self._write_rates()
        root = self._write_halves(signs).address
        turns = self._sum(_YEARS + 3, 0, len(self._flows))
        crossings = self._sum(_GRID + 3, len(_BELOW), len(GRID))
        return (
            f'IF(AND({turns}>1,{crossings}>1),"{tr("several")}",'
            f'IF(AND({turns}>0,ISNUMBER({root})),{root},"{tr("none")}"))'
        )

    def _write_years(self) -> None:
        self._book.head(self._name, _TOP - 1, [tr("Year"), tr("Net"), tr("Sign"), tr("Turn")], left=())
        for year, flow in enumerate(self._flows):
            source = Place(self.at.flow_name, self.at.first + year, self.at.exact.net)
            self._book.number(self._cell(year, _YEARS), year, "0")
            self._book.formula(self._cell(year, _YEARS + 1), source.address, flow, "#,##0.00")
        self._write_signs(_YEARS + 1, self._flows)

    def _write_rates(self) -> list[int]:
        """The worth at each rate and its sign."""
        heads = [tr("Rate"), tr("Present value"), tr("Sign"), tr("Turn")]
        self._book.head(self._name, _TOP - 1, heads, left=(), column=_GRID)
        worths = [self._worth_at(rate) for rate in _RATES]
        for index, (rate, worth) in enumerate(zip(_RATES, worths, strict=True)):
            place = self._cell(index, _GRID)
            self._book.number(place, rate, "0%")
            self._book.formula(self._cell(index, _GRID + 1), self._worth_of(place), worth)
        return self._write_signs(_GRID + 1, worths)

    def _write_signs(self, column: int, values: Sequence[float]) -> list[int]:
        """Beside a column its signs, a zero having that of the value before it, and where they turn."""
        signs: list[int] = []
        for index, value in enumerate(values):
            cell = self._cell(index, column).near
            here, above = self._cell(index, column + 1), self._cell(index - 1, column + 1)
            signs.append((value > 0) - (value < 0) if value or not signs else signs[-1])
            expression = f"IF({cell}=0,{above.near},SIGN({cell}))" if index else f"SIGN({cell})"
            self._book.formula(here, expression, signs[-1], "0")
            if index:
                turns = signs[-1] * signs[-2] < 0
                turn = f"IF({here.near}*{above.near}<0,1,0)"
                self._book.formula(self._cell(index, column + 2), turn, float(turns), "0")
        return signs

    def _write_halves(self, signs: list[int]) -> Place:
        """Between the two rates where the worth turns, half by half; the cell of the last middle."""
        heads = [tr("From"), tr("To"), tr("Middle"), tr("Present value")]
        self._book.head(self._name, _TOP - 1, heads, left=(), column=_HALVES)
        turn, before = self._where(), _turn(signs)
        low_sign = f"INDEX({self._column(_GRID + 2, 0, len(_RATES))},{turn}-1)"
        low, high = (None, None) if before is None else (_RATES[before], _RATES[before + 1])
        rates = self._column(_GRID, 0, len(_RATES))
        expressions = f"INDEX({rates},{turn}-1)", f"INDEX({rates},{turn})"
        middle = self._cell(0, _HALVES + 2)
        for step in range(_HALVINGS):
            places = [self._cell(step, _HALVES + offset) for offset in range(4)]
            from_, to, middle, worth = places
            value = None if low is None or high is None else (low + high) / 2
            found = None if value is None else self._worth_at(value)
            for place, expression, cached, form in (
                (from_, expressions[0], low, _RATE),
                (to, expressions[1], high, _RATE),
                (middle, f"({from_.near}+{to.near})/2", value, _RATE),
                (worth, self._worth_of(middle), found, "#,##0.00"),
            ):
                self._book.formula(place, f'IFERROR({expression},"")', cached, form)
            stays = f"SIGN({worth.near})={low_sign}"
            expressions = f"IF({stays},{middle.near},{from_.near})", f"IF({stays},{to.near},{middle.near})"
            if before is not None and found is not None:
                low, high = (value, high) if found * signs[before] > 0 else (low, value)
        return middle

    def _where(self) -> str:
        """The place of the first rate behind a turn; one within the grid goes before one beyond it."""
        within = self._column(_GRID + 3, len(_BELOW), len(GRID))
        anywhere = self._column(_GRID + 3, 0, len(_RATES))
        return f"IFERROR(MATCH(1,{within},0)+{len(_BELOW)},MATCH(1,{anywhere},0))"

    def _worth_of(self, rate: Place) -> str:
        """The present value of the net flows at the rate in a cell, with the model's timing."""
        count, grow = len(self._flows), f"(1+{rate.near})"
        years, net = self._column(_YEARS, 0, count), self._column(_YEARS + 1, 0, count)
        if self.at.model.timing is Timing.YEARLY:
            return f"SUMPRODUCT({net},{grow}^-{years})"
        first = self._cell(0, _YEARS + 1).near
        years, net = self._column(_YEARS, 1, count - 1), self._column(_YEARS + 1, 1, count - 1)
        parts = f"IF(ABS({rate.near})<1E-9,1,(1-1/{grow})/({grow}^(1/12)-1)/12)"
        return f"{first}+SUMPRODUCT({net},{grow}^-({years}-1))*{parts}"

    def _worth_at(self, rate: float) -> float:
        return npv(rate, self._flows, self.at.model.timing)

    def _cell(self, index: int, column: int) -> Place:
        return Place(self._name, _TOP + index, column)

    def _column(self, column: int, first: int, count: int) -> str:
        return f"{self._cell(first, column).near}:{self._cell(first + count - 1, column).near}"

    def _sum(self, column: int, first: int, count: int) -> str:
        return f"SUM('{self._name}'!{self._column(column, first, count)})"


def _turn(signs: list[int]) -> int | None:
    """The place of the last rate before the first turn, within the grid if there is one; None without any."""
    turns = [index for index, (one, other) in enumerate(pairwise(signs)) if one * other < 0]
    within = [index for index in turns if len(_BELOW) <= index < len(_BELOW) + len(GRID) - 1]
    return next(iter(within or turns), None)
