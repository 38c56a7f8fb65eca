"""The cards of the page: so what, who has confirmed it, the goal, and how sure it is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.figures import percent, with_unit
from app.method.value_outcome import Outcome
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator import rules
from app.tools.value_calculator.queries import Case
from app.tools.value_calculator.rules import Sheet
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.figure_strip import Figure, FigureStrip
from app.ui.widgets.form import Form
from app.ui.widgets.text import Elided, label
from app.ui.widgets.unfold import OnScreen

STRIP = ("annual_benefit", "discounted_payback", "npv", "irr", "delay")
_MOST_TO_CONFIRM = 4
_TOKENS = {
    EvidenceClass.CONFIRMED: "value",
    EvidenceClass.STATED: "accent",
    EvidenceClass.ESTIMATED: "relation-1neg",
    EvidenceClass.ASSUMED: "line",
}


def figures(sheet: Sheet, outcome: Outcome, locale: str, keys: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Results as figures of the strip; all that are not in it without `keys`."""
    tones = {"look": "control", "": ""}
    return tuple(
        Figure(one.title, one.value, one.convention, tones[one.tone])
        for one in rules.results(sheet, outcome, locale)
        if (one.key in keys if keys else one.key not in STRIP)
    )


class SoWhatCard(Card):
    """The case in a sentence, the remaining figures, warnings, and what to do next."""

    line_wanted = Signal()
    sure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("So what"), parent=parent)
        self.sentence = label("", "strong")
        self.warnings = label("", "look")
        self.rest = FigureStrip()
        more = secondary(tr("Add a benefit or cost"), "plus")
        more.clicked.connect(self._want_line)
        sure = secondary(tr("How sure is it?"), "dices")
        sure.clicked.connect(self._want_sure)
        tools = OnScreen()
        row = QHBoxLayout(tools)
        space(row, gap=8)
        row.addWidget(more)
        row.addWidget(sure)
        row.addStretch(1)
        for widget in (self.sentence, self.warnings, self.rest, tools):
            self.add(widget)

    def show_outcome(self, sheet: Sheet, outcome: Outcome, locale: str) -> None:
        """Show what an outcome of the sheet means."""
        self.sentence.setText(rules.in_a_sentence(sheet, outcome, locale))
        warnings = rules.double_counting(sheet)
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))
        self.rest.set_figures(figures(sheet, outcome, locale))

    def _want_line(self) -> None:
        self.line_wanted.emit()

    def _want_sure(self) -> None:
        self.sure_wanted.emit()


class EvidenceBar(QWidget):
    """How much of the value rests on each class of evidence, the strongest at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: dict[EvidenceClass, float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: dict[EvidenceClass, float]) -> None:
        """Show these shares of 1."""
        self._shares = shares
        told = [f"{one.label} {percent(share)}" for one, share in shares.items()]
        self.setAccessibleName(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height, left = style.px(10), 0.0
        parts = [one for one in reversed(EvidenceClass) if self._shares.get(one)]
        for one in parts:
            width = self.width() * self._shares[one]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(_TOKENS[one]))
            painter.drawRoundedRect(QRectF(left, 0, max(width - 2, 2), height), style.px(3), style.px(3))
            if width > style.px(84):
                painter.setFont(style.font("meta"))
                painter.setPen(style.color("text-2"))
                room = QRectF(left, height + style.px(4), width, style.px(18))
                painter.drawText(
                    room, Qt.AlignmentFlag.AlignLeft, f"{one.label} {percent(self._shares[one])}"
                )
            left += width


class EvidenceCard(Card):
    """What share the customer has confirmed, and which inputs hold the rest back."""

    source_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who has confirmed it?"), parent=parent)
        self.bar = EvidenceBar()
        self.sentence = label("", "body")
        self._list = QVBoxLayout()
        space(self._list, gap=2)
        self._links: list[QWidget] = []
        self.add(self.bar)
        self.add(self.sentence)
        self.body.addLayout(self._list)

    def show_sheet(self, sheet: Sheet, locale: str) -> None:
        """Show the evidence behind the sheet."""
        self.bar.setVisible(sheet.evidence_shares is not None)
        self.bar.set_shares(sheet.evidence_shares or {})
        self.set_note(
            tr("{share} confirmed", share=percent(sheet.confirmed, locale))
            if sheet.confirmed is not None
            else ""
        )
        self.sentence.setText(rules.evidence_sentence(sheet, locale))
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links = []
        for one, weight in sheet.to_confirm[:_MOST_TO_CONFIRM]:
            row = QWidget()
            box = QHBoxLayout(row)
            space(box, gap=8)
            box.addWidget(Elided(str(one.label), "body"), 1)
            carries = label(with_unit(weight, sheet.unit, locale=locale), "muted")
            carries.setWordWrap(False)
            box.addWidget(carries)
            said = sheet.settled.evidence[one.id]
            stated = said is EvidenceClass.STATED
            question = tr("{known}: who confirms?") if stated else tr("{known}: who knows?")
            button = link(question.format(known=said.label))
            button.setProperty("input", one.id)
            button.clicked.connect(self._ask)
            box.addWidget(button)
            self._list.addWidget(row)
            self._links.append(row)
        more = len(sheet.to_confirm) - _MOST_TO_CONFIRM
        if more > 0:
            rest = label(plural("and {n} more input", "and {n} more inputs", more), "meta")
            self._list.addWidget(rest)
            self._links.append(rest)

    def _ask(self) -> None:
        self.source_wanted.emit(str(self.sender().property("input")))


class GoalCard(Card):
    """What the case is for: the goal, the solution, what it is compared with, and who wants it."""

    text_edited = Signal(str, str)
    wanted_by_chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The goal behind it"), parent=parent)
        self.form = Form()
        self.fields = {
            "title": TextField(),
            "goal": TextArea(tr("What does the customer want to reach?"), 2),
            "solution": TextArea(tr("What would get them there?"), 2),
            "compared_with": TextField(tr("The alternative, or doing nothing")),
        }
        self.wanted_by = Choice(())
        self.wanted_by.chosen.connect(self.wanted_by_chosen)
        self.form.add(tr("Name of the case"), self.fields["title"])
        self.form.add(tr("Wanted by"), self.wanted_by)
        self.form.add(tr("Goal"), self.fields["goal"])
        self.form.add(tr("Solution"), self.fields["solution"])
        self.form.add(tr("Compared with"), self.fields["compared_with"])
        for key, field in self.fields.items():
            field.setProperty("field", key)
            field.edited.connect(self._tell)
            field.finished.connect(self.left)
        self.add(self.form)

    def show_case(self, case: Case, people: Sequence[tuple[int, str]], *, internal: bool) -> None:
        """Show the texts of a case; who wants it is told only among ourselves, and elsewhere nothing is said."""
        for key, field in self.fields.items():
            field.set_value(getattr(case, key))
        options: list[tuple[object, str]] = [(None, tr("Nobody yet") if internal else ""), *people]
        if case.wanted_by_id is not None and case.wanted_by_id not in dict(people):
            options.append((case.wanted_by_id, case.wanted_by))
        self.wanted_by.set_options(options)
        self.wanted_by.set_value(case.wanted_by_id)

    def _tell(self, text: str) -> None:
        self.text_edited.emit(str(self.sender().property("field")), text)
