"""The page of the activity plan, bound to its tool."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import WorkbenchError
from app.i18n import language, plural, tr
from app.method.spoken_dates import Window
from app.models.vocabulary import ActionStatus, Audience, GateDecision, Side
from app.tools.activity_plan import actions, queries, rules
from app.tools.activity_plan.faults import FaultKind
from app.tools.activity_plan.queries import Plan
from app.tools.activity_plan.templates import load_templates
from app.ui.desk import Desk
from app.ui.dialogs.ask_template import ask_template
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.activity_plan.edits import Edit, edit_of
from app.ui.tabs.activity_plan.exports import WaysOut
from app.ui.tabs.activity_plan.view import PlanView
from app.ui.widgets.empty_state import EmptyState

_SHOWN = {
    "voids": FaultKind.VOID,
    "order": FaultKind.ORDER,
    "decision": FaultKind.AFTER_DECISION,
    "no_go": FaultKind.NO_GO,
    "load": FaultKind.LOAD,
}


class ActivityPlanTab(Tab):
    """What both sides do until the agreement, agreed with the customer."""

    name = "activity_plan"
    group = Group.CONTROL
    icon = "calendar-range"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Activity plan")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._plan: Plan | None = None
        self._begun_for: int | None = None  # the opportunity whose empty plan the user opened
        self.view = PlanView(self)
        self.nobody = EmptyState(
            "calendar-range",
            tr("No opportunity is selected"),
            tr("Choose one on the left: the plan belongs to one opportunity."),
        )
        self.start = EmptyState(
            "calendar-range",
            tr("What happens until they decide?"),
            tr(
                "Once they have the offer they need nothing more from you. Agree now what both sides do, by when"
                " and by whom, and you stay in touch until the agreement."
            ),
            tr("Start from a template"),
            tr("Write the first action"),
        )
        self.set_content(self.nobody, self.start, self.view)
        self._out = WaysOut(self, self.current_plan, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        self.start.started.connect(self._ask_template)
        self.start.second_chosen.connect(self._begin)
        view.timeline.moved.connect(self._move_bar)
        view.next_step.done_wanted.connect(self._mark_done)
        view.next_step.chosen.connect(self._make_next)
        view.steps.edited.connect(self._edit_cell)
        view.steps.verb_wanted.connect(self._do)
        view.steps.sort_wanted.connect(self._sort)
        view.steps.template_wanted.connect(self._ask_template)
        view.steps.new.wanted.connect(self._add)
        view.detail.edited.connect(self._edit_field)
        view.detail.verb_wanted.connect(self._do)
        view.detail.left.connect(self.desk.workspace.seal)
        view.copied.connect(self._out.copy)

    def refresh(self) -> None:
        """Read the plan of the selected opportunity and show it."""
        opportunity_id = self.desk.selection.opportunity_id
        self._plan = None
        if opportunity_id is not None:
            with self.desk.workspace.read() as session:
                self._plan = queries.plan(session, opportunity_id, self.desk.audience)
        if self._plan is None:
            self.show_page(self.nobody)
            return
        self.view.show_plan(self._plan, self.desk.today(), self.desk.audience)
        opened = self._plan.steps or self._begun_for == opportunity_id
        self.show_page(self.view if opened else self.start)

    def new(self) -> None:
        """Ctrl+N: the line for a new action."""
        if self._plan is not None:
            self._begin()

    def focus_on(self, what: str) -> None:
        """Show a part: "start", "add", "gate", "action:UID", "next:UID", or the steps of a warning."""
        if self._plan is None:
            self.refresh()
        plan = self._plan
        if plan is None:
            return
        verb, _, uid = what.partition(":")
        step = next((one for one in plan.steps if one.uid == uid), None)
        if verb == "start" and not plan.steps:
            self.start.button.setFocus()
        elif verb in {"start", "add"}:
            self._begin()
        elif verb == "next" and step is not None:
            self._make_next(step.id)
        elif verb == "action" and step is not None:
            self.view.open(step.id)
        elif verb == "gate" and plan.steps:
            self._offer_gate(plan)
        elif verb in _SHOWN:
            self._show_fault(plan, _SHOWN[verb])

    def exports(self) -> tuple[Export, ...]:
        """The ways out of the page."""
        return self._out.exports()

    def current_plan(self, audience: Audience) -> Plan | None:
        """The plan of this page, read for those who will get it."""
        if self._plan is None:
            return None
        with self.desk.read_for(audience) as session:
            return queries.plan(session, self._plan.opportunity_id, audience)

    # Parts of the page

    def _begin(self) -> None:
        if self._plan is not None:
            self._begun_for = self._plan.opportunity_id
            self.show_page(self.view)
            self.view.start_adding()

    def _show_fault(self, plan: Plan, kind: FaultKind) -> None:
        fault = next((one for one in plan.faults(self.desk.today()) if one.kind is kind), None)
        if fault is not None and fault.steps:
            self.view.pick(fault.steps[0])
        self.view.show_so_what()

    def _offer_gate(self, plan: Plan) -> None:
        waiting = plan.situation(self.desk.today()).waiting
        self.view.open((waiting or plan.steps)[0].id)
        self.view.detail.gate.setFocus()

    # Edits

    def _add(self, title: str, when: str, side: object) -> None:
        plan = self._plan
        if plan is None or not isinstance(side, Side):
            return
        made: list[int] = []

        def add(session: Any) -> None:
            made.append(
                actions.add_action(
                    session, plan.opportunity_id, title, today=self.desk.today(), when=when, side=side
                )
            )

        if self._change(tr("Add action"), add):
            self.view.steps.new.clear()
            self.view.pick(made[0])

    def _ask_template(self) -> None:
        plan = self._plan
        if plan is None:
            return
        try:
            templates = load_templates(language())
        except WorkbenchError as error:
            self.desk.fail(error)
            return
        offers = [(one.key, one.title, one.says, [step.title for step in one.steps]) for one in templates]
        chosen = ask_template(self, offers)
        template = next((one for one in templates if one.key == chosen), None)
        if template is None:
            return
        use = partial(
            actions.use_template,
            opportunity_id=plan.opportunity_id,
            template=template,
            today=self.desk.today(),
        )
        if self._change(tr("Start from a template"), use):
            count = len(template.steps)
            self.desk.say(
                plural(
                    "{n} step added; name the persons next", "{n} steps added; name the persons next", count
                )
            )

    def _move_bar(self, step_id: int, days: object) -> None:
        if isinstance(days, Window):
            self._change(
                tr("Move action"),
                partial(actions.set_days, action_id=step_id, days=days),
                merge=f"plan:days:{step_id}",
            )

    def _mark_done(self, step_id: int) -> None:
        self._do("done", step_id)

    def _make_next(self, step_id: int) -> None:
        self._do("next", step_id)

    def _sort(self) -> None:
        plan = self._plan
        if plan is not None:
            order = [step.id for step in rules.in_time_order(plan.steps)]
            self._change(
                tr("Order by time"),
                partial(actions.sort_by_time, opportunity_id=plan.opportunity_id, order=order),
            )

    def _do(self, verb: str, step_id: int) -> None:
        today = self.desk.today()
        step = self._plan.step(step_id) if self._plan is not None else None
        if step is None:
            return
        doing: dict[str, tuple[str, Callable[[Any], object]]] = {
            "next": (tr("Agree next step"), partial(actions.make_next_step, action_id=step_id)),
            "done": (tr("Mark done"), _status(step_id, ActionStatus.DONE, today)),
            "drop": (tr("Drop action"), _status(step_id, ActionStatus.DROPPED, today)),
            "reopen": (tr("Open again"), _status(step_id, ActionStatus.OPEN, today)),
            "go": (tr("Gate: go"), _decision(step_id, GateDecision.GO, today)),
            "no_go": (tr("Gate: no-go"), _decision(step_id, GateDecision.NO_GO, today)),
            "up": (tr("Move up"), partial(actions.move, action_id=step_id, step=-1)),
            "down": (tr("Move down"), partial(actions.move, action_id=step_id, step=1)),
            "delete": (tr("Delete action"), partial(actions.delete_action, action_id=step_id)),
        }
        label, work = doing[verb]
        if self._change(label, work) and verb == "delete":
            self.desk.say(tr("“{step}” was deleted; Ctrl+Z brings it back", step=step.title))

    def _edit_cell(self, step_id: int, key: str, value: object) -> None:
        sentence = self._edit(step_id, key, value)
        self.view.steps.say_wrong(sentence)

    def _edit_field(self, step_id: int, key: str, value: object) -> None:
        sentence = self._edit(step_id, key, value)
        self.view.detail.say_wrong(key, sentence)

    def _edit(self, step_id: int, key: str, value: object) -> str:
        """Store one field; the answer says what is wrong with it, or nothing."""
        change: Edit = edit_of(step_id, key, value, self.desk.today())
        try:
            with self.edit(change.label, merge=change.merge) as session:
                change.work(session)
        except WorkbenchError as error:
            return str(error)
        self.refresh()
        return ""

    def _change(self, label: str, work: Callable[[Any], object], merge: str | None = None) -> bool:
        """One user action; whether it could be done."""
        done = False
        with self.desk.reporting():
            with self.edit(label, merge=merge) as session:
                work(session)
            done = True
        self.refresh()
        return done


def _status(step_id: int, status: ActionStatus, today: Any) -> Callable[[Any], object]:
    return partial(actions.set_status, action_id=step_id, status=status, today=today)


def _decision(step_id: int, decision: GateDecision, today: Any) -> Callable[[Any], object]:
    return partial(actions.decide_gate, action_id=step_id, decision=decision, today=today)
