"""The coach's rules as files: `data/<language>/rules/<tool>.toml`, checked on load."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from app import paths
from app.errors import BadInputError
from app.i18n import tr
from app.method.coaching import Rule
from app.method.content_file import Entry, read


def load_rules(language: str = "en", folder: Path | None = None) -> tuple[Rule, ...]:
    """All rules of a language; raises ContentError naming file, line and reason."""
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> tuple[Rule, ...]:
    place = folder / language / "rules"
    if not place.is_dir():
        place = folder / "en" / "rules"
    rules: dict[str, Rule] = {}
    for path in sorted(place.glob("*.toml")):
        _read(path, rules, path.stem)
    return tuple(rules.values())


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of one file of the user's own; each belongs to the tool that it leads to. Raises ContentError."""
    rules: dict[str, Rule] = {}
    _read(path, rules)
    return tuple(rules.values())


def _read(path: Path, rules: dict[str, Rule], tool: str = "") -> None:
    file = read(path)
    file.only("rule")
    for entry in file.entries("rule"):
        rule = _rule(entry, tool)
        if rule.id in rules:
            raise entry.error(tr("“{key}” stands here a second time.", key=rule.id), "id")
        rules[rule.id] = rule


def _rule(entry: Entry, tool: str) -> Rule:
    rule = entry.read_as(Rule, tool=tool)
    if not tool:
        rule = replace(rule, tool=rule.do.partition(":")[0])
    if not 1 <= rule.weight <= 3:
        raise entry.error(tr("“weight” must be 1, 2 or 3."), "weight")
    try:
        condition = rule.condition
    except BadInputError as error:
        raise entry.error(str(error), "when") from error
    if not condition.names:
        raise entry.error(tr("“when” names no fact."), "when")
    return rule
