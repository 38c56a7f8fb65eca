"""Ratings from what one has seen: observable questions, what they suggest and why, and the reason to overrule it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.receptivity import Levels, Marks, mode
from app.method.signs import Sign
from app.models.vocabulary import Aspect, Receptivity
from app.tools.key_persons.rules import Seen, propose
from app.ui.dialogs.base import Ask
from app.ui.dialogs.body import Body
from app.ui.theme import space, theme
from app.ui.widgets.answer_picker import AnswerPicker
from app.ui.widgets.buttons import quiet
from app.ui.widgets.proposed_rating import ProposedRating, SignedRating, SoFar
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

STEPS: tuple[tuple[Aspect, ...], ...] = (
    (Aspect.INFLUENCE,),
    (Aspect.RELATIONSHIP,),
    (Aspect.WISHED, Aspect.PERCEIVED),
)


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
            height=680,
        )
        self._signs, self._levels = signs, levels
        self.answers: dict[str, AnswerPicker] = {}
        self.ratings = {
            aspect: ProposedRating(aspect, so_far.get(aspect, SoFar())) for step in STEPS for aspect in step
        }
        self.mode = label("", "strong")
        self.steps = Segmented([(at, _step_title(step)) for at, step in enumerate(STEPS)])
        self.steps.setAccessibleName(tr("Step"))
        self.pages = _Steps()
        for step in STEPS:
            self.pages.addWidget(self._page(step))
        self.next = quiet(tr("Next"), "arrow-right")
        self.next.clicked.connect(self._go_on)
        head = QHBoxLayout()
        space(head, gap=8)
        head.addWidget(self.steps)
        head.addStretch(1)
        head.addWidget(self.next)
        self.body.addLayout(head)
        self.body.addWidget(self.pages, 1)
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
        questions = Body()
        lines = questions.column
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
        column.addWidget(questions, 1)
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


class _Steps(QStackedWidget):
    """Asks for the least height of its pages: their questions scroll by themselves, above what they suggest."""

    def heightForWidth(self, width: int) -> int:
        pages = (self.widget(at) for at in range(self.count()))
        layouts = (page.layout() for page in pages if page is not None)
        return max((one.minimumHeightForWidth(width) for one in layouts if one is not None), default=-1)


def _step_title(step: Sequence[Aspect]) -> str:
    return tr("Receptivity") if Aspect.WISHED in step else step[0].label
