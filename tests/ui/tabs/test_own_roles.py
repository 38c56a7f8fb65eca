"""Roles of our own, added and written where they are needed: in the form, the dialog, the menus and beside the map."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.models.vocabulary import CUSTOMER, DecisionRole, NamedRole
from app.tools.relationship_map import actions, role_actions
from app.ui.desk import Desk
from app.ui.dialogs.ask_person import PersonQuestion
from app.ui.dialogs.ask_role import RoleQuestion
from app.ui.dialogs.base import Ask
from app.ui.tabs.key_persons.tab import KeyPersonsTab
from app.ui.tabs.relationship_map.tab import RelationshipMapTab
from app.ui.widgets.map_items import described
from tests.build import a_person, an_account, an_opportunity
from tests.ui.answer import answer, typed
from tests.ui.spying import painted
from tests.ui.tabs.test_relationship_map import LEFT, PLAIN, choose, page, player, undo

MARJA, KARI = 1, 2
COUNCIL = NamedRole("Works council", "Speaks for the shifts")


@pytest.fixture
def deal(desk: Desk) -> int:
    """Marja decides, Kari is champion and sits on the works council."""
    with desk.workspace.edit("Set up") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
        a_person(session, deal, "Marja Lehtonen", [DecisionRole.DECISION_MAKER])
        a_person(session, deal, "Kari Salmi", [DecisionRole.CHAMPION])
        actions.set_roles(session, KARI, (DecisionRole.CHAMPION, COUNCIL))
    desk.workspace.seal()
    desk.select(account, deal)
    return deal


@pytest.fixture
def tab(desk: Desk, deal: int, qtbot: QtBot) -> Iterator[RelationshipMapTab]:
    tab = RelationshipMapTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1500)
    tab.show()
    qtbot.waitExposed(tab)
    yield tab
    if tab.view.menus.menu is not None:
        tab.view.menus.menu.close()


def labels(desk: Desk, person: int = KARI) -> list[str]:
    return [role.label for role in player(desk, person).roles]


def press(widget: QPushButton) -> None:
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def test_the_form_offers_ours_behind_the_nine_and_makes_one_more(desk: Desk, deal: int, qtbot: QtBot) -> None:
    tab = KeyPersonsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1900)
    tab.show()
    tab.focus_on(f"person:{MARJA}:roles")
    picker = tab.view.form.part.roles
    assert [role.label for role in picker.buttons][9:] == ["Works council"]
    council = page(desk).own_roles[0]
    assert picker.buttons[council].toolTip() == "Works council: Speaks for the shifts"
    press(picker.buttons[council])
    assert labels(desk, MARJA) == ["Decision maker", "Works council"]
    undo(desk, "Set roles")
    assert not picker.buttons[council].isChecked()
    answer(qtbot, typed(qtbot, "Owner's friend", "Is asked on Sundays"))
    press(picker.more)
    assert labels(desk, MARJA) == ["Decision maker", "Owner's friend"]
    assert [role.label for role in picker.value()] == ["Decision maker", "Owner's friend"]
    undo(desk, "Add the role “Owner's friend”")
    assert [role.label for role in picker.buttons][9:] == ["Works council"]
    assert "Champion, Works council" in [cell for line in tab.view.people.as_table() for cell in line]


def test_a_new_person_comes_with_a_new_role_in_one_step(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, PersonQuestion)
        qtbot.keyClicks(dialog.name.editor, "Ursula Vik")
        answer(qtbot, typed(qtbot, "Safety delegate"))
        QTest.mouseClick(dialog.roles.more, LEFT)
        answer(qtbot, typed(qtbot, "works council"))  # there already: its button is pressed
        QTest.mouseClick(dialog.roles.more, LEFT)
        assert [role.label for role in dialog.roles.value()] == ["Works council", "Safety delegate"]

    answer(qtbot, fill)
    tab.new()
    assert labels(desk, 3) == ["Works council", "Safety delegate"]
    undo(desk, "Add Ursula Vik")
    assert [role.name for role in page(desk).own_roles] == ["Works council"]


def test_what_is_one_of_the_nine_is_no_own_role(qtbot: QtBot) -> None:
    question = RoleQuestion(None)
    qtbot.addWidget(question)
    question.show()
    for name, wrong in (
        ("Decision Maker", "one of the nine"),
        ("x" * 61, "60 letters"),
        ("", "fill this in"),
    ):
        question.name.editor.selectAll()  # type: ignore[attr-defined]
        QTest.keyClick(question.name.editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(question.name.editor, name)
        QTest.mouseClick(question.accept_button, LEFT)
        assert wrong in question.name.error()
    assert question.isVisible()


def test_the_menu_of_a_person_ticks_and_adds_them(tab: RelationshipMapTab, desk: Desk, qtbot: QtBot) -> None:
    tab.view.menus.open_roles(player(desk, MARJA), tab.mapToGlobal(QPoint(10, 10)))
    choose(tab.view.menus.menu, "Works council")
    assert labels(desk, MARJA) == ["Decision maker", "Works council"]
    undo(desk, "Set the roles of Marja Lehtonen")
    tab.view.menus.open_roles(player(desk, MARJA), tab.mapToGlobal(QPoint(10, 10)))
    answer(qtbot, typed(qtbot, "Owner's friend"))
    choose(tab.view.menus.menu, "Own role …")
    assert labels(desk, MARJA) == ["Decision maker", "Owner's friend"]
    undo(desk, "Add the role “Owner's friend”")
    assert labels(desk, MARJA) == ["Decision maker"]


def test_a_badge_opens_the_page_and_it_is_written_there(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    canvas = tab.view.canvas
    badge = canvas.mapFromScene(QPointF(*canvas.people[KARI].card.badges[1].middle))
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, badge)
    aside = tab.view.asides.role
    assert aside.own.isVisible()
    assert "Here: Kari Salmi" in aside.lines.words()
    assert [key for key, item in canvas.people.items() if item.state.faded] == [MARJA]
    assert "Works council" in described(canvas.people[KARI].card.person)
    wants = aside.own.fields["wants"]
    low = wants.editor.height()
    qtbot.keyClicks(wants.editor, "Nights without calls")
    for thought in ("To be asked first", "Trained people", "A say"):
        QTest.keyClick(wants.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(wants.editor, thought)
    QTest.keyClick(wants.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page(desk).role_pages[0].wants.splitlines()[1] == "To be asked first"
    assert wants.editor.height() > low, "the field is as high as its text"
    undo(desk, "Write the page of “Works council”")
    assert page(desk).role_pages[0].wants == ""
    assert wants.value() == ""


def test_a_role_is_added_renamed_moved_retired_and_deleted_on_its_page(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.focus_on("role:champion")
    aside = tab.view.asides.role
    answer(qtbot, typed(qtbot, "Safety delegate", "Signs the risk papers"))
    press(aside.more)
    assert (aside.shown.label, aside.own.fields["summary"].value()) == (
        "Safety delegate",
        "Signs the risk papers",
    )
    assert aside.own.remove.isVisible()
    assert not aside.own.retire.isVisible()
    press(aside.own.up)
    assert [one.role.name for one in page(desk).role_pages] == ["Safety delegate", "Works council"]
    press(aside.own.remove)
    assert [one.role.name for one in page(desk).role_pages] == ["Works council"]
    assert aside.shown is DecisionRole.CHAMPION
    undo(desk, "Delete the role “Safety delegate”")
    undo(desk, "Move the role “Safety delegate”")
    undo(desk, "Add the role “Safety delegate”")
    tab.focus_on("role:own-1")
    answer(qtbot, typed(qtbot, "Union steward"))
    press(aside.own.rename)
    assert labels(desk) == ["Champion", "Union steward"]
    assert aside.role.value() == 1
    press(aside.own.retire)
    assert "Retired" in aside.own.state.text()
    tab.view.menus.open_roles(player(desk, MARJA), tab.mapToGlobal(QPoint(10, 10)))
    assert "Union steward" in words(tab.view.menus.menu), "Kari still plays it in this deal"
    press(aside.own.back)
    assert not page(desk).role_pages[0].role.retired
    undo(desk, "Bring back the role “Union steward”")
    undo(desk, "Retire the role “Union steward”")
    undo(desk, "Rename the role “Works council”")
    assert labels(desk) == ["Champion", "Works council"]


def test_a_role_that_nobody_plays_here_is_named_from_its_page(
    tab: RelationshipMapTab, desk: Desk, qtbot: QtBot
) -> None:
    with desk.workspace.edit("Take it") as session:
        actions.set_roles(session, KARI, (DecisionRole.CHAMPION,))
    tab.focus_on("role:own-1")
    answer(qtbot, typed(qtbot, "Ursula Vik"))
    links = tab.view.asides.role.findChildren(QPushButton)
    press(next(one for one in links if one.text() == "Name a person"))
    assert labels(desk, 3) == ["Works council"]


def test_table_and_map_are_filtered_by_them_and_follow_a_new_name(
    tab: RelationshipMapTab, desk: Desk
) -> None:
    council = page(desk).own_roles[0]
    card, stand_out = tab.view.people, tab.view.map.stand_out
    card.role.set_value(council)
    card.role.chosen.emit(council)
    assert [row.id for row in card.table.rows()] == [KARI]
    next(one for one in stand_out.menu_actions() if one.text() == "Works council").trigger()
    assert stand_out.text() == "Works council"
    with desk.workspace.edit("Rename") as session:
        actions.set_roles(session, MARJA, (council,))
        role_actions.rename(session, council.id, "Union steward")
    QApplication.processEvents()
    assert stand_out.text() == "Union steward"
    faded = [key for key, item in tab.view.canvas.people.items() if item.state.faded]
    assert faded == []


def test_a_customer_sees_no_role_of_ours(tab: RelationshipMapTab, desk: Desk) -> None:
    assert "Works council" in painted(tab)
    desk.show_to(CUSTOMER)
    tab.refresh()
    assert "Works council" not in painted(tab)
    assert "Works council" not in repr(tab._page)
    assert "Works council" not in [one.text() for one in tab.view.map.stand_out.menu_actions()]
    canvas = tab.view.canvas
    badge = canvas.mapFromScene(QPointF(*canvas.people[MARJA].card.badges[0].middle))
    QTest.mouseClick(canvas.viewport(), LEFT, PLAIN, badge)
    assert tab.view.map.aside is None, "how to work with a role is said to ourselves"
    tab.focus_on("role:decision_maker")
    assert tab.view.map.aside is None


def words(menu: QMenu | None) -> list[str]:
    return [] if menu is None else [action.text() for action in menu.actions()]
