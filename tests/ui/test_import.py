"""Importing through the window: chosen or dropped files, what is shown before, and the way back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.library import Challenge
from app.models.vocabulary import CUSTOMER, Onlooker
from app.tools.relationship_map.export import map_json, scene_as_data
from app.tools.relationship_map.queries import people
from app.tools.relationship_map.scene import Scene
from app.ui.conductor import conductor
from app.ui.dialogs.ask_import import ImportQuestion
from app.ui.dialogs.base import Ask
from app.ui.program import Program
from app.ui.widgets.row_table import RowTable
from tests import organisations
from tests.ui.answer import answer, typed
from tests.ui.conftest import Opener


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "Mill.csv"
    path.write_text("id;name;title;reports_to\n1;Anna;CEO;\n2;Bo;CFO;1\n3;;Buyer;2\n", encoding="cp1252")
    return path


def take(program: Program, *paths: Path) -> None:
    assert program.conductor is not None
    program.conductor.importing.take(paths)


def deals(program: Program) -> list[str]:
    model = program.window.navigator.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole).title for row in range(model.rowCount())]


def drawn(program: Program) -> Scene:
    assert program.conductor is not None
    page = program.conductor.pages.current
    assert page is not None
    assert page.name == "relationship_map"
    scene = page.view.canvas.shown  # type: ignore[attr-defined]
    assert isinstance(scene, Scene)
    return scene


def exported(program: Program) -> str:
    """What the command line writes as JSON of the opportunity that is shown."""
    assert program.conductor is not None
    desk = program.conductor.desk
    with desk.workspace.read() as session:
        page = people(session, desk.selection.opportunity_id or 0)
    assert page is not None
    return map_json(page)


def seen(check: Callable[[ImportQuestion], None]) -> Callable[[Ask], None]:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, ImportQuestion)
        check(dialog)

    return fill


def test_people_come_in_are_drawn_and_go_again(
    qtbot: QtBot, open_program: Opener, new_path: Path, mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(new_path)
    assert program.conductor is not None
    held_up: list[tuple[str, bool]] = []
    program.conductor.desk.occupied.connect(
        lambda what: held_up.append((what, what == program.window.status.text()))
    )

    def check(dialog: ImportQuestion) -> None:
        outlook = dialog.outlook
        assert "3 people into opportunity “Mill” (new) of account “Mill” (new)" in outlook.sentences.text()
        assert outlook.read_as.text() == "UTF-8, columns divided by semicolon"
        assert "line 4: no name; “Buyer” stands in" in outlook.findings.text()
        assert outlook.table.model().rowCount() == 3
        assert dialog.windowTitle() == "Import people or connections"

    answer(qtbot, seen(check))
    take(program, mill)
    qtbot.waitUntil(lambda: deals(program) == ["Mill", "Mill"])
    assert [card.person.name for card in drawn(program).cards] == ["Anna", "Bo", "Buyer"]
    assert program.conductor.desk.workspace.undo_label == "Import Mill.csv"
    assert held_up == [("Importing Mill.csv…", True), ("", False)]
    program.conductor.undo()
    qtbot.waitUntil(lambda: deals(program) == [])
    assert len(held_up) == 2  # a step of a few rows is back at once
    monkeypatch.setattr(conductor, "LARGE", 4)
    program.conductor.redo()
    qtbot.waitUntil(lambda: deals(program) == ["Mill", "Mill"])
    assert held_up[2:] == [("Doing a large step again…", True), ("", False)]
    assert QApplication.overrideCursor() is None


def test_the_deal_that_is_looked_at_is_offered(
    qtbot: QtBot, open_program: Opener, full_deal: Path, mill: Path
) -> None:
    program = open_program(full_deal)

    def check(dialog: ImportQuestion) -> None:
        assert (dialog.account.value(), dialog.opportunity.value()) == (
            "Northmill Board Oy",
            "Press section rebuild",
        )
        typed(qtbot, "", "Winder upgrade")(dialog)
        dialog.opportunity.commit()
        assert "“Winder upgrade” (new) of account “Northmill Board Oy”." in dialog.outlook.sentences.text()

    answer(qtbot, seen(check))
    take(program, mill)
    qtbot.waitUntil(lambda: "Winder upgrade" in deals(program))
    assert len(drawn(program).cards) == 3


def test_what_cannot_be_taken_is_said_and_the_button_waits(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path, mill: Path
) -> None:
    program = open_program(new_path)
    path = tmp_path / "circle.csv"
    path.write_text("id,name,reports_to\n1,Anna,2\n2,Bo,1\n")

    def check(dialog: ImportQuestion) -> None:
        assert "line 3: a circle of bosses: Anna (id 1) → Bo (id 2)" in dialog.outlook.error.text()
        assert not dialog.accept_button.isEnabled()
        assert not dialog.outlook.table.isVisible()
        path.write_bytes(mill.read_bytes())  # mended in the spreadsheet meanwhile
        qtbot.mouseClick(dialog.kind.button("people"), Qt.MouseButton.LeftButton)
        assert dialog.accept_button.isEnabled()
        qtbot.mouseClick(dialog.kind.button("connections"), Qt.MouseButton.LeftButton)
        assert "has no column “from”" in dialog.outlook.error.text()
        qtbot.mouseClick(dialog.kind.button("people"), Qt.MouseButton.LeftButton)

    answer(qtbot, seen(check))
    take(program, path)
    qtbot.waitUntil(lambda: deals(program) == ["circle", "circle"])


def test_the_same_file_again_has_nothing_to_do(
    qtbot: QtBot, open_program: Opener, new_path: Path, mill: Path
) -> None:
    program = open_program(new_path)
    answer(qtbot, lambda _: None)
    take(program, mill)
    said: list[str] = []

    def check(dialog: ImportQuestion) -> None:
        said.append(dialog.outlook.sentences.text())
        assert not dialog.accept_button.isEnabled()
        dialog.reject()

    answer(qtbot, seen(check))
    take(program, mill)
    assert "Nothing new" in said[0]


def test_tables_are_dropped_on_the_window(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path
) -> None:
    program = open_program(new_path)
    files = organisations.large().write(tmp_path, "Large")
    answer(qtbot, lambda _: None)
    assert drop(program, *files)
    qtbot.waitUntil(lambda: deals(program) == ["Large", "Large"], timeout=10000)
    assert len(drawn(program).cards) == 123
    assert len(drawn(program).routes) == 130 + 190
    assert json.loads(exported(program)) == scene_as_data(drawn(program)), (
        "what is checked outside is what is seen"
    )
    assert not drop(program, tmp_path / "picture.png")


def test_challenges_are_known_by_their_columns(
    qtbot: QtBot, open_program: Opener, new_path: Path, tmp_path: Path
) -> None:
    program = open_program(new_path)
    assert program.conductor is not None
    workspace = program.conductor.desk.workspace
    path = tmp_path / "heard.csv"
    path.write_text("Industry;Profile;Challenge\nLifts;CFO;Too many spares\nLifts;CFO;No spares\n", "utf-8")
    seen: list[tuple[str, str]] = []

    def look(ask: Ask) -> None:
        row = ask.findChildren(RowTable)[0].rows()[0]
        seen.append((row.industry, row.profile))

    answer(qtbot, look)
    assert drop(program, path)
    qtbot.waitUntil(lambda: workspace.undo_label == "Import challenges from heard.csv")
    assert seen == [("Lifts", "CFO")]
    with workspace.read() as session:
        assert session.scalars(select(Challenge.text).where(Challenge.own)).all() == [
            "Too many spares",
            "No spares",
        ]
    workspace.undo()
    with workspace.read() as session:
        assert not session.scalars(select(Challenge.text).where(Challenge.own)).all()


@pytest.mark.parametrize("onlooker", [CUSTOMER, Onlooker(names_hidden=True)])
def test_nothing_is_imported_while_somebody_looks_on(
    qtbot: QtBot, open_program: Opener, new_path: Path, mill: Path, onlooker: Onlooker
) -> None:
    program = open_program(new_path)
    assert program.conductor is not None
    program.conductor.desk.show_to(onlooker)
    take(program, mill)
    assert deals(program) == []


def drop(program: Program, *paths: Path) -> bool:
    """Drag files over the window and let go; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window, spot = program.window, QPointF(400, 400)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(spot.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(spot, Qt.DropAction.CopyAction, data, buttons, keys))
    return entering.isAccepted()
