"""Tables of rows: what they show, how they are edited, and what survives new rows."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import theme
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Box
from app.ui.widgets.row_model import RowModel
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.row_widths import Claim, share


@dataclass(frozen=True)
class Player:
    id: int
    name: str
    goal: str = ""
    influence: int | None = None
    relation: int | None = None
    mode: str = "unknown"
    met: bool = False
    missing: bool = False


PLAYERS = (
    Player(1, "Marja", "No stops", 5, 1, "trouble"),
    Player(2, "Kari", "Be asked", 4, 2, "growth", met=True),
    Player(3, "Elina", "Payback", None, None),
)
MODES = (("growth", "Growth"), ("trouble", "Trouble"))
COLUMNS: tuple[Column[Player], ...] = (
    Column(
        "Name",
        lambda row: f"{row.name}\nTitle",
        "name",
        delegate="person",
        placeholder=lambda row: row.missing,
    ),
    Column("Goal", lambda row: row.goal, "goal", editor="text"),
    Column("Mode", lambda row: row.mode, "mode", 110, MODES, lambda row: row.mode, "mode"),
    Column(
        "Influence",
        lambda row: str(row.influence or ""),
        "influence",
        90,
        "number",
        lambda row: row.influence,
        "bars",
    ),
    Column("Relation", lambda row: "", "relation", 100, value=lambda row: row.relation, delegate="relation"),
    Column(
        "Met",
        lambda row: "",
        "met",
        60,
        value=lambda row: row.met,
        delegate="tick",
        tip=lambda row: f"Met {row.name}?",
    ),
)


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    table = RowTable(COLUMNS, prompt="Name a person")
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.set_rows(PLAYERS)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    return table


def names(table: RowTable) -> list[str]:
    return [row.name for row in table.rows()]


def line(table: RowTable) -> Line:
    """The editor that is open in a cell."""
    found = table.findChild(Line)
    assert isinstance(found, Line)
    return found


def click(qtbot: QtBot, table: RowTable, row_id: int, key: str) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.cell_center(row_id, key))


def test_rows_are_painted_in_every_kind_of_cell(table: RowTable) -> None:
    table.set_rows((*PLAYERS, Player(4, "Name a person", missing=True)))
    assert not table.grab().isNull()


def test_typing_into_a_cell_tells_the_edit_and_stores_nothing(table: RowTable, qtbot: QtBot) -> None:
    click(qtbot, table, 1, "goal")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = line(table)
    assert editor.text() == "No stops"
    qtbot.keyClicks(editor, "Nine days")
    with qtbot.waitSignal(table.edited) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [1, "goal", "Nine days"]
    assert table.rows()[0].goal == "No stops"


def test_escape_tells_nothing(table: RowTable, qtbot: QtBot) -> None:
    click(qtbot, table, 1, "goal")
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = line(table)
    with qtbot.assertNotEmitted(table.edited, wait=20):
        qtbot.keyClicks(editor, "Nine days")
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_an_unchanged_cell_is_not_told(table: RowTable, qtbot: QtBot) -> None:
    table.edit_cell(2, "goal")
    with qtbot.assertNotEmitted(table.edited, wait=20):
        qtbot.keyClick(line(table), Qt.Key.Key_Return)


def test_rows_may_be_set_while_an_edit_is_told(table: RowTable, qtbot: QtBot) -> None:
    """A tab refreshes itself in the middle of the edit that the delegate is closing."""

    def refresh(row_id: int, _key: str, value: object) -> None:
        table.set_rows([replace(row, goal=str(value)) if row.id == row_id else row for row in PLAYERS])

    table.edited.connect(refresh)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    table.edit_cell(1, "goal")
    editor = line(table)
    editor.setText("Aardvark")
    with qtbot.waitSignal(table.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert table.rows()[0].goal == "Aardvark"
    assert table.picked_id() == 1
    assert table.currentIndex().row() == 0


def test_choice_of_a_cell_is_told_by_its_value(table: RowTable, qtbot: QtBot) -> None:
    table.edit_cell(1, "mode")
    box = table.findChild(Box)
    assert isinstance(box, Box)
    assert box.currentText() == "Trouble"
    with qtbot.waitSignal(table.edited) as told:
        box.setCurrentIndex(0)
        box.activated.emit(0)
    assert told.args == [1, "mode", "growth"]


def test_number_of_a_cell(table: RowTable, qtbot: QtBot) -> None:
    table.edit_cell(1, "influence")
    editor = line(table)
    editor.setText("3")
    with qtbot.waitSignal(table.edited) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [1, "influence", 3.0]


def test_wrong_number_changes_nothing(table: RowTable, qtbot: QtBot) -> None:
    table.edit_cell(1, "influence")
    editor = line(table)
    editor.setText("lots")
    with qtbot.assertNotEmitted(table.edited, wait=20):
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_tick_turns_by_click_and_space(table: RowTable, qtbot: QtBot) -> None:
    box = table.cell_center(1, "met")
    left = table.visualRect(table.model().index(0, 5)).left()
    with qtbot.waitSignal(table.edited) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 14, box.y()))
    assert told.args == [1, "met", True]
    with qtbot.waitSignal(table.edited) as told:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert told.args == [1, "met", True]


def test_picked_is_told_once_and_survives_new_rows(table: RowTable, qtbot: QtBot) -> None:
    told: list[int] = []
    table.picked.connect(told.append)
    click(qtbot, table, 2, "name")
    table.set_rows(tuple(reversed(PLAYERS)))
    table.set_rows((*PLAYERS, Player(9, "New")))
    assert told == [2]
    assert table.picked_id() == 2
    assert table.currentIndex().row() == 1
    table.set_rows(PLAYERS[:1])
    assert table.picked_id() is None


def test_opening_by_double_click_and_return(table: RowTable, qtbot: QtBot) -> None:
    click(qtbot, table, 2, "name")
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.cell_center(2, "name"))
    assert told.args == [2]
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_double_click_on_an_editable_cell_edits(table: RowTable, qtbot: QtBot) -> None:
    click(qtbot, table, 2, "goal")
    with qtbot.assertNotEmitted(table.opened, wait=20):
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.cell_center(2, "goal"))
    assert table.findChild(Line) is not None


def test_sorting_puts_unknown_last_both_ways(table: RowTable) -> None:
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Kari", "Marja", "Elina"]
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Marja", "Kari", "Elina"]
    table.set_rows((*PLAYERS, Player(4, "Jonas", influence=3)))
    assert names(table) == ["Marja", "Kari", "Jonas", "Elina"], "new rows come sorted"


def test_prompt_is_told_by_click_and_return(table: RowTable, qtbot: QtBot) -> None:
    last = table.model().index(3, 0)
    with qtbot.waitSignal(table.prompted):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(last).center())
    with qtbot.waitSignal(table.prompted):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_menu_and_delete_name_the_row(table: RowTable, qtbot: QtBot) -> None:
    click(qtbot, table, 3, "name")
    spot = table.cell_center(3, "name")
    with qtbot.waitSignal(table.menu_wanted) as told:
        QApplication.sendEvent(
            table.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, table.viewport().mapToGlobal(spot)),
        )
    assert told.args[0] == 3
    with qtbot.waitSignal(table.delete_wanted) as gone:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert gone.args == [3]


def test_table_in_words_and_on_the_clipboard(table: RowTable, qtbot: QtBot) -> None:
    assert table.as_table()[:2] == [
        ["Name", "Goal", "Mode", "Influence", "Relation", "Met"],
        ["Marja, Title", "No stops", "trouble", "5", "+1", "no"],
    ]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines()[0] == "Name\tGoal\tMode\tInfluence\tRelation\tMet"
    assert "<td>Be asked</td>" in mime.html()


def test_free_columns_share_the_width(table: RowTable) -> None:
    assert table.columnWidth(2) == 110
    assert sum(table.columnWidth(at) for at in range(6)) <= table.viewport().width()
    assert abs(table.columnWidth(0) - table.columnWidth(1)) <= 1
    table.resize(300, 400)
    assert table.columnWidth(0) >= 80


def test_height_shows_all_rows(table: RowTable) -> None:
    assert table.sizeHint().height() == 32 + 4 * 40 + 2
    table.set_rows([Player(at, f"P{at}") for at in range(100)])
    assert table.sizeHint().height() == 32 + 12 * 40 + 2


def test_tip_of_a_cell(table: RowTable) -> None:
    assert table.model().index(1, 5).data(Qt.ItemDataRole.ToolTipRole) == "Met Kari?"


def test_ten_thousand_rows_are_sorted_quickly() -> None:
    model = RowModel(COLUMNS)
    model.set_rows([Player(at, f"P{at * 7919 % 10007:05}", str(at)) for at in range(10_000)])
    model.sort(0)
    assert model.rows[0].name == "P00000"
    assert model.rowCount() == 10_000


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (600, [200, 200, 110, 90]),  # what is declared, and equal shares of the rest
        (460, [150, 110, 110, 90]),  # the longer text first gets what it needs
        (420, [150, 100, 87, 82]),  # declared widths give way before a text is cut
        (350, [95, 95, 80, 80]),  # then the longest columns give way
        (200, [80, 60, 80, 80]),  # and below the least the table scrolls
    ],
)
def test_widths_go_where_they_are_needed(room: int, expected: list[int]) -> None:
    name, goal = Claim(need=150, least=80), Claim(need=100, least=60)
    roles, known = Claim(need=80, least=80, declared=110), Claim(need=80, least=80, declared=90)
    assert share([name, goal, roles, known], room) == expected


def test_a_dragged_column_stays_as_it_was_dragged() -> None:
    claims = [Claim(need=150, least=80), Claim(60, 60, 60, firm=True)]
    assert share(claims, 400) == [340, 60]
    assert share(claims, 100) == [80, 60]


def test_a_name_is_read_in_full_while_another_column_has_room(qtbot: QtBot) -> None:
    columns: tuple[Column[Player], ...] = (
        Column("Key person", lambda row: row.name, delegate="person", minimum=100),
        Column("Roles", lambda _row: "", width=240),
    )
    table = RowTable(columns)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.set_rows([Player(1, "Maximiliane Wittgenstein-Berleburg")])
    metrics = QFontMetricsF(theme().font("table", 550))
    beside = theme().px(28 + 8 + 2 * 8)
    assert (
        table.columnWidth(0) >= metrics.horizontalAdvance("Maximiliane Wittgenstein-Berleburg") / 2 + beside
    )
    assert table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width()
