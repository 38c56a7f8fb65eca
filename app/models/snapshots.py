"""How the people of a deal stood on a day, kept to compare with."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity


class MapSnapshot(Entity):
    """The key-player map of a deal as it was.

    `content` is JSON with a `schema_version`; it names people by their uid only, so that a name that is
    corrected or taken out of the file is corrected or gone here too.
    """

    __tablename__ = "map_snapshot"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    taken_on: Mapped[date] = mapped_column(Date)
    content: Mapped[str] = mapped_column(Text)
