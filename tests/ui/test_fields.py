"""Fields tell what the user does and stay silent about what the program shows."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import BadInputError
from app.ui.widgets.fields import Box, Choice, DateField, NumberField, TextArea, TextField, Tick
from app.ui.widgets.reading import read_date, read_number, show_date, show_number


class Stage(QWidget):
    """A window with the field under test and another one to go to."""

    def __init__(self, qtbot: QtBot, field: QWidget) -> None:
        super().__init__()
        self.other = TextField()
        self.undone = 0
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.other)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._undo)
        qtbot.addWidget(self)
        with qtbot.waitActive(self):
            self.show()
            self.activateWindow()
        field.setFocus()

    def _undo(self) -> None:
        self.undone += 1


Enter = Callable[[QWidget], Stage]


@pytest.fixture
def enter(qtbot: QtBot) -> Enter:
    """Puts a field on a window of its own, which lives as long as the test."""
    kept: list[Stage] = []

    def on_stage(field: QWidget) -> Stage:
        kept.append(Stage(qtbot, field))
        return kept[-1]

    return on_stage


def test_text_is_told_when_the_focus_leaves_and_once(qtbot: QtBot, enter: Enter) -> None:
    field = TextField()
    stage = enter(field)
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClicks(field.editor, "Nine days")
    assert told == []
    with qtbot.waitSignal(field.finished):
        stage.other.setFocus()
    assert told == ["Nine days"]
    field.commit()
    assert told == ["Nine days"]


def test_text_is_told_after_a_pause(qtbot: QtBot, enter: Enter) -> None:
    field = TextField()
    enter(field)
    with qtbot.waitSignal(field.edited, timeout=2000) as told:
        qtbot.keyClicks(field.editor, "typed")
    assert told.args == ["typed"]


def test_return_tells_at_once(qtbot: QtBot, enter: Enter) -> None:
    field = TextField()
    enter(field)
    qtbot.keyClicks(field.editor, "x")
    with qtbot.waitSignal(field.edited, timeout=200):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def test_setting_a_value_is_silent(qtbot: QtBot) -> None:
    text, area, number, day = TextField(), TextArea(), NumberField(0, 10), DateField()
    choice = Choice([(1, "One"), (2, "Two")])
    told: list[object] = []
    for field in (text, area, number, day):
        qtbot.addWidget(field)
        field.edited.connect(told.append)
    qtbot.addWidget(choice)
    choice.chosen.connect(told.append)
    text.set_value("text")
    area.set_value("two\nlines")
    number.set_value(3.0)
    day.set_value(date(2026, 11, 22))
    choice.set_value(2)
    for field in (text, area, number, day):
        field.commit()
    assert told == []
    assert (text.value(), area.value(), number.value()) == ("text", "two\nlines", 3.0)
    assert (day.value(), choice.value()) == (date(2026, 11, 22), 2)


def test_a_value_from_outside_does_not_disturb_typing(qtbot: QtBot, enter: Enter) -> None:
    field = TextField()
    stage = enter(field)
    qtbot.keyClicks(field.editor, "half a sen")
    field.set_value("from another tab")
    assert field.text() == "half a sen"
    told: list[str] = []
    field.edited.connect(told.append)
    stage.other.setFocus()
    assert told == ["half a sen"]


def test_undo_is_passed_on_when_nothing_is_left(qtbot: QtBot, enter: Enter) -> None:
    for field in (TextField(), TextArea()):
        stage = enter(field)
        field.set_value("stored")
        qtbot.keyClicks(field.editor, "!")
        qtbot.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert stage.undone == 0, "its own text comes first"
        assert field.text() == "stored"
        qtbot.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert stage.undone == 1
        stage.hide()


def test_area_tells_on_control_return_and_tab_leaves(qtbot: QtBot, enter: Enter) -> None:
    field = TextArea()
    stage = enter(field)
    qtbot.keyClicks(field.editor, "one")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(field.editor, "two")
    with qtbot.waitSignal(field.edited, timeout=200) as told:
        qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["one\ntwo"]
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert stage.other.editor.hasFocus()


def test_wrong_number_is_said_and_not_told(qtbot: QtBot, enter: Enter) -> None:
    field = NumberField(0, 10)
    enter(field)
    with qtbot.assertNotEmitted(field.edited, wait=20):
        qtbot.keyClicks(field.editor, "many")
        field.commit()
    assert field.error() == "“many” is not a number."
    assert field.editor.property("wrong") == "true"
    field.editor.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, "7")
    with qtbot.waitSignal(field.edited) as told:
        field.commit()
    assert told.args == [7.0]
    assert field.error() == ""


def test_number_is_shown_with_its_unit_after_leaving(qtbot: QtBot, enter: Enter) -> None:
    field = NumberField(0, 1e9, unit="€")
    stage = enter(field)
    qtbot.keyClicks(field.editor, "3.7m")
    stage.other.setFocus()
    assert field.value() == 3_700_000
    assert field.text() == "3,700,000 €"


def test_emptied_number_is_none(qtbot: QtBot, enter: Enter) -> None:
    field = NumberField(0, 10)
    enter(field)
    field.set_value(4)
    field.editor.clear()  # type: ignore[attr-defined]
    with qtbot.waitSignal(field.edited) as told:
        field.commit()
    assert told.args == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1250", 1250.0),
        ("1 250,5", 1250.5),
        ("1,250.5", 1250.5),
        ("400k", 400_000.0),
        ("3,7m", 3_700_000.0),
        ("12 %", 12.0),
        ("−2", -2.0),
        ("", None),
    ],
)
def test_numbers_as_people_write_them(text: str, number: float | None) -> None:
    assert read_number(text, -10, 1e9, unit="%") == number


@pytest.mark.parametrize("text", ["x", "1 2 x", "--3", "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        read_number(text, -10, 1e9)


def test_number_beyond_its_limits_names_them() -> None:
    with pytest.raises(BadInputError, match="Between 0 and 10"):
        read_number("11", 0, 10)


@pytest.mark.parametrize(
    "text", ["18 Dec 2026", "2026-12-18", "18.12.2026", "18/12/2026", "18 December 2026"]
)
def test_dates_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2026, 12, 18)


def test_date_that_cannot_be_read_is_said(qtbot: QtBot, enter: Enter) -> None:
    field = DateField()
    enter(field)
    with qtbot.assertNotEmitted(field.edited, wait=20):
        qtbot.keyClicks(field.editor, "some day")
        field.commit()
    assert "some day" in field.error()


def test_date_field_reads_with_the_reader_it_is_given(qtbot: QtBot, enter: Enter) -> None:
    field = DateField(read=lambda text: date(2027, 1, 1) if text == "soon" else None)
    stage = enter(field)
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClicks(field.editor, "soon")
        field.commit()
    assert told.args == [date(2027, 1, 1)]
    stage.other.setFocus()
    assert field.text() == "1 Jan 2027"


def test_shown_values_read_back() -> None:
    assert read_date(show_date(date(2026, 3, 1))) == date(2026, 3, 1)
    assert read_number(show_number(1234567.5, 1, "t"), 0, 1e9, unit="t") == 1234567.5
    assert [show_number(one, 4, trimmed=True) for one in (355, 0.25, 100)] == ["355", "0.25", "100"]


def test_choice_tells_only_what_is_new(qtbot: QtBot, enter: Enter) -> None:
    field = Choice([(None, "Unknown"), ("a", "Alpha"), ("b", "Beta")])
    enter(field)
    field.set_value("a")
    told: list[object] = []
    field.chosen.connect(told.append)
    qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    assert told == ["b"]
    field.set_options([("b", "Beta"), ("c", "Gamma")])
    assert field.value() == "b"
    assert told == ["b"]


def test_a_shortcut_is_obeyed_while_a_list_is_open(qtbot: QtBot, enter: Enter) -> None:
    field = Choice([("a", "Alpha"), ("b", "Beta")])
    stage = enter(field)
    quitting = QAction(stage)
    quitting.setShortcut(QKeySequence("Ctrl+Q"))
    stage.addAction(quitting)
    box = field.editor
    assert isinstance(box, Box)
    box.showPopup()
    with qtbot.waitSignal(quitting.triggered):
        qtbot.keyClick(box.view(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not box.view().isVisible())


def test_tick_tells_a_click_and_the_space_key(qtbot: QtBot, enter: Enter) -> None:
    field = Tick("Agreed")
    enter(field)
    told: list[bool] = []
    field.toggled_by_user.connect(told.append)
    field.set_value(True)
    assert told == []
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(10, field.height() // 2))
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert told == [False, True]


def test_names_reach_what_has_the_focus(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.setAccessibleName("Goal")
    assert field.editor.accessibleName() == "Goal"
    field.set_error("Please fill this in.")
    assert field.editor.accessibleDescription() == "Please fill this in."
