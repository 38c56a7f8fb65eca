"""The supplier matrix, used by mouse and keyboard; each edit and its undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.models.actions import Action
from app.models.opportunities import Opportunity
from app.models.vocabulary import (
    CUSTOMER,
    AssessmentKind,
    Audience,
    DecisionRole,
    EvidenceClass,
    SupplierCategory,
)
from app.tools.customer_receptivity import actions, queries
from app.tools.customer_receptivity.rows import Standing
from app.ui.desk import Desk
from app.ui.dialogs.ask_assessment import AssessmentQuestion
from app.ui.dialogs.ask_evidence import EvidenceNote, EvidenceQuestion
from app.ui.dialogs.base import Ask
from app.ui.tabs.customer_receptivity.asking import ScoreQuestion
from app.ui.tabs.customer_receptivity.tab import CustomerReceptivityTab
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.ui.answer import answer, choose

LEFT = Qt.MouseButton.LeftButton
GUESS, STATEMENT, AIM = AssessmentKind.GUESS, AssessmentKind.STATEMENT, AssessmentKind.AIM


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> CustomerReceptivityTab:
    """The page of a customer with one deal and one person, nothing assessed yet."""
    with desk.workspace.edit("Begin") as session:
        account_id = an_account(session)
        deal = an_opportunity(session, account_id)
        a_person(session, deal, "Marja Lehtonen", [DecisionRole.DECISION_MAKER], "Mill manager")
    desk.select(account_id, deal)
    tab = CustomerReceptivityTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1300)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


@pytest.fixture
def begun(tab: CustomerReceptivityTab, qtbot: QtBot) -> CustomerReceptivityTab:
    qtbot.mouseClick(tab.start.button, LEFT)
    return tab


def read(tab: CustomerReceptivityTab, audience: Audience = Audience.INTERNAL) -> Standing:
    with tab.desk.workspace.read() as session:
        found = queries.standing(session, 1, 1, TODAY, audience)
    assert found is not None
    return found


def drag(qtbot: QtBot, tab: CustomerReceptivityTab, key: AssessmentKind, x: float, y: float) -> None:
    """Take a token to a place; the tray closes only afterwards, so the place is the one under the hand."""
    matrix = tab.view.matrix.matrix
    start = matrix.token_center(key.value).toPoint()
    end = matrix.point_at(x, y).toPoint()
    qtbot.mousePress(matrix, LEFT, pos=start)
    qtbot.mouseMove(matrix, (start + end) / 2)
    qtbot.mouseMove(matrix, end)
    qtbot.mouseRelease(matrix, LEFT, pos=end)


def undo(tab: CustomerReceptivityTab, qtbot: QtBot) -> str | None:
    label = tab.desk.workspace.undo()
    qtbot.wait(1)  # the page refreshes on the next turn of the event loop
    return label


def test_without_an_account_the_page_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    tab = CustomerReceptivityTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.shown_page() is tab.nobody
    assert tab.exports() == ()


def test_an_empty_page_starts_with_one_button(tab: CustomerReceptivityTab, qtbot: QtBot) -> None:
    assert tab.shown_page() is tab.start
    qtbot.mouseClick(tab.start.button, LEFT)
    assert tab.shown_page() is tab.view
    assert tab.view.matrix.hint.isVisible()


def test_us_is_dragged_out_of_the_tray(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    guess = read(begun).guess
    assert guess is not None
    assert guess.criticality == pytest.approx(8, abs=0.1)
    assert guess.hardness == pytest.approx(2, abs=0.1)
    assert guess.judged_by == "Sam Seller"
    assert "Leverage" in begun.view.so_what.sentence.text()
    assert undo(begun, qtbot) == "Move “Us”"
    assert read(begun).guess is None
    assert begun.shown_page() is begun.view


def test_arrow_keys_move_and_escape_takes_back(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    before = read(begun).guess
    matrix = begun.view.matrix.matrix
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    qtbot.keyClick(matrix, Qt.Key.Key_Escape)
    assert read(begun).guess == before
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    after = read(begun).guess
    assert before is not None
    assert after is not None
    assert after.hardness == pytest.approx((before.hardness or 0) + 0.5)
    undo(begun, qtbot)
    assert read(begun).guess == before


def test_the_aim_gets_an_arrow(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    drag(qtbot, begun, AIM, 8.0, 8.0)
    aim = read(begun).aim
    assert aim is not None
    assert aim.category is SupplierCategory.STRATEGIC
    assert undo(begun, qtbot) == "Move the aim"


def test_what_the_customer_says_counts_more_than_our_guess(
    begun: CustomerReceptivityTab, qtbot: QtBot
) -> None:
    drag(qtbot, begun, GUESS, 8.0, 8.0)

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, AssessmentQuestion)
        qtbot.keyClicks(dialog.criticality.editor, "8")
        qtbot.keyClicks(dialog.hardness.editor, "3")
        dialog.informant.set_value(1)
        qtbot.keyClicks(dialog.evidence.editor, "We could buy that from two others")

    answer(qtbot, fill)
    qtbot.mouseClick(begun.view.matrix.ask_button, LEFT)
    standing = read(begun)
    assert standing.statement is not None
    assert (standing.statement.informant, standing.statement.evidence_class) == (
        "Marja Lehtonen",
        EvidenceClass.STATED,
    )
    assert "They put you in" in begun.view.so_what.sentence.text()
    assert "You guess Strategic, they say Leverage" in begun.view.so_what.difference.text()
    assert undo(begun, qtbot) == "Add the customer's view"
    assert read(begun).statement is None
    assert not begun.view.so_what.difference.isVisible()


def test_the_table_is_the_twin_of_the_picture(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    with begun.desk.workspace.edit("Earlier") as session:
        actions.assess(session, 1, GUESS, 3, 8, TODAY.replace(year=2024))
    qtbot.wait(1)
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    assert begun.view.so_what.compare.isVisible()
    assert begun.view.so_what.before.text().startswith("Since 22 Nov 2024, our guess: critical 3.0 → ")
    qtbot.mouseClick(begun.view.so_what.compare, LEFT)
    table = begun.view.matrix.table
    assert table.isVisible()
    assert len(table.rows()) == 2
    newest = table.rows()[0].id
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 0)).center())
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [row.id for row in read(begun).history] != [newest]
    assert len(read(begun).history) == 1
    undo(begun, qtbot)
    assert len(read(begun).history) == 2
    qtbot.mouseClick(begun.view.matrix.as_table, LEFT)
    assert begun.view.matrix.matrix.isVisible()


def test_a_line_of_the_table_opens_in_figures(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    begun.view.matrix.show_table(True)
    table = begun.view.matrix.table

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, AssessmentQuestion)
        dialog.criticality.editor.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(dialog.criticality.editor, "2.5")

    answer(qtbot, fill)
    spot = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=spot)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    guess = read(begun).guess
    assert guess is not None
    assert guess.criticality == 2.5
    assert undo(begun, qtbot) == "Change a mark"


def test_evidence_is_added_changed_and_deleted(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, EvidenceQuestion)
        qtbot.keyClicks(dialog.text.editor, "Without your service the press stands still.")
        dialog.person.set_value(1)

    answer(qtbot, fill)
    qtbot.mouseClick(begun.view.notes.add_button, LEFT)
    (note,) = read(begun).evidence
    assert (note.person, note.evidence_class, note.topic) == (
        "Marja Lehtonen",
        EvidenceClass.STATED,
        "criticality",
    )
    assert begun.view.notes.rows[0].isVisible()
    undo(begun, qtbot)
    assert read(begun).evidence == ()
    begun.desk.workspace.redo()
    qtbot.wait(1)

    def change(dialog: Ask) -> None:
        assert isinstance(dialog, EvidenceQuestion)
        qtbot.mouseClick(dialog.unanswered, LEFT, pos=QPoint(8, dialog.unanswered.height() // 2))

    answer(qtbot, change)
    qtbot.mouseDClick(begun.view.notes.rows[0], LEFT, pos=QPoint(2, 2))
    assert read(begun).evidence[0].question
    undo(begun, qtbot)
    assert not read(begun).evidence[0].question

    choose(qtbot, "Delete")
    qtbot.mouseClick(begun.view.notes.rows[0].more, LEFT)
    assert read(begun).evidence == ()
    assert undo(begun, qtbot) == "Delete evidence"
    assert len(read(begun).evidence) == 1


def test_a_note_without_words_stays_open(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    question = EvidenceQuestion(begun, [("ease", "Ease")], [], EvidenceNote("ease"), today=TODAY, fresh=True)
    qtbot.addWidget(question)
    question.show()
    qtbot.mouseClick(question.accept_button, LEFT)
    assert question.isVisible()
    assert question.text.error()
    question.noted_on.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(question.noted_on.editor, "1 Dec 2030")
    qtbot.mouseClick(question.accept_button, LEFT)
    assert question.noted_on.error() == "The date lies in the future."


def test_a_move_goes_into_the_plan(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(begun.desk.said):
        qtbot.mouseClick(begun.view.routines.moves[0].plan, LEFT)
    assert begun.desk.workspace.undo_label == "Plan a move"
    begun.desk.workspace.undo()
    assert begun.desk.workspace.undo_label == "Begin"


def test_players_lead_on(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    wanted: list[tuple[str, str]] = []
    begun.desk.tool_wanted.connect(lambda tool, what: wanted.append((tool, what)))
    table = begun.view.players.table
    assert table.rows()[0].name == "Marja Lehtonen"
    for row in (0, 1):
        spot = table.visualRect(table.model().index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), LEFT, pos=spot)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.mouseClick(begun.view.players.open_map, LEFT)
    assert wanted == [
        ("key_persons", "add:champion"),
        ("key_persons", "person:1"),
        ("relationship_map", ""),
    ]


def test_a_customer_sees_no_guess_and_no_ratings(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    drag(qtbot, begun, STATEMENT, 8.0, 4.0)
    begun.desk.show_to(CUSTOMER)
    begun.refresh()
    texts = [cell for line in begun.view.matrix.matrix.as_table() for cell in line]
    assert not any("source" in text or "Us" in text for text in texts)
    assert not begun.view.so_what.isVisible()
    assert not begun.view.routines.isVisible()
    heads = begun.view.players.table.as_table()[0]
    assert heads == ["Key player", "Role", "Personal goal"]


def test_the_picture_and_the_page_leave_the_program(
    begun: CustomerReceptivityTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    qtbot.mouseClick(begun.view.matrix.copy_button, LEFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert mime.hasFormat("image/svg+xml")
    assert "Our guess" in mime.text()
    for name, export in zip(("a.docx", "a.svg", "a.png"), (0, 1, 1), strict=True):
        path = tmp_path / name
        monkeypatch.setattr(begun.desk, "ask_save_path", lambda *_, path=path: path)
        begun.exports()[export].handler()
        assert path.stat().st_size > 1000


def test_findings_lead_to_their_place(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    begun.focus_on("evidence")
    assert begun.view.notes.add_button.hasFocus()
    begun.focus_on("aim")
    assert begun.view.matrix.matrix.current() == "aim"
    begun.focus_on("history")
    assert begun.view.matrix.table.isVisible()


# Our own view


def test_a_score_is_clicked_explained_and_taken_back(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    row = begun.view.ours.rows["access"]
    qtbot.mouseClick(row.score.button(2), LEFT)

    def explain(dialog: Ask) -> None:
        assert isinstance(dialog, ScoreQuestion)
        assert dialog.score.value() == 2
        qtbot.keyClicks(dialog.evidence.editor, "Marja takes our call")
        dialog.weight.set_value(2.0)

    answer(qtbot, explain)
    qtbot.mouseClick(row.why, LEFT)
    assert "Marja takes our call" in row.found.text()
    assert "weight 2" in row.found.text()
    assert undo(begun, qtbot) == "Explain a score"
    assert "weight" not in row.found.text()
    qtbot.mouseClick(row.score.button(2), LEFT)  # a second click makes it unknown again
    assert row.score.value() is None
    undo(begun, qtbot)
    assert undo(begun, qtbot) == "Score a criterion"
    ours = read(begun).ours
    assert ours is not None
    assert ours.fit.scored == 0


def test_both_views_are_said_and_the_move_is_planned(begun: CustomerReceptivityTab, qtbot: QtBot) -> None:
    drag(qtbot, begun, GUESS, 8.0, 2.0)
    for key in ("access", "message", "advantage", "decision"):
        qtbot.mouseClick(begun.view.ours.rows[key].score.button(2), LEFT)
    both = begun.view.both
    assert both.sentence.text().startswith("They treat us as leverage, we treat them as our most important")
    assert both.tilt.text() == "We make more of them than they of us"
    qtbot.mouseClick(both.plan, LEFT)
    with begun.desk.workspace.read() as session:
        assert session.get_one(Action, 1).title == both.step.text()
    assert undo(begun, qtbot) == "Plan a move"


def test_the_coach_leads_to_our_view(begun: CustomerReceptivityTab) -> None:
    begun.focus_on("ours")
    assert begun.view.ours.rows["access"].score.button(0).hasFocus()


# All customers


@pytest.fixture
def two(tab: CustomerReceptivityTab) -> CustomerReceptivityTab:
    """Two customers: the first in Strategic, the second not placed; deals in two currencies."""
    with tab.desk.workspace.edit("More") as session:
        actions.assess(session, 1, GUESS, 8, 2, TODAY)
        second = an_account(session, "Another Oy")
        session.get_one(Opportunity, 1).value_minor = 400_00
        other = session.get_one(Opportunity, an_opportunity(session, second))
        other.value_minor, other.currency = 900_00, "SEK"
    tab.refresh()
    return tab


def test_all_customers_stand_on_one_matrix_beside_the_list(two: CustomerReceptivityTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(two.view.matrix.all_button, LEFT)
    assert two.shown_page() is two.all
    assert two.all.table.as_table()[1:] == [
        ["Another Oy", "Unknown", "Not scored", "900 kr"],
        ["Testmill Oy", "Strategic", "Not scored", "€400"],
    ]
    assert two.all.currency.value() == "EUR"
    with qtbot.waitSignal(two.desk.selected):
        qtbot.mouseClick(two.all.matrix, LEFT, pos=two.all.matrix.token_center("2").toPoint())
    assert two.desk.selection.account_id == 2
    assert two.all.table.picked_id() == 2
    qtbot.wait(1)  # the page refreshes on the next turn of the event loop
    assert two.shown_page() is two.all
    two.all.table.setFocus()
    qtbot.keyClick(two.all.table, Qt.Key.Key_Down)
    assert two.desk.selection.account_id == 1
    assert "Testmill" in two.all.about._title.text()
    qtbot.mouseClick(two.all.currency.button("SEK"), LEFT)
    assert "in SEK" in two.all.hint.text()
    assert "not converted" in two.all.hint.text()
    qtbot.keyClick(two.all.table, Qt.Key.Key_Return)
    assert two.shown_page() is two.view


def test_back_to_this_customer_and_copy_of_all(two: CustomerReceptivityTab, qtbot: QtBot) -> None:
    two.focus_on("all")
    assert [export.text for export in two.exports()] == ["Picture (SVG or PNG)…", "Copy the picture"]
    qtbot.mouseClick(two.all.copy_button, LEFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert "Another Oy" in mime.text()
    assert b"<svg" in mime.data("image/svg+xml").data()
    qtbot.mouseClick(two.all.back, LEFT)
    assert two.shown_page() is two.view
    assert len(two.exports()) == 3


def test_before_a_customer_no_other_one_is_shown(two: CustomerReceptivityTab, qtbot: QtBot) -> None:
    two.focus_on("all")
    two.desk.show_to(CUSTOMER)
    qtbot.waitUntil(lambda: two.shown_page() is not two.all)
    assert not two.view.matrix.all_button.isVisible()
    assert not two.view.own.isVisible()
    two.focus_on("all")
    assert two.shown_page() is not two.all
