"""The sheets of inputs and of the calculation: the cells to change, and what follows from them, unrounded."""

from app.i18n import tr
from app.method.figures import day_text
from app.method.value_model import Benefit, Cost, Flow
from app.tools.value_calculator import rules
from app.tools.value_calculator.excel_formula import Ref, guarded, translate
from app.tools.value_calculator.export_layout import Layout, scaled, sum_of
from app.tools.value_calculator.workbook import FILLS, Place, number_format


class FigureSheets:
    """Writes both sheets."""

    def __init__(self, layout: Layout) -> None:
        self.at = layout

    def write(self) -> None:
        """Inputs first: everything refers to them."""
        self._inputs()
        self._calculate()

    def _inputs(self) -> None:
        name, book = self.at.inputs_name, self.at.book
        book.title(Place(name, 0, 0), tr("Inputs"), tr("Change the coloured cells; everything else follows."))
        heads = [
            tr("Input"),
            tr("Value"),
            tr("Unit"),
            tr("Class"),
            tr("Source"),
            tr("Date"),
            tr("Low"),
            tr("High"),
        ]
        book.head(name, 3, heads, left=(0, 2, 3, 4))
        row = 4
        for title, inputs in rules.group_inputs(self.at.sheet):
            book.text(Place(name, row, 0), title, bold=True)
            row += 1
            for one in inputs:
                said = self.at.sheet.settled.said[one.id]
                place = Place(name, row, 1)
                value = self.at.sheet.settled.values[one.id]
                fill = FILLS[said.evidence]
                book.text(Place(name, row, 0), str(one.label), indent=1)
                look = {"bg_color": fill, "border": 1, "border_color": "#C9CED8", "locked": False}
                form = number_format(rules.decimals_of(one))
                if one.id in self.at.follows:
                    book.formula(place, self.at.follows[one.id], value, form, **look)
                else:
                    book.number(place, value, form, **look)
                source = " · ".join(part for part in (said.person, said.source) if part)
                told = f"{said.evidence.label}{': ' if source else ''}{source}"
                if one.id in self.at.follows:
                    told += "\n" + tr("Follows the scenario; type over it to try another value.")
                book.comment(place, f"{told}\n{one.hint}".strip())
                book.text(Place(name, row, 2), one.unit.text, indent=1)
                book.text(Place(name, row, 3), said.evidence.label)
                book.text(Place(name, row, 4), source, text_wrap=True)
                book.text(Place(name, row, 5), day_text(said.set_on), align="right")
                span = self.at.sheet.settled.ranges.get(one.id)
                if span is not None:
                    book.number(Place(name, row, 6), span.low)
                    book.number(Place(name, row, 7), span.high)
                self.at.refs[one.id] = Ref(place.address, one.unit.factor)
                book.name(place, one.id)
                row += 1
        row += 1
        for one_class, fill in FILLS.items():
            book.text(Place(name, row, 0), one_class.label, indent=1)
            book.text(Place(name, row, 1), "", bg_color=fill)
            row += 1

    def _calculate(self) -> None:
        name, book, model = self.at.calculation, self.at.book, self.at.model
        book.title(
            Place(name, 0, 0), tr("Calculation"), tr("Unrounded; formulas convert units where they differ.")
        )
        book.head(name, 3, [tr("Quantity"), tr("Figure"), tr("Unit")])
        formula_column = len(model.columns) + 2
        book.text(Place(name, 3, formula_column), tr("Formula"), bold=True)
        row = 4
        for quantity in model.quantities.values():
            place = Place(name, row, 1)
            expression = translate(quantity.formula, self.at.refs, quantity.unit.factor)
            value = self.at.outcome.quantities[quantity.id]
            book.text(Place(name, row, 0), str(quantity.label))
            book.formula(place, guarded(quantity.formula, self.at.refs, expression), value, "#,##0.00")
            book.text(Place(name, row, 2), quantity.unit.text, align="right")
            book.note(Place(name, row, formula_column), quantity.formula.text)
            self.at.refs[quantity.id] = Ref(place.address, quantity.unit.factor)
            book.name(place, quantity.id)
            row += 1
        row += 1
        labels = [f"{column.label} ({column.unit.text})" for column in model.columns.values()]
        book.head(name, row, [tr("Benefit"), *labels, tr("Money a year ({unit})", unit=model.money.text)])
        row += 1
        first = row
        for benefit in model.benefits:
            self._benefit_row(benefit, row, formula_column)
            row += 1
        book.text(Place(name, row, 0), tr("Total"), bold=True, top=1)
        totals = [*self.at.outcome.totals.values(), self.at.outcome.annual_benefit]
        for index, value in enumerate(totals, 1):
            here = Place(name, row, index)
            book.formula(here, sum_of(name, first, row - 1, index), value, "#,##0.00", bold=True, top=1)
        self.at.total_exact = Place(name, row, len(totals))
        row += 2
        book.head(name, row, [tr("Cost"), tr("Amount"), tr("When")])
        for cost in model.costs:
            row += 1
            self._cost_row(cost, row, formula_column)

    def _benefit_row(self, benefit: Benefit, row: int, formula_column: int) -> None:
        name, book, model = self.at.calculation, self.at.book, self.at.model
        line = next(line for line in self.at.outcome.lines if line.id == benefit.id)
        book.text(Place(name, row, 0), str(benefit.label))
        places = {column: Place(name, row, index) for index, column in enumerate(model.columns, 1)}
        here = self.at.refs | {
            column: Ref(places[column].address, model.columns[column].unit.factor) for column in benefit.cells
        }
        told = []
        for column, formula in benefit.cells.items():
            expression = translate(formula, here, model.columns[column].unit.factor)
            value = line.cells[column]
            book.formula(places[column], guarded(formula, here, expression), value, "#,##0.00")
            self.at.cells[benefit.id, column] = places[column]
            told.append(f"{column} = {formula.text}")
        if benefit.flow.by_year:
            column = model.money_columns[0]
            factor = model.money.factor / model.columns[column].unit.factor
            expression = f"{self._by_year_sum(benefit.flow)}/{self.at.horizon()}{scaled(factor)}"
            book.formula(places[column], expression, line.cells[column], "#,##0.00")
            self.at.cells[benefit.id, column] = places[column]
            told.append(tr("year by year; the mean a year"))
        annual = Place(name, row, len(model.columns) + 1)
        book.formula(annual, self.at.money_of(benefit.id, self.at.cells), line.annual, "#,##0.00")
        self.at.cells[benefit.id, ""] = annual
        book.note(Place(name, row, formula_column), "; ".join(told))

    def _by_year_sum(self, flow: Flow, first: int = 0) -> str:
        """What a flow given year by year brings from year `first` on, within the horizon."""
        terms = [
            f"IF({year}<={self.at.horizon()},{translate(formula, self.at.refs, self.at.model.money.factor)},0)"
            for year, formula in enumerate(flow.by_year[first:], first)
        ]
        return f"({'+'.join(terms) or '0'})"

    def _cost_row(self, cost: Cost, row: int, formula_column: int) -> None:
        name, book = self.at.calculation, self.at.book
        line = next(line for line in self.at.outcome.costs if line.id == cost.id)
        book.text(Place(name, row, 0), str(cost.label))
        when = tr("a year") if cost.yearly else tr("at time 0")
        place = Place(name, row, 1)
        self.at.costs[cost.id] = place
        if cost.formula is None:
            expression = f"{self._by_year_sum(cost.flow, 1)}/{self.at.horizon()}"
            book.formula(place, expression, line.amount, "#,##0.00")
            book.text(Place(name, row, 2), tr("a year, the mean"), align="right")
            return
        expression = translate(cost.formula, self.at.refs, self.at.model.money.factor)
        book.formula(place, guarded(cost.formula, self.at.refs, expression), line.amount, "#,##0.00")
        book.text(Place(name, row, 2), when, align="right")
        book.note(Place(name, row, formula_column), cost.formula.text)
