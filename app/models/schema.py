"""Every stored class in one place, the version of the schema, and the marks of a workspace file."""

from sqlalchemy import MetaData

from app.models import (
    accounts,
    actions,
    letters,
    levels,
    library,
    meetings,
    opportunities,
    people,
    snapshots,
    value,
)
from app.models.base import Entity

APPLICATION_ID = 0x44574231  # "DWB1" in the header: a workspace of this program
VERSION = 2  # PRAGMA user_version of a file whose schema is the current one
REVISION = "0002"  # the Alembic revision of that version

AGGREGATES = (accounts, people, opportunities, actions, library, value, meetings, letters, levels, snapshots)


def metadata() -> MetaData:
    """The tables of all aggregates."""
    return Entity.metadata
