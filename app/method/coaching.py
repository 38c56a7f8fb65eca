"""The coach's rules: an expression over facts, and what is said when it holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.method.formula import Formula, compile_formula

Fact = float | int | bool


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

    @cached_property
    def condition(self) -> Formula:
        """The expression, compiled once; raises BadInputError when it is not one."""
        return compile_formula(self.when)


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


def findings(rules: Sequence[Rule], subjects: Sequence[Subject]) -> list[Finding]:
    """All findings, the heaviest first. A rule whose facts a subject lacks says nothing of it."""
    conditions = [(rule, rule.condition) for rule in rules]
    found = [
        _finding(rule, subject, condition)
        for subject in subjects
        for rule, condition in conditions
        if rule.about == subject.kind
        and condition.names <= subject.facts.keys()
        and bool(condition(subject.facts))
    ]
    return sorted(found, key=lambda finding: -finding.weight)


def _finding(rule: Rule, subject: Subject, condition: Formula) -> Finding:
    words = _Words({"name": subject.name, **{k: f"{v:g}" for k, v in subject.facts.items()}, **subject.words})
    return Finding(
        rule=rule.id,
        tool=rule.tool,
        about=subject.uid,
        name=subject.name,
        title=rule.title.format_map(words),
        says=rule.says.format_map(words),
        fix=rule.fix,
        do=rule.do.format_map(words),
        weight=rule.weight,
        ask=rule.ask.format_map(words),
        facts=tuple((name, subject.facts[name]) for name in sorted(condition.names)),
    )


class _Words(dict[str, str]):
    """Fields of a sentence; one that nobody filled shows as an ellipsis rather than breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"
