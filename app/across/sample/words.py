"""Days and texts of the sample, counted from today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import overload

from app.method.spoken_dates import window

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """Turns days from today into dates; what would fall on a weekend moves to a working day."""

    today: date

    def on(self, days: int) -> date:
        """The working day at `days` from today: later days move to Monday, earlier ones to Friday."""
        found = self.today + timedelta(days)
        over = found.weekday() - 4  # Saturday 1, Sunday 2
        if over <= 0 or days == 0:
            return found
        return found + timedelta(3 - over) if days > 0 else found - timedelta(over)

    @overload
    def day(self, days: None) -> None: ...
    @overload
    def day(self, days: int) -> date: ...
    @overload
    def day(self, days: int | None) -> date | None: ...
    def day(self, days: int | None) -> date | None:
        """The same, where a day may be missing."""
        return None if days is None else self.on(days)

    def say(self, text: str) -> str:
        """A text with “{year}” and “{next_year}” filled in."""
        return text.replace("{year}", str(self.today.year)).replace("{next_year}", str(self.today.year + 1))

    def words(self, when: str, days: int) -> str:
        """How people would say the day: “{day}”, “{month}” and “{year}” are its own."""
        found = self.on(days)
        return (
            when.replace("{day}", _ordinal(found.day))
            .replace("{month}", _MONTHS[found.month - 1])
            .replace("{year}", str(found.year))
        )

    def window(self, words: str) -> tuple[date, date]:
        """The days that the words of an action mean."""
        found = window(words, self.today)
        return found.start, found.end


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day not in {11, 12, 13} else "th"
    return f"{day}{ending}"
