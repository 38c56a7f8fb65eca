"""How sure a value is: Monte Carlo, one input at a time (tornado), and where the value breaks even."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.errors import BadInputError
from app.i18n import tr
from app.method.finance import MONTHS, Timing, discount_factors
from app.method.value_engine import Engine, Values
from app.method.value_model import Flow, Input, Spread

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

MAX_DRAWS = 2_000_000
_NOTHING = 1e-12
_P10 = 1.2815515655446004  # standard deviations between the median and the 10th percentile


@dataclass(frozen=True)
class Range:
    """Between what and what an input may lie: for a normal spread the 10th and 90th percentile, else the ends."""

    low: float
    high: float

    def around(self, value: float | None) -> "Range":
        """The range, as far as it must reach to hold the value in force."""
        if value is None or self.low <= value <= self.high:
            return self
        return Range(min(self.low, value), max(self.high, value))


@dataclass(frozen=True)
class MonteCarlo:
    """The spread of the net present value over `n` draws with a seed. `npv` holds the draws themselves."""

    n: int
    seed: int
    p10: float
    p50: float
    p90: float
    mean: float
    p_npv_negative: float
    p_payback_within_target: float | None  # None without a target or without an investment
    npv: "Array" = field(repr=False, compare=False)


@dataclass(frozen=True)
class Swing:
    """The net present value at the low and at the high of one input, the others at their base."""

    input: str
    low: float
    high: float
    npv_low: float
    npv_high: float

    @property
    def width(self) -> float:
        """How much hangs on the input."""
        return abs(self.npv_high - self.npv_low)


def ranges_of(engine: Engine) -> dict[str, Range]:
    """The ranges that the model itself gives."""
    return {
        name: Range(one.low, one.high)
        for name, one in engine.model.inputs.items()
        if one.low is not None and one.high is not None and one.low < one.high
    }


def monte_carlo(engine: Engine, values: Values, ranges: Mapping[str, Range], n: int, seed: int) -> MonteCarlo:
    """Draw all inputs that have a range, independently of each other; the same seed gives the same answer.

    Raises BadInputError if there is nothing to draw from or a draw cannot be computed.
    """
    import numpy as np  # late: only those who ask for it load NumPy

    if not 1 <= n <= MAX_DRAWS:
        raise BadInputError(tr("The number of draws must lie between 1 and {most}.", most=MAX_DRAWS))
    generator = np.random.default_rng(seed)
    drawn: dict[str, Any] = dict(values)
    for name in sorted(ranges):
        base = values.get(name)
        if base is not None:
            drawn[name] = _draw(generator, engine.model.inputs[name], base, ranges[name], n)
    npv, paid = _worth(engine, values, drawn, n)
    p10, p50, p90 = (float(one) for one in np.percentile(npv, [10, 50, 90]))
    return MonteCarlo(
        n=n,
        seed=seed,
        p10=p10,
        p50=p50,
        p90=p90,
        mean=float(npv.mean()),
        p_npv_negative=float((npv < 0).mean()),
        p_payback_within_target=None if paid is None else float(paid.mean()),
        npv=npv,
    )


def _draw(generator: Any, one: Input, likely: float, span: Range, n: int) -> "Array":
    import numpy as np  # late: NumPy is loaded by now

    low, high = min(span.low, likely), max(span.high, likely)
    if low == high:
        return np.full(n, likely)
    if one.spread is Spread.UNIFORM:
        return np.asarray(generator.uniform(span.low, span.high, n))
    if one.spread is Spread.NORMAL:
        drawn = generator.normal(likely, (high - low) / (2 * _P10), n)
        return np.asarray(np.clip(drawn, _or(one.minimum, -np.inf), _or(one.maximum, np.inf)))
    if one.spread is Spread.PERT:
        width = high - low
        first, second = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
        return np.asarray(low + width * generator.beta(first, second, n))
    return np.asarray(generator.triangular(low, likely, high, n))


def _or(limit: float | None, otherwise: float) -> float:
    return otherwise if limit is None else limit


def _worth(engine: Engine, values: Values, drawn: Mapping[str, Any], n: int) -> "tuple[Array, Array | None]":
    """The net present value of each draw, and whether it pays back within the target."""
    import numpy as np  # late: NumPy is loaded by now

    model = engine.model
    years = engine.horizon(engine.known(values))  # the horizon stays at its base
    known = engine.known(drawn)
    engine.quantities(known)
    rate = engine.rate(known)
    streams = _streams(engine, known, years)
    factors = discount_factors(rate, years, model.timing)
    npv = np.zeros(n) + _present(streams, factors)
    return npv, _paid(streams, factors, rate, model.timing, model.payback_target)


Streams = dict[tuple[float, ...], Any]
"""Amounts that come over the years in the same shares, added up; the key is the share of year 0, 1, ..."""


def _streams(engine: Engine, known: Mapping[str, Any], years: int) -> Streams:
    """The net flows of all benefits and costs. Lines of one rhythm are one stream: it is discounted once."""
    streams: Streams = {}
    money = False
    for benefit in engine.model.benefits:
        annual = engine.annual(benefit, engine.cells(benefit, known))
        money = money or annual is not None or bool(benefit.flow.by_year)
        _add(streams, benefit.flow, annual, engine.by_year(benefit.flow, known, benefit.label), years)
    if not money:
        raise BadInputError(tr("No benefit has money yet, so there is nothing to draw."))
    for cost in engine.model.costs:
        amount = None if cost.formula is None else engine.cost(cost, known)
        spent = None if amount is None else -amount
        if cost.yearly or cost.formula is None:
            by_year = [-one for one in engine.by_year(cost.flow, known, cost.label)]
            _add(streams, cost.flow, spent, by_year, years)
        elif spent is not None:
            _put(streams, _only(0, years), spent)
    return streams


def _add(streams: Streams, flow: Flow, annual: Any, by_year: list[Any], years: int) -> None:
    if by_year:
        for year, amount in enumerate(by_year[: years + 1]):
            _put(streams, _only(year, years), amount)
    elif annual is not None:
        _put(streams, (0.0, *(flow.share(year) for year in range(1, years + 1))), annual)


def _only(year: int, years: int) -> tuple[float, ...]:
    return tuple(float(one == year) for one in range(years + 1))


def _put(streams: Streams, shares: tuple[float, ...], amount: Any) -> None:
    streams[shares] = streams[shares] + amount if shares in streams else amount


def _present(streams: Streams, factors: Sequence[Any]) -> Any:
    """What the streams are worth at time 0, as far as `factors` reach."""
    return sum(
        amount * sum(share * factor for share, factor in zip(shares, factors, strict=False) if share)
        for shares, amount in streams.items()
    )


def _paid(
    streams: Streams, factors: Sequence[Any], rate: Any, timing: Timing, target: float | None
) -> "Array | None":
    """Whether the discounted net flows cover the investment within `target` months.

    Within a year the flow is level, so the sum so far is highest at the end of a year or at the target itself.
    """
    import numpy as np  # late: NumPy is loaded by now

    years = len(factors) - 1
    if target is None or not np.any(_present(streams, factors[:1]) < 0):
        return None
    full, rest = divmod(target, MONTHS)
    moments = [factors[: year + 1] for year in range(1, min(int(full), years) + 1)]
    year = int(full) + 1
    if rest and year <= years:
        moments.append([*factors[:year], _share_of_year(rate, year, rest, timing)])
    paid: Any = False
    for reached in moments:
        paid = paid | (_present(streams, reached) >= 0)
    return np.asarray(paid)


def _share_of_year(rate: Any, year: int, months: float, timing: Timing) -> Any:
    """What 1 a year is worth that comes in the first `months` of a year."""
    if timing is Timing.YEARLY:
        return (1 + rate) ** -float(year) * months / MONTHS
    start = (1 + rate) ** -float(year - 1)
    monthly = (1 + rate) ** (1 / MONTHS)
    whole = int(months)
    within = sum(monthly ** -float(month) for month in range(1, whole + 1))
    within = within + (months - whole) * monthly ** -float(whole + 1)
    return start * within / MONTHS


def tornado(engine: Engine, values: Values, ranges: Mapping[str, Range]) -> list[Swing]:
    """One input at a time between its low and high, the widest first. It ignores interactions."""
    swings = []
    for name, span in ranges.items():
        if values.get(name) is None:
            continue
        low, high = (_npv(engine, {**values, name: one}) for one in (span.low, span.high))
        if low is not None and high is not None and low != high:
            swings.append(Swing(name, span.low, span.high, low, high))
    return sorted(swings, key=lambda swing: (-swing.width, swing.input))


def break_even(engine: Engine, values: Values, name: str, low: float, high: float) -> float | None:
    """The value of one input between `low` and `high` at which the net present value is zero; None if none."""
    one, other = (_npv(engine, {**values, name: value}) for value in (low, high))
    if one is None or other is None or (one < 0) == (other < 0):
        return None
    # The Illinois form of the false position: one step where the value is linear, never outside the bracket
    for _step in range(100):
        middle = (low * other - high * one) / (other - one)
        found = _npv(engine, {**values, name: middle})
        if found is None:
            return None
        if abs(found) <= _NOTHING * (1 + abs(one) + abs(other)) or high - low <= _NOTHING * abs(middle):
            return middle
        if (found < 0) == (other < 0):
            one, high, other = one / 2, middle, found
        else:
            low, one, other = middle, found, other / 2
    return middle


def _npv(engine: Engine, values: Values) -> float | None:
    try:
        worth = engine.evaluate(values).worth
    except BadInputError:
        return None  # this end of the range cannot be computed, so it says nothing
    return None if worth is None else worth.npv
