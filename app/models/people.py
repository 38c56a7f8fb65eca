"""The persons of an account and how they are tied to each other."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, Root, WordType
from app.models.vocabulary import Link


class Person(Root, Entity):
    """Somebody at the customer; a placeholder stands for a person whose name is not known yet."""

    __tablename__ = "person"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    in_position_since: Mapped[date | None] = mapped_column(Date, default=None)
    primary_contact: Mapped[str] = mapped_column(String(120), default="")  # somebody on our side
    placeholder: Mapped[bool] = mapped_column(default=False)
    external_id: Mapped[str] = mapped_column(String(120), default="")
    notes: Mapped[str] = mapped_column(Text, default="")


class PersonField(Entity):
    """A field that this workspace keeps of its people beside the usual ones, such as a hobby or an assistant."""

    __tablename__ = "person_field"

    label: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int] = mapped_column(default=0)


class PersonFieldValue(Entity):
    """What an own field says of one person; a person without a row has nothing there."""

    __tablename__ = "person_field_value"
    __table_args__ = (UniqueConstraint("person_id", "field_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("person_field.id", ondelete="CASCADE"), index=True)
    value: Mapped[str] = mapped_column(Text)


class Connection(Entity):
    """A line between two persons; a report runs from the report to the boss. Strength 1..3."""

    __tablename__ = "connection"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind"),)

    from_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Link] = mapped_column(WordType(Link))
    strength: Mapped[int] = mapped_column(default=2)
