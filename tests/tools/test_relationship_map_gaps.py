"""Where the map says we are not covered: every gap at its boundary, Unknown included, each with a way to close it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.vocabulary import DecisionRole, Link
from app.tools.relationship_map.gaps import gaps, standing
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine, to_win

ALL = tuple(DecisionRole)


def person(
    number: int,
    influence: int | None = None,
    relationship: int | None = None,
    contact: str = "",
    roles: tuple[DecisionRole, ...] = (),
) -> PlayerRow:
    return PlayerRow(
        number, number, f"k{number}", f"P{number}", roles=roles, primary_contact=contact, influence=influence,
        relationship=relationship, person_uid=f"u{number}",
    )  # fmt: skip


def line(one: int, other: int, kind: Link, strength: int = 2) -> MapLine:
    return MapLine(one * 1000 + other * 10 + list(Link).index(kind), one, other, kind, strength)


def a_map(players: Sequence[PlayerRow], lines: Sequence[MapLine] = ()) -> People:
    return People(1, "Deal", "Account", tuple(players), tuple(lines))


def keys(page: People) -> list[str]:
    return [gap.key for gap in gaps(page)]


@pytest.mark.parametrize("role", ALL)
def test_each_of_the_nine_roles_is_missed_when_nobody_plays_it(role: DecisionRole) -> None:
    rest = tuple(one for one in ALL if one is not role)
    found = gaps(a_map([person(1, 5, 1, "Sam", rest), person(2, 3, 1, "Ida")]))
    assert [(gap.key, gap.do, gap.role) for gap in found] == [
        (f"role:{role.value}", f"relationship_map:add:{role.value}", role)
    ]


def test_nobody_asks_for_an_adversary_who_is_known_by_the_relationship() -> None:
    rest = tuple(one for one in ALL if one is not DecisionRole.ADVERSARY)
    page = a_map([person(1, 5, 1, "Sam", rest), person(2, 3, -1, "Ida")], [line(2, 1, Link.TRUST)])
    assert keys(page) == []


@pytest.mark.parametrize(
    ("influence", "contact", "uncovered"),
    [(None, "", False), (1, "", False), (3, "", False), (4, "", True), (5, "", True), (4, "Sam", False)],
)
def test_influence_from_four_needs_a_contact(influence: int | None, contact: str, uncovered: bool) -> None:
    page = a_map([person(1, influence, 0, contact, ALL), person(2, 2, 0, "Sam"), person(3, 2, 0, "Ida")])
    assert ("uncovered:k1" in keys(page)) is uncovered


@pytest.mark.parametrize(
    ("contacts", "key"),
    [
        ((), None),
        (("",), "no_contact"),
        (("Sam",), None),
        (("", ""), "no_contact"),
        (("Sam", ""), "single_thread"),
        (("Sam", "Sam"), None),
    ],
)
def test_how_many_threads_hold(contacts: tuple[str, ...], key: str | None) -> None:
    found = keys(a_map([person(at, contact=who) for at, who in enumerate(contacts, 1)]))
    assert [one for one in found if one in {"no_contact", "single_thread"}] == ([key] if key else [])


@pytest.mark.parametrize(
    ("relationships", "influences", "key"),
    [
        ((1, -1), (3, 3), None),
        ((1, -1), (2, 3), "outweighed"),
        ((1, -1, -1), (5, 1, 1), "outnumbered"),
        ((None, -1), (5, 1), "outnumbered"),
        ((0, 0), (5, 5), None),
        ((None, None), (5, 5), None),
        ((1, -2), (None, None), None),
        ((1, -2), (None, 1), "outweighed"),
        ((1, -2), (1, None), None),
    ],
)
def test_supporters_against_opponents(
    relationships: tuple[int | None, ...], influences: tuple[int | None, ...], key: str | None
) -> None:
    pairs = zip(influences, relationships, strict=True)
    found = keys(a_map([person(at, *pair) for at, pair in enumerate(pairs, 1)]))
    assert [one for one in found if one in {"outnumbered", "outweighed"}] == ([key] if key else [])


@pytest.mark.parametrize(
    ("relationship", "roles", "answered", "gap"),
    [
        (-1, (), False, True),
        (-2, (), True, False),
        (0, (), False, False),
        (None, (), False, False),
        (None, (DecisionRole.ADVERSARY,), False, True),
        (0, (DecisionRole.ADVERSARY,), True, False),
        (1, (DecisionRole.ADVERSARY,), False, False),
    ],
)
def test_an_adversary_nobody_answers(
    relationship: int | None, roles: tuple[DecisionRole, ...], answered: bool, gap: bool
) -> None:
    lines = [line(2, 1, Link.INFLUENCE)] if answered else []
    page = a_map([person(1, 3, relationship, roles=roles), person(2, 5, 1)], lines)
    assert ("unanswered:k1" in keys(page)) is gap


def test_an_adversary_is_met_over_the_nearest_friend() -> None:
    people = [person(1, 3, -2), person(2, 5, 2), person(3, 2, 0)]
    lines = [line(2, 3, Link.INFLUENCE), line(3, 1, Link.INFLUENCE)]
    found = next(gap for gap in gaps(a_map(people, lines)) if gap.key == "unanswered:k1")
    assert (found.do, found.fix) == ("relationship_map:way:1", "Show the way")
    assert "P2 → P3 → P1" in found.text
    nowhere = next(gap for gap in gaps(a_map(people)) if gap.key == "unanswered:k1")
    assert nowhere.do == "relationship_map:person:1"


@pytest.mark.parametrize(
    ("others", "who"),
    [
        ([], None),
        ([person(2, 5, None)], 2),
        ([person(2, None, 0)], None),
        ([person(2, 3, 0), person(3, 4, None)], 3),
        ([person(2, 3, 0), person(3, 3, 0)], 2),
        ([person(2, 4, 1), person(3, 1, 0)], 3),
        ([person(2, 5, 0, roles=(DecisionRole.ADVERSARY,))], None),
    ],
)
def test_the_undecided_voice_that_weighs_most(others: list[PlayerRow], who: int | None) -> None:
    found = to_win([person(1, 5, -2), *others])
    assert (found.id if found else None) == who
    sides = next(gap for gap in gaps(a_map([person(1, 5, -2), *others])) if gap.key.startswith("out"))
    assert sides.do == ("relationship_map:person:1" if who is None else f"relationship_map:way:{who}")


def test_unknown_sides_are_asked_for_but_not_of_a_placeholder() -> None:
    post = PlayerRow(2, 2, "k2", "CFO", placeholder=True)
    found = gaps(a_map([person(1, 3), post]))
    unrated = next(gap for gap in found if gap.key == "unrated")
    assert unrated.title == "1 person whose side you do not know"
    assert unrated.do == "relationship_map:relationship:1"
    assert "unrated" not in keys(a_map([person(1, 3, 0), post]))


def test_an_empty_map_has_no_gaps() -> None:
    assert gaps(a_map([])) == []


@pytest.mark.parametrize(
    ("relationships", "words"),
    [
        ((None, 0), "Nobody is known to be for or against you"),
        ((2, 1), "somebody usually is. Your best friend is P1"),
        ((-1, 1, -2), "More people are against you"),
        ((1, -1), "Your friends outweigh"),
    ],
)
def test_how_we_stand_in_words(relationships: tuple[int | None, ...], words: str) -> None:
    page = a_map([person(at, 3, one) for at, one in enumerate(relationships, 1)])
    assert words in standing(page.coverage)


ratings = st.one_of(st.none(), st.integers(1, 5))
relations = st.one_of(st.none(), st.integers(-2, 2))


@given(st.lists(st.tuples(ratings, relations, st.sampled_from(["", "Sam"])), max_size=8))
def test_every_gap_can_be_closed_and_is_named_once(rows: list[tuple[int | None, int | None, str]]) -> None:
    found = gaps(a_map([person(at, *row) for at, row in enumerate(rows, 1)]))
    assert len({gap.key for gap in found}) == len(found)
    for gap in found:
        assert gap.fix
        assert gap.text
        assert gap.do.split(":")[1] in {"contacts", "add", "contact", "way", "person", "relationship"}
