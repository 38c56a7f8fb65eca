"""Figures of the method that a workspace sets otherwise than the program."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.models.base import Entity, WordType
from app.models.vocabulary import Level


class MethodLevel(Entity):
    """One figure that was changed; the program's own stands where there is no row."""

    __tablename__ = "method_level"

    level: Mapped[Level] = mapped_column(WordType(Level), unique=True)
    value: Mapped[float] = mapped_column()


def levels_set(session: Session) -> Mapping[Level, float]:
    """The figures that this workspace has set."""
    return {row.level: row.value for row in session.scalars(select(MethodLevel))}
