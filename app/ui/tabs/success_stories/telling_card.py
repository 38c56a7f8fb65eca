"""The minute: how the story is told across the table; and why it is this one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.success_stories.export import told_here
from app.tools.success_stories.rows import StoryRow
from app.tools.success_stories.rules import LONGEST, Match
from app.ui.theme import fix, space
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import label


class TellingCard(Card):
    """What to say, part by part, and how long it takes."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tell it in a minute"), parent=parent)
        self.time = Chip("", "timer")
        self.copy = quiet(tr("Copy"), "copy")
        self.copy.clicked.connect(self.copy_wanted)
        self.add_tool(self.time)
        self.add_tool(self.copy)
        self._shown: StoryRow | None = None
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        space(self._column, gap=12)
        self.add(self._lines)
        self.body.addStretch(1)

    def show_story(self, story: StoryRow | None) -> None:
        """Show how a story is told; nothing for none."""
        if story == self._shown and story is not None:
            return
        self._shown = story
        _clear(self._column)
        told = told_here(story) if story is not None else None
        there = told is not None and bool(told.parts)
        self.time.setVisible(there)
        self.copy.setVisible(there)
        if told is None:
            self._column.addWidget(label(tr("Choose a story; its telling stands here."), "muted"))
            return
        self.time.set_text(tr("{n} seconds", n=told.seconds), "look" if told.seconds > LONGEST else "neutral")
        last = len(told.parts) - 1
        for place, part in enumerate(told.parts):
            self._column.addWidget(_part(part.heading, part.text, strong=place == last))


class WhyCard(Card):
    """The score of a match and each reason with its points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Why this one"), parent=parent)
        self._shown: Match | None = None
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        space(self._column, gap=8)
        self.add(self._lines)
        self.body.addStretch(1)

    def show_match(self, match: Match | None) -> None:
        """Show the reasons; where there are none, what would make some."""
        if match is not None and match == self._shown:
            return
        self._shown = match
        _clear(self._column)
        self.set_note(tr("{n} of 100", n=match.score) if match is not None else "")
        for reason in match.reasons if match is not None else ():
            self._column.addWidget(_reason(reason.points, reason.text))
        if match is not None and not match.answers:
            text = tr("It answers nothing that was named here so far. Mark challenges on the menu first.")
            self._column.addWidget(label(text, "muted"))


def _part(heading: str, text: str, *, strong: bool) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    space(row, gap=14)
    name = label(heading, "section")
    fix(name, width=120)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, "strong" if strong else "body"), 1)
    return cell


def _reason(points: int, text: str) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    space(row, gap=10)
    signed = f"+{points}" if points > 0 else str(points).replace("-", "−")
    number = label(signed, "strong")
    number.setAlignment(Qt.AlignmentFlag.AlignRight)
    fix(number, width=34)
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, "body" if points > 0 else "look"), 1)
    return cell


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
