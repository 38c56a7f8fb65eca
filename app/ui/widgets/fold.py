"""A part of the form that stays out of the way until it is wanted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.theme import space
from app.ui.widgets.buttons import Button


class Fold(QWidget):
    """A line that opens and closes what lies below it; `.body` takes the content."""

    turned = Signal(bool)  # by the user
    opening = Signal()  # what is made late is made now

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button("fold", text, "chevron-right")
        self.button.setAccessibleName(text)
        self.button.clicked.connect(self._turn)
        self._opened = False
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        space(self.body, (0, 4, 0, 4), 10)
        self.content.hide()
        column = QVBoxLayout(self)
        space(column, gap=2)
        column.addWidget(self.button)
        column.addWidget(self.content)

    def set_text(self, text: str) -> None:
        """Change the line."""
        self.button.setText(text)
        self.button.setAccessibleName(text)

    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._opened

    def open(self, opened: bool = True) -> None:
        """Open or close."""
        if opened:
            self.opening.emit()
        self._opened = opened
        self.button.setAccessibleDescription(tr("Open") if opened else tr("Closed"))
        self.button.set_icon("chevron-down" if opened else "chevron-right")
        self.content.setVisible(opened)

    def _turn(self) -> None:
        self.open(not self._opened)
        self.turned.emit(self._opened)
