"""People on a real file: named, rated, explained, carried over, removed; each with its undo."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import BadInputError
from app.method.champion import Criterion
from app.method.coaching import findings, with_ageing
from app.method.evidence import USUAL, Ageing, Freshness
from app.method.packs import load_pack
from app.method.people import checked_rating
from app.method.progress import Progress
from app.method.receptivity import Levels, Marks, ModeOrigin, mode
from app.method.rule_pack import load_rules
from app.method.signs import load_signs
from app.models.opportunities import Stakeholder
from app.models.people import Connection, Person
from app.models.vocabulary import (
    Aspect,
    Audience,
    DecisionRole,
    EvidenceClass,
    Level,
    Link,
    Rater,
    Receptivity,
)
from app.tools.customer_receptivity import queries as receptivity_queries
from app.tools.key_persons import actions, export, queries, rating_actions
from app.tools.key_persons.rows import People, PersonFacts, Standing
from app.tools.key_persons.rules import WANTED, differences, propose, short_name, token_size, value_text
from app.tools.key_persons.subjects import subjects
from app.tools.relationship_map import queries as map_queries
from app.workspace import Workspace
from tests.build import TODAY, an_account, an_opportunity

INFLUENCE, RELATIONSHIP = Aspect.INFLUENCE, Aspect.RELATIONSHIP
SIGNS = load_signs()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Begin") as session:
        return an_opportunity(session, an_account(session))


@pytest.fixture
def kari(workspace: Workspace, deal: int) -> int:
    with workspace.edit("Add Kari") as session:
        return actions.add_person(
            session, deal, " Kari Salmi ", "Maintenance manager", [DecisionRole.CHAMPION]
        )


def read(workspace: Workspace, deal: int, audience: Audience = Audience.INTERNAL) -> People:
    with workspace.read() as session:
        found = queries.people(session, deal, audience)
    assert found is not None
    return found


def facts(workspace: Workspace, stakeholder_id: int) -> PersonFacts:
    with workspace.read() as session:
        found = queries.person_facts(session, stakeholder_id, TODAY)
    assert found is not None
    return found


# Rules


def test_every_answer_counts_for_one_of_the_four() -> None:
    assert {sign.about for sign in SIGNS} == set(Aspect)
    for aspect in Aspect:
        assert sum(sign.about is aspect for sign in SIGNS) >= WANTED[aspect]


@pytest.mark.parametrize(
    ("aspect", "seen"),
    [
        (INFLUENCE, {}),
        (INFLUENCE, {"asked": "deciders", "moved": "often"}),
        (INFLUENCE, {"asked": "deciders", "moved": "often", "career": "no such answer"}),
        (INFLUENCE, {"side": "for_us", "given": "inside", "door": "opened"}),  # of another aspect
        (RELATIONSHIP, {"side": "nothing", "given": "public"}),
        (Aspect.WISHED, {"compares": "best"}),
        (Aspect.PERCEIVED, {}),
    ],
)
def test_too_few_answers_stay_unknown_and_never_neutral(aspect: Aspect, seen: dict[str, str]) -> None:
    found = propose(aspect, SIGNS, seen)
    assert found.value is None
    assert found.lacking > 0


@pytest.mark.parametrize(
    ("aspect", "seen", "expected"),
    [
        (
            INFLUENCE,
            {"asked": "deciders", "moved": "often", "group": "wait", "career": "up", "appointed": "mandate"},
            5,
        ),
        (INFLUENCE, {"asked": "nobody", "moved": "never", "group": "talk_on"}, 1),
        (INFLUENCE, {"asked": "colleagues", "group": "listen", "career": "level"}, 3),
        (INFLUENCE, {"asked": "deciders", "career": "level", "appointed": "overtaken"}, 4),  # 1 + 2.75
        (INFLUENCE, {"group": "wait", "career": "level", "appointed": "settled"}, 4),
        (
            INFLUENCE,
            {"moved": "never", "group": "listen", "career": "up"},
            2,
        ),  # 1 + 1.5: the half counts down
        (RELATIONSHIP, {"side": "for_us", "given": "inside", "door": "promised"}, 2),
        (RELATIONSHIP, {"side": "nothing", "given": "inside", "door": "opened"}, 1),
        (
            RELATIONSHIP,
            {"side": "nothing", "given": "public", "door": "promised"},
            0,
        ),  # seen, and nothing in it
        (RELATIONSHIP, {"given": "inside", "door": "closed", "answers": "silence"}, -1),
        (RELATIONSHIP, {"side": "against_us", "given": "public", "answers": "silence"}, -2),
        (RELATIONSHIP, {"letter": "passed_on", "side": "for_us", "given": "inside", "door": "opened"}, 0),
        (Aspect.WISHED, {"compares": "best", "ahead": "figure", "moves": "means"}, 9.5),
        (Aspect.WISHED, {"compares": "nothing", "ahead": "same"}, 6),
        (Aspect.PERCEIVED, {"tells": "problem", "figures": "shown", "pressed": "weekly"}, 2.5),
        (Aspect.PERCEIVED, {"tells": "best", "figures": "denied"}, 9),
    ],
)
def test_signs_propose_a_rating(aspect: Aspect, seen: dict[str, str], expected: float) -> None:
    found = propose(aspect, SIGNS, seen)
    assert found.value == expected
    assert len(found.because.split("; ")) == len(seen)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (
            {"compares": "best", "ahead": "figure", "tells": "so_so", "figures": "explained"},
            Receptivity.GROWTH,
        ),
        (
            {"ahead": "better", "moves": "questions", "tells": "problem", "pressed": "weekly"},
            Receptivity.TROUBLE,
        ),
        (
            {"compares": "nothing", "ahead": "same", "tells": "fine", "pressed": "nobody"},
            Receptivity.INDIFFERENT,
        ),
        (
            {"compares": "nothing", "ahead": "same", "tells": "best", "figures": "denied"},
            Receptivity.OVERCONFIDENT,
        ),
        ({"compares": "best", "ahead": "figure", "tells": "so_so"}, Receptivity.UNKNOWN),
        ({}, Receptivity.UNKNOWN),
    ],
)
def test_what_is_seen_of_the_four_modes_gives_marks_of_that_mode(
    seen: dict[str, str], expected: Receptivity
) -> None:
    marks = Marks(propose(Aspect.WISHED, SIGNS, seen).value, propose(Aspect.PERCEIVED, SIGNS, seen).value)
    assert mode(marks) is expected


@given(st.fixed_dictionaries({}, optional={sign.key: st.sampled_from(sign.keys) for sign in load_signs()}))
def test_a_proposal_is_always_on_its_scale_or_unknown(seen: dict[str, str]) -> None:
    for aspect in Aspect:
        found = propose(aspect, SIGNS, seen)
        answered = sum(sign.about is aspect and sign.key in seen for sign in SIGNS)
        assert (found.value is None) == (answered < WANTED[aspect])
        assert checked_rating(aspect, found.value) == found.value


@pytest.mark.parametrize(
    ("ours", "coach", "expected"),
    [
        ({}, {}, []),
        ({INFLUENCE: 4}, {}, []),
        ({INFLUENCE: 4}, {INFLUENCE: 4}, []),
        ({INFLUENCE: 4}, {INFLUENCE: None}, []),
        ({INFLUENCE: 4}, {INFLUENCE: 3}, [(INFLUENCE, 1, False)]),
        ({INFLUENCE: 4}, {INFLUENCE: 2}, [(INFLUENCE, 2, True)]),
        ({}, {INFLUENCE: 2}, [(INFLUENCE, None, False)]),
        ({RELATIONSHIP: 0}, {RELATIONSHIP: 2}, [(RELATIONSHIP, 2, True)]),
        (
            {INFLUENCE: 4, Aspect.WISHED: 9, RELATIONSHIP: None},
            {INFLUENCE: 2, Aspect.WISHED: 6, RELATIONSHIP: -2},
            [(INFLUENCE, 2, True), (Aspect.WISHED, 3, True), (RELATIONSHIP, None, False)],
        ),
    ],
)
def test_differences_to_the_coach_come_widest_first(
    ours: dict[Aspect, float | None],
    coach: dict[Aspect, float | None],
    expected: list[tuple[Aspect, float, bool]],
) -> None:
    assert [(one.aspect, one.gap, one.telling) for one in differences(ours, coach)] == expected


@pytest.mark.parametrize(
    ("aspect", "value", "expected"),
    [
        (INFLUENCE, 4, "4 of 5"), (INFLUENCE, None, "?"), (RELATIONSHIP, 1, "+1"), (RELATIONSHIP, -2, "−2"),
        (RELATIONSHIP, 0, "0"), (Aspect.WISHED, 6.5, "6.5 of 10"),
    ],
)  # fmt: skip
def test_a_rating_is_said_as_one_says_it(aspect: Aspect, value: float | None, expected: str) -> None:
    assert value_text(aspect, value) == expected


def test_a_person_is_drawn_by_influence_and_called_by_the_first_name() -> None:
    assert token_size(1) < token_size(None) < token_size(3) < token_size(5)
    assert short_name("Kari Salmi", ["Kari Salmi", "Marja Lehtonen"]) == "Kari"
    assert short_name("Kari Salmi", ["Kari Salmi", "Kari Niemi"]) == "Kari S."
    assert short_name("CFO", []) == "CFO"
    assert short_name("Person A", ["Person A", "Person B"]) == "Person A", "what stands for a name"


# Actions


def test_a_person_is_added_renamed_and_taken_back(workspace: Workspace, deal: int, kari: int) -> None:
    row = read(workspace, deal).people[0]
    assert (row.name, row.title, row.roles) == ("Kari Salmi", "Maintenance manager", (DecisionRole.CHAMPION,))
    with workspace.edit("Rename") as session:
        actions.rename(session, kari, "Kari Niemi")
    assert read(workspace, deal).people[0].name == "Kari Niemi"
    workspace.undo()
    workspace.undo()
    assert read(workspace, deal).people == ()
    workspace.redo()
    assert read(workspace, deal).people[0].name == "Kari Salmi"


def test_a_placeholder_that_gets_a_name_is_one_no_more(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Add") as session:
        made = actions.add_person(session, deal, "CFO", "CFO", placeholder=True)
        actions.rename(session, made, "CFO")
    assert read(workspace, deal).people[0].placeholder
    with workspace.edit("Rename") as session:
        actions.rename(session, made, "Elina Vuori")
    assert not read(workspace, deal).people[0].placeholder


def test_a_placeholder_turns_out_to_be_somebody_known(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Post") as session:
        other = an_opportunity(session, 1, "Maintenance")
        post = actions.add_person(session, other, "CFO", "CFO", placeholder=True)
        rating_actions.rate(session, post, INFLUENCE, 5, TODAY)
        boss = actions.add_person(session, other, "Marja")
        people = {row.name: row.person_id for row in read(workspace, deal).people}
        known, chair = people["Kari Salmi"], session.get_one(Stakeholder, boss).person_id
        cfo = session.get_one(Stakeholder, post).person_id
        session.add_all(
            [
                Connection(from_id=cfo, to_id=chair, kind=Link.REPORTS),
                Connection(from_id=known, to_id=chair, kind=Link.REPORTS),
                Connection(from_id=known, to_id=cfo, kind=Link.TRUST),
            ]
        )
    with workspace.edit("Name") as session:
        actions.identify(session, post, known)
    row = next(row for row in read(workspace, other).people if row.id == post)
    assert (row.name, row.person_id, row.influence, row.placeholder) == ("Kari Salmi", known, 5, False)
    with workspace.read() as session:
        assert session.get(Person, cfo) is None
        lines = session.scalars(select(Connection)).all()
        assert [(line.from_id, line.to_id, line.kind) for line in lines] == [(known, chair, Link.REPORTS)]
    workspace.undo()
    assert next(row for row in read(workspace, other).people if row.id == post).placeholder
    with workspace.read() as session:
        assert len(session.scalars(select(Connection)).all()) == 3


def test_only_a_post_beside_which_nobody_stands_can_be_somebody_known(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Posts") as session:
        post = actions.add_person(session, deal, "CFO", placeholder=True)
        marja = actions.add_person(session, deal, "Marja")
    people = {row.name: row.person_id for row in read(workspace, deal).people}
    for stakeholder, person in ((post, people["Kari Salmi"]), (marja, people["Kari Salmi"])):
        with pytest.raises(BadInputError), workspace.edit("Name") as session:
            actions.identify(session, stakeholder, person)
    assert len(read(workspace, deal).people) == 3


@pytest.mark.parametrize("name", ["", "   "])
def test_a_name_is_needed(workspace: Workspace, deal: int, kari: int, name: str) -> None:
    with pytest.raises(BadInputError), workspace.edit("Add") as session:
        actions.add_person(session, deal, name)
    with pytest.raises(BadInputError), workspace.edit("Rename") as session:
        actions.rename(session, kari, name)
    assert [row.name for row in read(workspace, deal).people] == ["Kari Salmi"]


def test_ratings_have_a_day_each_and_new_ones_start_without_evidence(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(
            session, kari, INFLUENCE, 3, ago(30), evidence="He was asked", evidence_class=EvidenceClass.STATED
        )
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 4, TODAY)
    found = facts(workspace, kari)
    assert found.row.influence == 4
    assert (found.ratings[INFLUENCE].evidence, found.ratings[INFLUENCE].evidence_class) == (
        "",
        EvidenceClass.ASSUMED,
    )
    with workspace.edit("Explain") as session:
        rating_actions.back_rating(session, kari, INFLUENCE, TODAY, evidence=" Two bosses wait for him ")
        rating_actions.rate(session, kari, INFLUENCE, 5, TODAY)
    found = facts(workspace, kari)
    assert (found.row.influence, found.ratings[INFLUENCE].evidence) == (5, "Two bosses wait for him")
    assert len(found.history) == 2
    workspace.undo()
    workspace.undo()
    found = facts(workspace, kari)
    assert (found.row.influence, found.ratings[INFLUENCE].evidence) == (3, "He was asked")


def test_unknown_is_a_rating_of_its_own(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, RELATIONSHIP, 2, ago(1))
        rating_actions.rate(session, kari, RELATIONSHIP, None, TODAY)
    assert read(workspace, deal).people[0].relationship is None


@pytest.mark.parametrize(
    ("aspect", "value"),
    [
        (INFLUENCE, 0), (INFLUENCE, 6), (INFLUENCE, 2.5), (RELATIONSHIP, -3), (RELATIONSHIP, 3),
        (Aspect.WISHED, -1), (Aspect.PERCEIVED, 10.5), (INFLUENCE, float("nan")), (Aspect.WISHED, float("inf")),
    ],
)  # fmt: skip
def test_a_rating_off_the_scale_is_refused(
    workspace: Workspace, deal: int, kari: int, aspect: Aspect, value: float
) -> None:
    with pytest.raises(BadInputError, match=aspect.label), workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, aspect, value, TODAY)
    assert facts(workspace, kari).history == ()


def test_evidence_needs_a_rating_and_a_day_that_is_free(workspace: Workspace, deal: int, kari: int) -> None:
    with pytest.raises(BadInputError), workspace.edit("Explain") as session:
        rating_actions.back_rating(session, kari, INFLUENCE, TODAY, evidence="x")
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 3, ago(30))
        rating_actions.rate(session, kari, INFLUENCE, 4, ago(10))
    for day in (TODAY + timedelta(days=1), ago(30), ago(40)):
        with pytest.raises(BadInputError), workspace.edit("Date") as session:
            rating_actions.back_rating(session, kari, INFLUENCE, TODAY, rated_on=day)
    with workspace.edit("Date") as session:
        rating_actions.back_rating(session, kari, INFLUENCE, TODAY, rated_on=ago(5))
    assert facts(workspace, kari).ratings[INFLUENCE].rated_on == ago(5)


def test_marks_make_a_mode_and_only_a_changed_mark_is_dated_anew(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Move") as session:
        rating_actions.mark(session, kari, 9, 3, ago(50))
    with workspace.edit("Move") as session:
        rating_actions.mark(session, kari, 9, 6.04, TODAY)
    row = read(workspace, deal).people[0]
    assert (row.wished, row.perceived, row.mode) == (9, 6.0, Receptivity.GROWTH)
    found = facts(workspace, kari)
    assert found.ratings[Aspect.WISHED].rated_on == ago(50)
    assert found.ratings[Aspect.PERCEIVED].rated_on == TODAY
    workspace.undo()
    assert read(workspace, deal).people[0].mode is Receptivity.TROUBLE
    with workspace.edit("Clear") as session:
        rating_actions.mark(session, kari, None, 3, TODAY)
    assert read(workspace, deal).people[0].mode is Receptivity.UNKNOWN


def test_an_override_needs_a_reason_and_keeps_both(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Move") as session:
        rating_actions.mark(session, kari, 9, 3, TODAY)
    with pytest.raises(BadInputError), workspace.edit("Override") as session:
        rating_actions.override_mode(session, kari, Receptivity.INDIFFERENT, " ")
    with workspace.edit("Override") as session:
        rating_actions.override_mode(session, kari, Receptivity.INDIFFERENT, "Says it only to please")
    found = facts(workspace, kari)
    assert (found.row.mode, found.row.origin) == (Receptivity.INDIFFERENT, ModeOrigin.OVERRIDE)
    assert found.mode_of_marks is Receptivity.TROUBLE
    with workspace.edit("Back") as session:
        rating_actions.override_mode(session, kari, None)
    found = facts(workspace, kari)
    assert (found.row.mode, found.override_reason) == (Receptivity.TROUBLE, "")


def test_goals_are_assumed_until_somebody_says_who_said_so(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Goal") as session:
        actions.set_goal(session, kari, "personal_goal", " Be asked ", TODAY)
    found = facts(workspace, kari)
    assert (found.row.personal_goal, found.goal_class, found.goal_on) == (
        "Be asked",
        EvidenceClass.ASSUMED,
        TODAY,
    )
    with workspace.edit("Back") as session:
        actions.back_goal(session, kari, EvidenceClass.STATED, ago(4), TODAY)
    assert facts(workspace, kari).goal_on == ago(4)
    with pytest.raises(BadInputError), workspace.edit("Back") as session:
        actions.back_goal(session, kari, EvidenceClass.STATED, TODAY + timedelta(days=1), TODAY)


def test_plain_facts_and_roles(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Describe") as session:
        actions.describe(session, kari, "email", " kari@northmill.example ")
        actions.describe(session, kari, "drives_change", True)
        actions.set_roles(session, kari, [DecisionRole.USER, DecisionRole.IMPLEMENTATION_OWNER])
    found = facts(workspace, kari)
    assert (found.email, found.drives_change) == ("kari@northmill.example", True)
    assert found.row.roles == (DecisionRole.IMPLEMENTATION_OWNER, DecisionRole.USER)
    with pytest.raises(BadInputError), workspace.edit("Describe") as session:
        actions.describe(session, kari, "id", 7)
    workspace.undo()
    assert facts(workspace, kari).row.roles == (DecisionRole.CHAMPION,)


def test_removed_stays_known_and_discarded_goes_to_the_trash(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 4, TODAY)
    with workspace.edit("Remove") as session:
        actions.remove(session, kari)
    page = read(workspace, deal)
    assert page.people == ()
    assert [candidate.name for candidate in page.candidates] == ["Kari Salmi"]
    workspace.undo()
    assert read(workspace, deal).people[0].influence == 4
    with workspace.edit("Delete") as session:
        actions.discard(session, kari)
    page = read(workspace, deal)
    assert (page.people, page.candidates) == ((), ())
    with workspace.read() as session:
        assert queries.person_facts(session, kari, TODAY) is None
    workspace.undo()
    assert len(read(workspace, deal).people) == 1


def test_ratings_are_carried_over_until_they_are_confirmed(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(
            session, kari, INFLUENCE, 4, ago(20), evidence="Seen", evidence_class=EvidenceClass.CONFIRMED,
            source="Letter", rated_by="Ann",
        )  # fmt: skip
        rating_actions.rate(session, kari, RELATIONSHIP, 1, ago(20))
        rating_actions.rate(session, kari, RELATIONSHIP, None, ago(10))
        rating_actions.rate(session, kari, INFLUENCE, 1, ago(5), rater=Rater.COACH)
        other = an_opportunity(session, 1, "Maintenance")
    candidate = read(workspace, other).candidates[0]
    assert (candidate.name, candidate.rated_in, candidate.rated_on) == (
        "Kari Salmi",
        "Dryer upgrade",
        ago(10),
    )
    with workspace.edit("Start") as session:
        (made,) = actions.start_from_last(session, other, [candidate.id])
    found = facts(workspace, made)
    assert list(found.ratings) == [INFLUENCE]  # Unknown is not carried, nor is what the coach said
    given = found.ratings[INFLUENCE]
    assert (given.value, given.rated_on, given.evidence, given.source) == (4, ago(20), "Seen", "Letter")
    assert (given.evidence_class, given.carried_from) == (EvidenceClass.ASSUMED, "Dryer upgrade")
    assert found.row.carried_over
    assert "carried_unconfirmed" in fired(workspace, other)
    with workspace.edit("Confirm") as session:
        rating_actions.confirm_carried(session, made, list(Aspect), TODAY, "Sam")
    given = facts(workspace, made).ratings[INFLUENCE]
    assert (given.value, given.rated_on, given.carried_from, given.rated_by) == (4, TODAY, "", "Sam")
    assert len(facts(workspace, made).history) == 2
    assert "carried_unconfirmed" not in fired(workspace, other)
    workspace.undo()
    assert facts(workspace, made).row.carried_over
    workspace.undo()
    assert read(workspace, other).people == ()
    with pytest.raises(BadInputError), workspace.edit("Start") as session:
        actions.start_from_last(session, other, [])


def test_saying_how_one_knows_confirms_a_carried_rating(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 4, TODAY)
        other = an_opportunity(session, 1, "Maintenance")
        made = actions.include_person(session, other, 1)
    assert facts(workspace, made).row.carried_over
    with workspace.edit("Explain") as session:
        rating_actions.back_rating(session, made, INFLUENCE, TODAY, evidence="Seen again")
    assert not facts(workspace, made).row.carried_over
    with pytest.raises(BadInputError), workspace.edit("Include") as session:
        actions.include_person(session, other, 1)


def test_answers_are_kept_changed_and_taken_back(workspace: Workspace, deal: int, kari: int) -> None:
    def keep(**seen: str) -> None:
        with workspace.edit("Answer") as session:
            rating_actions.answer_signs(session, kari, seen, TODAY)

    def seen(rater: Rater = Rater.REP) -> dict[str, str]:
        return dict(facts(workspace, kari).seen[rater])

    keep(asked="deciders", moved="once")
    with workspace.edit("Coach") as session:
        rating_actions.answer_signs(session, kari, {"asked": "nobody"}, TODAY, Rater.COACH)
    keep(moved="often", side="for_us")
    assert seen() == {"moved": "often", "side": "for_us"}
    assert seen(Rater.COACH) == {"asked": "nobody"}
    workspace.undo()
    assert seen() == {"asked": "deciders", "moved": "once"}
    keep()
    assert seen() == {}


def test_an_overruled_proposal_keeps_both(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(
            session, kari, INFLUENCE, 3, TODAY, proposed=5, reason=" Leaves in spring ", rated_by="Sam"
        )
    given = facts(workspace, kari).ratings[INFLUENCE]
    assert (given.value, given.proposed, given.reason, given.rated_by) == (3, 5, "Leaves in spring", "Sam")
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 5, TODAY, proposed=5, reason="none needed")
    assert facts(workspace, kari).ratings[INFLUENCE].reason == ""


def test_own_fields_hold_for_everybody(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Field") as session:
        field = actions.add_field(session, " Assistant ")
        marja = actions.add_person(session, deal, "Marja")
        actions.fill_field(session, kari, field, " Ulla ")
    assert [(one.label, one.value) for one in facts(workspace, kari).own_fields] == [("Assistant", "Ulla")]
    assert [(one.label, one.value) for one in facts(workspace, marja).own_fields] == [("Assistant", "")]
    for label in ("", "  ", "assistant", "x" * 81):
        with pytest.raises(BadInputError), workspace.edit("Field") as session:
            actions.add_field(session, label)
    with workspace.edit("Rename") as session:
        actions.rename_field(session, field, "assistant")  # its own name in another case
    with workspace.edit("Empty") as session:
        actions.fill_field(session, kari, field, "")
    assert facts(workspace, kari).own_fields[0].value == ""
    workspace.undo()
    with workspace.edit("Drop") as session:
        actions.drop_field(session, field)
    assert facts(workspace, kari).own_fields == ()
    workspace.undo()
    assert facts(workspace, kari).own_fields[0].value == "Ulla"


@pytest.mark.parametrize(
    ("level", "value"),
    [
        (Level.TOLERANCE, -0.1), (Level.TOLERANCE, 3.1), (Level.ACCEPTABLE, 0.5), (Level.ACCEPTABLE, 9.5),
        (Level.TOLERANCE, float("nan")),
    ],
)  # fmt: skip
def test_levels_have_limits(workspace: Workspace, level: Level, value: float) -> None:
    with pytest.raises(BadInputError), workspace.edit("Set") as session:
        rating_actions.set_level(session, level, value)


def test_levels_of_the_workspace_give_the_mode(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Move") as session:
        rating_actions.mark(session, kari, 8, 6, TODAY)
    assert read(workspace, deal).people[0].mode is Receptivity.GROWTH
    with workspace.edit("Set") as session:
        rating_actions.set_level(session, Level.ACCEPTABLE, 7)
    page = read(workspace, deal)
    assert (page.levels, page.people[0].mode) == (Levels(0.5, 7), Receptivity.TROUBLE)
    with workspace.edit("Set") as session:
        rating_actions.set_level(session, Level.TOLERANCE, 2)
        rating_actions.set_level(session, Level.ACCEPTABLE, 5)
    assert facts(workspace, kari).mode_of_marks is Receptivity.INDIFFERENT
    workspace.undo()
    workspace.undo()
    assert read(workspace, deal).people[0].mode is Receptivity.GROWTH


def test_every_tool_goes_by_the_same_levels(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Move") as session:
        rating_actions.mark(session, kari, 8, 6, TODAY)
        rating_actions.set_level(session, Level.ACCEPTABLE, 7)
    with workspace.read() as session:
        on_the_map = map_queries.people(session, deal)
        standing = receptivity_queries.standing(session, 1, deal, TODAY)
    assert on_the_map is not None and standing is not None
    assert on_the_map.players[0].mode is Receptivity.TROUBLE
    assert standing.players[0].mode is Receptivity.TROUBLE


# Queries


def test_the_coachs_ratings_stand_beside_ours_and_count_nowhere(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Coach") as session:
        rating_actions.rate(session, kari, INFLUENCE, 2, TODAY, rater=Rater.COACH, evidence="Asked nobody")
        rating_actions.mark(session, kari, 9, 2, TODAY, rater=Rater.COACH)
        rating_actions.back_rating(session, kari, INFLUENCE, TODAY, source="Review", rater=Rater.COACH)
    found = facts(workspace, kari)
    assert (found.row.influence, found.row.mode) == (None, Receptivity.UNKNOWN)
    assert set(found.champion.values()) == {None}
    assert found.row.standing is None
    with workspace.edit("Ours") as session:
        rating_actions.rate(session, kari, INFLUENCE, 5, TODAY)
    found = facts(workspace, kari)
    assert (found.row.influence, found.coach[INFLUENCE].value, found.coach[INFLUENCE].source) == (
        5,
        2,
        "Review",
    )
    assert [one.aspect for one in found.differences] == [INFLUENCE, Aspect.WISHED, Aspect.PERCEIVED]
    assert "coach_differs" in fired(workspace, deal)
    assert found.past(Rater.COACH, INFLUENCE)[0].value == 2


def test_unknown_influence_comes_last_and_is_no_zero(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Add") as session:
        for name, influence in (("A", None), ("B", 1), ("C", 5)):
            made = actions.add_person(session, deal, name, roles=[DecisionRole.DECISION_MAKER])
            if influence is not None:
                rating_actions.rate(session, made, INFLUENCE, influence, TODAY)
    assert [row.name for row in read(workspace, deal).people] == ["C", "B", "A"]
    with workspace.read() as session:
        known = {one.name: one.facts for one in subjects(session, deal, TODAY)}
    assert "influence" not in known["A"]
    assert known["A"]["influential"] is False
    assert (known["B"]["influence"], known["B"]["rated"]) == (1, 1)


def test_ratings_age_by_the_settings(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 4, ago(40))
    with workspace.read() as session:
        for ageing, expected in (
            (None, Freshness.FRESH), (Ageing(40, 80), Freshness.FADING), (Ageing(20, 40), Freshness.OLD),
        ):  # fmt: skip
            found = queries.person_facts(session, kari, TODAY, ageing)
            assert found is not None
            assert found.ratings[INFLUENCE].freshness is expected
            assert found.row.standing == Standing(EvidenceClass.ASSUMED, ago(40))


def test_a_customer_sees_neither_ratings_nor_hidden_roles(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Fill") as session:
        actions.set_roles(
            session,
            kari,
            [DecisionRole.ADVERSARY, DecisionRole.CHAMPION, DecisionRole.COACH, DecisionRole.USER],
        )
        rating_actions.rate(session, kari, RELATIONSHIP, -2, TODAY)
        rating_actions.mark(session, kari, 9, 3, TODAY)
        rating_actions.override_mode(session, kari, Receptivity.GROWTH, "because")
        actions.set_goal(session, kari, "personal_goal", "Secret", TODAY)
    row = read(workspace, deal, Audience.CUSTOMER).people[0]
    assert row.roles == (DecisionRole.USER,)
    assert (row.relationship, row.wished, row.mode, row.personal_goal) == (
        None,
        None,
        Receptivity.UNKNOWN,
        "",
    )
    with workspace.edit("Said") as session:
        actions.back_goal(session, kari, EvidenceClass.STATED, TODAY, TODAY)
    assert read(workspace, deal, Audience.CUSTOMER).people[0].personal_goal == "Secret"


def test_progress(workspace: Workspace, deal: int) -> None:
    def now() -> Progress:
        with workspace.read() as session:
            return queries.progress(session, 1, deal)

    assert now() is Progress.EMPTY
    with workspace.edit("Add") as session:
        made = actions.add_person(session, deal, "Kari")
    assert now() is Progress.BEGUN
    with workspace.edit("Know") as session:
        rating_actions.rate(session, made, INFLUENCE, 4, TODAY)
        rating_actions.rate(session, made, RELATIONSHIP, 1, TODAY)
        rating_actions.mark(session, made, 9, 3, TODAY)
        actions.set_goal(session, made, "personal_goal", "Be asked", TODAY)
    assert now() is Progress.DONE


def test_the_champion_is_proposed_from_the_profile(workspace: Workspace, deal: int, kari: int) -> None:
    assert set(facts(workspace, kari).champion.values()) == {None}
    with workspace.edit("Know") as session:
        rating_actions.rate(session, kari, INFLUENCE, 3, TODAY)
        rating_actions.mark(session, kari, 9, 3, TODAY)
    champion = facts(workspace, kari).champion
    assert champion[Criterion.INFLUENCE] is False
    assert champion[Criterion.RECEPTIVITY] is True
    assert champion[Criterion.GOAL] is None


def fired(workspace: Workspace, deal: int) -> dict[str, str]:
    rules = [rule for rule in load_rules() if rule.tool == "key_persons"]
    with workspace.read() as session:
        return {
            found.rule: found.do
            for found in findings(rules, with_ageing(subjects(session, deal, TODAY), USUAL))
        }


def test_the_coach_speaks_of_people(workspace: Workspace, deal: int) -> None:
    assert set(fired(workspace, deal)) == {"nobody_named"}
    with workspace.edit("Add") as session:
        made = actions.add_person(session, deal, "Kari", roles=[DecisionRole.DECISION_MAKER])
        rating_actions.rate(session, made, INFLUENCE, 5, ago(200))
        rating_actions.rate(session, made, RELATIONSHIP, 2, TODAY)
    found = fired(workspace, deal)
    wanted = {"influential_mode_unknown", "friend_by_hope", "goal_missing", "influence_old", "no_champion"}
    assert wanted <= set(found)
    assert found["influential_mode_unknown"] == f"key_persons:person:{made}:receptivity"
    assert "no_decision_maker" not in found
    with workspace.edit("Know") as session:
        rating_actions.rate(
            session,
            made,
            RELATIONSHIP,
            2,
            TODAY,
            evidence="Gave us the margin",
            evidence_class=EvidenceClass.STATED,
        )
        rating_actions.mark(session, made, 9, 3, TODAY)
    assert {"influential_mode_unknown", "friend_by_hope"}.isdisjoint(fired(workspace, deal))


@pytest.mark.parametrize(
    ("role", "evidence_class", "speaks"),
    [
        (DecisionRole.DECISION_MAKER, EvidenceClass.ASSUMED, True),
        (DecisionRole.FINANCIAL_APPROVER, EvidenceClass.ESTIMATED, True),
        (DecisionRole.DECISION_MAKER, EvidenceClass.STATED, False),
        (DecisionRole.USER, EvidenceClass.ASSUMED, False),
    ],
)
def test_the_coach_warns_of_assumptions_about_those_who_decide(
    workspace: Workspace, deal: int, role: DecisionRole, evidence_class: EvidenceClass, speaks: bool
) -> None:
    with workspace.edit("Add") as session:
        made = actions.add_person(session, deal, "Kari", roles=[role])
    assert "decider_assumed" not in fired(workspace, deal)  # nothing rated is another finding
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, made, INFLUENCE, 3, TODAY, evidence_class=evidence_class)
    assert ("decider_assumed" in fired(workspace, deal)) is speaks


@pytest.mark.parametrize(("coach", "speaks"), [(4, False), (3, True), (None, False)])
def test_the_coach_speaks_of_differences_of_two_and_more(
    workspace: Workspace, deal: int, kari: int, coach: float | None, speaks: bool
) -> None:
    with workspace.edit("Rate") as session:
        rating_actions.rate(session, kari, INFLUENCE, 5, TODAY)
        rating_actions.rate(session, kari, INFLUENCE, coach, TODAY, rater=Rater.COACH)
    assert ("coach_differs" in fired(workspace, deal)) is speaks


# Export


def test_the_profile_in_word(workspace: Workspace, deal: int, kari: int, tmp_path: Path) -> None:
    with workspace.edit("Know") as session:
        rating_actions.rate(session, kari, INFLUENCE, 4, TODAY, evidence="Two bosses wait for him")
    found = facts(workspace, kari)
    path = tmp_path / "kari.docx"
    export.write_word(found, load_pack("modes")[found.row.mode], path, TODAY, "Sam")
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert document.core_properties.title == "Kari Salmi"
    assert "4 of 5" in cells
    assert any("Two bosses wait for him" in cell for cell in cells)
