"""How we see the customer: seven scored criteria as rows; for us alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.method.evidence import Ageing, Freshness, freshness
from app.method.selection import Fit, fit
from app.method.selection_pack import weights
from app.models.accounts import SelectionCriterion, SelectionScore
from app.models.vocabulary import EvidenceClass


@dataclass(frozen=True)
class ScoreRow:
    """One criterion of one account; a score of None is not scored, which is not nought."""

    key: str
    weight: float
    score: int | None = None
    evidence: str = ""
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED
    on: date | None = None
    freshness: Freshness = Freshness.UNDATED


@dataclass(frozen=True)
class OurSide:
    """All criteria in the method's order, and what they add up to."""

    scores: tuple[ScoreRow, ...]
    fit: Fit

    def score(self, key: str) -> ScoreRow:
        """One criterion."""
        return next(row for row in self.scores if row.key == key)


def our_side(session: Session, account_id: int, today: date, ageing: Ageing) -> OurSide:
    """How we see one account."""
    in_force = weights_in_force(session)
    given = {
        row.criterion: row
        for row in session.scalars(select(SelectionScore).where(SelectionScore.account_id == account_id))
    }
    rows = tuple(
        _row(key, weight, given[key], today, ageing) if key in given else ScoreRow(key, weight)
        for key, weight in in_force.items()
    )
    return OurSide(rows, fit({row.key: row.score for row in rows}, in_force))


def weights_in_force(session: Session) -> Mapping[str, float]:
    """The weight of each criterion, for all accounts alike."""
    return weights({row.key: row.weight for row in session.scalars(select(SelectionCriterion))})


def fits(session: Session, account_ids: Collection[int]) -> dict[int, Fit]:
    """What the scores of several accounts add up to, in two statements."""
    in_force = weights_in_force(session)
    scores: dict[int, dict[str, int | None]] = {account_id: {} for account_id in account_ids}
    rows = session.execute(
        select(SelectionScore.account_id, SelectionScore.criterion, SelectionScore.score).where(
            SelectionScore.account_id.in_(account_ids)
        )
    )
    for account_id, criterion, score in rows:
        scores[account_id][criterion] = score
    return {account_id: fit(given, in_force) for account_id, given in scores.items()}


def _row(key: str, weight: float, row: SelectionScore, today: date, ageing: Ageing) -> ScoreRow:
    return ScoreRow(
        key=key,
        weight=weight,
        score=row.score,
        evidence=row.evidence,
        evidence_class=row.evidence_class,
        on=row.scored_on,
        freshness=freshness(row.scored_on, today, ageing.fading, ageing.old),
    )
