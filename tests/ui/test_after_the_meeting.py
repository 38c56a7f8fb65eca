"""From the notes of a meeting to the letter as a mail draft, through the real window, every movement counted."""

import email
from email.policy import SMTP
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.accounts import Account
from app.models.actions import Action
from app.models.library import Challenge, StoryChallenge, SuccessStory
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import DecisionRole, EvidenceClass, Permission
from app.paths import content
from app.settings import Settings, save
from app.ui.desk import Desk
from app.ui.tabs.champion_letter.tab import ChampionLetterTab
from app.ui.tabs.meeting.tab import MeetingTab
from app.ui.widgets.field import Field
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.ui.conftest import Opener
from tests.ui.steps import Rep, save_as

MOST = 40  # clicks, keys and fields typed into
PURPOSE = "Stops of the press section"
GOAL, SAID = "No unplanned stops in 2027", "We stood still for nine days and nobody could say why"
KARIS_GOAL = "Be asked before every shutdown"
STOPS = "Unplanned downtime"
REASONS, CONSEQUENCES = "Worn edge areas of the frame", "Orders go to the mill across the river"
VISION = "Spare rolls on site and a press that is monitored"
OUTCOME = "They want to see the press walked by somebody who knows it"
STEP, WHEN = "Walk the press line with our specialist", "3 December"


class Counted(Rep):
    """A rep whose clicks, single keys and fields typed into are counted."""

    def __init__(self, qtbot: QtBot, program: object) -> None:
        super().__init__(qtbot, program)  # type: ignore[arg-type]
        self.clicks = self.keys = 0
        self.typed: list[str] = []

    @property
    def hands(self) -> int:
        return self.clicks + self.keys + len(self.typed)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.clicks += 1
        super().click(widget, at)

    def press(
        self,
        key: Qt.Key,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        window: QWidget | None = None,
    ) -> None:
        self.keys += 1
        super().press(key, keys, window)

    def fill(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.typed.append(text)
        self.type(text)

    def go_on(self, field: Field) -> None:
        """Tab to the next field."""
        self.press(Qt.Key.Key_Tab)
        assert field.editor.hasFocus(), field.accessibleName()

    def enter(self, field: Field, text: str) -> None:
        """Click into a field and type."""
        self.click(field.editor)
        self.fill(text)


def prepare(path: Path, settings: Path) -> None:
    """The deal as it stood before the meeting: two people, a value case, a story, the library."""
    with Workspace(path) as workspace, workspace.edit("Begin") as session:
        account = an_account(session, "Northmill Board")
        session.get_one(Account, account).industry = "board_paper"
        deal = an_opportunity(session, account, "Press section rebuild")
        marja = a_person(session, deal, "Marja Lehtonen", title="Mill manager")
        a_person(session, deal, "Kari Salmi", title="Maintenance manager")
        session.add(StakeholderRole(stakeholder_id=marja, role=DecisionRole.CHAMPION))
        reader = session.get_one(Stakeholder, marja).person_id
        session.get_one(Person, reader).email = "marja@northmill.example"
        session.add(
            SuccessStory(
                key="s", title="A year with fewer stops", customer="Secretmill AB", anonymous_as="a Swedish board mill",
                challenge="Stops took nine days a year", solution="Spare rolls", impact="Stops fell by 62 %",
                permission=Permission.ANONYMOUS,
            )
        )  # fmt: skip
        session.flush()
        stops = session.scalars(select(Challenge.id).where(Challenge.text == STOPS)).first()
        story = session.scalars(select(SuccessStory.id).where(SuccessStory.key == "s")).one()
        session.add(StoryChallenge(story_id=story, challenge_id=stops))
        case = ValueCase(
            opportunity_id=deal,
            title="Press rebuild",
            model=content("value_models/board_machine.toml").read_text(encoding="utf-8"),
        )
        session.add(case)
        session.flush()
        session.add(
            ValueInput(
                case_id=case.id, name="speed_gain", value=57, person_id=reader,
                evidence_class=EvidenceClass.STATED, set_on=TODAY,
            )
        )  # fmt: skip
        save(Settings(me="Sam Seller", last_opportunity=session.get_one(Opportunity, deal).uid), settings)


def test_from_the_notes_to_the_letter_in_under_forty_movements(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(new_path, tmp_path / "settings.toml")
    monkeypatch.setattr(Desk, "ask_save_path", save_as(tmp_path / "letter.eml"))
    rep = Counted(qtbot, open_program(new_path))
    qtbot.waitUntil(lambda: rep.program.window.head._title.text() == "Press section rebuild")

    rep.click(rep.program.window.head.meeting)
    qtbot.waitUntil(lambda: isinstance(rep.page, MeetingTab))
    tab = rep.page
    assert isinstance(tab, MeetingTab)
    rep.click(tab.start.button)
    rep.fill(PURPOSE)
    marja, kari = tab.view.attendance.values()
    rep.click(marja)
    rep.click(kari)
    first, second = tab.view.cards.values()
    rep.enter(first.goal, GOAL)
    rep.go_on(first.words)
    rep.fill(SAID)
    rep.press(Qt.Key.Key_Tab)
    assert first.line.hasFocus()
    rep.fill(STOPS)
    rep.press(Qt.Key.Key_Return)
    (heard,) = first.heard.values()
    rep.click(heard.importance.button(5))
    rep.enter(heard.words.reasons, REASONS)
    rep.go_on(heard.words.consequences)
    rep.fill(CONSEQUENCES)
    rep.enter(second.goal, KARIS_GOAL)
    rep.enter(tab.view.agreed.outcome, OUTCOME)
    rep.go_on(tab.view.agreed.step)
    rep.fill(STEP)
    rep.go_on(tab.view.agreed.when)
    rep.fill(WHEN)
    rep.go_on(tab.view.agreed.theirs)
    rep.press(Qt.Key.Key_Down)
    rep.click(tab.view.solution.fold.button)
    rep.enter(tab.view.solution.vision, VISION)
    rep.go_on(tab.view.solution.by)
    rep.press(Qt.Key.Key_Down)
    rep.go_on(tab.view.solution.story)
    rep.press(Qt.Key.Key_Down)
    rep.click(tab.view.letter_button)

    qtbot.waitUntil(lambda: isinstance(rep.page, ChampionLetterTab))
    letter = rep.page
    assert isinstance(letter, ChampionLetterTab)
    page = letter._page
    assert page is not None
    assert [check.key for check in page.checks if not check.good] == []
    assert page.reader == "Marja Lehtonen"
    rep.click(letter.view.mail)
    print(f"{rep.clicks} clicks, {rep.keys} keys, {len(rep.typed)} fields")  # noqa: T201 - shown with -s
    assert rep.hands < MOST

    mail = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=SMTP)
    body = mail.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert mail["To"] == "Marja Lehtonen <marja@northmill.example>"
    for wanted in (
        "Dear Marja,", GOAL, KARIS_GOAL, SAID, STOPS, REASONS, CONSEQUENCES, VISION, "3,700 kEUR a year",
        "a Swedish board mill", STEP, "3 December 2026", "Sam Seller",
    ):  # fmt: skip
        assert wanted in text
    assert len(rep.typed) == len(set(rep.typed))
    with rep.workspace.read() as session:  # each fact stands once, where it belongs, and in the plan
        assert session.scalars(select(Action.title)).all() == [STEP]
        assert session.scalars(select(Opportunity.solution_vision)).all() == [VISION]
        assert session.scalars(select(Stakeholder.business_goal).order_by(Stakeholder.id)).all() == [
            GOAL,
            KARIS_GOAL,
        ]
