"""A role that the nine do not name: how it is called, and what such a person does."""

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import DecisionRole, NamedRole
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import TextField


def ask_role(parent: QWidget | None) -> NamedRole | None:
    """A role of our own, not stored yet; None when the user thinks better of it."""
    question = RoleQuestion(parent)
    return question.answer() if question.run() else None


class RoleQuestion(Ask):
    """The question behind `ask_role`."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            tr("Own role"),
            tr("Add the role"),
            tr("It is offered in every deal of this workspace, and stays with us: no customer sees it."),
        )
        self.name = self.row(tr("Name"), TextField(tr("Such as works council")))
        self.summary = self.row(
            tr("What does such a person do?"),
            TextField(tr("Such as speaks for the shifts; nothing starts before")),
        )
        self.rule(self.name, self._taken)

    def answer(self) -> NamedRole:
        """The role as the fields describe it now."""
        return NamedRole(self.name.value(), self.summary.value())

    def _taken(self) -> str:
        name = self.name.value()
        if not name:
            return tr("Please fill this in.")
        nine = DecisionRole.called(name)
        if nine is not None:
            return tr("“{name}” is one of the nine roles already.", name=nine.label)
        return (
            ""
            if len(name) <= NamedRole.LONGEST
            else tr("The name of a role may have {n} letters at most.", n=NamedRole.LONGEST)
        )
