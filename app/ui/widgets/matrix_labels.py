"""Where the tags of tokens go: to the side that is free of tokens, titles, other tags and arrows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from PySide6.QtCore import QLineF, QRectF

MISREAD = 8.0  # what a tag costs that stands in line beside another token
CROSSING = 20.0  # what a tag over an arrow costs; the order of the places costs 0..11
MISSING = 100.0  # what it costs to leave a tag out
ALL_ORDERS = 3  # so many tags are tried in every order


@dataclass(frozen=True)
class Surroundings:
    """What a tag must stay within, keep off, and should not cross."""

    plane: QRectF
    blocked: Sequence[QRectF]
    lines: Sequence[QLineF]
    unit: float
    bodies: Sequence[QRectF] = ()  # of the tokens, beside which only their own tag should stand


def place_tags(
    bodies: Sequence[QRectF], widths: Sequence[float], high: float, around: Surroundings
) -> list[QRectF | None]:
    """A place for the tag of each body; the order in which they choose is the one that serves all best."""
    best: tuple[float, list[QRectF | None]] | None = None
    numbers = range(len(bodies))
    orders = (
        permutations(numbers) if len(bodies) <= ALL_ORDERS else (tuple(numbers), tuple(reversed(numbers)))
    )
    for order in orders:
        places: list[QRectF | None] = [None] * len(bodies)
        total = 0.0
        blocked = list(around.blocked)
        for at in order:
            others = [rect for rect in blocked if rect != bodies[at]]
            cost, tag = place_tag(bodies[at], widths[at], high, replace(around, blocked=others))
            total += cost
            places[at] = tag
            if tag is not None:
                blocked.append(tag)
        if best is None or total < best[0]:
            best = (total, places)
    return best[1] if best else []


def place_tag(body: QRectF, wide: float, high: float, around: Surroundings) -> tuple[float, QRectF | None]:
    """The best place for one tag and what it costs; None when every place would lie over something."""
    best: tuple[float, QRectF | None] = (MISSING, None)
    within = around.plane.adjusted(2, 2, -2, -2)
    for order, tag in enumerate(_places(body, wide, high, 6 * around.unit, within)):
        if (
            order >= best[0]
            or not within.contains(tag)
            or any(tag.intersects(other) for other in around.blocked)
        ):
            continue
        cost = order + CROSSING * sum(crosses(line, tag) for line in around.lines)
        cost += MISREAD * sum(
            _beside(tag, other, 14 * around.unit) for other in around.bodies if other != body
        )
        if cost < best[0]:
            best = (cost, tag)
    return best


def crosses(line: QLineF, rect: QRectF) -> bool:
    """Whether a line runs through a rectangle."""
    if rect.contains(line.p1()) or rect.contains(line.p2()):
        return True
    corners = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
    sides = (QLineF(corners[at], corners[(at + 1) % 4]) for at in range(4))
    return any(_meet(line, side) for side in sides)


def _beside(tag: QRectF, body: QRectF, near: float) -> bool:
    """Whether a tag stands so close to the right or left of a token that it seems to belong to it."""
    in_line = tag.top() < body.center().y() < tag.bottom()
    return in_line and (0 <= tag.left() - body.right() < near or 0 <= body.left() - tag.right() < near)


def _meet(one: QLineF, other: QLineF) -> bool:
    kind, _point = one.intersects(other)
    return bool(kind == QLineF.IntersectionType.BoundedIntersection)


def _places(body: QRectF, wide: float, high: float, gap: float, within: QRectF) -> Iterator[QRectF]:
    middle = body.center()
    yield QRectF(body.right() + gap, middle.y() - high / 2, wide, high)
    yield QRectF(body.left() - gap - wide, middle.y() - high / 2, wide, high)
    yield QRectF(middle.x() - wide / 2, body.top() - gap - high, wide, high)
    yield QRectF(middle.x() - wide / 2, body.bottom() + gap, wide, high)
    for top in (body.top() - high * 0.8, body.bottom() - high * 0.2):
        yield QRectF(body.right() + gap * 0.4, top, wide, high)
        yield QRectF(body.left() - gap * 0.4 - wide, top, wide, high)
    for top in (body.bottom() + gap, body.top() - gap - high):
        yield QRectF(min(middle.x(), within.right() - wide), top, wide, high)
        yield QRectF(max(middle.x() - wide, within.left()), top, wide, high)
    for top in (body.bottom() + 1.6 * gap + high, body.top() - 1.6 * gap - 2 * high):  # a row further away
        for left in (middle.x() - wide / 2, middle.x() - wide, middle.x()):
            yield QRectF(min(max(left, within.left()), within.right() - wide), top, wide, high)
