"""A map as it was on a day: written as JSON, read back as rows, and compared with another day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.errors import BadInputError
from app.i18n import tr
from app.method.people import in_a_sentence
from app.models.vocabulary import DecisionRole, Link, NamedRole, Receptivity
from app.tools.relationship_map.notes import Mark, Notes, Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import MapLine, shown
from app.tools.relationship_map.words import said

SCHEMA_VERSION = 1
_GONE = -1000  # from here on down go the ids of people who are no longer in the deal
Names = Mapping[str, tuple[str, str]]  # uid of a person -> name and title


@dataclass(frozen=True)
class SnapshotRow:
    """A snapshot in the list."""

    id: int
    name: str
    taken_on: date
    people: int


@dataclass(frozen=True)
class Move:
    """One thing about a person that is otherwise than it was. `better` is None where it is neither."""

    words: str
    better: bool | None = None


@dataclass(frozen=True)
class PersonChange:
    """Somebody of whom something has changed; `person` as he or she is, or was when gone."""

    person: PlayerRow
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Comparison:
    """What lies between two days: who came, left and moved, and the lines that were added and removed."""

    came: tuple[PlayerRow, ...]
    left: tuple[PlayerRow, ...]
    moved: tuple[PersonChange, ...]
    added: tuple[str, ...]  # lines in words
    removed: tuple[str, ...]
    drawn: People  # the later people and lines, and those that are gone with ids below zero
    notes: Notes

    @property
    def same(self) -> bool:
        """Whether nothing has changed."""
        return not (self.came or self.left or self.moved or self.added or self.removed)


def written(page: People) -> str:
    """The map as the text of a snapshot; people and our own roles are named by their uid alone."""
    uids = {player.id: player.person_uid for player in page.players}
    people = [
        {
            "person": player.person_uid,
            "roles": [role.value for role in player.roles if isinstance(role, DecisionRole)],
            "own_roles": [role.uid for role in player.roles if isinstance(role, NamedRole)],
            "influence": player.influence,
            "relationship": player.relationship,
            "mode": player.mode.value,
            "contact": player.primary_contact,
            "place": player.place,
            "placeholder": player.placeholder,
        }
        for player in page.players
    ]
    lines = [
        {
            "from": uids[line.from_id],
            "to": uids[line.to_id],
            "kind": line.kind.value,
            "strength": line.strength,
        }
        for line in page.lines
    ]
    content = {"schema_version": SCHEMA_VERSION, "people": people, "lines": lines}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read(content: str, page: People, names: Names) -> People:
    """The map that a snapshot holds, as rows of the deal of `page`; who is in no list of names is nobody known.

    People who are still in the deal keep their ids, others have one below zero.

    Raises BadInputError when the text is none of ours, or of a later program.
    """
    try:
        data = json.loads(content)
        version = data["schema_version"]
        if version > SCHEMA_VERSION:
            raise BadInputError(tr("This snapshot was taken by a newer version of the program."))
        known = {player.person_uid: player.id for player in page.players}
        own = {page_of.role.uid: page_of.role for page_of in page.role_pages}
        players = tuple(
            _player(known.get(entry["person"], _GONE - at), entry, names, own)
            for at, entry in enumerate(data["people"])
        )
        ids = {player.person_uid: player.id for player in players}
        lines = tuple(
            MapLine(at, ids[entry["from"]], ids[entry["to"]], Link(entry["kind"]), int(entry["strength"]))
            for at, entry in enumerate(data["lines"], 1)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadInputError(tr("This snapshot cannot be read.")) from error
    return replace(page, players=players, lines=lines)


def count(content: str) -> int:
    """How many people a snapshot holds; 0 when it cannot be read."""
    try:
        return len(json.loads(content)["people"])
    except (ValueError, KeyError, TypeError):
        return 0


def compare(before: People, after: People, caption: str = "") -> Comparison:
    """What has changed from one map to a later one."""
    old = {player.person_uid: player for player in before.players}
    new = {player.person_uid: player for player in after.players}
    came = tuple(player for uid, player in new.items() if uid not in old)
    left = tuple(player for uid, player in old.items() if uid not in new)
    moved = tuple(
        PersonChange(player, moves)
        for uid, player in new.items()
        if uid in old and (moves := _moves(old[uid], player))
    )
    ghosts = {player.person_uid: replace(player, id=-at) for at, player in enumerate(left, 1)}
    added, removed = _lines_between(before, after), _lines_between(after, before)
    gone = _as_ghosts(removed, before, {**new, **ghosts})
    names = {player.id: player.name for player in (*after.players, *ghosts.values())}
    return Comparison(
        came,
        left,
        moved,
        tuple(said(line, names) for line in added),
        tuple(said(line, names) for line in gone),
        replace(after, players=(*after.players, *ghosts.values()), lines=(*after.lines, *gone)),
        Notes(
            {
                **{player.id: Mark(tr("new"), Tone.NEW) for player in came},
                **{player.id: Mark(tr("left"), Tone.GONE) for player in ghosts.values()},
                **{change.person.id: _mark(change) for change in moved},
            },
            {**{line.id: Tone.NEW for line in added}, **{line.id: Tone.GONE for line in gone}},
            None,
            caption,
        ),
    )


def _player(number: int, entry: Mapping[str, Any], names: Names, own: Mapping[str, NamedRole]) -> PlayerRow:
    uid = str(entry["person"])
    name, title = names.get(uid, (tr("Somebody no longer on file"), ""))
    place = entry.get("place")
    return PlayerRow(
        id=number,
        person_id=0,
        key=uid,
        name=name,
        title=title,
        roles=(
            *(DecisionRole(role) for role in entry["roles"]),
            *(own[uid] for uid in entry.get("own_roles", ()) if uid in own),
        ),
        primary_contact=str(entry["contact"]),
        influence=_whole(entry["influence"]),
        relationship=_whole(entry["relationship"]),
        mode=Receptivity(entry["mode"]),
        placeholder=bool(entry.get("placeholder")),
        place=None if place is None else (float(place[0]), float(place[1])),
        person_uid=uid,
    )


def _whole(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _moves(old: PlayerRow, new: PlayerRow) -> tuple[Move, ...]:
    """What is otherwise about a person: influence, relationship, mode, roles, contact."""
    moves = []
    if old.influence != new.influence:
        words = tr("influence {old} → {new}", old=shown(old.influence), new=shown(new.influence))
        moves.append(Move(words, _rising(old.influence, new.influence, new.opposes)))
    if old.relationship != new.relationship:
        then, now = shown(old.relationship, signed=True), shown(new.relationship, signed=True)
        words = tr("relation {old} → {new}", old=then, new=now)
        moves.append(Move(words, _rising(old.relationship, new.relationship)))
    if old.mode is not new.mode:
        open_now = None if Receptivity.UNKNOWN in {old.mode, new.mode} else new.mode.open_to_change
        better = open_now if open_now is not old.mode.open_to_change else None
        moves.append(Move(tr("{old} → {new}", old=old.mode.label, new=new.mode.label), better))
    moves += [Move(tr("now {role}", role=in_a_sentence(role))) for role in new.roles if role not in old.roles]
    moves += [
        Move(tr("no longer {role}", role=in_a_sentence(role))) for role in old.roles if role not in new.roles
    ]
    if old.primary_contact != new.primary_contact:
        moves.append(_contact(old.primary_contact, new.primary_contact))
    return tuple(moves)


def _contact(old: str, new: str) -> Move:
    if not new:
        return Move(tr("no contact any more ({old})", old=old), better=False)
    return Move(tr("contact {new}", new=new), better=True if not old else None)


def _rising(old: int | None, new: int | None, against: bool = False) -> bool | None:
    """Whether a change is good; to or from Unknown it is neither."""
    if old is None or new is None:
        return None
    return (new > old) is not against


def _mark(change: PersonChange) -> Mark:
    verdicts = {move.better for move in change.moves}
    tone = Tone.WORSE if False in verdicts else Tone.BETTER if True in verdicts else Tone.CHANGED
    words = change.moves[0].words
    more = len(change.moves) - 1
    return Mark(tr("{change}, {n} more", change=words, n=more) if more else words, tone)


def _lines_between(before: People, after: People) -> list[MapLine]:
    """The lines of `after` that `before` does not have."""
    known = set(_keys(before))
    return [line for key, line in zip(_keys(after), after.lines, strict=True) if key not in known]


def _keys(page: People) -> list[tuple[str, str, Link]]:
    uids = {player.id: player.person_uid for player in page.players}
    return [(uids[line.from_id], uids[line.to_id], line.kind) for line in page.lines]


def _as_ghosts(lines: Sequence[MapLine], page: People, people: Mapping[str, PlayerRow]) -> list[MapLine]:
    """Lines of an earlier map between the people of the drawn one, with ids below zero."""
    uids = {player.id: player.person_uid for player in page.players}
    return [
        replace(line, id=-at, from_id=people[uids[line.from_id]].id, to_id=people[uids[line.to_id]].id)
        for at, line in enumerate(lines, 1)
    ]
