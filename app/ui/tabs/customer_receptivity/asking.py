"""The one question of our own view: what does a score rest on, and what does the criterion weigh?"""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.selection import BEST, HEAVIEST
from app.method.selection_pack import SelectionPage
from app.models.vocabulary import EvidenceClass
from app.tools.customer_receptivity.our_view import ScoreRow
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import DateField, NumberField, TextArea
from app.ui.widgets.segmented import Segmented


@dataclass(frozen=True)
class ScoreAnswer:
    """A score as its form holds it."""

    score: int | None
    weight: float
    evidence: str
    evidence_class: EvidenceClass
    scored_on: date | None


class ScoreQuestion(Ask):
    """The question behind `ask_score`."""

    def __init__(self, parent: QWidget | None, page: SelectionPage, known: ScoreRow, today: date) -> None:
        meanings = "\n".join(f"{value}: {meaning}" for value, meaning in enumerate(page.scores))
        super().__init__(parent, page.title, tr("Save"), f"{page.question}\n{meanings}", width=540)
        self._today = today
        self.score = self.row(
            tr("Score"), Segmented([(value, str(value)) for value in range(BEST + 1)], clearable=True)
        )
        self.evidence = self.row(
            tr("How do we know?"), TextArea(tr("What was seen or heard, and from whom"), 2)
        )
        self.evidence_class = self.row(
            tr("How well do we know it?"), Segmented([(one, one.label) for one in EvidenceClass])
        )
        self.scored_on = self.row(tr("Date"), DateField())
        self.weight = self.row(
            tr("Weight"),
            NumberField(0, HEAVIEST, decimals=2, empty=False),
            tr("For all customers alike: 1 is usual, 0 leaves the criterion out."),
        )
        self.rule(self.scored_on, self._wrong_date)
        self.score.set_value(known.score)
        self.evidence.set_value(known.evidence)
        self.evidence_class.set_value(known.evidence_class)
        self.scored_on.set_value(known.on or today)
        self.weight.set_value(known.weight)

    def answer(self) -> ScoreAnswer:
        """What the fields say now."""
        score, weight = self.score.value(), self.weight.value()
        return ScoreAnswer(
            score=score if isinstance(score, int) else None,
            weight=1.0 if weight is None else weight,
            evidence=self.evidence.value(),
            evidence_class=EvidenceClass(str(self.evidence_class.value())),
            scored_on=self.scored_on.value(),
        )

    def _wrong_date(self) -> str:
        if self.scored_on.error():
            return self.scored_on.error()
        day = self.scored_on.value()
        if day is None:
            return tr("A score needs a date.")
        return tr("The date lies in the future.") if day > self._today else ""


def ask_score(
    parent: QWidget | None, page: SelectionPage, known: ScoreRow, today: date
) -> ScoreAnswer | None:
    """The score with its evidence; None when the user thinks better of it."""
    question = ScoreQuestion(parent, page, known, today)
    return question.answer() if question.run() else None
