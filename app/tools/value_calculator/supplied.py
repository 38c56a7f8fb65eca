"""The value models that come with the program."""

from dataclasses import dataclass
from pathlib import Path

from app.method.toml_tables import read_text
from app.method.value_engine import engine_of
from app.paths import content

_LAST = "blank"


@dataclass(frozen=True)
class Offer:
    """A model that a case can begin with."""

    path: Path
    label: str
    goal: str
    compared_with: str


def offers() -> list[Offer]:
    """The supplied models by name, the blank one last; raises ContentError for a broken file."""
    found = []
    for path in sorted(content("value_models").glob("*.toml")):
        model = engine_of(read_text(path), path).model
        found.append(Offer(path, str(model.label), str(model.goal), str(model.compared_with)))
    return sorted(found, key=lambda offer: (offer.path.stem == _LAST, offer.label))
