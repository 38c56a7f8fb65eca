"""What the test means for the deal: is there a champion, is there more than one, and who comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.champion_qualification.remarks import Lead, Remark, remarks, verdict
from app.tools.champion_qualification.rows import Board
from app.ui.theme import space
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.text import Sign, label

MOST_LINES = 5


class SoWhatCard(Card):
    """A verdict, the sentences that follow from it, and whom to look at next."""

    person_wanted = Signal(int)
    roles_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self.verdict = label("", "panel")
        self.add(self.verdict)
        self._column = QVBoxLayout()
        space(self._column, (0, 4, 0, 0), 10)
        self.body.addLayout(self._column)
        self.lines: list[Line] = []
        self._shown: tuple[Remark, ...] = ()

    def show_board(self, board: Board) -> None:
        """Say what follows; sentences that stay the same stay where they are."""
        self.verdict.setText(verdict(board))
        shown = remarks(board)[:MOST_LINES]
        if shown == self._shown:
            return
        self._shown = shown
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [Line(remark) for remark in shown]
        for line in self.lines:
            line.person_wanted.connect(self.person_wanted)
            line.roles_wanted.connect(self.roles_wanted)
            self._column.addWidget(line)


class Line(QWidget):
    """A sentence with its sign, and the link that leads on."""

    person_wanted = Signal(int)
    roles_wanted = Signal(int)

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remark = remark
        row = QHBoxLayout(self)
        space(row, gap=10)
        sign = ("circle-alert", "control") if remark.warning else ("arrow-right", "text-3")
        row.addWidget(Sign(*sign, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        space(column, gap=0)
        column.addWidget(label(remark.text, "body"))
        self.go = link(tr("Open the roles") if remark.lead is Lead.ROLES else tr("Show the worksheet"))
        self.go.setAccessibleDescription(remark.text)
        self.go.clicked.connect(self._go)
        column.addWidget(self.go)
        row.addLayout(column, 1)
        self.go.setVisible(remark.lead is not Lead.NOWHERE)

    def _go(self) -> None:
        told = self.roles_wanted if self._remark.lead is Lead.ROLES else self.person_wanted
        told.emit(self._remark.person)
