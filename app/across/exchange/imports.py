"""People and connections from files: what would happen, and letting it happen, all or nothing.

The caller's session decides: drafted in a reading one it is a dry run, stored in an edit it is one undo step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.across.exchange.columns import Kind, Mapped, kind_of
from app.across.exchange.intake import Finding, Intake, intake
from app.across.exchange.members import Facts, Fate, Member, Outcome, Tally
from app.across.exchange.target import Target, Wanted, target, target_of_lines
from app.across.exchange.team import Team
from app.across.home.actions import add_account, add_opportunity
from app.documents import csv_sheet
from app.errors import BadInputError
from app.i18n import tr
from app.models.opportunities import Stakeholder
from app.models.people import Connection, Person
from app.models.roles import give_roles, roles_played
from app.models.trash import living
from app.models.vocabulary import Link

_COLUMNS: Mapping[str, str] = MappingProxyType({"key": "external_id"})  # of facts; others are called alike


@dataclass(frozen=True)
class FileReport:
    """What one file does: where to, whom and what it makes, changes and leaves as it is, and what to know of it."""

    file: str
    kind: Kind
    encoding: str
    delimiter: str
    rows: int
    account: str
    account_made: bool
    opportunity: str
    opportunity_made: bool
    people_made: int
    people_changed: int
    people_joined: int  # known at the account, new to the opportunity
    people_same: int
    lines_made: Mapping[str, int]  # by kind
    lines_changed: int
    lines_same: int
    second_bosses: int
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]  # one a row that could be read

    @property
    def changes(self) -> int:
        """How much is not as before; 0 when the file was imported already."""
        people = self.people_made + self.people_changed + self.people_joined
        return people + sum(self.lines_made.values()) + self.lines_changed


@dataclass(frozen=True)
class Draft:
    """What some files say, put together with what is there."""

    teams: Mapping[Target, Team]
    reports: tuple[FileReport, ...]


@dataclass(frozen=True)
class Stored:
    """Where the first file went."""

    account_id: int
    opportunity_id: int


def read(paths: Sequence[Path], kind: Kind | None = None, own: Mapped | None = None) -> list[Intake]:
    """What the files say, people before connections. Raises BadInputError in one sentence."""
    sheets = [csv_sheet.read(path) for path in paths]
    taken = [intake(sheet, kind or kind_of(sheet, own), own) for sheet in sheets]
    return sorted(taken, key=lambda one: one.kind is Kind.CONNECTIONS)


def draft(session: Session, files: Sequence[Intake], wanted: Wanted) -> Draft:
    """Put the files together with the workspace; nothing is changed.

    Raises BadInputError or NotFoundError in one sentence that names file, line and persons.
    """
    teams: dict[Target, Team] = {}
    reports = []
    for file in files:
        place = _place(session, file, wanted, teams)
        if place not in teams:
            teams[place] = _team(session, place)
        tally = teams[place].take(file)
        report = _report(file, place, tally)
        if not report.changes and not report.people_same and not report.lines_same:
            first = report.findings[0].sentence if report.findings else file.file
            raise BadInputError(tr("Nothing in “{file}” could be taken. {why}", file=file.file, why=first))
        reports.append(report)
    return Draft(teams, tuple(reports))


def store(session: Session, drafted: Draft, today: date, owner: str = "") -> Stored:
    """Let it happen; where the first file went."""
    places = [_store(session, place, team, today, owner) for place, team in drafted.teams.items()]
    return places[0]


def _place(session: Session, file: Intake, wanted: Wanted, teams: Mapping[Target, Team]) -> Target:
    """Connections go where the people of the same import went, or where their people are."""
    if file.kind is Kind.CONNECTIONS and not wanted.opportunity:
        if len(teams) == 1:
            return next(iter(teams))
        ends = {end for row in file.lines for end in (row.start, row.end)}
        return target_of_lines(session, wanted, file.file, ends)
    if teams and (wanted.account or wanted.opportunity):
        return next(iter(teams))
    return target(session, wanted, Path(file.file).stem)


def _team(session: Session, place: Target) -> Team:
    """The account's people and the lines between them, as stored."""
    if place.account_id is None:
        return Team()
    statement = (
        select(Person, Stakeholder.id)
        .outerjoin(
            Stakeholder,
            (Stakeholder.person_id == Person.id) & (Stakeholder.opportunity_id == place.opportunity_id),
        )
        .where(Person.account_id == place.account_id)
        .order_by(Person.id)
    )
    members = []
    found = session.execute(living(statement, Person)).all()
    played = roles_played(
        session, [stakeholder_id for _, stakeholder_id in found if stakeholder_id is not None]
    )
    for person, stakeholder_id in found:
        facts = Facts(
            person.external_id,
            person.name,
            person.title,
            person.unit,
            person.email,
            person.phone,
            person.placeholder,
        )
        roles = played.get(stakeholder_id, ())
        members.append(
            Member(
                person.id,
                facts,
                before=facts,
                takes_part=stakeholder_id is not None,
                roles=roles,
                roles_before=roles,
            )
        )
    known = {member.handle for member in members}
    lines = session.execute(
        select(Connection.from_id, Connection.to_id, Connection.kind, Connection.strength)
        .join(Person, Person.id == Connection.from_id)
        .where(Person.account_id == place.account_id)
        .order_by(Connection.id)
    )
    return Team(
        members,
        ((start, end, kind, strength) for start, end, kind, strength in lines if {start, end} <= known),
    )


def _store(session: Session, place: Target, team: Team, today: date, owner: str) -> Stored:
    account_id, opportunity_id = place.account_id, place.opportunity_id
    if account_id is None:
        account_id = add_account(session, place.account, owner=owner)
    if opportunity_id is None:
        opportunity_id = add_opportunity(session, account_id, place.opportunity, owner=owner, today=today)
    ids = _store_people(session, account_id, team)
    joined = [
        {"opportunity_id": opportunity_id, "person_id": ids[member.handle]}
        for member in team.members.values()
        if member.joined
    ]
    if joined:
        session.execute(insert(Stakeholder), joined)
    _store_roles(session, opportunity_id, team, ids)
    _store_lines(session, team, ids)
    return Stored(account_id, opportunity_id)


def _store_people(session: Session, account_id: int, team: Team) -> dict[int, int]:
    """The id of everybody by handle."""
    fresh = [member for member in team.members.values() if member.before is None]
    uids = {str(uuid4()): member.handle for member in fresh}
    rows = [
        {"uid": uid, "account_id": account_id, **_stored(team.members[handle].facts)}
        for uid, handle in uids.items()
    ]
    if rows:
        session.execute(insert(Person), rows)
    for member in team.members.values():
        if member.before is not None and member.facts != member.before:
            session.execute(update(Person).where(Person.id == member.handle).values(_stored(member.facts)))
    ids = {member.handle: member.handle for member in team.members.values() if member.before is not None}
    made = session.execute(select(Person.uid, Person.id).where(Person.account_id == account_id))
    return ids | {uids[uid]: person_id for uid, person_id in made if uid in uids}


def _store_roles(session: Session, opportunity_id: int, team: Team, ids: Mapping[int, int]) -> None:
    """The roles of whoever plays another one than before."""
    parts = select(Stakeholder.person_id, Stakeholder.id).where(Stakeholder.opportunity_id == opportunity_id)
    stakeholders = dict(session.execute(parts).all())
    for member in team.members.values():
        if member.roles != member.roles_before:
            give_roles(session, stakeholders[ids[member.handle]], member.roles)


def _store_lines(session: Session, team: Team, ids: Mapping[int, int]) -> None:
    """Bosses in their order, since the older of equal lines leads to the first boss; other lines as they changed."""
    rows = []
    for member in team.members.values():
        if (bosses := tuple(member.bosses.items())) != member.bosses_before:
            mine = (Connection.from_id == ids[member.handle]) & (Connection.kind == Link.REPORTS)
            if member.bosses_before:
                session.execute(delete(Connection).where(mine))
            rows += [(member.handle, boss, Link.REPORTS, strength) for boss, strength in bosses]
    for line, strength in team.lines.items():
        if line not in team.lines_before:
            rows.append((*line, strength))
        elif strength != team.lines_before[line]:
            start, end, kind = line
            session.execute(
                update(Connection)
                .where(
                    Connection.from_id == ids[start], Connection.to_id == ids[end], Connection.kind == kind
                )
                .values(strength=strength)
            )
    if rows:
        session.execute(
            insert(Connection),
            [
                {"from_id": ids[start], "to_id": ids[end], "kind": kind, "strength": strength}
                for start, end, kind, strength in rows
            ],
        )


def _stored(facts: Facts) -> dict[str, object]:
    return {_COLUMNS.get(name, name): value for name, value in vars(facts).items()}


def _report(file: Intake, place: Target, tally: Tally) -> FileReport:
    return FileReport(
        file=file.file,
        kind=file.kind,
        encoding=file.encoding,
        delimiter=file.delimiter,
        rows=file.rows,
        account=place.account,
        account_made=place.account_id is None,
        opportunity=place.opportunity,
        opportunity_made=place.opportunity_id is None,
        people_made=tally.people[Fate.NEW],
        people_changed=tally.people[Fate.CHANGED],
        people_joined=tally.people[Fate.JOINED],
        people_same=tally.people[Fate.SAME],
        lines_made={kind.value: count for kind, count in tally.lines.items()},
        lines_changed=tally.lines_changed,
        lines_same=tally.lines_same,
        second_bosses=tally.second_bosses,
        findings=tuple(tally.findings),
        outcomes=tuple(tally.outcomes),
    )
