"""Challenges from a CSV file: what each line says, and what would be new, fuller or as it is; stores nothing. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.documents.csv_out import apart
from app.documents.csv_sheet import Row, Sheet
from app.errors import BadInputError
from app.i18n import tr
from app.method.typed_words import folded
from app.tools.challenge_menu.rules import LONGEST, checked_link

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "industry": ("industry", "sector", "segment", "vertical", "branch"),
        "profile": ("profile", "key person", "persona", "role", "job title", "function"),
        "text": ("text", "challenge", "problem", "pain", "pain point", "need"),
        "question": ("question", "ask", "opening question", "how to ask"),
        "heard": ("heard", "count", "times heard", "times", "frequency", "how often", "number"),
        "benefits": ("benefits", "benefit", "opens", "gain", "gains"),
        "capabilities": ("capabilities", "capability", "answers", "what answers it", "what we can do"),
    }
)
"""What a column may be called; case, accents and underlines do not matter."""
NEEDED = ("industry", "profile", "text")
MOST_HEARD = 1_000_000
_NAME = 120  # letters of an industry or a profile
_ASK = 2_000
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[ .,'’\u00a0\u202f][0-9]{3})+")

Place = tuple[str, str]  # industry and profile, folded


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    FULLER = "fuller"  # known, and the file knows more of it
    SAME = "same"


@dataclass(frozen=True)
class Known:
    """A challenge as it is here, or as lines before made it. `id` is None for one that is new."""

    id: int | None
    text: str
    ask: str
    count: int  # before and here
    benefits: frozenset[str] = frozenset()  # folded
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Here:
    """The library to compare with."""

    industries: Mapping[str, str] = field(default_factory=dict)  # folded name or key -> folded name
    profiles: Mapping[Place, str] = field(default_factory=dict)  # industry, folded name or key -> folded name
    challenges: Mapping[tuple[Place, str], Known] = field(default_factory=dict)  # by place and folded text


@dataclass(frozen=True)
class Entry:
    """What a line brings: the whole challenge when it is new, else only what is more than before."""

    line: int
    place: Place
    text: str
    ask: str
    heard: int  # persons that come on top
    benefits: tuple[str, ...]
    capabilities: tuple[str, ...]
    fate: Fate
    id: int | None  # of the challenge that is here already


@dataclass(frozen=True)
class Problem:
    """A line that cannot be taken."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Draft:
    """What the file would do."""

    file: str
    encoding: str
    delimiter: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    industries: Mapping[str, str]  # new ones: folded -> name
    profiles: Mapping[Place, str]  # new ones -> name
    ignored: tuple[str, ...]  # titles of columns that mean nothing here
    names: Mapping[Place, tuple[str, str]]  # industry and profile of each place as the file calls them first

    @property
    def refused(self) -> bool:
        """Whether a line is so wrong that nothing is taken."""
        return bool(self.problems)

    @property
    def changes(self) -> int:
        """How many challenges would be new or fuller."""
        return 0 if self.refused else sum(entry.fate is not Fate.SAME for entry in self.entries)

    def count(self, fate: Fate) -> int:
        """How many lines meet this fate."""
        return Counter(entry.fate for entry in self.entries)[fate]


def holds_challenges(sheet: Sheet) -> bool:
    """Whether the titles of a file are those of challenges."""
    return {*NEEDED} <= _columns(sheet)[0].keys()


def draft(sheet: Sheet, here: Here) -> Draft:
    """Read the file against what is there. Raises BadInputError when it lacks a column that cannot be missing."""
    places, ignored = _columns(sheet)
    if missing := [name for name in NEEDED if name not in places]:
        raise BadInputError(
            tr(
                "“{name}” has no column {missing}; its columns are {titles}.",
                name=sheet.name,
                missing=_quoted(missing),
                titles=_quoted(title for title in sheet.head if title) or tr("empty"),
            )
        )
    if not sheet.rows:
        raise BadInputError(tr("“{name}” has titles and no rows.", name=sheet.name))
    reader = _Reader(here)
    for row in sheet.rows:
        reader.take(row, {name: row.cells[place] for name, place in places.items()})
    return Draft(
        sheet.name,
        sheet.encoding,
        sheet.delimiter,
        tuple(reader.entries),
        tuple(reader.problems),
        reader.industries,
        reader.profiles,
        ignored,
        reader.names,
    )


class _Reader:
    """Goes through the lines; what one of them made is there for the next."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self._known: dict[tuple[Place, str], Known] = {}
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.industries: dict[str, str] = {}
        self.profiles: dict[Place, str] = {}
        self.names: dict[Place, tuple[str, str]] = {}

    def take(self, row: Row, cells: Mapping[str, str]) -> None:
        """One line: an entry or a problem."""
        try:
            self.entries.append(self._entry(row, cells))
        except BadInputError as error:
            self.problems.append(Problem(row.line, str(error)))

    def _entry(self, row: Row, cells: Mapping[str, str]) -> Entry:
        text = _short(cells["text"], LONGEST, tr("The challenge"))
        ask = cells.get("question", "").strip()
        if len(ask) > _ASK:
            raise BadInputError(tr("The question has at most {most} letters.", most=_ASK))
        heard = _heard(cells.get("heard", ""))
        benefits, capabilities = (_links(cells.get(name, "")) for name in ("benefits", "capabilities"))
        place = self._place(
            _short(cells["industry"], _NAME, tr("The industry")),
            _short(cells["profile"], _NAME, tr("The profile")),
        )
        key = (place, folded(text))
        known = self._known.get(key) or self._here.challenges.get(key)
        if known is None:
            entry = Entry(row.line, place, text, ask, heard, benefits, capabilities, Fate.NEW, None)
            known = Known(None, text, "", 0)
        else:
            entry = _compared(row.line, place, ask, heard, benefits, capabilities, known)
        self._known[key] = _fuller(known, entry)
        return entry

    def _place(self, industry: str, profile: str) -> Place:
        """Where a challenge belongs, under the names that are here; what is not here will be made."""
        sector = self._here.industries.get(folded(industry), folded(industry))
        if sector not in self._here.industries:
            self.industries.setdefault(sector, industry)
        person = self._here.profiles.get((sector, folded(profile)), folded(profile))
        if (sector, person) not in self._here.profiles:
            self.profiles.setdefault((sector, person), profile)
        self.names.setdefault((sector, person), (industry, profile))
        return sector, person


def _compared(
    line: int,
    place: Place,
    ask: str,
    heard: int,
    benefits: tuple[str, ...],
    capabilities: tuple[str, ...],
    known: Known,
) -> Entry:
    """What a line adds to what is known: a higher count, a first question, further benefits and capabilities."""
    ask = "" if known.ask else ask
    heard = max(0, heard - known.count)
    opens = tuple(one for one in benefits if folded(one) not in known.benefits)
    answers = tuple(one for one in capabilities if folded(one) not in known.capabilities)
    fate = Fate.FULLER if ask or heard or opens or answers else Fate.SAME
    return Entry(line, place, known.text, ask, heard, opens, answers, fate, known.id)


def _fuller(known: Known, entry: Entry) -> Known:
    """What is known after a line."""
    return Known(
        known.id,
        known.text,
        known.ask or entry.ask,
        known.count + entry.heard,
        known.benefits.union(map(folded, entry.benefits)),
        known.capabilities.union(map(folded, entry.capabilities)),
    )


def _columns(sheet: Sheet) -> tuple[dict[str, int], tuple[str, ...]]:
    """The place of each field, and the titles that mean nothing here."""
    places: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(sheet.head):
        wanted = folded(" ".join(title.replace("_", " ").split()))
        found = next(
            (name for name, words in COLUMNS.items() if wanted in words and name not in places), None
        )
        if found is not None:
            places[found] = place
        elif title:
            ignored.append(title)
    return places, tuple(ignored)


def _short(cell: str, most: int, what: str) -> str:
    words = " ".join(cell.split())
    if not words:
        raise BadInputError(tr("{what} is missing.", what=what))
    if len(words) > most:
        raise BadInputError(tr("{what} has at most {most} letters.", what=what, most=most))
    return words


def _links(cell: str) -> tuple[str, ...]:
    return tuple(checked_link(text) for text in apart(cell)) if cell else ()


def _heard(cell: str) -> int:
    """How many persons named it: a whole number, its thousands apart as people write them."""
    if not cell:
        return 0
    whole = re.sub(r"[.,]0+$", "", cell) if re.fullmatch(r"\d+[.,]0{1,2}", cell) else cell
    if _WHOLE.fullmatch(whole) and (number := int(re.sub(r"\D", "", whole))) <= MOST_HEARD:
        return number
    raise BadInputError(
        tr("“{cell}” is not how many persons named it; write a whole number.", cell=cell[:30])
    )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
