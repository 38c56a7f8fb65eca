"""Which column of a file means what: by its title, or as a file of one's own says."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.documents.csv_sheet import Sheet
from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Link


class Kind(StrEnum):
    """What the rows of a file are."""

    PEOPLE = "people"
    CONNECTIONS = "connections"


FIELDS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Kind.PEOPLE: {
            "id": ("id", "person id", "record id", "employee id", "contact id", "external id"),
            "name": ("name", "full name", "person", "contact name"),
            "first_name": ("first name", "firstname", "given name"),
            "last_name": ("last name", "lastname", "family name", "surname"),
            "title": ("title", "job title", "position", "role", "function"),
            "unit": ("unit", "department", "division", "team", "business unit"),
            "email": ("email", "e-mail", "email address", "e-mail address"),
            "phone": ("phone", "phone number", "telephone", "mobile"),
            "roles": (
                "roles",
                "decision role",
                "decision roles",
                "buying role",
                "buying roles",
                "roles in this decision",
                "role in the decision",
            ),
            "reports_to": (
                "reports to",
                "reportsto",
                "reportstoid",
                "reports to id",
                "manager id",
                "manager",
                "boss",
                "boss id",
                "manager's name",
                "supervisor",
            ),
        },
        Kind.CONNECTIONS: {
            "from": ("from", "source", "from id", "start"),
            "to": ("to", "target", "to id", "end"),
            "kind": ("kind", "type", "relation", "relationship"),
            "strength": ("strength", "weight", "value"),
        },
    }
)
"""The fields that each kind knows, and the titles that are taken for them (without case; _ is a blank)."""

_NEEDED: Mapping[Kind, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {Kind.PEOPLE: (("name", "first_name", "last_name"),), Kind.CONNECTIONS: (("from",), ("to",))}
)


@dataclass(frozen=True)
class Mapped:
    """What a user's own file says: titles by field, and what words for lines mean."""

    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, Link] = field(default_factory=dict)


def mapped(path: Path) -> Mapped:
    """The mapping in a TOML file: FIELD = "Title" (or several), and a table [kinds] with WORD = "influence".

    Raises BadInputError when it cannot be read, or names a field or a kind of line that there is not.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInputError(
            tr("“{name}” cannot be read as a mapping: {reason}.", name=path.name, reason=reason)
        ) from error
    kinds = tables.pop("kinds", {})
    known = {name for fields in FIELDS.values() for name in fields}
    for name, titles in tables.items():
        if name not in known:
            raise BadInputError(
                tr(
                    "“{file}”: there is no field “{name}”; there are {known}.",
                    file=path.name,
                    name=name,
                    known=", ".join(sorted(known)),
                )
            )
        if not _texts(titles):
            raise BadInputError(
                tr("“{file}”: the field “{name}” needs the title of a column.", file=path.name, name=name)
            )
    for word, kind in kinds.items() if isinstance(kinds, dict) else ((str(kinds), ""),):
        if kind not in set(Link):
            raise BadInputError(
                tr(
                    "“{file}”: “{word}” can be {known}.",
                    file=path.name,
                    word=word,
                    known=", ".join(Link),
                )
            )
    return Mapped(
        {name: _texts(titles) for name, titles in tables.items()},
        {_plain(word): Link(kind) for word, kind in kinds.items()},
    )


def kind_of(sheet: Sheet, own: Mapped | None = None) -> Kind:
    """What a file holds, by its titles; raises BadInputError when they say neither."""
    for kind in (Kind.CONNECTIONS, Kind.PEOPLE):
        found = places(sheet, kind, own)
        if all(any(name in found for name in names) for names in _NEEDED[kind]):
            return kind
    raise BadInputError(
        tr(
            "“{name}” has the columns {head}: people need a column “name”, connections “from” and “to”.",
            name=sheet.name,
            head=_listed(sheet.head),
        )
    )


def check(sheet: Sheet, kind: Kind, own: Mapped | None = None) -> dict[str, int]:
    """Where the fields stand; raises BadInputError when one is missing that the kind cannot do without."""
    found = places(sheet, kind, own)
    missing = [names[0] for names in _NEEDED[kind] if not any(name in found for name in names)]
    if missing:
        raise BadInputError(
            tr(
                "“{name}” has no column {missing}; it has {head}.",
                name=sheet.name,
                missing=_listed(missing),
                head=_listed(sheet.head),
            )
        )
    if not sheet.rows:
        raise BadInputError(tr("“{name}” has titles and no rows.", name=sheet.name))
    return found


def places(sheet: Sheet, kind: Kind, own: Mapped | None = None) -> dict[str, int]:
    """The number of the column of each field that the sheet has; the first of equal titles."""
    titles: dict[str, int] = {}
    for at, title in enumerate(sheet.head):
        titles.setdefault(_plain(title), at)
    found: dict[str, int] = {}
    for name, usual in FIELDS[kind].items():
        chosen = own.titles.get(name) if own is not None else None
        wanted = usual if chosen is None else tuple(map(_plain, chosen))
        column = next((titles[title] for title in wanted if title in titles), None)
        if column is not None:
            found[name] = column
    return found


def _plain(title: str) -> str:
    return " ".join(title.replace("_", " ").split()).casefold()


def _texts(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
        return ()
    return tuple(values)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:12]) + (" …" if len(words) > 12 else "")
