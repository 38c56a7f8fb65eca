"""The rows that the page of key persons is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.method.champion import Answers
from app.method.evidence import Freshness
from app.method.receptivity import Levels, ModeOrigin
from app.models.ratings import DatedRating
from app.models.vocabulary import (
    Aspect,
    DecisionRole,
    Effect,
    EvidenceClass,
    NamedRole,
    Rater,
    Receptivity,
    Role,
)
from app.tools.key_persons.rules import Difference, Seen

__all__ = [
    "Candidate",
    "DatedRating",
    "GivenRating",
    "OwnField",
    "People",
    "PersonFacts",
    "PersonRow",
    "Standing",
]


@dataclass(frozen=True)
class Standing:
    """How well the ratings of a person are known: the weakest class and the oldest day among them."""

    evidence_class: EvidenceClass
    since: date


@dataclass(frozen=True)
class PersonRow:
    """A person of the opportunity in one line; the id is the stakeholder's. Unknown ratings are None."""

    id: int
    uid: str
    person_id: int
    person_uid: str
    name: str
    title: str
    placeholder: bool
    roles: tuple[Role, ...]
    influence: int | None
    relationship: int | None
    wished: float | None
    perceived: float | None
    mode: Receptivity
    origin: ModeOrigin
    personal_goal: str
    standing: Standing | None = None  # None while nothing is rated
    carried_over: bool = False  # a rating of another deal that nobody has confirmed here


@dataclass(frozen=True)
class GivenRating(DatedRating):
    """A rating in force, and how fresh it is."""

    freshness: Freshness


@dataclass(frozen=True)
class OwnField:
    """A field that this workspace keeps of its people, and what it says of this one."""

    id: int
    label: str
    value: str


@dataclass(frozen=True)
class PersonFacts:
    """Everything about one person in this opportunity."""

    row: PersonRow
    unit: str
    email: str
    phone: str
    in_position_since: date | None
    primary_contact: str
    external_id: str
    person_notes: str
    own_fields: tuple[OwnField, ...]
    own_roles: tuple[NamedRole, ...]  # of the workspace, the retired ones with them
    signs: bool | None
    drives_change: bool | None
    effect: Effect
    business_goal: str
    personal_win: str
    goal_class: EvidenceClass
    goal_on: date | None
    goal_source: str
    goal_freshness: Freshness
    notes: str
    ratings: Mapping[Aspect, GivenRating]
    coach: Mapping[Aspect, GivenRating]  # what the coach rates, beside ours and never instead
    differences: tuple[Difference, ...]  # the widest first
    seen: Mapping[Rater, Seen]
    mode_of_marks: Receptivity
    stated_mode: Receptivity | None
    override_mode: Receptivity | None
    override_reason: str
    champion: Answers
    history: tuple[DatedRating, ...]  # the newest first

    def of(self, rater: Rater) -> Mapping[Aspect, GivenRating]:
        """The ratings of one rater."""
        return self.ratings if rater is Rater.REP else self.coach

    def past(self, rater: Rater, *aspects: Aspect) -> tuple[DatedRating, ...]:
        """How some aspects were rated over time, the newest first."""
        return tuple(one for one in self.history if one.rater is rater and one.aspect in aspects)


@dataclass(frozen=True)
class Candidate:
    """A person of the account who is not in this opportunity yet."""

    id: int
    name: str
    title: str
    rated_in: str  # the opportunity whose ratings could be carried over; empty when none
    rated_on: date | None = None  # when that was


@dataclass(frozen=True)
class People:
    """The page: everybody in the deal, and who could join."""

    opportunity_id: int
    account_id: int
    people: tuple[PersonRow, ...]
    candidates: tuple[Candidate, ...]
    missing: tuple[DecisionRole, ...]
    levels: Levels = field(default_factory=Levels)
    own_roles: tuple[NamedRole, ...] = ()  # of the workspace, the retired ones with them

    def person(self, stakeholder_id: int | None) -> PersonRow | None:
        """The row of one person; None when there is none."""
        return next((row for row in self.people if row.id == stakeholder_id), None)
