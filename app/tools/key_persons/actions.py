"""What a user does to the people of an opportunity: name, describe, bring in, remove."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.evidence import not_future
from app.models.base import Entity
from app.models.involved import involve, name_person, person_of, rename_person
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Connection, Person, PersonField, PersonFieldValue
from app.models.positions import after_last
from app.models.roles import give_roles
from app.models.vocabulary import EvidenceClass, Role
from app.tools.key_persons.rating_actions import carry_over

PERSON_FIELDS = frozenset(
    {
        "title", "unit", "email", "phone", "in_position_since", "primary_contact", "external_id",
        "person_notes", "placeholder",
    }
)  # fmt: skip
STAKEHOLDER_FIELDS = frozenset(
    {"signs", "drives_change", "effect", "business_goal", "personal_goal", "personal_win", "notes"}
)
_GOALS = frozenset({"business_goal", "personal_goal", "personal_win"})


def add_person(
    session: Session,
    opportunity_id: int,
    name: str,
    title: str = "",
    roles: Collection[Role] = (),
    *,
    placeholder: bool = False,
) -> int:
    """Name somebody who will feel the decision; the id of the stakeholder."""
    return name_person(session, opportunity_id, name, title, roles, placeholder=placeholder).id


def include_person(
    session: Session, opportunity_id: int, person_id: int, roles: Collection[Role] = ()
) -> int:
    """Bring somebody who is known at the account into this opportunity, with the last ratings as a start."""
    person = session.get_one(Person, person_id)
    if person.account_id != session.get_one(Opportunity, opportunity_id).account_id:
        raise BadInputError(tr("That person does not belong to this customer."))
    known = session.scalar(
        select(Stakeholder.id).where(
            Stakeholder.opportunity_id == opportunity_id, Stakeholder.person_id == person_id
        )
    )
    if known is not None:
        raise BadInputError(tr("{name} is in this opportunity already.", name=person.name))
    stakeholder_id = involve(session, opportunity_id, person_id, roles).id
    carry_over(session, stakeholder_id)
    return stakeholder_id


def start_from_last(session: Session, opportunity_id: int, person_ids: Collection[int]) -> list[int]:
    """Bring people of the account into a new opportunity, each with the last ratings; ids of the stakeholders."""
    if not person_ids:
        raise BadInputError(tr("Choose at least one person to start with."))
    return [include_person(session, opportunity_id, person_id) for person_id in person_ids]


def rename(session: Session, stakeholder_id: int, name: str) -> None:
    """Call a person by another name; a placeholder that gets a name is one no more and keeps everything."""
    rename_person(session, stakeholder_id, name)


def identify(session: Session, stakeholder_id: int, person_id: int) -> None:
    """Say that a placeholder is somebody known at the account: all that hangs on the post is that person's now.

    Refused where the person has a part in one of the deals beside the placeholder, because two sets of
    ratings would be one person's then.
    """
    post, known = person_of(session, stakeholder_id), session.get_one(Person, person_id)
    if not post.placeholder or known.account_id != post.account_id:
        raise BadInputError(
            tr("Only a post without a name can turn out to be somebody else of this customer.")
        )
    taken = select(Stakeholder.opportunity_id).where(Stakeholder.person_id == known.id)
    both = session.scalar(
        select(Stakeholder.id).where(Stakeholder.person_id == post.id, Stakeholder.opportunity_id.in_(taken))
    )
    if both is not None:
        raise BadInputError(
            tr("{name} is in this opportunity already; remove one of the two first.", name=known.name)
        )
    known.title, known.notes = known.title or post.title, known.notes or post.notes
    for table in Entity.metadata.tables.values():
        for column in table.columns:
            if any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys):
                session.execute(
                    update(table).prefix_with("OR IGNORE").where(column == post.id).values({column: known.id})
                )
    session.execute(delete(Connection).where(Connection.from_id == Connection.to_id))
    session.expire_all()
    session.delete(session.get_one(Person, post.id))


def describe(session: Session, stakeholder_id: int, field: str, value: Any) -> None:
    """Set one plain fact of a person, or of his or her part in this opportunity."""
    if isinstance(value, str):
        value = value.strip()
    if field in PERSON_FIELDS:
        setattr(person_of(session, stakeholder_id), "notes" if field == "person_notes" else field, value)
    elif field in STAKEHOLDER_FIELDS:
        setattr(session.get_one(Stakeholder, stakeholder_id), field, value)
    else:
        raise BadInputError(tr("“{field}” is no field of a person.", field=field))


def set_goal(session: Session, stakeholder_id: int, field: str, text: str, today: date) -> None:
    """Write a goal in the person's own words; what is new is only assumed until somebody says who said it."""
    if field not in _GOALS:
        raise BadInputError(tr("“{field}” is no field of a person.", field=field))
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    setattr(stakeholder, field, text.strip())
    if stakeholder.goal_on is None and text.strip():
        stakeholder.goal_on = today


def back_goal(
    session: Session,
    stakeholder_id: int,
    evidence_class: EvidenceClass,
    noted_on: date | None,
    today: date,
    source: str | None = None,
) -> None:
    """Say how well the goals are known, since when, and from where."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    stakeholder.goal_class = evidence_class
    stakeholder.goal_on = not_future(noted_on, today)
    if source is not None:
        stakeholder.goal_source = source.strip()


def set_roles(session: Session, stakeholder_id: int, roles: Collection[Role]) -> None:
    """Give a person exactly these roles; one of our own that is new is kept for everybody."""
    give_roles(session, stakeholder_id, roles)


# Own fields


def add_field(session: Session, label: str) -> int:
    """Keep one more field of all people of this workspace; its id."""
    own = PersonField(
        label=_checked_label(session, label), position=after_last(session, PersonField.position)
    )
    session.add(own)
    session.flush()
    return own.id


def rename_field(session: Session, field_id: int, label: str) -> None:
    """Call an own field otherwise."""
    session.get_one(PersonField, field_id).label = _checked_label(session, label, field_id)


def drop_field(session: Session, field_id: int) -> None:
    """Keep a field no longer, of nobody; what stood there goes with it."""
    session.delete(session.get_one(PersonField, field_id))


def fill_field(session: Session, stakeholder_id: int, field_id: int, text: str) -> None:
    """Write what an own field says of a person; an empty text takes it away."""
    person_id = session.get_one(Stakeholder, stakeholder_id).person_id
    value = session.scalar(
        select(PersonFieldValue).where(
            PersonFieldValue.person_id == person_id, PersonFieldValue.field_id == field_id
        )
    )
    if not text.strip():
        if value is not None:
            session.delete(value)
    elif value is None:
        session.add(PersonFieldValue(person_id=person_id, field_id=field_id, value=text.strip()))
    else:
        value.value = text.strip()


def remove(session: Session, stakeholder_id: int) -> None:
    """Take a person out of this opportunity; he or she stays known at the account."""
    session.delete(session.get_one(Stakeholder, stakeholder_id))


def discard(session: Session, stakeholder_id: int) -> None:
    """Put a person into the trash, out of all opportunities of the account."""
    person_of(session, stakeholder_id).deleted_at = datetime.now()


def _checked_label(session: Session, label: str, field_id: int | None = None) -> str:
    fresh = label.strip()
    if not fresh:
        raise BadInputError(tr("A field needs a name, such as “Assistant”."))
    if len(fresh) > 80:
        raise BadInputError(tr("The name of a field may have 80 letters at most."))
    for known_id, known in session.execute(select(PersonField.id, PersonField.label)):
        if known_id != field_id and known.casefold() == fresh.casefold():
            raise BadInputError(tr("There is a field “{label}” already.", label=known))
    return fresh
