"""The sample as it stands in `data/sample/`: one folder an account, one file an opportunity.

Dates are days from today, so that the sample never looks stale; persons, actions and meetings are
named by keys that hold within an account. “{year}” and “{next_year}” in a text are filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from app.method.content_file import read
from app.models.vocabulary import (
    AccountStatus,
    ActionKind,
    ActionPurpose,
    ActionStatus,
    Aspect,
    AssessmentKind,
    BuyingStage,
    ChecklistKey,
    Criterion,
    DecisionRole,
    Effect,
    EvidenceClass,
    GateDecision,
    HeardStatus,
    LetterAnswer,
    Link,
    Rater,
    Reception,
    Receptivity,
    RiskType,
    Side,
)

T = TypeVar("T")
ASSUMED = EvidenceClass.ASSUMED
STATED = EvidenceClass.STATED


@dataclass(frozen=True)
class AccountPart:
    """`[account]`."""

    name: str
    industry: str
    country: str
    site: str
    owner: str
    status: AccountStatus
    notes: str = ""


@dataclass(frozen=True)
class AssessmentPart:
    """`[[assessment]]`: one mark on the supplier matrix."""

    kind: AssessmentKind
    on: int
    criticality: float | None = None
    ease: float | None = None
    judged_by: str = ""
    informant: str = ""
    evidence: str = ""
    evidence_class: EvidenceClass = ASSUMED
    due: int | None = None  # of an aim: when it is to be reached


@dataclass(frozen=True)
class ScorePart:
    """`[[score]]`: one criterion of choosing customers, 0..2."""

    criterion: str
    score: int
    on: int
    evidence: str = ""
    evidence_class: EvidenceClass = ASSUMED


@dataclass(frozen=True)
class PersonPart:
    """`[[person]]`."""

    key: str
    name: str
    title: str
    unit: str = ""
    email: str = ""
    phone: str = ""
    since: int | None = None
    contact: str = ""
    placeholder: bool = False
    notes: str = ""


@dataclass(frozen=True)
class LinePart:
    """`[[line]]` from a person to another."""

    person: str
    to: str
    kind: Link
    strength: int = 2


@dataclass(frozen=True)
class EvidencePart:
    """`[[evidence]]`, of the account or of an opportunity."""

    topic: str
    text: str
    on: int
    source: str = ""
    person: str = ""
    evidence_class: EvidenceClass = ASSUMED
    question: bool = False
    internal: bool = True


@dataclass(frozen=True)
class OpportunityPart:
    """`[opportunity]`. `value` is in whole units of the currency; `next` is the key of an action."""

    title: str
    value: int
    owner: str
    buying_stage: BuyingStage
    sales_stage: int
    entered: int
    decision: int | None = None
    currency: str = "EUR"
    strategic: bool = False
    commercial: bool = False
    next: str = ""
    vision: str = ""
    vision_class: EvidenceClass = ASSUMED
    vision_by: str = ""
    vision_on: int | None = None
    criteria: str = ""
    process: str = ""
    alternatives: tuple[str, ...] = ()
    acid_test: bool | None = None
    acid_test_reason: str = ""


@dataclass(frozen=True)
class OwnRolePart:
    """`[[own_role]]`: a role that the nine do not name, with its page."""

    name: str
    summary: str
    wants: tuple[str, ...] = ()
    fears: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    work_with: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@dataclass(frozen=True)
class StakeholderPart:
    """`[[stakeholder]]`."""

    person: str
    roles: tuple[DecisionRole, ...] = ()
    own_roles: tuple[str, ...] = ()  # by their names
    signs: bool | None = None
    drives_change: bool | None = None
    effect: Effect = Effect.UNKNOWN
    business_goal: str = ""
    personal_goal: str = ""
    personal_win: str = ""
    goal_class: EvidenceClass = ASSUMED
    goal_on: int | None = None
    stated_mode: Receptivity | None = None
    notes: str = ""


@dataclass(frozen=True)
class RatingPart:
    """`[[rating]]`."""

    person: str
    aspect: Aspect
    value: float
    on: int
    evidence: str = ""
    evidence_class: EvidenceClass = ASSUMED
    rater: Rater = Rater.REP
    source: str = ""
    rated_by: str = ""
    carried_from: str = ""  # the title of another deal


@dataclass(frozen=True)
class SeenPart:
    """`[[seen]]`: the answer to an observable question about a person; keys of `signs.toml`."""

    person: str
    sign: str
    answer: str
    on: int
    rater: Rater = Rater.REP


@dataclass(frozen=True)
class ChampionPart:
    """`[[champion]]`: a criterion of the champion test that was answered by hand; without a verdict Unknown."""

    person: str
    criterion: Criterion
    on: int
    verdict: bool | None = None
    reason: str = ""
    evidence: str = ""
    evidence_class: EvidenceClass = ASSUMED


@dataclass(frozen=True)
class ActionPart:
    """`[[action]]`. In `when`, “{month}”, “{day}” and “{year}” are those of the day `on`."""

    key: str
    title: str
    when: str
    on: int
    side: Side
    kind: ActionKind = ActionKind.JOINT
    purpose: ActionPurpose = ActionPurpose.OTHER
    billable: int | None = None
    owner: str = ""
    customer_owner: str = ""
    gate: bool = False
    gate_decision: GateDecision = GateDecision.PENDING
    status: ActionStatus = ActionStatus.OPEN
    done: int | None = None
    after: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class ChecklistPart:
    """`[[checklist]]`: a tick."""

    key: ChecklistKey
    on: int
    agreed_by: str = ""


@dataclass(frozen=True)
class RiskPart:
    """`[[risk]]`."""

    kind: RiskType
    text: str
    severity: int
    answer: str = ""
    owner: str = ""


@dataclass(frozen=True)
class MeetingPart:
    """`[[meeting]]`."""

    key: str
    on: int
    purpose: str
    place: str = ""
    commitments: str = ""
    notes: str = ""
    outcome: str = ""
    next: str = ""


@dataclass(frozen=True)
class AttendeePart:
    """`[[attendee]]` of a meeting."""

    meeting: str
    person: str
    said: str = ""


@dataclass(frozen=True)
class HeardPart:
    """`[[heard]]`: what a person said of a challenge of the library of the account's industry."""

    person: str
    challenge: str
    status: HeardStatus
    on: int
    importance: int | None = None
    own_words: str = ""
    reasons: str = ""
    consequences: str = ""
    position: int = 0
    meeting: str = ""
    evidence_class: EvidenceClass = STATED


@dataclass(frozen=True)
class CasePart:
    """`[case]`: the value case; `model` is a file of `data/value_models/`."""

    title: str
    goal: str
    solution: str
    compared_with: str
    model: str
    wanted_by: str = ""


@dataclass(frozen=True)
class InputPart:
    """`[[input]]` of the value case."""

    name: str
    value: float
    on: int
    low: float | None = None
    high: float | None = None
    source: str = ""
    person: str = ""
    evidence_class: EvidenceClass = ASSUMED


@dataclass(frozen=True)
class AnswerPart:
    """`[[answer]]`: the challenge that a benefit of the value case answers; both by their keys."""

    benefit: str
    challenge: str


@dataclass(frozen=True)
class LetterPart:
    """`[[letter]]`: a champion letter with its five parts; without texts it is drafted from the data."""

    recipient: str
    on: int
    sender: str
    meeting: str
    subject: str = ""
    thanks: str = ""
    goals: str = ""
    challenges: str = ""
    vision: str = ""
    next_steps: str = ""
    sent: int | None = None
    answer: LetterAnswer = LetterAnswer.NONE
    answered: int | None = None
    answer_text: str = ""


@dataclass(frozen=True)
class ToldPart:
    """`[[told]]`: a success story that was told."""

    story: str
    person: str
    on: int
    received: str
    meeting: str = ""
    reception: Reception | None = None


@dataclass(frozen=True)
class SnapshotPart:
    """`[[snapshot]]`: the map by the ratings that were given until that day; `without` came in later."""

    name: str
    on: int
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpportunitySample:
    """Everything of one opportunity."""

    opportunity: OpportunityPart
    own_roles: tuple[OwnRolePart, ...]
    stakeholders: tuple[StakeholderPart, ...]
    ratings: tuple[RatingPart, ...]
    seen: tuple[SeenPart, ...]
    champion: tuple[ChampionPart, ...]
    evidence: tuple[EvidencePart, ...]
    actions: tuple[ActionPart, ...]
    checklist: tuple[ChecklistPart, ...]
    risks: tuple[RiskPart, ...]
    meetings: tuple[MeetingPart, ...]
    attendees: tuple[AttendeePart, ...]
    heard: tuple[HeardPart, ...]
    case: CasePart | None
    inputs: tuple[InputPart, ...]
    answers: tuple[AnswerPart, ...]
    letters: tuple[LetterPart, ...]
    told: tuple[ToldPart, ...]
    snapshots: tuple[SnapshotPart, ...]


@dataclass(frozen=True)
class AccountSample:
    """Everything of one account."""

    account: AccountPart
    people: tuple[PersonPart, ...]
    lines: tuple[LinePart, ...]
    assessments: tuple[AssessmentPart, ...]
    scores: tuple[ScorePart, ...]
    evidence: tuple[EvidencePart, ...]
    opportunities: tuple[OpportunitySample, ...]


@cache
def read_sample(folder: Path) -> tuple[AccountSample, ...]:
    """All accounts of the sample, in the order of their folders; raises ContentError."""
    return tuple(_account(place) for place in sorted(folder.iterdir()) if place.is_dir())


def _account(folder: Path) -> AccountSample:
    file = read(folder / "account.toml")
    file.only("account", "person", "line", "assessment", "score", "evidence")
    all_of = _reader(file.entries)
    return AccountSample(
        all_of("account", AccountPart)[0],
        all_of("person", PersonPart),
        all_of("line", LinePart),
        all_of("assessment", AssessmentPart),
        all_of("score", ScorePart),
        all_of("evidence", EvidencePart),
        tuple(_opportunity(path) for path in sorted(folder.glob("[0-9]*.toml"))),
    )


def _opportunity(path: Path) -> OpportunitySample:
    file = read(path)
    file.only(
        "opportunity", "own_role", "stakeholder", "rating", "seen", "champion", "evidence", "action", "checklist",
        "risk", "meeting", "attendee", "heard", "case", "input", "answer", "letter", "told", "snapshot",
    )  # fmt: skip
    all_of = _reader(file.entries)
    cases = all_of("case", CasePart)
    return OpportunitySample(
        opportunity=all_of("opportunity", OpportunityPart)[0],
        own_roles=all_of("own_role", OwnRolePart),
        stakeholders=all_of("stakeholder", StakeholderPart),
        ratings=all_of("rating", RatingPart),
        seen=all_of("seen", SeenPart),
        champion=all_of("champion", ChampionPart),
        evidence=all_of("evidence", EvidencePart),
        actions=all_of("action", ActionPart),
        checklist=all_of("checklist", ChecklistPart),
        risks=all_of("risk", RiskPart),
        meetings=all_of("meeting", MeetingPart),
        attendees=all_of("attendee", AttendeePart),
        heard=all_of("heard", HeardPart),
        case=cases[0] if cases else None,
        inputs=all_of("input", InputPart),
        answers=all_of("answer", AnswerPart),
        letters=all_of("letter", LetterPart),
        told=all_of("told", ToldPart),
        snapshots=all_of("snapshot", SnapshotPart),
    )


def _reader(entries: Callable[[str], tuple[Any, ...]]) -> Callable[[str, type[T]], tuple[T, ...]]:
    def all_of(kind: str, part: type[T]) -> tuple[T, ...]:
        return tuple(entry.read_as(part) for entry in entries(kind))

    return all_of
