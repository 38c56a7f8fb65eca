"""Where each fact of a letter came from, and whether it is still so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, literal_column, select, union_all
from sqlalchemy.orm import Session

from app.i18n import tr
from app.models.actions import Action
from app.models.base import Entity
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
            source=source.name if source is not None else tr("no longer there"),
            opens=_opens(fact, source),
            correction=corrections.get(fact.id, ""),
            correctable=can_correct(fact.key),
        )
        for fact in letter.facts
        if fact.key in labels
        for source in [sources.get((fact.table, fact.uid))]
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


@dataclass(frozen=True)
class _Source:
    """The row that a fact stands in: how it is called, and the id that opens it."""

    name: str
    opens: int | None


def _sources(session: Session, facts: Sequence[QuotedFact]) -> dict[tuple[str, str], _Source]:
    """The source of each fact, as far as it is still there."""
    wanted: dict[str, set[str]] = {}
    for fact in facts:
        wanted.setdefault(fact.table, set()).add(fact.uid)
    known = {table: rows for table, rows in _rows().items() if table in wanted}
    if not known:
        return {}
    called = {
        "attendee": tr("{name}, in the meeting"),
        "challenge_heard": tr("Heard from {name}"),
        "value_case": tr("Value case “{name}”"),
        "success_story": tr("Story “{name}”"),
        "action": tr("Activity plan"),
        "opportunity": tr("Opportunity “{name}”"),
        "meeting": tr("Meeting on {name}"),
    }
    statements = [
        rows.where(rows.selected_columns[1].in_(sorted(wanted[table]))) for table, rows in known.items()
    ]
    found = {}
    for table, uid, name, row_id in session.execute(union_all(*statements)):
        words = day_text(date.fromisoformat(name)) if table == "meeting" else name
        found[table, uid] = _Source(called.get(table, "{name}").format(name=words), row_id)
    return found


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Select[str, str, str, int | None]]:
    """For each table: its name, the uid, what the row is called, and the id that opens it.

    Of an attendee that is the meeting's, of what was heard the challenge's; a person and a story are not opened.
    """
    nothing: Any = literal_column("NULL")
    person = (Stakeholder, Stakeholder.id == Attendee.stakeholder_id)
    heard = (Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
    named = (Person, Person.id == Stakeholder.person_id)

    def of(kind: type[Entity], name: Any, row_id: Any) -> Select[str, str, str, int | None]:
        return select(literal_column(f"'{kind.__tablename__}'"), kind.uid, name, row_id)

    return {
        "stakeholder": of(Stakeholder, Person.name, Stakeholder.id).join(*named),
        "person": of(Person, Person.name, nothing),
        "attendee": of(Attendee, Person.name, Attendee.meeting_id).join(*person).join(*named),
        "challenge_heard": of(ChallengeHeard, Person.name, ChallengeHeard.challenge_id)
        .join(*heard)
        .join(*named),
        "value_case": of(ValueCase, ValueCase.title, ValueCase.id),
        "success_story": of(SuccessStory, SuccessStory.title, nothing),
        "action": of(Action, Action.title, Action.id),
        "opportunity": of(Opportunity, Opportunity.title, Opportunity.id),
        "meeting": of(Meeting, Meeting.held_on, Meeting.id),
    }


def _opens(fact: QuotedFact, source: _Source | None) -> str:
    """Tool and focus that show the source of a fact."""
    if source is None or source.opens is None:
        return ""
    return {
        "meeting": f"meeting:{source.opens}",
        "attendee": f"meeting:{source.opens}:people",
        "stakeholder": f"key_persons:person:{source.opens}",
        "challenge_heard": f"challenge_menu:show:{source.opens}",
        "value_case": "value_calculator:",
        "action": f"activity_plan:action:{fact.uid}",
        "opportunity": "meeting:",
    }.get(fact.table, "")
