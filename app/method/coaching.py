"""The coach's rules: an expression over facts, and what is said when it holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from app.errors import BadInputError
from app.i18n import tr
from app.method.evidence import Ageing
from app.method.formula import Formula, compile_formula

Fact = float | int | bool
_AGE = "_age"  # how the name of a fact in days ends
TOLD = 4  # facts in one line; more and nobody reads any


@dataclass(frozen=True)
class Subject:
    """What rules are tested on: the opportunity, one person, one action, one letter.

    `facts` are numbers and booleans for the expression; `words` fill the sentence.
    """

    kind: str
    uid: str
    name: str
    facts: Mapping[str, Fact]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule of a method pack, as it is written in `data/<language>/rules/<tool>.toml`."""

    id: str
    tool: str
    about: str
    when: str
    title: str
    says: str
    fix: str
    do: str
    weight: int
    ask: str = ""

    @property
    def general_title(self) -> str:
        """The title without a subject: dots stand where names and figures would."""
        return re.sub(r"\{[^}]*\}", "…", self.title)

    @cached_property
    def condition(self) -> Formula:
        """The expression, compiled once; raises BadInputError when it is not one."""
        return compile_formula(self.when)


def fact_in_words(name: str, value: Fact | None) -> str:
    """ "influence 5", "contact known: no": a fact as one reads it."""
    if value is None:
        said = tr("not known")
    elif isinstance(value, bool):
        said = tr("yes") if value else tr("no")
    else:
        said = f"{value:g}"
    return tr("{fact}: {value}", fact=name.replace("_", " "), value=said)


class Verdict(StrEnum):
    """What a rule says of a subject."""

    MATCHED = "matched"
    MISSED = "missed"
    UNKNOWN = "unknown"  # a fact that it asks for is not known


@dataclass(frozen=True)
class Trial:
    """A rule tried on one subject, with the facts that it asked for; None is a fact that is not known."""

    about: str  # uid of the subject
    name: str
    verdict: Verdict
    facts: tuple[tuple[str, Fact | None], ...]


@dataclass(frozen=True)
class Finding:
    """A rule that holds for a subject, with the facts that fired it."""

    rule: str
    tool: str
    about: str  # uid of the subject
    name: str
    title: str
    says: str
    fix: str
    do: str
    weight: int
    ask: str
    facts: tuple[tuple[str, Fact], ...]

    @property
    def because(self) -> str:
        """The first facts that fired it, in one line."""
        return " · ".join(fact_in_words(name, value) for name, value in self.facts[:TOLD])


def merge(subjects: Iterable[Subject]) -> list[Subject]:
    """Subjects of the same kind and uid become one, with the facts of all tools."""
    merged: dict[tuple[str, str], Subject] = {}
    for subject in subjects:
        key = (subject.kind, subject.uid)
        if (known := merged.get(key)) is None:
            merged[key] = subject
        else:
            merged[key] = replace(
                known, facts={**known.facts, **subject.facts}, words={**known.words, **subject.words}
            )
    return list(merged.values())


def with_ageing(subjects: Iterable[Subject], ageing: Ageing) -> list[Subject]:
    """For each fact `x_age` (days) also `x_fading` and `x_old`, by the days that the user has set.

    Old evidence counts as fading, too, so that a rule may ask for either.
    """
    return [replace(one, facts={**one.facts, **_aged(one.facts, ageing)}) for one in subjects]


def _aged(facts: Mapping[str, Fact], ageing: Ageing) -> dict[str, Fact]:
    aged: dict[str, Fact] = {}
    for name, days in facts.items():
        if name.endswith(_AGE):
            what = name.removesuffix(_AGE)
            aged[f"{what}_fading"] = days >= min(ageing.fading, ageing.old)
            aged[f"{what}_old"] = days >= ageing.old
    return aged


def findings(rules: Sequence[Rule], subjects: Sequence[Subject]) -> list[Finding]:
    """All findings, the heaviest first. A rule whose facts a subject lacks says nothing of it."""
    conditions = [(rule, rule.condition) for rule in rules]
    found = [
        _finding(rule, subject, condition)
        for subject in subjects
        for rule, condition in conditions
        if rule.about == subject.kind and _verdict(condition, subject) is Verdict.MATCHED
    ]
    return sorted(found, key=lambda finding: -finding.weight)


def tried(rule: Rule, subjects: Iterable[Subject]) -> list[Trial]:
    """What a rule says of each subject of its kind."""
    condition = rule.condition
    return [
        Trial(
            subject.uid,
            subject.name,
            _verdict(condition, subject),
            tuple((name, subject.facts.get(name)) for name in sorted(condition.names)),
        )
        for subject in subjects
        if subject.kind == rule.about
    ]


def _verdict(condition: Formula, subject: Subject) -> Verdict:
    if not condition.names <= subject.facts.keys():
        return Verdict.UNKNOWN
    try:
        return Verdict.MATCHED if condition(subject.facts) else Verdict.MISSED
    except BadInputError:  # it divides by nothing here, or grows beyond all measure
        return Verdict.UNKNOWN


def _finding(rule: Rule, subject: Subject, condition: Formula) -> Finding:
    words = _Words({"name": subject.name, **{k: f"{v:g}" for k, v in subject.facts.items()}, **subject.words})
    return Finding(
        rule=rule.id,
        tool=rule.tool,
        about=subject.uid,
        name=subject.name,
        title=rule.title.format_map(words),
        says=rule.says.format_map(words),
        fix=rule.fix.format_map(words),
        do=rule.do.format_map(words),
        weight=rule.weight,
        ask=rule.ask.format_map(words),
        facts=tuple((name, subject.facts[name]) for name in sorted(condition.names)),
    )


class _Words(dict[str, str]):
    """Fields of a sentence; one that nobody filled shows as an ellipsis rather than breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"
