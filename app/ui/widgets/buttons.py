"""Buttons by rank: one primary on a page, secondary ones beside it, quiet ones in headers, links in text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.i18n import tr
from app.ui.icons import icon as themed_icon
from app.ui.theme import theme
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.snug import Snug

_TINTS = {"primary": "on-accent", "secondary": "text", "link": "accent", "danger": "surface"}


class Button(Snug, KeyboardFocus, QPushButton):
    """A button of a `kind` that the style sheet knows."""

    def __init__(self, kind: str, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_icon(icon)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show an icon before the text; an empty name takes it away."""
        kind = str(self.property("kind"))
        tint = role or _TINTS.get(kind, "text-2")
        self.setIcon(themed_icon(name, tint) if name else QIcon())

    def sizeHint(self) -> QSize:
        """Qt leaves 4 px between icon and text; ours is a little wider."""
        hint = super().sizeHint()
        return hint if self.icon().isNull() or not self.text() else hint + QSize(4, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()  # Qt leaves this to the default button of a dialog
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.ringed:
            return
        kind, painter = str(self.property("kind")), QPainter(self)
        if kind == "link":  # a ring would cut into the words, which begin where the text above them begins
            painter.fillRect(0, self.height() - 3, self.width(), 2, theme().color("accent"))
        elif kind in {"primary", "danger"}:  # a ring of its own colour would not be seen
            paint_ring(painter, self.rect().adjusted(2, 2, -2, -2), 6, _TINTS[kind])
        else:
            paint_ring(painter, self.rect(), 8)


def primary(text: str, icon: str = "") -> Button:
    """The one thing to do on this page."""
    return Button("primary", text, icon)


def secondary(text: str, icon: str = "") -> Button:
    """Another thing to do here."""
    return Button("secondary", text, icon)


def quiet(text: str, icon: str = "") -> Button:
    """A button without a frame, for headers of cards."""
    return Button("quiet", text, icon)


def danger(text: str, icon: str = "") -> Button:
    """For what cannot be undone."""
    return Button("danger", text, icon)


def link(text: str, icon: str = "") -> Button:
    """A link inside a card."""
    return Button("link", text, icon)


def icon_button(icon: str, tip: str, keys: str = "") -> Button:
    """An icon alone; its tip says the verb and, when given, the keys."""
    button = Button("icon", "", icon)
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    button.setToolTip(tr("{verb} ({keys})", verb=tip, keys=native) if native else tip)
    button.setAccessibleName(tip)
    return button
