"""A question: what is wrong is said beside its field, and only a good answer is taken."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.dialogs.base import Ask
from app.ui.dialogs.confirm import confirm
from app.ui.widgets.fields import NumberField, TextField
from app.ui.widgets.segmented import Segmented


def test_a_required_field_is_asked_for(qtbot: QtBot) -> None:
    ask = Ask(None, "Name a person", "Add")
    qtbot.addWidget(ask)
    name = ask.row("Name", TextField(), required=True)
    mark = ask.row("Influence", Segmented([(1, "1"), (2, "2")]))
    with qtbot.waitActive(ask):
        ask.show()
        ask.activateWindow()
    qtbot.mouseClick(ask.accept_button, Qt.MouseButton.LeftButton)
    assert ask.isVisible()
    assert name.error() == "Please fill this in."
    assert name.editor.hasFocus()
    qtbot.keyClicks(name.editor, "Kari")
    qtbot.keyClick(name.editor, Qt.Key.Key_Return)
    assert not ask.isVisible()
    assert (name.value(), mark.value()) == ("Kari", None)


def test_the_keyboard_begins_in_the_first_field(qtbot: QtBot) -> None:
    ask = Ask(None, "Name a person", "Add")
    qtbot.addWidget(ask)
    name = ask.row("Name", TextField())
    ask.row("Role", TextField())
    with qtbot.waitActive(ask):
        ask.show()
        ask.activateWindow()
    assert name.editor.hasFocus()
    for key in "Ida Berg":
        qtbot.keyClick(ask.focusWidget(), key)
    assert name.value() == "Ida Berg"


def test_what_cannot_be_taken_back_is_not_agreed_to_by_a_blind_return(qtbot: QtBot) -> None:
    ask = Ask(None, "Delete the file?", "Delete it", dangerous=True)
    qtbot.addWidget(ask)
    with qtbot.waitActive(ask):
        ask.show()
        ask.activateWindow()
    qtbot.keyClick(ask.focusWidget(), Qt.Key.Key_Return)
    assert not ask.isVisible()
    assert ask.result() == 0


def test_a_rule_is_asked_before_the_answer_is_taken(qtbot: QtBot) -> None:
    ask = Ask(None, "Goal", "Set")
    qtbot.addWidget(ask)
    name = ask.row("Name", TextField())
    ask.rule(name, lambda: "That name is taken." if name.value() == "Kari" else "")
    name.set_value("Kari")
    ask.try_accept()
    assert name.error() == "That name is taken."
    assert ask.result() == 0
    name.set_value("Elina")
    ask.try_accept()
    assert ask.result() == 1


def test_a_number_that_is_none_keeps_the_question_open(qtbot: QtBot) -> None:
    ask = Ask(None, "Value", "Set")
    qtbot.addWidget(ask)
    value = ask.row("Value", NumberField(0, 10))
    qtbot.keyClicks(value.editor, "many")
    ask.try_accept()
    assert ask.result() == 0
    assert value.error()


def _answer(press: Callable[[Ask], None]) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Ask)
    press(dialog)


def test_confirm_waits_for_the_verb(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: _answer(lambda dialog: dialog.accept_button.click()))
    assert confirm(None, "Delete the file?", "It cannot be brought back.", "Delete the file")
    QTimer.singleShot(0, lambda: _answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)))
    assert not confirm(None, "Delete the file?", "It cannot be brought back.", "Delete the file")
