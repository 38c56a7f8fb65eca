"""The value case as a workbook with live formulas: each is written with its value, and recalculating changes nothing.

What it is worth, the inputs (the cells to change), the scenarios, the calculation, the cash flow, the months, and how
sure it is. Another scenario is chosen in the file, which stays alive; only the last sheet holds pasted values.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.documents import files
from app.i18n import tr
from app.method.figures import day_text, payback_text
from app.method.finance import MONTHS, Timing
from app.method.value_model import Benefit
from app.tools.value_calculator import rules
from app.tools.value_calculator.export_figures import FigureSheets
from app.tools.value_calculator.export_flow import FlowSheets
from app.tools.value_calculator.export_layout import VALUE_ROW, Cover, FlowColumns, Layout, scaled, sum_of
from app.tools.value_calculator.export_return import ReturnSheet
from app.tools.value_calculator.export_scenarios import CHOICE, ScenarioSheet
from app.tools.value_calculator.export_sure import SureSheet
from app.tools.value_calculator.queries import Case, OpportunityCases
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.workbook import Place


def cover_of(found: OpportunityCases, case: Case, sheet: Sheet, author: str, day: date) -> Cover:
    """What the file of a stored case says of itself."""
    return Cover(
        account=found.account,
        opportunity=found.opportunity,
        title=case.title,
        goal=case.goal,
        solution=case.solution,
        compared_with=case.compared_with,
        scenario=case.all_scenarios().get(sheet.scenario, ""),
        author=author,
        day=day,
    )


def save_workbook(sheet: Sheet, cover: Cover, path: Path, scenarios: Mapping[str, Sheet]) -> None:
    """Write the workbook in one move; raises BadInputError when the place cannot be written."""
    files.write(path, workbook(sheet, cover, scenarios))


def workbook(sheet: Sheet, cover: Cover, scenarios: Mapping[str, Sheet]) -> bytes:
    """The workbook of a computed case as bytes; it opens with `sheet`, which is one of `scenarios` (by title)."""
    layout = Layout(sheet, cover)
    layout.open_sheets(len(scenarios))
    ScenarioSheet(layout, scenarios).write()
    FigureSheets(layout).write()
    FlowSheets(layout).write()
    ValueSheet(layout).write()
    SureSheet(layout).write()
    return layout.book.finish()


class ValueSheet:
    """The sheet that is shown and signed."""

    def __init__(self, layout: Layout) -> None:
        self.at = layout

    def write(self) -> None:
        """Texts, benefits with their totals, results, conventions."""
        name, book, model, cover = self.at.value_name, self.at.book, self.at.model, self.at.cover
        where = " · ".join(part for part in (cover.account, cover.opportunity) if part)
        book.title(Place(name, 0, 0), cover.title or str(model.label), where)
        texts = (
            (tr("Goal"), cover.goal or str(model.goal)),
            (tr("Solution"), cover.solution or str(model.solution)),
            (tr("Compared with"), cover.compared_with or str(model.compared_with)),
        )
        for row, (head, text) in enumerate(texts, 3):
            book.text(Place(name, row, 0), head, bold=True)
            book.text(Place(name, row, 1), text)
        book.text(Place(name, 6, 0), tr("Scenario"), bold=True)
        choice = Place(self.at.inputs_name, *CHOICE)
        book.formula(Place(name, 6, 1), choice.address, self.at.chosen_title)
        if cover.day:
            book.text(Place(name, 6, 3), day_text(cover.day), align="right")
        row = VALUE_ROW
        heads = [f"{column.label} ({column.unit.text})" for column in model.columns.values()]
        money = tr("Money a year ({unit})", unit=model.money.text)
        book.head(name, row - 1, [tr("Benefit"), tr("Today"), tr("Change"), *heads, money])
        self.lines_first = row
        for benefit in model.benefits:
            self._value_line(benefit, row)
            row += 1
        self.lines_last = row - 1
        book.text(Place(name, row, 0), tr("Total"), bold=True, top=1)
        for column in (1, 2):
            book.text(Place(name, row, column), "", top=1)
        totals = [*self.at.outcome.totals_printed.values(), self.at.outcome.annual_benefit_printed]
        for index, value in enumerate(totals, 3):
            expression = sum_of(name, self.lines_first, self.lines_last, index)
            book.formula(Place(name, row, index), expression, value, "#,##0.##", bold=True, top=1)
        self.total_printed = Place(name, row, 2 + len(totals))
        row = self._results(row + 2)
        for sentence in rules.conventions(self.at.sheet, with_figures=False):
            book.note(Place(name, row, 0), sentence)
            row += 1

    def _value_line(self, benefit: Benefit, row: int) -> None:
        name, book = self.at.value_name, self.at.book
        line = next(line for line in self.at.outcome.lines if line.id == benefit.id)
        book.text(Place(name, row, 0), str(benefit.label))
        for index, figure in ((1, benefit.current), (2, benefit.target)):
            if figure in self.at.refs:
                self._figure(Place(name, row, index), figure)
        for column in self.at.model.columns:
            source = self.at.cells.get((benefit.id, column))
            if source is not None:
                place = self.at.printed[benefit.id, column]
                expression = self._as_printed(source.address)
                book.formula(place, expression, line.printed[column], "#,##0.##")
        annual = self.at.printed[benefit.id, ""]
        expression = self.at.money_of(benefit.id, self.at.printed)
        book.formula(annual, expression, line.annual_printed, "#,##0.##", bold=True)

    def _figure(self, place: Place, name: str) -> None:
        model = self.at.model
        if name in model.inputs:
            unit, value = model.inputs[name].unit.text, self.at.sheet.settled.values[name]
        else:
            unit, value = model.quantities[name].unit.text, self.at.outcome.quantities[name]
        form = f'#,##0.### "{unit}"' if unit else "#,##0.###"
        cell = self.at.refs[name].cell
        self.at.book.formula(place, f'IF(COUNT({cell})=0,"",{cell})', value, form, align="right")

    def _as_printed(self, cell: str) -> str:
        """The cell, rounded to the model's significant figures where it prints."""
        if not self.at.model.as_printed:
            return cell
        places = f"{self.at.model.figures - 1}-INT(LOG10(ABS({cell})))"
        return f'IF(COUNT({cell})=0,"",IF({cell}=0,0,ROUND({cell},{places})))'

    def _results(self, row: int) -> int:
        name, book, outcome = self.at.value_name, self.at.book, self.at.outcome
        book.head(name, row, [tr("Result"), tr("Figure"), tr("Unit")])
        unit = self.at.sheet.unit
        worth = outcome.worth
        shown = self.at.as_printed if self.at.model.as_printed else self.at.exact
        has = f"COUNT({self.at.total_exact.address})=0"
        spent = Place(self.at.flow_name, self.at.first, self.at.cost_column).address
        benefits, costs = self._worth_of(self.at.exact.benefits), self._worth_of(self.at.cost_column)
        pv_benefits = worth.pv_benefits if worth else None
        pv_costs = worth.pv_costs if worth else None
        yearly = [
            self.at.costs[cost.id].address for cost in self.at.model.costs if cost.yearly or cost.flow.by_year
        ]
        delay = f"({self.at.total_exact.address}{''.join(f'-N({cell})' for cell in yearly)})/12"
        rows: list[tuple[str, str, str, float | str | None, str, str]] = [
            (
                "annual_benefit_printed",
                tr("Benefit a year"),
                self.total_printed.address,
                outcome.annual_benefit_printed,
                unit,
                "#,##0.##",
            ),
            (
                "annual_benefit",
                tr("Benefit a year, unrounded"),
                self.at.total_exact.address,
                outcome.annual_benefit,
                unit,
                "#,##0.0",
            ),
            ("investment", tr("Investment"), spent, outcome.flows.costs[0], unit, "#,##0"),
            (
                "discounted_payback",
                tr("Discounted payback"),
                *self._payback(shown, discounted=True),
                tr("months"),
                "0.00",
            ),
            (
                "simple_payback",
                tr("Simple payback"),
                *self._payback(shown, discounted=False),
                tr("months"),
                "0.00",
            ),
            ("pv_benefits", tr("Present value of benefits"), benefits, pv_benefits, unit, "#,##0"),
            ("pv_costs", tr("Present value of costs"), costs, pv_costs, unit, "#,##0"),
            (
                "npv",
                tr("Net present value"),
                f"{benefits}-{costs}",
                worth.npv if worth else None,
                unit,
                "#,##0",
            ),
            ("irr", tr("Internal rate of return"), *self._irr(), tr("a year"), "0.0%"),
            (
                "roi",
                tr("Return on investment"),
                f'IF({costs}>0,({benefits}-{costs})/({costs}),"")',
                worth.roi if worth else None,
                tr("over the horizon"),
                "0%",
            ),
            ("cost_of_delay", tr("Each month of waiting"), delay, outcome.cost_of_delay, unit, "#,##0.0"),
        ]
        rows += self._at_risk()
        for key, title, expression, value, of, form in rows:
            row += 1
            book.text(Place(name, row, 0), title)
            book.formula(
                Place(name, row, 1),
                f'IF({has},"",{expression})',
                value if worth else None,
                form,
                align="right",
                bold=True,
            )
            book.name(Place(name, row, 1), f"result_{key}")
            book.text(Place(name, row, 2), of, align="right")
        row += 1
        book.text(Place(name, row, 0), tr("Confirmed by the customer"))
        share = Place(name, row, 1)
        book.formula(share, self._confirmed(), self.at.sheet.confirmed, "0%", align="right", bold=True)
        book.name(share, "result_confirmed_share")
        book.text(Place(name, row, 2), tr("of the value"), align="right")
        return row + 2

    def _at_risk(self) -> list[tuple[str, str, str, float | str | None, str, str]]:
        """The same with what is uncertain taken off: benefits x (1 - f), costs x (1 + f)."""
        outcome, model, unit = self.at.outcome, self.at.model, self.at.sheet.unit
        if outcome.worth_at_risk is None:
            return []
        annual = [f"N({self.at.cells[one.id, ''].address}){scaled(1 - one.risk)}" for one in model.benefits]
        shares = [*(1 - one.risk for one in model.benefits), *(-1 - one.risk for one in model.costs)]
        worth = [f"{self._worth_of(column)}{scaled(share)}" for column, share in enumerate(shares, 1)]
        return [
            (
                "annual_benefit_at_risk",
                tr("Benefit a year, after risk"),
                "+".join(annual),
                outcome.annual_benefit_at_risk,
                unit,
                "#,##0.#",
            ),
            (
                "npv_at_risk",
                tr("Net present value, after risk"),
                "+".join(worth),
                outcome.worth_at_risk.npv,
                unit,
                "#,##0",
            ),
        ]

    def _confirmed(self) -> str:
        """The share of the value in the lines that the customer has confirmed; drawbacks weigh by their size."""
        sizes = {line.id: f"ABS(N({self.at.cells[line.id, ''].address}))" for line in self.at.outcome.lines}
        whole = "+".join(sizes.values()) or "0"
        kept = "+".join(f"{size}*{self.at.confirmed[name]}" for name, size in sizes.items())
        return f'IF({whole}=0,"",({kept or "0"})/({whole}))'

    def _worth_of(self, column: int) -> str:
        series = self._down(column)
        return f"SUMPRODUCT({series},{self._down(self.at.factor_column)})"

    def _down(self, column: int) -> str:
        top, bottom = (
            Place(self.at.flow_name, self.at.first, column),
            Place(self.at.flow_name, self.at.last, column),
        )
        return f"'{self.at.flow_name}'!{top.near}:{bottom.near}"

    def _payback(self, flow: FlowColumns, *, discounted: bool) -> tuple[str, float | str | None]:
        worth = self.at.outcome.worth_printed
        if discounted and self.at.model.timing is Timing.MONTHLY:
            column = 3 if flow is self.at.exact else 6
            last = self.at.months_first + self.at.years * MONTHS
            top, bottom = (
                Place(self.at.months_name, self.at.months_first + 1, column),
                Place(self.at.months_name, last, column),
            )
            series = f"'{self.at.months_name}'!{top.near}:{bottom.near}"
        else:
            series = self._down(flow.payback if discounted else flow.simple)
        start = Place(self.at.flow_name, self.at.first, flow.net).address
        never, none = payback_text(None, invests=True), payback_text(None, invests=False)
        expression = f'IF({start}>=0,"{none}",IF(COUNT({series})=0,"{never}",MIN({series})))'
        if worth is None:
            return expression, None
        months = worth.discounted_payback if discounted else worth.simple_payback
        return expression, payback_text(None, self.at.sheet.invests) if months is None else months

    def _irr(self) -> tuple[str, float | str | None]:
        expression = ReturnSheet(self.at).write()
        worth = self.at.outcome.worth
        if worth is None:
            return expression, None
        rate = worth.irr.value
        return expression, rules.rate_text(worth.irr) if rate is None else rate
