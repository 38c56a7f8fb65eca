"""What stands beside the map: ways, what if, snapshots, roles; and the map as tables. Driven as a user drives it."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.vocabulary import CUSTOMER, TEAM, Aspect, DecisionRole, Link, Receptivity
from app.tools.relationship_map import actions, queries
from app.tools.relationship_map.assumptions import Assumption, Turn
from app.tools.relationship_map.notes import Tone
from app.ui.desk import Desk
from app.ui.paper import Format, Heading, Sheets
from app.ui.tabs.relationship_map.tab import RelationshipMapTab
from app.ui.theme import on_paper
from app.ui.widgets.map_picture import map_svg
from app.ui.widgets.unfold import unfolded
from tests.build import a_person, an_account, an_opportunity
from tests.documents.pdf_text import pages as pdf_pages
from tests.ui.answer import answer, typed
from tests.ui.tabs.test_relationship_map import LEFT, PLAIN, choose, middle, page, player, undo

MARJA, KARI, JONAS, ELINA = 1, 2, 3, 4


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> Iterator[RelationshipMapTab]:
    """The page with four people: Kari, the friend, and the adversary Jonas below Marja; Elina trusts Marja."""
    with desk.workspace.edit("Set up") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
        a_person(session, deal, "Marja Lehtonen", [DecisionRole.DECISION_MAKER], "Mill manager")
        a_person(session, deal, "Kari Salmi", [DecisionRole.CHAMPION], "Maintenance manager")
        a_person(session, deal, "Jonas Ek", [DecisionRole.ADVERSARY], "Automation lead")
        a_person(session, deal, "Elina Vuori", [DecisionRole.FINANCIAL_APPROVER], "CFO")
        actions.connect(session, KARI, MARJA, Link.REPORTS)
        actions.connect(session, JONAS, MARJA, Link.REPORTS)
        actions.connect(session, KARI, MARJA, Link.INFLUENCE)
        actions.connect(session, ELINA, MARJA, Link.TRUST)
        actions.rate(session, KARI, Aspect.RELATIONSHIP, 2, desk.today() - timedelta(40))
        actions.rate(session, KARI, Aspect.INFLUENCE, 4, desk.today() - timedelta(40))
        actions.rate(session, JONAS, Aspect.INFLUENCE, 3, desk.today() - timedelta(40))
        actions.describe(session, KARI, "primary_contact", "Sam")
    desk.workspace.seal()
    desk.select(account, deal)
    tab = RelationshipMapTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1500)
    tab.show()
    qtbot.waitExposed(tab)
    yield tab
    if tab.view.menus.menu is not None:
        tab.view.menus.menu.close()


def marks(tab: RelationshipMapTab) -> dict[int, str]:
    return {key: item.state.mark.text for key, item in tab.view.canvas.people.items() if item.state.mark}


def press_link(widget: object, words: str) -> None:
    button = next(one for one in widget.findChildren(QPushButton) if one.text() == words)  # type: ignore[attr-defined]
    QTest.mouseClick(button, LEFT)


# ways


def test_the_way_is_drawn_and_said(tab: RelationshipMapTab, qtbot: QtBot) -> None:
    tab.view.pick(ELINA)
    qtbot.mouseClick(tab.view.map.asides["way"], LEFT)
    way = tab.view.asides.way
    assert way.isVisible()
    assert way.target.value() == ELINA
    assert "1. Ask Kari Salmi first, who is with you. Sam on our side knows Kari Salmi." in way.lines.words()
    assert (
        "Marja Lehtonen introduces you to Elina Vuori: Elina Vuori trusts Marja Lehtonen."
        in way.lines.words()
    )
    assert marks(tab) == {KARI: "1", MARJA: "2", ELINA: "3"}
    assert [key for key, item in tab.view.canvas.people.items() if item.state.faded] == [JONAS]
    lit = [item.route.line.kind for item in tab.view.canvas.routes.values() if item.tone is Tone.STEP]
    assert sorted(lit) == [Link.INFLUENCE, Link.TRUST]
    assert tab.view.map.caption.text() == "The way to Elina Vuori"
    tab.view.canvas.select(())
    QTest.keyClick(tab.view.canvas, Qt.Key.Key_Escape)
    assert not way.isVisible()
    assert marks(tab) == {}
    assert not tab.view.map.caption.isVisible()


def test_no_way_says_so_until_a_line_is_drawn(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("Lonely") as session:
        actions.add_person(session, 1, "Zoe Zander")
    QApplication.processEvents()
    tab.focus_on("way:5")
    way = tab.view.asides.way
    assert "No way to Zoe Zander" in way.lines.words()
    assert marks(tab) == {}
    with desk.workspace.edit("Line") as session:
        actions.connect(session, 5, KARI, Link.TRUST)
    QApplication.processEvents()
    assert marks(tab) == {KARI: "1", 5: "2"}, "the way follows the data"


def test_the_menu_of_a_person_leads_to_the_way(tab: RelationshipMapTab, desk: Desk) -> None:
    tab.view.menus.open_person(player(desk, MARJA), (MARJA,), tab.mapToGlobal(QPoint(10, 10)))
    choose(tab.view.menus.menu, "Way to Marja Lehtonen")
    assert marks(tab) == {KARI: "1", MARJA: "2"}


def test_an_opponent_is_met_on_the_way_that_the_gap_names(tab: RelationshipMapTab) -> None:
    row = next(one for one in tab.view.gaps.rows if one.gap.key.startswith("unanswered"))
    QTest.mouseClick(row.fix, LEFT)
    assert tab.view.asides.way.target.value() == JONAS
    assert marks(tab)[JONAS] == "3"


# what if


def files_of(desk: Desk) -> dict[str, str]:
    """Every byte of the workspace, with the log beside it; what readers share in memory is none of it."""
    found = desk.workspace.path.parent.glob(f"{desk.workspace.path.name}*")
    return {
        path.name: sha256(path.read_bytes()).hexdigest() for path in found if not path.name.endswith("-shm")
    }


def test_what_if_changes_neither_file_nor_undo(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    before = files_of(desk)
    undone, people = desk.workspace.undo_label, page(desk)
    qtbot.mouseClick(tab.view.map.asides["what_if"], LEFT)
    panel = tab.view.asides.what_if
    form = panel.form
    for person, turn in (
        (KARI, Assumption(Turn.LEAVES, 0)),
        (JONAS, Assumption(Turn.INFLUENCE, 0, 5)),
        (ELINA, Assumption(Turn.DECIDES, 0)),
    ):
        form.set_person(person)
        form.set_turn(turn)
        qtbot.mouseClick(form.add_button, LEFT)
    assert marks(tab) == {KARI: "leaves", JONAS: "influence 3 → 5", ELINA: "decides"}
    assert tab.view.canvas.people[KARI].state.ghost
    assert tab.view.canvas.people[JONAS].card.person.influence == 5
    assert player(desk, JONAS).influence == 3
    said = panel.lines.words() + panel.gaps.words()
    assert "Build a second champion now." in said
    assert "No champion" in said
    shown = {figure.label: (figure.before, figure.after) for figure in panel.figures.shown}
    assert shown["For us"] == ("1", "0")
    assert shown["Decides"] == ("Marja Lehtonen", "Elina Vuori")
    assert shown["Kari Salmi"][1] == "gone"
    drag_away(tab)
    QTest.keyClick(tab.view.canvas, Qt.Key.Key_Delete)
    assert files_of(desk) == before
    assert desk.workspace.undo_label == undone
    assert page(desk) == people
    tab.view.canvas.select(())
    QTest.keyClick(tab.view.canvas, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert panel.assumptions == ()
    assert marks(tab) == {}
    assert tab.view.canvas.editable


def test_who_follows_and_lines_are_supposed_too(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    places = {key: item.card.box.x for key, item in tab.view.canvas.people.items()}
    people = page(desk)
    tab.view.asides.open_what_if()
    panel = tab.view.asides.what_if
    form = panel.form
    form.set_person(KARI)
    assert form.other.isVisible()
    form.other.set_value(ELINA)
    qtbot.mouseClick(form.add_button, LEFT)
    assert marks(tab) == {KARI: "leaves", ELINA: "follows Kari Salmi"}
    form.set_person(MARJA)
    form.set_turn(Assumption(Turn.TIES, 0, kind=Link.REPORTS))
    form.other.set_value(ELINA)
    qtbot.mouseClick(form.add_button, LEFT)
    assert "Elina Vuori works for Marja Lehtonen" in form.problem.text()
    assert form.problem.isVisible()
    form.other.set_value(JONAS)
    form.set_turn(Assumption(Turn.TIES, 0, kind=Link.CONFLICT))
    qtbot.mouseClick(form.add_button, LEFT)
    assert not form.problem.isVisible()
    assert [len(one.people) for one in panel.assumptions] == [2, 2]
    fresh = [key for key, item in tab.view.canvas.routes.items() if item.tone is Tone.NEW]
    assert {tab.view.canvas.routes[key].route.line.kind for key in fresh} == {Link.REPORTS, Link.CONFLICT}
    assert {key: item.card.box.x for key, item in tab.view.canvas.people.items()} == places, "nobody moves"
    form.set_turn(Assumption(Turn.PARTS, 0))
    form.set_person(JONAS)
    form.other.set_value(next(line for line in form._page.lines if line.kind is Link.CONFLICT))  # type: ignore[union-attr]
    qtbot.mouseClick(form.add_button, LEFT)
    assert [one.turn for one in panel.assumptions] == [Turn.LEAVES, Turn.PARTS]
    assert page(desk) == people


def test_a_line_may_end_by_its_menu(tab: RelationshipMapTab, desk: Desk) -> None:
    line = next(one for one in page(desk).lines if one.kind is Link.TRUST)
    tab.view._open_menu(None, line.id, tab.mapToGlobal(QPoint(20, 20)))
    choose(tab.view.menus.menu, "What if Elina Vuori no longer trusts Marja Lehtonen?")
    assert tab.view.canvas.routes[line.id].tone is Tone.GONE
    assert tab.view.map.caption.isVisible()
    assert line in page(desk).lines


def drag_away(tab: RelationshipMapTab) -> None:
    canvas = tab.view.canvas
    start = middle(canvas, JONAS)
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(40, 40))
    QTest.mouseRelease(canvas.viewport(), LEFT, PLAIN, start + QPoint(40, 40))


def test_the_coach_speaks_of_what_is_supposed(tab: RelationshipMapTab) -> None:
    tab.view.asides.open_what_if(Assumption(Turn.SIDE, KARI, -1))
    said = tab.view.asides.what_if.coach.words()
    assert "The coach would say" in said
    assert "Kari Salmi" in said


def test_what_if_begins_in_the_menu_and_goes_on_there(tab: RelationshipMapTab, desk: Desk) -> None:
    tab.view.menus.open_person(player(desk, KARI), (KARI,), tab.mapToGlobal(QPoint(10, 10)))
    menu = tab.view.menus.menu
    assert menu is not None
    entry = next(action for action in menu.actions() if action.text().startswith("What if"))
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    deeper = entry.menu()
    assert isinstance(deeper, QMenu)
    choose(deeper, "turns against us")
    assert marks(tab) == {KARI: "relation +2 → −1"}
    tab.view._open_menu(JONAS, None, tab.mapToGlobal(QPoint(20, 20)))
    choose(tab.view.menus.menu, "leaves")
    assert marks(tab) == {KARI: "relation +2 → −1", JONAS: "leaves"}
    panel = tab.view.asides.what_if
    drop = next(one for one in panel.findChildren(QPushButton) if "Jonas Ek leaves" in one.accessibleName())
    QTest.mouseClick(drop, LEFT)
    assert marks(tab) == {KARI: "relation +2 → −1"}


def test_an_edit_under_an_assumption_is_taken_in(tab: RelationshipMapTab, desk: Desk) -> None:
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, JONAS))
    with desk.workspace.edit("Remove") as session:
        actions.remove(session, [JONAS])
    QApplication.processEvents()
    assert tab.view.asides.what_if.assumptions == ()
    assert JONAS not in tab.view.canvas.people
    assert tab.view.asides.what_if.isVisible()


def test_a_link_of_what_if_leads_to_what_can_be_done_now(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    answer(qtbot, typed(qtbot, "Ursula", "Planner"))
    rows = tab.view.asides.what_if.gaps
    tab.view.asides.what_if.fix_wanted.emit(
        next(line.do for line in rows.shown if line.do.endswith("add:champion"))
    )
    assert page(desk).players[-1].roles == (DecisionRole.CHAMPION,)
    undo(desk, "Add Ursula")


def test_another_deal_ends_what_was_supposed(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    with desk.workspace.edit("Other deal") as session:
        other = an_opportunity(session, 1, "Second")
        a_person(session, other, "Zoe Zander")
    desk.select(1, other)
    qtbot.waitUntil(lambda: len(tab.view.canvas.people) == 1)
    assert tab.view.map.aside is None
    assert tab.view.asides.what_if.assumptions == ()


@pytest.mark.parametrize("name", ["way", "what_if", "snapshots"])
def test_the_page_stays_at_the_map_when_what_stood_beside_it_is_closed(
    tab: RelationshipMapTab, qtbot: QtBot, name: str
) -> None:
    tab.resize(900, 420)  # the filter and the table lie below
    qtbot.mouseClick(tab.view.map.asides[name], LEFT)
    QApplication.processEvents()
    field = QApplication.focusWidget()
    assert field is not None
    here = tab.view.verticalScrollBar().value()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert tab.view.map.aside is None
    assert tab.view.canvas.hasFocus()
    assert tab.view.verticalScrollBar().value() == here


# snapshots


def test_a_snapshot_is_taken_compared_renamed_and_thrown_away(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(tab.view.map.asides["snapshots"], LEFT)
    panel = tab.view.asides.snapshots
    assert "A snapshot keeps who is on the map" in panel.lines.words()
    qtbot.keyClicks(panel.name.editor, "Kick-off")
    qtbot.mouseClick(panel.take_button, LEFT)
    assert [row.name for row in panel.rows] == ["Kick-off"]
    assert "Nothing has changed" in panel.lines.words()
    with desk.workspace.edit("Changes") as session:
        actions.rate(session, KARI, Aspect.RELATIONSHIP, 0, desk.today())
        actions.remove(session, [JONAS])
        ida = actions.add_person(session, 1, "Ida Norr")
        actions.connect(session, ida, KARI, Link.TRUST)
    QApplication.processEvents()
    for words in ("Ida Norr", "Jonas Ek, Automation lead", "relation +2 → 0", "Ida Norr trusts Kari Salmi."):
        assert words in panel.lines.words()
    assert set(marks(tab).values()) == {"new", "left", "relation +2 → 0"}
    assert marks(tab)[KARI] == "relation +2 → 0"
    ghost = next(key for key, item in tab.view.canvas.people.items() if item.state.ghost)
    assert tab.view.canvas.people[ghost].card.person.name == "Jonas Ek"
    assert not tab.view.canvas.editable
    rename, drop = (
        next(one for one in panel.findChildren(QPushButton) if one.accessibleName().startswith(words))
        for words in ("Rename", "Throw away")
    )
    answer(qtbot, typed(qtbot, "Before the visit"))
    QTest.mouseClick(rename, LEFT)
    assert [row.name for row in panel.rows] == ["Before the visit"]
    undo(desk, "Rename a snapshot")
    assert [row.name for row in panel.rows] == ["Kick-off"]
    drop = next(
        one for one in panel.findChildren(QPushButton) if one.accessibleName().startswith("Throw away")
    )
    QTest.mouseClick(drop, LEFT)
    assert not panel.rows
    assert marks(tab) == {}
    undo(desk, "Throw away a snapshot")
    assert [row.name for row in panel.rows] == ["Kick-off"]
    desk.workspace.undo()
    undo(desk, "Take a snapshot of the map")
    assert not panel.rows


def test_two_snapshots_are_compared_the_earlier_first(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("Old") as session:
        old = actions.take_snapshot(session, page(desk), "Old", desk.today() - timedelta(30))
    with desk.workspace.edit("Change") as session:
        actions.rate(session, KARI, Aspect.INFLUENCE, 5, desk.today() - timedelta(20))
    with desk.workspace.edit("New") as session:
        new = actions.take_snapshot(session, page(desk), "New", desk.today() - timedelta(10))
        actions.rate(session, KARI, Aspect.INFLUENCE, 1, desk.today())
    tab.focus_on("compare")
    panel = tab.view.asides.snapshots
    assert marks(tab) == {KARI: "influence 5 → 1"}
    panel.before.set_value(new)
    panel.after.set_value(old)
    panel.changed.emit()
    assert marks(tab) == {KARI: "influence 4 → 5"}
    assert "(Old) to" in tab.view.map.caption.text()


# roles


def test_a_badge_opens_the_page_of_its_role(tab: RelationshipMapTab) -> None:
    canvas = tab.view.canvas
    card = canvas.people[KARI].card
    badge = canvas.mapFromScene(QPointF(*card.badges[0].middle))
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, badge)
    role = tab.view.asides.role
    assert role.isVisible()
    words = role.lines.words()
    for title in (
        "Champion",
        "Here: Kari Salmi",
        "Wants",
        "Fears",
        "Decides",
        "How to work with this role",
        "Ask",
    ):
        assert title in words
    assert [key for key, item in canvas.people.items() if item.state.faded] == [MARJA, JONAS, ELINA]


def test_gaps_and_table_lead_to_the_page_of_a_role(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    row = next(one for one in tab.view.gaps.rows if one.gap.role is not None)
    QTest.mouseClick(row.about, LEFT)
    role = tab.view.asides.role
    assert role.role.value() is row.gap.role
    assert "Nobody plays this role here yet." in role.lines.words()
    answer(qtbot, typed(qtbot, "Ursula", "Planner"))
    press_link(role, "Name a person")
    assert page(desk).players[-1].roles == (row.gap.role,)
    tab.view.menus.open_roles(player(desk, ELINA), tab.mapToGlobal(QPoint(10, 10)))
    choose(tab.view.menus.menu, "About the roles")
    assert role.role.value() is DecisionRole.FINANCIAL_APPROVER
    table = tab.view.people.table
    vacancy = next(one for one in table.rows() if one.id < 0)
    table.cell_opened.emit(vacancy.id, "roles")
    assert role.role.value() is vacancy.role


def test_each_of_the_nine_roles_has_a_page(tab: RelationshipMapTab) -> None:
    pages = []
    for role in DecisionRole:
        tab.focus_on(f"role:{role.value}")
        pages.append(tab.view.asides.role.lines.shown)
    assert all(len(lines) >= 12 and all(line.text for line in lines) for lines in pages)
    assert len(set(pages)) == 9


# the map as tables


def test_the_map_as_tables_and_lines_changed_there(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.view.map.twin_button, LEFT)
    twin = tab.view.map.twin
    assert twin.people is not None
    assert twin.lines is not None
    people = {line[0]: line for line in twin.people.as_table()}
    assert people["Kari Salmi"][2] == "Marja Lehtonen"
    assert people["Elina Vuori"][4:] == ["?", "?", "?"], "Unknown is no zero"
    assert ["Elina Vuori", "Trusts", "Marja Lehtonen", "Usual"] in twin.lines.as_table()
    line = next(one.id for one in twin.lines.rows() if one.kind is Link.TRUST)
    twin.lines.edited.emit(line, "strength", 3)
    assert next(one for one in page(desk).lines if one.id == line).strength == 3
    twin.lines.edited.emit(line, "kind", Link.INFLUENCE)
    assert ["Elina Vuori", "Influences", "Marja Lehtonen", "Strong"] in twin.lines.as_table()
    twin.lines.pick(line)
    twin.lines.setFocus()
    QTest.keyClick(twin.lines, Qt.Key.Key_Delete)
    assert all(one.id != line for one in page(desk).lines)
    undo(desk, "Take 1 line away")
    undo(desk, "Change a line")
    undo(desk, "Set the strength of a line")
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    assert [row[0] for row in twin.people.as_table() if row[-1] == "leaves"] == ["Kari Salmi"]
    twin.lines.delete_wanted.emit(line)
    assert any(one.id == line for one in page(desk).lines), "what is supposed changes nothing"


def test_a_screen_reader_hears_a_person_and_the_lines(tab: RelationshipMapTab) -> None:
    canvas = tab.view.canvas
    interface = QAccessible.queryAccessibleInterface(canvas)
    assert interface.text(QAccessible.Text.Value) == "4 people"
    canvas.select([KARI])
    heard = interface.text(QAccessible.Text.Value)
    assert "Kari Salmi, Maintenance manager, Champion" in heard
    assert "Kari Salmi reports to Marja Lehtonen" in heard
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    assert ", leaves" in interface.text(QAccessible.Text.Value)


def test_insert_adds_a_person_in_the_middle(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    answer(qtbot, typed(qtbot, "Zoe Zander"))
    tab.view.canvas.setFocus()
    QTest.keyClick(tab.view.canvas, Qt.Key.Key_Insert)
    assert page(desk).players[-1].name == "Zoe Zander"
    assert page(desk).players[-1].place is not None
    undo(desk, "Add Zoe Zander")


# the table


def cell(tab: RelationshipMapTab, key: int, column: str) -> None:
    table = tab.view.people.table
    table.setFocus()
    index = table.model().index(table._model.row_of(key), table._place(column))
    table.setCurrentIndex(index)


def test_delete_makes_a_cell_unknown_again(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("Fill") as session:
        actions.state_mode(session, KARI, Receptivity.GROWTH)
        actions.describe(session, KARI, "business_goal", "No stops")
    QApplication.processEvents()
    for column, field, empty, label in (
        ("influence", "influence", None, "Rate the influence of Kari Salmi"),
        ("relationship", "relationship", None, "Rate the relationship with Kari Salmi"),
        ("primary_contact", "primary_contact", "", "Set the contact"),
        ("roles", "roles", (), "Set the roles of Kari Salmi"),
        ("mode", "mode", Receptivity.UNKNOWN, "Set the receptivity of Kari Salmi"),
        ("business_goal", "goal", "", "Write a goal"),
    ):
        before = getattr(player(desk, KARI), field)
        cell(tab, KARI, column)
        QTest.keyClick(tab.view.people.table, Qt.Key.Key_Delete)
        assert getattr(player(desk, KARI), field) == empty != before
        assert len(page(desk).players) == 4
        undo(desk, label)
        assert getattr(player(desk, KARI), field) == before


def test_delete_on_the_name_takes_the_person_out(tab: RelationshipMapTab, desk: Desk) -> None:
    cell(tab, JONAS, "name")
    QTest.keyClick(tab.view.people.table, Qt.Key.Key_Delete)
    assert len(page(desk).players) == 3
    undo(desk, "Remove Jonas Ek")


def test_a_letter_sets_a_choice(tab: RelationshipMapTab, desk: Desk) -> None:
    for column, letter, value in (
        ("influence", "5", 5),
        ("relationship", "1", 1),
        ("relationship", "0", 0),
        ("mode", "g", Receptivity.GROWTH),
        ("mode", "T", Receptivity.TROUBLE),
        ("mode", "i", Receptivity.INDIFFERENT),
        ("mode", "o", Receptivity.OVERCONFIDENT),
        ("influence", "?", None),
    ):
        cell(tab, KARI, column)
        QTest.keyClicks(tab.view.people.table, letter)
        assert getattr(player(desk, KARI), column) == value, (column, letter)


def test_tab_goes_to_the_next_cell(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    table = tab.view.people.table
    cell(tab, KARI, "business_goal")
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "No stops")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QApplication.processEvents()
    following = QApplication.focusWidget()
    assert following is not editor
    assert table.currentIndex().column() == table._place("primary_contact"), "hidden columns are passed over"
    assert following is not None
    qtbot.keyClicks(following, "Ida")
    QTest.keyClick(following, Qt.Key.Key_Return)
    QApplication.processEvents()  # the delegate commits on the next turn of the event loop
    kari = player(desk, KARI)
    assert (kari.goal, kari.primary_contact) == ("No stops", "Ida")


def test_tab_after_a_letter_goes_on_in_the_table(tab: RelationshipMapTab, desk: Desk) -> None:
    table = tab.view.people.table
    cell(tab, KARI, "influence")
    QTest.keyClicks(table, "5")
    QTest.keyClick(table, Qt.Key.Key_Tab)
    QTest.keyClicks(table, "1")
    assert (player(desk, KARI).influence, player(desk, KARI).relationship) == (5, 1)
    QTest.keyClick(table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().column() == table._place("influence")
    assert table.hasFocus()


def test_f2_opens_the_menu_of_roles(tab: RelationshipMapTab, desk: Desk) -> None:
    cell(tab, KARI, "roles")
    QTest.keyClick(tab.view.people.table, Qt.Key.Key_F2)
    choose(tab.view.menus.menu, "Coach")
    assert player(desk, KARI).roles == (DecisionRole.COACH, DecisionRole.CHAMPION)


def test_columns_are_chosen_and_remembered(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    card = tab.view.people
    titles = card.table.as_table()[0]
    assert "Unit" not in titles
    next(one for one in card.columns.ticks() if one.text() == "Unit").trigger()
    next(one for one in card.columns.ticks() if one.text() == "Receptivity").trigger()
    titles = card.table.as_table()[0]
    assert "Unit" in titles
    assert "Receptivity" not in titles
    assert set(desk.settings.people_columns_hidden) == {"title", "personal_goal", "mode"}
    again = RelationshipMapTab(desk)
    qtbot.addWidget(again)
    again.refresh()
    assert again.view.people.table.as_table()[0] == titles
    card.columns.sort_wanted.emit("name")
    assert next(row.name for row in card.table.rows() if row.id > 0) == "Elina Vuori"
    card.columns.sort_wanted.emit("")
    assert next(row.name for row in card.table.rows()) == "Marja Lehtonen"


def test_the_table_is_filtered_by_role_and_unit(tab: RelationshipMapTab, desk: Desk) -> None:
    card = tab.view.people
    assert not card.unit.isVisible()
    with desk.workspace.edit("Unit") as session:
        session.get_one(Person, session.get_one(Stakeholder, ELINA).person_id).unit = "Finance"
    QApplication.processEvents()
    assert card.unit.isVisible()
    card.unit.set_value("Finance")
    card.unit.chosen.emit("Finance")
    assert [row.id for row in card.table.rows()] == [ELINA]
    card.unit.set_value(None)
    card.unit.chosen.emit(None)
    card.role.set_value(DecisionRole.USER)
    card.role.chosen.emit(DecisionRole.USER)
    assert [row.id > 0 for row in card.table.rows()] == [False], "the role that nobody plays"


# for other eyes


def test_a_customer_has_nothing_beside_the_map(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("Keep") as session:
        actions.take_snapshot(session, page(desk), "Secret name", desk.today())
    QApplication.processEvents()
    tab.view.asides.open_snapshots()
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    tab.view.map.twin_button.click()
    desk.show_to(CUSTOMER)
    tab.refresh()
    assert tab.view.map.aside is None
    assert not tab.view.map.row.isVisible()
    twin = tab.view.map.twin
    assert twin.people is not None
    assert twin.lines is not None
    words = " ".join(
        cell for table in (twin.people, twin.lines) for line in table.as_table() for cell in line
    )
    for secret in ("Adversary", "Trusts", "Influence", "?", "Strength", "leaves"):
        assert secret not in words
    offered = [action.text() for action in tab.view.map.stand_out.menu_actions()]
    assert not {"Adversary", "Coach", "Growth", "Trusts"} & set(offered)
    assert tab.view.map.caption.text() == ""
    tab.copy()
    assert "What if" not in QGuiApplication.clipboard().text()
    with desk.workspace.read() as session:
        assert queries.snapshots(session, 1, desk.audience) == ()
    desk.show_to(TEAM)


def test_what_is_written_on_the_map_leaves_with_it(tab: RelationshipMapTab) -> None:
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    tab.copy()
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert "What if: Kari Salmi leaves" in svg
    assert ">leaves<" in svg
    tab.view.map.close_aside()
    assert "What if" not in map_svg(tab.view.map.scene, notes=tab.view.map.notes)


def looks(tab: RelationshipMapTab) -> tuple[object, ...]:
    """Where one looks on the map, and how high things are."""
    canvas = tab.view.canvas
    return canvas.zoom, canvas.viewport_box(), tab.view.map.height(), tab.view.asides.what_if.area.height()


def test_paper_has_the_whole_map_the_whole_table_and_all_that_stands_beside(
    tab: RelationshipMapTab, qapp: QApplication
) -> None:
    tab.resize(820, 600)
    tab.view.asides.open_what_if(Assumption(Turn.LEAVES, KARI))
    tab.view.canvas.zoom_by(2.4)
    QApplication.processEvents()
    before = looks(tab)
    with on_paper(qapp, tab.view), unfolded(tab.view):
        words = "".join(pdf_pages(Sheets(tab.view, Heading("Map", "", ""), Format()).pdf()))
    assert all(name in words for name in ("Marja Lehtonen", "Jonas Ek", "Elina Vuori", "Automation lead"))
    assert tab.view.asides.what_if.coach.shown[-1].text.split()[0] in words
    assert "Influence against us" in words
    QApplication.processEvents()
    assert looks(tab) == before
    tab.view.map.twin_button.click()
    QApplication.processEvents()
    table = tab.view.map.twin.lines
    assert table is not None
    rows = table.as_table()
    with on_paper(qapp, tab.view), unfolded(tab.view):
        words = "".join(pdf_pages(Sheets(tab.view, Heading("Map", "", ""), Format()).pdf()))
    assert words.count("Influences") >= sum("Influences" in row for row in rows)
    assert words.count("Reports to") >= sum("Reports to" in row for row in rows)
