"""What the navigator does to accounts and opportunities."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.accounts import Account
from app.models.library import SuccessStory
from app.models.opportunities import Opportunity
from app.models.vocabulary import BuyingStage


def add_account(
    session: Session, name: str, industry: str = "", country: str = "", site: str = "", owner: str = ""
) -> int:
    """A new account; its id."""
    account = Account(
        name=_named(name, tr("account")),
        industry=industry,
        country=country.strip(),
        site=site.strip(),
        owner=owner,
    )
    session.add(account)
    session.flush()
    return account.id


def edit_account(
    session: Session, account_id: int, name: str, industry: str, country: str, site: str
) -> None:
    """Set what the account's form shows."""
    account = session.get_one(Account, account_id)
    account.name = _named(name, tr("account"))
    account.industry, account.country, account.site = industry, country.strip(), site.strip()


def rename_account(session: Session, account_id: int, name: str) -> None:
    """Give an account another name."""
    session.get_one(Account, account_id).name = _named(name, tr("account"))


def delete_account(session: Session, account_id: int, now: datetime) -> None:
    """Put an account into the trash; all that hangs on it follows."""
    session.get_one(Account, account_id).deleted_at = now


def add_opportunity(
    session: Session,
    account_id: int,
    title: str,
    *,
    value_minor: int | None = None,
    currency: str = "EUR",
    stage: BuyingStage = BuyingStage.PRESSURE,
    decision_on: date | None = None,
    owner: str = "",
    today: date,
) -> int:
    """A new opportunity of an account; its id."""
    opportunity = Opportunity(
        account_id=account_id,
        title=_named(title, tr("opportunity")),
        value_minor=value_minor,
        currency=currency,
        buying_stage=stage,
        sales_stage=SALES_STAGE[stage],
        stage_entered_on=today,
        decision_on=decision_on,
        owner=owner,
    )
    session.add(opportunity)
    session.flush()
    return opportunity.id


def edit_opportunity(
    session: Session,
    opportunity_id: int,
    title: str,
    *,
    value_minor: int | None,
    currency: str,
    stage: BuyingStage,
    decision_on: date | None,
    today: date,
) -> None:
    """Set what the opportunity's form shows; a new stage begins today."""
    opportunity = session.get_one(Opportunity, opportunity_id)
    opportunity.title = _named(title, tr("opportunity"))
    opportunity.value_minor, opportunity.currency = value_minor, currency
    opportunity.decision_on = decision_on
    if stage != opportunity.buying_stage:
        opportunity.buying_stage, opportunity.sales_stage = stage, SALES_STAGE[stage]
        opportunity.stage_entered_on = today


def rename_opportunity(session: Session, opportunity_id: int, title: str) -> None:
    """Give an opportunity another title."""
    session.get_one(Opportunity, opportunity_id).title = _named(title, tr("opportunity"))


def delete_opportunity(session: Session, opportunity_id: int, now: datetime) -> None:
    """Put an opportunity into the trash; all that hangs on it follows."""
    session.get_one(Opportunity, opportunity_id).deleted_at = now


def restore(session: Session, kind: str, row_id: int) -> None:
    """Take an account, an opportunity or a story out of the trash."""
    if kind == "account":
        session.get_one(Account, row_id).deleted_at = None
    elif kind == "opportunity":
        session.get_one(Opportunity, row_id).deleted_at = None
    else:
        session.get_one(SuccessStory, row_id).deleted_at = None


# where a deal that is entered at a buying stage stands in our own stages (PRODUCT 4.11)
SALES_STAGE = {
    BuyingStage.PRESSURE: 1,
    BuyingStage.NEEDS: 2,
    BuyingStage.VISION: 3,
    BuyingStage.EVALUATION: 4,
    BuyingStage.AGREEMENT: 5,
    BuyingStage.IMPLEMENTATION: 5,
}


def _named(name: str, what: str) -> str:
    if not (name := " ".join(name.split())):
        raise BadInputError(tr("The {what} needs a name.", what=what))
    return name[:200]
