"""Reads a content file (TOML) and says where it is wrong: file, line and reason in one sentence."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from app.errors import ContentError
from app.i18n import tr

T = TypeVar("T")

_WHERE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"^\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*[\"']?(?P<name>[\w-]+)[\"']?\s*=")


@dataclass(frozen=True)
class Entry:
    """One table of a content file, which knows the lines that it stands on."""

    path: Path
    kind: str
    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int]  # of each field

    def error(self, reason: str, field: str = "") -> ContentError:
        """The error to raise about this entry, or about one field of it."""
        return ContentError(self.path, f"[{self.kind}] {reason}", self.lines.get(field, self.line))

    def read_as(self, kind: type[T], **given: object) -> T:
        """The entry as a dataclass: each field by its type, none missing, none unknown.

        `given` are fields that do not come from the file. Texts and lists may not be empty unless the
        field has a default.
        """
        hints = get_type_hints(kind)
        wanted = {f.name: f for f in fields(kind) if f.name not in given}  # type: ignore[arg-type]
        for name in self.values:
            if name not in wanted:
                raise self._unknown(name, wanted)
        read = {
            name: self._value(name, hints[name])
            for name, field in wanted.items()
            if self._present(name, field)
        }
        return kind(**read, **given)

    def _present(self, name: str, field: Field[Any]) -> bool:
        optional = field.default is not MISSING or field.default_factory is not MISSING
        if name not in self.values:
            if optional:
                return False
            raise self.error(tr("has no “{field}”.", field=name))
        if not optional and self.values[name] in ("", []):
            raise self.error(tr("“{field}” is empty.", field=name), name)
        return True

    def _unknown(self, name: str, wanted: Mapping[str, object]) -> ContentError:
        near = get_close_matches(name, wanted, n=1)
        if near:
            return self.error(tr("“{field}” is unknown; is “{near}” meant?", field=name, near=near[0]), name)
        return self.error(tr("“{field}” is unknown.", field=name), name)

    def _value(self, name: str, hint: Any) -> object:
        value = self.values[name]
        if get_origin(hint) is UnionType:  # such as int | None: TOML leaves out what is not known
            hint = next(kind for kind in get_args(hint) if kind is not NoneType)
        if get_origin(hint) is tuple:
            (inner, *_) = get_args(hint)
            if not isinstance(value, list):
                raise self.error(tr('“{field}” must be a list, such as ["…", "…"].', field=name), name)
            return tuple(self._single(name, item, inner) for item in value)
        return self._single(name, value, hint)

    def _single(self, name: str, value: object, hint: Any) -> object:
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            words = [member.value for member in hint]
            if value not in words:
                text = tr(
                    "“{value}” is no {field}; use one of {words}.",
                    value=value, field=name, words=", ".join(words),
                )  # fmt: skip
                raise self.error(text, name)
            return hint(value)
        if hint is str and isinstance(value, str):
            return value.strip()
        if hint is bool and isinstance(value, bool):
            return value
        if hint is int and isinstance(value, int) and not isinstance(value, bool):
            return value
        if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        wanted = {
            str: tr("a text"),
            bool: tr("true or false"),
            int: tr("a whole number"),
            float: tr("a number"),
        }
        text = tr(
            "“{field}” must be {wanted}, not {value}.", field=name, wanted=wanted[hint], value=repr(value)
        )
        raise self.error(text, name)


def _called(kind: type) -> str:
    """How a kind of value is called in a sentence."""
    return {
        str: tr("a text"),
        bool: tr("true or false"),
        int: tr("a whole number"),
        float: tr("a number"),
    }[kind]


@dataclass(frozen=True)
class ContentFile:
    """A content file, parsed, with the line of each table."""

    path: Path
    values: Mapping[str, object]
    headers: Mapping[str, tuple[tuple[int, Mapping[str, int]], ...]]

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """All `[[kind]]` tables, or the one `[kind]`, in the order of the file."""
        found = self.values.get(kind, [])
        tables = found if isinstance(found, list) else [found]
        if not all(isinstance(table, dict) for table in tables):
            raise ContentError(self.path, tr("“{kind}” must be a table, written [[{kind}]].", kind=kind))
        marks = self.headers.get(kind, ())
        places = [*marks, *([(1, {})] * (len(tables) - len(marks)))]  # tables written inline have no header
        return tuple(
            Entry(self.path, kind, line, table, lines)
            for table, (line, lines) in zip(tables, places, strict=False)
        )

    def only(self, *kinds: str) -> None:
        """Raise when the file holds a table of another kind, which would be silently ignored."""
        for name in self.values:
            if name not in kinds:
                line = self.headers[name][0][0] if name in self.headers else None
                words = ", ".join(kinds)
                reason = tr("“{name}” is unknown here; known are {words}.", name=name, words=words)
                raise ContentError(self.path, reason, line)


def read(path: Path) -> ContentFile:
    """The parsed file; raises ContentError naming file and line when it cannot be read or is no TOML."""
    return parsed(text_of(path), path)


def text_of(path: Path) -> str:
    """What stands in the file; raises ContentError when it cannot be read."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError(path, tr("is not written in UTF-8."), line) from error
    except OSError as error:
        raise ContentError(path, tr("cannot be read: {reason}.", reason=error.strerror or "")) from error


def parsed(text: str, path: Path) -> ContentFile:
    """The text of a content file that goes by the name of `path`; raises ContentError when it is no TOML."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, text, str(error)) from error
    return ContentFile(path, values, _headers(text))


def _syntax_error(path: Path, text: str, message: str) -> ContentError:
    where = _WHERE.search(message)
    line = int(where["line"]) if where and where["line"] else text.rstrip().count("\n") + 1
    return ContentError(path, _WHERE.sub("", message) + ".", line)


def _headers(text: str) -> dict[str, tuple[tuple[int, Mapping[str, int]], ...]]:
    """Where each table begins, and the line of each of its fields."""
    found: dict[str, list[tuple[int, dict[str, int]]]] = {}
    current: dict[str, int] = {}
    for number, line in _code_lines(text):
        if header := _HEADER.match(line):
            current = {}
            found.setdefault(header["name"].strip("\"'"), []).append((number, current))
        elif key := _KEY.match(line):
            current.setdefault(key["name"], number)
    return {name: tuple(places) for name, places in found.items()}


def _code_lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that do not lie inside a text of several lines."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not fence:
            yield number, line
        for mark in re.findall(r'"""|\'\'\'', line):
            fence = "" if fence == mark else fence or mark
