"""The top bar: the program's menu, undo and redo, the one search field."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from app.i18n import tr
from app.models.vocabulary import TEAM, Audience, Onlooker
from app.ui import icons
from app.ui.shell.bar import Surface
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.chip import Chip, Tone, paint_chip
from app.ui.widgets.focus import paint_ring


class TopBar(Surface):
    """What is at hand on every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent)
        fix(self, height=56)
        self.brand = Brand()
        self.undo = icon_button("undo-2", tr("Undo"), "Ctrl+Z")
        self.redo = icon_button("redo-2", tr("Redo"), "Ctrl+Shift+Z")
        self.search = SearchField()
        row = QHBoxLayout(self)
        space(row, (12, 0, 16, 0), 4)
        left = QWidget()
        left_row = QHBoxLayout(left)
        space(left_row, gap=4)
        for widget in (self.brand, self.undo, self.redo):
            left_row.addWidget(widget)
        left_row.addStretch(1)
        right = QWidget()
        right_row = QHBoxLayout(right)
        space(right_row, gap=6)
        right_row.addStretch(1)
        self.names, self.view = ViewChip(), ViewChip()
        for chip in (self.names, self.view):
            right_row.addWidget(chip)
        self.names.hide()
        self.show_onlooker(TEAM)
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(left, 1)
        row.addWidget(self.search)
        row.addWidget(right, 1)
        for button in (self.undo, self.redo):
            button.setEnabled(False)

    def allow_work(self, working: bool) -> None:
        """Without a workspace there is nothing to search and nobody to show it to."""
        self.search.setEnabled(working)
        self.view.setVisible(working)

    def show_onlooker(self, onlooker: Onlooker) -> None:
        """Say who looks on, and whether people keep their names."""
        if onlooker.audience is Audience.CUSTOMER:
            self.view.show_view(
                tr("Customer view: opinions hidden"), "eye-off", "good", tr("Back to our view (F8)")
            )
        else:
            self.view.show_view(
                tr("Team view"), "eye", "neutral", tr("Show only what the customer may see (F8)")
            )
        self.names.show_view(tr("Names hidden"), "venetian-mask", "good", tr("Show people's names (F9)"))
        self.names.setVisible(onlooker.names_hidden)

    def bind(self, button: Button, action: QAction) -> None:
        """Let a button stand for an action: its words, its being possible, its doing."""
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _mirror(action, button))
        _mirror(action, button)


def _mirror(action: QAction, button: Button) -> None:
    button.setEnabled(action.isEnabled())
    keys = action.shortcut().toString()
    button.setToolTip(tr("{verb} ({keys})", verb=action.text(), keys=keys) if keys else action.text())
    button.setAccessibleName(action.text())


class ViewChip(Button):
    """A chip that says which view is on; a click changes it."""

    def __init__(self) -> None:
        super().__init__("quiet", "")
        self._look: tuple[str, str, Tone] = ("", "", "neutral")

    def show_view(self, text: str, icon: str, tone: Tone, tip: str) -> None:
        """Other words, and what a click will do."""
        self._look = (text, icon, tone)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words on the chip."""
        return self._look[0]

    def sizeHint(self) -> QSize:
        return Chip(*self._look).sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), *self._look)
        if self.ringed:
            paint_ring(painter, self.rect(), 6)


class Brand(Button):
    """The logo and the name; a click opens the menu with every command."""

    def __init__(self) -> None:
        super().__init__("quiet", "")
        self.setAccessibleName(tr("Dealwright menu"))
        self.setToolTip(tr("All commands (Alt)"))
        fix(self, width=148, height=40)

    def set_menu(self, menu: QMenu) -> None:
        """What the click opens."""
        self.setMenu(menu)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("sunken"))
            painter.drawRoundedRect(self.rect(), style.px(8), style.px(8))
        side = style.px(22)
        self._paint_logo(painter, QRectF(style.px(6), (self.height() - side) / 2, side, side))
        painter.setPen(style.color("text"))
        painter.setFont(style.font("panel", 650))
        room = self.rect().adjusted(style.px(40), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "Dealwright")
        if self.ringed:
            paint_ring(painter, self.rect(), 8)

    @staticmethod
    def _paint_logo(painter: QPainter, room: QRectF) -> None:
        """Four rounded squares in the colours of the four groups."""
        style = theme()
        side, gap = room.width() * 0.45, room.width() * 0.1
        painter.setPen(Qt.PenStyle.NoPen)
        for number, group in enumerate(("relationship", "value", "control", "manage")):
            painter.setBrush(style.color(group))
            column, line = number % 2, number // 2
            square = QRectF(room.left() + column * (side + gap), room.top() + line * (side + gap), side, side)
            painter.drawRoundedRect(square, side / 4, side / 4)


class SearchField(QLineEdit):
    """Finds people, accounts, opportunities, tools and commands; the arrows walk the list below it."""

    walked = Signal(int)  # +1 down, -1 up
    taken = Signal()  # Return
    left = Signal()  # Esc

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setPlaceholderText(tr("Search people, deals and tools, or run a command"))
        self.setAccessibleName(tr("Search or run a command"))
        self.setMaximumWidth(theme().px(440))
        self.setMinimumWidth(theme().px(220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(440), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.px(16)
        middle = (self.height() - side) // 2
        icons.paint(painter, QRect(style.px(10), middle, side, side), "search", "text-3")
        if self.text() or self.hasFocus():
            return
        painter.setFont(style.font("meta", 500))
        words = "Ctrl K"
        width = painter.fontMetrics().horizontalAdvance(words) + style.px(14)
        box = QRect(self.width() - width - style.px(7), style.px(7), width, self.height() - 2 * style.px(7))
        painter.setPen(style.color("line"))
        painter.setBrush(style.color("surface"))
        painter.drawRoundedRect(box, style.px(5), style.px(5))
        painter.setPen(style.color("text-2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.walked.emit(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
