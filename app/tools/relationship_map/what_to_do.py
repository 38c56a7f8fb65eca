"""What to do now about something that might happen: the steps of a rep who sees it coming."""

from collections.abc import Iterator, Sequence
from itertools import islice

from app.i18n import tr
from app.method.champion import ChampionStatus, unmet
from app.models.vocabulary import DecisionRole, Link
from app.tools.relationship_map.assumptions import SOMEBODY_NEW, Assumption, Turn
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import best_friends

MOST_WAYS = 2  # ways that are lost or won, at once


def advice(before: People, after: People, assumptions: Sequence[Assumption]) -> tuple[str, ...]:
    """What to do now, the most urgent first; nothing that follows from two assumptions is said twice."""
    said = [
        *_successions(before, after, assumptions),
        *_champions(before, after),
        *_deciders(before, after, assumptions),
        *_quarrels(after, assumptions),
        *_new_bosses(after, assumptions),
        *islice(_lost_ways(before, after), MOST_WAYS),
        *islice(_won_ways(before, after, assumptions), MOST_WAYS),
    ]
    return tuple(dict.fromkeys(said))


def _successions(before: People, after: People, assumptions: Sequence[Assumption]) -> Iterator[str]:
    """To be handed over while the one who leaves is still there."""
    for one in assumptions:
        leaver = before.player(one.person)
        if one.turn is not Turn.LEAVES or one.other is None or leaver is None:
            continue
        if one.other == SOMEBODY_NEW:
            yield (
                tr("Ask {name} who follows, and to introduce you before the last day.", name=leaver.name)
                if leaver.supports
                else tr(
                    "Find out who follows {name}, and see the successor before others do.", name=leaver.name
                )
            )
        elif (heir := after.player(one.other)) is not None and not heir.supports:
            yield (
                tr(
                    "Have {name} hand you over to {heir} in a meeting of three before the last day.",
                    name=leaver.name,
                    heir=heir.name,
                )
                if leaver.supports
                else _reach(heir, after)
            )


def _champions(before: People, after: People) -> list[str]:
    """Whom to make a champion now, when the assumption takes the one there is."""
    there = {one.person_uid for one in after.players if _champion(one)}
    if all(one.person_uid in there for one in before.players if _champion(one)):
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


def _champion(player: PlayerRow) -> bool:
    """Whether somebody is called a champion or qualifies as one."""
    return player.is_champion or player.champion is ChampionStatus.QUALIFIED


def _deciders(before: People, after: People, assumptions: Sequence[Assumption]) -> list[str]:
    """How to get to whoever would decide; of a successor enough has been said."""
    deciding = DecisionRole.DECISION_MAKER
    old = {player.person_uid for player in before.players if deciding in player.roles}
    followers = {
        one.person if one.other == SOMEBODY_NEW else one.other
        for one in assumptions
        if one.turn is Turn.LEAVES
    }
    fresh = [one for one in after.players if deciding in one.roles and one.person_uid not in old]
    return [_reach(one, after) for one in fresh if not one.supports and one.id not in followers]


def _quarrels(after: People, assumptions: Sequence[Assumption]) -> Iterator[str]:
    """Who speaks for us, and before whom, when two people fall out."""
    for one in assumptions:
        pair = [after.player(key) for key in (one.person, one.other or 0)]
        first, second = pair
        if one.turn is not Turn.TIES or one.kind is not Link.CONFLICT or first is None or second is None:
            continue
        if first.supports and second.supports:
            yield tr(
                "{one} and {other} are both with you: see each alone before they sit at one table.",
                one=first.name,
                other=second.name,
            )
        elif first.opposes and second.opposes:
            yield tr(
                "{one} and {other} would no longer stand together: win the one who loses more by the quarrel.",
                one=first.name,
                other=second.name,
            )
        elif first.supports or second.supports:
            friend, other = (first, second) if first.supports else (second, first)
            yield from _other_voice(friend, other, after)


def _other_voice(friend: PlayerRow, other: PlayerRow, after: People) -> Iterator[str]:
    if other.opposes:
        return
    voices = [one for one in best_friends(after.players) if one.id != friend.id]
    if voices:
        yield tr(
            "Do not let {friend} plead for you before {name}; ask {voice} to.",
            friend=friend.name,
            name=other.name,
            voice=voices[0].name,
        )
    else:
        yield tr(
            "Do not let {friend} plead for you before {name}; speak with {name} yourself.",
            friend=friend.name,
            name=other.name,
        )


def _new_bosses(after: People, assumptions: Sequence[Assumption]) -> Iterator[str]:
    """When a friend gets a boss who is against us, or the other way round."""
    for one in assumptions:
        report, boss = after.player(one.person), after.player(one.other or 0)
        if one.turn is not Turn.TIES or one.kind is not Link.REPORTS or report is None or boss is None:
            continue
        if report.supports and boss.opposes:
            yield tr(
                "{boss} could silence {name}: have what {name} told you confirmed in writing before.",
                boss=boss.name,
                name=report.name,
            )
        elif report.opposes and boss.supports:
            yield tr(
                "{boss} would lead {name}: agree with {boss} how to answer {name}.",
                boss=boss.name,
                name=report.name,
            )


def _lost_ways(before: People, after: People) -> Iterator[str]:
    """Introductions to ask for while they are possible."""
    for player in _worth_meeting(after):
        old = before.player(player.id)
        way = before.ways.to(player.id) if old is not None and old.person_uid == player.person_uid else None
        if way is not None and after.ways.to(player.id) is None:
            yield tr(
                "You would lose the way to {name}: {way}. Ask for that introduction now.",
                name=player.name,
                way=way.names,
            )


def _won_ways(before: People, after: People, assumptions: Sequence[Assumption]) -> Iterator[str]:
    if not any(one.turn is Turn.TIES for one in assumptions):
        return
    for player in _worth_meeting(after):
        way = after.ways.to(player.id)
        if way is not None and before.ways.to(player.id) is None:
            yield tr(
                "Help to bring it about: it opens a way to {name}: {way}.", name=player.name, way=way.names
            )


def _worth_meeting(page: People) -> list[PlayerRow]:
    """Who can turn the decision, is not with us, and is not in contact with us."""
    return [
        one
        for one in page.players
        if not one.supports
        and not one.primary_contact
        and (one.influential or DecisionRole.DECISION_MAKER in one.roles)
    ]


def _reach(player: PlayerRow, page: People) -> str:
    name = player.name
    if (way := page.ways.to(player.id)) is not None:
        return tr("The way to {name}: {way}. Ask for the introduction today.", name=name, way=way.names)
    if who := player.primary_contact:
        return tr("{who} knows {name}: find out which side {name} is on.", who=who, name=name)
    return tr("Nobody of yours leads to {name}. Find out whom {name} listens to.", name=name)
