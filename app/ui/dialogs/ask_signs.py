"""A rating from what one has seen: observable questions, the value they suggest, and the reason to overrule it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.ui.dialogs.base import Ask
from app.ui.theme import space
from app.ui.widgets.fields import TextField
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Seen = Mapping[str, bool | None]


@dataclass(frozen=True)
class SignQuestion:
    """A sign by its key, and how it is asked for."""

    key: str
    question: str


@dataclass(frozen=True)
class SignedRating:
    """The rating taken, and the sentence that it rests on."""

    value: int
    because: str


def ask_signs(
    parent: QWidget | None,
    title: str,
    signs: Sequence[SignQuestion],
    scale: Sequence[tuple[int, str]],
    propose: Callable[[Seen], tuple[int | None, str]],
) -> SignedRating | None:
    """The rating that the user takes; None when the user thinks better of it."""
    question = SignsQuestion(parent, title, signs, scale, propose)
    return question.answer() if question.run() else None


class SignsQuestion(Ask):
    """The question behind `ask_signs`; the proposal follows every answer until the user takes another value."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        signs: Sequence[SignQuestion],
        scale: Sequence[tuple[int, str]],
        propose: Callable[[Seen], tuple[int | None, str]],
    ) -> None:
        super().__init__(
            parent,
            title,
            tr("Take this rating"),
            tr("Answer what you have seen or heard yourself; leave open what you do not know."),
            width=520,
        )
        self._propose = propose
        self._overruled = False
        self.signs: dict[str, Segmented] = {}
        for sign in signs:
            answer = Segmented([(True, tr("Yes")), (False, tr("No"))], clearable=True)
            answer.chosen.connect(self._follow)
            answer.setAccessibleName(sign.question)
            self.signs[sign.key] = answer
            self.form.add("", _line(sign.question, answer))
        self.proposal = label("", "muted")
        self.form.add("", self.proposal)
        self.form.show()
        self.scale = self.row(tr("Rating"), Segmented(list(scale)))
        self.scale.chosen.connect(self._overrule)
        self.reason = self.row(tr("Why another value?"), TextField(tr("What the questions do not catch")))
        self.rule(self.reason, self._unreasoned)
        self._follow(None)

    def answer(self) -> SignedRating:
        """The rating and what it rests on, as they stand now."""
        value, because = self._propose(self.seen())
        chosen = self.scale.value()
        taken = chosen if isinstance(chosen, int) else value or 0
        reason = self.reason.value()
        return SignedRating(taken, " ".join(part for part in (because, reason) if part))

    def seen(self) -> dict[str, bool | None]:
        """The answers so far."""
        return {
            key: bool(answer.value()) if answer.value() is not None else None
            for key, answer in self.signs.items()
        }

    def _follow(self, _value: object) -> None:
        value, _because = self._propose(self.seen())
        if value is None:
            self.proposal.setText(tr("Three answers are needed for a proposal."))
        else:
            self.proposal.setText(tr("The signs suggest {value}.", value=self._text(value)))
        if not self._overruled:
            self.scale.set_value(value)
        self._settle()

    def _overrule(self, value: object) -> None:
        proposed, _because = self._propose(self.seen())
        self._overruled = value != proposed
        self._settle()

    def _settle(self) -> None:
        """Without a value there is nothing to take, and without another value nothing to explain."""
        self.accept_button.setEnabled(self.scale.value() is not None)
        self.reason.setEnabled(self._overruled)

    def _text(self, value: int) -> str:
        return self.scale.button(value).text()

    def _unreasoned(self) -> str:
        value, _because = self._propose(self.seen())
        if value is not None and self.scale.value() != value and not self.reason.value():
            return tr("Say why you rate otherwise than the signs.")
        return ""


def _line(question: str, answer: Segmented) -> QWidget:
    """A question with its answer at the right: six of them have to fit onto a small screen."""
    line = QWidget()
    row = QHBoxLayout(line)
    space(row, gap=12)
    row.addWidget(label(question, "body"), 1)
    row.addWidget(answer)
    return line
