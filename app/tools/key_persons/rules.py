"""What seen signs propose, where two raters differ, and how a person is drawn: pure, without database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from app.i18n import tr
from app.method.people import LIMITS
from app.method.signs import Sign
from app.models.vocabulary import Aspect

WANTED: Mapping[Aspect, int] = MappingProxyType(
    {Aspect.INFLUENCE: 3, Aspect.RELATIONSHIP: 3, Aspect.WISHED: 2, Aspect.PERCEIVED: 2}
)  # fewer answers than this say too little to propose a value
TELLING = 2.0  # a gap between two raters from which they should talk
WARM, HOT = 1, 3  # points from which signs speak for +1, and for +2

Seen = Mapping[str, str]
"""The answers that were given: of each sign the key of its answer; what nobody knows is not in it."""


@dataclass(frozen=True)
class Proposal:
    """A rating that the signs suggest, with the answers that it rests on; None while too few were given."""

    value: float | None
    because: str
    answered: int
    wanted: int

    @property
    def lacking(self) -> int:
        """How many answers are missing for a proposal."""
        return max(0, self.wanted - self.answered)


def propose(aspect: Aspect, signs: Sequence[Sign], seen: Seen) -> Proposal:
    """The rating that signs suggest. What nobody knows counts neither way, and without answers nothing is proposed.

    Influence is 1 plus the weighted mean of its points. Relationship is their sum, and whoever has acted
    against us behind our back is rated 0 at most. A mark is the mean of its points, to half a point.
    """
    given = [
        (sign, place)
        for sign in signs
        if sign.about is aspect and (place := sign.place(seen.get(sign.key, ""))) is not None
    ]
    because = "; ".join(sign.answers[place] for sign, place in given)
    if len(given) < WANTED[aspect]:
        return Proposal(None, because, len(given), WANTED[aspect])
    points = [(sign.points[place], sign.weight) for sign, place in given]
    return Proposal(_value(aspect, points), because, len(given), WANTED[aspect])


def _value(aspect: Aspect, points: Sequence[tuple[float, int]]) -> float:
    if aspect is Aspect.RELATIONSHIP:
        return _relation([point for point, _weight in points])
    mean = sum(point * weight for point, weight in points) / sum(weight for _point, weight in points)
    if aspect is Aspect.INFLUENCE:
        return 1 + _rounded(mean)
    return _rounded(2 * mean) / 2


def _relation(points: Sequence[float]) -> float:
    balance = sum(points)
    behind_our_back = min(points) <= -2
    if balance >= WARM:
        return 0 if behind_our_back else 2 if balance >= HOT else 1
    return float(max(-2, balance))


def _rounded(value: float) -> int:
    """To the nearest whole number, and in the middle to the lower one: a doubt never counts for us."""
    return ceil(value - 0.5)


@dataclass(frozen=True)
class Difference:
    """Where the coach rates otherwise than we do; None is Unknown."""

    aspect: Aspect
    ours: float | None
    coach: float | None

    @property
    def gap(self) -> float | None:
        """How far the two lie apart; None when one of them does not know."""
        return None if self.ours is None or self.coach is None else abs(self.ours - self.coach)

    @property
    def telling(self) -> bool:
        """Whether the two should talk: two steps or more apart."""
        return self.gap is not None and self.gap >= TELLING

    @property
    def share(self) -> float:
        """The gap as a share of the scale; a rating that only one of them has comes after all gaps."""
        low, high = LIMITS[self.aspect]
        return -1.0 if self.gap is None else self.gap / (high - low)


def differences(
    ours: Mapping[Aspect, float | None], coach: Mapping[Aspect, float | None]
) -> tuple[Difference, ...]:
    """Where the coach, as far as he or she has rated, sees it otherwise; the widest gap first."""
    found = [
        Difference(aspect, ours.get(aspect), coach[aspect])
        for aspect in Aspect
        if coach.get(aspect) is not None and coach[aspect] != ours.get(aspect)
    ]
    return tuple(sorted(found, key=lambda one: -one.share))


def value_text(aspect: Aspect, value: float | None) -> str:
    """A rating as one says it: “4 of 5”, “+1”, “6.5 of 10”; “?” while it is Unknown."""
    if value is None:
        return "?"
    if aspect is Aspect.RELATIONSHIP:
        return f"{value:+g}".replace("-", "−") if value else "0"
    return tr("{value} of {most}", value=f"{value:g}", most=LIMITS[aspect][1])


def token_size(influence: int | None) -> float:
    """How large a person is drawn: 0.75 for one nobody asks, 1.25 for one nothing is decided without."""
    return 0.85 if influence is None else 0.75 + 0.125 * (influence - 1)


_AN_INITIAL = 2  # so many letters as the last word are no name that could be left out


def short_name(name: str, others: Sequence[str]) -> str:
    """The first name, with the initial of the last where two share it; "Person A" and the like stay whole."""
    words = name.split()
    if len(words) < 2 or len(words[-1]) <= _AN_INITIAL:
        return name
    first = words[0]
    if sum(other.split()[:1] == [first] for other in others) > 1:
        return f"{first} {words[-1][0]}."
    return first
