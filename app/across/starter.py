"""Fills a workspace from the challenge libraries of `data/`; what is there already stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.method.library_pack import Library, load_libraries
from app.models.base import Entity
from app.models.library import (
    Benefit,
    Capability,
    Challenge,
    ChallengeBenefit,
    ChallengeCapability,
    Industry,
    Profile,
    PropositionBenefit,
    StoryChallenge,
    SuccessStory,
    ValueProposition,
)


def fill_library(session: Session, language: str = "en") -> int:
    """Add what the library tables do not hold yet; the answer is the number of new challenges.

    May be called again when a later version brings more: rows are known by their keys, so counts,
    wordings and retirements of the user stay.
    """
    return sum(add_library(session, library) for library in load_libraries(language))


def missing(session: Session, language: str = "en") -> tuple[str, ...]:
    """The names of the supplied industries of which this workspace lacks something.

    What the user retired or threw away is known by its key and not missing.
    """
    known = _ids(session, SuccessStory).keys() | _ids(session, ValueProposition).keys()
    industries = _ids(session, Industry)
    profiles = {(row[0], row[1]) for row in session.execute(select(Profile.industry_id, Profile.key))}
    return tuple(
        library.industry.name
        for library in load_libraries(language)
        if not {library.key(one.key) for one in library.stories} <= known
        or not {library.key(one.key) for one in library.propositions} <= known
        or any((industries.get(library.industry.key), one.key) not in profiles for one in library.profiles)
    )


def add_library(session: Session, library: Library) -> int:
    """One industry with all that belongs to it; the answer is the number of new challenges."""
    session.flush()
    (industry,) = _add(
        session, Industry, [{"key": library.industry.key, "name": library.industry.name}]
    ).values()
    profiles = _add_profiles(session, industry, library)
    benefits = _add(session, Benefit, [{"key": library.key(b.key), "text": b.text} for b in library.benefits])
    capabilities = _add(
        session, Capability, [{"key": library.key(c.key), "text": c.text} for c in library.capabilities]
    )
    known = _ids(session, Challenge)
    challenges = _add(
        session,
        Challenge,
        [
            {
                "key": library.key(challenge.key),
                "profile_id": profiles[challenge.profile],
                "text": challenge.text,
                "ask": challenge.ask,
                "heard_before": challenge.heard,
            }
            for challenge in library.challenges
        ],
    )
    new = [challenge for challenge in library.challenges if library.key(challenge.key) not in known]
    _link(
        session,
        ChallengeBenefit,
        (
            {"challenge_id": challenges[library.key(c.key)], "benefit_id": benefits[library.key(b)]}
            for c in new
            for b in c.benefits
        ),
    )
    _link(
        session,
        ChallengeCapability,
        (
            {"challenge_id": challenges[library.key(c.key)], "capability_id": capabilities[library.key(a)]}
            for c in new
            for a in c.capabilities
        ),
    )
    _add_propositions(session, library, profiles, benefits)
    _add_stories(session, industry, library, challenges)
    return len(new)


def _add_profiles(session: Session, industry: int, library: Library) -> dict[str, int]:
    """The ids of the industry's profiles by their keys, which are unique only within the industry."""

    def ids() -> dict[str, int]:
        rows = session.execute(select(Profile.key, Profile.id).where(Profile.industry_id == industry))
        return {row[0]: row[1] for row in rows}

    known = ids()
    _link(
        session,
        Profile,
        (
            {"industry_id": industry, "key": p.key, "name": p.name, "titles": "\n".join(p.titles)}
            for p in library.profiles
            if p.key not in known
        ),
    )
    return ids()


def _add_propositions(
    session: Session, library: Library, profiles: Mapping[str, int], benefits: Mapping[str, int]
) -> None:
    known = _ids(session, ValueProposition)
    propositions = _add(
        session,
        ValueProposition,
        [
            {
                "key": library.key(promise.key),
                "profile_id": profiles[promise.profile],
                "goal": promise.goal,
                "solution": promise.solution,
                "compared_with": promise.compared_with,
                "model": promise.model,
            }
            for promise in library.propositions
        ],
    )
    _link(
        session,
        PropositionBenefit,
        (
            {
                "proposition_id": propositions[library.key(promise.key)],
                "benefit_id": benefits[library.key(benefit)],
                "position": position,
            }
            for promise in library.propositions
            if library.key(promise.key) not in known
            for position, benefit in enumerate(promise.benefits, 1)
        ),
    )


def _add_stories(session: Session, industry: int, library: Library, challenges: Mapping[str, int]) -> None:
    known = _ids(session, SuccessStory)
    stories = _add(
        session,
        SuccessStory,
        [
            {
                "key": library.key(story.key),
                "title": story.title,
                "customer": story.customer,
                "anonymous_as": story.anonymous_as,
                "industry_id": industry,
                "profile_key": story.profile,
                "region": story.region,
                "business_line": story.business_line,
                "challenge": story.challenge,
                "solution": story.solution,
                "impact": story.impact,
                "ask": story.ask,
                "permission": story.permission,
                "sample": story.sample,
            }
            for story in library.stories
        ],
    )
    merged = session.execute(
        select(Challenge.id, Challenge.merged_into_id).where(Challenge.merged_into_id.is_not(None))
    )
    successors = {row[0]: row[1] for row in merged}  # what the user made one of is answered as that one
    answers = {
        (stories[library.key(story.key)], successors.get(challenge, challenge))
        for story in library.stories
        if library.key(story.key) not in known
        for challenge in (challenges[library.key(key)] for key in story.challenges)
    }
    _link(
        session,
        StoryChallenge,
        ({"story_id": story, "challenge_id": challenge} for story, challenge in sorted(answers)),
    )


def _add(session: Session, entity: type[Any], rows: Sequence[dict[str, object]]) -> dict[str, int]:
    """Insert the rows whose key is new; the ids of all of them by key."""
    known = _ids(session, entity)
    _link(session, entity, (row for row in rows if row["key"] not in known))
    ids = _ids(session, entity)
    return {str(row["key"]): ids[str(row["key"])] for row in rows}


def _link(session: Session, entity: type[Entity], rows: Iterable[dict[str, object]]) -> None:
    new = list(rows)
    if new:
        session.execute(insert(entity), new)


def _ids(session: Session, entity: type[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in session.execute(select(entity.key, entity.id))}
