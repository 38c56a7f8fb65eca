"""What the person form proposes and how a person is drawn: pure, without database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.i18n import tr
from app.models.vocabulary import Aspect

ANSWERS_WANTED = 3  # fewer than this say too little to propose a value


class Sign(StrEnum):
    """Things one can have seen or heard, so that a rating rests on more than a feeling."""

    ASKED = "asked"
    CHANGED = "changed"
    SPOKEN_FOR = "spoken_for"
    RISING = "rising"
    APPOINTED = "appointed"
    FIGURES = "figures"
    DOOR = "door"
    DEFENDED = "defended"
    CORRECTED = "corrected"
    SILENT = "silent"
    RIVAL = "rival"

    @property
    def question(self) -> str:
        """The observable question, to be answered yes, no or not known."""
        return {
            Sign.ASKED: tr("Do others ask this person before they decide?"),
            Sign.CHANGED: tr("Has a decision changed after this person had spoken?"),
            Sign.SPOKEN_FOR: tr("Do people wait in a meeting until this person has said something?"),
            Sign.RISING: tr("Has the career gone up in the last three years?"),
            Sign.APPOINTED: tr("Was this person chosen by somebody who decides here?"),
            Sign.FIGURES: tr("Has this person given us a figure that is not public?"),
            Sign.DOOR: tr("Has this person opened a door to somebody else?"),
            Sign.DEFENDED: tr("Did this person speak for us when we were not in the room?"),
            Sign.CORRECTED: tr("Has this person corrected our text or our figures?"),
            Sign.SILENT: tr("Have two of our questions stayed without an answer?"),
            Sign.RIVAL: tr("Has this person spoken for a rival, or passed our words on?"),
        }[self]


SIGNS: Mapping[Aspect, tuple[Sign, ...]] = MappingProxyType(
    {
        Aspect.INFLUENCE: (Sign.ASKED, Sign.CHANGED, Sign.SPOKEN_FOR, Sign.RISING, Sign.APPOINTED),
        Aspect.RELATIONSHIP: (
            Sign.FIGURES,
            Sign.DOOR,
            Sign.DEFENDED,
            Sign.CORRECTED,
            Sign.SILENT,
            Sign.RIVAL,
        ),
    }
)
_AGAINST = frozenset({Sign.SILENT, Sign.RIVAL})
_HEAVY = frozenset({Sign.RIVAL, Sign.DEFENDED})

Seen = Mapping[Sign, bool | None]


@dataclass(frozen=True)
class Proposal:
    """A rating that the signs suggest, and the sentence that says why; no value while too little was seen."""

    value: int | None
    because: str


def propose(aspect: Aspect, seen: Seen) -> Proposal:
    """The rating that signs suggest. Signs nobody knows of count neither way."""
    answered = {sign: seen[sign] for sign in SIGNS[aspect] if seen.get(sign) is not None}
    because = _because(answered)
    if len(answered) < ANSWERS_WANTED:
        return Proposal(None, because)
    if aspect is Aspect.INFLUENCE:
        share = sum(bool(yes) for yes in answered.values()) / len(answered)
        return Proposal(1 + round(4 * share), because)
    return Proposal(_relation(answered), because)


def _relation(answered: Seen) -> int:
    """One heavy sign outweighs a light one on the other side; two on one side make a full point more."""
    balance = 0
    for sign, yes in answered.items():
        if yes:
            weight = 2 if sign in _HEAVY else 1
            balance += -weight if sign in _AGAINST else weight
    if balance >= 3:
        return 2
    if balance >= 1:
        return 1
    if balance <= -2:
        return -2
    return -1 if balance < 0 else 0


def _because(answered: Seen) -> str:
    lines = [
        tr("{question} Yes.", question=sign.question) if yes else tr("{question} No.", question=sign.question)
        for sign, yes in answered.items()
    ]
    return " ".join(lines)


def token_size(influence: int | None) -> float:
    """How large a person is drawn: 0.75 for one nobody asks, 1.25 for one nothing is decided without."""
    return 0.85 if influence is None else 0.75 + 0.125 * (influence - 1)


def short_name(name: str, others: Sequence[str]) -> str:
    """The first name, with the initial of the last where two share it."""
    words = name.split()
    if len(words) < 2:
        return name
    first = words[0]
    if sum(other.split()[:1] == [first] for other in others) > 1:
        return f"{first} {words[-1][0]}."
    return first
