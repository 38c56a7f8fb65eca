"""What a value model comes to: lines, totals, flows, and what they are worth. Money is in the model's unit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.method.finance import (
    Rate,
    Timing,
    cumulated,
    discount_factors,
    discounted_payback,
    irr,
    roi,
    simple_payback,
)
from app.method.value_model import Printing

Cells = Mapping[str, float | None]


def significant(value: float, printing: Printing) -> float:
    """The value as printed: to significant figures, half away from zero, or cut."""
    if value == 0:
        return 0.0
    places = printing.figures - 1 - math.floor(math.log10(abs(value)))
    scaled = abs(value) * 10.0**places + 1e-9  # 2.5 may be held as 2.4999999999
    whole = math.floor(scaled) if printing.cut else math.floor(scaled + 0.5)
    return math.copysign(round(whole / 10.0**places, 12), value)


def total(values: Sequence[float | None]) -> float | None:
    """The sum of what is known; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Line:
    """A benefit: its cells in the units of their columns, and the money it brings a year."""

    id: str
    label: str
    cells: Cells
    printed: Cells
    annual: float | None
    annual_printed: float | None


@dataclass(frozen=True)
class CostLine:
    """A cost: once, a year, or (year by year) its mean a year."""

    id: str
    label: str
    yearly: bool
    amount: float | None


@dataclass(frozen=True)
class Flows:
    """Yearly flows from time 0 on; costs are positive."""

    benefits: tuple[float, ...]
    costs: tuple[float, ...]

    @property
    def net(self) -> list[float]:
        """Benefits less costs."""
        return [benefit - cost for benefit, cost in zip(self.benefits, self.costs, strict=True)]


@dataclass(frozen=True)
class Appraisal:
    """What flows are worth under a rate and a timing; paybacks in months, None where there is none."""

    npv: float
    irr: Rate
    roi: float | None
    pv_benefits: float
    pv_costs: float
    simple_payback: float | None
    discounted_payback: float | None


def appraise(flows: Flows, rate: float, timing: Timing) -> Appraisal:
    """The appraisal of the flows; raises BadInputError for a rate of -100 % or less."""
    factors = discount_factors(rate, len(flows.benefits) - 1, timing)
    pv_benefits = sum(flow * factor for flow, factor in zip(flows.benefits, factors, strict=True))
    pv_costs = sum(flow * factor for flow, factor in zip(flows.costs, factors, strict=True))
    net = flows.net
    return Appraisal(
        npv=pv_benefits - pv_costs,
        irr=irr(net, timing),
        roi=roi(pv_benefits, pv_costs),
        pv_benefits=pv_benefits,
        pv_costs=pv_costs,
        simple_payback=simple_payback(net),
        discounted_payback=discounted_payback(net, rate, timing),
    )


@dataclass(frozen=True)
class Outcome:
    """All figures of a model for one set of inputs.

    `worth` is None as long as no benefit has money; so are the figures that rest on it.
    `worth_printed` rests on the printed benefits, `worth_at_risk` on benefits x (1 - f) and costs x (1 + f).
    """

    inputs: Mapping[str, float | None]
    quantities: Mapping[str, float | None]
    quantities_printed: Mapping[str, float | None]
    lines: tuple[Line, ...]
    costs: tuple[CostLine, ...]
    totals: Cells
    totals_printed: Cells
    annual_benefit: float | None
    annual_benefit_printed: float | None
    annual_benefit_at_risk: float | None
    annual_cost: float
    investment: float | None  # None if no cost at time 0 is known
    rate: float
    horizon: int
    timing: Timing
    flows: Flows
    worth: Appraisal | None
    worth_printed: Appraisal | None
    worth_at_risk: Appraisal | None  # None where no line carries a risk

    @property
    def cost_of_delay(self) -> float | None:
        """What a month of waiting costs: the net annual benefit by twelve."""
        return None if self.annual_benefit is None else (self.annual_benefit - self.annual_cost) / 12

    def cumulated(self) -> list[tuple[float, float]]:
        """Points (month, money) of the cumulated discounted net flows."""
        return cumulated(self.flows.net, self.rate, self.timing)
