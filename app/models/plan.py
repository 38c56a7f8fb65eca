"""The plan of an opportunity, as far as several tools add to it alike."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actions import Action
from app.models.vocabulary import ActionKind, Side


def add_internal_action(session: Session, opportunity_id: int, title: str, owner: str = "") -> int:
    """Put a step of our own at the end of the plan; its id."""
    last = session.scalar(select(func.max(Action.position)).where(Action.opportunity_id == opportunity_id))
    action = Action(
        opportunity_id=opportunity_id,
        kind=ActionKind.INTERNAL,
        side=Side.SUPPLIER,
        title=title.strip(),
        owner=owner,
        position=0 if last is None else last + 1,
    )
    session.add(action)
    session.flush()
    return action.id
