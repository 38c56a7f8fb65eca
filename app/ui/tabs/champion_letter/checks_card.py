"""Beside the letter: what is still missing, the sentence it is about, and ways to set it right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.champion_letter.letter import Check, Finding, Mend
from app.tools.champion_letter.words import shortened
from app.ui.theme import space
from app.ui.widgets.buttons import Button, link
from app.ui.widgets.card import Card
from app.ui.widgets.flow import Flow
from app.ui.widgets.fold import Fold
from app.ui.widgets.text import Sign, label

_MOST_FINDINGS = 4  # of one check; the others come up when these are done
_LONGEST_SENTENCE = 150


class MendLink(Button):
    """A way to set a finding right."""

    mended = Signal(object)  # Mend

    def __init__(self, mend: Mend, parent: QWidget | None = None) -> None:
        super().__init__("link", mend.label, "wand-sparkles", parent)
        self.mend = mend
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.mended.emit(self.mend)


class FindingLine(QWidget):
    """What is wrong at one place: what to do, the sentence, and the ways there."""

    place_wanted = Signal(str, str)  # part, words
    mended = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self.way: Button | None = None
        self.mends: list[MendLink] = []
        column = QVBoxLayout(self)
        space(column, gap=1)
        if finding.do:
            column.addWidget(label(finding.do, "muted"))
        if finding.sentence:
            column.addWidget(label(f"“{shortened(finding.sentence, _LONGEST_SENTENCE)}”", "meta"))
        ways = Flow()
        space(ways.layout(), gap=6)  # type: ignore[arg-type]
        if finding.part:
            self.way = link(tr("Go there"))
            self.way.setAccessibleName(tr("Go there: {what}", what=finding.do))
            self.way.clicked.connect(self._go)
            ways.add(self.way)
        for mend in finding.mends:
            offered = MendLink(mend)
            offered.mended.connect(self.mended)
            ways.add(offered)
            self.mends.append(offered)
        if finding.part or finding.mends:
            column.addWidget(ways)

    def _go(self) -> None:
        self.place_wanted.emit(self._finding.part, self._finding.words)


class CheckLine(QWidget):
    """One check: a tick, or what was found against it."""

    place_wanted = Signal(str, str)
    mended = Signal(object)

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        self.good = check.good
        self.findings: list[FindingLine] = []
        icon, role = ("circle-check", "value") if check.good else ("circle-alert", "control")
        sign = Sign(icon, role, 16)
        sign.setAccessibleName(tr("Holds") if check.good else tr("To do"))
        texts = QVBoxLayout()
        space(texts, gap=4)
        texts.addWidget(label(check.text, "muted" if check.good else "strong"))
        for finding in check.findings[:_MOST_FINDINGS]:
            line = FindingLine(finding)
            line.place_wanted.connect(self.place_wanted)
            line.mended.connect(self.mended)
            texts.addWidget(line)
            self.findings.append(line)
        more = len(check.findings) - _MOST_FINDINGS
        if more > 0:
            texts.addWidget(label(plural("and {n} more", "and {n} more", more), "meta"))
        row = QHBoxLayout(self)
        space(row, gap=10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    @property
    def way(self) -> Button:
        """The way to the first thing found."""
        way = self.findings[0].way
        assert way is not None  # only asked for where there is one
        return way


class ChecksCard(Card):
    """Failing checks with what to do; those that hold stay in one fold."""

    place_wanted = Signal(str, str)  # part, words
    mended = Signal(object)  # Mend

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Before you send it"), parent=parent)
        self._open = QVBoxLayout()
        space(self._open, gap=12)
        self.body.addLayout(self._open)
        self.holding = Fold("")
        self.add(self.holding)
        self._shown: tuple[Check, ...] = ()
        self.lines: list[CheckLine] = []

    def show_checks(self, checks: Sequence[Check], *, sent: bool = False) -> None:
        """Show the checks; nothing moves while they stay the same."""
        self.set_title(tr("Looked at again since it was sent") if sent else tr("Before you send it"))
        if tuple(checks) == self._shown:
            return
        self._shown = tuple(checks)
        same = {line.check: line for line in self.lines if line.check in checks}
        for line in self.lines:
            if line.check not in same:
                line.hide()
                line.deleteLater()
        self.lines = [same.get(check) or self._line(check) for check in checks]
        good = sum(check.good for check in checks)
        for line in self.lines:
            (self.holding.body if line.good else self._open).addWidget(
                line
            )  # one that stands there moves to its place
        self.holding.set_text(plural("{n} check holds", "{n} checks hold", good))
        self.holding.setVisible(bool(good))
        self.set_note(tr("{good} of {all}", good=good, all=len(checks)))

    def _line(self, check: Check) -> CheckLine:
        line = CheckLine(check)
        line.place_wanted.connect(self.place_wanted)
        line.mended.connect(self.mended)
        return line
