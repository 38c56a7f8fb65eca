"""What the reader's answer does: evidence raised and taken back, corrections at their sources, versions kept."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.documents.markdown_edit import replace_words
from app.errors import BadInputError
from app.models.actions import Action
from app.models.letters import LetterConfirmation, LetterFact, LetterState
from app.models.library import ChallengeHeard
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.value import ValueInput
from app.models.vocabulary import EvidenceClass, LetterAnswer, Onlooker
from app.tools.champion_letter import actions, queries
from app.tools.champion_letter.comparing import Change, Stand, compare, differences
from app.workspace import Workspace
from tests.test_journal import dump
from tests.tools.test_champion_letter import NOW, TODAY, Case

ANSWERED = TODAY + timedelta(days=2)


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace)


def sent(case: Case) -> int:
    letter = case.drafted()
    with case.workspace.edit("Sent") as session:
        actions.mark_sent(session, letter, TODAY)
    return letter


def answer(case: Case, letter: int, kind: LetterAnswer) -> None:
    with case.workspace.edit("Answer") as session:
        actions.set_answer(session, letter, kind, ANSWERED)


def test_confirmed_evidence_has_its_date_and_the_letter_as_its_source(case: Case) -> None:
    with case.workspace.edit("Assumed") as session:
        session.get_one(Stakeholder, case.marja).goal_class = EvidenceClass.ASSUMED
    letter = sent(case)
    before = dump(case.workspace)
    answer(case, letter, LetterAnswer.CONFIRMED)
    with case.workspace.read() as session:
        marja = session.get_one(Stakeholder, case.marja)
        figure = session.scalars(select(ValueInput)).one()
        deal = session.get_one(Opportunity, case.deal)
        assert (marja.goal_class, marja.goal_on) == (EvidenceClass.CONFIRMED, ANSWERED)
        assert marja.goal_source == "Champion letter of 22 November 2026"
        assert (figure.evidence_class, figure.set_on) == (EvidenceClass.CONFIRMED, ANSWERED)
        assert (deal.vision_class, deal.vision_on) == (EvidenceClass.CONFIRMED, ANSWERED)
    page = case.page(letter)
    assert page.confirmed == "2 goals, 1 challenge, the vision, 1 figure of the value case"
    case.workspace.undo()
    assert dump(case.workspace) == before


def test_a_confirmation_taken_back_leaves_everything_as_well_known_as_before(case: Case) -> None:
    with case.workspace.edit("Assumed") as session:
        session.get_one(Stakeholder, case.marja).goal_class = EvidenceClass.ASSUMED
    letter = sent(case)
    before = dump(case.workspace)
    answer(case, letter, LetterAnswer.CONFIRMED)
    answer(case, letter, LetterAnswer.NONE)
    assert dump(case.workspace) == before


def test_confirming_twice_does_not_forget_what_was_known_before(case: Case) -> None:
    letter = sent(case)
    before = dump(case.workspace)
    answer(case, letter, LetterAnswer.CONFIRMED)
    answer(case, letter, LetterAnswer.CONFIRMED)
    answer(case, letter, LetterAnswer.NONE)
    assert dump(case.workspace) == before


def test_what_was_changed_or_taken_out_is_not_confirmed(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("Rewrite and send") as session:
        actions.set_part(session, letter, "goals", "You want the press to run.")
        actions.mark_sent(session, letter, TODAY)
        session.scalars(select(ValueInput)).one().value = 20  # the figure has changed since
        session.get_one(Opportunity, case.deal).solution_vision = "Something else"
    answer(case, letter, LetterAnswer.CONFIRMED)
    with case.workspace.read() as session:
        tables = session.scalars(select(LetterConfirmation.source_table)).all()
    assert tables == ["challenge_heard"]


def test_figures_whose_source_was_taken_out_are_not_confirmed(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.edit("No source") as session:
        text = replace_words(case.page(letter).parts["vision"], "The figures come from Marja Lehtonen.", "")
        actions.set_part(session, letter, "vision", text)
        actions.mark_sent(session, letter, TODAY)
    answer(case, letter, LetterAnswer.CONFIRMED)
    with case.workspace.read() as session:
        assert session.scalars(select(ValueInput)).one().evidence_class is EvidenceClass.STATED
    assert case.page(letter).confirmed == "2 goals, 1 challenge, the vision"


def corrected(case: Case, label: str, words: str) -> int:
    letter = sent(case)
    answer(case, letter, LetterAnswer.CORRECTED)
    with case.workspace.edit("Correct") as session:
        fact = session.scalars(
            select(LetterFact).where(LetterFact.letter_id == letter, LetterFact.label == label)
        ).first()
        assert fact is not None
        actions.correct_fact(session, fact.id, words)
    return letter


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("goal", "Two stops a year at most"),
        ("vision", "A monitored press only"),
        ("own_words", "Every stop costs us two customers"),
        ("reasons", "Nobody measures the edges"),
        ("consequences", "Orders are lost"),
        ("said", "We stood still for eight days."),
        ("purpose", "The press and its edges"),
        ("step", "Walk the press line with two specialists"),
        ("step_date", "10 December 2026"),
    ],
)
def test_a_correction_goes_to_its_source_and_a_new_version_says_it(
    case: Case, label: str, words: str
) -> None:
    letter = corrected(case, label, words)
    with case.workspace.read() as session:
        fields = {
            "goal": session.get_one(Stakeholder, case.marja).business_goal,
            "vision": session.get_one(Opportunity, case.deal).solution_vision,
            "own_words": session.get_one(ChallengeHeard, case.heard).own_words,
            "reasons": session.get_one(ChallengeHeard, case.heard).reasons,
            "consequences": session.get_one(ChallengeHeard, case.heard).consequences,
            "said": session.scalars(select(Attendee.said).where(Attendee.said != "")).one(),
            "purpose": session.get_one(Meeting, case.meeting).purpose,
            "step": session.get_one(Action, case.step).title,
            "step_date": session.get_one(Action, case.step).when_words,
        }
        assert fields[label] == words
        heard = session.get_one(ChallengeHeard, case.heard)
        assert heard.evidence_class is (
            EvidenceClass.CONFIRMED
            if label in {"own_words", "reasons", "consequences"}
            else EvidenceClass.STATED
        )
    page = case.page(letter)
    assert [row.correction for row in page.trace if row.correction] == [words]
    assert next(row for row in page.trace if row.correction).changed
    with case.workspace.edit("Again") as session:
        again = actions.corrected_version(session, letter, NOW + timedelta(days=3))
    fresh = case.page(again)
    assert words.rstrip(".") in "\n".join(fresh.parts.values())
    assert "changes" not in {check.key for check in fresh.checks if not check.good}
    for _ in range(2):
        case.workspace.undo()
    assert not any(row.correction for row in case.page(letter).trace)


def test_a_correction_needs_words_an_answer_and_a_field(case: Case) -> None:
    letter = sent(case)
    with case.workspace.read() as session:
        facts = {
            fact.label: fact.id
            for fact in session.scalars(select(LetterFact).where(LetterFact.letter_id == letter))
        }
    with pytest.raises(BadInputError, match="Record first"), case.workspace.edit("x") as session:
        actions.correct_fact(session, facts["goal"], "x")
    answer(case, letter, LetterAnswer.CORRECTED)
    for label, words, why in (("goal", " ", "Write what"), ("benefit", "4 MEUR", "where it stands")):
        with pytest.raises(BadInputError, match=why), case.workspace.edit("x") as session:
            actions.correct_fact(session, facts[label], words)


def write(case: Case, letter: int, text: str, at: datetime) -> None:
    with case.workspace.edit("Write") as session:
        actions.begin_writing(session, letter, at)
        actions.set_part(session, letter, "goals", text)


def stands(case: Case) -> list[Stand]:
    with case.workspace.read() as session:
        return queries.stands(session, case.deal, case.meeting)


def test_each_sitting_leaves_how_the_letter_stood_before(case: Case) -> None:
    letter = case.drafted()
    drafted = case.page(letter).parts
    write(case, letter, "First sitting", NOW + timedelta(minutes=5))
    write(case, letter, "First sitting, on", NOW + timedelta(minutes=25))
    with case.workspace.read() as session:
        assert session.scalars(select(LetterState)).all() == []
    write(case, letter, "Second sitting", NOW + timedelta(hours=3))
    write(case, letter, "Third sitting", NOW + timedelta(days=1))
    found = stands(case)
    assert [one.parts["goals"] for one in found] == ["Third sitting", "Second sitting", "First sitting, on"]
    assert [one.state_id is None for one in found] == [True, False, False]
    with case.workspace.edit("Back") as session:
        back = actions.new_version(session, letter, NOW + timedelta(days=2), found[-1].state_id)
    assert case.page(back).parts == {**drafted, "goals": "First sitting, on"}
    assert case.page(letter).parts["goals"] == "Third sitting"
    assert len(stands(case)) == 4
    for _ in range(2):
        case.workspace.undo()
    assert [one.parts["goals"] for one in stands(case)] == ["Second sitting", "First sitting, on"]


def test_two_versions_are_compared_part_by_part(case: Case) -> None:
    letter = case.drafted()
    write(case, letter, "You want no stops in 2027.", NOW + timedelta(hours=1))
    with case.workspace.edit("Subject") as session:
        actions.begin_writing(session, letter, NOW + timedelta(hours=5))
        actions.set_subject(session, letter, "Press section, corrected")
        actions.set_part(session, letter, "goals", "You want **two** stops in 2028.")
    after, before = stands(case)[:2]
    found = {one.key: one for one in differences(before, after) if one.changed}
    assert set(found) == {"subject", "goals"}
    assert [(piece.text, piece.change) for piece in found["goals"].pieces] == [
        ("You want ", Change.SAME), ("no", Change.TAKEN_OUT), ("two", Change.PUT_IN), (" stops in ", Change.SAME),
        ("2027", Change.TAKEN_OUT), ("2028", Change.PUT_IN), (".", Change.SAME),
    ]  # fmt: skip


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    pieces = list(compare(old, new))
    assert "".join(piece.text for piece in pieces if piece.change is not Change.PUT_IN) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.TAKEN_OUT) == new
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2027, 3, 1)])
def test_a_figure_in_the_way_of_another_country_has_not_changed(case: Case, day: date) -> None:
    letter = sent(case)
    with case.workspace.read() as session:
        page = queries.letter_page(session, letter, "fi_FI")
        facts = [one.facts for one in queries.subjects(session, case.deal, day) if one.kind == "letter"]
    assert not any(row.changed for row in page.trace)
    assert facts[0]["changed_facts"] == 0


def test_a_letter_that_went_out_offers_no_mends(case: Case) -> None:
    letter = sent(case)
    with case.workspace.edit("Change") as session:
        session.get_one(Stakeholder, case.marja).business_goal = "Something else"
    (check,) = [check for check in case.page(letter).checks if not check.good]
    assert check.key == "changes"
    assert check.findings[0].do.startswith("By now it is")
    assert check.findings[0].mends == ()


def test_hidden_names_are_no_changed_facts(case: Case) -> None:
    letter = case.drafted()
    with case.workspace.read(Onlooker(names_hidden=True)) as session:
        page = queries.letter_page(session, letter)
    assert page.parts["thanks"].startswith("Dear Person A,")
    assert [check.key for check in page.checks if not check.good] == []
