"""Where a new row goes among those that stand in an order of the user's."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def after_last(session: Session, position: InstrumentedAttribute[int], *among: ColumnElement[bool]) -> int:
    """The position behind all rows that meet the conditions; 0 where there are none."""
    last = session.scalar(select(func.max(position)).where(*among))
    return 0 if last is None else last + 1
