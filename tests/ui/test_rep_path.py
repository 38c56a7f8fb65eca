"""A rep's path through the real window, from an empty workspace to a letter in hand, and all the way back."""

from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.across.home import queries as home
from app.method.spoken_dates import Window
from app.models.vocabulary import DecisionRole, EvidenceClass, HeardStatus, Receptivity
from app.tools.activity_plan import queries as plans
from app.tools.activity_plan.rules import Step
from app.tools.challenge_menu import queries as challenges
from app.tools.champion_letter import queries as letters
from app.tools.key_persons import queries as persons
from app.tools.key_persons.rows import PersonFacts
from app.tools.value_calculator import queries as values
from app.tools.value_calculator.queries import Case
from app.ui.desk import Desk
from app.ui.dialogs.ask_person import PersonQuestion
from app.ui.dialogs.base import Ask
from app.ui.tabs.activity_plan.tab import ActivityPlanTab
from app.ui.tabs.challenge_menu.menu_paint import PIPS
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.ui.tabs.champion_letter.tab import ChampionLetterTab
from app.ui.tabs.key_persons.tab import KeyPersonsTab
from app.ui.tabs.value_calculator.tab import ValueCalculatorTab
from app.ui.widgets.field import TypedField
from app.ui.widgets.fields import Choice
from tests.build import TODAY
from tests.test_journal import dump
from tests.ui.answer import choose
from tests.ui.conftest import Opener
from tests.ui.steps import CTRL, SHIFT, Rep, save_as
from tests.ui.test_main_window import titles

ACCOUNT, DEAL = "Fjordpapir AS", "Press section upgrade"
KARI, MARJA, ELINA = "Kari Salmi", "Marja Lehtonen", "Elina Vuori"
PEOPLE = (
    (KARI, "Maintenance manager", DecisionRole.CHAMPION),
    (MARJA, "Mill manager", DecisionRole.DECISION_MAKER),
    (ELINA, "CFO", DecisionRole.FINANCIAL_APPROVER),
)
GOAL = "No unplanned stop of the press in 2027"
VISIT = "Walk the press line together"
STEPS = 19  # that the path takes, each of them one undo step


def add_account(rep: Rep) -> None:
    def fill(ask: Ask) -> None:
        name = ask.findChildren(TypedField)[0]
        rep.write(name, ACCOUNT)
        rep.choose(ask.findChildren(Choice)[0], "Board and paper mills")

    rep.answer(fill)
    rep.click(rep.program.window.nothing.button)
    rep.qtbot.waitUntil(lambda: titles(rep.program) == [ACCOUNT])
    rep.made("Add account")
    with rep.workspace.read() as session:
        form = home.account_form(session, 1)
    assert (form.name, form.industry) == (ACCOUNT, "board_paper")


def add_opportunity(rep: Rep) -> None:
    def fill(ask: Ask) -> None:
        title, value = ask.findChildren(TypedField)[:2]
        rep.write(title, DEAL)
        rep.write(value, "4m")

    rep.answer(fill)
    rep.press(Qt.Key.Key_N, CTRL | SHIFT)
    rep.qtbot.waitUntil(lambda: titles(rep.program) == [ACCOUNT, DEAL])
    rep.made("Add opportunity")
    with rep.workspace.read() as session:
        form = home.opportunity_form(session, 1)
    assert (form.title, form.value_minor) == (DEAL, 400_000_000)
    assert rep.program.window.head._title.text() == DEAL


def person(rep: Rep, stakeholder: int) -> PersonFacts:
    with rep.workspace.read() as session:
        found = persons.person_facts(session, stakeholder, TODAY)
    assert found is not None
    return found


def name_people(rep: Rep) -> None:
    tab = rep.open_tool("key_persons")
    assert isinstance(tab, KeyPersonsTab)
    for name, title, role in PEOPLE:

        def fill(ask: Ask, name: str = name, title: str = title, role: DecisionRole = role) -> None:
            assert isinstance(ask, PersonQuestion)
            assert ask.name.editor.hasFocus()
            rep.type(name, ask)
            rep.write(ask.title, title)
            rep.click(ask.roles.buttons[role])

        rep.answer(fill)
        if name == KARI:
            rep.click(tab.start.button)
        else:
            rep.press(Qt.Key.Key_N, CTRL)
        rep.made(f"Add {name}")
    with rep.workspace.read() as session:
        found = persons.people(session, 1)
    assert found is not None
    assert {(row.name, row.title, row.roles) for row in found.people} == {
        (name, title, (role,)) for name, title, role in PEOPLE
    }


def mark_receptivity(rep: Rep) -> None:
    """From the tray into the plane, by hand; then the goal in the person's own words."""
    tab = rep.page
    assert isinstance(tab, KeyPersonsTab)
    rep.activate()
    matrix = tab.view.plane.matrix
    rep.see(matrix)
    rep.drag(matrix, matrix.token_center("2").toPoint(), matrix.point_at(2.0, 8.0).toPoint())
    rep.made(f"Move {MARJA} on the plane")
    row = person(rep, 2).row
    assert row.wished == pytest.approx(8.0, abs=0.1)
    assert row.perceived == pytest.approx(2.0, abs=0.1)
    assert row.mode is Receptivity.TROUBLE
    goal = tab.view.form.goal
    rep.write(goal.fields["business_goal"], GOAL)
    rep.made("Set business goal")
    rep.choose(goal.evidence_class, EvidenceClass.STATED.label)
    rep.made("Say how the goal is known")
    assert (person(rep, 2).business_goal, person(rep, 2).goal_class) == (GOAL, EvidenceClass.STATED)


def mark_challenges(rep: Rep) -> list[str]:
    """One with the mouse, one with a key; the texts of both."""
    tab = rep.open_tool("challenge_menu")
    assert isinstance(tab, ChallengeMenuTab)
    rep.choose(tab.view.person, MARJA)
    menu = tab.view.list
    first, second = menu.rows()[:2]
    rep.click(menu.viewport(), menu.spot(first.id, PIPS[4]))
    rep.made(f"Mark “{first.text}”")
    rep.press(Qt.Key.Key_Down)
    rep.press(Qt.Key.Key_4)
    rep.made(f"Mark “{second.text}”")
    with rep.workspace.read() as session:
        setting = challenges.setting(session, 1, 1)
        rows = challenges.menu(session, setting.fitting_profile(2), 2)
    assert [(row.text, row.status, row.importance) for row in rows if row.status is not None] == [
        (first.text, HeardStatus.IMPORTANT, 5),
        (second.text, HeardStatus.IMPORTANT, 4),
    ]
    return [first.text, second.text]


def case(rep: Rep) -> Case:
    with rep.workspace.read() as session:
        (found,) = values.cases(session, 1)
    return found


def yearly(tab: ValueCalculatorTab) -> str:
    return next(one.value for one in tab.view.strip.figures() if one.title == "Benefit a year")


def change_value(rep: Rep) -> str:
    """The board machine case with less speed than the model assumes; what it is worth a year."""
    tab = rep.open_tool("value_calculator")
    assert isinstance(tab, ValueCalculatorTab)

    def fill(ask: Ask) -> None:
        rep.choose(ask.findChildren(Choice)[0], "Board machine")

    rep.answer(fill)
    rep.click(tab.start.empty.button)
    rep.made("Begin value case")
    rep.activate()
    assert yearly(tab) == "3,700 kEUR"
    slider = tab.view.inputs.row("speed_gain").slider
    end = QPoint(round(slider._x(30)), slider.height() // 2)
    rep.drag(slider, QPoint(round(slider._x(57)), slider.height() // 2), end)
    rep.made("Set Speed gain")
    assert case(rep).sheet().settled.values["speed_gain"] == 30
    assert yearly(tab) == "2,246 kEUR"
    return yearly(tab)


def step(rep: Rep) -> Step:
    with rep.workspace.read() as session:
        found = plans.plan(session, 1)
    assert found is not None
    (one,) = found.steps
    return one


def plan_a_gate(rep: Rep) -> None:
    """A joint action with a day and a person, at which both sides may stop, agreed as the next step."""
    tab = rep.open_tool("activity_plan")
    assert isinstance(tab, ActivityPlanTab)
    rep.click(tab.start.second)
    rep.type(VISIT)
    rep.press(Qt.Key.Key_Tab)
    rep.type("3 December 2026")
    rep.press(Qt.Key.Key_Return)
    rep.made("Add action")
    table = tab.view.steps.table
    rep.click(table.viewport(), table.cell_center(step(rep).id, "gate"))
    rep.made("Set gate")
    rep.choose(tab.view.detail.customer_owner, KARI)
    rep.made("Set the customer's person")
    rep.click(tab.view.next_step.choose)
    rep.made("Agree next step")
    found = step(rep)
    assert (found.title, found.gate, found.customer_owner) == (VISIT, True, KARI)
    assert found.days == Window(date(2026, 12, 3), date(2026, 12, 3))
    with rep.workspace.read() as session:
        agreed = plans.plan(session, 1)
    assert agreed is not None
    assert agreed.next_action_id == found.id


def export_letter(rep: Rep) -> None:
    """Drafted for the champion, then for Marja instead, signed, and saved from the Export menu."""
    tab = rep.open_tool("champion_letter")
    assert isinstance(tab, ChampionLetterTab)
    rep.click(tab.start.second)
    rep.made("Draft the champion letter")
    assert tab.view.paper.parts["thanks"].toPlainText().startswith("Dear Kari,")
    rep.choose(tab.view.reader, MARJA)
    rep.made("Change the reader")
    rep.write(tab.view.paper.signature, "Sam Seller")
    rep.made("Change who signs")
    with rep.workspace.read() as session:
        found = letters.letter_page(session, tab.letter_id or 0)
    assert (found.reader, found.sender) == (MARJA, "Sam Seller")
    choose(rep.qtbot, "Word file")
    rep.click(rep.program.window.head.export)
    rep.made()


def shows_everything(rep: Rep, heard: list[str], worth: str) -> None:
    """Each page that had a part in it shows its part."""
    assert titles(rep.program) == [ACCOUNT, DEAL]
    assert rep.program.window.head._title.text() == DEAL
    letter = rep.page
    assert isinstance(letter, ChampionLetterTab)
    assert letter.shown_page() is letter.view
    assert letter.view.paper.signature.value() == "Sam Seller"
    people = rep.open_tool("key_persons")
    assert isinstance(people, KeyPersonsTab)
    assert {row.name for row in people.view.people.table.rows()} == {KARI, MARJA, ELINA}
    menu = rep.open_tool("challenge_menu")
    assert isinstance(menu, ChallengeMenuTab)
    assert [row.text for row in menu.view.list.rows() if row.status is not None] == heard
    calculator = rep.open_tool("value_calculator")
    assert isinstance(calculator, ValueCalculatorTab)
    assert yearly(calculator) == worth
    plan = rep.open_tool("activity_plan")
    assert isinstance(plan, ActivityPlanTab)
    assert [(row.title, row.gate) for row in plan.view.steps.table.rows()] == [(VISIT, True)]
    rep.open_tool("champion_letter")


def test_a_rep_goes_from_an_account_to_a_letter_and_back(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = tmp_path / "letter.docx"
    monkeypatch.setattr(Desk, "ask_save_path", save_as(exported))
    program = open_program(new_path)
    rep = Rep(qtbot, program)
    nothing = dump(rep.workspace)
    add_account(rep)
    account_only = dump(rep.workspace)
    add_opportunity(rep)
    name_people(rep)
    mark_receptivity(rep)
    heard = mark_challenges(rep)
    worth = change_value(rep)
    plan_a_gate(rep)
    export_letter(rep)
    assert len(rep.steps) == STEPS
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(exported)).paragraphs)
    for wanted in (ACCOUNT, "Dear Marja,", GOAL, *heard, worth, VISIT, KARI, "3 December 2026", "Sam Seller"):
        assert wanted in text

    end, written = dump(rep.workspace), exported.read_bytes()
    for label in reversed(rep.steps[1:]):
        rep.undo(label)
    assert dump(rep.workspace) == account_only
    assert titles(program) == [ACCOUNT]
    rep.undo("Add account")
    assert rep.workspace.undo_label is None
    assert dump(rep.workspace) == nothing
    qtbot.waitUntil(program.window.nothing.isVisible)
    for label in rep.steps:
        rep.redo(label)
    assert rep.workspace.redo_label is None
    assert dump(rep.workspace) == end
    assert exported.read_bytes() == written
    shows_everything(rep, heard, worth)

    program.window.close()
    again = Rep(qtbot, open_program(new_path))
    assert dump(again.workspace) == end
    shows_everything(again, heard, worth)
