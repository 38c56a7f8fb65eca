"""Modes and categories as tables of cases, boundaries included."""

import pytest

from app.method.receptivity import Marks, ModeOrigin, category, hardness, mode, mode_in_force, mode_origin
from app.models.vocabulary import Receptivity, SupplierCategory

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
