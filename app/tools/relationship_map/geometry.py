"""Boxes and points of the map, in pixels at 100 %, y downward."""

from dataclasses import dataclass
from functools import cache
from math import comb, hypot

Point = tuple[float, float]


@dataclass(frozen=True)
class Size:
    """How much room something needs."""

    w: float
    h: float


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> "Box":
        """The box with a margin around it."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


def around(boxes: "list[Box]") -> Box:
    """The smallest box that holds them all; an empty one at the origin when there are none."""
    if not boxes:
        return Box(0, 0, 0, 0)
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def border(box: Box, toward: Point, gap: float = 0) -> Point:
    """Where the line from the middle of a box to a point outside leaves it, `gap` pixels further out."""
    (cx, cy), (px, py) = box.middle, toward
    dx, dy = px - cx, py - cy
    if not dx and not dy:
        return cx, box.bottom
    half_w, half_h = box.w / 2 + gap, box.h / 2 + gap
    scale = min(half_w / abs(dx) if dx else float("inf"), half_h / abs(dy) if dy else float("inf"))
    return cx + dx * scale, cy + dy * scale


def bow(start: Box, end: Box, bend: float, gap: float = 3) -> tuple[Point, Point, Point]:
    """A bowed line between two boxes as start, control point and end; `bend` is a share of its length."""
    (ax, ay), (bx, by) = start.middle, end.middle
    length = hypot(bx - ax, by - ay) or 1.0
    reach = max(-280.0, min(280.0, bend * length))
    control = ((ax + bx) / 2 - (by - ay) / length * reach, (ay + by) / 2 + (bx - ax) / length * reach)
    return border(start, control, gap), control, border(end, control, gap)


def swing(start: Box, end: Box) -> tuple[Point, Point, Point, Point]:
    """A line of a crowd from side to side of two boxes, as start, two control points and end.

    All lines leave a side at one point and arrive at another, so that many of them stay a few bundles. Between
    boxes above each other they swing out: down at the right, up at the left.
    """
    out, into = start.y + start.h * _LEAVE, end.y + end.h * _ARRIVE
    if min(start.right, end.right) - max(start.x, end.x) > 0:
        down = end.y >= start.y
        ax, bx = (start.right, end.right) if down else (start.x, end.x)
        reach = _SWING + min(_SWING_MOST, abs(into - out) * 0.25)
        far = max(ax, bx) + reach if down else min(ax, bx) - reach
        return (ax, out), (far, out), (far, into), (bx, into)
    right = end.x >= start.right
    ax, bx = (start.right, end.x) if right else (start.x, end.right)
    reach = max(_SWING, abs(bx - ax) * 0.45) * (1 if right else -1)
    return (ax, out), (ax + reach, out), (bx - reach, into), (bx, into)


def arc(
    start: Box, end: Box, out: tuple[int, int], into: tuple[int, int], reach: float, gap: float = 3
) -> tuple[Point, Point, Point, Point]:
    """A line that leaves a box by one side and enters another by any, as start, two control points and end.

    A side is told by the direction in which it looks. At an upper or lower side the line keeps off the middle, where
    reporting lines are.
    """
    (ax, ay), (bx, by) = _on_side(start, out, end, gap), _on_side(end, into, start, gap)
    return (
        (ax, ay),
        (ax + out[0] * reach, ay + out[1] * reach),
        (bx + into[0] * reach, by + into[1] * reach),
        (bx, by),
    )


def _on_side(box: Box, side: tuple[int, int], toward: Box, gap: float) -> Point:
    (x, y), dx = box.middle, toward.middle[0] - box.middle[0]
    if side[0]:
        return x + side[0] * (box.w / 2 + gap), y
    aside = box.w / 4 if dx >= 0 else -box.w / 4
    return x + aside, y + side[1] * (box.h / 2 + gap)


_LEAVE, _ARRIVE = 0.68, 0.32  # of the height
_SWING, _SWING_MOST = 22.0, 90.0


def flattened(*points: Point, steps: int = 12) -> tuple[Point, ...]:
    """Points along a curve that is given by its ends with one or two control points between."""
    return tuple(
        (
            sum(share * x for share, (x, _) in zip(shares, points, strict=True)),
            sum(share * y for share, (_, y) in zip(shares, points, strict=True)),
        )
        for shares in _shares(len(points) - 1, steps)
    )


@cache
def _shares(degree: int, steps: int) -> tuple[tuple[float, ...], ...]:
    """How much each point of a Bezier curve counts at each step (Bernstein's polynomials)."""
    return tuple(
        tuple(
            comb(degree, k) * (at / steps) ** k * (1 - at / steps) ** (degree - k) for k in range(degree + 1)
        )
        for at in range(steps + 1)
    )
