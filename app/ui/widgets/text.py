"""Text on a page, by its role in the type scale."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

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


def label(text: str, role: Role = "body", *, rich: bool = False, parent: QWidget | None = None) -> QLabel:
    """A wrapping text; what users wrote must stay plain, so `rich` only for our own sentences."""
    widget = QLabel(text, parent)
    widget.setProperty("role", role)
    widget.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    widget.setWordWrap(role not in {"section", "field", "figure"})
    if role not in _HEADINGS:
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return widget


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tip."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

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
