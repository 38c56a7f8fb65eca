"""What if: a pure function of rows; what it says of gaps, sides, champions, and what to do."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.method.champion import ChampionStatus
from app.models.vocabulary import Criterion, DecisionRole, Link, Receptivity
from app.tools.relationship_map.notes import Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.what_if import (
    Assumption,
    Turn,
    counted,
    drawn,
    notes,
    outcome,
    spoken,
    suppose,
    with_assumption,
)

DECIDER, CHAMPION, ADVERSARY = DecisionRole.DECISION_MAKER, DecisionRole.CHAMPION, DecisionRole.ADVERSARY
MARJA = PlayerRow(1, 1, "m", "Marja", "", (DECIDER,), "Sam", 5, 0, person_uid="m")
KARI = PlayerRow(
    2, 2, "k", "Kari", "", (CHAMPION,), "Sam", 4, 2, Receptivity.GROWTH, person_uid="k", personal_goal="No stops",
    drives_change=True,
)  # fmt: skip
ELINA = PlayerRow(3, 3, "e", "Elina", "", (), "", 4, 1, Receptivity.TROUBLE, person_uid="e")
JONAS = PlayerRow(4, 4, "j", "Jonas", "", (ADVERSARY,), "Ida", 2, -2, person_uid="j")
LINES = (
    MapLine(1, 2, 1, Link.REPORTS),
    MapLine(2, 4, 1, Link.REPORTS),
    MapLine(3, 2, 1, Link.INFLUENCE),
    MapLine(4, 2, 4, Link.INFLUENCE),
    MapLine(5, 4, 3, Link.CONFLICT),
)
DEAL = People(1, "Deal", "Account", (MARJA, KARI, ELINA, JONAS), LINES, ("Ida", "Sam"))


def leaves(person: int) -> Assumption:
    return Assumption(Turn.LEAVES, person)


def weighs(person: int, value: int) -> Assumption:
    return Assumption(Turn.INFLUENCE, person, value)


def sides(person: int, value: int) -> Assumption:
    return Assumption(Turn.SIDE, person, value)


def decides(person: int) -> Assumption:
    return Assumption(Turn.DECIDES, person)


def test_who_leaves_takes_the_lines_along() -> None:
    after = suppose(DEAL, [leaves(2)])
    assert [one.name for one in after.players] == ["Marja", "Elina", "Jonas"]
    assert [line.id for line in after.lines] == [2, 5]
    assert len(DEAL.players) == 4


@pytest.mark.parametrize(
    ("one", "field", "value"),
    [(weighs(4, 5), "influence", 5), (weighs(4, 1), "influence", 1), (sides(4, 2), "relationship", 2)],
)
def test_ratings_as_they_would_be(one: Assumption, field: str, value: int) -> None:
    found = suppose(DEAL, [one]).player(4)
    assert getattr(found, field) == value
    assert getattr(DEAL.player(4), field) != value


def test_only_one_decides_and_keeps_the_other_roles() -> None:
    after = suppose(DEAL, [decides(2)])
    assert {one.name: one.roles for one in after.players} == {
        "Marja": (),
        "Kari": (CHAMPION, DECIDER),
        "Elina": (),
        "Jonas": (ADVERSARY,),
    }
    assert suppose(DEAL, [decides(99)]) == DEAL


@pytest.mark.parametrize(
    ("before", "one", "after"),
    [
        ([weighs(1, 2)], weighs(1, 5), [weighs(1, 5)]),
        ([weighs(1, 2)], weighs(2, 5), [weighs(1, 2), weighs(2, 5)]),
        ([weighs(1, 2)], sides(1, 2), [weighs(1, 2), sides(1, 2)]),
        ([decides(1)], decides(2), [decides(2)]),
        ([weighs(1, 2), sides(1, 1), sides(2, 1)], leaves(1), [sides(2, 1), leaves(1)]),
        ([leaves(1)], weighs(1, 2), [weighs(1, 2)]),
        ([leaves(1)], leaves(1), [leaves(1)]),
        ([leaves(1)], decides(2), [leaves(1), decides(2)]),
    ],
)
def test_assumptions_that_contradict_each_other(
    before: list[Assumption], one: Assumption, after: list[Assumption]
) -> None:
    assert list(with_assumption(before, one)) == after


def test_nothing_supposed_changes_nothing() -> None:
    found = outcome(DEAL, suppose(DEAL, []))
    assert not any(figure.changed for figure in found.figures)
    assert not found.opened
    assert not found.closed
    assert not found.advice
    assert counted(found) == "No gap opens or closes"


def test_the_champion_leaves() -> None:
    found = outcome(DEAL, suppose(DEAL, [leaves(2)]))
    assert {gap.key for gap in found.opened} >= {"role:champion", "unanswered:j"}
    shown = {figure.label: (figure.before, figure.after, figure.better) for figure in found.figures}
    assert shown["For us"] == ("2", "1", False)
    assert shown["Against us"] == ("1", "1", None)
    assert shown["In contact"] == ("3", "2", False)
    assert shown["Kari"] == ("Qualified champion", "gone", False)
    assert found.advice == (
        "Build a second champion now. Elina is the nearest; still to be won or found out: personal goal.",
    )
    assert "gaps open" in counted(found)


def test_the_only_other_contact_leaves() -> None:
    found = outcome(DEAL, suppose(DEAL, [leaves(1), leaves(4)]))
    assert "single_thread" in {gap.key for gap in found.opened}


def test_an_adversary_gains_influence() -> None:
    strong = replace(DEAL, lines=())
    found = outcome(strong, suppose(strong, [weighs(4, 5), weighs(2, 1), weighs(3, 1)]))
    assert {"outweighed"} <= {gap.key for gap in found.opened}
    assert [figure.after for figure in found.figures if figure.label.startswith("Influence")] == ["2", "5"]


def test_an_adversary_is_won() -> None:
    bare = replace(DEAL, lines=())
    found = outcome(bare, suppose(bare, [sides(4, 1)]))
    assert "unanswered:j" in {gap.key for gap in found.closed}
    assert next(figure for figure in found.figures if figure.label == "Against us").better is True


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (weighs(2, 4), ChampionStatus.QUALIFIED),
        (weighs(2, 3), ChampionStatus.UNFIT),
        (sides(2, 1), ChampionStatus.QUALIFIED),
        (sides(2, 0), ChampionStatus.UNFIT),
        (sides(2, -2), ChampionStatus.UNFIT),
    ],
)
def test_the_champion_test_is_done_again(one: Assumption, status: ChampionStatus) -> None:
    found = suppose(DEAL, [one]).player(2)
    assert found is not None
    assert found.champion is status


def test_an_answer_against_the_profile_goes_with_what_it_was_about() -> None:
    believed = replace(KARI, influence=3, overruled={Criterion.INFLUENCE: True, Criterion.GOAL: None})
    deal = replace(DEAL, players=(believed,))
    assert believed.champion is ChampionStatus.UNTESTED
    weaker = suppose(deal, [weighs(2, 2)]).player(2)
    assert weaker is not None
    assert weaker.overruled == {Criterion.GOAL: None}
    assert weaker.champion is ChampionStatus.UNFIT


def test_a_second_champion_needs_no_advice_and_a_hidden_one_is_named() -> None:
    twin = replace(KARI, id=5, person_uid="k2", name="Kirsi")
    deal = replace(DEAL, players=(*DEAL.players, twin))
    assert outcome(deal, suppose(deal, [leaves(2)])).advice == ()
    uncalled = replace(DEAL, players=(*DEAL.players, replace(twin, roles=())))
    assert outcome(uncalled, suppose(uncalled, [leaves(2)])).advice == (
        "Kirsi qualifies as a champion. Work with Kirsi as one now.",
    )


def test_nobody_is_left_to_become_a_champion() -> None:
    deal = replace(DEAL, players=(KARI, JONAS))
    assert "Meet somebody new" in outcome(deal, suppose(deal, [leaves(2)])).advice[0]


@pytest.mark.parametrize(
    ("player", "says"),
    [
        (
            replace(MARJA, id=7, person_uid="x", name="Xenia", roles=()),
            "The way to Xenia: Kari → Marja → Xenia.",
        ),
        (replace(MARJA, id=8, person_uid="y", name="Yrjö", roles=()), "Sam knows Yrjö: find out which side"),
        (
            replace(MARJA, id=8, person_uid="y", name="Yrjö", roles=(), primary_contact=""),
            "Nobody of yours leads to Yrjö",
        ),
    ],
)
def test_how_to_get_to_whoever_would_decide(player: PlayerRow, says: str) -> None:
    lines = (*LINES, MapLine(9, 1, 7, Link.INFLUENCE))
    deal = replace(DEAL, players=(*DEAL.players, player), lines=lines)
    found = outcome(deal, suppose(deal, [decides(player.id)]))
    assert found.advice[0].startswith(says)
    assert next(figure for figure in found.figures if figure.label == "Decides").after == player.name


def test_who_is_with_us_may_decide_without_more_ado() -> None:
    assert outcome(DEAL, suppose(DEAL, [decides(2)])).advice == ()


def test_the_map_shows_what_is_supposed() -> None:
    assumptions = [leaves(2), weighs(4, 4), sides(3, -1), decides(3)]
    found = notes(DEAL, assumptions)
    assert {key: (mark.text, mark.tone) for key, mark in found.marks.items()} == {
        2: ("leaves", Tone.GONE),
        4: ("influence 2 → 4", Tone.WORSE),
        3: ("relation +1 → −1, decides", Tone.WORSE),
    }
    assert found.gone == {2}
    assert found.lines == {1: Tone.GONE, 3: Tone.GONE, 4: Tone.GONE}
    assert found.caption.startswith(
        "What if: Kari leaves; Jonas has influence 4 of 5; Elina turns against you"
    )
    page = drawn(DEAL, suppose(DEAL, assumptions))
    assert [one.id for one in page.players] == [1, 3, 4, 2]
    assert page.lines == DEAL.lines


@pytest.mark.parametrize(
    ("one", "words", "tone"),
    [
        (weighs(3, 5), "influence 4 → 5", Tone.BETTER),
        (weighs(3, 2), "influence 4 → 2", Tone.WORSE),
        (weighs(4, 1), "influence 2 → 1", Tone.BETTER),
        (weighs(4, 2), "influence 2 → 2", Tone.CHANGED),
        (sides(1, 1), "relation 0 → +1", Tone.BETTER),
        (sides(2, 0), "relation +2 → 0", Tone.WORSE),
    ],
)
def test_marks_say_better_or_worse(one: Assumption, words: str, tone: Tone) -> None:
    mark = notes(DEAL, [one]).marks[one.person]
    assert (mark.text, mark.tone) == (words, tone)


def test_from_unknown_it_is_neither_better_nor_worse() -> None:
    deal = replace(DEAL, players=(replace(MARJA, influence=None, relationship=None),))
    found = notes(deal, [weighs(1, 5), sides(1, 2)]).marks[1]
    assert (found.text, found.tone) == ("influence ? → 5, relation ? → +2", Tone.CHANGED)
    assert spoken(deal, [sides(1, 0), sides(99, 1)]) == ["Marja stands between"]


turns = st.builds(Assumption, st.sampled_from([Turn.LEAVES, Turn.DECIDES]), st.integers(0, 5))
turns |= st.builds(Assumption, st.just(Turn.INFLUENCE), st.integers(0, 5), st.integers(1, 5))
turns |= st.builds(Assumption, st.just(Turn.SIDE), st.integers(0, 5), st.integers(-2, 2))


@settings(max_examples=60)
@given(st.lists(turns, max_size=8))
def test_any_combination_has_an_outcome_and_leaves_the_rows_alone(drawn_turns: list[Assumption]) -> None:
    assumptions: tuple[Assumption, ...] = ()
    for one in drawn_turns:
        assumptions = with_assumption(assumptions, one)
    before = replace(DEAL)
    after = suppose(DEAL, assumptions)
    found = outcome(DEAL, after)
    assert before == DEAL
    assert {gap.key for gap in found.opened}.isdisjoint(gap.key for gap in found.closed)
    assert sum(one.roles.count(DECIDER) for one in after.players) <= 1
    ids = {one.id for one in after.players}
    assert all({line.from_id, line.to_id} <= ids for line in after.lines)
    assert {one.id for one in drawn(DEAL, after).players} == {one.id for one in DEAL.players}
