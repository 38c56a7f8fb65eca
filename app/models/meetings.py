"""A meeting with the customer: who was there, what was said, what was agreed."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity


class Meeting(Entity):
    """A meeting, held or ahead. The next step agreed is an action of the plan."""

    __tablename__ = "meeting"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date] = mapped_column(Date)
    purpose: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    commitments: Mapped[str] = mapped_column(Text, default="")  # what we want to ask for
    notes: Mapped[str] = mapped_column(Text, default="")  # internal
    outcome: Mapped[str] = mapped_column(Text, default="")
    next_action_id: Mapped[int | None] = mapped_column(
        ForeignKey("action.id", ondelete="SET NULL"), default=None
    )


class Attendee(Entity):
    """A stakeholder who was, or will be, in the room."""

    __tablename__ = "attendee"
    __table_args__ = (UniqueConstraint("meeting_id", "stakeholder_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    said: Mapped[str] = mapped_column(Text, default="")  # a sentence worth keeping, in their words
