"""Modes and categories as tables of cases, boundaries included."""

from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.method.receptivity import (
    Levels,
    Marks,
    ModeOrigin,
    Place,
    areas,
    category,
    hardness,
    levels_of,
    mode,
    mode_in_force,
    mode_origin,
)
from app.models.vocabulary import Level, Receptivity, SupplierCategory

GROWTH, TROUBLE = Receptivity.GROWTH, Receptivity.TROUBLE
INDIFFERENT, OVERCONFIDENT = Receptivity.INDIFFERENT, Receptivity.OVERCONFIDENT
UNKNOWN = Receptivity.UNKNOWN


@pytest.mark.parametrize(
    ("wished", "perceived", "expected"),
    [
        (None, None, UNKNOWN),
        (8.0, None, UNKNOWN),
        (None, 8.0, UNKNOWN),
        (0.0, None, UNKNOWN),  # zero is a mark, its missing twin is not
        (5.0, 5.0, INDIFFERENT),
        (5.0, 5.5, INDIFFERENT),  # exactly the tolerance is still no gap
        (5.0, 5.6, OVERCONFIDENT),
        (5.5, 5.0, INDIFFERENT),
        (4.8, 5.3, INDIFFERENT),  # decimals that floating point would split
        (0.3, 0.8, INDIFFERENT),
        (5.6, 5.0, GROWTH),  # the present is exactly acceptable
        (5.6, 4.9, TROUBLE),
        (10.0, 4.99, TROUBLE),
        (10.0, 5.0, GROWTH),
        (9.0, 7.0, GROWTH),
        (9.0, 1.0, TROUBLE),
        (2.0, 1.0, TROUBLE),  # modest wishes, and still less
        (2.0, 3.0, OVERCONFIDENT),  # better than needed comes before the acceptable level
        (1.0, 1.2, INDIFFERENT),  # no gap comes before the acceptable level
        (0.0, 0.0, INDIFFERENT),
        (10.0, 10.0, INDIFFERENT),
        (0.0, 10.0, OVERCONFIDENT),
    ],
)
def test_mode(wished: float | None, perceived: float | None, expected: Receptivity) -> None:
    assert mode(Marks(wished, perceived)) is expected


@pytest.mark.parametrize(
    ("wished", "perceived", "expected"),
    [
        # ahead by just the tolerance, and the floats beside it
        (6.0, 6.5, INDIFFERENT),
        (6.0, nextafter(6.5, 10), INDIFFERENT),  # noise of binary fractions is no difference
        (6.0, nextafter(6.5, 0), INDIFFERENT),
        (6.0, 6.5 + 1e-6, OVERCONFIDENT),
        (6.0, 6.5 - 1e-6, INDIFFERENT),
        (0.1 + 0.2, 0.8, INDIFFERENT),
        (4.3, 4.8, INDIFFERENT),
        (4.3, 3.8, INDIFFERENT),
        (1.1, 1.6, INDIFFERENT),
        # behind by just the tolerance
        (6.5, 6.0, INDIFFERENT),
        (6.5, nextafter(6.0, 0), INDIFFERENT),
        (6.5 + 1e-6, 6.0, GROWTH),
        (4.5 + 1e-6, 4.0, TROUBLE),
        # just acceptable, with a gap
        (8.0, 5.0, GROWTH),
        (8.0, nextafter(5.0, 0), GROWTH),
        (8.0, 0.1 * 50, GROWTH),
        (8.0, 5.0 - 1e-6, TROUBLE),
        (8.0, 5.0 + 1e-6, GROWTH),
        # just acceptable without a gap, or ahead: the order of the tests decides
        (5.0, 5.0, INDIFFERENT),
        (5.5, 5.0, INDIFFERENT),
        (4.4, 5.0, OVERCONFIDENT),
        (4.5, 5.0, INDIFFERENT),
        (0.0, 0.5, INDIFFERENT),
        (0.0, 0.6, OVERCONFIDENT),
        (0.6, 0.0, TROUBLE),
        (10.0, 9.5, INDIFFERENT),
        (10.0, 9.4, GROWTH),
    ],
)
def test_mode_on_the_borders(wished: float, perceived: float, expected: Receptivity) -> None:
    assert mode(Marks(wished, perceived)) is expected


@pytest.mark.parametrize("tolerance", [0.0, 0.1, 0.3, 0.5, 0.1 + 0.2, 1.0, 3.0])
@pytest.mark.parametrize("wished", [3.0, 4.7, 5.0, 6.1])
def test_exactly_the_tolerance_is_no_gap_at_any_level(wished: float, tolerance: float) -> None:
    for perceived in (wished + tolerance, wished - tolerance):
        assert mode(Marks(wished, perceived), tolerance) is INDIFFERENT
    assert mode(Marks(wished, wished + tolerance + 0.1), tolerance) is OVERCONFIDENT
    assert mode(Marks(wished, wished - tolerance - 0.1), tolerance).open_to_change


TENTHS = st.integers(0, 100).map(lambda tenths: tenths / 10)


@given(TENTHS, TENTHS)
def test_every_pair_of_marks_has_the_mode_that_whole_tenths_give(wished: float, perceived: float) -> None:
    """The same rule in whole numbers, where nothing can be rounded."""
    g, c = round(wished * 10), round(perceived * 10)
    if c > g + 5:
        expected = OVERCONFIDENT
    elif abs(c - g) <= 5:
        expected = INDIFFERENT
    else:
        expected = TROUBLE if c < 50 else GROWTH
    assert mode(Marks(wished, perceived)) is expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({}, Levels()),
        ({Level.TOLERANCE: 1.0}, Levels(1.0, 5.0)),
        ({Level.ACCEPTABLE: 6.0}, Levels(0.5, 6.0)),
        ({Level.TOLERANCE: 0.0, Level.ACCEPTABLE: 4.0}, Levels(0.0, 4.0)),
    ],
)
def test_levels_that_nobody_set_are_the_usual_ones(stored: dict[Level, float], expected: Levels) -> None:
    assert levels_of(stored) == expected


@pytest.mark.parametrize(
    ("tolerance", "acceptable", "expected"),
    [(0.5, 5.0, GROWTH), (2.0, 5.0, INDIFFERENT), (0.5, 7.0, TROUBLE), (0.0, 6.0, GROWTH)],
)
def test_tolerance_and_acceptable_level_are_settable(
    tolerance: float, acceptable: float, expected: Receptivity
) -> None:
    assert mode(Marks(wished=8.0, perceived=6.0), tolerance, acceptable) is expected


@pytest.mark.parametrize(
    ("marks", "stated", "override", "expected", "origin"),
    [
        (Marks(), None, None, UNKNOWN, ModeOrigin.NOTHING),
        (Marks(), UNKNOWN, None, UNKNOWN, ModeOrigin.NOTHING),
        (Marks(), GROWTH, None, GROWTH, ModeOrigin.STATED),
        (Marks(9, None), GROWTH, None, GROWTH, ModeOrigin.STATED),
        (Marks(9, 2), GROWTH, None, TROUBLE, ModeOrigin.MARKS),
        (Marks(9, 2), GROWTH, INDIFFERENT, INDIFFERENT, ModeOrigin.OVERRIDE),
        (Marks(), None, GROWTH, GROWTH, ModeOrigin.OVERRIDE),
    ],
)
def test_mode_in_force(
    marks: Marks,
    stated: Receptivity | None,
    override: Receptivity | None,
    expected: Receptivity,
    origin: ModeOrigin,
) -> None:
    assert mode_in_force(marks, stated, override) is expected
    assert mode_origin(marks, stated, override) is origin


@pytest.mark.parametrize(
    ("criticality", "ease", "expected"),
    [
        (None, None, SupplierCategory.UNKNOWN),
        (8.0, None, SupplierCategory.UNKNOWN),
        (None, 0.0, SupplierCategory.UNKNOWN),
        (8.0, 2.0, SupplierCategory.STRATEGIC),
        (8.0, 8.0, SupplierCategory.LEVERAGE),
        (2.0, 2.0, SupplierCategory.BOTTLENECK),
        (2.0, 8.0, SupplierCategory.COMMODITY),
        (5.0, 5.0, SupplierCategory.COMMODITY),  # exactly 5 is uncritical, and easy
        (5.0, 4.9, SupplierCategory.BOTTLENECK),
        (5.1, 5.0, SupplierCategory.LEVERAGE),
        (5.1, 4.9, SupplierCategory.STRATEGIC),
        (0.0, 0.0, SupplierCategory.BOTTLENECK),
        (10.0, 10.0, SupplierCategory.LEVERAGE),
    ],
)
def test_category(criticality: float | None, ease: float | None, expected: SupplierCategory) -> None:
    assert category(criticality, ease) is expected


@pytest.mark.parametrize(("ease", "hard"), [(None, None), (0.0, 10.0), (10.0, 0.0), (3.3, 6.7)])
def test_hard_is_drawn_at_the_top(ease: float | None, hard: float | None) -> None:
    assert hardness(ease) == hard


_DECIMALS = st.integers(0, 1000).map(lambda value: value / 100)


@given(
    _DECIMALS, _DECIMALS, st.integers(0, 30).map(lambda t: t / 10), st.integers(10, 90).map(lambda a: a / 10)
)
def test_the_areas_of_the_plane_are_those_of_the_modes(
    perceived: float, wished: float, tolerance: float, acceptable: float
) -> None:
    """A place lies in no area but that of its mode; on a border it touches both."""
    levels = Levels(tolerance, acceptable)
    found = {one for one, corners in areas(levels).items() if _inside((perceived, wished), corners)}
    on_border = round(abs(perceived - wished) - tolerance, 9) == 0 or perceived == acceptable
    expected = mode(Marks(wished=wished, perceived=perceived), *levels)
    assert found == {expected} or on_border


def test_the_areas_cover_the_plane_once() -> None:
    for levels in (Levels(), Levels(0, 5), Levels(3, 9), Levels(0.2, 1)):
        assert sum(_size(corners) for corners in areas(levels).values()) == pytest.approx(100)
    assert GROWTH not in areas(Levels(3, 9))  # at 7 the even keel begins
    assert INDIFFERENT not in areas(Levels(0, 5))


def _inside(place: Place, corners: tuple[Place, ...]) -> bool:
    """Whether a place lies to the left of every side of a convex area that is walked around counterclockwise."""
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return all(
        (x2 - x1) * (place[1] - y1) - (y2 - y1) * (place[0] - x1) >= -1e-9 for (x1, y1), (x2, y2) in sides
    )


def _size(corners: tuple[Place, ...]) -> float:
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides) / 2
