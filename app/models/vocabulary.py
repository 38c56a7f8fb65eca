"""The words of the trade as types; each value knows how it is called on the screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from app.i18n import tr


class Word(StrEnum):
    """A stored word with a label; the label is the English text that `tr` translates."""

    @property
    def label(self) -> str:
        """The word as the user reads it."""
        return tr(self._texts().get(self.value, self.value.replace("_", " ").capitalize()))

    @classmethod
    def _texts(cls) -> dict[str, str]:
        """Labels that are not simply the capitalised value."""
        return {}


class AccountStatus(Word):
    """How far the firm is from being a customer."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    CLIENT = "client"
    FORMER = "former"


class AssessmentKind(Word):
    """Whose mark on the supplier matrix it is."""

    GUESS = "guess"
    STATEMENT = "statement"
    AIM = "aim"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"guess": "Our guess", "statement": "The customer's words", "aim": "Our aim"}


class SupplierCategory(Word):
    """Where the customer's category management puts us."""

    UNKNOWN = "unknown"
    STRATEGIC = "strategic"
    LEVERAGE = "leverage"
    BOTTLENECK = "bottleneck"
    COMMODITY = "commodity"


class Receptivity(Word):
    """The response mode of a person toward change."""

    UNKNOWN = "unknown"
    GROWTH = "growth"
    TROUBLE = "trouble"
    INDIFFERENT = "indifferent"
    OVERCONFIDENT = "overconfident"

    @property
    def open_to_change(self) -> bool:
        """Whether one can sell to somebody in this mode."""
        return self in {Receptivity.GROWTH, Receptivity.TROUBLE}


class DecisionRole(Word):
    """What a person is in the decision; several at once are usual."""

    COACH = "coach"
    CHAMPION = "champion"
    DECISION_MAKER = "decision_maker"
    IMPLEMENTATION_OWNER = "implementation_owner"
    FINANCIAL_APPROVER = "financial_approver"
    TECHNICAL_APPROVER = "technical_approver"
    USER = "user"
    BENEFICIARY = "beneficiary"
    ADVERSARY = "adversary"

    @classmethod
    def called(cls, name: str) -> "DecisionRole | None":
        """The role that somebody means by this name, in English or as it is shown; None when it is none of the nine."""
        said = name.strip().casefold()
        return next((one for one in cls if said in {one.value.replace("_", " "), one.label.casefold()}), None)


@dataclass(frozen=True)
class NamedRole:
    """A role that a workspace adds to the nine, under the user's own name; the id 0 is one not stored yet.

    A retired one is offered to nobody any more and stays with whoever plays it.
    """

    LONGEST: ClassVar = 60  # letters of a name

    name: str
    summary: str = ""  # what such a person does
    id: int = 0
    uid: str = ""
    retired: bool = False

    @property
    def label(self) -> str:
        """The name, which is nobody's to translate."""
        return self.name


Role = DecisionRole | NamedRole


class Link(Word):
    """How one person is tied to another; a report runs from the report to the boss."""

    REPORTS = "reports"
    INFLUENCE = "influence"
    TRUST = "trust"
    CONFLICT = "conflict"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {
            "reports": "Reports to",
            "influence": "Influences",
            "trust": "Trusts",
            "conflict": "Is at odds with",
        }


class Effect(Word):
    """What the change does to a person."""

    GAINS = "gains"
    LOSES = "loses"
    UNKNOWN = "unknown"


class EvidenceClass(Word):
    """How well a fact is known; the order of the members is the order of strength."""

    ASSUMED = "assumed"
    ESTIMATED = "estimated"
    STATED = "stated"
    CONFIRMED = "confirmed"

    @property
    def strength(self) -> int:
        """0 for assumed, 3 for confirmed."""
        return list(EvidenceClass).index(self)


class Aspect(Word):
    """What is rated of a person in an opportunity."""

    INFLUENCE = "influence"
    RELATIONSHIP = "relationship"
    WISHED = "wished"
    PERCEIVED = "perceived"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"wished": "Wished state", "perceived": "Perceived current state"}


class Rater(Word):
    """Who gave a rating."""

    REP = "rep"
    COACH = "coach"


class Level(Word):
    """A figure of the method that a workspace may set otherwise."""

    TOLERANCE = "tolerance"
    ACCEPTABLE = "acceptable"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"tolerance": "Gap that counts as none", "acceptable": "Acceptable from"}


class Criterion(Word):
    """What makes a champion; the order of the members is the order in which they are asked."""

    GOAL = "goal"
    INFLUENCE = "influence"
    RECEPTIVITY = "receptivity"
    RELATIONSHIP = "relationship"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"goal": "Personal goal"}


class OpportunityStatus(Word):
    """Whether an opportunity still runs, and how it ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ABANDONED = "abandoned"
    DISQUALIFIED = "disqualified"


class BuyingStage(Word):
    """Where the customer is in the buying process."""

    PRESSURE = "pressure"
    NEEDS = "needs"
    VISION = "vision"
    EVALUATION = "evaluation"
    AGREEMENT = "agreement"
    IMPLEMENTATION = "implementation"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"pressure": "Pressure to change", "vision": "Solution vision"}

    @property
    def short(self) -> str:
        """One word, where space is short."""
        words = {"pressure": tr("Pressure"), "vision": tr("Vision"), "evaluation": tr("Evaluate")}
        return words.get(self.value, self.label)


class HeardStatus(Word):
    """What a person said of a challenge."""

    PROPOSED = "proposed"
    RECOGNISED = "recognised"
    IMPORTANT = "important"
    NOT_RELEVANT = "not_relevant"


class Permission(Word):
    """How far a success story may be told."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    INTERNAL = "internal"


class Reception(Word):
    """How a story was received by the one who heard it."""

    ASKED_MORE = "asked_more"
    LISTENED = "listened"
    FELL_FLAT = "fell_flat"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"asked_more": "Asked for more"}


class Side(Word):
    """Which side does an action of the plan."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    SHARED = "shared"


class ActionKind(Word):
    """Agreed with the customer, or ours alone."""

    JOINT = "joint"
    INTERNAL = "internal"


class ActionPurpose(Word):
    """What an action is for, where another tool counts it as evidence."""

    OTHER = "other"
    MEETING = "meeting"
    WORKSHOP = "workshop"
    STUDY = "study"
    REFERENCE_VISIT = "reference_visit"
    PILOT = "pilot"
    PROPOSAL = "proposal"
    PRICING = "pricing"
    LEGAL = "legal"
    APPROVAL = "approval"
    DECISION = "decision"


class ActionStatus(Word):
    """How far an action is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class GateDecision(Word):
    """What was decided at a go/no-go gate."""

    PENDING = "pending"
    GO = "go"
    NO_GO = "no_go"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"no_go": "No-go"}


class RiskType(Word):
    """Where a risk bites."""

    DELIVERY = "delivery"
    SKILLS = "skills"
    RESOURCES = "resources"
    MARGIN = "margin"
    REPUTATION = "reputation"
    POLITICS = "politics"
    OTHER = "other"


class LetterAnswer(Word):
    """What the reader of a champion letter answered."""

    NONE = "none"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {"none": "No answer yet"}


class ChecklistKey(Word):
    """The seven items of the closing checklist."""

    GOALS = "goals"
    VISION = "vision"
    VALUE = "value"
    PLAN = "plan"
    PRICING = "pricing"
    LEGAL = "legal"
    PROOF = "proof"

    @classmethod
    def _texts(cls) -> dict[str, str]:
        return {
            "goals": "Goals, challenges, reasons",
            "vision": "Vision of solution",
            "value": "Solution value",
            "plan": "Implementation plan",
        }


class Audience(Word):
    """Who looks: a customer must never see our opinions."""

    INTERNAL = "internal"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Onlooker:
    """Whoever reads: which audience, whether people keep their names, and the one account it is about.

    Without an account all of them are shown.
    """

    audience: Audience = Audience.INTERNAL
    names_hidden: bool = False
    account_id: int | None = None

    @property
    def sees_all(self) -> bool:
        """Whether nothing is kept from this reader."""
        return self.audience is Audience.INTERNAL and not self.names_hidden


TEAM = Onlooker()
CUSTOMER = Onlooker(Audience.CUSTOMER)
