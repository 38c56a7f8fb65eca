"""The people of an account who could join an opportunity, and whose ratings would come along."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import Opportunity, Rating, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import Rater
from app.tools.key_persons.rows import Candidate


def candidates(session: Session, account_id: int, taken: Sequence[int]) -> tuple[Candidate, ...]:
    """Everybody at the account but `taken`, by name; with the deal where each was rated last."""
    statement = (
        select(Person.id, Person.name, Person.title)
        .where(Person.account_id == account_id, Person.id.not_in(taken))
        .order_by(Person.name)
    )
    rows = session.execute(living(statement, Person)).all()
    rated = _rated_in(session, [row.id for row in rows])
    return tuple(Candidate(row.id, row.name, row.title, *rated.get(row.id, ("", None))) for row in rows)


def _rated_in(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[str, date]]:
    """For each person the opportunity where he or she was rated last, and when."""
    if not person_ids:
        return {}
    statement = (
        select(Stakeholder.person_id, Opportunity.title, Rating.rated_on)
        .join(Rating, Rating.stakeholder_id == Stakeholder.id)
        .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
        .where(Stakeholder.person_id.in_(person_ids), Rating.rater == Rater.REP)
        .order_by(Rating.rated_on, Rating.id)
    )
    found = session.execute(living(statement, Opportunity))
    return {person_id: (title, rated_on) for person_id, title, rated_on in found}
