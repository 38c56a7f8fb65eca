"""The champion test on a real file: proposals, answers by hand, the ranking, what the coach and a customer get."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

from app.errors import BadInputError
from app.method.champion import Check
from app.method.champion_pack import load_champion
from app.method.coaching import findings
from app.method.evidence import Ageing
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.models.actions import Action
from app.models.levels import MethodLevel
from app.models.opportunities import Opportunity, Rating, Stakeholder
from app.models.people import Person
from app.models.vocabulary import (
    ActionKind,
    ActionStatus,
    Aspect,
    Audience,
    Criterion,
    DecisionRole,
    EvidenceClass,
    Level,
    Receptivity,
    Side,
)
from app.tools.champion_qualification import actions, export, queries
from app.tools.champion_qualification.remarks import Lead, remarks, verdict
from app.tools.champion_qualification.rows import Board
from app.tools.champion_qualification.rules import Cover, Facts, Need, need, proposal, short_status, steps
from app.tools.closing_checklist import queries as checklist
from app.tools.key_persons import queries as persons
from app.tools.relationship_map import queries as on_map
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity

GOAL, INFLUENCE, RECEPTIVITY, RELATIONSHIP = Criterion
FULL: dict[Aspect, float] = {
    Aspect.INFLUENCE: 4,
    Aspect.RELATIONSHIP: 1,
    Aspect.WISHED: 9,
    Aspect.PERCEIVED: 3,
}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def deal(workspace: Workspace) -> int:
    with workspace.edit("Begin") as session:
        return an_opportunity(session, an_account(session))


def known(
    workspace: Workspace,
    deal: int,
    name: str,
    ratings: dict[Aspect, float] | None = None,
    *,
    goal: str = "Sleep at night",
    drives: bool | None = True,
    days: int = 10,
    roles: tuple[DecisionRole, ...] = (),
) -> int:
    """Somebody of whom so much is known, and since when."""
    with workspace.edit("Person") as session:
        one = a_person(session, deal, name, roles, "Engineer")
        row = session.get_one(Stakeholder, one)
        row.personal_goal, row.drives_change = goal, drives
        row.goal_class, row.goal_on = EvidenceClass.STATED, ago(days)
        for aspect, value in (FULL if ratings is None else ratings).items():
            session.add(
                Rating(
                    stakeholder_id=one, aspect=aspect, value=value, rated_on=ago(days), evidence="Seen",
                    evidence_class=EvidenceClass.STATED,
                )
            )  # fmt: skip
        return one


def read(workspace: Workspace, deal: int, ageing: Ageing | None = None) -> Board:
    with workspace.read() as session:
        found = queries.board(session, deal, TODAY, ageing)
    assert found is not None
    return found


def answer(
    workspace: Workspace,
    person: int,
    criterion: Criterion,
    value: bool | None,
    *,
    reason: str = "",
    evidence: str = "",
) -> None:
    with workspace.edit("Mark") as session:
        actions.mark(
            session,
            person,
            criterion,
            value,
            today=TODAY,
            reason=reason,
            evidence=evidence,
            evidence_class=EvidenceClass.STATED,
        )


# The board


def test_the_nearest_to_a_champion_stands_first(workspace: Workspace, deal: int) -> None:
    known(workspace, deal, "All Four")
    known(workspace, deal, "One No", FULL | {Aspect.INFLUENCE: 3})
    known(workspace, deal, "Weaker No", FULL | {Aspect.INFLUENCE: 1})
    known(workspace, deal, "One Unknown", {k: v for k, v in FULL.items() if k is not Aspect.RELATIONSHIP})
    known(workspace, deal, "Nobody Asked", {}, goal="", drives=None)
    board = read(workspace, deal)
    assert [one.name for one in board.candidates] == [
        "All Four", "One Unknown", "One No", "Weaker No", "Nobody Asked",
    ]  # fmt: skip
    assert [short_status(one.sheet) for one in board.candidates] == [
        "Qualified", "1 of 4 missing", "1 of 4 missing", "1 of 4 missing", "Not looked at",
    ]  # fmt: skip
    assert board.cover is Cover.SINGLE


def test_posts_without_a_name_and_people_in_the_trash_are_not_tested(workspace: Workspace, deal: int) -> None:
    known(workspace, deal, "All Four")
    with workspace.edit("More") as session:
        post = a_person(session, deal, "The CFO")
        session.get_one(Person, session.get_one(Stakeholder, post).person_id).placeholder = True
        gone = a_person(session, deal, "Gone")
        session.get_one(Person, session.get_one(Stakeholder, gone).person_id).deleted_at = datetime(
            2026, 1, 1
        )
    board = read(workspace, deal)
    assert [one.name for one in board.candidates] == ["All Four"]
    assert board.placeholders == 1


def test_a_customer_gets_nothing_of_it(workspace: Workspace, deal: int) -> None:
    known(workspace, deal, "All Four")
    with workspace.read() as session:
        assert queries.board(session, deal, TODAY, audience=Audience.CUSTOMER) is None


@pytest.mark.parametrize(
    ("people", "cover"),
    [
        ([], Cover.NOBODY),
        ([{}], Cover.UNTESTED),
        ([FULL | {Aspect.INFLUENCE: 2}], Cover.NONE),
        ([FULL, {}], Cover.SINGLE),
        ([FULL, FULL], Cover.SEVERAL),
    ],
)
def test_how_the_deal_stands(
    workspace: Workspace, deal: int, people: list[dict[Aspect, float]], cover: Cover
) -> None:
    for number, ratings in enumerate(people):
        drives = True if ratings else None
        known(workspace, deal, f"Person {number}", ratings, goal="Sleep" if ratings else "", drives=drives)
    board = read(workspace, deal)
    assert board.cover is cover
    assert verdict(board)


# Answers by hand


def test_an_answer_against_the_profile_wants_a_reason_and_keeps_both(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four")
    with pytest.raises(BadInputError, match="Say why"):
        answer(workspace, one, RELATIONSHIP, False)
    answer(workspace, one, RELATIONSHIP, False, reason="Fair to both bidders")
    check = read(workspace, deal).candidates[0].sheet.check(RELATIONSHIP)
    assert (check.verdict, check.proposed, check.overruled) == (False, True, True)
    assert read(workspace, deal).cover is Cover.NONE
    with workspace.edit("Back") as session:
        actions.back_to_proposal(session, one, RELATIONSHIP, TODAY)
    assert read(workspace, deal).cover is Cover.SINGLE
    workspace.undo()
    assert read(workspace, deal).cover is Cover.NONE
    workspace.undo()
    assert read(workspace, deal).cover is Cover.SINGLE
    workspace.redo()
    assert read(workspace, deal).candidates[0].sheet.check(RELATIONSHIP).overruled


def test_a_test_that_agrees_wants_evidence_and_renews_it(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four", days=200)
    assert read(workspace, deal).candidates[0].sheet.to_retest(TODAY, Ageing()) == tuple(Criterion)
    with pytest.raises(BadInputError, match="what was seen"):
        answer(workspace, one, INFLUENCE, True)
    answer(workspace, one, INFLUENCE, True, evidence="Marja asked her first")
    sheet = read(workspace, deal).candidates[0].sheet
    assert INFLUENCE not in sheet.to_retest(TODAY, Ageing())
    assert sheet.check(INFLUENCE).backing.text == "Marja asked her first"
    assert not sheet.check(INFLUENCE).overruled


def test_a_second_answer_takes_the_place_of_the_first(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four")
    answer(workspace, one, GOAL, False, reason="Only says so")
    answer(workspace, one, GOAL, None, reason="Said two things")
    check = read(workspace, deal).candidates[0].sheet.check(GOAL)
    assert check.verdict is None
    assert check.overruled


def test_a_test_on_another_day_keeps_what_was_answered_before(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four")

    def told() -> list[tuple[str, bool | None, date | None]]:
        earlier = read(workspace, deal).candidates[0].earlier.get(GOAL, ())
        return [(mark.evidence, mark.verdict, mark.set_aside_on) for mark in earlier]

    with workspace.edit("Then") as session:
        actions.mark(session, one, GOAL, True, today=TODAY, marked_on=ago(200), evidence="Asked for a plan")
    answer(workspace, one, GOAL, False, reason="Only says so", evidence="Did not come")
    assert told() == [("Asked for a plan", True, None)]
    answer(workspace, one, GOAL, False, reason="Only says so", evidence="Did not come, nor call")
    assert told() == [("Asked for a plan", True, None)]  # of the same day: put right
    with workspace.edit("Back") as session:
        actions.back_to_proposal(session, one, GOAL, TODAY)
    page = read(workspace, deal)
    assert page.candidates[0].sheet.check(GOAL).mark is None
    assert told() == [("Did not come, nor call", False, TODAY), ("Asked for a plan", True, None)]
    workspace.undo()
    assert read(workspace, deal).candidates[0].sheet.check(GOAL).verdict is False


def test_a_test_of_the_future_is_refused(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four")
    with pytest.raises(BadInputError, match="future"), workspace.edit("Mark") as session:
        actions.mark(session, one, GOAL, True, today=TODAY, marked_on=ago(-1), evidence="Later")


def test_a_move_becomes_a_step_of_our_own_once(workspace: Workspace, deal: int) -> None:
    with workspace.edit("Plan") as session:
        made = actions.plan_step(session, deal, "Ask Kari", "Sam")
    with workspace.read() as session:
        action = session.get_one(Action, made)
        assert (action.kind, action.side, action.owner) == (ActionKind.INTERNAL, Side.SUPPLIER, "Sam")
    assert read(workspace, deal).planned == {"Ask Kari"}
    with pytest.raises(BadInputError, match="already"), workspace.edit("Plan") as session:
        actions.plan_step(session, deal, " Ask Kari ")
    with workspace.edit("Done") as session:
        session.get_one(Action, made).status = ActionStatus.DONE
        actions.plan_step(session, deal, "Ask Kari")  # what was done may be done again


# One answer everywhere


def test_person_form_and_checklist_give_the_same_answer(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "All Four", roles=(DecisionRole.CHAMPION,))

    def domino() -> str:
        with workspace.read() as session:
            chain = checklist.page(session, deal, TODAY).chain
        return next(piece.why for piece in chain.dominoes if piece.key == "champion")

    def form() -> bool | None:
        with workspace.read() as session:
            facts = persons.person_facts(session, one, TODAY)
        assert facts is not None
        return facts.champion[RELATIONSHIP]

    assert form() is True
    assert "not qualified" not in domino()
    answer(workspace, one, RELATIONSHIP, False, reason="Fair to both bidders")
    assert form() is False
    assert "not qualified: relationship" in domino()


def test_map_form_and_test_agree_on_everybody(filled: Workspace) -> None:
    with filled.edit("Levels") as session:
        session.add(MethodLevel(level=Level.TOLERANCE, value=2.5))
        actions.mark(session, 4, INFLUENCE, True, today=TODAY, reason="The owners call her")
    with filled.read() as session:
        for deal in session.scalars(select(Opportunity.id)):
            page, drawn = queries.board(session, deal, TODAY), on_map.people(session, deal)
            assert page is not None
            assert drawn is not None
            for one in page.candidates:
                player, facts = drawn.player(one.id), persons.person_facts(session, one.id, TODAY)
                assert player is not None
                assert facts is not None
                assert player.champion is one.sheet.status, one.name
                assert dict(player.champion_answers) == one.sheet.answers == facts.champion, one.name


# Words


@pytest.mark.parametrize(
    ("criterion", "facts", "words"),
    [
        (GOAL, Facts(), "No personal goal is written down"),
        (GOAL, Facts("Sleep"), "whether it is pursued is not known"),
        (GOAL, Facts("", True), "why, is not known"),
        (GOAL, Facts("Sleep", True), "Has a goal and drives"),
        (GOAL, Facts("Sleep", False), "Does not drive"),
        (INFLUENCE, Facts(), "not rated"),
        (INFLUENCE, Facts(influence=3), "Influence 3 of 5; 4 is needed"),
        (RECEPTIVITY, Facts(), "not known"),
        (RECEPTIVITY, Facts(mode=Receptivity.TROUBLE), "sees a gap"),
        (RECEPTIVITY, Facts(mode=Receptivity.OVERCONFIDENT), "sees no gap"),
        (RELATIONSHIP, Facts(), "not rated"),
        (RELATIONSHIP, Facts(relationship=-1), "Relationship −1; +1 is needed"),
        (RELATIONSHIP, Facts(relationship=0), "Relationship 0;"),
        (RELATIONSHIP, Facts(relationship=2), "Relationship +2;"),
    ],
)
def test_what_the_profile_says(criterion: Criterion, facts: Facts, words: str) -> None:
    assert words in proposal(criterion, facts)


@pytest.mark.parametrize(
    ("value", "days", "expected"),
    [
        (None, 400, Need.FIND_OUT),
        (True, 179, Need.NOTHING),
        (True, 180, Need.TEST_AGAIN),
        (False, 179, Need.DEVELOP),
        (False, 180, Need.TEST_AGAIN),
    ],
)
def test_what_a_criterion_needs(value: bool | None, days: int, expected: Need) -> None:
    backing = Check(GOAL, value).grounds
    check = Check(GOAL, value, type(backing)("Said", EvidenceClass.STATED, ago(days)))
    assert need(check, TODAY, Ageing()) is expected


def test_steps_name_the_person_the_weakest_link_first(workspace: Workspace, deal: int) -> None:
    known(workspace, deal, "Kari", {Aspect.INFLUENCE: 3, Aspect.WISHED: 9, Aspect.PERCEIVED: 3})
    board = read(workspace, deal)
    one = board.candidates[0]
    pages = dict(load_champion().criteria)
    move = pages[INFLUENCE].develop[0].replace("{name}", "Kari")
    found = steps(one.sheet, one.facts, one.name, pages, [move], TODAY, Ageing())
    assert [(step.criterion, step.need) for step in found] == [
        (INFLUENCE, Need.DEVELOP),
        (RELATIONSHIP, Need.FIND_OUT),
    ]
    assert found[0].moves[0] == (move, True)
    assert all("{" not in text for step in found for text, _ in step.moves)
    assert not found[0].moves[1][1]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_criterion_has_moves_that_fit_into_the_plan(language: str) -> None:
    pack = load_champion(language)
    for page in pack.criteria.values():
        for text in (*page.find_out, *page.develop, *page.test_again):
            assert "{name}" in text, text
            assert len(text) < 200
        assert all(question.endswith("?") for question in page.ask)


def test_remarks_warn_of_the_single_champion_and_of_a_role_without_substance(
    workspace: Workspace, deal: int
) -> None:
    known(workspace, deal, "Sole Champion", days=200)
    called = known(
        workspace, deal, "Called One", FULL | {Aspect.INFLUENCE: 2}, roles=(DecisionRole.CHAMPION,)
    )
    told = remarks(read(workspace, deal))
    assert "Sole Champion alone" in told[0].text
    assert told[0].warning
    assert any("test again" in one.text for one in told)
    role = next(one for one in told if "does not bear it out" in one.text)
    assert (role.lead, role.person) == (Lead.PERSON, called)
    assert any(one.lead is Lead.ROLES for one in told)
    assert told[-1].text == "Next: Called One, one criterion short: influence."


# Coach and progress


def fired(workspace: Workspace, deal: int) -> set[str]:
    rules = [rule for rule in load_rules() if rule.tool == "champion_qualification"]
    with workspace.read() as session:
        return {found.rule for found in findings(rules, queries.subjects(session, deal, TODAY))}


def test_the_coach_speaks(workspace: Workspace, deal: int) -> None:
    assert fired(workspace, deal) == set()
    unknown = known(workspace, deal, "Unknown", {}, goal="", drives=None)
    assert fired(workspace, deal) == {"champions_untested"}
    answer(workspace, unknown, INFLUENCE, False, reason="Never heard")
    assert fired(workspace, deal) == {"champion_none"}
    one = known(workspace, deal, "All Four", days=200)
    assert fired(workspace, deal) == {
        "champion_single", "champion_soft", "champion_test_old", "champion_without_role",
    }  # fmt: skip
    for criterion in Criterion:
        answer(workspace, one, criterion, True, evidence="Did it")
    assert fired(workspace, deal) == {"champion_single", "champion_without_role"}


@pytest.mark.parametrize(
    ("ratings", "rule"),
    [
        (FULL | {Aspect.INFLUENCE: 3}, "champion_role_unproved"),
        ({k: v for k, v in FULL.items() if k is not Aspect.INFLUENCE}, "champion_role_untested"),
    ],
)
def test_the_coach_tests_the_role(
    workspace: Workspace, deal: int, ratings: dict[Aspect, float], rule: str
) -> None:
    known(workspace, deal, "Called", ratings, roles=(DecisionRole.CHAMPION,))
    assert rule in fired(workspace, deal)


def test_the_coach_names_the_cheapest_question_and_the_feeling(workspace: Workspace, deal: int) -> None:
    one = known(workspace, deal, "Nearly", {k: v for k, v in FULL.items() if k is not Aspect.INFLUENCE})
    assert "champion_one_short" in fired(workspace, deal)
    with workspace.edit("Hope") as session:
        actions.mark(session, one, INFLUENCE, True, today=TODAY, reason="I feel it")
    assert "champion_by_overruling" in fired(workspace, deal)
    answer(workspace, one, INFLUENCE, True, reason="The owner asks her first")
    assert "champion_by_overruling" not in fired(workspace, deal)


def test_progress(workspace: Workspace, deal: int) -> None:
    def now() -> Progress:
        with workspace.read() as session:
            return queries.progress(session, 1, deal)

    assert now() is Progress.EMPTY
    known(workspace, deal, "Unknown", {}, goal="", drives=None)
    assert now() is Progress.EMPTY
    known(workspace, deal, "Nearly", FULL | {Aspect.INFLUENCE: 3})
    assert now() is Progress.BEGUN
    one = known(workspace, deal, "All Four", days=(date.today() - TODAY).days * -1 + 300)
    assert now() is Progress.BEGUN
    with workspace.edit("Test") as session:
        for criterion in Criterion:
            actions.mark(session, one, criterion, True, today=date.today(), evidence="Did it")
    assert now() is Progress.DONE


# Export


def test_word_holds_everybody_and_both_answers(workspace: Workspace, deal: int, tmp_path: Path) -> None:
    one = known(workspace, deal, "Kari Salmi")
    known(workspace, deal, "Tiina", FULL | {Aspect.INFLUENCE: 3}, days=200)
    answer(workspace, one, RELATIONSHIP, False, reason="Fair to both bidders")
    board = read(workspace, deal)
    path = tmp_path / "test.docx"
    export.write_word(board, load_champion(), path, "Sam")
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    for words in ("for us alone", "Fair to both bidders", "No (overruled)", "Relationship +1", "Yes, old"):
        assert words in text, words
    table = export.table(board)
    assert table[0] == ["Criterion", "Kari Salmi", "Tiina"]
    assert [row[0] for row in table[1:]] == [*(one.label for one in Criterion), "Champion"]


def test_the_sample_has_a_champion_and_one_nearly(filled: Workspace) -> None:
    with filled.read() as session:
        board = queries.board(session, 1, TODAY)
    assert board is not None
    assert [one.name for one in board.qualified] == ["Kari Salmi"]
    marja = next(one for one in board.candidates if one.name == "Marja Lehtonen")
    assert marja.sheet.unmet == (RELATIONSHIP,)
    assert marja.sheet.check(RELATIONSHIP).overruled
