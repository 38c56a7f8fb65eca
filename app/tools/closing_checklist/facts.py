"""What the other tools' data tell of a deal, as plain values; the grounds are made from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.method.selection import OurView
from app.models.vocabulary import ActionPurpose, AssessmentKind, EvidenceClass
from app.tools.closing_checklist.rules import DecisionFact, Ground, RiskFact


@dataclass(frozen=True)
class Mark:
    """The latest mark of a kind on the supplier matrix; axes 0..10."""

    kind: AssessmentKind
    criticality: float | None
    ease: float | None
    on: date
    evidence: EvidenceClass
    by: str = ""


@dataclass(frozen=True)
class OurFit:
    """What our own criteria say of the account: the weakest class and the oldest day among the scores."""

    view: OurView
    share: float
    evidence: EvidenceClass
    on: date


@dataclass(frozen=True)
class Decider:
    """A person with the role of decision maker, and when we met last."""

    name: str
    stakeholder_id: int
    placeholder: bool = False
    met_on: date | None = None


@dataclass(frozen=True)
class Heard:
    """A challenge that somebody called important."""

    person: str
    decides: bool
    challenge: str
    reasons: bool
    on: date
    evidence: EvidenceClass
    importance: int | None = None
    confirmed_on: date | None = None  # the day of the answer to a letter that quoted it
    challenge_id: int = 0


@dataclass(frozen=True)
class Vision:
    """The solution as the customer sees it."""

    text: str
    evidence: EvidenceClass
    on: date | None
    person: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""
    letter_id: int = 0


@dataclass(frozen=True)
class Worth:
    """A value case: how much of its yearly value rests on each class of evidence, as shares of 1."""

    title: str
    shares: Mapping[EvidenceClass, float] | None = None
    on: date | None = None
    trouble: str = ""  # why it cannot be computed
    case_id: int = 0


@dataclass(frozen=True)
class Step:
    """An action of the joint plan that was not dropped."""

    title: str
    purpose: ActionPurpose
    done_on: date | None  # None while it is open
    ends_on: date | None
    ours: str
    theirs: str
    uid: str = ""
    agreed: bool = False  # the opportunity's next step, or quoted in a letter that was confirmed


@dataclass(frozen=True)
class Told:
    """A success story told in this deal."""

    title: str
    on: date
    person: str = ""
    received: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody in the role of champion: what is not met, and how well the rest is known."""

    name: str
    stakeholder_id: int
    unmet: tuple[str, ...]
    evidence: EvidenceClass
    on: date | None
    confirmed_on: date | None = None  # the day she or he answered a letter with yes


@dataclass(frozen=True)
class DealFacts:
    """All that the chain and the checklist rest on; `notes` by domino or item."""

    strategic: bool = False
    commercial: bool = False
    marks: tuple[Mark, ...] = ()
    ours: OurFit | None = None  # None while too little is scored
    deciders: tuple[Decider, ...] = ()
    heard: tuple[Heard, ...] = ()
    vision: Vision | None = None
    worths: tuple[Worth, ...] = ()
    steps: tuple[Step, ...] = ()
    told: tuple[Told, ...] = ()
    champions: tuple[Candidate, ...] = ()
    risks: tuple[RiskFact, ...] = ()
    decision: DecisionFact = field(default_factory=DecisionFact)
    notes: Mapping[str, tuple[Ground, ...]] | None = None
    acid_test: bool | None = None
    acid_reason: str = ""
