"""Ratings from what one has seen: observable questions, what they suggest and why, and the reason to overrule it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.method.receptivity import Levels, Marks, mode
from app.method.signs import Sign
from app.models.vocabulary import Aspect, Receptivity
from app.tools.key_persons.rules import Proposal, Seen, propose, value_text
from app.ui.dialogs.base import Ask
from app.ui.theme import fix, space, theme
from app.ui.widgets.answer_picker import AnswerPicker
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.fields import NumberField, TextField
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

STEPS: tuple[tuple[Aspect, ...], ...] = (
    (Aspect.INFLUENCE,),
    (Aspect.RELATIONSHIP,),
    (Aspect.WISHED, Aspect.PERCEIVED),
)


@dataclass(frozen=True)
class SoFar:
    """A rating as it stands before the questions: the value, what it rests on, and why it was overruled."""

    value: float | None = None
    told: str = ""
    proposed: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class SignedRating:
    """A rating that was taken: its value, what the signs suggest and why, and the reason to overrule them."""

    aspect: Aspect
    value: float
    proposed: float | None
    because: str
    reason: str


@dataclass(frozen=True)
class SignedRatings:
    """All answers given, and the ratings that follow; what stays Unknown has none."""

    seen: Seen
    ratings: tuple[SignedRating, ...]


def ask_signs(
    parent: QWidget | None,
    name: str,
    signs: Sequence[Sign],
    seen: Seen,
    so_far: Mapping[Aspect, SoFar],
    levels: Levels,
) -> SignedRatings | None:
    """What the user has seen of a person and rates it as; None when the user thinks better of it."""
    question = SignsQuestion(parent, name, signs, seen, so_far, levels)
    return question.answer() if question.run() else None


class SignsQuestion(Ask):
    """The question behind `ask_signs`: three steps, at the foot of each what the answers suggest."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        signs: Sequence[Sign],
        seen: Seen,
        so_far: Mapping[Aspect, SoFar],
        levels: Levels,
    ) -> None:
        super().__init__(
            parent,
            tr("What have you seen of {name}?", name=name),
            tr("Take these ratings"),
            tr("Answer what you saw or heard yourself. What you leave open counts neither way."),
            width=720,
        )
        self._signs, self._levels = signs, levels
        self.answers: dict[str, AnswerPicker] = {}
        self.ratings = {
            aspect: ProposedRating(aspect, so_far.get(aspect, SoFar())) for step in STEPS for aspect in step
        }
        self.mode = label("", "strong")
        self.steps = Segmented([(at, _step_title(step)) for at, step in enumerate(STEPS)])
        self.steps.setAccessibleName(tr("Step"))
        self.pages = QStackedWidget()
        for step in STEPS:
            self.pages.addWidget(self._page(step))
        self.next = quiet(tr("Next"), "arrow-right")
        self.next.clicked.connect(self._go_on)
        head = QHBoxLayout()
        space(head, gap=8)
        head.addWidget(self.steps)
        head.addStretch(1)
        head.addWidget(self.next)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(2, head)
        column.insertWidget(3, self.pages, 1)
        self.steps.chosen.connect(self._show_step)
        for key, answer in seen.items():
            if key in self.answers:
                self.answers[key].set_value(answer)
        for rating in self.ratings.values():
            self.rule(rating.reason, rating.wrong)
        self._follow()
        self._show_step(0)

    def answer(self) -> SignedRatings:
        """Answers and ratings as they stand now."""
        taken = (rating.taken() for rating in self.ratings.values())
        return SignedRatings(self.seen(), tuple(one for one in taken if one is not None))

    def seen(self) -> dict[str, str]:
        """The answers so far, by sign."""
        return {key: picker.value() for key, picker in self.answers.items() if picker.value()}

    def try_accept(self) -> None:
        """What is wrong may stand on another step; that one is shown then."""
        wrong = next((rating for rating in self.ratings.values() if rating.wrong()), None)
        if wrong is not None:
            self._show_step(next(at for at, step in enumerate(STEPS) if wrong.aspect in step))
        super().try_accept()

    def _page(self, step: Sequence[Aspect]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        space(column, gap=12)
        questions = QWidget()
        lines = QVBoxLayout(questions)
        space(lines, (0, 4, 8, 4), 6)
        for sign in (sign for aspect in step for sign in self._signs if sign.about is aspect):
            picker = AnswerPicker(list(zip(sign.keys, sign.answers, strict=True)))
            picker.setAccessibleName(sign.question)
            picker.chosen.connect(self._follow)
            self.answers[sign.key] = picker
            lines.addWidget(label(sign.question, "body"))
            lines.addWidget(picker)
            lines.addSpacing(theme().px(6))
        lines.addStretch(1)
        column.addWidget(Reader(questions), 1)
        for aspect in step:
            column.addWidget(self.ratings[aspect])
            self.ratings[aspect].changed.connect(self._show_mode)
        if Aspect.WISHED in step:
            column.addWidget(self.mode)
        return page

    def _follow(self, _answer: str = "") -> None:
        for aspect, rating in self.ratings.items():
            rating.show_proposal(propose(aspect, self._signs, self.seen()))
        self._show_mode()

    def _show_mode(self) -> None:
        """The mode that follows; a mark that nothing new is said of stays as it was."""
        marks = Marks(self.ratings[Aspect.WISHED].in_force(), self.ratings[Aspect.PERCEIVED].in_force())
        found = mode(marks, *self._levels)
        if found is Receptivity.UNKNOWN:
            self.mode.setText(tr("Mode: Unknown until both marks are known. That is not neutral."))
        else:
            self.mode.setText(tr("Mode that follows: {mode}", mode=found.label))

    def _go_on(self) -> None:
        self._show_step(self.pages.currentIndex() + 1)

    def _show_step(self, at: object) -> None:
        if isinstance(at, int):
            self.pages.setCurrentIndex(at)
            self.steps.set_value(at)
            self.next.setVisible(at < len(STEPS) - 1)


class Reader(QScrollArea):
    """Questions that scroll where the screen is too small for them."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        wide = theme().px(660)
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        return QSize(wide, layout.totalHeightForWidth(wide) if layout is not None else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(160))


class ProposedRating(Card):
    """What the answers suggest and why; the value follows them until the user takes another one."""

    changed = Signal()

    def __init__(self, aspect: Aspect, so_far: SoFar, parent: QWidget | None = None) -> None:
        super().__init__(tone="accent", compact=True, parent=parent)
        self.aspect = aspect
        self._so_far = so_far
        self._proposal = Proposal(None, "", 0, 0)
        self._own: float | None = None  # the value that the user takes instead
        if so_far.proposed is not None and so_far.value != so_far.proposed and so_far.reason:
            self._own = so_far.value
        self.says = label("", "strong")
        self.because = label("", "muted")
        self.before = label(tr("So far: {told}", told=so_far.told) if so_far.told else "", "meta")
        self.before.setVisible(bool(so_far.told))
        self.scale = _editor(aspect)
        self.scale.setAccessibleName(aspect.label)
        self.reason = TextField(tr("Why another value? What do the questions not catch?"))
        self.reason.setAccessibleName(tr("{what}: why another value?", what=aspect.label))
        self.reason.set_value(so_far.reason)
        row = QHBoxLayout()
        space(row, gap=12)
        words = QVBoxLayout()
        space(words, gap=2)
        words.addWidget(self.says)
        words.addWidget(self.because)
        words.addWidget(self.before)
        row.addLayout(words, 1)
        row.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.add(self.reason)
        if isinstance(self.scale, Segmented):
            self.scale.chosen.connect(self._overrule)
        else:
            self.scale.edited.connect(self._overrule)

    def show_proposal(self, proposal: Proposal) -> None:
        """Follow the answers."""
        self._proposal = proposal
        what = self.aspect.label
        if proposal.value is not None:
            shown = value_text(self.aspect, proposal.value)
            self.says.setText(tr("{what}: the signs suggest {value}", what=what, value=shown))
        elif proposal.answered:
            more = plural("{n} answer more", "{n} answers more", proposal.lacking)
            self.says.setText(tr("{what}: Unknown; {more} for a proposal", what=what, more=more))
        else:
            self.says.setText(tr("{what}: Unknown while nothing is answered", what=what))
        self.because.setText(tr("Because: {because}.", because=proposal.because) if proposal.because else "")
        self.because.setVisible(bool(proposal.because))
        self.scale.set_value(self.value())
        self._settle()

    def value(self) -> float | None:
        """The value to take; None leaves the rating as it is."""
        return self._own if self._own is not None else self._proposal.value

    def in_force(self) -> float | None:
        """The value that will count: the one to take, or the one from before."""
        return self._so_far.value if self.value() is None else self.value()

    def taken(self) -> SignedRating | None:
        """The rating with what it rests on; None while it stays Unknown."""
        value = self.value()
        if value is None:
            return None
        reason = self.reason.value() if self._overruled() else ""
        return SignedRating(self.aspect, value, self._proposal.value, self._proposal.because, reason)

    def wrong(self) -> str:
        """An overruled proposal needs a reason; both are kept."""
        if self._overruled() and not self.reason.value():
            return tr("Say why you rate otherwise than the signs; both are kept.")
        return ""

    def _overrule(self, value: object) -> None:
        self._own = float(value) if isinstance(value, int | float) and value != self._proposal.value else None
        self.scale.set_value(self.value())
        self._settle()
        self.changed.emit()

    def _overruled(self) -> bool:
        return self._own is not None and self._proposal.value not in {None, self._own}

    def _settle(self) -> None:
        self.reason.setVisible(self._overruled())
        if not self._overruled():
            self.reason.set_error("")


def _editor(aspect: Aspect) -> Segmented | NumberField:
    if aspect is Aspect.INFLUENCE:
        return Segmented([(value, str(value)) for value in range(1, 6)], clearable=True)
    if aspect is Aspect.RELATIONSHIP:
        return Segmented([(value, relation_text(value)) for value in range(-2, 3)], clearable=True)
    field = NumberField(0, 10, decimals=1)
    fix(field, width=72)
    return field


def _step_title(step: Sequence[Aspect]) -> str:
    return tr("Receptivity") if Aspect.WISHED in step else step[0].label
