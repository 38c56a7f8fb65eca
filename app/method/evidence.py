"""How well a fact is known, and how old that knowledge is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.errors import BadInputError
from app.i18n import plural, tr
from app.models.vocabulary import EvidenceClass

FADING_DAYS = 90
OLD_DAYS = 180
_MONTH = 30.44  # days, on average
_YEAR = 365.25


@dataclass(frozen=True)
class Ageing:
    """From how many days on evidence is fading, and old."""

    fading: int = FADING_DAYS
    old: int = OLD_DAYS


USUAL = Ageing()


class Freshness(StrEnum):
    """Whether evidence still says what is true today."""

    UNDATED = "undated"
    FRESH = "fresh"
    FADING = "fading"
    OLD = "old"

    @property
    def label(self) -> str:
        """The word as the user reads it."""
        return {
            Freshness.UNDATED: tr("Undated"),
            Freshness.FRESH: tr("Fresh"),
            Freshness.FADING: tr("Fading"),
            Freshness.OLD: tr("Old"),
        }[self]


def age(noted_on: date | None, today: date) -> int | None:
    """Whole days since the evidence was noted, never negative; None without a date."""
    return None if noted_on is None else max((today - noted_on).days, 0)


def freshness(
    noted_on: date | None, today: date, fading: int = FADING_DAYS, old: int = OLD_DAYS
) -> Freshness:
    """Fresh until the day `fading`, old from the day `old` on."""
    days = age(noted_on, today)
    if days is None:
        return Freshness.UNDATED
    if days >= old:
        return Freshness.OLD
    return Freshness.FADING if days >= fading else Freshness.FRESH


def weakest(classes: Iterable[EvidenceClass]) -> EvidenceClass | None:
    """The weakest of some classes: what a chain of evidence is worth. None when there is none."""
    return min(classes, key=lambda one: one.strength, default=None)


def strongest(classes: Iterable[EvidenceClass]) -> EvidenceClass | None:
    """The strongest of some classes; None when there is none."""
    return max(classes, key=lambda one: one.strength, default=None)


def from_customer(evidence_class: EvidenceClass) -> bool:
    """Whether the customer said it, or even wrote it; the rest is our own thinking."""
    return evidence_class.strength >= EvidenceClass.STATED.strength


def not_future(noted_on: date | None, today: date) -> date | None:
    """The day, unless it has not come yet; raises BadInputError then."""
    if noted_on is not None and noted_on > today:
        raise BadInputError(tr("The date lies in the future."))
    return noted_on


def age_in_words(noted_on: date | None, today: date) -> str:
    """ "today", "12 days ago", "5 months ago": how one would say it."""
    days = age(noted_on, today)
    if days is None:
        return tr("no date")
    if days == 0:
        return tr("today")
    if days < 2 * _MONTH:
        return plural("{n} day ago", "{n} days ago", days)
    if days < 2 * _YEAR:
        return plural("{n} month ago", "{n} months ago", int(days / _MONTH))
    return plural("{n} year ago", "{n} years ago", int(days / _YEAR))
