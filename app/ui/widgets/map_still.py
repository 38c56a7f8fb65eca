"""What is painted while a hand zooms or pans: the last picture of the map, elsewhere or larger, until the hand rests.

A large map takes the time of two frames to paint, and each step of a gesture is one. Panning shows the picture
where it is now and paints only the strips that come into sight, as sharp as ever. Zooming shows it scaled, and
around it people as plain plates. A moment of rest, and all is painted as it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPixmap, QRegion, QTransform

from app.models.vocabulary import Link
from app.ui.theme import theme
from app.ui.widgets.map_paint import rect

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

REST = 140  # ms without a step after which a gesture is over


class Still:
    """Stands in for the map while a gesture runs; `step` is told of each step before it is painted."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._kept = QPixmap()
        self._taken = QTransform()  # from the map to the viewport when the picture was made
        self._rest = QTimer(canvas)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.drop)

    @property
    def running(self) -> bool:
        """Whether a gesture is under way."""
        return self._rest.isActive()

    def step(self) -> None:
        """A hand zooms or pans, or goes on doing so."""
        self._rest.start()

    def drop(self) -> None:
        """The hand rests, or the map has become another: everything is painted anew."""
        self._rest.stop()
        if not self._kept.isNull():
            self._kept = QPixmap()
            self._canvas.viewport().update()

    def paint(self) -> bool:
        """Paint the viewport while a gesture runs; whether there was one. The first step of a gesture is sharp."""
        if not self.running:
            return False
        now = self._canvas.viewportTransform()
        if self._kept.isNull() or (now.m11() == self._taken.m11() and not self._follow(now)):
            self._take(now)
        painter = QPainter(self._canvas.viewport())
        if now == self._taken:
            painter.drawPixmap(0, 0, self._kept)
        else:
            self._paint_scaled(painter, now)
        painter.end()
        return True

    def _take(self, now: QTransform) -> None:
        """A sharp picture of what is seen."""
        self._kept, self._taken = self._blank(), now
        painter = QPainter(self._kept)
        self._render(painter, self._canvas.viewport().rect())
        painter.end()

    def _follow(self, now: QTransform) -> bool:
        """Move the picture to where it is seen now; False where it is out of sight or between two pixels."""
        room, density = self._canvas.viewport().rect(), self._canvas.viewport().devicePixelRatioF()
        dx, dy = round(now.dx() - self._taken.dx()), round(now.dy() - self._taken.dy())
        if not (dx or dy):
            return True
        there = room.translated(dx, dy)
        if not there.intersects(room) or (dx * density) % 1 or (dy * density) % 1:
            return False
        moved = self._blank()
        painter = QPainter(moved)
        painter.drawPixmap(dx, dy, self._kept)
        for strip in _uncovered(room, dx, dy):
            self._render(painter, strip)
        painter.end()
        self._kept, self._taken = moved, now
        return True

    def _blank(self) -> QPixmap:
        viewport = self._canvas.viewport()
        picture = QPixmap(viewport.size() * viewport.devicePixelRatioF())
        picture.setDevicePixelRatio(viewport.devicePixelRatioF())
        return picture

    def _render(self, painter: QPainter, part: QRect) -> None:
        painter.setRenderHints(self._canvas.renderHints())
        self._canvas.render(painter, QRectF(part), part, Qt.AspectRatioMode.IgnoreAspectRatio)

    def _paint_scaled(self, painter: QPainter, now: QTransform) -> None:
        """The picture larger or smaller, and around it the people who come into sight."""
        room = self._canvas.viewport().rect()
        change = self._taken.inverted()[0] * now
        covered = change.mapRect(room).adjusted(1, 1, -1, -1)
        painter.fillRect(room, theme().color("well"))
        if not covered.contains(room):
            painter.save()
            painter.setClipRegion(QRegion(room) - QRegion(covered))
            painter.setTransform(now, True)
            self._paint_plates(painter)
            painter.restore()
        painter.setTransform(change, True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(0, 0, self._kept)

    def _paint_plates(self, painter: QPainter) -> None:
        style, scene = theme(), self._canvas.shown
        pen = QPen(style.color("line-strong"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for route in scene.routes:
            if route.line.kind is Link.REPORTS and not route.bowed:
                painter.drawPolyline([QPointF(*point) for point in route.points])
        painter.setBrush(style.color("surface"))
        painter.drawRects([rect(card.box) for card in scene.cards])


def _uncovered(room: QRect, dx: int, dy: int) -> list[QRect]:
    """The strips at the edges that come into sight when what lies in the room moves."""
    wide, high = room.width(), room.height()
    strips = []
    if dx:
        strips.append(QRect(0 if dx > 0 else wide + dx, 0, abs(dx), high))
    if dy:
        strips.append(QRect(0, 0 if dy > 0 else high + dy, wide, abs(dy)))
    return strips
