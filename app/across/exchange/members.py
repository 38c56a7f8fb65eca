"""A person of an account during an import: what is stored, what the file says instead, who the bosses are."""

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.across.exchange.intake import Finding, PersonRow
from app.i18n import tr
from app.models.vocabulary import Link, Role


@dataclass(frozen=True)
class Facts:
    """What is stored of a person and can be imported."""

    key: str  # in the system that the file comes from
    name: str
    title: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    placeholder: bool = False


@dataclass
class Member:
    """A person of the account; `handle` is the stored id, or a negative number for somebody new."""

    handle: int
    facts: Facts
    before: Facts | None = None  # as stored; None: new
    takes_part: bool = False  # in the opportunity
    joined: bool = False  # by this import
    bosses: dict[int, int] = field(default_factory=dict)  # strength by boss, the first boss first
    bosses_before: tuple[tuple[int, int], ...] = ()
    roles: tuple[Role, ...] = ()  # in the opportunity
    roles_before: tuple[Role, ...] = ()

    @property
    def told(self) -> str:
        """The name, and the id where there is one: many are called alike."""
        key = self.facts.key
        return tr("{name} (id {key})", name=self.facts.name, key=key) if key else self.facts.name


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    JOINED = "joined"  # a person known at the account is new to the opportunity
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row: whom or which line it is about, in words, and what is done."""

    line: int
    who: str
    about: str  # the title of a person, the kind of a line
    fate: Fate


@dataclass
class Tally:
    """What a file did to the team."""

    people: Counter[Fate] = field(default_factory=Counter)  # each counted once
    lines: Counter[Link] = field(default_factory=Counter)  # made
    lines_changed: int = 0
    lines_same: int = 0
    second_bosses: int = 0
    findings: list[Finding] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)  # one a row


def facts_of(row: PersonRow) -> Facts:
    """What a row says of somebody new."""
    return Facts(row.key, row.name, row.title, row.unit, row.email, row.phone, row.placeholder)


def filled(known: Facts, row: PersonRow) -> Facts:
    """What is known, with what the file says instead; an empty cell says nothing."""
    said = {name: text for name in ("key", "title", "unit", "email", "phone") if (text := getattr(row, name))}
    facts = replace(known, **said)
    return facts if row.placeholder else replace(facts, name=row.name, placeholder=False)


def with_roles(known: tuple[Role, ...], said: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles that somebody plays, and those that a file adds; a file takes none away."""
    names = {role.label.casefold() for role in known}
    return (*known, *(role for role in said if role.label.casefold() not in names))


def order_bosses(member: Member) -> None:
    """Strengths that keep the bosses in this order, since the strongest line leads to the first boss."""
    strongest = 0
    for boss, strength in reversed(member.bosses.items()):
        strongest = max(strongest, strength)
        member.bosses[boss] = strongest
