"""The shelf of success stories: each with its match, where it was told, and the challenges that have none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.i18n import language, tr
from app.method.coaching import Subject
from app.method.packs import load_pack
from app.method.profiles import best_profile
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.models.accounts import Account
from app.models.base import Entity
from app.models.library import (
    Challenge,
    ChallengeHeard,
    Industry,
    Profile,
    StoryChallenge,
    StoryTold,
    SuccessStory,
)
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.told_names import may_be_told, told_name
from app.models.trash import living
from app.models.vocabulary import Audience, HeardStatus, Permission, Reception
from app.tools.success_stories.gathering import stories
from app.tools.success_stories.rows import Asked, ProfileChoice, Shelf, StoryRow, Unproved
from app.tools.success_stories.rules import (
    Heard,
    Listener,
    Match,
)

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Challenge,
        ChallengeHeard,
        Industry,
        Opportunity,
        Person,
        Profile,
        Stakeholder,
        StoryChallenge,
        StoryTold,
        SuccessStory,
    }
)
NAMED = (HeardStatus.RECOGNISED, HeardStatus.IMPORTANT)
MOST_UNPROVED = 12


def shelf(
    session: Session,
    account_id: int | None,
    opportunity_id: int | None,
    stakeholder_id: int | None = None,
    audience: Audience = Audience.INTERNAL,
) -> Shelf:
    """All stories, the best for the listener first: one stakeholder, else all of the opportunity, else of the account.

    A customer gets no story that is internal, no name that may not be told, and nothing of what we think:
    neither score nor gaps, nor where else a story was told.
    """
    industries = session.execute(select(Industry.key, Industry.name).order_by(Industry.name)).all()
    profiles = session.execute(
        select(Profile.id, Industry.key, Profile.key, Profile.name, Profile.titles)
        .join(Industry, Industry.id == Profile.industry_id)
        .order_by(Profile.id)
    ).all()
    people = _people(session, account_id, opportunity_id)
    account = session.get(Account, account_id) if account_id is not None else None
    deal = session.get(Opportunity, opportunity_id) if opportunity_id is not None else None
    asked = [one for one in people if stakeholder_id in {None, one.id}]
    names = {row.key: row.name for row in industries}
    offered = [(id_, of, key, name, titles) for id_, of, key, name, titles in profiles]
    listener = Listener(
        heard=tuple(_heard(session, [one.id for one in asked])),
        industry=account.industry if account else "",
        industry_name=names.get(account.industry, "") if account else "",
        profiles=_profiles(asked, offered, account.industry if account else ""),
        region=region_of(account.country) if account else "",
    )
    choices = tuple(ProfileChoice(row[1], row[2], row[3]) for row in profiles)
    found = stories(session, listener, choices, account_id, opportunity_id)
    internal = audience is Audience.INTERNAL
    return Shelf(
        stories=found if internal else tuple(_for_customer(one) for one in found if _may_be_told(one)),
        people=tuple(people) if opportunity_id is not None else (),
        listener=listener,
        industries=tuple((row.key, row.name) for row in industries),
        profiles=choices,
        unproved=_unproved(session, listener) if internal else (),
        account=account.name if account else "",
        opportunity=deal.title if deal else "",
    )


def _may_be_told(story: StoryRow) -> bool:
    return may_be_told(story.permission)


def _for_customer(story: StoryRow) -> StoryRow:
    """The story as a customer may see it."""
    words = story.words
    name = told_name(words.permission, words.customer, words.anonymous_as, tr("one of our customers"))
    covered = replace(words.told_as(name), customer=name, ask="")
    return replace(story, words=covered, told=(), match=Match(0), gaps=(), ask="")


def region_of(country: str) -> str:
    """The region that a country belongs to; the country itself where no region names it."""
    wanted = country.strip().casefold()
    for region in load_pack("regions", language()).values():
        if wanted in {region.name.casefold(), *(name.casefold() for name in region.countries)}:
            return region.name
    return country.strip()


def challenges(session: Session, industry: str) -> tuple[tuple[int, str, str], ...]:
    """Id, text and profile of all challenges on offer, those of the industry first."""
    rows = session.execute(
        select(Challenge.id, Challenge.text, Profile.name, Industry.name.label("industry"))
        .join(Profile, Profile.id == Challenge.profile_id)
        .join(Industry, Industry.id == Profile.industry_id)
        .where(Challenge.retired.is_(False))
        .order_by(Industry.key != industry, Industry.name, Profile.id, Challenge.text)
    )
    return tuple((row.id, row.text, f"{row.name}, {row.industry}") for row in rows)


def progress(session: Session, account_id: int, opportunity_id: int) -> Progress:
    """Begun once a story was told here; done when one of them answers what matters most to somebody here."""
    del account_id
    told = set(
        session.scalars(
            living(
                select(StoryTold.story_id)
                .join(SuccessStory, SuccessStory.id == StoryTold.story_id)
                .where(StoryTold.opportunity_id == opportunity_id),
                SuccessStory,
            )
        )
    )
    heard = _heard(session, [one.id for one in _people(session, None, opportunity_id)]) if told else []
    most = max((one.weight for one in heard), default=0)
    weightiest = [one.challenge_id for one in heard if one.weight == most]
    answered = session.scalar(
        select(func.count()).where(
            StoryChallenge.story_id.in_(told), StoryChallenge.challenge_id.in_(weightiest)
        )
    )
    return measure(bool(told), done=bool(answered))


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: what was told and how it went, and each story that answers what was named here."""
    del today
    deal = session.get_one(Opportunity, opportunity_id)
    page = shelf(session, deal.account_id, opportunity_id)
    fitting = [
        story for story in page.stories if story.match.answers and story.permission is not Permission.INTERNAL
    ]
    own = [story for story in fitting if not story.sample]
    told = [one for story in page.stories for one in story.told if one.here]
    flat = [one for one in told if one.reception is Reception.FELL_FLAT]
    silent = [one for one in told if one.reception is None and not one.received.strip()]
    facts = {
        "stories_fitting": len(fitting),
        "stories_own": len(own),
        "stories_told": len(told),
        "stories_flat": len(flat),
        "stories_silent": len(silent),
        "story_stage": deal.sales_stage,
    }
    words = {
        "best_story": own[0].title if own else fitting[0].title if fitting else "",
        "best_story_id": str(own[0].id if own else fitting[0].id if fitting else ""),
        "flat_story": flat[0].story if flat else "",
        "flat_id": str(flat[0].id) if flat else "",
        "silent_story": silent[0].story if silent else "",
        "silent_id": str(silent[0].id) if silent else "",
    }
    of_each = [
        Subject(
            "story",
            story.uid,
            story.title,
            {"story_score": story.match.score, "story_complete": story.complete},
            {
                "story": story.title,
                "story_id": str(story.id),
                "gap": next((gap.sentence for gap in story.gaps), ""),
            },
        )
        for story in page.stories
        if story.match.answers
    ]
    return [Subject("opportunity", deal.uid, deal.title, facts, words), *of_each]


def _people(session: Session, account_id: int | None, opportunity_id: int | None) -> list[Asked]:
    """Everybody of the opportunity; without one, of all opportunities of the account."""
    statement = (
        select(Stakeholder.id, Person.id.label("person_id"), Person.name, Person.title)
        .join(Person, Person.id == Stakeholder.person_id)
        .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
        .order_by(Stakeholder.id)
    )
    if opportunity_id is not None:
        statement = statement.where(Stakeholder.opportunity_id == opportunity_id)
    else:
        statement = statement.where(Opportunity.account_id == account_id)
    rows = session.execute(living(statement, Person, Opportunity))
    return [Asked(row.id, row.person_id, row.name, row.title) for row in rows]


def _heard(session: Session, stakeholders: Iterable[int]) -> list[Heard]:
    """What these people named, the most important first."""
    rows = session.execute(
        select(Challenge.id, Challenge.text, Person.name, ChallengeHeard.importance)
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .join(Person, Person.id == Stakeholder.person_id)
        .where(ChallengeHeard.stakeholder_id.in_(list(stakeholders)), ChallengeHeard.status.in_(NAMED))
        .order_by(ChallengeHeard.importance.desc(), ChallengeHeard.position, ChallengeHeard.id)
    )
    return [Heard(row.id, row.text, row.name, row.importance) for row in rows]


def _profiles(
    asked: Iterable[Asked], profiles: Iterable[tuple[int, str, str, str, str]], industry: str
) -> frozenset[str]:
    """The profiles of the industry that the people's titles point to."""
    offered = [(id_, name, titles) for id_, of, _, name, titles in profiles if of == industry]
    keys = {id_: key for id_, of, key, _, _ in profiles if of == industry}
    found = {best_profile(one.title, offered) for one in asked}
    return frozenset(keys[one] for one in found if one is not None)


def _unproved(session: Session, listener: Listener) -> tuple[Unproved, ...]:
    """What was named here and no story answers that may be told; then what the industry names most often."""
    proved = set(
        session.scalars(
            living(
                select(StoryChallenge.challenge_id)
                .join(SuccessStory, SuccessStory.id == StoryChallenge.story_id)
                .where(SuccessStory.permission != Permission.INTERNAL),
                SuccessStory,
            )
        )
    )
    named = {one.challenge_id: one for one in reversed(listener.heard) if one.challenge_id not in proved}
    heard_here = (
        select(ChallengeHeard.challenge_id, func.count(func.distinct(Stakeholder.person_id)).label("people"))
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .where(ChallengeHeard.status.in_(NAMED))
        .group_by(ChallengeHeard.challenge_id)
        .subquery()
    )
    count = Challenge.heard_before + func.coalesce(heard_here.c.people, 0)
    rows = session.execute(
        select(Challenge.id, Challenge.text, Profile.name, count.label("heard"))
        .join(Profile, Profile.id == Challenge.profile_id)
        .join(Industry, Industry.id == Profile.industry_id)
        .outerjoin(heard_here, heard_here.c.challenge_id == Challenge.id)
        .where(
            Challenge.id.not_in(proved),
            Challenge.id.in_(named) | (Challenge.retired.is_(False) & (Industry.key == listener.industry)),
        )
        .order_by(Challenge.id.not_in(named), count.desc(), Challenge.text)
        .limit(MOST_UNPROVED + len(named))
    )
    found = []
    for row in rows:
        here = named.get(row.id)
        found.append(
            Unproved(
                row.id,
                row.text,
                row.name,
                row.heard,
                here.importance if here else None,
                here.person if here else "",
            )
        )
    found.sort(key=lambda one: (not one.person, -(one.importance or 0), -one.heard))
    return tuple(found)
