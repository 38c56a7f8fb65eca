"""How a rating went over time, as a small line of steps; where it was Unknown the line has a gap."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.theme import theme
from app.ui.widgets.snug import Snug

Point = tuple[date, float | None]
_WIDE, _HIGH, _DOT = 120, 28, 2.5


class RatingLine(Snug, QWidget):
    """Points are (day, value), the oldest first; the line runs on until today."""

    def __init__(self, about: str, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about, self._low, self._high = about, low, high
        self._points: tuple[Point, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_points(self, points: Sequence[Point], today: date) -> None:
        """Show how it went; a single rating has no line yet."""
        self._points, self._today = tuple(points), today
        self.setVisible(len(self._points) > 1)
        words = ", ".join("?" if value is None else f"{value:g}" for _day, value in self._points)
        self.setAccessibleName(tr("{about} over time: {values}", about=self._about, values=words))
        self.setToolTip(tr("Over time: {values}", values=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_WIDE), theme().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(style.color("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(QPen(style.color("accent"), 1.5 * style.scale))
        for (day, value), (later, following) in pairwise((*self._points, (self._today, None))):
            if value is None:
                continue
            start, end = self._place(room, day, value), self._place(room, later, value)
            painter.drawLine(start, end)
            if following is not None:
                painter.drawLine(end, self._place(room, later, following))
        painter.setBrush(style.color("accent"))
        day, value = self._points[-1]
        if value is not None:
            painter.drawEllipse(self._place(room, day, value), _DOT * style.scale, _DOT * style.scale)

    def _place(self, room: QRectF, day: date, value: float) -> QPointF:
        first = self._points[0][0]
        share = (day - first).days / max(1, (max(self._today, self._points[-1][0]) - first).days)
        height = (value - self._low) / (self._high - self._low)
        return QPointF(room.left() + share * room.width(), room.bottom() - height * room.height())
