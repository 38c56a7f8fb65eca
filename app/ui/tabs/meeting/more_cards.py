"""What is filled in on demand: the solution as the customer sees it, stories told, and what is for us alone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.meeting.rows import MeetingForm, PersonChoice, ToldRow
from app.i18n import tr
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.fold import Fold
from app.ui.widgets.form import Form
from app.ui.widgets.text import label


class ToldWidget(QWidget):
    """A story that was told, and how it was received."""

    received = Signal(int, str)
    dropped = Signal(int)
    finished = Signal()

    def __init__(self, row: ToldRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = row.id
        self.field = TextField(tr("How was it received?"))
        self.field.setAccessibleName(tr("How “{story}” was received", story=row.title))
        self.field.edited.connect(self._tell)
        self.field.finished.connect(self.finished)
        remover = icon_button("x", tr("It was not told"))
        remover.clicked.connect(self._drop)
        line = QHBoxLayout(self)
        space(line, gap=8)
        line.addWidget(label(row.title, "body"), 1)
        line.addWidget(self.field, 1)
        line.addWidget(remover)
        self.show_row(row)

    def show_row(self, row: ToldRow) -> None:
        """Show the row as stored."""
        self.field.set_value(row.received)

    def _tell(self, text: str) -> None:
        self.received.emit(self.row_id, text)

    def _drop(self) -> None:
        self.dropped.emit(self.row_id)


class SolutionCard(Card):
    """Solution vision and proof, closed until there is something in it."""

    vision_set = Signal(str, object)  # text, person
    story_told = Signal(int)
    story_dropped = Signal(int)
    received = Signal(int, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.fold = Fold(tr("Solution and proof"))
        self.add(self.fold)
        form = Form()
        self.vision = TextArea(tr("How do they picture it working, in their words?"), 2)
        self.by = Choice([(None, tr("Nobody said it yet"))])
        self.story = Choice([])
        form.add_wide(tr("The solution as they see it"), self.vision)
        form.add(tr("Said by"), self.by, tr("Without a name it stays our own guess."))
        form.add(tr("Story told"), self.story, tr("Only stories that may be told are offered."))
        self.fold.body.addWidget(form)
        self._list = QVBoxLayout()
        space(self._list, gap=8)
        self.fold.body.addLayout(self._list)
        self.told: dict[int, ToldWidget] = {}
        self._shown = 0
        self.vision.edited.connect(self._tell_vision)
        self.by.chosen.connect(self._tell_vision)
        self.story.chosen.connect(self._tell_story)
        self.vision.finished.connect(self.finished)

    def show_meeting(
        self, meeting: MeetingForm, people: Sequence[PersonChoice], stories: Sequence[tuple[int, str]]
    ) -> None:
        """Show vision and stories as stored."""
        if meeting.id != self._shown:
            self._shown = meeting.id
            self.fold.open(bool(meeting.vision or meeting.told))
        self.by.set_options(
            [(None, tr("Nobody said it yet")), *((one.person_id, one.name) for one in people)]
        )
        self.vision.set_value(meeting.vision)
        self.by.set_value(meeting.vision_by_id)
        told = {row.story_id for row in meeting.told}
        free = [(story_id, title) for story_id, title in stories if story_id not in told]
        self.story.set_options([(0, tr("Choose a story …")), *free])
        self.story.set_value(0)
        wanted = {row.id: row for row in meeting.told}
        for gone in self.told.keys() - wanted.keys():
            widget = self.told.pop(gone)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for row in meeting.told:
            if row.id in self.told:
                self.told[row.id].show_row(row)
            else:
                self._add(row)

    def _add(self, row: ToldRow) -> None:
        widget = ToldWidget(row)
        widget.received.connect(self.received)
        widget.dropped.connect(self.story_dropped)
        widget.finished.connect(self.finished)
        self._list.addWidget(widget)
        self.told[row.id] = widget

    def _tell_vision(self, _: object) -> None:
        by = self.by.value()
        self.vision_set.emit(self.vision.text().strip(), by if isinstance(by, int) else None)

    def _tell_story(self, story_id: object) -> None:
        if isinstance(story_id, int) and story_id:
            self.story_told.emit(story_id)


class OursCard(Card):
    """What we want to ask for, where it was, and notes that no customer ever sees."""

    text_set = Signal(str, str)  # field, text
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.fold = Fold(tr("For us only"))
        self.add(self.fold)
        form = Form()
        self.commitments = TextArea(tr("What should they commit to before the meeting ends?"), 2)
        self.notes = TextArea(tr("Moods, politics, doubts: never in a letter or an export"), 3)
        self.place = TextField(tr("Site, room or call"))
        form.add_wide(tr("Commitments to ask for"), self.commitments)
        form.add_wide(tr("Notes"), self.notes)
        form.add(tr("Place"), self.place)
        self.fold.body.addWidget(form)
        self._shown = 0
        self.commitments.edited.connect(self._tell_commitments)
        self.notes.edited.connect(self._tell_notes)
        self.place.edited.connect(self._tell_place)
        for field in (self.commitments, self.notes, self.place):
            field.finished.connect(self.finished)

    def show_meeting(self, meeting: MeetingForm) -> None:
        """Show what is stored; open where there is something in it, or a meeting to prepare."""
        if meeting.id != self._shown:
            self._shown = meeting.id
            self.fold.open(bool(meeting.notes or meeting.commitments) or meeting.ahead)
        self.commitments.set_value(meeting.commitments)
        self.notes.set_value(meeting.notes)
        self.place.set_value(meeting.place)

    def _tell_commitments(self, text: str) -> None:
        self.text_set.emit("commitments", text)

    def _tell_notes(self, text: str) -> None:
        self.text_set.emit("notes", text)

    def _tell_place(self, text: str) -> None:
        self.text_set.emit("place", text)
