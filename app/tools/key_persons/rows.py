"""The rows that the page of key persons is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.method.champion import Answers
from app.method.evidence import Freshness
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Aspect, DecisionRole, Effect, EvidenceClass, Rater, Receptivity


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
    roles: tuple[DecisionRole, ...]
    influence: int | None
    relationship: int | None
    wished: float | None
    perceived: float | None
    mode: Receptivity
    origin: ModeOrigin
    personal_goal: str


@dataclass(frozen=True)
class GivenRating:
    """A rating in force with what stands behind it."""

    value: float | None
    on: date
    evidence: str
    evidence_class: EvidenceClass
    freshness: Freshness


@dataclass(frozen=True)
class PastRating:
    """One line of the history of ratings."""

    id: int
    on: date
    aspect: Aspect
    rater: Rater
    value: float | None
    evidence: str
    evidence_class: EvidenceClass


@dataclass(frozen=True)
class PersonFacts:
    """Everything about one person in this opportunity."""

    row: PersonRow
    unit: str
    email: str
    phone: str
    in_position_since: date | None
    primary_contact: str
    person_notes: str
    signs: bool | None
    drives_change: bool | None
    effect: Effect
    business_goal: str
    personal_win: str
    goal_class: EvidenceClass
    goal_on: date | None
    goal_freshness: Freshness
    notes: str
    ratings: Mapping[Aspect, GivenRating]
    coach: Mapping[Aspect, float | None]  # what the coach rates, where he or she does
    mode_of_marks: Receptivity
    stated_mode: Receptivity | None
    override_mode: Receptivity | None
    override_reason: str
    champion: Answers
    history: tuple[PastRating, ...]  # the newest first


@dataclass(frozen=True)
class Candidate:
    """A person of the account who is not in this opportunity yet."""

    id: int
    name: str
    title: str
    rated_in: str  # the opportunity whose ratings could be carried over; empty when none


@dataclass(frozen=True)
class People:
    """The page: everybody in the deal, and who could join."""

    opportunity_id: int
    account_id: int
    people: tuple[PersonRow, ...]
    candidates: tuple[Candidate, ...]
    missing: tuple[DecisionRole, ...]

    def person(self, stakeholder_id: int | None) -> PersonRow | None:
        """The row of one person; None when there is none."""
        return next((row for row in self.people if row.id == stakeholder_id), None)
