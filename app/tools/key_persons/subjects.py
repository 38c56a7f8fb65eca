"""What the coach is told of the people in a deal: counts of all of them, and what is known of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.method.coaching import Fact, Subject
from app.method.evidence import Freshness, age, freshness, from_customer
from app.method.people import INFLUENTIAL, missing_roles
from app.method.receptivity import levels_of
from app.models.levels import levels_set
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.ratings import InForce, ratings_in_force
from app.models.vocabulary import Aspect, DecisionRole, Rater, Receptivity
from app.tools.key_persons.queries import in_deal, person_rows
from app.tools.key_persons.rows import PersonRow
from app.tools.key_persons.rules import differences, value_text


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """The opportunity with its counts, and each person with what is known of her or him.

    A rating that is not known is no fact at all: rules about its value stay silent then. Ages are in days.
    """
    deal = session.execute(
        select(Opportunity.uid, Opportunity.title).where(Opportunity.id == opportunity_id)
    ).one_or_none()
    if deal is None:
        return []
    found = in_deal(session, opportunity_id)
    rows = person_rows(session, found, levels_of(levels_set(session)))
    ours = ratings_in_force(session, rows)
    coach = ratings_in_force(session, rows, Rater.COACH)
    everybody = tuple(rows.values())
    return [
        Subject("opportunity", deal.uid, deal.title, _deal_facts(everybody), _deal_words(everybody)),
        *(
            _person(
                stakeholder, person, rows[stakeholder.id], ours[stakeholder.id], coach[stakeholder.id], today
            )
            for stakeholder, person in found
        ),
    ]


def _deal_facts(rows: Sequence[PersonRow]) -> dict[str, Fact]:
    played = Counter(role for row in rows for role in row.roles)
    influential = [row for row in rows if row.influence is not None and row.influence >= INFLUENTIAL]
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
        "carried_over": sum(row.carried_over for row in rows),
    }


def _deal_words(rows: Sequence[PersonRow]) -> Mapping[str, str]:
    champion = next(
        (row.name for row in rows if DecisionRole.CHAMPION in row.roles), tr("those whom you know")
    )
    carried = next((str(row.id) for row in rows if row.carried_over), "")
    words = {"first_person": rows[0].name if rows else "", "champion": champion, "carried_id": carried}
    return {key: text for key, text in words.items() if text}


def _person(
    stakeholder: Stakeholder, person: Person, row: PersonRow, ours: InForce, coach: InForce, today: date
) -> Subject:
    facts = {**_person_facts(stakeholder, person, row, today), **_rating_facts(ours, today)}
    words = {"id": str(row.id), "title": row.title, "mode": row.mode.label}
    apart = [one for one in differences(_values(ours), _values(coach)) if one.gap is not None]
    facts["coach_rated"] = bool(coach)
    facts["coach_gap"] = max((one.gap for one in apart if one.gap is not None), default=0.0)
    if apart:
        widest = apart[0]
        words |= {
            "apart_aspect": widest.aspect.label.lower(),
            "apart_key": _part(widest.aspect),
            "apart_ours": value_text(widest.aspect, widest.ours),
            "apart_coach": value_text(widest.aspect, widest.coach),
        }
    return Subject("person", row.person_uid, row.name, facts, words)


def _person_facts(stakeholder: Stakeholder, person: Person, row: PersonRow, today: date) -> dict[str, Fact]:
    return {
        "influential": row.influence is not None and row.influence >= INFLUENTIAL,
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
        **({} if row.influence is None else {"influence": row.influence}),
        **({} if row.relationship is None else {"relationship": row.relationship}),
    }


def _rating_facts(ours: InForce, today: date) -> dict[str, Fact]:
    """What the ratings in force rest on; an aspect that is Unknown has neither age nor class."""
    known = {aspect: rating for aspect, rating in ours.items() if rating.value is not None}
    facts: dict[str, Fact] = {
        "rated": len(known),
        "assumed_only": bool(known)
        and not any(from_customer(rating.evidence_class) for rating in known.values()),
        "carried": sum(bool(rating.carried_from) for rating in known.values()),
    }
    for aspect, rating in known.items():
        facts[f"{aspect.value}_backed"] = bool(rating.evidence)
        facts[f"{aspect.value}_assumed"] = not from_customer(rating.evidence_class)
        facts[f"{aspect.value}_age"] = age(rating.rated_on, today) or 0
    return facts


def _values(ratings: InForce) -> dict[Aspect, float | None]:
    return {aspect: rating.value for aspect, rating in ratings.items()}


def _part(aspect: Aspect) -> str:
    """The part of the form where an aspect stands."""
    return "receptivity" if aspect in {Aspect.WISHED, Aspect.PERCEIVED} else aspect.value
