"""Present value, return and payback of a series of yearly flows.

`flows[0]` stands at time 0 and is never discounted; `flows[t]` is the net flow of year t. With yearly timing a flow
stands at the end of its year; with monthly timing it comes in twelve equal parts at the ends of the months, discounted
with the effective monthly rate (1 + r)^(1/12) - 1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.errors import BadInputError
from app.i18n import tr

MONTHS = 12
GRID = (
    *(round(-0.95 + 0.01 * step, 2) for step in range(200)),
    *(1.05 * 1.02**step for step in range(1, 115)),
)
"""The rates, from -95 % to 1000 %, between which several internal rates of return are told apart."""


class Timing(StrEnum):
    """When within its year a flow comes."""

    YEARLY = "yearly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        """The convention in words, to stand beside a number."""
        if self is Timing.YEARLY:
            return tr("flows at the end of each year")
        return tr("flows at the end of each month")


def monthly_rate(rate: float) -> float:
    """The monthly rate that compounds to the yearly `rate`; never a twelfth of it."""
    return float((1 + rate) ** (1 / MONTHS) - 1)


def discount_factors(rate: Any, years: int, timing: Timing) -> list[Any]:
    """What 1 a year is worth at time 0, for each of the years 0..`years`; `rate` may be an array.

    Raises BadInputError if the rate is -100 % or less.
    """
    _check_rate(rate)
    shrink = 1 / (1 + rate)
    yearly: list[Any] = [shrink * 0 + 1]  # 1, or as many ones as the rate has elements
    for _year in range(years):
        yearly.append(yearly[-1] * shrink)
    if timing is Timing.YEARLY:
        return yearly
    month = shrink ** (1 / MONTHS)
    within = month
    for _month in range(MONTHS - 1):
        within = (within + 1) * month
    return [yearly[0], *(start * within / MONTHS for start in yearly[:-1])]


def npv(rate: float, flows: Sequence[float], timing: Timing = Timing.YEARLY) -> float:
    """Present value of the flows."""
    factors = discount_factors(rate, len(flows) - 1, timing)
    return float(sum(flow * factor for flow, factor in zip(flows, factors, strict=True)))


def roi(pv_benefits: float, pv_costs: float) -> float | None:
    """(benefits - costs) / costs, both in present value; None without costs."""
    return (pv_benefits - pv_costs) / pv_costs if pv_costs > 0 else None


@dataclass(frozen=True)
class Rate:
    """An internal rate of return. With more than one of them there is no value, but all `roots`."""

    value: float | None
    roots: tuple[float, ...] = ()

    @property
    def several(self) -> bool:
        """Whether the flows have more than one."""
        return len(self.roots) > 1


def irr(flows: Sequence[float], timing: Timing = Timing.YEARLY) -> Rate:
    """The yearly rate at which the flows are worth nothing; no value where there is none or more than one."""
    steps = list(flows) if timing is Timing.YEARLY else list(_by_month(flows))
    changes = _sign_changes(steps)
    if changes == 0:
        return Rate(None)
    if changes > 1 and len(roots := _roots(flows, timing)) != 1:
        return Rate(None, roots)
    import pyxirr  # late: only those who ask for a rate load it

    found = pyxirr.irr(steps)
    if found is None:
        return Rate(None)
    return Rate(found if timing is Timing.YEARLY else (1 + found) ** MONTHS - 1)


def simple_payback(flows: Sequence[float]) -> float | None:
    """Months until the undiscounted net flows cover what is spent at time 0; None if never within the flows.

    None as well when nothing is spent at time 0: ask `flows[0] < 0` to tell the two apart.
    """
    return _first_cover(cumulated(flows, 0.0, Timing.YEARLY))


def discounted_payback(flows: Sequence[float], rate: float, timing: Timing) -> float | None:
    """Months until the discounted net flows cover what is spent at time 0; as `simple_payback`.

    Interpolated within the year (yearly timing) or within the month (monthly timing).
    """
    return _first_cover(cumulated(flows, rate, timing))


def cumulated(flows: Sequence[float], rate: float, timing: Timing) -> list[tuple[float, float]]:
    """The points (month, money so far) of the cumulated discounted flows; straight lines lie between them."""
    _check_rate(rate)
    money = flows[0]
    points = [(0.0, money)]
    monthly = timing is Timing.MONTHLY
    steps = list(_by_month(flows))[1:] if monthly else list(flows[1:])
    length = 1 if monthly else MONTHS
    shrink = 1 / (1 + (monthly_rate(rate) if monthly else rate))
    factor = 1.0
    for step, flow in enumerate(steps, 1):
        factor *= shrink
        money += flow * factor
        points.append((float(step * length), money))
    return points


def _first_cover(points: Sequence[tuple[float, float]]) -> float | None:
    if points[0][1] >= 0:
        return None
    for (month, before), (later, after) in pairwise(points):
        if after >= 0:
            return month + (later - month) * -before / (after - before)
    return None


def _check_rate(rate: Any) -> None:
    lowest = rate.min() if hasattr(rate, "min") else rate
    if lowest <= -1:
        raise BadInputError(tr("A discount rate of -100 % or less has no meaning."))


def _by_month(flows: Sequence[float]) -> Iterator[float]:
    yield flows[0]
    for flow in flows[1:]:
        for _month in range(MONTHS):
            yield flow / MONTHS


def _sign_changes(flows: Sequence[float]) -> int:
    signs = [flow > 0 for flow in flows if flow]
    return sum(one is not other for one, other in pairwise(signs))


def _roots(flows: Sequence[float], timing: Timing) -> tuple[float, ...]:
    """The rates between -95 % and 1000 % that make the flows worth nothing, looked for on a fine grid."""
    worths = [(rate, npv(rate, flows, timing)) for rate in GRID]
    around = pairwise((rate, worth) for rate, worth in worths if worth)
    return tuple(
        _halved(low, high, flows, timing)
        for (low, before), (high, after) in around
        if (before < 0) is not (after < 0)
    )


def _halved(low: float, high: float, flows: Sequence[float], timing: Timing) -> float:
    """The rate between two at which the flows turn, to the last digit."""
    falling = npv(low, flows, timing) > 0
    for _half in range(60):
        middle = (low + high) / 2
        if (npv(middle, flows, timing) > 0) is falling:
            low = middle
        else:
            high = middle
    return (low + high) / 2
