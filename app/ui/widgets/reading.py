"""What people type into number and date fields, in the way they write it."""

import re
from datetime import date, timedelta
from math import isfinite

from PySide6.QtCore import QLocale

from app.errors import BadInputError
from app.i18n import tr
from app.method import money
from app.method.figures import day_text

_SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9}
_DATE_FORMATS = ("yyyy-M-d", "d.M.yyyy", "d/M/yyyy", "d MMM yyyy", "d MMMM yyyy", "d MMM yy")


def read_number(
    text: str, minimum: float, maximum: float, *, unit: str = "", empty: bool = True
) -> float | None:
    """The number in `text` ("1 250,5", "3.7m", "12 %"); raises BadInputError with one sentence."""
    bare = text.strip().removesuffix(unit).strip() if unit else text.strip()
    if not bare:
        if empty:
            return None
        raise BadInputError(tr("A number is needed here."))
    number = _parsed(bare)
    if number is None or not isfinite(number):
        raise BadInputError(tr("“{text}” is not a number.", text=text.strip()))
    if not minimum <= number <= maximum:
        raise BadInputError(
            tr("Between {low} and {high}, please.", low=_plain(minimum), high=_plain(maximum))
        )
    return number


def show_number(number: float | None, decimals: int = 0, unit: str = "", *, trimmed: bool = False) -> str:
    """A number as a field shows it: grouped, with its unit; `trimmed` of zeros behind the decimal point."""
    if number is None:
        return ""
    locale = QLocale()
    text = locale.toString(float(number), "f", decimals)
    if trimmed and decimals:
        text = text.rstrip(locale.zeroDigit()).removesuffix(locale.decimalPoint())
    return f"{text} {unit}" if unit else text


def read_date(text: str) -> date | None:
    """The day in `text`; raises BadInputError with one sentence."""
    plain = text.strip().lower()
    near = {tr("today"): 0, tr("tomorrow"): 1, tr("yesterday"): -1}
    if plain in near:
        return date.today() + timedelta(days=near[plain])
    locale = QLocale()
    formats = (
        locale.dateFormat(QLocale.FormatType.ShortFormat),
        locale.dateFormat(QLocale.FormatType.LongFormat),
        *_DATE_FORMATS,
    )
    for pattern in formats:
        for reader in (locale, QLocale(QLocale.Language.English)):
            found = reader.toDate(text.strip(), pattern, 2000)
            if found.isValid():
                return date(found.year(), found.month(), found.day())
    raise BadInputError(tr("“{text}” is not a day. Write it like 18 Dec 2026.", text=text.strip()))


def show_date(day: date | None) -> str:
    """A day as a field shows it: 18 Dec 2026."""
    return day_text(day)


def show_money(minor: int | None, currency: str) -> str:
    """An amount where space is short: €4.0m."""
    return money.short(minor, currency, QLocale().decimalPoint())


def show_amount(minor: int | None, currency: str) -> str:
    """An amount that is read to the last unit: €12,500."""
    return money.full(minor, currency, QLocale().name())


def _parsed(text: str) -> float | None:
    compact = re.sub(r"[\s\u00a0\u202f'’]", "", text).replace("−", "-")
    match = re.fullmatch(r"(.*?\d[.,]?)(k|m|bn)", compact, flags=re.IGNORECASE)
    times = _SHORT[match[2].lower()] if match else 1.0
    digits = match[1] if match else compact
    for locale in (QLocale(), QLocale.c()):
        number, good = locale.toDouble(digits)
        if good:
            return number * times
    # a decimal comma where the locale writes a point, and the other way round
    number, good = QLocale.c().toDouble(digits.replace(",", ".") if digits.count(",") == 1 else digits)
    return number * times if good else None


def _plain(number: float) -> str:
    return QLocale().toString(float(number), "g", 12)
