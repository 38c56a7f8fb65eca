"""How many of a known number are done, as a ring that says both."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.theme import theme
from app.ui.widgets.snug import Snug


class Ring(Snug, QWidget):
    """`done` of `total`; a small ring (below 32 px) shows no figures. `what` names what is counted."""

    def __init__(
        self, done: int = 0, total: int = 0, what: str = "", size: int = 56, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(done, total, what)

    def set_value(self, done: int, total: int, what: str = "") -> None:
        """Show other figures."""
        self._done, self._total = done, total
        words = tr("{done} of {total}", done=done, total=total)
        self.setAccessibleName(f"{words} {what}".strip())
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(2.0, self.width() / 13)
        room = QRectF(self.rect()).adjusted(
            thick / 2 + 0.5, thick / 2 + 0.5, -thick / 2 - 0.5, -thick / 2 - 0.5
        )
        painter.setPen(QPen(style.color("line"), thick))
        painter.drawEllipse(room)
        share = self._done / self._total if self._total else 0.0
        if share:
            painter.setPen(QPen(style.color("accent"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(room, 90 * 16, -round(360 * 16 * min(1.0, share)))
        if self._size >= 32 and self._total:
            words = (
                f"{self._done}/{self._total}" if self._total < 100 else f"{int(share * 100)}%"
            )  # more has no room
            font, inside = style.font("strong"), room.width() - 3 * thick
            wide = QFontMetricsF(font).horizontalAdvance(words)
            font.setPointSizeF(font.pointSizeF() * min(1.0, inside / wide))
            painter.setFont(font)
            painter.setPen(style.color("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
