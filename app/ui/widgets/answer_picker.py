"""One of a few sentences as the answer to a question, or none while nobody knows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import space
from app.ui.widgets.buttons import Button
from app.ui.widgets.flow import Flow


class AnswerPicker(Flow):
    """Options are (key, sentence) and wrap where there is no room; a second press makes it open again."""

    chosen = Signal(str)  # the key, or empty

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space(self._flow, gap=6)
        self.buttons: dict[str, Button] = {}
        self._value = ""
        for key, sentence in options:
            button = Button("choice", sentence)
            button.setCheckable(True)
            button.clicked.connect(self._press)
            self.buttons[key] = button
            self.add(button)

    def value(self) -> str:
        """The key of the chosen sentence; empty while nobody knows."""
        return self._value

    def set_value(self, key: str) -> None:
        """Show an answer; never told as an edit."""
        self._value = key if key in self.buttons else ""
        for name, button in self.buttons.items():
            button.setChecked(name == self._value)

    def setAccessibleName(self, name: str) -> None:
        """Each button is read with the question."""
        super().setAccessibleName(name)
        for button in self.buttons.values():
            button.setAccessibleName(f"{name} {button.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self) -> None:
        sender = self.sender()
        key = next(key for key, button in self.buttons.items() if button is sender)
        self.set_value("" if key == self._value else key)
        self.chosen.emit(self._value)
