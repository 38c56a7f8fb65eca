"""Marks and notes as their forms hold them."""

from app.tools.customer_receptivity.rows import AssessmentRow, EvidenceRow
from app.ui.dialogs.ask_assessment import AssessmentAnswer
from app.ui.dialogs.ask_evidence import EvidenceNote

TOP = 10.0  # of both axes


def ease_of(hardness: float | None) -> float | None:
    """How easily we are replaced, from the direction of the picture."""
    return None if hardness is None else round(TOP - hardness, 1)


def as_note(row: EvidenceRow) -> EvidenceNote:
    """A note as its form takes it."""
    return EvidenceNote(
        topic=row.topic,
        text=row.text,
        source=row.source,
        person_id=row.person_id,
        noted_on=row.on,
        evidence_class=row.evidence_class,
        question=row.question,
        internal=row.internal,
    )


def as_answer(row: AssessmentRow) -> AssessmentAnswer:
    """A mark as its form takes it."""
    return AssessmentAnswer(
        kind=row.kind,
        criticality=row.criticality,
        hardness=row.hardness,
        assessed_on=row.on,
        judged_by=row.judged_by,
        informant_id=row.informant_id,
        evidence=row.evidence,
        evidence_class=row.evidence_class,
        due_on=row.due_on,
    )
