"""The shortest trusted way of introductions: who is asked first, which lines count how much, and when there is none."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.vocabulary import DecisionRole, Link
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.ways import Introductions, no_way, spoken


def person(
    number: int, relationship: int | None = None, *roles: DecisionRole, contact: str = ""
) -> MapPerson:
    return MapPerson(
        number,
        number,
        f"k{number}",
        f"P{number}",
        roles=roles,
        relationship=relationship,
        primary_contact=contact,
    )


def trust(number: int, one: int, other: int, strength: int = 2) -> MapLine:
    return MapLine(number, one, other, Link.TRUST, strength)


def influence(number: int, one: int, other: int, strength: int = 2) -> MapLine:
    return MapLine(number, one, other, Link.INFLUENCE, strength)


def reports(number: int, one: int, other: int, strength: int = 2) -> MapLine:
    return MapLine(number, one, other, Link.REPORTS, strength)


def ids(target: int, people: list[MapPerson], lines: list[MapLine]) -> list[int]:
    way = Introductions(people, lines).to(target)
    return [] if way is None else [one.id for one in way.people]


FRIEND, STRANGER, TARGET = person(1, 2), person(2), person(9)


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        (influence(1, 1, 9), True),  # the target listens to our friend
        (influence(1, 9, 1), False),  # our friend listens to the target
        (trust(1, 9, 1), True),  # the target trusts our friend
        (trust(1, 1, 9), False),
        (reports(1, 1, 9), True),  # reporting lines lead up and down
        (reports(1, 9, 1), True),
        (MapLine(1, 1, 9, Link.CONFLICT, 3), False),
        (MapLine(1, 9, 1, Link.CONFLICT, 3), False),
    ],
)
def test_which_lines_an_introduction_follows(line: MapLine, reached: bool) -> None:
    assert ids(9, [FRIEND, TARGET], [line]) == ([1, 9] if reached else [])


@pytest.mark.parametrize(
    ("relationship", "starts"), [(2, True), (1, True), (0, False), (None, False), (-1, False)]
)
def test_only_a_friend_is_asked_first(relationship: int | None, starts: bool) -> None:
    found = ids(9, [person(1, relationship), TARGET], [influence(1, 1, 9)])
    assert bool(found) is starts


@pytest.mark.parametrize(
    ("relationship", "roles", "passes"),
    [
        (2, (), True),
        (0, (), True),
        (None, (), True),
        (-1, (), False),
        (-2, (), False),
        (None, (DecisionRole.ADVERSARY,), False),
        (1, (DecisionRole.ADVERSARY,), True),
    ],
)
def test_nobody_who_works_against_us_introduces_us(
    relationship: int | None, roles: tuple[DecisionRole, ...], passes: bool
) -> None:
    people = [FRIEND, person(2, relationship, *roles), TARGET]
    found = ids(9, people, [influence(1, 1, 2), influence(2, 2, 9)])
    if relationship in {1, 2}:
        assert found  # a friend may also be asked directly
    else:
        assert found == ([1, 2, 9] if passes else [])


def test_an_opponent_can_be_the_one_we_want_to_meet() -> None:
    assert ids(9, [FRIEND, person(9, -2)], [trust(1, 9, 1)]) == [1, 9]


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        ([trust(1, 2, 1), trust(2, 9, 2), influence(3, 1, 9)], [1, 9]),  # one step before two
        (
            [trust(1, 2, 1, 3), trust(2, 9, 2, 3), reports(3, 1, 9, 1)],
            [1, 9],
        ),  # 2.4 against 1.5 and a stranger
        (
            [trust(1, 2, 1, 3), trust(2, 9, 2, 3), reports(3, 1, 9, 1), trust(4, 3, 1, 3), trust(5, 9, 3, 3)],
            [3, 9],  # a friend who wishes us well, asked directly
        ),
    ],
)
def test_strength_and_our_relationship_weigh(lines: list[MapLine], way: list[int]) -> None:
    assert ids(9, [FRIEND, STRANGER, person(3, 1), TARGET], lines) == way


def test_a_closer_friend_is_worth_one_step() -> None:
    close, distant = person(1, 2), person(2, 1)
    people = [close, distant, person(3, 0), TARGET]
    direct = [trust(1, 9, 1, 2), trust(2, 9, 2, 2)]
    assert ids(9, people, direct) == [1, 9]
    assert ids(9, people, [trust(1, 3, 1), trust(2, 9, 3), trust(3, 9, 2)]) == [2, 9]


def test_a_friend_on_the_way_is_asked_directly_where_that_is_shorter() -> None:
    people = [person(1, 2), person(2, 1), TARGET]
    assert ids(9, people, [influence(1, 1, 2, 3), reports(2, 9, 2)]) == [2, 9], "2.6 against 2.8"


@pytest.mark.parametrize(("passed", "other", "chosen"), [(0, None, 2), (None, 0, 3), (1, 0, 2), (2, 1, 2)])
def test_who_is_nearer_to_us_passes_us_on(passed: int | None, other: int | None, chosen: int) -> None:
    people = [person(1, 2), person(2, passed), person(3, other), TARGET]
    lines = [trust(1, 2, 1), trust(2, 3, 1), trust(3, 9, 2), trust(4, 9, 3)]
    way = Introductions(people, lines).to(9)
    assert way is not None
    assert way.introducer.id == chosen, "an unknown relationship is no neutral one"


def test_a_line_of_each_kind_is_a_step_and_the_way_says_why() -> None:
    people = [person(1, 2, contact="Sam"), person(2, 0), person(3, 0), person(4, 0), person(9, -1)]
    lines = [trust(1, 2, 1), influence(2, 2, 3), reports(3, 3, 4), reports(4, 9, 4)]
    way = Introductions(people, lines).to(9)
    assert way is not None
    assert [line.id for line in way.lines] == [1, 2, 3, 4]
    assert spoken(way) == [
        "Ask P1 first, who is with you. Sam on our side knows P1.",
        "P1 introduces you to P2: P2 trusts P1.",
        "P2 introduces you to P3: P3 listens to P2.",
        "P3 introduces you to P4: P4 is the boss of P3.",
        "P4 introduces you to P9: P9 works for P4.",
    ]


def test_no_way_says_so() -> None:
    assert "Nobody else on the map is known to be with you" in no_way(FRIEND, [FRIEND, STRANGER])
    assert "No line of trust, influence or reporting" in no_way(TARGET, [FRIEND, TARGET])
    assert Introductions([TARGET, STRANGER], [trust(1, 9, 2)]).to(9) is None
    assert Introductions([FRIEND], []).to(77) is None


def test_two_lines_of_the_same_length_do_not_confuse() -> None:
    lines = [influence(1, 1, 9, 2), reports(2, 1, 9, 3), influence(3, 1, 9, 2)]
    assert ids(9, [FRIEND, TARGET], lines) == [1, 9]


numbers = st.integers(0, 6)
drawn = st.lists(
    st.tuples(numbers, numbers, st.sampled_from(list(Link)), st.integers(1, 3)),
    max_size=14,
    unique_by=lambda t: t[:3],
)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=7, max_size=7), drawn)
def test_a_way_is_real_and_there_is_one_when_there_can_be(
    relationships: list[int | None], rows: list[tuple[int, int, Link, int]]
) -> None:
    people = [person(at, one) for at, one in enumerate(relationships)]
    lines = [MapLine(at, *row) for at, row in enumerate(rows)]
    steps = {(line.from_id, line.to_id) for line in lines if line.kind in {Link.INFLUENCE, Link.REPORTS}}
    steps |= {(line.to_id, line.from_id) for line in lines if line.kind in {Link.TRUST, Link.REPORTS}}
    reached = {one.id for one in people[1:] if one.supports}
    for _ in people:
        reached |= {b for a, b in steps if a in reached and not people[a].opposes}
    way = Introductions(people, lines).to(0)
    assert (way is not None) is (0 in reached)
    if way is not None:
        assert way.friend.supports
        assert len(set(way.people)) == len(way.people) == len(way.lines) + 1
        for one, other in itertools.pairwise(way.people):
            assert (one.id, other.id) in steps
        assert not any(line.kind is Link.CONFLICT for line in way.lines)
        assert not any(one.opposes for one in way.people[:-1])
