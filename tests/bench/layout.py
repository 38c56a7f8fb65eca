"""The layout of the map for organisations of 120 and 500 people."""

import time
from collections.abc import Iterator

from app.tools.relationship_map.layout import arrange
from tests.tools.test_relationship_map_layout import organisation

ROUNDS = 7


def measure() -> Iterator[tuple[str, str]]:
    """The shortest of some rounds, in ms; goals of the product are 5 and 50 ms."""
    for people, goal in ((120, 5), (500, 50)):
        sizes, bosses = organisation(people, 5, seed=3)
        spent = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            arrange(sizes, bosses)
            spent.append((time.perf_counter() - began) * 1000)
        yield f"layout of {people} people (goal {goal} ms)", f"{min(spent):.1f} ms"
