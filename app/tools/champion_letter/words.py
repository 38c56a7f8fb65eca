"""Words in a text: whether it holds what somebody said, names a person, and which sentence that is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_ENDS = re.compile(r"[.!?;…]+[”\"’»)\]]*(?=\s|$)|\n")
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}\b|\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b")
_RUN = 4  # words in a row that are no chance


def shares_words(text: str, said: str) -> bool:
    """Whether the text holds `said`, or four words of it in a row; fewer than two words prove nothing."""
    found = _words(said)
    if len(found) < 2:
        return False
    window = _window(text)
    size = min(_RUN, len(found))
    return any(found[start : start + size] in window for start in range(len(found) - size + 1))


def holds(text: str, said: str) -> bool:
    """Whether the text holds all of `said`, word by word."""
    return _words(said) in _window(text)


def names_in(text: str, name: str, *, whole: bool = False) -> bool:
    """Whether a person is named: by the full name or, unless `whole`, by the first or last word of it."""
    found = _words(name)
    if not found:
        return False
    window = _window(text)
    if found in window:
        return True
    return not whole and any(len(word) > 2 and (word,) in window for word in (found[0], found[-1]))


def is_dated(text: str, months: Iterable[str], days: Sequence[str]) -> bool:
    """Whether the text names a day, a week, a month with a number beside it, or a quarter."""
    if _DATE.search(text) or has_phrase(text, days):
        return True
    found = _words(text)
    beside = {word for pair in pairwise(found) for word in pair if any(other[0].isdigit() for other in pair)}
    return any(month.casefold() in beside for month in months)


def phrase_in(text: str, phrases: Sequence[str]) -> str:
    """The first of the phrases that occurs, as whole words; an empty text where none does."""
    window = _window(text)
    return next((phrase for phrase in phrases if (found := _words(phrase)) and found in window), "")


def has_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases occurs, as whole words."""
    return bool(phrase_in(text, phrases))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the place where it begins."""
    begin = 0
    for end in _ENDS.finditer(text):
        if not _goes_on(text, end):
            yield from _sentence(text, begin, end.end())
            begin = end.end()
    yield from _sentence(text, begin, len(text))


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether a stop only ends an abbreviation: “3.7 milj. €”, “approx. nine days”."""
    if "\n" in end[0]:
        return False
    after = text[end.end() : end.end() + 2].strip()[:1]
    return end[0] == "." and (after.islower() or after in {"€", "$", "£"})


def _sentence(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    words = text[begin:end].strip()
    if words:
        yield begin + text[begin:end].index(words[0]), words


def sentence_at(text: str, place: int) -> str:
    """The sentence in which a place lies."""
    found = ""
    for start, words in sentences(text):
        if start > place:
            break
        found = words
    return found


def shortened(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is too long to be read in passing."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


class _Window:
    """A text as words in a row; `in` finds a run of words."""

    def __init__(self, text: str) -> None:
        self._joined = f" {' '.join(_words(text))} "

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return f" {' '.join(words)} " in self._joined


@lru_cache(maxsize=256)
def _window(text: str) -> _Window:
    return _Window(text)


@lru_cache(maxsize=2048)  # the same notes are looked for in each letter again
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
