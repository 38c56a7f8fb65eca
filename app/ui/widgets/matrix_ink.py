"""What the painters of a matrix share: colours, fonts and text of a theme at a given size."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.ui.theme import Theme
from app.ui.widgets.matrix_scene import Frame, Layout

MIDDLE = Qt.AlignmentFlag.AlignCenter


class Ink:
    """One painter, one theme, one layout."""

    def __init__(self, painter: QPainter, style: Theme, frame: Frame, layout: Layout) -> None:
        self._painter = painter
        self._style = style
        self._frame = frame
        self._layout = layout
        self._unit = layout.unit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _text(self, room: QRectF, side: Qt.AlignmentFlag, text: str, font: QFont, token: str) -> None:
        if not text:
            return
        self._painter.setFont(font)
        self._painter.setPen(self._color(token))
        words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        self._painter.drawText(room, int(side), words)

    def _font(self, role: str, weight: int | None = None) -> QFont:
        font = self._style.font(role, weight)
        font.setPointSizeF(font.pointSizeF() * self._unit / self._style.scale)
        return font

    def _color(self, token: str) -> QColor:
        return self._style.color(token)


def ink_on(ground: QColor, style: Theme) -> QColor:
    """The light or the dark ink, whichever reads better on `ground`."""
    red, green, blue = (_linear(part) for part in (ground.redF(), ground.greenF(), ground.blueF()))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return style.color("ink-light" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.056 else "ink-dark")


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
