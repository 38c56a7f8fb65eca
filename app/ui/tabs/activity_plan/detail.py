"""Everything about the picked action, to be read and changed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import ActionKind, ActionStatus, Audience
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.rules import Step
from app.ui.tabs.activity_plan.words import decisions, kinds, purposes, sides, statuses
from app.ui.theme import space
from app.ui.widgets.buttons import Button, quiet, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import ChipRow
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, DateField, NumberField, TextArea, TextField, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.spoken_date import SpokenDateField

MOST = 1e13  # of a billable amount


class DetailCard(Card):
    """The form of one action; each field tells its edit by its name."""

    edited = Signal(int, str, object)
    left = Signal()
    verb_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._step: Step | None = None
        self._today = date.min
        self.next = secondary(tr("Make this the next step"), "arrow-right")
        self.delete = quiet(tr("Delete"), "trash-2")
        for button, verb in ((self.next, "next"), (self.delete, "delete")):
            button.setProperty("verb", verb)
            button.clicked.connect(self._tell_verb)
            self.add_tool(button)
        self._make_fields()
        self.form = Form()
        self.add(self.form)
        self._fill_form()
        self._connect()

    def _make_fields(self) -> None:
        self.title = TextField()
        self.when = SpokenDateField(self._day)
        self.side = Segmented(sides())
        self.owner = TextField(tr("Name of a colleague"))
        self.customer_owner = Choice([(None, tr("Nobody named"))])
        self.billable = NumberField(0, MOST)
        self.kind = Segmented(kinds())
        self.purpose = Choice(purposes())
        self.gate = Tick(tr("Go / no-go gate"))
        self.decision = Segmented(decisions())
        self.status = Segmented(statuses())
        self.done_on = DateField()
        self.after = Predecessors()
        self.notes = TextArea(tr("What only we should know"), lines=4)

    def _fill_form(self) -> None:
        gate = QWidget()
        column = QVBoxLayout(gate)
        space(column, gap=6)
        column.addWidget(self.gate)
        column.addWidget(self.decision)
        add = self.form.add
        self.form.add_wide(tr("What is done"), self.title)
        add(tr("Time"), self.when)
        add(tr("Who does it"), self.side)
        add(tr("On our side"), self.owner)
        add(tr("On the customer's side"), self.customer_owner)
        add(tr("Status"), self.status)
        add(tr("Done on"), self.done_on)
        add(tr("Decision point"), gate, tr("Where both sides may stop."))
        add(tr("Comes after"), self.after)
        add(tr("Billable"), self.billable)
        add(tr("Purpose"), self.purpose, tr("The closing checklist counts it as evidence."))
        add(tr("Agreed with"), self.kind)
        self.form.add_wide(tr("Internal notes"), self.notes, tr("Never shown or exported to the customer."))

    def _connect(self) -> None:
        for key, field in self.fields().items():
            field.setObjectName(key)
            if isinstance(field, TextField | SpokenDateField):
                field.edited.connect(self._tell)
            if isinstance(field, Field):
                field.finished.connect(self.left)
        self.billable.edited.connect(self._tell)
        self.done_on.edited.connect(self._tell)
        for choice in (self.side, self.customer_owner, self.kind, self.purpose, self.decision, self.status):
            choice.chosen.connect(self._tell)
        self.gate.toggled_by_user.connect(self._tell)
        self.after.changed.connect(self._tell)

    def fields(self) -> dict[str, QWidget]:
        """The fields by the name of what they edit."""
        return {
            "title": self.title,
            "when": self.when,
            "side": self.side,
            "owner": self.owner,
            "customer_owner": self.customer_owner,
            "billable": self.billable,
            "kind": self.kind,
            "purpose": self.purpose,
            "gate": self.gate,
            "decision": self.decision,
            "status": self.status,
            "done_on": self.done_on,
            "after": self.after,
            "notes": self.notes,
        }

    def show_step(self, plan: Plan, step: Step, today: date, audience: Audience) -> None:
        """Show an action; a field that is being typed into keeps its text as long as it is the same action."""
        if self._step is not None and self._step.id != step.id:
            self._let_go()
        self._step, self._today = step, today
        self.set_title(step.title)
        self.set_note(tr("Next step") if step.id == plan.next_action_id else "")
        self.title.set_value(step.title)
        self.when.set_value(step.words, step.days)
        self.side.set_value(step.side)
        self.owner.set_value(step.owner)
        self.customer_owner.set_options([(None, tr("Nobody named")), *plan.people])
        self.customer_owner.set_value(step.customer_owner_id)
        self.billable.set_value(None if step.billable_minor is None else step.billable_minor / 100)
        self.kind.set_value(step.kind)
        self.purpose.set_value(step.purpose)
        self.gate.set_value(step.gate)
        self.decision.set_value(step.decision)
        self.decision.setVisible(step.gate)
        self.status.set_value(step.status)
        self.done_on.set_value(step.done_on)
        self.done_on.setEnabled(step.status is not ActionStatus.DROPPED)
        self.after.show_order(plan, step)
        self.notes.set_value(step.notes)
        ours = audience is Audience.INTERNAL
        for field in (self.notes, self.kind):
            cell = field.parentWidget()
            if cell is not None:
                cell.setVisible(ours)
        wanted = step.kind is ActionKind.JOINT and step.open and step.id != plan.next_action_id
        self.next.setVisible(wanted)

    def say_wrong(self, key: str, sentence: str) -> None:
        """What is wrong, beside its field."""
        field = self.fields()[key]
        if isinstance(field, Field | Segmented | Tick):
            field.set_error(sentence)

    def commit(self) -> None:
        """Tell what was typed last, before something else is shown."""
        for field in self.fields().values():
            if isinstance(field, TextField | SpokenDateField | NumberField | DateField):
                field.commit()

    def _let_go(self) -> None:
        """Forget what was typed for an action that is gone, and what was wrong with it."""
        self._step = None  # nothing is told from here on
        self.commit()
        for field in self.fields().values():
            if isinstance(field, Field):
                field.set_error("")

    def _tell(self, value: object) -> None:
        sender = self.sender()
        if self._step is not None and isinstance(sender, QWidget):
            self.edited.emit(self._step.id, sender.objectName(), value)

    def _tell_verb(self) -> None:
        sender = self.sender()
        if self._step is not None and isinstance(sender, QWidget):
            self.verb_wanted.emit(str(sender.property("verb")), self._step.id)

    def _day(self) -> date:
        return self._today


class Predecessors(QWidget):
    """What an action waits for: a button each, which takes it away, and a list to add another."""

    changed = Signal(object)  # tuple of ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        space(column, gap=6)
        self._flow = ChipRow()
        self.buttons: list[Button] = []
        self.choice = Choice([])
        self.choice.chosen.connect(self._add)
        row = QHBoxLayout()
        space(row)
        row.addWidget(self.choice, 1)
        column.addWidget(self._flow)
        column.addLayout(row)
        self._after: tuple[int, ...] = ()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)

    def show_order(self, plan: Plan, step: Step) -> None:
        """Show the predecessors, and the other actions that could be one."""
        self._after = step.after
        earlier = [plan.step(one) for one in step.after]
        self._show_buttons([one for one in earlier if one is not None])
        offered = [one for one in plan.steps if one.id != step.id and one.id not in step.after and one.counts]
        self.choice.set_options(
            [(None, tr("Add an action it waits for")), *((one.id, one.title) for one in offered)]
        )
        self.choice.set_value(None)

    def _show_buttons(self, earlier: Sequence[Step]) -> None:
        self._flow.clear()
        self.buttons = []
        for step in earlier:
            button = secondary(_short(step.title), "x")
            button.setToolTip(tr("No longer wait for “{step}”", step=step.title))
            button.setAccessibleName(tr("No longer wait for “{step}”", step=step.title))
            button.setProperty("step", step.id)
            button.clicked.connect(self._take_away)
            self.buttons.append(button)
            self._flow.add(button)
        self._flow.setVisible(bool(self.buttons))

    def _add(self, step_id: object) -> None:
        if isinstance(step_id, int):
            self.changed.emit((*self._after, step_id))

    def _take_away(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            gone = sender.property("step")
            self.changed.emit(tuple(one for one in self._after if one != gone))


def _short(title: str) -> str:
    return title if len(title) <= 34 else f"{title[:33].rstrip()}…"
