"""One reader for each way of naming a time; the first that understands the words is right."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from app.errors import BadInputError
from app.i18n import tr
from app.method.calendar_spans import (
    Kind,
    Span,
    Window,
    day_span,
    fixed,
    month_start,
    months_of,
    months_span,
    part_of,
    week_of,
    week_span,
)
from app.method.spoken_words import FEASTS, MONTHS, NEAR_DAYS, NUMBERS, PARTS, RANKS, SEASONS, WEEKDAYS

Reader = Callable[[re.Match[str], date], Span | None]


def _any(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = r"(?P<year>\d{4}|'\d{2})"
_SHORT_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_MONTH = rf"(?P<month>{_any(MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(NUMBERS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
_WHICH = r"(?P<which>this|current|next|coming|last|past)"
_BARE_NUMBER = re.compile(r"(\d{1,2})(?:th|\.)?", re.ASCII)


def read_span(words: str, today: date) -> Span | None:
    """The stretch of the calendar that plain words name; None if they name none."""
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(words):
            return reader(found, today)
    return None


def bare_number(words: str) -> int | None:
    """The day in "3 to 7 May" that has no month of its own."""
    found = _BARE_NUMBER.fullmatch(words)
    return int(found[1]) if found else None


def _year(found: re.Match[str]) -> int | None:
    text = found.groupdict().get("year")
    if not text:
        return None
    digits = text.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _near(found: re.Match[str], today: date) -> Span:
    day = today + timedelta(days=NEAR_DAYS[found[0]])
    return fixed(Kind.DAY, Window(day, day))


def _offset(found: re.Match[str], today: date) -> Span | None:
    """ "In two weeks" and "within ten days"."""
    text = found["count"]
    count = int(text) if text.isdigit() else NUMBERS[text]
    unit = found["unit"]
    day = _later(today, count, unit)
    if found["within"]:
        return fixed(Kind.DAY, Window(today, day))
    if unit == "day":
        return fixed(Kind.DAY, Window(day, day))
    if unit in {"week", "fortnight"}:
        return fixed(Kind.WEEK, week_of(day))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return fixed(Kind.MONTH if months == 1 else Kind.MONTHS, months_of(day, months))


def _later(today: date, count: int, unit: str) -> date:
    if unit in {"day", "week", "fortnight"}:
        return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    first = month_start(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    return first.replace(day=min(today.day, months_of(first, 1).end.day))


def _relative(found: re.Match[str], today: date) -> Span:
    """ "This month", "next week"."""
    step = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1, "past": -1}[found["which"]]
    unit = found["unit"]
    if unit == "week":
        week = week_of(today + timedelta(days=7 * step))
        weekend = step == 0 and today > week.end  # said at the weekend, the rest of it is left
        return fixed(
            Kind.WEEK, Window(week.start, today + timedelta(days=6 - today.weekday())) if weekend else week
        )
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    here = months_of(today, months).start
    kind = Kind.MONTH if months == 1 else Kind.MONTHS
    return fixed(kind, months_of(month_start(here, months * step), months))


def _weekday(found: re.Match[str], today: date) -> Span:
    """ "Friday" is the coming one, today included; "next Friday" is the one of the next week."""
    wanted = WEEKDAYS[found["weekday"]]
    which = found["which"] or ""
    if which in {"next", "last", "past", "this", "current"}:
        step = {"next": 7, "this": 0, "current": 0}.get(which, -7)
        day = week_of(today).start + timedelta(days=step + wanted)
    else:
        day = today + timedelta(days=(wanted - today.weekday()) % 7)
    return fixed(Kind.DAY, Window(day, day))


def _weekday_of(found: re.Match[str], today: date) -> Span | None:
    """ "Thursday 26 November", where the day must be right, and "Thursday next week"."""
    inner = read_span(found["rest"].removeprefix("in "), today)
    days = None if inner is None else inner.next_from(today)
    if inner is None or days is None:
        return None
    wanted = WEEKDAYS[found["weekday"]]
    if inner.kind is Kind.WEEK:
        day = days.start + timedelta(days=wanted)
        return fixed(Kind.DAY, Window(day, day))
    if inner.kind is not Kind.DAY or days.days != 1:
        return None
    if days.start.weekday() != wanted:
        raise BadInputError(
            tr(
                "{day} is a {right}, not a {wrong}; correct one of them.",
                day=_figures(days.start),
                right=weekday_name(days.start.weekday()),
                wrong=weekday_name(wanted),
            )
        )
    return replace(inner, of=lambda _year: days)


def weekday_name(number: int) -> str:
    """The name of a weekday, Monday being 0."""
    names = (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
    )  # fmt: skip
    return names[number]


def _figures(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _week(found: re.Match[str], _today: date) -> Span:
    return week_span(int(found["week"]), _year(found))


def _quarter(found: re.Match[str], _today: date) -> Span:
    text = found["quarter"]
    number = int(text) if text.isdigit() else RANKS[text] or 4
    return months_span(number * 3 - 2, 3, _year(found))


def _half(found: re.Match[str], _today: date) -> Span:
    return months_span(1 if found["half"] == "1" else 7, 6, _year(found))


def _season(found: re.Match[str], _today: date) -> Span:
    return months_span(SEASONS[found["season"]], 3, _year(found))


def _month(found: re.Match[str], _today: date) -> Span:
    return months_span(MONTHS[found["month"]], 1, _year(found))


def _month_number(found: re.Match[str], _today: date) -> Span | None:
    number = int(found["number"])
    return months_span(number, 1, _year(found)) if 1 <= number <= 12 else None


def _whole_year(found: re.Match[str], _today: date) -> Span:
    return months_span(1, 12, _year(found))


def _feast(found: re.Match[str], _today: date) -> Span:
    days = FEASTS[found["feast"]]
    return Span(Kind.DAY, lambda year: Window(*days(year)), _year(found))


def _which_of_year(found: re.Match[str], today: date) -> Span | None:
    """ "Next September", "this spring", "last Christmas"."""
    inner = read_span(found["rest"], today)
    if inner is None or inner.year is not None:
        return None
    which = found["which"]
    if which in {"this", "current"}:
        days = inner.of(today.year)
    elif which in {"next", "coming"}:
        days = inner.after(today)
    else:
        days = inner.before(today)
    return None if days is None else fixed(inner.kind, days)


def _part(found: re.Match[str], today: date) -> Span | None:
    """ "Late April 2015", "end next month", "end year"."""
    rest = found["rest"].removeprefix("in ")
    if rest in {"week", "month", "quarter", "year"}:
        rest = f"this {rest}"
    whole = read_span(rest, today)
    return None if whole is None else part_of(whole, PARTS[found["part"]])


def _half_of(found: re.Match[str], today: date) -> Span | None:
    whole = read_span(found["rest"].removeprefix("in "), today)
    rank = RANKS[found["rank"]]
    if whole is None or rank > 2:
        return None
    return part_of(whole, "first half" if rank == 1 else "second half")


def _week_of(found: re.Match[str], today: date) -> Span | None:
    """ "First week of May": its first seven days."""
    month = read_span(found["rest"].removeprefix("in "), today)
    if month is None or month.kind is not Kind.MONTH:
        return None
    return part_of(month, f"week {RANKS[found['rank']]}")


def _day_of_month(found: re.Match[str], _today: date) -> Span | None:
    return _existing(int(found["day"]), MONTHS[found["month"]], _year(found))


def _month_and_number(found: re.Match[str], today: date) -> Span | None:
    """ "September 14": see the head of `spoken_dates`."""
    month, number = MONTHS[found["month"]], int(found["day"])
    whole = months_span(month, 1)
    if number > 31:
        return replace(whole, year=2000 + number)
    meant = whole.next_from(today)
    if meant is not None and meant.start.year % 100 == number:
        return replace(whole, year=meant.start.year)
    return _existing(number, month, None)


def _numbers(found: re.Match[str], _today: date) -> Span | None:
    """Year, month and day in figures, or day and month with dots."""
    return _existing(int(found["day"]), int(found["number"]), _year(found))


def _slashes(found: re.Match[str], _today: date) -> Span | None:
    first, second = int(found["first"]), int(found["second"])
    if first == second or first > 12 or second > 12:
        day, month = (second, first) if second > 12 else (first, second)
        return _existing(day, month, _year(found))
    year = _year(found)
    tail = "" if year is None else f".{year}"
    raise BadInputError(
        tr(
            "“{words}” can be read in two ways; write “{one}” or “{other}”.",
            words=found[0],
            one=f"{first}.{second}{tail or '.'}",
            other=f"{second}.{first}{tail or '.'}",
        )
    )


def _existing(day: int, month: int, year: int | None) -> Span | None:
    """One day; None for a 13th month, and an error for a day that its month does not have."""
    if not 1 <= month <= 12:
        return None
    span = day_span(month, day, year)
    if (year is None and span.of(2024) is None) or (year is not None and span.of(year) is None):
        raise BadInputError(tr("There is no day {day}.{month}.; check day and month.", day=day, month=month))
    return span


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (_any(NEAR_DAYS), _near),
        (rf"(?:(?P<within>within |(?:in )?next )|in )?{_COUNT} {_UNIT}(?: time)?", _offset),
        (rf"(?:in )?{_WHICH} (?P<unit>week|month|quarter|year)", _relative),
        (rf"(?:(?P<which>this|current|next|coming|last|past) )?{_WEEKDAY}", _weekday),
        (rf"{_WEEKDAY} (?P<rest>.+)", _weekday_of),
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})", _numbers),
        (r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})", _numbers),
        (rf"(?P<day>\d{{1,2}})\. ?(?P<number>\d{{1,2}})\.? ?{_SHORT_YEAR}", _numbers),
        (r"(?P<day>\d{1,2})\. ?(?P<number>\d{1,2})\.?", _numbers),
        (rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/{_SHORT_YEAR})?", _slashes),
        (rf"(?P<day>\d{{1,2}})(?:th|\.)? {_MONTH}(?: {_SHORT_YEAR})?", _day_of_month),
        (rf"{_MONTH} (?P<day>\d{{1,2}})th(?: {_YEAR})?", _day_of_month),
        (rf"{_MONTH} (?P<day>\d{{1,2}}) {_YEAR}", _day_of_month),
        (rf"{_MONTH} (?P<day>\d{{1,2}})", _month_and_number),
        (rf"(?:in )?{_MONTH}(?: {_YEAR})?", _month),
        (r"(?:in )?(?P<year>\d{4})-(?P<number>\d{1,2})", _month_number),
        (r"(?:in )?(?P<number>\d{1,2})[./](?P<year>\d{4})", _month_number),
        (rf"(?:in )?(?:week|wk|w) ?(?P<week>\d{{1,2}})(?: {_YEAR})?", _week),
        (r"(?P<year>\d{4})[- ]?w(?P<week>\d{1,2})", _week),
        (rf"(?:in )?q(?P<quarter>[1-4])(?: {_YEAR})?", _quarter),
        (r"(?:in )?(?P<year>\d{4})[- ]?q(?P<quarter>[1-4])", _quarter),
        (rf"(?:in )?(?P<quarter>{_any(RANKS)}) quarter(?: (?:in )?{_YEAR})?", _quarter),
        (rf"(?:in )?h(?P<half>[12])(?: {_YEAR})?", _half),
        (r"(?:in )?(?P<year>\d{4})[- ]?h(?P<half>[12])", _half),
        (rf"(?:in )?(?P<season>{_any(SEASONS)})(?: {_YEAR})?", _season),
        (r"(?:in )?(?:year )?(?P<year>\d{4})", _whole_year),
        (rf"(?P<feast>{'|'.join(FEASTS)})(?: {_YEAR})?", _feast),
        (rf"(?:in )?(?P<part>{_any(PARTS)}) (?P<rest>.+)", _part),
        (rf"(?:in )?(?P<rank>{_any(RANKS)}) half (?P<rest>.+)", _half_of),
        (rf"(?:in )?(?P<rank>{_any(RANKS)}) week (?P<rest>.+)", _week_of),
        (rf"{_WHICH} (?P<rest>.+)", _which_of_year),
    )
)
