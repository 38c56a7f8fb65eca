"""The opportunity: what is sold, for how much, and when it is decided."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import BuyingStage
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, NumberField, TextField
from app.ui.widgets.spoken_date import SpokenDateField

CURRENCIES = ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF")


@dataclass(frozen=True)
class NewOpportunity:
    """What is asked of an opportunity. Money in minor units."""

    title: str
    value_minor: int | None = None
    currency: str = "EUR"
    stage: BuyingStage = BuyingStage.PRESSURE
    decision_on: date | None = None


def ask_opportunity(
    parent: QWidget | None, *, account: str, today: date, currency: str, known: NewOpportunity | None = None
) -> NewOpportunity | None:
    """The opportunity of `account` as the user describes it; None when the user thinks better of it."""
    ask = Ask(
        parent,
        tr("Edit the opportunity") if known else tr("Add an opportunity"),
        tr("Save") if known else tr("Add"),
        tr("At {account}", account=account),
    )
    title = ask.row(tr("What is it about?"), TextField(tr("Press section rebuild")), required=True)
    value = ask.row(tr("Value"), NumberField(0, 1e12), tr("You may write 4m or 310k."))
    money = ask.row(tr("Currency"), Choice([(code, code) for code in CURRENCIES]))
    stage = ask.row(
        tr("Where is the customer?"),
        Choice([(stage, stage.label) for stage in BuyingStage]),
        tr("Their stage, not ours."),
    )
    decision = ask.row(tr("Decision expected"), SpokenDateField(partial(_same, today)))
    shown = known or NewOpportunity("", currency=currency)
    title.set_value(shown.title)
    value.set_value(None if shown.value_minor is None else shown.value_minor / 100)
    money.set_value(shown.currency)
    stage.set_value(shown.stage)
    decision.set_day(shown.decision_on)
    if not ask.run():
        return None
    amount = value.value()
    return NewOpportunity(
        title.value(),
        None if amount is None else round(amount * 100),
        str(money.value()),
        BuyingStage(str(stage.value())),
        None if (days := decision.days()) is None else days.end,
    )


def _same(day: date) -> date:
    return day
