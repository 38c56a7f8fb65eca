"""What a user does to the roles of our own: name, describe, order, retire."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.roles import OwnRole, add_role, checked_role_name, role_called, times_played

_TEXTS = frozenset({"summary", "wants", "fears", "decides", "work_with", "ask"})


def add(session: Session, name: str, summary: str = "") -> int:
    """Keep a role beside the nine; the id of that role, which may have been there already."""
    return add_role(session, name, summary)


def rename(session: Session, role_id: int, name: str) -> None:
    """Call a role otherwise, with everybody who plays it."""
    role, fresh = session.get_one(OwnRole, role_id), checked_role_name(name)
    other = role_called(session, fresh)
    if other is not None and other.id != role_id:
        raise BadInputError(tr("There is a role “{name}” already.", name=other.name))
    role.name = fresh


def write(session: Session, role_id: int, field: str, text: str) -> None:
    """Write a text of a role's page."""
    if field not in _TEXTS:
        raise BadInputError(tr("“{field}” is no part of a role's page.", field=field))
    setattr(session.get_one(OwnRole, role_id), field, text.strip())


def retire(session: Session, role_id: int) -> None:
    """Offer a role to nobody any more; whoever plays it goes on."""
    session.get_one(OwnRole, role_id).retired = True


def bring_back(session: Session, role_id: int) -> None:
    """Offer a retired role again."""
    session.get_one(OwnRole, role_id).retired = False


def remove(session: Session, role_id: int) -> None:
    """Take a role that nobody plays out of the workspace; one in use can only be retired."""
    role = session.get_one(OwnRole, role_id)
    if role_id in times_played(session):
        raise BadInputError(tr("“{name}” is played by somebody; retire it instead.", name=role.name))
    session.delete(role)


def move(session: Session, role_id: int, by: int) -> None:
    """Put a role that many places further down among our own; below zero is up."""
    roles = list(session.scalars(select(OwnRole).order_by(OwnRole.position, OwnRole.id)))
    role = session.get_one(OwnRole, role_id)
    at = roles.index(role)
    roles.insert(max(0, at + by), roles.pop(at))
    for position, one in enumerate(roles):
        one.position = position
