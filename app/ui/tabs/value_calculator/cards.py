"""The cards of the page: so what, who has confirmed it, the goal, and how sure it is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.figures import percent, with_unit
from app.method.value_outcome import Outcome
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator import rules
from app.tools.value_calculator.queries import Case
from app.tools.value_calculator.rules import Sheet
from app.ui.tabs.value_calculator.odds import Drawn
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import link, primary, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, NumberField, TextArea, TextField
from app.ui.widgets.figure_strip import Figure, FigureStrip
from app.ui.widgets.figure_table import FigureRow, FigureTable, Heading
from app.ui.widgets.form import Form
from app.ui.widgets.text import Elided, label

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
        row = QHBoxLayout()
        space(row, gap=8)
        row.addWidget(more)
        row.addWidget(sure)
        row.addStretch(1)
        for widget in (self.sentence, self.warnings, self.rest):
            self.add(widget)
        self.body.addLayout(row)

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

    def show_case(self, case: Case, people: Sequence[tuple[int, str]]) -> None:
        """Show the texts of a case."""
        for key, field in self.fields.items():
            field.set_value(getattr(case, key))
        options: list[tuple[object, str]] = [(None, tr("Nobody yet")), *people]
        if case.wanted_by_id is not None and case.wanted_by_id not in dict(people):
            options.append((case.wanted_by_id, case.wanted_by))
        self.wanted_by.set_options(options)
        self.wanted_by.set_value(case.wanted_by_id)

    def _tell(self, text: str) -> None:
        self.text_edited.emit(str(self.sender().property("field")), text)


class Chart(QWidget):
    """A finished chart, scaled down where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_png(self, data: bytes, name: str) -> None:
        """Show a picture; `name` is what is read aloud."""
        self._image = QImage.fromData(data)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return 0
        return round(min(width, theme().px(620)) * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), self.heightForWidth(theme().px(420)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), theme().px(620))
        painter.drawImage(QRectF(0, 0, width, self.heightForWidth(width)), self._image)


class SureCard(Card):
    """How sure the value is: drawn on demand, with the count and the seed that repeat it."""

    draw_wanted = Signal(int, int)  # draws, seed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("How sure is it?"), parent=parent)
        self.draws = NumberField(100, 1_000_000, 0, empty=False)
        self.draws.set_value(10_000)
        self.seed = NumberField(0, 2**31, 0, empty=False)
        self.seed.set_value(1)
        self.start = primary(tr("Draw"), "dices")
        self.start.clicked.connect(self._draw)
        self.sentence = label(
            tr(
                "Draws every input between its low and high, thousands of times, and shows what moves the value most."
            ),
            "muted",
        )
        row = QHBoxLayout()
        space(row, gap=8)
        for text, field in ((tr("Draws"), self.draws), (tr("Seed"), self.seed)):
            fix(field, width=104)
            name = label(text, "field")
            name.setBuddy(field)
            field.setAccessibleName(text)
            row.addWidget(name)
            row.addWidget(field)
        row.addWidget(self.start)
        row.addStretch(1)
        self.add(self.sentence)
        self.body.addLayout(row)
        self._caveat = label(
            tr(
                "The tornado moves one input at a time and leaves the others; it ignores what they do together."
            ),
            "meta",
        )
        self.tornado, self.distribution = Chart(), Chart()
        self._charts = QWidget()
        charts = QHBoxLayout(self._charts)
        space(charts, gap=16)
        charts.addWidget(self.tornado, 1, Qt.AlignmentFlag.AlignTop)
        charts.addWidget(self.distribution, 1, Qt.AlignmentFlag.AlignTop)
        self.add(self._charts)
        self.add(self._caveat)
        self.edges = FigureTable()
        self.edges.setAccessibleName(tr("Break-even of each input"))
        self.add(self.edges)
        self._unbroken = label(tr("Nowhere on its slider does a single input lose the whole value."), "muted")
        self.add(self._unbroken)
        self.forget()

    def forget(self) -> None:
        """Take away charts of another case or scenario."""
        for widget in (self._charts, self._caveat, self.edges, self._unbroken):
            widget.hide()

    @property
    def is_drawn(self) -> bool:
        """Whether charts are shown."""
        return not self._charts.isHidden()

    def chart_width(self) -> int:
        """The room of one chart, in logical pixels."""
        return max(theme().px(280), min(theme().px(620), (self.width() - theme().px(52)) // 2))

    def asked(self) -> tuple[int, int]:
        """Draws and seed as they stand in the fields."""
        return round(self.draws.value() or 10_000), round(self.seed.value() or 0)

    def show_charts(self, drawn: Drawn) -> None:
        """Show what was drawn."""
        self.sentence.setText(drawn.sentence)
        self.start.setEnabled(True)
        if not drawn.tornado:
            self.forget()
            return
        self.tornado.set_png(drawn.tornado, tr("Tornado"))
        self.distribution.set_png(drawn.distribution, tr("Distribution of the net present value"))
        headings = [
            Heading(tr("Nothing is gained at"), right=False, share=1.6),
            Heading(tr("Now")),
            Heading(tr("Break-even")),
        ]
        self.edges.set_table(headings, [FigureRow(name, (name, now, at)) for name, now, at in drawn.edges])
        self.edges.setVisible(bool(drawn.edges))
        self._unbroken.setVisible(not drawn.edges)
        self._charts.show()
        self._caveat.show()

    def _draw(self) -> None:
        self.draws.commit()
        self.seed.commit()
        self.draw_wanted.emit(*self.asked())
