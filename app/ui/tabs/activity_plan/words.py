"""How a plan is told on its page: bars, captions, tips, and the words of choices."""

from collections.abc import Callable, Sequence
from datetime import date

from app.i18n import plural, tr
from app.method.calendar_spans import Window
from app.models.vocabulary import (
    ActionKind,
    ActionPurpose,
    ActionStatus,
    GateDecision,
    Side,
)
from app.tools.activity_plan import rules
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Step
from app.ui.widgets.reading import show_amount
from app.ui.widgets.spoken_date import describe
from app.ui.widgets.timeline import Bar

TONES = {Side.SUPPLIER: "accent", Side.CUSTOMER: "relationship", Side.SHARED: "value"}
State = ActionStatus | GateDecision


def sides() -> list[tuple[object, str]]:
    """The sides as they are offered."""
    return [(side, side.label) for side in Side]


def purposes() -> list[tuple[object, str]]:
    """What an action can be for."""
    return [(purpose, purpose.label) for purpose in ActionPurpose]


def kinds() -> list[tuple[object, str]]:
    """Agreed with the customer, or ours alone."""
    return [(ActionKind.JOINT, tr("With the customer")), (ActionKind.INTERNAL, tr("Internal"))]


def decisions() -> list[tuple[object, str]]:
    """What can be decided at a gate."""
    return [(decision, decision.label) for decision in GateDecision]


def statuses() -> list[tuple[object, str]]:
    """How far an action can be."""
    return [(status, status.label) for status in ActionStatus]


def states() -> list[tuple[object, str]]:
    """The status of any action, and the decision of a gate."""
    decided = [(one, one.label) for one in (GateDecision.GO, GateDecision.NO_GO)]
    return [*statuses(), *decided]


def state_of(step: Step) -> State:
    """The decision of a gate that was decided, else the status."""
    return step.status if step.decision is GateDecision.PENDING else step.decision


def legend(steps: Sequence[Step], *, voids: bool) -> list[tuple[str, str]]:
    """What the colours and signs mean that are on the timeline."""
    shown = [step for step in steps if step.counts]
    found = [(TONES[side], side.label) for side in Side if any(step.side is side for step in shown)]
    if any(not step.joint for step in shown):
        found.append(("hollow", tr("Internal")))
    if any(step.gate for step in shown):
        found.append(("gate", tr("Go / no-go gate")))
    if voids:
        found.append(("void", tr("Nothing agreed")))
    return found


def bars(plan: Plan, today: date) -> list[Bar]:
    """The rows of the timeline; what was dropped is not shown."""
    return [_bar(plan, step, today) for step in plan.steps if step.counts]


def _bar(plan: Plan, step: Step, today: date) -> Bar:
    done = step.status is ActionStatus.DONE
    return Bar(
        key=step.id,
        label=step.title,
        days=_shown_days(step),
        tone=TONES[step.side],
        caption=step.names,
        tip=tip(plan, step, today),
        gate=step.decision.value if step.gate else "",
        done=done,
        hollow=not step.joint,
        starred=step.id == plan.next_action_id,
        movable=not done,
        after=step.after,
    )


def _shown_days(step: Step) -> Window | None:
    """The time of a step; what is done ends on the day on which it was done."""
    if step.status is not ActionStatus.DONE or step.done_on is None:
        return step.days
    start = step.done_on if step.days is None else min(step.days.start, step.done_on)
    return Window(start, step.done_on)


def tip(plan: Plan, step: Step, today: date) -> str:
    """Everything about a step, a line each."""
    billable = show_amount(step.billable_minor, plan.currency)
    lines = (
        step.title,
        tr("Next step agreed with the customer") if step.id == plan.next_action_id else "",
        tr("{words}: {days}", words=step.words, days=describe(step.days)) if step.days else tr("No time yet"),
        tr("{side}: {names}", side=step.side.label, names=step.names or tr("nobody named")),
        tr("Go / no-go gate") if step.gate else "",
        rules.status_text(step, today),
        tr("Billable: {amount}", amount=billable) if billable else "",
        step.notes,
    )
    return "\n".join(line for line in lines if line)


def headline(plan: Plan, today: date) -> str:
    """What the plan comes to in one sentence."""
    total = plan.totals()
    if not total.steps:
        return tr("Nothing is agreed with the customer yet; so far the plan is ours alone.")
    if total.steps == total.done:
        return tr("Everything that was agreed is done. What is the next thing both sides do?")
    grave = [fault for fault in plan.faults(today) if fault.kind.grave]
    waiting = total.steps - total.done
    text = plural("{n} step is still to be done", "{n} steps are still to be done", waiting)
    if plan.decision_on is not None and plan.decision_on >= today:
        days = (plan.decision_on - today).days
        text = plural(
            "{steps} until the decision tomorrow" if days == 1 else "{steps} until the decision in {n} day",
            "{steps} until the decision in {n} days",
            days,
            steps=text,
        )
    if grave:
        ending = plural("{n} thing cannot stay as it is", "{n} things cannot stay as they are", len(grave))
        return tr("{text}; {ending}.", text=text, ending=ending)
    return tr("{text}, and the order holds.", text=text)


def figures(plan: Plan) -> list[tuple[str, str]]:
    """The totals: a figure and what it counts."""
    total = plan.totals()
    return [
        (tr("{done} of {all}", done=total.done, all=total.steps), tr("steps done")),
        (tr("{done} of {all}", done=total.gates_passed, all=total.gates), tr("gates passed")),
        (show_amount(total.billable_minor, plan.currency) or "–", tr("billable")),
    ]


def numbered(steps: Sequence[Step]) -> Callable[[Step], int]:
    """The number of a step in the plan."""
    numbers = {step.id: number for number, step in enumerate(steps, 1)}

    def number(step: Step) -> int:
        return numbers.get(step.id, 0)

    return number
