"""Circles of bosses."""

from collections.abc import Iterable, Mapping


def circle(bosses: Mapping[int, Iterable[int]]) -> list[int]:
    """People of whom each reports to the next one, and the last to the first; empty when there are none.

    Every line is followed once, so that any organisation is answered at once.
    """
    done: set[int] = set()
    for start in bosses:
        way: dict[int, None] = {}  # in the order walked
        turns = [(start, iter(bosses.get(start, ())))] if start not in done else []
        if turns:
            way[start] = None
        while turns:
            person, above = turns[-1]
            boss = next(above, None)
            if boss is None:
                turns.pop()
                way.pop(person)
                done.add(person)
            elif boss in way:
                people = list(way)
                return people[people.index(boss) :]
            elif boss not in done:
                way[boss] = None
                turns.append((boss, iter(bosses.get(boss, ()))))
    return []
