"""The library of challenges, maintained as a user does: edits, merges and imports, each with its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.library import Challenge
from app.models.vocabulary import CUSTOMER
from app.tools.challenge_menu import actions, library
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.challenge_menu import library_dialog
from app.ui.tabs.challenge_menu.library_asking import LinksQuestion
from app.ui.tabs.challenge_menu.library_dialog import LibraryDialog
from app.ui.tabs.challenge_menu.library_upkeep import LibraryUpkeep
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.ui.widgets.fields import Choice, TextField
from app.workspace import Workspace
from tests.ui.active import make_active
from tests.ui.answer import answer, in_dialog

DOWNTIME, TWIN = "Unplanned downtime", "Downtime, unplanned"


@pytest.fixture
def twin(filled: Workspace) -> int:
    """A challenge of our own that says what a supplied one says."""
    with filled.edit("Add") as session:
        profile = session.scalars(select(Challenge.profile_id).where(Challenge.text == DOWNTIME)).one()
        return actions.add_challenge(session, profile, TWIN, "How often?")


@pytest.fixture
def upkeep(filled: Workspace, twin: int, desk: Desk, qtbot: QtBot) -> Iterator[LibraryUpkeep]:
    desk.select(1, 1)
    tab = ChallengeMenuTab(desk)
    qtbot.addWidget(tab)
    with filled.read() as session:
        profile = session.get_one(Challenge, twin).profile_id
    upkeep = LibraryUpkeep(tab, desk, tab.edit, profile)
    upkeep.dialog.show()
    qtbot.waitExposed(upkeep.dialog)
    yield upkeep
    upkeep.dialog.close()


def _texts(upkeep: LibraryUpkeep) -> list[str]:
    return [line.row.text for line in upkeep.dialog.table.rows()]


def _rows(workspace: Workspace) -> dict[str, library.LibraryRow]:
    with workspace.read() as session:
        return {row.text: row for row in library.rows(session)}


def _filter(upkeep: LibraryUpkeep, qtbot: QtBot, wanted: str) -> None:
    qtbot.mouseClick(upkeep.dialog.filter.button(wanted), Qt.MouseButton.LeftButton)


def test_search_filters_and_places(upkeep: LibraryUpkeep, qtbot: QtBot) -> None:
    dialog = upkeep.dialog
    everything = _texts(upkeep)
    assert {DOWNTIME, TWIN} <= set(everything)
    qtbot.keyClicks(dialog.search, "unplan down")
    assert set(_texts(upkeep)) == {DOWNTIME, TWIN}
    dialog.search.clear()
    _filter(upkeep, qtbot, library_dialog.OWN)
    assert _texts(upkeep) == [TWIN]
    _filter(upkeep, qtbot, library_dialog.FRUITLESS)
    assert _texts(upkeep) == [TWIN]
    _filter(upkeep, qtbot, library_dialog.UNPROVED)
    assert TWIN in _texts(upkeep)
    assert DOWNTIME not in _texts(upkeep)
    _filter(upkeep, qtbot, library_dialog.RETIRED)
    assert _texts(upkeep) == []
    assert "Nothing was taken off" in dialog.counted.text()
    _filter(upkeep, qtbot, library_dialog.ALL)
    dialog.place_chosen.emit(None, None)
    assert len(_texts(upkeep)) > 5 * len(everything)


def test_alike_ones_become_one_and_come_back(
    upkeep: LibraryUpkeep, twin: int, filled: Workspace, qtbot: QtBot
) -> None:
    dialog = upkeep.dialog
    before = _rows(filled)
    _filter(upkeep, qtbot, library_dialog.ALIKE)
    assert {DOWNTIME, TWIN} <= set(_texts(upkeep))
    dialog.pick(twin)
    assert "100 % like “Unplanned downtime”" in dialog.detail.alike.text()
    answer(qtbot, lambda ask: _stays(ask, before[DOWNTIME].id))
    qtbot.mouseClick(dialog.detail.merge, Qt.MouseButton.LeftButton)
    assert TWIN not in _rows(filled)
    assert dialog.filter.value() == library_dialog.ALIKE  # the next group may follow
    make_active(qtbot, dialog)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _rows(filled) == before
    assert TWIN in _texts(upkeep)
    made_before = filled.undo_label
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filled.undo_label == made_before  # what was done before the window was opened stays
    upkeep._redo()
    assert TWIN not in _rows(filled)


def _stays(ask: Ask, challenge: int) -> None:
    choice = ask.findChild(Choice)
    assert choice is not None
    choice.set_value(challenge)


def _says(ask: Ask, text: str) -> None:
    field = ask.findChild(TextField)
    assert field is not None
    field.set_value(text)


def test_ticked_ones_become_one(upkeep: LibraryUpkeep, twin: int, filled: Workspace, qtbot: QtBot) -> None:
    dialog = upkeep.dialog
    others = [line.id for line in dialog.table.rows() if line.id != twin][:2]
    for one in (twin, *others):
        dialog.table.edited.emit(one, "ticked", True)
    assert dialog.merge.text() == "Make one of 3…"
    answer(qtbot, lambda ask: _stays(ask, twin))
    qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    rows = {row.id: row for row in _rows(filled).values()}
    assert not rows.keys() & set(others)
    assert rows[twin].stories


def test_own_ones_are_edited_supplied_ones_not(
    upkeep: LibraryUpkeep, twin: int, filled: Workspace, qtbot: QtBot
) -> None:
    dialog = upkeep.dialog
    dialog.pick(_rows(filled)[DOWNTIME].id)
    assert not dialog.detail.edit.isEnabled()
    dialog.pick(twin)
    answer(qtbot, lambda ask: _says(ask, "Stops that nobody planned"))
    qtbot.mouseClick(dialog.detail.edit, Qt.MouseButton.LeftButton)
    assert "Stops that nobody planned" in _texts(upkeep)
    filled.undo()
    assert TWIN in _rows(filled)


def test_retired_and_brought_back(upkeep: LibraryUpkeep, twin: int, filled: Workspace, qtbot: QtBot) -> None:
    dialog = upkeep.dialog
    dialog.pick(twin)
    qtbot.mouseClick(dialog.detail.retire, Qt.MouseButton.LeftButton)
    assert TWIN not in _texts(upkeep)
    _filter(upkeep, qtbot, library_dialog.RETIRED)
    assert _texts(upkeep) == [TWIN]
    assert dialog.detail.retire.text() == "Bring back"
    qtbot.mouseClick(dialog.detail.retire, Qt.MouseButton.LeftButton)
    assert not _rows(filled)[TWIN].retired
    filled.undo()
    assert _rows(filled)[TWIN].retired


def test_benefits_are_picked_and_added(
    upkeep: LibraryUpkeep, twin: int, filled: Workspace, qtbot: QtBot
) -> None:
    dialog = upkeep.dialog
    dialog.pick(twin)

    def fill(ask: Ask) -> None:
        assert isinstance(ask, LinksQuestion)
        ask.table.edited.emit(ask.table.rows()[0].id, "ticked", True)
        qtbot.keyClicks(ask.search.editor, "Calm nights")
        ask.search.commit()
        qtbot.mouseClick(ask.add_new, Qt.MouseButton.LeftButton)

    answer(qtbot, fill)
    qtbot.mouseClick(dialog.detail.change_benefits, Qt.MouseButton.LeftButton)
    assert "Calm nights" in dialog.detail.benefits.text()
    assert _rows(filled)[TWIN].benefits == 2
    filled.undo()
    assert _rows(filled)[TWIN].benefits == 0


def test_a_file_is_shown_taken_and_taken_back(
    upkeep: LibraryUpkeep, filled: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "new.csv"
    path.write_text("industry,profile,text,heard\nDairies,Dairy manager,Milk turns,4\n", encoding="utf-8")
    before = _rows(filled)
    answer(qtbot, lambda ask: None)
    upkeep.import_file(path)
    assert _rows(filled)["Milk turns"].count == 4
    filled.undo()
    assert _rows(filled) == before


def test_the_library_goes_out(
    upkeep: LibraryUpkeep, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ask_save_path", lambda *_: tmp_path / "out.csv")
    qtbot.mouseClick(upkeep.dialog.send, Qt.MouseButton.LeftButton)
    assert TWIN in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_the_menu_opens_it_for_us_only(filled: Workspace, desk: Desk, twin: int, qtbot: QtBot) -> None:
    desk.select(1, 1)
    tab = ChallengeMenuTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1300)
    tab.show()
    seen: list[str] = []

    def look(dialog: LibraryDialog) -> None:
        row = dialog.picked_row()
        seen.append(row.text if row else "")

    in_dialog(LibraryDialog, look)
    tab.focus_on(f"library:{twin}")
    assert seen == [TWIN]
    in_dialog(LibraryDialog, look)
    qtbot.mouseClick(tab.view.library, Qt.MouseButton.LeftButton)
    assert len(seen) == 2
    desk.show_to(CUSTOMER)
    tab.refresh()
    assert not tab.view.library.isVisible()
    with qtbot.waitSignal(desk.said):
        tab.focus_on("library")
