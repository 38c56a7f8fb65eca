"""A model's text as parts that can be changed one by one; comments and layout of the others stay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from app.errors import BadInputError, ContentError
from app.i18n import tr
from app.method.toml_tables import Source, parse_toml
from app.method.value_engine import engine_of

KINDS = ("input", "quantity", "column", "benefit", "cost", "scenario")
"""The tables of a model that are edited part by part, in the order in which they rest on each other."""

_LABEL = "label"
Value = str | float | bool | list[float] | dict[str, float] | None


@dataclass(frozen=True)
class Part:
    """One table of the model: the `index`-th of its kind, with what is written in it."""

    kind: str
    index: int
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name in formulas, or nothing as long as it has none."""
        return str(self.values.get("id", ""))

    def text(self, key: str) -> str:
        """A text of the part, in English where it comes in several languages."""
        return _plain(self.values.get(key, ""))

    @property
    def label(self) -> str:
        """What it is called."""
        return self.text(_LABEL) or self.id


@dataclass(frozen=True)
class Fault:
    """Why a model cannot be run, and in which part; `kind` is empty where it is in none of them."""

    sentence: str
    kind: str = ""
    index: int = -1


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a text, kind by kind; raises ContentError for a text that is no TOML."""
    data = parse_toml(text, Path(tr("value model")))
    return tuple(
        Part(kind, index, table)
        for kind in KINDS
        for index, table in enumerate(data.get(kind, []))
        if isinstance(table, dict)
    )


def fault_of(text: str, title: str = "") -> Fault | None:
    """What is wrong with a model first; None if it can be run."""
    path = Path(title or tr("value model"))
    try:
        engine_of(text, path)
    except ContentError as error:
        return _located(text, path, error)
    except BadInputError as error:
        return Fault(str(error))
    return None


def _located(text: str, path: Path, error: ContentError) -> Fault:
    reason = error.reason
    if error.line is None:
        return Fault(reason)
    try:
        counts = {kind: sum(one.kind == kind for one in parts_of(text)) for kind in KINDS}
    except ContentError:
        return Fault(str(error))
    source = Source(path, text)
    starts = [
        (source.line(kind, index), kind, index) for kind, count in counts.items() for index in range(count)
    ]
    above = [one for one in starts if one[0] <= error.line]
    if not above:
        return Fault(reason)
    _line, kind, index = max(above)
    return Fault(reason, kind, index)


def with_part(text: str, kind: str, index: int, values: Mapping[str, Value]) -> str:
    """The text with other values in one part; None takes a key out. A dotted key (`columns.money`) goes deeper."""
    model = tomlkit.parse(text)
    table = _tables(model, kind)[index]
    for key, value in values.items():
        _put(table, key.split("."), value)
    return tomlkit.dumps(model)


def with_new_part(text: str, kind: str, values: Mapping[str, Value]) -> tuple[str, int]:
    """The text with one more part at the end of its kind, and which one it is."""
    model = tomlkit.parse(text)
    table = tomlkit.table()
    for key, value in values.items():
        _put(table, key.split("."), value)
    if kind not in model:
        model[kind] = tomlkit.aot()
    tables = _tables(model, kind)
    tables.append(table)
    return tomlkit.dumps(model), len(tables) - 1


def without_part(text: str, kind: str, index: int) -> str:
    """The text without one part."""
    model = tomlkit.parse(text)
    tables = _tables(model, kind)
    del tables[index]
    if not len(tables):
        del model[kind]
    return tomlkit.dumps(model)


def renamed(text: str, old: str, new: str) -> str:
    """The text with another id for an input, a quantity or a column, wherever formulas and scenarios use it."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,59}", new):
        raise BadInputError(tr("an id is a word of small letters, digits and “_”."))
    if any(part.id == new for part in parts_of(text) if part.kind in {"input", "quantity", "column"}):
        raise BadInputError(tr("this id is used twice."))
    word = re.compile(rf"(?<![\w.]){re.escape(old)}(?!\w)")
    model = tomlkit.parse(text)
    for kind in KINDS:
        for table in _tables(model, kind) if kind in model else ():
            _rename_in(table, kind, old, new, word)
    for key in ("horizon", "discount_rate"):
        if isinstance(model.get(key), str):
            model[key] = word.sub(new, str(model[key]))
    return tomlkit.dumps(model)


def _rename_in(table: Table, kind: str, old: str, new: str, word: re.Pattern[str]) -> None:
    if kind in {"input", "quantity", "column"} and table.get("id") == old:
        table["id"] = new
    for key in ("formula", "amount", "current", "target"):
        if isinstance(table.get(key), str):
            table[key] = word.sub(new, str(table[key]))
    for key in ("columns", "set"):
        inside = table.get(key)
        if not isinstance(inside, dict):
            continue
        for name, value in list(inside.items()):
            if isinstance(value, str):
                inside[name] = word.sub(new, value)
        if old in inside:
            inside[new] = inside[old]
            del inside[old]


def _tables(model: tomlkit.TOMLDocument, kind: str) -> AoT:
    tables = model[kind]
    assert isinstance(tables, AoT)  # the parser of models lets nothing else through
    return tables


def _put(table: Any, keys: list[str], value: Value) -> None:
    """Set a value; a text in several languages changes in English alone."""
    head, *rest = keys
    if rest:
        if head not in table:
            if value is None:
                return
            table[head] = tomlkit.table(is_super_table=True)
        _put(table[head], rest, value)
    elif isinstance(table.get(head), dict) and isinstance(value, str):
        table[head]["en"] = value
    elif value is None:
        table.pop(head, None)
    elif isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        table[head] = inline
    else:
        table[head] = value


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("en") or next(iter(value.values()), ""))
    return str(value)
