"""What the marked challenges open: benefits, what we can do about them, and the stories that prove it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from app.models.library import (
    Benefit,
    Capability,
    ChallengeBenefit,
    ChallengeCapability,
    StoryChallenge,
    SuccessStory,
)
from app.models.trash import living
from app.models.vocabulary import Audience, Permission
from app.tools.challenge_menu.queries import ChallengeRow
from app.tools.challenge_menu.rules import Marked, Opened, bundle


@dataclass(frozen=True)
class Proof:
    """A success story that answers marked challenges."""

    id: int
    title: str
    customer: str
    impact: str
    permission: Permission
    answers: tuple[str, ...]
    sample: bool = False  # firm and figures are invented


@dataclass(frozen=True)
class Opening:
    """What the marked challenges open: benefits, what we can do, and the stories that prove it."""

    benefits: tuple[Opened, ...] = ()
    capabilities: tuple[Opened, ...] = ()
    stories: tuple[Proof, ...] = ()
    unproved: tuple[str, ...] = ()  # important ones without a story


def opening(
    session: Session, rows: Iterable[ChallengeRow], audience: Audience = Audience.INTERNAL
) -> Opening:
    """What the named ones among `rows` open and who can tell that it was kept."""
    marked = {row.id: Marked(row.id, row.text, row.importance) for row in rows if row.named}
    if not marked:
        return Opening()
    links = session.execute(union_all(_benefits(marked), _capabilities(marked))).all()
    stories = _stories(session, marked, audience)
    told = {text for story in stories for text in story.answers}
    return Opening(
        bundle(
            marked.values(), [(one, other, text) for kind, one, other, text in links if kind == "benefit"]
        ),
        bundle(
            marked.values(), [(one, other, text) for kind, one, other, text in links if kind == "capability"]
        ),
        stories,
        tuple(one.text for one in marked.values() if one.importance and one.text not in told),
    )


def _stories(session: Session, marked: dict[int, Marked], audience: Audience) -> tuple[Proof, ...]:
    """The stories that answer marked challenges, those that answer the weightiest first, and samples last.

    A customer hears nothing that is internal, and no name where only an anonymous story is allowed.
    """
    statement = living(
        select(
            SuccessStory.id,
            SuccessStory.title,
            SuccessStory.customer,
            SuccessStory.anonymous_as,
            SuccessStory.impact,
            SuccessStory.permission,
            SuccessStory.sample,
            StoryChallenge.challenge_id,
        )
        .join(StoryChallenge, StoryChallenge.story_id == SuccessStory.id)
        .where(StoryChallenge.challenge_id.in_(marked)),
        SuccessStory,
    )
    if audience is Audience.CUSTOMER:
        statement = statement.where(SuccessStory.permission != Permission.INTERNAL)
    found: dict[int, tuple[Proof, int]] = {}
    for row in session.execute(statement):
        story_id, title, customer, anonymous, impact, permission, sample, challenge_id = row
        challenge = marked[challenge_id]
        hidden = audience is Audience.CUSTOMER and permission is not Permission.NAMED
        before = found[story_id][0].answers if story_id in found else ()
        weight = found[story_id][1] if story_id in found else 0
        proof = Proof(
            story_id,
            title,
            anonymous if hidden else customer,
            impact,
            permission,
            (*before, challenge.text),
            sample,
        )
        found[story_id] = (proof, weight + challenge.weight)
    ordered = sorted(found.values(), key=lambda one: (one[0].sample, -one[1], one[0].title))
    return tuple(proof for proof, _ in ordered)


def _benefits(challenges: Iterable[int]) -> Select[str, int, int, str]:
    return (
        select(literal("benefit"), ChallengeBenefit.challenge_id, Benefit.id, Benefit.text)
        .join(Benefit, Benefit.id == ChallengeBenefit.benefit_id)
        .where(ChallengeBenefit.challenge_id.in_(challenges))
    )


def _capabilities(challenges: Iterable[int]) -> Select[str, int, int, str]:
    return (
        select(literal("capability"), ChallengeCapability.challenge_id, Capability.id, Capability.text)
        .join(Capability, Capability.id == ChallengeCapability.capability_id)
        .where(ChallengeCapability.challenge_id.in_(challenges))
    )
