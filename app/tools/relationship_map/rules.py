"""What the map says: who is whose first boss, which circles are refused, and where we are not covered.

Unknown is a value of its own: a person whose relationship or influence is not known counts on no side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.method.people import INFLUENTIAL
from app.models.vocabulary import DecisionRole, Link, Receptivity, Role
from app.tools.relationship_map.geometry import Point

SUPPORTS, OPPOSES = 1, -1  # on -2..+2
IMPORTANCE = (  # in which order missing roles are named
    DecisionRole.DECISION_MAKER,
    DecisionRole.CHAMPION,
    DecisionRole.FINANCIAL_APPROVER,
    DecisionRole.TECHNICAL_APPROVER,
    DecisionRole.IMPLEMENTATION_OWNER,
    DecisionRole.COACH,
    DecisionRole.USER,
    DecisionRole.BENEFICIARY,
    DecisionRole.ADVERSARY,
)


@dataclass(frozen=True)
class MapPerson:
    """A stakeholder as the map shows it. `place` is where a hand has put the card; None: the layout decides.

    `rated` is False where our opinions must not be seen: then influence, relationship and mode are not there.
    """

    id: int
    person_id: int
    key: str  # the id in the system it was imported from, or the uid
    name: str
    title: str = ""
    roles: tuple[Role, ...] = ()
    primary_contact: str = ""
    influence: int | None = None
    relationship: int | None = None
    mode: Receptivity = Receptivity.UNKNOWN
    placeholder: bool = False
    place: Point | None = None
    rated: bool = True
    unit: str = ""

    @property
    def shown_title(self) -> str:
        """The title, unless the name says the same: who is not known yet is called by it."""
        return "" if self.title == self.name else self.title

    @property
    def supports(self) -> bool:
        """Whether the person is on our side."""
        return self.relationship is not None and self.relationship >= SUPPORTS

    @property
    def is_champion(self) -> bool:
        """Whether the person is called a champion; the champion test says whether rightly."""
        return DecisionRole.CHAMPION in self.roles

    @property
    def influential(self) -> bool:
        """Whether the person can turn the decision; unknown influence is not."""
        return (self.influence or 0) >= INFLUENTIAL

    @property
    def undecided(self) -> bool:
        """Whether the person stands on no side, as far as we know."""
        return not self.supports and not self.opposes

    @property
    def opposes(self) -> bool:
        """Whether the person works against us, by relationship or by role."""
        against = self.relationship is not None and self.relationship <= OPPOSES
        return against or (DecisionRole.ADVERSARY in self.roles and not self.supports)


@dataclass(frozen=True)
class MapLine:
    """A line between two stakeholders; a report runs from the report to the boss. Strength 1..3."""

    id: int
    from_id: int
    to_id: int
    kind: Link
    strength: int = 2


@dataclass(frozen=True)
class Filter:
    """What stands out on the map; of each kind nothing chosen means everything."""

    roles: frozenset[Role] = frozenset()
    modes: frozenset[Receptivity] = frozenset()
    units: frozenset[str] = frozenset()
    kinds: frozenset[Link] = frozenset()

    def turned(self, field: str, value: object) -> "Filter":
        """The same with one value more, or without it."""
        return replace(self, **{field: getattr(self, field) ^ {value}})

    def lit(self, people: Iterable["MapPerson"], lines: Iterable[MapLine]) -> frozenset[int] | None:
        """Who stands out; with kinds of lines alone, whoever such a line joins. None for everybody."""
        if self.roles or self.modes or self.units:
            return frozenset(one.id for one in people if self._takes(one))
        if self.kinds:
            return frozenset(
                end for line in lines if line.kind in self.kinds for end in (line.from_id, line.to_id)
            )
        return None

    def _takes(self, person: "MapPerson") -> bool:
        role = not self.roles or bool(self.roles & set(person.roles))
        mode = not self.modes or person.mode in self.modes
        return role and mode and (not self.units or person.unit in self.units)


@dataclass(frozen=True)
class Coverage:
    """How well we are tied to the people of a decision."""

    people: int
    contacts: tuple[MapPerson, ...]  # with a primary contact on our side
    missing_roles: tuple[DecisionRole, ...]  # the important ones first
    uncovered: tuple[MapPerson, ...]  # influential, without a contact
    supporters: tuple[MapPerson, ...]
    opponents: tuple[MapPerson, ...]
    unanswered: tuple[MapPerson, ...]  # opponents whom no supporter can reach
    unrated: tuple[MapPerson, ...]  # relationship not known

    @property
    def single_thread(self) -> bool:
        """Whether the whole deal hangs on one person."""
        return self.people > 1 and len(self.contacts) == 1

    @property
    def outnumbered(self) -> bool:
        """Whether more people are against us than for us."""
        return len(self.opponents) > len(self.supporters)

    @property
    def outweighed(self) -> bool:
        """Whether those against us have more influence together; unknown influence weighs nothing."""
        return weight(self.opponents) > weight(self.supporters)


def weight(people: Iterable[MapPerson]) -> int:
    """The influence of some people together, as far as it is known."""
    return sum(person.influence or 0 for person in people)


def shown(value: int | None, *, signed: bool = False) -> str:
    """A rating as text; unknown is a question mark and never a zero."""
    if value is None:
        return "?"
    return f"{value:+d}".replace("-", "−").replace("+0", "0") if signed else str(value)


def best_friends(people: Iterable[MapPerson]) -> list[MapPerson]:
    """Who is with us, the closest first; among equals the one with more influence."""
    friends = (person for person in people if person.supports)
    return sorted(friends, key=lambda one: (-(one.relationship or 0), -(one.influence or 0), one.id))


def to_win(people: Iterable[MapPerson]) -> MapPerson | None:
    """The undecided person with the most influence; None when nobody's influence is known."""
    undecided = [one for one in people if one.undecided and one.influence is not None]
    return max(undecided, key=lambda one: (one.influence or 0, -one.id), default=None)


def coverage(people: Sequence[MapPerson], lines: Sequence[MapLine]) -> Coverage:
    """Where we are covered and where not."""
    taken = {role for person in people for role in person.roles}
    bosses = _bosses(lines)
    opponents = tuple(person for person in people if person.opposes)
    return Coverage(
        people=len(people),
        contacts=tuple(person for person in people if person.primary_contact),
        missing_roles=tuple(role for role in IMPORTANCE if role not in taken),
        uncovered=tuple(person for person in people if person.influential and not person.primary_contact),
        supporters=tuple(person for person in people if person.supports),
        opponents=opponents,
        unanswered=tuple(one for one in opponents if not _answered(one, people, lines, bosses)),
        unrated=tuple(person for person in people if person.relationship is None),
    )


def _answered(
    opponent: MapPerson,
    people: Sequence[MapPerson],
    lines: Sequence[MapLine],
    bosses: Mapping[int, Sequence[int]],
) -> bool:
    """Whether a supporter influences an opponent, is trusted by the person, or is a boss: nobody to pass over."""
    reach = {line.from_id for line in lines if line.kind is Link.INFLUENCE and line.to_id == opponent.id}
    reach |= {line.to_id for line in lines if line.kind is Link.TRUST and line.from_id == opponent.id}
    reach |= set(_above(opponent.id, bosses))
    return any(person.supports and person.id in reach for person in people)


def first_bosses(lines: Sequence[MapLine]) -> tuple[dict[int, int], frozenset[int]]:
    """The first boss of everybody who has one, and the ids of all other reporting lines.

    The strongest line leads to the first boss, and the oldest among equals. A line to oneself, or one that
    would close a circle, never does.
    """
    first: dict[int, int] = {}
    others: set[int] = set()
    reports = (line for line in lines if line.kind is Link.REPORTS)
    for line in sorted(reports, key=lambda one: (-one.strength, one.id)):
        if line.from_id in first or closes_circle(line.from_id, line.to_id, first):
            others.add(line.id)
        else:
            first[line.from_id] = line.to_id
    return first, frozenset(others)


def closes_circle(report: int, boss: int, bosses: Mapping[int, int]) -> bool:
    """Whether the report would be above the own boss, or be the own boss."""
    at: int | None = boss
    while at is not None:
        if at == report:
            return True
        at = bosses.get(at)
    return False


def is_above(person: int, other: int, lines: Sequence[MapLine]) -> bool:
    """Whether a person is a boss of the other, over any number of steps and any line."""
    return person in _above(other, _bosses(lines))


def _bosses(lines: Iterable[MapLine]) -> dict[int, list[int]]:
    """All bosses of each person, by any line."""
    bosses: dict[int, list[int]] = {}
    for line in lines:
        if line.kind is Link.REPORTS:
            bosses.setdefault(line.from_id, []).append(line.to_id)
    return bosses


def _above(person: int, bosses: Mapping[int, Sequence[int]]) -> list[int]:
    found: list[int] = []
    waiting = list(bosses.get(person, ()))
    while waiting:
        boss = waiting.pop()
        if boss not in found and boss != person:
            found.append(boss)
            waiting.extend(bosses.get(boss, ()))
    return found
