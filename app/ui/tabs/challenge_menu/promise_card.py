"""What we promise to people of the chosen profile, and the value case that starts from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.challenge_menu.promises import Promise
from app.ui.theme import space
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.page import Row
from app.ui.widgets.text import label


class PromiseCard(Card):
    """The value proposition in its four parts."""

    case_wanted = Signal(int)  # proposition

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What we promise"), parent=parent)
        self._promise: Promise | None = None
        self.start = link(tr("Start a value case from it"), "calculator")
        self.start.clicked.connect(self._want)
        self.add_tool(self.start)
        self.goal = label("", "strong")
        self.bundle = label("", "body")
        self.solution = label("", "body")
        self.than = label("", "body")
        self.add(self.goal)
        parts = (
            (tr("Bundle of benefits"), self.bundle),
            (tr("How"), self.solution),
            (tr("Compared with"), self.than),
        )
        self.add(Row(tuple(_part(heading, text) for heading, text in parts), (1, 1, 1)))

    def show_promise(self, promise: Promise | None, *, can_start: bool) -> None:
        """Show a proposition; without one the card is not there."""
        self._promise = promise
        self.setVisible(promise is not None)
        self.start.setVisible(can_start)
        if promise is not None:
            self.goal.setText(promise.goal)
            self.bundle.setText("\n".join(f"• {text}" for text in promise.benefits))
            self.solution.setText(promise.solution)
            self.than.setText(promise.compared_with)

    def _want(self) -> None:
        if self._promise is not None:
            self.case_wanted.emit(self._promise.id)


def _part(heading: str, text: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    space(column, gap=3)
    column.addWidget(label(heading, "section"))
    column.addWidget(text)
    column.addStretch(1)
    return block
