"""A value case that starts from a value proposition: its goal, its solution, what it is compared with, its model."""

from sqlalchemy.orm import Session

from app import paths
from app.models.library import ValueProposition
from app.tools.value_calculator import actions

BLANK = "blank"


def supplied_models() -> list[str]:
    """The names of the value models that a proposition can stand on, but the blank one."""
    found = sorted(path.stem for path in paths.content("value_models").glob("*.toml"))
    return [name for name in found if name != BLANK]


def start_case(session: Session, proposition_id: int, opportunity_id: int) -> int:
    """Begin a value case on the proposition's model, the blank one where it names none; the id of the case."""
    promise = session.get_one(ValueProposition, proposition_id)
    path = paths.content(f"value_models/{promise.model or BLANK}.toml")
    if not path.is_file():  # a model of a newer version, in a workspace that came from there
        path = paths.content(f"value_models/{BLANK}.toml")
    case_id = actions.add_case(session, opportunity_id, path, promise.goal[:200])
    for field in ("goal", "solution", "compared_with"):
        actions.set_text(session, case_id, field, getattr(promise, field))
    return case_id
