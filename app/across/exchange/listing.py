"""Accounts, people and opportunities as plain rows, and the one that a word on the command line means."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.i18n import tr
from app.models.accounts import Account
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living

MOST_CANDIDATES = 8


@dataclass(frozen=True)
class AccountRow:
    """An account in the list."""

    id: int
    uid: str
    name: str
    industry: str
    country: str
    site: str
    owner: str
    status: str
    opportunities: int


@dataclass(frozen=True)
class PersonRow:
    """A person in the list, with the deals that she or he has a part in."""

    id: int
    uid: str
    name: str
    title: str
    account: str
    email: str
    phone: str
    opportunities: tuple[str, ...]


@dataclass(frozen=True)
class OpportunityRow:
    """An opportunity in the list; `value` is in whole units of its currency."""

    id: int
    uid: str
    title: str
    account: str
    value: float | None
    currency: str
    buying_stage: str
    sales_stage: int
    decision_on: date | None
    status: str
    owner: str


def accounts(session: Session) -> list[AccountRow]:
    """All accounts that are not in the trash, by name."""
    count = (
        living(
            select(Opportunity.account_id, func.count(Opportunity.id).label("deals")).group_by(
                Opportunity.account_id
            ),
            Opportunity,
        )
    ).subquery()
    rows = session.execute(
        living(
            select(Account, func.coalesce(count.c.deals, 0))
            .outerjoin(count, count.c.account_id == Account.id)
            .order_by(func.lower(Account.name)),
            Account,
        )
    )
    return [
        AccountRow(
            row.id, row.uid, row.name, row.industry, row.country, row.site, row.owner, row.status.value, deals
        )
        for row, deals in rows
    ]


def people(session: Session) -> list[PersonRow]:
    """All persons that are not in the trash, by account and name."""
    deals: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, title in session.execute(
        living(
            select(Stakeholder.person_id, Opportunity.title)
            .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
            .order_by(Opportunity.title),
            Opportunity,
        )
    ):
        deals[person_id].append(title)
    rows = session.execute(
        living(
            select(Person, Account.name)
            .join(Account, Account.id == Person.account_id)
            .order_by(func.lower(Account.name), func.lower(Person.name)),
            Person,
            Account,
        )
    )
    return [
        PersonRow(row.id, row.uid, row.name, row.title, account, row.email, row.phone, tuple(deals[row.id]))
        for row, account in rows
    ]


def opportunities(session: Session) -> list[OpportunityRow]:
    """All opportunities that are not in the trash, by account and title."""
    rows = session.execute(
        living(
            select(Opportunity, Account.name)
            .join(Account, Account.id == Opportunity.account_id)
            .order_by(func.lower(Account.name), func.lower(Opportunity.title)),
            Opportunity,
            Account,
        )
    )
    return [
        OpportunityRow(
            id=row.id,
            uid=row.uid,
            title=row.title,
            account=account,
            value=None if row.value_minor is None else row.value_minor / 100,
            currency=row.currency,
            buying_stage=row.buying_stage.value,
            sales_stage=row.sales_stage,
            decision_on=row.decision_on,
            status=row.status.value,
            owner=row.owner,
        )
        for row, account in rows
    ]


def find_opportunity(session: Session, ref: str) -> OpportunityRow:
    """The opportunity by uid, id, or a title that occurs once; raises NotFoundError with the candidates."""
    known = opportunities(session)
    wanted = ref.strip()
    found = [row for row in known if wanted in {row.uid, str(row.id)}]
    found = found or [row for row in known if row.title.casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(
            tr("“{ref}” is the title of several: {list}. Use the number.", ref=ref, list=_candidates(found))
        )
    if not known:
        raise NotFoundError(tr("This workspace holds no opportunity."))
    near = [row for row in known if wanted and wanted.casefold() in row.title.casefold()] or known
    raise NotFoundError(
        tr("There is no opportunity “{ref}”; there are: {list}.", ref=ref, list=_candidates(near))
    )


def _candidates(rows: Sequence[OpportunityRow]) -> str:
    named = [f"{row.id} “{row.title}” ({row.account})" for row in rows[:MOST_CANDIDATES]]
    if len(rows) > MOST_CANDIDATES:
        named.append(tr("and {n} more", n=len(rows) - MOST_CANDIDATES))
    return ", ".join(named)
