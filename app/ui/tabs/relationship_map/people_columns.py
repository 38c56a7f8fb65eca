"""The people table below the map: what stands in each column, and how a cell is edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.i18n import tr
from app.method.people import roles_in_words, shown_roles
from app.models.vocabulary import Audience, DecisionRole, Receptivity, Role
from app.tools.relationship_map.rows import People, PlayerRow
from app.ui.tabs.relationship_map.menus import INFLUENCES, RELATIONS, relation_words
from app.ui.widgets.bars import relation_text
from app.ui.widgets.row_table import Column


@dataclass(frozen=True)
class Vacancy:
    """A role that nobody plays yet; its row invites to name somebody."""

    id: int  # below zero
    role: DecisionRole
    goal: str  # whom to ask
    name: str = ""
    title: str = ""
    personal_goal: str = ""
    win: str = ""
    unit: str = ""
    roles: tuple[Role, ...] = ()
    primary_contact: str = ""
    challenges: tuple[str, ...] = ()
    mode: Receptivity = Receptivity.UNKNOWN
    influence: int | None = None
    relationship: int | None = None


Row = PlayerRow | Vacancy


def columns(audience: Audience) -> Sequence[Column[Row]]:
    """What a customer may see, and behind it what we think of a person."""
    internal = audience is Audience.INTERNAL
    text: Literal["text"] | None = "text" if internal else None
    shared: tuple[Column[Row], ...] = (
        Column(
            tr("Key player"), _name, "name", width=156, editor=text, value=_bare_name, delegate="person",
            sort=lambda row: _bare_name(row).casefold(), placeholder=lambda row: isinstance(row, Vacancy),
        ),
        Column(tr("Title"), lambda row: row.title, "title", width=120, editor=text, clearable=internal, empty=""),
        Column(tr("Unit"), lambda row: row.unit, "unit", width=96, editor=text, clearable=internal, empty=""),
        Column(
            tr("Roles"), _roles_in_two, "roles", width=112, tip=_roles, value=played, sort=_roles, opens=internal,
            clearable=internal, empty=(),
        ),
        Column(
            tr("Goals, challenges"), _goals, "business_goal", minimum=96, editor=text,
            value=lambda row: row.goal, tip=_goals, clearable=internal, empty="",
        ),
        Column(
            tr("Personal goal"), lambda row: row.personal_goal, "personal_goal", minimum=96, editor=text,
            tip=lambda row: row.personal_goal, clearable=internal, empty="",
        ),
        Column(
            tr("Our contact"), lambda row: row.primary_contact, "primary_contact", width=84, editor=text,
            clearable=internal, empty="",
        ),
    )  # fmt: skip
    if not internal:
        return shared
    modes = [(mode, mode.label) for mode in Receptivity]
    influences = [*((value, tr("{n} of 5", n=value)) for value in INFLUENCES), (None, tr("Unknown"))]
    relations = [*((value, relation_words(value)) for value in RELATIONS), (None, tr("Unknown"))]
    return (
        *shared,
        Column(
            tr("Win or threat"), lambda row: row.win, "personal_win", minimum=96, editor=text,
            tip=lambda row: row.win, clearable=internal, empty="",
        ),
        Column(
            tr("Receptivity"), _mode, "mode", width=130, delegate="mode", value=lambda row: row.mode,
            editor=modes, sort=_mode, clearable=True, empty=Receptivity.UNKNOWN,
        ),
        Column(
            tr("Influence"), _influence, "influence", width=68, delegate="bars",
            value=lambda row: row.influence, editor=influences, clearable=True,
        ),
        Column(
            tr("Relation"), _relation, "relationship", width=104, delegate="relation",
            value=lambda row: row.relationship, editor=relations, clearable=True,
        ),
    )  # fmt: skip


def _bare_name(row: Row) -> str:
    return tr("Name a person") if isinstance(row, Vacancy) else row.name


def _name(row: Row) -> str:
    if isinstance(row, Vacancy):
        return tr("Name a person")
    return f"{row.name}\n{row.title}" if row.title and row.title != row.name else row.name


def played(row: Row) -> tuple[Role, ...]:
    """The roles of a person, or the one that nobody plays."""
    return (row.role,) if isinstance(row, Vacancy) else row.roles


def roles_offered(page: People, audience: Audience) -> list[tuple[object, str]]:
    """The roles that the table can be filtered by."""
    return [(role, role.label) for role in shown_roles((*DecisionRole, *page.own_roles), audience)]


def _roles(row: Row) -> str:
    if isinstance(row, Vacancy):
        return row.role.label
    return roles_in_words(row.roles)


def _roles_in_two(row: Row) -> str:
    """The first role, and the others in the quiet second line."""
    first, _, others = _roles(row).partition(", ")
    return f"{first}\n{others}" if others else first


def _goals(row: Row) -> str:
    """The goal, and what the person called a challenge in the quiet second line."""
    goal = row.goal or row.personal_goal
    challenges = " · ".join(row.challenges)
    return f"{goal}\n{challenges}" if goal and challenges else goal or challenges


def _mode(row: Row) -> str:
    return "" if isinstance(row, Vacancy) else row.mode.label


def _influence(row: Row) -> str:
    return "" if isinstance(row, Vacancy) or row.influence is None else str(row.influence)


def _relation(row: Row) -> str:
    return "" if isinstance(row, Vacancy) else relation_text(row.relationship)


def text_of(row: Row) -> str:
    """What is looked through when words are typed into the filter."""
    return f"{_name(row)} {_roles(row)} {_goals(row)} {row.primary_contact}".casefold()
