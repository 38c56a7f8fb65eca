"""What the page of the champion letter is shown: letters in a list, one letter whole, meetings to write about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter.letter import Check
from app.tools.champion_letter.tracing import TraceRow


@dataclass(frozen=True)
class LetterItem:
    """A letter in the list of versions, the newest first."""

    id: int
    version: int  # 1 is the oldest of those for the same meeting and reader
    drafted_on: date
    sent_on: date | None
    answer: LetterAnswer
    reader: str
    meeting_id: int | None
    meeting_on: date | None
    subject: str


@dataclass(frozen=True)
class LetterPage:
    """One letter, whole."""

    id: int
    uid: str
    opportunity_id: int
    language: str  # "": that of the program
    template_id: int | None  # None: the usual words
    subject: str
    sender: str
    reader_id: int | None
    reader: str
    reader_title: str
    reader_email: str
    account: str
    deal: str
    meeting_id: int | None
    drafted_on: date
    sent_on: date | None
    answer: LetterAnswer
    answered_on: date | None
    answer_text: str
    parts: Mapping[str, str]
    headings: Mapping[str, str]
    closing: str
    checks: tuple[Check, ...]
    trace: tuple[TraceRow, ...]
    quoted: Mapping[str, str] = field(
        default_factory=dict
    )  # single facts for a template, as the text has them
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)  # lists for its tables
    confirmed: str = ""  # what its confirmation has raised, in words
    leak: str = ""  # what stands in it that must not leave, and where it comes from

    @property
    def open_checks(self) -> int:
        """How many checks do not hold."""
        return sum(not check.good for check in self.checks)


@dataclass(frozen=True)
class MeetingChoice:
    """A meeting that a letter can sum up, with those who were there."""

    id: int
    held_on: date
    purpose: str
    person_ids: tuple[int, ...]
