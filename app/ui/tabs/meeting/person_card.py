"""One person in the room: the goal, a sentence worth keeping, and the challenges that were talked about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.meeting.rows import AttendeeRow, HeardRow, MenuItem
from app.i18n import plural, tr
from app.ui.tabs.meeting.challenge_line import ChallengeLine
from app.ui.tabs.meeting.heard_row import HeardWidget
from app.ui.theme import space
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.card import Card
from app.ui.widgets.fields import TextArea
from app.ui.widgets.focus import tab_after
from app.ui.widgets.fold import Fold
from app.ui.widgets.form import Form
from app.ui.widgets.text import Elided, label


class PersonCard(Card):
    """Everything told carries the id of the row that it is about."""

    said = Signal(int, str)  # attendee
    goal_set = Signal(int, str)  # stakeholder
    menu_wanted = Signal(int)  # stakeholder
    challenge_picked = Signal(int, int)  # stakeholder, challenge
    challenge_written = Signal(int, str)
    importance_set = Signal(int, object)  # challenge heard
    heard_text_set = Signal(int, str, str)
    unheard = Signal(int)
    finished = Signal()

    def __init__(self, row: AttendeeRow, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.row = row
        self.setAccessibleName(row.name)
        head = QHBoxLayout()
        space(head, gap=10)
        head.addWidget(Avatar(row.name))
        names = QVBoxLayout()
        space(names, gap=0)
        names.addWidget(Elided(row.name, "strong"))
        if row.title:
            names.addWidget(Elided(row.title, "meta"))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        form = Form()
        self.goal = TextArea(tr("What do they want to reach, and by when?"), 2)
        self.words = TextArea(tr("Word for word"), 2)
        form.add(tr("Goal, in their words"), self.goal)
        form.add(tr("A sentence worth keeping"), self.words)
        self.add(form)
        self.add(label(tr("Challenges they spoke of"), "field"))
        self._list = QVBoxLayout()
        space(self._list, gap=10)
        self.body.addLayout(self._list)
        self.earlier = Fold("")
        self.earlier.turned.connect(self._show_earlier)
        self.add(self.earlier)
        self.heard: dict[int, HeardWidget] = {}
        self.line = ChallengeLine()
        self.add(self.line)
        self.goal.edited.connect(self._tell_goal)
        self.words.edited.connect(self._tell_words)
        self.line.wanted.connect(self._want_menu)
        self.line.picked.connect(self._pick)
        self.line.written.connect(self._write)
        for field in (self.goal, self.words):
            field.finished.connect(self.finished)
        self.show_row(row)

    def show_row(self, row: AttendeeRow) -> None:
        """Show the person as stored; challenges come and go without disturbing what is being typed."""
        if [heard.challenge_id for heard in row.heard] != [heard.challenge_id for heard in self.row.heard]:
            self.line.forget_menu()
        self.row = row
        self.goal.set_value(row.goal)
        self.words.set_value(row.said)
        wanted = {heard.id: heard for heard in row.heard}
        for gone in self.heard.keys() - wanted.keys():
            widget = self.heard.pop(gone)
            widget.hide()
            widget.deleteLater()
        self._fill(self._list, [heard for heard in row.heard if heard.here])
        before = [heard for heard in row.heard if not heard.here]
        self._show_earlier(self.earlier.is_open())
        self.earlier.setVisible(bool(before))
        self.earlier.set_text(
            plural("{n} challenge from earlier meetings", "{n} challenges from earlier meetings", len(before))
        )

    def _show_earlier(self, opened: bool) -> None:
        """What was said in earlier meetings is laid out when somebody looks at it."""
        if opened:
            self._fill(self.earlier.body, [heard for heard in self.row.heard if not heard.here])
            tab_after(self.earlier.button, self.earlier.content)

    def _fill(self, layout: QVBoxLayout, rows: Sequence[HeardRow]) -> None:
        for place, heard in enumerate(rows):
            widget = self.heard.get(heard.id)
            if widget is None:
                widget = self._new(heard)
            else:
                widget.show_row(heard)
            if layout.indexOf(widget) != place:
                layout.insertWidget(place, widget)
                widget.show()

    def set_menu(self, items: Sequence[MenuItem]) -> None:
        """Offer these challenges in the line."""
        self.line.set_menu(items, frozenset(heard.challenge_id for heard in self.row.heard))

    def _new(self, row: HeardRow) -> HeardWidget:
        widget = HeardWidget(row)
        widget.importance_set.connect(self.importance_set)
        widget.text_set.connect(self.heard_text_set)
        widget.dropped.connect(self.unheard)
        widget.finished.connect(self.finished)
        self.heard[row.id] = widget
        return widget

    def _tell_goal(self, text: str) -> None:
        self.goal_set.emit(self.row.stakeholder_id, text)

    def _tell_words(self, text: str) -> None:
        self.said.emit(self.row.id, text)

    def _want_menu(self) -> None:
        self.menu_wanted.emit(self.row.stakeholder_id)

    def _pick(self, challenge_id: int) -> None:
        self.challenge_picked.emit(self.row.stakeholder_id, challenge_id)

    def _write(self, text: str) -> None:
        self.challenge_written.emit(self.row.stakeholder_id, text)
