"""The page of the champion letter, driven with mouse and keyboard; each edit and its undo."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.opportunities import Stakeholder
from app.models.vocabulary import CUSTOMER, EvidenceClass, LetterAnswer
from app.tools.champion_letter.wording import PARTS
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.champion_letter.compare_dialog import CompareDialog
from app.ui.tabs.champion_letter.tab import ChampionLetterTab
from app.ui.tabs.champion_letter.template_dialog import TemplateQuestion
from app.ui.widgets.rich_text import RichText
from tests.build import an_account, an_opportunity
from tests.documents.pdf_text import pages as pdf_pages
from tests.tools.test_champion_letter import Case
from tests.ui.answer import answer, choose, in_dialog

TODAY = date(2026, 11, 22)


class Desktop:
    """A deal after its meeting, and the page on it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.case = Case(desk.workspace)
        self.tab = ChampionLetterTab(desk)
        qtbot.addWidget(self.tab)
        self.tab.resize(1000, 900)
        self.tab.show()
        with desk.workspace.read() as session:
            person = session.get_one(Stakeholder, self.case.marja)
            self.deal = person.opportunity_id
        desk.select(1, self.deal)
        qtbot.waitUntil(lambda: self.tab.shown_page() is self.tab.view)

    def draft(self) -> None:
        self.click(self.tab.view.unwritten.button)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def part(self, key: str) -> RichText:
        return self.tab.view.paper.parts[key]

    def write(self, key: str, text: str) -> RichText:
        editor = self.part(key)
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.End)
        self.qtbot.keyClicks(editor, text)
        editor.commit()
        return editor

    def undo(self) -> None:
        self.desk.workspace.undo()
        QApplication.processEvents()

    def problems(self) -> list[str]:
        page = self.tab._page
        assert page is not None
        return [check.key for check in page.checks if not check.good]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Desktop:
    return Desktop(desk, qtbot)


@pytest.fixture
def saved(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the next export goes, as the user would have chosen."""
    path = tmp_path / "out"

    def choose(parent: QWidget, title: str, name: str, pattern: str) -> Path:
        return path.with_suffix(Path(name).suffix)

    monkeypatch.setattr(desk, "ask_save_path", choose)
    return path


def test_one_click_drafts_the_letter_and_undo_takes_it_back(shown: Desktop) -> None:
    assert shown.tab.view.unwritten.isVisible()
    shown.draft()
    assert shown.tab.view.paper.isVisible()
    assert shown.part("thanks").toPlainText().startswith("Dear Marja,")
    assert shown.problems() == []
    shown.undo()
    assert shown.tab.view.unwritten.isVisible()
    shown.desk.workspace.redo()
    QApplication.processEvents()
    assert shown.part("thanks").toPlainText().startswith("Dear Marja,")


def test_what_is_written_is_kept_and_undone(shown: Desktop) -> None:
    shown.draft()
    before = shown.part("goals").markdown()
    shown.write("goals", " And soon.")
    shown.part("vision").setFocus()
    shown.write("vision", " Really.")
    with shown.desk.workspace.read() as session:
        from app.tools.champion_letter.queries import letter_page

        page = letter_page(session, shown.tab.letter_id or 0)
    assert page.parts["goals"].endswith("And soon.")
    assert page.parts["vision"].endswith("Really.")
    shown.undo()
    assert "Really" not in shown.part("vision").toPlainText()
    assert "And soon" in shown.part("goals").toPlainText()
    shown.undo()
    assert shown.part("goals").markdown() == before


def test_typing_goes_on_while_it_is_saved(shown: Desktop) -> None:
    shown.draft()
    editor = shown.write("goals", " one ")
    shown.qtbot.keyClicks(editor, "two")
    assert editor.toPlainText().endswith(" one two")
    editor.commit()
    shown.undo()
    assert "one two" not in editor.toPlainText()


def test_what_is_typed_in_two_parts_stays_when_one_is_saved(shown: Desktop) -> None:
    shown.draft()
    for key in ("vision", "goals"):
        editor = shown.part(key)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.textCursor().insertText(f" More {key}.")
    shown.tab.view.paper.commit()
    page = shown.tab._page
    assert page is not None
    assert page.parts["goals"].endswith("More goals.")
    assert page.parts["vision"].endswith("More vision.")


def test_typing_goes_with_its_letter_when_another_one_is_shown(shown: Desktop) -> None:
    shown.draft()
    first = shown.tab.letter_id or 0
    shown.click(shown.tab.view.drafter)
    second = shown.tab.letter_id or 0
    editor = shown.part("goals")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.textCursor().insertText(" Only here.")
    shown.tab.focus_on(str(first))
    assert "Only here" not in shown.part("goals").toPlainText()
    shown.tab.focus_on(str(second))
    assert shown.part("goals").toPlainText().endswith("Only here.")


def test_bold_italic_and_lists_by_keyboard_and_button(shown: Desktop) -> None:
    shown.draft()
    editor = shown.part("thanks")
    editor.setFocus()
    editor.selectAll()
    shown.qtbot.keyClicks(editor, "Dear ")
    shown.qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    shown.qtbot.keyClicks(editor, "Marja")
    shown.qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    shown.qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.qtbot.keyClicks(editor, "- first")
    shown.qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.qtbot.keyClicks(editor, "second")
    shown.qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.click(shown.tab.view.paper.bar.italic)
    shown.qtbot.keyClicks(editor, "end")
    assert editor.markdown() == "Dear **Marja**\n\n- first\n- second\n\n*end*"
    shown.click(shown.tab.view.paper.bar.numbers)
    assert editor.markdown().endswith("1. *end*")
    assert shown.tab.view.paper.bar.numbers.isChecked()


def test_what_is_pasted_keeps_its_words_and_little_else(shown: Desktop) -> None:
    shown.draft()
    editor = shown.part("thanks")
    editor.selectAll()
    data = QMimeData()
    data.setHtml(
        '<h1 style="color:red">A</h1><p><b>b</b><img src="file:///x.png"><a href="javascript:x">c</a>'
        '<a href="https://d.example">d</a></p><ul><li>e</li></ul><script>f()</script>'
    )
    editor.insertFromMimeData(data)
    assert editor.markdown() == "**A**\n\n**b**c[d](https://d.example)\n\n- e"


def test_a_note_in_brackets_fails_a_check_that_leads_there(shown: Desktop) -> None:
    shown.draft()
    shown.write("goals", " [ask Marja]")
    assert shown.problems() == ["prompts"]
    (line,) = [line for line in shown.tab.view.checks.lines if not line.good]
    shown.qtbot.waitUntil(line.way.isVisible)
    shown.click(line.way)
    assert shown.part("goals").hasFocus()
    shown.undo()
    assert shown.problems() == []


def test_a_wrong_figure_is_shown_with_its_sentence_and_mended_with_one_click(shown: Desktop) -> None:
    shown.draft()
    before = shown.part("vision").markdown()
    editor = shown.part("vision")
    editor.choose("3,700 kEUR")
    shown.qtbot.keyClicks(editor, "4,100 kEUR")
    editor.commit()
    assert shown.problems() == ["figures"]
    (line,) = [line for line in shown.tab.view.checks.lines if not line.good]
    (finding,) = line.findings
    shown.qtbot.waitUntil(line.way.isVisible)
    shown.click(line.way)
    assert editor.textCursor().selectedText() == "4,100 kEUR"
    shown.click(finding.mends[0])
    assert editor.markdown() == before
    assert shown.problems() == []
    assert editor.hasFocus()
    assert editor.textCursor().selectedText() == "3,700 kEUR"
    shown.undo()
    assert "4,100 kEUR" in editor.toPlainText()
    assert editor.toPlainText()[: editor.textCursor().position()].endswith("4,1")  # after what differs


def test_a_changed_fact_is_underlined_traced_and_opens_its_source(shown: Desktop) -> None:
    shown.draft()
    with shown.desk.workspace.edit("Change") as session:
        session.get_one(Stakeholder, shown.case.marja).business_goal = "Something else"
    shown.qtbot.waitUntil(lambda: shown.problems() == ["changes"])
    (line,) = [line for line in shown.tab.view.trace.lines if line.row.changed]
    assert (line.row.label, line.row.now) == ("Goal", "Something else")
    with shown.qtbot.waitSignal(shown.desk.tool_wanted) as told:
        shown.click(line)
    assert told.args == ["key_persons", f"person:{shown.case.marja}"]


def test_sent_confirmed_and_taken_back(shown: Desktop) -> None:
    shown.draft()
    sent = shown.tab.view.sent
    sent.sent_on.setFocus()
    shown.qtbot.keyClicks(sent.sent_on.editor, "22 Nov 2026")
    shown.qtbot.keyClick(sent.sent_on.editor, Qt.Key.Key_Return)
    assert shown.part("thanks").isReadOnly()
    shown.click(sent.answer.button(LetterAnswer.CONFIRMED))
    with shown.desk.workspace.read() as session:
        assert session.get_one(Stakeholder, shown.case.marja).goal_class is EvidenceClass.CONFIRMED
    assert sent.answered_on.value() == TODAY
    shown.undo()
    assert sent.answer.value() is LetterAnswer.NONE
    with shown.desk.workspace.read() as session:
        assert session.get_one(Stakeholder, shown.case.marja).goal_class is EvidenceClass.STATED
    shown.undo()
    assert not shown.part("thanks").isReadOnly()


def test_a_correction_is_put_right_and_written_into_the_next_version(shown: Desktop) -> None:
    shown.draft()
    first = shown.tab.letter_id
    shown.tab.view.sent.sent_set.emit(TODAY)
    shown.click(shown.tab.view.sent.answer.button(LetterAnswer.CORRECTED))
    card = shown.tab.view.corrections
    shown.qtbot.waitUntil(card.isVisible)
    assert not card.apply.isEnabled()
    goal = next(row for row in card._rows.values() if row.label == "Goal" and row.source == "Marja Lehtonen")
    card.fact.chosen.emit(goal.id)
    card.fact.set_value(goal.id)
    card._choose(goal.id)
    assert card.words.text() == goal.text
    card.words.editor.selectAll()  # type: ignore[attr-defined]
    shown.qtbot.keyClicks(card.words.editor, "Two stops a year at most")
    shown.click(card.apply)
    with shown.desk.workspace.read() as session:
        marja = session.get_one(Stakeholder, shown.case.marja)
        assert (marja.business_goal, marja.goal_class) == (
            "Two stops a year at most",
            EvidenceClass.CONFIRMED,
        )
    assert shown.part("goals").isReadOnly()
    shown.click(card.version)
    assert shown.tab.letter_id != first
    assert "Two stops a year at most" in shown.part("goals").toPlainText()
    assert "changes" not in shown.problems()
    shown.undo()
    shown.undo()
    with shown.desk.workspace.read() as session:
        assert session.get_one(Stakeholder, shown.case.marja).business_goal == goal.text


def test_two_versions_are_compared_and_one_is_gone_on_from(shown: Desktop) -> None:
    shown.draft()
    before = shown.part("goals").markdown()
    first = shown.tab.letter_id
    shown.tab.view.sent.sent_set.emit(TODAY)
    shown.click(shown.tab.view.sent.version)
    shown.write("goals", " And soon.")

    def fill(ask: Ask) -> None:
        assert isinstance(ask, CompareDialog)
        assert ask.same.text() == "Different: Your customer's goals."
        assert "And soon." in ask.text.toPlainText()
        ask.after.set_value(1)
        ask.after.chosen.emit(1)
        assert ask.same.text() == "Both say the same."

    answer(shown.qtbot, fill)
    shown.click(shown.tab.view.comparer)
    assert shown.tab.letter_id != first
    assert shown.part("goals").markdown() == before
    assert len(shown.tab._items) == 3
    shown.undo()
    assert len(shown.tab._items) == 2


def test_a_sent_letter_is_continued_in_a_new_version(shown: Desktop) -> None:
    shown.draft()
    first = shown.tab.letter_id
    shown.tab.view.sent.sent_set.emit(TODAY)
    assert not shown.tab.view.deleter.isEnabled()
    shown.click(shown.tab.view.sent.version)
    assert shown.tab.letter_id != first
    assert not shown.part("thanks").isReadOnly()
    shown.write("thanks", " Again.")
    shown.click(shown.tab.view.deleter)
    assert shown.tab.letter_id == first
    shown.undo()
    shown.undo()
    shown.undo()
    assert shown.tab.letter_id == first


def test_the_reader_is_chosen_by_keyboard(shown: Desktop) -> None:
    shown.draft()
    reader = shown.tab.view.reader
    reader.setFocus()
    shown.qtbot.keyClick(reader.editor, Qt.Key.Key_Down)
    assert "Kari Salmi" in shown.tab.view.paper.to.text()
    shown.undo()
    assert "Marja Lehtonen" in shown.tab.view.paper.to.text()


def test_without_meetings_it_sends_the_user_to_meet_first(desk: Desk, qtbot: QtBot) -> None:
    with desk.workspace.edit("Begin") as session:
        account = an_account(session)
        deal = an_opportunity(session, account)
    tab = ChampionLetterTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    assert tab.shown_page() is tab.nothing
    desk.select(account, deal)
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    with qtbot.waitSignal(desk.tool_wanted) as told:
        qtbot.mouseClick(tab.start.button, Qt.MouseButton.LeftButton)
    assert told.args == ["meeting", "new"]
    qtbot.mouseClick(tab.start.second, Qt.MouseButton.LeftButton)
    assert tab.shown_page() is tab.view
    assert not tab._items[0].reader
    desk.workspace.undo()
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)


def test_the_coach_opens_a_draft_once(shown: Desktop) -> None:
    shown.tab.focus_on(f"draft:{shown.case.meeting}")
    letter = shown.tab.letter_id
    assert letter is not None
    shown.tab.focus_on(f"draft:{shown.case.meeting}")
    assert shown.tab.letter_id == letter
    shown.tab.focus_on(f"{letter}:goals")
    assert shown.part("goals").hasFocus()
    for nonsense in ("", "draft:x", "draft:999", "999:answer", f"{letter}:nowhere"):
        shown.tab.focus_on(nonsense)
    assert shown.tab.letter_id == letter


def test_exports_hold_what_was_just_typed(shown: Desktop, saved: Path) -> None:
    shown.draft()
    editor = shown.part("goals")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    shown.qtbot.keyClicks(editor, " Just typed.")
    handlers: dict[str, Callable[[], None]] = {one.text: one.handler for one in shown.tab.exports()}
    handlers["Word file (.docx)"]()
    handlers["Mail draft (.eml)"]()
    handlers["PDF"]()
    handlers["Copy with formatting"]()
    text = "\n".join(
        paragraph.text for paragraph in docx.Document(str(saved.with_suffix(".docx"))).paragraphs
    )
    assert "Just typed." in text
    assert b"X-Unsent: 1" in saved.with_suffix(".eml").read_bytes()
    sheets = pdf_pages(saved.with_suffix(".pdf").read_bytes())
    assert len(sheets) == 2
    assert "2 of 2" in sheets[1]
    assert "Dear Marja," in sheets[0]
    copied = QGuiApplication.clipboard().mimeData()
    assert "<strong>3,700 kEUR a year</strong>" in copied.html()
    assert "Just typed." in copied.text()


def test_what_leaks_is_not_exported(shown: Desktop, saved: Path) -> None:
    shown.draft()
    shown.write("goals", " Marja is afraid of her boss.")
    with shown.qtbot.waitSignal(shown.desk.failed) as told:
        shown.tab.view.word_wanted.emit()
    assert "The letter does not leave yet. Take out “Marja is afraid of her boss" in str(told.args[0])
    assert list(saved.parent.glob("out*")) == []


def with_template(shown: Desktop, entry: str) -> None:
    """Choose an entry of the menu of templates."""
    choose(shown.qtbot, entry)
    shown.click(shown.tab.view.templates)


def template_told(shown: Desktop) -> str:
    """What the menu of templates marks as in force."""
    menu = shown.tab.templates.menu()
    (told,) = (action.text() for action in menu.actions() if action.isChecked())
    menu.deleteLater()
    return told


def test_a_word_file_becomes_a_template_of_the_workspace(
    shown: Desktop, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.draft()
    own = docx.Document()
    own.add_paragraph("Our letterhead")
    for key in PARTS:
        own.add_paragraph(f"{{{{ {key} }}}}")
    own.save(str(tmp_path / "own.docx"))
    own.add_paragraph("{{ salutation }}")
    own.save(str(tmp_path / "wrong.docx"))
    monkeypatch.setattr(shown.desk, "ask_open_path", lambda *_: tmp_path / "wrong.docx")
    with shown.qtbot.waitSignal(shown.desk.failed) as told:
        with_template(shown, "Take one from a file")
    assert "the field {{ salutation }} in the text is unknown" in str(told.args[0])
    monkeypatch.setattr(shown.desk, "ask_open_path", lambda *_: tmp_path / "own.docx")
    in_dialog(TemplateQuestion, lambda question: question.try_accept())
    with_template(shown, "Take one from a file")
    assert template_told(shown) == "own (English, Northmill Board)"
    shown.tab.view.word_wanted.emit()
    lines = [one.text for one in docx.Document(str(saved.with_suffix(".docx"))).paragraphs]
    assert lines[:2] == ["Our letterhead", "Dear Marja,"]
    with_template(shown, "Remove this template")
    assert shown.tab.template_id is None
    shown.tab.view.word_wanted.emit()
    assert docx.Document(str(saved.with_suffix(".docx"))).paragraphs[0].text.startswith("Our meeting on")
    shown.undo()
    assert shown.tab.template_id is not None
    with_template(shown, "Supplied")
    assert shown.tab.template_id is None
    with_template(shown, "own (English")
    assert shown.tab.template_id is not None
    shown.undo()
    shown.undo()
    shown.undo()
    assert template_told(shown) == "Supplied"


def test_words_are_changed_beside_the_letter_that_they_make(shown: Desktop) -> None:
    shown.draft()

    def fill(question: TemplateQuestion) -> None:
        name, words = question.name.editor, question.words.editor
        assert isinstance(name, QLineEdit)
        assert isinstance(words, QPlainTextEdit | QTextEdit)
        name.setText("Short and warm")
        question.language.set_value("fi")
        words.setPlainText(question.words.text().replace("Dear {reader_first},", "Hei {reader_frist},"))
        question.show_letter()
        assert "Line 49: “reader_frist” is no field; is “reader_first” meant?" in question.words.error()
        (mark,) = words.extraSelections()
        assert mark.cursor.block().text() == 'text = ["Hei {reader_frist},"]'
        question.try_accept()
        assert question.isVisible()
        words.setPlainText(question.words.text().replace("{reader_frist}", ""))
        words.setTextCursor(words.document().find("Hei "))
        words.moveCursor(QTextCursor.MoveOperation.Right)
        of_the_part = question._fields_menu().actions()[0].menu()
        assert isinstance(of_the_part, QMenu)
        of_the_part.actions()[0].trigger()
        question.show_letter()
        assert "Hei Marja," in question.letter.toPlainText()
        assert "21. marraskuuta 2026" in question.letter.toPlainText()
        question.try_accept()

    in_dialog(TemplateQuestion, fill)
    with_template(shown, "Make a template of it")
    assert template_told(shown) == "Short and warm (Finnish, Northmill Board)"
    assert shown.part("thanks").toPlainText().startswith("Hei Marja,")  # nothing was written in it yet
    assert shown.problems() == []
    shown.undo()
    assert shown.part("thanks").toPlainText().startswith("Dear Marja,")
    assert shown.tab.template_id is None


def test_the_menu_of_a_fact_leads_to_its_source(shown: Desktop) -> None:
    shown.draft()
    editor = shown.part("vision")
    block = editor.document().find("3,700 kEUR").block()
    menu = QMenu()
    menu.addAction("Copy")
    editor.menu_opened.emit(menu, block.text(), block.text().index("3,700") + 1)
    first = menu.actions()[0]
    assert first.text() == "Where it comes from: Value case “Press rebuild”"
    with shown.qtbot.waitSignal(shown.desk.tool_wanted) as told:
        first.trigger()
    assert told.args[0] == "value_calculator"
    other = QMenu()
    other.addAction("Copy")
    editor.menu_opened.emit(other, "nothing of it", 3)
    assert [action.text() for action in other.actions()] == ["Copy"]


def test_headings_by_button(shown: Desktop) -> None:
    shown.draft()
    editor = shown.part("thanks")
    editor.setFocus()
    editor.selectAll()
    shown.qtbot.keyClicks(editor, "Why")
    shown.click(shown.tab.view.paper.bar.heading)
    assert editor.markdown() == "### Why"
    assert shown.tab.view.paper.bar.heading.isChecked()
    shown.click(shown.tab.view.paper.bar.heading)
    assert editor.markdown() == "Why"


def test_spelling_is_checked_as_the_button_says(shown: Desktop) -> None:
    shown.draft()
    shown.qtbot.waitUntil(lambda: shown.tab.spelling.ready)
    bar = shown.tab.view.paper.bar
    assert bar.spelling.isChecked()
    shown.click(bar.spelling)
    assert not shown.tab.spelling.ready
    assert not shown.desk.settings.check_spelling
    assert not shown.tab.view.paper.unchecked.isVisible()
    shown.tab.spelling.use("fi_FI")
    assert "no dictionary for “fi_FI”" in shown.tab.view.paper.unchecked.text()
    assert not bar.spelling.isEnabled()


def test_a_customer_sees_the_letter_alone(shown: Desktop) -> None:
    shown.draft()
    shown.desk.show_to(CUSTOMER)
    shown.tab.refresh()
    assert shown.tab.view.paper.isVisible()
    assert not shown.tab.view.side.isVisible()


def test_a_bad_day_is_said_and_nothing_changes(shown: Desktop) -> None:
    shown.draft()
    with shown.qtbot.waitSignal(shown.desk.failed) as told:
        shown.tab.view.sent.sent_set.emit(TODAY - timedelta(days=300))
    assert "before it is written" in str(told.args[0])
    assert not shown.part("thanks").isReadOnly()
