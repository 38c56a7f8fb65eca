"""What must hold of a map that was written as JSON; it knows the file and nothing of the program.

`faults` says in words what is wrong with a drawing: people or labels that overlap, lines to a first boss that
cross or touch another team's line, run through a person or end nowhere, and bosses who do not stand above.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

Drawing = Mapping[str, Any]
Rect = tuple[float, float, float, float]  # left, top, right, bottom
Spot = Sequence[float]
SKIN = 0.05  # coordinates are written with two digits


def faults(drawing: Drawing, bosses: Mapping[str, Sequence[str]]) -> list[str]:
    """Everything that is wrong; `bosses` names the bosses of a person by id, the first one first."""
    nodes = {node["id"]: node for node in drawing["nodes"]}
    reports = [edge for edge in drawing["edges"] if edge["kind"] == "reports"]
    first = [edge for edge in reports if edge["to"] == bosses[edge["from"]][0]]
    return [
        *_wrong_lines(reports, bosses),
        *_overlaps(drawing["nodes"]),
        *(fault for edge in first for fault in _wrong_way(edge, nodes)),
        *_crossings(first),
    ]


def _wrong_lines(reports: Sequence[Drawing], bosses: Mapping[str, Sequence[str]]) -> Iterator[str]:
    drawn = {(edge["from"], edge["to"]): bool(edge.get("dotted")) for edge in reports}
    told = {(one, boss): at > 0 for one, above in bosses.items() for at, boss in enumerate(above)}
    if drawn != told:
        yield f"reporting lines are not those of the file: {set(drawn.items()) ^ set(told.items())}"


def _overlaps(nodes: Sequence[Drawing]) -> Iterator[str]:
    boxes = {node["id"]: _rect(node) for node in nodes}
    labels = {node["id"]: _rect(node["label"]) for node in nodes}
    for key, label in labels.items():
        if not _holds(boxes[key], label):
            yield f"the label of {key} leaves its box"
    for one, other in combinations(boxes, 2):
        if _meet(boxes[one], boxes[other]):
            yield f"{one} and {other} overlap"
        if _meet(labels[one], labels[other]):
            yield f"the labels of {one} and {other} overlap"


def _wrong_way(edge: Drawing, nodes: Mapping[str, Drawing]) -> Iterator[str]:
    report, boss = _rect(nodes[edge["from"]]), _rect(nodes[edge["to"]])
    name = f"the line from {edge['from']} to {edge['to']}"
    if boss[3] > report[1]:
        yield f"{edge['to']} does not stand above {edge['from']}"
    if not _on_border(edge["points"][0], report) or not _on_border(edge["points"][-1], boss):
        yield f"{name} does not lead from border to border"
    for key, node in nodes.items():
        left, top, right, bottom = _rect(node)
        inner = (left + SKIN, top + SKIN, right - SKIN, bottom - SKIN)
        if any(_pierces(a, b, inner) for a, b in pairwise(edge["points"])):
            yield f"{name} runs through {key}"


def _crossings(lines: Sequence[Drawing]) -> Iterator[str]:
    """Lines of one team share their way to the boss and may only not cut each other; others may not even touch."""
    for one, other in combinations(lines, 2):
        together = one["to"] == other["to"]
        meets = _cut if together else _touch
        if any(meets(*a, *b) for a in pairwise(one["points"]) for b in pairwise(other["points"])):
            yield f"the lines {one['from']}-{one['to']} and {other['from']}-{other['to']} meet"


def _rect(box: Drawing) -> Rect:
    return box["x"], box["y"], box["x"] + box["w"], box["y"] + box["h"]


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one[0] < other[2] - SKIN
        and other[0] < one[2] - SKIN
        and one[1] < other[3] - SKIN
        and other[1] < one[3] - SKIN
    )


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer[0] - SKIN <= inner[0]
        and outer[1] - SKIN <= inner[1]
        and inner[2] <= outer[2] + SKIN
        and inner[3] <= outer[3] + SKIN
    )


def _on_border(spot: Spot, box: Rect) -> bool:
    x, y = spot
    inside = box[0] - SKIN <= x <= box[2] + SKIN and box[1] - SKIN <= y <= box[3] + SKIN
    return inside and min(abs(x - box[0]), abs(x - box[2]), abs(y - box[1]), abs(y - box[3])) <= SKIN


def _pierces(a: Spot, b: Spot, box: Rect) -> bool:
    """Whether a part of the segment lies in the box (Liang and Barsky)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    return enter < leave


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cut(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Whether two segments cross in an inner point of both."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _touch(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Whether two segments have a point in common."""
    if _cut(a, b, c, d):
        return True
    return any(
        abs(_turn(p, q, r)) < SKIN
        and min(p[0], q[0]) - SKIN <= r[0] <= max(p[0], q[0]) + SKIN
        and min(p[1], q[1]) - SKIN <= r[1] <= max(p[1], q[1]) + SKIN
        for p, q, r in ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    )
