"""The ratings in force: of each stakeholder and aspect the latest one of a rater."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import Rating
from app.models.vocabulary import Aspect, EvidenceClass, Rater


@dataclass(frozen=True)
class RatingInForce:
    """A rating as the tools read it; a value of None says that an earlier one was taken back."""

    id: int
    value: float | None
    rated_on: date
    evidence: str
    evidence_class: EvidenceClass
    source: str = ""
    rated_by: str = ""
    proposed: float | None = None
    reason: str = ""
    carried_from: str = ""


InForce = Mapping[Aspect, RatingInForce]


def ratings_in_force(
    session: Session, stakeholder_ids: Collection[int], rater: Rater = Rater.REP
) -> dict[int, InForce]:
    """For each stakeholder the latest rating of every aspect that was ever rated, in one statement."""
    statement = (
        select(
            Rating.stakeholder_id,
            Rating.aspect,
            Rating.id,
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
        .where(Rating.stakeholder_id.in_(stakeholder_ids), Rating.rater == rater)
        .order_by(Rating.rated_on, Rating.id)
    )
    found: dict[int, dict[Aspect, RatingInForce]] = {stakeholder_id: {} for stakeholder_id in stakeholder_ids}
    for stakeholder_id, aspect, *rating in session.execute(statement):
        found[stakeholder_id][aspect] = RatingInForce(*rating)
    return dict(found)


def whole(ratings: InForce, aspect: Aspect) -> int | None:
    """The value of an aspect that is rated in whole steps; None is Unknown."""
    rating = ratings.get(aspect)
    return None if rating is None or rating.value is None else round(rating.value)


def value_of(ratings: InForce, aspect: Aspect) -> float | None:
    """The value of an aspect; None is Unknown."""
    rating = ratings.get(aspect)
    return None if rating is None else rating.value
