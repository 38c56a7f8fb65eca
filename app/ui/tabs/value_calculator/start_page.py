"""The page before there is a value case: begin with a value model, or with what we promise to people like them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.promising import Fitting
from app.i18n import tr
from app.ui.theme import space
from app.ui.widgets.buttons import link, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page import Page
from app.ui.widgets.text import label


class StartPage(QWidget):
    """The empty state, and below it a row for each value proposition that fits."""

    model_wanted = Signal()
    file_wanted = Signal()
    case_wanted = Signal(int)  # proposition
    menu_wanted = Signal(int, int)  # proposition, stakeholder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Fitting, ...] | None = None
        self.empty = EmptyState(
            "calculator",
            tr("What is the goal worth to them?"),
            tr(
                "Take a value model, move its numbers with the customer, and let them confirm what they know best."
            ),
            tr("Choose a value model"),
            tr("Open a model file"),
            padding=12,
        )
        self.empty.started.connect(self.model_wanted)
        self.empty.second_chosen.connect(self.file_wanted)
        self._card = Card(tr("Or begin with what we promise"))
        self._card.hide()
        self.rows: tuple[PromiseRow, ...] = ()
        page = Page()
        page.add(self.empty, 1)
        page.add(self._card)
        column = QVBoxLayout(self)
        space(column)
        column.addWidget(page)

    def show_promises(self, found: Sequence[Fitting]) -> None:
        """One row for each value proposition; without any only the models are offered."""
        if tuple(found) == self._shown:  # a row that has the keyboard keeps it
            return
        self._shown = tuple(found)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(PromiseRow(one) for one in found)
        for row in self.rows:
            row.case_wanted.connect(self.case_wanted)
            row.menu_wanted.connect(self.menu_wanted)
            self._card.add(row)
        self._card.setVisible(bool(self.rows))


class PromiseRow(QWidget):
    """A value proposition in brief, and the two things that start from it."""

    case_wanted = Signal(int)
    menu_wanted = Signal(int, int)

    def __init__(self, fitting: Fitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = fitting
        promise = fitting.promise
        self.start = secondary(tr("Start a value case"), "calculator")
        self.start.setAccessibleName(tr("Start a value case from “{goal}”", goal=promise.goal))
        self.start.clicked.connect(self._want_case)
        self.ask = link(tr("Start a menu"), "list-checks")
        self.ask.clicked.connect(self._want_menu)
        row = QHBoxLayout(self)
        space(row, (0, 6, 0, 6), 16)
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(label(promise.goal, "strong"))
        words.addWidget(label(_whom(fitting), "meta"))
        words.addWidget(label(_how(fitting), "muted"))
        row.addLayout(words, 1)
        buttons = QVBoxLayout()
        space(buttons, gap=4)
        buttons.addWidget(self.start)
        buttons.addWidget(self.ask)
        buttons.addStretch(1)
        row.addLayout(buttons)
        if fitting.people:
            self.ask.setToolTip(tr("Start a menu with {person}", person=fitting.people[0][1]))
            self.ask.setAccessibleName(self.ask.toolTip())
        else:
            self.ask.hide()

    def _want_case(self) -> None:
        self.case_wanted.emit(self._fitting.promise.id)

    def _want_menu(self) -> None:
        self.menu_wanted.emit(self._fitting.promise.id, self._fitting.people[0][0])


def _whom(fitting: Fitting) -> str:
    """The profile, and who of them is known."""
    names = ", ".join(name for _, name in fitting.people)
    return tr("{profile}: {people}", profile=fitting.profile, people=names) if names else fitting.profile


def _how(fitting: Fitting) -> str:
    """The bundle of benefits, and what it is compared with."""
    promise = fitting.promise
    bundle = " · ".join(promise.benefits)
    than = tr("Compared with: {other}", other=promise.compared_with) if promise.compared_with else ""
    return "\n".join(part for part in (bundle, than) if part)
