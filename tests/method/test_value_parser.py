"""Broken value models: one sentence with file, line and reason."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import ContentError
from app.method.value_engine import engine_of
from app.method.value_model import BASE, Alternative
from app.method.value_parser import parse_model, read_model

GOOD = """format = 1
id = "test"
label = "Test"

[[input]]
id = "speed"
label.en = "Speed"
label.fi = "Nopeus"
unit = "m/min"
value = 10

[[input]]
id = "price"
label = "Price"
unit = "EUR/m"
value = 2

[[quantity]]
id = "length"
label = "Length"
unit = "km/a"
formula = "speed * days"

[[input]]
id = "days"
label = "Days"
unit = "d/a"
value = 100

[[column]]
id = "money"
label = "Money"
money = true

[[benefit]]
id = "gain"
label = "Gain"
columns.money = "length * price"

[[cost]]
id = "start"
label = "Start"
amount = 100

[[scenario]]
id = "slow"
label = "Slow"
set = { speed = 5 }
"""
PATH = Path("test.toml")


def test_good() -> None:
    engine = engine_of(GOOD, PATH)
    outcome = engine.evaluate(engine.values())
    assert outcome.quantities["length"] == pytest.approx(10 * 60 * 24 * 100 / 1000)
    assert outcome.annual_benefit == pytest.approx(10 * 60 * 24 * 100 * 2 / 1000)
    assert str(engine.model.inputs["speed"].label) == "Speed"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('formula = "speed * days"', 'formula = "speed * dais"', 22, "“dais” .* is not known"),
        ('formula = "speed * days"', 'formula = "speed *"', 22, "cannot be read"),
        ('formula = "speed * days"', 'formula = "speed"', 22, "cannot be shown in km/a"),
        ('formula = "speed * days"', 'formula = "speed + days"', 22, "do not go together"),
        ('formula = "speed * days"', 'formula = "length * 1"', 22, "in a circle: length → length"),
        (
            'formula = "speed * days"',
            'formula = "speed * days / (days - days) * days"',
            None,
            "division by zero",
        ),
        ('unit = "km/a"', 'unit = "furlong"', 21, "“furlong” .* not known"),
        ("value = 10\n", 'value = "ten"\n', 10, "must be a number"),
        ("value = 10\n", "value = 10\nmaximum = 5\n", 10, "at most 5"),
        ("value = 10\n", "value = 10\nlow = 20\n", 11, "ascending"),
        ("value = 10\n", "valeu = 10\n", 10, "“valeu” is not known"),
        ("value = 10\n", "value = nan\n", 10, "must be a number"),
        ("value = 10\n", 'value = 10\nclass = "sure"\n', 11, "one of: assumed"),
        ("value = 10\n", "value = 10\nslider = [5, 1]\n", 11, "two numbers"),
        ("value = 10\n", 'value = 10\ngroup = "none"\n', 11, "must be one of"),
        ('label.en = "Speed"\nlabel.fi = "Nopeus"\n', "", 5, "“label” is missing"),
        ('id = "price"', 'id = "speed"', 13, "used twice"),
        ('id = "price"', 'id = "Price"', 13, "small letters"),
        ('id = "price"', 'id = "max"', 13, "something else"),
        ("columns.money", "columns.many", 38, "no column “many”"),
        ('"length * price"', '"length"', 38, "cannot be shown in kEUR/a"),
        ('"length * price"', '"length * price + money"', 38, "in a circle"),
        ("columns.money", "by_year = [0, 1]\ncolumns.money", 38, "no formula in a money column"),
        ("amount = 100", "", 40, "either an “amount” or"),
        ("amount = 100", 'amount = "speed"', 43, "cannot be shown in EUR"),
        ("amount = 100", "amount = 100\nramp = [1]", 44, "yearly cost"),
        ("{ speed = 5 }", "{ sped = 5 }", 48, "no input “sped”"),
        ('id = "slow"', 'id = "base"', 46, "used twice"),
        ('label = "Test"', 'label = "Test', 3, "."),
        ('label = "Test"', 'label = "Test"\ncurrency = "euro"', 4, "three letters"),
        ('label = "Test"', 'label = "Test"\nunit = "kg"', 4, "amount of EUR"),
        ('label = "Test"', 'label = "Test"\ntiming = "weekly"', 4, "one of: yearly, monthly"),
        ('label = "Test"', 'label = "Test"\nhorizon = "speed"', 4, "in years"),
        ('label = "Test"', 'label = "Test"\nhorizon = 0.5', None, "whole number"),
        ("format = 1", "format = 2", 1, "not known to this version"),
        ('label = "Test"', 'label = "Test"\nextra = 1', 4, "“extra” is not known"),
    ],
)
def test_broken(old: str, new: str, line: int | None, says: str) -> None:
    assert old in GOOD
    with pytest.raises(ContentError, match=says) as caught:
        engine_of(GOOD.replace(old, new), PATH)
    assert "test.toml" in str(caught.value)
    if line is not None:
        assert caught.value.line == line


def test_division_by_zero_names_line_and_label() -> None:
    text = GOOD.replace('formula = "speed * days"', 'formula = "speed * days / zero"').replace(
        "[[column]]", '[[input]]\nid = "zero"\nlabel = "Zero"\nvalue = 0\n\n[[column]]'
    )
    with pytest.raises(ContentError, match=r"Length: .*division by zero") as caught:
        engine_of(text, PATH)
    assert caught.value.line == 18


def test_a_longer_circle_names_its_members() -> None:
    text = GOOD + '\n[[quantity]]\nid = "one"\nlabel = "1"\nformula = "two"\n'
    text += '[[quantity]]\nid = "two"\nlabel = "2"\nformula = "one"\n'
    with pytest.raises(ContentError, match=r"one → two|two → one"):
        parse_model(text, PATH)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_model(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'label = "\xe4"')
    with pytest.raises(ContentError, match="UTF-8"):
        read_model(tmp_path / "latin.toml")


RATED = """id = "rated"
label = "Rated"
horizon = 1

[[rate]]
currency = "USD"
value = 0.92
on = 2026-11-02
source = "Central bank"

[[input]]
id = "price"
label = "Price"
unit = "kUSD/a"
value = 100

[[column]]
id = "money"
label = "Money"
money = true

[[benefit]]
id = "sales"
label = "Sales"
columns.money = "price"

[[scenario]]
id = "rival"
label = "Rival"
alternative = "competitor"
set = { price = 40 }
"""


def test_another_currency_comes_in_by_a_dated_rate() -> None:
    engine = engine_of(RATED, PATH)
    assert engine.evaluate(engine.values()).annual_benefit == pytest.approx(92)  # kEUR
    assert engine.model.rates[0].on == date(2026, 11, 2)
    assert engine.model.scenarios["rival"].alternative is Alternative.COMPETITOR
    assert engine.model.scenarios[BASE].alternative is None


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("on = 2026-11-02\n", "", 5, "needs its day"),
        ("on = 2026-11-02", 'on = "November"', 8, "needs its day"),
        ('currency = "USD"', 'currency = "EUR"', 6, "another currency"),
        ("value = 0.92", "value = 0", 7, "at least"),
        ("value = 0.92\n", "", 5, "what one USD is worth"),
        ('currency = "USD"', 'currency = "SEK"', 25, "USD/a, which cannot be shown in kEUR/a"),
        ('alternative = "competitor"', 'alternative = "rival"', 30, "competitor, nothing"),
    ],
)
def test_currencies_are_never_mixed_without_one(old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(ContentError, match=says) as caught:
        engine_of(RATED.replace(old, new), PATH)
    assert caught.value.line == line
