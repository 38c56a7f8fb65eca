"""Where the lines of the map run.

Reporting lines to a first boss run as the layout has laid them. All others are bows that keep clear of cards where
a way around is not much longer; many of them run in bundles from side to side.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from app.models.vocabulary import Link
from app.tools.relationship_map.corridors import Spot, Way, corridor
from app.tools.relationship_map.geometry import Box, arc, border, bow, flattened, swing
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.tree import ROW_GAP

CROWD = 60  # more lines than this besides reporting lines run in bundles from side to side
_BENDS = {Link.REPORTS: 0.08, Link.INFLUENCE: 0.14, Link.TRUST: 0.22, Link.CONFLICT: -0.16}
_DETOURS = (0.0, -0.28, 0.14, -0.44, 0.3, 0.5, -0.66)  # other bends that are tried where cards are in the way
_REACHES = (
    46.0,
    90.0,
    160.0,
)  # how far a line swings out that leaves a card by one side and enters by another
_SIDES = ((0, -1), (0, 1), (-1, 0), (1, 0))
_HOPEFUL = 3  # who runs behind more cards than this by any bow is not helped by a longer way either
_CLEAR = 6  # how far a line keeps from cards that it has nothing to do with
_LONGEST, _SPARE = (
    1.6,
    140.0,
)  # a way around may be so many times as long as the straight one, and so much longer
_SMALL = 24  # people of a map that is searched for a way through the gaps
_WINDING, _CORNERS = (
    1.7,
    330.0,
)  # such a way may be so many times as long as the straight one, and so much longer
_MOST = 6000  # lines times cards; beyond that nobody could follow a single line anyway
_ORDER = {Link.INFLUENCE: 0, Link.TRUST: 1, Link.CONFLICT: 2, Link.REPORTS: 3}


@dataclass(frozen=True)
class Route:
    """A line as it is drawn: through its points, or bowed with those in the middle as control points."""

    line: MapLine
    points: Way
    bowed: bool = False
    dotted: bool = False  # to a second boss
    bundled: bool = False  # one of a crowd

    @property
    def drawn(self) -> Way:
        """Points that a straight-lined drawing of the route goes through."""
        return flattened(*self.points) if self.bowed else self.points


def routes_of(
    lines: Sequence[MapLine],
    boxes: Mapping[int, Box],
    laid: Mapping[int, Way],
    second: Collection[int],
    kinds: Collection[Link],
) -> list[Route]:
    """The lines of these kinds, those that lie below others first.

    `laid` has the lines to first bosses as the layout has laid them, by report; `second` the ids of all other
    reporting lines. How a line runs does not depend on which kinds are shown.
    """
    free = [line for line in lines if line.kind is not Link.REPORTS or line.id in second]
    crowd = sum(line.kind is not Link.REPORTS for line in free) > CROWD
    few = len(free) * len(boxes) <= _MOST
    cards = {key: _spot(box) for key, box in boxes.items()} if few else {}
    found = []
    for line in lines:
        if line.kind not in kinds or line.from_id == line.to_id:
            continue
        if crowd and line.kind is not Link.REPORTS:
            found.append(_bundled(line, boxes))
        elif line.kind is not Link.REPORTS or line.id in second:
            found.append(_free(line, boxes, cards, dotted=line.id in second))
        elif line.from_id in laid:
            found.append(Route(line, laid[line.from_id]))
        else:
            found.append(Route(line, _elbow(boxes[line.from_id], boxes[line.to_id])))
    return sorted(found, key=lambda route: _ORDER[route.line.kind])


def reroute(routes: Iterable[Route], boxes: Mapping[int, Box]) -> list[Route]:
    """The lines of cards that a hand is moving; they look for a way around once the hand rests."""
    return [_moved(route, boxes) for route in routes]


def _moved(route: Route, boxes: Mapping[int, Box]) -> Route:
    if route.bundled:
        return _bundled(route.line, boxes)
    if route.bowed or route.dotted or route.line.kind is not Link.REPORTS:
        return _free(route.line, boxes, {}, dotted=route.dotted)
    return Route(route.line, _elbow(boxes[route.line.from_id], boxes[route.line.to_id]))


def _bundled(line: MapLine, boxes: Mapping[int, Box]) -> Route:
    return Route(line, swing(boxes[line.from_id], boxes[line.to_id]), bowed=True, bundled=True)


def _free(line: MapLine, boxes: Mapping[int, Box], cards: Mapping[int, Spot], *, dotted: bool) -> Route:
    """A line that runs behind as few of these cards as it can."""
    start, end = boxes[line.from_id], boxes[line.to_id]
    others = [spot for key, spot in cards.items() if key not in {line.from_id, line.to_id}]
    best, fewest = _clearest(_bows(start, end, _BENDS[line.kind]), others, len(others) + 1)
    if 0 < fewest <= _HOPEFUL:
        best, fewest = _clearest(_arcs(start, end), others, fewest, best)
    if fewest and len(others) < _SMALL:
        longest = (
            hypot(end.middle[0] - start.middle[0], end.middle[1] - start.middle[1]) * _WINDING + _CORNERS
        )
        if way := corridor(start, end, others, longest, line.id):
            return Route(line, way, dotted=dotted)
    return Route(line, best, bowed=True, dotted=dotted)


def _clearest(ways: Iterable[Way], others: Sequence[Spot], fewest: int, best: Way = ()) -> tuple[Way, int]:
    """The first of the ways that runs behind the fewest cards; `best` where none runs behind fewer than `fewest`."""
    for way in ways:
        behind = _behind(way, others, fewest)
        if behind < fewest:
            best, fewest = way, behind
        if not fewest:
            break
    return best, fewest


def _bows(start: Box, end: Box, bend: float) -> Iterator[Way]:
    return (bow(start, end, bend + detour) for detour in _DETOURS)


def _arcs(start: Box, end: Box) -> list[Way]:
    """Ways that leave and enter by any sides and are not much longer than the straight one, short before long."""
    (ax, ay), (bx, by) = start.middle, end.middle
    most = hypot(bx - ax, by - ay) * _LONGEST + _SPARE
    ways: list[Way] = [
        arc(start, end, out, into, reach) for out in _SIDES for into in _SIDES for reach in _REACHES
    ]
    long = {way: sum(hypot(d[0] - c[0], d[1] - c[1]) for c, d in pairwise(way)) for way in ways}
    return sorted((way for way in ways if long[way] <= most), key=lambda way: long[way])


def _behind(way: Way, others: Sequence[Spot], limit: int) -> int:
    """How many of these boxes the way runs through; no more are counted than `limit`."""
    xs, ys = [x for x, _ in way], [y for _, y in way]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)  # a curve stays within its control points
    near = [
        spot for spot in others if left < spot[2] and spot[0] < right and top < spot[3] and spot[1] < bottom
    ]
    if not near:
        return 0
    points = flattened(*way, steps=20)
    found = 0
    for x0, y0, x1, y1 in near:
        if any(x0 < x < x1 and y0 < y < y1 for x, y in points):
            found += 1
            if found >= limit:
                break
    return found


def _spot(box: Box) -> Spot:
    return box.x - _CLEAR, box.y - _CLEAR, box.right + _CLEAR, box.bottom + _CLEAR


def _elbow(report: Box, boss: Box) -> Way:
    """The line from a report to the boss where a hand has placed one of them."""
    (rx, _), (bx, _) = report.middle, boss.middle
    room = report.y - boss.bottom
    if room < ROW_GAP / 4:
        return border(report, boss.middle), border(boss, report.middle)
    turn = boss.bottom + min(ROW_GAP / 2, room / 2)
    if abs(rx - bx) < 1:
        return (rx, report.y), (rx, boss.bottom)
    return (rx, report.y), (rx, turn), (bx, turn), (bx, boss.bottom)
