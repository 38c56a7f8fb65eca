"""Questions to answer for oneself, as quiet lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import fix, space
from app.ui.widgets.text import label


class QuestionList(QWidget):
    """One line a question, with a dot before it."""

    def __init__(self, questions: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        space(self._column, gap=4)
        self._lines: list[QWidget] = []
        self._shown: tuple[str, ...] = ()
        self.set_questions(questions)

    def set_questions(self, questions: Sequence[str]) -> None:
        """Show these questions and no others."""
        if tuple(questions) == self._shown:
            return
        self._shown = tuple(questions)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_line(question) for question in questions]
        for line in self._lines:
            self._column.addWidget(line)


def _line(question: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    space(row, gap=4)
    dot = label("•", "muted")
    fix(dot, width=12)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(question, "muted"), 1)
    return line
