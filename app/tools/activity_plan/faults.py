"""What cannot be or will go wrong in a plan, each in one sentence and with the steps that it is about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import plural, tr
from app.models.vocabulary import ActionPurpose, ActionStatus, GateDecision, Side, Word
from app.tools.activity_plan import rules
from app.tools.activity_plan.rules import Lateness, Step

EVERY_STEP = 3  # from this many steps on, a warning that they share is said once


class FaultKind(Word):
    """Kinds of warnings, the gravest first."""

    NO_GO = "no_go"
    ORDER = "order"
    STALLED = "stalled"
    AFTER_DECISION = "after_decision"
    NO_NEXT_STEP = "no_next_step"
    AT_RISK = "at_risk"
    VOID = "void"
    SIDE = "side"
    UNDECIDED = "undecided"
    LOAD = "load"
    UNDATED = "undated"

    @property
    def grave(self) -> bool:
        """Whether the plan cannot hold as it stands."""
        return self in {FaultKind.NO_GO, FaultKind.ORDER, FaultKind.STALLED, FaultKind.AFTER_DECISION}


@dataclass(frozen=True)
class Fault:
    """One warning: its kind, its sentence, and the ids of the steps that it is about."""

    kind: FaultKind
    text: str
    steps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Situation:
    """The plan and what stands around it on a day."""

    steps: tuple[Step, ...]
    today: date
    decision_on: date | None = None
    next_action_id: int | None = None

    def step(self, step_id: int | None) -> Step | None:
        """A step by its id."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def next_step(self) -> Step | None:
        """The next step agreed with the customer, while it is still to be done."""
        step = self.step(self.next_action_id)
        return step if step is not None and step.open else None

    @property
    def waiting(self) -> tuple[Step, ...]:
        """The joint steps that are still to be done."""
        return tuple(step for step in self.steps if step.joint and step.open)


def faults(plan: Situation) -> list[Fault]:
    """All warnings of a plan, the gravest first; a plan without steps has none."""
    if not plan.steps:
        return []
    order = list(FaultKind)
    found = [fault for check in _CHECKS for fault in check(plan)]
    return sorted(found, key=lambda fault: order.index(fault.kind))


def _stopped(plan: Situation) -> Iterator[Fault]:
    """Steps behind a gate that said no."""
    for step in plan.steps:
        for earlier in _predecessors(plan, step):
            if step.open and earlier.gate and earlier.decision is GateDecision.NO_GO:
                text = tr(
                    "“{step}” waits behind “{gate}”, which was a no-go: drop it or agree a new way.",
                    step=step.title,
                    gate=earlier.title,
                )
                yield Fault(FaultKind.NO_GO, text, (step.id, earlier.id))


def _predecessors(plan: Situation, step: Step) -> list[Step]:
    found = (plan.step(step_id) for step_id in step.after)
    return [earlier for earlier in found if earlier is not None and earlier.counts]


def _order(plan: Situation) -> Iterator[Fault]:
    """Steps that are due, or done, before what they wait for."""
    above: Step | None = None  # of the joint steps so far, the one that begins last
    for step in plan.steps:
        if not step.counts:
            continue
        for earlier in _predecessors(plan, step):
            if text := _clash(step, earlier):
                yield Fault(FaultKind.ORDER, text, (step.id, earlier.id))
        if not (step.joint and step.open and step.days is not None):
            continue
        if above is not None and above.days is not None and step.days.end < above.days.start:
            if above.id not in step.after:
                text = tr(
                    "“{step}” is dated {when}, before “{earlier}” ({other}), which stands above it.",
                    step=step.title, when=step.words, earlier=above.title, other=above.words,
                )  # fmt: skip
                yield Fault(FaultKind.ORDER, text, (step.id, above.id))
        else:
            above = step


def _clash(step: Step, earlier: Step) -> str:
    if step.status is ActionStatus.DONE and earlier.open:
        return tr(
            "“{step}” is done, although “{earlier}” comes before it and is not.",
            step=step.title,
            earlier=earlier.title,
        )
    if not (step.open and earlier.open and step.days and earlier.days):
        return ""
    if step.days.end >= earlier.days.end:
        return ""
    return tr(
        "“{step}” ({when}) comes after “{earlier}”, which is due later ({other}).",
        step=step.title, when=step.words, earlier=earlier.title, other=earlier.words,
    )  # fmt: skip


def _late(plan: Situation) -> Iterator[Fault]:
    kinds = {Lateness.STALLED: FaultKind.STALLED, Lateness.AT_RISK: FaultKind.AT_RISK}
    for step in plan.steps:
        how = rules.lateness(step, plan.today)
        if how not in kinds:
            continue
        days = rules.overdue(step, plan.today)
        if how is Lateness.STALLED:
            text = plural(
                "“{step}” ({who}) has stood still for {n} day: agree a new date or drop it.",
                "“{step}” ({who}) has stood still for {n} days: agree a new date or drop it.",
                days, step=step.title, who=step.responsible,
            )  # fmt: skip
        else:
            text = plural(
                "“{step}” ({who}) is {n} day late: ask today what it needs.",
                "“{step}” ({who}) is {n} days late: ask today what it needs.",
                days, step=step.title, who=step.responsible,
            )  # fmt: skip
        yield Fault(kinds[how], text, (step.id,))


def _after_decision(plan: Situation) -> Iterator[Fault]:
    """Steps on the way to the decision that are dated behind it; what follows from a decision step may be."""
    if plan.decision_on is None:
        return
    follows = _behind_decision(plan)
    for step in plan.waiting:
        if step.days is None or step.days.start <= plan.decision_on or step.id in follows:
            continue
        text = tr(
            "“{step}” is dated {when}, after the decision: it can no longer help to reach it.",
            step=step.title,
            when=step.words,
        )
        yield Fault(FaultKind.AFTER_DECISION, text, (step.id,))


def _behind_decision(plan: Situation) -> frozenset[int]:
    """Ids of the steps that wait, directly or not, for a step whose purpose is the decision."""
    decided = {step.id for step in plan.steps if step.purpose is ActionPurpose.DECISION and step.counts}
    follows: set[int] = set()
    grown = True
    while grown:
        fresh = {step.id for step in plan.steps if {*step.after} & (decided | follows)} - follows
        follows |= fresh
        grown = bool(fresh)
    return frozenset(follows)


def _no_next_step(plan: Situation) -> Iterator[Fault]:
    if plan.next_step is not None:
        return
    suggested = rules.suggested_next(plan.steps)
    if suggested is None:
        text = tr("Nothing is agreed with the customer: every joint step is done or dropped.")
        yield Fault(FaultKind.NO_NEXT_STEP, text)
    else:
        text = tr(
            "No next step is agreed with the customer; “{step}” would be the first.", step=suggested.title
        )
        yield Fault(FaultKind.NO_NEXT_STEP, text, (suggested.id,))


def _void(plan: Situation) -> Iterator[Fault]:
    weeks = rules.void_weeks(plan.steps, plan.decision_on, plan.today)
    if weeks:
        said = rules.said_weeks(weeks)
        text = tr("Nothing is agreed with the customer in {weeks}: this is where we lose touch.", weeks=said)
        yield Fault(FaultKind.VOID, text)


def _sides(plan: Situation) -> Iterator[Fault]:
    lacking = [(step, missing) for step in plan.waiting if (missing := rules.missing_names(step))]
    ids = tuple(step.id for step, _missing in lacking)
    if len(lacking) >= EVERY_STEP:
        text = plural(
            "{n} step is owned by a side instead of a named person, “{step}” first.",
            "{n} steps are owned by a side instead of a named person, “{step}” first.",
            len(lacking), step=lacking[0][0].title,
        )  # fmt: skip
        yield Fault(FaultKind.SIDE, text, ids)
        return
    for step, missing in lacking:
        yield Fault(FaultKind.SIDE, _nobody(step, missing), (step.id,))


def _nobody(step: Step, missing: Sequence[Side]) -> str:
    if len(missing) > 1:
        return tr("“{step}” has a side instead of a named person.", step=step.title)
    if missing[0] is Side.CUSTOMER:
        return tr("“{step}” has nobody on the customer's side who does it.", step=step.title)
    return tr("“{step}” has nobody on our side who does it.", step=step.title)


def _undecided(plan: Situation) -> Iterator[Fault]:
    for step in plan.steps:
        if step.gate and step.status is ActionStatus.DONE and step.decision is GateDecision.PENDING:
            text = tr(
                "The gate “{step}” is done, but nobody wrote down whether it was a go.", step=step.title
            )
            yield Fault(FaultKind.UNDECIDED, text, (step.id,))


def _load(plan: Situation) -> Iterator[Fault]:
    for load in rules.loads(plan.steps, plan.today):
        if load.heavy and load.week is not None:
            text = tr(
                "{name} has {n} steps in {week}: ask what can move or who can help.",
                name=load.name, n=load.busiest, week=rules.said_weeks([load.week]),
            )  # fmt: skip
            ids = tuple(step.id for step in plan.waiting if step.customer_owner_id == load.person_id)
            yield Fault(FaultKind.LOAD, text, ids)


def _undated(plan: Situation) -> Iterator[Fault]:
    bare = [step for step in plan.waiting if step.days is None]
    if not bare:
        return
    text = plural(
        "{n} step has no time yet, “{step}” first.",
        "{n} steps have no time yet, “{step}” first.",
        len(bare), step=bare[0].title,
    )  # fmt: skip
    yield Fault(FaultKind.UNDATED, text, tuple(step.id for step in bare))


_CHECKS: tuple[Callable[[Situation], Iterator[Fault]], ...] = (
    _stopped,
    _order,
    _late,
    _after_decision,
    _no_next_step,
    _void,
    _sides,
    _undecided,
    _load,
    _undated,
)
