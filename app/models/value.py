"""The value case of an opportunity: a model, what was put into it, and by whom it was said."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Entity, Root, WordType
from app.models.vocabulary import EvidenceClass


class ValueCase(Root, Entity):
    """One customer goal in figures. `model` is the text of the value model (TOML) that it stands on."""

    __tablename__ = "value_case"

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    goal: Mapped[str] = mapped_column(Text, default="")
    solution: Mapped[str] = mapped_column(Text, default="")
    compared_with: Mapped[str] = mapped_column(Text, default="")
    model: Mapped[str] = mapped_column(Text)
    scenario: Mapped[str] = mapped_column(String(60), default="")  # id of the scenario that is shown
    wanted_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), default=None
    )


class ValueInput(Entity):
    """A parameter that was set in a case: for one scenario, or for all where `scenario` is empty."""

    __tablename__ = "value_input"
    __table_args__ = (UniqueConstraint("case_id", "scenario", "name"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("value_case.id", ondelete="CASCADE"), index=True)
    scenario: Mapped[str] = mapped_column(String(60), default="")
    name: Mapped[str] = mapped_column(String(60))
    value: Mapped[float | None] = mapped_column(default=None)
    low: Mapped[float | None] = mapped_column(default=None)
    high: Mapped[float | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(String(200), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), default=None)
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        WordType(EvidenceClass), default=EvidenceClass.ASSUMED
    )
    set_on: Mapped[date] = mapped_column(Date)


class ValueScenario(Entity):
    """A scenario that the user added to the ones of the model."""

    __tablename__ = "value_scenario"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("value_case.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)


class ValueLineChallenge(Entity):
    """The challenge that a benefit of a case answers; `line` is the id of the benefit in the model."""

    __tablename__ = "value_line_challenge"
    __table_args__ = (UniqueConstraint("case_id", "line"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("value_case.id", ondelete="CASCADE"), index=True)
    line: Mapped[str] = mapped_column(String(60))
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)


class OwnValueModel(Entity):
    """A value model that the user keeps for other cases, beside those that come with the program."""

    __tablename__ = "own_value_model"

    label: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
