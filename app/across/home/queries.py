"""What the navigator's forms and its trash show."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.i18n import tr
from app.models.accounts import Account
from app.models.library import Industry, SuccessStory
from app.models.opportunities import Opportunity
from app.models.trash import living
from app.models.vocabulary import BuyingStage


@dataclass(frozen=True)
class AccountForm:
    """What the account's form shows."""

    id: int
    name: str
    industry: str
    country: str
    site: str


@dataclass(frozen=True)
class OpportunityForm:
    """What the opportunity's form shows. Money in minor units."""

    id: int
    title: str
    value_minor: int | None
    currency: str
    stage: BuyingStage
    decision_on: date | None


@dataclass(frozen=True)
class Discarded:
    """Something in the trash."""

    kind: str
    id: int
    name: str
    deleted_at: datetime


def account_form(session: Session, account_id: int) -> AccountForm:
    """The account's form."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError(tr("This account is not there any more."))
    return AccountForm(account.id, account.name, account.industry, account.country, account.site)


def opportunity_form(session: Session, opportunity_id: int) -> OpportunityForm:
    """The opportunity's form."""
    found = session.get(Opportunity, opportunity_id)
    if found is None:
        raise NotFoundError(tr("This opportunity is not there any more."))
    return OpportunityForm(
        found.id, found.title, found.value_minor, found.currency, found.buying_stage, found.decision_on
    )


def industries(session: Session) -> list[tuple[str, str]]:
    """Keys and names of the industries of the library, by name."""
    return [
        (row.key, row.name)
        for row in session.execute(select(Industry.key, Industry.name).order_by(Industry.name))
    ]


def trash(session: Session) -> list[Discarded]:
    """Accounts, opportunities and stories in the trash, the last deleted first."""
    accounts = session.execute(
        select(Account.id, Account.name, Account.deleted_at).where(Account.deleted_at.is_not(None))
    )
    opportunities = session.execute(
        living(select(Opportunity.id, Opportunity.title, Opportunity.deleted_at), Account)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.deleted_at.is_not(None))
    )
    found = [Discarded("account", row.id, row.name, row.deleted_at) for row in accounts if row.deleted_at]
    found += [
        Discarded("opportunity", row.id, row.title, row.deleted_at) for row in opportunities if row.deleted_at
    ]
    stories = session.execute(
        select(SuccessStory.id, SuccessStory.title, SuccessStory.deleted_at).where(
            SuccessStory.deleted_at.is_not(None)
        )
    )
    found += [
        Discarded("success_story", row.id, row.title, row.deleted_at) for row in stories if row.deleted_at
    ]
    return sorted(found, key=lambda item: item.deleted_at, reverse=True)
