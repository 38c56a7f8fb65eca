"""All candidates side by side, the nearest to a champion first; or the same as a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Criterion
from app.tools.champion_qualification.rows import Board, Candidate
from app.tools.champion_qualification.rules import answer_word, short_status
from app.ui.tabs.champion_qualification.words import column_of
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label
from app.ui.widgets.verdict_board import VerdictBoard


def candidate_columns() -> tuple[Column[Candidate], ...]:
    """The board in words: one line a person."""
    return (
        Column(
            tr("Person"), lambda row: f"{row.name}\n{row.title}" if row.title else row.name,
            minimum=180, delegate="person", sort=lambda row: row.name.casefold(),
        ),
        *(_criterion_column(criterion) for criterion in Criterion),
        Column(
            tr("Champion"), lambda row: short_status(row.sheet), width=130,
            sort=lambda row: len(row.sheet.unmet),
        ),
    )  # fmt: skip


def _criterion_column(criterion: Criterion) -> Column[Candidate]:
    def text(row: Candidate) -> str:
        return answer_word(row.sheet.check(criterion).verdict)

    return Column(criterion.label, text, width=112, sort=text)


class BoardCard(Card):
    """Tells which person is picked, and which cell is to be answered."""

    picked = Signal(int)
    opened = Signal(int, object)  # stakeholder, Criterion

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who sells for you when you have left?"), parent=parent)
        self.board = VerdictBoard([criterion.label for criterion in Criterion])
        self.grid = self.board.grid
        self.grid.setAccessibleName(tr("Champion test of everybody in this decision"))
        self.table = RowTable(candidate_columns(), visible_rows=6)
        self.table.setAccessibleName(tr("Champion test as a table"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.board)
        self.stack.addWidget(self.table)
        self.copy_button = icon_button("copy", tr("Copy the picture"), "Ctrl+C")
        self.as_table = icon_button("table-2", tr("Show as table"))
        self.as_table.setCheckable(True)
        self.add_tool(self.copy_button)
        self.add_tool(self.as_table)
        self.hint = label("", "meta")
        self.add(self.stack)
        self.add(self.hint)
        self.as_table.toggled.connect(self.show_table)
        self.grid.picked.connect(self.picked)
        self.grid.opened.connect(self._open)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self._open_row)

    def show_board(self, board: Board, picked: int | None) -> None:
        """Show everybody, with one of them picked."""
        self.grid.set_columns([column_of(one, board) for one in board.candidates])
        self.table.set_rows(board.candidates)
        if picked is not None:
            self.grid.pick(picked)
            self.table.pick(picked)
        people = len(board.candidates)
        self.set_note(
            plural("{done} of {n} qualified", "{done} of {n} qualified", people, done=len(board.qualified))
        )
        words = [
            tr("The nearest to a champion stands first. The outlined cell is the weakest link; it decides.")
        ]
        if board.placeholders:
            words.append(
                plural(
                    "{n} post without a name is left out.",
                    "{n} posts without a name are left out.",
                    board.placeholders,
                )
            )
        self.hint.setText(" ".join(words))

    def show_table(self, on: bool) -> None:
        """The same in words, or the picture again."""
        self.as_table.setChecked(on)
        self.stack.setCurrentWidget(self.table if on else self.board)

    def _open(self, stakeholder_id: int, row: int) -> None:
        self.opened.emit(stakeholder_id, list(Criterion)[row])

    def _open_row(self, stakeholder_id: int) -> None:
        self.picked.emit(stakeholder_id)
