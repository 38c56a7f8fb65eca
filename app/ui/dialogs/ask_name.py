"""Who is it? The name of a person who was a post so far, or somebody of the account who holds it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.tools.key_persons.rows import Candidate
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import Choice, TextField


def ask_name(parent: QWidget | None, post: str, candidates: Sequence[Candidate]) -> str | int | None:
    """A new name, or the id of a person who is known already; None when the user thinks better of it."""
    question = NameQuestion(parent, post, candidates)
    return question.answer() if question.run() else None


class NameQuestion(Ask):
    """The question behind `ask_name`; the known people are only offered where there are any."""

    def __init__(self, parent: QWidget | None, post: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(
            parent,
            tr("Who is it?"),
            tr("Name the person"),
            tr("Everything that is known of “{post}” stays.", post=post),
        )
        known = [
            (one.id, ", ".join(part for part in (one.name, one.title) if part))
            for one in candidates
            if one.name != post
        ]
        self.who = Choice([(None, tr("Somebody new")), *known])
        self.who.set_value(None)
        if known:
            self.row(tr("At this customer"), self.who)
        self.name = self.row(tr("Name"), TextField(tr("First and last name")))
        self.rule(self.name, self._nameless)
        self.who.chosen.connect(self._choose)
        self.name.setFocus()

    def answer(self) -> str | int:
        """The name or the id, as the fields say now."""
        chosen = self.who.value()
        return chosen if isinstance(chosen, int) else self.name.value()

    def _choose(self, person_id: object) -> None:
        self.name.setEnabled(person_id is None)
        if person_id is not None:
            self.name.set_error("")

    def _nameless(self) -> str:
        return "" if self.answer() else tr("Please fill this in.")
