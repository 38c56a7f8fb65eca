"""What is painted while a hand zooms or pans: the last picture of the map, elsewhere or larger, until the hand rests.

A large map takes the time of two frames to paint, and each step of a gesture is one. Panning shows the picture
where it is now and paints only the strips that come into sight, as sharp as ever. Zooming shows it scaled, and
around it people as plain plates. A moment of rest, and all is painted as it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPixmap, QRegion, QTransform

from app.models.vocabulary import Link
from app.ui.theme import theme
from app.ui.widgets.map_paint import rect

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

REST = 140  # ms without a step after which a gesture is over
AHEAD = 96  # pixels that are painted beyond the edge towards which a hand pans


class Still:
    """Stands in for the map while a gesture runs; `step` is told of each step before it is painted."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._kept = QPixmap()
        self._part = QRect()  # of the viewport, and beyond, that the picture shows
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
            self._keep(self._canvas.viewport().rect(), now)
        painter = QPainter(self._canvas.viewport())
        if now.m11() == self._taken.m11():
            painter.drawPixmap(self._part.translated(*_moved(self._taken, now)).topLeft(), self._kept)
        else:
            self._paint_scaled(painter, now)
        painter.end()
        return True

    def _follow(self, now: QTransform) -> bool:
        """Have all in the picture that is seen now; False where it is out of sight or between two pixels."""
        room, density = self._canvas.viewport().rect(), self._canvas.viewport().devicePixelRatioF()
        dx, dy = _moved(self._taken, now)
        there = self._part.translated(dx, dy)
        if there.contains(room):
            return True
        if not there.intersects(room) or (dx * density) % 1 or (dy * density) % 1:
            return False
        ahead = QRect(room)
        if there.left() > room.left():
            ahead.setLeft(room.left() - AHEAD)
        elif there.right() < room.right():
            ahead.setRight(room.right() + AHEAD)
        if there.top() > room.top():
            ahead.setTop(room.top() - AHEAD)
        elif there.bottom() < room.bottom():
            ahead.setBottom(room.bottom() + AHEAD)
        self._keep(ahead, now, there)
        return True

    def _keep(self, part: QRect, now: QTransform, there: QRect | None = None) -> None:
        """A sharp picture of a part; what was kept before lies `there` and is not painted again."""
        density = self._canvas.viewport().devicePixelRatioF()
        picture = QPixmap(part.size() * density)
        picture.setDevicePixelRatio(density)
        painter = QPainter(picture)
        painter.translate(-part.topLeft())
        if there is not None:
            painter.drawPixmap(there.topLeft(), self._kept)
        for strip in [part] if there is None else _uncovered(part, there):
            self._render(painter, strip)
        painter.end()
        self._kept, self._part, self._taken = picture, part, now

    def _render(self, painter: QPainter, part: QRect) -> None:
        painter.setRenderHints(self._canvas.renderHints())
        self._canvas.render(painter, QRectF(part), part, Qt.AspectRatioMode.IgnoreAspectRatio)

    def _paint_scaled(self, painter: QPainter, now: QTransform) -> None:
        """The picture larger or smaller, and around it the people who come into sight."""
        room = self._canvas.viewport().rect()
        change = self._taken.inverted()[0] * now
        covered = change.mapRect(self._part).adjusted(1, 1, -1, -1)
        painter.fillRect(room, theme().color("well"))
        if not covered.contains(room):
            painter.save()
            painter.setClipRegion(QRegion(room) - QRegion(covered))
            painter.setTransform(now, True)
            self._paint_plates(painter)
            painter.restore()
        painter.setTransform(change, True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self._part.topLeft(), self._kept)

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


def _moved(before: QTransform, now: QTransform) -> tuple[int, int]:
    """How far the map has moved on the viewport, in pixels."""
    return round(now.dx() - before.dx()), round(now.dy() - before.dy())


def _uncovered(part: QRect, there: QRect) -> list[QRect]:
    """The strips at the edges of a part that lie beyond another rectangle."""
    beyond = [
        QRect(part.topLeft(), QPoint(there.left() - 1, part.bottom())),
        QRect(QPoint(there.right() + 1, part.top()), part.bottomRight()),
        QRect(part.topLeft(), QPoint(part.right(), there.top() - 1)),
        QRect(QPoint(part.left(), there.bottom() + 1), part.bottomRight()),
    ]
    return [strip for strip in beyond if strip.isValid()]
