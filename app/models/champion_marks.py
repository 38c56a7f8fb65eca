"""The champion test as it was answered by hand; `app.method.champion` says what follows from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import ChampionMark
from app.models.vocabulary import Criterion, EvidenceClass


@dataclass(frozen=True)
class MarkInForce:
    """An answer by hand as the tools read it; see ChampionMark."""

    verdict: bool | None
    reason: str
    evidence: str
    evidence_class: EvidenceClass
    marked_on: date


Marked = Mapping[Criterion, MarkInForce]


def champion_marks(session: Session, stakeholder_ids: Collection[int]) -> dict[int, Marked]:
    """For each stakeholder the criteria that were answered by hand, in one statement."""
    found: dict[int, dict[Criterion, MarkInForce]] = {one: {} for one in stakeholder_ids}
    rows = session.scalars(select(ChampionMark).where(ChampionMark.stakeholder_id.in_(stakeholder_ids)))
    for row in rows:
        found[row.stakeholder_id][row.criterion] = MarkInForce(
            row.verdict, row.reason, row.evidence, row.evidence_class, row.marked_on
        )
    return dict(found)
