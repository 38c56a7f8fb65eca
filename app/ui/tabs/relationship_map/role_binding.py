"""The roles of our own, bound to the tool: a new one from the map, and their pages beside it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from app.i18n import tr
from app.models.vocabulary import DecisionRole, NamedRole, Role
from app.tools.relationship_map import actions, role_actions
from app.tools.relationship_map.rows import People
from app.ui.dialogs.ask_role import ask_role
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Tab
from app.ui.tabs.relationship_map.view import MapView

T = TypeVar("T")


class RoleBinding(QObject):
    """Answers what menus and pages of one tab ask for."""

    def __init__(self, tab: Tab, view: MapView) -> None:
        super().__init__(tab)
        self._tab, self._aside = tab, view.asides.role
        self.page: People | None = None
        view.own_role_wanted.connect(self._give_new)
        self._aside.own_role_wanted.connect(self._add)
        form = self._aside.own
        form.written.connect(self._write)
        form.settled.connect(tab.desk.workspace.seal)
        form.rename_wanted.connect(self._rename)
        form.moved.connect(self._move)
        form.retired.connect(self._retire)
        form.brought_back.connect(self._bring_back)
        form.removed.connect(self._remove)

    def role(self, word: str) -> Role | None:
        """The role behind "champion" or "own-7"; None when there is none."""
        if word in set(DecisionRole):
            return DecisionRole(word)
        number = word.removeprefix("own-")
        return self._named(int(number)) if number.isdigit() else None

    def _named(self, role_id: int) -> NamedRole | None:
        pages = self.page.role_pages if self.page is not None else ()
        return next((page.role for page in pages if page.role.id == role_id), None)

    def _give_new(self, stakeholder_id: int) -> None:
        """A person plays what the nine do not name."""
        player = self.page.player(stakeholder_id) if self.page is not None else None
        role = ask_role(self._tab)
        if player is not None and role is not None:
            self._edit(_adding(role), actions.set_roles, stakeholder_id, (*player.roles, role))

    def _add(self) -> None:
        """A role that nobody plays yet; its page is opened."""
        role = ask_role(self._tab)
        if role is None:
            return
        added = self._edit(_adding(role), role_actions.add, role.name, role.summary)
        if added is not None and (made := self._named(added)) is not None:
            self._aside.open(made)

    def _write(self, role_id: int, field: str, text: str) -> None:
        label = tr("Write the page of “{name}”", name=self._name(role_id))
        self._edit(label, role_actions.write, role_id, field, text, merge=f"own_role:{role_id}:{field}")

    def _rename(self, role_id: int) -> None:
        known = self._name(role_id)
        name = ask_text(self._tab, tr("Rename the role"), tr("Name"), known, tr("Rename"))
        if name is not None:
            self._edit(tr("Rename the role “{name}”", name=known), role_actions.rename, role_id, name)

    def _move(self, role_id: int, by: int) -> None:
        self._edit(tr("Move the role “{name}”", name=self._name(role_id)), role_actions.move, role_id, by)

    def _retire(self, role_id: int) -> None:
        self._edit(tr("Retire the role “{name}”", name=self._name(role_id)), role_actions.retire, role_id)

    def _bring_back(self, role_id: int) -> None:
        label = tr("Bring back the role “{name}”", name=self._name(role_id))
        self._edit(label, role_actions.bring_back, role_id)

    def _remove(self, role_id: int) -> None:
        name = self._name(role_id)
        self._edit(tr("Delete the role “{name}”", name=name), role_actions.remove, role_id)
        if self._named(role_id) is None:
            self._tab.desk.say(tr("The role “{name}” is gone; Undo brings it back.", name=name))

    def _edit(self, label: str, act: Callable[..., T], *given: object, merge: str | None = None) -> T | None:
        """One action as one step, shown at once; None when it was refused, which has been said then."""
        answer = None
        with self._tab.desk.reporting(), self._tab.edit(label, merge=merge) as session:
            answer = act(session, *given)
        self._tab.refresh()
        return answer

    def _name(self, role_id: int) -> str:
        role = self._named(role_id)
        return role.name if role is not None else ""


def _adding(role: NamedRole) -> str:
    return tr("Add the role “{name}”", name=role.name)
