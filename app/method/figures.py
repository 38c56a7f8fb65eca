"""Figures for the eye: grouped as the locale writes them, with no more digits than are read."""

import math
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from app.i18n import plural, tr

if TYPE_CHECKING:
    from babel import Locale

EMPTY = "–"
"""What stands where there is no figure."""
_THIN = "\u202f"
_COUNTED = re.compile(r"([a-z]{4,})(/a)?")  # a thing with a name, not the sign of a unit


@lru_cache(maxsize=32)
def locale_of(name: str) -> "Locale":
    """How figures are written where people speak like this; "C" and what nobody knows is read as British."""
    from babel import Locale  # late: Babel is not needed for the first picture
    from babel.core import UnknownLocaleError

    try:
        return Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


@lru_cache(maxsize=32)
def _signs(locale: str) -> tuple[str, str]:
    """The decimal sign and the sign between thousands."""
    symbols = locale_of(locale).number_symbols
    latin = symbols.get("latn", symbols)
    return str(latin.get("decimal", ".")), str(latin.get("group", ","))


def figure(value: float | None, decimals: int | None = None, locale: str = "en_GB") -> str:
    """A number as people read it; without `decimals`, at most as many as three figures need, two at most.

    Decimals that are all zero are left out.
    """
    if value is None:
        return EMPTY
    decimal, group = _signs(locale)
    text = f"{abs(value):,.{fitting_decimals(value) if decimals is None else decimals}f}"
    whole, _point, rest = text.partition(".")
    rest = rest.rstrip("0") if decimals is None or not int(rest or 0) else rest
    shown = whole.replace(",", group) + (decimal + rest if rest else "")
    negative = value < 0 and float(text.replace(",", "")) != 0
    return f"−{shown}" if negative else shown


def fitting_decimals(value: float) -> int:
    """Decimals that leave about three figures: 3,242 but 60.2 and 1.25."""
    size = abs(value)
    if size >= 99.95 or size == 0:
        return 0
    return 1 if size >= 9.995 else 2


def with_unit(value: float | None, unit: str, decimals: int | None = None, locale: str = "en_GB") -> str:
    """A figure and its unit; the empty sign alone where there is no figure."""
    text = figure(value, decimals, locale)
    return text if value is None or not unit else f"{text} {_said(unit, value)}"


def _said(unit: str, value: float) -> str:
    """A unit beside its figure: what is counted in words stands in the plural, "workdays a year"."""
    counted = _COUNTED.fullmatch(unit)
    if counted is None:
        return unit
    word, yearly = counted.groups()
    things = word if abs(value) == 1 or word.endswith("s") else tr("{thing}s", thing=word)
    return tr("{things} a year", things=things) if yearly else things


def signed(value: float | None, unit: str = "", locale: str = "en_GB") -> str:
    """A figure with its sign in front, as changes are written: +22,000 t."""
    text = with_unit(value, unit, locale=locale)
    return f"+{text}" if value is not None and value > 0 else text


def day_text(day: date | None) -> str:
    """A day as it is written on paper and on the screen, in words in every locale: 9 Nov 2026; empty for None."""
    return f"{day.day} {day:%b %Y}" if day else ""


def percent(share: float | None, locale: str = "en_GB", decimals: int = 0) -> str:
    """A share of 1 as per cent."""
    return EMPTY if share is None else f"{figure(100 * share, decimals, locale)}{_THIN}%"


def whole_months(months: float) -> int:
    """Months as they are promised: a part of a month counts as a month."""
    return math.ceil(months - 1e-9)


def months_text(months: float) -> str:
    """A payback in words: 14 months."""
    return plural("{n} month", "{n} months", whole_months(months))


def payback_text(months: float | None, invests: bool) -> str:
    """A payback, or why there is none."""
    if months is not None:
        return months_text(months)
    return tr("never within the horizon") if invests else tr("no investment")
