"""Marks under the words of a text: notes to oneself, words that are no longer true, words spelt wrong."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.ui.theme import theme
from app.ui.widgets.spelling import Spelling

_PROMPT = re.compile(r"\[[^\[\]]+\]")


class Marker(QSyntaxHighlighter):
    """Paints the marks; the word that is being typed is left alone until it is done."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._stale: tuple[str, ...] = ()
        self._spelling: Spelling | None = None
        self._typed = (-1, -1)  # block, place in it
        self._record = False

    def set_stale(self, words: Sequence[str]) -> None:
        """These words are no longer true."""
        if tuple(words) != self._stale:
            self._stale = tuple(words)
            self.rehighlight()

    def set_record(self, record: bool) -> None:
        """What nobody can change any more needs no spelling."""
        if record != self._record:
            self._record = record
            self.rehighlight()

    def set_spelling(self, spelling: Spelling) -> None:
        """Underline what is spelt wrong."""
        self._spelling = spelling
        spelling.learnt.connect(self.rehighlight)
        self.rehighlight()

    def set_typed(self, block: int, place: int) -> None:
        """Somebody types here; a block of -1 says that nobody does."""
        before, self._typed = self._typed, (block, place)
        if before[0] != block and before[0] >= 0:
            self.rehighlightBlock(self.document().findBlockByNumber(before[0]))
        if block >= 0 and before != self._typed and self._spelling is not None and self._spelling.ready:
            self.rehighlightBlock(self.document().findBlockByNumber(block))

    def highlightBlock(self, text: str) -> None:
        if self._spelling is not None and not self._record:
            self._mark_spelling(text)
        for match in _PROMPT.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), _prompt())
        for words in self._stale:
            at = text.find(words)
            if words and at >= 0:
                self.setFormat(at, len(words), _stale())

    def _mark_spelling(self, text: str) -> None:
        assert self._spelling is not None
        block, place = self._typed
        here = self.currentBlock().blockNumber() == block
        for start, length in self._spelling.wrong(text):
            if not (here and start <= place <= start + length):
                self.setFormat(start, length, _wrong())


def _prompt() -> QTextCharFormat:
    """A note to oneself."""
    look = QTextCharFormat()
    look.setBackground(theme().color("control-soft"))
    look.setForeground(theme().color("control"))
    return look


def _stale() -> QTextCharFormat:
    """What is no longer true."""
    look = QTextCharFormat()
    look.setBackground(theme().color("danger-soft"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    look.setUnderlineColor(theme().color("danger"))
    return look


def _wrong() -> QTextCharFormat:
    """What is spelt wrong."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme().color("danger"))
    return look
