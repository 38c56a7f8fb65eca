"""What a user does to the supplier matrix: assess, take back, note evidence, make a move a plan."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.accounts import ReceptivityAssessment
from app.models.opportunities import Evidence
from app.models.people import Person
from app.models.plan import add_internal_action
from app.models.vocabulary import AssessmentKind, EvidenceClass
from app.tools.customer_receptivity.rules import TOPICS, checked_mark

_USUAL_CLASS = {AssessmentKind.STATEMENT: EvidenceClass.STATED}


def assess(
    session: Session,
    account_id: int,
    kind: AssessmentKind,
    criticality: float | None,
    ease: float | None,
    today: date,
    judged_by: str = "",
) -> int:
    """Place a mark today; a second one of the same kind and day takes the place of the first."""
    marks = {
        "criticality": checked_mark(tr("How critical we are"), criticality),
        "ease": checked_mark(tr("How easily we are replaced"), ease),
    }
    found = session.scalar(
        select(ReceptivityAssessment)
        .where(
            ReceptivityAssessment.account_id == account_id,
            ReceptivityAssessment.kind == kind,
            ReceptivityAssessment.assessed_on == today,
        )
        .order_by(ReceptivityAssessment.id.desc())
        .limit(1)
    )
    if found is None:
        found = ReceptivityAssessment(
            account_id=account_id,
            kind=kind,
            assessed_on=today,
            judged_by=judged_by,
            evidence_class=_USUAL_CLASS.get(kind, EvidenceClass.ASSUMED),
            due_on=_former_due_day(session, account_id) if kind is AssessmentKind.AIM else None,
        )
        session.add(found)
    for name, value in marks.items():
        setattr(found, name, value)
    session.flush()
    return found.id


def describe_assessment(
    session: Session,
    assessment_id: int,
    *,
    today: date,
    assessed_on: date | None,
    criticality: float | None,
    ease: float | None,
    judged_by: str,
    informant_id: int | None,
    evidence: str,
    evidence_class: EvidenceClass,
    due_on: date | None = None,
) -> None:
    """Say when, by whom and on what evidence a mark was made, and where it is."""
    assessment = session.get_one(ReceptivityAssessment, assessment_id)
    assessment.assessed_on = _past_day(assessed_on, today)
    assessment.criticality = checked_mark(tr("How critical we are"), criticality)
    assessment.ease = checked_mark(tr("How easily we are replaced"), ease)
    assessment.judged_by = judged_by.strip()
    assessment.informant_id = _person_of(session, informant_id, assessment.account_id)
    assessment.evidence = evidence.strip()
    assessment.evidence_class = evidence_class
    assessment.due_on = due_on


def drop_assessment(session: Session, assessment_id: int) -> None:
    """Take one dated mark away; the one before it is in force again."""
    session.delete(session.get_one(ReceptivityAssessment, assessment_id))


def note_evidence(
    session: Session,
    account_id: int,
    *,
    topic: str,
    text: str,
    today: date,
    noted_on: date | None = None,
    source: str = "",
    person_id: int | None = None,
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED,
    question: bool = False,
    internal: bool = True,
) -> int:
    """Keep a note that stands behind one axis, or a question that is still open; the id of it."""
    note = Evidence(account_id=account_id, topic=_axis(topic), text="", noted_on=today)
    session.add(note)
    session.flush()
    change_evidence(
        session,
        note.id,
        topic=topic,
        text=text,
        today=today,
        noted_on=noted_on or today,
        source=source,
        person_id=person_id,
        evidence_class=evidence_class,
        question=question,
        internal=internal,
    )
    return note.id


def change_evidence(
    session: Session,
    evidence_id: int,
    *,
    topic: str,
    text: str,
    today: date,
    noted_on: date | None,
    source: str,
    person_id: int | None,
    evidence_class: EvidenceClass,
    question: bool,
    internal: bool,
) -> None:
    """Change a note; an open question has no class of its own, it is only assumed."""
    if not text.strip():
        raise BadInputError(tr("Write down what was said or seen."))
    note = session.get_one(Evidence, evidence_id)
    note.topic = _axis(topic)
    note.text = text.strip()
    note.source = source.strip()
    note.person_id = _person_of(session, person_id, note.account_id)
    note.noted_on = _past_day(noted_on, today)
    note.evidence_class = EvidenceClass.ASSUMED if question else evidence_class
    note.question = question
    note.internal = internal


def drop_evidence(session: Session, evidence_id: int) -> None:
    """Take a note away."""
    session.delete(session.get_one(Evidence, evidence_id))


def plan_move(session: Session, opportunity_id: int, move: str, owner: str = "") -> int:
    """Make a move toward Strategic an action of our own in the plan of this opportunity."""
    return add_internal_action(session, opportunity_id, move, owner)


def _axis(topic: str) -> str:
    if topic not in TOPICS:
        raise BadInputError(tr("Choose the axis that the note belongs to."))
    return topic


def _past_day(day: date | None, today: date) -> date:
    if day is None:
        raise BadInputError(tr("Evidence needs a date."))
    if day > today:
        raise BadInputError(tr("The date lies in the future."))
    return day


def _person_of(session: Session, person_id: int | None, account_id: int) -> int | None:
    if person_id is None:
        return None
    person = session.get(Person, person_id)
    if person is None or person.account_id != account_id:
        raise BadInputError(tr("That person does not belong to this customer."))
    return person_id


def _former_due_day(session: Session, account_id: int) -> date | None:
    """The day by which the aim was to be reached; moving the aim does not move it."""
    return session.scalar(
        select(ReceptivityAssessment.due_on)
        .where(
            ReceptivityAssessment.account_id == account_id, ReceptivityAssessment.kind == AssessmentKind.AIM
        )
        .order_by(ReceptivityAssessment.assessed_on.desc(), ReceptivityAssessment.id.desc())
        .limit(1)
    )
