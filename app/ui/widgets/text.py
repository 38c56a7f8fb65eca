"""Text on a page, by its role in the type scale."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import icons
from app.ui.theme import theme

Role = Literal[
    "title",
    "panel",
    "card",
    "body",
    "strong",
    "muted",
    "section",
    "field",
    "meta",
    "error",
    "look",
    "figure",
    "room-body",
    "room-meta",
    "room-panel",
    "room-title",
]
_HEADINGS = frozenset({"title", "panel", "card", "section", "field", "figure", "room-title", "room-panel"})


class Words(QLabel):
    """A text that remembers its height at a width.

    Nested layouts ask for it again and again, and each answer of Qt lays the text out anew.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._heights: dict[int, int] = {}

    def setText(self, text: str) -> None:
        """Show another text."""
        self._heights.clear()
        super().setText(text)

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = super().heightForWidth(width)
        return known

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)


def label(text: str, role: Role = "body", *, rich: bool = False, parent: QWidget | None = None) -> QLabel:
    """A wrapping text; what users wrote must stay plain, so `rich` only for our own sentences."""
    widget = Words(text, parent)
    widget.setProperty("role", role)
    widget.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    widget.setWordWrap(role not in {"section", "field", "figure"})
    if role not in _HEADINGS:
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return widget


class Heading(Words):
    """A title that stays on one line as long as there is room, and wraps where there is none."""

    def __init__(self, text: str = "", role: Role = "card", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2, self.fontMetrics().height())


class Sign(QWidget):
    """An icon of `size` px beside a text, in a colour of the theme; it says nothing that the text does not say."""

    def __init__(
        self, icon: str, role: str = "text-3", size: int = 15, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon."""
        self._icon, self._role = icon, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.rect(), self._icon, self._role)


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tip."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        tip = self.text() if shown != self.text() else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
