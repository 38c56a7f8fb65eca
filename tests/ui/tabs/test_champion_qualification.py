"""The champion test, used by mouse and keyboard; each answer and its undo."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.models.opportunities import Rating, Stakeholder
from app.models.vocabulary import CUSTOMER, Aspect, Criterion, DecisionRole, EvidenceClass
from app.tools.champion_qualification import queries
from app.tools.champion_qualification.rows import Board
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.champion_qualification.asking import MarkQuestion
from app.ui.tabs.champion_qualification.tab import ChampionQualificationTab
from app.ui.widgets.verdict_board import VerdictBoard, VerdictCell, VerdictColumn
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.ui.answer import answer

LEFT = Qt.MouseButton.LeftButton
GOAL, INFLUENCE, RECEPTIVITY, RELATIONSHIP = Criterion


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> ChampionQualificationTab:
    """The page of a deal with Kari, who meets all four, and Tiina, who lacks influence."""
    with desk.workspace.edit("Begin") as session:
        account_id = an_account(session)
        deal = an_opportunity(session, account_id)
        for name, influence in (("Kari Salmi", 4), ("Tiina Rautio", 3)):
            one = a_person(session, deal, name, [DecisionRole.USER], "Manager")
            row = session.get_one(Stakeholder, one)
            row.personal_goal, row.drives_change, row.goal_on = "Sleep at night", True, TODAY
            ratings = {
                Aspect.INFLUENCE: influence, Aspect.RELATIONSHIP: 1, Aspect.WISHED: 9, Aspect.PERCEIVED: 3,
            }  # fmt: skip
            for aspect, value in ratings.items():
                session.add(
                    Rating(stakeholder_id=one, aspect=aspect, value=value, rated_on=TODAY, evidence="Seen")
                )
    desk.select(account_id, deal)
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> ChampionQualificationTab:
    tab = ChampionQualificationTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1500)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def board(tab: ChampionQualificationTab) -> Board:
    with tab.desk.workspace.read() as session:
        found = queries.board(session, 1, TODAY)
    assert found is not None
    return found


def verdict(tab: ChampionQualificationTab, person: int, criterion: Criterion) -> bool | None:
    one = board(tab).candidate(person)
    assert one is not None
    return one.sheet.check(criterion).verdict


def undo(tab: ChampionQualificationTab, qtbot: QtBot) -> str | None:
    label = tab.desk.workspace.undo()
    qtbot.wait(1)  # the page refreshes on the next turn of the event loop
    return label


def test_without_an_opportunity_or_people_it_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    tab = shown(desk, qtbot)
    assert tab.shown_page() is tab.nothing
    assert tab.exports() == ()
    with desk.workspace.edit("Begin") as session:
        account_id = an_account(session)
        deal = an_opportunity(session, account_id)
    desk.select(account_id, deal)
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    with qtbot.waitSignal(desk.tool_wanted) as wanted:
        qtbot.mouseClick(tab.start.button, LEFT)
    assert wanted.args == ["key_persons", "add"]


def test_the_page_shows_the_nearest_first_and_warns_of_one(tab: ChampionQualificationTab) -> None:
    assert tab.view.so_what.verdict.text() == "One champion: Kari Salmi"
    assert tab.view.worksheet.rows[INFLUENCE].answer.value() == "yes"
    assert tab.view.steps.settled.isVisible()
    grid = tab.view.board.grid
    assert grid.current_key() == 1
    assert "Kari Salmi: Qualified; Tiina Rautio: 1 of 4 missing" in grid.accessibleDescription()


def test_a_click_and_the_arrows_pick_a_person(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    grid = tab.view.board.grid
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(2, 1).center().toPoint())
    assert "Tiina Rautio" in tab.view.steps._title.text()
    assert len(tab.view.steps.moves) == 3
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.current_key() == 1
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.current_key() == 2
    tab.view.board.show_table(True)
    assert tab.view.board.table.as_table()[1][1:] == ["Yes", "Yes", "Yes", "Yes", "Qualified"]
    tab.view.board.table.setFocus()
    qtbot.keyClick(tab.view.board.table, Qt.Key.Key_Up)
    assert grid.current_key() == 1


def test_another_answer_wants_a_reason_and_one_click_takes_it_back(
    tab: ChampionQualificationTab, qtbot: QtBot
) -> None:
    row = tab.view.worksheet.rows[RELATIONSHIP]

    def overrule(dialog: Ask) -> None:
        assert isinstance(dialog, MarkQuestion)
        assert dialog.verdict.value() == "no"
        assert dialog.focusWidget() is dialog.reason.editor
        dialog.accept_button.click()
        assert dialog.isVisible(), "a reason is needed"
        assert "Say why" in dialog.reason.error()
        dialog.reason.set_value("Fair to both bidders")

    answer(qtbot, overrule)
    qtbot.mouseClick(row.answer.button("no"), LEFT)
    assert verdict(tab, 1, RELATIONSHIP) is False
    assert "Fair to both bidders" in row.profile.text()
    assert "The profile says yes" in row.profile.text()
    assert tab.view.so_what.verdict.text() == "No champion yet"
    with qtbot.waitSignal(tab.desk.said) as told:
        qtbot.mouseClick(row.back, LEFT)
    assert told.args[0] == "Your answer on relationship is dropped; Undo brings it back."
    assert verdict(tab, 1, RELATIONSHIP) is True
    assert undo(tab, qtbot) == "Back to the profile: relationship"
    assert verdict(tab, 1, RELATIONSHIP) is False
    assert row.answer.value() == "no"
    qtbot.mouseClick(row.answer.button("yes"), LEFT)  # what the profile says needs no question
    assert verdict(tab, 1, RELATIONSHIP) is True
    undo(tab, qtbot)
    assert undo(tab, qtbot) == "Test relationship of Kari Salmi"
    assert verdict(tab, 1, RELATIONSHIP) is True
    assert not row.back.isVisible()


def test_who_thinks_better_of_it_sees_what_counts(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    row = tab.view.worksheet.rows[GOAL]

    def cancel(dialog: Ask) -> None:
        dialog.reject()

    answer(qtbot, cancel)
    qtbot.mouseClick(row.answer.button("unknown"), LEFT)
    assert row.answer.value() == "yes"
    assert verdict(tab, 1, GOAL) is True


def test_return_on_a_cell_writes_down_a_test(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.edit("Old") as session:
        rating = session.get_one(Rating, 1)
        rating.rated_on = TODAY - timedelta(days=200)
    tab.refresh()
    grid = tab.view.board.grid
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(1, 0).center().toPoint())
    qtbot.keyClick(grid, Qt.Key.Key_Down)

    def tested(dialog: Ask) -> None:
        assert isinstance(dialog, MarkQuestion)
        assert dialog.verdict.value() == "yes"
        assert not dialog.reason.isEnabled()
        dialog.accept_button.click()
        assert "nothing was tested" in dialog.evidence.error()
        qtbot.keyClicks(dialog.evidence.editor, "Marja asked him first")

    answer(qtbot, tested)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    one = board(tab).candidate(1)
    assert one is not None
    assert one.sheet.check(INFLUENCE).backing.text == "Marja asked him first"
    assert one.sheet.check(INFLUENCE).backing.evidence_class is EvidenceClass.STATED
    assert undo(tab, qtbot) == "Test influence of Kari Salmi"
    assert board(tab).candidates[0].sheet.to_retest(TODAY, board(tab).ageing) == (INFLUENCE,)


def test_a_move_goes_into_the_plan_once(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    tab.focus_on("person:2")
    move = tab.view.steps.moves[0]
    qtbot.waitUntil(move.isVisible)
    qtbot.mouseClick(move.plan, LEFT)
    assert move.text in board(tab).planned
    assert tab.view.steps.moves[0] is move, "what has the focus keeps it"
    assert move.known.isVisible()
    assert not move.plan.isVisible()
    assert undo(tab, qtbot) == "Plan a step"
    assert board(tab).planned == frozenset()
    assert move.plan.isVisible()


def test_the_field_and_the_roles_open_in_the_person_form(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.desk.tool_wanted) as wanted:
        qtbot.mouseClick(tab.view.worksheet.rows[INFLUENCE].field, LEFT)
    assert wanted.args == ["key_persons", "person:1:influence"]
    roles = next(line for line in tab.view.so_what.lines if line.go.text() == "Open the roles")
    with qtbot.waitSignal(tab.desk.tool_wanted) as wanted:
        qtbot.mouseClick(roles.go, LEFT)
    assert wanted.args == ["key_persons", "person:1:roles"]


def test_the_coach_leads_to_a_person_and_to_a_criterion(tab: ChampionQualificationTab) -> None:
    tab.focus_on("person:2:influence")
    assert tab.view.board.grid.current_key() == 2
    assert tab.view.how_to_test.criteria.value() == INFLUENCE


def test_ctrl_n_tests_what_does_not_hold(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    tab.focus_on("person:2")
    titles: list[str] = []

    def look(dialog: Ask) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    answer(qtbot, look)
    tab.new()
    assert titles == ["Influence: Tiina Rautio"]


def test_a_customer_reads_that_the_page_is_ours(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    tab.desk.show_to(CUSTOMER)
    qtbot.waitUntil(lambda: tab.closed and tab.shown_page() is not tab.view)
    assert tab.shown_page() not in {tab.view, tab.start, tab.nothing}


def test_guides_turn(tab: ChampionQualificationTab, qtbot: QtBot) -> None:
    guide = tab.view.guide
    qtbot.mouseClick(guide.guides.button("protect"), LEFT)
    assert guide.lines._shown == guide._pack.guides["protect"].lines


def test_copy_and_word(
    tab: ChampionQualificationTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.mouseClick(tab.view.board.copy_button, LEFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().startswith("Criterion\tKari Salmi\tTiina Rautio")
    assert b"<svg" in mime.data("image/svg+xml").data()
    assert mime.hasImage()
    paths = iter([tmp_path / "test.docx", tmp_path / "board.png"])
    monkeypatch.setattr(tab.desk, "ask_save_path", lambda *_: next(paths))
    tab.exports()[0].handler()
    tab.exports()[1].handler()
    assert "Tiina Rautio: 1 of 4 missing" in [
        one.text for one in Document(str(tmp_path / "test.docx")).paragraphs
    ]
    assert (tmp_path / "board.png").stat().st_size > 2000


def test_many_people_scroll_and_the_current_one_stays_in_sight(qtbot: QtBot) -> None:
    cell = VerdictCell("yes", "Yes", "stated")
    people = [VerdictColumn(key, f"Person {key}", "", (cell,) * 4, "Qualified") for key in range(40)]
    board = VerdictBoard([one.label for one in Criterion])
    qtbot.addWidget(board)
    board.grid.set_columns(people)
    board.resize(800, 360)
    board.show()
    qtbot.waitExposed(board)
    board.grid.setFocus()
    qtbot.keyClick(board.grid, Qt.Key.Key_End)
    assert board.grid.current_key() == 39
    assert board.grid.visibleRegion().boundingRect().contains(board.grid.cell_rect(39, 0).center().toPoint())
    qtbot.keyClick(board.grid, Qt.Key.Key_Home)
    assert board.horizontalScrollBar().value() == 0
