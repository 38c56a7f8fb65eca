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

    def set_stale(self, words: Sequence[str]) -> None:
        """These words are no longer true."""
        if tuple(words) != self._stale:
            self._stale = tuple(words)
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
        style = theme()
        if self._spelling is not None:
            self._mark_spelling(text)
        prompt = QTextCharFormat()
        prompt.setBackground(style.color("control-soft"))
        prompt.setForeground(style.color("control"))
        for match in _PROMPT.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), prompt)
        stale = QTextCharFormat()
        stale.setBackground(style.color("danger-soft"))
        stale.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        stale.setUnderlineColor(style.color("danger"))
        for words in self._stale:
            at = text.find(words)
            if words and at >= 0:
                self.setFormat(at, len(words), stale)

    def _mark_spelling(self, text: str) -> None:
        assert self._spelling is not None
        wrong = QTextCharFormat()
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(theme().color("danger"))
        block, place = self._typed
        here = self.currentBlock().blockNumber() == block
        for start, length in self._spelling.wrong(text):
            if not (here and start <= place <= start + length):
                self.setFormat(start, length, wrong)
