"""The navigator when there is no room for it: one button that brings it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.shell.bar import Surface
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button


class NavigatorRail(Surface):
    """A strip of 48 px."""

    expanded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", parent)
        column = QVBoxLayout(self)
        space(column, (8, 12, 9, 8))
        button = icon_button("panel-left-open", tr("Show accounts and deals"), "Ctrl+B")
        button.clicked.connect(self.expanded)
        self.setFocusProxy(button)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
