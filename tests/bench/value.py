"""Monte Carlo of the board machine against the same model written by hand, and a slider on a model of 60 lines."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from app.method.value_engine import Engine
from app.method.value_parser import parse_model, read_model
from app.method.value_risk import Range, monte_carlo, ranges_of
from app.paths import content

DRAWS = 100_000
ROUNDS = 9
LINES = 60


def board_machine() -> Engine:
    """The supplied model."""
    return Engine(read_model(content("value_models/board_machine.toml")))


def by_hand(ranges: dict[str, Range], values: dict[str, float], n: int, seed: int) -> dict[str, float]:
    """The board machine as somebody would write it who needs nothing else; money in kEUR."""
    generator = np.random.default_rng(seed)
    one: dict[str, Any] = dict(values)
    for name in sorted(ranges):
        one[name] = generator.triangular(ranges[name].low, values[name], ranges[name].high, n)
    hours = one["operating_days"] * 24
    gross = one["speed"] * 60 * one["trim_width"] * one["grammage"] * hours / 1e6
    lost = (one["unplanned_shutdowns"] + one["planned_shutdowns"] + one["breaks"]) / 100
    good = 1 - one["broke"] / 100
    net_hours = hours * (1 - (one["unplanned_shutdowns"] + one["planned_shutdowns"]) / 100)
    steam = one["steam_flow"] * 3.6 * one["steam_heat"] * one["steam_price"]
    faster = gross * (1 - lost) * good * one["speed_gain"] / one["speed"] * one["gross_margin"]
    fewer = one["break_reduction"] / 100
    steadier = gross * fewer * good * one["gross_margin"]
    steadier = steadier + fewer * net_hours * (one["electric_power"] * one["electricity_price"] + steam)
    saved = one["steam_saving"] / 100 * net_hours * steam
    power = -one["extra_power"] / 1e3 * one["speed_gain"] / one["extra_power_speed"]
    annual = (faster + steadier + saved + power * hours * one["electricity_price"]) / 1e3
    monthly = (1 + one["cost_of_capital"] / 100) ** (1 / 12)
    months = [monthly**-month / 12 for month in range(1, 12 * int(one["horizon_years"]) + 1)]
    npv = annual * sum(months) - one["investment"]
    paid = annual * sum(months[:24]) >= one["investment"]
    p10, p50, p90 = np.percentile(npv, [10, 50, 90])
    return {
        "p10": float(p10),
        "p50": float(p50),
        "p90": float(p90),
        "mean": float(npv.mean()),
        "p_npv_negative": float((npv < 0).mean()),
        "p_payback_within_target": float(paid.mean()),
    }


def long_text(lines: int = LINES) -> str:
    """A model in which every benefit has an input of its own and all share one."""
    text = ['id = "long"', 'label = "Long"', "[[column]]", 'id = "money"', 'label = "Money"', "money = true"]
    text += [
        "[[input]]",
        'id = "hours"',
        'label = "Hours"',
        'unit = "h/a"',
        "value = 8000",
        "slider = [0, 8760]",
    ]
    for number in range(lines):
        text += [
            "[[input]]",
            f'id = "rate_{number}"',
            f'label = "Rate {number}"',
            'unit = "EUR/h"',
            f"value = {number + 1}",
            "[[benefit]]",
            f'id = "line_{number}"',
            f'label = "Line {number}"',
            f'columns.money = "hours * rate_{number}"',
        ]
    text += ["[[cost]]", 'id = "start"', 'label = "Investment"', "amount = 4000"]
    return "\n".join(text)


def fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return min(spent)


def measure() -> Iterator[tuple[str, str]]:
    """Figures of one run."""
    engine = board_machine()
    values, ranges = engine.values(), ranges_of(engine)
    numbers = {name: value for name, value in values.items() if value is not None}
    hand = fastest(lambda: by_hand(ranges, numbers, DRAWS, 7))
    ours = fastest(lambda: monte_carlo(engine, values, ranges, DRAWS, 7))
    yield f"Monte Carlo, {DRAWS:,} draws (limit 500 ms)", f"{ours * 1000:.0f} ms"
    yield "against the model written by hand (limit 1.5)", f"{ours / hand:.2f} x"
    long = Engine(parse_model(long_text(), Path("long.toml")))
    base = long.values()
    each = fastest(lambda: long.evaluate({**base, "hours": 7999.0}))
    yield f"one evaluation of {LINES} lines (a frame has 33 ms)", f"{each * 1000:.1f} ms"
