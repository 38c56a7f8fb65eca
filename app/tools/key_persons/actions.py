"""What a user does to the people of an opportunity: name, rate, explain, remove."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.people import checked_rating
from app.models.opportunities import Opportunity, Rating, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.ratings import ratings_in_force
from app.models.vocabulary import Aspect, DecisionRole, EvidenceClass, Rater, Receptivity

PERSON_FIELDS = frozenset(
    {"title", "unit", "email", "phone", "in_position_since", "primary_contact", "person_notes", "placeholder"}
)
STAKEHOLDER_FIELDS = frozenset(
    {"signs", "drives_change", "effect", "business_goal", "personal_goal", "personal_win", "notes"}
)
_GOALS = frozenset({"business_goal", "personal_goal", "personal_win"})


def add_person(
    session: Session,
    opportunity_id: int,
    name: str,
    title: str = "",
    roles: Collection[DecisionRole] = (),
    *,
    placeholder: bool = False,
) -> int:
    """Name somebody who will feel the decision; the id of the stakeholder."""
    account_id = session.get_one(Opportunity, opportunity_id).account_id
    person = Person(
        account_id=account_id, name=_checked_name(name), title=title.strip(), placeholder=placeholder
    )
    session.add(person)
    session.flush()
    return _join(session, opportunity_id, person.id, roles)


def include_person(
    session: Session, opportunity_id: int, person_id: int, roles: Collection[DecisionRole] = ()
) -> int:
    """Bring somebody who is known at the account into this opportunity, with the last ratings as a start.

    Ratings hold per opportunity: those carried over keep their dates, say where they come from, and are only
    assumed here.
    """
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
    former = _last_ratings(session, person_id)
    stakeholder_id = _join(session, opportunity_id, person_id, roles)
    session.add_all(
        Rating(
            stakeholder_id=stakeholder_id,
            aspect=aspect,
            value=rating.value,
            rated_on=rating.rated_on,
            evidence=tr("Carried over from “{title}”", title=title),
        )
        for title, aspect, rating in former
    )
    return stakeholder_id


def rename(session: Session, stakeholder_id: int, name: str) -> None:
    """Call a person by another name; a placeholder that gets a name is one no more."""
    person = _person(session, stakeholder_id)
    fresh = _checked_name(name)
    if person.placeholder and fresh != person.name:
        person.placeholder = False
    person.name = fresh


def describe(session: Session, stakeholder_id: int, field: str, value: Any) -> None:
    """Set one plain fact of a person, or of his or her part in this opportunity."""
    if isinstance(value, str):
        value = value.strip()
    if field in PERSON_FIELDS:
        setattr(_person(session, stakeholder_id), "notes" if field == "person_notes" else field, value)
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
    session: Session, stakeholder_id: int, evidence_class: EvidenceClass, noted_on: date | None, today: date
) -> None:
    """Say how well the goals are known, and since when."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    stakeholder.goal_class = evidence_class
    stakeholder.goal_on = _not_future(noted_on, today)


def set_roles(session: Session, stakeholder_id: int, roles: Collection[DecisionRole]) -> None:
    """Give a person exactly these roles."""
    known = set(
        session.scalars(select(StakeholderRole.role).where(StakeholderRole.stakeholder_id == stakeholder_id))
    )
    session.execute(
        delete(StakeholderRole).where(
            StakeholderRole.stakeholder_id == stakeholder_id, StakeholderRole.role.in_(known - set(roles))
        )
    )
    session.add_all(
        StakeholderRole(stakeholder_id=stakeholder_id, role=role)
        for role in DecisionRole
        if role in roles and role not in known
    )


def rate(
    session: Session,
    stakeholder_id: int,
    aspect: Aspect,
    value: float | None,
    today: date,
    *,
    evidence: str | None = None,
    evidence_class: EvidenceClass | None = None,
    rater: Rater = Rater.REP,
) -> None:
    """Rate one aspect today; None makes it Unknown again.

    A second rating of the same day takes the place of the first and keeps its evidence; a rating of another
    day starts without evidence, because the old one spoke for the old value.
    """
    checked = checked_rating(aspect, value)
    found = session.scalar(
        select(Rating).where(
            Rating.stakeholder_id == stakeholder_id,
            Rating.aspect == aspect,
            Rating.rater == rater,
            Rating.rated_on == today,
        )
    )
    if found is None:
        found = Rating(stakeholder_id=stakeholder_id, aspect=aspect, rater=rater, rated_on=today)
        session.add(found)
    found.value = checked
    if evidence is not None:
        found.evidence = evidence.strip()
    if evidence_class is not None:
        found.evidence_class = evidence_class
    session.flush()


def mark(
    session: Session, stakeholder_id: int, wished: float | None, perceived: float | None, today: date
) -> None:
    """Place a person on the plane of wish and present; a mark that stays as it was is not dated anew."""
    known = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    for aspect, value in ((Aspect.WISHED, wished), (Aspect.PERCEIVED, perceived)):
        given = known.get(aspect)
        if given is None or given.value != value or given.rated_on == today:
            rate(session, stakeholder_id, aspect, None if value is None else round(value, 1), today)


def back_rating(
    session: Session,
    stakeholder_id: int,
    aspect: Aspect,
    today: date,
    *,
    evidence: str | None = None,
    evidence_class: EvidenceClass | None = None,
    rated_on: date | None = None,
) -> None:
    """Say how we know a rating, how well, or since when; raises BadInputError while nothing is rated."""
    rating = session.scalar(
        select(Rating)
        .where(Rating.stakeholder_id == stakeholder_id, Rating.aspect == aspect, Rating.rater == Rater.REP)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
        .limit(1)
    )
    if rating is None:
        raise BadInputError(tr("Rate first, then say how you know."))
    if evidence is not None:
        rating.evidence = evidence.strip()
    if evidence_class is not None:
        rating.evidence_class = evidence_class
    if rated_on is not None and rated_on != rating.rated_on:
        _redate(session, rating, _not_future(rated_on, today))


def override_mode(session: Session, stakeholder_id: int, mode: Receptivity | None, reason: str = "") -> None:
    """Work with another mode than the marks say, for a reason; None goes back to the marks."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    if mode is not None and not reason.strip():
        raise BadInputError(tr("Say why the marks are wrong; both are kept."))
    stakeholder.override_mode = mode
    stakeholder.override_reason = reason.strip() if mode is not None else ""


def drop_rating(session: Session, rating_id: int) -> None:
    """Take one dated rating away; the one before it is in force again."""
    session.delete(session.get_one(Rating, rating_id))


def remove(session: Session, stakeholder_id: int) -> None:
    """Take a person out of this opportunity; he or she stays known at the account."""
    session.delete(session.get_one(Stakeholder, stakeholder_id))


def discard(session: Session, stakeholder_id: int) -> None:
    """Put a person into the trash, out of all opportunities of the account."""
    _person(session, stakeholder_id).deleted_at = datetime.now()


def _join(session: Session, opportunity_id: int, person_id: int, roles: Collection[DecisionRole]) -> int:
    stakeholder = Stakeholder(opportunity_id=opportunity_id, person_id=person_id)
    session.add(stakeholder)
    session.flush()
    set_roles(session, stakeholder.id, roles)
    return stakeholder.id


def _person(session: Session, stakeholder_id: int) -> Person:
    return session.get_one(Person, session.get_one(Stakeholder, stakeholder_id).person_id)


def _checked_name(name: str) -> str:
    if not name.strip():
        raise BadInputError(tr("A person needs a name; without one, write the title."))
    return name.strip()


def _not_future(day: date | None, today: date) -> date | None:
    if day is not None and day > today:
        raise BadInputError(tr("The date lies in the future."))
    return day


def _redate(session: Session, rating: Rating, day: date | None) -> None:
    """Move a rating to another day; one that stands there already gives way, since a day has one rating."""
    if day is None:
        raise BadInputError(tr("A rating needs a date."))
    later = session.scalar(
        select(Rating.id).where(
            Rating.stakeholder_id == rating.stakeholder_id,
            Rating.aspect == rating.aspect,
            Rating.rater == rating.rater,
            Rating.rated_on >= day,
            Rating.id != rating.id,
        )
    )
    if later is not None:
        raise BadInputError(tr("There is a rating of that day or a later one already; see the history."))
    rating.rated_on = day


def _last_ratings(session: Session, person_id: int) -> list[tuple[str, Aspect, Any]]:
    """The ratings in force of the opportunity where the person was rated last."""
    found = session.execute(
        select(Stakeholder.id, Opportunity.title)
        .join(Rating, Rating.stakeholder_id == Stakeholder.id)
        .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
        .where(Stakeholder.person_id == person_id, Rating.rater == Rater.REP)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return []
    stakeholder_id, title = found
    given = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    return [(title, aspect, rating) for aspect, rating in given.items() if rating.value is not None]
