"""The page of the closing checklist, driven as a rep drives it before asking for the order; each edit and its undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actions import Action, ChecklistItem
from app.models.opportunities import Evidence, Opportunity, Risk, Stakeholder
from app.models.vocabulary import (
    CUSTOMER,
    ActionPurpose,
    ActionStatus,
    ChecklistKey,
    DecisionRole,
    EvidenceClass,
    RiskType,
)
from app.tools.closing_checklist import actions
from app.tools.closing_checklist.rules import NoteWords, RiskWords
from app.ui.desk import Desk
from app.ui.tabs.closing_checklist.asking import ItemQuestion, NoteQuestion, RiskQuestion
from app.ui.tabs.closing_checklist.tab import ClosingChecklistTab
from app.ui.widgets.field import TypedField
from tests.build import a_person, an_account, an_opportunity

TODAY = date(2026, 11, 22)
BEFORE = date(2026, 11, 10)


class Room:
    """A deal with a decision maker and a step on the price that is done, and the page on it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        with desk.workspace.edit("Begin") as session:
            self.account = an_account(session)
            self.deal = an_opportunity(session, self.account)
            self.empty = an_opportunity(session, self.account, "Another one")
            stakeholder = a_person(session, self.deal, "Marja Lehtonen", [DecisionRole.DECISION_MAKER])
            self.marja = session.get_one(Stakeholder, stakeholder).person_id
            session.add(
                Action(
                    opportunity_id=self.deal,
                    title="Range talked through",
                    purpose=ActionPurpose.PRICING,
                    status=ActionStatus.DONE,
                    done_on=BEFORE,
                    owner="Sam Seller",
                    customer_owner_id=self.marja,
                )
            )
        self.tab = ClosingChecklistTab(desk)
        qtbot.addWidget(self.tab)
        self.tab.resize(1000, 1400)
        self.tab.show()
        self.select(self.deal)
        self.view = self.tab.view
        self.seen: list[Exception] = []
        desk.failed.connect(self.seen.append)

    def select(self, deal: int | None) -> None:
        self.desk.select(self.account, deal)
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def undo(self) -> None:
        self.desk.workspace.undo()
        self.settle()

    def redo(self) -> None:
        self.desk.workspace.redo()
        self.settle()

    def type(self, field: TypedField, text: str) -> None:
        field.setFocus()
        self.qtbot.keyClicks(field.editor, text)
        field.commit()

    def during(self, act: Callable[[QWidget], object]) -> None:
        """Do `act` with the question that opens next."""

        def go() -> None:
            question = QApplication.activeModalWidget()
            assert question is not None
            act(question)

        QTimer.singleShot(0, go)

    def stored(self, read: Callable[[Session], object]) -> object:
        with self.desk.workspace.read() as session:
            return read(session)

    def standing(self, key: str) -> str:
        return next(piece.standing for piece in self.view.chain.pieces() if piece.key == key)


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


def test_an_empty_deal_offers_to_lay_out_the_chain(room: Room) -> None:
    room.select(room.empty)
    assert room.tab.shown_page() is room.tab.start
    room.click(room.tab.start.button)
    assert room.tab.shown_page() is room.view
    assert {piece.standing for piece in room.view.chain.pieces()} == {"missing"}
    assert room.view.so_what.verdict.text() == "Not ready to ask"
    room.select(None)
    assert room.tab.shown_page() is room.tab.nothing


def test_evidence_is_found_in_the_other_tools(room: Room) -> None:
    assert room.tab.shown_page() is room.view
    assert room.view.items.rows["pricing"].state.text() == "In place"
    assert room.view.items.rows["legal"].state.text() == "Open"
    assert room.standing("power") == "wobbles"
    assert room.standing("terms") == "wobbles"
    assert room.view.picked_one() == ("domino", "right_customer")
    wanted: list[tuple[str, str]] = []
    room.desk.tool_wanted.connect(lambda tool, what: wanted.append((tool, what)))
    room.click(room.view.items.rows["pricing"].link)
    assert [tool for tool, _ in wanted] == ["activity_plan"]


def test_dominoes_are_picked_by_mouse_and_by_keyboard(room: Room) -> None:
    chain = room.view.chain
    room.qtbot.mouseClick(chain, Qt.MouseButton.LeftButton, pos=chain.center_of("power").toPoint())
    assert room.view.detail.topic == "power"
    assert room.view.detail.state.text() == "Wobbles"
    chain.setFocus()
    room.qtbot.keyClick(chain, Qt.Key.Key_Right)
    assert room.view.detail.topic == "need"
    room.qtbot.keyClick(chain, Qt.Key.Key_Return)
    assert room.view.detail.add_button.hasFocus()


def test_items_are_picked_by_mouse_and_by_keyboard(room: Room) -> None:
    rows = room.view.items.rows
    room.click(rows["value"].title)
    assert room.view.picked_one() == ("item", "value")
    rows["value"].setFocus()
    room.qtbot.keyClick(rows["value"], Qt.Key.Key_Down)
    assert room.view.picked_one() == ("item", "plan")
    assert rows["plan"].hasFocus()
    assert room.view.chain.picked_key() == ""


def test_a_tick_is_kept_and_shown_as_hope_without_evidence(room: Room) -> None:
    row = room.view.items.rows["value"]
    room.click(row.tick)
    assert row.state.text() == "Ticked by hope"
    assert room.stored(lambda s: s.scalar(select(ChecklistItem.ticked_on))) == TODAY
    room.undo()
    assert not row.tick.value()
    assert room.stored(lambda s: s.scalar(select(ChecklistItem.id))) is None
    row.setFocus()
    room.qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.tick.value()
    room.redo()
    assert room.view.items.rows["value"] is row  # the row keeps its place and its focus


def test_the_person_who_agreed(room: Room) -> None:
    row = room.view.items.rows["pricing"]
    box = row.person.editor
    box.setFocus()
    room.qtbot.keyClick(box, Qt.Key.Key_Down)
    room.settle()
    assert room.stored(lambda s: s.scalar(select(ChecklistItem.agreed_by_id))) == room.marja
    assert row.person.value() == room.marja
    room.undo()
    assert row.person.value() is None


def test_evidence_is_noted_changed_and_taken_away(room: Room) -> None:
    room.click(room.view.items.rows["legal"].title)

    def write(question: QWidget) -> None:
        assert isinstance(question, NoteQuestion)
        room.type(question.text, "Their lawyer has the draft")
        question.evidence_class.button(EvidenceClass.CONFIRMED).click()
        question.accept_button.click()
        assert question.isVisible()  # what is confirmed needs the place where it is written
        assert "written" in question.source.error()
        room.type(question.source, "Mail of 12 November")
        question.accept_button.click()

    room.during(write)
    room.click(room.view.detail.add_button)
    assert room.view.items.rows["legal"].state.text() == "In place"
    assert room.standing("terms") == "stands"
    assert len(room.view.detail.notes) == 1

    def change(question: QWidget) -> None:
        assert isinstance(question, NoteQuestion)
        question.unanswered.click()
        question.accept_button.click()

    room.during(change)
    line = room.view.detail.notes[0]
    room.qtbot.mouseDClick(line, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.view.items.rows["legal"].state.text() == "Open"
    room.undo()
    assert room.view.items.rows["legal"].state.text() == "In place"
    room.view.detail.notes[0].dropped.emit(room.view.detail.notes[0].note_id)
    assert room.stored(lambda s: s.scalar(select(Evidence.id))) is None
    room.undo()
    room.undo()
    assert room.view.items.rows["legal"].state.text() == "Open"
    assert not room.view.detail.notes


def test_thinking_better_of_it_changes_nothing(room: Room) -> None:
    room.during(lambda question: question.close())
    room.tab.new()
    assert room.stored(lambda s: s.scalar(select(Evidence.id))) is None
    assert room.desk.workspace.undo_label == "Begin"


def test_an_item_of_ones_own(room: Room) -> None:
    def write(question: QWidget) -> None:
        assert isinstance(question, ItemQuestion)
        question.accept_button.click()
        assert question.title.error()
        room.type(question.title, "Approval of our board")
        question.accept_button.click()

    room.during(write)
    room.click(room.view.items.add_button)
    (key,) = [key for key in room.view.items.rows if key.startswith("own:")]
    row = room.view.items.rows[key]
    assert row.title.text() == "Approval of our board"
    assert row.more.isVisible()

    def change(question: QWidget) -> None:
        assert isinstance(question, ItemQuestion)
        question.title.set_value("")
        room.type(question.title, "Our board")
        question.accept_button.click()

    room.during(change)
    row.change_wanted.emit(key)
    assert row.title.text() == "Our board"
    row.drop_wanted.emit(key)
    room.settle()
    assert len(room.view.items.rows) == 7
    room.undo()
    assert len(room.view.items.rows) == 8
    for _ in range(2):
        room.undo()
    assert len(room.view.items.rows) == 7


def test_risks(room: Room) -> None:
    def write(question: QWidget) -> None:
        assert isinstance(question, RiskQuestion)
        room.type(question.text, "Nine days are tight")
        question.severity.button(3).click()
        question.accept_button.click()

    room.during(write)
    room.click(room.view.risks.add_button)
    assert room.standing("risks") == "wobbles"

    def answer(question: QWidget) -> None:
        assert isinstance(question, RiskQuestion)
        room.type(question.reply, "A second crane")
        room.type(question.owner, "Mikael Strand")
        question.kind.set_value(RiskType.DELIVERY)
        question.accept_button.click()

    room.during(answer)
    room.qtbot.mouseDClick(room.view.risks.rows[0], Qt.MouseButton.LeftButton)
    room.settle()
    assert room.standing("risks") == "stands"
    stored = room.stored(lambda s: s.execute(select(Risk.kind, Risk.severity, Risk.owner)).one())
    assert tuple(stored) == (RiskType.DELIVERY, 3, "Mikael Strand")  # type: ignore[arg-type]
    room.view.risks.rows[0].dropped.emit(room.view.risks.rows[0].risk_id)
    room.settle()
    assert not room.view.risks.rows
    for _ in range(2):
        room.undo()
    assert room.standing("risks") == "wobbles"
    room.undo()
    assert not room.view.risks.rows


def test_the_acid_test(room: Room) -> None:
    acid = room.view.acid
    room.click(acid.answer.button(False))
    assert "do not ask" in acid.advice.text()
    room.type(acid.reason, "Too dear for what it brings")
    assert (
        room.stored(lambda s: s.get_one(Opportunity, room.deal).acid_test_reason)
        == "Too dear for what it brings"
    )
    room.click(acid.answer.button(True))
    assert room.stored(lambda s: s.get_one(Opportunity, room.deal).acid_test) is True
    room.click(acid.answer.button(True))  # a second click takes the answer back
    assert room.stored(lambda s: s.get_one(Opportunity, room.deal).acid_test) is None
    for _ in range(3):
        room.undo()
    assert acid.answer.value() is False
    assert acid.reason.value() == ""
    room.undo()
    assert acid.answer.value() is None


def test_ready_when_all_is_in_place(room: Room) -> None:
    with room.desk.workspace.edit("All") as session:
        for key in ChecklistKey:
            actions.add_note(
                session, room.deal, key.value, NoteWords("Yes", BEFORE, EvidenceClass.CONFIRMED, "Mail")
            )
        actions.set_acid_test(session, room.deal, True, "It pays")
    room.settle()
    assert room.view.so_what.verdict.text() == "Ready to ask"


def test_the_coach_and_the_search_lead_to_a_part(room: Room) -> None:
    with room.desk.workspace.edit("Risk") as session:
        risk = actions.add_risk(session, room.deal, RiskWords("Late"))
    room.settle()
    room.tab.focus_on("domino:champion")
    assert room.view.picked_one() == ("domino", "champion")
    room.tab.focus_on("item:legal")
    assert room.view.picked_one() == ("item", "legal")
    room.tab.focus_on("note:power")
    assert room.view.detail.topic == "power"
    assert room.view.detail.add_button.hasFocus()
    room.tab.focus_on("risks")
    assert room.view.risks.add_button.hasFocus()
    room.tab.focus_on("acid")
    assert room.view.acid.answer.button(True).hasFocus()
    room.during(lambda question: question.close())
    room.tab.focus_on(f"risk:{risk}")
    room.tab.focus_on("nonsense:9")


def test_a_customer_sees_no_chain_and_no_opinions(room: Room) -> None:
    room.desk.show_to(CUSTOMER)
    room.tab.refresh()
    room.settle()
    view = room.view
    assert not view.chain_card.isVisible()
    assert not view.so_what.isVisible()
    assert not view.acid.isVisible()
    assert not view.detail.add_button.isVisible()
    assert view.items.rows["pricing"].state.text() == "Agreed"
    assert [entry.text for entry in room.tab.exports()] == ["Word, for the customer…", "Copy the checklist"]


def test_exports(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for entry, name in zip(room.tab.exports(), ("us.docx", "chain.svg", "them.docx"), strict=False):
        monkeypatch.setattr(room.desk, "ask_save_path", lambda *_, name=name: tmp_path / name)
        entry.handler()
        assert (tmp_path / name).stat().st_size
    room.tab.exports()[-1].handler()
    mime = QGuiApplication.clipboard().mimeData()
    assert "Pricing" in mime.text()
    assert "<table " in mime.html()
    assert mime.hasFormat("image/svg+xml")
    monkeypatch.setattr(room.desk, "ask_save_path", lambda *_: tmp_path / "no" / "folder.docx")
    room.tab.exports()[0].handler()
    assert "could not be written" in str(room.seen[-1])


def test_it_shows_what_another_page_changed(room: Room) -> None:
    with room.desk.workspace.edit("Legal") as session:
        session.add(
            Action(
                opportunity_id=room.deal,
                title="Contract read",
                purpose=ActionPurpose.LEGAL,
                status=ActionStatus.DONE,
                done_on=BEFORE,
            )
        )
    room.settle()
    assert room.view.items.rows["legal"].state.text() == "In place"
    room.undo()
    assert room.view.items.rows["legal"].state.text() == "Open"
