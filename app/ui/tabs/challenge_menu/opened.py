"""What the marked challenges open: the bundle of benefits, and the stories that prove it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Permission
from app.tools.challenge_menu.opening import Opening, Proof
from app.tools.challenge_menu.rules import Opened
from app.ui.theme import space, theme
from app.ui.widgets.buttons import link
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import label

MOST_BENEFITS, MOST_STORIES, MOST_CAPABILITIES = 5, 3, 4


class BenefitCard(Card):
    """So what: the benefits, the weightiest first, and what we can do about the challenges."""

    figure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What solving them would open"), parent=parent)
        self._shown: Opening | None = None
        figure = link(tr("Put a figure on it"), "calculator")
        figure.clicked.connect(self._wish_figure)
        self.add_tool(figure)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        space(self._column, gap=10)
        self.add(self._lines)
        self._answers = label(tr("What answers them"), "section")
        self._capabilities = label("", "body")
        self.body.addSpacing(theme().px(4))
        self.add(self._answers)
        self.add(self._capabilities)

    def show_opening(self, opening: Opening) -> None:
        """Show the bundle; without marks, what will stand here."""
        if opening == self._shown:
            return  # a word that was written down changes nothing here
        self._shown = opening
        _clear(self._column)
        top = opening.benefits[0].weight if opening.benefits else 1
        for benefit in opening.benefits[:MOST_BENEFITS]:
            self._column.addWidget(_Benefit(benefit, top))
        if not opening.benefits:
            text = tr("Mark what the customer recognises; the benefits that it opens gather here.")
            self._column.addWidget(label(text, "muted"))
        self._answers.setVisible(bool(opening.capabilities))
        self._capabilities.setVisible(bool(opening.capabilities))
        shown = opening.capabilities[:MOST_CAPABILITIES]
        self._capabilities.setText("\n".join(f"• {one.text}" for one in shown))

    def _wish_figure(self) -> None:
        self.figure_wanted.emit()


class ProofCard(Card):
    """Evidence: stories that answer what was marked, told as far as they may be."""

    letter_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who can tell that it was kept"), parent=parent)
        self._shown: tuple[Opening, bool] | None = None
        letter = link(tr("Write it in a letter"), "mail")
        letter.clicked.connect(self._wish_letter)
        self.add_tool(letter)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        space(self._column, gap=14)
        self.add(self._lines)

    def show_opening(self, opening: Opening, *, internal: bool) -> None:
        """Show the best stories, and which challenges have none."""
        if (opening, internal) == self._shown:
            return
        self._shown = (opening, internal)
        _clear(self._column)
        for story in opening.stories[:MOST_STORIES]:
            self._column.addWidget(_story(story, internal))
        if not opening.stories:
            self._column.addWidget(label(tr("No story answers what was marked so far."), "muted"))
        if opening.unproved and internal:
            names = ", ".join(f"“{name}”" for name in opening.unproved[:3])
            self._column.addWidget(label(tr("Without a story: {names}", names=names), "look"))

    def _wish_letter(self) -> None:
        self.letter_wanted.emit()


class _Benefit(QWidget):
    """A benefit, a bar for its weight, and the challenges that open it."""

    def __init__(self, benefit: Opened, top: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        space(column, gap=3)
        row = QHBoxLayout()
        space(row, gap=10)
        row.addWidget(label(benefit.text, "strong"), 1)
        row.addWidget(_Weight(benefit.weight / top, benefit.weight), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(label(_joined(benefit.challenges), "meta"))


class _Weight(QWidget):
    """How much importance points to a benefit, beside the weightiest."""

    def __init__(self, share: float, weight: int) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip = tr("Sum of the importance that points to it: {n}", n=weight)
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(style.color("line"))
        painter.drawRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        whole.setWidth(max(whole.height(), whole.width() * self._share))
        painter.setBrush(style.color("value"))
        painter.drawRoundedRect(whole, whole.height() / 2, whole.height() / 2)


def _story(story: Proof, internal: bool) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    space(column, gap=3)
    row = QHBoxLayout()
    space(row, gap=8)
    row.addWidget(label(story.title, "strong"), 1)
    if internal and story.permission is not Permission.NAMED:
        row.addWidget(Chip(story.permission.label, tone="look"), 0, Qt.AlignmentFlag.AlignTop)
    if story.sample:
        chip = Chip(tr("Sample"), "flask-conical", "look")
        chip.setToolTip(tr("A sample: firm and figures are invented."))
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    column.addWidget(label(story.impact, "body"))
    answers = tr("answers {names}", names=_joined(story.answers))
    who = story.customer[:1].upper() + story.customer[1:]
    column.addWidget(label(f"{who} · {answers}", "meta"))
    return cell


def _joined(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    more = len(names) - 3
    return shown if more <= 0 else shown + plural(" and {n} more", " and {n} more", more)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
