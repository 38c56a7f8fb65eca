"""Calendar files (.ics): whole days, one event each, that any calendar program takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import files
from app.documents.text import clean, one_line

if TYPE_CHECKING:
    from icalendar import Component

MAKER = "-//Dealwright//Plan//EN"
DOMAIN = "dealwright"


@dataclass(frozen=True)
class Event:
    """What happens on the days from `start` to `end`, both included; `uid` stays the same when it moves."""

    uid: str
    title: str
    start: date
    end: date
    text: str = ""
    place: str = ""


def to_ics(events: Sequence[Event], name: str, stamp: datetime) -> bytes:
    """The events as a calendar called `name`; `stamp` (UTC) is when it was made.

    Line ends in a title would end its property line and begin another one: titles, places and names are put on
    one line, and in texts they are written as the format asks.
    """
    from icalendar import Calendar  # late: only those who export load it

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for event in events:
        calendar.add_component(_event(event, stamp))
    return bytes(calendar.to_ical())


def _event(event: Event, stamp: datetime) -> "Component":
    from icalendar import Event as Entry  # late, as above

    entry = Entry()
    entry.add("uid", f"{one_line(event.uid)}@{DOMAIN}")
    entry.add("dtstamp", stamp)
    entry.add("summary", one_line(event.title))
    entry.add("dtstart", event.start)
    entry.add("dtend", event.end + timedelta(days=1))  # the format names the first day after it
    entry.add("transp", "TRANSPARENT")  # a plan does not block the day
    if event.text.strip():
        entry.add("description", clean(event.text).strip())
    if event.place.strip():
        entry.add("location", one_line(event.place))
    return entry


def save(path: Path, events: Sequence[Event], name: str, stamp: datetime) -> None:
    """Write the calendar in one move. Raises BadInputError when the place cannot be written."""
    files.write(path, to_ics(events, name, stamp))
