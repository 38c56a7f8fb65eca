"""Where we are not covered: each gap with why it matters and the step that closes it, the dangerous first."""

from dataclasses import dataclass
from functools import partial

from app.i18n import plural, tr
from app.models.vocabulary import DecisionRole
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import Coverage, MapPerson, best_friends, to_win


@dataclass(frozen=True)
class Gap:
    """Something missing: what, why it matters, and the link that closes it (`do` as in the coach's rules).

    `key` names it across two states of a map, whatever its sentences say.
    """

    key: str
    icon: str
    title: str
    text: str
    fix: str
    do: str
    role: DecisionRole | None = None  # that nobody plays


def gaps(page: People) -> list[Gap]:
    """What is missing on the map of a deal; nothing while nobody is on it."""
    state = page.coverage
    if not state.people:
        return []
    unknown = [person for person in state.unrated if not person.placeholder]
    return [
        *_thread(state),
        *(_unanswered(person, page) for person in state.unanswered),
        *_sides(state, page),
        *(_role(role) for role in state.missing_roles if role is not DecisionRole.ADVERSARY),
        *(_uncovered(person, page) for person in state.uncovered),
        *([_unrated(unknown)] if unknown else ()),
        *(
            _role(role)
            for role in state.missing_roles
            if role is DecisionRole.ADVERSARY and not state.opponents
        ),
    ]


def standing(state: Coverage) -> str:
    """How we stand with the people of the deal, in words."""
    if not state.supporters and not state.opponents:
        return tr(
            "Nobody is known to be for or against you. Before the next meeting, find out where two of them stand."
        )
    sentences = [_balance(state)]
    if state.supporters:
        sentences.append(tr("Your best friend is {name}.", name=best_friends(state.supporters)[0].name))
    if state.unrated:
        sentences.append(
            plural(
                "Of {n} person you do not know which side he or she is on.",
                "Of {n} people you do not know which side they are on.",
                len(state.unrated),
            )
        )
    return " ".join(sentences)


def _balance(state: Coverage) -> str:
    if state.outnumbered:
        return tr("More people are against you than for you.")
    if state.outweighed:
        return tr("You have more friends, but those against you have more influence together.")
    if not state.opponents:
        return tr("Nobody is known to be against you; somebody usually is.")
    return tr("Your friends outweigh those who are against you.")


def _thread(state: Coverage) -> list[Gap]:
    if not state.contacts:
        return [
            Gap(
                "no_contact",
                "unplug",
                tr("Nobody of us is in contact"),
                tr("Not one of these people has a primary contact on your side."),
                tr("Write down who knows whom"),
                "relationship_map:contacts",
            )
        ]
    if state.single_thread:
        name = state.contacts[0].name
        text = tr("When {name} changes jobs, you start anew. Ask for one introduction this month.", name=name)
        return [
            Gap(
                "single_thread",
                "spline",
                tr("All hangs on {name}", name=name),
                text,
                tr("Give somebody a contact"),
                "relationship_map:contacts",
            )
        ]
    return []


def _unanswered(person: MapPerson, page: People) -> Gap:
    way = page.ways.to(person.id)
    title = tr("Nobody answers {name}", name=person.name)
    if way is None:
        text = tr("No friend of yours influences, leads or is trusted by {name}.", name=person.name)
        fix, do = tr("Show on the map"), f"relationship_map:person:{person.id}"
    else:
        text = tr("The nearest friend on the way is {name}: {way}.", name=way.introducer.name, way=way.names)
        fix, do = tr("Show the way"), f"relationship_map:way:{person.id}"
    return Gap(f"unanswered:{person.key}", "shield-alert", title, text, fix, do)


def _sides(state: Coverage, page: People) -> list[Gap]:
    if not state.outnumbered and not state.outweighed:
        return []
    named = ", ".join(person.name for person in state.opponents[:3])
    title = (
        tr("Your supporters are outnumbered") if state.outnumbered else tr("Your supporters are outweighed")
    )
    key = "outnumbered" if state.outnumbered else "outweighed"
    swing = to_win(page.players)
    if swing is None:
        text = tr(
            "Against you: {names}. Win one of the undecided before you ask for a decision.", names=named
        )
        return [
            Gap(
                key,
                "scale",
                title,
                text,
                tr("Show on the map"),
                f"relationship_map:person:{state.opponents[0].id}",
            )
        ]
    text = tr(
        "Against you: {names}. Undecided with the most influence is {name}; win that voice before you ask for a"
        " decision.",
        names=named,
        name=swing.name,
    )
    fix = tr("Show the way to {name}", name=swing.name)
    return [Gap(key, "scale", title, text, fix, f"relationship_map:way:{swing.id}")]


def _role(role: DecisionRole) -> Gap:
    return Gap(
        f"role:{role.value}",
        f"role-{role.value.replace('_', '-')}",
        tr("No {role}", role=role.label.lower()),
        _WITHOUT[role](),
        tr("Name a person"),
        f"relationship_map:add:{role.value}",
        role,
    )


def _uncovered(person: MapPerson, page: People) -> Gap:
    title = tr("{name} has influence and no contact", name=person.name)
    way = page.ways.to(person.id)
    if way is not None:
        text = tr("{friend} could introduce you.", friend=way.introducer.name)
    else:
        text = tr("Influence {n} of 5, and nobody on your side knows the person.", n=person.influence or 0)
    do = f"relationship_map:contact:{person.id}"
    return Gap(f"uncovered:{person.key}", "user-x", title, text, tr("Name a contact"), do)


def _unrated(people: list[MapPerson]) -> Gap:
    names = ", ".join(person.name for person in people[:3])
    title = plural(
        "{n} person whose side you do not know", "{n} people whose side you do not know", len(people)
    )
    fix = tr("Rate the relationship")
    return Gap("unrated", "circle-help", title, names, fix, f"relationship_map:relationship:{people[0].id}")


_WITHOUT = {
    DecisionRole.DECISION_MAKER: partial(tr, "You cannot say who can say yes when the others say no."),
    DecisionRole.CHAMPION: partial(tr, "Nobody sells for you when you have left the building."),
    DecisionRole.FINANCIAL_APPROVER: partial(tr, "Whose budget is it? Ask before the offer, not after."),
    DecisionRole.TECHNICAL_APPROVER: partial(tr, "Somebody checks it against a standard, and usually late."),
    DecisionRole.IMPLEMENTATION_OWNER: partial(
        tr, "Projects stall when nobody on their side owns the doing."
    ),
    DecisionRole.COACH: partial(tr, "Nobody tells you how this company really decides."),
    DecisionRole.USER: partial(tr, "Those who will live with it have no face yet."),
    DecisionRole.BENEFICIARY: partial(tr, "Who gains from it, and could ask for it?"),
    DecisionRole.ADVERSARY: partial(tr, "Who would rather see it fail? Somebody always loses by a change."),
}
