"""Boxes and points of the map, in pixels at 100 %, y downward."""

from dataclasses import dataclass
from math import hypot

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


def flattened(start: Point, control: Point, end: Point, steps: int = 12) -> tuple[Point, ...]:
    """Points along the bow."""

    def at(t: float) -> Point:
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]

    return tuple(at(step / steps) for step in range(steps + 1))
