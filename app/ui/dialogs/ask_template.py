"""Which plan to start from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.dialogs.base import Ask
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Offer = tuple[str, str, str, Sequence[str]]  # key, title, what it is for, its steps


def ask_template(parent: QWidget | None, offers: Sequence[Offer]) -> str | None:
    """The key of the chosen plan; None when the user thinks better of it."""
    question = TemplateQuestion(parent, offers)
    return str(question.choice.value()) if question.run() else None


class TemplateQuestion(Ask):
    """The question behind `ask_template`; shows the steps of the plan that is chosen now."""

    def __init__(self, parent: QWidget | None, offers: Sequence[Offer]) -> None:
        super().__init__(
            parent,
            tr("Start from a template"),
            tr("Use this plan"),
            tr("Its steps are laid between today and the day of the decision. Change them together."),
            width=560,
        )
        self._offers = {key: (says, steps) for key, _title, says, steps in offers}
        self.choice = self.row(tr("Plan"), Segmented([(key, title) for key, title, _says, _steps in offers]))
        self.says = label("", "body")
        self.steps = label("", "muted")
        self.form.add("", self.says)
        self.form.add(tr("Steps"), self.steps)
        self.choice.chosen.connect(self._show)
        first = offers[0][0]
        self.choice.set_value(first)
        self._show(first)

    def _show(self, key: object) -> None:
        says, steps = self._offers[str(key)]
        self.says.setText(says)
        self.steps.setText("\n".join(f"{number}.  {step}" for number, step in enumerate(steps, 1)))
