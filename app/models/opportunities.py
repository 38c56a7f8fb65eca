"""The opportunity, the people who will feel its decision, how they are rated, and what is known."""

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, Root, WordType
from app.models.vocabulary import (
    Aspect,
    BuyingStage,
    Criterion,
    DecisionRole,
    Effect,
    EvidenceClass,
    OpportunityStatus,
    Rater,
    Receptivity,
    RiskType,
)


class Opportunity(Root, Entity):
    """One deal with one account. Money is in minor units of `currency`."""

    __tablename__ = "opportunity"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    value_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    owner: Mapped[str] = mapped_column(String(120), default="")
    strategic: Mapped[bool] = mapped_column(default=False)
    commercial: Mapped[bool] = mapped_column(default=False)
    buying_stage: Mapped[BuyingStage] = mapped_column(WordType(BuyingStage), default=BuyingStage.PRESSURE)
    sales_stage: Mapped[int] = mapped_column(default=1)  # 1..5
    stage_entered_on: Mapped[date | None] = mapped_column(Date, default=None)
    decision_on: Mapped[date | None] = mapped_column(Date, default=None)
    next_action_id: Mapped[int | None] = mapped_column(
        ForeignKey("action.id", ondelete="SET NULL", use_alter=True), default=None
    )  # the next step that was agreed with the customer is an action of the plan
    solution_vision: Mapped[str] = mapped_column(Text, default="")
    vision_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    vision_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )
    vision_on: Mapped[date | None] = mapped_column(Date, default=None)
    buying_criteria: Mapped[str] = mapped_column(Text, default="")
    decision_process: Mapped[str] = mapped_column(Text, default="")
    alternatives: Mapped[str] = mapped_column(Text, default="")  # one a line; doing nothing is one
    status: Mapped[OpportunityStatus] = mapped_column(
        WordType(OpportunityStatus), default=OpportunityStatus.OPEN
    )
    status_reason: Mapped[str] = mapped_column(Text, default="")
    acid_test: Mapped[bool | None] = mapped_column(default=None)  # would we do it in their place?
    acid_test_reason: Mapped[str] = mapped_column(Text, default="")


class Stakeholder(Entity):
    """A person in one opportunity."""

    __tablename__ = "stakeholder"
    __table_args__ = (UniqueConstraint("opportunity_id", "person_id"),)

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    signs: Mapped[bool | None] = mapped_column(default=None)  # None: not known
    drives_change: Mapped[bool | None] = mapped_column(default=None)
    effect: Mapped[Effect] = mapped_column(WordType(Effect), default=Effect.UNKNOWN)
    business_goal: Mapped[str] = mapped_column(Text, default="")  # in their own words
    personal_goal: Mapped[str] = mapped_column(Text, default="")
    personal_win: Mapped[str] = mapped_column(Text, default="")  # or threat
    goal_class: Mapped[EvidenceClass] = mapped_column(WordType(EvidenceClass), default=EvidenceClass.ASSUMED)
    goal_on: Mapped[date | None] = mapped_column(Date, default=None)
    goal_source: Mapped[str] = mapped_column(String(200), default="")
    stated_mode: Mapped[Receptivity | None] = mapped_column(WordType(Receptivity), default=None)
    override_mode: Mapped[Receptivity | None] = mapped_column(WordType(Receptivity), default=None)
    override_reason: Mapped[str] = mapped_column(Text, default="")
    map_x: Mapped[float | None] = mapped_column(default=None)  # None: where the layout puts it
    map_y: Mapped[float | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(Text, default="")  # internal


class StakeholderRole(Entity):
    """One of the roles that a stakeholder plays."""

    __tablename__ = "stakeholder_role"
    __table_args__ = (UniqueConstraint("stakeholder_id", "role"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    role: Mapped[DecisionRole] = mapped_column(WordType(DecisionRole))


class Rating(Entity):
    """One dated rating of a stakeholder; the latest of each aspect and rater is the one in force.

    Influence 1..5, relationship -2..+2, wished and perceived state 0..10; a value of None takes
    the earlier rating back: the aspect is Unknown again.
    """

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("stakeholder_id", "aspect", "rater", "rated_on"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    aspect: Mapped[Aspect] = mapped_column(WordType(Aspect))
    rater: Mapped[Rater] = mapped_column(WordType(Rater), default=Rater.REP)
    value: Mapped[float | None] = mapped_column(default=None)
    rated_on: Mapped[date] = mapped_column(Date)
    evidence: Mapped[str] = mapped_column(Text, default="")  # how do we know?
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    source: Mapped[str] = mapped_column(String(200), default="")  # which meeting, call or letter
    rated_by: Mapped[str] = mapped_column(String(120), default="")
    proposed: Mapped[float | None] = mapped_column(default=None)  # what the answered questions suggested
    reason: Mapped[str] = mapped_column(Text, default="")  # why the value is another than the proposed one
    carried_from: Mapped[str] = mapped_column(
        String(200), default=""
    )  # the deal it was copied from, unconfirmed


class SignAnswer(Entity):
    """What somebody of us has seen of a stakeholder: the answer to one observable question.

    `sign` and `answer` are keys of `data/<language>/signs.toml`; a question without a row is not answered.
    """

    __tablename__ = "sign_answer"
    __table_args__ = (UniqueConstraint("stakeholder_id", "rater", "sign"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    rater: Mapped[Rater] = mapped_column(WordType(Rater), default=Rater.REP)
    sign: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(40))
    answered_on: Mapped[date] = mapped_column(Date)


class ChampionMark(Entity):
    """One dated test of a criterion, answered by hand; what the profile proposes is computed and stays beside it.

    The one that was given last is in force, the others are its history. A verdict of None is a deliberate Unknown.
    With a `reason` the mark overrules the profile; without one it is a test that found the same, and its evidence
    counts as long as the profile says so too.
    """

    __tablename__ = "champion_mark"
    __table_args__ = (UniqueConstraint("stakeholder_id", "criterion", "marked_on"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    criterion: Mapped[Criterion] = mapped_column(WordType(Criterion))
    verdict: Mapped[bool | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")  # why the profile is not believed
    evidence: Mapped[str] = mapped_column(Text, default="")  # what was seen or heard
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    marked_on: Mapped[date] = mapped_column(Date)
    set_aside_on: Mapped[date | None] = mapped_column(
        Date, default=None
    )  # since then the profile counts again


class Evidence(Entity):
    """A dated note that stands behind something: an axis of the matrix, a domino, a checklist item.

    `topic` names what it supports: "criticality", "ease", or the key of a domino or checklist item.
    """

    __tablename__ = "evidence"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(
        ForeignKey("opportunity.id", ondelete="CASCADE"), index=True, default=None
    )
    topic: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(200), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), default=None)
    noted_on: Mapped[date] = mapped_column(Date)
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    question: Mapped[bool] = mapped_column(default=False)  # still open: to be asked
    internal: Mapped[bool] = mapped_column(default=True)


class Risk(Entity):
    """What could go wrong, and what is done about it. Severity 1..3."""

    __tablename__ = "risk"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RiskType] = mapped_column(WordType(RiskType), default=RiskType.OTHER)
    text: Mapped[str] = mapped_column(Text)
    severity: Mapped[int] = mapped_column(default=2)
    answer: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(120), default="")


class SilencedFinding(Entity):
    """A finding of the coach that the user does not want to see, and why."""

    __tablename__ = "silenced_finding"
    __table_args__ = (UniqueConstraint("opportunity_id", "rule", "about"),)

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(60), default="")  # uid of what it is about
    reason: Mapped[str] = mapped_column(Text)
    silenced_on: Mapped[date] = mapped_column(Date)
