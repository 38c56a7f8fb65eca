"""The pieces that a tree is put together from: their outlines, and what hangs in them."""

from dataclasses import dataclass, field
from math import ceil

from app.tools.relationship_map.geometry import Box, Point

_BAND = 8  # pixels
_FAR = 1e9


@dataclass
class Outline:
    """The left and right edge of something in each band, from the band `first` on."""

    first: int
    left: list[float]
    right: list[float]

    @classmethod
    def of(cls, box: Box) -> "Outline":
        """The outline of one box."""
        first, last = int(box.y // _BAND), ceil(box.bottom / _BAND)
        count = max(1, last - first)
        return cls(first, [box.x] * count, [box.right] * count)

    def distance_to(self, other: "Outline") -> float:
        """How far `other` has to go to the right to touch this and not overlap."""
        start = max(self.first, other.first)
        stop = min(self.first + len(self.right), other.first + len(other.left))
        mine, theirs = self.right, other.left
        a, b = self.first, other.first
        return max((mine[i - a] - theirs[i - b] for i in range(start, stop)), default=0.0)

    def add(self, other: "Outline", shift: float) -> None:
        """Take in something else, moved `shift` pixels to the right."""
        missing = max(0, self.first - other.first)
        self.left[:0] = [_FAR] * missing
        self.right[:0] = [-_FAR] * missing
        self.first -= missing
        short = max(0, other.first + len(other.left) - self.first - len(self.left))
        self.left.extend([_FAR] * short)
        self.right.extend([-_FAR] * short)
        offset = other.first - self.first
        for i, (left, right) in enumerate(zip(other.left, other.right, strict=True), offset):
            self.left[i] = min(self.left[i], left + shift)
            self.right[i] = max(self.right[i], right + shift)


@dataclass(frozen=True)
class Hung:
    """A person of a column: upper left corner, and the upright line that leads to the boss of a folded team."""

    person: int
    x: float
    y: float
    line: Point | None = None  # where it meets the lower edge of that boss


@dataclass
class Unit:
    """What hangs below a boss as one piece: a person with all below, or a column of people."""

    outline: Outline
    plug: float  # where the line from above comes in
    people: "list[Hung]" = field(default_factory=list)
    head: int | None = None  # the person whose subtree it is
    shift: float = 0.0
