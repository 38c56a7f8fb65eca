"""The golden cases of the value calculation, figure by figure."""

from pathlib import Path

import pytest

from app.errors import BadInputError
from app.method.finance import Timing
from app.method.value_case import Setting, confirmed_share, evidence_of_lines, holding_back, settle, shares
from app.method.value_engine import Engine, engine_of
from app.method.value_model import Printing
from app.method.value_outcome import significant
from app.models.vocabulary import EvidenceClass
from app.paths import content


def supplied(name: str) -> Engine:
    path = content(f"value_models/{name}.toml")
    return engine_of(path.read_text(encoding="utf-8"), path)


def small(body: str, head: str = 'timing = "yearly"\nhorizon = 9') -> Engine:
    """A model of one line, for what the supplied ones do not use."""
    text = f"""
        format = 1
        id = "small"
        label = "Small"
        unit = "EUR"
        {head}
        [[column]]
        id = "money"
        label = "Money"
        money = true
        {body}
    """
    return engine_of("\n".join(line.strip() for line in text.splitlines()), Path("small.toml"))


@pytest.fixture(scope="module")
def board() -> Engine:
    return supplied("board_machine")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gross_capacity", 329_419),
        ("running_share", 0.889),
        ("current_production", 263_568),
        ("hours", 8_520),
        ("hours_net", 8_009),
    ],
)
def test_board_machine_quantities(board: Engine, name: str, value: float) -> None:
    outcome = board.evaluate(board.values())
    assert outcome.quantities[name] == pytest.approx(value, abs=0.5 if value > 1 else 1e-9)


def test_current_production_is_cut(board: Engine) -> None:
    assert board.evaluate(board.values()).quantities_printed["current_production"] == 263_000


@pytest.mark.parametrize(
    ("line", "column", "value", "printed"),
    [
        ("speed", "production", 21_616, 22_000),
        ("speed", "revenue", 3_242.5, 3_200),
        ("breaks", "production", 2_964.8, 3_000),
        ("breaks", "revenue", 444.7, 440),
        ("breaks", "energy", 160.5, 160),
        ("steam", "energy", 0, 0),
        ("electricity", "energy", -102.2, -100),
    ],
)
def test_board_machine_cells(board: Engine, line: str, column: str, value: float, printed: float) -> None:
    lines = {one.id: one for one in board.evaluate(board.values()).lines}
    assert lines[line].cells[column] == pytest.approx(value, abs=0.5 if value > 4000 else 0.05)
    assert lines[line].printed[column] == printed


def test_board_machine_totals(board: Engine) -> None:
    outcome = board.evaluate(board.values())
    assert outcome.totals == pytest.approx(
        {"production": 24_581, "revenue": 3_687.2, "energy": 58.3}, abs=0.5
    )
    assert outcome.totals_printed == {"production": 25_000, "revenue": 3_640, "energy": 60}
    assert outcome.annual_benefit == pytest.approx(3_745.4, abs=0.05)
    assert outcome.annual_benefit_printed == 3_700
    assert outcome.investment == 4_000


def test_board_machine_paybacks(board: Engine) -> None:
    outcome = board.evaluate(board.values())
    assert outcome.timing is Timing.MONTHLY
    assert outcome.worth is not None
    assert outcome.worth_printed is not None
    assert outcome.worth.discounted_payback == pytest.approx(13.57, abs=0.005)
    assert outcome.worth_printed.discounted_payback == pytest.approx(13.75, abs=0.005)
    assert outcome.worth_printed.simple_payback == pytest.approx(12.97, abs=0.005)
    assert outcome.cost_of_delay == pytest.approx(3_745.43 / 12, abs=0.01)


def test_yearly_timing_of_the_same_case() -> None:
    path = content("value_models/board_machine.toml")
    text = path.read_text(encoding="utf-8").replace('timing = "monthly"', 'timing = "yearly"')
    engine = engine_of(text, path)
    worth = engine.evaluate(engine.values()).worth_printed
    assert worth is not None
    assert worth.discounted_payback == pytest.approx(14.50, abs=0.005)


def test_electricity_hangs_on_the_speed(board: Engine) -> None:
    outcome = board.evaluate(board.values("breaks_only"))
    lines = {one.id: one for one in outcome.lines}
    assert lines["electricity"].annual == 0
    assert lines["speed"].annual == 0


def test_doing_nothing_is_worth_nothing(board: Engine) -> None:
    outcome = board.evaluate(board.values("as_today"))
    assert outcome.annual_benefit == 0
    assert outcome.worth is not None
    assert outcome.worth.simple_payback is None
    assert outcome.investment == 0


def test_flotation() -> None:
    engine = supplied("flotation")
    outcome = engine.evaluate(engine.values())
    assert {line.id: line.annual for line in outcome.lines} == pytest.approx(
        {"recovery": 4_000, "energy": 100, "maintenance": 50}
    )
    assert outcome.annual_benefit == pytest.approx(4_150)
    assert outcome.investment is None
    assert outcome.worth is not None
    assert outcome.worth.simple_payback is None
    assert outcome.worth.discounted_payback is None
    assert outcome.worth.irr.value is None
    assert outcome.worth.roi is None


def test_level_flow() -> None:
    engine = small(
        """
        [[benefit]]
        id = "flow"
        label = "Flow"
        columns.money = "amount"
        [[input]]
        id = "amount"
        label = "Amount"
        unit = "EUR/a"
        value = 20
        [[cost]]
        id = "start"
        label = "Start"
        amount = 100
        """
    )
    worth = engine.evaluate(engine.values()).worth
    assert worth is not None
    assert worth.npv == pytest.approx(15.2, abs=0.05)
    assert worth.discounted_payback is not None
    assert worth.discounted_payback / 12 == pytest.approx(7.28, abs=0.005)


def test_construction_time_counts_days_and_leaves_money_empty() -> None:
    engine = supplied("construction_elevator")
    outcome = engine.evaluate(engine.values())
    assert outcome.totals["days"] == pytest.approx(31)
    assert outcome.totals["money"] is None
    assert outcome.annual_benefit is None
    assert outcome.worth is None
    assert outcome.cost_of_delay is None
    assert all(one.evidence is EvidenceClass.ASSUMED for one in engine.model.inputs.values())


def test_construction_time_with_one_price_has_money() -> None:
    engine = supplied("construction_elevator")
    outcome = engine.evaluate(engine.values("", {"day_cost": 20}))
    assert outcome.annual_benefit == pytest.approx(9 * 20)


@pytest.mark.parametrize("name", sorted(path.stem for path in content("value_models").glob("*.toml")))
def test_supplied_models_run(name: str) -> None:
    engine = supplied(name)
    assert engine.model.id == name
    for scenario in engine.model.scenarios:
        engine.evaluate(engine.values(scenario))
    assert engine.counted_twice == ()


YEARS = """
    [[benefit]]
    id = "flow"
    label = "Flow"
    {benefit}
    [[cost]]
    id = "cost"
    label = "Cost"
    {cost}
"""


def test_year_by_year_benefits_and_costs() -> None:
    engine = small(
        YEARS.format(benefit="by_year = [0, 1606511, 1606511]", cost="by_year = [1000000, 100, 200]"),
        head='timing = "yearly"\nhorizon = 3',
    )
    outcome = engine.evaluate(engine.values())
    assert outcome.flows.benefits == (0, 1_606_511, 1_606_511, 0)
    assert outcome.flows.costs == (1_000_000, 100, 200, 0)
    assert outcome.investment == 1_000_000
    assert outcome.lines[0].annual == pytest.approx(2 * 1_606_511 / 3)


def test_year_by_year_as_printed_keeps_its_years() -> None:
    engine = small(
        YEARS.format(benefit="by_year = [0, 100, 300]", cost='when = "start"\namount = 150'),
        head="totals_as_printed = true\nhorizon = 2",
    )
    outcome = engine.evaluate(engine.values())
    assert outcome.worth_printed is not None
    assert outcome.worth_printed.simple_payback == pytest.approx(14)


def test_ramp() -> None:
    engine = small(
        YEARS.format(
            benefit='ramp = [0.5, 0.8, 1]\ncolumns.money = "gain"', cost='when = "yearly"\namount = 10'
        )
        + '[[input]]\nid = "gain"\nlabel = "Gain"\nunit = "kEUR/a"\nvalue = 1',
        head="horizon = 4",
    )
    outcome = engine.evaluate(engine.values())
    assert outcome.flows.benefits == (0, 500, 800, 1000, 1000)
    assert outcome.flows.costs == (0, 10, 10, 10, 10)
    assert outcome.annual_benefit == pytest.approx(1000)


def test_risk_stands_beside_the_unadjusted_figure() -> None:
    engine = small(
        YEARS.format(benefit="risk = 0.2\nby_year = [0, 100]", cost="risk = 0.1\namount = 50"),
        head="horizon = 1",
    )
    outcome = engine.evaluate(engine.values())
    assert outcome.worth is not None
    assert outcome.worth_at_risk is not None
    assert outcome.worth_at_risk.pv_costs == pytest.approx(55)
    assert outcome.worth_at_risk.pv_benefits == pytest.approx(0.8 * outcome.worth.pv_benefits)
    assert outcome.worth.pv_costs == 50


@pytest.mark.parametrize("years", ["0", "2.5", "61"])
def test_horizon_is_whole_years(board: Engine, years: str) -> None:
    values = {**board.values(), "horizon_years": float(years)}
    with pytest.raises(BadInputError, match="horizon"):
        board.evaluate(values)


def test_unknown_names_in_settings(board: Engine) -> None:
    with pytest.raises(BadInputError, match="no input “velocity”"):
        board.values("", {"velocity": 1})
    with pytest.raises(BadInputError, match="no scenario “wild”"):
        board.values("wild")
    with pytest.raises(BadInputError, match="Broke must be at most 100 %"):
        board.values("", {"broke": 120})


def test_division_by_zero_names_the_line(board: Engine) -> None:
    with pytest.raises(BadInputError, match=r"^Speed: .*division by zero"):
        board.evaluate({**board.values(), "speed": 0.0})


def test_double_counting_is_found() -> None:
    engine = small(
        """
        [[input]]
        id = "hours"
        label = "Hours won"
        unit = "h/a"
        value = 100
        target = true
        [[input]]
        id = "margin"
        label = "Margin"
        unit = "EUR/h"
        value = 10
        [[quantity]]
        id = "won"
        label = "Won"
        unit = "h/a"
        formula = "hours"
        [[benefit]]
        id = "sales"
        label = "Sales"
        columns.money = "won * margin"
        [[benefit]]
        id = "people"
        label = "People"
        columns.money = "won * margin / 2"
        """
    )
    assert engine.counted_twice == (("won", ("sales", "people")),)


@pytest.mark.parametrize(
    ("marked", "found"),
    [("target = true", (("hours", ("labour", "overtime")),)), ("", ())],
    ids=["an improvement itself", "a price that two lines share"],
)
def test_an_improvement_counted_twice_without_a_quantity(
    marked: str, found: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    engine = small(
        f"""
        [[input]]
        id = "hours"
        label = "Hours"
        unit = "h/a"
        value = 1000
        {marked}
        [[benefit]]
        id = "labour"
        label = "Labour"
        columns.money = "hours * 50 * price"
        [[benefit]]
        id = "overtime"
        label = "Overtime"
        columns.money = "hours * 50 * price"
        [[input]]
        id = "price"
        label = "Price"
        unit = "EUR/h"
        value = 1
        """
    )
    assert engine.counted_twice == found


@pytest.mark.parametrize(
    ("value", "figures", "cut", "result"),
    [
        (263_568, 3, True, 263_000),
        (-102.24, 2, False, -100),
        (0, 2, False, 0),
        (0.01256, 2, False, 0.013),
        (995, 2, False, 1000),
        (2.5, 1, False, 3),
        (-2.5, 1, False, -3),
        (999.9, 3, True, 999),
    ],
)
def test_significant(value: float, figures: int, cut: bool, result: float) -> None:
    assert significant(value, Printing(figures, cut)) == pytest.approx(result)


# What was said of the inputs


def test_what_holds_in_a_scenario(board: Engine) -> None:
    said = [
        Setting("speed", value=700, evidence=EvidenceClass.CONFIRMED),
        Setting("speed_gain", value=50),
        Setting("speed_gain", scenario="cautious", value=30, source="workshop"),
        Setting("gone", value=1),
    ]
    base, cautious = settle(board, "", said), settle(board, "cautious", said)
    assert base.values["speed"] == cautious.values["speed"] == 700
    assert base.values["speed_gain"] == 50
    assert cautious.values["speed_gain"] == 30
    assert cautious.values["break_reduction"] == 0.5
    assert cautious.said["speed_gain"].source == "workshop"
    assert base.evidence["speed"] is EvidenceClass.CONFIRMED
    assert cautious.evidence["break_reduction"] is EvidenceClass.ASSUMED
    assert settle(board, "my_own", said).values == base.values


def test_a_line_is_as_sure_as_its_weakest_input(board: Engine) -> None:
    outcome = board.evaluate(board.values())
    evidence = dict.fromkeys(board.model.inputs, EvidenceClass.CONFIRMED)
    assert confirmed_share(board, outcome, evidence) == pytest.approx(1)
    evidence["speed_gain"] = EvidenceClass.STATED
    assert evidence_of_lines(board, evidence)["speed"] is EvidenceClass.STATED
    found = shares(board, outcome, evidence)
    assert found is not None
    assert sum(found.values()) == pytest.approx(1)
    weight = 605.212 / (3242.460 + 605.212 + 102.24)
    assert found[EvidenceClass.CONFIRMED] == pytest.approx(weight, abs=1e-4)
    [(name, weight)] = holding_back(board, outcome, evidence)
    assert name == "speed_gain"
    assert weight == pytest.approx(3344.7, abs=0.05)


def test_no_money_no_share() -> None:
    engine = supplied("construction_elevator")
    settled = settle(engine, "", [])
    assert shares(engine, engine.evaluate(settled.values), settled.evidence) is None
