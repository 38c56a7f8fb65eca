"""The rows of the first picture, by one plain SQL query, so that no database layer is loaded for it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app import driver

Execute = Callable[[str, tuple[Any, ...]], Iterable[Sequence[Any]]]

_SQL = """
SELECT a.id, a.uid, a.name, coalesce(i.name, ''), a.country,
       o.id, o.uid, o.title, o.value_minor, o.currency, o.buying_stage, o.sales_stage, o.stage_entered_on,
       o.decision_on, o.status, coalesce(n.title, ''), n.ends_on,
       (SELECT min(m.held_on) FROM meeting m WHERE m.opportunity_id = o.id AND m.held_on >= ?)
FROM account a
LEFT JOIN industry i ON i.key = a.industry
LEFT JOIN opportunity o ON o.account_id = a.id AND o.deleted_at IS NULL
LEFT JOIN action n ON n.id = o.next_action_id
WHERE a.deleted_at IS NULL
ORDER BY a.name COLLATE NOCASE, a.id, o.title COLLATE NOCASE, o.id
"""

READS = frozenset({"account", "industry", "opportunity", "action", "meeting"})


@dataclass(frozen=True)
class OpportunityGlance:
    """An opportunity as the navigator and the page's head show it. Money in minor units."""

    id: int
    uid: str
    account_id: int
    account: str
    title: str
    value_minor: int | None
    currency: str
    buying_stage: str
    sales_stage: int
    stage_entered_on: date | None
    decision_on: date | None
    status: str
    next_step: str
    next_step_on: date | None
    meeting_on: date | None


@dataclass(frozen=True)
class AccountGlance:
    """An account with its opportunities."""

    id: int
    uid: str
    name: str
    industry: str
    country: str
    opportunities: tuple[OpportunityGlance, ...]


def begin_with(accounts: Sequence[AccountGlance], uid: str = "") -> OpportunityGlance | None:
    """The opportunity with this uid, else the one that is met next, else the first; None when there is none."""
    deals = [deal for account in accounts for deal in account.opportunities]
    wanted = next((deal for deal in deals if deal.uid == uid), None)
    return wanted or min(deals, key=lambda deal: deal.meeting_on or date.max, default=None)


def accounts(execute: Execute, today: date) -> list[AccountGlance]:
    """All living accounts by name, each with its living opportunities; `execute` runs one statement."""
    found: dict[int, tuple[Sequence[Any], list[OpportunityGlance]]] = {}
    for row in execute(_SQL, (today.isoformat(),)):
        _, opportunities = found.setdefault(row[0], (row, []))
        if row[5] is not None:
            opportunities.append(_opportunity(row))
    return [
        AccountGlance(row[0], row[1], row[2], row[3], row[4], tuple(opportunities))
        for row, opportunities in found.values()
    ]


def look(path: Path, today: date) -> list[AccountGlance]:
    """The accounts of a workspace file before it is opened; empty when it cannot be read.

    What is wrong with a file is told by the checks that follow; the first picture only waits for none.
    """
    if not path.is_file():
        return []
    try:
        with closing(driver.connect_readonly(path)) as connection:
            return accounts(connection.execute, today)
    except driver.DatabaseError:
        return []


def _opportunity(row: Sequence[Any]) -> OpportunityGlance:
    return OpportunityGlance(
        id=row[5],
        uid=row[6],
        account_id=row[0],
        account=row[2],
        title=row[7],
        value_minor=row[8],
        currency=row[9],
        buying_stage=row[10],
        sales_stage=row[11],
        stage_entered_on=_date(row[12]),
        decision_on=_date(row[13]),
        status=row[14],
        next_step=row[15],
        next_step_on=_date(row[16]),
        meeting_on=_date(row[17]),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
