"""Rounded corners for what Qt paints as a rectangle: the colour of the card lies over the four tips."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import theme

RADIUS = 10


class Corners(QWidget):
    """Lies over its parent and lets the mouse through; keep it as large as the parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        whole, inner = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        inner.addRoundedRect(frame, style.px(RADIUS), style.px(RADIUS))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(whole - inner, style.color("surface"))
        focused = bool(getattr(self.parentWidget(), "ringed", False))
        painter.setPen(QPen(style.color("accent" if focused else "line"), 1.5 if focused else 1))
        painter.drawPath(inner)
