"""What a user does with success stories, one function each; nothing here commits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.library import Industry, StoryChallenge, StoryTold, SuccessStory
from app.models.vocabulary import Permission, Reception
from app.tools.success_stories.rules import LIMITS, StoryWords, checked, short_text

TEXTS = ("challenge", "solution", "impact", "ask")


@dataclass(frozen=True)
class ToldWords:
    """To whom a story was told, when, and how it was received."""

    on: date
    person_id: int | None = None
    reception: Reception | None = None
    received: str = ""


def add(session: Session, words: StoryWords) -> int:
    """A new story of our own; its id. Raises BadInputError when it has no title."""
    words = checked(words)
    story = SuccessStory(
        key=f"own.{uuid4()}",
        title=words.title,
        customer=words.customer,
        anonymous_as=words.anonymous_as,
        industry_id=_industry(session, words.industry),
        profile_key=words.profile,
        region=words.region,
        business_line=words.business_line,
        challenge=words.challenge,
        solution=words.solution,
        impact=words.impact,
        ask=words.ask,
        permission=words.permission,
    )
    session.add(story)
    session.flush()
    set_answers(session, story.id, words.challenges)
    return story.id


def write(session: Session, story_id: int, field: str, text: str) -> None:
    """Change one text of a story. Raises BadInputError for an empty title and for a text that is too long."""
    story = session.get_one(SuccessStory, story_id)
    if field in TEXTS:
        setattr(story, field, text.strip())
    elif field in LIMITS:
        setattr(story, field, short_text(field, text))
    else:
        raise BadInputError(tr("A story has no field “{field}”.", field=field))


def set_permission(session: Session, story_id: int, permission: Permission) -> None:
    """How far the story may be told."""
    session.get_one(SuccessStory, story_id).permission = permission


def set_industry(session: Session, story_id: int, industry: str) -> None:
    """The industry of the story's customer, by key; another one takes the profile with it."""
    story = session.get_one(SuccessStory, story_id)
    found = _industry(session, industry)
    if found != story.industry_id:
        story.industry_id = found
        story.profile_key = ""


def set_profile(session: Session, story_id: int, profile: str) -> None:
    """The kind of key person whose story it is, by key within the industry."""
    session.get_one(SuccessStory, story_id).profile_key = profile


def set_sample(session: Session, story_id: int, sample: bool) -> None:
    """Whether firm and figures are invented."""
    session.get_one(SuccessStory, story_id).sample = sample


def set_answers(session: Session, story_id: int, challenges: Iterable[int]) -> None:
    """The challenges that the story answers."""
    wanted = list(dict.fromkeys(challenges))
    known = set(
        session.scalars(select(StoryChallenge.challenge_id).where(StoryChallenge.story_id == story_id))
    )
    session.execute(
        delete(StoryChallenge).where(
            StoryChallenge.story_id == story_id, StoryChallenge.challenge_id.not_in(wanted)
        )
    )
    new = [{"story_id": story_id, "challenge_id": one} for one in wanted if one not in known]
    if new:
        session.execute(insert(StoryChallenge), new)


def retire(session: Session, story_id: int, now: datetime) -> None:
    """Take a story off the shelf, into the trash."""
    session.get_one(SuccessStory, story_id).deleted_at = now


def tell(session: Session, story_id: int, opportunity_id: int, words: ToldWords) -> int:
    """The story was told in this opportunity. Raises BadInputError for one that may not be told outside."""
    story = session.get_one(SuccessStory, story_id)
    if story.permission is Permission.INTERNAL:
        raise BadInputError(tr("“{story}” is for us only; it may not be told outside.", story=story.title))
    told = StoryTold(
        story_id=story_id,
        opportunity_id=opportunity_id,
        person_id=words.person_id,
        told_on=words.on,
        reception=words.reception,
        received=words.received.strip(),
    )
    session.add(told)
    session.flush()
    return told.id


def change_told(session: Session, told_id: int, words: ToldWords) -> None:
    """To whom, when, and how it was received."""
    told = session.get_one(StoryTold, told_id)
    told.person_id = words.person_id
    told.told_on = words.on
    told.reception = words.reception
    told.received = words.received.strip()


def untell(session: Session, told_id: int) -> None:
    """The story was not told after all."""
    session.delete(session.get_one(StoryTold, told_id))


def _industry(session: Session, key: str) -> int | None:
    if not key:
        return None
    found = session.scalar(select(Industry.id).where(Industry.key == key))
    if found is None:
        raise BadInputError(tr("The library knows no industry “{key}”.", key=key))
    return found
