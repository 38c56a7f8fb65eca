"""Small changes of a model's text that keep its comments and layout."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import tomlkit

from app.errors import BadInputError
from app.i18n import tr
from app.method.value_model import Alternative, ValueModel

_HEADER = re.compile(r"\s*\[")


@dataclass(frozen=True)
class NewLine:
    """A benefit or cost as somebody says it: "energy, 120 kEUR a year". `formula` overrides the amount."""

    kind: str  # "benefit", "yearly" (cost) or "start" (cost)
    label: str
    amount: float | None = None
    formula: str = ""


def with_settings(text: str, changes: Mapping[str, str | float | bool]) -> str:
    """The text with other top-level settings; a comment behind a setting stays."""
    lines = text.splitlines()
    for key, value in changes.items():
        head = next((number for number, line in enumerate(lines) if _HEADER.match(line)), len(lines))
        setting = re.compile(rf"(\s*{re.escape(key)}\s*=\s*)(\"[^\"]*\"|[^#\s]+)(.*)")
        for number in range(head):
            found = setting.fullmatch(lines[number])
            if found:
                lines[number] = f"{found[1]}{_toml(value)}{found[3]}"
                break
        else:
            while head and not lines[head - 1].strip():
                head -= 1
            lines.insert(head, f"{key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: str | float | bool) -> str:
    """A value as TOML writes it; JSON's strings, numbers and booleans are TOML's."""
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=8)
def without_rivals(text: str) -> str:
    """The text as a customer may see it: a competitor is called an alternative, and no comment tells more."""
    model = tomlkit.parse(text)
    for scenario in model.get("scenario", []):
        if scenario.get("alternative") == Alternative.COMPETITOR:
            scenario["label"] = tr("Alternative")
    return "\n".join(line for line in tomlkit.dumps(model).splitlines() if not line.lstrip().startswith("#"))


def with_line(text: str, line: NewLine, model: ValueModel) -> str:
    """The text with one more benefit or cost, and an input for its amount unless it has a formula."""
    if not line.label.strip():
        raise BadInputError(tr("A line needs a name."))
    money = model.money_columns
    if line.kind == "benefit" and not money:
        raise BadInputError(tr("The model has no money column for a benefit."))
    table = "benefit" if line.kind == "benefit" else "cost"
    taken = {one.id for one in (model.benefits if table == "benefit" else model.costs)}
    identity = _new_id(line.label, taken)
    parts = []
    formula = line.formula.strip()
    if not formula:
        names = {*model.inputs, *model.quantities, *model.columns}
        name = _new_id(f"{line.label} {'value' if table == 'benefit' else 'cost'}", names)
        formula = name
        parts.append(_input(name, line, model))
    parts.append(_line(table, identity, line, formula, money[0] if money else ""))
    return text.rstrip("\n") + "\n\n" + "\n".join(parts)


def _input(name: str, line: NewLine, model: ValueModel) -> str:
    entry: dict[str, str | float | bool] = {
        "id": name,
        "label": line.label.strip(),
        "unit": model.money.text if line.kind == "start" else f"{model.money.text}/a",
    }
    if model.groups:
        entry["group"] = _group_for(line.kind, model)
    if line.amount is not None:
        entry["value"] = line.amount
    if line.kind == "benefit":
        entry["target"] = True
    return _table("input", entry)


def _group_for(kind: str, model: ValueModel) -> str:
    """Benefits go where the improvements stand, costs where the money stands; the last group is a fair guess."""
    names = [group.id for group in model.groups]
    wanted = "improvement" if kind == "benefit" else "finance"
    return wanted if wanted in names else names[-1]


def _line(table: str, identity: str, line: NewLine, formula: str, column: str) -> str:
    entry: dict[str, str | float | bool] = {"id": identity, "label": line.label.strip()}
    if table == "benefit":
        entry[f"columns.{column}"] = formula
    else:
        entry |= {"when": line.kind, "amount": formula}
    return _table(table, entry)


def _table(name: str, entry: Mapping[str, str | float | bool]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {_toml(value)}" for key, value in entry.items()), ""])


def _new_id(label: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    stem = stem if stem[:1].isalpha() else f"line_{stem}".rstrip("_")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name
