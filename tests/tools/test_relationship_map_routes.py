"""Lines besides those to a first boss keep clear of cards where there is a way around."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.vocabulary import Link
from app.tools.relationship_map.corridors import corridor
from app.tools.relationship_map.geometry import Box
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import Scene, compose
from tests.tools.map_checks import pierced

KINDS = (Link.INFLUENCE, Link.TRUST, Link.CONFLICT)


def firm(seed: int, count: int, others: int) -> Scene:
    chance = random.Random(seed)
    people = [
        MapPerson(n, n, str(n), f"Person {'x' * chance.randint(0, 12)}", influence=chance.randint(1, 5))
        for n in range(count)
    ]
    lines = [MapLine(n, n, (n - 1) // 3, Link.REPORTS) for n in range(1, count) if chance.random() < 0.9]
    for number in range(others):
        one, other = chance.sample(range(count), 2)
        lines.append(MapLine(100 + number, one, other, chance.choice(KINDS)))
    return compose(people, lines)


def hidden(scene: Scene, route: Route) -> bool:
    """Whether the line runs behind somebody else's card."""
    ends = {route.line.from_id, route.line.to_id}
    boxes = {card.id: card.box for card in scene.cards if card.id not in ends}
    steps = [at for a, b in pairwise(route.drawn) for at in between(a, b)]
    return any(box.x < x < box.right and box.y < y < box.bottom for x, y in steps for box in boxes.values())


def between(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    shares = [at / 40 for at in range(41)]
    return [(one[0] + (other[0] - one[0]) * at, one[1] + (other[1] - one[1]) * at) for at in shares]


def test_few_lines_of_a_small_firm_run_behind_cards() -> None:
    scenes = [firm(seed, 13, 8) for seed in range(10)]
    free = [(scene, route) for scene in scenes for route in scene.routes if route.line.kind in KINDS]
    behind = [route for scene, route in free if hidden(scene, route)]
    assert len(free) == 80
    assert len(behind) <= 8


def test_a_line_goes_through_the_gap_between_two_cards() -> None:
    boss, left, right, outsider = (
        Box(130, 0, 200, 60),
        Box(0, 120, 200, 60),
        Box(222, 120, 200, 60),
        Box(0, 300, 260, 60),
    )
    walls = [(box.x - 6, box.y - 6, box.right + 6, box.bottom + 6) for box in (left, right)]
    way = corridor(outsider, boss, walls, 900)
    assert way[0][1] == outsider.y - 3
    assert way[-1][1] == boss.bottom + 3
    assert all(ax == bx or ay == by for (ax, ay), (bx, by) in pairwise(way))
    assert not pierced({1: way}, {2: left, 3: right})
    assert corridor(outsider, boss, walls, 200) == (), "too far round"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=2, max_size=14, unique=True))
def test_whatever_way_is_found_runs_behind_nobody(cells: list[tuple[int, int]]) -> None:
    boxes = [Box(column * 222, row * 112, 200, 60) for column, row in cells]
    walls = [(box.x - 6, box.y - 6, box.right + 6, box.bottom + 6) for box in boxes[2:]]
    way = corridor(boxes[0], boxes[1], walls, 10_000)
    assert way, "rows and columns leave room for a line"
    assert not pierced({0: way}, dict(enumerate(boxes)))


def test_a_card_in_the_hand_takes_its_lines_along() -> None:
    scene = firm(3, 13, 8)
    bent = next(route for route in scene.routes if route.line.kind in KINDS and not route.bowed)
    assert len(bent.points) > 2
