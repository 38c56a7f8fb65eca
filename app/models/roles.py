"""The roles that a workspace adds to the nine of the method, and who plays which role."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.errors import BadInputError
from app.i18n import tr
from app.models.base import Entity
from app.models.opportunities import StakeholderRole
from app.models.positions import after_last
from app.models.vocabulary import DecisionRole, NamedRole, Role


class OwnRole(Entity):
    """A role that this workspace adds to the nine of the method, with a page of its own.

    The page's texts hold one thought a line. A retired role is offered to nobody any more and stays with
    whoever plays it. The rules of the method know only the nine: no own role makes a deal complete.
    """

    __tablename__ = "own_role"

    name: Mapped[str] = mapped_column(String(NamedRole.LONGEST), unique=True)
    summary: Mapped[str] = mapped_column(Text, default="")  # what such a person does, in a sentence
    wants: Mapped[str] = mapped_column(Text, default="")
    fears: Mapped[str] = mapped_column(Text, default="")
    decides: Mapped[str] = mapped_column(Text, default="")
    work_with: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)

    @property
    def named(self) -> NamedRole:
        """The role as it is shown with a person."""
        return NamedRole(self.name, self.summary, self.id, self.uid, self.retired)


class StakeholderOwnRole(Entity):
    """One of the workspace's own roles that a stakeholder plays."""

    __tablename__ = "stakeholder_own_role"
    __table_args__ = (UniqueConstraint("stakeholder_id", "role_id"),)

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id", ondelete="CASCADE"), index=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("own_role.id", ondelete="CASCADE"), index=True)


ROLES: frozenset[type[Entity]] = frozenset({StakeholderRole, OwnRole, StakeholderOwnRole})
"""What `own_roles` and `roles_played` read."""


def own_roles(session: Session) -> tuple[NamedRole, ...]:
    """The roles of this workspace in their order, the retired ones with them."""
    rows = session.scalars(select(OwnRole).order_by(OwnRole.position, OwnRole.id))
    return tuple(row.named for row in rows)


def roles_played(session: Session, stakeholder_ids: Collection[int]) -> Mapping[int, tuple[Role, ...]]:
    """The roles of each stakeholder, the method's before our own; () for whoever has none."""
    found: defaultdict[int, list[Role]] = defaultdict(list)
    nine = select(StakeholderRole.stakeholder_id, StakeholderRole.role)
    for stakeholder_id, role in session.execute(
        nine.where(StakeholderRole.stakeholder_id.in_(stakeholder_ids))
    ):
        found[stakeholder_id].append(role)
    if own := {role.id: role for role in own_roles(session)}:
        ours = (
            select(StakeholderOwnRole.stakeholder_id, StakeholderOwnRole.role_id)
            .join(OwnRole, OwnRole.id == StakeholderOwnRole.role_id)
            .where(StakeholderOwnRole.stakeholder_id.in_(stakeholder_ids))
            .order_by(OwnRole.position, OwnRole.id)
        )
        for stakeholder_id, role_id in session.execute(ours):
            found[stakeholder_id].append(own[role_id])
    return {one: tuple(found.get(one, ())) for one in stakeholder_ids}


def give_roles(session: Session, stakeholder_id: int, roles: Collection[Role]) -> None:
    """Give a stakeholder exactly these roles; an own one that is not stored yet is added to the workspace."""
    nine = {role for role in roles if isinstance(role, DecisionRole)}
    mine = StakeholderRole.stakeholder_id == stakeholder_id
    known = set(session.scalars(select(StakeholderRole.role).where(mine)))
    session.execute(delete(StakeholderRole).where(mine, StakeholderRole.role.in_(known - nine)))
    session.add_all(
        StakeholderRole(stakeholder_id=stakeholder_id, role=role)
        for role in DecisionRole
        if role in nine - known
    )
    own = {
        role.id or add_role(session, role.name, role.summary) for role in roles if isinstance(role, NamedRole)
    }
    ours = StakeholderOwnRole.stakeholder_id == stakeholder_id
    had = set(session.scalars(select(StakeholderOwnRole.role_id).where(ours)))
    session.execute(delete(StakeholderOwnRole).where(ours, StakeholderOwnRole.role_id.in_(had - own)))
    session.add_all(
        StakeholderOwnRole(stakeholder_id=stakeholder_id, role_id=role_id) for role_id in sorted(own - had)
    )
    session.flush()


def add_role(session: Session, name: str, summary: str = "") -> int:
    """Add a role to the workspace; its id.

    Whoever names one that is there already gets that one, and a retired one comes back.
    """
    fresh = checked_role_name(name)
    role = role_called(session, fresh)
    if role is None:
        role = OwnRole(name=fresh, position=after_last(session, OwnRole.position))
        session.add(role)
    role.retired = False
    role.summary = role.summary or summary.strip()
    session.flush()
    return role.id


def role_called(session: Session, name: str) -> OwnRole | None:
    """The own role of this name, whatever the case of its letters."""
    same = (role for role in session.scalars(select(OwnRole)) if role.name.casefold() == name.casefold())
    return next(same, None)


def checked_role_name(name: str) -> str:
    """The name as an own role may have it. Raises BadInputError without one, and for one of the nine."""
    fresh = " ".join(name.split())
    if not fresh:
        raise BadInputError(tr("A role needs a name, such as “Works council”."))
    if len(fresh) > NamedRole.LONGEST:
        raise BadInputError(tr("The name of a role may have {n} letters at most.", n=NamedRole.LONGEST))
    nine = DecisionRole.called(fresh)
    if nine is not None:
        raise BadInputError(tr("“{name}” is one of the nine roles already.", name=nine.label))
    return fresh


def times_played(session: Session) -> Mapping[int, int]:
    """How many stakeholders play each own role, in all deals and in the trash; without the roles that nobody plays."""
    counted = select(StakeholderOwnRole.role_id, func.count()).group_by(StakeholderOwnRole.role_id)
    return dict(session.execute(counted).all())
