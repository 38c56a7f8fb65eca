"""Where each fact of a letter came from, and whether it is still so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.models.actions import Action
from app.models.letters import LetterFact
from app.models.library import ChallengeHeard, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.value import ValueCase
from app.tools.champion_letter.answering import can_correct
from app.tools.champion_letter.letter import Letter, QuotedFact, changed_facts, is_quoted
from app.tools.champion_letter.speech import day_text


@dataclass(frozen=True)
class TraceRow:
    """A fact of the letter: what was written, what the workspace says now, and where it stands."""

    id: int
    part: str
    label: str
    text: str
    now: str | None
    changed: bool  # still in the text, but no longer true
    in_text: bool
    source: str
    opens: str  # tool and focus that show the source; empty where nothing can be opened
    correction: str = ""  # what the reader put in its place
    correctable: bool = False  # whether that can be written here


def trace(session: Session, letter: Letter) -> tuple[TraceRow, ...]:
    """The facts that are worth tracing, in the order of the draft."""
    changed = {fact.id for fact in changed_facts(letter)}
    sources = _sources(session, letter.facts)
    labels = fact_labels()
    ids = _ids(session, letter.facts)
    corrections = dict(
        session.execute(
            select(LetterFact.id, LetterFact.correction).where(
                LetterFact.id.in_([fact.id for fact in letter.facts])
            )
        ).all()
    )
    return tuple(
        TraceRow(
            id=fact.id,
            part=fact.part,
            label=labels.get(fact.key, fact.key),
            text=fact.text,
            now=fact.now,
            changed=fact.id in changed,
            in_text=is_quoted(letter, fact),
            source=sources.get((fact.table, fact.uid), tr("no longer there")),
            opens=_opens(fact, ids),
            correction=corrections.get(fact.id, ""),
            correctable=can_correct(fact.key),
        )
        for fact in letter.facts
        if fact.key in labels
    )


def fact_labels() -> Mapping[str, str]:
    """How the facts that are worth tracing are called."""
    return {
        "meeting_date": tr("Date of the meeting"),
        "purpose": tr("Purpose"),
        "others": tr("Who else was there"),
        "goal": tr("Goal"),
        "said": tr("Said in the meeting"),
        "challenge": tr("Challenge"),
        "own_words": tr("Own words"),
        "other_words": tr("Own words"),
        "reasons": tr("Reasons"),
        "consequences": tr("Consequences"),
        "vision": tr("Solution vision"),
        "vision_by": tr("Whose vision"),
        "benefit": tr("Value a year"),
        "payback": tr("Payback"),
        "value_sources": tr("Source of the figures"),
        "story_customer": tr("Proof"),
        "story_impact": tr("Result of the story"),
        "step": tr("Next step"),
        "step_owners": tr("Owner"),
        "step_date": tr("By when"),
    }


def _sources(session: Session, facts: Sequence[QuotedFact]) -> dict[tuple[str, str], str]:
    """What the source of each fact is called."""
    wanted: dict[str, set[str]] = {}
    for fact in facts:
        wanted.setdefault(fact.table, set()).add(fact.uid)
    found: dict[tuple[str, str], str] = {}

    def note(table: str, statement: Select[str, str], name: str) -> None:
        for uid, words in session.execute(statement):
            found[table, uid] = name.format(name=words)

    def uids(table: str) -> list[str]:
        return sorted(wanted.get(table, ()))

    person_of = select(Stakeholder.uid, Person.name).join(Person, Person.id == Stakeholder.person_id)
    note("stakeholder", person_of.where(Stakeholder.uid.in_(uids("stakeholder"))), "{name}")
    note("person", select(Person.uid, Person.name).where(Person.uid.in_(uids("person"))), "{name}")
    said_by = (
        select(Attendee.uid, Person.name)
        .join(Stakeholder, Stakeholder.id == Attendee.stakeholder_id)
        .join(Person, Person.id == Stakeholder.person_id)
    )
    note("attendee", said_by.where(Attendee.uid.in_(uids("attendee"))), tr("{name}, in the meeting"))
    heard_from = (
        select(ChallengeHeard.uid, Person.name)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .join(Person, Person.id == Stakeholder.person_id)
    )
    note(
        "challenge_heard",
        heard_from.where(ChallengeHeard.uid.in_(uids("challenge_heard"))),
        tr("Heard from {name}"),
    )
    cases = select(ValueCase.uid, ValueCase.title).where(ValueCase.uid.in_(uids("value_case")))
    note("value_case", cases, tr("Value case “{name}”"))
    told = select(SuccessStory.uid, SuccessStory.title).where(SuccessStory.uid.in_(uids("success_story")))
    note("success_story", told, tr("Story “{name}”"))
    note(
        "action", select(Action.uid, Action.title).where(Action.uid.in_(uids("action"))), tr("Activity plan")
    )
    deals = select(Opportunity.uid, Opportunity.title).where(Opportunity.uid.in_(uids("opportunity")))
    note("opportunity", deals, tr("Opportunity “{name}”"))
    for uid, held_on in session.execute(
        select(Meeting.uid, Meeting.held_on).where(Meeting.uid.in_(uids("meeting")))
    ):
        found["meeting", uid] = tr("Meeting on {date}", date=day_text(held_on))
    return found


def _opens(fact: QuotedFact, ids: Mapping[tuple[str, str], int]) -> str:
    """Tool and focus that show the source of a fact."""
    row_id = ids.get((fact.table, fact.uid))
    if row_id is None:
        return ""
    return {
        "meeting": f"meeting:{row_id}",
        "attendee": f"meeting:{row_id}:people",
        "stakeholder": f"key_persons:person:{row_id}",
        "challenge_heard": f"challenge_menu:show:{row_id}",
        "value_case": "value_calculator:",
        "action": f"activity_plan:action:{fact.uid}",
        "opportunity": "meeting:",
    }.get(fact.table, "")


def _ids(session: Session, facts: Sequence[QuotedFact]) -> dict[tuple[str, str], int]:
    """The id that opens each source: of an attendee the meeting's, of what was heard the challenge's."""
    kinds = (
        ("meeting", Meeting.uid, Meeting.id),
        ("attendee", Attendee.uid, Attendee.meeting_id),
        ("stakeholder", Stakeholder.uid, Stakeholder.id),
        ("challenge_heard", ChallengeHeard.uid, ChallengeHeard.challenge_id),
        ("value_case", ValueCase.uid, ValueCase.id),
        ("action", Action.uid, Action.id),
        ("opportunity", Opportunity.uid, Opportunity.id),
    )
    found: dict[tuple[str, str], int] = {}
    for table, uid, row_id in kinds:
        wanted = sorted({fact.uid for fact in facts if fact.table == table})
        if wanted:
            for known, number in session.execute(select(uid, row_id).where(uid.in_(wanted))):
                found[table, known] = number
    return found
