"""A note of evidence: what was said or seen, by whom, when, and how well we know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import EvidenceClass
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, DateField, TextArea, TextField, Tick
from app.ui.widgets.segmented import Segmented


@dataclass(frozen=True)
class EvidenceNote:
    """A note as its form holds it; `topic` is the key of what it stands behind."""

    topic: str
    text: str = ""
    source: str = ""
    person_id: int | None = None
    noted_on: date | None = None
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED
    question: bool = False
    internal: bool = True


def ask_evidence(
    parent: QWidget | None,
    topics: Sequence[tuple[str, str]],
    people: Sequence[tuple[int, str]],
    note: EvidenceNote,
    *,
    today: date,
    fresh: bool,
) -> EvidenceNote | None:
    """The note as the user writes it; None when the user thinks better of it."""
    question = EvidenceQuestion(parent, topics, people, note, today=today, fresh=fresh)
    return question.answer() if question.run() else None


class EvidenceQuestion(Ask):
    """The question behind `ask_evidence`."""

    def __init__(
        self,
        parent: QWidget | None,
        topics: Sequence[tuple[str, str]],
        people: Sequence[tuple[int, str]],
        note: EvidenceNote,
        *,
        today: date,
        fresh: bool,
    ) -> None:
        super().__init__(
            parent,
            tr("What do you know, and from whom?") if fresh else tr("Change the note"),
            tr("Add") if fresh else tr("Save"),
            width=520,
        )
        self._today = today
        self.text = self.row(
            tr("What was said or seen"), TextArea(tr("Their own words are worth most"), 3), required=True
        )
        self.unanswered = self.row("", Tick(tr("Still an open question, to be asked")))
        self.topic = self.row(tr("It tells"), Segmented(list(topics)))
        self.person = self.row(tr("Said by"), Choice([(None, tr("Nobody in particular")), *people]))
        self.source = self.row(tr("Source"), TextField(tr("Meeting, contract, phone call …")))
        self.evidence_class = self.row(
            tr("How well do we know it?"), Segmented([(one, one.label) for one in EvidenceClass])
        )
        self.noted_on = self.row(tr("Date"), DateField())
        self.shared = self.row(
            "", Tick(tr("May be shown to the customer")), tr("Only what the customer said is ever shown.")
        )
        self.rule(self.noted_on, self._wrong_date)
        self.unanswered.toggled_by_user.connect(self._fit_to_question)
        self._show(note)

    def answer(self) -> EvidenceNote:
        """The note as the fields describe it now."""
        person = self.person.value()
        return EvidenceNote(
            topic=str(self.topic.value()),
            text=self.text.value(),
            source=self.source.value(),
            person_id=person if isinstance(person, int) else None,
            noted_on=self.noted_on.value(),
            evidence_class=EvidenceClass(str(self.evidence_class.value())),
            question=self.unanswered.value(),
            internal=not self.shared.value(),
        )

    def _show(self, note: EvidenceNote) -> None:
        self.text.set_value(note.text)
        self.unanswered.set_value(note.question)
        self.topic.set_value(note.topic)
        self.person.set_value(note.person_id)
        self.source.set_value(note.source)
        self.evidence_class.set_value(note.evidence_class)
        self.noted_on.set_value(note.noted_on or self._today)
        self.shared.set_value(not note.internal)
        self._fit_to_question(note.question)

    def _fit_to_question(self, question: bool) -> None:
        """A question has not been answered, so there is nothing to be sure of."""
        self.evidence_class.setEnabled(not question)

    def _wrong_date(self) -> str:
        if self.noted_on.error():
            return self.noted_on.error()
        day = self.noted_on.value()
        if day is None:
            return tr("Evidence needs a date.")
        return tr("The date lies in the future.") if day > self._today else ""
