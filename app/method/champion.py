"""What makes a champion: four criteria, proposed from the profile; unknown stays unknown, the weakest link counts.

`worksheet` is the one answer for all tools: what the profile proposes, and what somebody has marked by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from app.i18n import tr
from app.method.evidence import Ageing, Freshness, freshness, weakest
from app.method.receptivity import Levels, Marks, ModeOrigin, mode_in_force, mode_origin
from app.models.vocabulary import Aspect, Criterion, EvidenceClass, Receptivity

__all__ = [
    "Answers",
    "Backing",
    "ChampionStatus",
    "Check",
    "Criterion",
    "Profile",
    "Worksheet",
    "proposed",
    "ranking",
    "status",
    "unmet",
    "worksheet",
]

INFLUENCE_WANTED = 4  # of 5: knows the company and is listened to
RELATIONSHIP_WANTED = 1  # on -2..+2: shares goals, gives information, opens doors

Answers = Mapping[Criterion, bool | None]
_USUAL = Levels()
_NO, _UNKNOWN, _YES_BUT_OLD, _YES = 0, 1, 2, 3  # links of the chain; a yes gains the strength of its evidence


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


class Known(Protocol):
    """What is known of a stakeholder beside the ratings; the stored class fits."""

    @property
    def personal_goal(self) -> str: ...
    @property
    def drives_change(self) -> bool | None: ...
    @property
    def goal_class(self) -> EvidenceClass: ...
    @property
    def goal_on(self) -> date | None: ...
    @property
    def stated_mode(self) -> Receptivity | None: ...
    @property
    def override_mode(self) -> Receptivity | None: ...
    @property
    def override_reason(self) -> str: ...


class Rated(Protocol):
    """A rating in force; a value of None is Unknown."""

    @property
    def value(self) -> float | None: ...
    @property
    def rated_on(self) -> date: ...
    @property
    def evidence(self) -> str: ...
    @property
    def evidence_class(self) -> EvidenceClass: ...


class ByHand(Protocol):
    """A criterion answered by hand. With a reason it overrules the profile; without, it found the same."""

    @property
    def verdict(self) -> bool | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def evidence_class(self) -> EvidenceClass: ...
    @property
    def marked_on(self) -> date: ...


@dataclass(frozen=True)
class Backing:
    """What an answer rests on: the words, how well they are known, since when."""

    text: str = ""
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED
    on: date | None = None


@dataclass(frozen=True)
class Check:
    """One criterion of one person: what the profile proposes, what was marked by hand, and what counts."""

    criterion: Criterion
    proposed: bool | None
    grounds: Backing = field(default_factory=Backing)  # of the proposal
    mark: ByHand | None = None

    @property
    def overruled(self) -> bool:
        """Whether a mark says otherwise than the profile, for a reason."""
        return self.mark is not None and bool(self.mark.reason) and self.mark.verdict is not self.proposed

    @property
    def lapsed(self) -> bool:
        """Whether a test once found what the profile no longer says; such a mark is set aside."""
        return self.mark is not None and not self.mark.reason and self.mark.verdict is not self.proposed

    @property
    def verdict(self) -> bool | None:
        """The answer that counts; None is Unknown."""
        return self.mark.verdict if self.mark is not None and self.overruled else self.proposed

    @property
    def backing(self) -> Backing:
        """What the answer rests on: a mark that counts, unless the profile has learnt the same later."""
        mark, known = self.mark, self.grounds
        if mark is None or self.lapsed:
            return known
        if not self.overruled and known.on is not None and known.on > mark.marked_on:
            return known
        return Backing(mark.evidence or mark.reason, mark.evidence_class, mark.marked_on)

    def freshness(self, today: date, ageing: Ageing) -> Freshness:
        """How old the evidence is."""
        return freshness(self.backing.on, today, ageing.fading, ageing.old)

    def asks_again(self, today: date, ageing: Ageing) -> bool:
        """Whether there is an answer, yes or no, that was found too long ago to be relied on."""
        return self.verdict is not None and self.freshness(today, ageing) is Freshness.OLD

    def link(self, today: date, ageing: Ageing) -> int:
        """How much this link of the chain holds: a no nothing, a yes more the better it is known."""
        if self.verdict is None:
            return _UNKNOWN
        if not self.verdict:
            return _NO
        if self.asks_again(today, ageing):
            return _YES_BUT_OLD
        return _YES + self.backing.evidence_class.strength


@dataclass(frozen=True)
class Worksheet:
    """The four checks of one person, in the order in which they are asked."""

    checks: tuple[Check, ...]

    @cached_property
    def answers(self) -> Answers:
        """What counts, by criterion."""
        return {check.criterion: check.verdict for check in self.checks}

    @property
    def status(self) -> ChampionStatus:
        """Whether this is a champion."""
        return status(self.answers)

    @property
    def qualified(self) -> bool:
        """Whether all four hold."""
        return self.status is ChampionStatus.QUALIFIED

    @property
    def unmet(self) -> tuple[Criterion, ...]:
        """The criteria that do not hold, failing or unknown."""
        return unmet(self.answers)

    @property
    def looked_at(self) -> bool:
        """Whether any of the four has an answer, or was marked by hand."""
        return any(check.verdict is not None or check.mark is not None for check in self.checks)

    @property
    def evidence_class(self) -> EvidenceClass:
        """What the chain of evidence behind the answers is worth: its weakest piece."""
        classes = [check.backing.evidence_class for check in self.checks if check.verdict is not None]
        return weakest(classes) or EvidenceClass.ASSUMED

    @property
    def oldest(self) -> date | None:
        """The day of the oldest dated answer."""
        days = [check.backing.on for check in self.checks if check.verdict is not None and check.backing.on]
        return min(days, default=None)

    def check(self, criterion: Criterion) -> Check:
        """The check of one criterion."""
        return next(one for one in self.checks if one.criterion is criterion)

    def to_retest(self, today: date, ageing: Ageing) -> tuple[Criterion, ...]:
        """The criteria whose answer is too old to be relied on."""
        return tuple(check.criterion for check in self.checks if check.asks_again(today, ageing))


def worksheet(
    known: Known,
    ratings: Mapping[Aspect, Rated],
    marks: Mapping[Criterion, ByHand],
    levels: Levels = _USUAL,
) -> Worksheet:
    """The champion test of one person; `levels` divide the modes of receptivity."""
    answers = proposed(_profile(known, ratings, levels))
    grounds = _grounds(known, ratings)
    return Worksheet(
        tuple(Check(one, answers[one], grounds[one], marks.get(one)) for one in Criterion),
    )


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


def ranking(sheet: Worksheet, today: date, ageing: Ageing) -> tuple[bool, Sequence[int]]:
    """A key to sort by, the nearest to a champion first.

    The weakest of the four links is compared first, then the next weakest: a strong one never makes up for a
    weak one. Who has no yes at all stands behind everybody who has one.
    """
    links = sorted(check.link(today, ageing) for check in sheet.checks)
    return links[-1] <= _UNKNOWN, tuple(-link for link in links)


def _profile(known: Known, ratings: Mapping[Aspect, Rated], levels: Levels) -> Profile:
    return Profile(
        personal_goal=known.personal_goal,
        drives_change=known.drives_change,
        influence=_value(ratings, Aspect.INFLUENCE),
        mode=mode_in_force(
            _marks(ratings), known.stated_mode, known.override_mode, levels.tolerance, levels.acceptable
        ),
        relationship=_value(ratings, Aspect.RELATIONSHIP),
    )


def _grounds(known: Known, ratings: Mapping[Aspect, Rated]) -> Mapping[Criterion, Backing]:
    return {
        Criterion.GOAL: Backing(known.personal_goal, known.goal_class, known.goal_on),
        Criterion.INFLUENCE: _of_ratings(ratings, Aspect.INFLUENCE),
        Criterion.RECEPTIVITY: _of_mode(known, ratings),
        Criterion.RELATIONSHIP: _of_ratings(ratings, Aspect.RELATIONSHIP),
    }


def _of_mode(known: Known, ratings: Mapping[Aspect, Rated]) -> Backing:
    """Two marks are worth their weaker and older one; a mode that was only stated or overruled has no date."""
    origin = mode_origin(_marks(ratings), known.stated_mode, known.override_mode)
    if origin is ModeOrigin.MARKS:
        return _of_ratings(ratings, Aspect.WISHED, Aspect.PERCEIVED)
    return Backing(known.override_reason if origin is ModeOrigin.OVERRIDE else "")


def _of_ratings(ratings: Mapping[Aspect, Rated], *aspects: Aspect) -> Backing:
    given = [ratings[one] for one in aspects if one in ratings and ratings[one].value is not None]
    return Backing(
        " ".join(dict.fromkeys(one.evidence for one in given if one.evidence)),
        weakest(one.evidence_class for one in given) or EvidenceClass.ASSUMED,
        min((one.rated_on for one in given), default=None),
    )


def _marks(ratings: Mapping[Aspect, Rated]) -> Marks:
    return Marks(_value(ratings, Aspect.WISHED), _value(ratings, Aspect.PERCEIVED))


def _value(ratings: Mapping[Aspect, Rated], aspect: Aspect) -> float | None:
    return ratings[aspect].value if aspect in ratings else None


def _goal(profile: Profile) -> bool | None:
    """Driving the change without a goal of one's own is not known yet to be a goal; not driving it is a no."""
    if profile.drives_change is False:
        return False
    if not profile.personal_goal.strip() or profile.drives_change is None:
        return None
    return True


def _at_least(value: float | None, wanted: int) -> bool | None:
    return None if value is None else value >= wanted
