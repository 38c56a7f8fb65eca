"""What would follow if a person left, gained or lost influence, changed sides, or somebody else decided.

Everything here is a function of rows; nothing is read or stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.i18n import plural, tr
from app.method.champion import ChampionStatus, unmet
from app.method.people import shown_roles
from app.models.vocabulary import Audience, Criterion, DecisionRole, Role
from app.tools.relationship_map.gaps import Gap, gaps
from app.tools.relationship_map.notes import Mark, Notes, Tone, touched
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import shown, weight


class Turn(StrEnum):
    """What may happen to a person."""

    LEAVES = "leaves"
    INFLUENCE = "influence"  # the value is the influence then, 1..5
    SIDE = "side"  # the value is the relationship then, -2..+2
    DECIDES = "decides"


@dataclass(frozen=True)
class Assumption:
    """One thing that is supposed of a stakeholder."""

    turn: Turn
    person: int
    value: int = 0


@dataclass(frozen=True)
class Figure:
    """One line of the comparison: as it is and as it would be. `better` is None where it is neither."""

    label: str
    before: str
    after: str
    better: bool | None = None

    @property
    def difference(self) -> str:
        """By how much a number would be another; nothing for words."""
        if not (self.changed and self.before.isdigit() and self.after.isdigit()):
            return ""
        return shown(int(self.after) - int(self.before), signed=True)

    @property
    def changed(self) -> bool:
        """Whether the assumption makes a difference here."""
        return self.before != self.after


@dataclass(frozen=True)
class Outcome:
    """What an assumption would do: figures side by side, gaps that open and close, and what to do about it now."""

    figures: tuple[Figure, ...]
    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    remaining: int  # gaps that are there either way
    advice: tuple[str, ...]


def with_assumption(assumptions: Sequence[Assumption], one: Assumption) -> tuple[Assumption, ...]:
    """The assumptions and one more; it takes the place of those that it contradicts."""
    return (*(other for other in assumptions if not _excludes(one, other)), one)


def suppose(page: People, assumptions: Iterable[Assumption]) -> People:
    """The people as they would be; somebody who is not on the map changes nothing."""
    for one in assumptions:
        page = _TURNS[one.turn](page, one)
    return page


def outcome(before: People, after: People) -> Outcome:
    """What would be different."""
    now = {gap.key: gap for gap in gaps(before)}
    then = {gap.key: gap for gap in gaps(after)}
    return Outcome(
        figures=_figures(before, after, len(now), len(then)),
        opened=tuple(gap for key, gap in then.items() if key not in now),
        closed=tuple(gap for key, gap in now.items() if key not in then),
        remaining=len(now.keys() & then.keys()),
        advice=(*_champion_advice(before, after), *_decision_advice(before, after)),
    )


def drawn(before: People, after: People) -> People:
    """Who stays as he or she would be, and whoever leaves as an outline."""
    leavers = tuple(player for player in before.players if after.player(player.id) is None)
    return replace(before, players=(*after.players, *leavers))


def notes(page: People, assumptions: Sequence[Assumption]) -> Notes:
    """The assumptions as marks on the map of `page`, the people as they are."""
    words: dict[int, list[tuple[str, Tone]]] = {}
    for one in assumptions:
        if (player := page.player(one.person)) is not None:
            words.setdefault(player.id, []).append(_mark(player, one))
    marks = {
        key: Mark(", ".join(text for text, _ in said), _heaviest(tone for _, tone in said))
        for key, said in words.items()
    }
    leavers = [player for player in page.players if player.id in marks and marks[player.id].tone is Tone.GONE]
    caption = tr("What if: {assumptions}", assumptions="; ".join(spoken(page, assumptions)))
    return Notes(marks, touched(page.lines, leavers, Tone.GONE), None, caption)


def spoken(page: People, assumptions: Iterable[Assumption]) -> list[str]:
    """The assumptions in words."""
    return [_said(player, one) for one in assumptions if (player := page.player(one.person)) is not None]


def _excludes(one: Assumption, other: Assumption) -> bool:
    if one.turn is Turn.DECIDES and other.turn is Turn.DECIDES:
        return True
    leaving = Turn.LEAVES in {one.turn, other.turn}
    return one.person == other.person and (one.turn is other.turn or leaving)


def _leave(page: People, one: Assumption) -> People:
    stay = tuple(player for player in page.players if player.id != one.person)
    lines = tuple(line for line in page.lines if one.person not in {line.from_id, line.to_id})
    return replace(page, players=stay, lines=lines)


def _weigh(page: People, one: Assumption) -> People:
    return _changed(page, one.person, Criterion.INFLUENCE, influence=one.value)


def _turn_side(page: People, one: Assumption) -> People:
    return _changed(page, one.person, Criterion.RELATIONSHIP, relationship=one.value)


def _decide(page: People, one: Assumption) -> People:
    if page.player(one.person) is None:
        return page
    players = []
    for player in page.players:
        roles: list[Role] = [role for role in player.roles if role is not DecisionRole.DECISION_MAKER]
        if player.id == one.person:
            roles.append(DecisionRole.DECISION_MAKER)
        players.append(replace(player, roles=shown_roles(roles, Audience.INTERNAL)))
    return replace(page, players=tuple(players))


_TURNS = {Turn.LEAVES: _leave, Turn.INFLUENCE: _weigh, Turn.SIDE: _turn_side, Turn.DECIDES: _decide}


def _changed(page: People, person: int, criterion: Criterion, **fields: int) -> People:
    """The page with one person changed; an answer of the champion test that was about the old state goes."""
    players = tuple(
        replace(
            player,
            **fields,  # type: ignore[arg-type]
            overruled={key: verdict for key, verdict in player.overruled.items() if key is not criterion},
        )
        if player.id == person
        else player
        for player in page.players
    )
    return replace(page, players=players)


def _figures(before: People, after: People, open_now: int, open_then: int) -> tuple[Figure, ...]:
    now, then = before.coverage, after.coverage
    counts = (
        (tr("For us"), len(now.supporters), len(then.supporters), True),
        (tr("Influence for us"), weight(now.supporters), weight(then.supporters), True),
        (tr("Against us"), len(now.opponents), len(then.opponents), False),
        (tr("Influence against us"), weight(now.opponents), weight(then.opponents), False),
        (tr("In contact"), len(now.contacts), len(then.contacts), True),
        (tr("Gaps"), open_now, open_then, False),
    )
    return (
        *(Figure(words, str(a), str(b), None if a == b else (b > a) is more) for words, a, b, more in counts),
        _role_figure(tr("Decides"), DecisionRole.DECISION_MAKER, before, after),
        *_champion_figures(before, after),
    )


def _role_figure(words: str, role: DecisionRole, before: People, after: People) -> Figure:
    def played(page: People) -> str:
        return ", ".join(player.name for player in page.players if role in player.roles) or tr("nobody named")

    return Figure(words, played(before), played(after))


def _champion_figures(before: People, after: People) -> list[Figure]:
    """Everybody who is called champion, and whoever would begin or cease to qualify as one."""
    then = {player.id: player for player in after.players}
    found = []
    for player in before.players:
        other = then.get(player.id)
        ranked = {player.champion, None if other is None else other.champion}
        if player.is_champion or (ChampionStatus.QUALIFIED in ranked and len(ranked) > 1):
            after_words = other.champion.label if other is not None else tr("gone")
            gain = None
            if other is None or other.champion is not player.champion:
                gain = other is not None and other.champion is ChampionStatus.QUALIFIED
            found.append(Figure(player.name, player.champion.label, after_words, gain))
    return found


def _champion_advice(before: People, after: People) -> list[str]:
    """Whom to make a champion now, when the assumption takes the one there is."""
    there = {one.id for one in after.players if _champions(one)}
    if all(one.id in there for one in before.players if _champions(one)):
        return []
    qualified = [one for one in after.players if one.champion is ChampionStatus.QUALIFIED]
    if any(one.is_champion for one in qualified):
        return []
    if qualified:
        best = max(qualified, key=lambda one: (one.influence or 0, one.relationship or 0, -one.id))
        return [tr("{name} qualifies as a champion. Work with {name} as one now.", name=best.name)]
    candidates = [one for one in after.players if not one.opposes and not one.placeholder]
    if not candidates:
        return [tr("Nobody who is left could become a champion. Meet somebody new before this happens.")]
    nearest = min(
        candidates, key=lambda one: (len(unmet(one.champion_answers)), -(one.influence or 0), one.id)
    )
    missing = ", ".join(criterion.label.lower() for criterion in unmet(nearest.champion_answers))
    return [
        tr(
            "Build a second champion now. {name} is the nearest; still to be won or found out: {missing}.",
            name=nearest.name,
            missing=missing,
        )
    ]


def _champions(player: PlayerRow) -> bool:
    """Whether somebody is called a champion or qualifies as one."""
    return player.is_champion or player.champion is ChampionStatus.QUALIFIED


def _decision_advice(before: People, after: People) -> list[str]:
    """How to get to whoever would decide."""
    deciding = DecisionRole.DECISION_MAKER
    old = {player.id for player in before.players if deciding in player.roles}
    fresh = [one for one in after.players if deciding in one.roles and one.id not in old]
    return [_reach(one, after) for one in fresh if not one.supports]


def _reach(player: PlayerRow, page: People) -> str:
    name = player.name
    if (way := page.ways.to(player.id)) is not None:
        return tr("The way to {name}: {way}. Ask for the introduction today.", name=name, way=way.names)
    if who := player.primary_contact:
        return tr("{who} knows {name}: find out which side {name} is on.", who=who, name=name)
    return tr("Nobody of yours leads to {name}. Find out whom {name} listens to.", name=name)


def _mark(player: PlayerRow, one: Assumption) -> tuple[str, Tone]:
    if one.turn is Turn.LEAVES:
        return tr("leaves"), Tone.GONE
    if one.turn is Turn.DECIDES:
        return tr("decides"), Tone.CHANGED
    old = player.influence if one.turn is Turn.INFLUENCE else player.relationship
    signed = one.turn is Turn.SIDE
    text = f"{shown(old, signed=signed)} → {shown(one.value, signed=signed)}"
    words = tr("influence {change}", change=text) if not signed else tr("relation {change}", change=text)
    if old is None or old == one.value:
        return words, Tone.CHANGED
    up = one.value > old
    good = up if signed else up is not player.opposes
    return words, Tone.BETTER if good else Tone.WORSE


def _said(player: PlayerRow, one: Assumption) -> str:
    if one.turn is Turn.LEAVES:
        return tr("{name} leaves", name=player.name)
    if one.turn is Turn.DECIDES:
        return tr("{name} decides", name=player.name)
    if one.turn is Turn.INFLUENCE:
        return tr("{name} has influence {n} of 5", name=player.name, n=one.value)
    if one.value > 0:
        return tr("{name} is on your side ({value})", name=player.name, value=shown(one.value, signed=True))
    if one.value < 0:
        return tr("{name} turns against you ({value})", name=player.name, value=shown(one.value, signed=True))
    return tr("{name} stands between", name=player.name)


def _heaviest(tones: Iterable[Tone]) -> Tone:
    order = (Tone.GONE, Tone.WORSE, Tone.BETTER, Tone.CHANGED)
    given = set(tones)
    return next(tone for tone in order if tone in given)


def counted(found: Outcome) -> str:
    """The outcome in one line, for the head of the panel."""
    parts = []
    if found.opened:
        parts.append(plural("{n} gap opens", "{n} gaps open", len(found.opened)))
    if found.closed:
        parts.append(plural("{n} gap closes", "{n} gaps close", len(found.closed)))
    return ", ".join(parts) or tr("No gap opens or closes")
