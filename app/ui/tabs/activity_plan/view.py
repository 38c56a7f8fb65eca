"""The page of the activity plan: timeline, so what, actions, and the picked action."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.activity_plan import rules
from app.tools.activity_plan.queries import Plan
from app.ui.tabs.activity_plan.detail import DetailCard
from app.ui.tabs.activity_plan.so_what import NextStepCard, SoWhatCard
from app.ui.tabs.activity_plan.table import ActionsCard
from app.ui.tabs.activity_plan.words import bars, legend
from app.ui.widgets.buttons import icon_button, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.page import Page
from app.ui.widgets.timeline import Timeline


class PlanView(Page):
    """Shows a plan and keeps the picked action the same in timeline, table and form."""

    picked = Signal(int)
    add_wanted = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._today = date.min
        self._audience = Audience.INTERNAL
        self._picked: int | None = None
        self.timeline = Timeline()
        self.picture = Card(tr("The way to the agreement"))
        self.copy_button = icon_button("copy", tr("Copy the timeline"))
        self.add_button = quiet(tr("Add an action"), "plus")
        self.picture.add_tool(self.add_button)
        self.picture.add_tool(self.copy_button)
        self.picture.add(self.timeline)
        self.so_what = SoWhatCard()
        self.next_step = NextStepCard()
        self.steps = ActionsCard()
        self.detail = DetailCard()
        self.add(self.picture)
        self.add_row(self.so_what, self.next_step)
        self.add(self.steps)
        self.add(self.detail)
        self._connect()

    def _connect(self) -> None:
        self.timeline.picked.connect(self.pick)
        self.timeline.opened.connect(self.open)
        self.steps.picked.connect(self.pick)
        self.steps.opened.connect(self.open)
        self.steps.new.cleared.connect(self.start_adding)
        self.so_what.step_wanted.connect(self.open)
        self.next_step.step_wanted.connect(self.open)
        self.add_button.clicked.connect(self.start_adding)
        self.copy_button.clicked.connect(self.copied)

    def show_plan(self, plan: Plan, today: date, audience: Audience) -> None:
        """Show the plan as it is on a day, for us or for a customer who looks on."""
        self._plan, self._today, self._audience = plan, today, audience
        ours = audience is Audience.INTERNAL
        voids = rules.void_weeks(plan.steps, plan.decision_on, today) if ours else []
        self.timeline.set_legend(legend(plan.steps, voids=bool(voids)))
        self.timeline.set_scene(bars(plan, today), today, plan.decision_on, voids)
        total = plan.totals()
        done = tr("{done} of {all} done", done=total.done, all=total.steps) if total.steps else ""
        self.picture.set_note(done)
        self.so_what.show_plan(plan, today, audience)
        self.next_step.show_plan(plan, today, audience)
        self.steps.show_plan(plan, today)
        self._show_picked()

    def pick(self, step_id: int) -> None:
        """Show an action in the form and mark it everywhere."""
        self.detail.commit()
        self._picked = step_id
        self._show_picked()
        self.picked.emit(step_id)

    def open(self, step_id: int) -> None:
        """Pick an action and bring its form into sight."""
        self.pick(step_id)
        self.ensureWidgetVisible(self.detail)
        self.detail.title.setFocus()

    def start_adding(self) -> None:
        """Bring the line for a new action into sight."""
        self.keep_in_sight(self.steps.new)
        self.steps.new.what.setFocus()

    def show_so_what(self) -> None:
        """Bring the warnings into sight."""
        self.ensureWidgetVisible(self.so_what)

    @staticmethod
    def timeline_for_customer(plan: Plan, today: date) -> Timeline:
        """The timeline as a customer may have it; `plan` was read for the customer."""
        timeline = Timeline()
        timeline.set_legend(legend(plan.steps, voids=False))
        timeline.set_scene(bars(plan, today), today, plan.decision_on)
        return timeline

    def _show_picked(self) -> None:
        plan = self._plan
        if plan is None:
            return
        step = plan.step(self._picked)
        if step is None and plan.steps:
            step = plan.situation(self._today).next_step or rules.suggested_next(plan.steps) or plan.steps[0]
        self._picked = step.id if step is not None else None
        self.timeline.pick(self._picked)
        self.detail.setVisible(step is not None)
        if step is not None:
            self.steps.table.pick(step.id)
            self.detail.show_step(plan, step, self._today, self._audience)
