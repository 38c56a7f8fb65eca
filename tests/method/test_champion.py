"""The four criteria of a champion."""

from dataclasses import replace

import pytest

from app.method.champion import ChampionStatus, Criterion, Profile, champion_status, proposed, unmet
from app.models.vocabulary import Receptivity

CHAMPION = Profile(
    personal_goal="Run 300 days without an unplanned stop",
    drives_change=True,
    influence=4,
    mode=Receptivity.TROUBLE,
    relationship=1,
)


@pytest.mark.parametrize(
    ("profile", "criterion", "expected"),
    [
        (CHAMPION, Criterion.GOAL, True),
        (replace(CHAMPION, personal_goal=" "), Criterion.GOAL, None),
        (replace(CHAMPION, drives_change=None), Criterion.GOAL, None),
        (replace(CHAMPION, drives_change=False), Criterion.GOAL, False),
        (replace(CHAMPION, personal_goal="", drives_change=False), Criterion.GOAL, False),
        (CHAMPION, Criterion.INFLUENCE, True),
        (replace(CHAMPION, influence=3), Criterion.INFLUENCE, False),
        (replace(CHAMPION, influence=None), Criterion.INFLUENCE, None),
        (replace(CHAMPION, mode=Receptivity.GROWTH), Criterion.RECEPTIVITY, True),
        (replace(CHAMPION, mode=Receptivity.INDIFFERENT), Criterion.RECEPTIVITY, False),
        (replace(CHAMPION, mode=Receptivity.OVERCONFIDENT), Criterion.RECEPTIVITY, False),
        (replace(CHAMPION, mode=Receptivity.UNKNOWN), Criterion.RECEPTIVITY, None),
        (replace(CHAMPION, relationship=2), Criterion.RELATIONSHIP, True),
        (replace(CHAMPION, relationship=0), Criterion.RELATIONSHIP, False),
        (replace(CHAMPION, relationship=None), Criterion.RELATIONSHIP, None),
    ],
)
def test_proposed(profile: Profile, criterion: Criterion, expected: bool | None) -> None:
    assert proposed(profile)[criterion] is expected


@pytest.mark.parametrize(
    ("profile", "expected", "missing"),
    [
        (CHAMPION, ChampionStatus.QUALIFIED, ()),
        (replace(CHAMPION, influence=None), ChampionStatus.UNTESTED, (Criterion.INFLUENCE,)),
        (
            replace(CHAMPION, influence=None, relationship=-1),
            ChampionStatus.UNFIT,
            (Criterion.INFLUENCE, Criterion.RELATIONSHIP),
        ),
        (Profile(), ChampionStatus.UNTESTED, tuple(Criterion)),
    ],
)
def test_the_weakest_link_counts(
    profile: Profile, expected: ChampionStatus, missing: tuple[Criterion, ...]
) -> None:
    assert champion_status(profile) is expected
    assert unmet(proposed(profile)) == missing
