"""What makes a champion letter fit to be sent: pure checks over its text and what is known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from app.documents.markdown import LISTS as LIST_KINDS
from app.documents.markdown import parse, plain
from app.i18n import plural, tr
from app.tools.champion_letter.wording import PARTS

OWN_WORDS = frozenset({"goal", "said", "own_words", "other_words", "reasons", "consequences", "vision"})
_BRACKETS = re.compile(r"\[[^\[\]]+\]")
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|\n")
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}\b|\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b")
_RUN = 4  # words in a row that are no chance


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
    months: Sequence[str] = ()  # with a number beside it, a date
    days: Sequence[str] = ()  # a date by themselves: days of the week
    other_steps: Sequence[str] = ()  # titles of other open actions of the joint plan
    secrets: Sequence[Secret] = field(default_factory=tuple)

    @cached_property
    def plain(self) -> Mapping[str, str]:
        """The parts without marks."""
        return {key: plain(parse(self.parts.get(key, ""))) for key in PARTS}

    @cached_property
    def whole(self) -> str:
        """The letter without marks."""
        return "\n".join(self.plain.values())


@dataclass(frozen=True)
class Check:
    """One thing that a letter should have; `do` says what to do when it has not."""

    key: str
    good: bool
    do: str = ""
    part: str = ""

    @property
    def text(self) -> str:
        """What the check found."""
        holds, fails = _findings()[self.key]
        return holds if self.good else fails


def _findings() -> Mapping[str, tuple[str, str]]:
    """How each check is called when it holds, and when it does not."""
    return {
        "reader": (tr("Goes to a named reader"), tr("It has no reader")),
        "parts": (tr("All five parts are there"), tr("A part is missing")),
        "prompts": (tr("No note to yourself is left"), tr("Notes to yourself are left")),
        "words": (tr("Speaks in the customer's words"), tr("Not in the customer's words yet")),
        "value": (tr("Value has a figure and a source"), tr("Value lacks a figure or its source")),
        "proof": (tr("Proof is given"), tr("There is no proof")),
        "confirm": (tr("Asks to confirm or correct"), tr("It asks for no answer")),
        "step": (tr("One next step, with owner and date"), tr("The next step is not clear")),
        "leaks": (tr("Nothing internal leaks"), tr("Something internal leaks")),
        "changes": (tr("Facts are as they were written"), tr("Facts have changed since")),
    }


def part_names() -> Mapping[str, str]:
    """The parts as the method calls them, in its order."""
    return {
        "thanks": tr("Thanks and purpose"),
        "goals": tr("Your customer's goals"),
        "challenges": tr("Challenges and reasons"),
        "vision": tr("Solution, value and proof"),
        "next_steps": tr("Next step"),
    }


def checks(letter: Letter) -> tuple[Check, ...]:
    """All checks in the order of the letter; each says what it looked at."""
    return (
        _reader(letter),
        _parts(letter),
        _prompts(letter),
        _customers_words(letter),
        _value(letter),
        _proof(letter),
        _confirmation(letter),
        _next_step(letter),
        _leaks(letter),
        _changes(letter),
    )


def _reader(letter: Letter) -> Check:
    return Check(
        "reader",
        bool(letter.reader),
        tr("Choose who the letter is for."),
        "thanks",
    )


def _parts(letter: Letter) -> Check:
    missing = [key for key in PARTS if not letter.plain[key].strip()]
    names = part_names()
    lacking = ", ".join(names[key] for key in missing)
    do = tr("Empty: {parts}. Each part has its work to do.", parts=lacking) if missing else ""
    return Check(
        "parts",
        not missing,
        do,
        missing[0] if missing else "",
    )


def _prompts(letter: Letter) -> Check:
    open_in = [key for key in PARTS if _BRACKETS.search(letter.plain[key])]
    count = sum(len(_BRACKETS.findall(letter.plain[key])) for key in open_in)
    do = plural(
        "Fill or delete the note in square brackets.",
        "Fill or delete the {n} notes in square brackets.",
        count,
    )
    return Check(
        "prompts",
        not count,
        do,
        open_in[0] if open_in else "",
    )


def _customers_words(letter: Letter) -> Check:
    used = any(shares_words(letter.whole, said) for said in letter.words)
    if letter.words:
        do = tr("Quote one sentence as they said it, such as “{said}”", said=_shortened(letter.words[0]))
    else:
        do = tr("Write down what they said in the meeting form; then quote it here.")
    return Check(
        "words",
        used,
        do,
        "goals",
    )


def _value(letter: Letter) -> Check:
    text = letter.plain["vision"]
    without_story = text
    for fact in letter.facts:
        if fact.key.startswith("story_"):
            without_story = without_story.replace(fact.text.rstrip(" .;,"), "")
    figure = re.search(r"\d", without_story) is not None
    names = [fact.text for fact in letter.facts if fact.key == "value_sources"]
    sourced = any(names_in(text, name) for name in [*names, *letter.names]) or has_phrase(
        text, letter.sources
    )
    if not figure:
        do = tr("Say what it is worth a year, as the value case has it.")
    else:
        do = tr("Say whose figure it is: a name makes it theirs.")
    return Check(
        "value",
        figure and sourced,
        do,
        "vision",
    )


def _proof(letter: Letter) -> Check:
    given = any(name and name.casefold() in letter.whole.casefold() for name in letter.stories)
    do = tr("Name a customer who has done it, or tell the story without the name.")
    return Check("proof", given, do, "vision")


def _confirmation(letter: Letter) -> Check:
    asked = has_phrase(letter.plain["next_steps"], letter.confirm)
    do = tr("End by asking the reader to confirm or correct.")
    return Check("confirm", asked, do, "next_steps")


def _next_step(letter: Letter) -> Check:
    text = letter.plain["next_steps"]
    steps = sum(block.kind in LIST_KINDS for block in parse(letter.parts.get("next_steps", "")))
    others = sum(shares_words(text, title) for title in letter.other_steps)
    owner = any(names_in(text, name) for name in letter.names)
    dated = is_dated(text, letter.months, letter.days)
    quoted = [fact for fact in letter.facts if fact.key == "step"]
    stated = not quoted or any(shares_words(text, fact.text) for fact in quoted)
    if not text.strip() or (not quoted and not (owner and dated)):
        do = tr("Agree one step: what, who, by when.")
    elif steps > 1 or others:
        do = tr("Leave one step; the others belong in the plan.")
    elif not owner:
        do = tr("Name the person who does it.")
    elif not dated:
        do = tr("Say by when.")
    else:
        do = tr("Say what the next step is.")
    good = bool(text.strip()) and steps <= 1 and not others and owner and dated and stated
    return Check(
        "step",
        good,
        do,
        "next_steps",
    )


def _leaks(letter: Letter) -> Check:
    found = leaks(letter)
    do = ""
    if found:
        do = tr(
            "Take out “{words}”: it comes from {where}.",
            words=_shortened(found[0].text),
            where=found[0].where,
        )
    return Check(
        "leaks",
        not found,
        do,
        _part_of(letter, found[0].text) if found else "",
    )


def _changes(letter: Letter) -> Check:
    changed = changed_facts(letter)
    do = plural(
        "{n} fact has changed since it was written: look at the trace.",
        "{n} facts have changed since they were written: look at the trace.",
        len(changed),
    )
    return Check(
        "changes",
        not changed,
        do,
        changed[0].part if changed else "",
    )


def leaks(letter: Letter) -> list[Secret]:
    """Secrets that stand in the letter, unless the customer said the same words."""
    allowed = "\n".join([*letter.words, *(fact.now or fact.text for fact in letter.facts)])
    found = []
    for secret in letter.secrets:
        if secret.name:
            hit = names_in(letter.whole, secret.text, whole=True) and not names_in(
                allowed, secret.text, whole=True
            )
            found += [secret] * hit
            continue
        for sentence in _SENTENCE_END.split(secret.text):
            if shares_words(letter.whole, sentence) and not shares_words(allowed, sentence):
                found.append(Secret(sentence.strip(), secret.where))
    return found


def changed_facts(letter: Letter) -> list[QuotedFact]:
    """Facts that still stand in the letter as drafted while the workspace says something else by now."""
    return [fact for fact in letter.facts if fact.now != fact.text and is_quoted(letter, fact)]


def is_quoted(letter: Letter, fact: QuotedFact) -> bool:
    """Whether the part still holds the fact as it was written."""
    return _words(fact.text) in _window(letter.plain.get(fact.part, ""))


def shares_words(text: str, said: str) -> bool:
    """Whether the text holds `said`, or four words of it in a row; fewer than two words prove nothing."""
    words = _words(said)
    if len(words) < 2:
        return False
    window = _window(text)
    size = min(_RUN, len(words))
    return any(words[start : start + size] in window for start in range(len(words) - size + 1))


def names_in(text: str, name: str, *, whole: bool = False) -> bool:
    """Whether a person is named: by the full name or, unless `whole`, by the first or last word of it."""
    words = _words(name)
    if not words:
        return False
    window = _window(text)
    if words in window:
        return True
    return not whole and any(len(word) > 2 and (word,) in window for word in (words[0], words[-1]))


def is_dated(text: str, months: Sequence[str], days: Sequence[str]) -> bool:
    """Whether the text names a day, a week, a month with a number beside it, or a quarter."""
    if _DATE.search(text) or has_phrase(text, days):
        return True
    words = _words(text)
    beside = {word for pair in pairwise(words) for word in pair if any(other[0].isdigit() for other in pair)}
    return any(month.casefold() in beside for month in months)


def has_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases occurs, as whole words."""
    window = _window(text)
    return any(_words(phrase) in window for phrase in phrases if _words(phrase))


class _Window:
    """A text as words in a row; `in` finds a run of words."""

    def __init__(self, text: str) -> None:
        self._joined = f" {' '.join(_words(text))} "

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return f" {' '.join(words)} " in self._joined


@lru_cache(maxsize=64)
def _window(text: str) -> _Window:
    return _Window(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _part_of(letter: Letter, words: str) -> str:
    return next(
        (
            key
            for key in PARTS
            if shares_words(letter.plain[key], words) or names_in(letter.plain[key], words)
        ),
        "",
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"
