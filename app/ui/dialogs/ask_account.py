"""The account: who the customer is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, TextField


@dataclass(frozen=True)
class NewAccount:
    """What is asked of an account; `industry` is a key of the library or empty."""

    name: str
    industry: str = ""
    country: str = ""
    site: str = ""


def ask_account(
    parent: QWidget | None, industries: Sequence[tuple[str, str]], known: NewAccount | None = None
) -> NewAccount | None:
    """The account as the user describes it; None when the user thinks better of it."""
    ask = Ask(
        parent,
        tr("Edit the account") if known else tr("Add an account"),
        tr("Save") if known else tr("Add"),
        "" if known else tr("One customer you will meet soon is enough to start with."),
    )
    name = ask.row(tr("Name"), TextField(tr("Northmill Board Oy")), required=True)
    industry = ask.row(
        tr("Industry"),
        Choice([("", tr("Not chosen")), *industries]),
        tr("Decides which challenges the menu offers."),
    )
    country = ask.row(tr("Country"), TextField())
    site = ask.row(tr("Site"), TextField(tr("Mill, plant or office")))
    if known is not None:
        name.set_value(known.name)
        industry.set_value(known.industry)
        country.set_value(known.country)
        site.set_value(known.site)
    if not ask.run():
        return None
    return NewAccount(name.value(), str(industry.value() or ""), country.value(), site.value())
