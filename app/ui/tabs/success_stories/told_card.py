"""Where the picked story was told and how it was received."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.method.figures import day_text
from app.models.vocabulary import Reception
from app.tools.success_stories.rows import StoryRow, Told
from app.ui.theme import space
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label


class ToldCard(Card):
    """Return or a double click opens a telling, Del takes it back."""

    told_wanted = Signal()
    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where it was told"), parent=parent)
        self.add_button = quiet(tr("I told it"), "megaphone")
        self.add_button.clicked.connect(self.told_wanted)
        self.add_tool(self.add_button)
        self.table = RowTable(
            (
                Column(
                    tr("When"), lambda told: day_text(told.on), key="on", width=84, sort=lambda told: told.on
                ),
                Column(tr("To whom"), _whom, key="whom", minimum=110),
                Column(tr("Received"), _received, key="received", minimum=120, tip=_received),
            ),
            row_height=48,
            visible_rows=5,
        )
        self.table.setAccessibleName(tr("Where the story was told"))
        self.table.opened.connect(self.opened)
        self.table.delete_wanted.connect(self.dropped)
        self.nothing = QWidget()
        row = QHBoxLayout(self.nothing)
        space(row)
        row.addWidget(label(tr("Nobody has heard it yet."), "muted"))
        self.add(self.table)
        self.add(self.nothing)
        self.body.addStretch(1)

    def show_story(self, story: StoryRow | None, *, can_tell: bool) -> None:
        """Show the tellings of a story, those of this opportunity first."""
        told = sorted(story.told, key=lambda one: not one.here) if story is not None else []
        self.table.set_rows(told)
        self.table.setVisible(bool(told))
        self.nothing.setVisible(not told)
        self.add_button.setVisible(story is not None and can_tell)


def _whom(told: Told) -> str:
    where = told.opportunity if told.here else f"{told.account}, {told.opportunity}"
    return f"{told.person or tr('Nobody named')}\n{where}"


def _received(told: Told) -> str:
    word = told.reception.label if isinstance(told.reception, Reception) else ""
    if word and told.received:
        return f"{word}\n{told.received}"
    return word or told.received or tr("Not written down")
