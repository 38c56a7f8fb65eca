"""A mark on the supplier matrix in figures: where, when, by whom, on what evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import AssessmentKind, EvidenceClass
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, DateField, NumberField, TextArea, TextField
from app.ui.widgets.segmented import Segmented


@dataclass(frozen=True)
class AssessmentAnswer:
    """A mark as its form holds it. Criticality and hardness 0..10; None is Unknown."""

    kind: AssessmentKind
    criticality: float | None = None
    hardness: float | None = None
    assessed_on: date | None = None
    judged_by: str = ""
    informant_id: int | None = None
    evidence: str = ""
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED
    due_on: date | None = None


def ask_assessment(
    parent: QWidget | None, people: Sequence[tuple[int, str]], known: AssessmentAnswer, *, today: date
) -> AssessmentAnswer | None:
    """The mark as the user describes it; None when the user thinks better of it."""
    question = AssessmentQuestion(parent, people, known, today=today)
    return question.answer() if question.run() else None


class AssessmentQuestion(Ask):
    """The question behind `ask_assessment`; what it asks depends on whose mark it is."""

    def __init__(
        self,
        parent: QWidget | None,
        people: Sequence[tuple[int, str]],
        known: AssessmentAnswer,
        *,
        today: date,
    ) -> None:
        titles = {
            AssessmentKind.GUESS: tr("Where do we think we stand?"),
            AssessmentKind.STATEMENT: tr("Where does the customer say we stand?"),
            AssessmentKind.AIM: tr("Where do we want to be?"),
        }
        super().__init__(parent, titles[known.kind], tr("Save"), width=520)
        self._kind, self._today = known.kind, today
        self.criticality = self.row(
            tr("How critical we are to their success, 0 to 10"), NumberField(0, 10, decimals=1)
        )
        self.hardness = self.row(tr("How hard we are to replace, 0 to 10"), NumberField(0, 10, decimals=1))
        self.due_on = DateField()
        self.informant = Choice([(None, tr("Nobody by name")), *people])
        self.evidence_class = Segmented([(one, one.label) for one in EvidenceClass])
        if known.kind is AssessmentKind.AIM:
            self.row(tr("To be reached by"), self.due_on)
        if known.kind is AssessmentKind.STATEMENT:
            self.row(tr("Who said so?"), self.informant)
            self.rule(self.informant, self._said_by_nobody)
        self.evidence = self.row(
            tr("Why there?") if known.kind is AssessmentKind.AIM else tr("What is it based on?"),
            TextArea(lines=2),
        )
        if known.kind is not AssessmentKind.AIM:
            self.row(tr("How well do we know it?"), self.evidence_class)
        self.judged_by = self.row(tr("Judged by"), TextField())
        self.assessed_on = self.row(tr("Date"), DateField())
        self.rule(self.assessed_on, self._wrong_date)
        self._show(known)

    def answer(self) -> AssessmentAnswer:
        """The mark as the fields describe it now."""
        informant = self.informant.value()
        return AssessmentAnswer(
            kind=self._kind,
            criticality=self.criticality.value(),
            hardness=self.hardness.value(),
            assessed_on=self.assessed_on.value(),
            judged_by=self.judged_by.value(),
            informant_id=informant if isinstance(informant, int) else None,
            evidence=self.evidence.value(),
            evidence_class=EvidenceClass(str(self.evidence_class.value())),
            due_on=self.due_on.value(),
        )

    def _show(self, known: AssessmentAnswer) -> None:
        self.criticality.set_value(known.criticality)
        self.hardness.set_value(known.hardness)
        self.due_on.set_value(known.due_on)
        self.informant.set_value(known.informant_id)
        self.evidence.set_value(known.evidence)
        self.evidence_class.set_value(known.evidence_class)
        self.judged_by.set_value(known.judged_by)
        self.assessed_on.set_value(known.assessed_on or self._today)

    def _said_by_nobody(self) -> str:
        """A statement has somebody who made it, or a paper that says so."""
        said = self.informant.value() is not None or self.evidence.value().strip()
        return "" if said else tr("Choose who said so, or write below where it stands.")

    def _wrong_date(self) -> str:
        if self.assessed_on.error():
            return self.assessed_on.error()
        day = self.assessed_on.value()
        if day is None:
            return tr("A mark needs a date.")
        return tr("The date lies in the future.") if day > self._today else ""
