"""The meeting form's work: what was said goes to the one place where it belongs, and comes back by undo."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.across.meeting import actions, choices, queries, subjects
from app.across.meeting.rows import MeetingForm
from app.across.meeting.rules import Record, missing
from app.errors import BadInputError
from app.method.profiles import best_profile
from app.method.progress import Progress
from app.models.actions import Action
from app.models.library import Challenge, ChallengeHeard, Industry, Profile, SuccessStory
from app.models.opportunities import Opportunity, Stakeholder
from app.models.vocabulary import ActionKind, Audience, EvidenceClass, HeardStatus, Permission, Side
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity

TODAY = date(2026, 11, 22)
PROFILES = [(1, "Production manager", "production\noperations"), (2, "Finance director", "CFO\ncontroller")]


class Deal:
    """A deal with two people and a meeting held yesterday."""

    def __init__(self, workspace: Workspace) -> None:
        with workspace.edit("Begin") as session:
            self.account = an_account(session)
            self.deal = an_opportunity(session, self.account)
            self.marja = a_person(session, self.deal, "Marja Lehtonen", title="Production manager")
            self.kari = a_person(session, self.deal, "Kari Salmi", title="Maintenance")
            industry = Industry(key="board_paper", name="Board and paper mills")
            session.add(industry)
            session.flush()
            profile = Profile(
                industry_id=industry.id, key="pm", name="Production manager", titles="production"
            )
            other = Profile(industry_id=industry.id, key="fd", name="Finance director", titles="CFO")
            session.add_all([profile, other])
            session.flush()
            challenges = [
                Challenge(key="stops", profile_id=profile.id, text="Unplanned stops", heard_before=12),
                Challenge(key="cash", profile_id=other.id, text="Cash is tied up", heard_before=20),
            ]
            session.add_all(challenges)
            session.flush()
            self.stops = challenges[0].id
            self.meeting = actions.new_meeting(session, self.deal, TODAY - timedelta(days=1), "Press section")
            self.there = actions.add_attendee(session, self.meeting, self.marja)


@pytest.fixture
def deal(workspace: Workspace) -> Deal:
    return Deal(workspace)


def shown(workspace: Workspace, deal: Deal, audience: Audience = Audience.INTERNAL) -> MeetingForm:
    with workspace.read() as session:
        return queries.meeting(session, deal.meeting, TODAY, audience)


@pytest.mark.parametrize(
    ("record", "lacks"),
    [
        (Record(TODAY + timedelta(1), 0, 0, "", False, False, False), ("Say who will come.",)),
        (Record(TODAY + timedelta(1), 2, 0, "", False, False, False), ()),
        (
            Record(TODAY, 0, 0, "", False, False, False),
            ("Say who was there.", "Agree one next step.", "Say in one line what came of it."),
        ),
        (
            Record(TODAY, 1, 0, "fine", True, False, False),
            (
                "Write down one sentence in the customer's own words.",
                "Name who does the next step.",
                "Give the next step a date.",
            ),
        ),
        (Record(TODAY, 1, 1, "fine", True, True, True), ()),
    ],
)
def test_missing(record: Record, lacks: tuple[str, ...]) -> None:
    assert missing(record, TODAY) == lacks


@pytest.mark.parametrize(
    ("title", "profile"),
    [("Head of Production", 1), ("CFO", 2), ("Financial controller", 2), ("Chef", None), ("", None)],
)
def test_the_profile_behind_a_job_title(title: str, profile: int | None) -> None:
    assert best_profile(title, PROFILES) == profile


def test_a_goal_is_stated_as_of_the_meeting(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("Goal") as session:
        actions.set_goal(session, deal.meeting, deal.marja, " No unplanned stops in 2027 ")
    with workspace.read() as session:
        stakeholder = session.get_one(Stakeholder, deal.marja)
        assert (stakeholder.business_goal, stakeholder.goal_class, stakeholder.goal_on) == (
            "No unplanned stops in 2027",
            EvidenceClass.STATED,
            TODAY - timedelta(days=1),
        )
    workspace.undo()
    assert shown(workspace, deal).attendees[0].goal == ""


def test_a_challenge_is_heard_with_words_reasons_and_consequences(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("Heard") as session:
        heard = actions.hear_challenge(session, deal.meeting, deal.marja, deal.stops)
        assert actions.hear_challenge(session, deal.meeting, deal.marja, deal.stops) == heard
        actions.set_importance(session, heard, 5)
        actions.set_heard_text(session, heard, "own_words", "We stood still for nine days.")
        actions.set_heard_text(session, heard, "reasons", "Worn edge area")
        actions.set_heard_text(session, heard, "consequences", "Orders went to a rival mill")
    (row,) = shown(workspace, deal).attendees[0].heard
    assert (row.text, row.status, row.importance, row.here) == (
        "Unplanned stops",
        HeardStatus.IMPORTANT,
        5,
        True,
    )
    with workspace.edit("Not so") as session:
        actions.set_importance(session, heard, None)
    assert shown(workspace, deal).attendees[0].heard[0].status is HeardStatus.RECOGNISED
    workspace.undo()
    workspace.undo()
    assert shown(workspace, deal).attendees[0].heard == ()


def test_an_unknown_challenge_joins_the_library_once(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("Heard") as session:
        first = actions.hear_new_challenge(session, deal.meeting, deal.marja, "  Nobody answers\n at night ")
        second = actions.hear_new_challenge(session, deal.meeting, deal.marja, "nobody answers at night")
    assert first == second
    with workspace.read() as session:
        challenge = session.scalar(select(Challenge).where(Challenge.own))
        assert challenge is not None
        assert challenge.text == "Nobody answers at night"
    with workspace.edit("No industry") as session:
        account = an_account(session, "Elsewhere", industry="")
        other = an_opportunity(session, account)
        person = a_person(session, other, "X")
        meeting = actions.new_meeting(session, other, TODAY)
        actions.hear_new_challenge(session, meeting, person, "Something new")
        actions.hear_new_challenge(session, meeting, person, "Something else")
    with workspace.read() as session:
        assert session.scalar(select(func.count(Profile.id)).where(Profile.key == "own")) == 1


def test_the_persons_own_profile_comes_first_in_the_menu(workspace: Workspace, deal: Deal) -> None:
    with workspace.read() as session:
        items = choices.menu(session, deal.marja)
    assert [(item.text, item.fits) for item in items] == [
        ("Unplanned stops", True),
        ("Cash is tied up", False),
    ]


def test_the_next_step_is_an_action_of_the_plan_and_of_the_deal(workspace: Workspace, deal: Deal) -> None:
    with workspace.read() as session:
        person = session.get_one(Stakeholder, deal.marja).person_id
    with workspace.edit("Next step") as session:
        first = actions.set_next_step(
            session, deal.meeting, "Walk the press", "3 December", "Sam", person, TODAY
        )
    with workspace.edit("Next step") as session:
        assert (
            actions.set_next_step(session, deal.meeting, "Walk the press line", "", "", person, TODAY)
            == first
        )
    with workspace.read() as session:
        action = session.get_one(Action, first)
        assert (action.kind, action.side, action.ends_on) == (ActionKind.JOINT, Side.CUSTOMER, None)
        assert session.get_one(Opportunity, deal.deal).next_action_id == first
    workspace.undo()
    step = shown(workspace, deal).next_step
    assert step is not None
    assert (step.title, step.due_on, step.when_words) == (
        "Walk the press",
        date(2026, 12, 3),
        "3 December",
    )
    with workspace.edit("None") as session:
        actions.set_next_step(session, deal.meeting, "", "", "", None, TODAY)
    with workspace.read() as session:
        assert session.scalar(select(func.count(Action.id))) == 0
        assert session.get_one(Opportunity, deal.deal).next_action_id is None
    workspace.undo()
    assert shown(workspace, deal).next_step is not None


def test_a_vision_is_stated_when_a_person_said_it(workspace: Workspace, deal: Deal) -> None:
    with workspace.read() as session:
        person = session.get_one(Stakeholder, deal.marja).person_id
    with workspace.edit("Vision") as session:
        actions.set_vision(session, deal.meeting, "Spare rolls on site", person)
    form = shown(workspace, deal)
    assert (form.vision, form.vision_class) == ("Spare rolls on site", EvidenceClass.STATED)
    with workspace.edit("Vision") as session:
        actions.set_vision(session, deal.meeting, "Spare rolls on site", None)
    assert shown(workspace, deal).vision_class is EvidenceClass.ASSUMED


def test_stories_that_are_internal_are_not_offered(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("Stories") as session:
        session.add_all(SuccessStory(key=word, title=f"Story {word}", permission=word) for word in Permission)
    with workspace.read() as session:
        offered = choices.stories(session, deal.deal)
    assert [title for _, title in offered] == ["Story anonymous", "Story named"]
    with workspace.edit("Told") as session:
        told = actions.tell_story(session, deal.meeting, offered[0][0])
        assert actions.tell_story(session, deal.meeting, offered[0][0]) == told
        actions.set_received(session, told, "Wanted to visit")
    assert [(row.title, row.received) for row in shown(workspace, deal).told] == [
        ("Story anonymous", "Wanted to visit")
    ]


def test_a_customer_sees_no_notes(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("Notes") as session:
        actions.set_text(session, deal.meeting, "notes", "He is weak")
        actions.set_text(session, deal.meeting, "commitments", "Ask for the CFO")
    form = shown(workspace, deal, Audience.CUSTOMER)
    assert (form.notes, form.commitments, form.missing) == ("", "", ())


def test_bad_input_changes_nothing(workspace: Workspace, deal: Deal) -> None:
    before = shown(workspace, deal)
    with workspace.edit("Other") as session:
        stranger = a_person(session, an_opportunity(session, deal.account, "Other"), "Y")
    wrongs: tuple[Callable[[Session], object], ...] = (
        lambda s: actions.set_date(s, deal.meeting, None),
        lambda s: actions.set_date(s, deal.meeting, date(1066, 10, 14)),
        lambda s: actions.set_text(s, deal.meeting, "purpose", "x" * 301),
        lambda s: actions.set_text(s, deal.meeting, "uid", "x"),
        lambda s: actions.add_attendee(s, deal.meeting, stranger),
        lambda s: actions.add_new_person(s, deal.meeting, " \n"),
        lambda s: actions.hear_new_challenge(s, deal.meeting, deal.marja, " "),
        lambda s: actions.set_next_step(s, deal.meeting, "x" * 301, "", "", None, TODAY),
        lambda s: actions.set_next_step(s, deal.meeting, "Walk", "when it rains", "", None, TODAY),
    )
    for wrong in wrongs:
        with pytest.raises(BadInputError), workspace.edit("Wrong") as session:
            wrong(session)
    assert shown(workspace, deal) == before


def test_progress_and_facts_for_the_coach(workspace: Workspace, deal: Deal) -> None:
    with workspace.read() as session:
        assert queries.progress(session, deal.account, deal.deal) is Progress.BEGUN
        facts = {subject.kind: subject.facts for subject in subjects.subjects(session, deal.deal, TODAY)}
    assert facts["meeting"]["days_since"] == 1
    assert facts["meeting"]["next_step"] is False
    assert facts["opportunity"]["days_since_meeting"] == 1
    with workspace.edit("Next step") as session:
        actions.set_next_step(session, deal.meeting, "Walk", "in two weeks", "Sam", None, TODAY)
    with workspace.read() as session:
        assert queries.progress(session, deal.account, deal.deal) is Progress.DONE
        items = queries.meetings(session, deal.deal, TODAY)
    assert [(item.purpose, item.people, item.ahead) for item in items] == [
        ("Press section", ("Marja Lehtonen",), False)
    ]
    with workspace.edit("Drop") as session:
        actions.delete_meeting(session, deal.meeting)
    with workspace.read() as session:
        assert queries.progress(session, deal.account, deal.deal) is Progress.EMPTY
        assert session.scalar(select(func.count(ChallengeHeard.id))) == 0


def test_somebody_new_becomes_a_person_of_the_deal(workspace: Workspace, deal: Deal) -> None:
    with workspace.edit("New") as session:
        actions.add_new_person(session, deal.meeting, "  Elina\tVuori ", "CFO")
    assert [row.name for row in shown(workspace, deal).attendees] == ["Marja Lehtonen", "Elina Vuori"]
    workspace.undo()
    with workspace.read() as session:
        assert [person.name for person in choices.people(session, deal.deal)] == [
            "Marja Lehtonen",
            "Kari Salmi",
        ]
