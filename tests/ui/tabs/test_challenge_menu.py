"""The menu of challenges, used as in a meeting: taps, keys, words; each edit and its undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, select

from app.models.accounts import Account
from app.models.library import Challenge, ChallengeHeard, ValueProposition
from app.models.opportunities import Opportunity
from app.models.value import ValueCase
from app.models.vocabulary import CUSTOMER, EvidenceClass, HeardStatus
from app.tools.challenge_menu.queries import ChallengeRow
from app.ui.desk import Desk
from app.ui.tabs.challenge_menu.menu_list import VISIBLE_ROWS
from app.ui.tabs.challenge_menu.menu_paint import NOT_RELEVANT, PIPS, RECOGNISED, MarkSpot
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.ui.tabs.challenge_menu.view import ChallengeMenuView
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.unfold import unfolded
from app.workspace import Workspace
from tests.build import an_account, an_opportunity

DOWNTIME = "Unplanned downtime"
WASTE = "Production waste percentage too high"


@pytest.fixture
def tab(filled: Workspace, desk: Desk, qtbot: QtBot) -> ChallengeMenuTab:
    desk.select(1, 1)
    return _shown(desk, qtbot)


def _shown(desk: Desk, qtbot: QtBot) -> ChallengeMenuTab:
    tab = ChallengeMenuTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1300)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


def _row(tab: ChallengeMenuTab, text: str) -> ChallengeRow:
    return next(row for row in tab.view.list.rows() if row.text == text)


def _texts(tab: ChallengeMenuTab) -> list[str]:
    return [row.text for row in tab.view.list.rows()]


def _tap(qtbot: QtBot, tab: ChallengeMenuTab, text: str, mark: MarkSpot) -> None:
    spot = tab.view.list.spot(_row(tab, text).id, mark)
    qtbot.mouseClick(tab.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def _press(qtbot: QtBot, tab: ChallengeMenuTab, text: str) -> None:
    spot = tab.view.list.row_center(_row(tab, text).id) - QPoint(60, 0)
    qtbot.mouseClick(tab.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def _page(tab: ChallengeMenuTab) -> EmptyState | ChallengeMenuView:
    page = tab.shown_page()
    assert isinstance(page, EmptyState | ChallengeMenuView)
    return page


def test_it_opens_at_the_one_who_told_most(tab: ChallengeMenuTab) -> None:
    assert tab.view.profile.value() is not None
    assert _texts(tab)[0] == DOWNTIME
    assert tab.view.detail.own_words.value().startswith("Four per cent")


@pytest.mark.parametrize(
    ("mark", "status", "importance"),
    [
        (PIPS[3], HeardStatus.IMPORTANT, 4),
        (RECOGNISED, HeardStatus.RECOGNISED, None),
        (NOT_RELEVANT, HeardStatus.NOT_RELEVANT, None),
    ],
)
def test_one_tap_marks_a_second_takes_it_back(
    tab: ChallengeMenuTab, qtbot: QtBot, mark: MarkSpot, status: HeardStatus, importance: int | None
) -> None:
    _tap(qtbot, tab, WASTE, mark)
    assert (_row(tab, WASTE).status, _row(tab, WASTE).importance) == (status, importance)
    assert tab.desk.workspace.undo_label == f"Mark “{WASTE}”"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _row(tab, WASTE).status is None)
    tab.desk.workspace.redo()
    qtbot.waitUntil(lambda: _row(tab, WASTE).status is status)
    _tap(qtbot, tab, WASTE, mark)
    assert _row(tab, WASTE).status is None
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _row(tab, WASTE).status is status)


def test_a_mark_moves_no_row_until_the_page_is_opened_anew(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    before = _texts(tab)
    counts = [row.count for row in tab.view.list.rows()]
    second = next(at for at in range(1, len(counts)) if counts[at] == counts[at - 1])
    _tap(qtbot, tab, before[second], PIPS[2])
    _tap(qtbot, tab, before[second], PIPS[4])  # the same row lies below the finger
    assert _texts(tab) == before
    assert _row(tab, before[second]).importance == 5
    tab.hide()
    tab.show()
    counts = [row.count for row in tab.view.list.rows()]
    assert counts == sorted(counts, reverse=True)
    assert _texts(tab) != before


def test_it_comes_back_to_where_one_was(tab: ChallengeMenuTab, desk: Desk, qtbot: QtBot) -> None:
    kari = next(one.id for one in tab._people if one.name == "Kari Salmi")
    tab.view.person_chosen.emit(kari)
    tab.view.show_theirs()
    picked = tab.view.list.rows()[-1].id
    tab.view.pick(picked)
    place = tab.here()
    again = _shown(desk, qtbot)
    again.focus_on(place)
    assert (again._person, again.view.picked_id(), again.view.in_their_order()) == (kari, picked, True)
    desk.show_to(CUSTOMER)
    again.focus_on(place)
    assert again.view.in_their_order()


def test_keys_mark(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, WASTE)
    for key, expected in (
        (Qt.Key.Key_4, (HeardStatus.IMPORTANT, 4)),
        (Qt.Key.Key_R, (HeardStatus.RECOGNISED, None)),
        (Qt.Key.Key_N, (HeardStatus.NOT_RELEVANT, None)),
        (Qt.Key.Key_0, (None, None)),
    ):
        qtbot.keyClick(tab.view.list, key)
        assert (_row(tab, WASTE).status, _row(tab, WASTE).importance) == expected
    for _ in range(4):
        tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _row(tab, WASTE).status is None)


def test_arrows_go_through_the_list_and_the_card_follows(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, DOWNTIME)
    qtbot.keyClick(tab.view.list, Qt.Key.Key_Down)
    assert tab.view.picked_id() == tab.view.list.rows()[1].id
    qtbot.keyClick(tab.view.list, Qt.Key.Key_Return)
    assert tab.view.detail.own_words.editor.hasFocus() or not tab.isActiveWindow()


def test_the_card_marks_too(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, WASTE)
    qtbot.mouseClick(tab.view.detail.importance.button(2), Qt.MouseButton.LeftButton)
    assert _row(tab, WASTE).importance == 2
    qtbot.mouseClick(tab.view.detail.plain.button(HeardStatus.RECOGNISED), Qt.MouseButton.LeftButton)
    assert _row(tab, WASTE).status is HeardStatus.RECOGNISED
    assert tab.view.detail.importance.value() is None
    qtbot.mouseClick(tab.view.detail.plain.button(HeardStatus.RECOGNISED), Qt.MouseButton.LeftButton)
    assert _row(tab, WASTE).status is None


def test_words_are_written_down_and_one_field_is_one_step(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, WASTE)
    editor = tab.view.detail.reasons.editor
    qtbot.keyClicks(editor, "Broke from the")
    tab.view.detail.reasons.commit()
    qtbot.keyClicks(editor, " winder")
    tab.view.detail.reasons.commit()
    assert _row(tab, WASTE).reasons == "Broke from the winder"
    assert _row(tab, WASTE).status is HeardStatus.PROPOSED, "words are no mark"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _row(tab, WASTE).heard_id is None)


def test_words_stay_with_their_challenge_when_another_is_chosen(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, WASTE)
    qtbot.keyClicks(tab.view.detail.own_words.editor, "One tonne in ten")
    _press(qtbot, tab, DOWNTIME)
    assert _row(tab, WASTE).own_words == "One tonne in ten"
    assert _row(tab, DOWNTIME).own_words.startswith("Four per cent")


def test_how_we_know_and_when(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, DOWNTIME)
    button = tab.view.detail.source.button(EvidenceClass.ASSUMED)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert _row(tab, DOWNTIME).evidence is EvidenceClass.ASSUMED
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _row(tab, DOWNTIME).evidence is EvidenceClass.CONFIRMED)
    day = tab.view.detail.day
    day.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(day.editor, "2 Nov 2026")
    day.commit()
    heard_on = _row(tab, DOWNTIME).heard_on
    assert heard_on is not None and heard_on.isoformat() == "2026-11-02"


def test_the_customer_arranges_the_order_by_hand(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.view.order.button(True), Qt.MouseButton.LeftButton)
    before = _texts(tab)
    assert before[:2] == [DOWNTIME, "Speed is held down by the press section"]
    viewport, left = tab.view.list.viewport(), QPoint(60, 0)
    start = tab.view.list.row_center(_row(tab, before[2]).id) - left
    goal = tab.view.list.row_center(_row(tab, before[0]).id) - left
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start - QPoint(0, 20))
    qtbot.mouseMove(viewport, goal)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=goal)
    assert _texts(tab) == [before[2], before[0], before[1], before[3]]
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _texts(tab) == before)


def test_the_order_by_keyboard(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab.view.order.button(True), Qt.MouseButton.LeftButton)
    before = _texts(tab)
    _press(qtbot, tab, before[0])
    qtbot.keyClick(tab.view.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _texts(tab)[:2] == [before[1], before[0]]


def test_search_reaches_the_whole_library(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.view.search, "tailings")
    assert "Metal lost to tailings" in _texts(tab)
    qtbot.keyClick(tab.view.search, Qt.Key.Key_Escape)
    assert _texts(tab)[0] == DOWNTIME
    assert "Metal lost to tailings" not in _texts(tab)


def test_what_is_not_found_can_be_added(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.view.search, "Forklifts block the hall")
    assert not tab.view.list.isVisible()
    qtbot.mouseClick(tab.view._add_found, Qt.MouseButton.LeftButton)
    row = _row(tab, "Forklifts block the hall")
    assert (row.own, row.status, row.count) == (True, HeardStatus.RECOGNISED, 1)
    assert tab.view.picked_id() == row.id
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: "Forklifts block the hall" not in _texts(tab))


def test_add_in_their_words_and_take_off_again(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    qtbot.keyClicks(tab.view.new, "The roof leaks on the reel")
    qtbot.keyClick(tab.view.new, Qt.Key.Key_Return)
    assert "The roof leaks on the reel" in _texts(tab)
    assert tab.view.new.text() == ""
    assert not tab.view.new.isUndoAvailable(), "the next Ctrl+Z takes back the adding"
    tab.view.detail._retire.click()
    assert "The roof leaks on the reel" not in _texts(tab)
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: "The roof leaks on the reel" in _texts(tab))


def test_what_is_there_already_is_told_in_one_sentence(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    told: list[BaseException] = []
    tab.desk.failed.connect(told.append)
    qtbot.keyClicks(tab.view.new, "unplanned downtime")
    qtbot.keyClick(tab.view.new, Qt.Key.Key_Return)
    assert [str(error) for error in told] == ["“unplanned downtime” is on the menu already."]
    assert tab.view.new.text() == "unplanned downtime", "what was typed stays"


def test_another_person_brings_another_profile(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    tab.view.person.chosen.emit(1)
    assert "The mill cannot follow the demand for board" in _texts(tab)
    assert tab.view.detail.own_words.value().startswith("I have explained")


def test_another_industry(tab: ChallengeMenuTab) -> None:
    tab.view.industry.chosen.emit("mining")
    assert "Metal lost to tailings" in _texts(tab)
    assert DOWNTIME in _texts(tab), "what the person said stays in sight"


def test_customer_view_holds_no_guess(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    _press(qtbot, tab, DOWNTIME)
    tab.view.detail.source.button(EvidenceClass.ASSUMED).click()
    tab.desk.show_to(CUSTOMER)
    tab.refresh()
    assert _row(tab, DOWNTIME).status is None
    assert not tab.view.detail._known.isVisible()
    assert tab.view.detail.own_words.value() == ""


def test_the_coach_leads_to_the_place(tab: ChallengeMenuTab) -> None:
    with tab.desk.workspace.read() as session:
        challenge = session.scalars(
            select(Challenge.id).where(Challenge.text.startswith("Maintenance is not asked"))
        ).one()
    tab.focus_on(f"consequences:{challenge}")
    assert tab.view.picked_id() == challenge
    assert tab.view.person.value() == 2


def test_copy_and_word(tab: ChallengeMenuTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word, copy = tab.exports()
    copy.handler()
    assert "I plan the week on Monday" in QGuiApplication.clipboard().text()
    path = tmp_path / "tiina.docx"
    monkeypatch.setattr(tab.desk, "ask_save_path", lambda *_: path)
    word.handler()
    assert path.stat().st_size > 5000


def test_empty_states(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    tab = _shown(desk, qtbot)
    assert _page(tab) is tab._no_account
    with workspace.edit("Account") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
    desk.select(account, deal)
    qtbot.waitUntil(lambda: _page(tab) is tab._no_library)
    tab._no_library.button.click()
    assert _page(tab) is tab._nobody
    tab._nobody.second.click()
    assert _page(tab) is tab.view
    assert _texts(tab)[0] == DOWNTIME
    said: list[str] = []
    desk.said.connect(said.append)
    _tap(qtbot, tab, WASTE, RECOGNISED)
    assert said == ["Choose whom you ask first."]
    workspace.undo()
    qtbot.waitUntil(lambda: _page(tab) is tab._no_library)


def test_naming_somebody_goes_to_the_people(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    with workspace.edit("Account") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
    desk.select(account, deal)
    tab = _shown(desk, qtbot)
    tab._no_library.button.click()
    with qtbot.waitSignal(desk.tool_wanted) as wanted:
        tab._nobody.button.click()
    assert wanted.args == ["relationship_map", "add"]


def test_ten_thousand_challenges_are_searched_in_a_blink(
    tab: ChallengeMenuTab, filled: Workspace, qtbot: QtBot
) -> None:
    with filled.edit("Many") as session:
        session.add_all(
            Challenge(key=f"many.{n}", profile_id=1 + n % 6, text=f"Trouble number {n} with the felt")
            for n in range(3000)
        )
    tab.refresh()
    tab.view.search.setText("trouble 2999")
    assert _texts(tab) == ["Trouble number 2999 with the felt"]


def test_another_deal_begins_anew(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.read() as session:
        other = session.execute(
            select(Opportunity.account_id, Opportunity.id)
            .join(Account)
            .where(Account.name.startswith("Brattfors"))
        ).one()
        heard = len(session.scalars(select(ChallengeHeard)).all())
    tab.view.search.setText("felt")
    tab.desk.select(other.account_id, other.id)
    qtbot.waitUntil(lambda: tab.view.search.text() == "")
    assert _texts(tab)[0] == "Metal lost to tailings"
    QApplication.processEvents()
    with tab.desk.workspace.read() as session:
        assert len(session.scalars(select(ChallengeHeard)).all()) == heard, "looking changes nothing"


def test_an_older_workspace_is_offered_what_it_lacks(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    offer = tab.view.supply
    assert not offer.isVisible()
    with tab.desk.workspace.edit("As an older version made it") as session:
        session.execute(delete(ValueProposition).where(ValueProposition.key.startswith("mining.")))
    qtbot.waitUntil(offer.isVisible)
    assert "for Mining and metals come" in offer.says.text()
    qtbot.mouseClick(offer.button, Qt.MouseButton.LeftButton)
    assert not offer.isVisible()
    tab.desk.workspace.undo()
    qtbot.waitUntil(offer.isVisible)
    tab.desk.show_to(CUSTOMER)
    qtbot.waitUntil(lambda: not offer.isVisible())


def test_a_value_case_starts_from_what_we_promise(tab: ChallengeMenuTab, qtbot: QtBot) -> None:
    card = tab.view.promise
    assert card.isVisible()
    assert card.goal.text() == "A week that runs as it was planned on Monday"
    assert card.bundle.text().startswith("• More running hours")

    def cases() -> list[str]:
        with tab.desk.workspace.read() as session:
            return list(session.scalars(select(ValueCase.goal).where(ValueCase.opportunity_id == 1)))

    before = cases()
    with qtbot.waitSignal(tab.desk.tool_wanted) as wanted:
        qtbot.mouseClick(card.start, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "value_calculator"
    assert cases() == [*before, card.goal.text()]
    tab.desk.workspace.undo()
    assert cases() == before
    tab.desk.show_to(CUSTOMER)
    qtbot.waitUntil(lambda: not card.start.isVisible())
    assert card.isVisible(), "what we promise is no secret"


def test_paper_has_the_whole_list_and_no_tools(tab: ChallengeMenuTab) -> None:
    with unfolded(tab):
        assert tab.view.list.sizeHint().height() == 42 * len(tab.view.list.rows()) + 4
        assert not tab.view.search.isVisible()
        assert not tab.view.new.isVisible()
    assert tab.view.search.isVisible()
    assert tab.view.list.sizeHint().height() == 42 * VISIBLE_ROWS + 4
