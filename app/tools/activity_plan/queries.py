"""The plan as rows, for us or for the customer, and what it tells the coach."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.i18n import plural
from app.method.calendar_spans import Window
from app.method.coaching import Fact, Subject
from app.method.progress import Progress
from app.method.progress import progress as progress_of
from app.models.accounts import Account
from app.models.actions import Action, ActionOrder
from app.models.involved import people_involved
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import ActionKind, ActionStatus, Audience, OpportunityStatus, Side
from app.tools.activity_plan import rules
from app.tools.activity_plan.faults import Fault, FaultKind, Situation, faults
from app.tools.activity_plan.rules import Load, Step, Totals

READS = frozenset({Account, Opportunity, Action, ActionOrder, Stakeholder, Person})


@dataclass(frozen=True)
class Plan:
    """The plan of an opportunity and what stands around it.

    `people` are those of the customer who take part in the opportunity, `owners` the names on our side
    that the plan has used.
    """

    opportunity_id: int
    opportunity_uid: str
    account: str
    title: str
    currency: str
    decision_on: date | None
    next_action_id: int | None
    status: OpportunityStatus
    steps: tuple[Step, ...]
    people: tuple[tuple[int, str], ...]
    owners: tuple[str, ...]

    def situation(self, today: date) -> Situation:
        """What the warnings are computed from."""
        return Situation(self.steps, today, self.decision_on, self.next_action_id)

    def faults(self, today: date) -> list[Fault]:
        """The warnings, the gravest first."""
        return faults(self.situation(today))

    def totals(self) -> Totals:
        """What the joint plan comes to."""
        return rules.totals(self.steps)

    def loads(self, today: date) -> list[Load]:
        """What lies on the customer's people."""
        return rules.loads(self.steps, today)

    def step(self, step_id: int | None) -> Step | None:
        """A step by its id."""
        return next((step for step in self.steps if step.id == step_id), None)


def plan(session: Session, opportunity_id: int, audience: Audience = Audience.INTERNAL) -> Plan | None:
    """The plan in its order; None when the opportunity is in the trash.

    A customer gets neither notes nor our internal actions.
    """
    head = session.execute(
        living(
            select(
                Opportunity.uid,
                Account.name,
                Opportunity.title,
                Opportunity.currency,
                Opportunity.decision_on,
                Opportunity.next_action_id,
                Opportunity.status,
                Opportunity.owner,
            )
            .join(Account, Account.id == Opportunity.account_id)
            .where(Opportunity.id == opportunity_id),
            Account,
            Opportunity,
        )
    ).one_or_none()
    if head is None:
        return None
    steps = _steps(session, opportunity_id, audience)
    owners = {step.owner for step in steps if step.owner} | ({head.owner} if head.owner else set())
    shown = {step.id for step in steps}
    return Plan(
        opportunity_id=opportunity_id,
        opportunity_uid=head.uid,
        account=head.name,
        title=head.title,
        currency=head.currency,
        decision_on=head.decision_on,
        next_action_id=head.next_action_id if head.next_action_id in shown else None,
        status=head.status,
        steps=steps,
        people=people_involved(session, opportunity_id),
        owners=tuple(sorted(owners, key=str.casefold)),
    )


def _steps(session: Session, opportunity_id: int, audience: Audience) -> tuple[Step, ...]:
    chosen = (
        select(
            Action.id, Action.uid, Action.title, Action.kind, Action.purpose, Action.when_words,
            Action.starts_on, Action.ends_on, Action.billable_minor, Action.side, Action.owner,
            Person.id.label("person_id"), Person.name.label("person"), Action.gate, Action.gate_decision,
            Action.status, Action.done_on, Action.notes,
        )
        .outerjoin(Person, and_(Person.id == Action.customer_owner_id, Person.deleted_at.is_(None)))
        .where(Action.opportunity_id == opportunity_id)
        .order_by(Action.position, Action.id)
    )  # fmt: skip
    if audience is Audience.CUSTOMER:
        chosen = chosen.where(Action.kind == ActionKind.JOINT)
    rows = session.execute(chosen).all()
    after = _orders(session, opportunity_id)
    shown = {row.id for row in rows}
    return tuple(
        Step(
            id=row.id,
            uid=row.uid,
            title=row.title,
            kind=row.kind,
            purpose=row.purpose,
            words=row.when_words,
            days=_window(row.starts_on, row.ends_on),
            billable_minor=row.billable_minor,
            side=row.side,
            owner=row.owner,
            customer_owner_id=row.person_id,
            customer_owner=row.person or "",
            gate=row.gate,
            decision=row.gate_decision,
            status=row.status,
            done_on=row.done_on,
            notes="" if audience is Audience.CUSTOMER else row.notes,
            after=tuple(earlier for earlier in after.get(row.id, ()) if earlier in shown),
        )
        for row in rows
    )


def _window(start: date | None, end: date | None) -> Window | None:
    if end is None:
        return None
    return Window(min(start, end) if start else end, end)


def _orders(session: Session, opportunity_id: int) -> dict[int, list[int]]:
    rows = session.execute(
        select(ActionOrder.action_id, ActionOrder.after_id)
        .join(Action, Action.id == ActionOrder.action_id)
        .where(Action.opportunity_id == opportunity_id)
        .order_by(ActionOrder.id)
    )
    after: dict[int, list[int]] = {}
    for action_id, earlier in rows:
        after.setdefault(action_id, []).append(earlier)
    return after


def progress(session: Session, _account_id: int, opportunity_id: int) -> Progress:
    """Begun with the first joint step; done when a next step is agreed, a gate stands in the plan, and each
    open joint step has a time and a named person on each side that it needs.
    """
    steps = _steps(session, opportunity_id, Audience.CUSTOMER)
    chosen = session.scalar(select(Opportunity.next_action_id).where(Opportunity.id == opportunity_id))
    next_step = next((step for step in steps if step.id == chosen and step.open), None)
    return progress_of(bool(steps), rules.is_done(steps, next_step))


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: of the plan as a whole, and of each open action."""
    found = plan(session, opportunity_id)
    if found is None:
        return []
    actions = [_action_subject(step, today) for step in found.steps if step.open]
    return [_plan_subject(found, today), *actions]


def _plan_subject(found: Plan, today: date) -> Subject:
    situation = found.situation(today)
    waiting = situation.waiting
    kinds = [fault.kind for fault in found.faults(today)]
    voids = rules.void_weeks(found.steps, found.decision_on, today)
    lacking = [step for step in waiting if rules.missing_names(step)]
    next_step = situation.next_step
    first = rules.suggested_next(found.steps)
    gates = [step for step in found.steps if step.joint and step.gate and step.counts]
    theirs = [step for step in waiting if step.side is not Side.SUPPLIER]
    facts: dict[str, Fact] = {
        "plan_steps": sum(step.joint and step.counts for step in found.steps),
        "plan_open": len(waiting),
        "plan_done": sum(step.joint and step.status is ActionStatus.DONE for step in found.steps),
        "plan_gates": len(gates),
        "plan_undated": sum(step.days is None for step in waiting),
        "plan_unnamed": len(lacking),
        "plan_void_weeks": len(voids),
        "plan_order_faults": kinds.count(FaultKind.ORDER),
        "plan_after_decision": kinds.count(FaultKind.AFTER_DECISION),
        "plan_behind_no_go": kinds.count(FaultKind.NO_GO),
        "plan_heavy_people": kinds.count(FaultKind.LOAD),
        "plan_theirs": len(theirs),
        "has_next_step": next_step is not None,
        "next_step_dated": next_step is not None and next_step.days is not None,
        "has_decision_date": found.decision_on is not None,
        "plan_deal_open": found.status is OpportunityStatus.OPEN,
    }
    words = {
        "account": found.account,
        "void_weeks": rules.said_weeks(voids),
        "next_step": next_step.title if next_step else "",
        "next_step_uid": next_step.uid if next_step else "",
        "first_step": first.title if first else "",
        "first_step_uid": first.uid if first else "",
        "unnamed_step": lacking[0].title if lacking else "",
        "unnamed_uid": lacking[0].uid if lacking else "",
    }
    return Subject("opportunity", found.opportunity_uid, found.title, facts, words)


def _action_subject(step: Step, today: date) -> Subject:
    late = rules.overdue(step, today)
    words = {
        "action": step.title,
        "action_uid": step.uid,
        "who": step.responsible,
        "when": step.words,
        "late": plural("{n} day late", "{n} days late", late),
    }
    return Subject(
        kind="action",
        uid=step.uid,
        name=step.title,
        facts={
            "action_overdue": late,
            "action_joint": step.joint,
            "action_gate": step.gate,
            "action_dated": step.days is not None,
            "action_unnamed_sides": len(rules.missing_names(step)),
        },
        words=words,
    )
