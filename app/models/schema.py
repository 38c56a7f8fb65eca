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
    roles,
    snapshots,
    value,
)
from app.models.base import Entity

APPLICATION_ID = 0x44574231  # "DWB1" in the header: a workspace of this program
VERSION = 3  # PRAGMA user_version of a file whose schema is the current one
REVISION = "0003"  # the Alembic revision of that version

AGGREGATES = (
    accounts, people, opportunities, roles, actions, library, value, meetings, letters, levels, snapshots,
)  # fmt: skip


def metadata() -> MetaData:
    """The tables of all aggregates."""
    return Entity.metadata
