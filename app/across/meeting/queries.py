"""Meetings as read: the list, and one meeting with all that was said in it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.across.meeting.rows import (
    AttendeeRow,
    HeardRow,
    MeetingForm,
    MeetingItem,
    NextStep,
    ToldRow,
)
from app.across.meeting.rules import Record, is_ahead, missing
from app.method.evidence import from_customer
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.models.accounts import Account
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import ChampionLetter
from app.models.library import (
    Challenge,
    ChallengeHeard,
    Industry,
    Profile,
    StoryChallenge,
    StoryTold,
    SuccessStory,
)
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Action,
        Attendee,
        Challenge,
        ChallengeHeard,
        ChampionLetter,
        Industry,
        Meeting,
        Opportunity,
        Person,
        Profile,
        Stakeholder,
        StoryChallenge,
        StoryTold,
        SuccessStory,
    }
)


def meetings(session: Session, opportunity_id: int, today: date) -> list[MeetingItem]:
    """The meetings of an opportunity, the latest first."""
    rows = session.execute(
        select(Meeting.id, Meeting.uid, Meeting.held_on, Meeting.purpose)
        .where(Meeting.opportunity_id == opportunity_id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    ).all()
    names = names_there(session, opportunity_id)
    letters = _letters(session, opportunity_id)
    return [
        MeetingItem(
            id=row.id,
            uid=row.uid,
            held_on=row.held_on,
            purpose=row.purpose,
            ahead=is_ahead(row.held_on, today),
            people=tuple(names[row.id]),
            letters=len(letters[row.id]),
            sent=any(sent is not None for sent in letters[row.id]),
        )
        for row in rows
    ]


def names_there(session: Session, opportunity_id: int) -> defaultdict[int, list[str]]:
    """For each meeting of an opportunity the names of those who were there."""
    rows = session.execute(
        living(
            select(Attendee.meeting_id, Person.name)
            .join(Stakeholder, Stakeholder.id == Attendee.stakeholder_id)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Attendee.id),
            Person,
        )
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, name in rows:
        names[meeting_id].append(name)
    return names


def _letters(session: Session, opportunity_id: int) -> defaultdict[int, list[date | None]]:
    """For each meeting, when its letters were sent; None for a draft."""
    rows = session.execute(
        select(ChampionLetter.meeting_id, ChampionLetter.sent_on).where(
            ChampionLetter.opportunity_id == opportunity_id, ChampionLetter.meeting_id.is_not(None)
        )
    )
    letters: defaultdict[int, list[date | None]] = defaultdict(list)
    for meeting_id, sent_on in rows:
        if meeting_id is not None:
            letters[meeting_id].append(sent_on)
    return letters


def meeting(
    session: Session, meeting_id: int, today: date, audience: Audience = Audience.INTERNAL
) -> MeetingForm:
    """One meeting with all that was said; a customer sees neither our notes nor what we want to ask for."""
    found = session.get_one(Meeting, meeting_id)
    deal = session.get_one(Opportunity, found.opportunity_id)
    attendees = _attendees(session, meeting_id, audience)
    step = _next_step(session, found.next_action_id)
    kept = sum(bool(row.said) + len([heard for heard in row.heard if heard.here]) for row in attendees)
    record = Record(
        held_on=found.held_on,
        people=len(attendees),
        said=kept,
        outcome=found.outcome,
        next_step=step is not None,
        next_owner=step is not None and bool(step.owner or step.customer_owner_id),
        next_date=step is not None and step.due_on is not None,
    )
    inside = audience is Audience.INTERNAL
    return MeetingForm(
        id=found.id,
        uid=found.uid,
        account=session.get_one(Account, deal.account_id).name,
        deal=deal.title,
        held_on=found.held_on,
        ahead=is_ahead(found.held_on, today),
        purpose=found.purpose,
        place=found.place,
        commitments=found.commitments if inside else "",
        notes=found.notes if inside else "",
        outcome=found.outcome,
        attendees=attendees,
        next_step=step,
        told=_told(session, meeting_id),
        vision=deal.solution_vision,
        vision_by_id=deal.vision_by_id,
        vision_class=deal.vision_class,
        letters=session.scalar(
            select(func.count(ChampionLetter.id)).where(ChampionLetter.meeting_id == meeting_id)
        )
        or 0,
        missing=missing(record, today) if inside else (),
    )


def _attendees(session: Session, meeting_id: int, audience: Audience) -> tuple[AttendeeRow, ...]:
    rows = session.execute(
        living(
            select(Attendee, Stakeholder, Person)
            .join(Stakeholder, Stakeholder.id == Attendee.stakeholder_id)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Attendee.meeting_id == meeting_id)
            .order_by(Attendee.id),
            Person,
        )
    ).all()
    heard = _heard(session, [stakeholder.id for _, stakeholder, _ in rows], meeting_id)
    return tuple(
        AttendeeRow(
            id=attendee.id,
            stakeholder_id=stakeholder.id,
            person_id=person.id,
            name=person.name,
            title=person.title,
            said=attendee.said,
            goal=_shown_goal(stakeholder, audience),
            goal_class=stakeholder.goal_class,
            heard=tuple(heard[stakeholder.id]),
        )
        for attendee, stakeholder, person in rows
    )


def _shown_goal(stakeholder: Stakeholder, audience: Audience) -> str:
    """A customer sees a goal that was stated, not the one we guess."""
    shown = audience is Audience.INTERNAL or from_customer(stakeholder.goal_class)
    return stakeholder.business_goal if shown else ""


def _heard(
    session: Session, stakeholder_ids: Sequence[int], meeting_id: int
) -> defaultdict[int, list[HeardRow]]:
    rows = session.execute(
        select(ChallengeHeard, Challenge.text)
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .where(ChallengeHeard.stakeholder_id.in_(stakeholder_ids), ~only_proposed())
        .order_by(ChallengeHeard.position, ChallengeHeard.id)
    )
    heard: defaultdict[int, list[HeardRow]] = defaultdict(list)
    for row, text in rows:
        heard[row.stakeholder_id].append(
            HeardRow(
                id=row.id,
                challenge_id=row.challenge_id,
                text=text,
                status=row.status,
                importance=row.importance,
                own_words=row.own_words,
                reasons=row.reasons,
                consequences=row.consequences,
                here=row.meeting_id == meeting_id,
            )
        )
    return heard


def only_proposed() -> ColumnElement[bool]:
    """Whether a challenge is on the person's menu and was not spoken of."""
    return and_(
        ChallengeHeard.status == HeardStatus.PROPOSED,
        ChallengeHeard.evidence_class == EvidenceClass.ASSUMED,
    )


def _next_step(session: Session, action_id: int | None) -> NextStep | None:
    found = session.get(Action, action_id) if action_id is not None else None
    if found is None:
        return None
    person = session.get(Person, found.customer_owner_id) if found.customer_owner_id is not None else None
    return NextStep(
        action_id=found.id,
        title=found.title,
        starts_on=found.starts_on,
        due_on=found.ends_on,
        when_words=found.when_words,
        owner=found.owner,
        customer_owner_id=found.customer_owner_id,
        customer_owner=person.name if person is not None and person.deleted_at is None else "",
    )


def _told(session: Session, meeting_id: int) -> tuple[ToldRow, ...]:
    rows = session.execute(
        living(
            select(StoryTold.id, StoryTold.story_id, SuccessStory.title, StoryTold.received)
            .join(SuccessStory, SuccessStory.id == StoryTold.story_id)
            .where(StoryTold.meeting_id == meeting_id)
            .order_by(StoryTold.id),
            SuccessStory,
        )
    )
    return tuple(ToldRow(row.id, row.story_id, row.title, row.received) for row in rows)


def progress(session: Session, account_id: int, opportunity_id: int) -> Progress:
    """Begun with the first meeting; done when the latest one names people and a step with owner and date."""
    del account_id
    latest = session.execute(
        select(Meeting.id, Action.ends_on, Action.owner, Action.customer_owner_id)
        .outerjoin(Action, Action.id == Meeting.next_action_id)
        .where(Meeting.opportunity_id == opportunity_id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    if latest is None:
        return Progress.EMPTY
    people_there = session.scalar(select(func.count(Attendee.id)).where(Attendee.meeting_id == latest.id))
    agreed = latest.ends_on is not None and bool(latest.owner or latest.customer_owner_id)
    return measure(begun=True, done=bool(people_there) and agreed)
