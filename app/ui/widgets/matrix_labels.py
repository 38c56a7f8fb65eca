"""Where the tag of a token goes: to the side that is free of tokens, titles, other tags and arrows."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QRectF


def place_tag(
    body: QRectF,
    wide: float,
    high: float,
    plane: QRectF,
    blocked: Sequence[QRectF],
    lines: Sequence[QLineF],
    unit: float,
) -> QRectF | None:
    """The best place for a tag of that size beside `body`; None when every place would lie over something."""
    best: tuple[float, QRectF] | None = None
    for order, tag in enumerate(_places(body, wide, high, 6 * unit)):
        if not plane.adjusted(2, 2, -2, -2).contains(tag):
            continue
        if any(tag.intersects(other) for other in blocked):
            continue
        cost = order + 20 * sum(crosses(line, tag) for line in lines)
        if best is None or cost < best[0]:
            best = (cost, tag)
    return best[1] if best else None


def crosses(line: QLineF, rect: QRectF) -> bool:
    """Whether a line runs through a rectangle."""
    if rect.contains(line.p1()) or rect.contains(line.p2()):
        return True
    corners = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
    sides = (QLineF(corners[at], corners[(at + 1) % 4]) for at in range(4))
    return any(_meet(line, side) for side in sides)


def _meet(one: QLineF, other: QLineF) -> bool:
    kind, _point = one.intersects(other)
    return bool(kind == QLineF.IntersectionType.BoundedIntersection)


def _places(body: QRectF, wide: float, high: float, gap: float) -> Iterator[QRectF]:
    middle = body.center()
    yield QRectF(body.right() + gap, middle.y() - high / 2, wide, high)
    yield QRectF(body.left() - gap - wide, middle.y() - high / 2, wide, high)
    yield QRectF(middle.x() - wide / 2, body.top() - gap - high, wide, high)
    yield QRectF(middle.x() - wide / 2, body.bottom() + gap, wide, high)
    for top in (body.top() - high * 0.8, body.bottom() - high * 0.2):
        yield QRectF(body.right() + gap * 0.4, top, wide, high)
        yield QRectF(body.left() - gap * 0.4 - wide, top, wide, high)
