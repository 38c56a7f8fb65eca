"""The page of meetings, bound to what a meeting leaves behind."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.across.meeting import actions, choices, export, queries
from app.across.meeting.rows import MeetingForm
from app.i18n import tr
from app.models.vocabulary import Audience
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.meeting.person_card import PersonCard
from app.ui.tabs.meeting.view import MeetingView
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.fields import TextField


class MeetingTab(Tab):
    """What was said, by whom, and what was agreed."""

    name = "meeting"
    group = Group.CONTROL
    icon = "calendar-days"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Meetings")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.chosen: int | None = None  # meeting
        self._deal: int | None = None
        self.view = MeetingView(desk.today, desk.settings.me, self)
        self.nothing = EmptyState(
            "calendar-days",
            tr("No opportunity is selected"),
            tr("Choose one on the left to see its meetings."),
        )
        self.start = EmptyState(
            "calendar-days",
            tr("What did they say last time?"),
            tr(
                "Write it down while you are still in the car: who was there, what they said, what comes next."
            ),
            tr("Write down a meeting"),
        )
        self.start.started.connect(self.new)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.picked.connect(self._choose)
        view.new_wanted.connect(self.new)
        view.date_set.connect(self._set_date)
        view.text_set.connect(self._set_text)
        view.attendance_set.connect(self._set_attendance)
        view.person_wanted.connect(self._ask_person)
        view.letter_wanted.connect(self._draft_letter)
        view.delete_wanted.connect(self._delete)
        view.finished.connect(self.desk.workspace.seal)
        view.card_made.connect(self._connect_card)
        view.agreed.step_set.connect(self._set_step)
        view.solution.vision_set.connect(self._set_vision)
        view.solution.story_told.connect(self._tell_story)
        view.solution.story_dropped.connect(self._untell_story)
        view.solution.received.connect(self._set_received)

    def _connect_card(self, card: PersonCard) -> None:
        card.said.connect(self._set_said)
        card.goal_set.connect(self._set_goal)
        card.menu_wanted.connect(self._offer_menu)
        card.challenge_picked.connect(self._hear)
        card.challenge_written.connect(self._hear_new)
        card.importance_set.connect(self._set_importance)
        card.heard_text_set.connect(self._set_heard_text)
        card.unheard.connect(self._unhear)

    def refresh(self) -> None:
        """Read the selected opportunity's meetings and show the chosen one, or the latest."""
        deal = self.desk.selection.opportunity_id
        if deal != self._deal:
            self._deal, self.chosen = deal, None
        if deal is None:
            self.show_page(self.nothing)
            return
        today = self.desk.today()
        with self.desk.workspace.read() as session:
            items = queries.meetings(session, deal, today)
            if self.chosen not in {item.id for item in items}:
                self.chosen = next(
                    (item.id for item in items if not item.ahead), items[0].id if items else None
                )
            if self.chosen is None:
                self.show_page(self.start)
                return
            meeting = queries.meeting(session, self.chosen, today, self.desk.audience)
            people = choices.people(session, deal)
            stories = choices.stories(session, deal)
        self.view.show_meetings(items, self.chosen)
        internal = self.desk.audience is Audience.INTERNAL
        self.view.show_meeting(meeting, people, stories, internal=internal)
        self.show_page(self.view)

    def exports(self) -> tuple[Export, ...]:
        """The minutes, as both sides may read them."""
        if self.chosen is None:
            return ()
        return (
            Export(tr("Minutes as Word file (.docx)"), "file-text", self._save_minutes),
            Export(tr("Copy the minutes"), "copy", self._copy_minutes),
        )

    def focus_on(self, what: str) -> None:
        """“new”, or the id of a meeting, with a part: “12:next_step”, “12:people”, “12:commitments”."""
        ref, _, part = what.partition(":")
        if ref == "new":
            self.new()
            return
        self.refresh()
        if ref.isdigit():
            self._choose(int(ref))
        if part and self.shown_page() is self.view:
            self.view.show_part(part)

    def new(self) -> None:
        """Ctrl+N: write down a meeting, dated today."""
        deal = self.desk.selection.opportunity_id
        if deal is None:
            return
        with self.desk.reporting(), self.edit(tr("New meeting")) as session:
            self.chosen = actions.new_meeting(session, deal, self.desk.today())
        self.refresh()
        self.view.show_part("purpose")

    def _choose(self, meeting_id: int) -> None:
        self.desk.workspace.seal()
        self.chosen = meeting_id
        self.refresh()

    def _do(self, label: str, work: Callable[[Any], object], merge: str = "") -> None:
        """One edit of the chosen meeting; a sentence is shown when it cannot be taken."""
        if self.chosen is None:
            return
        key = f"meeting:{self.chosen}:{merge}" if merge else None
        with self.desk.reporting(), self.edit(label, merge=key) as session:
            work(session)
        self.refresh()

    def _meeting(self) -> int:
        assert self.chosen is not None  # the form is only shown with a meeting in it
        return self.chosen

    # The occasion

    def _set_date(self, day: Any) -> None:
        self._do(tr("Change the date of a meeting"), lambda s: actions.set_date(s, self._meeting(), day))

    def _set_text(self, field: str, text: str) -> None:
        labels = {
            "purpose": tr("Change the purpose"),
            "outcome": tr("Change the outcome"),
            "commitments": tr("Change what to ask for"),
            "notes": tr("Change the notes"),
            "place": tr("Change the place"),
        }
        self._do(labels[field], lambda s: actions.set_text(s, self._meeting(), field, text), field)

    def _set_attendance(self, stakeholder_id: int, there: bool) -> None:
        if there:
            self._do(
                tr("Somebody was there"), lambda s: actions.add_attendee(s, self._meeting(), stakeholder_id)
            )
            return
        attendee = next(
            (key for key, card in self.view.cards.items() if card.row.stakeholder_id == stakeholder_id), None
        )
        if attendee is not None:
            self._do(tr("Somebody was not there"), lambda s: actions.remove_attendee(s, attendee))

    def _ask_person(self) -> None:
        ask = Ask(self, tr("Who else was there?"), tr("Add"))
        name = ask.row(tr("Name"), TextField(), required=True)
        title = ask.row(tr("Title"), TextField(tr("Such as mill manager")))
        if ask.run():
            self._do(
                tr("Add a person"),
                lambda s: actions.add_new_person(s, self._meeting(), name.value(), title.value()),
            )

    def _delete(self) -> None:
        self._do(tr("Delete a meeting"), lambda s: actions.delete_meeting(s, self._meeting()))
        self.desk.say(tr("The meeting is deleted; Undo brings it back."))

    def _draft_letter(self) -> None:
        what = "meeting" if self.view.has_letter else "draft"
        self.desk.open_tool("champion_letter", f"{what}:{self._meeting()}")

    def _minutes(self) -> MeetingForm:
        with self.desk.read_for(Audience.CUSTOMER) as session:
            return queries.meeting(session, self._meeting(), self.desk.today(), Audience.CUSTOMER)

    def _save_minutes(self) -> None:
        minutes = self._minutes()
        name = export.file_name(minutes, "docx")
        write = partial(export.write_docx, minutes, author=self.desk.settings.me)
        self.desk.save_as(self, tr("Save the minutes"), name, tr("Word file (*.docx)"), write)

    def _copy_minutes(self) -> None:
        QGuiApplication.clipboard().setText(export.as_text(self._minutes()))
        self.desk.say(tr("The minutes are copied."))

    # What people said

    def _set_said(self, attendee_id: int, text: str) -> None:
        self._do(
            tr("Keep a sentence"), lambda s: actions.set_said(s, attendee_id, text), f"said:{attendee_id}"
        )

    def _set_goal(self, stakeholder_id: int, text: str) -> None:
        self._do(
            tr("Set a goal"),
            lambda s: actions.set_goal(s, self._meeting(), stakeholder_id, text),
            f"goal:{stakeholder_id}",
        )

    def _offer_menu(self, stakeholder_id: int) -> None:
        with self.desk.workspace.read() as session:
            items = choices.menu(session, stakeholder_id)
        self.view.set_menu(stakeholder_id, items)

    def _hear(self, stakeholder_id: int, challenge_id: int) -> None:
        self._do(
            tr("Add a challenge"),
            lambda s: actions.hear_challenge(s, self._meeting(), stakeholder_id, challenge_id),
        )

    def _hear_new(self, stakeholder_id: int, text: str) -> None:
        self._do(
            tr("Add a challenge"),
            lambda s: actions.hear_new_challenge(s, self._meeting(), stakeholder_id, text),
        )

    def _set_importance(self, heard_id: int, importance: Any) -> None:
        self._do(
            tr("Rate a challenge"),
            lambda s: actions.set_importance(s, heard_id, importance, self._meeting()),
        )

    def _set_heard_text(self, heard_id: int, field: str, text: str) -> None:
        labels = {
            "own_words": tr("Keep their words"),
            "reasons": tr("Set reasons"),
            "consequences": tr("Set consequences"),
        }
        self._do(
            labels[field], lambda s: actions.set_heard_text(s, heard_id, field, text), f"{field}:{heard_id}"
        )

    def _unhear(self, heard_id: int) -> None:
        self._do(tr("Take out a challenge"), lambda s: actions.unhear(s, heard_id))

    # What came of it

    def _set_step(self, title: str, when: str, ours: str, theirs: Any) -> None:
        self._do(
            tr("Set the next step"),
            lambda s: actions.set_next_step(s, self._meeting(), title, when, ours, theirs, self.desk.today()),
            "step",
        )

    def _set_vision(self, text: str, person_id: Any) -> None:
        self._do(
            tr("Set the solution vision"),
            lambda s: actions.set_vision(s, self._meeting(), text, person_id),
            "vision",
        )

    def _tell_story(self, story_id: int) -> None:
        self._do(tr("Tell a story"), lambda s: actions.tell_story(s, self._meeting(), story_id))

    def _untell_story(self, told_id: int) -> None:
        self._do(tr("Take out a story"), lambda s: actions.untell_story(s, told_id))

    def _set_received(self, told_id: int, text: str) -> None:
        self._do(
            tr("Say how a story was received"),
            lambda s: actions.set_received(s, told_id, text),
            f"received:{told_id}",
        )
