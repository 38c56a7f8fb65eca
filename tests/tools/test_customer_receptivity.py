"""Marks and notes on a real file: one a day, checked, undone; a customer sees what the customer said."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from app.errors import BadInputError
from app.method.coaching import findings, with_ageing
from app.method.evidence import USUAL, Freshness
from app.method.packs import load_pack
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.method.selection import OurView, Tilt
from app.method.selection_pack import load_selection
from app.models.actions import Action
from app.models.opportunities import Opportunity
from app.models.vocabulary import (
    ActionKind,
    Aspect,
    AssessmentKind,
    Audience,
    DecisionRole,
    EvidenceClass,
    OpportunityStatus,
    SupplierCategory,
)
from app.tools.customer_receptivity import actions, export, portfolio, queries, scoring, subjects
from app.tools.customer_receptivity.our_view import OurSide
from app.tools.customer_receptivity.portfolio import LARGEST, SMALLEST, Portfolio, bubble
from app.tools.customer_receptivity.rows import Standing
from app.tools.customer_receptivity.rules import Mark, checked_mark, counting, differ, too_rosy, trail
from app.tools.key_persons import actions as people
from app.tools.key_persons import rating_actions as ratings
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity

GUESS, STATEMENT, AIM = AssessmentKind.GUESS, AssessmentKind.STATEMENT, AssessmentKind.AIM


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def mark(
    kind: AssessmentKind = GUESS, days: int = 0, criticality: float | None = 7, ease: float | None = 6
) -> Mark:
    return Mark(kind, ago(days), criticality, ease)


@pytest.fixture
def deal(workspace: Workspace) -> tuple[int, int]:
    with workspace.edit("Begin") as session:
        account_id = an_account(session)
        return account_id, an_opportunity(session, account_id)


def read(workspace: Workspace, deal: tuple[int, int], audience: Audience = Audience.INTERNAL) -> Standing:
    with workspace.read() as session:
        found = queries.standing(session, *deal, TODAY, audience)
    assert found is not None
    return found


def place(
    workspace: Workspace,
    deal: tuple[int, int],
    kind: AssessmentKind,
    criticality: float | None,
    ease: float | None,
    day: date = TODAY,
) -> int:
    with workspace.edit("Move") as session:
        return actions.assess(session, deal[0], kind, criticality, ease, day, judged_by="Sam")


# Rules


@pytest.mark.parametrize(
    ("guess", "statement", "expected"),
    [
        (None, None, None),
        (mark(), None, GUESS),
        (None, mark(STATEMENT), STATEMENT),
        (mark(), mark(STATEMENT, days=100), STATEMENT),  # said, and fading, still beats a guess
        (mark(), mark(STATEMENT, days=180), GUESS),
        (None, mark(STATEMENT, days=900), STATEMENT),  # better old words than none
        (mark(), mark(STATEMENT, ease=None), GUESS),
        (mark(criticality=None), None, None),
    ],
)
def test_which_mark_counts(
    guess: Mark | None, statement: Mark | None, expected: AssessmentKind | None
) -> None:
    found = counting(guess, statement, TODAY)
    assert (found.kind if found else None) is expected


def test_difference_and_rosiness() -> None:
    ours, theirs = mark(criticality=8, ease=2), mark(STATEMENT, criticality=8, ease=7)
    assert differ(ours, theirs)
    assert too_rosy(ours, theirs)
    assert not too_rosy(theirs, ours)
    assert not differ(ours, replace(theirs, ease=None))
    assert not too_rosy(ours, None)


def test_the_trail_names_each_year_once_and_leaves_the_last_place_out() -> None:
    marks = [mark(days=days, criticality=days / 200) for days in (0, 100, 200, 600, 610)]
    assert [label for *_, label in trail(marks)] == ["2025", "", "2026", ""]
    assert trail([mark()]) == ()


@pytest.mark.parametrize("value", [-0.1, 10.1, float("nan"), float("inf")])
def test_a_mark_lies_between_0_and_10(value: float) -> None:
    with pytest.raises(BadInputError):
        checked_mark("How critical we are", value)


# Actions


def test_a_second_mark_of_the_day_takes_the_place_of_the_first(
    workspace: Workspace, deal: tuple[int, int]
) -> None:
    first = place(workspace, deal, GUESS, 3, 8)
    assert place(workspace, deal, GUESS, 7.04, 6) == first
    standing = read(workspace, deal)
    assert len(standing.history) == 1
    assert standing.guess is not None
    assert (standing.guess.criticality, standing.guess.hardness) == (7.0, 4.0)
    assert standing.category is SupplierCategory.LEVERAGE
    workspace.undo()
    assert read(workspace, deal).category is SupplierCategory.COMMODITY
    workspace.undo()
    assert not read(workspace, deal).begun
    workspace.redo()
    assert read(workspace, deal).guess is not None


def test_history_runs_over_days_and_the_customers_words_are_stated(
    workspace: Workspace, deal: tuple[int, int]
) -> None:
    place(workspace, deal, GUESS, 3, 8, day=ago(400))
    place(workspace, deal, GUESS, 7, 2)
    place(workspace, deal, STATEMENT, 7, 6)
    standing = read(workspace, deal)
    assert [row.kind for row in standing.history] == [STATEMENT, GUESS, GUESS]
    assert standing.statement is not None
    assert standing.statement.evidence_class is EvidenceClass.STATED
    assert standing.differ
    assert standing.counting is standing.statement
    assert standing.before is not None
    assert standing.before.on == ago(400)
    assert standing.trail(GUESS) == ((3.0, 2.0, "2025"),)


def test_the_aim_keeps_its_day_when_it_is_moved(workspace: Workspace, deal: tuple[int, int]) -> None:
    made = place(workspace, deal, AIM, 8, 2, day=ago(3))
    with workspace.edit("Describe") as session:
        actions.describe_assessment(
            session, made, today=TODAY, assessed_on=ago(3), criticality=8, ease=2, judged_by="Sam",
            informant_id=None, evidence="", evidence_class=EvidenceClass.ASSUMED, due_on=date(2027, 6, 30),
        )  # fmt: skip
    place(workspace, deal, AIM, 9, 1)
    aim = read(workspace, deal).aim
    assert aim is not None
    assert aim.due_on == date(2027, 6, 30)


@pytest.mark.parametrize(
    "wrong",
    [
        {"criticality": 11.0},
        {"assessed_on": None},
        {"assessed_on": TODAY + timedelta(days=1)},
        {"informant_id": 99},
    ],
)
def test_a_wrong_description_changes_nothing(
    workspace: Workspace, deal: tuple[int, int], wrong: dict[str, object]
) -> None:
    made = place(workspace, deal, STATEMENT, 8, 2)
    before = read(workspace, deal)
    good: dict[str, object] = {
        "assessed_on": TODAY, "criticality": 1.0, "ease": 1.0, "judged_by": "", "informant_id": None,
        "evidence": "x", "evidence_class": EvidenceClass.STATED,
    }  # fmt: skip
    with pytest.raises(BadInputError), workspace.edit("Describe") as session:
        actions.describe_assessment(session, made, today=TODAY, **(good | wrong))  # type: ignore[arg-type]
    assert read(workspace, deal) == before


def test_notes_are_kept_changed_and_dropped(workspace: Workspace, deal: tuple[int, int]) -> None:
    with workspace.edit("Note") as session:
        made = actions.note_evidence(
            session, deal[0], topic="criticality", text=" “Without you the press stands.” ", today=TODAY,
            evidence_class=EvidenceClass.STATED,
        )  # fmt: skip
        actions.note_evidence(session, deal[0], topic="ease", text="Who else?", today=TODAY, question=True)
    standing = read(workspace, deal)
    assert [note.text for note in standing.evidence] == ["“Without you the press stands.”", "Who else?"]
    assert standing.notes() == 1
    with workspace.edit("Drop") as session:
        actions.drop_evidence(session, made)
    assert len(read(workspace, deal).evidence) == 1
    workspace.undo()
    assert len(read(workspace, deal).evidence) == 2


@pytest.mark.parametrize(
    "wrong", [{"text": "  "}, {"topic": "price"}, {"noted_on": TODAY + timedelta(days=1)}, {"person_id": 77}]
)
def test_a_wrong_note_is_refused(
    workspace: Workspace, deal: tuple[int, int], wrong: dict[str, object]
) -> None:
    with pytest.raises(BadInputError), workspace.edit("Note") as session:
        values = {"topic": "ease", "text": "Heard", "today": TODAY} | wrong
        actions.note_evidence(session, deal[0], **values)  # type: ignore[arg-type]
    assert read(workspace, deal).evidence == ()


def test_a_move_becomes_an_action_of_our_own(workspace: Workspace, deal: tuple[int, int]) -> None:
    with workspace.edit("Plan") as session:
        made = actions.plan_move(session, deal[1], "Bring one idea a year", "Sam")
    with workspace.read() as session:
        action = session.get_one(Action, made)
        assert (action.kind, action.owner) == (ActionKind.INTERNAL, "Sam")


# Queries


def test_players_stand_by_influence_and_open_roles_below(workspace: Workspace, deal: tuple[int, int]) -> None:
    with workspace.edit("People") as session:
        a_person(session, deal[1], "Weak One", [DecisionRole.USER])
        strong = a_person(session, deal[1], "Strong One", [DecisionRole.DECISION_MAKER])
        ratings.rate(session, strong, Aspect.INFLUENCE, 5, TODAY)
    standing = read(workspace, deal)
    assert [row.name for row in standing.players[:2]] == ["Strong One", "Weak One"]
    assert [row.missing for row in standing.players] == [False, False, True, True, True, True]
    assert standing.roles_known == 2
    assert len({row.id for row in standing.players}) == 6


def test_a_customer_sees_only_what_the_customer_said(workspace: Workspace, deal: tuple[int, int]) -> None:
    place(workspace, deal, GUESS, 7, 2)
    place(workspace, deal, AIM, 9, 1)
    place(workspace, deal, STATEMENT, 7, 6)
    with workspace.edit("Notes") as session:
        for internal, known in (
            (True, EvidenceClass.STATED),
            (False, EvidenceClass.ASSUMED),
            (False, EvidenceClass.STATED),
        ):
            actions.note_evidence(
                session, deal[0], topic="ease", text=f"{internal} {known}", today=TODAY,
                evidence_class=known, internal=internal,
            )  # fmt: skip
        foe = a_person(session, deal[1], "Jo Foe", [DecisionRole.ADVERSARY, DecisionRole.USER])
        ratings.rate(session, foe, Aspect.RELATIONSHIP, -2, TODAY)
        people.set_goal(session, foe, "personal_goal", "Keep the vendor", TODAY)
    shown = read(workspace, deal, Audience.CUSTOMER)
    assert [row.kind for row in shown.history] == [STATEMENT]
    assert [note.text for note in shown.evidence] == ["False stated"]
    (player,) = shown.players  # nobody is looked for while a customer looks on
    assert player.roles == (DecisionRole.USER,)
    assert (player.relationship, player.goal) == (None, "")


def test_an_account_in_the_trash_is_not_shown(workspace: Workspace, deal: tuple[int, int]) -> None:
    with workspace.read() as session:
        assert queries.standing(session, 99, None, TODAY) is None


def test_progress(workspace: Workspace, deal: tuple[int, int]) -> None:
    def now() -> Progress:
        with workspace.read() as session:
            return queries.progress(session, *deal)

    assert now() is Progress.EMPTY
    place(workspace, deal, GUESS, 7, 2)
    assert now() is Progress.BEGUN
    place(workspace, deal, STATEMENT, 7, None)
    assert now() is Progress.BEGUN
    place(workspace, deal, STATEMENT, 7, 6)
    assert now() is Progress.DONE


def fired(workspace: Workspace, deal: tuple[int, int]) -> set[str]:
    rules = [rule for rule in load_rules() if rule.tool == "customer_receptivity"]
    with workspace.read() as session:
        known = with_ageing(subjects.subjects(session, deal[1], TODAY), USUAL)
        return {found.rule for found in findings(rules, known)}


def test_the_coach_speaks_of_what_is_missing(workspace: Workspace, deal: tuple[int, int]) -> None:
    assert fired(workspace, deal) == {"standing_unknown"}
    place(workspace, deal, GUESS, 8, 2, day=ago(200))
    assert {"standing_only_ours", "standing_faded", "standing_without_notes"} <= fired(workspace, deal)
    place(workspace, deal, STATEMENT, 5, 6)
    assert "standing_rosy" in fired(workspace, deal)
    assert "standing_faded" not in fired(workspace, deal)


# Export


def test_word_holds_the_way_and_no_opinions_for_a_customer(
    workspace: Workspace, deal: tuple[int, int], tmp_path: Path
) -> None:
    place(workspace, deal, GUESS, 7, 2)
    place(workspace, deal, STATEMENT, 7, 6)
    score(workspace, deal, access=2, message=2, advantage=2, decision=2)
    pages = load_pack("categories")
    texts = {}
    for audience in Audience:
        standing = read(workspace, deal, audience)
        path = tmp_path / f"{audience}.docx"
        page = pages[standing.category]
        export.write_word(standing, page, path, TODAY, "Sam", audience, load_selection())
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        texts[audience] = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    assert "Our guess" in texts[Audience.INTERNAL]
    assert "price pressure" in texts[Audience.INTERNAL]
    assert "How we see them: most important" in texts[Audience.INTERNAL]
    assert "How we see them" not in texts[Audience.CUSTOMER]
    assert "Our guess" not in texts[Audience.CUSTOMER]
    assert "price pressure" not in texts[Audience.CUSTOMER]


# Our own view


def ours(workspace: Workspace, deal: tuple[int, int]) -> OurSide:
    side = read(workspace, deal).ours
    assert side is not None
    return side


def score(workspace: Workspace, deal: tuple[int, int], **values: int | None) -> None:
    with workspace.edit("Score") as session:
        for key, value in values.items():
            scoring.set_score(session, deal[0], key, value, TODAY)


def test_scores_make_a_view_and_both_views_a_sentence(workspace: Workspace, deal: tuple[int, int]) -> None:
    assert ours(workspace, deal).fit.view is OurView.UNKNOWN
    assert read(workspace, deal).tilt is Tilt.UNKNOWN
    score(workspace, deal, access=2, message=2, advantage=2, decision=2)
    place(workspace, deal, STATEMENT, 7, 6)
    assert ours(workspace, deal).fit.view is OurView.KEY
    assert read(workspace, deal).tilt is Tilt.WE_MORE
    score(workspace, deal, access=None)
    assert ours(workspace, deal).score("access").score is None
    assert ours(workspace, deal).fit.scored == 3
    workspace.undo()
    assert ours(workspace, deal).fit.scored == 4


def test_a_score_is_explained_and_another_one_starts_without_evidence(
    workspace: Workspace, deal: tuple[int, int]
) -> None:
    with workspace.edit("Explain") as session:
        scoring.explain(
            session, deal[0], "access", score=1, weight=2.5, evidence=" Marja takes our call ",
            evidence_class=EvidenceClass.STATED, scored_on=ago(200), today=TODAY,
        )  # fmt: skip
    row = ours(workspace, deal).score("access")
    assert (row.score, row.weight, row.evidence, row.on) == (1, 2.5, "Marja takes our call", ago(200))
    assert row.freshness is Freshness.OLD
    score(workspace, deal, access=1)  # the same score again keeps what it rests on
    assert ours(workspace, deal).score("access").evidence
    score(workspace, deal, access=2)
    assert ours(workspace, deal).score("access").evidence == ""
    assert ours(workspace, deal).score("access").on == TODAY


@pytest.mark.parametrize(
    "wrong",
    [{"score": 3}, {"weight": 6.0}, {"scored_on": None}, {"scored_on": TODAY + timedelta(days=1)}],
)
def test_a_wrong_score_changes_nothing(
    workspace: Workspace, deal: tuple[int, int], wrong: dict[str, object]
) -> None:
    before = read(workspace, deal)
    good: dict[str, object] = {
        "score": 1, "weight": 2.0, "evidence": "", "evidence_class": EvidenceClass.STATED, "scored_on": TODAY,
    }  # fmt: skip
    with pytest.raises(BadInputError), workspace.edit("Explain") as session:
        scoring.explain(session, deal[0], "access", today=TODAY, **(good | wrong))  # type: ignore[arg-type]
    assert read(workspace, deal) == before
    with pytest.raises(BadInputError, match="no criterion"), workspace.edit("Score") as session:
        scoring.set_score(session, deal[0], "beauty", 1, TODAY)


def test_a_customer_never_gets_our_view(workspace: Workspace, deal: tuple[int, int]) -> None:
    score(workspace, deal, access=2)
    assert read(workspace, deal, Audience.CUSTOMER).ours is None


def test_the_coach_compares_both_views(workspace: Workspace, deal: tuple[int, int]) -> None:
    place(workspace, deal, STATEMENT, 3, 8)
    assert "fit_unknown" in fired(workspace, deal)
    score(workspace, deal, access=2, message=2, advantage=2, decision=2)
    assert {"we_chase", "fit_by_feeling"} <= fired(workspace, deal)
    assert "fit_unknown" not in fired(workspace, deal)
    score(workspace, deal, access=0, message=0, advantage=0, decision=0)
    place(workspace, deal, STATEMENT, 8, 2)
    assert "they_trust_more" in fired(workspace, deal)


# All customers


def shown(workspace: Workspace, audience: Audience = Audience.INTERNAL) -> Portfolio:
    with workspace.read() as session:
        return portfolio.portfolio(session, TODAY, audience=audience)


def test_open_deals_are_added_up_by_currency_and_never_across(
    workspace: Workspace, deal: tuple[int, int]
) -> None:
    with workspace.edit("Deals") as session:
        first = session.get_one(Opportunity, deal[1])
        first.value_minor, first.currency = 100_00, "EUR"
        for value, currency, status in (
            (300_00, "EUR", OpportunityStatus.OPEN),
            (900_00, "EUR", OpportunityStatus.WON),
            (5000_00, "SEK", OpportunityStatus.OPEN),
            (None, "EUR", OpportunityStatus.OPEN),
        ):
            made = an_opportunity(session, deal[0], f"{value} {currency}")
            row = session.get_one(Opportunity, made)
            row.value_minor, row.currency, row.status = value, currency, status
        gone = session.get_one(Opportunity, an_opportunity(session, deal[0], "Gone"))
        gone.value_minor, gone.deleted_at = 7000_00, datetime(2026, 1, 1)
        small = an_account(session, "Small Oy")
        session.get_one(Opportunity, an_opportunity(session, small)).value_minor = 100_00
        an_account(session, "Another Oy")
    place(workspace, deal, GUESS, 7, 2)
    found = shown(workspace)
    assert [row.name for row in found.rows] == ["Another Oy", "Small Oy", "Testmill Oy"]
    another, little, mill = found.rows
    assert mill.values == (("SEK", 5000_00), ("EUR", 400_00))
    assert mill.value_words() == "5k kr + €400"
    assert (mill.deals, mill.category) == (4, SupplierCategory.STRATEGIC)
    assert found.currencies == ("EUR", "SEK")
    assert (another.kind, another.category, another.values) == (None, SupplierCategory.UNKNOWN, ())
    assert found.bubble(mill, "EUR") == LARGEST
    assert found.bubble(little, "EUR") == pytest.approx(LARGEST / 2)  # a quarter of the value, of the area
    assert found.bubble(little, "SEK") == found.bubble(another, "EUR") == SMALLEST
    assert portfolio.table(found)[3][0] == "Testmill Oy"


def test_the_customers_words_count_on_the_matrix_of_all_too(
    workspace: Workspace, deal: tuple[int, int]
) -> None:
    place(workspace, deal, GUESS, 7, 2)
    place(workspace, deal, STATEMENT, 5, 5)
    row = shown(workspace).rows[0]
    assert (row.kind, row.category) == (STATEMENT, SupplierCategory.COMMODITY)  # exactly 5: uncritical, easy


def test_no_customer_reads_of_another(workspace: Workspace, deal: tuple[int, int]) -> None:
    place(workspace, deal, STATEMENT, 5, 5)
    assert shown(workspace, Audience.CUSTOMER) == Portfolio((), ())


@pytest.mark.parametrize(
    ("value", "most", "expected"),
    [(0, 0, SMALLEST), (0, 100, SMALLEST), (100, 100, LARGEST), (25, 100, LARGEST / 2), (1, 100, SMALLEST)],
)
def test_the_area_of_a_bubble_follows_the_value(value: int, most: int, expected: float) -> None:
    assert bubble(value, most) == pytest.approx(expected)


def test_old_is_what_the_user_has_set() -> None:
    said, guessed = mark(STATEMENT, days=100), mark()
    assert counting(guessed, said, TODAY) is said
    assert counting(guessed, said, TODAY, old_days=100) is guessed
