"""The shortest trusted way of introductions from one of our friends to a person.

An introduction follows influence (from whom it comes), trust (by whom it is given) and, as the weakest tie,
reporting lines in both directions. Conflict lines are never used, and nobody who works against us is asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.rules import MapLine, MapPerson

_TIES = {Link.TRUST: 1.0, Link.INFLUENCE: 1.2, Link.REPORTS: 1.6}  # the length of a usual line
_STRENGTHS = {1: 1.5, 2: 1.0, 3: 0.75}  # a weak line is longer
_STARTS = {2: 0.0, 1: 0.7}  # who acts for us is asked before one who only wishes us well
_PASSED = {2: 0.0, 1: 0.3, 0: 0.8, None: 1.0}  # what it takes to be brought on by somebody


@dataclass(frozen=True)
class Way:
    """Who introduces whom: the first of `people` is our friend, the last the person we want to meet.

    `lines` has the line of each step, so it is one shorter than `people`.
    """

    people: tuple[MapPerson, ...]
    lines: tuple[MapLine, ...]

    @property
    def friend(self) -> MapPerson:
        """Whom we ask first."""
        return self.people[0]

    @property
    def introducer(self) -> MapPerson:
        """Who knows the person."""
        return self.people[-2]

    @property
    def names(self) -> str:
        """The way in one line."""
        return " → ".join(person.name for person in self.people)


class _Step(NamedTuple):
    length: float
    people: tuple[int, ...]  # also settles which of two equally long ways is taken
    lines: tuple[int, ...]


class Introductions:
    """The ways to the people of one map; they are looked for once for all who are not our friends themselves."""

    def __init__(self, people: Sequence[MapPerson], lines: Iterable[MapLine]) -> None:
        self._people = {person.id: person for person in people}
        self._lines = {line.id: line for line in lines}
        self._friends = frozenset(person.id for person in people if person.supports)
        self._steps = _steps(self._lines.values(), self._people.keys()) if self._friends else {}
        self._found: dict[int, _Step] | None = None

    def to(self, target: int) -> Way | None:
        """The shortest way to a person; None when no friend of ours can lead there.

        A step is the longer the weaker its line; being brought on by somebody costs the more the less he or she
        is with us. A friend is reached from other friends alone.
        """
        if target in self._friends:
            found = self._search(self._friends - {target})
        elif self._found is None:
            found = self._found = self._search(self._friends)
        else:
            found = self._found
        step = found.get(target)
        if step is None:
            return None
        return Way(
            tuple(self._people[one] for one in step.people), tuple(self._lines[one] for one in step.lines)
        )

    def _search(self, friends: Iterable[int]) -> dict[int, _Step]:
        """The shortest ways from any of these friends to everybody who can be reached (Dijkstra)."""
        waiting = [_Step(_STARTS[min(2, self._people[one].relationship or 1)], (one,), ()) for one in friends]
        heapify(waiting)
        reached: dict[int, _Step] = {}
        while waiting:
            way = heappop(waiting)
            at = way.people[-1]
            if at in reached:
                continue
            reached[at] = way
            person = self._people[at]
            if person.opposes:
                continue
            for following, line in self._steps.get(at, ()):
                if following not in reached:
                    tie = _TIES[line.kind] * _STRENGTHS.get(line.strength, 1.0)
                    length = way.length + _PASSED[person.relationship] + tie
                    heappush(waiting, _Step(length, (*way.people, following), (*way.lines, line.id)))
        return reached


def spoken(way: Way) -> list[str]:
    """The way in sentences, one for each introduction."""
    friend = way.friend
    known = tr(" {who} on our side knows {name}.", who=friend.primary_contact, name=friend.name)
    first = tr("Ask {name} first, who is with you.", name=friend.name)
    said = [first + (known if friend.primary_contact else "")]
    for at, line in enumerate(way.lines):
        one, other = way.people[at], way.people[at + 1]
        said.append(
            tr(
                "{one} introduces you to {other}: {why}",
                one=one.name,
                other=other.name,
                why=_why(line, one, other),
            )
        )
    return said


def no_way(person: MapPerson, people: Sequence[MapPerson]) -> str:
    """Why there is no way to a person, and what to find out."""
    if not any(one.supports for one in people if one.id != person.id):
        return tr(
            "Nobody else on the map is known to be with you, so nobody can introduce you to {name}."
            " Win a first friend.",
            name=person.name,
        )
    return tr(
        "No line of trust, influence or reporting leads from a friend of yours to {name}."
        " Ask your friends whom {name} listens to, and draw that line.",
        name=person.name,
    )


def _why(line: MapLine, one: MapPerson, other: MapPerson) -> str:
    if line.kind is Link.TRUST:
        return tr("{other} trusts {one}.", one=one.name, other=other.name)
    if line.kind is Link.INFLUENCE:
        return tr("{other} listens to {one}.", one=one.name, other=other.name)
    if line.from_id == one.id:
        return tr("{other} is the boss of {one}.", one=one.name, other=other.name)
    return tr("{other} works for {one}.", one=one.name, other=other.name)


def _steps(lines: Iterable[MapLine], known: Iterable[int]) -> dict[int, list[tuple[int, MapLine]]]:
    """Where an introduction can lead from each person, and by which line."""
    there = set(known)
    steps: dict[int, list[tuple[int, MapLine]]] = {}
    for line in lines:
        if not {line.from_id, line.to_id} <= there:
            continue
        if line.kind in {Link.INFLUENCE, Link.REPORTS}:
            steps.setdefault(line.from_id, []).append((line.to_id, line))
        if line.kind in {Link.TRUST, Link.REPORTS}:
            steps.setdefault(line.to_id, []).append((line.from_id, line))
    return steps
