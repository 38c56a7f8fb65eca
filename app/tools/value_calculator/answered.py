"""Which challenge each benefit of a value case answers, and whether a story proves it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.library import Challenge, ChallengeHeard, StoryChallenge, SuccessStory
from app.models.opportunities import Stakeholder
from app.models.trash import living
from app.models.value import ValueCase, ValueLineChallenge
from app.models.vocabulary import HeardStatus, Permission

READS = frozenset({ValueLineChallenge, Challenge, ChallengeHeard, StoryChallenge, SuccessStory, Stakeholder})
_NAMED = (HeardStatus.RECOGNISED, HeardStatus.IMPORTANT)


@dataclass(frozen=True)
class Answer:
    """A benefit's challenge, and how many stories that may be told prove it."""

    challenge_id: int
    challenge: str
    stories: int


def answers(session: Session, case_ids: Collection[int]) -> dict[int, dict[str, Answer]]:
    """For each case, and each of its benefits that has one, the challenge; in one statement."""
    told = (
        living(
            select(func.count(SuccessStory.id))
            .join(StoryChallenge, StoryChallenge.story_id == SuccessStory.id)
            .where(
                StoryChallenge.challenge_id == Challenge.id, SuccessStory.permission != Permission.INTERNAL
            ),
            SuccessStory,
        )
        .correlate(Challenge)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ValueLineChallenge.case_id, ValueLineChallenge.line, Challenge.id, Challenge.text, told)
        .join(Challenge, Challenge.id == ValueLineChallenge.challenge_id)
        .where(ValueLineChallenge.case_id.in_(case_ids))
    )
    found: dict[int, dict[str, Answer]] = {case_id: {} for case_id in case_ids}
    for case_id, line, key, text, stories in rows:
        found[case_id][line] = Answer(key, text, stories)
    return found


def heard(session: Session, case_id: int) -> tuple[tuple[int, str], ...]:
    """The challenges that people of the case's opportunity recognised, the most important first."""
    importance = func.max(func.coalesce(ChallengeHeard.importance, 0))
    rows = session.execute(
        select(Challenge.id, Challenge.text)
        .join(ChallengeHeard, ChallengeHeard.challenge_id == Challenge.id)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .join(ValueCase, ValueCase.opportunity_id == Stakeholder.opportunity_id)
        .where(ValueCase.id == case_id, ChallengeHeard.status.in_(_NAMED))
        .group_by(Challenge.id)
        .order_by(importance.desc(), Challenge.text)
    )
    return tuple((int(key), str(text)) for key, text in rows)
