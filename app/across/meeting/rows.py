"""What the page of meetings is handed: frozen rows."""

from dataclasses import dataclass
from datetime import date

from app.models.vocabulary import EvidenceClass, HeardStatus


@dataclass(frozen=True)
class MeetingItem:
    """A meeting in the list."""

    id: int
    uid: str
    held_on: date
    purpose: str
    ahead: bool
    people: tuple[str, ...]
    letters: int
    sent: bool


@dataclass(frozen=True)
class HeardRow:
    """What one person said of one challenge."""

    id: int
    challenge_id: int
    text: str
    status: HeardStatus
    importance: int | None
    own_words: str
    reasons: str
    consequences: str
    here: bool  # heard, or heard again, in this meeting


@dataclass(frozen=True)
class AttendeeRow:
    """A person in the room, the goal that is known, and the challenges that were talked about."""

    id: int
    stakeholder_id: int
    person_id: int
    name: str
    title: str
    said: str
    goal: str
    goal_class: EvidenceClass
    heard: tuple[HeardRow, ...]


@dataclass(frozen=True)
class NextStep:
    """The step that was agreed; an action of the joint plan."""

    action_id: int
    title: str
    starts_on: date | None
    due_on: date | None
    when_words: str
    owner: str
    customer_owner_id: int | None
    customer_owner: str


@dataclass(frozen=True)
class ToldRow:
    """A story that was told."""

    id: int
    story_id: int
    title: str
    received: str


@dataclass(frozen=True)
class MeetingForm:
    """One meeting, whole."""

    id: int
    uid: str
    account: str
    deal: str
    held_on: date
    ahead: bool
    purpose: str
    place: str
    commitments: str
    notes: str
    outcome: str
    attendees: tuple[AttendeeRow, ...]
    next_step: NextStep | None
    told: tuple[ToldRow, ...]
    vision: str
    vision_by_id: int | None
    vision_class: EvidenceClass
    letters: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PersonChoice:
    """A stakeholder who can be named."""

    stakeholder_id: int
    person_id: int
    name: str
    title: str


@dataclass(frozen=True)
class MenuItem:
    """A challenge that can be picked; `fits` when it belongs to the person's own profile."""

    challenge_id: int
    text: str
    profile: str
    fits: bool
