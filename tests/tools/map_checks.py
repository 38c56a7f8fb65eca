"""What must hold of a drawn organisation; checked by brute force, apart from how it is laid out."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from app.tools.relationship_map.geometry import Box, Point

Segment = tuple[Point, Point]


def overlaps(boxes: Mapping[int, Box]) -> list[tuple[int, int]]:
    """Pairs that share more than an edge."""
    return [(a, b) for a, b in combinations(boxes, 2) if boxes[a].overlaps(boxes[b])]


def crossings(routes: Mapping[int, Sequence[Point]]) -> list[tuple[int, int]]:
    """Pairs of lines of which a part of one cuts a part of the other in two."""
    parts = {key: list(pairwise(points)) for key, points in routes.items()}
    return [
        (a, b)
        for a, b in combinations(parts, 2)
        if any(_cut(one, two) for one in parts[a] for two in parts[b])
    ]


def pierced(routes: Mapping[int, Sequence[Point]], boxes: Mapping[int, Box]) -> list[tuple[int, int]]:
    """Lines that run through a person; the border may be touched."""
    return [
        (key, who)
        for key, points in routes.items()
        for start, end in pairwise(points)
        for who, box in boxes.items()
        if _inside(_track(start, end), box)
    ]


def _track(start: Point, end: Point) -> Box:
    x, y = min(start[0], end[0]), min(start[1], end[1])
    return Box(x, y, abs(end[0] - start[0]), abs(end[1] - start[1]))


def _inside(track: Box, box: Box, skin: float = 0.01) -> bool:
    inner = box.grown(-skin)
    return (
        track.x <= inner.right
        and inner.x <= track.right
        and track.y <= inner.bottom
        and inner.y <= track.bottom
    )


def _cut(one: Segment, two: Segment) -> bool:
    (a, b), (c, d) = one, two
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return 0 if abs(turn) < 0.01 else 1 if turn > 0 else -1
