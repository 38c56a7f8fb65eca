"""Reading TOML tables with objections that name file, line and reason.

The TOML reader of the standard library does not say where a value stood, so the text is searched for it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

from app.errors import BadInputError, ContentError
from app.i18n import tr
from app.method.formula import FUNCTIONS, Formula, compile_formula
from app.method.value_model import Text

ID = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")
_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_RESERVED = (
    frozenset({"and", "or", "not", "if", "else", "is", "in", "for", "lambda", "total"}) | FUNCTIONS.keys()
)
_P = ParamSpec("_P")
_T = TypeVar("_T")


def read_text(path: Path) -> str:
    """The text of a file; raises ContentError."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(
            path, tr("it cannot be read ({reason}).", reason=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise ContentError(path, tr("it is not UTF-8 text.")) from error


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The tables of a text; raises ContentError with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise ContentError(path, f"{reason}.", int(line[1]) if line else len(text.splitlines())) from None


class Source:
    """Where things stand in the text; the TOML reader does not say."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def line(self, table: str, index: int, key: str = "") -> int:
        """The line of a key in the `index`-th table of that name (the key's table if it stands there)."""
        start, end = self._block(table, index)
        name = re.escape(key.rpartition(".")[2])
        pattern = re.compile(rf"(^|[\s{{,.\"])\"?{name}\"?(\.\w+)*\s*=")
        for number in range(start, end):
            if key and pattern.search(self.lines[number].split(" #")[0]):
                return number + 1
        return max(start, 1)

    def _block(self, table: str, index: int) -> tuple[int, int]:
        if not table:
            return 0, self._next_header(0, "")
        count = -1
        for number, text in enumerate(self.lines):
            header = _HEADER.match(text)
            if header and header[1] == table:
                count += 1
                if count == index:
                    return number + 1, self._next_header(number + 1, table)
        return 0, len(self.lines)

    def _next_header(self, start: int, table: str) -> int:
        for number in range(start, len(self.lines)):
            header = _HEADER.match(self.lines[number])
            if header and not (table and header[1].startswith(f"{table}.")):
                return number
        return len(self.lines)


class Table:
    """One table of the model; hands out checked values and knows its line."""

    def __init__(self, source: Source, name: str, index: int, data: Mapping[str, Any]) -> None:
        self.source, self.name, self.index, self.data = source, name, index, data
        self.taken: set[str] = set()

    def fail(self, reason: str, key: str = "") -> NoReturn:
        """Refuse the file for what stands under `key`."""
        line = self.source.line(self.name, self.index, key)
        what = self.data.get("id")
        named = f"{tr('“{name}”', name=what)}: {reason}" if isinstance(what, str) and what else reason
        raise ContentError(self.source.path, named, line)

    @property
    def line(self) -> int:
        """The line of the table's header."""
        return self.source.line(self.name, self.index)

    def raw(self, key: str, default: Any = None) -> Any:
        """Whatever stands under `key`."""
        self.taken.add(key)
        return self.data.get(key, default)

    def id(self) -> str:
        """The table's id: a name that formulas can use."""
        value = self.raw("id")
        if not isinstance(value, str) or not ID.match(value):
            self.fail(tr("an id is a word of small letters, digits and “_”."), "id")
        if value in _RESERVED:
            self.fail(tr("this id means something else in formulas."), "id")
        return value

    def text(self, key: str, needed: bool = False) -> Text:
        """A text, plain or by language."""
        value = self.raw(key, "")
        if isinstance(value, str):
            value = {"": value} if value else {}
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            self.fail(tr("“{key}” must be a text, or texts by language.", key=key), key)
        if needed and not any(value.values()):
            self.fail(tr("“{key}” is missing.", key=key), key)
        return Text(value)

    def number(self, key: str, lowest: float | None = None, highest: float | None = None) -> float | None:
        """A finite number, or None where there is none."""
        value = self.raw(key)
        if value is None:
            return None
        return self.checked_number(key, value, lowest, highest)

    def checked_number(
        self, key: str, value: Any, lowest: float | None = None, highest: float | None = None
    ) -> float:
        """`value` if it is a number within the limits."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
            self.fail(tr("“{key}” must be a number.", key=key), key)
        if lowest is not None and value < lowest:
            self.fail(tr("“{key}” must be at least {limit}.", key=key, limit=f"{lowest:g}"), key)
        if highest is not None and value > highest:
            self.fail(tr("“{key}” must be at most {limit}.", key=key, limit=f"{highest:g}"), key)
        return float(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers; empty where there is none."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            self.fail(tr("“{key}” must be a list of numbers.", key=key), key)
        return tuple(self.checked_number(key, one) for one in value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not said."""
        value = self.raw(key, False)
        if not isinstance(value, bool):
            self.fail(tr("“{key}” must be true or false.", key=key), key)
        return value

    def word(self, key: str, default: str, allowed: Sequence[str]) -> str:
        """One of the allowed words."""
        value = self.raw(key, default)
        if value not in allowed:
            self.fail(
                tr("“{key}” must be one of: {words}.", key=key, words=", ".join(filter(None, allowed))), key
            )
        return str(value)

    def attempt(self, key: str, work: Callable[_P, _T], *values: _P.args, **more: _P.kwargs) -> _T:
        """Do `work` with the values; what it objects to is said with this file and line."""
        try:
            return work(*values, **more)
        except BadInputError as error:
            self.fail(str(error), key)

    def formula(self, key: str, value: Any) -> Formula:
        """A formula; a bare number is one too."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail(tr("“{key}” must be a formula.", key=key), key)
        return self.attempt(key, compile_formula, str(value))

    def done(self) -> None:
        """Refuse keys that nobody asked for: most are misspelt."""
        for key in self.data:
            if key not in self.taken:
                self.fail(tr("“{key}” is not known here.", key=key), key)
