"""What a user does with a letter; none of these commits."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.library import ChallengeHeard
from app.models.meetings import Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.vocabulary import EvidenceClass, LetterAnswer
from app.tools.champion_letter.drafting import draft
from app.tools.champion_letter.letter import Letter, Mend, QuotedFact, is_quoted
from app.tools.champion_letter.material import Occasion, gather
from app.tools.champion_letter.mending import fact_row, mended
from app.tools.champion_letter.wording import PARTS, Wording


def draft_letter(session: Session, occasion: Occasion, wording: Wording, sender: str, now: datetime) -> int:
    """Write a new letter from what is known; earlier ones stay as they are. The answer is its id."""
    if occasion.meeting_id is not None:
        meeting = session.get_one(Meeting, occasion.meeting_id)
        if meeting.opportunity_id != occasion.opportunity_id:
            raise BadInputError(tr("This meeting belongs to another opportunity."))
    written = draft(wording, gather(session, occasion))
    letter = ChampionLetter(
        opportunity_id=occasion.opportunity_id,
        meeting_id=occasion.meeting_id,
        recipient_id=occasion.reader_id,
        subject=written.title,
        drafted_at=now,
        sender=sender[:120],
    )
    session.add(letter)
    session.flush()
    session.add_all(
        LetterPart(letter_id=letter.id, key=key, text=text) for key, text in written.parts.items()
    )
    session.add_all(fact_row(letter.id, used) for used in written.facts)
    session.flush()
    return letter.id


def new_version(session: Session, letter_id: int, now: datetime) -> int:
    """A copy to go on with, not sent yet; the letter it comes from stays as it is."""
    old = session.get_one(ChampionLetter, letter_id)
    letter = ChampionLetter(
        opportunity_id=old.opportunity_id,
        meeting_id=old.meeting_id,
        recipient_id=old.recipient_id,
        subject=old.subject,
        drafted_at=now,
        sender=old.sender,
    )
    session.add(letter)
    session.flush()
    for part in session.scalars(select(LetterPart).where(LetterPart.letter_id == letter_id)):
        session.add(LetterPart(letter_id=letter.id, key=part.key, text=part.text))
    for fact in _facts(session, letter_id):
        session.add(
            LetterFact(
                letter_id=letter.id,
                part=fact.part,
                label=fact.label,
                text=fact.text,
                source_table=fact.source_table,
                source_uid=fact.source_uid,
            )
        )
    session.flush()
    return letter.id


def delete_letter(session: Session, letter_id: int) -> None:
    """Drop a version; one that was sent is a record and stays."""
    letter = session.get_one(ChampionLetter, letter_id)
    if letter.sent_on is not None:
        raise BadInputError(tr("This version was sent; it stays as the record of what was said."))
    session.delete(letter)


def set_part(session: Session, letter_id: int, key: str, text: str) -> None:
    """Set the Markdown text of one part."""
    if key not in PARTS:
        raise BadInputError(tr("“{key}” is no part of a letter.", key=key))
    _unsent(session, letter_id)
    part = session.scalar(select(LetterPart).where(LetterPart.letter_id == letter_id, LetterPart.key == key))
    if part is None:
        session.add(LetterPart(letter_id=letter_id, key=key, text=text))
    else:
        part.text = text


def mend(session: Session, letter_id: int, wanted: Mend, wording: Wording, locale: str) -> None:
    """Set a finding of the checks right, as it offers."""
    letter = _unsent(session, letter_id)
    part = session.scalar(
        select(LetterPart).where(LetterPart.letter_id == letter_id, LetterPart.key == wanted.part)
    )
    text = part.text if part is not None else ""
    set_part(session, letter_id, wanted.part, mended(session, letter, text, wanted, wording, locale))


def set_subject(session: Session, letter_id: int, subject: str) -> None:
    """Set the subject line."""
    subject = " ".join(subject.split())
    if len(subject) > 300:
        raise BadInputError(tr("The subject has at most {n} characters.", n=300))
    _unsent(session, letter_id).subject = subject


def set_sender(session: Session, letter_id: int, sender: str) -> None:
    """Set who signs."""
    sender = " ".join(sender.split())
    if len(sender) > 120:
        raise BadInputError(tr("The name below the letter has at most {n} characters.", n=120))
    _unsent(session, letter_id).sender = sender


def set_reader(session: Session, letter_id: int, person_id: int | None) -> None:
    """Set who the letter is for; its text stays as it is."""
    _unsent(session, letter_id).recipient_id = person_id


def mark_sent(session: Session, letter_id: int, sent_on: date | None) -> None:
    """Say when the letter went out; from then on its text is a record. None: it did not."""
    letter = session.get_one(ChampionLetter, letter_id)
    if sent_on is not None and sent_on < letter.drafted_at.date():
        raise BadInputError(tr("A letter cannot be sent before it is written."))
    if sent_on is None and letter.answer is not LetterAnswer.NONE:
        raise BadInputError(tr("An answer has come; take that back first."))
    letter.sent_on = sent_on


def set_answer(
    session: Session, letter_id: int, answer: LetterAnswer, answered_on: date | None, text: str = ""
) -> int:
    """Record the reader's answer. A confirmation makes what the letter quotes confirmed in writing.

    Answers how many facts were raised. Taking a confirmation back makes them stated again.
    """
    letter = session.get_one(ChampionLetter, letter_id)
    if answer is not LetterAnswer.NONE:
        if letter.sent_on is None:
            raise BadInputError(tr("Say first when the letter was sent."))
        if answered_on is None:
            raise BadInputError(tr("Say when the answer came."))
        if answered_on < letter.sent_on:
            raise BadInputError(tr("An answer cannot come before the letter was sent."))
    was_confirmed = letter.answer is LetterAnswer.CONFIRMED
    letter.answer = answer
    letter.answered_on = answered_on if answer is not LetterAnswer.NONE else None
    letter.answer_text = text.strip() if answer is not LetterAnswer.NONE else ""
    if answer is LetterAnswer.CONFIRMED and letter.answered_on is not None:
        return _set_evidence(session, letter, EvidenceClass.CONFIRMED, letter.answered_on)
    if was_confirmed:
        _set_evidence(session, letter, EvidenceClass.STATED, letter.sent_on or letter.drafted_at.date())
    return 0


def set_answer_text(session: Session, letter_id: int, text: str) -> None:
    """Keep what the reader wrote."""
    session.get_one(ChampionLetter, letter_id).answer_text = text.strip()


def _unsent(session: Session, letter_id: int) -> ChampionLetter:
    letter = session.get_one(ChampionLetter, letter_id)
    if letter.sent_on is not None:
        raise BadInputError(tr("This version was sent; write a new version to change it."))
    return letter


def _facts(session: Session, letter_id: int) -> list[LetterFact]:
    rows = session.scalars(
        select(LetterFact).where(LetterFact.letter_id == letter_id).order_by(LetterFact.id)
    )
    return list(rows)


def _set_evidence(session: Session, letter: ChampionLetter, known: EvidenceClass, on: date) -> int:
    """Set the class of the goals, challenges and vision that the letter quotes as they stand today."""
    raised = 0
    quoted = set(_quoted(session, letter))
    for uid in _uids(quoted, "goal"):
        person = session.scalar(select(Stakeholder).where(Stakeholder.uid == uid))
        if person is not None and ("goal", uid, _line(person.business_goal)) in quoted:
            person.goal_class, person.goal_on = known, on
            raised += 1
    for uid in _uids(quoted, "challenge"):
        heard = session.scalar(select(ChallengeHeard).where(ChallengeHeard.uid == uid))
        if heard is not None:
            heard.evidence_class = known
            raised += 1
    for uid in _uids(quoted, "vision"):
        deal = session.scalar(select(Opportunity).where(Opportunity.uid == uid))
        if deal is not None and ("vision", uid, _line(deal.solution_vision)) in quoted:
            deal.vision_class, deal.vision_on = known, on
            if deal.vision_by_id is None:
                deal.vision_by_id = letter.recipient_id
            raised += 1
    return raised


def _quoted(session: Session, letter: ChampionLetter) -> Iterable[tuple[str, str, str]]:
    """Key, source and words of the facts that still stand in the text."""
    parts = dict(
        session.execute(
            select(LetterPart.key, LetterPart.text).where(LetterPart.letter_id == letter.id)
        ).all()
    )
    text = Letter(parts=parts)
    for fact in _facts(session, letter.id):
        row = QuotedFact(fact.id, fact.part, fact.label, fact.text, None, fact.source_table, fact.source_uid)
        if is_quoted(text, row):
            yield fact.label, fact.source_uid, _line(fact.text)


def _uids(quoted: set[tuple[str, str, str]], key: str) -> list[str]:
    return sorted({uid for fact_key, uid, _ in quoted if fact_key == key})


def _line(text: str) -> str:
    return " ".join(text.split())
