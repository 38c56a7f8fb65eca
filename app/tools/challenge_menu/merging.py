"""What remains when challenges become one: of two marks of a person the stronger, with both texts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.method.typed_words import folded
from app.models.vocabulary import EvidenceClass, HeardStatus

_STRENGTH = (
    HeardStatus.PROPOSED,  # only an idea of ours
    HeardStatus.NOT_RELEVANT,
    HeardStatus.RECOGNISED,
    HeardStatus.IMPORTANT,
)


@dataclass(frozen=True)
class Said:
    """What one person said of one of the challenges that become one; `id` is the row's."""

    id: int
    status: HeardStatus
    importance: int | None
    evidence: EvidenceClass
    heard_on: date
    position: int
    own_words: str = ""
    reasons: str = ""
    consequences: str = ""

    @property
    def _weight(self) -> tuple[int, int, int, date]:
        return _STRENGTH.index(self.status), self.importance or 0, self.evidence.strength, self.heard_on


def merged(said: Sequence[Said]) -> Said:
    """The stronger mark with its day and class, all texts one below the other, and the first place in the order."""
    strongest, *others = sorted(said, key=lambda one: one._weight, reverse=True)
    everything = [strongest, *others]
    return replace(
        strongest,
        position=min(one.position for one in said),
        own_words=joined(one.own_words for one in everything),
        reasons=joined(one.reasons for one in everything),
        consequences=joined(one.consequences for one in everything),
    )


def joined(texts: Iterable[str]) -> str:
    """The texts one below the other, without those that another one holds already."""
    kept: list[str] = []
    for text in (text.strip() for text in texts):
        if text and not any(folded(text) in folded(other) for other in kept):
            kept = [other for other in kept if folded(other) not in folded(text)] + [text]
    return "\n".join(kept)
