"""The library as whoever maintains it sees it: every challenge with its counts, and what hangs on one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models.library import (
    Benefit,
    Capability,
    Challenge,
    ChallengeBenefit,
    ChallengeCapability,
    ChallengeHeard,
    Industry,
    Profile,
    StoryChallenge,
    SuccessStory,
)
from app.models.opportunities import Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.tools.challenge_menu.rules import NAMED


@dataclass(frozen=True)
class LibraryRow:
    """A challenge of the library. `count` is how many persons named it, before this workspace and here."""

    id: int
    text: str
    ask: str
    industry: str  # key
    industry_name: str
    profile_id: int
    profile: str
    own: bool
    retired: bool
    count: int
    benefits: int
    capabilities: int
    stories: int


@dataclass(frozen=True)
class Linked:
    """What a challenge opens and what answers it, as (id, text)."""

    benefits: tuple[tuple[int, str], ...]
    capabilities: tuple[tuple[int, str], ...]
    stories: tuple[str, ...]


def rows(session: Session) -> tuple[LibraryRow, ...]:
    """Every challenge that was not merged into another one, the most often heard first."""
    here = heard_here(session)
    benefits = _counts(session, ChallengeBenefit)
    capabilities = _counts(session, ChallengeCapability)
    stories = _numbers(
        session,
        living(
            select(StoryChallenge.challenge_id, func.count())
            .join(SuccessStory, SuccessStory.id == StoryChallenge.story_id)
            .group_by(StoryChallenge.challenge_id),
            SuccessStory,
        ),
    )
    found = session.execute(
        select(
            Challenge.id,
            Challenge.text,
            Challenge.ask,
            Industry.key,
            Industry.name,
            Profile.id,
            Profile.name,
            Challenge.own,
            Challenge.retired,
            Challenge.heard_before,
        )
        .join(Profile, Profile.id == Challenge.profile_id)
        .join(Industry, Industry.id == Profile.industry_id)
        .where(Challenge.merged_into_id.is_(None))
    )
    listed = (
        LibraryRow(
            *row[:9],
            count=row[9] + here.get(row[0], 0),
            benefits=benefits.get(row[0], 0),
            capabilities=capabilities.get(row[0], 0),
            stories=stories.get(row[0], 0),
        )
        for row in found
    )
    return tuple(sorted(listed, key=lambda row: (-row.count, row.text)))


def linked(session: Session, challenge_id: int) -> Linked:
    """What hangs on one challenge."""
    benefits = session.execute(
        select(Benefit.id, Benefit.text)
        .join(ChallengeBenefit, ChallengeBenefit.benefit_id == Benefit.id)
        .where(ChallengeBenefit.challenge_id == challenge_id)
        .order_by(ChallengeBenefit.id)
    )
    capabilities = session.execute(
        select(Capability.id, Capability.text)
        .join(ChallengeCapability, ChallengeCapability.capability_id == Capability.id)
        .where(ChallengeCapability.challenge_id == challenge_id)
        .order_by(ChallengeCapability.id)
    )
    stories = session.scalars(
        living(
            select(SuccessStory.title)
            .join(StoryChallenge, StoryChallenge.story_id == SuccessStory.id)
            .where(StoryChallenge.challenge_id == challenge_id)
            .order_by(SuccessStory.title),
            SuccessStory,
        )
    )
    return Linked(
        tuple((row.id, row.text) for row in benefits),
        tuple((row.id, row.text) for row in capabilities),
        tuple(stories),
    )


def all_benefits(session: Session) -> tuple[tuple[int, str], ...]:
    """Every benefit of the library, by its text."""
    return tuple(
        (row.id, row.text) for row in session.execute(select(Benefit).order_by(Benefit.text)).scalars()
    )


def all_capabilities(session: Session) -> tuple[tuple[int, str], ...]:
    """Every capability of the library, by its text."""
    found = session.execute(select(Capability).order_by(Capability.text)).scalars()
    return tuple((row.id, row.text) for row in found)


def heard_here(session: Session) -> dict[int, int]:
    """How many persons of this workspace named each challenge; each counts once, whatever the deals."""
    return _numbers(
        session,
        living(
            select(ChallengeHeard.challenge_id, func.count(func.distinct(Stakeholder.person_id)))
            .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(ChallengeHeard.status.in_(NAMED))
            .group_by(ChallengeHeard.challenge_id),
            Person,
        ),
    )


def _counts(session: Session, link: type[ChallengeBenefit] | type[ChallengeCapability]) -> Mapping[int, int]:
    return _numbers(session, select(link.challenge_id, func.count()).group_by(link.challenge_id))


def _numbers(session: Session, statement: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
