"""Where imported rows go: the account and the opportunity that are meant, or that will be made."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.documents.text import one_line
from app.errors import NotFoundError
from app.i18n import tr
from app.models.accounts import Account
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living

_LONGEST = 200  # characters of a name


@dataclass(frozen=True)
class Wanted:
    """What the user said: names, which are made when they are not there; empty where nothing was said."""

    account: str = ""
    opportunity: str = ""


@dataclass(frozen=True)
class Target:
    """An opportunity of an account; an id is None where it will be made."""

    account_id: int | None
    account: str
    opportunity_id: int | None
    opportunity: str


def target(session: Session, wanted: Wanted, file_name: str) -> Target:
    """The account and the opportunity by uid or name, else by the file's name; what is not there is new.

    Raises NotFoundError when a name means several.
    """
    fallback = one_line(file_name)[:_LONGEST] or tr("Imported")
    if wanted.account or not wanted.opportunity:
        name = one_line(wanted.account)[:_LONGEST] or fallback
        account_id, name = _account(session, name)
        title = one_line(wanted.opportunity)[:_LONGEST] or fallback
        found = _deals(session, title, account_id) if account_id is not None else []
        deal = _single(title, found)
        return Target(
            account_id, name, deal.opportunity_id if deal else None, deal.opportunity if deal else title
        )
    title = one_line(wanted.opportunity)[:_LONGEST]
    if (known := _single(title, _deals(session, title))) is not None:
        return known
    account_id, name = _account(session, fallback)
    return Target(account_id, name, None, title)


def target_of_lines(session: Session, wanted: Wanted, file: str, ends: Collection[str]) -> Target:
    """The opportunity whose people these ids and names mean best, where the user named none.

    Raises NotFoundError when nobody is known, and when two opportunities fit equally well.
    """
    people: defaultdict[Target, set[str]] = defaultdict(set)
    statement = (
        _targets()
        .add_columns(Person.external_id, Person.name)
        .join(Stakeholder, Stakeholder.opportunity_id == Opportunity.id)
        .join(Person, Person.id == Stakeholder.person_id)
    )
    account = one_line(wanted.account).casefold()
    for *place, key, name in session.execute(living(statement, Opportunity, Account, Person)):
        if not account or place[1].casefold() == account:
            people[Target(*place)].add(key or name)
    meant = set(ends)
    fits = {deal: (len(meant & known), -len(known - meant)) for deal, known in people.items()}
    best = max(fits.values(), default=(0, 0))
    if not best[0]:
        raise NotFoundError(
            tr("“{file}”: nobody in it is known in this workspace; import the people first.", file=file)
        )
    chosen = [deal for deal, fit in fits.items() if fit == best]
    if len(chosen) > 1:
        raise NotFoundError(
            tr(
                "“{file}” fits several opportunities: {list}; say which with --opportunity.",
                file=file,
                list=_listed(chosen),
            )
        )
    return chosen[0]


def _account(session: Session, name: str) -> tuple[int | None, str]:
    rows = session.execute(living(select(Account.id, Account.uid, Account.name), Account)).all()
    found = [row for row in rows if row.uid == name] or [
        row for row in rows if one_line(row.name).casefold() == name.casefold()
    ]
    if len(found) > 1:
        raise NotFoundError(
            tr(
                "“{name}” is the name of several accounts; give the uid instead: {list}.",
                name=name,
                list=", ".join(row.uid for row in found),
            )
        )
    return (found[0].id, found[0].name) if found else (None, name)


def _deals(session: Session, title: str, account_id: int | None = None) -> list[Target]:
    """The opportunities by uid or title, of one account or of all."""
    statement = _targets().add_columns(Opportunity.uid)
    if account_id is not None:
        statement = statement.where(Account.id == account_id)
    rows = [(Target(*place), uid) for *place, uid in session.execute(living(statement, Opportunity, Account))]
    by_uid = [deal for deal, uid in rows if uid == title]
    return by_uid or [deal for deal, _ in rows if one_line(deal.opportunity).casefold() == title.casefold()]


def _single(title: str, found: Sequence[Target]) -> Target | None:
    if len(found) > 1:
        raise NotFoundError(
            tr(
                "“{name}” is the title of several opportunities: {list}; say the account as well, or give the uid.",
                name=title,
                list=_listed(found),
            )
        )
    return found[0] if found else None


def _targets() -> Select[int, str, int, str]:
    return (
        select(Account.id, Account.name, Opportunity.id, Opportunity.title)
        .select_from(Opportunity)
        .join(Account, Account.id == Opportunity.account_id)
        .order_by(Opportunity.id)
    )


def _listed(deals: Sequence[Target]) -> str:
    return ", ".join(f"“{deal.opportunity}” ({deal.account})" for deal in deals[:8])


def wanted(session: Session, account_id: int | None, opportunity_id: int | None) -> Wanted:
    """An account and an opportunity that somebody looks at, as if their names had been typed."""
    account = session.scalar(living(select(Account.name).where(Account.id == account_id), Account))
    title = session.scalar(
        living(select(Opportunity.title).where(Opportunity.id == opportunity_id), Opportunity)
    )
    return Wanted(account or "", title or "")
