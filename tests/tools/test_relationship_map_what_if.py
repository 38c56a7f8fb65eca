"""What if: a pure function of rows; what it says of gaps, sides, champions, and what to do."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.method.champion import ChampionStatus
from app.models.vocabulary import Criterion, DecisionRole, Link, Receptivity
from app.tools.relationship_map.assumptions import (
    SOMEBODY_NEW,
    Assumption,
    Turn,
    refusal,
    spoken,
    suppose,
    with_assumption,
)
from app.tools.relationship_map.notes import Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine, is_above
from app.tools.relationship_map.scene import compose, restaged
from app.tools.relationship_map.what_if import counted, drawn, notes, outcome

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
    found = outcome(DEAL, [])
    assert not any(figure.changed for figure in found.figures)
    assert not found.opened
    assert not found.closed
    assert not found.advice
    assert counted(found) == "No gap opens or closes"


def test_the_champion_leaves() -> None:
    found = outcome(DEAL, [leaves(2)])
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
    found = outcome(DEAL, [leaves(1), leaves(4)])
    assert "single_thread" in {gap.key for gap in found.opened}


def test_an_adversary_gains_influence() -> None:
    strong = replace(DEAL, lines=())
    found = outcome(strong, [weighs(4, 5), weighs(2, 1), weighs(3, 1)])
    assert {"outweighed"} <= {gap.key for gap in found.opened}
    assert [figure.after for figure in found.figures if figure.label.startswith("Influence")] == ["2", "5"]


def test_an_adversary_is_won() -> None:
    bare = replace(DEAL, lines=())
    found = outcome(bare, [sides(4, 1)])
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
    assert outcome(deal, [leaves(2)]).advice == ()
    uncalled = replace(DEAL, players=(*DEAL.players, replace(twin, roles=())))
    assert outcome(uncalled, [leaves(2)]).advice == (
        "Kirsi qualifies as a champion. Work with Kirsi as one now.",
    )


def test_nobody_is_left_to_become_a_champion() -> None:
    deal = replace(DEAL, players=(KARI, JONAS))
    assert "Meet somebody new" in outcome(deal, [leaves(2)]).advice[0]


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
    found = outcome(deal, [decides(player.id)])
    assert found.advice[0].startswith(says)
    assert next(figure for figure in found.figures if figure.label == "Decides").after == player.name


def test_who_is_with_us_may_decide_without_more_ado() -> None:
    assert outcome(DEAL, [decides(2)]).advice == ()


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
    assert [one.id for one in page.players] == [1, 2, 3, 4], "nobody changes places"
    assert {line.id for line in page.lines} == {line.id for line in DEAL.lines}


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
turns |= st.builds(Assumption, st.just(Turn.LEAVES), st.integers(0, 5), other=st.integers(0, 5))
turns |= st.builds(
    Assumption,
    st.sampled_from([Turn.TIES, Turn.PARTS]),
    st.integers(0, 5),
    other=st.integers(0, 5),
    kind=st.sampled_from(list(Link)),
)


@settings(max_examples=60)
@given(st.lists(turns, max_size=8))
def test_any_combination_has_an_outcome_and_leaves_the_rows_alone(drawn_turns: list[Assumption]) -> None:
    assumptions: tuple[Assumption, ...] = ()
    for one in drawn_turns:
        assumptions = with_assumption(assumptions, one)
    before = replace(DEAL)
    after = suppose(DEAL, assumptions)
    found = outcome(DEAL, assumptions)
    assert before == DEAL
    assert {gap.key for gap in found.opened}.isdisjoint(gap.key for gap in found.closed)
    assert sum(one.roles.count(DECIDER) for one in after.players) <= 1
    ids = {one.id for one in after.players}
    assert all({line.from_id, line.to_id} <= ids for line in after.lines)
    assert {one.id for one in drawn(DEAL, after).players} == {one.id for one in DEAL.players}
    assert len({line.id for line in after.lines}) == len(after.lines)
    assert not any(is_above(key, key, after.lines) for key in ids), "no circle of bosses"


def ends(page: People, kind: Link) -> set[tuple[int, int]]:
    return {(line.from_id, line.to_id) for line in page.lines if line.kind is kind}


def follows(person: int, other: int = SOMEBODY_NEW) -> Assumption:
    return Assumption(Turn.LEAVES, person, other=other)


def ties(person: int, other: int, kind: Link) -> Assumption:
    return Assumption(Turn.TIES, person, other=other, kind=kind)


def parts(person: int, other: int, kind: Link) -> Assumption:
    return Assumption(Turn.PARTS, person, other=other, kind=kind)


def test_somebody_new_has_the_seat_and_nothing_personal() -> None:
    after = suppose(DEAL, [follows(1)])
    newcomer = after.player(1)
    assert newcomer is not None
    assert (newcomer.name, newcomer.roles, newcomer.influence) == ("Successor of Marja", (DECIDER,), 5)
    assert newcomer.placeholder
    assert newcomer.relationship is None
    assert newcomer.primary_contact == ""
    assert ends(after, Link.REPORTS) == {(2, 1), (4, 1)}
    assert ends(after, Link.INFLUENCE) == {(2, 4)}, "advice is given to a person, not to a seat"
    assert suppose(DEAL, [follows(2)]).player(2).roles == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("leaver", "heir", "reports"),
    [
        (1, 3, {(2, 3), (4, 3)}),  # from outside the line
        (1, 2, {(4, 2)}),  # a report moves up
        (2, 1, {(4, 1)}),  # the boss does it as well
        (4, 3, {(2, 1), (3, 1)}),  # takes over the boss of the seat
        (2, 4, {(4, 1)}),  # has the same boss already
    ],
)
def test_who_follows_gets_the_reports_and_the_boss_of_the_seat(
    leaver: int, heir: int, reports: set[tuple[int, int]]
) -> None:
    after = suppose(DEAL, [follows(leaver, heir)])
    assert ends(after, Link.REPORTS) == reports
    assert after.player(leaver) is None
    kept = {
        line for line in DEAL.lines if line.kind is Link.REPORTS and (line.from_id, line.to_id) in reports
    }
    assert kept <= set(after.lines), "who keeps a boss keeps the line"
    assert len({line.id for line in after.lines}) == len(after.lines)


def test_who_follows_gets_the_roles_of_the_seat_and_its_influence() -> None:
    elina = suppose(DEAL, [follows(1, 3)]).player(3)
    assert elina is not None
    assert (elina.roles, elina.influence, elina.relationship) == ((DECIDER,), 5, 1)
    jonas = suppose(DEAL, [follows(2, 4)]).player(4)
    assert jonas is not None
    assert jonas.roles == (ADVERSARY,), "nobody inherits a champion"


def test_a_line_that_begins_or_ends() -> None:
    assert (3, 2) in ends(suppose(DEAL, [ties(3, 2, Link.TRUST)]), Link.TRUST)
    assert ends(suppose(DEAL, [parts(2, 4, Link.INFLUENCE)]), Link.INFLUENCE) == {(2, 1)}
    assert not ends(suppose(DEAL, [parts(3, 4, Link.CONFLICT)]), Link.CONFLICT), "a quarrel has no direction"
    moved = suppose(DEAL, [ties(2, 4, Link.REPORTS)])
    assert ends(moved, Link.REPORTS) == {(2, 4), (4, 1)}, "a new boss instead of the old one"


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (ties(1, 2, Link.REPORTS), "Kari works for Marja: the two cannot be each other's boss."),
        (ties(2, 1, Link.REPORTS), "That is so already: Kari reports to Marja."),
        (ties(3, 4, Link.CONFLICT), "That is so already: Elina is at odds with Jonas."),
        (ties(3, 3, Link.TRUST), "A line needs two people. Choose who is at the other end."),
        (ties(3, 2, Link.TRUST), ""),
        (leaves(3), ""),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(one: Assumption, says: str) -> None:
    assert refusal(DEAL, one) == says
    if says:
        assert suppose(DEAL, [one]) == DEAL


@pytest.mark.parametrize(
    ("before", "one", "after"),
    [
        ([ties(3, 2, Link.TRUST)], parts(3, 2, Link.TRUST), [parts(3, 2, Link.TRUST)]),
        ([ties(3, 2, Link.TRUST)], leaves(2), [leaves(2)]),
        ([leaves(2)], ties(3, 2, Link.TRUST), [ties(3, 2, Link.TRUST)]),
        ([ties(2, 4, Link.REPORTS)], ties(2, 3, Link.REPORTS), [ties(2, 3, Link.REPORTS)]),
        ([follows(2, 3)], leaves(3), [leaves(3)]),
        ([follows(2, 3)], sides(3, -1), [follows(2, 3), sides(3, -1)]),
    ],
)
def test_lines_and_successors_that_contradict_each_other(
    before: list[Assumption], one: Assumption, after: list[Assumption]
) -> None:
    assert list(with_assumption(before, one)) == after


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (follows(2, 3), "Kari leaves and Elina follows"),
        (follows(2), "Kari leaves and somebody new follows"),
        (ties(3, 2, Link.TRUST), "Elina trusts Kari"),
        (ties(3, 2, Link.CONFLICT), "Elina is at odds with Kari"),
        (parts(2, 1, Link.REPORTS), "Kari no longer reports to Marja"),
        (parts(5, 1, Link.REPORTS), None),
    ],
)
def test_assumptions_in_words(one: Assumption, words: str | None) -> None:
    assert spoken(DEAL, [one]) == ([words] if words else [])


NEUTRAL = replace(
    MARJA, id=6, person_uid="n", key="n", name="Nora", roles=(), influence=4, primary_contact=""
)


@pytest.mark.parametrize(
    ("assumption", "says"),
    [
        (follows(1), "Find out who follows Marja, and see the successor before others do."),
        (follows(2), "Ask Kari who follows, and to introduce you before the last day."),
        (follows(2, 4), "Have Kari hand you over to Jonas in a meeting of three before the last day."),
        (
            ties(2, 3, Link.CONFLICT),
            "Kari and Elina are both with you: see each alone before they sit at one table.",
        ),
        (ties(2, 1, Link.CONFLICT), "Do not let Kari plead for you before Marja; ask Elina to."),
        (
            ties(2, 4, Link.REPORTS),
            "Jonas could silence Kari: have what Kari told you confirmed in writing before.",
        ),
        (ties(4, 2, Link.REPORTS), "Kari would lead Jonas: agree with Kari how to answer Jonas."),
        (ties(6, 2, Link.TRUST), "Help to bring it about: it opens a way to Nora: Kari → Nora."),
    ],
)
def test_what_to_do_now(assumption: Assumption, says: str) -> None:
    deal = replace(DEAL, players=(*DEAL.players, NEUTRAL))
    assert says in outcome(deal, [assumption]).advice


def test_a_way_that_would_be_lost_is_to_be_used_now() -> None:
    deal = replace(DEAL, players=(*DEAL.players, NEUTRAL), lines=(*LINES, MapLine(9, 6, 2, Link.TRUST)))
    found = outcome(deal, [parts(6, 2, Link.TRUST)])
    assert found.advice == ("You would lose the way to Nora: Kari → Nora. Ask for that introduction now.",)
    reach = next(figure for figure in found.figures if figure.label == "Within reach")
    assert (reach.before, reach.after, reach.better) == ("5", "4", False)


def test_lines_are_drawn_as_they_begin_and_end_and_nobody_moves() -> None:
    assumptions = [ties(3, 2, Link.TRUST), parts(2, 4, Link.INFLUENCE), follows(1, 3)]
    after = suppose(DEAL, assumptions)
    found, page = notes(DEAL, assumptions), drawn(DEAL, after)
    assert {key: mark.text for key, mark in found.marks.items()} == {1: "leaves", 3: "follows Marja"}
    tones = {(line.from_id, line.to_id, line.kind): found.lines.get(line.id) for line in page.lines}
    assert tones[3, 2, Link.TRUST] is Tone.NEW
    assert tones[2, 4, Link.INFLUENCE] is Tone.GONE
    assert tones[2, 1, Link.REPORTS] is Tone.GONE
    assert tones[2, 3, Link.REPORTS] is Tone.NEW
    assert tones[4, 3, Link.CONFLICT] is None
    before = compose(DEAL.players, DEAL.lines)
    scene = restaged(before, page.players, page.lines)
    assert [(card.box.x, card.box.y) for card in scene.cards] == [
        (card.box.x, card.box.y) for card in before.cards
    ]
    assert {route.line.id for route in scene.routes} == {line.id for line in page.lines}
