"""One filter for what is not in the trash."""

from typing import TypeVarTuple

from sqlalchemy import Select

from app.models.base import Root

Columns = TypeVarTuple("Columns")


def living(statement: Select[*Columns], *roots: type[Root]) -> Select[*Columns]:
    """The statement without the rows whose `roots` are in the trash."""
    return statement.where(*(root.deleted_at.is_(None) for root in roots))
