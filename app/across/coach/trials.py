"""Every rule of the coach tried on every deal: where it matched, where it missed, and which facts it asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.across.coach.queries import gathered
from app.method.coaching import Fact, Rule, Subject, Verdict, tried
from app.method.evidence import USUAL, Ageing
from app.models.accounts import Account
from app.models.opportunities import Opportunity
from app.models.trash import living
from app.models.vocabulary import OpportunityStatus


@dataclass(frozen=True)
class Deal:
    """An open opportunity with the facts of all tools."""

    account_id: int
    opportunity_id: int
    title: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Line:
    """What a rule says of one subject of one deal."""

    account_id: int
    opportunity_id: int
    deal: str
    about: str
    verdict: Verdict
    facts: tuple[tuple[str, Fact | None], ...]


def deals(session: Session, today: date, ageing: Ageing = USUAL) -> list[Deal]:
    """All open deals with their facts, by account."""
    rows = session.execute(
        living(
            select(Opportunity.id, Opportunity.account_id, Account.name, Opportunity.title)
            .join(Account, Account.id == Opportunity.account_id)
            .where(Opportunity.status == OpportunityStatus.OPEN)
            .order_by(Account.name, Opportunity.title, Opportunity.id),
            Account,
            Opportunity,
        )
    ).all()
    return [
        Deal(
            row.account_id,
            row.id,
            f"{row.name} · {row.title}",
            tuple(gathered(session, row.id, today, ageing)),
        )
        for row in rows
    ]


def tested(rule: Rule, found: Sequence[Deal]) -> list[Line]:
    """The rule on every deal: where it matched first, where a fact is missing last."""
    lines = [
        Line(deal.account_id, deal.opportunity_id, deal.title, trial.name, trial.verdict, trial.facts)
        for deal in found
        for trial in tried(rule, deal.subjects)
    ]
    return sorted(lines, key=lambda line: list(Verdict).index(line.verdict))


def facts_of(kind: str, found: Sequence[Deal]) -> dict[str, Fact]:
    """The facts that subjects of a kind have in these deals, each with one of its values."""
    facts: dict[str, Fact] = {}
    for deal in found:
        for subject in deal.subjects:
            if subject.kind == kind:
                facts.update(subject.facts)
    return dict(sorted(facts.items()))
