"""Where something is in its stages: short dashes, the passed ones filled."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.theme import theme
from app.ui.widgets.snug import Snug

_WIDE, _GAP, _HIGH = 12, 4, 4


class StageBar(Snug, QWidget):
    """`done` of `total` stages."""

    def __init__(self, done: int = 0, total: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(done, total)

    def set_value(self, done: int, total: int = 5) -> None:
        """Show another stage."""
        self._done, self._total = done, total
        self.setAccessibleName(tr("Stage {done} of {total}", done=done, total=total))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        style = theme()
        return QSize(style.px(self._total * (_WIDE + _GAP) - _GAP), style.px(_HIGH + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), self.rect(), self._done, self._total)

    @staticmethod
    def draw(painter: QPainter, rect: QRect, done: int, total: int) -> None:
        """Draw the dashes at the left of `rect`, in its middle."""
        style = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = style.px(_HIGH)
        top = rect.center().y() + 0.5 - high / 2
        for index in range(total):
            painter.setBrush(style.color("accent") if index < done else style.faint())
            left = rect.left() + index * style.px(_WIDE + _GAP)
            painter.drawRoundedRect(QRectF(left, top, style.px(_WIDE), high), high / 2, high / 2)
        painter.restore()
