"""Stories from a CSV file: what each line says, what is wrong with it, and what would be new; stores nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.documents.csv_sheet import Row, Sheet
from app.errors import BadInputError
from app.i18n import tr
from app.method.typed_words import folded
from app.models.vocabulary import Permission
from app.tools.success_stories.rules import StoryWords, checked

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "story", "name", "headline"),
        "customer": ("customer", "company", "account", "client", "firm"),
        "anonymous_as": ("anonymous as", "told as", "anonymous", "paraphrase"),
        "industry": ("industry", "sector", "segment"),
        "profile": ("profile", "key person", "role"),
        "region": ("region", "country", "area", "market"),
        "business_line": ("business line", "line", "business unit", "product line"),
        "challenge": ("challenge", "problem", "situation"),
        "solution": ("solution", "what was done", "approach"),
        "impact": ("impact", "result", "results", "outcome", "benefit"),
        "ask": ("question", "ask", "opening question"),
        "permission": ("permission", "may be told", "release"),
        "challenges": ("answers", "challenges", "answers challenges"),
    }
)
"""What a column may be called; case, accents and underlines do not matter."""
_PERMISSIONS = {
    Permission.NAMED: ("named", "public", "yes", "released"),
    Permission.ANONYMOUS: ("anonymous", "without name", "no name"),
    Permission.INTERNAL: ("internal", "no", "confidential", ""),
}


@dataclass(frozen=True)
class Known:
    """What the workspace holds already, folded, to compare with."""

    titles: frozenset[str]
    industries: Mapping[str, str]  # name or key -> key
    profiles: Mapping[tuple[str, str], str]  # industry, name or key -> key
    challenges: Mapping[str, int]  # text -> id


@dataclass(frozen=True)
class Problem:
    """A line that cannot be taken, or something that was left out of it."""

    line: int
    sentence: str
    refused: bool


@dataclass(frozen=True)
class Draft:
    """What the file would do: the stories it adds, how many are here already, what is wrong."""

    file: str
    stories: tuple[StoryWords, ...]
    same: int
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]  # titles of columns that mean nothing here

    @property
    def refused(self) -> bool:
        """Whether a line is so wrong that nothing is taken."""
        return any(problem.refused for problem in self.problems)


def draft(sheet: Sheet, known: Known) -> Draft:
    """Read the file against what is there. Raises BadInputError when it has no column for the title."""
    places, ignored = _columns(sheet)
    stories: list[StoryWords] = []
    problems: list[Problem] = []
    titles = set(known.titles)
    same = 0
    for row in sheet.rows:
        cells = {name: row.cells[place] for name, place in places.items()}
        if folded(cells["title"]) in titles:
            same += 1
            continue
        try:
            words, found = _words(row, cells, known)
        except BadInputError as error:
            problems.append(Problem(row.line, str(error), refused=True))
            continue
        titles.add(folded(words.title))
        stories.append(words)
        problems += found
    return Draft(sheet.name, tuple(stories), same, tuple(problems), ignored)


def known(
    titles: Iterable[str],
    industries: Iterable[tuple[str, str]],
    profiles: Iterable[tuple[str, str, str]],
    challenges: Iterable[tuple[int, str]],
) -> Known:
    """The workspace as it is compared with; industries are (key, name), profiles (industry, key, name)."""
    return Known(
        frozenset(folded(title) for title in titles),
        {folded(word): key for key, name in industries for word in (key, name)},
        {(industry, folded(word)): key for industry, key, name in profiles for word in (key, name)},
        {folded(text): challenge_id for challenge_id, text in reversed(list(challenges))},
    )


def _columns(sheet: Sheet) -> tuple[dict[str, int], tuple[str, ...]]:
    """The place of each field, and the titles that mean nothing here."""
    places: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(sheet.head):
        wanted = folded(title.replace("_", " ")).strip()
        field = next(
            (name for name, words in COLUMNS.items() if wanted in words and name not in places), None
        )
        if field is not None:
            places[field] = place
        elif title:
            ignored.append(title)
    if "title" not in places:
        raise BadInputError(
            tr(
                "“{name}” has no column “title”; its columns are {titles}.",
                name=sheet.name,
                titles=", ".join(f"“{title}”" for title in sheet.head if title) or tr("empty"),
            )
        )
    return places, tuple(ignored)


def _words(row: Row, cells: Mapping[str, str], known: Known) -> tuple[StoryWords, list[Problem]]:
    problems = []
    texts = {name: cells.get(name, "") for name in COLUMNS if name not in {"permission", "challenges"}}
    industry = known.industries.get(folded(texts["industry"]), "")
    if texts["industry"] and not industry:
        problems.append(_left(row, tr("the library knows no industry “{name}”", name=texts["industry"])))
    profile = known.profiles.get((industry, folded(texts["profile"])), "")
    if texts["profile"] and not profile:
        problems.append(_left(row, tr("the industry has no profile “{name}”", name=texts["profile"])))
    linked, unknown = _challenges(cells.get("challenges", ""), known)
    problems += [_left(row, tr("the library knows no challenge “{name}”", name=name)) for name in unknown]
    words = StoryWords(
        title=texts["title"],
        customer=texts["customer"],
        anonymous_as=texts["anonymous_as"],
        industry=industry,
        profile=profile,
        region=texts["region"],
        business_line=texts["business_line"],
        challenge=texts["challenge"],
        solution=texts["solution"],
        impact=texts["impact"],
        ask=texts["ask"],
        permission=_permission(cells.get("permission", "")),
        challenges=linked,
    )
    return checked(words), problems


def _challenges(cell: str, known: Known) -> tuple[frozenset[int], Sequence[str]]:
    """The challenges named in a cell, apart by line or semicolon, and the ones that nobody knows."""
    names = [name.strip() for name in cell.replace("\n", ";").split(";") if name.strip()]
    found = {name: known.challenges.get(folded(name)) for name in names}
    ids = frozenset(one for one in found.values() if one is not None)
    return ids, [name for name, one in found.items() if one is None]


def _permission(cell: str) -> Permission:
    for permission, words in _PERMISSIONS.items():
        if folded(cell.strip()) in words:
            return permission
    raise BadInputError(
        tr(
            "“{word}” is no permission; write named, anonymous or internal.",
            word=cell,
        )
    )


def _left(row: Row, what: str) -> Problem:
    return Problem(row.line, tr("Left out: {what}.", what=what), refused=False)
