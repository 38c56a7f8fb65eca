"""The field for spoken time: understood while typing, told when it is left, refused in one sentence."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.method.spoken_dates import Window
from app.ui.dialogs.ask_opportunity import NewOpportunity, ask_opportunity
from app.ui.widgets.spoken_date import SpokenDateField, describe
from tests.build import TODAY
from tests.ui.answer import answer, typed


def _today() -> date:
    return TODAY


@pytest.fixture
def field(qtbot: QtBot) -> SpokenDateField:
    field = SpokenDateField(_today)
    qtbot.addWidget(field)
    field.show()
    field.editor.setFocus()
    return field


def test_what_is_understood_stands_below_while_it_is_typed(field: SpokenDateField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClicks(field.editor, "week 4")
    assert field.hint() == "Mon 25 Jan 2027 – Fri 29 Jan 2027"
    qtbot.keyClicks(field.editor, "8")
    assert field.hint() == "Mon 23 Nov 2026 – Fri 27 Nov 2026"
    assert told == []
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert told == ["week 48"]
    assert field.days() == Window(date(2026, 11, 23), date(2026, 11, 27))
    assert field.editor.accessibleDescription() == field.hint()


def test_what_is_no_time_is_said_and_not_told(field: SpokenDateField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    qtbot.keyClicks(field.editor, "3/4/2027")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert "can be read in two ways" in field.error()
    assert field.hint() == ""
    assert told == []
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, "3.4.2027")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert (field.error(), told) == ("", ["3.4.2027"])


def test_empty_words_take_the_time_away(field: SpokenDateField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    field.editor.clearFocus()
    field.set_value("Q2 2027", Window(date(2027, 4, 1), date(2027, 6, 30)))
    assert told == []
    assert field.hint() == "Thu 1 Apr 2027 – Wed 30 Jun 2027"
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert told == [""]
    assert field.days() is None


def test_a_day_is_picked_from_the_month(field: SpokenDateField) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    field.open_calendar()
    assert field._month is not None
    field._month.picked.emit(date(2026, 12, 24))
    assert told == ["24 December 2026"]
    field._month.hide()


def test_days_in_words() -> None:
    assert describe(Window(TODAY, TODAY)) == "Sun 22 Nov 2026"


def test_the_decision_of_an_opportunity_is_said_in_words(qtbot: QtBot) -> None:
    answer(qtbot, typed(qtbot, "Dryer upgrade", "4m", "by end March 2027"))
    found = ask_opportunity(None, account="Testmill", today=TODAY, currency="EUR")
    assert found == NewOpportunity("Dryer upgrade", 400_000_000, "EUR", decision_on=date(2027, 3, 31))


def test_what_is_known_of_an_opportunity_comes_back_unchanged(qtbot: QtBot) -> None:
    known = NewOpportunity("Dryer upgrade", 400_000_000, "SEK", decision_on=date(2026, 12, 18))
    answer(qtbot, typed(qtbot))
    assert ask_opportunity(None, account="Testmill", today=TODAY, currency="EUR", known=known) == known
