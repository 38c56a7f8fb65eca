"""What we promise to a profile: written, changed, browsed and retired on the menu of challenges, each with its undo."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.errors import BadInputError
from app.models.library import Challenge, Profile
from app.models.value import ValueCase
from app.models.vocabulary import CUSTOMER
from app.tools.challenge_menu import promise_upkeep, promises
from app.tools.challenge_menu.promise_upkeep import PromiseWords
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.challenge_menu.promise_asking import PromiseQuestion
from app.ui.tabs.challenge_menu.promise_card import PromiseCard
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.workspace import Workspace
from tests.ui.answer import answer

WORDS = PromiseWords(
    "Two per cent more saleable tonnes", "A new press nip", "The press of today", "board_machine"
)


@pytest.fixture
def tab(filled: Workspace, desk: Desk, qtbot: QtBot) -> ChallengeMenuTab:
    desk.select(1, 1)
    tab = ChallengeMenuTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1300)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def _profile(workspace: Workspace) -> int:
    with workspace.read() as session:
        return session.scalars(
            select(Challenge.profile_id).where(Challenge.text == "Unplanned downtime")
        ).one()


def _promises(workspace: Workspace) -> tuple[promises.Promise, ...]:
    profile = _profile(workspace)
    with workspace.read() as session:
        return promises.promises(session, profile)


def _press(qtbot: QtBot, card: PromiseCard, name: str) -> None:
    qtbot.mouseClick(getattr(card, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("goal", "solution"), [("", "How"), ("  ", "How"), ("Goal", ""), ("Goal", " "), ("x" * 301, "How")]
)
def test_a_promise_has_a_goal_and_a_way(filled: Workspace, goal: str, solution: str) -> None:
    with pytest.raises(BadInputError, match="goal"), filled.edit("Test") as session:
        promise_upkeep.write(session, 1, PromiseWords(goal, solution))


def test_the_bundle_keeps_its_order(filled: Workspace) -> None:
    known = _promises(filled)[0]
    bundle = tuple(reversed(known.benefit_ids))
    with filled.edit("Test") as session:
        words = PromiseWords(known.goal, known.solution, benefits=bundle, new_benefits=["Calm nights"])
        promise_upkeep.write(session, _profile(filled), words, known.id)
    now = _promises(filled)[0]
    assert now.benefits == (*reversed(known.benefits), "Calm nights")
    filled.undo()
    assert _promises(filled)[0] == known


def test_another_one_is_written_browsed_and_starts_a_case(
    tab: ChallengeMenuTab, filled: Workspace, desk: Desk, qtbot: QtBot
) -> None:
    card, before = tab.view.promise, _promises(filled)

    def fill(ask: Ask) -> None:
        assert isinstance(ask, PromiseQuestion)
        ask.goal.set_value(WORDS.goal)
        ask.solution.set_value(WORDS.solution)
        ask.than.set_value(WORDS.compared_with)
        ask.model.set_value(WORDS.model)

    answer(qtbot, fill)
    _press(qtbot, card, "new")
    assert len(_promises(filled)) == len(before) + 1
    assert card.next.text() == f"1 of {len(before) + 1}"
    for _ in before:
        _press(qtbot, card, "next")
    assert card.goal.text() == WORDS.goal
    with qtbot.waitSignal(desk.tool_wanted) as wanted:
        _press(qtbot, card, "start")
    with filled.read() as session:
        case = session.get_one(ValueCase, int(wanted.args[1]))
        assert (case.goal, case.solution, case.compared_with) == (
            WORDS.goal,
            WORDS.solution,
            WORDS.compared_with,
        )
        assert "[" in case.model
    filled.undo()
    filled.undo()
    assert _promises(filled) == before


def test_it_starts_a_menu_with_the_one_who_is_asked(
    tab: ChallengeMenuTab, desk: Desk, filled: Workspace, qtbot: QtBot
) -> None:
    card, before = tab.view.promise, tab.view.order.button(True).text()
    assert (before, card.ask.text()) == ("Their menu (4)", "Start a menu with Tiina Rautio")
    said: list[str] = []
    desk.said.connect(said.append)
    _press(qtbot, card, "ask")
    shown = tab.view.list.rows()
    assert [row.named for row in shown] == sorted((row.named for row in shown), reverse=True)
    proposed = [row for row in shown if row.proposed]
    assert said == [f"{len(proposed)} challenges are proposed to Tiina Rautio."]
    tab.view.list.pick(proposed[-1].id)
    qtbot.keyClick(tab.view.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # has no place yet
    qtbot.keyClick(tab.view.list, Qt.Key.Key_3)
    assert next(row for row in tab.view.list.rows() if row.id == proposed[-1].id).importance == 3
    tab.view.list.pick(proposed[0].id)
    qtbot.keyClick(tab.view.list, Qt.Key.Key_Delete)
    assert proposed[0].id not in {row.id for row in tab.view.list.rows()}
    _press(qtbot, card, "ask")
    _press(qtbot, card, "ask")
    assert said[-1] == "All of them are on the menu of Tiina Rautio already."
    for _ in range(4):
        filled.undo()
    qtbot.waitUntil(lambda: tab.view.order.button(True).text() == before)


def test_one_is_changed_and_promised_no_more(tab: ChallengeMenuTab, filled: Workspace, qtbot: QtBot) -> None:
    card, before = tab.view.promise, _promises(filled)
    answer(
        qtbot, lambda ask: ask.goal.set_value("Another goal") if isinstance(ask, PromiseQuestion) else None
    )
    _press(qtbot, card, "edit")
    assert card.goal.text() == "Another goal"
    assert _promises(filled)[0].benefits == before[0].benefits
    _press(qtbot, card, "retire")
    assert len(_promises(filled)) == len(before) - 1
    assert "Nothing is promised" in card.goal.text()
    filled.undo()
    filled.undo()
    assert _promises(filled) == before


def test_a_customer_reads_it_and_changes_nothing(tab: ChallengeMenuTab, desk: Desk) -> None:
    desk.show_to(CUSTOMER)
    tab.refresh()
    card = tab.view.promise
    assert card.isVisible()
    assert card.goal.text()
    assert not any(one.isVisible() for one in (card.edit, card.retire, card.new, card.start))


def test_the_menu_opens_on_a_profile(tab: ChallengeMenuTab, filled: Workspace) -> None:
    with filled.read() as session:
        found = select(Profile.id, Profile.name).where(Profile.id != _profile(filled))
        other = session.execute(found).first()
    assert other is not None
    tab.focus_on(f"profile:{other.id}")
    assert tab.view.profile_name() == other.name
