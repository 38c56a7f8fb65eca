"""What a timeline shows, and where: bars on rows, days on a scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from app.method.calendar_spans import Window, month_start, months_of, week_of

ROW, HEAD, FOOT = 34.0, 46.0, 34.0  # pixels at 100 %
LONGEST = 600  # days that one timeline shows
LABELS = 290.0  # the column of titles, at most
Gate = Literal["", "pending", "go", "no_go"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """One row: what, on which days (None: no time yet), in which tone, and how it stands.

    `hollow` is drawn as an outline, `starred` is the next step, `after` are keys of the rows it waits for.
    """

    key: int
    label: str
    days: Window | None
    tone: str = "accent"
    caption: str = ""
    tip: str = ""
    gate: Gate = ""
    done: bool = False
    hollow: bool = False
    starred: bool = False
    movable: bool = True
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scene:
    """Everything on the timeline; `voids` are the Mondays of weeks in which nothing is agreed."""

    bars: tuple[Bar, ...] = ()
    today: date = date.min
    decision: date | None = None
    voids: tuple[date, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()  # tone or sign, text

    def bar(self, key: int | None) -> Bar | None:
        """A bar by its key."""
        return next((bar for bar in self.bars if bar.key == key), None)


@dataclass(frozen=True)
class Scale:
    """Days against pixels."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day(self) -> float:
        """The width of a day in pixels."""
        return (self.right - self.left) / max((self.last - self.first).days + 1, 1)

    def start(self, day: date) -> float:
        """The pixel where a day begins."""
        return self.left + (day - self.first).days * self.day

    def end(self, day: date) -> float:
        """The pixel where a day ends."""
        return self.start(day) + self.day

    def shows(self, days: Window) -> bool:
        """Whether any of the days is on the scale."""
        return days.end >= self.first and days.start <= self.last

    def days(self, pixels: float) -> int:
        """How many days a way of so many pixels is."""
        return round(pixels / self.day)

    def at(self, pixel: float) -> date:
        """The day at a pixel."""
        return self.first + timedelta(days=int((pixel - self.left) // self.day))


@dataclass(frozen=True)
class Layout:
    """Where everything is, in a rectangle at a zoom of `unit`."""

    rect: QRectF
    unit: float
    labels: float
    scale: Scale
    rows: dict[int, QRectF] = field(default_factory=dict)

    @property
    def body(self) -> QRectF:
        """The area of the rows, right of the titles."""
        top = self.rect.top() + HEAD * self.unit
        return QRectF(
            self.scale.left, top, self.scale.right - self.scale.left, len(self.rows) * ROW * self.unit
        )

    def span(self, bar: Bar, days: Window | None = None) -> QRectF:
        """The rectangle of a bar, perhaps on other days than its own; empty without a time."""
        shown = days or bar.days
        if shown is None or not self.scale.shows(shown):
            return QRectF()
        row = self.rows[bar.key]
        high = 14 * self.unit
        left = max(self.scale.start(shown.start), self.scale.left)
        right = min(self.scale.end(shown.end), self.scale.right)
        if right - left < high:  # a day among months must still be seen and caught
            middle = (left + right) / 2
            left, right = middle - high / 2, middle + high / 2
        return QRectF(left, row.center().y() - high / 2, right - left, high)

    def diamond(self, bar: Bar, days: Window | None = None) -> QPointF:
        """The middle of a gate's diamond: at the end of its time."""
        span = self.span(bar, days)
        return QPointF(span.right() - min(span.width() / 2, 7 * self.unit), span.center().y())

    def reach(self, bar: Bar) -> QRectF:
        """Where a hand can take hold of a bar."""
        span = self.span(bar)
        if span.isEmpty():
            return span
        room = span.adjusted(-3 * self.unit, -6 * self.unit, 3 * self.unit, 6 * self.unit)
        if bar.gate:
            middle, half = self.diamond(bar), 11 * self.unit
            room = room.united(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
        return room


def natural_height(rows: int, unit: float) -> float:
    """How high a timeline of so many rows wants to be."""
    return (HEAD + max(rows, 1) * ROW + FOOT) * unit


def lay_out(rect: QRectF, scene: Scene, unit: float) -> Layout:
    """Titles at the left, the days from the first to the last that matter at the right."""
    labels = min(LABELS * unit, rect.width() * 0.34)
    first, last = span_of(scene)
    scale = Scale(first, last, rect.left() + labels, rect.right() - 8 * unit)
    rows = {
        bar.key: QRectF(rect.left(), rect.top() + (HEAD + place * ROW) * unit, rect.width(), ROW * unit)
        for place, bar in enumerate(scene.bars)
    }
    return Layout(rect, unit, labels, scale, rows)


def span_of(scene: Scene) -> tuple[date, date]:
    """From a week before the first that happens to a week after the last, at least six weeks.

    A time far away from the others (a wrong year, mostly) would press the rest together: beyond LONGEST
    only what lies around today counts, or, where nothing does, around the middle of the plan.
    """
    times = [bar.days for bar in scene.bars if bar.days]
    marks = [Window(day, day) for day in (scene.today, scene.decision) if day is not None]
    if _length(times + marks) > LONGEST:
        ends = sorted(days.end for days in times)
        near = [days for days in times if _near(days, scene.today)]
        middle = scene.today if near or not ends else ends[len(ends) // 2]
        times = [days for days in times if _near(days, middle)]
        marks = [days for days in marks if _near(days, middle)]
        marks = marks if times or marks else [Window(middle, middle)]
    shown = times + marks
    first = week_of(min(days.start for days in shown)).start - timedelta(days=7)
    last = week_of(max(days.end for days in shown)).start + timedelta(days=13)
    return first, max(last, first + timedelta(days=41))


def _length(shown: Sequence[Window]) -> int:
    return (max(days.end for days in shown) - min(days.start for days in shown)).days


def _near(days: Window, middle: date) -> bool:
    return days.start >= middle - timedelta(days=LONGEST // 3) and days.end <= middle + timedelta(
        days=LONGEST
    )


def ticks(scale: Scale, room: float) -> Iterator[tuple[date, date, str]]:
    """The stretches of the header: months where each has `room` pixels, else quarters, else years."""
    months = next((count for count in (1, 3) if count * 30 * scale.day >= room), 12)
    start = months_of(scale.first, months).start
    while start <= scale.last:
        following = month_start(start, months)
        yield start, following - DAY, _said(start, months, scale)
        start = following


def _said(start: date, months: int, scale: Scale) -> str:
    if months == 12:
        return str(start.year)
    named = start.month == 1 or start <= scale.first
    year = f" {start.year}" if named else ""
    if months == 3:
        return f"Q{(start.month + 2) // 3}{year}"
    return f"{start:%b}{year}"


def weeks(scale: Scale) -> Iterator[date]:
    """The Mondays on the scale."""
    monday = week_of(scale.first).start
    while monday <= scale.last:
        if monday >= scale.first:
            yield monday
        monday += timedelta(days=7)


def as_table(scene: Scene, titles: Sequence[str], said: dict[int, str]) -> list[list[str]]:
    """The twin of the picture in words: what, when, who."""
    return [list(titles), *([bar.label, said.get(bar.key, ""), bar.caption] for bar in scene.bars)]
