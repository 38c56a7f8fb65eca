"""Who takes part in an opportunity, as far as several tools ask and act alike."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.roles import give_roles
from app.models.trash import living
from app.models.vocabulary import Role

LONGEST = 200  # characters of a name, and of a title


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


def person_of(session: Session, stakeholder_id: int) -> Person:
    """The person behind a stakeholder."""
    return session.get_one(Person, session.get_one(Stakeholder, stakeholder_id).person_id)


def name_person(
    session: Session,
    opportunity_id: int,
    name: str,
    title: str = "",
    roles: Collection[Role] = (),
    *,
    placeholder: bool = False,
) -> Stakeholder:
    """Put somebody new into a deal, and on file at its account. Raises BadInputError for a name that cannot be."""
    person = Person(
        account_id=session.get_one(Opportunity, opportunity_id).account_id,
        name=_checked_name(name),
        title=title.strip(),
        placeholder=placeholder,
    )
    session.add(person)
    session.flush()
    return involve(session, opportunity_id, person.id, roles)


def involve(
    session: Session, opportunity_id: int, person_id: int, roles: Collection[Role] = ()
) -> Stakeholder:
    """Take a person of the account into a deal."""
    stakeholder = Stakeholder(opportunity_id=opportunity_id, person_id=person_id)
    session.add(stakeholder)
    session.flush()
    give_roles(session, stakeholder.id, roles)
    return stakeholder


def rename_person(session: Session, stakeholder_id: int, name: str) -> None:
    """Call a person by another name; a placeholder that gets a name is one no more and keeps everything."""
    person, fresh = person_of(session, stakeholder_id), _checked_name(name)
    if fresh != person.name:
        person.placeholder = False
    person.name = fresh


def _checked_name(name: str) -> str:
    fresh = name.strip()
    if not fresh:
        raise BadInputError(tr("A person needs a name; without one, write the title."))
    if len(fresh) > LONGEST:
        raise BadInputError(tr("A name has at most {n} characters.", n=LONGEST))
    return fresh
