"""What we promise to people of the chosen profile, and the menu and the value case that start from it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.challenge_menu.promises import Promise
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.card import Card
from app.ui.widgets.page import Row
from app.ui.widgets.text import label


class PromiseCard(Card):
    """The value proposition in its four parts."""

    case_wanted = Signal(int)  # proposition
    menu_wanted = Signal(int)  # proposition
    edit_wanted = Signal(object)  # the promise; None for a new one
    retire_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What we promise"), parent=parent)
        self._promise: Promise | None = None
        self._promises: tuple[Promise, ...] = ()
        self._asked = ""
        self.next = link("", "chevron-right")
        self.next.clicked.connect(self._turn)
        self.add_tool(self.next)
        self.edit = icon_button("square-pen", tr("Edit what we promise"))
        self.edit.clicked.connect(self._edit)
        self.retire = icon_button("archive", tr("Promise it no more"))
        self.retire.clicked.connect(self._retire)
        self.new = icon_button("plus", tr("Write another promise"))
        self.new.clicked.connect(self._new)
        self.ask = link("", "list-checks")
        self.ask.clicked.connect(self._want_menu)
        self.start = link(tr("Start a value case"), "calculator")
        self.start.clicked.connect(self._want)
        self.add_tool(self.ask)
        self.add_tool(self.start)
        for button in (self.edit, self.retire, self.new):
            self.add_tool(button)
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
        self._parts = Row(tuple(_part(heading, text) for heading, text in parts), (1, 1, 1))
        self.add(self._parts)

    def show_promises(
        self, promises: Sequence[Promise], *, asked: str, can_start: bool, can_edit: bool
    ) -> None:
        """Show the propositions one by one; without any the card is there only for whoever may write one.

        A menu may be started with the one who is `asked`, when that is somebody.
        """
        self._asked = asked
        self._promises = tuple(promises)
        shown = self._promise.id if self._promise else None
        first = next(iter(promises), None)
        self._promise = promise = next((one for one in promises if one.id == shown), first)
        self.setVisible(promise is not None or can_edit)
        self.start.setVisible(can_start and promise is not None)
        self.ask.setVisible(can_start and promise is not None and bool(asked))
        self.ask.setText(tr("Start a menu with {person}", person=asked))
        self.new.setVisible(can_edit)
        for widget in (self.edit, self.retire):
            widget.setVisible(can_edit and promise is not None)
        self._parts.setVisible(promise is not None)
        self.next.setVisible(len(promises) > 1)
        if promise is None:
            self.goal.setText(
                tr("Nothing is promised to this profile yet. Write down the goal that they have.")
            )
        else:
            place = self._promises.index(promise) + 1
            self.next.setText(tr("{n} of {all}", n=place, all=len(promises)))
            self.goal.setText(promise.goal)
            self.bundle.setText("\n".join(f"• {text}" for text in promise.benefits))
            self.solution.setText(promise.solution)
            self.than.setText(promise.compared_with)

    def _turn(self) -> None:
        """The next proposition of the profile, after the last one the first."""
        if self._promise is not None:
            place = (self._promises.index(self._promise) + 1) % len(self._promises)
            editing, starting = not self.edit.isHidden(), not self.start.isHidden()
            self._promise = self._promises[place]
            self.show_promises(self._promises, asked=self._asked, can_start=starting, can_edit=editing)

    def _edit(self) -> None:
        if self._promise is not None:
            self.edit_wanted.emit(self._promise)

    def _retire(self) -> None:
        if self._promise is not None:
            self.retire_wanted.emit(self._promise)

    def _new(self) -> None:
        self.edit_wanted.emit(None)

    def _want(self) -> None:
        if self._promise is not None:
            self.case_wanted.emit(self._promise.id)

    def _want_menu(self) -> None:
        if self._promise is not None:
            self.menu_wanted.emit(self._promise.id)


def _part(heading: str, text: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    space(column, gap=3)
    column.addWidget(label(heading, "section"))
    column.addWidget(text)
    column.addStretch(1)
    return block
