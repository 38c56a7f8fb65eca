"""All customers on one matrix, each as large as its open deals; for us alone, since it names our other customers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.method.evidence import Ageing, Freshness, freshness
from app.method.money import short
from app.method.receptivity import category, hardness
from app.method.selection import Fit, Tilt, tilt
from app.models.accounts import Account, ReceptivityAssessment
from app.models.opportunities import Opportunity
from app.models.trash import living
from app.models.vocabulary import AssessmentKind, Audience, OpportunityStatus, SupplierCategory
from app.tools.customer_receptivity.our_view import fits
from app.tools.customer_receptivity.rules import Mark, counting

SMALLEST, LARGEST = 0.62, 2.0  # of a bubble, as a part of the usual radius


@dataclass(frozen=True)
class PortfolioRow:
    """One customer. `values` are the open deals added up by currency, in minor units, the largest first."""

    id: int
    name: str
    kind: AssessmentKind | None  # whose mark counts; None while nobody has placed us
    criticality: float | None
    ease: float | None
    on: date | None
    freshness: Freshness
    deals: int
    values: tuple[tuple[str, int], ...]
    fit: Fit

    @property
    def hardness(self) -> float | None:
        """How hard we are to replace, 0..10."""
        return hardness(self.ease)

    @property
    def category(self) -> SupplierCategory:
        """Where the customer puts us."""
        return category(self.criticality, self.ease)

    @property
    def tilt(self) -> Tilt:
        """Who makes more of whom."""
        return tilt(self.category, self.fit.view)

    def value(self, currency: str) -> int:
        """The open deals in one currency, in minor units."""
        return dict(self.values).get(currency, 0)

    def value_words(self, point: str = ".") -> str:
        """All open deals, one sum a currency: amounts of different currencies are never added."""
        return " + ".join(short(minor, currency, point) for currency, minor in self.values)


@dataclass(frozen=True)
class Portfolio:
    """All customers in the order of their names, and the currencies that their deals are in."""

    rows: tuple[PortfolioRow, ...]
    currencies: tuple[str, ...]  # the one of most deals first

    def bubble(self, row: PortfolioRow, currency: str) -> float:
        """How large a customer is drawn: the area follows the open value in this currency."""
        most = max((one.value(currency) for one in self.rows), default=0)
        return bubble(row.value(currency), most)


def bubble(value: int, most: int) -> float:
    """The radius of a bubble, so that its area follows the value; small ones stay large enough to be hit."""
    if most <= 0 or value <= 0:
        return SMALLEST
    return max(SMALLEST, LARGEST * sqrt(value / most))


def portfolio(
    session: Session, today: date, ageing: Ageing | None = None, audience: Audience = Audience.INTERNAL
) -> Portfolio:
    """Every customer that is not in the trash, with the mark that counts and the sum of the open deals.

    Before a customer it is empty.
    """
    if audience is Audience.CUSTOMER:
        return Portfolio((), ())
    days = ageing or Ageing()
    accounts = session.execute(living(select(Account.id, Account.name), Account)).all()
    ids = [row.id for row in accounts]
    marks, values, views = _marks(session, ids), _values(session, ids), fits(session, ids)
    rows = []
    for account_id, name in accounts:
        given = marks.get(account_id, {})
        mark = counting(given.get(AssessmentKind.GUESS), given.get(AssessmentKind.STATEMENT), today, days.old)
        rows.append(
            PortfolioRow(
                id=account_id,
                name=name,
                kind=None if mark is None else mark.kind,
                criticality=None if mark is None else mark.criticality,
                ease=None if mark is None else mark.ease,
                on=None if mark is None else mark.on,
                freshness=freshness(None if mark is None else mark.on, today, days.fading, days.old),
                deals=sum(len(amounts) for amounts in values[account_id].values()),
                values=_sums(values[account_id]),
                fit=views[account_id],
            )
        )
    return Portfolio(tuple(sorted(rows, key=lambda row: row.name.casefold())), _currencies(values.values()))


def table(shown: Portfolio) -> list[list[str]]:
    """The matrix in words, titles first."""
    head = [
        tr("Customer"), tr("Critical"), tr("Hard to replace"), tr("They see us as"), tr("We see them as"),
        tr("Open deals"), tr("Open value"),
    ]  # fmt: skip
    return [
        head,
        *(
            [
                row.name,
                _figure(row.criticality),
                _figure(row.hardness),
                row.category.label,
                row.fit.view.label,
                str(row.deals),
                row.value_words(),
            ]
            for row in shown.rows
        ),
    ]


def _marks(session: Session, ids: Sequence[int]) -> dict[int, dict[AssessmentKind, Mark]]:
    """The latest mark of each kind by account."""
    found: defaultdict[int, dict[AssessmentKind, Mark]] = defaultdict(dict)
    statement = (
        select(ReceptivityAssessment)
        .where(ReceptivityAssessment.account_id.in_(ids))
        .order_by(ReceptivityAssessment.assessed_on, ReceptivityAssessment.id)
    )
    for row in session.scalars(statement):
        found[row.account_id][row.kind] = Mark(
            row.kind, row.assessed_on, row.criticality, row.ease, row.evidence_class
        )
    return found


def _values(session: Session, ids: Sequence[int]) -> dict[int, dict[str, list[int]]]:
    """The open deals of each account by currency; a deal without a value counts as one of nought."""
    found: dict[int, dict[str, list[int]]] = {account_id: {} for account_id in ids}
    statement = select(Opportunity.account_id, Opportunity.currency, Opportunity.value_minor).where(
        Opportunity.account_id.in_(ids), Opportunity.status == OpportunityStatus.OPEN
    )
    for account_id, currency, minor in session.execute(living(statement, Opportunity)):
        found[account_id].setdefault(currency, []).append(minor or 0)
    return found


def _sums(amounts: dict[str, list[int]]) -> tuple[tuple[str, int], ...]:
    sums = {currency: sum(given) for currency, given in amounts.items() if sum(given) > 0}
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def _currencies(values: Iterable[dict[str, list[int]]]) -> tuple[str, ...]:
    counts: defaultdict[str, int] = defaultdict(int)
    for amounts in values:
        for currency, given in amounts.items():
            counts[currency] += len(given)
    return tuple(sorted(counts, key=lambda currency: (-counts[currency], currency)))


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"
