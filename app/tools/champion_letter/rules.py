"""What makes a champion letter fit to be sent: pure checks over its text and what is known."""

import re
from collections.abc import Iterator

from app.documents.markdown import LISTS as LIST_KINDS
from app.documents.markdown import parse
from app.i18n import tr
from app.tools.champion_letter import exact
from app.tools.champion_letter.figures import money_in
from app.tools.champion_letter.letter import Check, Finding, Letter, Mend, part_names
from app.tools.champion_letter.wording import PARTS
from app.tools.champion_letter.words import (
    has_phrase,
    is_dated,
    names_in,
    sentence_at,
    sentences,
    shares_words,
    shortened,
)

_BRACKETS = re.compile(r"\[[^\[\]]+\]")


def checks(letter: Letter) -> tuple[Check, ...]:
    """All checks in the order of the letter; each says what it looked at."""
    looked = {
        "reader": (tr("Goes to a named reader"), tr("It has no reader"), _reader),
        "parts": (tr("All five parts are there"), tr("A part is missing"), _parts),
        "prompts": (tr("No note to yourself is left"), tr("Notes to yourself are left"), _prompts),
        "words": (
            tr("Speaks in the customer's words"),
            tr("Not in the customer's words yet"),
            _customers_words,
        ),
        "value": (tr("Value has a figure and a source"), tr("Value lacks a figure or its source"), _value),
        "figures": (
            tr("Figures are the calculator's"),
            tr("A figure is not the calculator's"),
            exact.figures,
        ),
        "proof": (tr("Proof is given"), tr("There is no proof"), _proof),
        "confirm": (tr("Asks to confirm or correct"), tr("It asks for no answer"), _confirmation),
        "step": (tr("One next step, with owner and date"), tr("The next step is not clear"), _next_step),
        "dates": (tr("Dates are those of the plan"), tr("A date is not that of the plan"), exact.dates),
        "leaks": (tr("Nothing internal leaks"), tr("Something internal leaks"), exact.leaks),
        "changes": (tr("Facts are as they were written"), tr("Facts have changed since"), exact.changes),
    }
    return tuple(
        Check(key, fails if found else good, found)
        for key, (good, fails, look) in looked.items()
        for found in [tuple(dict.fromkeys(look(letter)))]
    )


def _reader(letter: Letter) -> Iterator[Finding]:
    if not letter.reader:
        yield Finding(tr("Choose who the letter is for."), "thanks")


def _parts(letter: Letter) -> Iterator[Finding]:
    names = part_names()
    for key in PARTS:
        if not letter.plain[key].strip():
            do = tr("Empty: {part}. Each part has its work to do.", part=names[key])
            yield Finding(do, key, mends=(Mend(tr("Draft this part"), key, topic=key),))


def _prompts(letter: Letter) -> Iterator[Finding]:
    for key in PARTS:
        text = letter.plain[key]
        for note in _BRACKETS.finditer(text):
            mend = Mend(tr("Take the note out"), key, note[0])
            yield Finding(
                tr("Answer or delete {note}", note=shortened(note[0])),
                key,
                sentence_at(text, note.start()),
                note[0],
                (mend,),
            )


def _customers_words(letter: Letter) -> Iterator[Finding]:
    if any(shares_words(letter.whole, said) for said in letter.words):
        return
    if letter.words:
        do = tr("Quote one sentence as they said it, such as “{said}”", said=shortened(letter.words[0]))
    else:
        do = tr("Write down what they said in the meeting form; then quote it here.")
    yield Finding(do, "goals", mends=_offer(letter, "words", tr("Quote them"), "goals"))


def _value(letter: Letter) -> Iterator[Finding]:
    text = letter.plain["vision"]
    own = text
    for fact in letter.facts:
        if fact.key.startswith("story_"):
            own = own.replace(fact.text.rstrip(" .;,"), "")
    figure = re.search(r"\d", own)
    names = [fact.text for fact in letter.facts if fact.key == "value_sources"]
    sourced = any(names_in(text, name) for name in [*names, *letter.names]) or has_phrase(
        text, letter.sources
    )
    if figure is None:
        do = tr("Say what it is worth a year, as the value case has it.")
        yield Finding(do, "vision", mends=_offer(letter, "value", tr("Put the value in"), "vision"))
    elif not sourced:
        money = next(money_in(text), None)
        sentence = sentence_at(text, money.start if money is not None else text.find(figure[0]))
        do = tr("Say whose figure it is: a name makes it theirs.")
        yield Finding(
            do, "vision", sentence, sentence, _offer(letter, "source", tr("Name the source"), "vision")
        )


def _proof(letter: Letter) -> Iterator[Finding]:
    if not any(name and name.casefold() in letter.whole.casefold() for name in letter.stories):
        do = tr("Name a customer who has done it, or tell the story without the name.")
        yield Finding(do, "vision", mends=_offer(letter, "proof", tr("Put the proof in"), "vision"))


def _confirmation(letter: Letter) -> Iterator[Finding]:
    if not has_phrase(letter.plain["next_steps"], letter.confirm):
        do = tr("End by asking the reader to confirm or correct.")
        yield Finding(
            do, "next_steps", mends=_offer(letter, "confirm", tr("Put the question in"), "next_steps")
        )


def _next_step(letter: Letter) -> Iterator[Finding]:
    text = letter.plain["next_steps"]
    steps = sum(block.kind in LIST_KINDS for block in parse(letter.parts.get("next_steps", "")))
    other = next((title for title in letter.other_steps if shares_words(text, title)), "")
    owner = any(names_in(text, name) for name in letter.names)
    dated = is_dated(text, letter.months, letter.days)
    quoted = [fact for fact in letter.facts if fact.key == "step"]
    stated = not quoted or any(shares_words(text, fact.text) for fact in quoted)
    if text.strip() and steps <= 1 and not other and owner and dated and stated:
        return
    at = next((one for _, one in sentences(text) if any(shares_words(one, fact.text) for fact in quoted)), "")
    if not text.strip() or (not quoted and not (owner and dated)):
        do = tr("Agree one step: what, who, by when.")
    elif steps > 1 or other:
        do = tr("Leave one step; the others belong in the plan.")
        at = next((one for _, one in sentences(text) if other and shares_words(one, other)), "")
        yield Finding(
            do, "next_steps", at, at, (Mend(tr("Take the sentence out"), "next_steps", at),) if at else ()
        )
        return
    elif not owner:
        do = tr("Name the person who does it.")
    elif not dated:
        do = tr("Say by when.")
    else:
        do = tr("Say what the next step is.")
    yield Finding(
        do, "next_steps", at, at, _offer(letter, "step", tr("Write it as the plan has it"), "next_steps", at)
    )


def _offer(letter: Letter, topic: str, label: str, part: str, old: str = "") -> tuple[Mend, ...]:
    """A piece to be drafted, where enough is known for it."""
    return (Mend(label, part, old, topic=topic),) if topic in letter.offers else ()
