"""What a user does to our own view of a customer: score a criterion, say how we know, weigh it."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.selection import checked_score, checked_weight
from app.method.selection_pack import CRITERIA
from app.models.accounts import SelectionCriterion, SelectionScore
from app.models.vocabulary import EvidenceClass
from app.tools.customer_receptivity.our_view import weights_in_force


def set_score(session: Session, account_id: int, criterion: str, value: int | None, today: date) -> None:
    """Score a criterion today; None makes it Unknown again. Another score needs evidence of its own."""
    key = _criterion(criterion)
    row = _row(session, account_id, key)
    if value is None:
        session.execute(
            delete(SelectionScore).where(
                SelectionScore.account_id == account_id, SelectionScore.criterion == key
            )
        )
    elif row is None:
        session.add(
            SelectionScore(account_id=account_id, criterion=key, score=checked_score(value), scored_on=today)
        )
    elif row.score != checked_score(value):
        row.score, row.scored_on = value, today
        row.evidence, row.evidence_class = "", EvidenceClass.ASSUMED
    session.flush()


def explain(
    session: Session,
    account_id: int,
    criterion: str,
    *,
    score: int | None,
    weight: float,
    evidence: str,
    evidence_class: EvidenceClass,
    scored_on: date | None,
    today: date,
) -> None:
    """Score a criterion, say what that rests on, and how much the criterion counts for all customers."""
    set_score(session, account_id, criterion, score, today)
    if weight != weights_in_force(session)[_criterion(criterion)]:
        weigh(session, criterion, weight)
    row = _row(session, account_id, criterion)
    if row is None:
        return
    if scored_on is None:
        raise BadInputError(tr("A score needs a date."))
    if scored_on > today:
        raise BadInputError(tr("The date lies in the future."))
    row.evidence, row.evidence_class, row.scored_on = evidence.strip(), evidence_class, scored_on


def weigh(session: Session, criterion: str, weight: float) -> None:
    """Say how much a criterion counts, for all accounts alike; nought leaves it out."""
    key = _criterion(criterion)
    row = session.scalar(select(SelectionCriterion).where(SelectionCriterion.key == key))
    if row is None:
        row = SelectionCriterion(key=key)
        session.add(row)
    row.weight = checked_weight(weight)
    session.flush()


def _row(session: Session, account_id: int, key: str) -> SelectionScore | None:
    return session.scalar(
        select(SelectionScore).where(SelectionScore.account_id == account_id, SelectionScore.criterion == key)
    )


def _criterion(key: str) -> str:
    if key not in CRITERIA:
        raise BadInputError(tr("“{key}” is no criterion.", key=key))
    return key
