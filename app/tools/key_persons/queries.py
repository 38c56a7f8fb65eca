"""The people of an opportunity as rows: all of them in brief, one of them whole."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.method.champion import worksheet
from app.method.evidence import Ageing, freshness, from_customer, weakest
from app.method.people import missing_roles, shown_roles
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.method.receptivity import Levels, Marks, levels_of, mode, mode_in_force, mode_origin
from app.models.base import Entity
from app.models.champion_marks import champion_marks
from app.models.levels import MethodLevel, levels_set
from app.models.opportunities import (
    ChampionMark,
    Opportunity,
    Rating,
    SignAnswer,
    Stakeholder,
)
from app.models.people import Person, PersonField, PersonFieldValue
from app.models.ratings import DatedRating, InForce, all_ratings, ratings_in_force, value_of, whole
from app.models.roles import ROLES, own_roles, roles_played
from app.models.trash import living
from app.models.vocabulary import Aspect, Audience, EvidenceClass, Rater, Receptivity, Role
from app.tools.key_persons.candidates import candidates
from app.tools.key_persons.rows import (
    GivenRating,
    OwnField,
    People,
    PersonFacts,
    PersonRow,
    Standing,
)
from app.tools.key_persons.rules import Seen, differences

READS: frozenset[type[Entity]] = frozenset(
    {
        ChampionMark, MethodLevel, Opportunity, Person, PersonField, PersonFieldValue, Rating, SignAnswer,
        Stakeholder, *ROLES,
    }
)  # fmt: skip

Found = tuple[Stakeholder, Person]


def people(session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL) -> People | None:
    """Everybody in the deal, the most influential first; None when the opportunity is in the trash.

    Those whose influence is Unknown come last, which says nothing of them. A customer sees neither ratings
    nor modes, and only goals that a person stated.
    """
    account_id = session.scalar(
        living(select(Opportunity.account_id).where(Opportunity.id == opportunity_id), Opportunity)
    )
    if account_id is None:
        return None
    found = in_deal(session, opportunity_id)
    levels = levels_of(levels_set(session))
    rows = list(person_rows(session, found, levels, audience).values())
    rows.sort(key=lambda row: (row.influence is None, -(row.influence or 0), row.name.casefold()))
    return People(
        opportunity_id=opportunity_id,
        account_id=account_id,
        people=tuple(rows),
        candidates=candidates(session, account_id, [person.id for _, person in found]),
        missing=missing_roles(role for row in rows for role in row.roles)
        if audience is Audience.INTERNAL
        else (),
        levels=levels,
        own_roles=own_roles(session) if audience is Audience.INTERNAL else (),
    )


def person_facts(
    session: Session, stakeholder_id: int, today: date, ageing: Ageing | None = None
) -> PersonFacts | None:
    """One person whole, for us alone; None when he or she is no longer in the deal."""
    found = _found(session, Stakeholder.id == stakeholder_id)
    if not found:
        return None
    stakeholder, person = found[0]
    aging = ageing or Ageing()
    ours = _given(session, stakeholder_id, Rater.REP, today, aging)
    coach = _given(session, stakeholder_id, Rater.COACH, today, aging)
    levels = levels_of(levels_set(session))
    rated = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    marks = champion_marks(session, [stakeholder_id])[stakeholder_id]
    row = person_rows(session, found, levels)[stakeholder_id]
    return PersonFacts(
        row=row,
        unit=person.unit,
        email=person.email,
        phone=person.phone,
        in_position_since=person.in_position_since,
        primary_contact=person.primary_contact,
        external_id=person.external_id,
        person_notes=person.notes,
        own_fields=_own_fields(session, person.id),
        own_roles=own_roles(session),
        signs=stakeholder.signs,
        drives_change=stakeholder.drives_change,
        effect=stakeholder.effect,
        business_goal=stakeholder.business_goal,
        personal_win=stakeholder.personal_win,
        goal_class=stakeholder.goal_class,
        goal_on=stakeholder.goal_on,
        goal_source=stakeholder.goal_source,
        goal_freshness=freshness(stakeholder.goal_on, today, aging.fading, aging.old),
        notes=stakeholder.notes,
        ratings=ours,
        coach=coach,
        differences=differences(_values(ours), _values(coach)),
        seen=_seen(session, stakeholder_id),
        mode_of_marks=mode(Marks(row.wished, row.perceived), *levels),
        stated_mode=stakeholder.stated_mode,
        override_mode=stakeholder.override_mode,
        override_reason=stakeholder.override_reason,
        champion=worksheet(stakeholder, rated, marks, levels).answers,
        history=all_ratings(session, stakeholder_id),
    )


def progress(session: Session, account_id: int, opportunity_id: int | None) -> Progress:
    """Begun with the first person; done when everybody has influence, relationship, mode and a personal goal."""
    del account_id  # ratings hold per opportunity
    page = None if opportunity_id is None else people(session, opportunity_id)
    rows = page.people if page is not None else ()
    return measure(begun=bool(rows), done=all(_is_known(row) for row in rows))


def in_deal(session: Session, opportunity_id: int) -> list[Found]:
    """Everybody in an opportunity who is not in the trash, in the order of their coming in."""
    return _found(session, Stakeholder.opportunity_id == opportunity_id)


def person_rows(
    session: Session, found: Sequence[Found], levels: Levels, audience: Audience = Audience.INTERNAL
) -> dict[int, PersonRow]:
    """A row for each, by the id of the stakeholder."""
    ids = [stakeholder.id for stakeholder, _ in found]
    roles = roles_played(session, ids)
    ratings = ratings_in_force(session, ids) if audience is Audience.INTERNAL else {}
    return {
        one[0].id: _row(one, roles[one[0].id], ratings.get(one[0].id, {}), levels, audience) for one in found
    }


def _found(session: Session, condition: object) -> list[Found]:
    statement: Select[Stakeholder, Person] = (
        select(Stakeholder, Person)
        .join(Person, Person.id == Stakeholder.person_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(Stakeholder.id)
    )
    return [(stakeholder, person) for stakeholder, person in session.execute(living(statement, Person))]


def _row(
    found: Found, roles: Sequence[Role], ratings: InForce, levels: Levels, audience: Audience
) -> PersonRow:
    stakeholder, person = found
    internal = audience is Audience.INTERNAL
    stated = stakeholder.stated_mode if internal else None
    override = stakeholder.override_mode if internal else None
    marks = Marks(value_of(ratings, Aspect.WISHED), value_of(ratings, Aspect.PERCEIVED))
    shown = internal or from_customer(stakeholder.goal_class)
    return PersonRow(
        id=stakeholder.id,
        uid=stakeholder.uid,
        person_id=person.id,
        person_uid=person.uid,
        name=person.name,
        title=person.title,
        placeholder=person.placeholder,
        roles=shown_roles(roles, audience),
        influence=whole(ratings, Aspect.INFLUENCE),
        relationship=whole(ratings, Aspect.RELATIONSHIP),
        wished=marks.wished,
        perceived=marks.perceived,
        mode=mode_in_force(marks, stated, override, *levels),
        origin=mode_origin(marks, stated, override),
        personal_goal=stakeholder.personal_goal if shown else "",
        standing=_standing(ratings),
        carried_over=any(rating.carried_from for rating in ratings.values()),
    )


def _standing(ratings: InForce) -> Standing | None:
    known = [rating for rating in ratings.values() if rating.value is not None]
    if not known:
        return None
    least = weakest(rating.evidence_class for rating in known) or EvidenceClass.ASSUMED
    return Standing(least, min(rating.rated_on for rating in known))


def _given(
    session: Session, stakeholder_id: int, rater: Rater, today: date, ageing: Ageing
) -> dict[Aspect, GivenRating]:
    found = ratings_in_force(session, [stakeholder_id], rater)[stakeholder_id]
    return {aspect: _with_age(rating, today, ageing) for aspect, rating in found.items()}


def _with_age(rating: DatedRating, today: date, ageing: Ageing) -> GivenRating:
    fresh = freshness(rating.rated_on, today, ageing.fading, ageing.old)
    return GivenRating(**vars(rating), freshness=fresh)


def _values(given: Mapping[Aspect, GivenRating]) -> dict[Aspect, float | None]:
    return {aspect: rating.value for aspect, rating in given.items()}


def _seen(session: Session, stakeholder_id: int) -> dict[Rater, Seen]:
    seen: dict[Rater, dict[str, str]] = {rater: {} for rater in Rater}
    for row in session.scalars(select(SignAnswer).where(SignAnswer.stakeholder_id == stakeholder_id)):
        seen[row.rater][row.sign] = row.answer
    return dict(seen)


def _own_fields(session: Session, person_id: int) -> tuple[OwnField, ...]:
    statement = (
        select(PersonField.id, PersonField.label, PersonFieldValue.value)
        .outerjoin(
            PersonFieldValue,
            (PersonFieldValue.field_id == PersonField.id) & (PersonFieldValue.person_id == person_id),
        )
        .order_by(PersonField.position, PersonField.id)
    )
    return tuple(OwnField(key, label, value or "") for key, label, value in session.execute(statement))


def _is_known(row: PersonRow) -> bool:
    rated = row.influence is not None and row.relationship is not None
    return rated and row.mode is not Receptivity.UNKNOWN and bool(row.personal_goal)
