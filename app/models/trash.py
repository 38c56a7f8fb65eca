"""One filter for what is not in the trash."""

from typing import Any, TypeVar

from sqlalchemy import Select

from app.models.base import Root

Statement = TypeVar("Statement", bound=Select[Any])


def living(statement: Statement, *roots: type[Root]) -> Statement:
    """The statement without the rows whose `roots` are in the trash."""
    return statement.where(*(root.deleted_at.is_(None) for root in roots))
