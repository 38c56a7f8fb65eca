"""A part of the profile of a key person: what it is for, and folds for what is not wanted at every look."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import ProfileQuestions
from app.method.signs import Sign
from app.models.vocabulary import Aspect
from app.tools.key_persons.rows import DatedRating
from app.tools.key_persons.rules import Seen, value_text
from app.ui.widgets.card import Card
from app.ui.widgets.fold import Fold
from app.ui.widgets.question_list import QuestionList
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import label

SHOWN_LINES = 6  # of a history; the part “History” has all of them


class TopicCard(Card):
    """The name of the part, its purpose, and folds whose state is told under a name."""

    settled = Signal()  # the focus has left a field
    folded = Signal(str, bool)  # the name of a fold, open

    def __init__(self, part: ProfileQuestions, parent: QWidget | None = None) -> None:
        super().__init__(part.title, parent=parent)
        self._key = part.topic.value
        self._part = part
        self.folds: dict[str, Fold] = {}
        self.add(label(part.purpose, "muted"))

    def add_fold(self, name: str, fold: Fold) -> Fold:
        """Keep a fold under a name such as “influence.history”."""
        key = f"{self._key}.{name}"
        fold.setObjectName(key)
        fold.turned.connect(self._tell_fold)
        self.folds[key] = fold
        return fold

    def add_questions(self) -> None:
        """The questions of this part, folded."""
        fold = LinesFold(tr("Questions to find it out"))
        fold.set_lines(self._part.questions)
        self.add(self.add_fold("questions", fold))

    def open_folds(self, names: Sequence[str]) -> None:
        """Open the folds of these names and close the others."""
        for name, fold in self.folds.items():
            if fold.is_open() != (name in names):
                fold.open(name in names)

    def _tell_fold(self, opened: bool) -> None:
        sender = self.sender()
        if sender is not None:
            self.folded.emit(sender.objectName(), opened)


class LinesFold(Fold):
    """Lines that are only laid out when somebody looks at them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.opening.connect(self._lay_out)
        self._waiting: tuple[str, ...] = ()
        self.lines = QuestionList()
        self.body.addWidget(self.lines)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show these lines, now or when the fold is opened."""
        self._waiting = tuple(lines)
        if self.is_open():
            self.lines.set_questions(self._waiting)

    def _lay_out(self) -> None:
        self.lines.set_questions(self._waiting)


class SeenFold(LinesFold):
    """What was answered of the observable questions, as sentences."""

    def __init__(
        self, aspects: Sequence[Aspect], signs: Sequence[Sign], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._signs = [sign for sign in signs if sign.about in aspects]

    def show_seen(self, seen: Seen) -> None:
        """Show the answers given; without any the fold is not there."""
        answers = [
            sign.answers[place]
            for sign in self._signs
            if (place := sign.place(seen.get(sign.key, ""))) is not None
        ]
        self.set_text(tr("What we saw ({n} of {all})", n=len(answers), all=len(self._signs)))
        self.set_lines(answers)
        self.setVisible(bool(answers))


class PastFold(LinesFold):
    """How a rating went: a line for each, with its day, class and evidence."""

    def show_past(self, past: Sequence[DatedRating]) -> None:
        """Show the newest; a single rating is shown in the card already."""
        self.set_text(tr("History ({n})", n=len(past)))
        self.set_lines([past_line(one) for one in past[:SHOWN_LINES]])
        self.setVisible(len(past) > 1)


def past_line(one: DatedRating) -> str:
    """A rating of the past in one line."""
    parts = [show_date(one.rated_on), value_text(one.aspect, one.value), one.evidence_class.label.lower()]
    if one.rated_by:
        parts.append(one.rated_by)
    told = ", ".join(parts)
    return tr("{told}: {evidence}", told=told, evidence=one.evidence) if one.evidence else told
