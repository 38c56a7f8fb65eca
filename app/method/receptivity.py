"""What two marks mean: a person's response mode to change, and the category a customer puts a supplier in.

All marks run 0..10; None is Unknown, which is a value of its own and never the middle of the scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Level, Receptivity, SupplierCategory

TOLERANCE = 0.5  # how far wish and present may lie apart and still be the same
ACCEPTABLE = 5.0  # below this the present hurts
MIDDLE = 5.0  # of the supplier matrix
LOWEST, HIGHEST = 0.0, 10.0
_LEVEL_LIMITS: Mapping[Level, tuple[float, float]] = MappingProxyType(
    {Level.TOLERANCE: (0.0, 3.0), Level.ACCEPTABLE: (1.0, 9.0)}
)
Place = tuple[float, float]  # on the plane of modes: perceived to the right, wished upwards
_DIGITS = 9  # marks are decimals that people type; 5.3 - 4.8 has to be 0.5


@dataclass(frozen=True)
class Marks:
    """How a person wishes things to be and how he or she perceives them now, each 0..10."""

    wished: float | None = None
    perceived: float | None = None

    @property
    def complete(self) -> bool:
        """Whether both marks are known."""
        return self.wished is not None and self.perceived is not None


class Levels(NamedTuple):
    """The two figures that divide the plane of modes; a workspace may set them."""

    tolerance: float = TOLERANCE
    acceptable: float = ACCEPTABLE


class ModeOrigin(StrEnum):
    """Where a mode in force comes from."""

    NOTHING = "nothing"
    MARKS = "marks"
    STATED = "stated"
    OVERRIDE = "override"


def mode(marks: Marks, tolerance: float = TOLERANCE, acceptable: float = ACCEPTABLE) -> Receptivity:
    """The response mode behind two marks; Unknown when one is missing."""
    if marks.wished is None or marks.perceived is None:
        return Receptivity.UNKNOWN
    ahead = round(marks.perceived - marks.wished, _DIGITS)
    gap = round(tolerance, _DIGITS)
    if ahead > gap:
        return Receptivity.OVERCONFIDENT
    if abs(ahead) <= gap:
        return Receptivity.INDIFFERENT
    if round(marks.perceived - acceptable, _DIGITS) < 0:
        return Receptivity.TROUBLE
    return Receptivity.GROWTH


def areas(levels: Levels | None = None) -> dict[Receptivity, tuple[Place, ...]]:
    """The corners of each mode's area on the plane; a mode for which the levels leave no room is missing."""
    tolerance, acceptable = levels or Levels()
    end = HIGHEST - tolerance  # where the border of the even keel leaves the plane
    parting = min(acceptable, end)
    found: dict[Receptivity, tuple[Place, ...]] = {
        Receptivity.OVERCONFIDENT: ((tolerance, LOWEST), (HIGHEST, LOWEST), (HIGHEST, end)),
        Receptivity.TROUBLE: (
            (LOWEST, tolerance),
            (parting, parting + tolerance),
            (parting, HIGHEST),
            (LOWEST, HIGHEST),
        ),
    }
    if tolerance > 0:
        found[Receptivity.INDIFFERENT] = (
            (LOWEST, LOWEST),
            (tolerance, LOWEST),
            (HIGHEST, end),
            (HIGHEST, HIGHEST),
            (end, HIGHEST),
            (LOWEST, tolerance),
        )
    if acceptable < end:
        found[Receptivity.GROWTH] = (
            (acceptable, acceptable + tolerance),
            (end, HIGHEST),
            (acceptable, HIGHEST),
        )
    return found


def levels_of(stored: Mapping[Level, float]) -> Levels:
    """The levels in force: those that a workspace has set, the program's own elsewhere."""
    return Levels(stored.get(Level.TOLERANCE, TOLERANCE), stored.get(Level.ACCEPTABLE, ACCEPTABLE))


def checked_level(level: Level, value: float) -> float:
    """A level as it may be stored; raises BadInputError when no mode could be told apart with it."""
    low, high = _LEVEL_LIMITS[level]
    if not low <= value <= high:  # also catches what is no number
        raise BadInputError(
            tr("“{level}” must lie between {low:g} and {high:g}.", level=level.label, low=low, high=high)
        )
    return float(value)


def mode_origin(marks: Marks, stated: Receptivity | None, override: Receptivity | None) -> ModeOrigin:
    """What decides the mode: an override first, then the marks, then a mode that was only stated."""
    if override is not None:
        return ModeOrigin.OVERRIDE
    if marks.complete:
        return ModeOrigin.MARKS
    if stated is not None and stated is not Receptivity.UNKNOWN:
        return ModeOrigin.STATED
    return ModeOrigin.NOTHING


def mode_in_force(
    marks: Marks,
    stated: Receptivity | None = None,
    override: Receptivity | None = None,
    tolerance: float = TOLERANCE,
    acceptable: float = ACCEPTABLE,
) -> Receptivity:
    """The mode to work with; `mode_origin` says where it comes from."""
    origin = mode_origin(marks, stated, override)
    if origin is ModeOrigin.OVERRIDE and override is not None:
        return override
    if origin is ModeOrigin.STATED and stated is not None:
        return stated
    return mode(marks, tolerance, acceptable)


def category(criticality: float | None, ease: float | None) -> SupplierCategory:
    """The category of a supplier that is so critical and so easily replaced; Unknown without both marks.

    Critical is above 5, hard to replace is an ease below 5; exactly 5 is uncritical, and easy.
    """
    if criticality is None or ease is None:
        return SupplierCategory.UNKNOWN
    return _CATEGORIES[criticality > MIDDLE, ease < MIDDLE]


def hardness(ease: float | None) -> float | None:
    """How hard we are to replace: the direction in which the matrix is drawn."""
    return None if ease is None else round(HIGHEST - ease, _DIGITS)


_CATEGORIES: Mapping[tuple[bool, bool], SupplierCategory] = MappingProxyType(
    {
        (True, True): SupplierCategory.STRATEGIC,
        (True, False): SupplierCategory.LEVERAGE,
        (False, True): SupplierCategory.BOTTLENECK,
        (False, False): SupplierCategory.COMMODITY,
    }
)
