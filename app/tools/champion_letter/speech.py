"""How days, names, times and languages are said in the language that a letter is written in.

In the program's own language by its own texts, in every other one as Babel knows it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from app.i18n import language, tr
from app.method.figures import months_text, whole_months
from app.method.spoken_dates import Window, month_name, say
from app.method.spoken_words import MONTHS

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = (
    "cs", "da", "de", "en", "es", "et", "fi", "fr", "hu", "it", "lt", "lv", "nb", "nl", "pl", "pt",
    "ro", "sk", "sl", "sv",
)  # fmt: skip
"""Codes of the languages that a template is offered for."""


def locale_of(letter_language: str, locale: str) -> str:
    """How figures are written in a letter: as the user has it, in a letter of another language as that one has it."""
    known = {"", language(), locale.replace("-", "_").partition("_")[0]}
    return locale if letter_language in known else letter_language


def language_name(code: str) -> str:
    """A language as the program calls it: Finnish."""
    found = _babel(code)
    name = found.get_display_name(language()) if found is not None else None
    return (name or code)[:1].upper() + (name or code)[1:]


def knows_language(code: str) -> bool:
    """Whether there is a language of that code."""
    return _babel(code) is not None


def day_text(day: date, code: str = "") -> str:
    """A day in words: 21 November 2026; without a language in the program's own."""
    found = _foreign(code)
    if found is None:
        return say(Window(day, day))
    from babel.dates import format_date  # late: Babel is not needed for the first picture

    return format_date(day, "long", found)


def window_text(days: Window, code: str = "") -> str:
    """A time of the plan; one that only a range could name, and one in another language, by its last day."""
    text = "" if _foreign(code) is not None else say(days)
    return text if text and "–" not in text else day_text(days.end, code)


def names_text(names: Sequence[str], code: str = "") -> str:
    """Names as one says them: Marja, Kari and Elina."""
    if len(names) < 2:
        return "".join(names)
    found = _foreign(code)
    if found is None:
        return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    from babel.lists import format_list  # late: as above

    return format_list(list(names), "standard", found)


def time_text(months: float, code: str = "") -> str:
    """A payback in words: 14 months."""
    found = _foreign(code)
    if found is None:
        return months_text(months)
    from babel.units import format_unit  # late: as above

    return format_unit(whole_months(months), "duration-month", "long", locale=found)


@lru_cache(maxsize=8)
def month_words(code: str = "") -> Mapping[str, str]:
    """How a letter writes months, and weeks where that is known; each with the word that spoken dates read."""
    read: dict[int, str] = {}
    for word, number in MONTHS.items():
        read.setdefault(number, word)
    found = _foreign(code)
    if found is None:
        return {month_name(number): word for number, word in read.items()} | {tr("week"): "week"}
    forms = [found.months[context]["wide"] for context in ("format", "stand-alone")]
    return {str(form[number]): word for form in forms for number, word in read.items()}


@lru_cache(maxsize=8)
def day_words(code: str = "") -> tuple[str, ...]:
    """Words that are a date by themselves: the days of the week, today and tomorrow."""
    found = _foreign(code)
    if found is not None:
        return tuple(str(name) for name in found.days["format"]["wide"].values())
    return (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
        tr("today"), tr("tomorrow"),
    )  # fmt: skip


def _foreign(code: str) -> "Locale | None":
    """What Babel knows of another language than the program's; None for its own, or an unknown one."""
    return None if code in {"", language()} else _babel(code)


@lru_cache(maxsize=32)
def _babel(locale: str) -> "Locale | None":
    from babel import Locale  # late: as above
    from babel.core import UnknownLocaleError

    try:
        return Locale.parse(locale.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None
