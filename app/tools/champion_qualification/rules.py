"""What the worksheets of all people say together, and what has to be done about each criterion: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.i18n import tr
from app.method.champion import INFLUENCE_WANTED, RELATIONSHIP_WANTED, ChampionStatus, Check, Worksheet
from app.method.champion_pack import CriterionPage
from app.method.evidence import Ageing
from app.models.vocabulary import Criterion, Receptivity


class Cover(StrEnum):
    """How the deal stands with champions."""

    NOBODY = "nobody"  # no person is known yet
    UNTESTED = "untested"  # of nobody is anything known
    NONE = "none"  # nobody is qualified
    SINGLE = "single"  # one, and everything hangs on him or her
    SEVERAL = "several"


class Need(StrEnum):
    """What a criterion asks us to do."""

    NOTHING = "nothing"
    FIND_OUT = "find_out"  # not known
    DEVELOP = "develop"  # does not hold
    TEST_AGAIN = "test_again"  # known, but too long ago


@dataclass(frozen=True)
class Facts:
    """The figures and words behind the proposal, as they are said to the user."""

    personal_goal: str = ""
    drives_change: bool | None = None
    influence: int | None = None
    mode: Receptivity = Receptivity.UNKNOWN
    relationship: int | None = None


@dataclass(frozen=True)
class Step:
    """What a criterion needs, and the moves that would give it; those in the plan already are marked."""

    criterion: Criterion
    need: Need
    why: str
    moves: tuple[tuple[str, bool], ...]  # what we do, whether it is planned


def cover(sheets: Sequence[Worksheet]) -> Cover:
    """How many champions there are: only four times yes counts."""
    if not sheets:
        return Cover.NOBODY
    qualified = sum(sheet.qualified for sheet in sheets)
    if qualified:
        return Cover.SINGLE if qualified == 1 else Cover.SEVERAL
    return Cover.NONE if any(sheet.looked_at for sheet in sheets) else Cover.UNTESTED


def need(check: Check, today: date, ageing: Ageing) -> Need:
    """What one criterion asks for; an old answer is asked for again before anything is built on it."""
    if check.verdict is None:
        return Need.FIND_OUT
    if check.asks_again(today, ageing):
        return Need.TEST_AGAIN
    return Need.NOTHING if check.verdict else Need.DEVELOP


def steps(
    sheet: Worksheet,
    facts: Facts,
    name: str,
    pages: dict[Criterion, CriterionPage],
    planned: Iterable[str],
    today: date,
    ageing: Ageing,
) -> tuple[Step, ...]:
    """What each criterion that does not hold, or not any more, needs; the weakest link first."""
    known = set(planned)
    found = []
    for check in sorted(sheet.checks, key=lambda one: one.link(today, ageing)):
        wanted = need(check, today, ageing)
        if wanted is not Need.NOTHING:
            page = pages[check.criterion]
            texts = (text.replace("{name}", name) for text in getattr(page, wanted.value))
            found.append(
                Step(
                    check.criterion,
                    wanted,
                    why(check, facts),
                    tuple((text, text in known) for text in texts),
                )
            )
    return tuple(found)


def why(check: Check, facts: Facts) -> str:
    """Why the criterion has the answer that counts, in one sentence."""
    if check.overruled and check.mark is not None:
        return check.mark.reason
    return proposal(check.criterion, facts)


def proposal(criterion: Criterion, facts: Facts) -> str:
    """What the profile says of a criterion, in one sentence."""
    return {
        Criterion.GOAL: _goal,
        Criterion.INFLUENCE: _influence,
        Criterion.RECEPTIVITY: _receptivity,
        Criterion.RELATIONSHIP: _relationship,
    }[criterion](facts)


def answer_word(verdict: bool | None) -> str:
    """Yes, no or unknown."""
    return {True: tr("Yes"), False: tr("No"), None: tr("Unknown")}[verdict]


def short_status(sheet: Worksheet) -> str:
    """The status in two or three words: qualified, or how many criteria are missing."""
    if sheet.status is ChampionStatus.QUALIFIED:
        return tr("Qualified")
    if not sheet.looked_at:
        return tr("Not looked at")
    return tr("{n} of 4 missing", n=len(sheet.unmet))


def weakest_link(sheet: Worksheet, today: date, ageing: Ageing) -> Criterion:
    """The criterion that the whole chain breaks at; the first of equals."""
    return min(sheet.checks, key=lambda one: one.link(today, ageing)).criterion


def _goal(facts: Facts) -> str:
    written = bool(facts.personal_goal.strip())
    if facts.drives_change is False:
        return tr("Does not drive the change.")
    if facts.drives_change is None:
        if not written:
            return tr("No personal goal is written down, and nobody knows who drives the change.")
        return tr("A goal is written down; whether it is pursued is not known.")
    return tr("Has a goal and drives the change.") if written else tr("Drives the change; why, is not known.")


def _influence(facts: Facts) -> str:
    if facts.influence is None:
        return tr("Influence is not rated.")
    return tr("Influence {value} of 5; {wanted} is needed.", value=facts.influence, wanted=INFLUENCE_WANTED)


def _receptivity(facts: Facts) -> str:
    if facts.mode is Receptivity.UNKNOWN:
        return tr("Wish and present are not known.")
    if facts.mode.open_to_change:
        return tr("{mode}: sees a gap that can be closed.", mode=facts.mode.label)
    return tr("{mode}: sees no gap, so there is nothing to sell into.", mode=facts.mode.label)


def _relationship(facts: Facts) -> str:
    if facts.relationship is None:
        return tr("Relationship is not rated.")
    value = f"{facts.relationship:+d}".replace("-", "−") if facts.relationship else "0"
    return tr("Relationship {value}; +{wanted} is needed.", value=value, wanted=RELATIONSHIP_WANTED)
