"""The challenges that no story answers: where the next one should come from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.tools.success_stories.rows import Unproved
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label


class UnprovedCard(Card):
    """Return, a double click or the button begins a story for the picked challenge."""

    add_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Challenges without a story"), parent=parent)
        self.add_button = quiet(tr("Write its story"), "plus")
        self.add_button.clicked.connect(self._want)
        self.add_tool(self.add_button)
        self.table = RowTable(
            (
                Column(tr("Challenge"), _text, key="challenge", minimum=190),
                Column(tr("Important to"), _whom, key="whom", width=122, sort=lambda row: row.importance),
                Column(tr("Heard"), _heard, key="heard", width=84, sort=lambda row: row.heard),
            ),
            row_height=48,
            visible_rows=6,
        )
        self.table.setAccessibleName(tr("Challenges without a story"))
        self.table.opened.connect(self.add_wanted)
        self.nothing = label(tr("Whatever is named here has a story."), "muted")
        self.add(self.table)
        self.add(self.nothing)

    def show_unproved(self, rows: Sequence[Unproved]) -> None:
        """Show what was named here first, then what the industry names most often."""
        here = sum(bool(row.person) for row in rows)
        self.set_note(plural("{n} named here", "{n} named here", here) if here else "")
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.add_button.setVisible(bool(rows))

    def _want(self) -> None:
        rows = self.table.rows()
        picked = self.table.picked_id()
        if rows:
            self.add_wanted.emit(picked if picked is not None else rows[0].id)


def _text(row: Unproved) -> str:
    return f"{row.text}\n{row.profile}"


def _whom(row: Unproved) -> str:
    if not row.person:
        return ""
    return f"{row.person}\n{tr('{n} of 5', n=row.importance) if row.importance else tr('recognised')}"


def _heard(row: Unproved) -> str:
    return plural("{n} person", "{n} people", row.heard)
