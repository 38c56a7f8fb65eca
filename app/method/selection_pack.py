"""The criteria of choosing customers, and what each asymmetry means: `data/<language>/selection.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from app import paths
from app.i18n import tr
from app.method.content_file import read
from app.method.packs import complete
from app.method.selection import BEST, OurView
from app.models.vocabulary import SupplierCategory

USUAL_WEIGHT = 1.0
CRITERIA = ("access", "message", "advantage", "decision", "reference", "learning", "growth")


def weights(changed: Mapping[str, float]) -> dict[str, float]:
    """The weight of every criterion: what a workspace has set, else the usual one."""
    return {key: changed.get(key, USUAL_WEIGHT) for key in CRITERIA}


@dataclass(frozen=True)
class SelectionPage:
    """A criterion; `scores` say what 0, 1 and 2 look like."""

    key: str
    title: str
    question: str
    scores: tuple[str, ...]


@dataclass(frozen=True)
class AsymmetryPage:
    """What it means that they see us so and we see them so, and what to do."""

    theirs: SupplierCategory
    ours: OurView
    says: str
    do: str


@dataclass(frozen=True)
class SelectionPack:
    """The seven criteria by their keys, and a page for every combination of the two views."""

    criteria: Mapping[str, SelectionPage]
    asymmetries: Mapping[str, AsymmetryPage]

    def asymmetry(self, theirs: SupplierCategory, ours: OurView) -> AsymmetryPage:
        """What the two views together mean."""
        return self.asymmetries[_pair(theirs, ours)]


def load_selection(language: str = "en", folder: Path | None = None) -> SelectionPack:
    """The pack in `language`, read once; raises ContentError naming file, line and reason."""
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> SelectionPack:
    path = folder / language / "selection.toml"
    file = read(path if path.exists() else folder / "en" / "selection.toml")
    criteria = complete(
        file, "criterion", SelectionPage, CRITERIA, lambda page: page.key, also=("asymmetry",)
    )
    for entry in file.entries("criterion"):
        if len(entry.read_as(SelectionPage).scores) != BEST + 1:
            raise entry.error(tr("“scores” needs three sentences: what 0, 1 and 2 look like."), "scores")
    pairs = [_pair(theirs, ours) for theirs, ours in product(SupplierCategory, OurView)]
    asymmetries = complete(
        file,
        "asymmetry",
        AsymmetryPage,
        pairs,
        lambda page: _pair(page.theirs, page.ours),
        also=("criterion",),
    )
    return SelectionPack(criteria, asymmetries)


def _pair(theirs: SupplierCategory, ours: OurView) -> str:
    return f"{theirs.value}, {ours.value}"
