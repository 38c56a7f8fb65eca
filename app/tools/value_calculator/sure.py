"""How sure a value is: all inputs drawn at once, one at a time, and where each would eat the value up."""

import itertools
from dataclasses import dataclass

from app.method.value_engine import slider_range
from app.method.value_model import Input
from app.method.value_risk import MonteCarlo, Swing, break_even, monte_carlo, tornado
from app.tools.value_calculator.rules import Sheet


@dataclass(frozen=True)
class Edge:
    """The value of an input at which nothing is gained, and where it stands now."""

    input: Input
    now: float
    at: float


@dataclass(frozen=True)
class Odds:
    """What can be said of the spread of a sheet's net present value."""

    drawn: MonteCarlo
    swings: list[Swing]
    edges: list[Edge]


def draw(sheet: Sheet, draws: int, seed: int) -> MonteCarlo:
    """Monte Carlo over the ranges of a sheet; raises BadInputError when there is nothing to draw."""
    return monte_carlo(sheet.engine, sheet.settled.values, sheet.settled.ranges, draws, seed)


def odds_of(sheet: Sheet, draws: int, seed: int) -> Odds:
    """Draws, tornado and break-evens of a sheet; raises BadInputError when there is nothing to draw."""
    settled = sheet.settled
    return Odds(draw(sheet, draws, seed), tornado(sheet.engine, settled.values, settled.ranges), edges(sheet))


def edges(sheet: Sheet) -> list[Edge]:
    """Where the net present value turns, for each input alone; the nearest first.

    Looked for on both sides of where an input stands: within its slider, then up to fifty times as far, since how much
    dearer it may get is asked of an investment first.
    """
    found = []
    for name, one in sheet.engine.model.inputs.items():
        now = sheet.settled.values[name]
        if now is None:
            continue
        low, high, _step = slider_range(one)
        for ends in (_ladder(now, high, one.maximum), _ladder(now, low, _floor(one))):
            tried = (_turn(sheet, name, now, end) for end in ends)
            found += [
                Edge(one, now, at) for at in itertools.islice((at for at in tried if at is not None), 1)
            ]
    return sorted(found, key=lambda edge: (_distance(edge), edge.input.id))


def _ladder(now: float, end: float, limit: float | None) -> list[float]:
    """Ever farther ends to look up to on one side of `now`, none beyond the limit of the input."""
    reach = end - now
    ends = [now + reach * times for times in (1, 5, 50)] if reach else []
    if limit is not None:
        ends = [min(one, limit) if reach > 0 else max(one, limit) for one in ends]
    return list(dict.fromkeys(ends))


def _floor(one: Input) -> float | None:
    """What cannot be negative now is not looked for below nothing."""
    low, _high, _step = slider_range(one)
    return one.minimum if one.minimum is not None else min(low, 0.0)


def _turn(sheet: Sheet, name: str, now: float, end: float) -> float | None:
    return break_even(sheet.engine, sheet.settled.values, name, min(now, end), max(now, end))


def _distance(edge: Edge) -> float:
    """How far the input would have to move, as a part of its slider."""
    low, high, _step = slider_range(edge.input)
    return abs(edge.at - edge.now) / (high - low)
