"""The page of meetings, driven as a rep drives it after a meeting; each edit and its undo."""

from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.across.meeting import actions
from app.models.actions import Action
from app.models.base import Entity
from app.models.library import Challenge, ChallengeHeard, Industry, Profile, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.vocabulary import CUSTOMER, EvidenceClass, HeardStatus, Permission
from app.ui.desk import Desk
from app.ui.tabs.meeting.tab import MeetingTab
from app.ui.widgets.field import TypedField
from tests.build import a_person, an_account, an_opportunity

TODAY = date(2026, 11, 22)


class Room:
    """A deal with two people, and the page on it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        with desk.workspace.edit("Begin") as session:
            account = an_account(session)
            self.deal = an_opportunity(session, account)
            self.marja = a_person(session, self.deal, "Marja Lehtonen", title="Production manager")
            self.kari = a_person(session, self.deal, "Kari Salmi")
            industry = Industry(key="board_paper", name="Board")
            session.add(industry)
            session.flush()
            profile = Profile(
                industry_id=industry.id, key="pm", name="Production manager", titles="production"
            )
            session.add(profile)
            session.flush()
            session.add(Challenge(key="stops", profile_id=profile.id, text="Unplanned downtime"))
            session.add(SuccessStory(key="s", title="Fewer stops", permission=Permission.NAMED))
        self.tab = MeetingTab(desk)
        qtbot.addWidget(self.tab)
        self.tab.resize(1000, 900)
        self.tab.show()
        desk.select(account, self.deal)
        qtbot.waitUntil(lambda: self.tab.shown_page() is self.tab.start)

    def begin(self) -> None:
        self.click(self.tab.start.button)

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, field: TypedField, text: str) -> None:
        field.setFocus()
        self.qtbot.keyClicks(field.editor, text)
        field.commit()

    def undo(self) -> None:
        self.desk.workspace.undo()
        QApplication.processEvents()


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


def count(session: Session, kind: type[Entity]) -> int:
    return session.scalar(select(func.count(kind.id))) or 0


def test_the_empty_page_starts_a_meeting_of_today(room: Room) -> None:
    room.begin()
    assert room.tab.shown_page() is room.tab.view
    assert room.tab.view.held_on.value() == TODAY
    room.undo()
    assert room.tab.shown_page() is room.tab.start


def test_without_an_opportunity_it_says_so(room: Room) -> None:
    room.desk.select(None, None)
    QApplication.processEvents()
    assert room.tab.shown_page() is room.tab.nothing
    room.tab.new()
    with room.desk.workspace.read() as session:
        assert count(session, Meeting) == 0


def test_a_person_in_the_room_by_one_click(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    assert [card.row.name for card in room.tab.view.cards.values()] == ["Marja Lehtonen"]
    room.undo()
    assert not room.tab.view.cards
    assert not room.tab.view.attendance[room.marja].isChecked()
    room.desk.workspace.redo()
    QApplication.processEvents()
    room.click(room.tab.view.attendance[room.marja])
    with room.desk.workspace.read() as session:
        assert count(session, Attendee) == 0


def test_what_a_person_said_goes_where_it_belongs(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    room.type(card.goal, "No stops")
    room.type(card.words, "We stood still")
    with room.desk.workspace.read() as session:
        person = session.get_one(Stakeholder, room.marja)
        assert (person.business_goal, person.goal_class) == ("No stops", EvidenceClass.STATED)
        assert session.scalars(select(Attendee)).one().said == "We stood still"
    room.undo()
    assert card.words.value() == ""
    assert card.goal.value() == "No stops"
    room.undo()
    assert card.goal.value() == ""


def test_typing_in_one_field_is_one_step_until_the_focus_leaves(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    room.type(card.goal, "No ")
    room.type(card.goal, "stops")
    assert card.goal.value() == "No stops"
    card.words.setFocus()
    room.undo()
    assert card.goal.value() == ""
    assert [one.row.name for one in room.tab.view.cards.values()] == ["Marja Lehtonen"]


def test_a_challenge_is_picked_by_keyboard_rated_and_explained(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    card.line.setFocus()
    room.qtbot.keyClicks(card.line, "unplanned downtime")
    room.qtbot.keyClick(card.line, Qt.Key.Key_Return)
    (heard,) = card.heard.values()
    assert card.line.text() == ""
    room.click(heard.importance.button(5))
    following = heard.remover.nextInFocusChain()
    while following is not None and not following.focusPolicy() & Qt.FocusPolicy.TabFocus:
        following = following.nextInFocusChain()
    assert following is heard.words.own_words.editor  # though it was made last of all
    room.type(heard.words.reasons, "Worn edges")
    with room.desk.workspace.read() as session:
        row = session.scalars(select(ChallengeHeard)).one()
        assert (row.status, row.importance, row.reasons) == (HeardStatus.IMPORTANT, 5, "Worn edges")
        assert count(session, Challenge) == 1
    room.undo()
    room.undo()
    assert heard.importance.value() is None
    room.undo()
    assert not card.heard


def test_an_entry_of_the_menu_is_taken_alone(room: Room) -> None:
    with room.desk.workspace.edit("Another one") as session:
        known = session.scalars(select(Challenge)).one()
        session.add(Challenge(key="wear", profile_id=known.profile_id, text="Unplanned wear"))
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    with room.qtbot.waitActive(card.window()):
        card.window().activateWindow()
    card.line.setFocus()
    room.qtbot.keyClicks(card.line, "unpl")
    menu = card.line.completer().popup()
    assert menu is not None
    room.qtbot.waitUntil(menu.isVisible)
    room.qtbot.keyClick(menu, Qt.Key.Key_Down)
    room.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert len(card.heard) == 1
    room.qtbot.waitUntil(lambda: card.line.text() == "")


def test_a_challenge_nobody_knew_is_written_anew(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.kari])
    (card,) = room.tab.view.cards.values()
    room.qtbot.keyClicks(card.line, "Nobody answers at night")
    room.qtbot.keyClick(card.line, Qt.Key.Key_Return)
    (heard,) = card.heard.values()
    with room.desk.workspace.read() as session:
        assert count(session, Challenge) == 2
    room.click(heard.remover)
    assert not card.heard
    room.undo()
    assert len(card.heard) == 1


def test_a_challenge_of_an_earlier_meeting_waits_in_a_fold_and_can_be_heard_again(room: Room) -> None:
    room.begin()
    with room.desk.workspace.edit("Earlier") as session:
        earlier = actions.new_meeting(session, room.deal, date(2026, 10, 1))
        actions.hear_new_challenge(session, earlier, room.marja, "Old trouble")
    QApplication.processEvents()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    room.qtbot.waitUntil(card.earlier.isVisible)
    assert not card.heard
    room.click(card.earlier.button)
    (heard,) = card.heard.values()
    room.click(heard.importance.button(3))
    assert card.row.heard[0].here
    assert not card.earlier.isVisible()


def test_the_next_step_joins_the_plan(room: Room) -> None:
    room.begin()
    agreed = room.tab.view.agreed
    room.type(agreed.step, "Walk the press")
    room.type(agreed.when, "3 December")
    agreed.theirs.setFocus()
    room.qtbot.keyClick(agreed.theirs.editor, Qt.Key.Key_Down)
    room.qtbot.keyClick(agreed.theirs.editor, Qt.Key.Key_Down)
    with room.desk.workspace.read() as session:
        action = session.scalars(select(Action)).one()
        person = session.get_one(Stakeholder, room.marja).person_id
        assert (action.title, action.ends_on, action.owner) == (
            "Walk the press",
            date(2026, 12, 3),
            "Sam Seller",
        )
        assert session.get_one(Opportunity, room.deal).next_action_id == action.id
        assert action.customer_owner_id in {person, session.get_one(Stakeholder, room.kari).person_id}
    while room.desk.workspace.undo_label == "Set the next step":
        room.undo()
    with room.desk.workspace.read() as session:
        assert count(session, Action) == 0


def test_words_that_are_no_time_are_said_below_the_field(room: Room) -> None:
    room.begin()
    room.type(room.tab.view.agreed.step, "Walk the press")
    room.type(room.tab.view.agreed.when, "when it rains")
    assert "is not understood as a time" in room.tab.view.agreed.when.error()
    with room.desk.workspace.read() as session:
        assert session.scalars(select(Action)).one().when_words == ""


def test_vision_story_and_notes(room: Room) -> None:
    room.begin()
    view = room.tab.view
    room.click(view.solution.fold.button)
    room.click(view.ours.fold.button)
    room.type(view.solution.vision, "Spare rolls on site")
    view.solution.story.setFocus()
    room.qtbot.keyClick(view.solution.story.editor, Qt.Key.Key_Down)
    (told,) = view.solution.told.values()
    room.type(told.field, "Wanted to visit")
    room.type(view.ours.notes, "He is worried")
    with room.desk.workspace.read() as session:
        assert session.get_one(Opportunity, room.deal).solution_vision == "Spare rolls on site"
        assert session.scalars(select(Meeting)).one().notes == "He is worried"
    room.undo()
    assert view.ours.notes.value() == ""
    room.undo()
    room.undo()
    assert not view.solution.told
    room.undo()
    assert view.solution.vision.value() == ""


def test_what_is_missing_is_said_until_it_is_there(room: Room) -> None:
    room.begin()
    view = room.tab.view
    assert "Agree one next step." in view.lack_texts
    room.type(view.agreed.step, "Walk the press")
    assert "Agree one next step." not in view.lack_texts
    assert "Give the next step a date." in view.lack_texts


def test_the_letter_is_one_click_away(room: Room) -> None:
    room.begin()
    with room.qtbot.waitSignal(room.desk.tool_wanted) as told:
        room.click(room.tab.view.letter_button)
    assert told.args == ["champion_letter", f"draft:{room.tab.chosen}"]


def test_the_list_moves_between_meetings_by_keyboard(room: Room) -> None:
    room.begin()
    room.type(room.tab.view.purpose, "First")
    room.tab.new()
    room.type(room.tab.view.purpose, "Second")
    meetings = room.tab.view.meetings
    meetings.setFocus()
    room.qtbot.keyClick(meetings, Qt.Key.Key_Down)
    assert room.tab.view.purpose.value() == "First"
    room.click(room.tab.view.deleter)
    assert room.tab.view.purpose.value() == "Second"
    room.undo()
    assert [item.purpose for item in meetings.rows.items] == ["Second", "First"]


def test_it_opens_where_the_coach_points(room: Room) -> None:
    room.begin()
    chosen = room.tab.chosen
    room.tab.focus_on(f"{chosen}:notes")
    assert room.tab.view.ours.fold.is_open()
    assert room.tab.view.ours.notes.editor.hasFocus()
    room.tab.focus_on("nonsense")
    room.tab.focus_on("99999:next_step")
    assert room.tab.chosen == chosen


def test_a_customer_sees_nothing_of_ours(room: Room) -> None:
    room.begin()
    room.click(room.tab.view.ours.fold.button)
    room.type(room.tab.view.ours.notes, "He is worried")
    room.desk.show_to(CUSTOMER)
    room.tab.refresh()
    assert not room.tab.view.ours.isVisible()
    assert room.tab.view.ours.notes.text() == ""


def test_the_minutes_hold_what_both_sides_may_read(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.begin()
    room.click(room.tab.view.attendance[room.marja])
    (card,) = room.tab.view.cards.values()
    room.type(card.goal, "No stops")
    room.qtbot.keyClicks(card.line, "Nobody answers at night")
    room.qtbot.keyClick(card.line, Qt.Key.Key_Return)
    room.type(room.tab.view.agreed.step, "Walk the press")
    room.type(room.tab.view.ours.notes, "He is worried")
    path = tmp_path / "minutes.docx"
    monkeypatch.setattr(room.desk, "ask_save_path", lambda *_: path)
    for export in room.tab.exports():
        export.handler()
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    copied = QGuiApplication.clipboard().text()
    for words in ("Marja Lehtonen", "No stops", "Nobody answers at night", "Walk the press"):
        assert words in text
        assert words in copied
    assert "worried" not in text + copied
