"""Meetings as read: the list, one meeting with all that was said in it, and what can be picked."""

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
    MenuItem,
    NextStep,
    PersonChoice,
    ToldRow,
)
from app.across.meeting.rules import Record, is_ahead, missing
from app.i18n import tr
from app.method.coaching import Subject
from app.method.evidence import from_customer
from app.method.profiles import best_profile
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
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus, Permission

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
    names = _names(session, opportunity_id)
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


def _names(session: Session, opportunity_id: int) -> defaultdict[int, list[str]]:
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
        .where(ChallengeHeard.stakeholder_id.in_(stakeholder_ids), ~_only_proposed())
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


def _only_proposed() -> ColumnElement[bool]:
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


def people(session: Session, opportunity_id: int) -> list[PersonChoice]:
    """Who can be named in a meeting: the opportunity's people."""
    rows = session.execute(
        living(
            select(Stakeholder.id, Person.id, Person.name, Person.title)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    )
    return [PersonChoice(*row) for row in rows]


def stories(session: Session, opportunity_id: int) -> list[tuple[int, str]]:
    """Stories that may be told to a customer; those that answer what was heard in this deal first, samples last."""
    heard = (
        select(func.count(ChallengeHeard.id))
        .join(StoryChallenge, StoryChallenge.challenge_id == ChallengeHeard.challenge_id)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .where(
            StoryChallenge.story_id == SuccessStory.id,
            Stakeholder.opportunity_id == opportunity_id,
            ChallengeHeard.status.in_((HeardStatus.IMPORTANT, HeardStatus.RECOGNISED)),
        )
        .correlate(SuccessStory)
        .scalar_subquery()
    )
    rows = session.execute(
        living(
            select(SuccessStory.id, SuccessStory.title)
            .where(SuccessStory.permission != Permission.INTERNAL)
            .order_by(heard.desc(), SuccessStory.sample, SuccessStory.title),
            SuccessStory,
        )
    )
    return [(story_id, title) for story_id, title in rows]


def menu(session: Session, stakeholder_id: int) -> list[MenuItem]:
    """Challenges to pick for a person: those proposed to her or him first, then the profile's, by how often heard.

    Without an industry in the library the whole library is offered.
    """
    title, industry = session.execute(
        select(Person.title, Account.industry)
        .join(Stakeholder, Stakeholder.person_id == Person.id)
        .join(Account, Account.id == Person.account_id)
        .where(Stakeholder.id == stakeholder_id)
    ).one()
    known = session.execute(
        select(Profile.id, Profile.name, Profile.titles, Industry.key).join(
            Industry, Industry.id == Profile.industry_id
        )
    ).all()
    here = [row for row in known if row.key == industry] or known
    best = best_profile(title, [(row.id, row.name, row.titles) for row in here])
    names = {row.id: row.name for row in here}
    rows = session.execute(
        select(Challenge.id, Challenge.text, Challenge.profile_id, Challenge.heard_before)
        .where(Challenge.retired.is_(False), Challenge.profile_id.in_(names))
        .order_by(Challenge.heard_before.desc(), Challenge.text)
    )
    items = [MenuItem(row.id, row.text, names[row.profile_id], row.profile_id == best) for row in rows]
    proposed = set(
        session.scalars(
            select(ChallengeHeard.challenge_id).where(
                ChallengeHeard.stakeholder_id == stakeholder_id, _only_proposed()
            )
        )
    )
    return sorted(items, key=lambda item: (item.challenge_id not in proposed, not item.fits))


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


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: one subject a meeting, and for the opportunity how long ago the last one was."""
    rows = session.execute(
        select(Meeting, Action.ends_on, Action.owner, Action.customer_owner_id)
        .outerjoin(Action, Action.id == Meeting.next_action_id)
        .where(Meeting.opportunity_id == opportunity_id)
        .order_by(Meeting.held_on)
    ).all()
    names = _names(session, opportunity_id)
    heard = dict(
        session.execute(
            select(ChallengeHeard.meeting_id, func.count(ChallengeHeard.id))
            .join(Meeting, Meeting.id == ChallengeHeard.meeting_id)
            .where(Meeting.opportunity_id == opportunity_id)
            .group_by(ChallengeHeard.meeting_id)
        ).all()
    )
    found: list[Subject] = []
    for index, (row, due_on, owner, customer_owner) in enumerate(rows):
        facts: dict[str, float | bool | int] = {
            "days_since": (today - row.held_on).days,
            "held": not is_ahead(row.held_on, today),
            "latest": index == len(rows) - 1 or rows[index + 1][0].held_on > today,
            "people": len(names[row.id]),
            "challenges_heard": heard.get(row.id, 0),
            "next_step": row.next_action_id is not None,
            "next_step_owner": bool(owner or customer_owner),
            "next_step_date": due_on is not None,
            "outcome": bool(row.outcome.strip()),
            "commitments": bool(row.commitments.strip()),
        }
        words = {
            "meeting_id": str(row.id),
            "purpose": row.purpose or tr("meeting"),
            "people_names": ", ".join(names[row.id]) or tr("nobody named"),
        }
        found.append(Subject("meeting", row.uid, row.purpose or tr("Meeting"), facts, words))
    held = [row.held_on for row, *_ in rows if row.held_on <= today]
    ahead = [row.held_on for row, *_ in rows if row.held_on > today]
    uid = session.scalar(select(Opportunity.uid).where(Opportunity.id == opportunity_id))
    if uid is not None:
        found.append(
            Subject(
                "opportunity",
                uid,
                "",
                {
                    "meetings_held": len(held),
                    "meetings_ahead": len(ahead),
                    "days_since_meeting": (today - max(held)).days if held else 9999,
                    "days_to_meeting": (min(ahead) - today).days if ahead else 9999,
                },
            )
        )
    return found
