"""What a user does on the closing checklist; each function is one verb."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.actions import ChecklistItem
from app.models.opportunities import Evidence, Opportunity, Risk, Stakeholder
from app.models.vocabulary import ChecklistKey
from app.tools.closing_checklist.queries import TOPICS
from app.tools.closing_checklist.rules import OWN, NoteWords, RiskWords, source_gap

LONGEST_TITLE = 200
LONGEST_NAME = 120


def tick(session: Session, opportunity_id: int, key: str, ticked: bool, today: date) -> None:
    """Tick an item, or take the tick back. Readiness does not follow the tick; it is computed."""
    item = _item(session, opportunity_id, key)
    item.ticked = ticked
    item.ticked_on = today if ticked else None


def set_agreed_by(session: Session, opportunity_id: int, key: str, person_id: int | None) -> None:
    """Say who at the customer agreed to an item; None takes it back."""
    if person_id is not None:
        _check_person(session, opportunity_id, person_id)
    _item(session, opportunity_id, key).agreed_by_id = person_id


def add_item(session: Session, opportunity_id: int, title: str, description: str = "") -> int:
    """Add an item of one's own; it is in place once a note of a named person or in writing says so."""
    last = session.scalar(
        select(func.max(ChecklistItem.position)).where(ChecklistItem.opportunity_id == opportunity_id)
    )
    item = ChecklistItem(
        opportunity_id=opportunity_id,
        key=OWN,
        title=_title(title),
        description=description.strip(),
        position=len(ChecklistKey) if last is None else max(last, len(ChecklistKey)) + 1,
    )
    session.add(item)
    session.flush()
    return item.id


def edit_item(session: Session, opportunity_id: int, key: str, title: str, description: str) -> None:
    """Change the words of an own item."""
    item = _own(session, opportunity_id, key)
    item.title = _title(title)
    item.description = description.strip()


def remove_item(session: Session, opportunity_id: int, key: str) -> None:
    """Remove an own item with its notes."""
    item = _own(session, opportunity_id, key)
    notes = select(Evidence).where(Evidence.opportunity_id == opportunity_id, Evidence.topic == key)
    for note in session.scalars(notes):
        session.delete(note)
    session.delete(item)


def set_acid_test(
    session: Session, opportunity_id: int, answer: bool | None, reason: str | None = None
) -> None:
    """Would we do it in their place? None takes the answer back; a reason of None stays as it is."""
    deal = session.get_one(Opportunity, opportunity_id)
    deal.acid_test = answer
    if reason is not None:
        deal.acid_test_reason = reason.strip()


def set_acid_reason(session: Session, opportunity_id: int, reason: str) -> None:
    """Say why we would, or would not, do it in their place."""
    session.get_one(Opportunity, opportunity_id).acid_test_reason = reason.strip()


def add_note(session: Session, opportunity_id: int, topic: str, words: NoteWords) -> int:
    """Note evidence for a domino or an item, or a question that is still to be asked."""
    if topic not in TOPICS:
        _own(session, opportunity_id, topic)
    note = Evidence(
        account_id=session.get_one(Opportunity, opportunity_id).account_id,
        opportunity_id=opportunity_id,
        topic=topic,
    )
    _write_note(session, note, opportunity_id, words)
    session.add(note)
    session.flush()
    return note.id


def edit_note(session: Session, note_id: int, words: NoteWords) -> None:
    """Change a note."""
    note = session.get_one(Evidence, note_id)
    if note.opportunity_id is not None:
        _write_note(session, note, note.opportunity_id, words)


def remove_note(session: Session, note_id: int) -> None:
    """Remove a note."""
    session.delete(session.get_one(Evidence, note_id))


def add_risk(session: Session, opportunity_id: int, words: RiskWords) -> int:
    """Name what could go wrong."""
    risk = Risk(opportunity_id=opportunity_id)
    _write_risk(risk, words)
    session.add(risk)
    session.flush()
    return risk.id


def edit_risk(session: Session, risk_id: int, words: RiskWords) -> None:
    """Change a risk, or what is done about it."""
    _write_risk(session.get_one(Risk, risk_id), words)


def remove_risk(session: Session, risk_id: int) -> None:
    """Remove a risk."""
    session.delete(session.get_one(Risk, risk_id))


def _item(session: Session, opportunity_id: int, key: str) -> ChecklistItem:
    """The stored row of an item; one of the seven gets its row with the first thing done to it."""
    if key.startswith(OWN):
        return _own(session, opportunity_id, key)
    known = ChecklistKey(key)
    item = session.scalar(
        select(ChecklistItem).where(
            ChecklistItem.opportunity_id == opportunity_id, ChecklistItem.key == known.value
        )
    )
    if item is None:
        item = ChecklistItem(
            opportunity_id=opportunity_id, key=known.value, position=list(ChecklistKey).index(known)
        )
        session.add(item)
    return item


def _own(session: Session, opportunity_id: int, key: str) -> ChecklistItem:
    number = key.removeprefix(f"{OWN}:")
    item = session.get(ChecklistItem, int(number)) if number.isdigit() else None
    if item is None or item.opportunity_id != opportunity_id or item.key != OWN:
        raise BadInputError(tr("There is no item “{key}” on this checklist.", key=key))
    return item


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise BadInputError(tr("Say what has to be in place."))
    if len(title) > LONGEST_TITLE:
        raise BadInputError(tr("The name of an item has at most {n} characters.", n=LONGEST_TITLE))
    return title


def _write_note(session: Session, note: Evidence, opportunity_id: int, words: NoteWords) -> None:
    text, source = words.text.strip(), " ".join(words.source.split())
    if not text:
        raise BadInputError(tr("Write down what was said or found."))
    if len(source) > LONGEST_TITLE:
        raise BadInputError(tr("The source has at most {n} characters.", n=LONGEST_TITLE))
    if words.person_id is not None:
        _check_person(session, opportunity_id, words.person_id)
    if not words.question and (gap := source_gap(words.evidence, source, words.person_id)):
        raise BadInputError(gap)
    note.text = text
    note.source = source
    note.person_id = words.person_id
    note.noted_on = words.noted_on
    note.evidence_class = words.evidence
    note.question = words.question
    note.internal = words.internal


def _check_person(session: Session, opportunity_id: int, person_id: int) -> None:
    known = session.scalar(
        select(Stakeholder.id).where(
            Stakeholder.opportunity_id == opportunity_id, Stakeholder.person_id == person_id
        )
    )
    if known is None:
        raise BadInputError(tr("This person is not part of this opportunity."))


def _write_risk(risk: Risk, words: RiskWords) -> None:
    text, owner = words.text.strip(), " ".join(words.owner.split())
    if not text:
        raise BadInputError(tr("Say what could go wrong."))
    if words.severity not in {1, 2, 3}:
        raise BadInputError(tr("The severity of a risk runs from 1 to 3."))
    if len(owner) > LONGEST_NAME:
        raise BadInputError(tr("The owner has at most {n} characters.", n=LONGEST_NAME))
    risk.text = text
    risk.kind = words.kind
    risk.severity = words.severity
    risk.answer = words.answer.strip()
    risk.owner = owner
