"""The people of an opportunity and their lines, as rows for table and map; and facts for the coach."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.method.coaching import Fact, Subject
from app.method.evidence import from_customer
from app.method.people import shown_roles
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.method.receptivity import Levels, Marks, levels_of, mode_in_force, mode_origin
from app.models.accounts import Account
from app.models.base import Entity
from app.models.champion_marks import Marked, champion_marks
from app.models.levels import MethodLevel, levels_set
from app.models.library import Challenge, ChallengeHeard
from app.models.opportunities import ChampionMark, Opportunity, Rating, Stakeholder
from app.models.people import Connection, Person
from app.models.ratings import InForce, ratings_in_force, value_of, whole
from app.models.roles import ROLES, OwnRole, roles_played, times_played
from app.models.snapshots import MapSnapshot
from app.models.trash import living
from app.models.vocabulary import Aspect, Audience, Criterion, DecisionRole, HeardStatus, Link, Role
from app.tools.relationship_map.facts import subjects_of
from app.tools.relationship_map.rows import OwnRolePage, People, PlayerRow
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.snapshots import SnapshotRow, compare, count, read

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Challenge,
        ChallengeHeard,
        ChampionMark,
        Connection,
        MapSnapshot,
        MethodLevel,
        Opportunity,
        Person,
        Rating,
        Stakeholder,
        *ROLES,
    }
)
_SHOWN_TO_CUSTOMERS = frozenset({Link.REPORTS})  # who influences, trusts or fights whom is our reading
_NAMED = frozenset({HeardStatus.RECOGNISED, HeardStatus.IMPORTANT})


def people(session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL) -> People | None:
    """Table and map of one opportunity in nine statements; None when it is in the trash.

    A customer gets neither ratings, modes and notes nor any line but reporting lines, and of goals and
    challenges only what a person stated.
    """
    internal = audience is Audience.INTERNAL
    found = session.execute(_statement(opportunity_id)).all()
    if not found:
        return None
    rows = [row for row in found if row.person_uid is not None]
    ids = [row.id for row in rows]
    given = ratings_in_force(session, ids) if internal else {}
    heard = _heard(session, opportunity_id, internal)
    marks = champion_marks(session, ids) if internal else {}
    roles = roles_played(session, ids)
    levels = levels_of(levels_set(session))
    players = [
        _player(
            row,
            roles[row.id],
            given.get(row.id, {}),
            heard.get(row.id, ()),
            _overruled(marks.get(row.id, {})),
            levels,
            internal,
        )
        for row in rows
    ]
    by_person = {row.person_id: row.id for row in rows}
    ours = sorted({row.primary_contact for row in rows if row.primary_contact})
    first = found[0]
    return People(
        opportunity_id,
        first.opportunity,
        first.account,
        tuple(players),
        tuple(_lines(session, by_person, internal)),
        tuple(ours),
        role_pages(session) if internal else (),
    )


def role_pages(session: Session) -> tuple[OwnRolePage, ...]:
    """The pages of the workspace's own roles in their order, the retired ones with them."""
    played = times_played(session)
    rows = session.scalars(select(OwnRole).order_by(OwnRole.position, OwnRole.id))
    return tuple(
        OwnRolePage(
            row.named, row.wants, row.fears, row.decides, row.work_with, row.ask, played.get(row.id, 0)
        )
        for row in rows
    )


def snapshots(
    session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL
) -> tuple[SnapshotRow, ...]:
    """The snapshots of a deal, the newest first; they hold ratings, so a customer gets none."""
    if audience is Audience.CUSTOMER:
        return ()
    rows = session.scalars(
        select(MapSnapshot)
        .where(MapSnapshot.opportunity_id == opportunity_id)
        .order_by(MapSnapshot.taken_on.desc(), MapSnapshot.id.desc())
    )
    return tuple(SnapshotRow(row.id, row.name, row.taken_on, count(row.content)) for row in rows)


def snapshot(
    session: Session, snapshot_id: int, page: People, audience: Audience = Audience.INTERNAL
) -> People | None:
    """The map of the deal of `page` as a snapshot holds it; None when there is no such snapshot, or none to be shown.

    Raises BadInputError when it cannot be read.
    """
    kept = session.get(MapSnapshot, snapshot_id) if audience is Audience.INTERNAL else None
    if kept is None or kept.opportunity_id != page.opportunity_id:
        return None
    account = select(Opportunity.account_id).where(Opportunity.id == page.opportunity_id).scalar_subquery()
    rows = session.execute(select(Person.uid, Person.name, Person.title).where(Person.account_id == account))
    return read(kept.content, page, {row.uid: (row.name, row.title) for row in rows})


def progress(session: Session, account_id: int, opportunity_id: int | None) -> Progress:
    """Begun with the first person; done when all roles but the adversary's are played and the influential covered.

    One contact for more than one person is never done.
    """
    del account_id  # the map is drawn per opportunity
    page = people(session, opportunity_id) if opportunity_id is not None else None
    if page is None:
        return Progress.EMPTY
    state = page.coverage
    wanted = set(state.missing_roles) - {DecisionRole.ADVERSARY}
    done = state.people > 1 and not wanted and not state.uncovered and not state.single_thread
    return measure(begun=bool(page.players), done=done)


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """The deal with its coverage, and each person with how we can reach him or her.

    Facts of the deal: contacts, roles_unfilled, no_<role>, uncovered, single_thread, supporters, opponents,
    supporter_weight, opponent_weight (influence added up), unanswered, relationships_unknown, reporting_lines;
    and against the last snapshot: snapshot_age (days), supporters_turned, supporters_gone, opponents_new, moved.
    Facts of a person: contact_known, opposes, answered, reachable (a way of introductions from a friend).
    """
    page = people(session, opportunity_id)
    uid = session.scalar(select(Opportunity.uid).where(Opportunity.id == opportunity_id))
    if page is None or uid is None:
        return []
    return subjects_of(page, uid, _since(session, page, today))


def _since(session: Session, page: People, today: date) -> dict[str, Fact]:
    """What has changed since the last snapshot; nothing while there is none that can be read."""
    kept = snapshots(session, page.opportunity_id)
    facts: dict[str, Fact] = {"snapshots": len(kept)}
    if not kept:
        return facts
    try:
        before = snapshot(session, kept[0].id, page)
    except BadInputError:
        return facts
    if before is None:
        return facts
    then = {player.person_uid: player for player in before.players}
    now = {player.person_uid: player for player in page.players}
    turned = [uid for uid, one in then.items() if one.supports and uid in now and not now[uid].supports]
    return {
        **facts,
        "snapshot_age": max(0, (today - kept[0].taken_on).days),
        "supporters_turned": len(turned),
        "supporters_gone": sum(one.supports and uid not in now for uid, one in then.items()),
        "opponents_new": sum(
            one.opposes and not (uid in then and then[uid].opposes) for uid, one in now.items()
        ),
        "moved": len(compare(before, page).moved),
    }


def _statement(opportunity_id: int) -> Select[*tuple[Any, ...]]:
    """The deal with everybody in it; one row without a person while it has none."""
    statement = (
        select(
            Opportunity.title.label("opportunity"),
            Account.name.label("account"),
            Stakeholder.id,
            Stakeholder.person_id,
            Stakeholder.business_goal,
            Stakeholder.personal_goal,
            Stakeholder.personal_win,
            Stakeholder.goal_class,
            Stakeholder.drives_change,
            Stakeholder.stated_mode,
            Stakeholder.override_mode,
            Stakeholder.map_x,
            Stakeholder.map_y,
            Person.uid.label("person_uid"),
            Person.external_id,
            Person.name,
            Person.title,
            Person.unit,
            Person.primary_contact,
            Person.placeholder,
        )
        .select_from(Opportunity)
        .join(Account, Account.id == Opportunity.account_id)
        .outerjoin(Stakeholder, Stakeholder.opportunity_id == Opportunity.id)
        .outerjoin(Person, and_(Person.id == Stakeholder.person_id, Person.deleted_at.is_(None)))
        .where(Opportunity.id == opportunity_id)
        .order_by(Stakeholder.id)
    )
    return living(statement, Opportunity, Account)


def _player(
    row: Row[Any],
    roles: Sequence[Role],
    given: InForce,
    heard: Sequence[str],
    overruled: Mapping[Criterion, bool | None],
    levels: Levels,
    internal: bool,
) -> PlayerRow:
    marks = Marks(value_of(given, Aspect.WISHED), value_of(given, Aspect.PERCEIVED))
    stated, override = (row.stated_mode, row.override_mode) if internal else (None, None)
    told = internal or from_customer(row.goal_class)
    placed = row.map_x is not None and row.map_y is not None
    return PlayerRow(
        id=row.id,
        person_id=row.person_id,
        key=row.external_id or row.person_uid,
        name=row.name,
        title=row.title,
        roles=shown_roles(roles, Audience.INTERNAL if internal else Audience.CUSTOMER),
        primary_contact=row.primary_contact,
        influence=whole(given, Aspect.INFLUENCE),
        relationship=whole(given, Aspect.RELATIONSHIP),
        mode=mode_in_force(marks, stated, override, *levels),
        placeholder=row.placeholder,
        place=(row.map_x, row.map_y) if placed else None,
        rated=internal,
        person_uid=row.person_uid,
        unit=row.unit,
        drives_change=row.drives_change if internal else None,
        overruled=overruled,
        goal=row.business_goal if told else "",
        personal_goal=row.personal_goal if told else "",
        win=row.personal_win if told else "",
        challenges=tuple(heard),
        origin=mode_origin(marks, stated, override),
    )


def _overruled(marks: Marked) -> dict[Criterion, bool | None]:
    """The criteria of the champion test that were answered otherwise than the profile says, with a reason."""
    return {criterion: mark.verdict for criterion, mark in marks.items() if mark.reason}


def _heard(session: Session, opportunity_id: int, internal: bool) -> dict[int, list[str]]:
    """Challenges that people recognised or called important, by stakeholder; their own words where they are known."""
    statement = (
        select(
            ChallengeHeard.stakeholder_id,
            ChallengeHeard.own_words,
            ChallengeHeard.evidence_class,
            Challenge.text,
        )
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .where(Stakeholder.opportunity_id == opportunity_id, ChallengeHeard.status.in_(_NAMED))
        .order_by(ChallengeHeard.importance.desc().nulls_last(), ChallengeHeard.position, ChallengeHeard.id)
    )
    found: dict[int, list[str]] = {}
    for stakeholder_id, own_words, evidence_class, text in session.execute(statement):
        if internal or from_customer(evidence_class):
            found.setdefault(stakeholder_id, []).append(own_words or text)
    return found


def _lines(session: Session, by_person: Mapping[int, int], internal: bool) -> list[MapLine]:
    kinds = tuple(Link) if internal else _SHOWN_TO_CUSTOMERS
    statement = (
        select(Connection.id, Connection.from_id, Connection.to_id, Connection.kind, Connection.strength)
        .where(Connection.from_id.in_(by_person), Connection.to_id.in_(by_person), Connection.kind.in_(kinds))
        .order_by(Connection.id)
    )
    return [
        MapLine(row.id, by_person[row.from_id], by_person[row.to_id], row.kind, row.strength)
        for row in session.execute(statement)
    ]
