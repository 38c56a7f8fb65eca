"""Where a number comes from: its formula in words, the figures in it, and at the ends who said what."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.i18n import tr
from app.method.figures import with_unit
from app.method.formula import FUNCTIONS, Formula
from app.method.value_model import Benefit, Cost
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator.model_parts import Part
from app.tools.value_calculator.rules import Sheet

_NAME = re.compile(r"[^\W\d]\w*")
_SIGNS = (("**", "^"), ("*", "×"), ("/", "÷"), (">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("==", "="))


@dataclass(frozen=True)
class Origin:
    """A figure and what it is made of. An input has no parts: it names its source and how well it is known."""

    name: str  # id in the model
    label: str
    value: str  # with its unit
    how: str  # the formula in words, or the source of an input
    known: EvidenceClass | None  # of an input
    parts: tuple["Origin", ...] = ()


def origin_of_line(sheet: Sheet, line: str, locale: str = "en_GB") -> Origin:
    """Where a benefit's or a cost's money comes from; raises KeyError for a line that is not there."""
    walk = _Walk(sheet, locale)
    model = sheet.engine.model
    for benefit in model.benefits:
        if benefit.id == line:
            return walk.benefit(benefit)
    for cost in model.costs:
        if cost.id == line:
            return walk.cost(cost)
    raise KeyError(line)


def origin_of(sheet: Sheet, name: str, locale: str = "en_GB") -> Origin:
    """Where an input or a quantity comes from; raises KeyError for a name that is not in the model."""
    return _Walk(sheet, locale).figure(name)


def told_of(sheet: Sheet, part: Part, locale: str = "en_GB") -> str:
    """What a part of the model comes to, in one line; nothing for a column or a scenario."""
    if part.kind in {"benefit", "cost"}:
        return tr("= {value}", value=origin_of_line(sheet, part.id, locale).value)
    if part.kind == "quantity":
        return tr("= {value}", value=origin_of(sheet, part.id, locale).value)
    if part.kind == "input":
        found = origin_of(sheet, part.id, locale)
        return tr("{value} in this case", value=found.value) if found.value else ""
    return ""


class _Walk:
    """Goes down from a figure to the inputs below it."""

    def __init__(self, sheet: Sheet, locale: str) -> None:
        self.sheet, self.locale = sheet, locale
        self.model, self.outcome = sheet.engine.model, sheet.outcome
        self.labels: dict[str, str] = {
            **{name: str(one.label) for name, one in self.model.inputs.items()},
            **{name: str(one.label) for name, one in self.model.quantities.items()},
        }

    def benefit(self, benefit: Benefit) -> Origin:
        """The money of a benefit, column by column."""
        line = next(one for one in self.outcome.lines if one.id == benefit.id)
        columns = self.model.columns
        here = {column: str(columns[column].label) for column in benefit.cells}
        cells: dict[str, Origin] = {}

        def cell(column: str) -> Origin:
            if column not in cells:
                formula = benefit.cells[column]
                value = self._shown(line.cells.get(column), columns[column].unit.text)
                parts = self._parts(formula.names, cell, benefit.cells)
                cells[column] = Origin(column, here[column], value, self._told(formula, here), None, parts)
            return cells[column]

        if benefit.flow.by_year:
            return self._by_year(benefit, line.annual)
        money = [column for column in self.model.money_columns if column in benefit.cells]
        parts = tuple(cell(column) for column in money or benefit.cells)
        annual = self._shown(line.annual, self.sheet.unit)
        return Origin(
            benefit.id, line.label, annual, " + ".join(here[one.name] for one in parts), None, parts
        )

    def cost(self, cost: Cost) -> Origin:
        """The amount of a cost."""
        line = next(one for one in self.outcome.costs if one.id == cost.id)
        if cost.formula is None:
            return self._by_year(cost, line.amount)
        parts = self._parts(cost.formula.names)
        value = self._shown(line.amount, self.sheet.unit)
        return Origin(cost.id, line.label, value, self._told(cost.formula), None, parts)

    def figure(self, name: str) -> Origin:
        """An input with its source, or a quantity with what it rests on."""
        if name in self.model.quantities:
            quantity = self.model.quantities[name]
            value = self._shown(self.outcome.quantities[name], quantity.unit.text)
            parts = self._parts(quantity.formula.names)
            return Origin(name, self.labels[name], value, self._told(quantity.formula), None, parts)
        one, said = self.model.inputs[name], self.sheet.settled.said[name]
        value = self._shown(self.outcome.inputs.get(name), one.unit.text)
        source = " · ".join(part for part in (said.person, said.source) if part)
        return Origin(name, self.labels[name], value, source, said.evidence)

    def _by_year(self, line: Benefit | Cost, mean: float | None) -> Origin:
        names = {name for formula in line.flow.by_year for name in formula.names}
        value = self._shown(mean, self.sheet.unit)
        how = tr("given year by year; the mean a year")
        return Origin(line.id, str(line.label), value, how, None, self._parts(names))

    def _parts(
        self,
        names: Iterable[str],
        cell: Callable[[str], Origin] | None = None,
        cells: Mapping[str, Any] | None = None,
    ) -> tuple[Origin, ...]:
        """What a formula rests on: cells of the same line first, then figures in the model's order."""
        wanted = set(names)
        here = [cell(name) for name in cells or () if name in wanted] if cell else []
        known = [name for name in (*self.model.inputs, *self.model.quantities) if name in wanted]
        return (*here, *(self.figure(name) for name in known if name not in (cells or ())))

    def _told(self, formula: Formula, here: Mapping[str, str] | None = None) -> str:
        """The formula with labels in place of names."""
        labels = {**self.labels, **(here or {})}

        def spoken(found: re.Match[str]) -> str:
            word = found[0]
            return word if word in FUNCTIONS or word not in labels else f"“{labels[word]}”"

        text = formula.text
        for sign, shown in _SIGNS:
            text = text.replace(sign, shown)
        return _NAME.sub(spoken, text)

    def _shown(self, value: float | None, unit: str) -> str:
        return with_unit(value, unit, locale=self.locale)
