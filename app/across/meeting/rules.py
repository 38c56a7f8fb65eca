"""What a meeting record must hold to be worth something, without database or screen."""

from dataclasses import dataclass
from datetime import date

from app.i18n import tr


@dataclass(frozen=True)
class Record:
    """The bones of a meeting."""

    held_on: date
    people: int
    said: int  # sentences, goals and challenges kept
    outcome: str
    next_step: bool
    next_owner: bool
    next_date: bool


def is_ahead(held_on: date, today: date) -> bool:
    """Whether the meeting is still to come; one of today counts as held once it is written up."""
    return held_on > today


def missing(record: Record, today: date) -> tuple[str, ...]:
    """What the record still lacks, the most useful first, each as a thing to do."""
    lacks: list[str] = []
    if record.people == 0:
        lacks.append(
            tr("Say who was there.") if not is_ahead(record.held_on, today) else tr("Say who will come.")
        )
    if is_ahead(record.held_on, today):
        return tuple(lacks)
    if record.people and record.said == 0:
        lacks.append(tr("Write down one sentence in the customer's own words."))
    if not record.next_step:
        lacks.append(tr("Agree one next step."))
    else:
        if not record.next_owner:
            lacks.append(tr("Name who does the next step."))
        if not record.next_date:
            lacks.append(tr("Give the next step a date."))
    if not record.outcome.strip():
        lacks.append(tr("Say in one line what came of it."))
    return tuple(lacks)
