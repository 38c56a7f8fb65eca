"""What would make the picked person a champion: one column a criterion, and moves that become our own actions."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.champion_qualification.rows import Candidate
from app.tools.champion_qualification.rules import Step
from app.ui.tabs.champion_qualification.words import need_word
from app.ui.theme import space
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import label


class StepsCard(Card):
    """Tells the move that is to be planned."""

    planned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.settled = label("", "body")
        self.add(self.settled)
        self._columns = QHBoxLayout()
        space(self._columns, gap=24)
        self.body.addLayout(self._columns)
        self.moves: list[Move] = []
        self._shown: tuple[object, ...] = ()

    def show_steps(self, one: Candidate, steps: tuple[Step, ...]) -> None:
        """Show what is missing of one person, the weakest link first."""
        self.set_title(
            tr("What would make {name} a champion", name=one.name)
            if not one.sheet.qualified
            else tr("What keeps {name} a champion", name=one.name)
        )
        planned = dict(move for step in steps for move in step.moves)
        shown = (
            one.name,
            *(replace(step, moves=tuple((text, False) for text, _ in step.moves)) for step in steps),
        )
        if shown == self._shown:  # what has the focus keeps it
            for move in self.moves:
                move.show_planned(planned[move.text])
            return
        self._shown = shown
        self.settled.setText(
            tr(
                "All four hold, and none of it is old. Ask {name} for a small favour every few weeks:"
                " whether it is done tells more than any rating.",
                name=one.name,
            )
        )
        self.settled.setVisible(not steps)
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.moves = []
        for step in steps:
            self._columns.addWidget(self._column(step), 1)

    def _column(self, step: Step) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        space(column, gap=6)
        head = QHBoxLayout()
        space(head, gap=8)
        word, tone = need_word(step.need)
        head.addWidget(label(step.criterion.label, "section"))
        head.addWidget(Chip(word, tone=tone))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(label(step.why, "muted"))
        for text, planned in step.moves:
            move = Move(text)
            move.show_planned(planned)
            move.planned.connect(self.planned)
            self.moves.append(move)
            column.addWidget(move)
        column.addStretch(1)
        return holder


class Move(QWidget):
    """Something to do, and the link that puts it into the plan; what is planned says so."""

    planned = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        column = QVBoxLayout(self)
        space(column, (0, 2, 0, 2), 0)
        column.addWidget(label(text, "body"))
        self.plan = link(tr("Add to the plan"))
        self.plan.setAccessibleName(tr("Add to the plan: {move}", move=text))
        self.plan.clicked.connect(self._plan)
        self.known = label(tr("In the plan"), "meta")
        column.addWidget(self.plan)
        column.addWidget(self.known)

    def show_planned(self, planned: bool) -> None:
        """Say whether it is in the plan already."""
        self.plan.setVisible(not planned)
        self.known.setVisible(planned)

    def _plan(self) -> None:
        self.planned.emit(self.text)
