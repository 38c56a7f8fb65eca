"""Who takes part in an opportunity, as far as several tools ask alike."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.trash import living


def people_involved(session: Session, opportunity_id: int) -> tuple[tuple[int, str], ...]:
    """Id and name of the customer's people in a deal, by name."""
    rows = session.execute(
        living(
            select(Person.id, Person.name)
            .join(Stakeholder, Stakeholder.person_id == Person.id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Person.name),
            Person,
        )
    )
    return tuple((person_id, name) for person_id, name in rows)
