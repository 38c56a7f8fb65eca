"""The question that writes a value proposition: goal, bundle, solution, compared with what, and the model behind it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.tools.challenge_menu.promise_upkeep import PromiseWords
from app.tools.challenge_menu.promises import Promise
from app.ui.dialogs.base import Ask
from app.ui.tabs.challenge_menu.library_asking import ask_links
from app.ui.widgets.buttons import secondary
from app.ui.widgets.fields import Choice, TextArea, TextField

Texts = Sequence[tuple[int, str]]


class PromiseQuestion(Ask):
    """The question behind `ask_promise`."""

    def __init__(
        self, parent: QWidget, profile: str, known: Promise | None, models: Sequence[str], benefits: Texts
    ) -> None:
        super().__init__(parent, tr("What we promise"), tr("Keep"), profile, width=560)
        self._known = list(benefits)
        self._bundle = tuple(known.benefit_ids) if known else ()
        self._new: tuple[str, ...] = ()
        self.goal = self.row(
            tr("Their goal"), TextField(tr("What they want to reach, with a figure")), required=True
        )
        self.bundle = secondary("", "square-pen")
        self.bundle.clicked.connect(self._choose)
        self.form.add(tr("Bundle of benefits"), self.bundle)
        self.solution = self.row(tr("How"), TextArea(tr("What we do for it"), 3), required=True)
        self.than = self.row(tr("Compared with"), TextField(tr("What they do now, or another way")))
        options = [("", tr("An empty sheet")), *((one, one.replace("_", " ").capitalize()) for one in models)]
        self.model = self.row(tr("Value model"), Choice(options), tr("A value case begins with its figures."))
        if known is not None:
            self.goal.set_value(known.goal)
            self.solution.set_value(known.solution)
            self.than.set_value(known.compared_with)
        self.model.set_value(known.model if known and known.model in models else "")
        self._tell()

    def words(self) -> PromiseWords:
        """The proposition as the fields say it now."""
        return PromiseWords(
            goal=self.goal.value(),
            solution=self.solution.value(),
            compared_with=self.than.value(),
            model=str(self.model.value() or ""),
            benefits=self._bundle,
            new_benefits=self._new,
        )

    def _choose(self) -> None:
        picked = ask_links(self, tr("Which benefits lead to the goal?"), self._known, self._bundle)
        if picked is not None:
            before = [one for one in self._bundle if one in picked.ids]  # the weight that they had
            self._bundle = tuple(dict.fromkeys([*before, *picked.ids]))
            self._new = tuple(dict.fromkeys([*self._new, *picked.new]))
            self._tell()

    def _tell(self) -> None:
        count = len(self._bundle) + len(self._new)
        self.bundle.setText(
            plural("{n} benefit: change…", "{n} benefits: change…", count)
            if count
            else tr("Choose benefits…")
        )


def ask_promise(
    parent: QWidget, profile: str, known: Promise | None, models: Sequence[str], benefits: Texts
) -> PromiseWords | None:
    """A value proposition in its parts; None when the user thinks better of it."""
    question = PromiseQuestion(parent, profile, known, models, benefits)
    return question.words() if question.run() else None
