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
    model: str = ""  # the name of the supplied value model
    benefit_ids: tuple[int, ...] = ()


def promises(session: Session, profile_id: int | None) -> tuple[Promise, ...]:
    """The value propositions for a profile that were not retired, the oldest first."""
    found = session.scalars(
        select(ValueProposition)
        .where(ValueProposition.profile_id == profile_id, ValueProposition.retired.is_(False))
        .order_by(ValueProposition.id)
    ).all()
    bundles: dict[int, dict[int, str]] = {one.id: {} for one in found}
    links = session.execute(
        select(PropositionBenefit.proposition_id, Benefit.id, Benefit.text)
        .join(Benefit, Benefit.id == PropositionBenefit.benefit_id)
        .where(PropositionBenefit.proposition_id.in_(bundles))
        .order_by(PropositionBenefit.position, PropositionBenefit.id)
    )
    for proposition_id, benefit_id, text in links if found else ():
        bundles[proposition_id][benefit_id] = text
    return tuple(
        Promise(
            one.id,
            one.goal,
            tuple(bundles[one.id].values()),
            one.solution,
            one.compared_with,
            one.model,
            tuple(bundles[one.id]),
        )
        for one in found
    )
