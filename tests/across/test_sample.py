"""The sample workspace: whole, dated around today, one undo step."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.across.sample.build import build_sample
from app.across.sample.words import Calendar
from app.method.signs import load_signs
from app.models.accounts import Account, ReceptivityAssessment
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.library import Challenge, ChallengeHeard
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Rating, SignAnswer, StakeholderRole
from app.models.people import Person
from app.models.value import ValueCase
from app.models.vocabulary import ActionStatus, AssessmentKind, DecisionRole, LetterAnswer, Rater
from app.tools.relationship_map import queries
from app.tools.relationship_map.snapshots import compare
from app.workspace import Workspace
from tests.build import TODAY


@pytest.fixture
def session(filled: Workspace) -> Iterator[Session]:
    with filled.read() as session:
        yield session


def _press(session: Session) -> Opportunity:
    return session.scalars(select(Opportunity).where(Opportunity.title == "Press section rebuild")).one()


def test_five_accounts_of_which_the_first_is_northmill(session: Session) -> None:
    names = session.scalars(select(Account.name).order_by(Account.id)).all()
    assert names == [
        "Northmill Board Oy",
        "Kallavesi Energy",
        "Brattfors Copper AB",
        "Hansen Elevators",
        "Oulunsalo Pulp",
    ]
    titles = session.scalars(select(Opportunity.title).order_by(Opportunity.id)).all()
    assert titles[:2] == ["Press section rebuild", "Predictive maintenance pilot"]
    assert len(titles) == 6


def test_the_press_section_has_everything_but_an_implementation_owner(session: Session) -> None:
    press = _press(session)
    assert press.value_minor == 400_000_000
    roles = set(session.scalars(select(StakeholderRole.role).where(StakeholderRole.stakeholder_id <= 8)))
    assert set(DecisionRole) - roles == {DecisionRole.IMPLEMENTATION_OWNER}


def test_one_edit_one_undo_step_back_to_the_empty_file(workspace: Workspace) -> None:
    build_sample(workspace, TODAY)
    assert workspace.undo_label == "Sample workspace"
    workspace.undo()
    assert workspace.undo_label is None
    with workspace.read() as session:
        for table in Entity.metadata.sorted_tables:
            assert session.scalar(select(func.count()).select_from(table)) == 0, table.name
    workspace.redo()
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Challenge)) >= 120


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 2, 27), date(2028, 7, 1)])
def test_dates_follow_today(workspace: Workspace, today: date) -> None:
    build_sample(workspace, today)
    with workspace.read() as session:
        press = _press(session)
        assert press.decision_on is not None and today < press.decision_on <= today + timedelta(30)
        meetings = session.scalars(select(Meeting.held_on).where(Meeting.opportunity_id == press.id)).all()
        assert min(meetings) < today < max(meetings) <= today + timedelta(7)
        rated = session.scalars(select(Rating.rated_on)).all()
        assert max(rated) <= today
        assert min(rated) < today - timedelta(180), "one of them is old, so that fading can be seen"
        heard = session.scalars(select(ChallengeHeard.heard_on)).all()
        assert max(heard) <= today
        assert all(day.weekday() < 5 for day in (*meetings, *heard))


def test_the_plan_says_its_dates_as_people_do(session: Session) -> None:
    press = _press(session)
    plan = session.scalars(select(Action).where(Action.opportunity_id == press.id)).all()
    assert all(action.when_words and action.starts_on and action.ends_on for action in plan)
    assert {action.status for action in plan} == {ActionStatus.OPEN, ActionStatus.DONE}
    assert sum(action.gate for action in plan) == 2
    late = [a for a in plan if a.status is ActionStatus.OPEN and a.ends_on is not None and a.ends_on < TODAY]
    assert [action.title for action in late] == ["Drawings of the press frame to us"]
    assert press.next_action_id in {action.id for action in plan}


def test_the_standing_has_a_trail_and_an_aim(session: Session) -> None:
    kinds = session.scalars(
        select(ReceptivityAssessment.kind)
        .where(ReceptivityAssessment.account_id == 1)
        .order_by(ReceptivityAssessment.assessed_on)
    ).all()
    assert kinds.count(AssessmentKind.GUESS) == 3
    assert kinds[-1] is AssessmentKind.AIM


def test_the_meeting_was_attended_and_the_letter_has_its_parts(session: Session) -> None:
    said = session.scalars(select(Attendee.said).where(Attendee.said != "")).all()
    assert len(said) >= 5
    parts = session.scalars(
        select(LetterPart.key).where(LetterPart.letter_id == 1).order_by(LetterPart.id)
    ).all()
    assert parts == ["thanks", "goals", "challenges", "vision", "next_steps"]
    texts = session.scalars(select(LetterPart.text)).all()
    assert not [text for text in texts if "{" in text]


def test_the_value_case_carries_its_model(session: Session) -> None:
    case = session.scalars(select(ValueCase).order_by(ValueCase.id)).first()
    assert case is not None and 'id = "board_machine"' in case.model


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, date(2026, 11, 22)),  # today stays today, though it is a Sunday
        (6, date(2026, 11, 30)),  # Saturday 28 moves on to Monday
        (-1, date(2026, 11, 20)),  # Saturday 21 moves back to Friday
        (4, date(2026, 11, 26)),
    ],
)
def test_no_working_day_falls_on_a_weekend(days: int, expected: date) -> None:
    assert Calendar(TODAY).on(days) == expected


def test_words_of_a_day() -> None:
    calendar = Calendar(TODAY)
    assert calendar.words("{day} {month} {year}", 4) == "26th November 2026"
    assert calendar.words("by end {month} {year}", 10) == "by end December 2026"


def test_the_letters_quote_what_the_workspace_knows(session: Session) -> None:
    sent, waiting = session.scalars(select(ChampionLetter).order_by(ChampionLetter.id)).all()
    assert sent.sent_on is not None and sent.answer is LetterAnswer.CONFIRMED
    assert waiting.sent_on is None
    quoted = session.scalars(select(LetterFact.label).where(LetterFact.letter_id == sent.id)).all()
    assert {"goal", "challenge", "reasons", "vision", "story_customer", "story_impact"} <= set(quoted)
    drafted = session.scalars(select(LetterFact.text).where(LetterFact.letter_id == waiting.id)).all()
    assert {"Unplanned downtime", "3,700 kEUR", "14 months", "Kettula Board Oy"} <= set(drafted)


def test_people_show_what_the_profile_can_hold(session: Session) -> None:
    """A post without a name, a coach who sees it otherwise, ratings of another deal, and answers that still exist."""
    assert len(session.scalars(select(Person.id).where(Person.placeholder)).all()) >= 2
    coach = session.scalars(select(Rating).where(Rating.rater == Rater.COACH)).all()
    assert {rating.rated_by for rating in coach} == {"Lena Moss"}
    carried = session.scalars(select(Rating.carried_from).where(Rating.carried_from != "")).all()
    assert set(carried) == {"Press section rebuild"}
    signs = {sign.key: sign for sign in load_signs()}
    answers = session.scalars(select(SignAnswer)).all()
    assert len(answers) >= 6
    assert all(answer.answer in signs[answer.sign].keys for answer in answers)


def test_the_map_has_a_snapshot_that_shows_how_the_deal_went_on(session: Session) -> None:
    page = queries.people(session, _press(session).id)
    assert page is not None
    (kept,) = queries.snapshots(session, page.opportunity_id)
    before = queries.snapshot(session, kept.id, page)
    assert before is not None
    found = compare(before, page)
    assert [player.name for player in found.came] == ["Owners' chair"]
    assert {change.person.name for change in found.moved} == {"Kari Salmi", "Elina Vuori", "Tiina Rautio"}
    assert not found.left
    assert 28 <= (TODAY - kept.taken_on).days <= 33
