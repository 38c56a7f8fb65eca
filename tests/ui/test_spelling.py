"""Spelling in the editor: looked up elsewhere, underlined, mended from the menu."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.documents import spelling as dictionaries
from app.ui.jobs import Jobs
from app.ui.widgets.rich_text import RichText
from app.ui.widgets.spelling import Spelling
from tests.ui.active import make_active

WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


class Written:
    """An editor with its spelling checked."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.jobs = Jobs()
        self.spelling = Spelling(self.jobs)
        self.editor = RichText()
        qtbot.addWidget(self.editor)
        self.editor.resize(500, 200)
        self.editor.set_spelling(self.spelling)
        self.editor.show()
        make_active(qtbot, self.editor)

    def begin(self, text: str, locale: str = "en_GB") -> None:
        self.editor.set_markdown(text)
        self.spelling.use(locale)
        self.qtbot.waitUntil(lambda: self.spelling.ready and not self.jobs.busy)

    def wrong(self) -> list[str]:
        self.qtbot.waitUntil(lambda: not self.jobs.busy and not self.spelling._soon.isActive())
        found: list[str] = []
        block = self.editor.document().firstBlock()
        while block.isValid():
            found += [
                block.text()[mark.start : mark.start + mark.length]
                for mark in block.layout().formats()
                if mark.format.underlineStyle() == WAVE
            ]
            block = block.next()
        return found

    def choose(self, word: str, entry: str) -> list[str]:
        """Open the menu on a word, wait for its suggestions, and take an entry; answers all entries."""
        shown: list[str] = []

        def take() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu) or any(one.text().startswith("Looking") for one in seen(menu)):
                QTimer.singleShot(10, take)
                return
            shown.extend(one.text() for one in seen(menu))
            action = next((one for one in seen(menu) if one.text() == entry), None)
            if action is None:
                menu.close()
            else:
                self.qtbot.mouseClick(
                    menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center()
                )

        cursor = QTextCursor(self.editor.document().find(word))
        cursor.setPosition(cursor.selectionStart() + 1)
        place = self.editor.cursorRect(cursor).center()
        QTimer.singleShot(0, take)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, self.editor.mapToGlobal(place))
        QApplication.sendEvent(self.editor.viewport(), event)
        return shown


def seen(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if action.isVisible()]


@pytest.fixture
def written(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    monkeypatch.setattr(dictionaries, "own_folder", lambda: tmp_path)
    found = Written(qtbot)
    yield found
    found.jobs.close()


def test_wrong_words_are_underlined_once_they_are_looked_up(written: Written) -> None:
    written.begin("We **recieve** the machne.\n\n- and the [lnik](https://a.example)")
    assert written.wrong() == ["recieve", "machne", "lnik"]
    written.spelling.want(False)
    assert written.wrong() == []
    written.spelling.want(True)
    written.spelling.know(["Machne Oy"])
    assert written.wrong() == ["recieve", "lnik"]


def test_the_word_that_is_being_typed_is_left_alone(written: Written) -> None:
    written.begin("Now")
    written.editor.moveCursor(QTextCursor.MoveOperation.End)
    written.qtbot.keyClicks(written.editor, " recieve")
    assert written.wrong() == []
    written.qtbot.keyClicks(written.editor, " it")
    assert written.wrong() == ["recieve"]


def test_a_suggestion_takes_its_place_and_keeps_the_looks(written: Written) -> None:
    written.begin("We **recieve** it.")
    assert written.wrong() == ["recieve"]
    entries = written.choose("recieve", "receive")
    assert entries[0] == "receive"
    assert {"Add “recieve” to my words", "Ignore “recieve”"} <= set(entries)
    assert written.editor.markdown() == "We **receive** it."
    assert written.wrong() == []
    written.editor.undo()
    assert written.editor.markdown() == "We **recieve** it."


@pytest.mark.parametrize("entry", ["Add “rheomax” to my words", "Ignore “rheomax”"])
def test_my_words_are_right_at_once(written: Written, tmp_path: Path, entry: str) -> None:
    written.begin("A rheomax and a rheomaxx")
    assert written.wrong() == ["rheomax", "rheomaxx"]
    written.choose("rheomax", entry)
    assert written.wrong() == ["rheomaxx"]
    assert (tmp_path / "words.txt").is_file() is entry.startswith("Add")


def test_without_a_dictionary_nothing_is_underlined(written: Written) -> None:
    written.editor.set_markdown("Kissa recieve")
    written.spelling.use("fi_FI")
    assert written.spelling.missing
    assert written.wrong() == []


def test_a_broken_dictionary_is_told(written: Written, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "xx.aff").write_text("SFX A Y 1\nSFX A 0 [ .\n", "utf-8")
    (tmp_path / "xx.dic").write_text("what/ever", "utf-8")
    with qtbot.waitSignal(written.spelling.failed) as told:
        written.spelling.use("xx")
    assert "“xx”" in str(told.args[0])


def test_marks_and_menu_do_not_count_as_edits(written: Written, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(written.editor.edited):
        written.begin("We recieve it.")
        assert written.wrong() == ["recieve"]
        written.choose("recieve", "Ignore “recieve”")
        written.editor.commit()


def test_the_menu_of_other_words_is_the_usual_one(written: Written) -> None:
    written.begin("We receive it.")
    opened: list[tuple[str, int]] = []

    def note(menu: QMenu, text: str, place: int) -> None:
        opened.append((text, place))
        QTimer.singleShot(0, menu.close)

    written.editor.menu_opened.connect(note)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(8, 8), written.editor.mapToGlobal(QPoint(8, 8))
    )
    QApplication.sendEvent(written.editor.viewport(), event)
    assert opened
    assert opened[0][0] == "We receive it."
