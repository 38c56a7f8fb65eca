"""What would follow from what is supposed: figures side by side, gaps that open and close, and how it is drawn.

Everything here is a function of rows; nothing is read or stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.i18n import plural, tr
from app.method.champion import ChampionStatus
from app.models.vocabulary import DecisionRole
from app.tools.relationship_map.assumptions import SOMEBODY_NEW, Assumption, Turn, spoken, suppose
from app.tools.relationship_map.gaps import Gap, gaps
from app.tools.relationship_map.notes import Mark, Notes, Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import shown, weight
from app.tools.relationship_map.what_to_do import advice


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


def outcome(page: People, assumptions: Sequence[Assumption]) -> Outcome:
    """What would be different."""
    after = suppose(page, assumptions)
    now = {gap.key: gap for gap in gaps(page)}
    then = {gap.key: gap for gap in gaps(after)}
    return Outcome(
        figures=_figures(page, after, len(now), len(then)),
        opened=tuple(gap for key, gap in then.items() if key not in now),
        closed=tuple(gap for key, gap in now.items() if key not in then),
        remaining=len(now.keys() & then.keys()),
        advice=advice(page, after, assumptions),
    )


def counted(found: Outcome) -> str:
    """The outcome in one line, for the head of the panel."""
    parts = []
    if found.opened:
        parts.append(plural("{n} gap opens", "{n} gaps open", len(found.opened)))
    if found.closed:
        parts.append(plural("{n} gap closes", "{n} gaps close", len(found.closed)))
    return ", ".join(parts) or tr("No gap opens or closes")


def drawn(before: People, after: People) -> People:
    """Everybody as he or she would be, in the same order; who leaves as an outline, and lines that end with them."""
    players = tuple(after.player(player.id) or player for player in before.players)
    known = {line.id for line in after.lines}
    ended = tuple(line for line in before.lines if line.id not in known)
    return replace(before, players=players, lines=(*after.lines, *ended))


def notes(page: People, assumptions: Sequence[Assumption]) -> Notes:
    """The assumptions as marks on the map of `page`, the people as they are, and the lines that begin and end."""
    words: dict[int, list[tuple[str, Tone]]] = {}
    for one in assumptions:
        if (player := page.player(one.person)) is not None and not one.of_line:
            for who, said in _marked(player, one):
                words.setdefault(who, []).append(said)
    marks = {
        key: Mark(", ".join(text for text, _ in said), _heaviest(tone for _, tone in said))
        for key, said in words.items()
        if page.player(key) is not None
    }
    old = {line.id for line in page.lines}
    new = {line.id for line in suppose(page, assumptions).lines}
    lines = {**dict.fromkeys(new - old, Tone.NEW), **dict.fromkeys(old - new, Tone.GONE)}
    caption = tr("What if: {assumptions}", assumptions="; ".join(spoken(page, assumptions)))
    return Notes(marks, lines, None, caption)


def _figures(before: People, after: People, open_now: int, open_then: int) -> tuple[Figure, ...]:
    now, then = before.coverage, after.coverage
    counts = (
        (tr("For us"), len(now.supporters), len(then.supporters), True),
        (tr("Influence for us"), weight(now.supporters), weight(then.supporters), True),
        (tr("Against us"), len(now.opponents), len(then.opponents), False),
        (tr("Influence against us"), weight(now.opponents), weight(then.opponents), False),
        (tr("In contact"), len(now.contacts), len(then.contacts), True),
        (tr("Within reach"), _reached(before), _reached(after), True),
        (tr("Gaps"), open_now, open_then, False),
    )
    return (
        *(Figure(words, str(a), str(b), None if a == b else (b > a) is more) for words, a, b, more in counts),
        _role_figure(tr("Decides"), DecisionRole.DECISION_MAKER, before, after),
        *_champion_figures(before, after),
    )


def _reached(page: People) -> int:
    """How many are with us, in contact with us, or can be introduced to us by a friend."""
    return sum(
        player.supports or bool(player.primary_contact) or page.ways.to(player.id) is not None
        for player in page.players
    )


def _role_figure(words: str, role: DecisionRole, before: People, after: People) -> Figure:
    def played(page: People) -> str:
        return ", ".join(player.name for player in page.players if role in player.roles) or tr("nobody named")

    return Figure(words, played(before), played(after))


def _champion_figures(before: People, after: People) -> list[Figure]:
    """Everybody who is called champion, and whoever would begin or cease to qualify as one."""
    then = {player.person_uid: player for player in after.players}
    found = []
    for player in before.players:
        other = then.get(player.person_uid)
        ranked = {player.champion, None if other is None else other.champion}
        if player.is_champion or (ChampionStatus.QUALIFIED in ranked and len(ranked) > 1):
            after_words = other.champion.label if other is not None else tr("gone")
            gain = None
            if other is None or other.champion is not player.champion:
                gain = other is not None and other.champion is ChampionStatus.QUALIFIED
            found.append(Figure(player.name, player.champion.label, after_words, gain))
    return found


def _marked(player: PlayerRow, one: Assumption) -> list[tuple[int, tuple[str, Tone]]]:
    """What is written at whom."""
    if one.turn is Turn.LEAVES and one.other == SOMEBODY_NEW:
        return [(player.id, (tr("follows {name}", name=player.name), Tone.NEW))]
    if one.turn is Turn.LEAVES and one.other is not None:
        heir = (one.other, (tr("follows {name}", name=player.name), Tone.CHANGED))
        return [(player.id, (tr("leaves"), Tone.GONE)), heir]
    return [(player.id, _mark(player, one))]


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


def _heaviest(tones: Iterable[Tone]) -> Tone:
    order = (Tone.GONE, Tone.WORSE, Tone.BETTER, Tone.NEW, Tone.CHANGED)
    given = set(tones)
    return next(tone for tone in order if tone in given)
