"""The activity plan, used as on a shared screen: typing, dragging, keys; each edit and its undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.method.spoken_dates import Window
from app.models.opportunities import Opportunity
from app.models.vocabulary import CUSTOMER, ActionKind, ActionStatus, Audience, GateDecision, Side
from app.tools.activity_plan import actions, queries
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Step
from app.ui.desk import Desk
from app.ui.dialogs.ask_template import TemplateQuestion
from app.ui.tabs.activity_plan.tab import ActivityPlanTab
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.ui.answer import answer

VISIT, AUDIT, PROPOSAL = "Site visit", "Audit of the press", "Investment proposal"


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Set up") as session:
        deal = an_opportunity(session, an_account(session))
        a_person(session, deal, "Kari Salmi")
        session.get_one(Opportunity, deal).decision_on = date(2026, 12, 18)
    return deal


@pytest.fixture
def empty(workspace: Workspace, deal: int, desk: Desk, qtbot: QtBot) -> ActivityPlanTab:
    return shown(desk, deal, qtbot)


@pytest.fixture
def tab(workspace: Workspace, deal: int, desk: Desk, qtbot: QtBot) -> ActivityPlanTab:
    with workspace.edit("Plan") as session:
        for title, when in ((VISIT, "26 November 2026"), (AUDIT, "week 49"), (PROPOSAL, "January 2027")):
            actions.add_action(session, deal, title, today=TODAY, when=when)
    workspace.seal()
    return shown(desk, deal, qtbot)


def shown(desk: Desk, deal: int, qtbot: QtBot) -> ActivityPlanTab:
    tab = ActivityPlanTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1080, 1700)
    desk.select(1, deal)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def plan(tab: ActivityPlanTab, audience: Audience = Audience.INTERNAL) -> Plan:
    with tab.desk.workspace.read() as session:
        found = queries.plan(session, 1, audience)
    assert found is not None
    return found


def step(tab: ActivityPlanTab, title: str) -> Step:
    return next(one for one in plan(tab).steps if one.title == title)


def undone(tab: ActivityPlanTab, before: Plan, label: str) -> None:
    """One undo takes the edit back whole, and redo brings it again."""
    workspace = tab.desk.workspace
    after = plan(tab)
    assert after != before
    assert workspace.undo_label == label
    workspace.undo()
    assert plan(tab) == before
    workspace.redo()
    assert plan(tab) == after


def type_into(qtbot: QtBot, editor: QWidget, text: str, *, leave: bool = True) -> None:
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    if leave:
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def pick(tab: ActivityPlanTab, qtbot: QtBot, title: str) -> None:
    table = tab.view.steps.table
    spot = table.cell_center(step(tab, title).id, "title")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_an_empty_plan_invites(empty: ActivityPlanTab, qtbot: QtBot) -> None:
    assert empty.shown_page() is empty.start
    empty.desk.select(1, None)
    qtbot.waitUntil(lambda: empty.shown_page() is empty.nobody)


def test_a_template_fills_the_plan_in_one_step(empty: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(empty)

    def choose(dialog: object) -> None:
        assert isinstance(dialog, TemplateQuestion)
        qtbot.mouseClick(dialog.choice.button("pilot"), Qt.MouseButton.LeftButton)
        assert "pilot" in dialog.steps.text()

    answer(qtbot, choose)
    qtbot.mouseClick(empty.start.button, Qt.MouseButton.LeftButton)
    assert len(plan(empty).steps) == 8
    assert empty.shown_page() is empty.view
    undone(empty, before, "Start from a template")


def test_the_first_action_is_written_with_the_keyboard(empty: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(empty)
    qtbot.mouseClick(empty.start.second, Qt.MouseButton.LeftButton)
    new = empty.view.steps.new
    type_into(qtbot, new.what.editor, VISIT, leave=False)
    type_into(qtbot, new.when.editor, "next friday", leave=False)
    assert new.when.hint() == "Fri 27 Nov 2026"
    qtbot.keyClick(new.when.editor, Qt.Key.Key_Return)
    (made,) = plan(empty).steps
    assert (made.title, made.words, made.side) == (VISIT, "next friday", Side.SHARED)
    assert made.days == Window(date(2026, 11, 27), date(2026, 11, 27))
    assert (new.what.value(), new.when.value()) == ("", "")
    undone(empty, before, "Add action")


def test_the_line_for_a_new_action_stays_in_sight(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    tab.resize(1000, 500)
    with qtbot.waitActive(tab):
        tab.activateWindow()
    new = tab.view.steps.new
    tab.view.start_adding()
    for number in range(3):
        type_into(qtbot, new.what.editor, f"Step {number}", leave=False)
        qtbot.keyClick(new.what.editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: new.visibleRegion().boundingRect().size() == new.size())
        assert new.what.editor.hasFocus()


def test_words_that_are_no_time_are_said_beside_the_field(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    new = tab.view.steps.new
    type_into(qtbot, new.what.editor, "Visit", leave=False)
    type_into(qtbot, new.when.editor, "whenever")
    assert "“whenever” is not understood" in new.when.error()
    assert plan(tab) == before
    type_into(qtbot, new.when.editor, "week 50")
    assert new.when.error() == ""
    assert len(plan(tab).steps) == 4


def test_a_cell_is_edited_in_place(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    table = tab.view.steps.table
    spot = table.cell_center(step(tab, AUDIT).id, "when")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    type_into(qtbot, editor, "late January 2027")
    qtbot.waitUntil(lambda: plan(tab) != before)  # Qt stores a cell on the next turn
    assert step(tab, AUDIT).days == Window(date(2027, 1, 21), date(2027, 1, 31))
    undone(tab, before, "Set time")


def test_a_wrong_cell_says_why_and_changes_nothing(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    table = tab.view.steps.table
    table.edit_cell(step(tab, AUDIT).id, "when")
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    type_into(qtbot, editor, "3/4/2027")
    qtbot.waitUntil(tab.view.steps.error.isVisible)
    assert "can be read in two ways" in tab.view.steps.error.text()
    assert plan(tab) == before


def test_a_gate_is_ticked_in_the_table(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    table = tab.view.steps.table
    spot = table.cell_center(step(tab, AUDIT).id, "gate")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert step(tab, AUDIT).gate
    undone(tab, before, "Set gate")


def test_rows_move_with_alt_and_arrows(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    pick(tab, qtbot, AUDIT)
    table = tab.view.steps.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.title for one in plan(tab).steps] == [AUDIT, VISIT, PROPOSAL]
    undone(tab, before, "Move up")
    qtbot.mouseClick(tab.view.steps.sort, Qt.MouseButton.LeftButton)
    assert [one.title for one in plan(tab).steps] == [VISIT, AUDIT, PROPOSAL]


def test_delete_and_its_way_back(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    pick(tab, qtbot, VISIT)
    with qtbot.waitSignal(tab.desk.said) as said:
        qtbot.keyClick(tab.view.steps.table, Qt.Key.Key_Delete)
    assert "Ctrl+Z brings it back" in said.args[0]
    assert [one.title for one in plan(tab).steps] == [AUDIT, PROPOSAL]
    undone(tab, before, "Delete action")


FIELDS: list[tuple[str, Callable[[QtBot, ActivityPlanTab], None], str, object, str]] = [
    (
        "title",
        lambda qtbot, tab: type_into(qtbot, tab.view.detail.title.editor, "Walk the press"),
        "title", "Walk the press", "Rename action",
    ),
    (
        "when",
        lambda qtbot, tab: type_into(qtbot, tab.view.detail.when.editor, "Q1 2027"),
        "words", "Q1 2027", "Set time",
    ),
    (
        "owner",
        lambda qtbot, tab: type_into(qtbot, tab.view.detail.owner.editor, "Anna Berg"),
        "owner", "Anna Berg", "Set owner on our side",
    ),
    (
        "billable",
        lambda qtbot, tab: type_into(qtbot, tab.view.detail.billable.editor, "50k"),
        "billable_minor", 5_000_000, "Set billable amount",
    ),
    (
        "side",
        lambda qtbot, tab: qtbot.mouseClick(
            tab.view.detail.side.button(Side.CUSTOMER), Qt.MouseButton.LeftButton
        ),
        "side", Side.CUSTOMER, "Set side",
    ),
    (
        "kind",
        lambda qtbot, tab: qtbot.mouseClick(
            tab.view.detail.kind.button(ActionKind.INTERNAL), Qt.MouseButton.LeftButton
        ),
        "kind", ActionKind.INTERNAL, "Set who it is agreed with",
    ),
    (
        "status",
        lambda qtbot, tab: qtbot.mouseClick(
            tab.view.detail.status.button(ActionStatus.DONE), Qt.MouseButton.LeftButton
        ),
        "status", ActionStatus.DONE, "Set status",
    ),
    (
        "gate",
        lambda qtbot, tab: qtbot.mouseClick(
            tab.view.detail.gate, Qt.MouseButton.LeftButton, pos=QPoint(8, tab.view.detail.gate.height() // 2)
        ),
        "gate", True, "Set gate",
    ),
    (
        "done_on",
        lambda qtbot, tab: type_into(qtbot, tab.view.detail.done_on.editor, "20.11.2026"),
        "done_on", date(2026, 11, 20), "Set day done",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "act", "field", "value", "label"), FIELDS, ids=[one[0] for one in FIELDS])
def test_each_field_of_the_form_and_its_undo(
    tab: ActivityPlanTab,
    qtbot: QtBot,
    _name: str,
    act: Callable[[QtBot, ActivityPlanTab], None],
    field: str,
    value: object,
    label: str,
) -> None:
    before = plan(tab)
    pick(tab, qtbot, VISIT)
    picked = step(tab, VISIT).id
    act(qtbot, tab)
    now = plan(tab).step(picked)
    assert getattr(now, field) == value
    undone(tab, before, label)


def test_notes_are_one_undo_step_until_the_focus_leaves(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    pick(tab, qtbot, VISIT)
    notes = tab.view.detail.notes
    notes.editor.setFocus()
    for words in ("Kari is ", "at odds with ", "procurement"):
        qtbot.keyClicks(notes.editor, words)
        notes.commit()
    assert step(tab, VISIT).notes == "Kari is at odds with procurement"
    undone(tab, before, "Write notes")


def test_a_person_and_a_predecessor_are_chosen(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    pick(tab, qtbot, PROPOSAL)
    before = plan(tab)
    person = before.people[0][0]
    tab.view.detail.customer_owner.chosen.emit(person)
    assert step(tab, PROPOSAL).customer_owner == "Kari Salmi"
    undone(tab, before, "Set the customer's person")
    before = plan(tab)
    after = tab.view.detail.after
    after._add(step(tab, AUDIT).id)
    assert step(tab, PROPOSAL).after == (step(tab, AUDIT).id,)
    undone(tab, before, "Set what it waits for")
    qtbot.mouseClick(after.buttons[0], Qt.MouseButton.LeftButton)
    assert step(tab, PROPOSAL).after == ()


def test_a_gate_is_decided_in_the_form(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    pick(tab, qtbot, VISIT)
    detail = tab.view.detail
    assert not detail.decision.isVisible()
    qtbot.mouseClick(detail.gate, Qt.MouseButton.LeftButton, pos=QPoint(8, detail.gate.height() // 2))
    before = plan(tab)
    qtbot.mouseClick(detail.decision.button(GateDecision.GO), Qt.MouseButton.LeftButton)
    assert step(tab, VISIT).decision is GateDecision.GO
    assert step(tab, VISIT).done_on == TODAY
    undone(tab, before, "Decide gate")


def test_the_next_step_is_agreed_and_done(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    card = tab.view.next_step
    assert card.choose.isVisible()
    qtbot.mouseClick(card.choose, Qt.MouseButton.LeftButton)
    assert plan(tab).next_action_id == step(tab, VISIT).id
    assert not card.choose.isVisible()
    undone(tab, before, "Agree next step")
    before = plan(tab)
    qtbot.mouseClick(card.done, Qt.MouseButton.LeftButton)
    assert step(tab, VISIT).status is ActionStatus.DONE
    assert plan(tab).next_action_id is None
    undone(tab, before, "Mark done")


# Timeline


def drag(qtbot: QtBot, tab: ActivityPlanTab, title: str, days: int, *, drop: bool = True) -> None:
    line = tab.view.timeline
    start = line.bar_center(step(tab, title).id).toPoint()
    end = start + QPoint(round(line.pixels(days)), 0)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(line, start + QPoint(6 if days > 0 else -6, 0))
    qtbot.mouseMove(line, end)
    if drop:
        qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=end)


def test_a_bar_is_dragged_and_the_words_follow(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    drag(qtbot, tab, VISIT, 5)
    assert step(tab, VISIT).words == "1 December 2026"
    assert step(tab, VISIT).days == Window(date(2026, 12, 1), date(2026, 12, 1))
    undone(tab, before, "Move action")


def test_a_week_moves_by_weeks_and_a_month_by_months(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, AUDIT, 6)
    assert step(tab, AUDIT).words == "week 50 2026"
    drag(qtbot, tab, PROPOSAL, 25)
    assert step(tab, PROPOSAL).words == "February 2027"


def test_escape_lets_go_of_a_bar(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    drag(qtbot, tab, VISIT, 5, drop=False)
    qtbot.keyClick(tab.view.timeline, Qt.Key.Key_Escape)
    qtbot.mouseRelease(tab.view.timeline, Qt.MouseButton.LeftButton)
    assert plan(tab) == before


def test_the_timeline_by_keyboard(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    before = plan(tab)
    line = tab.view.timeline
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(line, Qt.Key.Key_Home)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.current() == step(tab, AUDIT).id
    assert tab.view.steps.table.picked_id() == step(tab, AUDIT).id
    assert tab.view.detail.title.value() == AUDIT
    qtbot.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert step(tab, AUDIT).words == "week 50 2026"
    undone(tab, before, "Move action")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert tab.view.detail.title.editor.hasFocus()


def test_what_is_done_stays_where_it_is(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    tab._do("done", step(tab, VISIT).id)
    before = plan(tab)
    drag(qtbot, tab, VISIT, 9)
    assert plan(tab) == before


def test_the_timeline_is_told_in_words(tab: ActivityPlanTab) -> None:
    assert tab.view.timeline.as_table()[1] == [VISIT, "26 November 2026", ""]
    assert VISIT in tab.view.timeline.accessibleDescription()
    svg = tab.view.timeline.to_svg()
    assert svg.startswith("<?xml")
    assert tab.view.timeline.to_image().width() == 2280


# So what, coach, customer


def test_a_warning_leads_to_its_step(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    tab._edit(step(tab, AUDIT).id, "when", "1 November 2026")
    line = next(one for one in tab.view.so_what.lines if "stood still" in one.fault.text)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert tab.view.detail.title.value() == AUDIT


@pytest.mark.parametrize(
    "what", ["start", "add", "gate", "voids", "order", "decision", "no_go", "load", "nonsense"]
)
def test_the_coach_opens_the_page_at_a_place(tab: ActivityPlanTab, what: str) -> None:
    tab.focus_on(what)
    assert tab.shown_page() is tab.view


def test_the_coach_agrees_the_next_step(tab: ActivityPlanTab) -> None:
    tab.focus_on(f"next:{step(tab, AUDIT).uid}")
    assert plan(tab).next_action_id == step(tab, AUDIT).id
    tab.focus_on(f"action:{step(tab, PROPOSAL).uid}")
    assert tab.view.detail.title.value() == PROPOSAL


def test_a_customer_sees_no_notes_and_no_internal_action(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    tab._edit(step(tab, VISIT).id, "notes", "SECRET-NOTE")
    tab._edit(step(tab, AUDIT).id, "kind", ActionKind.INTERNAL)
    tab.desk.show_to(CUSTOMER)
    tab.refresh()
    assert [one.title for one in tab.view.steps.table.rows()] == [VISIT, PROPOSAL]
    assert not tab.view.detail.notes.isVisible()
    assert tab.view.detail.notes.value() == ""
    assert tab.view.so_what.lines == []
    for text in (tab.view.timeline.to_svg(), str(tab.view.steps.table.as_table())):
        assert "SECRET" not in text
        assert AUDIT not in text
    texts = [one.text for one in tab.exports()]
    assert not any("for us" in text for text in texts)


def test_another_page_s_edit_is_seen(tab: ActivityPlanTab, workspace: Workspace, qtbot: QtBot) -> None:
    with workspace.edit("Elsewhere") as session:
        actions.set_title(session, step(tab, VISIT).id, "Changed elsewhere")
    qtbot.waitUntil(lambda: tab.view.steps.table.rows()[0].title == "Changed elsewhere")


# Ways out


@pytest.mark.parametrize(
    ("at", "ending", "begins"),
    [(0, "docx", b"PK"), (1, "xlsx", b"PK"), (2, "ics", b"BEGIN:VCALENDAR"), (3, "docx", b"PK"),
     (4, "xlsx", b"PK"), (5, "png", b"\x89PNG")],
)  # fmt: skip
def test_each_export_is_a_file(
    tab: ActivityPlanTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, ending: str, begins: bytes
) -> None:
    path = tmp_path / f"plan.{ending}"
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _pattern: str) -> Path:
        asked.append(name)
        return path

    monkeypatch.setattr(tab.desk, "ask_save_path", ask)
    tab.exports()[at].handler()
    assert path.read_bytes().startswith(begins)
    assert asked == [f"Activity plan Dryer upgrade.{ending}"]


def test_the_clipboard_holds_picture_and_table(tab: ActivityPlanTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.view.copy_button, Qt.MouseButton.LeftButton)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat("image/svg+xml")
    assert mime.hasImage()
    assert ">Action</th>" in mime.html()
    assert f"1\t{VISIT}\t26 November 2026" in mime.text()
