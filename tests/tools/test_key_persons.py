"""People on a real file: named, rated, explained, carried over, removed; each with its undo."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from app.errors import BadInputError
from app.method.champion import Criterion
from app.method.coaching import findings
from app.method.packs import load_pack
from app.method.progress import Progress
from app.method.receptivity import ModeOrigin
from app.method.rule_pack import load_rules
from app.models.opportunities import Rating
from app.models.vocabulary import Aspect, Audience, DecisionRole, EvidenceClass, Receptivity
from app.tools.key_persons import actions, export, queries
from app.tools.key_persons.rows import People, PersonFacts
from app.tools.key_persons.rules import Sign, propose, short_name, token_size
from app.workspace import Workspace
from tests.build import TODAY, an_account, an_opportunity

INFLUENCE, RELATIONSHIP = Aspect.INFLUENCE, Aspect.RELATIONSHIP


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


def test_three_answers_are_needed_for_a_proposal() -> None:
    assert propose(INFLUENCE, {Sign.ASKED: True, Sign.CHANGED: True}).value is None
    assert propose(INFLUENCE, {Sign.ASKED: True, Sign.CHANGED: True, Sign.RISING: None}).value is None


@pytest.mark.parametrize(
    ("aspect", "yes", "no", "expected"),
    [
        (INFLUENCE, [Sign.ASKED, Sign.CHANGED, Sign.SPOKEN_FOR, Sign.RISING, Sign.APPOINTED], [], 5),
        (INFLUENCE, [Sign.ASKED], [Sign.CHANGED, Sign.RISING], 2),
        (INFLUENCE, [], [Sign.ASKED, Sign.CHANGED, Sign.RISING], 1),
        (RELATIONSHIP, [Sign.FIGURES, Sign.DOOR, Sign.DEFENDED], [Sign.SILENT, Sign.RIVAL], 2),
        (RELATIONSHIP, [Sign.FIGURES], [Sign.DOOR, Sign.RIVAL], 1),
        (RELATIONSHIP, [], [Sign.FIGURES, Sign.DOOR, Sign.RIVAL], 0),
        (RELATIONSHIP, [Sign.SILENT], [Sign.DOOR, Sign.FIGURES], -1),
        (RELATIONSHIP, [Sign.RIVAL], [Sign.DOOR, Sign.FIGURES], -2),
    ],
)
def test_signs_propose_a_rating(aspect: Aspect, yes: list[Sign], no: list[Sign], expected: int) -> None:
    seen = dict.fromkeys(yes, True) | dict.fromkeys(no, False)
    found = propose(aspect, seen)
    assert found.value == expected
    assert found.because.count("?") == len(seen)


def test_a_person_is_drawn_by_influence_and_called_by_the_first_name() -> None:
    assert token_size(1) < token_size(None) < token_size(3) < token_size(5)
    assert short_name("Kari Salmi", ["Kari Salmi", "Marja Lehtonen"]) == "Kari"
    assert short_name("Kari Salmi", ["Kari Salmi", "Kari Niemi"]) == "Kari S."
    assert short_name("CFO", []) == "CFO"


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
        actions.rate(
            session, kari, INFLUENCE, 3, ago(30), evidence="He was asked", evidence_class=EvidenceClass.STATED
        )
    with workspace.edit("Rate") as session:
        actions.rate(session, kari, INFLUENCE, 4, TODAY)
    found = facts(workspace, kari)
    assert found.row.influence == 4
    assert (found.ratings[INFLUENCE].evidence, found.ratings[INFLUENCE].evidence_class) == (
        "",
        EvidenceClass.ASSUMED,
    )
    with workspace.edit("Explain") as session:
        actions.back_rating(session, kari, INFLUENCE, TODAY, evidence=" Two bosses wait for him ")
        actions.rate(session, kari, INFLUENCE, 5, TODAY)
    found = facts(workspace, kari)
    assert (found.row.influence, found.ratings[INFLUENCE].evidence) == (5, "Two bosses wait for him")
    assert len(found.history) == 2
    workspace.undo()
    workspace.undo()
    found = facts(workspace, kari)
    assert (found.row.influence, found.ratings[INFLUENCE].evidence) == (3, "He was asked")


def test_unknown_is_a_rating_of_its_own(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        actions.rate(session, kari, RELATIONSHIP, 2, ago(1))
        actions.rate(session, kari, RELATIONSHIP, None, TODAY)
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
        actions.rate(session, kari, aspect, value, TODAY)
    assert facts(workspace, kari).history == ()


def test_evidence_needs_a_rating_and_a_day_that_is_free(workspace: Workspace, deal: int, kari: int) -> None:
    with pytest.raises(BadInputError), workspace.edit("Explain") as session:
        actions.back_rating(session, kari, INFLUENCE, TODAY, evidence="x")
    with workspace.edit("Rate") as session:
        actions.rate(session, kari, INFLUENCE, 3, ago(30))
        actions.rate(session, kari, INFLUENCE, 4, ago(10))
    for day in (TODAY + timedelta(days=1), ago(30), ago(40)):
        with pytest.raises(BadInputError), workspace.edit("Date") as session:
            actions.back_rating(session, kari, INFLUENCE, TODAY, rated_on=day)
    with workspace.edit("Date") as session:
        actions.back_rating(session, kari, INFLUENCE, TODAY, rated_on=ago(5))
    assert facts(workspace, kari).ratings[INFLUENCE].on == ago(5)


def test_marks_make_a_mode_and_only_a_changed_mark_is_dated_anew(
    workspace: Workspace, deal: int, kari: int
) -> None:
    with workspace.edit("Move") as session:
        actions.mark(session, kari, 9, 3, ago(50))
    with workspace.edit("Move") as session:
        actions.mark(session, kari, 9, 6.04, TODAY)
    row = read(workspace, deal).people[0]
    assert (row.wished, row.perceived, row.mode) == (9, 6.0, Receptivity.GROWTH)
    found = facts(workspace, kari)
    assert found.ratings[Aspect.WISHED].on == ago(50)
    assert found.ratings[Aspect.PERCEIVED].on == TODAY
    workspace.undo()
    assert read(workspace, deal).people[0].mode is Receptivity.TROUBLE
    with workspace.edit("Clear") as session:
        actions.mark(session, kari, None, 3, TODAY)
    assert read(workspace, deal).people[0].mode is Receptivity.UNKNOWN


def test_an_override_needs_a_reason_and_keeps_both(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Move") as session:
        actions.mark(session, kari, 9, 3, TODAY)
    with pytest.raises(BadInputError), workspace.edit("Override") as session:
        actions.override_mode(session, kari, Receptivity.INDIFFERENT, " ")
    with workspace.edit("Override") as session:
        actions.override_mode(session, kari, Receptivity.INDIFFERENT, "Says it only to please")
    found = facts(workspace, kari)
    assert (found.row.mode, found.row.origin) == (Receptivity.INDIFFERENT, ModeOrigin.OVERRIDE)
    assert found.mode_of_marks is Receptivity.TROUBLE
    with workspace.edit("Back") as session:
        actions.override_mode(session, kari, None)
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
        actions.rate(session, kari, INFLUENCE, 4, TODAY)
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


def test_ratings_are_carried_over_as_assumed(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Rate") as session:
        actions.rate(
            session, kari, INFLUENCE, 4, ago(20), evidence="Seen", evidence_class=EvidenceClass.CONFIRMED
        )
        other = an_opportunity(session, 1, "Maintenance")
    candidate = read(workspace, other).candidates[0]
    assert (candidate.name, candidate.rated_in) == ("Kari Salmi", "Dryer upgrade")
    with workspace.edit("Include") as session:
        made = actions.include_person(session, other, candidate.id)
    given = facts(workspace, made).ratings[INFLUENCE]
    assert (given.value, given.on, given.evidence_class) == (4, ago(20), EvidenceClass.ASSUMED)
    assert "Dryer upgrade" in given.evidence
    with pytest.raises(BadInputError), workspace.edit("Include") as session:
        actions.include_person(session, other, candidate.id)


# Queries


def test_the_coachs_ratings_stand_beside_ours(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Coach") as session:
        session.add(Rating(stakeholder_id=kari, aspect=INFLUENCE, value=2, rated_on=TODAY, rater="coach"))
        actions.rate(session, kari, INFLUENCE, 5, TODAY)
    found = facts(workspace, kari)
    assert (found.row.influence, found.coach[INFLUENCE]) == (5, 2)


def test_a_customer_sees_neither_ratings_nor_hidden_roles(workspace: Workspace, deal: int, kari: int) -> None:
    with workspace.edit("Fill") as session:
        actions.set_roles(session, kari, [DecisionRole.ADVERSARY, DecisionRole.COACH, DecisionRole.USER])
        actions.rate(session, kari, RELATIONSHIP, -2, TODAY)
        actions.mark(session, kari, 9, 3, TODAY)
        actions.override_mode(session, kari, Receptivity.GROWTH, "because")
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
        actions.rate(session, made, INFLUENCE, 4, TODAY)
        actions.rate(session, made, RELATIONSHIP, 1, TODAY)
        actions.mark(session, made, 9, 3, TODAY)
        actions.set_goal(session, made, "personal_goal", "Be asked", TODAY)
    assert now() is Progress.DONE


def test_the_champion_is_proposed_from_the_profile(workspace: Workspace, deal: int, kari: int) -> None:
    assert set(facts(workspace, kari).champion.values()) == {None}
    with workspace.edit("Know") as session:
        actions.rate(session, kari, INFLUENCE, 3, TODAY)
        actions.mark(session, kari, 9, 3, TODAY)
    champion = facts(workspace, kari).champion
    assert champion[Criterion.INFLUENCE] is False
    assert champion[Criterion.RECEPTIVITY] is True
    assert champion[Criterion.GOAL] is None


def fired(workspace: Workspace, deal: int) -> dict[str, str]:
    rules = [rule for rule in load_rules() if rule.tool == "key_persons"]
    with workspace.read() as session:
        return {found.rule: found.do for found in findings(rules, queries.subjects(session, deal, TODAY))}


def test_the_coach_speaks_of_people(workspace: Workspace, deal: int) -> None:
    assert set(fired(workspace, deal)) == {"nobody_named"}
    with workspace.edit("Add") as session:
        made = actions.add_person(session, deal, "Kari", roles=[DecisionRole.DECISION_MAKER])
        actions.rate(session, made, INFLUENCE, 5, ago(200))
        actions.rate(session, made, RELATIONSHIP, 2, TODAY)
    found = fired(workspace, deal)
    wanted = {"influential_mode_unknown", "friend_by_hope", "goal_missing", "influence_old", "no_champion"}
    assert wanted <= set(found)
    assert found["influential_mode_unknown"] == f"key_persons:person:{made}:receptivity"
    assert "no_decision_maker" not in found
    with workspace.edit("Know") as session:
        actions.rate(
            session,
            made,
            RELATIONSHIP,
            2,
            TODAY,
            evidence="Gave us the margin",
            evidence_class=EvidenceClass.STATED,
        )
        actions.mark(session, made, 9, 3, TODAY)
    assert {"influential_mode_unknown", "friend_by_hope"}.isdisjoint(fired(workspace, deal))


# Export


def test_the_profile_in_word(workspace: Workspace, deal: int, kari: int, tmp_path: Path) -> None:
    with workspace.edit("Know") as session:
        actions.rate(session, kari, INFLUENCE, 4, TODAY, evidence="Two bosses wait for him")
    found = facts(workspace, kari)
    path = tmp_path / "kari.docx"
    export.write_word(found, load_pack("modes")[found.row.mode], path, TODAY, "Sam")
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert document.core_properties.title == "Kari Salmi"
    assert "4 of 5" in cells
    assert any("Two bosses wait for him" in cell for cell in cells)
