"""Key persons, used by mouse and keyboard; each edit and its undo."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.vocabulary import CUSTOMER, Aspect, Audience, DecisionRole, EvidenceClass, Rater, Receptivity
from app.tools.key_persons import actions, queries, rating_actions
from app.tools.key_persons.rows import People, PersonFacts
from app.ui.desk import Desk
from app.ui.dialogs.ask_levels import LevelsQuestion
from app.ui.dialogs.ask_name import NameQuestion
from app.ui.dialogs.ask_people import PeopleQuestion
from app.ui.dialogs.ask_person import PersonQuestion
from app.ui.dialogs.ask_signs import SignsQuestion
from app.ui.dialogs.base import Ask
from app.ui.tabs.key_persons.plane_card import zones
from app.ui.tabs.key_persons.tab import KeyPersonsTab
from app.ui.widgets.field import Field
from app.ui.widgets.segmented import Segmented
from tests.build import TODAY, a_person, an_account, an_opportunity
from tests.ui.active import make_active
from tests.ui.answer import answer, choose, typed

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def empty(desk: Desk, qtbot: QtBot) -> KeyPersonsTab:
    """The page of a deal without people."""
    with desk.workspace.edit("Begin") as session:
        account_id = an_account(session)
        deal = an_opportunity(session, account_id)
    desk.select(account_id, deal)
    tab = KeyPersonsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1900)
    tab.show()
    tab.activateWindow()
    qtbot.waitExposed(tab)
    return tab


@pytest.fixture
def tab(empty: KeyPersonsTab, qtbot: QtBot) -> KeyPersonsTab:
    """Kari and Marja, not rated yet; Kari is picked."""
    with empty.desk.workspace.edit("People") as session:
        a_person(session, 1, "Kari Salmi", [DecisionRole.CHAMPION], "Maintenance manager")
        a_person(session, 1, "Marja Lehtonen", [DecisionRole.DECISION_MAKER], "Mill manager")
    qtbot.wait(1)
    return empty


def read(tab: KeyPersonsTab, audience: Audience = Audience.INTERNAL) -> People:
    with tab.desk.workspace.read() as session:
        found = queries.people(session, 1, audience)
    assert found is not None
    return found


def kari(tab: KeyPersonsTab) -> PersonFacts:
    with tab.desk.workspace.read() as session:
        found = queries.person_facts(session, 1, TODAY)
    assert found is not None
    return found


def undo(tab: KeyPersonsTab, qtbot: QtBot) -> str | None:
    label = tab.desk.workspace.undo()
    qtbot.wait(1)
    return label


def drag(qtbot: QtBot, tab: KeyPersonsTab, stakeholder: int, perceived: float, wished: float) -> None:
    matrix = tab.view.plane.matrix
    start = matrix.token_center(str(stakeholder)).toPoint()
    end = matrix.point_at(perceived, wished).toPoint()
    qtbot.mousePress(matrix, LEFT, pos=start)
    qtbot.mouseMove(matrix, (start + end) / 2)
    qtbot.mouseMove(matrix, end)
    qtbot.mouseRelease(matrix, LEFT, pos=end)


def write(qtbot: QtBot, field: Field, text: str, leave: QWidget) -> None:
    """Type over a field and go elsewhere."""
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, text)
    leave.setFocus()


def pick(qtbot: QtBot, tab: KeyPersonsTab, row: int) -> None:
    table = tab.view.people.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(row, 1)).center())


def test_without_an_opportunity_the_page_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    tab = KeyPersonsTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.shown_page() is tab.nothing


def test_the_first_person_is_named(empty: KeyPersonsTab, qtbot: QtBot) -> None:
    assert empty.shown_page() is empty.start

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, PersonQuestion)
        qtbot.keyClicks(dialog.name.editor, "Elina Vuori")
        qtbot.keyClicks(dialog.title.editor, "CFO")
        qtbot.mouseClick(dialog.roles.buttons[DecisionRole.FINANCIAL_APPROVER], LEFT)

    answer(qtbot, fill)
    qtbot.mouseClick(empty.start.button, LEFT)
    (row,) = read(empty).people
    assert (row.name, row.title, row.roles) == ("Elina Vuori", "CFO", (DecisionRole.FINANCIAL_APPROVER,))
    assert empty.shown_page() is empty.view
    assert undo(empty, qtbot) == "Add Elina Vuori"
    assert empty.shown_page() is empty.start


def test_a_role_to_fill_comes_filled_in(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, PersonQuestion)
        assert dialog.roles.value() == (DecisionRole.IMPLEMENTATION_OWNER,)
        qtbot.mouseClick(dialog.unknown, LEFT, pos=QPoint(8, dialog.unknown.height() // 2))
        qtbot.keyClicks(dialog.title.editor, "Project manager")

    answer(qtbot, fill)
    tab.focus_on("add:implementation_owner")
    made = next(row for row in read(tab).people if row.name == "Project manager")
    assert made.placeholder
    assert tab.view.form.head._title.text() == "Project manager"


@pytest.mark.parametrize(
    ("perceived", "wished", "expected"),
    [
        (2.0, 8.0, Receptivity.TROUBLE),
        (6.5, 9.0, Receptivity.GROWTH),
        (6.0, 6.0, Receptivity.INDIFFERENT),
        (9.0, 4.0, Receptivity.OVERCONFIDENT),
    ],
)
def test_a_drop_on_the_plane_gives_the_mode_of_the_place(
    tab: KeyPersonsTab, qtbot: QtBot, perceived: float, wished: float, expected: Receptivity
) -> None:
    assert zones().region(perceived, wished) == expected.value
    drag(qtbot, tab, 2, perceived, wished)
    row = next(row for row in read(tab).people if row.id == 2)
    assert row.mode is expected
    assert tab.view.mode.sentence.text()
    assert "Marja" in tab.view.form.head._title.text()  # who was dragged is picked
    assert undo(tab, qtbot) == "Move Marja Lehtonen on the plane"
    assert all(row.mode is Receptivity.UNKNOWN for row in read(tab).people)


def test_keys_move_a_person(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, 1, 4.0, 8.0)
    before = kari(tab).row.perceived or 0
    matrix = tab.view.plane.matrix
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Left)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert kari(tab).row.perceived == pytest.approx(before - 0.5)
    undo(tab, qtbot)
    assert kari(tab).row.perceived == pytest.approx(before)


def test_the_mode_page_has_four_lists(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, 1, 2.0, 8.0)
    card = tab.view.mode
    seen = set()
    for which in ("treat", "ask", "recognise", "leverage"):
        qtbot.mouseClick(card.lists.button(which), LEFT)
        seen.add(tuple(line.findChildren(QWidget)[1].text() for line in card.lines._lines))  # type: ignore[attr-defined]
    assert len(seen) == 4


def test_picking_in_list_and_plane_is_one_thing(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    pick(qtbot, tab, 1)
    assert tab.view.form.head._title.text() == "Marja Lehtonen"
    assert tab.view.plane.matrix.current() == "2"
    matrix = tab.view.plane.matrix
    qtbot.mouseClick(matrix, LEFT, pos=matrix.token_center("1").toPoint())
    assert tab.view.people.table.picked_id() == 1


def test_influence_is_rated_explained_and_taken_back(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    block = tab.view.form.influence.block
    scale = block.editor
    assert isinstance(scale, Segmented)
    assert not block.backing.isVisible()
    qtbot.mouseClick(scale.button(4), LEFT)
    assert kari(tab).row.influence == 4
    assert block.backing.isVisible()
    write(qtbot, block.backing.evidence, "Two bosses wait for him", tab.view.people.add_button)
    assert kari(tab).ratings[Aspect.INFLUENCE].evidence == "Two bosses wait for him"
    assert undo(tab, qtbot) == "Say how we know"
    assert block.backing.evidence.value() == ""
    assert undo(tab, qtbot) == "Rate influence"
    assert kari(tab).row.influence is None
    qtbot.mouseClick(scale.button(4), LEFT)
    qtbot.mouseClick(scale.button(4), LEFT)  # a second click: unknown again
    assert kari(tab).row.influence is None


def press(qtbot: QtBot, dialog: SignsQuestion, **answers: str) -> None:
    """Answer questions as one does: turn to the step, then press the sentence."""
    for sign, key in answers.items():
        pages = [dialog.pages.widget(at) for at in range(dialog.pages.count())]
        step = next(at for at, page in enumerate(pages) if page and page.isAncestorOf(dialog.answers[sign]))
        qtbot.mouseClick(dialog.steps.button(step), LEFT)
        qtbot.mouseClick(dialog.answers[sign].buttons[key], LEFT)


def test_what_was_seen_becomes_ratings_with_their_reasons(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, SignsQuestion)
        assert dialog.ratings[Aspect.INFLUENCE].value() is None
        press(qtbot, dialog, asked="deciders", moved="often", group="wait")
        assert dialog.ratings[Aspect.INFLUENCE].value() == 5
        assert "Those who decide ask first" in dialog.ratings[Aspect.INFLUENCE].because.text()
        press(qtbot, dialog, side="for_us", given="inside", door="opened")
        scale = dialog.ratings[Aspect.RELATIONSHIP].scale
        assert isinstance(scale, Segmented)
        assert scale.value() == 2
        qtbot.mouseClick(scale.button(1), LEFT)
        press(qtbot, dialog, compares="best", ahead="figure", tells="problem", pressed="weekly")
        assert dialog.mode.text() == "Mode that follows: Trouble"
        qtbot.mouseClick(dialog.accept_button, LEFT)
        assert dialog.isVisible()  # another value needs a reason; its step is shown
        assert dialog.ratings[Aspect.RELATIONSHIP].reason.error()
        assert dialog.ratings[Aspect.RELATIONSHIP].isVisible()
        qtbot.keyClicks(dialog.ratings[Aspect.RELATIONSHIP].reason.editor, "Only once each")

    answer(qtbot, fill)
    qtbot.mouseClick(tab.view.form.wizard, LEFT)
    found = kari(tab)
    assert (found.row.influence, found.row.relationship, found.row.mode) == (5, 1, Receptivity.TROUBLE)
    given = found.ratings[Aspect.RELATIONSHIP]
    assert (given.proposed, given.reason, given.evidence_class) == (
        2,
        "Only once each",
        EvidenceClass.ESTIMATED,
    )
    assert given.rated_by == "Sam Seller"
    assert found.seen[Rater.REP]["door"] == "opened"
    assert tab.view.form.relationship.seen.isVisible()
    seen = tab.view.form.relationship.seen
    assert "3 of 6" in seen.button.text()
    qtbot.mouseClick(seen.button, LEFT)
    assert "Introduced us above or beside" in seen.lines._shown
    assert undo(tab, qtbot) == "Rate Kari Salmi from what we saw"
    assert kari(tab).ratings == {}
    assert kari(tab).seen[Rater.REP] == {}
    tab.desk.workspace.redo()
    assert kari(tab).row.relationship == 1


def test_answers_are_seen_again_and_changed(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    def first(dialog: Ask) -> None:
        assert isinstance(dialog, SignsQuestion)
        press(qtbot, dialog, asked="nobody", moved="never", group="talk_on", side="nothing")

    def again(dialog: Ask) -> None:
        assert isinstance(dialog, SignsQuestion)
        assert dialog.seen() == {"asked": "nobody", "moved": "never", "group": "talk_on", "side": "nothing"}
        press(qtbot, dialog, asked="deciders", moved="once")
        press(qtbot, dialog, group="talk_on")  # pressed again: not known any more

    answer(qtbot, first)
    qtbot.mouseClick(tab.view.form.wizard, LEFT)
    assert (kari(tab).row.influence, kari(tab).row.relationship) == (1, None)  # one answer proposes nothing
    answer(qtbot, again)
    qtbot.mouseClick(tab.view.form.wizard, LEFT)
    assert kari(tab).seen[Rater.REP] == {"asked": "deciders", "moved": "once", "side": "nothing"}
    assert kari(tab).row.influence == 1  # two answers propose nothing, so the rating stays
    assert kari(tab).history[0].proposed == 1


def test_nothing_answered_stays_unknown_and_is_no_step(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    before = tab.desk.workspace.undo_label
    answer(qtbot, lambda _dialog: None)
    qtbot.mouseClick(tab.view.form.wizard, LEFT)
    assert kari(tab).ratings == {}
    assert kari(tab).row.mode is Receptivity.UNKNOWN
    assert tab.desk.workspace.undo_label == before


def test_the_coach_rates_beside_us(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    form = tab.view.form
    scale = form.influence.block.editor
    assert isinstance(scale, Segmented)
    qtbot.mouseClick(scale.button(5), LEFT)
    assert not form.differences.isVisible()
    qtbot.mouseClick(form.raters.button(Rater.COACH), LEFT)
    assert form.aside.isVisible()
    assert scale.value() is None
    qtbot.mouseClick(scale.button(2), LEFT)
    write(qtbot, form.influence.block.backing.evidence, "Asked nobody", tab.view.people.add_button)
    found = kari(tab)
    assert (found.row.influence, found.coach[Aspect.INFLUENCE].value) == (5, 2)
    assert found.coach[Aspect.INFLUENCE].evidence == "Asked nobody"
    assert form.differences.isVisible()
    assert "you 5 of 5, the coach 2 of 5" in " ".join(form.differences.lines._shown)
    qtbot.mouseClick(form.raters.button(Rater.REP), LEFT)
    assert scale.value() == 5
    assert "Coach: 2 of 5" in [chip.text() for chip in form.influence.block.chips._shown]
    undo(tab, qtbot)
    assert undo(tab, qtbot) == "The coach's rating: influence"
    assert kari(tab).coach == {}
    assert not form.differences.isVisible()


def test_the_coach_stands_on_the_plane_of_the_picked_person(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.edit("Coach") as session:
        rating_actions.mark(session, 1, 8, 7, TODAY, rater=Rater.COACH)
    qtbot.wait(1)
    matrix = tab.view.plane.matrix
    assert [line[0] for line in matrix.as_table()[1:]] == ["Kari", "Marja", "Kari, says the coach"]
    qtbot.mouseClick(matrix, LEFT, pos=matrix.token_center("coach").toPoint())
    assert tab.view.form.head._title.text() == "Kari Salmi"
    pick(qtbot, tab, 1)
    assert len(matrix.as_table()) == 3


def test_a_new_deal_starts_from_the_last_ratings(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    assert not tab.start.second.isVisible()
    with tab.desk.workspace.edit("Another deal") as session:
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 4, TODAY)
        other = an_opportunity(session, 1, "Maintenance")
    tab.desk.select(1, other)
    qtbot.wait(1)
    assert tab.shown_page() is tab.start

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, PeopleQuestion)
        assert dialog.answer() == [1]  # Marja was never rated
        assert "Dryer upgrade" in dialog.ticks[1].text()

    answer(qtbot, fill)
    qtbot.mouseClick(tab.start.second, LEFT)
    block = tab.view.form.influence.block
    assert "Carried over from “Dryer upgrade”" in [chip.text() for chip in block.chips._shown]
    assert tab.view.people.as_table()[1][-1].startswith("Carried over")
    qtbot.mouseClick(block.confirm, LEFT)
    assert not block.confirm.isVisible()
    assert undo(tab, qtbot) == "Confirm a rating"
    assert block.confirm.isVisible()
    assert undo(tab, qtbot) == "Start from the last ratings"
    assert tab.shown_page() is tab.start


def test_a_placeholder_becomes_a_person_and_keeps_everything(empty: KeyPersonsTab, qtbot: QtBot) -> None:
    with empty.desk.workspace.edit("Somebody") as session:
        actions.add_person(session, 1, "CFO", "CFO", [DecisionRole.FINANCIAL_APPROVER], placeholder=True)
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 5, TODAY)
    qtbot.wait(1)
    form = empty.view.form
    named = empty.view.people.table._model.columns[0].nameless
    assert named is not None and named(kari(empty).row)  # a dashed disc, and all the rest as of anybody
    assert empty.view.people.as_table()[1][5] == "5"
    assert form.name_it.isVisible()
    answer(qtbot, typed(qtbot, "Elina Vuori"))
    qtbot.mouseClick(form.name_it, LEFT)
    row = kari(empty).row
    assert (row.name, row.title, row.placeholder, row.influence) == ("Elina Vuori", "CFO", False, 5)
    assert not form.name_it.isVisible()
    assert undo(empty, qtbot) == "Name the CFO"
    assert kari(empty).row.placeholder


def test_a_placeholder_may_be_somebody_of_the_account(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.edit("Another deal") as session:
        other = an_opportunity(session, 1, "Maintenance")
        post = actions.add_person(session, other, "CFO", placeholder=True)
        rating_actions.rate(session, post, Aspect.INFLUENCE, 5, TODAY)
    tab.desk.select(1, other)
    qtbot.wait(1)

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, NameQuestion)
        qtbot.mouseClick(dialog.accept_button, LEFT)
        assert dialog.name.error()
        dialog.who.editor.setFocus()
        qtbot.keyClick(dialog.who.editor, Qt.Key.Key_Down)

    answer(qtbot, fill)
    qtbot.mouseClick(tab.view.form.name_it, LEFT)
    (row,) = tab.view.people.table.rows()
    assert (row.name, row.influence, row.placeholder) == ("Kari Salmi", 5, False)
    assert undo(tab, qtbot) == "Name the CFO"
    assert tab.view.people.table.rows()[0].placeholder


def test_where_the_modes_begin_can_be_set(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, 1, 6.0, 8.0)
    assert kari(tab).row.mode is Receptivity.GROWTH

    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, LevelsQuestion)
        dialog.levels.acceptable.editor.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(dialog.levels.acceptable.editor, "7")

    answer(qtbot, fill)
    qtbot.mouseClick(tab.view.plane.levels_button, LEFT)
    assert kari(tab).row.mode is Receptivity.TROUBLE
    assert tab.view.plane.matrix._frame.region(6.0, 8.0) == "trouble"
    assert "acceptable from 7" in tab.view.plane.hint.text()
    assert undo(tab, qtbot) == "Set where the modes begin"
    assert kari(tab).row.mode is Receptivity.GROWTH
    assert tab.view.plane.matrix._frame.region(6.0, 8.0) == "growth"


def test_folds_stay_as_they_were_left(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    fold = tab.view.form.influence.folds["influence.questions"]
    qtbot.mouseClick(fold.button, LEFT)
    assert list(tab.desk.settings.open_folds) == ["influence.questions"]
    pick(qtbot, tab, 1)
    assert fold.is_open()
    qtbot.mouseClick(fold.button, LEFT)
    assert not tab.desk.settings.open_folds


def test_own_fields(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    form = tab.view.form
    qtbot.mouseClick(form.parts.button("contact"), LEFT)
    answer(qtbot, typed(qtbot, "Assistant"))
    qtbot.mouseClick(form.own.more, LEFT)
    make_active(qtbot, tab)
    (field,) = form.own.fields.values()
    write(qtbot, field, "Ulla", form.contact.texts["phone"].editor)
    assert kari(tab).own_fields[0].value == "Ulla"
    pick(qtbot, tab, 1)
    assert field.value() == ""
    choose(qtbot, "Delete “Assistant”")
    qtbot.mouseClick(form.own.change, LEFT)
    assert form.own.fields == {}
    assert undo(tab, qtbot) == "Delete field “Assistant”"
    assert undo(tab, qtbot) == "Set “Assistant”"
    assert undo(tab, qtbot) == "Add field “Assistant”"
    assert form.own.fields == {}


def test_pages_of_other_modes_can_be_read(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    card = tab.view.mode
    assert card.modes.value() is Receptivity.UNKNOWN
    card.modes.editor.setFocus()
    qtbot.keyClick(card.modes.editor, Qt.Key.Key_Down)
    assert card.modes.value() is Receptivity.GROWTH
    assert card.meaning.text().startswith("Fine today, wants more.")
    drag(qtbot, tab, 1, 2.0, 8.0)
    assert card.modes.value() is Receptivity.TROUBLE  # another mode in force opens its own page


def test_goals_are_typed_and_one_undo_step_a_field(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    goal = tab.view.form.goal
    write(
        qtbot, goal.fields["personal_goal"], "Be asked before shutdowns", goal.fields["personal_win"].editor
    )
    assert kari(tab).row.personal_goal == "Be asked before shutdowns"
    assert tab.view.people.table.rows()[0].personal_goal == "Be asked before shutdowns"
    assert undo(tab, qtbot) == "Set personal goal"
    assert kari(tab).row.personal_goal == ""
    assert goal.fields["personal_goal"].value() == ""


def test_marks_are_typed_and_wrong_ones_said_beside_the_field(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    card = tab.view.form.receptivity
    write(qtbot, card.wished, "9", card.perceived.editor)
    write(qtbot, card.perceived, "11", card.wished.editor)
    assert card.perceived.error()
    assert kari(tab).row.mode is Receptivity.UNKNOWN
    write(qtbot, card.perceived, "3,5", card.wished.editor)
    assert (kari(tab).row.perceived, kari(tab).row.mode) == (3.5, Receptivity.TROUBLE)
    undo(tab, qtbot)
    assert kari(tab).row.mode is Receptivity.UNKNOWN


def test_an_override_waits_for_its_reason(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, 1, 2.0, 8.0)
    card = tab.view.form.receptivity
    qtbot.mouseClick(card.instead.button, LEFT)
    card.override.editor.setFocus()
    qtbot.keyClick(card.override.editor, Qt.Key.Key_Down)  # the first mode: growth
    assert kari(tab).override_mode is None
    assert card.reason.error()
    write(qtbot, card.reason, "Talks of records only", card.wished.editor)
    assert (kari(tab).row.mode, kari(tab).mode_of_marks) == (Receptivity.GROWTH, Receptivity.TROUBLE)
    assert undo(tab, qtbot) == "Override the mode"
    assert kari(tab).row.mode is Receptivity.TROUBLE


def test_roles_facts_and_contact(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    form = tab.view.form
    qtbot.mouseClick(form.parts.button("part"), LEFT)
    qtbot.mouseClick(form.part.roles.buttons[DecisionRole.USER], LEFT)
    assert kari(tab).row.roles == (DecisionRole.CHAMPION, DecisionRole.USER)
    assert undo(tab, qtbot) == "Set roles"
    assert kari(tab).row.roles == (DecisionRole.CHAMPION,)
    qtbot.mouseClick(form.part.drives.button(True), LEFT)
    qtbot.mouseClick(form.part.signs.button(False), LEFT)
    assert (kari(tab).drives_change, kari(tab).signs) == (True, False)
    undo(tab, qtbot)
    assert form.part.signs.value() is None
    qtbot.mouseClick(form.parts.button("contact"), LEFT)
    write(qtbot, form.contact.texts["email"], "kari@northmill.example", form.contact.texts["phone"].editor)
    assert kari(tab).email == "kari@northmill.example"
    write(qtbot, form.contact.texts["name"], "Kari Niemi", form.contact.texts["phone"].editor)
    assert form.head._title.text() == "Kari Niemi"
    assert undo(tab, qtbot) == "Rename a person"
    assert kari(tab).row.name == "Kari Salmi"


def test_history_shows_all_ratings_and_drops_one(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.edit("Earlier") as session:
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 2, TODAY.replace(month=1))
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 5, TODAY)
    qtbot.wait(1)
    form = tab.view.form
    qtbot.mouseClick(form.parts.button("history"), LEFT)
    table = form.history.table
    assert [line[2] for line in table.as_table()[1:]] == ["5 of 5", "2 of 5"]
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 0)).center())
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert kari(tab).row.influence == 2
    assert undo(tab, qtbot) == "Delete a rating"
    assert kari(tab).row.influence == 5


def test_a_person_is_removed_deleted_and_brought_back(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    pick(qtbot, tab, 0)
    qtbot.keyClick(tab.view.people.table, Qt.Key.Key_Delete)
    assert [row.name for row in read(tab).people] == ["Marja Lehtonen"]
    choose(qtbot, "Kari Salmi")
    qtbot.mouseClick(tab.view.people.known, LEFT)
    assert len(read(tab).people) == 2
    undo(tab, qtbot)
    assert undo(tab, qtbot) == "Remove Kari Salmi"
    pick(qtbot, tab, 0)
    choose(qtbot, "Delete the person")
    qtbot.keyClick(tab.view.people.table, Qt.Key.Key_Menu)
    assert [row.name for row in read(tab).people] == ["Marja Lehtonen"]
    assert read(tab).candidates == ()
    assert undo(tab, qtbot) == "Delete Kari Salmi"
    assert len(read(tab).people) == 2


@pytest.mark.parametrize(
    ("days", "expected"),
    [(5, "Assumed, 5 days ago"), (100, "Assumed, 3 months ago, fading"), (200, "Assumed, 6 months ago, old")],
)
def test_the_list_says_how_well_and_since_when_people_are_known(
    tab: KeyPersonsTab, qtbot: QtBot, days: int, expected: str
) -> None:
    with tab.desk.workspace.edit("Rate") as session:
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 4, TODAY - timedelta(days))
    qtbot.wait(1)
    assert [line[-1] for line in tab.view.people.as_table()] == ["Known", expected, "Not rated"]
    assert [line[5] for line in tab.view.people.as_table()[1:]] == ["4", "?"]


def test_findings_lead_to_their_field(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    form = tab.view.form
    tab.focus_on("person:2:goal")
    assert form.head._title.text() == "Marja Lehtonen"
    assert form.goal.fields["personal_goal"].editor.hasFocus()
    tab.focus_on("person:1:roles")
    assert form.part.isVisible()
    tab.focus_on("person:1:name")
    assert form.contact.texts["name"].editor.hasFocus()
    tab.focus_on("person:1:receptivity")
    assert tab.view.plane.matrix.hasFocus()


def test_a_customer_sees_names_roles_and_stated_goals_only(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    drag(qtbot, tab, 1, 2.0, 8.0)
    tab.desk.show_to(CUSTOMER)
    tab.refresh()
    assert not tab.view.plane.isVisible()
    assert not tab.view.mode.isVisible()
    assert not tab.view.form.isVisible()
    assert tab.view.people.as_table()[0] == ["Key person", "Roles", "Personal goal"]
    assert [export.text for export in tab.exports()] == ["Copy the list"]


def test_pictures_and_the_profile_leave_the_program(
    tab: KeyPersonsTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(tab.view.plane.copy_button, LEFT)
    assert "Kari Salmi" in QGuiApplication.clipboard().mimeData().text()
    for name, export in zip(("a.docx", "a.svg", "a.png"), (0, 1, 1), strict=True):
        path = tmp_path / name
        monkeypatch.setattr(tab.desk, "ask_save_path", lambda *_, path=path: path)
        tab.exports()[export].handler()
        assert path.stat().st_size > 1000


def test_typing_survives_an_edit_elsewhere(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    field = tab.view.form.goal.fields["personal_goal"]
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "Half typed")
    with tab.desk.workspace.edit("Elsewhere") as session:
        rating_actions.rate(session, 1, Aspect.INFLUENCE, 3, TODAY)
    qtbot.wait(1)
    assert field.text() == "Half typed"


def test_the_parts_of_the_form_stay_below_the_pointer(tab: KeyPersonsTab, qtbot: QtBot) -> None:
    tab.resize(1010, 520)
    tab.view.show_form()
    qtbot.wait(1)
    form = tab.view.form
    here = form.parts.mapTo(tab, QPoint(0, 0))
    assert here.y() < 200, "the form fills the page, not only its head"
    for name in ("history", "part", "contact", "profile"):
        qtbot.mouseClick(form.parts.button(name), LEFT)
        qtbot.wait(1)
        assert form.parts.mapTo(tab, QPoint(0, 0)) == here
