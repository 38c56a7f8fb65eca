"""Reading a value model from TOML: every objection names the file, the line and the reason.

The format is described in `resources/help/en/value_models.md`, whose examples are run by a test.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from app.errors import BadInputError
from app.i18n import tr
from app.method.finance import Timing
from app.method.formula import Formula
from app.method.toml_tables import Source, Table, parse_toml, read_text
from app.method.units import NUMBER, Dimension, Unit, UnitBook, dimension_of, measured_in
from app.method.value_model import (
    BASE,
    Alternative,
    Benefit,
    Column,
    Cost,
    ExchangeRate,
    Flow,
    Group,
    Input,
    Printing,
    Quantity,
    Scenario,
    Spread,
    Text,
    ValueModel,
)
from app.models.vocabulary import EvidenceClass

_CURRENCY = re.compile("[A-Z]{3}")
_YEARS = (("a", Fraction(1)),)
_PER_YEAR = (("a", Fraction(-1)),)


def read_model(path: Path) -> ValueModel:
    """The model in a file; raises ContentError."""
    return parse_model(read_text(path), path)


def parse_model(text: str, path: Path) -> ValueModel:
    """The model that a text describes; `path` names it in messages. Raises ContentError."""
    return _Parser(Source(path, text), parse_toml(text, path)).model()


class _Parser:
    """Turns the tables into a model, in the order in which they rest on each other."""

    def __init__(self, source: Source, data: Mapping[str, Any]) -> None:
        self.source = source
        self.data = data
        self.top = Table(source, "", 0, data)
        self.dimensions: dict[str, Dimension] = {}
        self.seen: set[tuple[str, str]] = set()

    def model(self) -> ValueModel:
        """The whole model."""
        top = self.top
        identity = top.id()
        if top.raw("format", 1) != 1:
            top.fail(tr("this format is not known to this version of the program."), "format")
        currency = top.raw("currency", "EUR")
        if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
            top.fail(tr("“currency” must be a code of three letters, such as EUR."), "currency")
        self.currency = currency
        rates = tuple(self._rate(table) for table in self._tables("rate"))
        self.units = UnitBook(currency, self._own_units(), {one.currency: one.value for one in rates})
        self.money = self._money()
        groups = tuple(self._group(table) for table in self._tables("group"))
        inputs = {one.id: one for one in (self._input(table, groups) for table in self._tables("input"))}
        self.inputs = inputs
        quantities = self._quantities()
        columns = {one.id: one for one in map(self._column, self._tables("column"))}
        benefits = tuple(self._benefit(table, columns) for table in self._tables("benefit"))
        costs = tuple(self._cost(table) for table in self._tables("cost"))
        scenarios = self._scenarios()
        model = ValueModel(
            id=identity,
            label=top.text("label", needed=True),
            goal=top.text("goal"),
            solution=top.text("solution"),
            compared_with=top.text("compared_with"),
            currency=currency,
            money=self.money,
            timing=Timing(top.word("timing", Timing.MONTHLY, list(Timing))),
            horizon=self._setting("horizon", 10, _YEARS),
            discount_rate=self._setting("discount_rate", 0.1, _PER_YEAR),
            as_printed=top.flag("totals_as_printed"),
            figures=int(top.number("figures", 1, 6) or 2),
            payback_target=top.number("payback_target", 0),
            groups=groups,
            inputs=inputs,
            quantities=quantities,
            columns=columns,
            benefits=benefits,
            costs=costs,
            scenarios=scenarios,
            rates=rates,
            units=self.units,
        )
        top.raw("base")
        top.done()
        return model

    def _tables(self, name: str) -> Iterator[Table]:
        tables = self.top.raw(name, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            self.top.fail(tr("“{name}” must be written as [[{name}]].", name=name), name)
        for index, data in enumerate(tables):
            yield Table(self.source, name, index, data)

    def _own_units(self) -> dict[str, str]:
        own = self.top.raw("units", {})
        if not isinstance(own, dict) or not all(isinstance(one, str) for one in own.values()):
            self.top.fail(tr("“units” must give a definition for each name."), "units")
        return own

    def _rate(self, table: Table) -> ExchangeRate:
        code, on = table.raw("currency"), table.raw("on")
        if not isinstance(code, str) or not _CURRENCY.fullmatch(code) or code == self.currency:
            table.fail(tr("“currency” must be the code of another currency, such as USD."), "currency")
        if ("rate", code) in self.seen:
            table.fail(tr("there are two rates for {currency}.", currency=code), "currency")
        self.seen.add(("rate", code))
        if not isinstance(on, date) or isinstance(on, datetime):
            table.fail(tr("a rate needs its day, written as on = 2026-11-02."), "on")
        value = table.number("value", 1e-9)
        if value is None:
            table.fail(tr("“value” must say what one {currency} is worth.", currency=code), "value")
        rate = ExchangeRate(code, value, on, table.text("source"))
        table.done()
        return rate

    def _money(self) -> Unit:
        unit = self.top.attempt(
            "unit", lambda: self.units.unit(str(self.top.raw("unit", f"k{self.currency}")))
        )
        if unit.dimension != self.units.unit(self.currency).dimension:
            self.top.fail(tr("“unit” must be an amount of {currency}.", currency=self.currency), "unit")
        return unit

    def _setting(self, key: str, default: float, also: Dimension) -> Formula:
        """Horizon and discount rate: a number, or a formula over the inputs."""
        formula = self.top.formula(key, self.top.raw(key, default))
        found = self._dimension(self.top, key, formula, {})
        if found not in (None, NUMBER, also):
            self.top.fail(tr("“{key}” must be a plain number or in years.", key=key), key)
        return formula

    def _unit(self, table: Table, default: str = "") -> Unit:
        text = table.raw("unit", default)
        if not isinstance(text, str):
            table.fail(tr("“unit” must be a text."), "unit")
        return table.attempt("unit", self.units.unit, text)

    def _new_id(self, table: Table, among: str = "figure") -> str:
        """An id that is new among the names of formulas, or among the benefits or costs."""
        name = table.id()
        if (among, name) in self.seen:
            table.fail(tr("this id is used twice."), "id")
        self.seen.add((among, name))
        return name

    def _group(self, table: Table) -> Group:
        group = Group(table.id(), table.text("label", needed=True))
        table.done()
        return group

    def _input(self, table: Table, groups: Sequence[Group]) -> Input:
        slider = table.numbers("slider")
        if slider and (len(slider) != 2 or slider[0] >= slider[1]):
            table.fail(tr("“slider” must be two numbers, the smaller one first."), "slider")
        one = Input(
            id=self._new_id(table),
            label=table.text("label", needed=True),
            unit=self._unit(table),
            group=table.word("group", "", ["", *(group.id for group in groups)]),
            value=table.number("value"),
            low=table.number("low"),
            high=table.number("high"),
            minimum=table.number("minimum"),
            maximum=table.number("maximum"),
            slider=(slider[0], slider[1]) if slider else None,
            step=table.number("step", 0),
            spread=Spread(table.word("spread", Spread.TRIANGULAR, list(Spread))),
            evidence=EvidenceClass(table.word("class", EvidenceClass.ASSUMED, list(EvidenceClass))),
            source=table.text("source"),
            hint=table.text("hint"),
            target=table.flag("target"),
            line=table.line,
        )
        table.done()
        table.attempt("value", check_value, one, one.value)
        table.attempt("low", check_range, one.value, one.low, one.high)
        self.dimensions[one.id] = one.unit.dimension
        return one

    def _quantities(self) -> dict[str, Quantity]:
        tables: dict[str, Table] = {}
        found: dict[str, Quantity] = {}
        for table in self._tables("quantity"):
            quantity = self._quantity(table)
            tables[quantity.id], found[quantity.id] = table, quantity
        graph = {name: [used for used in one.formula.names if used in found] for name, one in found.items()}
        for name, quantity in found.items():
            self._known(tables[name], "formula", quantity.formula, found.keys())
        ordered: dict[str, Quantity] = {}
        for name in self._order(graph, lambda name: tables[name], "formula"):
            quantity = found[name]
            self._expect(tables[name], "formula", quantity.formula, quantity.unit, {})
            self.dimensions[name] = quantity.unit.dimension
            ordered[name] = quantity
        return ordered

    def _order(self, graph: Mapping[str, list[str]], table: Callable[[str], Table], key: str) -> list[str]:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = error.args[1]
            table(circle[0]).fail(
                tr("formulas go round in a circle: {names}.", names=" → ".join(reversed(circle))), key
            )

    def _quantity(self, table: Table) -> Quantity:
        quantity = Quantity(
            id=self._new_id(table),
            label=table.text("label", needed=True),
            unit=self._unit(table),
            formula=table.formula("formula", table.raw("formula", "")),
            printing=self._printing(table),
            line=table.line,
        )
        table.done()
        return quantity

    def _printing(self, table: Table) -> Printing | None:
        value = table.raw("printed")
        if value is None:
            return None
        if not isinstance(value, dict) or not set(value) <= {"figures", "cut"}:
            table.fail(tr("“printed” takes “figures” and “cut”."), "printed")
        figures = table.checked_number("printed", value.get("figures", 3), 1, 9)
        return Printing(int(figures), bool(value.get("cut", False)))

    def _column(self, table: Table) -> Column:
        money = table.flag("money")
        unit = self._unit(table, f"{self.money.text}/a" if money else "")
        if money and unit.dimension != self.units.unit(f"{self.currency}/a").dimension:
            table.fail(tr("a money column is in {unit} a year.", unit=self.money.text), "unit")
        column = Column(self._new_id(table), table.text("label", needed=True), unit, money)
        table.done()
        return column

    def _flow(self, table: Table) -> Flow:
        ramp = table.numbers("ramp")
        by_year = table.raw("by_year", [])
        if not isinstance(by_year, list):
            table.fail(tr("“by_year” must be a list, the first entry for time 0."), "by_year")
        if ramp and by_year:
            table.fail(tr("either “ramp” or “by_year”, not both."), "by_year")
        amounts = [table.formula("by_year", self._in_money(one)) for one in by_year]
        money = self.units.unit(self.currency)
        for given, formula in zip(by_year, amounts, strict=True):
            if isinstance(given, str):
                self._expect(table, "by_year", formula, money, {})
        return Flow(ramp, tuple(amounts))

    def _in_money(self, amount: Any) -> Any:
        """A bare number is in the unit of the model; formulas compute in the currency itself."""
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            return amount
        return repr(float(amount) * self.money.factor)

    def _benefit(self, table: Table, columns: Mapping[str, Column]) -> Benefit:
        name = self._new_id(table, "benefit")
        given = table.raw("columns", {})
        if not isinstance(given, dict):
            table.fail(tr("“columns” must give a formula for each column."), "columns")
        for column in given:
            if column not in columns:
                table.fail(tr("there is no column “{column}”.", column=column), column)
        cells = {column: table.formula(column, formula) for column, formula in given.items()}
        flow = self._flow(table)
        if flow.by_year and any(columns[column].money for column in cells):
            table.fail(tr("a benefit with “by_year” has no formula in a money column."), "by_year")
        if flow.by_year and not any(column.money for column in columns.values()):
            table.fail(tr("“by_year” needs a money column."), "by_year")
        cells = self._ordered_cells(table, cells, columns)
        figures = ["", *self.dimensions]
        benefit = Benefit(
            id=name,
            label=table.text("label", needed=True),
            current=table.word("current", "", figures),
            target=table.word("target", "", figures),
            cells=cells,
            flow=flow,
            risk=table.number("risk", 0, 1) or 0.0,
            note=table.text("note"),
            line=table.line,
        )
        table.done()
        return benefit

    def _ordered_cells(
        self, table: Table, cells: Mapping[str, Formula], columns: Mapping[str, Column]
    ) -> dict[str, Formula]:
        """The cells in the order of evaluation; a column's name means the cell of the same line."""
        for column, formula in cells.items():
            self._known(table, column, formula, cells.keys())
        graph = {
            column: [name for name in formula.names if name in cells] for column, formula in cells.items()
        }
        order = self._order(graph, lambda _column: table, next(iter(cells), ""))
        here = {column: columns[column].unit.dimension for column in cells}
        for column in order:
            self._expect(table, column, cells[column], columns[column].unit, here)
        return {column: cells[column] for column in order}

    def _cost(self, table: Table) -> Cost:
        name = self._new_id(table, "cost")
        yearly = table.word("when", "start", ["start", "yearly"]) == "yearly"
        flow = self._flow(table)
        given = table.raw("amount")
        if (given is None) != bool(flow.by_year):
            table.fail(tr("a cost has either an “amount” or “by_year”."), "amount")
        if flow.ramp and not yearly:
            table.fail(tr("only a yearly cost can be ramped."), "ramp")
        formula = None
        if given is not None:
            formula = table.formula("amount", self._in_money(given))
            if isinstance(given, str):
                unit = self.units.unit(f"{self.currency}/a" if yearly else self.currency)
                self._expect(table, "amount", formula, unit, {})
        cost = Cost(
            id=name,
            label=table.text("label", needed=True),
            formula=formula,
            yearly=yearly,
            flow=flow,
            risk=table.number("risk", 0, 10) or 0.0,
            line=table.line,
        )
        table.done()
        return cost

    def _scenarios(self) -> dict[str, Scenario]:
        base = self.top.text("base")
        found = {BASE: Scenario(BASE, base or Text({"en": tr("Base case")}), {})}
        for table in self._tables("scenario"):
            name = table.id()
            if name in found:
                table.fail(tr("this id is used twice."), "id")
            given = table.raw("set", {})
            if not isinstance(given, dict):
                table.fail(tr("“set” must give values for inputs."), "set")
            values = {}
            for key, value in given.items():
                if key not in self.inputs:
                    table.fail(tr("there is no input “{name}”.", name=key), key)
                values[key] = table.checked_number(key, value)
                table.attempt(key, check_value, self.inputs[key], values[key])
            against = table.word("alternative", "", ["", *Alternative])
            label = table.text("label", needed=True)
            found[name] = Scenario(name, label, values, Alternative(against) if against else None)
            table.done()
        return found

    def _known(self, table: Table, key: str, formula: Formula, also: Any) -> None:
        for name in sorted(formula.names):
            if name not in self.dimensions and name not in also:
                table.fail(tr("“{name}” in “{formula}” is not known.", name=name, formula=formula.text), key)

    def _dimension(
        self, table: Table, key: str, formula: Formula, here: Mapping[str, Dimension]
    ) -> Dimension | None:
        self._known(table, key, formula, here)
        return table.attempt(key, dimension_of, formula, {**self.dimensions, **here})

    def _expect(
        self, table: Table, key: str, formula: Formula, unit: Unit, here: Mapping[str, Dimension]
    ) -> None:
        """Refuse a formula that does not measure what its unit says."""
        found = self._dimension(table, key, formula, here)
        if found is not None and found != unit.dimension:
            table.fail(
                tr(
                    "“{formula}” is in {found}, which cannot be shown in {unit}.",
                    formula=formula.text,
                    found=measured_in(found),
                    unit=unit.text or tr("plain numbers"),
                ),
                key,
            )


def check_value(one: Input, value: float | None) -> None:
    """Raise BadInputError if `value` is outside the limits of an input."""
    if value is None:
        return
    below = one.minimum is not None and value < one.minimum
    above = one.maximum is not None and value > one.maximum
    if below or above:
        limits = (
            tr("at least {low}", low=f"{one.minimum:g}")
            if below
            else tr("at most {high}", high=f"{one.maximum:g}")
        )
        raise BadInputError(
            tr("{label} must be {limits} {unit}.", label=str(one.label), limits=limits, unit=one.unit.text)
        )


def check_range(value: float | None, low: float | None, high: float | None) -> None:
    """Raise BadInputError unless low <= value <= high, as far as they are given."""
    given = [one for one in (low, value, high) if one is not None]
    if given != sorted(given):
        raise BadInputError(tr("low, value and high must be in ascending order."))
