"""The people of an opportunity as rows: all of them in brief, one of them whole, and facts for the coach."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.method.champion import Profile, proposed
from app.method.coaching import Fact, Subject
from app.method.evidence import Freshness, age, freshness, from_customer
from app.method.people import INFLUENTIAL, missing_roles, shown_roles
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.method.receptivity import Marks, mode, mode_in_force, mode_origin
from app.models.base import Entity
from app.models.opportunities import Opportunity, Rating, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.ratings import InForce, ratings_in_force, value_of, whole
from app.models.trash import living
from app.models.vocabulary import Aspect, Audience, DecisionRole, Rater, Receptivity
from app.tools.key_persons.rows import Candidate, GivenRating, PastRating, People, PersonFacts, PersonRow

READS: frozenset[type[Entity]] = frozenset({Opportunity, Person, Rating, Stakeholder, StakeholderRole})

Found = tuple[Stakeholder, Person]


def people(session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL) -> People | None:
    """Everybody in the deal, the most influential first; None when the opportunity is in the trash.

    A customer sees neither ratings nor modes, and only goals that a person stated.
    """
    account_id = session.scalar(
        living(select(Opportunity.account_id).where(Opportunity.id == opportunity_id), Opportunity)
    )
    if account_id is None:
        return None
    found = _found(session, Stakeholder.opportunity_id == opportunity_id)
    ids = [stakeholder.id for stakeholder, _ in found]
    roles = _roles(session, ids)
    ratings = ratings_in_force(session, ids)
    rows = [_row(one, roles.get(one[0].id, ()), ratings[one[0].id], audience) for one in found]
    rows.sort(key=lambda row: (-(row.influence or 0), row.name.casefold()))
    everybody = [role for given in roles.values() for role in given]
    return People(
        opportunity_id=opportunity_id,
        account_id=account_id,
        people=tuple(rows),
        candidates=_candidates(session, account_id, [person.id for _, person in found]),
        missing=missing_roles(everybody),
    )


def person_facts(session: Session, stakeholder_id: int, today: date) -> PersonFacts | None:
    """One person whole, for us alone; None when he or she is no longer in the deal."""
    found = _found(session, Stakeholder.id == stakeholder_id)
    if not found:
        return None
    stakeholder, person = found[0]
    given = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    coach = ratings_in_force(session, [stakeholder_id], Rater.COACH)[stakeholder_id]
    row = _row(found[0], _roles(session, [stakeholder_id]).get(stakeholder_id, ()), given, Audience.INTERNAL)
    return PersonFacts(
        row=row,
        unit=person.unit,
        email=person.email,
        phone=person.phone,
        in_position_since=person.in_position_since,
        primary_contact=person.primary_contact,
        person_notes=person.notes,
        signs=stakeholder.signs,
        drives_change=stakeholder.drives_change,
        effect=stakeholder.effect,
        business_goal=stakeholder.business_goal,
        personal_win=stakeholder.personal_win,
        goal_class=stakeholder.goal_class,
        goal_on=stakeholder.goal_on,
        goal_freshness=freshness(stakeholder.goal_on, today),
        notes=stakeholder.notes,
        ratings={
            aspect: GivenRating(
                rating.value,
                rating.rated_on,
                rating.evidence,
                rating.evidence_class,
                freshness(rating.rated_on, today),
            )
            for aspect, rating in given.items()
        },
        coach={aspect: rating.value for aspect, rating in coach.items()},
        mode_of_marks=mode(Marks(row.wished, row.perceived)),
        stated_mode=stakeholder.stated_mode,
        override_mode=stakeholder.override_mode,
        override_reason=stakeholder.override_reason,
        champion=proposed(_profile(stakeholder, row)),
        history=_history(session, stakeholder_id),
    )


def progress(session: Session, account_id: int, opportunity_id: int | None) -> Progress:
    """Begun with the first person; done when everybody has influence, relationship, mode and a personal goal."""
    del account_id  # ratings hold per opportunity
    page = None if opportunity_id is None else people(session, opportunity_id)
    rows = page.people if page is not None else ()
    return measure(begun=bool(rows), done=all(_is_known(row) for row in rows))


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """The opportunity with its counts, and each person with what is known of her or him.

    A rating that is not known is no fact at all: rules about its value stay silent then. Ages are in days.
    """
    found = _found(session, Stakeholder.opportunity_id == opportunity_id)
    deal = session.execute(
        select(Opportunity.uid, Opportunity.title).where(Opportunity.id == opportunity_id)
    ).one_or_none()
    if deal is None:
        return []
    ids = [stakeholder.id for stakeholder, _ in found]
    roles = _roles(session, ids)
    ratings = ratings_in_force(session, ids)
    rows = [_row(one, roles.get(one[0].id, ()), ratings[one[0].id], Audience.INTERNAL) for one in found]
    champion = next((row.name for row in rows if DecisionRole.CHAMPION in row.roles), "")
    everybody = Subject("opportunity", deal.uid, deal.title, _deal_facts(rows), _deal_words(rows, champion))
    return [
        everybody,
        *(
            Subject(
                "person",
                row.person_uid,
                row.name,
                _person_facts(stakeholder, person, row, ratings[row.id], today),
                {"id": str(row.id), "title": row.title, "mode": row.mode.label},
            )
            for (stakeholder, person), row in zip(found, rows, strict=True)
        ),
    ]


def _found(session: Session, condition: object) -> list[Found]:
    statement: Select[Stakeholder, Person] = (
        select(Stakeholder, Person)
        .join(Person, Person.id == Stakeholder.person_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(Stakeholder.id)
    )
    return [(stakeholder, person) for stakeholder, person in session.execute(living(statement, Person))]


def _roles(session: Session, ids: Sequence[int]) -> dict[int, list[DecisionRole]]:
    roles: dict[int, list[DecisionRole]] = {}
    statement = select(StakeholderRole.stakeholder_id, StakeholderRole.role).where(
        StakeholderRole.stakeholder_id.in_(ids)
    )
    for stakeholder_id, role in session.execute(statement):
        roles.setdefault(stakeholder_id, []).append(role)
    return roles


def _row(found: Found, roles: Sequence[DecisionRole], given: InForce, audience: Audience) -> PersonRow:
    stakeholder, person = found
    internal = audience is Audience.INTERNAL
    ratings: InForce = given if internal else {}
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
        mode=mode_in_force(marks, stated, override),
        origin=mode_origin(marks, stated, override),
        personal_goal=stakeholder.personal_goal if shown else "",
    )


def _candidates(session: Session, account_id: int, taken: Sequence[int]) -> tuple[Candidate, ...]:
    statement = (
        select(Person.id, Person.name, Person.title)
        .where(Person.account_id == account_id, Person.id.not_in(taken))
        .order_by(Person.name)
    )
    rows = session.execute(living(statement, Person)).all()
    rated = _rated_in(session, [row.id for row in rows])
    return tuple(Candidate(row.id, row.name, row.title, rated.get(row.id, "")) for row in rows)


def _rated_in(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """For each person the opportunity where he or she was rated last."""
    if not person_ids:
        return {}
    statement = (
        select(Stakeholder.person_id, Opportunity.title)
        .join(Rating, Rating.stakeholder_id == Stakeholder.id)
        .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
        .where(Stakeholder.person_id.in_(person_ids), Rating.rater == Rater.REP)
        .order_by(Rating.rated_on, Rating.id)
    )
    return {key: value for key, value in session.execute(statement)}  # noqa: C416 - rows are no pairs to dict()


def _history(session: Session, stakeholder_id: int) -> tuple[PastRating, ...]:
    rows = session.scalars(
        select(Rating)
        .where(Rating.stakeholder_id == stakeholder_id)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
    )
    return tuple(
        PastRating(one.id, one.rated_on, one.aspect, one.rater, one.value, one.evidence, one.evidence_class)
        for one in rows
    )


def _profile(stakeholder: Stakeholder, row: PersonRow) -> Profile:
    return Profile(
        personal_goal=stakeholder.personal_goal,
        drives_change=stakeholder.drives_change,
        influence=row.influence,
        mode=row.mode,
        relationship=row.relationship,
    )


def _is_known(row: PersonRow) -> bool:
    rated = row.influence is not None and row.relationship is not None
    return rated and row.mode is not Receptivity.UNKNOWN and bool(row.personal_goal)


def _deal_facts(rows: Sequence[PersonRow]) -> dict[str, Fact]:
    played = Counter(role for row in rows for role in row.roles)
    influential = [row for row in rows if (row.influence or 0) >= INFLUENTIAL]
    return {
        "people": len(rows),
        "placeholders": sum(row.placeholder for row in rows),
        "roles_missing": len(missing_roles(played)),
        **{f"has_{role.value}": bool(played[role]) for role in DecisionRole},
        "influential_people": len(influential),
        "influential_open": sum(row.mode.open_to_change for row in influential),
        "influential_unknown": sum(row.mode is Receptivity.UNKNOWN for row in influential),
        "influence_unrated": sum(row.influence is None for row in rows),
        "goals_missing": sum(not row.personal_goal for row in rows),
        "roleless": sum(not row.roles for row in rows),
    }


def _deal_words(rows: Sequence[PersonRow], champion: str) -> Mapping[str, str]:
    words = {"first_person": rows[0].name} if rows else {}
    return {**words, "champion": champion} if champion else words


def _person_facts(
    stakeholder: Stakeholder, person: Person, row: PersonRow, given: InForce, today: date
) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "influential": (row.influence or 0) >= INFLUENTIAL,
        "influence_known": row.influence is not None,
        "relationship_known": row.relationship is not None,
        "mode_known": row.mode is not Receptivity.UNKNOWN,
        "open_to_change": row.mode.open_to_change,
        "indifferent": row.mode is Receptivity.INDIFFERENT,
        "overconfident": row.mode is Receptivity.OVERCONFIDENT,
        "goal_known": bool(row.personal_goal),
        "goal_stated": bool(row.personal_goal) and from_customer(stakeholder.goal_class),
        "goal_old": freshness(stakeholder.goal_on, today) is Freshness.OLD,
        "drives_change_known": stakeholder.drives_change is not None,
        "roles": len(row.roles),
        "placeholder": person.placeholder,
        "contact_known": bool(person.primary_contact),
        **{f"is_{role.value}": role in row.roles for role in DecisionRole},
    }
    if row.influence is not None:
        facts["influence"] = row.influence
    if row.relationship is not None:
        facts["relationship"] = row.relationship
    for aspect, rating in given.items():
        facts[f"{aspect.value}_backed"] = bool(rating.evidence)
        facts[f"{aspect.value}_assumed"] = not from_customer(rating.evidence_class)
        facts[f"{aspect.value}_age"] = age(rating.rated_on, today) or 0
    return facts
