"""The challenge libraries as files: `data/<language>/library/<industry>.toml`, checked on load.

Keys are unique within a file; in the workspace they carry the key of the industry in front.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from app import paths
from app.errors import ContentError
from app.i18n import tr
from app.method.content_file import ContentFile, Entry, read
from app.models.vocabulary import Permission


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


@dataclass(frozen=True)
class IndustryEntry:
    """The industry that a library is about."""

    key: str
    name: str


@dataclass(frozen=True)
class ProfileEntry:
    """A kind of key person; `titles` are words of a job title that point to it."""

    key: str
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class WordingEntry:
    """A benefit or a capability."""

    key: str
    text: str


@dataclass(frozen=True)
class ChallengeEntry:
    """A challenge of a profile: the question that opens it, persons who named it, what answers it."""

    key: str
    profile: str
    text: str
    ask: str
    heard: int
    benefits: tuple[str, ...]
    capabilities: tuple[str, ...]


@dataclass(frozen=True)
class PropositionEntry:
    """What is promised to a profile; `benefits` is the bundle, the weightiest first, `model` a supplied value model."""

    key: str
    profile: str
    goal: str
    benefits: tuple[str, ...]
    solution: str
    compared_with: str
    model: str = ""


@dataclass(frozen=True)
class StoryEntry:
    """A success story; `challenges` are the keys of what it answers, `ask` hands the word back to the listener."""

    key: str
    title: str
    customer: str
    anonymous_as: str
    profile: str
    region: str
    business_line: str
    challenge: str
    solution: str
    impact: str
    permission: Permission
    challenges: tuple[str, ...]
    ask: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Library:
    """What is known of one industry."""

    industry: IndustryEntry
    profiles: tuple[ProfileEntry, ...]
    benefits: tuple[WordingEntry, ...]
    capabilities: tuple[WordingEntry, ...]
    challenges: tuple[ChallengeEntry, ...]
    propositions: tuple[PropositionEntry, ...]
    stories: tuple[StoryEntry, ...]

    def key(self, key: str) -> str:
        """A key of this file as it stands in the workspace."""
        return f"{self.industry.key}.{key}"


def load_libraries(language: str = "en", folder: Path | None = None) -> tuple[Library, ...]:
    """All libraries of a language (English where it has none), by the name of the industry.

    Raises ContentError naming file, line and reason.
    """
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> tuple[Library, ...]:
    place = folder / language / "library"
    if not place.is_dir():
        place = folder / "en" / "library"
    libraries = [read_library(path) for path in sorted(place.glob("*.toml"))]
    return tuple(sorted(libraries, key=lambda library: library.industry.name))


def read_library(path: Path) -> Library:
    """One library file; raises ContentError naming file, line and reason."""
    file = read(path)
    file.only("industry", "profile", "benefit", "capability", "challenge", "proposition", "story")
    industries = file.entries("industry")
    if len(industries) != 1:
        raise ContentError(path, tr("needs exactly one [industry]."))
    profiles = _keyed(file, "profile", ProfileEntry)
    benefits = _keyed(file, "benefit", WordingEntry)
    capabilities = _keyed(file, "capability", WordingEntry)
    challenges = _keyed(file, "challenge", ChallengeEntry)
    propositions = _keyed(file, "proposition", PropositionEntry)
    stories = _keyed(file, "story", StoryEntry)
    known = {
        "profile": {entry.key for entry, _ in profiles},
        "benefits": {entry.key for entry, _ in benefits},
        "capabilities": {entry.key for entry, _ in capabilities},
        "challenges": {entry.key for entry, _ in challenges},
    }
    for challenge, entry in challenges:
        if challenge.heard < 0:
            raise entry.error(tr("“heard” must be 0 or more."), "heard")
        _refer(entry, "profile", (challenge.profile,), known["profile"])
        _refer(entry, "benefits", challenge.benefits, known["benefits"])
        _refer(entry, "capabilities", challenge.capabilities, known["capabilities"])
    for promise, entry in propositions:
        _refer(entry, "profile", (promise.profile,), known["profile"])
        _refer(entry, "benefits", promise.benefits, known["benefits"])
    for story, entry in stories:
        _refer(entry, "profile", (story.profile,), known["profile"])
        _refer(entry, "challenges", story.challenges, known["challenges"])
    return Library(
        industries[0].read_as(IndustryEntry),
        tuple(profile for profile, _ in profiles),
        tuple(benefit for benefit, _ in benefits),
        tuple(capability for capability, _ in capabilities),
        tuple(challenge for challenge, _ in challenges),
        tuple(promise for promise, _ in propositions),
        tuple(story for story, _ in stories),
    )


def _keyed(file: ContentFile, kind: str, page: type[K]) -> list[tuple[K, Entry]]:
    """The entries of a kind with their places; raises ContentError when a key stands there twice."""
    found: dict[str, tuple[K, Entry]] = {}
    for entry in file.entries(kind):
        keyed = entry.read_as(page)
        if keyed.key in found:
            raise entry.error(tr("“{key}” stands here a second time.", key=keyed.key), "key")
        found[keyed.key] = (keyed, entry)
    return list(found.values())


def _refer(entry: Entry, field: str, keys: Collection[str], known: Collection[str]) -> None:
    for key in keys:
        if key not in known:
            reason = tr("“{field}” names “{key}”, which is not in this file.", field=field, key=key)
            raise entry.error(reason, field)
