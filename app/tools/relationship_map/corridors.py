"""Ways between two cards through the gaps that other cards leave: upright and level, with as few corners as can be."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from app.tools.relationship_map.geometry import Box, Point

Spot = tuple[float, float, float, float]  # left, top, right and bottom of what a line keeps clear of
Way = tuple[Point, ...]
_Node = tuple[int, int]  # the numbers of an upright and a level lane
_State = tuple[_Node, bool]  # where one is, and whether one came upright

_GAP = 3.0  # between a card and the end of a line
_INSET = 12.0  # from the corners of a card
_CORNER = 46.0  # a corner counts as so much length
_OFFSETS = (9.0, 12.0, 15.0)  # from cards; lines that run beside each other take different ones
_STEPS = ((0, 1), (0, -1), (1, 0), (-1, 0))


def corridor(start: Box, end: Box, walls: Sequence[Spot], longest: float, number: int = 0) -> Way:
    """The best way that runs behind no wall (A*); empty when it would be longer than `longest`, corners counted.

    `number` tells the ways of one map apart, so that two of them seldom lie upon each other.
    """
    return _Lanes(start, end, walls, _OFFSETS[number % len(_OFFSETS)]).way(longest)


class _Lanes:
    """Upright lanes left and right of every card and through the two that are joined, level ones above and below."""

    def __init__(self, start: Box, end: Box, walls: Sequence[Spot], off: float) -> None:
        self._walls = [*walls, *((box.x, box.y, box.right, box.bottom) for box in (start, end))]
        quarters = {box.x + box.w * share for box in (start, end) for share in (0.25, 0.5, 0.75)}
        self._xs = sorted(
            {x for left, _, right, _ in self._walls for x in (left - off, right + off)} | quarters
        )
        self._ys = sorted({y for _, top, _, bottom in self._walls for y in (top - off, bottom + off)})
        self._barred_down = [[(y0, y1) for x0, y0, x1, y1 in self._walls if x0 < x < x1] for x in self._xs]
        self._barred_across = [[(x0, x1) for x0, y0, x1, y1 in self._walls if y0 < y < y1] for y in self._ys]
        self._starts, self._ends = dict(self._doors(start)), dict(self._doors(end))
        self._goal = end.middle

    def way(self, longest: float) -> Way:
        """The points of the best way."""
        came: dict[_State, _State | None] = {}
        waiting: list[
            tuple[float, float, _State, _State | None]
        ] = []  # estimate, cost, state, the one before
        for node, door in self._starts.items():
            cost = abs(self._ys[node[1]] - door[1])
            waiting.append((cost + self._left(node), cost, (node, True), None))
        heapify(waiting)
        while waiting:
            estimate, cost, state, before = heappop(waiting)
            if estimate > longest:
                break
            if state in came:
                continue
            came[state] = before
            node, upright = state
            if node in self._ends:
                if upright:
                    return self._traced(state, came)
                heappush(waiting, (estimate + _CORNER, cost + _CORNER, (node, True), state))
            for dx, dy in _STEPS:
                following = (node[0] + dx, node[1] + dy), dx == 0
                if following not in came and self._free(node, following[0]):
                    new = cost + self._far(node, following[0]) + (0 if following[1] is upright else _CORNER)
                    heappush(waiting, (new + self._left(following[0]), new, following, state))
        return ()

    def _doors(self, box: Box) -> Iterator[tuple[_Node, Point]]:
        """Where a line may leave a card by its upper or lower edge, and the crossing of lanes that it comes to."""
        above, below = bisect_left(self._ys, box.y) - 1, bisect_right(self._ys, box.bottom)
        for at, x in enumerate(self._xs):
            if box.x + _INSET <= x <= box.right - _INSET:
                for lane, edge in ((above, box.y - _GAP), (below, box.bottom + _GAP)):
                    if 0 <= lane < len(self._ys) and _open(self._barred_down[at], edge, self._ys[lane]):
                        yield (at, lane), (x, edge)

    def _free(self, one: _Node, other: _Node) -> bool:
        """Whether one can go on to the next crossing."""
        (ax, ay), (bx, by) = one, other
        if not (0 <= bx < len(self._xs) and 0 <= by < len(self._ys)):
            return False
        if ax == bx:
            return _open(self._barred_down[ax], self._ys[ay], self._ys[by])
        return _open(self._barred_across[ay], self._xs[ax], self._xs[bx])

    def _spot(self, node: _Node) -> Point:
        return self._xs[node[0]], self._ys[node[1]]

    def _far(self, one: _Node, other: _Node) -> float:
        (ax, ay), (bx, by) = self._spot(one), self._spot(other)
        return abs(ax - bx) + abs(ay - by)

    def _left(self, node: _Node) -> float:
        """How far it is at least."""
        x, y = self._spot(node)
        return max(0.0, abs(x - self._goal[0]) + abs(y - self._goal[1]) - 400.0)

    def _traced(self, state: _State, came: dict[_State, _State | None]) -> Way:
        at: _State | None = state
        points = [self._ends[state[0]]]
        while at is not None:
            points.append(self._spot(at[0]))
            first, at = at, came[at]
        points.append(self._starts[first[0]])
        points.reverse()
        corners = [
            b
            for a, b, c in zip(points, points[1:], points[2:], strict=False)
            if (a[0] == b[0]) != (b[0] == c[0])
        ]
        return points[0], *corners, points[-1]


def _open(barred: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    low, high = min(start, end), max(start, end)
    return not any(one < high and low < other for one, other in barred)
