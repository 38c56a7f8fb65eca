"""What a mark means, how challenges are found and ordered, and which benefits weigh most. No database, no Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.errors import BadInputError
from app.i18n import tr
from app.method.typed_words import folded
from app.models.vocabulary import HeardStatus

HIGHEST = 5
LONGEST = 300  # letters of a challenge, as they are stored
NAMED = frozenset({HeardStatus.RECOGNISED, HeardStatus.IMPORTANT})
"""Marks by which a person counts as having named the challenge."""


def checked_importance(status: HeardStatus, importance: int | None) -> int | None:
    """The importance that belongs to a mark: 1..5 for an important one, else none. Raises BadInputError."""
    if status is not HeardStatus.IMPORTANT:
        return None
    if importance is None or not 1 <= importance <= HIGHEST:
        raise BadInputError(tr("Importance must be a whole number from 1 to {highest}.", highest=HIGHEST))
    return importance


def checked_text(text: str, known: Iterable[str]) -> str:
    """A new challenge's text, without space around it. Raises BadInputError when empty, long or there already."""
    words = " ".join(text.split())
    if not words:
        raise BadInputError(tr("Write the challenge in a few words."))
    if len(words) > LONGEST:
        raise BadInputError(tr("A challenge has at most {most} letters.", most=LONGEST))
    if folded(words) in {folded(other) for other in known}:
        raise BadInputError(tr("“{text}” is on the menu already.", text=words))
    return words


def checked_link(text: str) -> str:
    """The words of a new benefit or capability, without space around them. Raises BadInputError when empty or long."""
    words = " ".join(text.split())
    if not words:
        raise BadInputError(tr("Write it down in a few words."))
    if len(words) > LONGEST:
        raise BadInputError(tr("A benefit or capability has at most {most} letters.", most=LONGEST))
    return words


def moved(order: Sequence[int], item: int, place: int) -> list[int]:
    """The order with `item` at `place`; a place beyond the ends is the end."""
    rest = [other for other in order if other != item]
    rest.insert(max(0, min(place, len(rest))), item)
    return rest


@dataclass(frozen=True)
class Opened:
    """A benefit or capability, and the marked challenges that point to it, the most important first."""

    id: int
    text: str
    weight: int
    challenges: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A marked challenge as far as it carries weight."""

    id: int
    text: str
    importance: int | None

    @property
    def weight(self) -> int:
        """1..5 for an important one; a recognised one counts as 1."""
        return self.importance or 1


def bundle(marked: Iterable[Marked], links: Iterable[tuple[int, int, str]]) -> tuple[Opened, ...]:
    """What the marked challenges open, the heaviest first; `links` are (challenge, benefit, its text)."""
    by_id = {challenge.id: challenge for challenge in marked}
    found: dict[int, tuple[str, list[Marked]]] = {}
    for challenge_id, benefit_id, text in links:
        if challenge_id in by_id:
            found.setdefault(benefit_id, (text, []))[1].append(by_id[challenge_id])
    opened = [
        Opened(
            benefit_id,
            text,
            sum(challenge.weight for challenge in challenges),
            tuple(challenge.text for challenge in sorted(challenges, key=lambda one: -one.weight)),
        )
        for benefit_id, (text, challenges) in found.items()
    ]
    return tuple(sorted(opened, key=lambda one: (-one.weight, one.text)))
