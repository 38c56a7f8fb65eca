"""The people of an account as they will be after an import: who is meant by a row, and who will be whose boss.

Nothing is stored here; `store` compares the team with what it was before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.across.exchange.circles import circle
from app.across.exchange.intake import NOBODY, USUAL, Finding, Intake, LineRow, PersonRow
from app.across.exchange.members import (
    Facts,
    Fate,
    Member,
    Outcome,
    Tally,
    facts_of,
    filled,
    order_bosses,
    with_roles,
)
from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Link, Role

_SPLITS = (re.compile(r"[;|\n]|:::"), re.compile(r"[,;|\n/&+]"), re.compile(r"\s+"))
Key = TypeVar("Key")
_MOST_NAMED = 6  # persons of a circle that a sentence names


class Team:
    """A working copy of an account's people and the lines between them."""

    def __init__(
        self, members: Iterable[Member] = (), lines: Iterable[tuple[int, int, Link, int]] = ()
    ) -> None:
        """`lines` are (from, to, kind, strength) in the order in which they were drawn."""
        self.members: dict[int, Member] = {}
        self.lines: dict[tuple[int, int, Link], int] = {}  # strength; all but reporting lines
        self._by_key: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._told_in: dict[tuple[int, int], tuple[str, int]] = {}  # file and line of a reporting line
        for member in members:
            self._add(member)
        for start, end, kind, strength in lines:
            if kind is Link.REPORTS:
                self.members[start].bosses[end] = strength
            else:
                self.lines[start, end, kind] = strength
        self.lines_before = dict(self.lines)
        for member in self.members.values():
            member.bosses = dict(sorted(member.bosses.items(), key=lambda boss: -boss[1]))
            member.bosses_before = tuple(member.bosses.items())

    def take(self, file: Intake) -> Tally:
        """Take in what a file says; raises BadInputError, with file, line and persons, for what cannot be."""
        tally = Tally(findings=list(file.findings))
        if file.people:
            self._take_people(file, tally)
        for row in file.lines:
            self._take_line(file.file, row, tally)
        self._refuse_circle()
        return tally

    def find(self, reference: str) -> list[Member]:
        """Those whom an id or a name means: nobody, one, or several who are called alike."""
        wanted = " ".join(reference.split())
        keys = self._by_key.get(wanted)
        if keys is None and wanted.endswith(".0"):
            keys = self._by_key.get(wanted.removesuffix(".0"))  # a number that went through a spreadsheet
        found = keys or self._by_name.get(wanted.casefold(), [])
        return [self.members[handle] for handle in found]

    # people

    def _take_people(self, file: Intake, tally: Tally) -> None:
        seen: dict[int, PersonRow] = {}
        names = Counter(row.name.casefold() for row in file.people)
        meant: list[tuple[PersonRow, Member]] = []
        for row in file.people:
            member = self._meant(row, alone=names[row.name.casefold()] == 1, seen=seen)
            if member is None:
                member = self._add(
                    Member(-len(self.members) - 1, facts_of(row), joined=True, roles=row.roles)
                )
                fate = Fate.NEW
            elif member.handle in seen:
                self._refuse_other_name(file.file, row, member, seen[member.handle].line)
                tally.findings.append(
                    Finding(
                        file.file, tr("{person} stands in this file already.", person=member.told), row.line
                    )
                )
                fate = Fate.LEFT_OUT
            else:
                self._refuse_other_name(file.file, row, member)
                fate = self._update(member, filled(member.facts, row), row.roles)
            tally.outcomes.append(Outcome(row.line, member.told, row.title, fate))
            tally.people[fate] += fate is not Fate.LEFT_OUT
            seen.setdefault(member.handle, row)
            meant.append((row, member))
        self._take_bosses(file.file, meant, tally)

    def _update(self, member: Member, facts: Facts, said: tuple[Role, ...]) -> Fate:
        """Let a known person be as the file says, and part of the opportunity."""
        roles = with_roles(member.roles, said)
        fate = Fate.JOINED if not member.takes_part else Fate.SAME if roles == member.roles else Fate.CHANGED
        member.roles = roles
        if facts != member.facts:
            fate = Fate.CHANGED
            self._by_name[member.facts.name.casefold()].remove(member.handle)
            if member.facts.key:
                self._by_key[member.facts.key].remove(member.handle)
            member.facts = facts
            self._index(member)
        member.joined = member.joined or not member.takes_part
        return fate

    def _meant(self, row: PersonRow, *, alone: bool, seen: dict[int, PersonRow]) -> Member | None:
        """Whom a row means: by id; without one, by name, title and unit, or by a name that occurs once."""
        known = [self.members[handle] for handle in self._by_key.get(row.key, [])] if row.key else []
        if known:
            return known[0]
        named = [self.members[handle] for handle in self._by_name.get(row.name.casefold(), [])]
        bare = [one for one in named if not (row.key and one.facts.key)]
        if row.key:
            bare = [one for one in bare if one.handle not in seen]
        else:
            same = [one for one in bare if (one.facts.title, one.facts.unit) == (row.title, row.unit)]
            if same:
                return same[0]
        return bare[0] if alone and len(named) == len(bare) == 1 else None

    def _refuse_other_name(self, file: str, row: PersonRow, member: Member, line: int | None = None) -> None:
        """One id for two people would make one of them disappear."""
        if row.placeholder or member.facts.placeholder or _words(row.name) & _words(member.facts.name):
            return
        words = (
            tr("id {key} is {one} in line {line} and {other} here; give one of them another id.")
            if line is not None
            else tr(
                "id {key} is {one} in the workspace and {other} here;"
                " correct the id, or import into another account."
            )
        )
        text = words.format(key=row.key, one=member.facts.name, other=row.name, line=line)
        raise BadInputError(Finding(file, text, row.line).sentence)

    def _add(self, member: Member) -> Member:
        self.members[member.handle] = member
        self._index(member)
        return member

    def _index(self, member: Member) -> None:
        if member.facts.key:
            self._by_key.setdefault(member.facts.key, []).append(member.handle)
        self._by_name.setdefault(member.facts.name.casefold(), []).append(member.handle)

    # lines

    def _take_bosses(self, file: str, meant: Sequence[tuple[PersonRow, Member]], tally: Tally) -> None:
        told: dict[int, list[int]] = {}
        for row, member in meant:
            for boss in self._bosses(file, row, tally):
                if boss.handle == member.handle:
                    raise self._own_boss(file, row.line, member)
                if boss.handle not in told.setdefault(member.handle, []):
                    told[member.handle].append(boss.handle)
                self._told_in[member.handle, boss.handle] = file, row.line
        for handle, bosses in told.items():
            self._give_bosses(file, self.members[handle], bosses, tally)

    def _give_bosses(self, file: str, member: Member, bosses: Sequence[int], tally: Tally) -> None:
        """The bosses of the file come first; another first boss than before takes the place of the old one."""
        known = dict(member.bosses)
        former = next(iter(known), None)
        tally.second_bosses += len(bosses) - 1
        for boss in bosses:
            if boss in known:
                tally.lines_same += 1
            else:
                tally.lines[Link.REPORTS] += 1
        if former is not None and former not in bosses:
            del known[former]
            text = tr(
                "{person} now reports to {boss}; the line to {former} is taken away.",
                person=member.told,
                boss=self.members[bosses[0]].told,
                former=self.members[former].told,
            )
            tally.findings.append(Finding(file, text, self._told_in[member.handle, bosses[0]][1]))
        member.bosses = {boss: known.pop(boss, USUAL) for boss in bosses} | known
        order_bosses(member)

    def _bosses(self, file: str, row: PersonRow, tally: Tally) -> list[Member]:
        """Those whom a cell names as bosses: one id or name, or several; unknown ones are told and left out."""
        if row.bosses.casefold() in NOBODY:
            return []
        parts = [row.bosses]
        if not self.find(row.bosses):
            splits = (_parts(row.bosses, split) for split in _SPLITS)
            parts = next((some for some in splits if len(some) > 1 and any(map(self.find, some))), parts)
        found: list[Member] = []
        for part in parts:
            one = self._one(part)
            if one is not None:
                found.append(one)
            elif part.casefold() not in NOBODY and part not in {"0", "0.0"}:
                tally.findings.append(Finding(file, self._unknown(part, row.name), row.line))
        return found

    def _take_line(self, file: str, row: LineRow, tally: Tally) -> None:
        start, end = self._one(row.start), self._one(row.end)
        fate = Fate.LEFT_OUT
        if start is None or end is None:
            missing = row.start if start is None else row.end
            tally.findings.append(Finding(file, self._unknown(missing, ""), row.line))
        elif start is end:
            if row.kind is Link.REPORTS:
                raise self._own_boss(file, row.line, start)
            text = tr("both ends of a line are {person}; it was left out.", person=start.told)
            tally.findings.append(Finding(file, text, row.line))
        elif row.kind is Link.REPORTS:
            self._told_in[start.handle, end.handle] = file, row.line
            tally.second_bosses += bool(start.bosses) and end.handle not in start.bosses
            fate = self._draw(start.bosses, end.handle, row, tally)
            start.bosses = dict(sorted(start.bosses.items(), key=lambda boss: -boss[1]))
        else:
            fate = self._draw(self.lines, (start.handle, end.handle, row.kind), row, tally)
        who = f"{start.told if start else row.start} → {end.told if end else row.end}"
        tally.outcomes.append(Outcome(row.line, who, row.kind.label, fate))

    def _draw(self, lines: dict[Key, int], key: Key, row: LineRow, tally: Tally) -> Fate:
        known = lines.get(key)
        lines[key] = row.strength or known or USUAL
        if known is None:
            tally.lines[row.kind] += 1
            return Fate.NEW
        if known == lines[key]:
            tally.lines_same += 1
            return Fate.SAME
        tally.lines_changed += 1
        return Fate.CHANGED

    def _one(self, reference: str) -> Member | None:
        found = self.find(reference)
        return found[0] if len(found) == 1 else None

    def _unknown(self, reference: str, name: str) -> str:
        """Why a reference leads nowhere."""
        count = len(self.find(reference))
        shown = " ".join(reference.split())[:60]
        if count:
            return tr(
                "“{who}” is the name of {n} people; use the id. The line was left out.", who=shown, n=count
            )
        if name:
            return tr(
                "“{who}”, the boss of {name}, is not known; the line was left out.", who=shown, name=name
            )
        return tr("“{who}” is not known; the line was left out.", who=shown)

    def _own_boss(self, file: str, line: int, member: Member) -> BadInputError:
        text = tr("{person} cannot report to himself or herself; nothing was imported.", person=member.told)
        return BadInputError(Finding(file, text, line).sentence)

    def _refuse_circle(self) -> None:
        found = circle({handle: member.bosses for handle, member in self.members.items()})
        if not found:
            return
        steps = list(zip(found, [*found[1:], found[0]], strict=True))
        file, line = max((self._told_in[step] for step in steps if step in self._told_in), default=("", 0))
        names = [self.members[handle].told for handle in found[:_MOST_NAMED]]
        if len(found) > _MOST_NAMED:
            names.append(tr("… ({n} people in all)", n=len(found)))
        text = tr(
            "a circle of bosses: {way}; nothing was imported.",
            way=" → ".join([*names, self.members[found[0]].told]),
        )
        raise BadInputError(Finding(file, text, line).sentence if file else text)


def _parts(text: str, split: re.Pattern[str]) -> list[str]:
    return [part for one in split.split(text) if (part := " ".join(one.split()))]


def _words(name: str) -> set[str]:
    return set(re.split(r"[\W_]+", name.casefold())) - {""}
