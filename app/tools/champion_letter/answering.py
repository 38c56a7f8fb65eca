"""What the reader's answer does elsewhere: a confirmation raises what is quoted, a correction goes to its field.

Only facts that stand in the letter as they hold today count: who confirmed an old figure has not confirmed a new one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import plural, tr
from app.method.spoken_dates import window
from app.method.value_model import BASE
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import ChampionLetter, LetterConfirmation, LetterFact
from app.models.library import ChallengeHeard
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import EvidenceClass
from app.tools.champion_letter.letter import Letter, QuotedFact, is_quoted, still_so
from app.tools.champion_letter.speech import day_text
from app.tools.champion_letter.words import has_phrase, holds, sentences
from app.tools.champion_letter.worth import said_inputs

HEARD = frozenset({"challenge", "own_words", "other_words", "reasons", "consequences"})


@dataclass(frozen=True)
class _Rated:
    """Where a stored row keeps how well it is known, since when, and from where."""

    known: str
    on: str = ""
    source: str = ""


_RATED: Mapping[type[Entity], _Rated] = {
    Stakeholder: _Rated("goal_class", "goal_on", "goal_source"),
    ChallengeHeard: _Rated("evidence_class"),
    Opportunity: _Rated("vision_class", "vision_on"),
    ValueInput: _Rated("evidence_class", "set_on", "source"),
}


def confirm(session: Session, letter: ChampionLetter, text: Letter, on: date) -> int:
    """Make what the letter quotes confirmed as of `on`, and remember how well it was known; answers how much it was."""
    held = [fact for fact in text.facts if _holds(text, fact)]
    rows = list(_quoted_rows(session, held))
    for row in rows:
        _raise(session, letter, row, on)
    for deal in rows:
        if isinstance(deal, Opportunity) and deal.vision_by_id is None:
            deal.vision_by_id = letter.recipient_id
    return len(rows)


def take_back(session: Session, letter: ChampionLetter) -> None:
    """What the letter had confirmed is known as well as before."""
    for noted in session.scalars(select(LetterConfirmation).where(LetterConfirmation.letter_id == letter.id)):
        row = _row(session, noted.source_table, noted.source_uid)
        if row is not None:
            rated = _RATED[type(row)]
            if getattr(row, rated.known) is EvidenceClass.CONFIRMED:
                setattr(row, rated.known, noted.class_before)
                if rated.on:
                    setattr(row, rated.on, noted.on_before)
            if rated.source and getattr(row, rated.source) == source_text(letter):
                setattr(row, rated.source, "")
        session.delete(noted)
    session.flush()


def source_text(letter: ChampionLetter) -> str:
    """The letter as the source of what it confirmed."""
    return tr("Champion letter of {date}", date=day_text(letter.sent_on or letter.drafted_at.date()))


def confirmed_words(session: Session, letter_id: int) -> str:
    """What a letter has confirmed, in words: “2 goals, 3 challenges”."""
    tables = session.scalars(
        select(LetterConfirmation.source_table)
        .where(LetterConfirmation.letter_id == letter_id)
        .order_by(LetterConfirmation.id)
    )
    counts = Counter(tables)
    words = {
        "stakeholder": plural("{n} goal", "{n} goals", counts["stakeholder"]),
        "challenge_heard": plural("{n} challenge", "{n} challenges", counts["challenge_heard"]),
        "opportunity": tr("the vision"),
        "value_input": plural(
            "{n} figure of the value case", "{n} figures of the value case", counts["value_input"]
        ),
    }
    return ", ".join(text for table, text in words.items() if counts[table])


def _holds(text: Letter, fact: QuotedFact) -> bool:
    named = fact.key != "value_sources" or _names_source(text, fact)
    return named and still_so(fact) and is_quoted(text, fact)


def _names_source(text: Letter, fact: QuotedFact) -> bool:
    """Whether the letter gives these people as the source of its figures, and does not only name them."""
    return any(
        holds(sentence, fact.text) and (has_phrase(sentence, text.sources) or any(map(str.isdigit, sentence)))
        for _, sentence in sentences(text.plain[fact.part])
    )


def _quoted_rows(session: Session, held: Sequence[QuotedFact]) -> Iterator[Entity]:
    """The rated rows behind the facts, each once."""
    uids = {(fact.key, fact.uid): fact for fact in held}
    for table, keys in (("stakeholder", {"goal"}), ("challenge_heard", HEARD), ("opportunity", {"vision"})):
        for uid in dict.fromkeys(uid for key, uid in uids if key in keys):
            row = _row(session, table, uid)
            if row is not None:
                yield row
    for (key, uid), fact in uids.items():
        if key == "value_sources" and ("benefit", uid) in uids:
            yield from _inputs(session, uid, fact.text)


def _inputs(session: Session, case_uid: str, named: str) -> Iterator[ValueInput]:
    """What was said of the case by those whom the letter names as the source of its figures."""
    case = session.scalar(select(ValueCase).where(ValueCase.uid == case_uid))
    if case is None:
        return
    for row, name in said_inputs(session, case):
        said_by = name or row.source
        if said_by and said_by in named and row.scenario in {"", BASE, case.scenario}:
            yield row


def _row(session: Session, table: str, uid: str) -> Entity | None:
    kinds = {kind.__tablename__: kind for kind in _RATED}
    kind: Any = kinds[table]
    found: Entity | None = session.scalar(select(kind).where(kind.uid == uid))
    return found


def _raise(session: Session, letter: ChampionLetter, row: Entity, on: date) -> None:
    rated = _RATED[type(row)]
    session.add(
        LetterConfirmation(
            letter_id=letter.id,
            source_table=row.__tablename__,
            source_uid=row.uid,
            class_before=getattr(row, rated.known),
            on_before=getattr(row, rated.on) if rated.on else None,
        )
    )
    setattr(row, rated.known, EvidenceClass.CONFIRMED)
    if rated.on:
        setattr(row, rated.on, on)
    if rated.source and not getattr(row, rated.source):
        setattr(row, rated.source, source_text(letter))


Correct = Callable[[Session, str, str, date], None]
"""Writes the reader's words into the row of a uid; the day is that of the answer."""


def can_correct(key: str) -> bool:
    """Whether a fact has one field that the reader's words can go to; others are corrected where they stand."""
    return key in _CORRECTIONS


def correct(session: Session, fact: LetterFact, words: str, on: date) -> None:
    """Put what the reader wrote into the field that the fact came from; it is confirmed by that."""
    words = " ".join(words.split())
    if not words:
        raise BadInputError(tr("Write what they put in its place."))
    if not can_correct(fact.label):
        raise BadInputError(tr("Correct this where it stands."))
    _CORRECTIONS[fact.label](session, fact.source_uid, words, on)
    fact.correction = words


def _one(session: Session, kind: type[Any], uid: str) -> Any:
    row = session.scalar(select(kind).where(kind.uid == uid))
    if row is None:
        raise BadInputError(tr("What this came from is no longer there."))
    return row


def _goal(session: Session, uid: str, words: str, on: date) -> None:
    person = _one(session, Stakeholder, uid)
    person.business_goal, person.goal_class, person.goal_on = words, EvidenceClass.CONFIRMED, on


def _vision(session: Session, uid: str, words: str, on: date) -> None:
    deal = _one(session, Opportunity, uid)
    deal.solution_vision, deal.vision_class, deal.vision_on = words, EvidenceClass.CONFIRMED, on


def _heard(field: str) -> Correct:
    def write(session: Session, uid: str, words: str, _: date) -> None:
        heard = _one(session, ChallengeHeard, uid)
        setattr(heard, field, words)
        heard.evidence_class = EvidenceClass.CONFIRMED

    return write


def _said(session: Session, uid: str, words: str, _: date) -> None:
    _one(session, Attendee, uid).said = words


def _purpose(session: Session, uid: str, words: str, _: date) -> None:
    _one(session, Meeting, uid).purpose = words[:300]


def _step(session: Session, uid: str, words: str, _: date) -> None:
    if len(words) > 300:
        raise BadInputError(tr("The next step has at most {n} characters.", n=300))
    _one(session, Action, uid).title = words


def _step_date(session: Session, uid: str, words: str, on: date) -> None:
    action, days = _one(session, Action, uid), window(words, on)
    action.when_words, action.starts_on, action.ends_on = words, days.start, days.end


_CORRECTIONS: Mapping[str, Correct] = {
    "goal": _goal,
    "vision": _vision,
    "own_words": _heard("own_words"),
    "other_words": _heard("own_words"),
    "reasons": _heard("reasons"),
    "consequences": _heard("consequences"),
    "said": _said,
    "purpose": _purpose,
    "step": _step,
    "step_date": _step_date,
}
