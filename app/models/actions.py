"""All doing is one entity; the checklist item stands beside it."""

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, WordType
from app.models.vocabulary import ActionKind, ActionPurpose, ActionStatus, GateDecision, Side


class Action(Entity):
    """A step of the joint plan, or one of our own. `when_words` is kept as people said it."""

    __tablename__ = "action"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ActionKind] = mapped_column(WordType(ActionKind), default=ActionKind.JOINT)
    purpose: Mapped[ActionPurpose] = mapped_column(WordType(ActionPurpose), default=ActionPurpose.OTHER)
    title: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    when_words: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date | None] = mapped_column(Date, default=None)  # the window that the words mean
    ends_on: Mapped[date | None] = mapped_column(Date, default=None)
    billable_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    side: Mapped[Side] = mapped_column(WordType(Side), default=Side.SHARED)
    owner: Mapped[str] = mapped_column(String(120), default="")  # a named person on our side
    customer_owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )
    gate: Mapped[bool] = mapped_column(default=False)
    gate_decision: Mapped[GateDecision] = mapped_column(WordType(GateDecision), default=GateDecision.PENDING)
    status: Mapped[ActionStatus] = mapped_column(WordType(ActionStatus), default=ActionStatus.OPEN)
    done_on: Mapped[date | None] = mapped_column(Date, default=None)
    notes: Mapped[str] = mapped_column(Text, default="")  # internal


class ActionOrder(Entity):
    """An action that comes after another."""

    __tablename__ = "action_order"
    __table_args__ = (UniqueConstraint("action_id", "after_id"),)

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    after_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)


class ChecklistItem(Entity):
    """An item of the closing checklist: one of the seven by `key`, or an own one by its title."""

    __tablename__ = "checklist_item"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(40))  # "own" for an own item
    title: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    ticked: Mapped[bool] = mapped_column(default=False)
    ticked_on: Mapped[date | None] = mapped_column(Date, default=None)
    agreed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )
    position: Mapped[int] = mapped_column(default=0)
