"""What may be supposed of the people of a deal, and the people and lines as they would be then.

Everything here is a function of rows; nothing is read or stored. What is supposed later counts on top of what was
supposed before. Lines that do not exist yet have ids below zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.i18n import tr
from app.method.people import shown_roles
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Audience, Criterion, DecisionRole, Link, Receptivity, Role
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine, first_bosses, is_above, shown
from app.tools.relationship_map.words import ended_sentence, link_sentence

SOMEBODY_NEW = 0  # who follows when it is nobody of these people
_PERSONAL = frozenset(
    {DecisionRole.CHAMPION, DecisionRole.COACH, DecisionRole.ADVERSARY}
)  # stay with a person


class Turn(StrEnum):
    """What may happen."""

    LEAVES = "leaves"  # `other` is who follows: a person, SOMEBODY_NEW, or None while the seat stays empty
    INFLUENCE = "influence"  # the value is the influence then, 1..5
    SIDE = "side"  # the value is the relationship then, -2..+2
    DECIDES = "decides"
    TIES = "ties"  # a line of the kind begins, from the person to `other`
    PARTS = "parts"  # such a line ends


@dataclass(frozen=True)
class Assumption:
    """One thing that is supposed of a stakeholder, or of two."""

    turn: Turn
    person: int
    value: int = 0
    other: int | None = None
    kind: Link | None = None

    @property
    def of_line(self) -> bool:
        """Whether it is about a line."""
        return self.turn in {Turn.TIES, Turn.PARTS}

    @property
    def people(self) -> frozenset[int]:
        """Everybody it is about."""
        return frozenset({self.person, self.other} - {None, SOMEBODY_NEW})  # type: ignore[arg-type]


def with_assumption(assumptions: Sequence[Assumption], one: Assumption) -> tuple[Assumption, ...]:
    """The assumptions and one more; it takes the place of those that it contradicts."""
    return (*(other for other in assumptions if not _excludes(one, other)), one)


def suppose(page: People, assumptions: Iterable[Assumption]) -> People:
    """The people as they would be; somebody who is not on the map changes nothing, nor does a circle of bosses."""
    for one in assumptions:
        if page.player(one.person) is not None:
            page = _TURNS[one.turn](page, one)
    return page


def refusal(page: People, one: Assumption) -> str:
    """Why it cannot be supposed of these people, in a sentence; empty when it can."""
    if one.turn is not Turn.TIES:
        return ""
    player, other = page.player(one.person), page.player(one.other or 0)
    if player is None or other is None or player is other:
        return tr("A line needs two people. Choose who is at the other end.")
    if any(_is(line, one) for line in page.lines):
        return tr("That is so already: {what}.", what="".join(spoken(page, [one])))
    if one.kind is Link.REPORTS and is_above(player.id, other.id, page.lines):
        return tr(
            "{other} works for {name}: the two cannot be each other's boss.",
            name=player.name,
            other=other.name,
        )
    return ""


def spoken(page: People, assumptions: Iterable[Assumption]) -> list[str]:
    """The assumptions in words."""
    return [
        _said(player, one, page) for one in assumptions if (player := page.player(one.person)) is not None
    ]


def _excludes(one: Assumption, other: Assumption) -> bool:
    if one.turn is Turn.LEAVES and one.person in other.people:
        return True
    if other.turn is Turn.LEAVES:
        return other.person in one.people
    if one.of_line:
        moves = one.turn is other.turn is Turn.TIES and one.kind is other.kind is Link.REPORTS
        same = other.of_line and one.kind is other.kind and one.people == other.people
        return same or (moves and one.person == other.person)
    return one.turn is other.turn and (one.turn is Turn.DECIDES or one.person == other.person)


def _leave(page: People, one: Assumption) -> People:
    leaver = page.player(one.person)
    heir = page.player(one.other) if one.other else None
    if leaver is not None and one.other == SOMEBODY_NEW:
        return _with_newcomer(page, leaver)
    stay = tuple(player for player in page.players if player.id != one.person)
    left = replace(page, players=stay, lines=_without(page.lines, one.person))
    if leaver is None or heir is None or heir is leaver:
        return left
    seated = _with_roles(heir, (*heir.roles, *_of_office(leaver)))
    if (leaver.influence or 0) > (heir.influence or 0):
        seated = _rated(seated, Criterion.INFLUENCE, influence=leaver.influence)
    return replace(_with(left, seated), lines=_inherited(page.lines, leaver.id, heir.id))


def _with_newcomer(page: People, leaver: PlayerRow) -> People:
    """Somebody nobody knows takes the seat: title, unit, roles of the office, influence and reporting lines."""
    newcomer = PlayerRow(
        id=leaver.id,
        person_id=0,
        key=f"after:{leaver.key}",
        name=tr("Successor of {name}", name=leaver.name),
        title=leaver.title,
        roles=_of_office(leaver),
        influence=leaver.influence,
        mode=Receptivity.UNKNOWN,
        placeholder=True,
        place=leaver.place,
        unit=leaver.unit,
        person_uid=f"after:{leaver.person_uid}",
        origin=ModeOrigin.NOTHING,
    )
    reports = [line for line in page.lines if line.kind is Link.REPORTS]
    others = _without([line for line in page.lines if line.kind is not Link.REPORTS], leaver.id)
    kept = {line.id for line in (*reports, *others)}
    return replace(_with(page, newcomer), lines=tuple(line for line in page.lines if line.id in kept))


def _inherited(lines: Sequence[MapLine], leaver: int, heir: int) -> tuple[MapLine, ...]:
    """The lines when somebody takes the seat: who reported to the leaver reports to the heir now.

    The heir gets the bosses of the seat instead of the own ones, unless the heir is a boss of the leaver.
    """
    moves_up = not is_above(heir, leaver, lines)
    bosses = {line.to_id for line in lines if line.kind is Link.REPORTS and line.from_id == leaver}
    rest, seat = [], []
    for line in lines:
        if leaver not in {line.from_id, line.to_id}:
            own = line.kind is Link.REPORTS and line.from_id == heir
            if not (own and moves_up) or line.to_id in bosses:
                rest.append(line)
        elif line.kind is Link.REPORTS and (line.to_id == leaver or moves_up):
            seat.append(
                replace(
                    line,
                    from_id=heir if line.from_id == leaver else line.from_id,
                    to_id=heir if line.to_id == leaver else line.to_id,
                )
            )
    known = {(line.from_id, line.to_id) for line in rest if line.kind is Link.REPORTS}
    fresh = _fresh(lines)
    fit = [line for line in seat if line.from_id != line.to_id and (line.from_id, line.to_id) not in known]
    return (*rest, *(replace(line, id=fresh - at) for at, line in enumerate(fit)))


def _weigh(page: People, one: Assumption) -> People:
    return _changed(page, one.person, Criterion.INFLUENCE, influence=one.value)


def _turn_side(page: People, one: Assumption) -> People:
    return _changed(page, one.person, Criterion.RELATIONSHIP, relationship=one.value)


def _decide(page: People, one: Assumption) -> People:
    deciding = DecisionRole.DECISION_MAKER
    players = []
    for player in page.players:
        roles = [role for role in player.roles if role is not deciding]
        if player.id == one.person:
            roles.append(deciding)
        players.append(_with_roles(player, roles))
    return replace(page, players=tuple(players))


def _tie(page: People, one: Assumption) -> People:
    """With one line more; a new boss takes the place of the first one."""
    if one.kind is None or one.other is None or refusal(page, one):
        return page
    lines = page.lines
    if one.kind is Link.REPORTS and (boss := first_bosses(lines)[0].get(one.person)) is not None:
        old = Assumption(Turn.PARTS, one.person, other=boss, kind=Link.REPORTS)
        lines = tuple(line for line in lines if not _is(line, old))
    return replace(page, lines=(*lines, MapLine(_fresh(page.lines), one.person, one.other, one.kind)))


def _part(page: People, one: Assumption) -> People:
    return replace(page, lines=tuple(line for line in page.lines if not _is(line, one)))


_TURNS = {
    Turn.LEAVES: _leave,
    Turn.INFLUENCE: _weigh,
    Turn.SIDE: _turn_side,
    Turn.DECIDES: _decide,
    Turn.TIES: _tie,
    Turn.PARTS: _part,
}


def _is(line: MapLine, one: Assumption) -> bool:
    """Whether the assumption is about this line; to be at odds has no direction."""
    ends = (line.from_id, line.to_id)
    there = (one.person, one.other)
    return line.kind is one.kind and (ends == there or (one.kind is Link.CONFLICT and ends == there[::-1]))


def _fresh(lines: Iterable[MapLine]) -> int:
    """An id that no line has."""
    return min((line.id for line in lines if line.id < 0), default=0) - 1


def _without(lines: Iterable[MapLine], person: int) -> tuple[MapLine, ...]:
    return tuple(line for line in lines if person not in {line.from_id, line.to_id})


def _of_office(player: PlayerRow) -> tuple[Role, ...]:
    """The roles that come with the seat."""
    return tuple(role for role in player.roles if role not in _PERSONAL)


def _with_roles(player: PlayerRow, roles: Iterable[Role]) -> PlayerRow:
    return replace(player, roles=shown_roles(dict.fromkeys(roles), Audience.INTERNAL))


def _with(page: People, changed: PlayerRow) -> People:
    players = tuple(changed if player.id == changed.id else player for player in page.players)
    return replace(page, players=players)


def _changed(page: People, person: int, criterion: Criterion, **fields: int) -> People:
    player = page.player(person)
    return page if player is None else _with(page, _rated(player, criterion, **fields))


def _rated(player: PlayerRow, criterion: Criterion, **fields: int | None) -> PlayerRow:
    """Rated otherwise; an answer of the champion test that was about the old state goes."""
    kept = {key: verdict for key, verdict in player.overruled.items() if key is not criterion}
    return replace(player, overruled=kept, **fields)  # type: ignore[arg-type]


def _said(player: PlayerRow, one: Assumption, page: People) -> str:
    other = page.player(one.other) if one.other else None
    if one.of_line and one.kind is not None:
        sentence = link_sentence if one.turn is Turn.TIES else ended_sentence
        return sentence(one.kind, player.name, other.name if other is not None else "…")
    if one.turn is Turn.LEAVES:
        return _leaving(player, one, other)
    if one.turn is Turn.DECIDES:
        return tr("{name} decides", name=player.name)
    if one.turn is Turn.INFLUENCE:
        return tr("{name} has influence {n} of 5", name=player.name, n=one.value)
    return _siding(player.name, one.value)


def _leaving(player: PlayerRow, one: Assumption, heir: PlayerRow | None) -> str:
    if heir is not None:
        return tr("{name} leaves and {other} follows", name=player.name, other=heir.name)
    if one.other == SOMEBODY_NEW:
        return tr("{name} leaves and somebody new follows", name=player.name)
    return tr("{name} leaves", name=player.name)


def _siding(name: str, relation: int) -> str:
    value = shown(relation, signed=True)
    if relation > 0:
        return tr("{name} is on your side ({value})", name=name, value=value)
    if relation < 0:
        return tr("{name} turns against you ({value})", name=name, value=value)
    return tr("{name} stands between", name=name)
