"""What can be picked in a meeting: who was there, which story was told, which challenges were spoken of."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.across.meeting.queries import only_proposed
from app.across.meeting.rows import MenuItem, PersonChoice
from app.method.profiles import best_profile
from app.models.accounts import Account
from app.models.library import Challenge, ChallengeHeard, Industry, Profile, StoryChallenge, SuccessStory
from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import HeardStatus, Permission


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
                ChallengeHeard.stakeholder_id == stakeholder_id, only_proposed()
            )
        )
    )
    return sorted(items, key=lambda item: (item.challenge_id not in proposed, not item.fits))
