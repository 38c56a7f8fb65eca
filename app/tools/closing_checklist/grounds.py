"""From the facts of a deal to the grounds of each domino and item. Pure: values in, values out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from app.i18n import plural, tr
from app.method.figures import percent
from app.method.receptivity import MIDDLE
from app.method.selection import OurView
from app.models.vocabulary import ActionPurpose, AssessmentKind, EvidenceClass
from app.tools.closing_checklist.facts import DealFacts, Decider, Heard, Mark, OurFit, Step, Worth
from app.tools.closing_checklist.rules import Ground

HALF = 0.5
"""The share of a value from which on its class counts."""

NOTE_TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "need": ("need", "goals"),
        "goals": ("need", "goals"),
        "terms": ("terms", "pricing", "legal"),
        "pricing": ("pricing", "terms"),
        "legal": ("legal", "terms"),
    }
)
"""Where an item and a domino are about the same, a note on one counts for the other."""


def topics(key: str) -> tuple[str, ...]:
    """The topics whose notes count for a domino or item."""
    return NOTE_TOPICS.get(key, (key,))


def grounds(key: str, facts: DealFacts) -> tuple[Ground, ...]:
    """All that a domino or an item rests on: what the tools know, then the notes."""
    notes = facts.notes or {}
    noted = tuple(note for topic in topics(key) for note in notes.get(topic, ()))
    find = _FINDERS.get(key)
    return (*find(facts), *noted) if find else noted


def right_customer(facts: DealFacts) -> tuple[Ground, ...]:
    """Worth it by our own criteria, and critical to them; or at least wanted by us. Marginal to us is not right."""
    found = [_mark(mark) for mark in facts.marks if (mark.criticality or 0) > MIDDLE]
    if facts.ours is not None:
        found.insert(0, _our_fit(facts.ours))
        if facts.ours.view is OurView.MARGINAL:
            doubt = tr("By our own criteria this customer is marginal: what do we win here?")
            return tuple(replace(ground, full=False, doubt=doubt) for ground in found)
    if not found and (facts.strategic or facts.commercial):
        why = tr("strategic") if facts.strategic else tr("commercial")
        found.append(
            Ground(
                tr("We call the deal important ({why}).", why=why),
                EvidenceClass.ASSUMED,
                tool="customer_receptivity",
                full=False,
                doubt=tr("We want it; whether they see us the same way is not known."),
            )
        )
    return tuple(found)


def _our_fit(ours: OurFit) -> Ground:
    text = tr(
        "By our selection criteria: {view}, {share} of what could be reached.",
        view=ours.view.label.lower(),
        share=percent(ours.share),
    )
    return Ground(text, ours.evidence, ours.on, tool="customer_receptivity", focus="ours")


def _mark(mark: Mark) -> Ground:
    theirs = mark.kind is AssessmentKind.STATEMENT
    text = (
        tr("They call us critical to their success.") if theirs else tr("We think we are critical to them.")
    )
    return Ground(text, mark.evidence, mark.on, mark.by, tool="customer_receptivity")


def power(facts: DealFacts) -> tuple[Ground, ...]:
    """The persons who can say yes, and when we met them last."""
    return tuple(_decider(one) for one in facts.deciders)


def _decider(one: Decider) -> Ground:
    tool, focus = "relationship_map", f"person:{one.stakeholder_id}"
    if one.placeholder:
        return Ground(
            tr("{name} decides.", name=one.name),
            EvidenceClass.ASSUMED,
            tool=tool,
            focus=focus,
            full=False,
            doubt=tr("Whoever decides has no name yet."),
        )
    if one.met_on is None:
        return Ground(
            tr("{name} decides.", name=one.name),
            EvidenceClass.ASSUMED,
            person=one.name,
            tool=tool,
            focus=focus,
            full=False,
            doubt=tr("{name} decides, and we have never met.", name=one.name),
        )
    return Ground(
        tr("{name} decides; we have met.", name=one.name), on=one.met_on, person=one.name, tool="meeting"
    )


def need(facts: DealFacts) -> tuple[Ground, ...]:
    """Challenges called important, with their reasons; by somebody who decides they count in full."""
    return tuple(_heard(one) for one in facts.heard)


def _heard(one: Heard) -> Ground:
    doubt = ""
    if not one.decides:
        doubt = tr("{name} finds it important, but does not decide.", name=one.person)
    elif not one.reasons:
        doubt = tr("The reasons behind it are not known.")
    return Ground(
        tr("{name}: {challenge}", name=one.person, challenge=one.challenge),
        EvidenceClass.CONFIRMED if one.confirmed_on else one.evidence,
        one.confirmed_on or one.on,
        source=tr("answer to the letter") if one.confirmed_on else "",
        person=one.person,
        tool="challenge_menu",
        focus=f"show:{one.challenge_id}",
        full=not doubt,
        doubt=doubt,
        internal=False,
    )


def vision(facts: DealFacts) -> tuple[Ground, ...]:
    """The solution in the customer's words."""
    seen = facts.vision
    if seen is None:
        return ()
    return (
        Ground(
            seen.text,
            EvidenceClass.CONFIRMED if seen.confirmed_on else seen.evidence,
            seen.confirmed_on or seen.on,
            source=tr("answer to the letter") if seen.confirmed_on else "",
            person=seen.confirmed_by or seen.person,
            tool="champion_letter" if seen.letter_id else "meeting",
            focus=str(seen.letter_id) if seen.letter_id else "",
            internal=False,
        ),
    )


def value(facts: DealFacts) -> tuple[Ground, ...]:
    """The value cases, each as good as the evidence that most of its value rests on."""
    return tuple(_worth(one) for one in facts.worths)


def _worth(one: Worth) -> Ground:
    tool, focus = "value_calculator", str(one.case_id)
    if one.trouble or one.shares is None:
        doubt = one.trouble or tr("The value case has no figure in money yet.")
        return Ground(
            one.title, EvidenceClass.ASSUMED, one.on, tool=tool, focus=focus, full=False, doubt=doubt
        )
    confirmed = one.shares.get(EvidenceClass.CONFIRMED, 0.0)
    doubt = "" if confirmed > 0 else tr("None of the value rests on figures that the customer has confirmed.")
    return Ground(
        tr("{title}: {share} of the value confirmed", title=one.title, share=percent(confirmed)),
        class_of(one.shares),
        one.on,
        tool=tool,
        focus=focus,
        full=confirmed > 0,
        doubt=doubt,
        internal=False,
    )


def class_of(shares: Mapping[EvidenceClass, float]) -> EvidenceClass:
    """The strongest class that at least half of the value reaches."""
    reached = 0.0
    for one in sorted(EvidenceClass, key=lambda evidence: -evidence.strength):
        reached += shares.get(one, 0.0)
        if reached >= HALF - 1e-9:
            return one
    return EvidenceClass.ASSUMED


def proof(facts: DealFacts) -> tuple[Ground, ...]:
    """Visits and pilots done, stories told."""
    done = [
        _done(step, internal=False)
        for step in facts.steps
        if step.done_on and step.purpose in {ActionPurpose.REFERENCE_VISIT, ActionPurpose.PILOT}
    ]
    told = [
        Ground(
            tr("Story told: {title}", title=one.title),
            EvidenceClass.CONFIRMED if one.received.strip() else EvidenceClass.STATED,
            one.on,
            person=one.person,
            tool="meeting",
            doubt="" if one.received.strip() else tr("A story was told; how it was received is not noted."),
            internal=False,
        )
        for one in facts.told
    ]
    return (*done, *told)


def champion(facts: DealFacts) -> tuple[Ground, ...]:
    """Champions by role: the four criteria, and whether one ever answered us in writing."""
    found = []
    for one in facts.champions:
        doubt = ""
        if one.unmet:
            doubt = tr("{name} is not qualified: {unmet}.", name=one.name, unmet=", ".join(one.unmet).lower())
        elif one.confirmed_on is None and one.evidence is not EvidenceClass.CONFIRMED:
            doubt = tr("{name} meets all four criteria, but has confirmed nothing in writing.", name=one.name)
        text = tr("{name} meets all four criteria.", name=one.name)
        found.append(
            Ground(
                tr("{name} speaks for it.", name=one.name) if one.unmet else text,
                EvidenceClass.CONFIRMED if one.confirmed_on and not one.unmet else one.evidence,
                one.on,
                person=one.name,
                tool="champion_qualification",
                focus=f"person:{one.stakeholder_id}",
                full=not one.unmet,
                doubt=doubt,
            )
        )
    return tuple(found)


def plan(facts: DealFacts) -> tuple[Ground, ...]:
    """The joint plan as one ground: names on both sides, the next step dated, and signs that they take part."""
    if not facts.steps:
        return ()
    open_steps = [step for step in facts.steps if step.done_on is None]
    doubt = _plan_gap(facts.steps, open_steps)
    taken_part = [step.done_on for step in facts.steps if step.theirs and step.done_on]
    agreed = any(step.agreed for step in facts.steps)
    unheard = EvidenceClass.STATED if agreed else EvidenceClass.ASSUMED
    late = "" if any(step.ends_on for step in open_steps) else tr("No open step of the plan has a date.")
    return (
        Ground(
            plural("Joint plan with {n} step", "Joint plan with {n} steps", len(facts.steps)),
            EvidenceClass.CONFIRMED if taken_part else unheard,
            max(taken_part, default=None),
            tool="activity_plan",
            full=not doubt,
            doubt=doubt or (late if open_steps else ""),
            internal=False,
        ),
    )


def _plan_gap(steps: tuple[Step, ...], open_steps: list[Step]) -> str:
    looked_at = open_steps or list(steps)
    ours = any(step.ours.strip() for step in looked_at)
    theirs = any(step.theirs.strip() for step in looked_at)
    if not ours and not theirs:
        return tr("No step of the plan has a named owner.")
    if not theirs:
        return tr("Nobody at the customer owns a step of the plan.")
    return "" if ours else tr("Nobody on our side owns a step of the plan.")


def pricing(facts: DealFacts) -> tuple[Ground, ...]:
    """Steps on the price that are done."""
    return _finished(facts, ActionPurpose.PRICING)


def legal(facts: DealFacts) -> tuple[Ground, ...]:
    """Steps on the contract that are done."""
    return _finished(facts, ActionPurpose.LEGAL)


def _finished(facts: DealFacts, purpose: ActionPurpose) -> tuple[Ground, ...]:
    return tuple(
        _done(step, internal=False) for step in facts.steps if step.done_on and step.purpose is purpose
    )


def _done(step: Step, *, internal: bool) -> Ground:
    text, focus = tr("Done: {title}", title=step.title), f"action:{step.uid}"
    return Ground(
        text, on=step.done_on, person=step.theirs, tool="activity_plan", focus=focus, internal=internal
    )


def risks(facts: DealFacts) -> tuple[Ground, ...]:
    """The serious risks that somebody owns an answer to."""
    return tuple(
        Ground(
            tr("{risk}: {answer}", risk=one.text, answer=one.answer),
            source=one.owner,
            tool="closing_checklist",
        )
        for one in facts.risks
        if one.serious and one.answered
    )


def decision(facts: DealFacts) -> tuple[Ground, ...]:
    """How and when they decide."""
    fact = facts.decision
    found = []
    if fact.process.strip():
        found.append(Ground(fact.process.strip(), EvidenceClass.ESTIMATED, tool="activity_plan"))
    found += [
        Ground(tr("In the plan: {title}", title=title), EvidenceClass.ESTIMATED, tool="activity_plan")
        for title in fact.steps
    ]
    return tuple(found)


_FINDERS: Mapping[str, Callable[[DealFacts], tuple[Ground, ...]]] = MappingProxyType(
    {
        "right_customer": right_customer,
        "power": power,
        "need": need,
        "goals": need,
        "vision": vision,
        "value": value,
        "proof": proof,
        "champion": champion,
        "plan": plan,
        "risks": risks,
        "pricing": pricing,
        "legal": legal,
        "decision": decision,
    }
)
