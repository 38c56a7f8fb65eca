"""The account and how it sees us as a supplier."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, Root, WordType
from app.models.vocabulary import AccountStatus, AssessmentKind, EvidenceClass


class Account(Root, Entity):
    """A firm that we sell to, or want to."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(String(200))
    industry: Mapped[str] = mapped_column(String(40), default="")  # key of an industry of the library
    country: Mapped[str] = mapped_column(String(80), default="")
    site: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(120), default="")  # the rep
    status: Mapped[AccountStatus] = mapped_column(WordType(AccountStatus), default=AccountStatus.PROSPECT)


class ReceptivityAssessment(Entity):
    """One dated mark on the supplier matrix: our guess, the customer's words, or our aim.

    Both axes run 0..10; None is Unknown. `ease` is how easily the customer could replace us.
    """

    __tablename__ = "receptivity_assessment"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[AssessmentKind] = mapped_column(WordType(AssessmentKind))
    assessed_on: Mapped[date] = mapped_column(Date)
    criticality: Mapped[float | None] = mapped_column(default=None)
    ease: Mapped[float | None] = mapped_column(default=None)
    judged_by: Mapped[str] = mapped_column(String(120), default="")
    informant_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )
    evidence: Mapped[str] = mapped_column(Text, default="")
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    due_on: Mapped[date | None] = mapped_column(Date, default=None)  # of an aim: when we want to be there


class SelectionCriterion(Entity):
    """How much one criterion of choosing customers weighs; 1 where there is no row. An own one has a title."""

    __tablename__ = "selection_criterion"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    weight: Mapped[float] = mapped_column(default=1.0)
    title: Mapped[str] = mapped_column(String(300), default="")


class SelectionScore(Entity):
    """How far an account meets one criterion, 0..2; a criterion without a row was not scored and is Unknown."""

    __tablename__ = "selection_score"
    __table_args__ = (UniqueConstraint("account_id", "criterion"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    criterion: Mapped[str] = mapped_column(String(60))  # a key of `data/<language>/selection.toml`
    score: Mapped[int] = mapped_column()
    evidence: Mapped[str] = mapped_column(Text, default="")
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    scored_on: Mapped[date] = mapped_column(Date)
