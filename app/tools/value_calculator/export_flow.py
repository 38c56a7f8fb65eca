"""The sheets of the cash flow: a row for each year, and for each month where that is the timing."""

from collections.abc import Mapping

from app.i18n import tr
from app.method.finance import MONTHS, Timing, discount_factors, monthly_rate
from app.method.value_model import Benefit, Cost
from app.tools.value_calculator.excel_formula import translate
from app.tools.value_calculator.export_layout import (
    VALUE_ROW,
    FlowColumns,
    Layout,
    between,
    crossed,
    crossing,
    running,
    scaled,
)
from app.tools.value_calculator.workbook import Place


class FlowSheets:
    """Writes both sheets."""

    def __init__(self, layout: Layout) -> None:
        self.at = layout

    def write(self) -> None:
        """Years, and months with monthly timing."""
        self._cash_flow()
        if self.at.model.timing is Timing.MONTHLY:
            self._months()

    def _cash_flow(self) -> None:
        name, book, model = self.at.flow_name, self.at.book, self.at.model
        book.title(
            Place(name, 0, 0), tr("Cash flow"), f"{self.at.sheet.unit}; {self.at.outcome.timing.label}"
        )
        book.text(Place(name, 2, 0), tr("Rate"))
        self.at.rate_cell = Place(name, 2, 1)
        book.formula(self.at.rate_cell, self.at.rate(), self.at.outcome.rate, "0.0%")
        book.text(Place(name, 2, 2), tr("Years"))
        self.at.horizon_cell = Place(name, 2, 3)
        book.formula(self.at.horizon_cell, self.at.horizon(), self.at.outcome.horizon, "0")
        heads = [
            tr("Year"),
            *(str(one.label) for one in model.benefits),
            *(str(one.label) for one in model.costs),
        ]
        first_cost = 1 + len(model.benefits)
        last_line = first_cost + len(model.costs)
        at = last_line
        self.at.cost_column, self.at.factor_column = at, at + 1
        heads += [tr("Costs"), tr("Discount factor")]
        at += 2
        flows = [(self.at.exact, "")]
        if model.as_printed:
            flows.append((self.at.as_printed, tr(", as printed")))
        for flow, suffix in flows:
            flow.benefits, flow.net, flow.so_far, flow.simple = at, at + 1, at + 2, at + 3
            flow.worth, flow.discounted, flow.payback = at + 4, at + 5, at + 6
            heads += [
                tr("Benefits") + suffix,
                tr("Net") + suffix,
                tr("Net so far") + suffix,
                tr("Covered at month") + suffix,
                tr("Present value") + suffix,
                tr("Present value so far") + suffix,
                tr("Discounted, covered at month") + suffix,
            ]
            at += 7
        book.head(name, 4, heads, left=())
        self._place_printed()
        self.at.first = 5
        self.at.last = self.at.first + self.at.years
        book.print_up_to(Place(name, self.at.first + self.at.outcome.horizon, len(heads) - 1))
        for year in range(self.at.years + 1):
            self._year(year, first_cost)

    def _place_printed(self) -> None:
        """Where the printed cells of the value sheet will stand."""
        row = VALUE_ROW
        for offset, benefit in enumerate(self.at.model.benefits):
            for index, column in enumerate(self.at.model.columns):
                if (benefit.id, column) in self.at.cells:
                    self.at.printed[benefit.id, column] = Place(self.at.value_name, row + offset, 3 + index)
            annual = Place(self.at.value_name, row + offset, 3 + len(self.at.model.columns))
            self.at.printed[benefit.id, ""] = annual

    def _year(self, year: int, first_cost: int) -> None:
        name, book = self.at.flow_name, self.at.book
        row = self.at.first + year
        inside = year <= self.at.outcome.horizon
        book.number(Place(name, row, 0), year, "0")
        when = f"{Place(name, row, 0).near}<={self.at.horizon_cell.near}"
        for index, benefit in enumerate(self.at.model.benefits, 1):
            expression, value = self._flow_of(benefit, year, self.at.cells)
            book.formula(Place(name, row, index), f"IF({when},{expression},0)", value if inside else 0.0)
        for index, cost in enumerate(self.at.model.costs, first_cost):
            expression, value = self._flow_of(cost, year, {})
            book.formula(Place(name, row, index), f"IF({when},{expression},0)", value if inside else 0.0)
        costs = self._across(row, first_cost, self.at.cost_column - 1)
        spent = self.at.outcome.flows.costs[year] if inside else 0.0
        book.formula(Place(name, row, self.at.cost_column), costs, spent)
        factors = discount_factors(self.at.outcome.rate, year, self.at.outcome.timing)
        book.formula(
            Place(name, row, self.at.factor_column), self._factor(row, year), factors[year], "0.0000"
        )
        exact = self._across(row, 1, first_cost - 1)
        earned = list(self.at.outcome.flows.benefits)
        self._flow_columns(self.at.exact, row, year, exact, earned)
        if self.at.model.as_printed:
            terms = [
                f"IF({when},{self._flow_of(one, year, self.at.printed)[0]},0)"
                for one in self.at.model.benefits
            ]
            self._flow_columns(self.at.as_printed, row, year, "+".join(terms) or "0", self.at.printed_flow())

    def _flow_of(
        self, one: Benefit | Cost, year: int, cells: Mapping[tuple[str, str], Place]
    ) -> tuple[str, float]:
        """What a line brings or costs in a year, and its value."""
        if one.flow.by_year:
            if year >= len(one.flow.by_year):
                return "0", 0.0
            return translate(one.flow.by_year[year], self.at.refs, self.at.model.money.factor), self.at.given(
                one, year
            )
        if isinstance(one, Benefit):
            amount = next(line.annual for line in self.at.outcome.lines if line.id == one.id) or 0.0
            place, comes = cells[one.id, ""], year > 0
        else:
            amount = next(line.amount for line in self.at.outcome.costs if line.id == one.id) or 0.0
            place, comes = self.at.costs[one.id], (year > 0) == one.yearly
        if not comes:
            return "0", 0.0
        share = one.flow.share(year) if year else 1.0
        return f"N({place.address}){scaled(share)}", amount * share

    def _across(self, row: int, first: int, last: int) -> str:
        if last < first:
            return "0"
        return f"SUM({Place(self.at.flow_name, row, first).near}:{Place(self.at.flow_name, row, last).near})"

    def _factor(self, row: int, year: int) -> str:
        rate, at = self.at.rate_cell.near, Place(self.at.flow_name, row, 0).near
        if year == 0 or self.at.model.timing is Timing.YEARLY:
            return f"(1+{rate})^-{at}"
        month = f"((1+{rate})^(1/12)-1)"
        return f"IF({rate}=0,1,(1+{rate})^-({at}-1)*(1-1/(1+{rate}))/{month}/12)"

    def _flow_columns(
        self, flow: FlowColumns, row: int, year: int, benefits: str, earned: list[float]
    ) -> None:
        name, book = self.at.flow_name, self.at.book
        place = {key: Place(name, row, column) for key, column in vars(flow).items()}
        above = {key: Place(name, row - 1, column) for key, column in vars(flow).items()}
        costs, factor = Place(name, row, self.at.cost_column), Place(name, row, self.at.factor_column)
        spent = list(self.at.outcome.flows.costs)
        net = [one - other for one, other in zip(earned, spent, strict=True)]
        factors = discount_factors(self.at.outcome.rate, self.at.years, self.at.outcome.timing)
        inside = year < len(net)
        book.formula(place["benefits"], benefits, earned[year] if inside else 0.0)
        book.formula(place["net"], f"{place['benefits'].near}-{costs.near}", net[year] if inside else 0.0)
        so_far = running(net)
        worth = [flow * factor for flow, factor in zip(net, factors, strict=False)]
        worth_so_far = running(worth)
        before = f"{above['so_far'].near}+" if year else ""
        book.formula(place["so_far"], f"{before}{place['net'].near}", so_far[min(year, len(net) - 1)])
        book.formula(
            place["worth"], f"{place['net'].near}*{factor.near}", worth[year] if inside else 0.0, "#,##0.00"
        )
        before = f"{above['discounted'].near}+" if year else ""
        book.formula(
            place["discounted"], f"{before}{place['worth'].near}", worth_so_far[min(year, len(net) - 1)]
        )
        if year:
            for key, series, sums in (("simple", "so_far", so_far), ("payback", "discounted", worth_so_far)):
                if key == "payback" and self.at.model.timing is Timing.MONTHLY:
                    continue
                book.formula(
                    place[key],
                    crossing(
                        above[series].near, place[series].near, f"({Place(name, row, 0).near}-1)*12", 12
                    ),
                    crossed(sums, year, MONTHS),
                    "0.00",
                )

    def _months(self) -> None:
        """Discounted month by month, for the payback with monthly timing."""
        name, book = self.at.months_name, self.at.book
        book.title(
            Place(name, 0, 0),
            tr("Months"),
            tr("Each year's net flow in twelve parts at the ends of the months."),
        )
        flows = [(self.at.exact, self.at.net(self.at.exact), "", 1)]
        if self.at.model.as_printed:
            flows.append((self.at.as_printed, self.at.net(self.at.as_printed), tr(", as printed"), 4))
        heads = [tr("Month")]
        for _flow, _net, suffix, _column in flows:
            heads += [
                tr("Net") + suffix,
                tr("Present value so far") + suffix,
                tr("Covered at month") + suffix,
            ]
        book.head(name, 3, heads, left=())
        self.at.months_first = 4
        months = self.at.outcome.horizon * MONTHS
        book.print_up_to(Place(name, self.at.months_first + months, len(heads) - 1))
        rate = f"(1+{self.at.rate_cell.address})^(1/12)"
        growth = 1 + monthly_rate(self.at.outcome.rate)
        sums = {column: 0.0 for _flow, _net, _suffix, column in flows}
        for month in range(self.at.years * MONTHS + 1):
            row = self.at.months_first + month
            book.number(Place(name, row, 0), month, "0")
            year = -(-month // MONTHS)
            for flow, net, _suffix, column in flows:
                source = Place(self.at.flow_name, self.at.first + year, flow.net).address
                amount = net[year] if year < len(net) else 0.0
                part = amount / MONTHS if month else amount
                here, so_far = Place(name, row, column), Place(name, row, column + 1)
                book.formula(here, f"{source}/12" if month else source, part, "#,##0.00")
                before = sums[column]
                sums[column] = before + part * growth**-month
                above = Place(name, row - 1, column + 1).near
                running = f"{above}+{here.near}*{rate}^-{Place(name, row, 0).near}"
                book.formula(so_far, running if month else here.near, sums[column], "#,##0.00")
                if month:
                    book.formula(
                        Place(name, row, column + 2),
                        crossing(above, so_far.near, f"({Place(name, row, 0).near}-1)", 1),
                        between(before, sums[column], month - 1, 1),
                        "0.00",
                    )
