"""Runs a value model: each formula was compiled once and works on floats and on arrays alike."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from app.errors import BadInputError, ContentError
from app.i18n import tr
from app.method.formula import Formula
from app.method.value_model import BASE, Benefit, Cost, Flow, Input, Printing, ValueModel
from app.method.value_outcome import CostLine, Flows, Line, Outcome, appraise, significant, total
from app.method.value_parser import check_value, parse_model

Values = Mapping[str, float | None]
"""Inputs by name, in the units of the model; None or missing where nothing is known yet."""

MAX_HORIZON = 60


class Engine:
    """A model made ready to run. Reusable and without state of its own."""

    def __init__(self, model: ValueModel) -> None:
        self.model = model
        self.factors = {name: one.unit.factor for name, one in model.inputs.items()}
        self._by_figures = Printing(model.figures)

    def values(
        self, scenario: str = BASE, settings: Mapping[str, float] | None = None
    ) -> dict[str, float | None]:
        """The inputs of a scenario with `settings` on top; raises BadInputError for an unknown name."""
        model = self.model
        if (scenario or BASE) not in model.scenarios:
            known = ", ".join(model.scenarios)
            raise BadInputError(
                tr("There is no scenario “{name}”; there are: {known}.", name=scenario, known=known)
            )
        values: dict[str, float | None] = {name: one.value for name, one in model.inputs.items()}
        values.update(model.scenarios[scenario or BASE].values)
        for name, value in (settings or {}).items():
            if name not in values:
                raise BadInputError(tr("The model has no input “{name}”.", name=name))
            check_value(model.inputs[name], value)
            values[name] = value
        return values

    def evaluate(self, values: Values) -> Outcome:
        """All figures for these inputs; raises BadInputError naming the line that cannot be computed."""
        model = self.model
        known = self.known(values)
        quantities = self.quantities(known)
        horizon, rate = self.horizon(known), self.rate(known)
        lines = tuple(
            self._line(benefit, self.cells(benefit, known), known, horizon) for benefit in model.benefits
        )
        costs = tuple(self._cost_line(cost, known, horizon) for cost in model.costs)
        totals = {column: total([line.cells.get(column) for line in lines]) for column in model.columns}
        printed = {column: total([line.printed.get(column) for line in lines]) for column in model.columns}
        annual = total([line.annual for line in lines])
        annual_printed = total([line.annual_printed for line in lines])
        worth = worth_printed = worth_at_risk = at_risk = None
        flows = self._flows(lines, known, horizon)
        if annual is not None:
            worth = appraise(flows, rate, model.timing)
            worth_printed = worth
            if model.as_printed:
                worth_printed = appraise(self._flows(lines, known, horizon, printed=True), rate, model.timing)
            if any(benefit.risk for benefit in model.benefits) or any(cost.risk for cost in model.costs):
                risks = zip(lines, model.benefits, strict=True)
                at_risk = sum((line.annual or 0.0) * (1 - benefit.risk) for line, benefit in risks)
                worth_at_risk = appraise(self._flows(lines, known, horizon, risky=True), rate, model.timing)
        start = zip(model.costs, costs, strict=True)
        invests = any(line.amount is not None and not (cost.yearly and cost.formula) for cost, line in start)
        return Outcome(
            inputs=values,
            quantities=quantities,
            quantities_printed=self._print_quantities(quantities),
            lines=lines,
            costs=costs,
            totals=totals,
            totals_printed=printed,
            annual_benefit=annual,
            annual_benefit_printed=annual_printed,
            annual_benefit_at_risk=at_risk,
            annual_cost=sum(cost.amount or 0.0 for cost in costs if cost.yearly),
            investment=flows.costs[0] if invests else None,
            rate=rate,
            horizon=horizon,
            timing=model.timing,
            flows=flows,
            worth=worth,
            worth_printed=worth_printed,
            worth_at_risk=worth_at_risk,
        )

    # What Monte Carlo runs on arrays

    def known(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The inputs that have a value, in base units."""
        factors = self.factors
        return {name: value * factors[name] for name, value in values.items() if value is not None}

    def quantities(self, known: dict[str, Any]) -> dict[str, Any]:
        """The quantities in their units; in base units they are added to `known`."""
        found: dict[str, Any] = {}
        for name, quantity in self.model.quantities.items():
            value = _value(quantity.formula, known, quantity.label)
            if value is not None:
                known[name] = value
            found[name] = None if value is None else value / quantity.unit.factor
        return found

    def cells(self, benefit: Benefit, known: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of a line, in the units of their columns."""
        here = dict(known)
        found: dict[str, Any] = {}
        for column, formula in benefit.cells.items():
            value = _value(formula, here, benefit.label)
            if value is not None:
                here[column] = value
            found[column] = None if value is None else value / self.model.columns[column].unit.factor
        return found

    def annual(self, benefit: Benefit, cells: Mapping[str, Any]) -> Any:
        """The money that a line brings a year, in the unit of money; None if it has none."""
        money = [
            cells[column] * (self.model.columns[column].unit.factor / self.model.money.factor)
            for column in self.model.money_columns
            if cells.get(column) is not None
        ]
        return sum(money[1:], money[0]) if money else None

    def by_year(self, flow: Flow, known: Mapping[str, Any], label: object) -> list[Any]:
        """Amounts given year by year, the first at time 0, in the unit of money."""
        amounts = [_value(formula, known, label) for formula in flow.by_year]
        return [0.0 if amount is None else amount / self.model.money.factor for amount in amounts]

    def cost(self, cost: Cost, known: Mapping[str, Any]) -> Any:
        """The amount of a cost, in the unit of money; None if it is not known."""
        assert cost.formula is not None  # asked only for costs with an amount
        value = _value(cost.formula, known, cost.label)
        return None if value is None else value / self.model.money.factor

    def horizon(self, known: Mapping[str, Any]) -> int:
        """Years looked at; raises BadInputError unless a whole number from 1 to 60."""
        years: float | None = _value(self.model.horizon, known, tr("Horizon"))
        if years is None or not 1 <= years <= MAX_HORIZON or abs(years - round(years)) > 1e-9:
            raise BadInputError(
                tr("The horizon must be a whole number of years from 1 to {most}.", most=MAX_HORIZON)
            )
        return round(years)

    def rate(self, known: Mapping[str, Any]) -> Any:
        """The yearly discount rate as a fraction."""
        rate = _value(self.model.discount_rate, known, tr("Discount rate"))
        if rate is None:
            raise BadInputError(tr("The discount rate has no value."))
        return rate

    # What rests on what

    @cached_property
    def _input_names(self) -> Mapping[str, frozenset[str]]:
        """For each quantity, the inputs below it."""
        found: dict[str, frozenset[str]] = {}
        for name, quantity in self.model.quantities.items():
            found[name] = self._below(quantity.formula.names, found)
        return found

    def _below(self, names: Iterable[str], quantities: Mapping[str, frozenset[str]]) -> frozenset[str]:
        below: set[str] = set()
        for name in names:
            below |= quantities.get(name, frozenset({name} if name in self.model.inputs else ()))
        return frozenset(below)

    def rests_on(self, *formulas: Formula) -> frozenset[str]:
        """The inputs that formulas rest on, directly or through quantities."""
        names = [name for formula in formulas for name in formula.names]
        return self._below(names, self._input_names)

    @cached_property
    def inputs_of(self) -> Mapping[str, frozenset[str]]:
        """For each benefit, the inputs that its money rests on."""
        columns = self.model.columns
        found = {}
        for benefit in self.model.benefits:
            money = {column for column in benefit.cells if columns[column].money}
            wanted = list(money)
            while wanted:
                more = benefit.cells[wanted.pop()].names & benefit.cells.keys() - money
                money |= more
                wanted.extend(more)
            formulas = [benefit.cells[column] for column in money]
            found[benefit.id] = self.rests_on(*formulas, *benefit.flow.by_year)
        return found

    @cached_property
    def counted_twice(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Improvements, and quantities that hang on one, that feed the money of more than one benefit.

        Where a model does not say which inputs are its improvements, any quantity counts.
        """
        model = self.model
        targets = {name for name, one in model.inputs.items() if one.target}
        hanging = {name for name, below in self._input_names.items() if below & targets or not targets}
        improved = targets | hanging
        users: dict[str, list[str]] = {}
        for benefit in model.benefits:
            formulas = (*benefit.cells.values(), *benefit.flow.by_year)
            used = {name for formula in formulas for name in formula.names}
            for name in sorted(used & improved):
                users.setdefault(name, []).append(benefit.id)
        return tuple((name, tuple(benefits)) for name, benefits in users.items() if len(benefits) > 1)

    def _line(self, benefit: Benefit, cells: dict[str, Any], known: Mapping[str, Any], horizon: int) -> Line:
        if benefit.flow.by_year:
            amounts = self.by_year(benefit.flow, known, benefit.label)[: horizon + 1]
            column = self.model.money_columns[0]
            factor = self.model.money.factor / self.model.columns[column].unit.factor
            cells[column] = sum(amounts) / horizon * factor
        printed = cells
        if self.model.as_printed:
            printed = {
                column: None if value is None else significant(value, self._by_figures)
                for column, value in cells.items()
            }
        return Line(
            benefit.id,
            str(benefit.label),
            cells,
            printed,
            self.annual(benefit, cells),
            self.annual(benefit, printed),
        )

    def _cost_line(self, cost: Cost, known: Mapping[str, Any], horizon: int) -> CostLine:
        if cost.flow.by_year:
            amounts = self.by_year(cost.flow, known, cost.label)[: horizon + 1]
            return CostLine(cost.id, str(cost.label), True, sum(amounts[1:]) / horizon)
        return CostLine(cost.id, str(cost.label), cost.yearly, self.cost(cost, known))

    def _print_quantities(self, quantities: Values) -> dict[str, float | None]:
        printed: dict[str, float | None] = {}
        for name, value in quantities.items():
            printing = self.model.quantities[name].printing
            printed[name] = value if value is None or printing is None else significant(value, printing)
        return printed

    def _flows(
        self,
        lines: tuple[Line, ...],
        known: Mapping[str, Any],
        horizon: int,
        *,
        printed: bool = False,
        risky: bool = False,
    ) -> Flows:
        benefits, costs = [0.0] * (horizon + 1), [0.0] * (horizon + 1)
        for benefit, line in zip(self.model.benefits, lines, strict=True):
            share = 1 - benefit.risk if risky else 1.0
            amount = line.annual_printed if printed else line.annual
            self._spread(benefits, benefit.flow, amount, share, known, benefit.label)
        for cost in self.model.costs:
            share = 1 + cost.risk if risky else 1.0
            amount = None if cost.formula is None else self.cost(cost, known)
            if cost.yearly or cost.formula is None:
                self._spread(costs, cost.flow, amount, share, known, cost.label)
            else:
                costs[0] += (amount or 0.0) * share
        return Flows(tuple(benefits), tuple(costs))

    def _spread(
        self,
        years: list[float],
        flow: Flow,
        annual: float | None,
        share: float,
        known: Mapping[str, Any],
        label: object,
    ) -> None:
        """Add a yearly amount to the years, as its flow says."""
        if flow.by_year:
            for year, amount in enumerate(self.by_year(flow, known, label)[: len(years)]):
                years[year] += amount * share
        elif annual:
            for year in range(1, len(years)):
                years[year] += annual * flow.share(year) * share


def _value(formula: Formula, known: Mapping[str, Any], label: object) -> Any:
    """What a formula gives; None if a name in it has no value. Objections name the line."""
    if not formula.names <= known.keys():
        return None
    try:
        return formula(known)
    except BadInputError as error:
        raise BadInputError(f"{label}: {error}") from None


@lru_cache(maxsize=64)
def engine_of(text: str, path: Path) -> Engine:
    """The engine of a model's text, compiled once; raises ContentError for a model that cannot be run.

    The model is tried with the values of each scenario, so that a division by zero is found here.
    """
    engine = Engine(parse_model(text, path))
    for scenario in engine.model.scenarios:
        try:
            engine.evaluate(engine.values(scenario))
        except BadInputError as error:
            raise ContentError(path, str(error), _line_of(engine.model, str(error))) from None
    return engine


def _line_of(model: ValueModel, sentence: str) -> int | None:
    parts: list[Any] = [*model.quantities.values(), *model.benefits, *model.costs]
    return next((part.line for part in parts if sentence.startswith(f"{part.label}: ")), None)


def slider_range(one: Input) -> tuple[float, float, float]:
    """From, to and step of an input's slider, around its value where the model does not say."""
    base = one.value or 0.0
    low, high = one.slider or (min(0.0, 2 * base), max(0.0, 2 * base) or 100.0)
    low = low if one.minimum is None else max(low, one.minimum)
    high = high if one.maximum is None else min(high, one.maximum)
    return low, high, one.step or (high - low) / 200
