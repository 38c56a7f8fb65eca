"""What a user writes down of a meeting; each fact goes to the one place where it belongs."""

from datetime import date
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.profiles import best_profile
from app.method.spoken_dates import window
from app.models.accounts import Account
from app.models.actions import Action
from app.models.involved import LONGEST, name_person
from app.models.library import Challenge, ChallengeHeard, Industry, Profile, StoryTold
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.plan import end_of_plan
from app.models.positions import after_last
from app.models.vocabulary import ActionKind, EvidenceClass, HeardStatus, Side

_LONGEST = {"purpose": 300, "place": 200}
_TEXTS = frozenset({"purpose", "place", "commitments", "notes", "outcome"})
_HEARD_TEXTS = frozenset({"own_words", "reasons", "consequences"})
_EARLIEST = date(1990, 1, 1)
_LATEST = date(2100, 1, 1)


def new_meeting(session: Session, opportunity_id: int, held_on: date, purpose: str = "") -> int:
    """Begin a meeting, held or ahead; the answer is its id."""
    meeting = Meeting(
        opportunity_id=opportunity_id, held_on=_day(held_on), purpose=_short(purpose, "purpose")
    )
    session.add(meeting)
    session.flush()
    return meeting.id


def delete_meeting(session: Session, meeting_id: int) -> None:
    """Drop a meeting; what was learnt in it stays with people and plan."""
    session.delete(session.get_one(Meeting, meeting_id))


def set_date(session: Session, meeting_id: int, held_on: date | None) -> None:
    """Move a meeting; what was heard in it moves along."""
    if held_on is None:
        raise BadInputError(tr("A meeting needs a date."))
    meeting = session.get_one(Meeting, meeting_id)
    meeting.held_on = _day(held_on)
    for heard in session.scalars(select(ChallengeHeard).where(ChallengeHeard.meeting_id == meeting_id)):
        heard.heard_on = held_on
    for told in session.scalars(select(StoryTold).where(StoryTold.meeting_id == meeting_id)):
        told.told_on = held_on


def set_text(session: Session, meeting_id: int, field: str, text: str) -> None:
    """Set purpose, place, commitments, notes or outcome."""
    if field not in _TEXTS:
        raise BadInputError(tr("A meeting has no field “{field}”.", field=field))
    setattr(session.get_one(Meeting, meeting_id), field, _short(text, field))


def add_attendee(session: Session, meeting_id: int, stakeholder_id: int) -> int:
    """Somebody was, or will be, in the room; naming her or him twice changes nothing."""
    meeting = session.get_one(Meeting, meeting_id)
    if session.get_one(Stakeholder, stakeholder_id).opportunity_id != meeting.opportunity_id:
        raise BadInputError(tr("This person belongs to another opportunity."))
    known = session.scalar(
        select(Attendee).where(Attendee.meeting_id == meeting_id, Attendee.stakeholder_id == stakeholder_id)
    )
    if known is not None:
        return known.id
    attendee = Attendee(meeting_id=meeting_id, stakeholder_id=stakeholder_id)
    session.add(attendee)
    session.flush()
    return attendee.id


def add_new_person(session: Session, meeting_id: int, name: str, title: str = "") -> int:
    """Somebody who is not known yet was in the room: a person and stakeholder are made; answers the attendee."""
    deal_id = session.get_one(Meeting, meeting_id).opportunity_id
    stakeholder = name_person(session, deal_id, " ".join(name.split()), " ".join(title.split())[:LONGEST])
    return add_attendee(session, meeting_id, stakeholder.id)


def remove_attendee(session: Session, attendee_id: int) -> None:
    """Somebody was not in the room after all; what she or he said elsewhere stays."""
    session.delete(session.get_one(Attendee, attendee_id))


def set_said(session: Session, attendee_id: int, text: str) -> None:
    """Keep a sentence in the person's own words."""
    session.get_one(Attendee, attendee_id).said = text.strip()


def set_goal(session: Session, meeting_id: int, stakeholder_id: int, text: str) -> None:
    """The person said what she or he wants to reach; the goal is stated as of this meeting."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    goal = text.strip()
    if goal == stakeholder.business_goal:
        return
    stakeholder.business_goal = goal
    stakeholder.goal_class = EvidenceClass.STATED if goal else EvidenceClass.ASSUMED
    stakeholder.goal_on = session.get_one(Meeting, meeting_id).held_on if goal else None


def hear_challenge(session: Session, meeting_id: int, stakeholder_id: int, challenge_id: int) -> int:
    """The person spoke of a challenge here; one heard before is heard again. Answers the row's id."""
    meeting = session.get_one(Meeting, meeting_id)
    heard = session.scalar(
        select(ChallengeHeard).where(
            ChallengeHeard.stakeholder_id == stakeholder_id, ChallengeHeard.challenge_id == challenge_id
        )
    )
    if heard is None:
        heard = ChallengeHeard(
            stakeholder_id=stakeholder_id,
            challenge_id=challenge_id,
            position=after_last(
                session, ChallengeHeard.position, ChallengeHeard.stakeholder_id == stakeholder_id
            ),
            heard_on=meeting.held_on,
        )
        session.add(heard)
    heard.meeting_id = meeting_id
    heard.heard_on = meeting.held_on
    if heard.status in {None, HeardStatus.PROPOSED, HeardStatus.NOT_RELEVANT}:
        heard.status = HeardStatus.RECOGNISED
    if heard.evidence_class is None or heard.evidence_class.strength < EvidenceClass.STATED.strength:
        heard.evidence_class = EvidenceClass.STATED
    session.flush()
    return heard.id


def hear_new_challenge(session: Session, meeting_id: int, stakeholder_id: int, text: str) -> int:
    """The person spoke of something that the library does not know: it is added as our own, and heard."""
    text = " ".join(text.split())
    if not text:
        raise BadInputError(tr("Say what the challenge is."))
    if len(text) > 300:
        raise BadInputError(
            tr("A challenge has at most {n} characters; put the rest into the reasons.", n=300)
        )
    profile_id = _profile(session, stakeholder_id)
    known = session.scalar(
        select(Challenge.id).where(
            Challenge.profile_id == profile_id, func.lower(Challenge.text) == text.lower()
        )
    )
    if known is None:
        challenge = Challenge(key=f"own_{uuid4().hex}", profile_id=profile_id, text=text, own=True)
        session.add(challenge)
        session.flush()
        known = challenge.id
    return hear_challenge(session, meeting_id, stakeholder_id, known)


def _profile(session: Session, stakeholder_id: int) -> int:
    """The profile that an own challenge of this person belongs to; made where the library has none."""
    title, key = session.execute(
        select(Person.title, Account.industry)
        .join(Stakeholder, Stakeholder.person_id == Person.id)
        .join(Account, Account.id == Person.account_id)
        .where(Stakeholder.id == stakeholder_id)
    ).one()
    industry = session.scalar(select(Industry).where(Industry.key == (key or "own")))
    if industry is None:
        industry = Industry(
            key=key or "own", name=key.replace("_", " ").capitalize() if key else tr("Our own")
        )
        session.add(industry)
        session.flush()
    profiles = session.scalars(select(Profile).where(Profile.industry_id == industry.id)).all()
    best = best_profile(title, [(profile.id, profile.name, profile.titles) for profile in profiles])
    if best is not None:
        return best
    if profiles:
        return profiles[0].id
    profile = Profile(industry_id=industry.id, key="own", name=title or tr("Key person"))
    session.add(profile)
    session.flush()
    return profile.id


def set_importance(
    session: Session, heard_id: int, importance: int | None, meeting_id: int | None = None
) -> None:
    """How important the person called it, 1 to 5; None takes the mark back and leaves it recognised.

    With a meeting, a challenge from an earlier one is heard again in it.
    """
    if importance is not None and importance not in range(1, 6):
        raise BadInputError(tr("Importance runs from 1 to 5."))
    heard = session.get_one(ChallengeHeard, heard_id)
    if meeting_id is not None:
        hear_challenge(session, meeting_id, heard.stakeholder_id, heard.challenge_id)
    heard.importance = importance
    heard.status = HeardStatus.RECOGNISED if importance is None else HeardStatus.IMPORTANT


def set_heard_text(session: Session, heard_id: int, field: str, text: str) -> None:
    """Set own words, reasons or consequences."""
    if field not in _HEARD_TEXTS:
        raise BadInputError(tr("A challenge has no field “{field}”.", field=field))
    setattr(session.get_one(ChallengeHeard, heard_id), field, text.strip())


def unhear(session: Session, heard_id: int) -> None:
    """The person did not speak of it after all."""
    session.delete(session.get_one(ChallengeHeard, heard_id))


def tell_story(session: Session, meeting_id: int, story_id: int) -> int:
    """A success story was told here."""
    known = session.scalar(
        select(StoryTold).where(StoryTold.meeting_id == meeting_id, StoryTold.story_id == story_id)
    )
    if known is not None:
        return known.id
    meeting = session.get_one(Meeting, meeting_id)
    told = StoryTold(
        story_id=story_id,
        opportunity_id=meeting.opportunity_id,
        meeting_id=meeting_id,
        told_on=meeting.held_on,
    )
    session.add(told)
    session.flush()
    return told.id


def set_received(session: Session, told_id: int, text: str) -> None:
    """How the story was received."""
    session.get_one(StoryTold, told_id).received = text.strip()


def untell_story(session: Session, told_id: int) -> None:
    """The story was not told after all."""
    session.delete(session.get_one(StoryTold, told_id))


def set_vision(session: Session, meeting_id: int, text: str, person_id: int | None) -> None:
    """The solution as the customer sees it; stated when a person said it, otherwise our own guess."""
    meeting = session.get_one(Meeting, meeting_id)
    deal = session.get_one(Opportunity, meeting.opportunity_id)
    vision = text.strip()
    if (vision, person_id) == (deal.solution_vision, deal.vision_by_id):
        return
    deal.solution_vision = vision
    deal.vision_by_id = person_id if vision else None
    deal.vision_class = EvidenceClass.STATED if vision and person_id is not None else EvidenceClass.ASSUMED
    deal.vision_on = meeting.held_on if vision else None


def set_next_step(
    session: Session,
    meeting_id: int,
    title: str,
    when: str,
    owner: str,
    customer_owner_id: int | None,
    today: date,
) -> int | None:
    """The one step agreed: an action of the joint plan, and the opportunity's next step.

    `when` is a time as people say it, read as of `today`. An empty title takes the step back: an action
    that nothing else was written to goes, another one stays in the plan. Answers the action's id.
    """
    meeting = session.get_one(Meeting, meeting_id)
    deal = session.get_one(Opportunity, meeting.opportunity_id)
    title = " ".join(title.split())
    if len(title) > 300:
        raise BadInputError(tr("The next step has at most {n} characters.", n=300))
    action = session.get(Action, meeting.next_action_id) if meeting.next_action_id is not None else None
    if not title:
        _take_back(session, meeting, deal, action)
        return None
    if action is None:
        action = Action(
            opportunity_id=deal.id, title=title, position=end_of_plan(session, deal.id), when_words=""
        )
        session.add(action)
    action.kind = ActionKind.JOINT
    action.title = title
    when = " ".join(when.split())
    if when != action.when_words:
        days = window(when, today) if when else None
        action.when_words = when
        action.starts_on = None if days is None else days.start
        action.ends_on = None if days is None else days.end
    action.owner = " ".join(owner.split())[:120]
    action.customer_owner_id = customer_owner_id
    action.side = _side(action.owner, customer_owner_id)
    session.flush()
    meeting.next_action_id = action.id
    deal.next_action_id = action.id
    return action.id


def _take_back(session: Session, meeting: Meeting, deal: Opportunity, action: Action | None) -> None:
    meeting.next_action_id = None
    if action is None:
        return
    if deal.next_action_id == action.id:
        deal.next_action_id = None
    if not (action.notes or action.billable_minor or action.gate or action.done_on):
        session.flush()
        session.delete(action)


def _side(owner: str, customer_owner_id: int | None) -> Side:
    if owner and customer_owner_id is None:
        return Side.SUPPLIER
    if customer_owner_id is not None and not owner:
        return Side.CUSTOMER
    return Side.SHARED


def _day(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise BadInputError(tr("The date {date} cannot be meant.", date=day.isoformat()))
    return day


def _short(text: str, field: str) -> str:
    text = text.strip()
    most = _LONGEST.get(field)
    if most is None:
        return text
    text = " ".join(text.split())
    if len(text) > most:
        names = {"purpose": tr("The purpose"), "place": tr("The place")}
        raise BadInputError(tr("{field} has at most {n} characters.", field=names[field], n=most))
    return text
