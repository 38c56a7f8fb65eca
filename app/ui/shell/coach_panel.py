"""The coach beside the page: what to close first, what to ask; each finding tells which rule spoke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.figures import day_text
from app.ui.shell.bar import Surface
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, link, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.page import Page
from app.ui.widgets.ring import Ring
from app.ui.widgets.text import Sign, label

if TYPE_CHECKING:
    from app.across.coach.queries import Silenced
    from app.method.coaching import Finding

_SIGNS = {3: "circle-alert", 2: "circle-dot", 1: "lightbulb"}  # what blocks, what matters, nice to have
SHOWN = 4  # more than this at once and nobody reads any


class CoachPanel(Surface):
    """Shows findings and questions; tells what the user wants done."""

    wanted = Signal(str)  # the finding's `do`
    silence_asked = Signal(str, str)  # rule, about
    why_asked = Signal(str, str)
    heard_again = Signal(str, str)
    collapsed = Signal()
    copied = Signal(str)  # the questions as text
    rules_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("left", parent)
        self.setAccessibleName(tr("Coach"))
        self._ring = Ring(0, 0)
        self._headline = label("", "strong")
        self._count = label("", "muted")
        self._page = Page(margins=(0, 0, 8, 8))
        self._questions: tuple[str, ...] = ()
        self._all = False
        self._shown: tuple[tuple[Finding, ...], tuple[Silenced, ...], tuple[str, ...]] = ((), (), ())
        self._lay_out()

    @property
    def gaps(self) -> int:
        """How many findings are open."""
        return len(self._shown[0])

    def show_nothing(self, text: str) -> None:
        """No opportunity is chosen, or the workspace is not open yet."""
        self._ring.setVisible(False)
        self._headline.setText("")
        self._count.setText(text)
        self._shown = ((), (), ())
        self._page.clear()

    def show_advice(
        self,
        findings: Sequence[Finding],
        silenced: Sequence[Silenced],
        questions: Sequence[str],
        holding: int,
        checks: int,
        headline: str,
    ) -> None:
        """Show the coach's page of an opportunity."""
        self._ring.setVisible(checks > 0)
        self._ring.set_value(holding, checks, tr("checks hold"))
        self._ring.setToolTip(
            tr("{holding} of {checks} checks of the method hold", holding=holding, checks=checks)
        )
        self._headline.setText(headline)
        gaps = len(findings)
        if gaps:  # one check may find several, one for each person
            words = plural("{n} gap to close", "{n} gaps to close", gaps)
            found_by = tr(
                "{gaps} in {broken} of {checks} checks", gaps=words, broken=checks - holding, checks=checks
            )
        else:
            found_by = tr("No gap found; all {checks} checks hold", checks=checks)
        self._count.setText(found_by)
        found = (tuple(findings), tuple(silenced), tuple(questions))
        if found != self._shown:  # most edits change nothing here, and the cards would lose the focus
            self._shown = found
            self._fill()

    def _fill(self) -> None:
        findings, silenced, questions = self._shown
        self._page.clear()
        if findings:
            self._page.add(label(tr("Close these first"), "section"))
        for finding in findings if self._all else findings[:SHOWN]:
            self._page.add(self._card(finding))
        if len(findings) > SHOWN:
            rest = len(findings) - SHOWN
            more = link(tr("Show less") if self._all else plural("{n} more", "{n} more", rest))
            more.clicked.connect(self._toggle_all)
            self._page.add(more)
        if questions:
            self._ask(questions)
        if silenced:
            self._page.add(label(tr("Silenced here"), "section"))
            for quiet in silenced:
                self._page.add(_SilencedLine(quiet, self))

    def _ask(self, questions: Sequence[str]) -> None:
        self._questions = tuple(questions)
        self._page.add(label(tr("Ask in the meeting"), "section"))
        for question in questions[:6]:
            self._page.add(_Question(question))
        copy = secondary(tr("Copy the questions"), "copy")
        copy.clicked.connect(self._copy)
        row = QWidget()
        line = QHBoxLayout(row)
        space(line)
        line.addWidget(copy)
        line.addStretch(1)
        self._page.add(row)

    def _copy(self) -> None:
        self.copied.emit("\n".join(f"• {question}" for question in self._questions))

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._fill()

    def _card(self, finding: Finding) -> _FindingCard:
        return _FindingCard(finding, self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        space(column, (17, 14, 8, 8), 12)
        head = QHBoxLayout()
        space(head, (0, 0, 8, 0), 8)
        sign = Sign("compass", "text-2", 18)
        head.addWidget(sign)
        head.addWidget(label(tr("Coach"), "panel"), 1)
        rules = icon_button("flask-conical", tr("Try the rules on all deals"))
        rules.clicked.connect(self.rules_asked)
        head.addWidget(rules)
        close = icon_button("panel-right-close", tr("Hide the coach"))
        close.clicked.connect(self.collapsed)
        self.setFocusProxy(close)
        head.addWidget(close)
        column.addLayout(head)
        state = QHBoxLayout()
        space(state, (0, 0, 8, 0), 12)
        state.addWidget(self._ring)
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(self._headline)
        words.addWidget(self._count)
        state.addLayout(words, 1)
        column.addLayout(state)
        column.addWidget(self._page, 1)


class _FindingCard(Card):
    """One finding: what is missing, why it matters, the link that mends it."""

    def __init__(self, finding: Finding, panel: CoachPanel) -> None:
        super().__init__(
            finding.title,
            tone="control" if finding.weight > 1 else "",
            icon=_SIGNS[finding.weight],
            compact=True,
        )
        self._finding = finding
        self._panel = panel
        self.add(label(finding.says, "body"))
        self.add(label(finding.because, "meta"))
        row = QWidget()
        line = QHBoxLayout(row)
        space(line, gap=4)
        go = link(finding.fix)
        go.clicked.connect(self._go)
        line.addWidget(go)
        line.addStretch(1)
        more = icon_button("ellipsis", tr("Why am I told this?"))
        more.setMenu(self._menu())
        line.addWidget(more)
        self.add(row)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Why am I told this?"), self._why)
        menu.addAction(tr("Does not matter here…"), self._silence)
        return menu

    def _go(self) -> None:
        self._panel.wanted.emit(self._finding.do)

    def _why(self) -> None:
        self._panel.why_asked.emit(self._finding.rule, self._finding.about)

    def _silence(self) -> None:
        self._panel.silence_asked.emit(self._finding.rule, self._finding.about)


class _SilencedLine(QWidget):
    """A finding that the user put aside, with the reason, and the way back."""

    def __init__(self, finding: Silenced, panel: CoachPanel) -> None:
        super().__init__()
        self._finding = finding
        self._panel = panel
        line = QHBoxLayout(self)
        space(line, gap=6)
        words = QVBoxLayout()
        space(words, gap=1)
        words.addWidget(label(finding.title, "muted"))
        day = day_text(finding.on)
        after = "" if finding.holds else " " + tr("It would say nothing today.")
        words.addWidget(label(tr("“{reason}”, {day}.", reason=finding.reason, day=day) + after, "meta"))
        line.addLayout(words, 1)
        again = link(tr("Bring back"))
        again.clicked.connect(self._again)
        line.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)

    def _again(self) -> None:
        self._panel.heard_again.emit(self._finding.rule, self._finding.about)


class _Question(QWidget):
    """A question to take into the room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        space(line, gap=8)
        sign = Sign("message-circle-question-mark", "text-3", 15)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, "body"), 1)


class CoachRail(Surface):
    """The coach when there is no room for the panel: the ring and the number of gaps."""

    expanded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("left", parent)
        column = QVBoxLayout(self)
        space(column, (9, 12, 8, 8), 10)
        self._open = icon_button("compass", tr("Show the coach"))
        self._open.clicked.connect(self.expanded)
        self.setFocusProxy(self._open)
        self._ring = Ring(0, 0, size=26)
        self._gaps = _Gaps()
        for widget in (self._open, self._ring, self._gaps):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_count(self, holding: int, checks: int, gaps: int) -> None:
        """The ring and the number below it."""
        self._ring.setVisible(checks > 0)
        self._ring.set_value(holding, checks, tr("checks hold"))
        self._gaps.show_gaps(gaps)


class _Gaps(QWidget):
    """The number of gaps as a small tag."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        space(line)
        self._chip = Chip("", tone="look")
        line.addWidget(self._chip)
        self.hide()

    def show_gaps(self, gaps: int) -> None:
        self._chip.set_text(str(gaps) if gaps < 100 else "99+")
        self.setToolTip(plural("{n} gap to close", "{n} gaps to close", gaps))
        self.setVisible(gaps > 0)
