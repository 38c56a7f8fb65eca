"""What a value model says: inputs, quantities, benefits by column, costs, scenarios and conventions.

A model is data (TOML, see `value_parser`), its texts carry their languages, and its formulas are checked and compiled.
Formulas speak of quantities, not of bare numbers: units are converted by the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app import i18n
from app.method.finance import Timing
from app.method.formula import Formula
from app.method.units import Unit, UnitBook
from app.models.vocabulary import EvidenceClass

BASE = "base"
"""The id of the scenario that every model has: its inputs as they are."""


@dataclass(frozen=True)
class Text:
    """A text in several languages; `str()` gives the one in use, else English, else whichever there is."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        texts = self.by_language
        return texts.get(i18n.language()) or texts.get("en") or next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return bool(str(self))


class Spread(StrEnum):
    """How an input varies between its low and high."""

    TRIANGULAR = "triangular"
    PERT = "pert"
    UNIFORM = "uniform"
    NORMAL = "normal"


@dataclass(frozen=True)
class Printing:
    """How a figure is printed: to so many significant figures, rounded or cut."""

    figures: int
    cut: bool = False


@dataclass(frozen=True)
class Group:
    """A heading that inputs stand under."""

    id: str
    label: Text


@dataclass(frozen=True)
class Input:
    """A parameter that somebody knows or has to find out. Values are in `unit`; None where none is known yet."""

    id: str
    label: Text
    unit: Unit
    group: str
    value: float | None
    low: float | None
    high: float | None
    minimum: float | None
    maximum: float | None
    slider: tuple[float, float] | None
    step: float | None
    spread: Spread
    evidence: EvidenceClass
    source: Text
    hint: Text
    target: bool  # what the solution changes, as against the situation it starts from
    line: int


@dataclass(frozen=True)
class Quantity:
    """A figure that follows from inputs and other quantities."""

    id: str
    label: Text
    unit: Unit
    formula: Formula
    printing: Printing | None
    line: int


@dataclass(frozen=True)
class Column:
    """A column of the benefit table; the money columns make up the annual benefit."""

    id: str
    label: Text
    unit: Unit
    money: bool


@dataclass(frozen=True)
class Flow:
    """How a yearly amount comes over the years.

    `ramp` holds the share of the full amount in year 1, 2, ...; the last one holds for the years that follow.
    `by_year` holds amounts instead, the first at time 0; a year that is not given has nothing.
    """

    ramp: tuple[float, ...] = ()
    by_year: tuple[Formula, ...] = ()

    def share(self, year: int) -> float:
        """The share of the full amount that comes in `year` (1, 2, ...)."""
        return self.ramp[min(year, len(self.ramp)) - 1] if self.ramp else 1.0


@dataclass(frozen=True)
class Benefit:
    """A line of the value: what it improves, and a cell for some of the columns."""

    id: str
    label: Text
    current: str  # the input or quantity that says how it is today; may be empty
    target: str  # the one that says by how much it improves; may be empty
    cells: Mapping[str, Formula]
    flow: Flow
    risk: float  # the share by which the benefit may fall short
    note: Text
    line: int


@dataclass(frozen=True)
class Cost:
    """What the solution costs: once at time 0, each year, or year by year."""

    id: str
    label: Text
    formula: Formula | None  # None where given year by year
    yearly: bool
    flow: Flow
    risk: float  # the share by which the cost may be exceeded
    line: int


class Alternative(StrEnum):
    """What the customer could do instead of buying from us."""

    COMPETITOR = "competitor"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Scenario:
    """Other values for some of the inputs; an `alternative` is what our own scenarios are measured against."""

    id: str
    label: Text
    values: Mapping[str, float]
    alternative: Alternative | None = None


@dataclass(frozen=True)
class ExchangeRate:
    """What one of another currency was in the model's currency, on which day, and who says so."""

    currency: str
    value: float
    on: date
    source: Text


@dataclass(frozen=True)
class ValueModel:
    """A checked value model."""

    id: str
    label: Text
    goal: Text
    solution: Text
    compared_with: Text
    currency: str
    money: Unit  # in which money is shown, such as kEUR
    timing: Timing
    horizon: Formula
    discount_rate: Formula
    as_printed: bool  # totals are the sums of the printed lines
    figures: int  # significant figures of a printed line
    payback_target: float | None  # months
    groups: tuple[Group, ...]
    inputs: Mapping[str, Input]
    quantities: Mapping[str, Quantity]  # each after those it rests on
    columns: Mapping[str, Column]
    benefits: tuple[Benefit, ...]
    costs: tuple[Cost, ...]
    scenarios: Mapping[str, Scenario]  # the base scenario first
    rates: tuple[ExchangeRate, ...]
    units: UnitBook

    @property
    def money_columns(self) -> tuple[str, ...]:
        """Ids of the columns that are money."""
        return tuple(column.id for column in self.columns.values() if column.money)
