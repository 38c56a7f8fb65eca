"""What the sheets of the value workbook know of each other: which figure stands where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.i18n import tr
from app.method.finance import Timing
from app.method.value_engine import MAX_HORIZON
from app.method.value_model import Benefit, Cost
from app.tools.value_calculator.excel_formula import Ref, number, translate
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.workbook import Book, Place

VALUE_ROW = 9
"""The first row of the benefits on the value sheet; their printed figures are referred to before it is filled."""
_LONGEST = 40  # years that the cash flow has room for, so that the horizon can be changed in the file


@dataclass(frozen=True)
class Cover:
    """What the file says of itself."""

    account: str = ""
    opportunity: str = ""
    title: str = ""
    goal: str = ""
    solution: str = ""
    compared_with: str = ""
    scenario: str = ""
    author: str = ""
    day: date | None = None


@dataclass
class FlowColumns:
    """The columns of the cash flow sheet for one way of reckoning: exact, or as printed."""

    benefits: int = 0
    net: int = 0
    so_far: int = 0
    simple: int = 0
    worth: int = 0
    discounted: int = 0
    payback: int = 0


@dataclass
class Layout:
    """One workbook in the making; each sheet adds the places of its figures."""

    sheet: Sheet
    cover: Cover
    refs: dict[str, Ref] = field(default_factory=dict)  # inputs and quantities
    cells: dict[tuple[str, str], Place] = field(default_factory=dict)  # benefit, column ("" for money a year)
    printed: dict[tuple[str, str], Place] = field(default_factory=dict)
    costs: dict[str, Place] = field(default_factory=dict)
    follows: dict[str, str] = field(
        default_factory=dict
    )  # inputs that differ between scenarios: their formula
    confirmed: dict[str, str] = field(
        default_factory=dict
    )  # benefits: whether the customer has confirmed them
    chosen_title: str = ""
    choice: str = ""  # which scenario is chosen, as an expression
    total_exact: Place = field(init=False)
    rate_cell: Place = field(init=False)
    horizon_cell: Place = field(init=False)
    cost_column: int = 0
    factor_column: int = 0
    first: int = 0  # the row of year 0, and the last year's
    last: int = 0
    months_first: int = 4

    def __post_init__(self) -> None:
        self.model = self.sheet.engine.model
        self.outcome = self.sheet.outcome
        self.engine = self.sheet.engine
        self.known = self.engine.known(self.sheet.settled.values)
        self.engine.quantities(self.known)
        self.value_name, self.inputs_name = tr("Value"), tr("Inputs")
        self.scenarios_name, self.sure_name = tr("Scenarios"), tr("How sure")
        self.calculation, self.flow_name, self.months_name = tr("Calculation"), tr("Cash flow"), tr("Months")
        self.return_name = tr("Return")
        self.book = Book(self.cover.title or str(self.model.label), self.cover.author, self.cover.account)
        self.years = max(_LONGEST, self.outcome.horizon) if self.model.horizon.names else self.outcome.horizon
        self.years = min(self.years, MAX_HORIZON)
        self.exact, self.as_printed = FlowColumns(), FlowColumns()

    def open_sheets(self, scenarios: int) -> None:
        """Begin the sheets in their order, with room for so many scenarios."""
        columns = len(self.model.columns)
        unit = max([12, *(len(one.unit.text) + 3 for one in self.model.inputs.values())])
        self.book.sheet(self.value_name, [36, unit + 8, unit + 8, *[17] * columns, 17])
        self.book.sheet(self.inputs_name, [44, 14, unit, 12, 48, 13, 13, 13])
        self.book.sheet(self.scenarios_name, [40, *[18] * scenarios, unit])
        self.book.sheet(self.calculation, [40, *[17] * (columns + 1), 60])
        self.book.sheet(self.flow_name, [9, *[14] * 30])
        if self.model.timing is Timing.MONTHLY:
            self.book.sheet(self.months_name, [9, *[15] * 6])
        self.book.sheet(self.return_name, [9, 14, 8, 8, 3, 9, 16, 8, 8, 3, 13, 13, 13, 16])

    def horizon(self) -> str:
        """Years looked at, as an expression."""
        return f"({translate(self.model.horizon, self.refs)})"

    def rate(self) -> str:
        """The discount rate, as an expression."""
        return f"({translate(self.model.discount_rate, self.refs)})"

    def money_of(self, benefit: str, cells: Mapping[tuple[str, str], Place]) -> str:
        """The money columns of a line in the unit of money; empty if all of them are."""
        terms, places = [], []
        for column in self.model.money_columns:
            place = cells.get((benefit, column))
            if place is not None:
                factor = self.model.columns[column].unit.factor / self.model.money.factor
                terms.append(f"N({place.address}){scaled(factor)}")
                places.append(place.address)
        if not terms:
            return '""'
        return f'IF(COUNT({",".join(places)})=0,"",{"+".join(terms)})'

    def given(self, one: Benefit | Cost, year: int) -> float:
        """What a line given year by year has in a year."""
        amounts = self.engine.by_year(one.flow, self.known, one.label)
        return float(amounts[year]) if year < len(amounts) else 0.0

    def printed_flow(self) -> list[float]:
        """The benefits of each year as they follow from the printed lines."""
        flows = []
        for year in range(self.outcome.horizon + 1):
            found = 0.0
            for benefit, line in zip(self.model.benefits, self.outcome.lines, strict=True):
                if benefit.flow.by_year:
                    found += self.given(benefit, year)
                elif year:
                    found += (line.annual_printed or 0.0) * benefit.flow.share(year)
            flows.append(found)
        return flows

    def net(self, flow: FlowColumns) -> list[float]:
        """The net flow of each year, exact or as printed."""
        if flow is self.exact:
            return self.outcome.flows.net
        return [one - other for one, other in zip(self.printed_flow(), self.outcome.flows.costs, strict=True)]


def sum_of(sheet: str, first: int, last: int, column: int) -> str:
    """The sum of a column, empty as long as the column is."""
    if last < first:
        return '""'
    series = f"{Place(sheet, first, column).near}:{Place(sheet, last, column).near}"
    return f'IF(COUNT({series})=0,"",SUM({series}))'


def scaled(factor: float) -> str:
    """Multiplying by a factor, where it is not 1."""
    return "" if factor == 1 else f"*{number(factor)}"


def crossing(before: str, after: str, start: str, length: int) -> str:
    """The month at which a running sum passes zero between two rows; empty if it does not."""
    part = f"-{before}/({after}-{before})"
    return f'IF(AND({before}<0,{after}>=0),{start}+{length}*{part},"")'


def between(before: float, after: float, start: float, length: float) -> float | None:
    """The month at which the sum passes zero; None if it does not."""
    return start + length * -before / (after - before) if before < 0 <= after else None


def crossed(sums: list[float], year: int, length: int) -> float | None:
    """The same for a year of running sums."""
    if year >= len(sums):
        return None
    return between(sums[year - 1], sums[year], (year - 1) * length, length)


def running(flows: list[float]) -> list[float]:
    """Sums so far."""
    sums: list[float] = []
    for flow in flows:
        sums.append((sums[-1] if sums else 0.0) + flow)
    return sums
