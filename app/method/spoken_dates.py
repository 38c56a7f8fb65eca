"""Time as people say it: words become a window of days, and a window becomes words again.

What the words mean where they leave room:

- *early, mid, late* are days 1-10, 11-20 and 21 to the last of a month; *start* and *end* are its first
  and last seven days. Of a quarter or a year they are its thirds, and its first and last month.
- *week 48* and *next week* are Monday to Friday. *In two weeks* is the week of that day, *in two months*
  the month, *in ten days* the day; *within two weeks* is from today to that day.
- *by* sets no beginning: "by end September" is the end of September.
- *before* Christmas is the week that ends on the day before, *after* it the week that follows.
- Without a year the next such time is meant, counting today.
- *September 14*: a number behind a month is the day, unless the next September lies in the year 14: then
  both readings fall into the same month, and all of it is taken, which is true either way.
- *24.12.2026* has the day first. With slashes the day or the month may come first; where both can be
  read, the words are refused with both readings named.
"""

from datetime import date, timedelta

from app.errors import BadInputError
from app.i18n import tr
from app.method.calendar_spans import ONE_DAY, Span, Window, day_span, month_start, months_of, week_of
from app.method.spoken_readers import bare_number, read_span
from app.method.spoken_words import plain

__all__ = ["EARLIEST", "LATEST", "LONGEST", "Window", "say", "window"]

LONGEST = 120  # letters of a spoken time, as they are stored
EARLIEST, LATEST = 1990, 2100  # years that a plan may name
WEEK = timedelta(days=7)


def window(text: str, today: date) -> Window:
    """The days that the words mean, said on `today`.

    Raises BadInputError with one sentence if they are no time, or could be two different ones.
    """
    if len(text) > LONGEST:
        raise BadInputError(tr("A time has at most {most} letters; write the rest as a note.", most=LONGEST))
    words = plain(text).removeprefix("until ").removeprefix("till ")
    found = _window(words, today) if words else None
    if found is None:
        raise _not_understood(text)
    if not (found.start.year >= EARLIEST and found.end.year <= LATEST):
        raise BadInputError(
            tr(
                "“{words}” is not between {first} and {last}.",
                words=text.strip(),
                first=EARLIEST,
                last=LATEST,
            )
        )
    return found


def _not_understood(text: str) -> BadInputError:
    words = " ".join(text.split())
    if not words:
        return BadInputError(tr("Write a time, such as “end of September”, “week 48” or “Q2 2027”."))
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    return BadInputError(
        tr(
            "“{words}” is not understood as a time; write it as “end of September”, “week 48”, “Q2 2027”, "
            "“next Friday” or “13 December 2026”.",
            words=shown,
        )
    )


def _window(words: str, today: date) -> Window | None:
    for word, side in (("before ", -1), ("after ", 1)):
        if words.startswith(word):
            return _beside(words.removeprefix(word), side, today)
    if words.startswith("between ") and " and " in words:
        words = words.removeprefix("between ").replace(" and ", " to ", 1)
    words = words.removeprefix("from ")
    if " to " in words:
        left, _, right = words.partition(" to ")
        return _range(left, right, today)
    span = read_span(words, today)
    return None if span is None else span.next_from(today)


def _beside(words: str, side: int, today: date) -> Window | None:
    """The week before or after something."""
    span = read_span(words, today)
    found = None if span is None else span.next_from(today)
    if found is None:
        return None
    if side < 0:
        return Window(found.start - WEEK, found.start - ONE_DAY)
    return Window(found.end + ONE_DAY, found.end + WEEK)


def _range(left: str, right: str, today: date) -> Window | None:
    """From the beginning of one time to the end of another; they share the year, and a month if need be."""
    last = read_span(_counted_like(left, right), today)
    if last is None:
        return None
    day = bare_number(left)
    if day is not None:
        end = last.next_from(today)
        first = None if end is None else day_span(end.start.month, day, end.start.year)
        return None if first is None or end is None else _joined(first.next_from(today), end)
    begin = read_span(left, today)
    if begin is None:
        return None
    return _joined(*_same_year(begin, last, today))


def _counted_like(left: str, right: str) -> str:
    """ "week 48 to 50" says "week" once."""
    counted = next((word for word in ("week ", "wk ", "w", "q") if left.startswith(word)), "")
    if counted and right[:1].isdigit() and left.removeprefix(counted)[:1].isdigit():
        return counted + right
    return right


def _same_year(begin: Span, last: Span, today: date) -> tuple[Window | None, Window | None]:
    if begin.year is not None:
        first = begin.next_from(today)
        if last.year is not None or first is None:
            return first, last.next_from(today)
        ends = (last.of(first.start.year), last.of(first.start.year + 1))
        return first, next((end for end in ends if end is not None and end.end >= first.start), None)
    end = last.next_from(today)
    if end is None:
        return None, None
    begins = (begin.of(end.end.year), begin.of(end.end.year - 1))
    return next((first for first in begins if first is not None and first.start <= end.end), None), end


def _joined(first: Window | None, last: Window | None) -> Window | None:
    if first is None or last is None:
        return None
    if first.start > last.end:
        raise BadInputError(tr("This time ends before it begins; write the earlier end first."))
    return Window(first.start, last.end)


def say(days: Window) -> str:
    """The window in words that mean the same window again, on whatever day they are read."""
    return _known_stretch(days) or _said_range(days)


def month_name(month: int) -> str:
    """The name of a month, 1..12."""
    return (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )[month - 1]  # fmt: skip


def _known_stretch(days: Window) -> str:
    """The name of a day, week, month, part of a month, quarter, half or year; "" for any other stretch."""
    start, year = days.start, days.start.year
    month = month_name(start.month)
    if days.days == 1:
        return tr("{day} {month} {year}", day=start.day, month=month, year=year)
    if days == week_of(start):
        week = start.isocalendar()
        return tr("week {week} {year}", week=week.week, year=week.year)
    half = tr("first half of {year}") if start.month == 1 else tr("second half of {year}")
    whole = {
        1: tr("{month} {year}", month=month, year=year),
        3: tr("Q{quarter} {year}", quarter=(start.month + 2) // 3, year=year),
        6: half.format(year=year),
        12: str(year),
    }
    named = next((text for months, text in whole.items() if days == months_of(start, months)), "")
    return named or _said_part(days, month)


def _said_part(days: Window, month: str) -> str:
    last = months_of(days.start, 1).end
    if days.end > last:
        return ""
    parts = {
        (1, 10): tr("early {month} {year}"),
        (11, 20): tr("mid {month} {year}"),
        (21, last.day): tr("late {month} {year}"),
        (last.day - 6, last.day): tr("end of {month} {year}"),
    }
    text = parts.get((days.start.day, days.end.day), "")
    return text.format(month=month, year=days.start.year)


def _said_range(days: Window) -> str:
    start, end = days.start, days.end
    whole_months = start.day == 1 and end == month_start(end, 1) - ONE_DAY
    if whole_months:
        first = month_name(start.month)
        last = tr("{month} {year}", month=month_name(end.month), year=end.year)
    elif (start.year, start.month) == (end.year, end.month):
        return tr("{first}–{last}", first=start.day, last=_known_stretch(Window(end, end)))
    else:
        first = tr("{day} {month}", day=start.day, month=month_name(start.month))
        last = _known_stretch(Window(end, end))
    if start.year != end.year:
        first = tr("{words} {year}", words=first, year=start.year)
    return tr("{first} – {last}", first=first, last=last)
