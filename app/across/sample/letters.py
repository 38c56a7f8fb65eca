"""The letters of the sample: one that was sent, with its facts traced, and one that waits to be sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.across.sample.content import LetterPart as Written
from app.across.sample.words import Calendar
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.library import Challenge, ChallengeHeard, StoryTold, SuccessStory
from app.models.opportunities import Opportunity, Stakeholder
from app.tools.champion_letter.actions import draft_letter
from app.tools.champion_letter.material import Occasion
from app.tools.champion_letter.templates import usual_manner

_WORD = re.compile(r"\w+")
WRITTEN_AT = time(16, 40)


@dataclass(frozen=True)
class Post:
    """Where a letter belongs."""

    opportunity_id: int
    meeting_id: int | None
    reader_id: int


def write_letter(session: Session, post: Post, part: Written, calendar: Calendar) -> int:
    """A letter as it stands in the sample; one without texts is drafted from what the workspace knows."""
    at = datetime.combine(calendar.on(part.on), WRITTEN_AT)
    if not part.thanks:
        occasion = Occasion(post.opportunity_id, post.meeting_id, post.reader_id)
        return draft_letter(session, occasion, usual_manner(), part.sender, at)
    letter = ChampionLetter(
        opportunity_id=post.opportunity_id,
        meeting_id=post.meeting_id,
        recipient_id=post.reader_id,
        subject=part.subject,
        drafted_at=at,
        sender=part.sender,
        sent_on=calendar.day(part.sent),
        answer=part.answer,
        answered_on=calendar.day(part.answered),
        answer_text=calendar.say(part.answer_text),
    )
    session.add(letter)
    session.flush()
    texts = {
        "thanks": part.thanks,
        "goals": part.goals,
        "challenges": part.challenges,
        "vision": part.vision,
        "next_steps": part.next_steps,
    }
    said = {key: calendar.say(text).strip() for key, text in texts.items()}
    session.add_all(LetterPart(letter_id=letter.id, key=key, text=text) for key, text in said.items())
    session.add_all(
        LetterFact(letter_id=letter.id, part=key, label=label, text=text, source_table=table, source_uid=uid)
        for key, label, text, table, uid in _facts(session, post)
        if text and _words(text) in _words(said[key])
    )
    return letter.id


def _facts(session: Session, post: Post) -> Iterator[tuple[str, str, str, str, str]]:
    """What such a letter may quote: part, label, text, and the row that it comes from."""
    deal = session.get_one(Opportunity, post.opportunity_id)
    yield "vision", "vision", deal.solution_vision, "opportunity", deal.uid
    reader = session.scalars(
        select(Stakeholder).where(
            Stakeholder.opportunity_id == deal.id, Stakeholder.person_id == post.reader_id
        )
    ).one()
    yield "goals", "goal", reader.business_goal, "stakeholder", reader.uid
    heard = session.execute(
        select(ChallengeHeard, Challenge.text)
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .where(ChallengeHeard.stakeholder_id == reader.id)
        .order_by(ChallengeHeard.position)
    )
    for row, text in heard:
        yield "challenges", "challenge", text, "challenge_heard", row.uid
        yield "challenges", "reasons", row.reasons, "challenge_heard", row.uid
    stories = session.scalars(
        select(SuccessStory)
        .join(StoryTold, StoryTold.story_id == SuccessStory.id)
        .where(StoryTold.opportunity_id == deal.id)
    )
    for story in stories:
        yield "vision", "story_customer", story.customer, "success_story", story.uid
        yield "vision", "story_impact", story.impact, "success_story", story.uid


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
