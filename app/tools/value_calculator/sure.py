"""How sure a value is: all inputs drawn at once, one at a time, and where each would eat the value up."""

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
    """Where the net present value turns, for each input alone within its slider; the nearest first."""
    found = []
    for name, one in sheet.engine.model.inputs.items():
        now = sheet.settled.values[name]
        if now is None:
            continue
        low, high, _step = slider_range(one)
        sides = [(now, high)] * (now < high) + [(low, now)] * (low < now)
        ends = [break_even(sheet.engine, sheet.settled.values, name, *side) for side in sides]
        found += [Edge(one, now, at) for at in ends if at is not None]
    return sorted(found, key=lambda edge: (_distance(edge), edge.input.id))


def _distance(edge: Edge) -> float:
    """How far the input would have to move, as a part of its slider."""
    low, high, _step = slider_range(edge.input)
    return abs(edge.at - edge.now) / (high - low)
