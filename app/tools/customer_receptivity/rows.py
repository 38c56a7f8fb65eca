"""The rows that the page of customer receptivity is made of."""

from dataclasses import dataclass
from datetime import date

from app.method.evidence import Freshness
from app.method.receptivity import category, hardness
from app.method.selection import Tilt, tilt
from app.models.vocabulary import AssessmentKind, EvidenceClass, Receptivity, Role, SupplierCategory
from app.tools.customer_receptivity.our_view import OurSide
from app.tools.customer_receptivity.rules import Mark, trail


@dataclass(frozen=True)
class AssessmentRow:
    """One dated mark. Criticality, ease and hardness 0..10; None is Unknown."""

    id: int
    uid: str
    kind: AssessmentKind
    on: date
    criticality: float | None
    ease: float | None
    judged_by: str
    informant_id: int | None
    informant: str
    evidence: str
    evidence_class: EvidenceClass
    freshness: Freshness
    due_on: date | None

    @property
    def hardness(self) -> float | None:
        """How hard we are to replace: the direction of the picture."""
        return hardness(self.ease)

    @property
    def category(self) -> SupplierCategory:
        """The category that the mark stands in."""
        return category(self.criticality, self.ease)

    @property
    def mark(self) -> Mark:
        """The mark as the rules take it."""
        return Mark(self.kind, self.on, self.criticality, self.ease, self.evidence_class)


@dataclass(frozen=True)
class EvidenceRow:
    """A note behind one axis, or a question that is still open."""

    id: int
    uid: str
    topic: str
    text: str
    source: str
    person_id: int | None
    person: str
    on: date
    evidence_class: EvidenceClass
    freshness: Freshness
    question: bool
    internal: bool


@dataclass(frozen=True)
class PlayerRow:
    """A key player in one line; a row of a role that nobody plays has no person and a negative id."""

    id: int
    name: str
    title: str
    roles: tuple[Role, ...]
    goal: str
    mode: Receptivity
    influence: int | None
    relationship: int | None
    placeholder: bool = False
    missing: bool = False


@dataclass(frozen=True)
class Standing:
    """The page: the marks in force, their history, the notes, and who is behind the deal."""

    account_id: int
    account: str
    guess: AssessmentRow | None
    statement: AssessmentRow | None
    aim: AssessmentRow | None
    counting: AssessmentRow | None  # the mark to act on
    differ: bool  # we place ourselves elsewhere than the customer does
    history: tuple[AssessmentRow, ...]  # the newest first
    evidence: tuple[EvidenceRow, ...]  # open questions last
    players: tuple[PlayerRow, ...]
    roles_known: int
    people: tuple[tuple[int, str], ...]  # who can be named as a source
    ours: OurSide | None = None  # how we see the customer; not there for a customer

    @property
    def category(self) -> SupplierCategory:
        """The category to act on."""
        return SupplierCategory.UNKNOWN if self.counting is None else self.counting.category

    @property
    def before(self) -> AssessmentRow | None:
        """The earlier mark to compare with: of the kind that counts, or else an earlier guess of ours."""
        now = self.counting
        if now is None:
            return None
        former = [row for row in self.history if row.mark.complete and row.on < now.on]
        kinds = (now.kind, AssessmentKind.GUESS)
        return next((row for kind in kinds for row in former if row.kind is kind), None)

    @property
    def since(self) -> AssessmentRow | None:
        """The mark in force of the same kind as `before`: what the earlier one became."""
        before = self.before
        if before is None:
            return None
        return next(row for row in self.history if row.kind is before.kind and row.mark.complete)

    @property
    def begun(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.history or self.evidence)

    @property
    def tilt(self) -> Tilt:
        """Which side makes more of the other."""
        return Tilt.UNKNOWN if self.ours is None else tilt(self.category, self.ours.fit.view)

    def trail(self, kind: AssessmentKind) -> tuple[tuple[float, float, str], ...]:
        """The earlier places of one kind as (criticality, hardness, year), the oldest first."""
        return trail([row.mark for row in self.history if row.kind is kind])

    def notes(self) -> int:
        """How many notes stand behind the marks; open questions are none."""
        return sum(not note.question for note in self.evidence)


def mark_of(row: AssessmentRow | None) -> Mark | None:
    """The mark of a row that may not be there."""
    return None if row is None else row.mark
