"""The automatic layout: tidy for any organisation, and quick."""

import random
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.vocabulary import Link
from app.tools.relationship_map.geometry import Box, Point, Size, around, border, bow, flattened, swing
from app.tools.relationship_map.layout import Arrangement, arrange
from app.tools.relationship_map.routes import CROWD, reroute
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import compose
from tests.tools.map_checks import crossings, overlaps, pierced


@st.composite
def organisations(draw: st.DrawFn) -> tuple[dict[int, Size], dict[int, int]]:
    """People in any order, boxes of any size, each with an earlier one as boss or with none."""
    count = draw(st.one_of(st.integers(0, 20), st.integers(21, 70)))
    people = draw(st.permutations(range(count)))
    sizes = {who: Size(draw(st.integers(80, 260)), draw(st.integers(30, 110))) for who in people}
    bosses = {}
    for place in range(1, count):
        boss = draw(st.one_of(st.none(), st.integers(0, place - 1), st.integers(0, min(2, place - 1))))
        if boss is not None:
            bosses[people[place]] = people[boss]
    return sizes, bosses


def assert_tidy(sizes: Mapping[int, Size], bosses: Mapping[int, int], drawn: Arrangement) -> None:
    assert set(drawn.boxes) == set(sizes)
    assert all((drawn.boxes[who].w, drawn.boxes[who].h) == (size.w, size.h) for who, size in sizes.items())
    assert set(drawn.routes) == set(bosses)
    assert not overlaps(drawn.boxes)
    assert not crossings(drawn.routes)
    assert not pierced(drawn.routes, drawn.boxes)
    for who, boss in bosses.items():
        assert drawn.boxes[boss].bottom < drawn.boxes[who].y, "every first boss stands above"
        points = drawn.routes[who]
        assert touches(drawn.boxes[who], points[0])
        assert touches(drawn.boxes[boss], points[-1])
        for (ax, ay), (bx, by) in pairwise(points):
            assert ax == pytest.approx(bx) or ay == pytest.approx(by), "lines run level or upright"


def touches(box: Box, point: Point) -> bool:
    x, y = point
    inside = box.grown(0.01)
    on_edge = min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom)) < 0.01
    return inside.x <= x <= inside.right and inside.y <= y <= inside.bottom and on_edge


@given(organisations())
@settings(max_examples=100, deadline=None)
def test_any_organisation_is_drawn_tidily(organisation: tuple[dict[int, Size], dict[int, int]]) -> None:
    sizes, bosses = organisation
    assert_tidy(sizes, bosses, arrange(sizes, bosses))


def organisation(people: int, span: int, seed: int) -> tuple[dict[int, Size], dict[int, int]]:
    chance = random.Random(seed)
    sizes = {who: Size(chance.randint(150, 230), chance.randint(48, 80)) for who in range(people)}
    bosses = {who: (who - 1) // span for who in range(1, people)}
    return sizes, bosses


@pytest.mark.parametrize(
    ("people", "span"), [(21, 4), (123, 3), (123, 6), (123, 11), (123, 122), (40, 1), (250, 4), (90, 2)]
)
def test_organisations_of_usual_shapes(people: int, span: int) -> None:
    sizes, bosses = organisation(people, span, seed=span)
    assert_tidy(sizes, bosses, arrange(sizes, bosses))


def test_the_same_people_are_drawn_the_same_way() -> None:
    sizes, bosses = organisation(60, 5, seed=1)
    assert arrange(sizes, bosses) == arrange(sizes, bosses)


def test_a_boss_stands_in_the_middle_of_a_few_reports() -> None:
    sizes = {who: Size(180, 60) for who in range(4)}
    drawn = arrange(sizes, {1: 0, 2: 0, 3: 0})
    assert drawn.boxes[0].middle[0] == pytest.approx(drawn.boxes[2].middle[0])
    assert drawn.boxes[1].y == drawn.boxes[2].y == drawn.boxes[3].y


def test_many_reports_hang_below_each_other() -> None:
    sizes = {who: Size(180, 60) for who in range(26)}
    bosses = {who: 0 if who <= 5 else (who - 6) // 4 + 1 for who in range(1, 26)}
    drawn = arrange(sizes, bosses)
    first, second = drawn.boxes[6], drawn.boxes[7]
    assert first.x == second.x
    assert second.y > first.bottom


def test_people_without_a_line_stand_below_the_trees() -> None:
    sizes = {who: Size(180, 60) for who in range(5)}
    drawn = arrange(sizes, {1: 0})
    assert drawn.unattached is not None
    assert all(drawn.boxes[who].y >= drawn.boxes[1].bottom for who in (2, 3, 4))


def test_nobody_has_a_line() -> None:
    sizes = {who: Size(180, 60) for who in range(9)}
    drawn = arrange(sizes, {})
    assert drawn.unattached is None
    assert not overlaps(drawn.boxes)
    assert len({box.y for box in drawn.boxes.values()}) > 1, "they fill a page rather than a line"


def test_a_bowed_line_ends_at_the_borders() -> None:
    one, two = Box(0, 0, 100, 40), Box(300, 200, 100, 40)
    start, control, end = bow(one, two, 0.2)
    assert not one.overlaps(Box(*start, 0.1, 0.1))
    assert not two.overlaps(Box(*end, 0.1, 0.1))
    assert flattened(start, control, end)[0] == start
    assert flattened(start, control, end)[-1] == pytest.approx(end)
    back = bow(two, one, 0.2)
    assert back[1] != control, "there and back are two lines"


def test_a_border_point_of_a_box_upon_another() -> None:
    assert border(Box(0, 0, 10, 10), (5, 5)) == (5, 10)


BOX = Box(0, 0, 100, 40)


@pytest.mark.parametrize(
    ("other", "leaves", "arrives"),
    [
        (Box(300, 200, 100, 40), 100, 300),
        (Box(-300, 200, 100, 40), 0, -200),
        (Box(300, 0, 100, 40), 100, 300),
        (Box(20, 200, 100, 40), 100, 120),  # below: out to the right
        (Box(20, -200, 100, 40), 0, 20),  # above: out to the left
    ],
)
def test_lines_of_a_crowd_run_from_side_to_side(other: Box, leaves: float, arrives: float) -> None:
    start, first, second, end = swing(BOX, other)
    assert (start[0], end[0]) == (leaves, arrives)
    assert BOX.y < start[1] < BOX.bottom
    assert other.y < end[1] < other.bottom
    assert first[1] == start[1], "it leaves level"
    assert second[1] == end[1], "and arrives level"
    inside = [(x, y) for x, y in flattened(start, first, second, end) if BOX.x < x < BOX.right and 0 < y < 40]
    assert not inside


def test_a_crowd_of_lines_keeps_its_shape_when_a_card_is_dragged() -> None:
    people = [MapPerson(n, n, str(n), f"Person {n}") for n in range(12)]
    pairs = [(a, b) for a in range(12) for b in range(12) if a != b]
    lines = [MapLine(number, a, b, Link.INFLUENCE) for number, (a, b) in enumerate(pairs)]
    few, many = compose(people, lines[:CROWD]), compose(people, lines)
    assert not any(route.bundled for route in few.routes)
    assert all(route.bundled for route in many.routes)
    assert many.crowd == 132
    hidden = compose(people, lines, kinds=())
    assert {card.id: card.box for card in hidden.cards} == {card.id: card.box for card in many.cards}
    cards = {card.id: card.box for card in many.cards}
    cards[3] = cards[3].moved(900, 900)
    moved = reroute([route for route in many.routes if 3 in {route.line.from_id, route.line.to_id}], cards)
    assert all(route.bundled for route in moved)
    assert all(
        any(touches(cards[3], spot) for spot in (route.points[0], route.points[-1])) for route in moved
    )


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=3, max_size=4))
def test_a_curve_is_flattened_from_end_to_end(points: list[Point]) -> None:
    flat = flattened(*points, steps=16)
    assert len(flat) == 17
    assert flat[0] == pytest.approx(points[0])
    assert flat[-1] == pytest.approx(points[-1])
    xs, ys = zip(*points, strict=True)
    assert all(
        min(xs) - 1e-6 <= x <= max(xs) + 1e-6 and min(ys) - 1e-6 <= y <= max(ys) + 1e-6 for x, y in flat
    )


@pytest.mark.parametrize("teams", [4, 6, 7])
def test_a_firm_of_small_teams_is_no_band(teams: int) -> None:
    bosses = dict.fromkeys(range(1, teams + 1), 0) | {
        n: 1 + (n - teams - 1) % teams for n in range(teams + 1, 21)
    }
    sizes = dict.fromkeys(range(21), Size(200, 58))
    drawn = arrange(sizes, bosses)
    assert_tidy(sizes, bosses, drawn)
    whole = around(list(drawn.boxes.values()))
    assert whole.w < 5 * whole.h
