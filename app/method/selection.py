"""How much a customer is worth to us by seven scored criteria, and how that compares with what we are to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import SupplierCategory

BEST = 2  # the highest score of a criterion
HEAVIEST = 5.0
KEY_FROM, WORTHWHILE_FROM = 2 / 3, 1 / 3  # shares of what could be reached
KNOWN_FROM = 0.5  # of the weight has to be scored before anything is said
_ROUNDING = 1e-9  # weights are decimals that people type


class OurView(StrEnum):
    """How important a customer is to us, by our own criteria."""

    UNKNOWN = "unknown"
    KEY = "key"
    WORTHWHILE = "worthwhile"
    MARGINAL = "marginal"

    @property
    def label(self) -> str:
        """The view as the user reads it."""
        return {
            OurView.UNKNOWN: tr("Not scored"),
            OurView.KEY: tr("Most important"),
            OurView.WORTHWHILE: tr("Worth the effort"),
            OurView.MARGINAL: tr("Marginal"),
        }[self]


class Tilt(StrEnum):
    """Which side makes more of the other."""

    UNKNOWN = "unknown"
    EVEN = "even"
    WE_MORE = "we_more"
    THEY_MORE = "they_more"


@dataclass(frozen=True)
class Fit:
    """What the scores add up to. `share` is of what the scored criteria could reach; None while nothing is scored."""

    share: float | None
    scored: int
    criteria: int
    view: OurView


_REGARD: Mapping[SupplierCategory, int] = MappingProxyType(
    {
        SupplierCategory.STRATEGIC: 2,
        SupplierCategory.LEVERAGE: 1,
        SupplierCategory.BOTTLENECK: 1,
        SupplierCategory.COMMODITY: 0,
    }
)
_WORTH: Mapping[OurView, int] = MappingProxyType({OurView.KEY: 2, OurView.WORTHWHILE: 1, OurView.MARGINAL: 0})


def fit(scores: Mapping[str, int | None], weights: Mapping[str, float]) -> Fit:
    """The weighted share of what could be reached, over the criteria that are scored; `weights` names them all.

    What is not scored is Unknown, not nought: it counts neither in the share nor against it. While less than
    half of the weight is scored there is no view at all.
    """
    known = {key: score for key, score in scores.items() if score is not None and key in weights}
    whole = sum(weights.values())
    weight = sum(weights[key] for key in known)
    if weight <= 0:
        return Fit(None, len(known), len(weights), OurView.UNKNOWN)
    share = sum(weights[key] * score for key, score in known.items()) / (weight * BEST)
    view = OurView.UNKNOWN if weight / whole < KNOWN_FROM - _ROUNDING else _view(share)
    return Fit(share, len(known), len(weights), view)


def tilt(theirs: SupplierCategory, ours: OurView) -> Tilt:
    """Who makes more of whom; Unknown as long as one side is."""
    if theirs not in _REGARD or ours not in _WORTH:
        return Tilt.UNKNOWN
    difference = _WORTH[ours] - _REGARD[theirs]
    if not difference:
        return Tilt.EVEN
    return Tilt.WE_MORE if difference > 0 else Tilt.THEY_MORE


def checked_score(score: int) -> int:
    """A score as it may be stored; raises BadInputError."""
    if score not in range(BEST + 1):
        raise BadInputError(tr("A criterion is scored 0, 1 or 2."))
    return score


def checked_weight(weight: float) -> float:
    """A weight as it may be stored: 0 leaves a criterion out. Raises BadInputError outside 0..5."""
    if not 0 <= weight <= HEAVIEST:  # also catches what is no number
        raise BadInputError(tr("A weight is a number from 0 to {most:g}.", most=HEAVIEST))
    return round(float(weight), 2)


def _view(share: float) -> OurView:
    if share >= KEY_FROM - _ROUNDING:
        return OurView.KEY
    return OurView.WORTHWHILE if share >= WORTHWHILE_FROM - _ROUNDING else OurView.MARGINAL
