"""The user's own rules beside those of the method: read, checked, written."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from app import paths
from app.documents import files
from app.errors import BadInputError, WorkbenchError
from app.i18n import language, tr
from app.method.coaching import Fact, Rule
from app.method.formula import compile_formula
from app.method.rule_pack import load_rules, read_rules

FILE = "own.toml"


@dataclass(frozen=True)
class OwnRules:
    """The rules of the user; `problem` says in one sentence why a file of them could not be read."""

    rules: tuple[Rule, ...]
    problem: str = ""


def own_folder() -> Path:
    """Where the user's own rules lie: every TOML file in it is read."""
    return paths.user_data() / "rules"


def all_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """The rules of the method and the user's own; an own file that is broken is left out and logged."""
    own = own_rules(folder)
    if own.problem:
        logging.getLogger(__name__).warning("own rules: %s", own.problem)
    return (*load_rules(language()), *own.rules)


def own_rules(folder: Path | None = None) -> OwnRules:
    """The user's rules; with the first problem where a file cannot be read or says what another says already."""
    rules: dict[str, Rule] = {}
    problem = ""
    known = {rule.id for rule in load_rules(language())}
    for path in sorted((folder or own_folder()).glob("*.toml")):
        try:
            for rule in read_rules(path):
                if rule.id in known | rules.keys():
                    problem = problem or tr(
                        "{file}: there is a rule “{id}” already.", file=path.name, id=rule.id
                    )
                else:
                    rules[rule.id] = rule
        except WorkbenchError as error:
            problem = problem or str(error)
    return OwnRules(tuple(rules.values()), problem)


def keep(rule: Rule, folder: Path | None = None) -> None:
    """Write an own rule into the user's file, in the place of the one with its id. Raises BadInputError."""
    if (sentence := objection(rule.when, {})) != "":
        raise BadInputError(sentence)
    if not rule.title.strip():
        raise BadInputError(tr("Say in a few words what the rule finds."))
    if not rule.says.strip():
        raise BadInputError(tr("Say why it matters."))
    others = [one for one in _kept(folder) if one.id != rule.id]
    _write([*others, rule], folder)


def drop(rule_id: str, folder: Path | None = None) -> None:
    """Take an own rule out of the user's file."""
    _write([one for one in _kept(folder) if one.id != rule_id], folder)


def new_id(rules: Iterable[Rule]) -> str:
    """An id that no rule has yet."""
    taken = {rule.id for rule in rules}
    return next(f"own_{number}" for number in range(1, len(taken) + 2) if f"own_{number}" not in taken)


def objection(when: str, facts: Mapping[str, Fact]) -> str:
    """What is wrong with a condition, in one sentence with its place; empty when it can be asked.

    With `facts` every name must be one of them.
    """
    try:
        condition = compile_formula(when)
    except BadInputError as error:
        return str(error)
    if not condition.names:
        return tr("The condition names no fact.")
    unknown = next(
        (name for name in sorted(condition.names, key=when.find) if facts and name not in facts), None
    )
    if unknown is None:
        return ""
    near = get_close_matches(unknown, facts, n=1)
    place = when.find(unknown) + 1
    if near:
        return tr(
            "Character {place}: there is no fact “{name}”; is “{near}” meant?",
            place=place,
            name=unknown,
            near=near[0],
        )
    return tr("Character {place}: there is no fact “{name}” here.", place=place, name=unknown)


def _kept(folder: Path | None) -> list[Rule]:
    path = (folder or own_folder()) / FILE
    return list(read_rules(path)) if path.exists() else []


def _write(rules: Sequence[Rule], folder: Path | None) -> None:
    import tomlkit  # late: only who writes a rule pays for it

    place = folder or own_folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = [field.name for field in fields(Rule) if field.name != "tool"]
    entries = [{name: asdict(rule)[name] for name in names} for rule in rules]
    files.write(place / FILE, tomlkit.dumps({"rule": entries} if entries else {}).encode())
