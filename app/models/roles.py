"""The roles that people play in a decision: the nine of the method, and those that a workspace adds."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity


class OwnRole(Entity):
    """A role that this workspace adds to the nine of the method, with a page of its own.

    The page's texts hold one thought a line. A retired role is offered to nobody any more and stays with
    whoever plays it. The rules of the method know only the nine: no own role makes a deal complete.
    """

    __tablename__ = "own_role"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    summary: Mapped[str] = mapped_column(Text, default="")  # what such a person does, in a sentence
    wants: Mapped[str] = mapped_column(Text, default="")
    fears: Mapped[str] = mapped_column(Text, default="")
    decides: Mapped[str] = mapped_column(Text, default="")
    work_with: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)


class StakeholderOwnRole(Entity):
    """One of the workspace's own roles that a stakeholder plays."""

    __tablename__ = "stakeholder_own_role"
    __table_args__ = (UniqueConstraint("stakeholder_id", "role_id"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("own_role.id", ondelete="CASCADE"), index=True)
