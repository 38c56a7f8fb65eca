"""What dated marks on the supplier matrix say together: which one counts, where they differ, how the way went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import BadInputError
from app.i18n import tr
from app.method.evidence import OLD_DAYS, Freshness, freshness
from app.method.receptivity import HIGHEST, LOWEST, category, hardness
from app.models.vocabulary import AssessmentKind, EvidenceClass, SupplierCategory

CRITICALITY, EASE = "criticality", "ease"
TOPICS = (CRITICALITY, EASE)
TRAIL_LENGTH = 6  # more earlier places than that hide the way instead of showing it


@dataclass(frozen=True)
class Mark:
    """One dated place on the matrix; a missing coordinate is Unknown."""

    kind: AssessmentKind
    on: date
    criticality: float | None
    ease: float | None
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED

    @property
    def complete(self) -> bool:
        """Whether it has a place on the matrix."""
        return self.criticality is not None and self.ease is not None

    @property
    def category(self) -> SupplierCategory:
        """The category that the mark stands in."""
        return category(self.criticality, self.ease)

    @property
    def hardness(self) -> float | None:
        """How hard we are to replace, 0..10."""
        return hardness(self.ease)


def counting(
    guess: Mark | None, statement: Mark | None, today: date, old_days: int = OLD_DAYS
) -> Mark | None:
    """The mark to act on: what the customer said, unless that is old; then our guess."""
    said = statement if statement is not None and statement.complete else None
    guessed = guess if guess is not None and guess.complete else None
    if said is not None and (guessed is None or freshness(said.on, today, old=old_days) is not Freshness.OLD):
        return said
    return guessed


def differ(guess: Mark | None, statement: Mark | None) -> bool:
    """Whether we place ourselves elsewhere than the customer does."""
    if guess is None or statement is None or not (guess.complete and statement.complete):
        return False
    return guess.category is not statement.category


def too_rosy(guess: Mark | None, statement: Mark | None) -> bool:
    """Whether we think ourselves more critical or harder to replace than the customer says, by two points."""
    if guess is None or statement is None:
        return False
    more = _ahead(guess.criticality, statement.criticality) >= 2
    harder = _ahead(guess.hardness, statement.hardness) >= 2
    return more or harder


def trail(marks: Sequence[Mark]) -> tuple[tuple[float, float, str], ...]:
    """The earlier places of one kind as (criticality, hardness, year), the oldest first; a year is named once."""
    places = [mark for mark in sorted(marks, key=lambda one: one.on) if mark.complete][:-1]
    points = []
    named: set[int] = set()
    for mark in places[-TRAIL_LENGTH:]:
        label = "" if mark.on.year in named else str(mark.on.year)
        named.add(mark.on.year)
        if mark.criticality is not None and mark.hardness is not None:
            points.append((mark.criticality, mark.hardness, label))
    return tuple(points)


def checked_mark(name: str, value: float | None) -> float | None:
    """A coordinate as it may be stored; raises BadInputError outside 0..10."""
    if value is None:
        return None
    if not LOWEST <= value <= HIGHEST:
        raise BadInputError(tr("{what} must be a number from 0 to 10.", what=name))
    return round(float(value), 1)


def _ahead(ours: float | None, theirs: float | None) -> float:
    return 0.0 if ours is None or theirs is None else ours - theirs
