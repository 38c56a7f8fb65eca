"""The champion test in words: `data/<language>/champion.toml`, checked on load."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app import paths
from app.method.content_file import read
from app.method.packs import complete
from app.models.vocabulary import Criterion

GUIDES = ("recognise", "mistaken", "develop", "protect")


@dataclass(frozen=True)
class CriterionPage:
    """A criterion of the champion test. In `find_out`, `develop` and `test_again`, “{name}” is the person."""

    criterion: Criterion
    title: str
    question: str
    holds: str  # what a yes looks like
    recognise: tuple[str, ...]
    mistaken: tuple[str, ...]  # what is easily taken for it
    ask: tuple[str, ...]
    find_out: tuple[str, ...]  # what to do while it is not known
    develop: tuple[str, ...]  # what to do while it fails
    test_again: tuple[str, ...]  # what to do when the answer is old


@dataclass(frozen=True)
class GuidePage:
    """What is said of champions in general."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ChampionPack:
    """The four criteria, and the guides by their keys."""

    criteria: Mapping[Criterion, CriterionPage]
    guides: Mapping[str, GuidePage]


def load_champion(language: str = "en", folder: Path | None = None) -> ChampionPack:
    """The pack in `language`, read once; raises ContentError naming file, line and reason."""
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> ChampionPack:
    path = folder / language / "champion.toml"
    file = read(path if path.exists() else folder / "en" / "champion.toml")
    return ChampionPack(
        complete(file, "criterion", CriterionPage, Criterion, lambda page: page.criterion, also=("guide",)),
        complete(file, "guide", GuidePage, GUIDES, lambda page: page.key, also=("criterion",)),
    )
