"""Observable questions about a person, as they stand in `data/<language>/signs.toml`, checked on load."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app import paths
from app.i18n import tr
from app.method.content_file import Entry, read
from app.models.vocabulary import Aspect

POINTS: Mapping[Aspect, tuple[float, float]] = MappingProxyType(
    {
        Aspect.INFLUENCE: (0, 4),
        Aspect.RELATIONSHIP: (-2, 2),
        Aspect.WISHED: (0, 10),
        Aspect.PERCEIVED: (0, 10),
    }
)


@dataclass(frozen=True)
class Sign:
    """A question that two who were in the room would answer alike.

    `answers` are sentences about the person, `keys` what is stored of them, `points` what each speaks for.
    """

    key: str
    about: Aspect
    question: str
    keys: tuple[str, ...]
    answers: tuple[str, ...]
    points: tuple[float, ...]
    weight: int = 1

    def place(self, answer: str) -> int | None:
        """Where an answer stands among the others; None for one that this question does not have."""
        return self.keys.index(answer) if answer in self.keys else None


def load_signs(language: str = "en", folder: Path | None = None) -> tuple[Sign, ...]:
    """All signs in their order; raises ContentError naming file, line and reason."""
    return _load(language, folder or paths.content(""))


@cache
def _load(language: str, folder: Path) -> tuple[Sign, ...]:
    path = folder / language / "signs.toml"
    file = read(path if path.exists() else folder / "en" / "signs.toml")
    file.only("sign")
    signs: dict[str, Sign] = {}
    for entry in file.entries("sign"):
        sign = _checked(entry)
        if sign.key in signs:
            raise entry.error(tr("“{key}” stands here a second time.", key=sign.key), "key")
        signs[sign.key] = sign
    return tuple(signs.values())


def _checked(entry: Entry) -> Sign:
    sign = entry.read_as(Sign)
    if not len(sign.keys) == len(sign.answers) == len(sign.points):
        raise entry.error(tr("“keys”, “answers” and “points” must be equally many."), "answers")
    if len(set(sign.keys)) < len(sign.keys):
        raise entry.error(tr("Two answers have the same key."), "keys")
    low, high = POINTS[sign.about]
    if not all(low <= points <= high for points in sign.points):
        raise entry.error(tr("“points” must lie between {low} and {high}.", low=low, high=high), "points")
    if sign.weight < 1:
        raise entry.error(tr("“weight” must be 1 or more."), "weight")
    return sign
