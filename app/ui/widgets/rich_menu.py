"""The menu of a misspelt word: what may be meant, my words, leave it for now."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from app.i18n import tr
from app.ui.widgets.spelling import Spelling


def misspelt(spelling: Spelling, cursor: QTextCursor) -> QTextCursor | None:
    """The misspelt word at the cursor, chosen; None where there is none."""
    block = cursor.block()
    for start, length in spelling.wrong(block.text()):
        if start <= cursor.positionInBlock() <= start + length:
            word = QTextCursor(block)
            word.setPosition(block.position() + start)
            word.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
            return word
    return None


class SpellingMenu(QObject):
    """Puts its entries above those that the menu has; suggestions come in when they are found."""

    def __init__(self, menu: QMenu, editor: QTextEdit, spelling: Spelling, word: QTextCursor) -> None:
        super().__init__(menu)
        self._menu, self._editor, self._spelling, self._word = menu, editor, spelling, word
        self._open = True
        self._first = menu.actions()[0]
        text = word.selectedText()
        self.waiting = self._add(tr("Looking for the right word …"))
        self.waiting.setEnabled(False)
        if not editor.isReadOnly():
            spelling.suggest(text, self._offer)
        else:
            self.waiting.setVisible(False)
        self._add(tr("Add “{word}” to my words", word=text)).triggered.connect(partial(spelling.add, text))
        self._add(tr("Ignore “{word}”", word=text)).triggered.connect(partial(spelling.ignore, text))
        menu.insertSeparator(self._first)

    def close(self) -> None:
        """What is found from now on is of no use."""
        self._open = False

    def _add(self, text: str, before: QAction | None = None) -> QAction:
        action = QAction(text, self._menu)
        self._menu.insertAction(before or self._first, action)
        return action

    def _offer(self, found: list[str]) -> None:
        if not self._open:
            return
        for word in found:
            self._add(word, self.waiting).triggered.connect(partial(self._replace, word))
        self.waiting.setText(tr("Nothing similar in the dictionary"))
        self.waiting.setVisible(not found)

    def _replace(self, word: str) -> None:
        self._word.insertText(word, self._word.charFormat())
        self._editor.setFocus()
