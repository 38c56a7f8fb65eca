"""The guide to value models is true: its examples run and give the figures that it tells; so do textbook cash flows."""

import re
from pathlib import Path

import pytest

from app.method.value_engine import engine_of
from app.method.value_outcome import Outcome
from app.paths import resource

GUIDE = resource("help/en/value_models.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def outcome_of(text: str) -> Outcome:
    engine = engine_of(text, Path("guide.toml"))
    return engine.evaluate(engine.values())


@pytest.mark.parametrize(
    ("example", "annual", "npv", "simple", "discounted"),
    [
        (0, 20, 15.1804763, 60, 87.3846714),
        (1, 513_000, 632_453.0428, 15.1470588, 16.5455882),
        (2, 252, 718.2025726, 23.5238095, 25.3018259),
    ],
)
def test_examples_give_the_figures_that_are_told(
    example: int, annual: float, npv: float, simple: float, discounted: float
) -> None:
    outcome = outcome_of(EXAMPLES[example])
    assert outcome.worth is not None
    assert outcome.annual_benefit == pytest.approx(annual)
    assert outcome.worth.npv == pytest.approx(npv)
    assert outcome.worth.simple_payback == pytest.approx(simple)
    assert outcome.worth.discounted_payback == pytest.approx(discounted)
    assert f"{outcome.worth.discounted_payback:.1f}" in GUIDE


def test_the_three_years_by_hand() -> None:
    worth = outcome_of(EXAMPLES[1]).worth
    assert worth is not None
    benefits = 358_000 / 1.1 + 513_000 / 1.1**2 + 668_000 / 1.1**3
    costs = 335_000 + 130_000 / 1.1 + 105_000 / 1.1**2 + 105_000 / 1.1**3
    assert worth.pv_benefits == pytest.approx(benefits, rel=1e-12)
    assert worth.pv_costs == pytest.approx(costs, rel=1e-12)
    assert f"{worth.pv_benefits:,.2f}" in GUIDE
    assert f"{worth.pv_costs:,.2f}" in GUIDE
    assert f"{worth.npv:,.2f}" in GUIDE


def flows(net: list[float], rate: float = 0.1) -> str:
    """A model of plain yearly cash flows: what comes in and what goes out."""
    gains = [max(flow, 0) for flow in net]
    spent = [max(-flow, 0) for flow in net]
    return f"""
        id = "flows"
        label = "Flows"
        unit = "EUR"
        timing = "yearly"
        horizon = {len(net) - 1}
        discount_rate = {rate}
        [[column]]
        id = "money"
        label = "Money"
        money = true
        [[benefit]]
        id = "gain"
        label = "Gain"
        by_year = {gains}
        [[cost]]
        id = "cost"
        label = "Cost"
        by_year = {spent}
    """


@pytest.mark.parametrize(
    ("net", "npv", "irr", "payback_years"),
    [
        ([-4000, 2000, 4000], 1123.967, 0.280776, 1.661),  # IRR 28.08 % and NPV 1,123.97 as in the textbooks
        ([-100, *[20] * 9], 15.180, 0.137045, 7.282),
        ([-1000, 300, 300, 300], -253.944, -0.050885, None),  # never repaid, and a rate below zero
        ([-1000, 100, 100], -826.446, -0.629844, None),
        ([-100, 110], 0.0, 0.1, 1.0),
    ],
)
def test_cash_flows_with_known_answers(
    net: list[float], npv: float, irr: float, payback_years: float | None
) -> None:
    worth = outcome_of(flows(net)).worth
    assert worth is not None
    assert worth.npv == pytest.approx(npv, abs=1e-3)
    assert worth.irr.value == pytest.approx(irr, abs=1e-6)
    months = worth.discounted_payback
    assert (None if months is None else months / 12) == (
        None if payback_years is None else pytest.approx(payback_years, abs=1e-3)
    )


def test_two_rates_of_return_are_none_that_can_be_told() -> None:
    worth = outcome_of(flows([-1600, 10_000, -10_000])).worth  # 25 % and 400 %: the oil pump of the textbooks
    assert worth is not None
    assert worth.irr.several
    assert worth.irr.value is None
