"""Small pieces of a workspace for tests; each returns the id of what it made."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.models.accounts import Account
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.vocabulary import DecisionRole

TODAY = date(2026, 11, 22)


def an_account(session: Session, name: str = "Testmill Oy", industry: str = "board_paper") -> int:
    account = Account(name=name, industry=industry)
    session.add(account)
    session.flush()
    return account.id


def an_opportunity(session: Session, account_id: int, title: str = "Dryer upgrade") -> int:
    opportunity = Opportunity(account_id=account_id, title=title)
    session.add(opportunity)
    session.flush()
    return opportunity.id


def a_person(
    session: Session,
    opportunity_id: int,
    name: str = "Anna Testaaja",
    roles: Sequence[DecisionRole] = (),
    title: str = "",
) -> int:
    """A person of the opportunity's account as a stakeholder; the id is the stakeholder's."""
    account_id = session.get_one(Opportunity, opportunity_id).account_id
    person = Person(account_id=account_id, name=name, title=title)
    session.add(person)
    session.flush()
    stakeholder = Stakeholder(opportunity_id=opportunity_id, person_id=person.id)
    session.add(stakeholder)
    session.flush()
    session.add_all(StakeholderRole(stakeholder_id=stakeholder.id, role=role) for role in roles)
    session.flush()
    return stakeholder.id
