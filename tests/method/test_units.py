"""Units: reading, converting and clashes."""

import pytest

from app.errors import BadInputError
from app.method.formula import compile_formula
from app.method.units import NUMBER, UnitBook, dimension_of, measured_in

BOOK = UnitBook("EUR", {"stop": "stop", "shift": "8 h"})


@pytest.mark.parametrize(
    ("one", "value", "other", "result"),
    [
        ("m/min", 1, "m/h", 60),
        ("g/m²", 152, "kg/m2", 0.152),
        ("kg/s", 16, "t/h", 57.6),
        ("MW", 2, "MWh/h", 2),
        ("GJ", 3.6, "MWh", 1),
        ("kEUR/a", 12, "EUR/month", 1000),
        ("MEUR/pp/a", 2, "EUR/a", 200e6),
        ("%", 5, "1", 0.05),
        ("shift", 3, "d", 1),
        ("stop/shift", 1, "stop/d", 3),
        ("m^3", 1, "l", 1000),
        ("EUR/MWh", 60, "EUR·MWh^-1", 60),
    ],
)
def test_conversion(one: str, value: float, other: str, result: float) -> None:
    first, second = BOOK.unit(one), BOOK.unit(other)
    assert first.dimension == second.dimension
    assert value * first.factor / second.factor == pytest.approx(result)


@pytest.mark.parametrize("text", ["furlong", "EUR/xyz", "m//h2x", "kkg", "2m"])
def test_unknown(text: str) -> None:
    with pytest.raises(BadInputError, match="not known"):
        BOOK.unit(text)


NAMES = {
    name: BOOK.unit(unit).dimension
    for name, unit in {"speed": "m/min", "width": "m", "days": "d/a", "price": "EUR/t", "share": "%"}.items()
}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("speed * width * days", "m2/a"),
        ("1 - share", "%"),
        ("max(speed, 0)", "km/h"),
        ("speed if width > 0 else 0", "m/s"),
        ("width ** 2", "m2"),
        ("sqrt(width * width)", "m"),
        ("speed / speed", ""),
        ("pmt(share, days, price)", "EUR/t/h*a"),
        ("not width > 0 and share < 1", ""),
    ],
)
def test_what_a_formula_measures(text: str, unit: str) -> None:
    assert dimension_of(compile_formula(text), NAMES) == BOOK.unit(unit).dimension


@pytest.mark.parametrize(
    "text",
    [
        *("speed + width", "speed + 57", "speed > width", "min(speed, price)", "2 ** width", "round(width)"),
        *("width if share > 0 else speed", "width ** share", "ln(price)"),
    ],
)
def test_clash(text: str) -> None:
    with pytest.raises(BadInputError):
        dimension_of(compile_formula(text), NAMES)


def test_days_of_the_year_are_not_hours_of_the_machine() -> None:
    without_days = dimension_of(compile_formula("speed * width"), NAMES)
    assert without_days != BOOK.unit("m2/a").dimension


def test_in_words() -> None:
    assert measured_in(BOOK.unit("kEUR/a").dimension) == "EUR/a"
    assert measured_in(NUMBER) == "a plain number"
