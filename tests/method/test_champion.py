"""The four criteria of a champion: each boundary, each combination, and what a hand may say against them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.method.champion import (
    ChampionStatus,
    Check,
    Criterion,
    Profile,
    Worksheet,
    proposed,
    ranking,
    status,
    unmet,
    worksheet,
)
from app.method.evidence import Ageing, Freshness
from app.method.receptivity import Levels
from app.models.vocabulary import Aspect, EvidenceClass, Receptivity

TODAY = date(2026, 11, 22)
AGEING = Ageing()
GOAL, INFLUENCE, RECEPTIVITY, RELATIONSHIP = Criterion
ASSUMED, ESTIMATED, STATED, CONFIRMED = EvidenceClass
CHAMPION = Profile(
    personal_goal="Run 300 days without an unplanned stop",
    drives_change=True,
    influence=4,
    mode=Receptivity.TROUBLE,
    relationship=1,
)


@dataclass(frozen=True)
class Person:
    """What the workspace knows of a stakeholder."""

    personal_goal: str = "Run 300 days"
    drives_change: bool | None = True
    goal_class: EvidenceClass = STATED
    goal_on: date | None = TODAY
    stated_mode: Receptivity | None = None
    override_mode: Receptivity | None = None
    override_reason: str = ""


@dataclass(frozen=True)
class Given:
    """A rating in force."""

    value: float | None
    rated_on: date = TODAY
    evidence: str = "Seen"
    evidence_class: EvidenceClass = STATED


@dataclass(frozen=True)
class Mark:
    """An answer by hand."""

    verdict: bool | None
    reason: str = ""
    evidence: str = "Asked again"
    evidence_class: EvidenceClass = CONFIRMED
    marked_on: date = TODAY


RATINGS = {
    Aspect.INFLUENCE: Given(4),
    Aspect.RELATIONSHIP: Given(1),
    Aspect.WISHED: Given(9),
    Aspect.PERCEIVED: Given(3),
}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# Each criterion at its boundaries


@pytest.mark.parametrize("text", ["", "  ", "Sleep at night"])
@pytest.mark.parametrize("drives", [True, False, None])
def test_a_goal_is_written_and_pursued(text: str, drives: bool | None) -> None:
    expected = {
        ("", True): None, ("", None): None, ("", False): False,
        ("  ", True): None, ("  ", None): None, ("  ", False): False,
        ("Sleep at night", True): True, ("Sleep at night", None): None, ("Sleep at night", False): False,
    }[text, drives]  # fmt: skip
    assert proposed(replace(CHAMPION, personal_goal=text, drives_change=drives))[GOAL] is expected


@pytest.mark.parametrize(
    ("influence", "expected"),
    [(None, None), (1, False), (3, False), (3.9, False), (4, True), (4.0, True), (5, True)],
)
def test_influence_from_four_on(influence: float | None, expected: bool | None) -> None:
    assert proposed(replace(CHAMPION, influence=influence))[INFLUENCE] is expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Receptivity.UNKNOWN, None),
        (Receptivity.GROWTH, True),
        (Receptivity.TROUBLE, True),
        (Receptivity.INDIFFERENT, False),
        (Receptivity.OVERCONFIDENT, False),
    ],
)
def test_receptive_in_growth_or_trouble(mode: Receptivity, expected: bool | None) -> None:
    assert proposed(replace(CHAMPION, mode=mode))[RECEPTIVITY] is expected


@pytest.mark.parametrize(
    ("relationship", "expected"), [(None, None), (-2, False), (0, False), (1, True), (2, True)]
)
def test_relationship_from_one_on(relationship: float | None, expected: bool | None) -> None:
    assert proposed(replace(CHAMPION, relationship=relationship))[RELATIONSHIP] is expected


# All combinations


@pytest.mark.parametrize("combination", list(product([True, False, None], repeat=4)))
def test_only_four_times_yes_is_qualified(combination: tuple[bool | None, ...]) -> None:
    answers = dict(zip(Criterion, combination, strict=True))
    if combination == (True, True, True, True):
        expected = ChampionStatus.QUALIFIED
    elif False in combination:
        expected = ChampionStatus.UNFIT
    else:
        expected = ChampionStatus.UNTESTED
    assert status(answers) is expected
    assert unmet(answers) == tuple(one for one in Criterion if answers[one] is not True)


@pytest.mark.parametrize(
    ("profile", "mark", "verdict", "overruled", "lapsed"),
    [
        (of_profile, mark, *expected)
        for of_profile, mark, *expected in [
            # without a mark the profile counts
            (True, None, True, False, False),
            (False, None, False, False, False),
            (None, None, None, False, False),
            # a reason overrules, also to a deliberate Unknown
            (True, Mark(False, "why"), False, True, False),
            (True, Mark(None, "why"), None, True, False),
            (False, Mark(True, "why"), True, True, False),
            (False, Mark(None, "why"), None, True, False),
            (None, Mark(True, "why"), True, True, False),
            (None, Mark(False, "why"), False, True, False),
            # a reason against what the profile says by now is no longer needed
            (True, Mark(True, "why"), True, False, False),
            (False, Mark(False, "why"), False, False, False),
            (None, Mark(None, "why"), None, False, False),
            # a test that found the same
            (True, Mark(True), True, False, False),
            (False, Mark(False), False, False, False),
            (None, Mark(None), None, False, False),
            # a test whose finding the profile has left
            (True, Mark(False), True, False, True),
            (True, Mark(None), True, False, True),
            (False, Mark(True), False, False, True),
            (False, Mark(None), False, False, True),
            (None, Mark(True), None, False, True),
            (None, Mark(False), None, False, True),
        ]
    ],
)
def test_a_hand_against_the_profile(
    profile: bool | None, mark: Mark | None, verdict: bool | None, overruled: bool, lapsed: bool
) -> None:
    check = Check(INFLUENCE, profile, mark=mark)
    assert (check.verdict, check.overruled, check.lapsed) == (verdict, overruled, lapsed)
    assert check.proposed is profile, "both are kept"


# The worksheet


def test_the_worksheet_reads_profile_and_ratings() -> None:
    sheet = worksheet(Person(), RATINGS, {})
    assert sheet.qualified
    assert sheet.answers == dict.fromkeys(Criterion, True)
    assert sheet.unmet == ()
    assert sheet.check(GOAL).backing.text == "Run 300 days"


def test_nothing_known_is_unknown_four_times() -> None:
    sheet = worksheet(Person(personal_goal="", drives_change=None), {}, {})
    assert set(sheet.answers.values()) == {None}
    assert sheet.status is ChampionStatus.UNTESTED
    assert not sheet.looked_at
    assert sheet.oldest is None


def test_a_rating_taken_back_is_unknown() -> None:
    sheet = worksheet(Person(), RATINGS | {Aspect.INFLUENCE: Given(None)}, {})
    assert sheet.unmet == (INFLUENCE,)
    assert sheet.status is ChampionStatus.UNTESTED
    assert sheet.check(INFLUENCE).backing.on is None


def test_an_overrule_changes_the_status_and_is_evidence_of_its_own() -> None:
    no = Mark(False, "Says yes to everybody", evidence="")
    sheet = worksheet(Person(), RATINGS, {RELATIONSHIP: no})
    assert sheet.status is ChampionStatus.UNFIT
    assert sheet.check(RELATIONSHIP).backing.text == "Says yes to everybody"
    yes = Mark(True, "The owner asks her first")
    weak = worksheet(Person(), RATINGS | {Aspect.INFLUENCE: Given(3)}, {INFLUENCE: yes})
    assert weak.qualified
    assert weak.check(INFLUENCE).proposed is False


def test_the_levels_divide_the_modes_here_too() -> None:
    near = RATINGS | {Aspect.WISHED: Given(4), Aspect.PERCEIVED: Given(3)}
    assert worksheet(Person(), near, {}).answers[RECEPTIVITY] is True
    assert worksheet(Person(), near, {}, Levels(tolerance=1)).answers[RECEPTIVITY] is False


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(stated_mode=Receptivity.GROWTH), True),
        (Person(stated_mode=Receptivity.INDIFFERENT), False),
        (Person(override_mode=Receptivity.OVERCONFIDENT, override_reason="Heard him"), False),
        (Person(override_mode=Receptivity.UNKNOWN, override_reason="Too long ago"), None),
        (Person(), None),
    ],
)
def test_a_mode_without_marks(person: Person, expected: bool | None) -> None:
    check = worksheet(person, {}, {}).check(RECEPTIVITY)
    assert check.verdict is expected
    assert check.backing.on is None
    assert check.backing.text == person.override_reason


def test_two_marks_are_worth_their_weaker_and_older_one() -> None:
    ratings = RATINGS | {
        Aspect.WISHED: Given(9, ago(100), "A", CONFIRMED),
        Aspect.PERCEIVED: Given(3, ago(10), "B", ASSUMED),
    }
    backing = worksheet(Person(), ratings, {}).check(RECEPTIVITY).backing
    assert (backing.text, backing.evidence_class, backing.on) == ("A B", ASSUMED, ago(100))


@pytest.mark.parametrize(
    ("rated", "marked", "expected"),
    [(300, 5, ago(5)), (5, 300, ago(5)), (5, 5, ago(5)), (None, 300, ago(300))],
)
def test_the_latest_evidence_for_the_same_answer_counts(
    rated: int | None, marked: int, expected: date
) -> None:
    person = Person(goal_on=None if rated is None else ago(rated))
    sheet = worksheet(person, RATINGS, {GOAL: Mark(True, marked_on=ago(marked))})
    assert sheet.check(GOAL).backing.on == expected


def test_a_lapsed_test_backs_nothing() -> None:
    sheet = worksheet(Person(), RATINGS | {Aspect.INFLUENCE: Given(2, ago(3))}, {INFLUENCE: Mark(True)})
    assert sheet.check(INFLUENCE).backing.on == ago(3)


@pytest.mark.parametrize(
    ("days", "verdict", "freshness", "again"),
    [
        (0, True, Freshness.FRESH, False),
        (89, True, Freshness.FRESH, False),
        (90, True, Freshness.FADING, False),
        (179, True, Freshness.FADING, False),
        (180, True, Freshness.OLD, True),
        (180, False, Freshness.OLD, True),
        (180, None, Freshness.OLD, False),
    ],
)
def test_old_evidence_asks_for_a_new_test(
    days: int, verdict: bool | None, freshness: Freshness, again: bool
) -> None:
    check = Check(GOAL, verdict, replace(worksheet(Person(), {}, {}).check(GOAL).grounds, on=ago(days)))
    assert check.freshness(TODAY, AGEING) is freshness
    assert check.asks_again(TODAY, AGEING) is again


def test_the_days_that_count_as_old_are_set_by_the_user() -> None:
    sheet = worksheet(Person(goal_on=ago(40)), RATINGS, {})
    assert sheet.to_retest(TODAY, AGEING) == ()
    assert sheet.to_retest(TODAY, Ageing(fading=20, old=40)) == (GOAL,)
    assert sheet.qualified, "old evidence asks again; it does not change the answer"


def test_a_worksheet_is_worth_its_weakest_answer() -> None:
    ratings = RATINGS | {Aspect.INFLUENCE: Given(4, ago(30), "x", ESTIMATED)}
    sheet = worksheet(Person(goal_on=ago(9)), ratings, {})
    assert (sheet.evidence_class, sheet.oldest) == (ESTIMATED, ago(30))


# The ranking


def sheet_of(*verdicts: bool | None, known: EvidenceClass = STATED, days: int = 0) -> Worksheet:
    backing = replace(worksheet(Person(), {}, {}).check(GOAL).grounds, evidence_class=known, on=ago(days))
    return Worksheet(
        tuple(Check(one, verdict, backing) for one, verdict in zip(Criterion, verdicts, strict=True))
    )


def test_the_weakest_link_ranks_and_never_an_average() -> None:
    best_first = [
        sheet_of(True, True, True, True, known=CONFIRMED),
        sheet_of(True, True, True, True, known=ASSUMED),
        sheet_of(True, True, True, True, known=CONFIRMED, days=400),
        sheet_of(True, True, True, None),
        sheet_of(True, None, None, None),
        sheet_of(True, True, True, False, known=CONFIRMED),  # three strong yes do not outweigh a no
        sheet_of(True, True, True, False, known=ASSUMED),
        sheet_of(True, True, None, False),
        sheet_of(True, False, False, False),
        sheet_of(None, None, None, None),
        sheet_of(None, None, None, False),
        sheet_of(False, False, False, False),
    ]
    keys = [ranking(one, TODAY, AGEING) for one in best_first]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


verdicts = st.sampled_from([True, False, None])


@given(st.lists(verdicts, min_size=4, max_size=4), st.integers(0, 3))
def test_a_better_answer_never_ranks_lower(answers: list[bool | None], at: int) -> None:
    better = [*answers]
    better[at] = {False: None, None: True, True: True}[answers[at]]
    assert ranking(sheet_of(*better), TODAY, AGEING) <= ranking(sheet_of(*answers), TODAY, AGEING)


@given(st.lists(verdicts, min_size=4, max_size=4))
def test_a_qualified_one_ranks_before_all_others(answers: list[bool | None]) -> None:
    sheet = sheet_of(*answers)
    if not sheet.qualified:
        assert ranking(sheet_of(True, True, True, True, known=ASSUMED), TODAY, AGEING) < ranking(
            sheet, TODAY, AGEING
        )
