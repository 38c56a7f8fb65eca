"""Figures in words."""

import pytest

from app.method import money
from app.method.figures import figure, months_text, payback_text, percent, signed, with_unit


@pytest.mark.parametrize(
    ("value", "decimals", "locale", "text"),
    [
        (3242.46, None, "en_GB", "3,242"),
        (60.25, None, "en_GB", "60.2"),
        (1.4, None, "en_GB", "1.4"),
        (99.96, None, "en_GB", "100"),
        (0.0, None, "en_GB", "0"),
        (-102.24, None, "en_GB", "−102"),
        (-0.001, None, "en_GB", "0"),
        (1234567.5, 1, "de_DE", "1.234.567,5"),
        (1234567.0, 1, "de_DE", "1.234.567"),
        (12345.0, 0, "fi_FI", "12\xa0345"),
        (12.0, 2, "nonsense", "12"),
        (None, None, "en_GB", "–"),
    ],
)
def test_figure(value: float | None, decimals: int | None, locale: str, text: str) -> None:
    assert figure(value, decimals, locale) == text


def test_units_and_signs() -> None:
    assert with_unit(3700, "kEUR") == "3,700 kEUR"
    assert with_unit(None, "kEUR") == "–"
    assert with_unit(12, "workday/a") == "12 workdays a year"
    assert with_unit(1, "ride") == "1 ride"
    assert with_unit(0.4, "kEUR/workday") == "0.4 kEUR/workday"
    assert signed(22000, "t") == "+22,000 t"
    assert signed(-100) == "−100"
    assert percent(0.1463, decimals=1) == "14.6\u202f%"


def test_a_part_of_a_month_is_a_month() -> None:
    assert months_text(13.75) == "14 months"
    assert months_text(13.0) == "13 months"
    assert months_text(0.2) == "1 month"
    assert payback_text(None, invests=True) == "never within the horizon"
    assert payback_text(None, invests=False) == "no investment"


@pytest.mark.parametrize("locale", ["C", "xx_YY", ""])
def test_a_locale_that_nobody_knows_is_read_as_british(locale: str) -> None:
    assert money.full(123_456, "EUR", locale) == "€1,234.56"
    assert figure(1234.5, 1, locale) == "1,234.5"
