"""Where the automatic layout puts people: tidy trees by first boss beside each other, then those without a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from app.tools.relationship_map.geometry import Box, Point, Size
from app.tools.relationship_map.tree import SIDE_GAP, Tree, grown

TREE_GAP = 56  # between trees
CAPTION = 30  # room for the words above the people without a line
ASPECT = 1.7  # width to height that the whole is laid out for


@dataclass(frozen=True)
class Arrangement:
    """Boxes by person, the line of each report to the first boss, and the row of those without any line."""

    boxes: Mapping[int, Box]
    routes: Mapping[int, tuple[Point, ...]]  # by report; from the report to the boss
    unattached: Box | None  # around the people without a reporting line, where others have one


def arrange(sizes: Mapping[int, Size], bosses: Mapping[int, int]) -> Arrangement:
    """Lay out the people of `sizes`; `bosses` names the first boss of a report and holds no circle."""
    reports: dict[int, list[int]] = {}
    for person in sizes:
        if (boss := bosses.get(person)) is not None and boss in sizes:
            reports.setdefault(boss, []).append(person)
    tops = [person for person in sizes if bosses.get(person) not in sizes]
    trees = [grown(top, sizes, reports) for top in tops if top in reports]
    alone = [top for top in tops if top not in reports]
    area = sum((tree.w + TREE_GAP) * (tree.h + TREE_GAP) for tree in trees)
    area += sum((sizes[one].w + SIDE_GAP) * (sizes[one].h + SIDE_GAP) for one in alone)
    width = max([sqrt(area * ASPECT), *(tree.w for tree in trees)], default=0)
    boxes: dict[int, Box] = {}
    routes: dict[int, tuple[Point, ...]] = {}
    bottom = _shelve(trees, width, boxes, routes)
    if not alone:
        return Arrangement(boxes, routes, None)
    top_y = bottom + TREE_GAP + CAPTION if trees else 0.0
    _grid(alone, sizes, width, top_y, boxes)
    if not trees:
        return Arrangement(boxes, routes, None)
    lowest = max(boxes[one].bottom for one in alone)
    return Arrangement(boxes, routes, Box(0, top_y - CAPTION, width, lowest - top_y + CAPTION))


def _shelve(
    trees: "Sequence[Tree]", width: float, boxes: dict[int, Box], routes: dict[int, tuple[Point, ...]]
) -> float:
    """Put trees beside each other, in rows no wider than `width`; the lower edge of the last row."""
    x = y = high = 0.0
    for tree in trees:
        if x and x + tree.w > width + 0.5:
            x, y, high = 0.0, y + high + TREE_GAP, 0.0
        for person, box in tree.boxes.items():
            boxes[person] = box.moved(x, y)
        for report, points in tree.routes.items():
            routes[report] = tuple((px + x, py + y) for px, py in points)
        x += tree.w + TREE_GAP
        high = max(high, tree.h)
    return y + high


def _grid(
    people: Sequence[int], sizes: Mapping[int, Size], width: float, top: float, boxes: dict[int, Box]
) -> None:
    """People without a line, in rows of equal cells."""
    wide = max(sizes[person].w for person in people) + SIDE_GAP
    high = max(sizes[person].h for person in people) + SIDE_GAP
    columns = max(1, int((width + SIDE_GAP) // wide))
    for place, person in enumerate(people):
        size = sizes[person]
        boxes[person] = Box((place % columns) * wide, top + (place // columns) * high, size.w, size.h)
