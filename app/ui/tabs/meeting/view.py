"""Meetings on the left, one of them as a form on the right: few fields in sight, the rest on demand."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.meeting.rows import MeetingForm, MeetingItem, MenuItem, PersonChoice
from app.i18n import plural, tr
from app.ui.tabs.meeting.agreed_card import AgreedCard
from app.ui.tabs.meeting.meeting_list import MeetingList
from app.ui.tabs.meeting.more_cards import OursCard, SolutionCard
from app.ui.tabs.meeting.person_card import PersonCard
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import Button, icon_button, link, primary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import DateField, TextField
from app.ui.widgets.flow import Flow
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.text import label

LIST_WIDTH = 232
LONGEST_NAME = 48  # letters on a button; the whole name is its tip
_LIST_FROM = 720  # narrower, and the list goes above the form


class MeetingView(QWidget):
    """Shows rows; tells what the user wants in the words of the trade."""

    picked = Signal(int)
    new_wanted = Signal()
    date_set = Signal(object)
    text_set = Signal(str, str)
    attendance_set = Signal(int, bool)  # stakeholder
    person_wanted = Signal()
    letter_wanted = Signal()
    delete_wanted = Signal()
    card_made = Signal(object)  # PersonCard, to be connected
    finished = Signal()  # the focus has left a field

    def __init__(self, today: Callable[[], date], me: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meetings = MeetingList()
        self.meetings.picked.connect(self.picked)
        self.page = Page(margins=(0, 12, 24, 24))
        row = QHBoxLayout(self)
        space(row, (24, 0, 0, 0), 14)
        row.addWidget(self._side())
        row.addWidget(self.page, 1)
        self._occasion = self._occasion_card()
        self.page.add(self._occasion)
        self._people = QVBoxLayout()
        space(self._people, gap=12)
        people = QWidget()
        people.setLayout(self._people)
        self.page.add(people)
        self.cards: dict[int, PersonCard] = {}
        self.agreed = AgreedCard(today, me)
        self.solution = SolutionCard()
        self.ours = OursCard()
        for card in (self.agreed, self.solution, self.ours):
            self.page.add(card)
            card.finished.connect(self.finished)
        self.agreed.outcome_set.connect(self._tell_outcome)
        self.ours.text_set.connect(self.text_set)

    def _side(self) -> QWidget:
        side = QWidget()
        fix(side, width=LIST_WIDTH)
        column = QVBoxLayout(side)
        space(column, (0, 12, 0, 24), 0)
        card = Card(tr("Meetings"))
        self.adder = icon_button("plus", tr("New meeting"), "Ctrl+N")
        self.adder.clicked.connect(self.new_wanted)
        card.add_tool(self.adder)
        card.add(self.meetings, 1)
        column.addWidget(card, 1)
        return side

    def _occasion_card(self) -> Card:
        card = Card(tr("Meeting"))
        self.letter_button = primary(tr("Draft the letter"), "mail")
        self.letter_button.clicked.connect(self.letter_wanted)
        self.deleter = icon_button("trash-2", tr("Delete this meeting"))
        self.deleter.clicked.connect(self.delete_wanted)
        card.add_tool(self.deleter)
        card.add_tool(self.letter_button)
        form = Form()
        self.held_on = DateField()
        self.purpose = TextField(tr("What was it about?"))
        form.add(tr("Date"), self.held_on)
        form.add(tr("Purpose"), self.purpose)
        card.add(form)
        card.add(label(tr("Who was there"), "field"))
        self.room = Flow()
        space(self.room.layout(), gap=8)  # type: ignore[arg-type]
        card.add(self.room)
        self.lacks = ChipRow()
        self.has_letter = False
        self.lack_texts: tuple[str, ...] = ()
        card.add(self.lacks)
        self.held_on.edited.connect(self.date_set)
        self.purpose.edited.connect(self._tell_purpose)
        for field in (self.held_on, self.purpose):
            field.finished.connect(self.finished)
        self._choices: tuple[tuple[int, str, bool], ...] = ()
        self.attendance: dict[int, Button] = {}
        return card

    def show_meetings(self, items: Sequence[MeetingItem], chosen: int | None) -> None:
        """Show the list with one meeting chosen."""
        self.meetings.show_meetings(items, chosen)

    def show_meeting(
        self,
        meeting: MeetingForm,
        people: Sequence[PersonChoice],
        stories: Sequence[tuple[int, str]],
        *,
        internal: bool = True,
    ) -> None:
        """Show one meeting as it is stored; without `internal`, nothing that is for us alone."""
        self._occasion.set_title(tr("The meeting ahead") if meeting.ahead else tr("The meeting"))
        self.has_letter = meeting.letters > 0
        self.letter_button.setVisible(not meeting.ahead)
        self.letter_button.setText(tr("Open the letter") if meeting.letters else tr("Draft the letter"))
        self.held_on.set_value(meeting.held_on)
        self.purpose.set_value(meeting.purpose)
        there = {row.stakeholder_id for row in meeting.attendees}
        self._show_room(tuple((one.stakeholder_id, one.name, one.stakeholder_id in there) for one in people))
        self._show_lacks(meeting, internal=internal)
        self._show_people(meeting)
        self.agreed.show_meeting(meeting, people)
        self.solution.show_meeting(meeting, people, stories)
        self.ours.show_meeting(meeting)
        self.ours.setVisible(internal)

    def set_menu(self, stakeholder_id: int, items: Sequence[MenuItem]) -> None:
        """Offer challenges for one person."""
        for card in self.cards.values():
            if card.row.stakeholder_id == stakeholder_id:
                card.set_menu(items)

    def show_part(self, part: str) -> None:
        """Bring a part of the form into sight and put the focus there."""
        fields = {
            "next_step": self.agreed.step,
            "outcome": self.agreed.outcome,
            "commitments": self.ours.commitments,
            "notes": self.ours.notes,
            "vision": self.solution.vision,
            "purpose": self.purpose,
        }
        field: QWidget | None = fields.get(part)
        if part == "people":
            field = next((card.goal for card in self.cards.values()), None) or self.room
        if field is None:
            return
        if field in {self.ours.commitments, self.ours.notes}:
            self.ours.fold.open()
        if field is self.solution.vision:
            self.solution.fold.open()
        self.page.ensureWidgetVisible(field, 0, theme().px(80))
        field.setFocus()

    def _show_room(self, choices: tuple[tuple[int, str, bool], ...]) -> None:
        if [choice[:2] for choice in choices] != [choice[:2] for choice in self._choices]:
            self.room.clear()
            self.attendance = {}
            for stakeholder_id, name, _ in choices:
                short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
                button = Button("choice", short.replace("&", "&&"))
                button.setAccessibleName(name)
                button.setToolTip(name if short != name else "")
                button.setCheckable(True)
                button.clicked.connect(self._tell_attendance)
                self.attendance[stakeholder_id] = button
                self.room.add(button)
            other = link(tr("Somebody else"), "plus")
            other.clicked.connect(self.person_wanted)
            self.room.add(other)
        self._choices = choices
        for stakeholder_id, _, there in choices:
            self.attendance[stakeholder_id].setChecked(there)

    def _show_lacks(self, meeting: MeetingForm, *, internal: bool) -> None:
        self.lack_texts = meeting.missing
        chips = tuple(Chip(text, "circle-alert", "look") for text in meeting.missing)
        if not chips and not meeting.ahead and internal:
            chips = (Chip(tr("Complete: put it in writing while it is fresh"), "check", "good"),)
        self.lacks.set_chips(chips)
        self.lacks.setVisible(bool(chips))
        self._occasion.set_note(plural("{n} person", "{n} people", len(meeting.attendees)))

    def _show_people(self, meeting: MeetingForm) -> None:
        wanted = {row.id for row in meeting.attendees}
        for gone in self.cards.keys() - wanted:
            card = self.cards.pop(gone)
            self._people.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row in enumerate(meeting.attendees):
            if row.id in self.cards:
                self.cards[row.id].show_row(row)
            else:
                card = PersonCard(row)
                card.finished.connect(self.finished)
                self._people.insertWidget(place, card)
                self.cards[row.id] = card
                self.card_made.emit(card)

    def _tell_attendance(self, checked: bool) -> None:
        sender = self.sender()
        stakeholder_id = next(key for key, button in self.attendance.items() if button is sender)
        self.attendance_set.emit(stakeholder_id, checked)

    def _tell_purpose(self, text: str) -> None:
        self.text_set.emit("purpose", text)

    def _tell_outcome(self, text: str) -> None:
        self.text_set.emit("outcome", text)
