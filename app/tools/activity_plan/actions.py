"""What can be done to a plan: one function a verb; bad input raises and changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.spoken_dates import Window, say, window
from app.models.actions import Action, ActionOrder
from app.models.opportunities import Opportunity
from app.models.plan import end_of_plan
from app.models.vocabulary import ActionKind, ActionPurpose, ActionStatus, GateDecision, Side
from app.tools.activity_plan import rules
from app.tools.activity_plan.templates import Template, schedule

LONGEST_TITLE = 300
LONGEST_NAME = 120
MOST_BILLABLE = 10**15  # minor units


def add_action(
    session: Session,
    opportunity_id: int,
    title: str,
    *,
    today: date,
    when: str = "",
    side: Side = Side.SHARED,
    kind: ActionKind = ActionKind.JOINT,
    purpose: ActionPurpose = ActionPurpose.OTHER,
    gate: bool = False,
    below: int | None = None,
) -> int:
    """A new action at the end of the plan, or below another one; its id."""
    words, days = _time(when, today)
    action = Action(
        opportunity_id=opportunity_id,
        title=_title(title),
        when_words=words,
        starts_on=days.start if days else None,
        ends_on=days.end if days else None,
        side=side,
        kind=kind,
        purpose=purpose,
        gate=gate,
        position=end_of_plan(session, opportunity_id),
    )
    session.add(action)
    session.flush()
    if below is not None:
        ids = [other for other in _ids(session, opportunity_id) if other != action.id]
        place = ids.index(below) + 1 if below in ids else len(ids)
        _reorder(session, opportunity_id, [*ids[:place], action.id, *ids[place:]])
    return action.id


def set_title(session: Session, action_id: int, title: str) -> None:
    """Say what is done."""
    session.get_one(Action, action_id).title = _title(title)


def set_when(session: Session, action_id: int, words: str, today: date) -> None:
    """Say when it is done, as people say it; empty words take the time away."""
    kept, days = _time(words, today)
    action = session.get_one(Action, action_id)
    action.when_words = kept
    action.starts_on = days.start if days else None
    action.ends_on = days.end if days else None


def set_days(session: Session, action_id: int, days: Window) -> None:
    """Put an action on other days, as a bar is dragged; the words become those of the new days."""
    action = session.get_one(Action, action_id)
    action.when_words, action.starts_on, action.ends_on = say(days), days.start, days.end


def set_billable(session: Session, action_id: int, minor: int | None) -> None:
    """What the customer pays for this step, in minor units; None where it is free."""
    if minor is not None and not 0 <= minor <= MOST_BILLABLE:
        raise BadInputError(tr("The billable amount cannot be negative or larger than ten trillion."))
    session.get_one(Action, action_id).billable_minor = minor


def set_side(session: Session, action_id: int, side: Side) -> None:
    """Which side does it."""
    session.get_one(Action, action_id).side = side


def set_owner(session: Session, action_id: int, name: str) -> None:
    """Who does it on our side."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise BadInputError(tr("The name of the owner has at most {most} letters.", most=LONGEST_NAME))
    session.get_one(Action, action_id).owner = name


def set_customer_owner(session: Session, action_id: int, person_id: int | None) -> None:
    """Who does it on the customer's side."""
    session.get_one(Action, action_id).customer_owner_id = person_id


def set_kind(session: Session, action_id: int, kind: ActionKind) -> None:
    """Agreed with the customer, or ours alone. An internal action is no next step of the customer's."""
    action = session.get_one(Action, action_id)
    action.kind = kind
    if kind is ActionKind.INTERNAL:
        _no_longer_next(session, action)


def set_purpose(session: Session, action_id: int, purpose: ActionPurpose) -> None:
    """What the action is for; other tools count it as evidence."""
    session.get_one(Action, action_id).purpose = purpose


def set_notes(session: Session, action_id: int, notes: str) -> None:
    """Internal notes; they never leave the house."""
    session.get_one(Action, action_id).notes = notes.strip()


def set_gate(session: Session, action_id: int, gate: bool) -> None:
    """Make an action a go/no-go gate, or an ordinary one, which decides nothing."""
    action = session.get_one(Action, action_id)
    action.gate = gate
    if not gate:
        action.gate_decision = GateDecision.PENDING


def decide_gate(session: Session, action_id: int, decision: GateDecision, today: date) -> None:
    """Write down what was decided at a gate; a gate that was decided is done."""
    action = session.get_one(Action, action_id)
    if not action.gate:
        raise BadInputError(tr("“{step}” is no gate; make it one first.", step=action.title))
    action.gate_decision = decision
    pending = decision is GateDecision.PENDING
    _set_status(session, action, ActionStatus.OPEN if pending else ActionStatus.DONE, today)


def set_status(session: Session, action_id: int, status: ActionStatus, today: date) -> None:
    """Open, done (today) or dropped; what is over is no longer the next step."""
    _set_status(session, session.get_one(Action, action_id), status, today)


def set_done_on(session: Session, action_id: int, day: date | None, today: date) -> None:
    """The day on which it was done; without one it is open again."""
    action = session.get_one(Action, action_id)
    if day is not None and day > today:
        raise BadInputError(tr("“{step}” cannot be done on a day that is still ahead.", step=action.title))
    _set_status(session, action, ActionStatus.OPEN if day is None else ActionStatus.DONE, day or today)


def _set_status(session: Session, action: Action, status: ActionStatus, day: date) -> None:
    action.status = status
    action.done_on = day if status is ActionStatus.DONE else None
    if status is ActionStatus.OPEN:
        action.gate_decision = GateDecision.PENDING
    else:
        _no_longer_next(session, action)


def _no_longer_next(session: Session, action: Action) -> None:
    opportunity = session.get_one(Opportunity, action.opportunity_id)
    if opportunity.next_action_id == action.id:
        opportunity.next_action_id = None


def make_next_step(session: Session, action_id: int) -> None:
    """This is the next step that was agreed with the customer."""
    action = session.get_one(Action, action_id)
    if action.kind is ActionKind.INTERNAL:
        raise BadInputError(
            tr("“{step}” is internal; a next step is agreed with the customer.", step=action.title)
        )
    if action.status is not ActionStatus.OPEN:
        raise BadInputError(
            tr("“{step}” is {status}; a next step is still to be done.",
               step=action.title, status=action.status.label.lower())
        )  # fmt: skip
    session.get_one(Opportunity, action.opportunity_id).next_action_id = action_id


def set_predecessors(session: Session, action_id: int, earlier: Iterable[int]) -> None:
    """The actions that come before this one; a circle is refused."""
    action = session.get_one(Action, action_id)
    wanted = list(dict.fromkeys(earlier))
    known = set(_ids(session, action.opportunity_id))
    after: dict[int, list[int]] = {}
    for row in session.scalars(select(ActionOrder).where(ActionOrder.action_id.in_(known))):
        after.setdefault(row.action_id, []).append(row.after_id)
    for other in wanted:
        if other not in known:
            raise BadInputError(tr("An action can only wait for another one of the same plan."))
        if rules.makes_circle(after, action_id, other):
            raise BadInputError(
                tr("“{step}” would wait for itself in the end; nothing was changed.", step=action.title)
            )
    kept = set(after.get(action_id, ()))
    session.execute(
        delete(ActionOrder).where(ActionOrder.action_id == action_id, ActionOrder.after_id.not_in(wanted))
    )
    session.add_all(ActionOrder(action_id=action_id, after_id=other) for other in wanted if other not in kept)
    session.flush()


def move(session: Session, action_id: int, step: int) -> None:
    """So many places down the plan, or up where negative; beyond the ends it stays at the end."""
    action = session.get_one(Action, action_id)
    ids = _ids(session, action.opportunity_id)
    place = ids.index(action_id)
    ids.insert(min(max(place + step, 0), len(ids) - 1), ids.pop(place))
    _reorder(session, action.opportunity_id, ids)


def sort_by_time(session: Session, opportunity_id: int, order: Sequence[int]) -> None:
    """Put the actions into the order of these ids; those not named follow."""
    ids = _ids(session, opportunity_id)
    named = [action_id for action_id in order if action_id in ids]
    _reorder(session, opportunity_id, [*named, *(one for one in ids if one not in named)])


def delete_action(session: Session, action_id: int) -> None:
    """Take an action out of the plan; nothing waits for it any more."""
    session.delete(session.get_one(Action, action_id))
    session.flush()


def use_template(session: Session, opportunity_id: int, template: Template, today: date) -> int:
    """Add the steps of a template behind the plan, laid between today and the decision; how many."""
    decision_on = session.get_one(Opportunity, opportunity_id).decision_on
    weeks = schedule(template, today, decision_on)
    ids: dict[str, int] = {}
    for step in template.steps:
        action_id = add_action(
            session,
            opportunity_id,
            step.title,
            today=today,
            side=step.side,
            purpose=step.purpose,
            gate=step.gate,
        )
        set_days(session, action_id, weeks[step.key])
        ids[step.key] = action_id
        session.add_all(ActionOrder(action_id=action_id, after_id=ids[earlier]) for earlier in step.after)
    session.flush()
    return len(ids)


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise BadInputError(tr("An action needs words that say what is done."))
    if len(title) > LONGEST_TITLE:
        raise BadInputError(
            tr("An action has at most {most} letters; write the rest as a note.", most=LONGEST_TITLE)
        )
    return title


def _time(words: str, today: date) -> tuple[str, Window | None]:
    kept = " ".join(words.split())
    return kept, window(kept, today) if kept else None


def _ids(session: Session, opportunity_id: int) -> list[int]:
    return list(
        session.scalars(
            select(Action.id)
            .where(Action.opportunity_id == opportunity_id)
            .order_by(Action.position, Action.id)
        )
    )


def _reorder(session: Session, opportunity_id: int, ids: Sequence[int]) -> None:
    """Number the actions anew; only those whose place changes are written."""
    places = {action_id: place for place, action_id in enumerate(ids)}
    for action in session.scalars(select(Action).where(Action.opportunity_id == opportunity_id)):
        if action.position != places[action.id]:
            action.position = places[action.id]
