"""The champion test as it was answered by hand; `app.method.champion` says what follows from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import ChampionMark
from app.models.vocabulary import Criterion, EvidenceClass


@dataclass(frozen=True)
class GivenMark:
    """An answer by hand as the tools read it; see ChampionMark."""

    verdict: bool | None
    reason: str
    evidence: str
    evidence_class: EvidenceClass
    marked_on: date
    set_aside_on: date | None = None


Marked = Mapping[Criterion, GivenMark]
GivenMarks = Mapping[Criterion, Sequence[GivenMark]]


def champion_marks(session: Session, stakeholder_ids: Collection[int]) -> dict[int, Marked]:
    """For each stakeholder the criteria that are answered by hand: of each the answer given last, in one statement."""
    given = given_marks(session, stakeholder_ids)
    return {stakeholder_id: marks_in_force(marks) for stakeholder_id, marks in given.items()}


def marks_in_force(given: GivenMarks) -> Marked:
    """The answer given last to each criterion, unless the profile was to count again after it."""
    return {criterion: marks[-1] for criterion, marks in given.items() if marks[-1].set_aside_on is None}


def given_marks(session: Session, stakeholder_ids: Collection[int]) -> dict[int, GivenMarks]:
    """For each stakeholder and criterion all answers by hand as they were given, the last one last."""
    found: dict[int, dict[Criterion, list[GivenMark]]] = {one: {} for one in stakeholder_ids}
    rows = session.scalars(
        select(ChampionMark).where(ChampionMark.stakeholder_id.in_(stakeholder_ids)).order_by(ChampionMark.id)
    )
    for row in rows:
        mark = GivenMark(
            row.verdict, row.reason, row.evidence, row.evidence_class, row.marked_on, row.set_aside_on
        )
        found[row.stakeholder_id].setdefault(row.criterion, []).append(mark)
    return dict(found)
