"""Present values, returns and paybacks against the golden cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInputError
from app.method.finance import Timing, discounted_payback, irr, npv, roi, simple_payback

LEVEL = [-100.0] + [20.0] * 9  # case 3
BOARD = [-4000.0] + [3700.0] * 10  # case 1, from the printed benefit


def test_level_flow() -> None:
    assert npv(0.10, LEVEL) == pytest.approx(15.2, abs=0.05)
    payback = discounted_payback(LEVEL, 0.10, Timing.YEARLY)
    assert payback is not None
    assert payback / 12 == pytest.approx(7.28, abs=0.01)


@pytest.mark.parametrize(
    ("benefit", "timing", "months"),
    [
        (3700, Timing.MONTHLY, 13.75),
        (3700, Timing.YEARLY, 14.50),
        (3640, Timing.MONTHLY, 13.99),
        (3745.4, Timing.MONTHLY, 13.57),
    ],
)
def test_discounted_payback_of_the_board_machine(benefit: float, timing: Timing, months: float) -> None:
    assert discounted_payback([-4000, *[benefit] * 10], 0.10, timing) == pytest.approx(months, abs=0.005)


def test_simple_payback_of_the_board_machine() -> None:
    assert simple_payback(BOARD) == pytest.approx(12.97, abs=0.005)


def test_a_twelfth_of_the_rate_would_be_wrong() -> None:
    right = discounted_payback([-4000, *[3640] * 10], 0.10, Timing.MONTHLY)
    wrong = discounted_payback([-4000, *[3640] * 10], (1 + 0.10 / 12) ** 12 - 1, Timing.MONTHLY)
    assert right is not None
    assert wrong is not None
    assert right < 14 < wrong


@pytest.mark.parametrize("flows", [[0.0, 10, 10], [10.0, 10], [-100.0, 10, 10]])
def test_no_payback(flows: list[float]) -> None:
    assert simple_payback(flows) is None
    assert discounted_payback(flows, 0.1, Timing.MONTHLY) is None


def test_payback_is_the_first_moment() -> None:
    assert simple_payback([-100, 120, -60, 80]) == pytest.approx(10)


def test_irr() -> None:
    assert irr([-100, 110]).value == pytest.approx(0.10)
    assert irr([100, 10]).value is None
    assert irr([0, 10]).several is False


def test_several_rates_of_return_are_said_so() -> None:
    rate = irr([-1000, 2500, -1560])
    assert rate.value is None
    assert rate.several
    assert rate.roots == pytest.approx((0.2, 0.3), rel=1e-12)


def test_irr_of_monthly_flows_is_a_yearly_rate() -> None:
    rate = irr(BOARD, Timing.MONTHLY).value
    assert rate is not None
    assert npv(rate, BOARD, Timing.MONTHLY) == pytest.approx(0, abs=1e-6)


def test_roi() -> None:
    assert roi(150, 100) == pytest.approx(0.5)
    assert roi(150, 0) is None


def test_a_rate_below_minus_one_is_refused() -> None:
    with pytest.raises(BadInputError):
        npv(-1.0, LEVEL)


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0, 0.5), st.integers(1, 30))
def test_npv_is_not_negative_when_it_is_paid_back(
    investment: float, benefit: float, rate: float, years: int
) -> None:
    flows = [-investment, *[benefit] * years]
    for timing in Timing:
        months = discounted_payback(flows, rate, timing)
        assert (months is not None) == (npv(rate, flows, timing) >= -1e-6 * investment) or abs(
            npv(rate, flows, timing)
        ) < 1e-6 * (investment + benefit)
