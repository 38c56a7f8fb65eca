"""The key-player map, driven as a user drives it: mouse and keyboard, each edit with its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.errors import WorkbenchError
from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.vocabulary import CUSTOMER, Aspect, DecisionRole, Link, Receptivity
from app.tools.relationship_map import actions, queries
from app.tools.relationship_map.rows import People, PlayerRow
from app.ui.desk import Desk
from app.ui.tabs.relationship_map.tab import RelationshipMapTab
from app.ui.widgets.map_canvas import MapCanvas
from tests.build import a_person, an_account, an_opportunity
from tests.ui.answer import answer, typed

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
MARJA, KARI, JONAS = 1, 2, 3


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> Iterator[RelationshipMapTab]:
    """The page with three people: Marja above Kari and Jonas."""
    with desk.workspace.edit("Set up") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
        a_person(session, deal, "Marja Lehtonen", [DecisionRole.DECISION_MAKER], "Mill manager")
        a_person(session, deal, "Kari Salmi", [DecisionRole.CHAMPION], "Maintenance manager")
        a_person(session, deal, "Jonas Ek", [DecisionRole.ADVERSARY], "Automation lead")
        actions.connect(session, KARI, MARJA, Link.REPORTS)
        actions.connect(session, JONAS, MARJA, Link.REPORTS)
        actions.rate(session, KARI, Aspect.RELATIONSHIP, 2, desk.today())
    desk.workspace.seal()
    desk.select(account, deal)
    tab = RelationshipMapTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1400)
    tab.show()
    qtbot.waitExposed(tab)
    yield tab
    if tab.view.menus.menu is not None:
        tab.view.menus.menu.close()


def page(desk: Desk) -> People:
    deal = desk.selection.opportunity_id
    assert deal is not None
    with desk.workspace.read() as session:
        found = queries.people(session, deal)
    assert found is not None
    return found


def player(desk: Desk, key: int) -> PlayerRow:
    found = page(desk).player(key)
    assert found is not None
    return found


def middle(canvas: MapCanvas, key: int) -> QPoint:
    return canvas.mapFromScene(QPointF(*canvas.people[key].card.box.middle))


def free_spot(canvas: MapCanvas) -> QPoint:
    corner = QPoint(16, canvas.viewport().height() - 16)
    assert canvas.item_at(corner) is None
    return corner


def drag(canvas: MapCanvas, start: QPoint, end: QPoint) -> None:
    view = canvas.viewport()
    QTest.mousePress(view, LEFT, PLAIN, start)
    QTest.mouseMove(view, start + (end - start) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, PLAIN, end)


def choose(menu: QMenu | None, words: str) -> None:
    """Click the entry of an open menu, in a submenu too."""
    assert menu is not None
    assert menu.isVisible()
    for action in menu.actions():
        if action.text() == words:
            menu.setActiveAction(action)
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
    raise AssertionError(f"no “{words}” among {[action.text() for action in menu.actions()]}")


def undo(desk: Desk, label: str) -> None:
    assert desk.workspace.undo() == label
    QApplication.processEvents()


def test_an_empty_map_invites_to_name_the_first_person(desk: Desk, qtbot: QtBot) -> None:
    with desk.workspace.edit("Set up") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
    tab = RelationshipMapTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.shown_page() is tab.nothing
    desk.select(account, deal)
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    answer(qtbot, typed(qtbot, "Elina Vuori", "CFO"))
    qtbot.mouseClick(tab.start.button, LEFT)
    assert [one.name for one in page(desk).players] == ["Elina Vuori"]
    assert tab.shown_page() is tab.view
    undo(desk, "Add Elina Vuori")
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)


def test_a_person_is_dragged_and_the_place_is_remembered(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    before = canvas.people[KARI].card.box
    start = middle(canvas, KARI)
    drag(canvas, start, start + QPoint(-40, 60))
    place = player(desk, KARI).place
    assert place is not None
    assert place[0] < before.x
    assert place[1] > before.y
    assert canvas.people[KARI].card.box.x == place[0]
    assert canvas.selected == {KARI}
    undo(desk, "Move Kari Salmi")
    assert player(desk, KARI).place is None
    assert canvas.people[KARI].card.box == before


def test_escape_puts_a_dragged_person_back(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    start, before = middle(canvas, KARI), canvas.people[KARI].card.box
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(50, 50))
    assert canvas.people[KARI].card.box != before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.people[KARI].card.box == before
    QTest.mouseRelease(canvas.viewport(), LEFT, PLAIN, start + QPoint(50, 50))
    assert player(desk, KARI).place is None


def test_several_are_framed_and_moved_together(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    left, right = middle(canvas, KARI), middle(canvas, JONAS)
    drag(
        canvas,
        QPoint(min(left.x(), right.x()) - 120, left.y() - 50),
        QPoint(max(left.x(), right.x()) + 10, left.y() + 60),
    )
    assert canvas.selected == {KARI, JONAS}
    drag(canvas, left, left + QPoint(0, 40))
    assert player(desk, KARI).place is not None
    assert player(desk, JONAS).place is not None
    assert player(desk, MARJA).place is None
    undo(desk, "Move 2 people")
    assert player(desk, JONAS).place is None


def test_arrow_keys_walk_and_with_control_move(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    canvas.setFocus()
    canvas.select([MARJA])
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.current in {KARI, JONAS}
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.current == MARJA
    before = canvas.people[MARJA].card.box
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert player(desk, MARJA).place == pytest.approx((before.x + 36, before.y), abs=0.2)
    undo(desk, "Move Marja Lehtonen")
    assert player(desk, MARJA).place is None, "three nudges are one step"


def test_a_line_is_drawn_from_the_handle(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, KARI))
    assert canvas.ground.handle.isVisible()
    drag(canvas, canvas.mapFromScene(canvas.ground.handle.pos()), middle(canvas, JONAS))
    choose(tab.view.menus.menu, "Kari Salmi influences Jonas Ek")
    lines = page(desk).lines
    assert (lines[-1].from_id, lines[-1].to_id, lines[-1].kind) == (KARI, JONAS, Link.INFLUENCE)
    assert lines[-1].id in canvas.routes
    undo(desk, "Draw an influence line")
    assert len(page(desk).lines) == 2
    assert lines[-1].id not in canvas.routes
    desk.workspace.redo()
    QApplication.processEvents()
    assert lines[-1].id in canvas.routes


def test_a_line_is_drawn_from_the_button_by_a_drag_or_by_two_clicks(
    tab: RelationshipMapTab, desk: Desk
) -> None:
    canvas = tab.view.canvas
    QTest.mouseClick(tab.view.map.draw_button, LEFT)
    drag(canvas, middle(canvas, KARI), middle(canvas, JONAS))
    choose(tab.view.menus.menu, "Kari Salmi influences Jonas Ek")
    assert (page(desk).lines[-1].from_id, page(desk).lines[-1].to_id) == (KARI, JONAS)
    assert player(desk, KARI).place is None, "the person stays where he was"
    undo(desk, "Draw an influence line")
    canvas.select(())
    QTest.mouseClick(tab.view.map.draw_button, LEFT)
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, KARI))
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, JONAS))
    choose(tab.view.menus.menu, "Kari Salmi influences Jonas Ek")
    undo(desk, "Draw an influence line")
    assert canvas.pencil.begun is None
    canvas.select(())
    QTest.mouseClick(tab.view.map.draw_button, LEFT)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.pencil.asking


def test_a_line_is_drawn_with_the_keyboard(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    canvas.setFocus()
    canvas.select([KARI])
    QTest.keyClick(canvas, Qt.Key.Key_L)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.pencil.target == MARJA
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    choose(tab.view.menus.menu, "Kari Salmi trusts Marja Lehtonen")
    assert page(desk).lines[-1].kind is Link.TRUST
    undo(desk, "Draw a line of trust")


def test_a_circle_of_bosses_is_said_in_a_sentence(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    canvas = tab.view.canvas
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, MARJA))
    with qtbot.waitSignal(desk.failed) as failed:
        drag(canvas, canvas.mapFromScene(canvas.ground.handle.pos()), middle(canvas, KARI))
        choose(tab.view.menus.menu, "Marja Lehtonen reports to Kari Salmi")
    error = failed.args[0] if failed.args else None
    assert isinstance(error, WorkbenchError)
    assert "circle of bosses" in str(error)
    assert len(page(desk).lines) == 2


def test_a_line_is_changed_in_its_menu_and_taken_away(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    with desk.workspace.edit("Line") as session:
        line = actions.connect(session, KARI, JONAS, Link.CONFLICT)
    QApplication.processEvents()
    tab.view._open_menu(None, line, canvas.mapToGlobal(QPoint(5, 5)))
    choose(tab.view.menus.menu, "Strong")
    assert page(desk).lines[-1].strength == 3
    undo(desk, "Set the strength of a line")
    tab.view._open_menu(None, line, canvas.mapToGlobal(QPoint(5, 5)))
    choose(tab.view.menus.menu, "Turn around")
    assert page(desk).lines[-1].from_id == JONAS
    undo(desk, "Turn a line around")
    route = canvas.routes[line].route
    point = canvas.mapFromScene(QPointF(*route.drawn[len(route.drawn) // 2]))
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, point)
    assert canvas.selected_line == line
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert all(one.id != line for one in page(desk).lines)
    undo(desk, "Take 1 line away")
    assert any(one.id == line for one in page(desk).lines)


def test_a_person_is_added_where_one_double_clicks(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    canvas = tab.view.canvas
    spot = free_spot(canvas)
    where = canvas.point(spot)
    answer(qtbot, typed(qtbot, "Elina Vuori", "CFO"))
    QTest.mouseDClick(canvas.viewport(), LEFT, PLAIN, spot)
    added = page(desk).players[-1]
    assert (added.name, added.title) == ("Elina Vuori", "CFO")
    assert added.place == pytest.approx(where)
    assert canvas.current == added.id
    assert tab.view.people.table.picked_id() == added.id
    undo(desk, "Add Elina Vuori")
    assert len(page(desk).players) == 3


def test_a_person_is_renamed_on_the_map(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    canvas = tab.view.canvas
    canvas.setFocus()
    canvas.select([KARI])
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    assert canvas.editor.isVisible()
    qtbot.keyClicks(canvas.editor, "Kari Virtanen")
    opened: list[int] = []
    canvas.opened.connect(opened.append)
    QTest.keyClick(canvas.editor, Qt.Key.Key_Return)
    assert player(desk, KARI).name == "Kari Virtanen"
    assert not opened, "Return ends the renaming and does no more"
    undo(desk, "Rename Kari Salmi")
    assert player(desk, KARI).name == "Kari Salmi"
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    qtbot.keyClicks(canvas.editor, "Nobody")
    QTest.keyClick(canvas.editor, Qt.Key.Key_Escape)
    assert player(desk, KARI).name == "Kari Salmi"


def test_a_person_is_removed_and_comes_back_with_the_lines(tab: RelationshipMapTab, desk: Desk) -> None:
    canvas = tab.view.canvas
    canvas.setFocus()
    canvas.select([JONAS])
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert [one.name for one in page(desk).players] == ["Marja Lehtonen", "Kari Salmi"]
    assert len(canvas.routes) == 1
    undo(desk, "Remove Jonas Ek")
    assert len(canvas.routes) == 2
    assert len(canvas.people) == 3


def test_return_and_double_click_open_the_person(tab: RelationshipMapTab, desk: Desk) -> None:
    wanted: list[tuple[str, str]] = []
    desk.tool_wanted.connect(lambda tool, what: wanted.append((tool, what)))
    canvas = tab.view.canvas
    QTest.mouseDClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, KARI))
    canvas.select([JONAS])
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert wanted == [("key_persons", f"person:{KARI}"), ("key_persons", f"person:{JONAS}")]


def test_roles_and_ratings_in_the_menu_of_a_person(tab: RelationshipMapTab, desk: Desk) -> None:
    tab.view.menus.open_roles(player(desk, KARI), tab.mapToGlobal(QPoint(10, 10)))
    choose(tab.view.menus.menu, "Coach")
    assert player(desk, KARI).roles == (DecisionRole.COACH, DecisionRole.CHAMPION)
    undo(desk, "Set the roles of Kari Salmi")
    assert player(desk, KARI).roles == (DecisionRole.CHAMPION,)
    tab.view.menus.open_person(player(desk, KARI), (KARI,), tab.mapToGlobal(QPoint(10, 10)))
    menu = tab.view.menus.menu
    assert menu is not None
    entry = next(action for action in menu.actions() if action.text() == "Influence")
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    ratings = entry.menu()
    assert isinstance(ratings, QMenu)
    choose(ratings, "5 of 5")
    assert player(desk, KARI).influence == 5
    undo(desk, "Rate the influence of Kari Salmi")
    assert player(desk, KARI).influence is None


def test_tidy_forgets_the_places(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    assert not tab.view.map.tidy_button.isEnabled()
    with desk.workspace.edit("Place") as session:
        actions.place(session, {KARI: (500, 500)})
    QApplication.processEvents()
    qtbot.mouseClick(tab.view.map.tidy_button, LEFT)
    assert player(desk, KARI).place is None
    undo(desk, "Tidy the map")
    assert player(desk, KARI).place == (500, 500)


def edit_cell(tab: RelationshipMapTab, qtbot: QtBot, key: int, column: str, text: str) -> None:
    table = tab.view.people.table
    table.edit_cell(key, column)
    editor = QApplication.focusWidget()
    assert editor is not None
    editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("column", "field", "text", "label"),
    [
        ("name", "name", "Kari S", "Rename Kari Salmi"),
        ("business_goal", "goal", "No stops", "Write a goal"),
        ("primary_contact", "primary_contact", "Ida", "Set the contact"),
        ("personal_win", "win", "Promotion", "Write a personal win or threat"),
    ],
)
def test_texts_are_edited_in_the_table(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot, column: str, field: str, text: str, label: str
) -> None:
    before = getattr(player(desk, KARI), field)
    edit_cell(tab, qtbot, KARI, column, text)
    assert getattr(player(desk, KARI), field) == text
    undo(desk, label)
    assert getattr(player(desk, KARI), field) == before


def test_ratings_and_mode_are_edited_in_the_table(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    table = tab.view.people.table
    table.edited.emit(KARI, "influence", 4)
    table.edited.emit(KARI, "relationship", None)
    table.edited.emit(KARI, "mode", Receptivity.TROUBLE)
    kari = player(desk, KARI)
    assert (kari.influence, kari.relationship, kari.mode) == (4, None, Receptivity.TROUBLE)
    assert tab.view.canvas.people[KARI].card.person.influence == 4, "the map is in step at once"
    undo(desk, "Set the receptivity of Kari Salmi")
    undo(desk, "Rate the relationship with Kari Salmi")
    assert player(desk, KARI).relationship == 2
    with desk.workspace.edit("Marks") as session:
        actions.rate(session, KARI, Aspect.WISHED, 8, desk.today())
        actions.rate(session, KARI, Aspect.PERCEIVED, 3, desk.today())
    with qtbot.waitSignal(desk.failed) as failed:
        table.edited.emit(KARI, "mode", Receptivity.GROWTH)
    assert "plane" in str(failed.args[0] if failed.args else "")


def test_map_and_table_point_at_the_same_person(tab: RelationshipMapTab) -> None:
    canvas, table = tab.view.canvas, tab.view.people.table
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, middle(canvas, JONAS))
    assert table.picked_id() == JONAS
    QTest.mouseClick(table.viewport(), LEFT, PLAIN, table.cell_center(KARI, "primary_contact"))
    assert canvas.current == KARI
    assert "Kari Salmi, Maintenance manager, Champion" in canvas.accessibleDescription()


def test_the_table_invites_to_fill_a_missing_role(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    table = tab.view.people.table
    vacancy = next(row for row in table.rows() if row.id < 0)
    assert vacancy.role is DecisionRole.FINANCIAL_APPROVER
    answer(qtbot, typed(qtbot, "Elina Vuori", "CFO"))
    table.opened.emit(vacancy.id)
    assert page(desk).players[-1].roles == (DecisionRole.FINANCIAL_APPROVER,)
    undo(desk, "Add Elina Vuori")


def test_the_table_is_filtered(tab: RelationshipMapTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.view.people.search, "mainten")
    assert [row.id for row in tab.view.people.table.rows()] == [KARI]


def tick(tab: RelationshipMapTab, words: str) -> None:
    """Tick an entry of the filter of the map."""
    next(one for one in tab.view.map.stand_out.menu_actions() if one.text() == words).trigger()


def faded(tab: RelationshipMapTab) -> list[int]:
    return [key for key, item in tab.view.canvas.people.items() if item.state.faded]


def test_what_is_chosen_stands_out_and_the_others_fade(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("More") as session:
        actions.connect(session, JONAS, KARI, Link.CONFLICT)
        actions.state_mode(session, JONAS, Receptivity.INDIFFERENT)
        session.get_one(Person, session.get_one(Stakeholder, MARJA).person_id).unit = "Board mill"
    QApplication.processEvents()
    tick(tab, "Champion")
    assert faded(tab) == [MARJA, JONAS]
    assert tab.view.map.stand_out.text() == "Champion"
    tick(tab, "Decision maker")
    assert faded(tab) == [JONAS], "of one kind any will do"
    tick(tab, "Board mill")
    assert faded(tab) == [KARI, JONAS], "of two kinds both are wanted"
    tick(tab, "Everything")
    assert faded(tab) == []
    tick(tab, "Indifferent")
    assert faded(tab) == [MARJA, KARI]
    tick(tab, "Indifferent")
    tick(tab, "Is at odds with")
    assert faded(tab) == [MARJA]
    routes = tab.view.canvas.routes.values()
    assert [item.route.line.kind for item in routes if not item.faded] == [Link.CONFLICT]


def test_kinds_of_lines_are_hidden_and_shown(tab: RelationshipMapTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.view.map.kinds[Link.REPORTS], LEFT)
    assert not tab.view.canvas.routes
    qtbot.mouseClick(tab.view.map.kinds[Link.REPORTS], LEFT)
    assert len(tab.view.canvas.routes) == 2


def test_zoom_with_wheel_and_keys_keeps_the_point_below(tab: RelationshipMapTab) -> None:
    canvas = tab.view.canvas
    canvas.setFocus()
    spot = middle(canvas, KARI)
    before, zoom = canvas.point(spot), canvas.zoom
    wheel = QWheelEvent(
        QPointF(spot), QPointF(canvas.mapToGlobal(spot)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), wheel)
    assert canvas.zoom > zoom
    assert canvas.point(spot) == pytest.approx(before, abs=3)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom <= 1.0
    assert not canvas.mini.isVisible()
    for _ in range(8):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.mini.isVisible(), "the overview comes when not all is seen"


def test_another_deal_is_looked_at_anew(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    canvas = tab.view.canvas
    canvas.zoom_by(2)
    with desk.workspace.edit("Other deal") as session:
        other = an_opportunity(session, 1, "Second")
        a_person(session, other, "Zoe Zander")
    desk.select(1, other)
    qtbot.waitUntil(lambda: len(canvas.people) == 1)
    assert canvas.zoom == 1.0
    card = next(iter(canvas.people.values())).card
    assert canvas.viewport().rect().contains(canvas.mapFromScene(QPointF(*card.box.middle)))


def test_findings_lead_to_the_right_place(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    tab.focus_on(f"person:{KARI}")
    assert tab.view.canvas.current == KARI
    tab.focus_on(f"contact:{KARI}")
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "Ida")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert player(desk, KARI).primary_contact == "Ida"
    answer(qtbot, typed(qtbot, "Ursula", "Controller"))
    tab.focus_on("add:coach")
    assert page(desk).players[-1].roles == (DecisionRole.COACH,)


def test_the_gaps_follow_the_data(tab: RelationshipMapTab, desk: Desk) -> None:
    titles = [row.gap.title for row in tab.view.gaps.rows]
    assert "Nobody answers Jonas Ek" in titles
    with desk.workspace.edit("Line") as session:
        actions.connect(session, KARI, JONAS, Link.INFLUENCE)
    QApplication.processEvents()
    assert "Nobody answers Jonas Ek" not in [row.gap.title for row in tab.view.gaps.rows]


def test_a_customer_sees_no_opinion_anywhere_on_the_page(tab: RelationshipMapTab, desk: Desk) -> None:
    with desk.workspace.edit("Secrets") as session:
        actions.connect(session, JONAS, KARI, Link.CONFLICT)
        actions.describe(session, KARI, "personal_win", "Wants the boss's chair")
    desk.show_to(CUSTOMER)
    tab.refresh()
    assert not tab.view.so_what.isVisible()
    assert not tab.view.map.row.isVisible()
    assert {item.route.line.kind for item in tab.view.canvas.routes.values()} == {Link.REPORTS}
    assert all(item.card.person.relationship is None for item in tab.view.canvas.people.values())
    words = [cell for line in tab.view.people.table.as_table() for cell in line]
    assert not [cell for cell in words if "Adversary" in cell or "boss's chair" in cell or "+2" in cell]
    tab.copy()
    copied = QGuiApplication.clipboard().text() + QGuiApplication.clipboard().mimeData().html()
    for secret in ("Adversary", "boss's chair", "+2", "?"):
        assert secret not in copied
    start = middle(tab.view.canvas, KARI)
    drag(tab.view.canvas, start, start + QPoint(60, 60))
    QTest.keyClick(tab.view.canvas, Qt.Key.Key_Delete)
    assert player(desk, KARI).place is None


def test_map_and_table_leave_the_program(
    tab: RelationshipMapTab, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(_parent: object, _title: str, name: str, _pattern: str) -> Path:
        return tmp_path / f"out{Path(name).suffix}"

    monkeypatch.setattr(desk, "ask_save_path", ask)
    for way in tab.exports():
        way.handler()
    starts = {
        "docx": b"PK",
        "xlsx": b"PK",
        "tsv": b"\xef\xbb\xbfName",
        "svg": b"<?xml",
        "png": b"\x89PNG",
        "pdf": b"%PDF",
    }
    for ending, start in starts.items():
        assert (tmp_path / f"out.{ending}").read_bytes().startswith(start)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat("image/svg+xml")
    assert data.hasImage()
    assert "<table" in data.html()
    assert "Kari Salmi" in data.text()
