"""The value models that a case can begin with: those that come with the program, and the user's own."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import WorkbenchError
from app.method.toml_tables import read_text
from app.method.value_engine import engine_of
from app.models.value import OwnValueModel
from app.paths import content

_LAST = "blank"


@dataclass(frozen=True)
class Offer:
    """A model that a case can begin with; `own_id` is set for one that the user keeps."""

    label: str
    goal: str
    compared_with: str
    text: str
    own_id: int | None = None


def offers() -> list[Offer]:
    """The supplied models by name, the blank one last; raises ContentError for a broken file."""
    found = []
    for path in sorted(content("value_models").glob("*.toml")):
        text = read_text(path)
        model = engine_of(text, path).model
        offer = Offer(str(model.label), str(model.goal), str(model.compared_with), text)
        found.append((path.stem == _LAST, offer.label, offer))
    return [offer for _last, _label, offer in sorted(found, key=lambda one: one[:2])]


def own_offers(session: Session) -> list[Offer]:
    """The models that the user keeps, by name; one that cannot be run any more is left out."""
    found = []
    for own in session.scalars(select(OwnValueModel).order_by(OwnValueModel.label)):
        try:
            model = engine_of(own.text, Path(own.label)).model
        except WorkbenchError:
            continue
        found.append(Offer(own.label, str(model.goal), str(model.compared_with), own.text, own.id))
    return found
