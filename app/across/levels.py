"""The figures of the method that a workspace may set for all its deals."""

from sqlalchemy.orm import Session

from app.method.receptivity import Levels, levels_of
from app.models.levels import levels_set
from app.models.vocabulary import Level
from app.tools.key_persons.rating_actions import set_level


def read(session: Session) -> Levels:
    """The figures in force: those that were set, else the method's own."""
    return levels_of(levels_set(session))


def store(session: Session, levels: Levels) -> None:
    """Set what differs from the figures in force; raises BadInputError for one out of its limits."""
    now = read(session)
    if levels.tolerance != now.tolerance:
        set_level(session, Level.TOLERANCE, levels.tolerance)
    if levels.acceptable != now.acceptable:
        set_level(session, Level.ACCEPTABLE, levels.acceptable)
