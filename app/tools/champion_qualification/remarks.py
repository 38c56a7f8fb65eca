"""What the champion test means for the deal, in sentences: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import plural, tr
from app.models.vocabulary import Criterion, DecisionRole
from app.tools.champion_qualification.rows import Board, Candidate
from app.tools.champion_qualification.rules import Cover


class Lead(StrEnum):
    """Where a remark leads."""

    NOWHERE = ""
    PERSON = "person"  # to the worksheet of the person
    ROLES = "roles"  # to the roles in the person form


@dataclass(frozen=True)
class Remark:
    """A sentence about the deal; a warning is something to do about, the rest is something to know."""

    text: str
    warning: bool = False
    lead: Lead = Lead.NOWHERE
    person: int = 0


def verdict(board: Board) -> str:
    """The headline."""
    names = _names(board.qualified)
    return {
        Cover.NOBODY: tr("Nobody to test yet"),
        Cover.UNTESTED: tr("Nobody has been tested yet"),
        Cover.NONE: tr("No champion yet"),
        Cover.SINGLE: tr("One champion: {name}", name=names),
        Cover.SEVERAL: plural(
            "{n} champion: {names}", "{n} champions: {names}", len(board.qualified), names=names
        ),
    }[board.cover]


def remarks(board: Board) -> tuple[Remark, ...]:
    """What follows from it, the most pressing first."""
    return (*_cover(board), *_old(board), *_by_role(board), *_without_role(board), *_nearest(board))


def _cover(board: Board) -> Iterable[Remark]:
    if board.cover is Cover.SINGLE:
        one = board.qualified[0]
        yield Remark(
            tr(
                "The deal hangs on {name} alone. One new job, one long holiday, and nobody speaks for you.",
                name=one.name,
            ),
            warning=True,
        )
    elif board.cover is Cover.NONE:
        yield Remark(
            tr(
                "Nobody meets all four criteria. Between your visits the deal moves only as far as others want it to."
            ),
            warning=True,
        )
    elif board.cover is Cover.UNTESTED:
        yield Remark(
            tr(
                "Not one answer is known of anybody. Begin with the person who last did something for you unasked."
            ),
            warning=True,
        )
    elif board.cover is Cover.SEVERAL:
        yield Remark(
            tr("Make sure that they know of each other and say the same of the goal, the value and the date.")
        )


def _old(board: Board) -> Iterable[Remark]:
    for one in board.qualified:
        old = one.sheet.to_retest(board.today, board.ageing)
        if old:
            yield Remark(
                tr(
                    "{name}: test again, {criteria}. The evidence is too old to build on.",
                    name=one.name,
                    criteria=_labels(old),
                ),
                warning=True,
                lead=Lead.PERSON,
                person=one.id,
            )


def _by_role(board: Board) -> Iterable[Remark]:
    """Called champion, and none by the test."""
    for one in board.candidates:
        if DecisionRole.CHAMPION in one.roles and not one.sheet.qualified:
            yield Remark(
                tr(
                    "{name} has the role of champion, and the test does not bear it out: {lacks}.",
                    name=one.name,
                    lacks=_labels(one.sheet.unmet),
                ),
                warning=True,
                lead=Lead.PERSON,
                person=one.id,
            )


def _without_role(board: Board) -> Iterable[Remark]:
    for one in board.qualified:
        if DecisionRole.CHAMPION not in one.roles:
            yield Remark(
                tr("{name} meets all four and is not marked as a champion.", name=one.name),
                lead=Lead.ROLES,
                person=one.id,
            )


def _nearest(board: Board) -> Iterable[Remark]:
    """Who comes next: the best ranked who is not qualified and has a yes at all."""
    for one in board.candidates:
        if not one.sheet.qualified and any(one.sheet.answers.values()):
            lacks = one.sheet.unmet
            yield Remark(
                plural(
                    "Next: {name}, one criterion short: {lacks}.",
                    "Next: {name}, {n} criteria short: {lacks}.",
                    len(lacks),
                    name=one.name,
                    lacks=_labels(lacks),
                ),
                lead=Lead.PERSON,
                person=one.id,
            )
            return


def _names(people: Sequence[Candidate]) -> str:
    return ", ".join(one.name for one in people)


def _labels(criteria: Sequence[Criterion]) -> str:
    return ", ".join(one.label.lower() for one in criteria)
