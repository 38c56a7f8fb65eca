"""The frame: navigator, search, undo, sizes; played with mouse and keyboard through the real window."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.across.home.actions import add_account
from app.errors import BadInputError
from app.models.vocabulary import Audience, Onlooker
from app.settings import Settings, load, save
from app.ui.conductor.conductor import Conductor
from app.ui.conductor.navigation import Navigation
from app.ui.conductor.pages import Pages
from app.ui.instance import _name
from app.ui.main_window import MainWindow
from app.ui.program import Program
from app.ui.shell.recent_menu import RecentMenu
from tests.ui.active import make_active
from tests.ui.answer import answer, typed
from tests.ui.conftest import Opener


def titles(program: Program) -> list[str]:
    model = program.window.navigator.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole).title for row in range(model.rowCount())]


def shown(program: Program) -> str:
    page = program.conductor.pages.current if program.conductor is not None else None
    return page.name if page is not None else ""


def click_row(qtbot: QtBot, program: Program, title: str) -> None:
    view = program.window.navigator.view
    row = titles(program).index(title)
    place = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(qtbot: QtBot, program: Program, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    keys = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        keys |= modifier
    make_active(qtbot, program.window)
    qtbot.keyClick(program.window, key, keys)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_without_a_workspace_the_welcome_page_offers_three_ways(open_program: Opener) -> None:
    program = open_program(None)
    assert program.window.body.currentWidget() is program.window.welcome


def test_the_sample_opens_from_the_welcome_page(qtbot: QtBot, open_program: Opener) -> None:
    program = open_program(None)
    program.window.welcome.sample_wanted.emit()
    qtbot.waitUntil(lambda: program.conductor is not None, timeout=20000)
    assert "Press section rebuild" in titles(program)


def test_account_and_opportunity_are_added_undone_and_redone(
    qtbot: QtBot, open_program: Opener, new_path: Path
) -> None:
    program = open_program(new_path)
    assert program.window._inner.currentWidget() is program.window.nothing
    answer(qtbot, typed(qtbot, "Fjordpapir AS", "Norway"))
    qtbot.mouseClick(program.window.nothing.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(program) == ["Fjordpapir AS"])
    answer(qtbot, typed(qtbot, "Winder upgrade", "1.2m"))
    press(qtbot, program, Qt.Key.Key_N, CTRL, SHIFT)
    qtbot.waitUntil(lambda: titles(program) == ["Fjordpapir AS", "Winder upgrade"])
    commands = program.window.commands
    assert commands is not None
    qtbot.waitUntil(lambda: "add opportunity" in commands.action("undo").text())
    press(qtbot, program, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: titles(program) == ["Fjordpapir AS"])
    press(qtbot, program, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: titles(program) == [])
    press(qtbot, program, Qt.Key.Key_Z, CTRL, SHIFT)
    press(qtbot, program, Qt.Key.Key_Z, CTRL, SHIFT)
    qtbot.waitUntil(lambda: titles(program) == ["Fjordpapir AS", "Winder upgrade"])


def test_rename_by_f2_and_delete_to_the_trash_and_back(
    qtbot: QtBot, open_program: Opener, sample_copy: Path
) -> None:
    program = open_program(sample_copy)
    click_row(qtbot, program, "Press section rebuild")
    answer(qtbot, typed(qtbot, "Press section, renamed"))
    qtbot.keyClick(program.window.navigator.view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "Press section, renamed" in titles(program))
    qtbot.keyClick(program.window.navigator.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Press section, renamed" not in titles(program))
    answer(qtbot, lambda _: None)
    program.window.navigator.trash_asked.emit()
    qtbot.waitUntil(lambda: "Press section, renamed" in titles(program))
    for _ in range(3):
        press(qtbot, program, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Press section rebuild" in titles(program))


def test_search_finds_people_and_opens_them(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    press(qtbot, program, Qt.Key.Key_K, CTRL)
    field = program.window.top.search
    qtbot.keyClicks(field, "lehto")
    qtbot.waitUntil(lambda: any("Lehtonen" in offer.title for offer in program.window.finder.offers))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(program) == "key_persons")
    assert not program.window.finder.isVisible()


def test_search_takes_any_text(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    assert program.conductor is not None
    for words in ("o'brien", "c++", 'a-b "', "(", "*", "Ω", "zzzz"):
        press(qtbot, program, Qt.Key.Key_K, CTRL)
        program.window.top.search.setText(words)
        program.conductor.finding._look()
        assert program.window.finder.isVisible(), words
        program.window.finder.hide()


def test_a_small_window_keeps_its_frame_small(qtbot: QtBot, open_program: Opener, full_deal: Path) -> None:
    window = open_program(full_deal).window
    for width, navigator, coach in ((1600, True, True), (1366, True, False), (1100, False, False)):
        window.resize(width, 800)
        assert (window.navigator.isVisible(), window.coach.isVisible()) == (navigator, coach), width
        assert (window.navigator_rail.isVisible(), window.rail.isVisible()) == (not navigator, not coach), (
            width
        )
    qtbot.mouseClick(window.rail._open, Qt.MouseButton.LeftButton)
    assert window.coach.isVisible()
    focused = QApplication.focusWidget()
    assert (
        focused is not None and focused.accessibleName() == "Hide the coach"
    )  # the keyboard stays at the side
    for onlooker, seen in (
        (Onlooker(Audience.INTERNAL, names_hidden=True), True),
        (Onlooker(Audience.CUSTOMER), False),
        (Onlooker(Audience.INTERNAL), True),
    ):
        window.show_onlooker(onlooker)
        assert window.coach.isVisible() == seen, onlooker

    def laid_out(low: bool) -> bool:
        return (window.pages.mapTo(window, QPoint()).y() < 200) == low

    for height, low in ((600, True), (800, False), (600, True)):
        window.resize(1366, height)
        qtbot.waitUntil(partial(laid_out, low))
    assert "Decision 18 Dec 2026" in window.head._where.text()  # what the chips say is not lost


def test_without_a_workspace_nothing_is_offered_that_needs_one(
    qtbot: QtBot, open_program: Opener, new_path: Path
) -> None:
    program = open_program(None)
    window = program.window
    qtbot.waitUntil(lambda: window.commands is not None)
    assert window.commands is not None
    names = ("undo", "search", "add_account", "print", "export", "customer_view")
    assert not any(window.commands.action(name).isEnabled() for name in names)
    assert not window.top.search.isEnabled()
    assert not window.top.view.isVisible()
    program.open(new_path)
    qtbot.waitUntil(lambda: program.conductor is not None)
    assert all(window.commands.action(name).isEnabled() for name in names if name != "undo")
    assert window.top.search.isEnabled()


def test_workspaces_that_were_open_stand_in_the_menu_and_missing_ones_leave_it(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.dealwright"
    save(Settings(recent=(str(gone), str(new_path))), tmp_path / "settings.toml")
    program = open_program(None)
    window = program.window
    qtbot.waitUntil(lambda: window.commands is not None)
    menu = window.menuBar().findChild(RecentMenu) or window.findChild(RecentMenu)
    assert isinstance(menu, RecentMenu)
    menu.aboutToShow.emit()
    lost, here = menu.actions()
    assert lost.text() == "gone is not there any more"
    assert here.text().startswith("deals\t")
    entry = lost.menu()
    assert isinstance(entry, QMenu)
    entry.actions()[1].trigger()
    assert program.settings.recent == (str(new_path),)
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: program.conductor is not None)


def test_the_first_deal_of_an_account_is_one_click_away(
    qtbot: QtBot, open_program: Opener, new_path: Path
) -> None:
    program = open_program(new_path)
    assert program.conductor is not None
    answer(qtbot, typed(qtbot, "Fjordpapir AS"))
    program.conductor.navigation.add_account()
    qtbot.waitUntil(program.window.head.add_deal.isVisible)
    answer(qtbot, typed(qtbot, "Winder upgrade"))
    qtbot.mouseClick(program.window.head.add_deal, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(program.window.head.meeting.isVisible)
    assert not program.window.head.add_deal.isVisible()


def test_alt_shows_the_menu_but_not_as_part_of_a_shortcut(
    qtbot: QtBot, open_program: Opener, sample_copy: Path
) -> None:
    window = open_program(sample_copy).window
    alt = Qt.KeyboardModifier.AltModifier
    for other in (True, False):
        qtbot.keyPress(window, Qt.Key.Key_Alt, alt)
        if other:
            qtbot.keyClick(window, Qt.Key.Key_Left, alt)
        qtbot.keyRelease(window, Qt.Key.Key_Alt)
        assert window.menuBar().isVisible() is not other


def test_the_filter_narrows_the_list(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    everything = titles(program)
    press(qtbot, program, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(program.window.navigator._filter, "press")
    assert len(titles(program)) < len(everything)
    assert "Press section rebuild" in titles(program)


def test_zoom_and_theme_are_remembered(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    press(qtbot, program, Qt.Key.Key_Plus, CTRL)
    program.wardrobe.dark()
    assert program.settings.text_scale == 1.1
    program.window.close()
    again = open_program(sample_copy)
    assert (again.settings.text_scale, again.settings.look) == (1.1, "dark")
    again.wardrobe.zoom_reset()
    again.wardrobe.light()


def test_the_last_deal_and_tool_come_back(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    click_row(qtbot, program, "Boiler control retrofit")
    assert program.conductor is not None
    program.conductor.pages.show_tool("activity_plan")
    program.window.close()
    again = open_program(sample_copy)
    assert shown(again) == "activity_plan"
    assert again.window.head._title.text() == "Boiler control retrofit"


def test_a_broken_file_is_told_in_one_sentence(open_program: Opener, tmp_path: Path) -> None:
    path = tmp_path / "broken.dealwright"
    path.write_text("this is no workspace")
    program = open_program(path)
    assert "not a Dealwright workspace" in program.window.welcome.said()
    assert not program.window.working
    assert path.read_text() == "this is no workspace"


def test_a_broken_file_leaves_the_open_workspace_on_the_screen(
    qtbot: QtBot, open_program: Opener, sample_copy: Path, tmp_path: Path
) -> None:
    program = open_program(sample_copy)
    before = program.conductor
    broken = tmp_path / "broken.dealwright"
    broken.write_text("this is no workspace")
    program.open(broken)
    qtbot.waitUntil(lambda: "not a Dealwright workspace" in program.window.notice.text(), timeout=5000)
    assert program.conductor is before
    assert program.window.working
    program.open(sample_copy)
    assert program.conductor is before, "what is open already is not opened again"


def test_nothing_of_a_workspace_stays_when_another_is_opened(
    qtbot: QtBot, open_program: Opener, sample_copy: Path, new_path: Path
) -> None:
    program = open_program(sample_copy)
    before, window = program.conductor, program.window
    pills = len(window.tools.findChildren(QAbstractButton))
    program.open(new_path)
    qtbot.waitUntil(lambda: program.conductor not in {before, None}, timeout=15000)
    qtbot.waitUntil(lambda: window.findChildren(Conductor) == [program.conductor], timeout=5000)
    assert window.findChildren(Navigation) == [program.conductor.navigation]  # type: ignore[union-attr]
    assert window.findChildren(Pages) == [program.conductor.pages]  # type: ignore[union-attr]
    assert len(window.tools.findChildren(QAbstractButton)) == pills
    answer(qtbot, typed(qtbot, "Fjordpapir AS", "Norway"))  # a second question would stay without answer
    qtbot.mouseClick(window.nothing.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(program) == ["Fjordpapir AS"])


def test_without_a_memory_the_deal_that_is_met_next_is_shown(open_program: Opener, sample_copy: Path) -> None:
    assert open_program(sample_copy).window.head._title.text() == "Press section rebuild"


def test_left_button_on_a_finding_opens_its_tool(
    qtbot: QtBot, open_program: Opener, sample_copy: Path
) -> None:
    program = open_program(sample_copy)
    window = program.window
    qtbot.waitUntil(lambda: window.coach.gaps > 0, timeout=5000)
    finding = next(one for one in window.coach._shown[0] if one.do.startswith("champion_letter"))
    window.coach.wanted.emit(finding.do)
    assert shown(program) == "champion_letter"


def test_pages_not_wanted_yet_are_made_while_nothing_happens(
    qtbot: QtBot, open_program: Opener, full_deal: Path
) -> None:
    program = open_program(full_deal)
    assert program.conductor is not None
    pages = program.conductor.pages
    before = shown(program)
    assert not pages.complete
    qtbot.waitUntil(lambda: pages.complete, timeout=15000)
    assert shown(program) == before
    page = pages.current
    for name in pages.names:
        pages.show_tool(name)
        assert shown(program) == name
    pages.show_tool(before)
    assert pages.current is page


def test_a_finding_is_silenced_with_a_reason_and_undone(
    qtbot: QtBot, open_program: Opener, sample_copy: Path
) -> None:
    program = open_program(sample_copy)
    coach = program.window.coach
    qtbot.waitUntil(lambda: coach.gaps > 0, timeout=5000)
    gaps = coach.gaps
    finding = coach._shown[0][0]
    answer(qtbot, typed(qtbot, "They told us not to worry"))
    coach.silence_asked.emit(finding.rule, finding.about)
    qtbot.waitUntil(lambda: coach.gaps == gaps - 1, timeout=5000)
    press(qtbot, program, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: coach.gaps == gaps, timeout=5000)


def test_a_second_start_knocks_at_the_first(qtbot: QtBot, open_program: Opener, sample_copy: Path) -> None:
    program = open_program(sample_copy)
    assert program._door is not None

    socket = QLocalSocket()
    with qtbot.waitSignal(program._door.knocked, timeout=3000):
        socket.connectToServer(_name(sample_copy))


def test_a_sentence_about_an_error_goes_with_escape_or_with_the_next_step(
    qtbot: QtBot, open_program: Opener, sample_copy: Path
) -> None:
    program = open_program(sample_copy)
    assert program.conductor is not None
    desk, notice = program.conductor.desk, program.window.notice
    desk.fail(BadInputError("That would be a circle."))
    assert notice.isVisible()
    press(qtbot, program, Qt.Key.Key_Escape)
    assert not notice.isVisible()
    desk.fail(BadInputError("That would be a circle."))
    with desk.workspace.edit("Add account") as session:
        add_account(session, "Ahola Paper")
    assert not notice.isVisible()
    notice.tell("Read it.", danger=False, stays=True)
    press(qtbot, program, Qt.Key.Key_Z, CTRL)
    assert notice.isVisible(), "what stays is closed by the user alone"


def test_a_first_window_is_never_larger_than_the_screen(qtbot: QtBot) -> None:
    window = MainWindow(Settings(), date(2026, 11, 22))
    qtbot.addWidget(window)
    window.show_first()
    room = window.windowHandle().screen().availableSize()
    assert room.width() < 1440, "the screen of the tests is a small one"
    assert window.isMaximized()
    assert window.minimumSize().boundedTo(room) == window.minimumSize()


def test_the_view_is_kept_over_a_new_start(
    open_program: Opener, full_deal: Path, qapp: QApplication, tmp_path: Path
) -> None:
    """Whoever starts again in front of a customer shows one account, and nothing before that is sure."""
    first = open_program(full_deal)
    assert first.conductor is not None
    account = first.conductor.desk.selection.account_id
    first.conductor.showing.toggle_customer()
    first.conductor.showing.toggle_names()
    first.window.close()
    waiting = Program(qapp, full_deal, config=tmp_path / "settings.toml")
    assert waiting.window.navigator._model.rows == []
    waiting.window.close()
    waiting.window.deleteLater()
    again = open_program(full_deal)
    assert again.conductor is not None
    assert again.conductor.desk.onlooker == Onlooker(Audience.CUSTOMER, names_hidden=True, account_id=account)
    assert [one.id for one in again.conductor.navigation._accounts] == [account]
    again.conductor.showing.toggle_customer()
    again.conductor.showing.toggle_names()
    kept = load(tmp_path / "settings.toml")
    assert (kept.audience, kept.names_hidden) == ("internal", False)
