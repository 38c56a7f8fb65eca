"""Dates in running text, held against those of the plan and the meetings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import BadInputError
from app.method.calendar_spans import Window
from app.method.spoken_dates import window


@dataclass(frozen=True)
class WrittenDate:
    """A date as it stands in a text, and the days that it means."""

    text: str
    start: int
    days: Window


def dates_in(text: str, months: Mapping[str, str], written_on: date) -> Iterator[WrittenDate]:
    """Days, weeks, months with a year and quarters; a date without a year is the next one from `written_on`.

    `months` are the names of months as the text writes them, each with the name that spoken dates know.
    """
    taken = 0
    for match in _pattern(tuple(months)).finditer(text):
        if match.start() < taken:
            continue
        days = _days(match[0], months, written_on)
        if days is not None:
            taken = match.end()
            yield WrittenDate(match[0], match.start(), days)


def fits(found: Window, known: Window) -> bool:
    """Whether one lies in the other: “December” and “3 December” do not contradict each other."""
    inside = known.start <= found.start and found.end <= known.end
    around = found.start <= known.start and known.end <= found.end
    return inside or around


def _days(text: str, months: Mapping[str, str], written_on: date) -> Window | None:
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)\.(?=\s)|\bof\b|\bde\b", "", text)
    for name, read in months.items():
        if name.casefold() != read:
            bare = re.sub(rf"\b{re.escape(name)}\b", read, bare, flags=re.IGNORECASE)
    try:
        return window(" ".join(bare.split()), written_on)
    except BadInputError:
        return None


def _pattern(months: tuple[str, ...]) -> re.Pattern[str]:
    month = "|".join(re.escape(one) for one in sorted(months, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b"
        rf"|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:(?:of|de)\s+)?(?:{month})(?:\s+(?:de\s+)?\d{{4}})?\b"
        rf"|\b(?:{month})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
        rf"|\b(?:{month})\s+\d{{4}}\b"
        rf"|\b(?:{month})\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
        rf"|\bQ[1-4]\s+\d{{4}}\b"
        rf"|\bweek\s+\d{{1,2}}(?:\s+\d{{4}})?\b",
        re.IGNORECASE,
    )
