"""Monte Carlo, tornado and break-even."""

import numpy as np
import pytest

from app.errors import BadInputError
from app.method.finance import discounted_payback
from app.method.value_engine import Engine, engine_of
from app.method.value_risk import Range, break_even, monte_carlo, ranges_of, tornado
from app.paths import content
from tests.bench.value import by_hand


def supplied(name: str) -> Engine:
    path = content(f"value_models/{name}.toml")
    return engine_of(path.read_text(encoding="utf-8"), path)


@pytest.fixture(scope="module")
def board() -> Engine:
    return supplied("board_machine")


def test_the_same_seed_gives_the_same_answer(board: Engine) -> None:
    values, ranges = board.values(), ranges_of(board)
    one, same = (monte_carlo(board, values, ranges, 2000, 7) for _ in range(2))
    assert one == same
    assert np.array_equal(one.npv, same.npv)
    assert monte_carlo(board, values, ranges, 2000, 8) != one
    assert one.p10 < one.p50 < one.p90
    assert one.p10 < one.mean < one.p90


def test_the_board_machine_written_by_hand_gives_the_same(board: Engine) -> None:
    values, ranges = board.values(), ranges_of(board)
    drawn = monte_carlo(board, values, ranges, 5000, 11)
    hand = by_hand(ranges, {name: value for name, value in values.items() if value is not None}, 5000, 11)
    for name, figure in hand.items():
        assert getattr(drawn, name) == pytest.approx(figure, rel=1e-9), name


def test_without_a_range_every_draw_is_the_base_case(board: Engine) -> None:
    values = board.values()
    worth = board.evaluate(values).worth
    assert worth is not None
    drawn = monte_carlo(board, values, {}, 10, 1)
    assert drawn.npv == pytest.approx(np.full(10, worth.npv))
    assert drawn.p_payback_within_target == 1


@pytest.mark.parametrize("spread", ["triangular", "pert", "uniform", "normal"])
@pytest.mark.parametrize("name", ["board_machine", "predictive_maintenance"])
def test_draws_agree_with_the_engine(name: str, spread: str) -> None:
    """Arrays and single values go one way: each draw is what the engine says of its inputs."""
    path = content(f"value_models/{name}.toml")
    text = path.read_text(encoding="utf-8").replace("\nlow =", f'\nspread = "{spread}"\nlow =')
    engine = engine_of(text, path)
    values, ranges = engine.values(), ranges_of(engine)
    target = engine.model.payback_target
    assert target is not None
    swings = {swing.input: swing for swing in tornado(engine, values, ranges)}
    span = ranges["avoided" if name == "predictive_maintenance" else "speed_gain"]
    key = next(name for name, one in ranges.items() if one == span)
    one = monte_carlo(engine, values, {key: Range(span.low, span.high)}, 4000, 3)
    if spread != "normal":
        assert one.npv.min() >= min(swings[key].npv_low, swings[key].npv_high) - 1e-6
        assert one.npv.max() <= max(swings[key].npv_low, swings[key].npv_high) + 1e-6
    fixed = monte_carlo(engine, {**values, key: span.low}, {}, 1, 3)
    outcome = engine.evaluate({**values, key: span.low})
    assert outcome.worth is not None
    assert fixed.npv[0] == pytest.approx(outcome.worth.npv)
    months = discounted_payback(outcome.flows.net, outcome.rate, outcome.timing)
    assert fixed.p_payback_within_target == float(months is not None and months <= target)


def test_a_range_whose_end_is_the_likely_value(board: Engine) -> None:
    drawn = monte_carlo(board, board.values(), {"speed_gain": Range(57, 57), "broke": Range(9, 10)}, 100, 1)
    assert np.isfinite(drawn.npv).all()


def test_a_drawn_rate(board: Engine) -> None:
    drawn = monte_carlo(board, board.values(), {"cost_of_capital": Range(8, 12)}, 500, 1)
    assert drawn.p10 < drawn.p90


def test_nothing_to_draw() -> None:
    engine = supplied("construction_elevator")
    with pytest.raises(BadInputError, match="No benefit has money"):
        monte_carlo(engine, engine.values(), ranges_of(engine), 100, 1)


@pytest.mark.parametrize("n", [0, -1, 10**9])
def test_number_of_draws(board: Engine, n: int) -> None:
    with pytest.raises(BadInputError, match="draws"):
        monte_carlo(board, board.values(), {}, n, 1)


def test_no_payback_without_an_investment() -> None:
    engine = supplied("flotation")
    drawn = monte_carlo(engine, engine.values(), ranges_of(engine), 100, 1)
    assert drawn.p_payback_within_target is None


def test_tornado_is_sorted_and_leaves_the_others_at_their_base(board: Engine) -> None:
    swings = tornado(board, board.values(), ranges_of(board))
    assert [swing.width for swing in swings] == sorted((swing.width for swing in swings), reverse=True)
    assert swings[0].input == "gross_margin"
    worth = board.evaluate({**board.values(), "gross_margin": 110.0}).worth
    assert worth is not None
    assert swings[0].npv_low == pytest.approx(worth.npv)


def test_break_even(board: Engine) -> None:
    values = {**board.values(), "break_reduction": 0.0}
    found = break_even(board, values, "speed_gain", 0, 120)
    assert found is not None
    worth = board.evaluate({**values, "speed_gain": found}).worth
    assert worth is not None
    assert worth.npv == pytest.approx(0, abs=1e-6)
    assert break_even(board, values, "trim_width", 5, 6) is None
