"""What the plan says about itself: warnings that lead to their steps, totals, and the next step."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Audience
from app.tools.activity_plan import rules
from app.tools.activity_plan.faults import Fault, FaultKind
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Load, Step
from app.ui.icons import pixmap
from app.ui.tabs.activity_plan.words import figures, headline
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link, primary, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.spoken_date import describe
from app.ui.widgets.text import label

SHOWN = 5  # warnings before the rest is folded away
_SIGNS = {
    FaultKind.NO_GO: "octagon-x",
    FaultKind.ORDER: "arrow-up-down",
    FaultKind.STALLED: "circle-pause",
    FaultKind.AT_RISK: "clock-alert",
    FaultKind.AFTER_DECISION: "calendar-x",
    FaultKind.NO_NEXT_STEP: "arrow-right",
    FaultKind.VOID: "message-circle-off",
    FaultKind.SIDE: "user-round-x",
    FaultKind.UNDECIDED: "diamond",
    FaultKind.LOAD: "weight",
    FaultKind.UNDATED: "calendar-off",
}


class SoWhatCard(Card):
    """One sentence, then each warning in words; a click on one goes to its steps."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self.sentence = label("", "body")
        self.add(self.sentence)
        self._list = QVBoxLayout()
        space(self._list, gap=2)
        self.body.addLayout(self._list)
        self.more = link("")
        self.more.clicked.connect(self._unfold)
        self.add(self.more)
        self.lines: list[FaultLine] = []
        self._unfolded = False

    def show_plan(self, plan: Plan, today: date, audience: Audience) -> None:
        """Say what follows from the plan; a customer is told no coaching words."""
        self.sentence.setText(headline(plan, today))
        found = plan.faults(today) if audience is Audience.INTERNAL else []
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [FaultLine(fault) for fault in found]
        for line in self.lines:
            line.chosen.connect(self.step_wanted)
            self._list.addWidget(line)
        self._fold()

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()

    def _fold(self) -> None:
        hidden = len(self.lines) - SHOWN
        for line in self.lines[SHOWN:]:
            line.setVisible(self._unfolded)
        self.more.setVisible(hidden > 0)
        folded = plural("{n} more", "{n} more", max(hidden, 0))
        self.more.setText(tr("Show fewer") if self._unfolded else folded)


class FaultLine(KeyboardFocus, QWidget):
    """One warning with its sign; a click or Return goes to the step."""

    chosen = Signal(int)

    def __init__(self, fault: Fault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fault = fault
        row = QHBoxLayout(self)
        space(row, (6, 5, 6, 5), 10)
        sign = QLabel()
        sign.setPixmap(
            pixmap(_SIGNS[fault.kind], theme().px(16), "danger" if fault.kind.grave else "control")
        )
        text = label(fault.text, "body")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self.setAccessibleName(fault.text)
        if fault.steps:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(tr("Go to the step"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.fault.steps and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.fault.steps[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.fault.steps and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.fault.steps[0])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.ringed:
            paint_ring(QPainter(self), self.rect(), 6)


class NextStepCard(Card):
    """The next step that was agreed with the customer, the totals, and what lies on their people."""

    done_wanted = Signal(int)
    chosen = Signal(int)  # make this the next step
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Next step with the customer"), parent=parent)
        self.step_title = label("", "strong")
        self.details = label("", "muted")
        self.done = quiet(tr("Mark done"), "check")
        self.done.clicked.connect(self._done)
        self.choose = primary(tr("Make it the next step"), "arrow-right")
        self.choose.clicked.connect(self._choose)
        self.open = link(tr("Open the step"))
        self.open.clicked.connect(self._open)
        buttons = QHBoxLayout()
        space(buttons, (0, 2, 0, 4), 6)
        for button in (self.choose, self.done, self.open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.add(self.step_title)
        self.add(self.details)
        self.body.addLayout(buttons)
        self._figures = Figures()
        self.add(self._figures)
        self.load = label("", "meta")
        self.add(self.load)
        self._step: Step | None = None

    def show_plan(self, plan: Plan, today: date, audience: Audience) -> None:
        """Show the agreed step, or the one that could be it."""
        agreed = plan.situation(today).next_step
        self._step = agreed or rules.suggested_next(plan.steps)
        if self._step is None:
            self.step_title.setText(tr("Nothing is agreed"))
            self.details.setText(tr("Add what both sides do next, with a day and a name."))
        else:
            self.step_title.setText(self._step.title)
            self.details.setText(_details(self._step, agreed is not None))
        self.choose.setVisible(self._step is not None and agreed is None)
        self.done.setVisible(agreed is not None)
        self.open.setVisible(self._step is not None)
        self._figures.show_figures(figures(plan))
        loads = plan.loads(today) if audience is Audience.INTERNAL else []
        self.load.setText(_load_text(loads))
        self.load.setVisible(bool(loads))

    def _done(self) -> None:
        if self._step is not None:
            self.done_wanted.emit(self._step.id)

    def _choose(self) -> None:
        if self._step is not None:
            self.chosen.emit(self._step.id)

    def _open(self) -> None:
        if self._step is not None:
            self.step_wanted.emit(self._step.id)


class Figures(QWidget):
    """A few figures side by side, each over what it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        space(self._row, (0, 6, 0, 2), 24)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show (figure, what it counts)."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for figure, counts in figures:
            cell = QWidget()
            column = QVBoxLayout(cell)
            space(column, gap=0)
            column.addWidget(label(figure, "panel"))
            column.addWidget(label(counts, "meta"))
            self._row.addWidget(cell)
        self._row.addStretch(1)


def _details(step: Step, agreed: bool) -> str:
    when = tr("{words} ({days})", words=step.words, days=describe(step.days)) if step.days else ""
    parts = [when or tr("No time yet"), step.responsible]
    text = " · ".join(parts)
    return text if agreed else tr("Not agreed yet. First in time: {what}", what=text)


def _load_text(loads: Sequence[Load]) -> str:
    lines = []
    for load in loads[:3]:
        steps = plural("{n} step", "{n} steps", load.steps)
        if load.week is None:
            lines.append(tr("{name}: {steps}", name=load.name, steps=steps))
        else:
            week = rules.said_weeks([load.week])
            lines.append(
                tr("{name}: {steps}, at most {n} in one week ({week})",
                   name=load.name, steps=steps, n=load.busiest, week=week)
            )  # fmt: skip
    return "\n".join([tr("On their desks"), *lines]) if lines else ""
