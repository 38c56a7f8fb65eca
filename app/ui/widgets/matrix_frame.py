"""The ground of a matrix: its regions, their titles and the axes."""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, degrees, sin

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QPolygonF

from app.ui.widgets.matrix_ink import MIDDLE, Ink
from app.ui.widgets.matrix_scene import TOP, Place, Quadrant, Zones

GAP = 6


class FramePainter(Ink):
    """Draws what stays while the tokens move."""

    def draw(self, tokens: list[QRectF]) -> list[QRectF]:
        """Draw the ground under `tokens`; hands back where the titles lie, so that no tag is put over them."""
        if self._frame.zones is None:
            self._draw_quadrants()
        else:
            self._draw_zones(self._frame.zones)
        self._draw_axes()
        return [self._draw_title(quadrant, tokens) for quadrant in self._frame.quadrants]

    def _draw_quadrants(self) -> None:
        plane, half = self._layout.plane, GAP * self._unit / 2
        middle = plane.center()
        for quadrant in self._frame.quadrants:
            upper, left = str(quadrant.at).startswith("t"), str(quadrant.at).endswith("l")
            cell = QRectF(
                QPointF(
                    plane.left() if left else middle.x() + half, plane.top() if upper else middle.y() + half
                ),
                QPointF(
                    middle.x() - half if left else plane.right(),
                    middle.y() - half if upper else plane.bottom(),
                ),
            )
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._ground(quadrant.key))
            self._painter.drawRoundedRect(cell, 10 * self._unit, 10 * self._unit)

    def _draw_zones(self, zones: Zones) -> None:
        plane = self._layout.plane
        clip = QPainterPath()
        clip.addRoundedRect(plane, 10 * self._unit, 10 * self._unit)
        self._painter.save()
        self._painter.setClipPath(clip)
        seam = QPen(self._color("surface"), GAP * self._unit * 0.7)
        seam.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for key, corners in zones.outlines.items():
            self._painter.setBrush(self._ground(key))
            self._painter.drawPolygon(QPolygonF([self._layout.point(x, y) for x, y in corners]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(seam)
        for corners in zones.outlines.values():
            self._draw_seam(corners)
        self._painter.restore()

    def _draw_seam(self, corners: Sequence[Place]) -> None:
        """The border of a region, but not where it is the border of the plane."""
        path = QPainterPath()
        pen_down = False
        for start, end in pairwise([*corners, corners[0]]):
            if _on_one_edge(start, end):
                pen_down = False
                continue
            if not pen_down:
                path.moveTo(self._layout.point(*start))
                pen_down = True
            path.lineTo(self._layout.point(*end))
        self._painter.drawPath(path)

    def _ground(self, key: str) -> QColor:
        desired = key in self._frame.desired
        return self._color(f"{self._frame.tint}-soft" if desired else "well")

    def _draw_title(self, quadrant: Quadrant, tokens: list[QRectF]) -> QRectF:
        ink = self._frame.tint if quadrant.key in self._frame.desired else "text-2"
        if quadrant.at == "diagonal":
            return self._draw_diagonal(quadrant, ink, tokens)
        title, subtitle = self._font("card"), self._font("table")
        high, low = QFontMetricsF(title), QFontMetricsF(subtitle)
        unit = self._unit
        full = high.height() + (low.height() + 2 * unit if quadrant.subtitle else 0)
        needed = max(high.horizontalAdvance(quadrant.title), low.horizontalAdvance(quadrant.subtitle))
        least = high.horizontalAdvance(quadrant.title)
        spot, left, room = self._anchor(quadrant, QSizeF(needed, full), least, tokens)
        fits = bool(quadrant.subtitle) and low.horizontalAdvance(quadrant.subtitle) <= room
        said = quadrant.subtitle if fits else ""
        tall = full if fits else high.height()
        wide = (needed if fits else least) + 1
        start = spot.x() if left else spot.x() - wide
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        self._text(QRectF(start, spot.y(), wide, high.height()), side, quadrant.title, title, ink)
        below = QRectF(start, spot.y() + high.height() + 2 * unit, wide, low.height())
        self._text(below, side, said, subtitle, "text-2")
        return QRectF(start, spot.y(), wide, tall)

    def _anchor(
        self, quadrant: Quadrant, size: QSizeF, least: float, tokens: list[QRectF]
    ) -> tuple[QPointF, bool, float]:
        """The upper outer corner of a title, whether it runs from there to the right, and how wide it may be."""
        plane, inset, at = self._layout.plane, 14 * self._unit, quadrant.at
        if not isinstance(at, tuple):
            left = at.endswith("l")
            y = (
                plane.top() + inset * 0.8
                if at.startswith("t")
                else plane.bottom() - inset * 0.8 - size.height()
            )
            spot = QPointF(plane.left() + inset if left else plane.right() - inset, y)
            return spot, left, self._room(quadrant, spot, size.height(), left=left)
        left = at[0] <= TOP / 2
        found: list[tuple[float, QPointF, float]] = []
        for step in (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0):
            point = self._layout.point(at[0], at[1] + step)
            spot = QPointF(point.x(), point.y() - size.height() / 2)
            room = self._room(quadrant, spot, size.height(), left=left)
            body = QRectF(
                spot.x() if left else spot.x() - size.width(), spot.y(), size.width(), size.height()
            )
            hidden = 500 * sum(body.intersects(token) for token in tokens)
            cut = 1000 * (room < least)
            found.append((cut + hidden + max(0.0, size.width() - room) + abs(step), spot, room))
        _cost, spot, room = min(found, key=lambda one: one[0])
        return spot, left, room

    def _room(self, quadrant: Quadrant, spot: QPointF, tall: float, *, left: bool) -> float:
        """How wide a title may be: half the plane, or as far as its own zone reaches."""
        most = self._layout.plane.width() - 28 * self._unit
        if self._frame.zones is None:
            return most / 2 - 14 * self._unit
        wide, step = 0.0, 4 * self._unit
        while wide < most:
            x = spot.x() + (wide + step) * (1 if left else -1)
            edges = (self._layout.place(QPointF(x, spot.y() + part)) for part in (0.0, tall))
            if any(self._frame.region(*place) != quadrant.key for place in edges):
                break
            wide += step
        return wide

    def _draw_diagonal(self, quadrant: Quadrant, ink: str, tokens: list[QRectF]) -> QRectF:
        """A title along the diagonal, where the fewest tokens lie on it; the answer is the room it takes."""
        plane, painter = self._layout.plane, self._painter
        font = self._font("table", 600)
        wide, high = QFontMetricsF(font).horizontalAdvance(quadrant.title) + 4, QFontMetricsF(font).height()
        slope = atan2(plane.height(), plane.width())
        across = QSizeF(
            wide * cos(slope) + high * sin(slope), wide * sin(slope) + high * cos(slope)
        )  # of the word as it leans
        places = []
        for at in (2.6, 4.0, 1.8, 5.5, 7.0):
            middle = self._layout.point(at, at)
            room = QRectF(
                middle.x() - across.width() / 2,
                middle.y() - across.height() / 2,
                across.width(),
                across.height(),
            )
            outside = 100 * (self._frame.region(at, at) != quadrant.key)
            places.append((outside + sum(room.intersects(token) for token in tokens), middle, room))
        _hidden, spot, taken = min(places, key=lambda place: place[0])
        painter.save()
        painter.translate(spot)
        painter.rotate(-degrees(slope))
        self._text(QRectF(-wide / 2, -high / 2, wide, high), MIDDLE, quadrant.title, font, ink)
        painter.restore()
        return taken

    def _draw_axes(self) -> None:
        plane, unit, painter = self._layout.plane, self._unit, self._painter
        painter.setPen(QPen(self._color("line-strong"), 1.2 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y, head = plane.left() - 14 * unit, plane.bottom() + 13 * unit, 4 * unit
        ways = (
            (QPointF(x, plane.bottom()), QPointF(x, plane.top()), QPointF(0, -1)),
            (QPointF(plane.left(), y), QPointF(plane.right(), y), QPointF(1, 0)),
        )
        for start, end, forward in ways:
            across = QPointF(-forward.y(), forward.x())
            painter.drawLine(start, end)
            painter.drawPolyline([end - (forward + across) * head, end, end - (forward - across) * head])
        self._draw_axis_words(
            QRectF(plane.left(), y + 5 * unit, plane.width(), 18 * unit), self._frame.x_axis
        )
        painter.save()
        painter.translate(plane.left() - 42 * unit, plane.bottom())
        painter.rotate(-90)
        self._draw_axis_words(QRectF(0, 0, plane.height(), 18 * unit), self._frame.y_axis)
        painter.restore()

    def _draw_axis_words(self, room: QRectF, axis: tuple[str, str, str]) -> None:
        title, low, high = axis
        words = self._font("field", 400)
        v = Qt.AlignmentFlag.AlignVCenter
        self._text(room, Qt.AlignmentFlag.AlignLeft | v, low, words, "text-2")
        self._text(room, Qt.AlignmentFlag.AlignRight | v, high, words, "text-2")
        metrics = QFontMetricsF(words)
        ends = max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high)) + 10 * self._unit
        self._text(room.adjusted(ends, 0, -ends, 0), MIDDLE, title, self._font("field", 550), "text")


def _on_one_edge(start: Place, end: Place) -> bool:
    """Whether a line runs along the edge of the plane."""
    return any(one == other and one in {0.0, TOP} for one, other in zip(start, end, strict=True))
