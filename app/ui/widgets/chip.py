"""Small tags with a fact in them, and the row that wraps them."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import space, theme
from app.ui.widgets.flow import Flow
from app.ui.widgets.snug import Snug

Tone = Literal["neutral", "accent", "good", "look", "danger", "relationship", "value", "control", "manage"]

# background, text, icon
_COLORS: dict[str, tuple[str, str, str]] = {
    "neutral": ("sunken", "text-2", "text-3"),
    "accent": ("accent-soft", "accent", "accent"),
    "good": ("value-soft", "value", "value"),
    "look": ("control-soft", "control", "control"),
    "danger": ("danger-soft", "danger", "danger"),
    "relationship": ("relationship-soft", "relationship", "relationship"),
    "value": ("value-soft", "value", "value"),
    "control": ("control-soft", "control", "control"),
    "manage": ("manage-soft", "manage", "manage"),
}
_HEIGHT, _PADDING, _ICON, _GAP = 24, 8, 13, 5


class Chip(Snug, QWidget):
    """A fact in a few words; it never stretches and gives way with an ellipsis, a `firm` one only beyond 150 px."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        tone: Tone = "neutral",
        parent: QWidget | None = None,
        *,
        firm: bool = False,
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._tone = text, icon, tone
        self._least = 150 if firm else 32
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words on the chip."""
        return self._text

    def look(self) -> tuple[str, str, Tone]:
        """Words, icon and tone: what makes two chips alike."""
        return self._text, self._icon, self._tone

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, in another tone when one is given."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        style = theme()
        words = QFontMetrics(self._font()).horizontalAdvance(self._text)
        sign = style.px(_ICON + _GAP) if self._icon else 0
        return QSize(words + sign + 2 * style.px(_PADDING) + 1, style.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme().px(self._least), self.sizeHint().width()), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self.rect(), self._text, self._icon, self._tone)

    @staticmethod
    def _font() -> QFont:
        return theme().font("field", 500)


def paint_chip(painter: QPainter, room: QRect, text: str, icon: str, tone: Tone) -> None:
    """A chip that fills the room; the words give way with an ellipsis."""
    style = theme()
    back, ink, sign = _COLORS[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color(back))
    painter.drawRoundedRect(QRectF(room), style.px(6), style.px(6))
    inner = room.adjusted(style.px(_PADDING), 0, -style.px(_PADDING), 0)
    if icon:
        side = style.px(_ICON)
        spot = QRect(inner.left(), room.top() + (room.height() - side) // 2, side, side)
        icons.paint(painter, spot, icon, sign)
        inner.setLeft(inner.left() + side + style.px(_GAP))
    font = theme().font("field", 500)
    painter.setFont(font)
    painter.setPen(style.color(ink))
    words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 2)
    painter.drawText(
        inner.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
    )


class ChipRow(Flow):
    """Chips side by side; they wrap where there is no room."""

    def __init__(self, chips: tuple[Chip, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space(self._flow, gap=6)
        self._shown: tuple[Chip, ...] = ()
        self.set_chips(chips)

    def clear(self) -> None:
        """Take all chips out."""
        self._shown = ()
        super().clear()

    def set_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show these chips and no others; those that look the same stay as they are."""
        if [chip.look() for chip in chips] == [chip.look() for chip in self._shown]:
            return
        self.clear()
        self._shown = chips
        for chip in chips:
            self.add(chip)
