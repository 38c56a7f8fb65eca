"""The picked story: to be read, and to be written in the same place."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.success_stories.export import place
from app.tools.success_stories.rows import Shelf, StoryRow
from app.ui.tabs.success_stories.editor import Editor
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.text import label

_PERMISSION_ICONS = {"named": "circle-check", "anonymous": "eye-off", "internal": "lock"}


class StoryCard(Card):
    """Shows one story; `editor` is in its place while it is written."""

    told_wanted = Signal(int)
    retire_wanted = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._story: StoryRow | None = None
        self._internal = True
        self._editing = False
        self.tell = quiet(tr("I told it"), "megaphone")
        self.change = icon_button("pencil", tr("Write on it"))
        self.ready = quiet(tr("Done"), "check")
        self.retire = icon_button("trash-2", tr("Take it off the shelf"))
        self.tell.clicked.connect(self._want_told)
        self.change.clicked.connect(self.edit)
        self.ready.clicked.connect(self.close_editor)
        self.retire.clicked.connect(self._want_retired)
        for tool in (self.tell, self.change, self.ready, self.retire):
            self.add_tool(tool)
        self._reading: QWidget | None = None
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        space(self._column)
        self.add(self._place)
        self.editor = Editor()
        self.editor.hide()
        self.add(self.editor)
        self.body.addStretch(1)

    def show_story(self, story: StoryRow | None, shelf: Shelf, *, internal: bool) -> None:
        """Show a story; another one than before is shown to be read."""
        if story is None or self._story is None or story.id != self._story.id or not internal:
            self._editing = False
        self.editor.show_story(story, shelf)
        same = (story, internal) == (self._story, self._internal) and self._reading is not None
        self._story, self._internal = story, internal
        self.set_title(story.title if story else tr("One story at a time"))
        if not same:
            self._read()
        self._settle()

    def edit(self) -> None:
        """Open the fields."""
        if self._story is not None and self._internal:
            self._editing = True
            self._settle()
            self.editor.begin()

    def close_editor(self) -> None:
        """Back to reading."""
        self.editor.send_pending()
        self._editing = False
        self._settle()
        self.closed.emit()

    @property
    def editing(self) -> bool:
        """Whether the story is being written."""
        return self._editing

    def _settle(self) -> None:
        there = self._story is not None and self._internal
        self._place.setVisible(not self._editing)
        self.editor.setVisible(self._editing)
        self.tell.setVisible(there and not self._editing)
        self.change.setVisible(there and not self._editing)
        self.ready.setVisible(self._editing)
        self.retire.setVisible(there)

    def _read(self) -> None:
        if self._reading is not None:
            self._column.removeWidget(self._reading)
            self._reading.hide()
            self._reading.deleteLater()
        self._reading = _reading(self._story, internal=self._internal)
        self._column.addWidget(self._reading)

    def _want_told(self) -> None:
        if self._story is not None:
            self.told_wanted.emit(self._story.id)

    def _want_retired(self) -> None:
        if self._story is not None:
            self.retire_wanted.emit(self._story.id)


def _reading(story: StoryRow | None, *, internal: bool) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    space(column, gap=14)
    if story is None:
        column.addWidget(label(tr("Choose a story on the left."), "muted"))
        return made
    column.addWidget(label(place(story), "muted"))
    column.addWidget(ChipRow(_chips(story, internal=internal)))
    words = story.words
    for heading, text, role in (
        (tr("Challenge"), words.challenge, "body"),
        (tr("What was done"), words.solution, "body"),
        (tr("What came of it"), words.impact, "strong"),
    ):
        if text.strip():
            column.addWidget(_block(heading, text, role))
    if internal:
        for gap in story.gaps:
            column.addWidget(label(gap.sentence, "look"))
    if story.answers:
        block = QWidget()
        inner = QVBoxLayout(block)
        space(inner, gap=6)
        inner.addWidget(label(tr("Answers"), "section"))
        inner.addWidget(ChipRow(tuple(Chip(answer.text) for answer in story.answers)))
        column.addWidget(block)
    return made


def _chips(story: StoryRow, *, internal: bool) -> tuple[Chip, ...]:
    chips = [Chip(part) for part in (story.profile_name, story.words.business_line) if part]
    if internal:
        permission = story.permission
        tone: Any = {"named": "good", "anonymous": "neutral", "internal": "look"}[permission.value]
        chips.insert(0, Chip(permission.label, _PERMISSION_ICONS[permission.value], tone))
        if story.told:
            chips.append(Chip(plural("Told {n} time", "Told {n} times", len(story.told)), "megaphone"))
    if story.sample:
        chips.append(Chip(tr("Sample"), "flask-conical", "look"))
    return tuple(chips)


def _block(heading: str, text: str, role: Any) -> QWidget:
    block = QWidget()
    row = QHBoxLayout(block)
    space(row)
    column = QVBoxLayout()
    space(column, gap=3)
    column.addWidget(label(heading, "section"))
    column.addWidget(label(text, role))
    row.addLayout(column)
    return block
