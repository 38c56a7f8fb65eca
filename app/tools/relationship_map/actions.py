"""What a hand does on the map and in its table: add, connect, place, rate, remove."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.people import checked_rating
from app.method.receptivity import Marks
from app.models.involved import name_person, person_of, rename_person
from app.models.opportunities import Rating, Stakeholder
from app.models.people import Connection, Person
from app.models.ratings import ratings_in_force, value_of
from app.models.roles import give_roles
from app.models.snapshots import MapSnapshot
from app.models.vocabulary import Aspect, Link, Rater, Receptivity, Role
from app.tools.relationship_map.geometry import Point
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import MapLine, is_above
from app.tools.relationship_map.snapshots import written

WEAKEST, STRONGEST = 1, 3
_TEXTS = frozenset({"title", "unit", "primary_contact"})  # of the person
_WISHES = frozenset({"business_goal", "personal_goal", "personal_win"})  # of the part in this deal


def add_person(
    session: Session,
    opportunity_id: int,
    name: str,
    title: str = "",
    roles: Collection[Role] = (),
    *,
    placeholder: bool = False,
    place: Point | None = None,
) -> int:
    """Put somebody on the map; the id of the stakeholder."""
    stakeholder = name_person(session, opportunity_id, name, title, roles, placeholder=placeholder)
    if place is not None:
        stakeholder.map_x, stakeholder.map_y = place
    return stakeholder.id


def rename(session: Session, stakeholder_id: int, name: str) -> None:
    """Call a person by another name; a placeholder that gets a name is one no more."""
    rename_person(session, stakeholder_id, name)


def describe(session: Session, stakeholder_id: int, field: str, text: str) -> None:
    """Write title, unit, primary contact, goal or win of a person."""
    if field in _TEXTS:
        setattr(person_of(session, stakeholder_id), field, text.strip())
    elif field in _WISHES:
        setattr(session.get_one(Stakeholder, stakeholder_id), field, text.strip())
    else:
        raise BadInputError(tr("“{field}” is no column of the people table.", field=field))


def set_roles(session: Session, stakeholder_id: int, roles: Collection[Role]) -> None:
    """Give a person exactly these roles; one of our own that is new is kept for everybody."""
    give_roles(session, stakeholder_id, roles)


def rate(session: Session, stakeholder_id: int, aspect: Aspect, value: float | None, today: date) -> None:
    """Rate influence or relationship today; None makes it Unknown again."""
    checked = checked_rating(aspect, value)
    rating = session.scalar(
        select(Rating).where(
            Rating.stakeholder_id == stakeholder_id,
            Rating.aspect == aspect,
            Rating.rater == Rater.REP,
            Rating.rated_on == today,
        )
    )
    if rating is None:
        rating = Rating(stakeholder_id=stakeholder_id, aspect=aspect, rated_on=today)
        session.add(rating)
    rating.value = checked
    session.flush()


def state_mode(session: Session, stakeholder_id: int, mode: Receptivity) -> None:
    """Note a mode without marks; it is only assumed. Refused where marks or an override decide already."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    given = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    marks = Marks(value_of(given, Aspect.WISHED), value_of(given, Aspect.PERCEIVED))
    if marks.complete or stakeholder.override_mode is not None:
        raise BadInputError(
            tr("Two marks on the plane of key persons decide this mode; move the person there.")
            if stakeholder.override_mode is None
            else tr("This mode was set against the marks, with a reason; change it in the person form.")
        )
    stakeholder.stated_mode = None if mode is Receptivity.UNKNOWN else mode


def connect(session: Session, from_id: int, to_id: int, kind: Link, strength: int = 2) -> int:
    """Draw a line between two stakeholders, or make an existing one so strong; the id of the line.

    Refused are a person's line to himself or herself, and a reporting line that would close a circle of bosses.
    """
    one, other = session.get_one(Stakeholder, from_id), session.get_one(Stakeholder, to_id)
    if one.opportunity_id != other.opportunity_id:
        raise BadInputError(tr("These two people do not stand on the same map."))
    start, end = session.get_one(Person, one.person_id), session.get_one(Person, other.person_id)
    _refuse_circle(session, start, end, kind)
    line = _line(session, start, end, kind)
    if line is None:
        line = Connection(from_id=start.id, to_id=end.id, kind=kind)
        session.add(line)
    line.strength = _checked_strength(strength)
    session.flush()
    return line.id


def set_strength(session: Session, line_id: int, strength: int) -> None:
    """How strong a line is: 1 weak, 2 usual, 3 strong."""
    session.get_one(Connection, line_id).strength = _checked_strength(strength)


def turn_into(session: Session, line_id: int, kind: Link) -> None:
    """Make a line one of another kind between the same people."""
    line = session.get_one(Connection, line_id)
    start, end = session.get_one(Person, line.from_id), session.get_one(Person, line.to_id)
    _change(session, line, start, end, kind)


def turn_around(session: Session, line_id: int) -> None:
    """Let a line run the other way."""
    line = session.get_one(Connection, line_id)
    start, end = session.get_one(Person, line.from_id), session.get_one(Person, line.to_id)
    _change(session, line, end, start, line.kind)


def disconnect(session: Session, line_ids: Collection[int]) -> None:
    """Take lines away."""
    session.execute(delete(Connection).where(Connection.id.in_(line_ids)))


def place(session: Session, places: Mapping[int, Point]) -> None:
    """Remember where hands have put people on the map."""
    for stakeholder_id, (x, y) in places.items():
        stakeholder = session.get_one(Stakeholder, stakeholder_id)
        stakeholder.map_x, stakeholder.map_y = round(x, 1), round(y, 1)


def tidy(session: Session, opportunity_id: int, stakeholder_ids: Collection[int] | None = None) -> None:
    """Forget the places that hands gave: to everybody of the deal, or to some."""
    statement = update(Stakeholder).where(Stakeholder.opportunity_id == opportunity_id)
    if stakeholder_ids is not None:
        statement = statement.where(Stakeholder.id.in_(stakeholder_ids))
    session.execute(statement.values(map_x=None, map_y=None))


def remove(session: Session, stakeholder_ids: Collection[int]) -> None:
    """Take people out of this deal; they stay known at the account."""
    for stakeholder_id in stakeholder_ids:
        session.delete(session.get_one(Stakeholder, stakeholder_id))
    session.flush()


def take_snapshot(session: Session, page: People, name: str, today: date) -> int:
    """Keep the map of a deal as it is, to compare with later; the id of the snapshot."""
    snapshot = MapSnapshot(
        opportunity_id=page.opportunity_id, name=name.strip(), taken_on=today, content=written(page)
    )
    session.add(snapshot)
    session.flush()
    return snapshot.id


def rename_snapshot(session: Session, snapshot_id: int, name: str) -> None:
    """Call a snapshot by another name."""
    session.get_one(MapSnapshot, snapshot_id).name = name.strip()


def drop_snapshot(session: Session, snapshot_id: int) -> None:
    """Throw a snapshot away."""
    session.delete(session.get_one(MapSnapshot, snapshot_id))


def _change(session: Session, line: Connection, start: Person, end: Person, kind: Link) -> None:
    """Let a line run from one person to another as one of a kind, unless there is such a line."""
    if _line(session, start, end, kind) is not None:
        raise BadInputError(
            tr("There is such a line between {one} and {other} already.", one=start.name, other=end.name)
        )
    _refuse_circle(session, start, end, kind, besides=line.id)
    line.from_id, line.to_id, line.kind = start.id, end.id, kind
    session.flush()


def _line(session: Session, start: Person, end: Person, kind: Link) -> Connection | None:
    return session.scalar(
        select(Connection).where(
            Connection.from_id == start.id, Connection.to_id == end.id, Connection.kind == kind
        )
    )


def _refuse_circle(
    session: Session, start: Person, end: Person, kind: Link, besides: int | None = None
) -> None:
    """Raise one sentence for a line to oneself, and for a boss who is below the report."""
    if start.id == end.id:
        if kind is Link.REPORTS:
            raise BadInputError(tr("{name} cannot report to himself or herself.", name=start.name))
        raise BadInputError(tr("A line needs two people; both ends are {name}.", name=start.name))
    if kind is not Link.REPORTS:
        return
    team = select(Person.id).where(Person.account_id == start.account_id)
    found = session.execute(
        select(Connection.id, Connection.from_id, Connection.to_id).where(
            Connection.kind == Link.REPORTS, Connection.from_id.in_(team), Connection.id.is_not(besides)
        )
    )
    reports = [MapLine(row.id, row.from_id, row.to_id, Link.REPORTS) for row in found]
    if is_above(start.id, end.id, reports):
        raise BadInputError(
            tr(
                "{boss} already reports to {report}, directly or over others: that would be a circle of bosses.",
                boss=end.name,
                report=start.name,
            )
        )


def _checked_strength(strength: int) -> int:
    if not WEAKEST <= strength <= STRONGEST:
        raise BadInputError(
            tr("The strength of a line must be from {low} to {high}.", low=WEAKEST, high=STRONGEST)
        )
    return strength
