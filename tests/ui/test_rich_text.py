"""The text editor: what is shown reads back as the same little Markdown."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.documents.markdown import Block, parse, write
from app.ui.widgets.rich_blocks import read_blocks, write_blocks
from app.ui.widgets.rich_text import RichText
from tests.documents.test_markdown import BLOCKS
from tests.ui.active import make_active

TEXTS = (
    "",
    "Plain",
    "A **b** *c* ***d*** [e](https://f.example)\nnext line",
    "- a\n  - b\n- c\n\ntext\n\n1. one\n2. two",
    "1. a\n- b",
    "> quoted",
    "\\- no list\n5 \\* 3 \\[x\\]",
    "שלום 🏭 Å",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_shown_reads_back(qtbot: QtBot, text: str) -> None:
    editor = RichText()
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_markdown(text)
        editor.commit()
    assert editor.markdown() == write(parse(text))


@given(BLOCKS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_blocks_survive_a_text_document(qapp: object, blocks: list[Block]) -> None:
    document = QTextDocument()
    write_blocks(document, blocks, RichText._link_look())
    assert read_blocks(document) == parse(write(blocks))


def test_it_tells_after_leaving_and_never_over_what_is_typed(qtbot: QtBot) -> None:
    editor = RichText()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_markdown("one")
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " two")
    editor.set_markdown("from outside")
    assert editor.markdown() == "one two"
    with qtbot.waitSignal(editor.edited) as told:
        editor.commit()
    assert told.args == ["one two"]


def test_undo_goes_to_the_window_when_nothing_is_left_to_undo(qtbot: QtBot) -> None:
    editor = RichText()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_markdown("one")
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "x")
    assert editor.document().isUndoAvailable()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "one"
    assert not editor.document().isUndoAvailable()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "one"


@pytest.mark.parametrize("address", ["javascript:x", "file:///etc/passwd", "no address"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(qtbot: QtBot, address: str) -> None:
    editor = RichText()
    qtbot.addWidget(editor)
    editor.set_markdown("word")
    editor.selectAll()
    assert not editor.set_link(address)
    assert editor.set_link("https://a.example")
    assert editor.markdown() == "[word](https://a.example)"
    editor.selectAll()
    assert editor.set_link("")
    assert editor.markdown() == "word"


@pytest.mark.parametrize(
    ("key", "told"), [(Qt.Key.Key_B, "**goal**"), (Qt.Key.Key_I, "*goal*")], ids=["bold", "italic"]
)
def test_bold_and_italic_win_over_the_same_keys_of_the_window(qtbot: QtBot, key: Qt.Key, told: str) -> None:
    window, editor, heard = QMainWindow(), RichText(), []
    qtbot.addWidget(window)
    window.setCentralWidget(editor)
    shortcut = QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | key), window)
    shortcut.activated.connect(lambda: heard.append(key))
    editor.set_markdown("goal")
    window.show()
    make_active(qtbot, window)
    editor.setFocus()
    editor.selectAll()
    with qtbot.waitSignal(editor.look_changed):
        QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    assert (editor.markdown(), heard) == (told, [])
