"""What a user does with a letter; none of these commits."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.markdown_edit import replace_words
from app.errors import BadInputError
from app.i18n import tr
from app.models.letters import ChampionLetter, LetterFact, LetterPart, LetterState
from app.models.meetings import Meeting
from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter.answering import confirm, correct, take_back
from app.tools.champion_letter.comparing import packed, unpacked
from app.tools.champion_letter.drafting import draft
from app.tools.champion_letter.known import letter_text
from app.tools.champion_letter.letter import Mend, as_written, changed_facts
from app.tools.champion_letter.material import Occasion, gather, occasion_of
from app.tools.champion_letter.mending import fact_row, mended
from app.tools.champion_letter.templates import Manner, manner_of, words_of
from app.tools.champion_letter.wording import PARTS

SITTING = timedelta(minutes=30)  # a pause that is longer ends a sitting at the letter


def draft_letter(session: Session, occasion: Occasion, manner: Manner, sender: str, now: datetime) -> int:
    """Write a new letter from what is known; earlier ones stay as they are. The answer is its id."""
    if occasion.meeting_id is not None:
        meeting = session.get_one(Meeting, occasion.meeting_id)
        if meeting.opportunity_id != occasion.opportunity_id:
            raise BadInputError(tr("This meeting belongs to another opportunity."))
    written = draft(manner.wording, gather(session, occasion.written(manner)))
    letter = ChampionLetter(
        opportunity_id=occasion.opportunity_id,
        meeting_id=occasion.meeting_id,
        recipient_id=occasion.reader_id,
        subject=written.title,
        drafted_at=now,
        sender=sender[:120],
        language=manner.language,
        template_id=manner.template_id,
    )
    session.add(letter)
    session.flush()
    session.add_all(
        LetterPart(letter_id=letter.id, key=key, text=text) for key, text in written.parts.items()
    )
    session.add_all(fact_row(letter.id, used) for used in written.facts)
    session.flush()
    return letter.id


def new_version(session: Session, letter_id: int, now: datetime, state_id: int | None = None) -> int:
    """A copy to go on with, not sent yet; the letter it comes from stays as it is.

    With a state, the text is what it was then. What has changed since in the workspace is not touched.
    """
    old = session.get_one(ChampionLetter, letter_id)
    state = session.get_one(LetterState, state_id) if state_id is not None else None
    letter = ChampionLetter(
        opportunity_id=old.opportunity_id,
        meeting_id=old.meeting_id,
        recipient_id=old.recipient_id,
        subject=state.subject if state is not None else old.subject,
        drafted_at=now,
        sender=state.sender if state is not None else old.sender,
        language=old.language,
        template_id=old.template_id,
    )
    session.add(letter)
    session.flush()
    parts = unpacked(state.parts) if state is not None else _parts(session, letter_id)
    session.add_all(LetterPart(letter_id=letter.id, key=key, text=text) for key, text in parts.items())
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


def corrected_version(session: Session, letter_id: int, now: datetime) -> int:
    """A copy in which every fact that has changed since says what is so now."""
    new_id = new_version(session, letter_id, now)
    letter = session.get_one(ChampionLetter, new_id)
    for fact in changed_facts(letter_text(session, letter, manner_of(session, letter))):
        if fact.now is not None:
            old, new = as_written(fact.text), as_written(fact.now)
            set_part(session, new_id, fact.part, replace_words(_parts(session, new_id)[fact.part], old, new))
            session.get_one(LetterFact, fact.id).text = fact.now
    session.flush()
    return new_id


def begin_writing(session: Session, letter_id: int, now: datetime) -> None:
    """Somebody writes in a letter: after a pause, how it stood is kept first."""
    letter = _unsent(session, letter_id)
    last = letter.edited_at or letter.drafted_at
    if now - last > SITTING:
        session.add(
            LetterState(
                letter_id=letter_id,
                kept_at=last,
                subject=letter.subject,
                sender=letter.sender,
                parts=packed(_parts(session, letter_id)),
            )
        )
    letter.edited_at = now


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


def mend(session: Session, letter_id: int, wanted: Mend, locale: str) -> None:
    """Set a finding of the checks right, as it offers."""
    letter = _unsent(session, letter_id)
    part = session.scalar(
        select(LetterPart).where(LetterPart.letter_id == letter_id, LetterPart.key == wanted.part)
    )
    text = part.text if part is not None else ""
    set_part(session, letter_id, wanted.part, mended(session, letter, text, wanted, locale))


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


def set_reader(session: Session, letter_id: int, person_id: int | None, locale: str) -> None:
    """Set who the letter is for: an untouched draft is drafted for that reader, another is addressed anew."""
    letter = _unsent(session, letter_id)
    before = letter.recipient_id
    letter.recipient_id = person_id
    if letter.edited_at is None:
        _draft_again(session, letter, locale)
    elif before is not None and person_id is not None:
        _address_anew(session, letter, occasion_of(letter, manner_of(session, letter), locale))


def set_manner(session: Session, letter_id: int, manner: Manner, locale: str) -> None:
    """Write the letter in another manner: an untouched draft anew, around another only headings, closing and look."""
    letter = _unsent(session, letter_id)
    letter.language, letter.template_id = manner.language, manner.template_id
    session.flush()
    if letter.edited_at is None:
        _draft_again(session, letter, locale)


def _draft_again(session: Session, letter: ChampionLetter, locale: str) -> None:
    manner = manner_of(session, letter)
    written = draft(manner.wording, gather(session, occasion_of(letter, manner, locale)))
    letter.subject = written.title
    for fact in _facts(session, letter.id):
        session.delete(fact)
    for key, text in written.parts.items():
        set_part(session, letter.id, key, text)
    session.add_all(fact_row(letter.id, used) for used in written.facts)
    session.flush()


def _address_anew(session: Session, letter: ChampionLetter, occasion: Occasion) -> None:
    """The name of the reader changes where the draft had put it; all else stays as it was written."""
    known = gather(session, occasion).fields
    for fact in _facts(session, letter.id):
        now = known.get(fact.label)
        if fact.label in {"reader_first", "reader_name"} and now is not None:
            text = _parts(session, letter.id)[fact.part]
            set_part(session, letter.id, fact.part, replace_words(text, fact.text, now.text))
            fact.text, fact.source_uid = now.text, now.uid
    session.flush()


def mark_sent(session: Session, letter_id: int, sent_on: date | None) -> None:
    """Say when the letter went out; from then on its text and the words around it are a record. None: it did not."""
    letter = session.get_one(ChampionLetter, letter_id)
    if sent_on is not None and sent_on < letter.drafted_at.date():
        raise BadInputError(tr("A letter cannot be sent before it is written."))
    if sent_on is None and letter.answer is not LetterAnswer.NONE:
        raise BadInputError(tr("An answer has come; take that back first."))
    letter.sent_wording = words_of(session, letter) if sent_on is not None else ""
    letter.sent_on = sent_on


def set_answer(
    session: Session, letter_id: int, answer: LetterAnswer, answered_on: date | None, text: str = ""
) -> int:
    """Record the reader's answer. A confirmation makes what the letter quotes confirmed in writing.

    Answers how many facts were raised. Taking a confirmation back leaves them as well known as they were before.
    """
    letter = session.get_one(ChampionLetter, letter_id)
    if answer is not LetterAnswer.NONE:
        if letter.sent_on is None:
            raise BadInputError(tr("Say first when the letter was sent."))
        if answered_on is None:
            raise BadInputError(tr("Say when the answer came."))
        if answered_on < letter.sent_on:
            raise BadInputError(tr("An answer cannot come before the letter was sent."))
    take_back(session, letter)
    letter.answer = answer
    letter.answered_on = answered_on if answer is not LetterAnswer.NONE else None
    letter.answer_text = text.strip() if answer is not LetterAnswer.NONE else ""
    if answer is not LetterAnswer.CONFIRMED or letter.answered_on is None:
        return 0
    quoted = letter_text(session, letter, manner_of(session, letter))
    return confirm(session, letter, quoted, letter.answered_on)


def correct_fact(session: Session, fact_id: int, words: str) -> None:
    """The reader has put other words in place of a fact: they go to its source, confirmed in writing."""
    fact = session.get_one(LetterFact, fact_id)
    letter = session.get_one(ChampionLetter, fact.letter_id)
    if letter.answer is not LetterAnswer.CORRECTED or letter.answered_on is None:
        raise BadInputError(tr("Record first that the reader has corrected the letter."))
    correct(session, fact, words, letter.answered_on)


def set_answer_text(session: Session, letter_id: int, text: str) -> None:
    """Keep what the reader wrote."""
    session.get_one(ChampionLetter, letter_id).answer_text = text.strip()


def _unsent(session: Session, letter_id: int) -> ChampionLetter:
    letter = session.get_one(ChampionLetter, letter_id)
    if letter.sent_on is not None:
        raise BadInputError(tr("This version was sent; write a new version to change it."))
    return letter


def _parts(session: Session, letter_id: int) -> dict[str, str]:
    rows = session.execute(select(LetterPart.key, LetterPart.text).where(LetterPart.letter_id == letter_id))
    return dict(rows.all())


def _facts(session: Session, letter_id: int) -> list[LetterFact]:
    rows = session.scalars(
        select(LetterFact).where(LetterFact.letter_id == letter_id).order_by(LetterFact.id)
    )
    return list(rows)
