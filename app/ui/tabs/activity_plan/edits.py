"""What each field of the page does to its action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from app.i18n import tr
from app.models.vocabulary import ActionStatus, GateDecision
from app.tools.activity_plan import actions

Work = Callable[[Any], object]


@dataclass(frozen=True)
class Edit:
    """One edit: its name in the Undo menu, what it does, and with what it is one undo step."""

    label: str
    work: Work
    merge: str | None = None


def edit_of(step_id: int, key: str, value: object, today: date) -> Edit:
    """The edit behind a field of the form or a cell of the table."""
    if key in _TYPED:
        label, work = _TYPED[key]
        return Edit(
            tr(label), partial(work, action_id=step_id, **{_NAMES[key]: value}), f"plan:{key}:{step_id}"
        )
    if key in _PLAIN:
        label, work = _PLAIN[key]
        return Edit(tr(label), partial(work, action_id=step_id, **{_NAMES[key]: value}))
    return Edit(*_dated(step_id, key, value, today))


def _dated(step_id: int, key: str, value: object, today: date) -> tuple[str, Work]:
    """Edits for which it matters what day it is."""
    if key == "when":
        return tr("Set time"), partial(actions.set_when, action_id=step_id, words=str(value), today=today)
    if key == "done_on":
        day = value if isinstance(value, date) else None
        return tr("Set day done"), partial(actions.set_done_on, action_id=step_id, day=day, today=today)
    if key == "billable":
        minor = round(value * 100) if isinstance(value, int | float) else None
        return tr("Set billable amount"), partial(actions.set_billable, action_id=step_id, minor=minor)
    if isinstance(value, GateDecision):
        return tr("Decide gate"), partial(actions.decide_gate, action_id=step_id, decision=value, today=today)
    if isinstance(value, ActionStatus):
        return tr("Set status"), partial(actions.set_status, action_id=step_id, status=value, today=today)
    raise ValueError(f"no field of an action: {key}")


# label in English, as `tr` takes it, and the action
_TYPED: dict[str, tuple[str, Callable[..., object]]] = {
    "title": ("Rename action", actions.set_title),
    "owner": ("Set owner on our side", actions.set_owner),
    "notes": ("Write notes", actions.set_notes),
}
_PLAIN: dict[str, tuple[str, Callable[..., object]]] = {
    "side": ("Set side", actions.set_side),
    "customer_owner": ("Set the customer's person", actions.set_customer_owner),
    "kind": ("Set who it is agreed with", actions.set_kind),
    "purpose": ("Set purpose", actions.set_purpose),
    "gate": ("Set gate", actions.set_gate),
    "after": ("Set what it waits for", actions.set_predecessors),
}
_NAMES = {
    "title": "title",
    "owner": "name",
    "notes": "notes",
    "side": "side",
    "customer_owner": "person_id",
    "kind": "kind",
    "purpose": "purpose",
    "gate": "gate",
    "after": "earlier",
}
