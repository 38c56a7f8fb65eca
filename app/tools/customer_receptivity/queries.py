"""How one customer receives us, as rows: marks, evidence, and the people behind this deal in brief."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.method.evidence import Ageing, freshness, from_customer
from app.method.people import WANTED_ROLES, missing_roles, shown_roles
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.method.receptivity import Levels, Marks, levels_of, mode_in_force
from app.models.accounts import Account, ReceptivityAssessment, SelectionCriterion, SelectionScore
from app.models.base import Entity
from app.models.levels import MethodLevel, levels_set
from app.models.opportunities import Evidence, Opportunity, Rating, Stakeholder
from app.models.people import Person
from app.models.ratings import InForce, ratings_in_force, whole
from app.models.roles import ROLES, roles_played
from app.models.trash import living
from app.models.vocabulary import (
    Aspect,
    AssessmentKind,
    Audience,
    DecisionRole,
    Receptivity,
    Role,
)
from app.tools.customer_receptivity.our_view import our_side
from app.tools.customer_receptivity.rows import AssessmentRow, EvidenceRow, PlayerRow, Standing, mark_of
from app.tools.customer_receptivity.rules import TOPICS, counting, differ

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Evidence,
        MethodLevel,
        Opportunity,
        Person,
        Rating,
        ReceptivityAssessment,
        SelectionCriterion,
        SelectionScore,
        Stakeholder,
        *ROLES,
    }
)


def standing(
    session: Session,
    account_id: int,
    opportunity_id: int | None,
    today: date,
    audience: Audience = Audience.INTERNAL,
    ageing: Ageing | None = None,
) -> Standing | None:
    """How the customer receives us; None when the account is in the trash.

    A customer sees only marks and notes that the customer itself stated, and no ratings of people.
    """
    account = session.scalar(living(select(Account.name).where(Account.id == account_id), Account))
    if account is None:
        return None
    days = ageing or Ageing()
    history = _history(session, account_id, today, audience, days)
    latest = {kind: next((row for row in history if row.kind is kind), None) for kind in AssessmentKind}
    guess, statement = latest[AssessmentKind.GUESS], latest[AssessmentKind.STATEMENT]
    marks = mark_of(guess), mark_of(statement)
    acted_on = counting(*marks, today, days.old)
    players = () if opportunity_id is None else _players(session, opportunity_id, audience)
    known = {role for row in players for role in row.roles if not row.missing}
    return Standing(
        account_id=account_id,
        account=account,
        guess=guess,
        statement=statement,
        aim=latest[AssessmentKind.AIM],
        counting=None if acted_on is None else latest[acted_on.kind],
        differ=differ(*marks),
        history=history,
        evidence=_evidence(session, account_id, today, audience, days),
        players=players,
        roles_known=len(known & set(WANTED_ROLES)),
        people=_people(session, account_id),
        ours=our_side(session, account_id, today, days) if audience is Audience.INTERNAL else None,
    )


def progress(session: Session, account_id: int, opportunity_id: int | None) -> Progress:
    """Begun with a first mark or note; done when the customer's own words place us on both axes."""
    del opportunity_id  # the matrix belongs to the account
    rows = session.execute(
        select(
            ReceptivityAssessment.kind,
            ReceptivityAssessment.criticality,
            ReceptivityAssessment.ease,
            ReceptivityAssessment.evidence_class,
        )
        .where(ReceptivityAssessment.account_id == account_id)
        .order_by(ReceptivityAssessment.assessed_on, ReceptivityAssessment.id)
    ).all()
    said = next((row for row in reversed(rows) if row.kind is AssessmentKind.STATEMENT), None)
    done = (
        said is not None and None not in (said.criticality, said.ease) and from_customer(said.evidence_class)
    )
    return measure(begun=bool(rows), done=done)


def _history(
    session: Session, account_id: int, today: date, audience: Audience, ageing: Ageing
) -> tuple[AssessmentRow, ...]:
    rows = session.execute(
        select(ReceptivityAssessment, Person.name)
        .outerjoin(Person, Person.id == ReceptivityAssessment.informant_id)
        .where(ReceptivityAssessment.account_id == account_id)
        .order_by(ReceptivityAssessment.assessed_on.desc(), ReceptivityAssessment.id.desc())
    )
    return tuple(
        AssessmentRow(
            id=one.id,
            uid=one.uid,
            kind=one.kind,
            on=one.assessed_on,
            criticality=one.criticality,
            ease=one.ease,
            judged_by=one.judged_by,
            informant_id=one.informant_id,
            informant=name or "",
            evidence=one.evidence,
            evidence_class=one.evidence_class,
            freshness=freshness(one.assessed_on, today, ageing.fading, ageing.old),
            due_on=one.due_on,
        )
        for one, name in rows
        if audience is Audience.INTERNAL
        or (one.kind is AssessmentKind.STATEMENT and from_customer(one.evidence_class))
    )


def _evidence(
    session: Session, account_id: int, today: date, audience: Audience, ageing: Ageing
) -> tuple[EvidenceRow, ...]:
    rows = session.execute(
        select(Evidence, Person.name)
        .outerjoin(Person, Person.id == Evidence.person_id)
        .where(Evidence.account_id == account_id, Evidence.topic.in_(TOPICS))
        .order_by(Evidence.question, Evidence.noted_on.desc(), Evidence.id.desc())
    )
    return tuple(
        EvidenceRow(
            id=note.id,
            uid=note.uid,
            topic=note.topic,
            text=note.text,
            source=note.source,
            person_id=note.person_id,
            person=name or "",
            on=note.noted_on,
            evidence_class=note.evidence_class,
            freshness=freshness(note.noted_on, today, ageing.fading, ageing.old),
            question=note.question,
            internal=note.internal,
        )
        for note, name in rows
        if audience is Audience.INTERNAL or (not note.internal and from_customer(note.evidence_class))
    )


def _people(session: Session, account_id: int) -> tuple[tuple[int, str], ...]:
    statement = select(Person.id, Person.name).where(Person.account_id == account_id).order_by(Person.name)
    return tuple((person_id, name) for person_id, name in session.execute(living(statement, Person)))


def _players(session: Session, opportunity_id: int, audience: Audience) -> tuple[PlayerRow, ...]:
    """The people of the deal, the most influential first, then the roles that nobody plays."""
    statement = (
        select(Stakeholder, Person.name, Person.title, Person.placeholder)
        .join(Person, Person.id == Stakeholder.person_id)
        .where(Stakeholder.opportunity_id == opportunity_id)
    )
    found = session.execute(living(statement, Person)).all()
    ids = [stakeholder.id for stakeholder, *_ in found]
    roles = roles_played(session, ids)
    ratings = ratings_in_force(session, ids) if audience is Audience.INTERNAL else {}
    levels = levels_of(levels_set(session))
    players = [
        _player(stakeholder, name, title, placeholder, roles[stakeholder.id], ratings, levels, audience)
        for stakeholder, name, title, placeholder in found
    ]
    players.sort(key=lambda row: (-(row.influence or 0), row.name.casefold()))
    wanted = players and audience is Audience.INTERNAL  # before a customer, nobody is looked for
    open_roles = missing_roles(role for row in players for role in row.roles) if wanted else ()
    return (*players, *(_open_role(role) for role in open_roles))


def _player(
    stakeholder: Stakeholder,
    name: str,
    title: str,
    placeholder: bool,
    roles: Sequence[Role],
    ratings: dict[int, InForce],
    levels: Levels,
    audience: Audience,
) -> PlayerRow:
    given = ratings.get(stakeholder.id, {})
    internal = audience is Audience.INTERNAL
    values = {aspect: rating.value for aspect, rating in given.items()}
    marks = Marks(values.get(Aspect.WISHED), values.get(Aspect.PERCEIVED))
    mode = mode_in_force(marks, stakeholder.stated_mode, stakeholder.override_mode, *levels)
    return PlayerRow(
        id=stakeholder.id,
        name=name,
        title=title,
        roles=shown_roles(roles, audience),
        goal=stakeholder.personal_goal if internal or from_customer(stakeholder.goal_class) else "",
        mode=mode if internal else Receptivity.UNKNOWN,
        influence=whole(given, Aspect.INFLUENCE),
        relationship=whole(given, Aspect.RELATIONSHIP),
        placeholder=placeholder,
    )


def _open_role(role: DecisionRole) -> PlayerRow:
    return PlayerRow(
        id=-1 - list(DecisionRole).index(role),
        name="",
        title="",
        roles=(role,),
        goal="",
        mode=Receptivity.UNKNOWN,
        influence=None,
        relationship=None,
        missing=True,
    )
