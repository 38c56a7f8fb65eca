"""Calendar files: whole days, and no text that could add a line of its own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.documents.calendar import Event, save, to_ics
from app.errors import BadInputError

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
VISIT = Event(
    "abc", "Site visit", date(2026, 11, 26), date(2026, 11, 27), "Walk the press\nBring shoes", "Mill"
)


def test_an_event_of_two_days() -> None:
    data = to_ics([VISIT], "Press section", STAMP)
    calendar = Calendar.from_ical(data)
    (event,) = calendar.events
    assert str(calendar["x-wr-calname"]) == "Press section"
    assert (event.start, event.end) == (date(2026, 11, 26), date(2026, 11, 28))
    assert str(event["uid"]) == "abc@dealwright"
    assert str(event["description"]) == "Walk the press\nBring shoes"
    assert event.DTSTAMP == STAMP
    assert b"DTSTART;VALUE=DATE:20261126" in data


def test_lines_end_as_the_format_asks() -> None:
    data = to_ics([VISIT], "Press section", STAMP)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=10))
def test_no_text_adds_a_line_of_its_own(title: str, text: str, place: str, uid: str) -> None:
    nasty = "\r\nATTENDEE:mailto:evil@example.org\nBEGIN:VALARM"
    event = Event(uid + nasty, title + nasty, VISIT.start, VISIT.end, text + nasty, place + nasty)
    data = to_ics([event], title + nasty, STAMP)
    unfolded = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert not [line for line in unfolded if line.startswith((b"ATTENDEE", b"BEGIN:VALARM"))]
    (read,) = Calendar.from_ical(data).walk("VEVENT")
    assert "attendee" not in read


def test_text_comes_back_unchanged() -> None:
    text = "Ä; ö, “quoted” \\ back\nnext: line"
    data = to_ics([Event("u", text, VISIT.start, VISIT.end, text)], "x", STAMP)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["description"]) == text
    assert str(event["summary"]) == text.replace("\n", " ")


def test_it_is_saved_whole_or_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    save(path, [VISIT], "Plan", STAMP)
    assert path.read_bytes() == to_ics([VISIT], "Plan", STAMP)
    with pytest.raises(BadInputError, match="could not be written"):
        save(tmp_path / "nowhere" / "plan.ics", [VISIT], "Plan", STAMP)
