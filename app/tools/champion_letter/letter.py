"""A letter with what is known around it, and what a check may find in it and offer to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from app.documents.markdown import parse
from app.i18n import tr
from app.method.calendar_spans import Window
from app.tools.champion_letter.figures import Known, money_in
from app.tools.champion_letter.wording import FIELDS, LISTS, PARTS
from app.tools.champion_letter.words import holds

OWN_WORDS = frozenset({"goal", "said", "own_words", "other_words", "reasons", "consequences", "vision"})
_ALWAYS_ENDS = " .;,"


@dataclass(frozen=True)
class QuotedFact:
    """A fact as the draft wrote it. `now` is what the workspace says today; None when it is no longer there."""

    id: int
    part: str
    key: str
    text: str
    now: str | None
    table: str
    uid: str


@dataclass(frozen=True)
class Secret:
    """What the reader must not see, and where it was written."""

    text: str
    where: str
    name: bool = False  # a name counts as a whole, a note by its words in a row


@dataclass(frozen=True)
class KnownDate:
    """A date of the plan or of a meeting."""

    days: Window
    label: str


@dataclass(frozen=True)
class Mend:
    """A way to set a finding right: words to put in place of others, or a piece to be drafted anew."""

    label: str
    part: str
    old: str = ""
    new: str = ""
    topic: str = (
        ""  # a piece of the wording to put in: a part, "value", "source", "proof", "words", "step", "confirm"
    )
    fact_id: int = 0  # the fact that says something else now


@dataclass(frozen=True)
class Finding:
    """What is wrong at one place of the letter, and what to do about it."""

    do: str
    part: str = ""
    sentence: str = ""
    words: str = ""  # what to look at in the part
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True)
class Check:
    """One thing that a letter should have; it holds when nothing was found against it."""

    key: str
    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it holds."""
        return not self.findings

    def as_record(self) -> "Check":
        """The check of a letter that went out: what it finds can be mended in a new version only."""
        return replace(self, findings=tuple(replace(one, mends=()) for one in self.findings))

    @property
    def do(self) -> str:
        """What to do first."""
        return self.findings[0].do if self.findings else ""


@dataclass(frozen=True)
class Letter:
    """A letter and what is known around it."""

    parts: Mapping[str, str]
    facts: Sequence[QuotedFact] = ()
    reader: str = ""
    words: Sequence[str] = ()  # what the customer said, as it was written down
    names: Sequence[str] = ()  # everybody who could do the next step
    stories: Sequence[str] = ()  # how the customers of permitted stories may be called
    sources: Sequence[str] = ()  # phrases that give a source
    confirm: Sequence[str] = ()  # phrases that ask for an answer
    payback: Sequence[str] = ()  # phrases beside which a time is a payback
    internal: Sequence[str] = ()  # words of our own trade that no customer should read
    months: Mapping[str, str] = field(
        default_factory=dict
    )  # with a number beside it a date; and how that is read
    days: Sequence[str] = ()  # a date by themselves: days of the week
    other_steps: Sequence[str] = ()  # titles of other open actions of the joint plan
    figures: Sequence[Known] = ()  # what the value calculator and the plan say
    dates: Sequence[KnownDate] = ()  # of the plan and of meetings
    step_date: str = ""  # of the next step, as a letter writes it
    written_on: date = date.min
    offers: frozenset[str] = frozenset()  # topics that could be drafted from what is known
    secrets: Sequence[Secret] = field(default_factory=tuple)

    @cached_property
    def plain(self) -> Mapping[str, str]:
        """The parts without marks, a line a paragraph."""
        return {key: "\n".join(block.text for block in parse(self.parts.get(key, ""))) for key in PARTS}

    @cached_property
    def whole(self) -> str:
        """The letter without marks, and where its links lead."""
        links = [
            span.link
            for key in PARTS
            for block in parse(self.parts.get(key, ""))
            for span in block.spans
            if span.link
        ]
        return "\n".join([*self.plain.values(), *links])

    @cached_property
    def told(self) -> str:
        """What the customer said and what the letter quotes, as it holds today."""
        return "\n".join([*self.words, *(fact.now or fact.text for fact in self.facts)])


def as_written(text: str) -> str:
    """A fact as it stands inside a sentence: on one line, without its full stop."""
    return " ".join(text.split()).rstrip(_ALWAYS_ENDS)


def is_quoted(letter: Letter, fact: QuotedFact) -> bool:
    """Whether the part still holds the fact as it was written."""
    return holds(letter.plain.get(fact.part, ""), fact.text)


def quoted_fields(letter: Letter) -> dict[str, str]:
    """The single facts that the text holds, by their field; the others empty, so that no template stumbles."""
    held = {fact.key: fact.text for fact in letter.facts if fact.key in FIELDS and is_quoted(letter, fact)}
    return {name: held.get(name, "") for name in sorted(FIELDS)}


def quoted_rows(letter: Letter) -> dict[str, list[dict[str, str]]]:
    """Goals, quotes and challenges that the text holds, each with what the letter says of it."""
    found: dict[str, list[dict[str, str]]] = {}
    for name, main in (("goals", "goal"), ("quotes", "said"), ("challenges", "challenge")):
        empty = dict.fromkeys(sorted(LISTS[name]), "")
        for fact in letter.facts:
            if fact.key == main and is_quoted(letter, fact):
                beside = {
                    one.key: one.text
                    for one in letter.facts
                    if one.uid == fact.uid and is_quoted(letter, one)
                }
                own = {key: text for key, text in beside.items() if key in empty}
                found.setdefault(name, []).append({**empty, **own})
        found.setdefault(name, [])
    return found


def still_so(fact: QuotedFact) -> bool:
    """Whether the workspace says the same today; an amount may be written in the way of another country."""
    if fact.now is None:
        return False
    if as_written(fact.now) == as_written(fact.text):
        return True
    then, now = next(money_in(fact.text), None), next(money_in(fact.now), None)
    return fact.key == "benefit" and then is not None and now is not None and then.agrees(now)


def changed_facts(letter: Letter) -> list[QuotedFact]:
    """Facts that still stand in the letter as drafted while the workspace says something else by now."""
    return [fact for fact in letter.facts if not still_so(fact) and is_quoted(letter, fact)]


def part_names() -> Mapping[str, str]:
    """The parts as the method calls them, in its order."""
    return {
        "thanks": tr("Thanks and purpose"),
        "goals": tr("Your customer's goals"),
        "challenges": tr("Challenges and reasons"),
        "vision": tr("Solution, value and proof"),
        "next_steps": tr("Next step"),
    }
