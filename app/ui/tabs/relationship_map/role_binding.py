"""The roles of our own, bound to the tool: a new one from the map, and their pages beside it."""

from PySide6.QtCore import QObject

from app.i18n import tr
from app.models.vocabulary import DecisionRole, NamedRole, Role
from app.tools.relationship_map import actions, role_actions
from app.tools.relationship_map.rows import People
from app.ui.dialogs.ask_role import ask_role
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Tab
from app.ui.tabs.relationship_map.view import MapView


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
        if player is None or role is None:
            return
        with self._tab.desk.reporting(), self._tab.edit(_adding(role.name)) as session:
            actions.set_roles(session, stakeholder_id, (*player.roles, role))
        self._tab.refresh()

    def _add(self) -> None:
        """A role that nobody plays yet; its page is opened."""
        role = ask_role(self._tab)
        if role is None:
            return
        added = 0
        with self._tab.desk.reporting(), self._tab.edit(_adding(role.name)) as session:
            added = role_actions.add(session, role.name, role.summary)
        self._tab.refresh()
        if (made := self._named(added)) is not None:
            self._aside.open(made)

    def _write(self, role_id: int, field: str, text: str) -> None:
        label = tr("Write the page of “{name}”", name=self._name(role_id))
        merge = f"own_role:{role_id}:{field}"
        with self._tab.desk.reporting(), self._tab.edit(label, merge=merge) as session:
            role_actions.write(session, role_id, field, text)
        self._tab.refresh()

    def _rename(self, role_id: int) -> None:
        name = ask_text(self._tab, tr("Rename the role"), tr("Name"), self._name(role_id), tr("Rename"))
        if name is None:
            return
        label = tr("Rename the role “{name}”", name=self._name(role_id))
        with self._tab.desk.reporting(), self._tab.edit(label) as session:
            role_actions.rename(session, role_id, name)
        self._tab.refresh()

    def _move(self, role_id: int, by: int) -> None:
        label = tr("Move the role “{name}”", name=self._name(role_id))
        with self._tab.desk.reporting(), self._tab.edit(label) as session:
            role_actions.move(session, role_id, by)
        self._tab.refresh()

    def _retire(self, role_id: int) -> None:
        label = tr("Retire the role “{name}”", name=self._name(role_id))
        with self._tab.desk.reporting(), self._tab.edit(label) as session:
            role_actions.retire(session, role_id)
        self._tab.refresh()

    def _bring_back(self, role_id: int) -> None:
        label = tr("Bring back the role “{name}”", name=self._name(role_id))
        with self._tab.desk.reporting(), self._tab.edit(label) as session:
            role_actions.bring_back(session, role_id)
        self._tab.refresh()

    def _remove(self, role_id: int) -> None:
        name = self._name(role_id)
        with self._tab.desk.reporting(), self._tab.edit(tr("Delete the role “{name}”", name=name)) as session:
            role_actions.remove(session, role_id)
        self._tab.refresh()
        self._tab.desk.say(tr("The role “{name}” is gone; Undo brings it back.", name=name))

    def _name(self, role_id: int) -> str:
        role = self._named(role_id)
        return role.name if role is not None else ""


def _adding(name: str) -> str:
    return tr("Add the role “{name}”", name=name)
