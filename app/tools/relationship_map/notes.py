"""What is written on top of the map for a while: a way, what is only supposed, what has changed since a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.ways import Way


class Tone(StrEnum):
    """What a mark says of a person or a line."""

    STEP = "step"  # of a way
    NEW = "new"
    GONE = "gone"
    BETTER = "better"
    WORSE = "worse"
    CHANGED = "changed"


@dataclass(frozen=True)
class Mark:
    """A few words at a person."""

    text: str
    tone: Tone


@dataclass(frozen=True)
class Notes:
    """Marks at people, lines that stand out, and who is lit; `caption` says what the whole is."""

    marks: Mapping[int, Mark] = field(default_factory=dict)
    lines: Mapping[int, Tone] = field(default_factory=dict)
    lit: frozenset[int] | None = None
    caption: str = ""

    @property
    def gone(self) -> frozenset[int]:
        """Who is drawn as a mere outline."""
        return frozenset(key for key, mark in self.marks.items() if mark.tone is Tone.GONE)


NOTHING = Notes()


def of_way(way: Way, caption: str) -> Notes:
    """A way with its steps counted."""
    marks = {one.id: Mark(str(at), Tone.STEP) for at, one in enumerate(way.people, 1)}
    return Notes(marks, {line.id: Tone.STEP for line in way.lines}, frozenset(marks), caption)


def touched(lines: Iterable[MapLine], people: Iterable[MapPerson], tone: Tone) -> dict[int, Tone]:
    """The lines of some people, in a tone."""
    ids = {person.id for person in people}
    return {line.id: tone for line in lines if ids & {line.from_id, line.to_id}}
