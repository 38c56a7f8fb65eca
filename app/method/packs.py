"""The method as data: roles, modes, categories, stages, checklist, dominoes and questions, typed and checked.

Each file stands in `data/<language>/` and may be edited by a company; a broken one raises ContentError.
A language without a folder of its own gets the English pack.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, overload

from app import paths
from app.errors import ContentError
from app.i18n import tr
from app.method.content_file import ContentFile, read
from app.models.vocabulary import BuyingStage, ChecklistKey, DecisionRole, Receptivity, SupplierCategory

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class RolePage:
    """What a person in this role of the decision wants and fears, and how to work with her or him."""

    role: DecisionRole
    title: str
    summary: str
    wants: tuple[str, ...]
    fears: tuple[str, ...]
    decides: tuple[str, ...]
    work_with: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True)
class ModePage:
    """A response mode: how to recognise and treat it, what to ask, whom to use as leverage, what shifts it."""

    mode: Receptivity
    title: str
    subtitle: str
    meaning: str  # why people are in it, and what that does to a sale
    recognise: tuple[str, ...]
    treat: tuple[str, ...]
    avoid: tuple[str, ...]  # follows “Do not:”
    ask: tuple[str, ...]
    leverage: tuple[str, ...]
    shifts: tuple[str, ...]  # follows “What shifts it:”


@dataclass(frozen=True)
class CategoryPage:
    """A supplier category: what to expect, what the routines do to us, what makes it worse, what moves us on."""

    category: SupplierCategory
    title: str
    subtitle: str
    so_what: str
    access: tuple[str, ...]
    attention: tuple[str, ...]
    routines: tuple[str, ...]
    avoid: tuple[str, ...]
    more_critical: tuple[str, ...]  # moves
    harder_to_replace: tuple[str, ...]

    @property
    def moves(self) -> tuple[str, ...]:
        """All moves."""
        return (*self.more_critical, *self.harder_to_replace)


@dataclass(frozen=True)
class BuyingPage:
    """A stage of the customer's buying process, and the sales stages that go with it."""

    stage: BuyingStage
    title: str
    purpose: str
    signs: tuple[str, ...]
    sales_stages: tuple[int, ...]


@dataclass(frozen=True)
class SalesPage:
    """A sales stage 0..10: purpose, tasks, the evidence to leave it, how it looks well or badly done."""

    number: int
    title: str
    purpose: str
    relationship: tuple[str, ...]
    value: tuple[str, ...]
    control: tuple[str, ...]
    tools: tuple[str, ...]  # names of tools
    evidence: tuple[str, ...]
    well: tuple[str, ...]
    badly: tuple[str, ...]
    leads_to: tuple[int, ...] = ()  # where it is left to, when not to the next one


@dataclass(frozen=True)
class StagesPack:
    """The buying process beside the sales process."""

    buying: Mapping[BuyingStage, BuyingPage]
    sales: Mapping[int, SalesPage]


@dataclass(frozen=True)
class ChecklistPage:
    """An item of the closing checklist."""

    key: ChecklistKey
    title: str
    description: str
    evidence: str
    ask: str
    too_early: str  # the damage of asking for the order without it


@dataclass(frozen=True)
class DominoPage:
    """A domino of the chain: what makes it stand, what it costs without, where to go back to."""

    key: str
    name: str
    stands: str
    missing: str
    do: str
    tool: str  # the tool where it is set up


@dataclass(frozen=True)
class QuestionSet:
    """Questions to talk through: of one tool, or for one moment such as before asking for the order."""

    key: str
    title: str
    questions: tuple[str, ...]
    intro: str = ""


class ProfileTopic(StrEnum):
    """The four parts of the key person form."""

    INFLUENCE = "influence"
    GOAL = "goal"
    RECEPTIVITY = "receptivity"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True)
class ProfileQuestions:
    """One part of the key person form: what it is for, and the questions to answer before rating."""

    topic: ProfileTopic
    title: str
    purpose: str
    questions: tuple[str, ...]
    low: str = ""  # what the low end of the scale looks like
    high: str = ""


@dataclass(frozen=True)
class RegionPage:
    """A region as stories name it, and the countries that belong to it."""

    name: str
    countries: tuple[str, ...]


DOMINOES = (
    "right_customer", "power", "need", "vision", "value", "proof",
    "champion", "plan", "risks", "terms", "decision",
)  # fmt: skip


@overload
def load_pack(
    name: Literal["roles"], language: str = "en", folder: Path | None = None
) -> Mapping[DecisionRole, RolePage]: ...
@overload
def load_pack(
    name: Literal["modes"], language: str = "en", folder: Path | None = None
) -> Mapping[Receptivity, ModePage]: ...
@overload
def load_pack(
    name: Literal["categories"], language: str = "en", folder: Path | None = None
) -> Mapping[SupplierCategory, CategoryPage]: ...
@overload
def load_pack(name: Literal["stages"], language: str = "en", folder: Path | None = None) -> StagesPack: ...
@overload
def load_pack(
    name: Literal["checklist"], language: str = "en", folder: Path | None = None
) -> Mapping[ChecklistKey, ChecklistPage]: ...
@overload
def load_pack(
    name: Literal["dominoes"], language: str = "en", folder: Path | None = None
) -> Mapping[str, DominoPage]: ...
@overload
def load_pack(
    name: Literal["questions"], language: str = "en", folder: Path | None = None
) -> Mapping[str, QuestionSet]: ...
@overload
def load_pack(
    name: Literal["profile_questions"], language: str = "en", folder: Path | None = None
) -> Mapping[ProfileTopic, ProfileQuestions]: ...
@overload
def load_pack(
    name: Literal["regions"], language: str = "en", folder: Path | None = None
) -> Mapping[str, RegionPage]: ...
def load_pack(name: str, language: str = "en", folder: Path | None = None) -> Any:
    """The pack `name` in `language`, read once; `folder` takes the place of the program's `data/`.

    Raises ContentError when a file is missing or broken.
    """
    return _load(name, language, folder or paths.content(""))


@cache
def _load(name: str, language: str, folder: Path) -> Any:
    path = folder / language / f"{name}.toml"
    if not path.exists():
        path = folder / "en" / f"{name}.toml"
    return _LOADERS[name](read(path))


def _roles(file: ContentFile) -> Mapping[DecisionRole, RolePage]:
    return complete(file, "role", RolePage, DecisionRole, lambda page: page.role)


def _modes(file: ContentFile) -> Mapping[Receptivity, ModePage]:
    return complete(file, "mode", ModePage, Receptivity, lambda page: page.mode)


def _categories(file: ContentFile) -> Mapping[SupplierCategory, CategoryPage]:
    return complete(file, "category", CategoryPage, SupplierCategory, lambda page: page.category)


def _stages(file: ContentFile) -> StagesPack:
    return StagesPack(
        complete(file, "buying", BuyingPage, BuyingStage, lambda page: page.stage, also=("sales",)),
        complete(file, "sales", SalesPage, range(11), lambda page: page.number, also=("buying",)),
    )


def _checklist(file: ContentFile) -> Mapping[ChecklistKey, ChecklistPage]:
    return complete(file, "item", ChecklistPage, ChecklistKey, lambda page: page.key)


def _dominoes(file: ContentFile) -> Mapping[str, DominoPage]:
    return complete(file, "domino", DominoPage, DOMINOES, lambda page: page.key)


def _questions(file: ContentFile) -> Mapping[str, QuestionSet]:
    return complete(file, "set", QuestionSet, (), lambda page: page.key)


def _profile_questions(file: ContentFile) -> Mapping[ProfileTopic, ProfileQuestions]:
    return complete(file, "topic", ProfileQuestions, ProfileTopic, lambda page: page.topic)


def _regions(file: ContentFile) -> Mapping[str, RegionPage]:
    return complete(file, "region", RegionPage, (), lambda page: page.name)


_LOADERS: Mapping[str, Callable[[ContentFile], object]] = MappingProxyType(
    {
        "roles": _roles,
        "modes": _modes,
        "categories": _categories,
        "stages": _stages,
        "checklist": _checklist,
        "dominoes": _dominoes,
        "questions": _questions,
        "profile_questions": _profile_questions,
        "regions": _regions,
    }
)
PACKS: tuple[str, ...] = tuple(_LOADERS)


def complete(
    file: ContentFile,
    kind: str,
    page: type[V],
    keys: Iterable[K],
    key_of: Callable[[V], K],
    also: tuple[str, ...] = (),
) -> Mapping[K, V]:
    """The entries of a file by their key: each of `keys` once; raises ContentError otherwise."""
    file.only(kind, *also)
    pages: dict[K, V] = {}
    for entry in file.entries(kind):
        read_page = entry.read_as(page)
        key = key_of(read_page)
        if key in pages:
            raise entry.error(tr("“{key}” stands here a second time.", key=key))
        pages[key] = read_page
    wanted = tuple(keys)
    for key in wanted:
        if key not in pages:
            raise ContentError(file.path, tr("has no [[{kind}]] for “{key}”.", kind=kind, key=key))
    if wanted and (extra := next((key for key in pages if key not in wanted), None)) is not None:
        raise ContentError(
            file.path, tr("[[{kind}]] “{key}” is not one of the method.", kind=kind, key=extra)
        )
    return MappingProxyType(pages)
