"""How a letter stood at different times, and what differs between two of these."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from app.documents.markdown import parse, plain
from app.tools.champion_letter.wording import PARTS

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Stand:
    """A letter at a time: as it is, or as it was before somebody went on writing."""

    letter_id: int
    state_id: int | None
    version: int
    at: datetime
    subject: str
    parts: Mapping[str, str]


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    TAKEN_OUT = "taken_out"
    PUT_IN = "put_in"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, in one or in both versions."""

    text: str
    change: Change


@dataclass(frozen=True)
class Difference:
    """One part of the letter in both versions, piece by piece; the key "subject" is the subject."""

    key: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(piece.change is not Change.SAME for piece in self.pieces)


def differences(before: Stand, after: Stand) -> tuple[Difference, ...]:
    """Subject and parts, in the order of the letter."""
    texts = [("subject", before.subject, after.subject)]
    texts += [(key, _plain(before.parts.get(key, "")), _plain(after.parts.get(key, ""))) for key in PARTS]
    return tuple(Difference(key, tuple(compare(old, new))) for key, old, new in texts)


def compare(old: str, new: str) -> Iterator[Piece]:
    """The pieces of both texts in reading order, word by word; what was taken out stands before what came in."""
    words, others = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, start, end, begin, stop in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("".join(words[start:end]), Change.SAME)
            continue
        if end > start:
            yield Piece("".join(words[start:end]), Change.TAKEN_OUT)
        if stop > begin:
            yield Piece("".join(others[begin:stop]), Change.PUT_IN)


def packed(parts: Mapping[str, str]) -> str:
    """The parts as one stored text."""
    return json.dumps({key: parts.get(key, "") for key in PARTS}, ensure_ascii=False)


def unpacked(text: str) -> dict[str, str]:
    """The parts out of a stored text."""
    found = json.loads(text)
    return {key: str(found.get(key, "")) for key in PARTS}


def _plain(text: str) -> str:
    return plain(parse(text))
