"""Which challenges say the same in other words. No database, no Qt.

Two texts are compared word by word, whatever the order, without small words, accents and capitals: the words of each
are sorted and put in a row, and `difflib` tells how much of the two rows is the same. So “Downtime, unplanned” and
“Unplanned downtime” are one, and a slip of the pen weighs as much as the letters that it changed. It knows no
synonyms; whoever maintains the library decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from app.method.typed_words import folded

ALIKE = 0.8
"""From this likeness on two challenges are shown together; 1 is the same words."""
_SMALL = frozenset(
    (
        *("a", "an", "the", "our", "their", "that", "it", "we", "and", "or", "as", "with"),
        *("is", "are", "be", "very", "too", "at", "by", "for", "from", "in", "of", "on", "to"),
    )
)
_WORD = re.compile(r"\w+")
_TELLING = 60
"""A word that stands in more texts than this leads to no pair by itself: it says too little."""

_SHARED = 0.4
"""The least share of words that must be the same before the letters are compared, which is slow."""


@dataclass(frozen=True)
class Pair:
    """Two challenges and how much they are alike, 0..1."""

    one: int
    other: int
    likeness: float


def words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its meaning, each once, sorted; all of them where only small ones stand."""
    found = set(_WORD.findall(folded(text)))
    return tuple(sorted(found - _SMALL or found))


def likeness(one: str, other: str) -> float:
    """How much two texts are alike: 0 for nothing in common, 1 for the same words."""
    return _ratio(words(one), words(other), 0.0)


def pairs(texts: Mapping[int, str], least: float = ALIKE) -> tuple[Pair, ...]:
    """The texts that are alike, the most alike first."""
    of = {key: words(text) for key, text in texts.items()}
    found = []
    for one, other in _candidates(of):
        ratio = _ratio(of[one], of[other], least)
        if ratio >= least:
            found.append(Pair(one, other, ratio))
    return tuple(sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other)))


def groups(found: Sequence[Pair]) -> tuple[tuple[int, ...], ...]:
    """The pairs put together: whatever hangs together by a pair is one group, the most alike group first."""
    group_of: dict[int, list[int]] = {}
    for pair in found:
        one, other = group_of.get(pair.one, [pair.one]), group_of.get(pair.other, [pair.other])
        if one is not other:
            one.extend(other)
            group_of.update((key, one) for key in one)
    kept = {id(group): tuple(group) for group in group_of.values()}
    return tuple(kept.values())


def _ratio(one: tuple[str, ...], other: tuple[str, ...], least: float) -> float:
    """The likeness of two rows of words; anything below `least` is only a bound, which is quicker."""
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False)
    for bound in (matcher.real_quick_ratio(), matcher.quick_ratio()):
        if bound < least:
            return bound
    return matcher.ratio()


def _candidates(of: Mapping[int, tuple[str, ...]]) -> Iterable[tuple[int, int]]:
    """Pairs that share enough words which not everybody uses, or all of their words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, its in of.items():
        same[its].append(key)
        for word in its:
            holders[word].append(key)
    shared: Counter[tuple[int, int]] = Counter()
    for keys in holders.values():
        if len(keys) <= _TELLING:
            shared.update(combinations(keys, 2))
    for keys in same.values():
        yield from combinations(keys[:_TELLING], 2)
    for (one, other), count in shared.items():
        if of[one] != of[other] and 2 * count >= _SHARED * (len(of[one]) + len(of[other])):
            yield one, other
