"""The plan of an opportunity, as far as several tools add to it alike."""

from sqlalchemy.orm import Session

from app.models.actions import Action
from app.models.positions import after_last
from app.models.vocabulary import ActionKind, Side


def end_of_plan(session: Session, opportunity_id: int) -> int:
    """The position of a step put at the end of the plan."""
    return after_last(session, Action.position, Action.opportunity_id == opportunity_id)


def add_internal_action(session: Session, opportunity_id: int, title: str, owner: str = "") -> int:
    """Put a step of our own at the end of the plan; its id."""
    action = Action(
        opportunity_id=opportunity_id,
        kind=ActionKind.INTERNAL,
        side=Side.SUPPLIER,
        title=title.strip(),
        owner=owner,
        position=end_of_plan(session, opportunity_id),
    )
    session.add(action)
    session.flush()
    return action.id
