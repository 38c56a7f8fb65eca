"""What we promise to people of a profile: their goal, the bundle of benefits, how, and compared with what."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.library import Benefit, PropositionBenefit, ValueProposition


@dataclass(frozen=True)
class Promise:
    """A value proposition; `benefits` is the bundle, the weightiest first."""

    id: int
    goal: str
    benefits: tuple[str, ...]
    solution: str
    compared_with: str


def promise(session: Session, profile_id: int | None) -> Promise | None:
    """The value proposition for a profile; None where nobody has written one."""
    found = session.scalars(
        select(ValueProposition)
        .where(ValueProposition.profile_id == profile_id)
        .order_by(ValueProposition.id)
        .limit(1)
    ).first()
    if found is None:
        return None
    benefits = session.scalars(
        select(Benefit.text)
        .join(PropositionBenefit, PropositionBenefit.benefit_id == Benefit.id)
        .where(PropositionBenefit.proposition_id == found.id)
        .order_by(PropositionBenefit.position, PropositionBenefit.id)
    )
    return Promise(found.id, found.goal, tuple(benefits), found.solution, found.compared_with)
