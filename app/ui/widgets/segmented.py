"""A few values side by side, one of them chosen, or none while it is unknown."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.snug import Snug


class Segmented(Snug, QWidget):
    """Options are (value, text); with `clearable` a second click on the chosen one makes it unknown again."""

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self._value: object = None
        self._buttons: dict[object, Button] = {}
        self._name = ""
        row = QHBoxLayout(self)
        space(row, (2, 2, 2, 2), 2)
        for value, text in options:
            button = Button("segment", text)
            button.setCheckable(True)
            button.setAccessibleName(text)
            button.clicked.connect(self._click)
            self._buttons[value] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._settle()

    def value(self) -> object:
        """The chosen value; None is unknown."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a value, or None for unknown; never told as an edit."""
        self._value = value if value in self._buttons else None
        self._settle()

    def set_tip(self, value: object, tip: str) -> None:
        """Say what one of the values means."""
        self._buttons[value].setToolTip(tip)

    def button(self, value: object) -> Button:
        """The button of one value."""
        return self._buttons[value]

    def set_error(self, text: str) -> None:
        """What is wrong, as the tip."""
        self.setToolTip(text)

    def setAccessibleName(self, name: str) -> None:
        """Each button is read with the name of the question."""
        super().setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((index for index, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), style.px(8), style.px(8))

    def _click(self) -> None:
        sender = self.sender()
        value = next(value for value, button in self._buttons.items() if button is sender)
        if value == self._value and not self._clearable:
            self._settle()
            return
        self._value = None if value == self._value else value
        self._settle()
        self.chosen.emit(self._value)

    def _settle(self) -> None:
        for value, button in self._buttons.items():
            button.setChecked(value == self._value and self._value is not None)
