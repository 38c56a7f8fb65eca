"""The story that proves a letter, as far as its permission lets it be told."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.library import ChallengeHeard, StoryChallenge, StoryTold, SuccessStory
from app.models.opportunities import Stakeholder
from app.models.told_names import may_be_told, told_name, told_text
from app.models.trash import living
from app.models.vocabulary import HeardStatus, Permission
from app.tools.champion_letter.drafting import Fact


def proof_facts(
    session: Session, opportunity_id: int, meeting_id: int | None, anonymous: str
) -> Iterator[Fact]:
    """The story that was told, else the one that answers most of what was heard; never an internal one."""
    story = _told(session, opportunity_id, meeting_id) or _fitting(session, opportunity_id)
    if story is not None:
        yield from story_facts(story, anonymous)


def story_facts(story: SuccessStory, anonymous: str) -> Iterator[Fact]:
    """The story as it may be told; nothing of an internal one."""
    if not may_be_told(story.permission):
        return
    name = story_name(story, anonymous)
    yield Fact("story_customer", name, "success_story", story.uid)
    for key in ("challenge", "solution", "impact"):
        text = told_text(getattr(story, key), story.permission, story.customer, name)
        yield Fact(f"story_{key}", text, "success_story", story.uid)


def story_name(story: SuccessStory, anonymous: str) -> str:
    """How the story's customer may be called."""
    return told_name(story.permission, story.customer, story.anonymous_as, anonymous)


def _told(session: Session, opportunity_id: int, meeting_id: int | None) -> SuccessStory | None:
    here = StoryTold.meeting_id == meeting_id
    return session.scalars(
        living(
            select(SuccessStory)
            .join(StoryTold, StoryTold.story_id == SuccessStory.id)
            .where(
                StoryTold.opportunity_id == opportunity_id,
                SuccessStory.permission != Permission.INTERNAL,
            )
            .order_by(here.desc(), StoryTold.told_on.desc(), StoryTold.id.desc()),
            SuccessStory,
        )
    ).first()


def _fitting(session: Session, opportunity_id: int) -> SuccessStory | None:
    """The story that answers most of the challenges heard; invented samples prove nothing to a customer."""
    return session.scalars(
        living(
            select(SuccessStory)
            .join(StoryChallenge, StoryChallenge.story_id == SuccessStory.id)
            .join(ChallengeHeard, ChallengeHeard.challenge_id == StoryChallenge.challenge_id)
            .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
            .where(
                Stakeholder.opportunity_id == opportunity_id,
                ChallengeHeard.status.in_((HeardStatus.IMPORTANT, HeardStatus.RECOGNISED)),
                SuccessStory.permission != Permission.INTERNAL,
                SuccessStory.sample.is_(False),
            )
            .group_by(SuccessStory.id)
            .order_by(func.sum(func.coalesce(ChallengeHeard.importance, 1)).desc(), SuccessStory.id),
            SuccessStory,
        )
    ).first()
