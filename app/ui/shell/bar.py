"""A plain surface with a hairline on one side; the bars and side panels stand on it."""

from typing import Literal

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import theme

Edge = Literal["top", "bottom", "left", "right"]


class Surface(QWidget):
    """Paints the surface colour and one hairline."""

    def __init__(self, edge: Edge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.color("surface"))
        painter.setPen(style.color("line"))
        room = self.rect()
        ends = {
            "top": (room.topLeft(), room.topRight()),
            "bottom": (room.bottomLeft(), room.bottomRight()),
            "left": (room.topLeft(), room.bottomLeft()),
            "right": (room.topRight(), room.bottomRight()),
        }
        painter.drawLine(*ends[self._edge])
