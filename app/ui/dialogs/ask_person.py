"""Who is it? A name and a title, or a placeholder for somebody whose name is not known yet."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import NamedRole, Role
from app.ui.dialogs.ask_role import ask_role
from app.ui.dialogs.base import Ask
from app.ui.widgets.fields import TextField, Tick
from app.ui.widgets.role_picker import RolePicker


@dataclass(frozen=True)
class NewPerson:
    """What is known of a person at first; a placeholder is called by the title until the name is found out."""

    name: str
    title: str
    roles: tuple[Role, ...]
    placeholder: bool = False


def ask_person(
    parent: QWidget | None,
    *,
    name: str = "",
    title: str = "",
    roles: Collection[Role] = (),
    placeholder: bool = False,
    own_roles: Collection[NamedRole] = (),
) -> NewPerson | None:
    """A new person, with what is already known filled in; None when the user thinks better of it.

    `own_roles` are offered behind the nine; the answer may hold one that is not stored yet.
    """
    question = PersonQuestion(parent, name, title, roles, placeholder, own_roles)
    return question.answer() if question.run() else None


class PersonQuestion(Ask):
    """The question behind `ask_person`."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str = "",
        title: str = "",
        roles: Collection[Role] = (),
        placeholder: bool = False,
        own_roles: Collection[NamedRole] = (),
    ) -> None:
        super().__init__(
            parent,
            tr("Who will feel this decision?"),
            tr("Add the person"),
            tr("A name and a title are enough to begin with."),
            width=560,
        )
        self.name = self.row(tr("Name"), TextField(tr("First and last name")))
        self.title = self.row(tr("Title"), TextField(tr("Such as mill manager or CFO")))
        self.unknown = self.row("", Tick(tr("The name is not known yet")))
        self.roles = RolePicker()
        self.roles.own_wanted.connect(self._add_own_role)
        self.form.add(
            tr("Roles in this decision"),
            self.roles,
            tr("Several are usual. You can change them at any time."),
        )
        self.rule(self.name, self._nameless)
        self.rule(self.title, self._titleless)
        self.unknown.toggled_by_user.connect(self._show_placeholder)
        self.name.set_value(name)
        self.title.set_value(title)
        self.roles.show_roles(own_roles, roles)
        self.unknown.set_value(placeholder)
        self._show_placeholder(placeholder)

    def answer(self) -> NewPerson:
        """The person as the fields describe it now."""
        unknown = self.unknown.value()
        title = self.title.value()
        return NewPerson(title if unknown else self.name.value(), title, self.roles.value(), unknown)

    def _add_own_role(self) -> None:
        role = ask_role(self)
        if role is not None:
            self.roles.add(role)

    def _show_placeholder(self, unknown: bool) -> None:
        self.name.setEnabled(not unknown)
        if unknown:
            self.name.set_error("")
        (self.title if unknown else self.name).setFocus()

    def _nameless(self) -> str:
        if self.unknown.value() or self.name.value():
            return ""
        return tr("Please write a name, or tick that it is not known yet.")

    def _titleless(self) -> str:
        if not self.unknown.value() or self.title.value():
            return ""
        return tr("Without a name, a title is needed: which post is it?")
