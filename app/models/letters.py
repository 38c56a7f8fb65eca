"""The champion letter: its templates, its parts, where each fact came from, and what its answer changed."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, WordType
from app.models.vocabulary import EvidenceClass, LetterAnswer


class LetterTemplate(Entity):
    """What letters in one language are written with, for one account or for all of them."""

    __tablename__ = "letter_template"

    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(10))  # a code such as "fi"
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, default=None
    )  # None: for all accounts
    wording: Mapped[str] = mapped_column(Text)  # TOML as in data/<language>/letters/default.toml
    look: Mapped[bytes | None] = mapped_column(
        LargeBinary, default=None, deferred=True
    )  # a .docx; None: the supplied one
    look_name: Mapped[str] = mapped_column(String(200), default="")  # how that file was called


class ChampionLetter(Entity):
    """A letter that sums up a meeting for one reader."""

    __tablename__ = "champion_letter"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), default=None
    )
    recipient_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )
    subject: Mapped[str] = mapped_column(String(300), default="")
    drafted_at: Mapped[datetime] = mapped_column(DateTime)
    edited_at: Mapped[datetime | None] = mapped_column(DateTime, default=None)  # None: as drafted
    sender: Mapped[str] = mapped_column(String(120), default="")
    sent_on: Mapped[date | None] = mapped_column(Date, default=None)
    answer: Mapped[LetterAnswer] = mapped_column(WordType(LetterAnswer), default=LetterAnswer.NONE)
    answered_on: Mapped[date | None] = mapped_column(Date, default=None)
    answer_text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(10), default="")  # "": that of the program
    template_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter_template.id", ondelete="SET NULL"), default=None
    )  # None: the supplied template
    sent_wording: Mapped[str] = mapped_column(
        Text, default=""
    )  # the template's wording on the day it was sent


class LetterPart(Entity):
    """One of the parts of a letter in the method's order, as Markdown."""

    __tablename__ = "letter_part"
    __table_args__ = (UniqueConstraint("letter_id", "key"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("champion_letter.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(20))  # thanks, goals, challenges, vision, next_steps
    text: Mapped[str] = mapped_column(Text, default="")


class LetterFact(Entity):
    """A fact that the draft took from the workspace: what was written, and the row it came from."""

    __tablename__ = "letter_fact"

    letter_id: Mapped[int] = mapped_column(ForeignKey("champion_letter.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    source_table: Mapped[str] = mapped_column(String(60))
    source_uid: Mapped[str] = mapped_column(String(36))
    correction: Mapped[str] = mapped_column(Text, default="")  # what the reader put in its place


class LetterState(Entity):
    """How a letter stood before somebody went on writing in it at another time."""

    __tablename__ = "letter_state"

    letter_id: Mapped[int] = mapped_column(ForeignKey("champion_letter.id", ondelete="CASCADE"), index=True)
    kept_at: Mapped[datetime] = mapped_column(DateTime)  # when it had last been written in
    subject: Mapped[str] = mapped_column(String(300), default="")
    sender: Mapped[str] = mapped_column(String(120), default="")
    parts: Mapped[str] = mapped_column(Text)  # JSON: the Markdown texts by the key of their part


class LetterConfirmation(Entity):
    """Something that a confirmed letter made confirmed, and how well it had been known before."""

    __tablename__ = "letter_confirmation"
    __table_args__ = (UniqueConstraint("letter_id", "source_table", "source_uid"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("champion_letter.id", ondelete="CASCADE"), index=True)
    source_table: Mapped[str] = mapped_column(String(60))
    source_uid: Mapped[str] = mapped_column(String(36), index=True)
    class_before: Mapped[EvidenceClass] = mapped_column(WordType(EvidenceClass))
    on_before: Mapped[date | None] = mapped_column(Date, default=None)
