"""The ratings in force: of each stakeholder and aspect the latest one of a rater."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import Rating
from app.models.vocabulary import Aspect, EvidenceClass, Rater


@dataclass(frozen=True)
class DatedRating:
    """A rating as the tools read it; a value of None says that an earlier one was taken back."""

    id: int
    aspect: Aspect
    rater: Rater
    value: float | None
    rated_on: date
    evidence: str
    evidence_class: EvidenceClass
    source: str
    rated_by: str
    proposed: float | None  # what the seen signs suggested
    reason: str  # why the value is another one
    carried_from: str  # the deal it was copied from, not confirmed here


InForce = Mapping[Aspect, DatedRating]
_READ: tuple[Any, ...] = (  # in the order of the fields above
    Rating.id,
    Rating.aspect,
    Rating.rater,
    Rating.value,
    Rating.rated_on,
    Rating.evidence,
    Rating.evidence_class,
    Rating.source,
    Rating.rated_by,
    Rating.proposed,
    Rating.reason,
    Rating.carried_from,
)


def ratings_in_force(
    session: Session, stakeholder_ids: Collection[int], rater: Rater = Rater.REP
) -> dict[int, InForce]:
    """For each stakeholder the latest rating of every aspect that was ever rated, in one statement."""
    statement = (
        select(Rating.stakeholder_id, *_READ)
        .where(Rating.stakeholder_id.in_(stakeholder_ids), Rating.rater == rater)
        .order_by(Rating.rated_on, Rating.id)
    )
    found: dict[int, dict[Aspect, DatedRating]] = {stakeholder_id: {} for stakeholder_id in stakeholder_ids}
    for stakeholder_id, *rating in session.execute(statement):
        one = DatedRating(*rating)
        found[stakeholder_id][one.aspect] = one
    return dict(found)


def all_ratings(session: Session, stakeholder_id: int) -> tuple[DatedRating, ...]:
    """How one person was rated over time by all raters, the newest first."""
    statement = (
        select(*_READ)
        .where(Rating.stakeholder_id == stakeholder_id)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
    )
    return tuple(DatedRating(*rating) for rating in session.execute(statement))


def whole(ratings: InForce, aspect: Aspect) -> int | None:
    """The value of an aspect that is rated in whole steps; None is Unknown."""
    rating = ratings.get(aspect)
    return None if rating is None or rating.value is None else round(rating.value)


def value_of(ratings: InForce, aspect: Aspect) -> float | None:
    """The value of an aspect; None is Unknown."""
    rating = ratings.get(aspect)
    return None if rating is None else rating.value
