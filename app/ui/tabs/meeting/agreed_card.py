"""What came of a meeting: the outcome, and one next step with owner and day."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.across.meeting.rows import MeetingForm, PersonChoice
from app.i18n import tr
from app.method.spoken_dates import Window
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.form import Form
from app.ui.widgets.spoken_date import SpokenDateField


class AgreedCard(Card):
    """The step is told whole: title, when, our owner, their owner."""

    outcome_set = Signal(str)
    step_set = Signal(str, str, str, object)
    finished = Signal()

    def __init__(self, today: Callable[[], date], me: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("What was agreed"), parent=parent)
        self._me = me
        self._had_step = False
        form = Form(columns=3)
        self.step = TextField(tr("One step, such as “Walk the press line together”"))
        self.when = SpokenDateField(today)
        self.ours = TextField(tr("Somebody on our side"))
        self.theirs = Choice([(None, tr("Nobody yet"))])
        self.outcome = TextArea(tr("In a line or two"), 2)
        form.add_wide(tr("What came of it"), self.outcome)
        form.add_wide(tr("Next step"), self.step, tr("It becomes the next step of the plan."))
        form.add(tr("By when"), self.when)
        form.add(tr("Done by them"), self.theirs)
        form.add(tr("Done by us"), self.ours)
        self.add(form)
        self.step.edited.connect(self._tell_step)
        self.when.edited.connect(self._tell_step)
        self.ours.edited.connect(self._tell_step)
        self.theirs.chosen.connect(self._tell_step)
        self.outcome.edited.connect(self.outcome_set)
        for field in (self.step, self.when, self.ours, self.outcome):
            field.finished.connect(self.finished)

    def show_meeting(self, meeting: MeetingForm, people: Sequence[PersonChoice]) -> None:
        """Show outcome and step as stored."""
        self.set_title(tr("What you want to agree") if meeting.ahead else tr("What was agreed"))
        self.theirs.set_options([(None, tr("Nobody yet")), *((one.person_id, one.name) for one in people)])
        step = meeting.next_step
        self._had_step = step is not None
        self.outcome.set_value(meeting.outcome)
        self.step.set_value(step.title if step else "")
        days = Window(step.starts_on or step.due_on, step.due_on) if step and step.due_on else None
        self.when.set_value(step.when_words if step else "", days)
        self.ours.set_value(step.owner if step else self._me)
        self.theirs.set_value(step.customer_owner_id if step else None)

    def _tell_step(self, _: object) -> None:
        title = self.step.text().strip()
        if not title and not self._had_step:
            return  # who and when are kept until the step has a name
        theirs = self.theirs.value()
        self.step_set.emit(
            title, self.when.value(), self.ours.text().strip(), theirs if isinstance(theirs, int) else None
        )
