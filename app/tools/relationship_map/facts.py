"""What the coach is told of the map: facts of the deal and of each person, from rows, real or only supposed."""

from collections.abc import Mapping

from app.method.coaching import Fact, Subject
from app.models.vocabulary import DecisionRole, Link
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import Coverage, best_friends, weight


def subjects_of(page: People, uid: str, since: Mapping[str, Fact] | None = None) -> list[Subject]:
    """The deal and each person as rules test them; `since` has facts about changes since the last snapshot."""
    facts = {**_deal_facts(page), **(since or {})}
    deal = Subject("opportunity", uid, page.title, facts, _deal_words(page.coverage))
    return [deal, *(_person(player, page) for player in page.players)]


def _deal_facts(page: People) -> dict[str, Fact]:
    state = page.coverage
    return {
        "people": state.people,
        "contacts": len(state.contacts),
        "roles_unfilled": len(state.missing_roles),
        **{f"no_{role.value}": role in state.missing_roles for role in DecisionRole},
        **{f"has_{role.value}": role not in state.missing_roles for role in DecisionRole},
        "uncovered": len(state.uncovered),
        "single_thread": state.single_thread,
        "supporters": len(state.supporters),
        "opponents": len(state.opponents),
        "supporter_weight": weight(state.supporters),
        "opponent_weight": weight(state.opponents),
        "unanswered": len(state.unanswered),
        "relationships_unknown": len(state.unrated),
        "reporting_lines": sum(line.kind is Link.REPORTS for line in page.lines),
    }


def _deal_words(state: Coverage) -> dict[str, str]:
    """Names for the sentences of the rules; a name that is not there shows as an ellipsis."""
    words = {}
    if state.contacts:
        words["only_contact"] = state.contacts[0].name
    if state.supporters:
        words["friend"] = best_friends(state.supporters)[0].name
    if state.opponents:
        words["opponents_named"] = ", ".join(person.name for person in state.opponents[:3])
    return words


def _person(player: PlayerRow, page: People) -> Subject:
    ours = bool(player.primary_contact) and not player.opposes  # no introduction is needed
    way = None if ours else page.ways.to(player.id)
    facts: dict[str, Fact] = {
        "contact_known": bool(player.primary_contact),
        "opposes": player.opposes,
        "answered": player not in page.coverage.unanswered,
        "reachable": ours or way is not None,
        "influential": player.influential,
        "influence_known": player.influence is not None,
        "relationship_known": player.relationship is not None,
        **{f"is_{role.value}": role in player.roles for role in DecisionRole},
    }
    if player.influence is not None:
        facts["influence"] = player.influence
    if player.relationship is not None:
        facts["relationship"] = player.relationship
    words = {"id": str(player.id), "title": player.title}
    if way is not None:
        words["introducer"] = way.introducer.name
        words["way"] = way.names
    return Subject("person", player.person_uid, player.name, facts, words)
