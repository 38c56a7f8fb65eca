"""The words in which people name times: months, weekdays, parts, numbers and feasts, as plain tables."""

import re
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            ("a", "an", "one"),
            ("two", "couple", "a couple", "couple of", "a couple of"),
            ("three",),
            ("four",),
            ("five",),
            ("six",),
            ("seven",),
            ("eight",),
            ("nine",),
            ("ten",),
            ("eleven",),
            ("twelve",),
        ),
        1,
    )
    for word in words
}
RANKS = {"first": 1, "1th": 1, "second": 2, "2th": 2, "third": 3, "3th": 3, "fourth": 4, "4th": 4, "last": 0}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first of three months
PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "beginning": "start",
    "start": "start",
}
NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}

_POLITE = re.compile(
    r"\b(?:no later than|not later than|at the latest|latest|sometime|some time|probably|hopefully|"
    r"approximately|approx|around|about|circa|ca|by|the|of|on|at|during|from now)\b"
)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_DASHES = re.compile(r"[‐‑‒–—−]")
_SHEET = re.compile(r"^(?:(\d{1,2})-)?([a-z]{3,9})-(\d{2}|\d{4})$")  # "13-dec-2014", "jan-26"
_PART_DASH = re.compile(r"\b(early|mid|late|end)-(?=[a-z])")
_COUNTED_DASH = re.compile(r"^((?:week|wk|w|q) ?\d{1,2})-(?=\d)")  # "week 48-50"
_RANGE_DASH = re.compile(
    r"\s+-\s+|(?<=\d)-(?=\d{1,2}(?:st|nd|rd|th|\.)?\s+[a-z])|(?<=[a-z])-(?=[a-z\d])|(?<=q\d)-(?=q\d)|"
    r"(?<=\d\.)-(?=\d)|(?<=\b\d{4})-(?=\d{4}\b)"
)
_ABBREVIATION = re.compile(r"(?<=[a-z])\.(?=\s|$)|,")


def plain(text: str) -> str:
    """The words in small letters, without the polite ones; " to " stands between the ends of a range.

    An ordinal keeps its "th", for it is always a day.
    """
    words = _DASHES.sub("-", text.casefold()).replace("’", "'").strip()
    words = _SHEET.sub(lambda found: " ".join(filter(None, found.groups())), words)
    words = words.replace("year-end", "end year").replace("year end", "end year")
    words = _PART_DASH.sub(r"\1 ", words)
    words = _RANGE_DASH.sub(" to ", _COUNTED_DASH.sub(r"\1 to ", words))
    words = re.sub(r"\s(?:until|till|through|thru)\s", " to ", words)
    words = _ORDINAL.sub(r"\1th", _ABBREVIATION.sub(" ", words))
    return " ".join(_POLITE.sub(" ", words).split())


def christmas(year: int) -> tuple[date, date]:
    """Christmas Eve to Boxing Day."""
    return date(year, 12, 24), date(year, 12, 26)


def easter(year: int) -> tuple[date, date]:
    """Good Friday to Easter Monday, by the Gregorian computus (Meeus)."""
    century, rest = divmod(year, 100)
    lunar = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    solar = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (year % 19 + 11 * lunar + 22 * solar) // 451
    month, day = divmod(lunar + solar - 7 * shift + 114, 31)
    sunday = date(year, month, day + 1)
    return sunday - timedelta(days=2), sunday + timedelta(days=1)


def midsummer(year: int) -> tuple[date, date]:
    """The Nordic Midsummer: the Friday from 19 to 25 June, and its Saturday."""
    earliest = date(year, 6, 19)
    friday = earliest + timedelta(days=(4 - earliest.weekday()) % 7)
    return friday, friday + timedelta(days=1)


def new_year(year: int) -> tuple[date, date]:
    """New Year's Day."""
    return date(year, 1, 1), date(year, 1, 1)


FEASTS = {
    "christmas": christmas,
    "xmas": christmas,
    "easter": easter,
    "midsummer": midsummer,
    "new year": new_year,
}
