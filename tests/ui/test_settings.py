"""File > Settings: shown at once, taken back by Cancel, the same for the window and every page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.across import levels
from app.method.receptivity import ACCEPTABLE, Levels
from app.settings import Settings, load
from app.ui import theme
from app.ui.dialogs.ask_settings import SettingsQuestion
from app.ui.program import Program
from app.ui.widgets.field import TypedField
from tests.ui.answer import in_dialog
from tests.ui.conftest import Opener


def ask(program: Program, act: Callable[[SettingsQuestion], None]) -> None:
    """Open the dialog as a user does, and do something in it."""
    in_dialog(SettingsQuestion, act)
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


def put(field: TypedField, text: str) -> None:
    field.editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field.editor, text)


def kept(tmp_path: Path) -> Settings:
    return load(tmp_path / "settings.toml")


def test_what_is_saved_is_known_to_the_pages_and_kept(
    open_program: Opener, full_deal: Path, tmp_path: Path
) -> None:
    program = open_program(full_deal)

    def fill(dialog: SettingsQuestion) -> None:
        put(dialog.me, "Kim Kallio")
        dialog.currency.set_value("SEK")
        dialog.region.set_value("de_DE")
        put(dialog.fading, "30")
        put(dialog.old, "60")
        QTest.mouseClick(dialog.look.button("dark"), Qt.MouseButton.LeftButton)
        assert theme.theme().dark  # tried at once
        dialog.accept_button.click()

    ask(program, fill)
    assert program.conductor is not None
    desk, stored = program.conductor.desk, kept(tmp_path)
    for one in (stored, desk.settings, program.settings):
        assert (one.me, one.currency, one.locale, one.look) == ("Kim Kallio", "SEK", "de_DE", "dark")
    assert (desk.ageing.fading, desk.ageing.old) == (30, 60)
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"
    assert theme.theme().dark
    assert program.conductor.pages.current is not None
    assert program.conductor.pages.current.name == stored.last_tool


def test_cancel_takes_the_look_back(open_program: Opener, tmp_path: Path) -> None:
    program = open_program(None)
    program.wardrobe.light()
    before = program.settings

    def fill(dialog: SettingsQuestion) -> None:
        put(dialog.me, "Somebody")
        QTest.mouseClick(dialog.look.button("dark"), Qt.MouseButton.LeftButton)
        assert theme.theme().dark
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    ask(program, fill)
    assert not theme.theme().dark
    assert program.settings == before
    assert kept(tmp_path).me == ""


def test_old_before_fading_is_said_beside_the_field(open_program: Opener) -> None:
    program = open_program(None)
    seen: list[str] = []

    def fill(dialog: SettingsQuestion) -> None:
        put(dialog.fading, "200")
        dialog.accept_button.click()
        assert dialog.isVisible()
        seen.append(dialog.old.error())
        assert dialog.levels is None  # no workspace is open

    ask(program, fill)
    assert seen == ["Evidence grows old after it has faded: more than 200 days."]
    assert program.settings.fading_days == 90


def test_the_levels_of_the_workspace_are_one_step_that_is_undone(
    qtbot: QtBot, open_program: Opener, full_deal: Path
) -> None:
    program = open_program(full_deal)
    assert program.conductor is not None
    workspace = program.conductor.desk.workspace

    def stored() -> Levels:
        with workspace.read() as session:
            return levels.read(session)

    def fill(dialog: SettingsQuestion) -> None:
        assert dialog.levels is not None
        put(dialog.levels.acceptable, "7")
        dialog.accept_button.click()

    ask(program, fill)
    assert stored() == Levels(acceptable=7)
    program.conductor.undo()
    assert stored() == Levels(acceptable=ACCEPTABLE)


def test_whoever_looks_on_does_not_change_the_levels(open_program: Opener, full_deal: Path) -> None:
    program = open_program(full_deal)
    assert program.conductor is not None
    program.conductor.showing.toggle_customer()
    seen: list[bool] = []
    ask(program, lambda dialog: seen.append(dialog.levels is None))
    assert seen == [True]


def test_a_page_does_not_write_over_what_the_window_has_changed(
    open_program: Opener, full_deal: Path, tmp_path: Path
) -> None:
    program = open_program(full_deal)
    assert program.conductor is not None
    program.wardrobe.dark()
    program.conductor.desk.prefer(open_folds=("goal",))
    stored = kept(tmp_path)
    assert (stored.look, stored.open_folds) == ("dark", ("goal",))
    assert stored.last_workspace == str(full_deal.resolve())


@pytest.mark.parametrize("text", ["", "me = 3\n", "fading_days = 'soon'\n", "look = 'green'\n[", "\x00"])
def test_a_broken_file_leaves_the_program_usable(open_program: Opener, tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    program = open_program(None)

    def fill(dialog: SettingsQuestion) -> None:
        put(dialog.me, "Sam")
        dialog.accept_button.click()

    ask(program, fill)
    assert kept(tmp_path) == Settings(me="Sam")


def test_a_file_dialog_begins_where_the_last_one_ended(
    open_program: Opener, full_deal: Path, tmp_path: Path
) -> None:
    program = open_program(full_deal)
    assert program.conductor is not None
    desk, seen = program.conductor.desk, []
    (tmp_path / "for the customer").mkdir()

    def choose(dialog: QFileDialog) -> None:
        seen.append(Path(dialog.directory().path()))
        dialog.selectFile(str(tmp_path / "for the customer" / "plan.docx"))
        dialog.accept()

    for _time in range(2):
        in_dialog(QFileDialog, choose)
        path = desk.ask_save_path(program.window, "Save the plan", "plan.docx", "Word (*.docx)")
        assert path == tmp_path / "for the customer" / "plan.docx"
    assert seen == [full_deal.parent, tmp_path / "for the customer"]
    assert kept(tmp_path).last_folder == str(tmp_path / "for the customer")
