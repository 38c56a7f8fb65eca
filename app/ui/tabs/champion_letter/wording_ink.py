"""The ink of a wording while it is written: notes stand back, headings and fields stand out."""

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.ui.theme import theme

_KEY = re.compile(r"^\w+(?=\s*=)")
_FIELD = re.compile(r"\{\w+\.?\}")


class WordingInk(QSyntaxHighlighter):
    """Colours the lines of a wording by what they are."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        """One line: a note as a whole, else its heading, its key and the fields in it."""
        if text.lstrip().startswith("#"):
            self.setFormat(0, len(text), _look("text-3"))
            return
        if text.startswith("["):
            self.setFormat(0, len(text), _look("accent", bold=True))
        if key := _KEY.match(text):
            self.setFormat(0, key.end(), _look("text-2", bold=True))
        for field in _FIELD.finditer(text):
            self.setFormat(field.start(), len(field[0]), _look("accent"))


def _look(ink: str, *, bold: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme().color(ink))
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    return look
