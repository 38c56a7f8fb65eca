"""What makes a champion: four criteria, proposed from the profile; unknown stays unknown, the weakest link counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import tr
from app.models.vocabulary import Receptivity

INFLUENCE_WANTED = 4  # of 5: knows the company and is listened to
RELATIONSHIP_WANTED = 1  # on -2..+2: shares goals, gives information, opens doors

Answers = Mapping["Criterion", bool | None]


class Criterion(StrEnum):
    """The four criteria, in the order in which they are asked."""

    GOAL = "goal"
    INFLUENCE = "influence"
    RECEPTIVITY = "receptivity"
    RELATIONSHIP = "relationship"

    @property
    def label(self) -> str:
        """The criterion as the user reads it."""
        return {
            Criterion.GOAL: tr("Personal goal"),
            Criterion.INFLUENCE: tr("Influence"),
            Criterion.RECEPTIVITY: tr("Receptivity"),
            Criterion.RELATIONSHIP: tr("Relationship"),
        }[self]


class ChampionStatus(StrEnum):
    """What four answers add up to."""

    QUALIFIED = "qualified"  # all four hold
    UNTESTED = "untested"  # none fails, but something is not known
    UNFIT = "unfit"  # at least one fails

    @property
    def label(self) -> str:
        """The status as the user reads it."""
        return {
            ChampionStatus.QUALIFIED: tr("Qualified champion"),
            ChampionStatus.UNTESTED: tr("Not tested yet"),
            ChampionStatus.UNFIT: tr("Not a champion yet"),
        }[self]


@dataclass(frozen=True)
class Profile:
    """What the person form knows of somebody, as far as it makes a champion."""

    personal_goal: str = ""
    drives_change: bool | None = None
    influence: float | None = None  # 1..5
    mode: Receptivity = Receptivity.UNKNOWN
    relationship: float | None = None  # -2..+2


def proposed(profile: Profile) -> Answers:
    """Each criterion as the profile answers it; None where the profile does not say."""
    return {
        Criterion.GOAL: _goal(profile),
        Criterion.INFLUENCE: _at_least(profile.influence, INFLUENCE_WANTED),
        Criterion.RECEPTIVITY: None if profile.mode is Receptivity.UNKNOWN else profile.mode.open_to_change,
        Criterion.RELATIONSHIP: _at_least(profile.relationship, RELATIONSHIP_WANTED),
    }


def status(answers: Answers) -> ChampionStatus:
    """One failing criterion is enough to fail, one unknown enough not to know."""
    if any(answers[criterion] is False for criterion in Criterion):
        return ChampionStatus.UNFIT
    if any(answers[criterion] is None for criterion in Criterion):
        return ChampionStatus.UNTESTED
    return ChampionStatus.QUALIFIED


def unmet(answers: Answers) -> tuple[Criterion, ...]:
    """The criteria that do not hold, failing or unknown, in their order."""
    return tuple(criterion for criterion in Criterion if answers[criterion] is not True)


def champion_status(profile: Profile) -> ChampionStatus:
    """What the profile alone makes of somebody."""
    return status(proposed(profile))


def _goal(profile: Profile) -> bool | None:
    if profile.drives_change is False:
        return False
    if not profile.personal_goal.strip() or profile.drives_change is None:
        return None
    return True


def _at_least(value: float | None, wanted: int) -> bool | None:
    return None if value is None else value >= wanted
