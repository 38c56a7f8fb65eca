"""The stories as rows: what they answer, where they were told, and how well they fit a listener."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.accounts import Account
from app.models.library import Challenge, Industry, StoryChallenge, StoryTold, SuccessStory
from app.models.opportunities import Opportunity
from app.models.people import Person
from app.models.trash import living
from app.tools.success_stories.rows import Answer, ProfileChoice, StoryRow, Told
from app.tools.success_stories.rules import Listener, StoryWords, Traits, gaps, is_complete, match


def stories(
    session: Session,
    listener: Listener,
    profiles: Sequence[ProfileChoice],
    account_id: int | None,
    opportunity_id: int | None,
) -> tuple[StoryRow, ...]:
    """All stories, those that fit the listener best first."""
    rows = session.execute(
        living(
            select(SuccessStory, Industry.key, Industry.name)
            .outerjoin(Industry, Industry.id == SuccessStory.industry_id)
            .order_by(SuccessStory.title),
            SuccessStory,
        )
    ).all()
    answers, asks = _links(session)
    tellings = _told(session, opportunity_id)
    heard_here = _told_here(session, account_id)
    names = {(one.industry, one.key): one.name for one in profiles}
    found = [
        _row(
            story,
            _Place(industry or "", name or "", names.get((industry, story.profile_key), "")),
            answers[story.id],
            tellings[story.id],
            heard_here.get(story.id),
            listener,
            asks,
        )
        for story, industry, name in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.match.score, one.title)))


@dataclass(frozen=True)
class _Place:
    """Where a story comes from: its industry by key and name, the name of its profile."""

    industry: str
    industry_name: str
    profile_name: str


def _row(
    story: SuccessStory,
    place: _Place,
    answers: tuple[Answer, ...],
    told: tuple[Told, ...],
    here: tuple[date, str] | None,
    listener: Listener,
    asks: Mapping[int, str],
) -> StoryRow:
    words = StoryWords(
        title=story.title,
        customer=story.customer,
        anonymous_as=story.anonymous_as,
        industry=place.industry,
        profile=story.profile_key,
        region=story.region,
        business_line=story.business_line,
        challenge=story.challenge,
        solution=story.solution,
        impact=story.impact,
        ask=story.ask,
        permission=story.permission,
        challenges=frozenset(answer.id for answer in answers),
    )
    lacks = gaps(words)
    traits = Traits(
        challenges=words.challenges,
        industry=place.industry,
        profile=story.profile_key,
        profile_name=place.profile_name,
        region=story.region,
        complete=is_complete(lacks),
        told_on=here[0] if here else None,
        told_to=here[1] if here else "",
    )
    return StoryRow(
        id=story.id,
        uid=story.uid,
        words=words,
        industry_name=place.industry_name,
        profile_name=place.profile_name,
        sample=story.sample,
        answers=answers,
        told=told,
        match=match(traits, listener),
        gaps=lacks,
        ask=_opening_question(answers, asks, listener),
    )


def _opening_question(answers: Sequence[Answer], asks: Mapping[int, str], listener: Listener) -> str:
    """The question of what matters most to the listener among what the story answers; else of its first challenge."""
    answered = {answer.id for answer in answers}
    named = [one.challenge_id for one in listener.heard if one.challenge_id in answered]
    return next((asks[one] for one in (*named, *(answer.id for answer in answers)) if asks.get(one)), "")


def _links(session: Session) -> tuple[defaultdict[int, tuple[Answer, ...]], dict[int, str]]:
    """What each story answers, and the opening question of each of these challenges."""
    found: defaultdict[int, tuple[Answer, ...]] = defaultdict(tuple)
    asks: dict[int, str] = {}
    rows = session.execute(
        select(StoryChallenge.story_id, Challenge.id, Challenge.text, Challenge.ask)
        .join(Challenge, Challenge.id == StoryChallenge.challenge_id)
        .order_by(StoryChallenge.id)
    )
    for story_id, challenge_id, text, ask in rows:
        found[story_id] = (*found[story_id], Answer(challenge_id, text))
        asks[challenge_id] = ask
    return found, asks


def _told(session: Session, opportunity_id: int | None) -> defaultdict[int, tuple[Told, ...]]:
    """Where each story was told, the latest first."""
    rows = session.execute(
        living(
            select(
                StoryTold,
                SuccessStory.title,
                Opportunity.title,
                Account.name,
                func.coalesce(Person.name, ""),
            )
            .join(SuccessStory, SuccessStory.id == StoryTold.story_id)
            .join(Opportunity, Opportunity.id == StoryTold.opportunity_id)
            .join(Account, Account.id == Opportunity.account_id)
            .outerjoin(Person, (Person.id == StoryTold.person_id) & Person.deleted_at.is_(None))
            .order_by(StoryTold.told_on.desc(), StoryTold.id.desc()),
            Opportunity,
            Account,
        )
    )
    found: defaultdict[int, tuple[Told, ...]] = defaultdict(tuple)
    for told, story, opportunity, account, person in rows:
        one = Told(
            id=told.id,
            story_id=told.story_id,
            story=story,
            on=told.told_on,
            opportunity=opportunity,
            account=account,
            person_id=told.person_id if person else None,
            person=person,
            reception=told.reception,
            received=told.received,
            here=told.opportunity_id == opportunity_id,
        )
        found[told.story_id] = (*found[told.story_id], one)
    return found


def _told_here(session: Session, account_id: int | None) -> dict[int, tuple[date, str]]:
    """When and to whom each story was last told at this account."""
    rows = session.execute(
        select(StoryTold.story_id, StoryTold.told_on, func.coalesce(Person.name, "").label("person"))
        .join(Opportunity, Opportunity.id == StoryTold.opportunity_id)
        .outerjoin(Person, (Person.id == StoryTold.person_id) & Person.deleted_at.is_(None))
        .where(Opportunity.account_id == account_id)
        .order_by(StoryTold.told_on, StoryTold.id)
    )
    return {row.story_id: (row.told_on, row.person) for row in rows}
