"""Stretches of the calendar: months, weeks, quarters and their parts, in a year that may still be open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True, order=True)
class Window:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it spans; a single day is 1."""
        return (self.end - self.start).days + 1

    def shifted(self, days: int) -> "Window":
        """The same stretch so many days later, or earlier where negative."""
        return Window(self.start + timedelta(days=days), self.end + timedelta(days=days))


class Kind(Enum):
    """How long a stretch is; it decides what early, mid and late mean in it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    MONTHS = "months"  # several whole months: a quarter, a season, half a year, a year


@dataclass(frozen=True)
class Span:
    """A stretch of each year, such as September; `year` is None while nobody has said which year.

    `of` gives the days in a year, or None where that year has no such days (31 September, week 53).
    """

    kind: Kind
    of: Callable[[int], Window | None]
    year: int | None = None

    def next_from(self, today: date) -> Window | None:
        """The days that are meant: of the year that was said, else the first that are not over `today`."""
        if self.year is not None:
            return self.of(self.year)
        return next((w for w in self._around(today) if w.end >= today), None)

    def after(self, today: date) -> Window | None:
        """The first of these stretches that has not begun `today`."""
        return next((window for window in self._around(today) if window.start > today), None)

    def before(self, today: date) -> Window | None:
        """The last of these stretches that is over `today`."""
        return next((window for window in reversed(self._around(today)) if window.end < today), None)

    def _around(self, today: date) -> list[Window]:
        years = range(today.year - 2, today.year + 9)  # a leap day is at most eight years away
        return [window for year in years if (window := self.of(year)) is not None]


def fixed(kind: Kind, window: Window) -> Span:
    """A stretch that is known to the day."""
    return Span(kind, lambda _year: window, window.start.year)


def day_span(month: int, day: int, year: int | None = None) -> Span:
    """One day of the year."""

    def of(year: int) -> Window | None:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return Window(found, found)

    return Span(Kind.DAY, of, year)


def months_span(first: int, count: int, year: int | None = None) -> Span:
    """So many whole months from the `first`; they may run into the next year."""

    def of(year: int) -> Window:
        return Window(date(year, first, 1), month_start(date(year, first, 1), count) - ONE_DAY)

    return Span(Kind.MONTH if count == 1 else Kind.MONTHS, of, year)


def week_span(number: int, year: int | None = None) -> Span:
    """Monday to Friday of an ISO week."""

    def of(year: int) -> Window | None:
        try:
            return Window(date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 5))
        except ValueError:
            return None

    return Span(Kind.WEEK, of, year)


def week_of(day: date) -> Window:
    """Monday to Friday of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + timedelta(days=FRIDAY))


def months_of(day: date, months: int) -> Window:
    """The stretch of so many months (1, 3, 6 or 12) of the calendar year that a day lies in."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Window(first, month_start(first, months) - ONE_DAY)


def month_start(day: date, later: int) -> date:
    """The first day of the month so many months later."""
    years, month = divmod(day.month - 1 + later, 12)
    return date(day.year + years, month + 1, 1)


def moved_by(days: Window, by: int) -> Window:
    """The window about so many days later or earlier, kept in kind: months move by months, weeks by weeks."""
    months = _months_in(days)
    if months:
        return months_of(month_start(days.start, round(by / (months * 30.44)) * months), months)
    if days == week_of(days.start):
        return days.shifted(7 * round(by / 7))
    return days.shifted(by)


def stepped(days: Window, weeks: int) -> Window:
    """The window so many weeks later or earlier; whole months and quarters move by as many of their kind."""
    months = _months_in(days)
    if months:
        return months_of(month_start(days.start, weeks * months), months)
    return days.shifted(7 * weeks)


def _months_in(days: Window) -> int:
    """1, 3, 6 or 12 where the window is exactly such a stretch of the calendar, else 0."""
    return next((months for months in (1, 3, 6, 12) if days == months_of(days.start, months)), 0)


def part_of(span: Span, part: str) -> Span | None:
    """A part of the stretch; None where it has no such part, as a day has none."""
    if span.kind is Kind.DAY or _cut(span.kind, Window(date(2024, 1, 1), date(2024, 12, 31)), part) is None:
        return None

    def of(year: int) -> Window | None:
        whole = span.of(year)
        return None if whole is None else _cut(span.kind, whole, part)

    return replace(span, kind=Kind.DAY, of=of)


def _cut(kind: Kind, whole: Window, part: str) -> Window | None:
    if kind is Kind.WEEK:
        return _of_week(whole, part)
    if kind is Kind.MONTH:
        return _of_month(whole, part)
    return _of_months(whole, part)


def _of_week(whole: Window, part: str) -> Window | None:
    monday = whole.start
    days = {"early": (0, 1), "start": (0, 1), "mid": (2, 2), "late": (3, 4), "end": (3, 4)}
    if part not in days:
        return None
    first, last = days[part]
    return Window(monday + timedelta(days=first), monday + timedelta(days=last))


def _of_month(whole: Window, part: str) -> Window | None:
    last = whole.end.day
    days = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, last),
        "start": (1, 7),
        "end": (last - 6, last),
        "first half": (1, 15),
        "second half": (16, last),
        "week 1": (1, 7),
        "week 2": (8, 14),
        "week 3": (15, 21),
        "week 4": (22, 28),
        "week 0": (last - 6, last),
    }
    if part not in days:
        return None
    start, end = days[part]
    return Window(whole.start.replace(day=start), whole.start.replace(day=end))


def _of_months(whole: Window, part: str) -> Window | None:
    count = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    third, half = max(count // 3, 1), count // 2
    months = {
        "early": (0, third),
        "mid": (third, count - third),
        "late": (count - third, count),
        "start": (0, 1),
        "end": (count - 1, count),
        "first half": (0, half),
        "second half": (half, count),
    }
    if part not in months or (part.endswith("half") and count % 2):
        return None
    first, after = months[part]
    return Window(month_start(whole.start, first), month_start(whole.start, after) - ONE_DAY)
