"""The question for a person: what it takes, and what it says is missing."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.models.vocabulary import DecisionRole, NamedRole
from app.ui.dialogs.ask_person import NewPerson, PersonQuestion, ask_person
from app.ui.dialogs.base import Ask
from app.ui.widgets.role_picker import RolePicker
from tests.ui.answer import answer

LEFT = Qt.MouseButton.LeftButton


def test_name_title_and_roles(qtbot: QtBot) -> None:
    def fill(dialog: Ask) -> None:
        assert isinstance(dialog, PersonQuestion)
        qtbot.keyClicks(dialog.name.editor, " Elina Vuori ")
        qtbot.keyClicks(dialog.title.editor, "CFO")
        qtbot.mouseClick(dialog.roles.buttons[DecisionRole.FINANCIAL_APPROVER], LEFT)

    answer(qtbot, fill)
    found = ask_person(None, roles=(DecisionRole.USER,))
    roles = (DecisionRole.FINANCIAL_APPROVER, DecisionRole.USER)
    assert found == NewPerson("Elina Vuori", "CFO", roles)


def test_tab_goes_from_the_name_to_the_title(qtbot: QtBot) -> None:
    question = PersonQuestion(None)
    qtbot.addWidget(question)
    with qtbot.waitActive(question):
        question.show()
        question.activateWindow()
    for key in ("Nora Vik", Qt.Key.Key_Tab, "Board member"):
        if isinstance(key, str):
            qtbot.keyClicks(question.focusWidget(), key)
        else:
            qtbot.keyClick(question.focusWidget(), key)
    assert question.answer() == NewPerson("Nora Vik", "Board member", ())


def test_a_name_is_needed_unless_it_is_not_known(qtbot: QtBot) -> None:
    question = PersonQuestion(None)
    qtbot.addWidget(question)
    question.show()
    qtbot.mouseClick(question.accept_button, LEFT)
    assert question.isVisible()
    assert "name" in question.name.error()
    question.unknown.click()
    assert not question.name.error()
    qtbot.mouseClick(question.accept_button, LEFT)
    assert "title" in question.title.error()
    qtbot.keyClicks(question.title.editor, "Shutdown planner")
    qtbot.mouseClick(question.accept_button, LEFT)
    assert not question.isVisible()
    assert question.answer() == NewPerson("Shutdown planner", "Shutdown planner", (), placeholder=True)


def test_the_question_grows_with_the_roles_of_our_own(qtbot: QtBot) -> None:
    question = PersonQuestion(None)
    qtbot.addWidget(question)
    question.show()
    before = question.height()
    for name in ("Safety delegate", "Voice of the shifts " * 3, "Union steward", "Owner's friend"):
        question.roles.add(NamedRole(name))
    qtbot.waitUntil(lambda: question.height() > before)
    nine, last = question.roles.buttons[DecisionRole.ADVERSARY], question.roles.more
    assert nine.geometry().bottom() < last.mapTo(question.roles, QPoint()).y()
    assert all(button.width() < 320 for button in question.roles.buttons.values()), "a long name is shortened"
    assert len(question.roles.value()) == 4


def test_roles_are_told_in_their_order_and_shown_silently(qtbot: QtBot) -> None:
    picker = RolePicker()
    qtbot.addWidget(picker)
    with qtbot.assertNotEmitted(picker.changed_by_user):
        picker.set_value({DecisionRole.USER})
    with qtbot.waitSignal(picker.changed_by_user) as told:
        qtbot.mouseClick(picker.buttons[DecisionRole.COACH], LEFT)
    assert told.args == [(DecisionRole.COACH, DecisionRole.USER)]
