"""Organisations as customers send them: people with bosses, and lines of advice, as CSV."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

PEOPLE_HEAD = ("id", "name", "title", "unit", "reports_to")
LINES_HEAD = ("from", "to", "kind")
_FIRST = ("Anna", "Bo", "Chen", "Dagmar", "Eero", "Fatima", "Göran", "Helmi")
_LAST = ("Berg", "Dahl", "Ek", "Fors", "Ny", "Öst")


@dataclass(frozen=True)
class Organisation:
    """Rows for the two files; the first id in the last cell of a person is the first boss."""

    people: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def bosses(self) -> dict[str, list[str]]:
        """The bosses of everybody who has one, the first one first."""
        return {row[0]: row[4].split(";") for row in self.people if row[4]}

    def write(self, folder: Path, stem: str) -> tuple[Path, Path]:
        """The two files."""
        people, lines = folder / f"{stem}.csv", folder / f"{stem} lines.csv"
        people.write_text(as_csv(PEOPLE_HEAD, self.people), encoding="utf-8")
        lines.write_text(as_csv(LINES_HEAD, self.lines), encoding="utf-8")
        return people, lines


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as the text of a CSV file."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue()


def small(seed: int = 21) -> Organisation:
    """A firm of 21: one at the top, four below, sixteen below these; 190 directed lines of advice."""
    chance = random.Random(seed)
    names = _names(21, chance, alike=0)
    bosses = ["", *["1"] * 4, *(str(2 + (n % 4)) for n in range(16))]
    people = tuple(
        (str(n + 1), names[n], _title(n, 21), f"Unit {max(int(bosses[n] or 1) - 1, 0)}", bosses[n])
        for n in range(21)
    )
    pairs = [(a, b) for a in range(1, 22) for b in range(1, 22) if a != b]
    lines = tuple((str(a), str(b), "advice") for a, b in sorted(chance.sample(pairs, 190)))
    return Organisation(people, lines)


def large(
    count: int = 123, seed: int = 123, *, tops: int = 2, second: int = 9, lines: int = 190
) -> Organisation:
    """A firm of 123 in which many are called alike: uneven teams, two tops, some with a second boss."""
    chance = random.Random(seed)
    names = _names(count, chance, alike=count // 3)
    first: dict[int, int] = {}
    weights: list[int] = []
    for n in range(count):
        weights.append(chance.choice((1, 1, 1, 4, 12)))
        if n >= tops:
            first[n] = chance.choices(range(n), weights[:n])[0]
    others = chance.sample(range(tops + 1, count), second)
    bosses = {n: [boss] for n, boss in first.items()}
    for n in others:
        bosses[n].append(chance.choice([boss for boss in range(n) if boss != first[n]]))
    people = tuple(
        (
            f"P{n:03}",
            names[n],
            _title(n, count),
            f"Unit {n % 7}",
            ";".join(f"P{boss:03}" for boss in bosses.get(n, ())),
        )
        for n in range(count)
    )
    pairs = [(chance.randrange(count), chance.randrange(count)) for _ in range(lines * 2)]
    some = list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))[:lines]
    kinds = ("advice", "influence", "trust", "conflict")
    return Organisation(
        people, tuple((f"P{a:03}", f"P{b:03}", kinds[chance.choice((0, 0, 1, 1, 2, 3))]) for a, b in some)
    )


def _names(count: int, chance: random.Random, alike: int) -> list[str]:
    """Names, of which `alike` are one of three."""
    pairs = [f"{first} {last}" for first in _FIRST for last in _LAST]
    names = [pairs[n % len(pairs)] for n in range(count)]
    for n in chance.sample(range(count), alike):
        names[n] = chance.choice(("Anna Berg", "Li Wei", "José García"))
    return names


def _title(n: int, count: int) -> str:
    if n == 0:
        return "Managing director"
    if n < count // 5:
        return f"Head of {('pulp', 'paper', 'maintenance', 'quality', 'finance', 'purchasing')[n % 6]}"
    return ("Engineer", "Shift manager", "Controller", "Buyer", "Planner, board machine 2")[n % 5]
