"""A person as a disc with initials; a dashed disc where somebody is still to be named."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import theme
from app.ui.widgets.snug import Snug


def initials(name: str) -> str:
    """At most two letters: of the first and the last word, titles in brackets left out."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def firm_initials(name: str) -> str:
    """Two letters of a firm: of its first two words, for the last one is often its legal form."""
    words = [word for word in name.split() if word[:1].isalnum()]
    letters = [word[0] for word in words[:2]]
    return "".join(letters).upper() if len(letters) > 1 else name.strip()[:2].upper()


def paint_avatar(
    painter: QPainter,
    rect: QRectF,
    name: str,
    *,
    placeholder: bool = False,
    tone: str = "",
    square: bool = False,
) -> None:
    """Draw into the square `rect`; `tone` is a group such as "value", `square` is for firms."""
    style = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if placeholder:
        pen = QPen(style.color("line-strong"), 1)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        inset = round(rect.width() * 0.29)
        icons.paint(painter, rect.toRect().adjusted(inset, inset, -inset, -inset), "plus", "text-3")
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(f"{tone}-soft" if tone else "sunken"))
        if square:
            painter.drawRoundedRect(rect, style.px(6), style.px(6))
        else:
            painter.drawEllipse(rect)
        font = style.font("meta", 600)
        font.setPointSizeF(font.pointSizeF() * max(0.8, rect.width() / style.px(28)) ** 0.5 * 0.95)
        painter.setFont(font)
        painter.setPen(style.color(tone or "text-2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


class Avatar(Snug, QWidget):
    """A person's disc of `size` px at 100 %."""

    def __init__(
        self,
        name: str,
        placeholder: bool = False,
        tone: str = "",
        size: int = 28,
        square: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._placeholder, self._tone = name, placeholder, tone
        self._size, self._square = size, square
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(
            QPainter(self),
            QRectF(self.rect()),
            self._name,
            placeholder=self._placeholder,
            tone=self._tone,
            square=self._square,
        )
