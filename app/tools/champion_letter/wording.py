"""The wording of a letter, as a readable file: sentences with fields, variants for missing facts, and prompts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from app import paths
from app.errors import ContentError
from app.i18n import tr
from app.method.content_file import Entry, parsed, text_of

PARTS = ("thanks", "goals", "challenges", "vision", "next_steps")
LISTS: Mapping[str, frozenset[str]] = {
    "goals": frozenset({"goal", "who"}),
    "quotes": frozenset({"said", "said_by"}),
    "challenges": frozenset({"challenge", "own_words", "other_words", "words_by", "reasons", "consequences"}),
}
FIELDS = frozenset(
    {
        "reader_first", "reader_name", "account", "deal", "meeting_date", "purpose", "others", "vision", "vision_by",
        "benefit", "payback", "value_sources", "story_customer", "story_challenge", "story_solution", "story_impact",
        "step", "step_owners", "step_date",
    }
)  # fmt: skip
_FLAGS = frozenset(
    {"any_reasons", "step_whole", *(f"{n}_{name}" for n in ("one", "several") for name in LISTS)}
)
FILE = "default.toml"
FIELD = re.compile(r"\{(\w+)(\.?)\}")


@dataclass(frozen=True)
class Slot:
    """A piece of the letter: the first variant whose fields are known, otherwise the prompt, otherwise nothing."""

    part: str
    text: tuple[str, ...] = ()
    prompt: str = ""
    each: str = ""
    then: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    join: bool = False


@dataclass(frozen=True)
class _Letter:
    title: tuple[str, ...]
    closing: str
    anonymous: str
    confirm: tuple[str, ...]
    source: tuple[str, ...]
    payback: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Part:
    key: str
    heading: str = ""


@dataclass(frozen=True)
class Wording:
    """All that a letter says of itself. The checks look for the phrases in `confirm`, `source` and `payback`."""

    title: tuple[str, ...]
    closing: str
    anonymous: str  # how a customer is called who may not be named, where the story has no words for it
    confirm: tuple[str, ...]
    source: tuple[str, ...]
    payback: tuple[str, ...]  # beside them, a time is a payback
    internal: tuple[str, ...]  # words of our own trade that no customer should read
    headings: Mapping[str, str]
    slots: tuple[Slot, ...]


def load_wording(language: str = "en") -> Wording:
    """What letters are drafted with where the workspace has no template. Raises ContentError, see `read_wording`."""
    return read_wording(usual_text(language), FILE)


def usual_text(language: str = "en") -> str:
    """The wording in the user's settings, where versions before the workspace's templates kept it; else ours."""
    own = settings_wording()
    return text_of(own if own.is_file() else supplied_path(language))


def settings_wording() -> Path:
    """Where the wording in the user's settings stands when there is one."""
    return paths.user_config() / "letters" / FILE


def supplied_wording(language: str = "en") -> Wording:
    """The wording that comes with the program, in that language or else in English."""
    return read_wording(text_of(supplied_path(language)), FILE)


def has_words(language: str) -> bool:
    """Whether a wording in that language comes with the program."""
    return paths.content(f"{language}/letters/{FILE}").is_file()


def supplied_path(language: str = "en") -> Path:
    """The file of the supplied wording."""
    path = paths.content(f"{language}/letters/{FILE}")
    return path if path.is_file() else paths.content(f"en/letters/{FILE}")


@lru_cache(maxsize=16)
def read_wording(text: str, name: str) -> Wording:
    """The wording in a text that goes by a name.

    Raises ContentError naming name, line and reason when it is none.
    """
    file = parsed(text, Path(name))
    file.only("template", "letter", "part", "slot")
    (entry,) = file.entries("letter")[:1] or (Entry(file.path, "letter", 1, {}, {}),)
    letter = entry.read_as(_Letter)
    lines = text.splitlines()
    for title in letter.title:
        _check_fields(entry, "title", title, FIELDS, lines)
    headings = {part.key: part.heading for part in map(_part, file.entries("part"))}
    slots = tuple(_slot(slot, lines) for slot in file.entries("slot"))
    for key in PARTS:
        if not any(slot.part == key for slot in slots):
            raise entry.error(tr("has no slot for the part “{key}”.", key=key))
    return Wording(
        title=letter.title,
        closing=letter.closing,
        anonymous=letter.anonymous,
        confirm=letter.confirm,
        source=letter.source,
        payback=letter.payback,
        internal=letter.internal,
        headings={key: headings.get(key, "") for key in PARTS},
        slots=slots,
    )


def _part(entry: Entry) -> _Part:
    part = entry.read_as(_Part)
    if part.key not in PARTS:
        raise entry.error(tr("“{key}” is no part of a letter.", key=part.key), "key")
    return part


def _slot(entry: Entry, lines: Sequence[str]) -> Slot:
    slot = entry.read_as(Slot)
    if slot.part not in PARTS:
        raise entry.error(tr("“{key}” is no part of a letter.", key=slot.part), "part")
    if slot.each and slot.each not in LISTS:
        raise entry.error(tr("“{key}” is no list.", key=slot.each), "each")
    for field in ("when", "unless"):
        name = getattr(slot, field)
        if name and name not in FIELDS | LISTS.keys() | _FLAGS:
            raise entry.error(tr("“{key}” is no field.", key=name), field)
    known = FIELDS | LISTS.get(slot.each, frozenset())
    for field, texts in (("text", slot.text), ("then", slot.then), ("prompt", (slot.prompt,))):
        for text in texts:
            _check_fields(entry, field, text, known, lines)
    return slot


def _check_fields(entry: Entry, field: str, text: str, known: frozenset[str], lines: Sequence[str]) -> None:
    for name, _ in FIELD.findall(text):
        if name not in known:
            begin = entry.lines.get(field, entry.line)
            line = next((at for at, one in enumerate(lines, 1) if at >= begin and f"{{{name}" in one), begin)
            raise ContentError(entry.path, _no_field(name, known), line)


def _no_field(name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    home = next((each for each, fields in sorted(LISTS.items()) if name in fields), "")
    if home:
        return tr("“{key}” is only known in a slot with each = “{each}”.", key=name, each=home)
    if near:
        return tr("“{key}” is no field; is “{near}” meant?", key=name, near=near[0])
    return tr("“{key}” is no field.", key=name)
