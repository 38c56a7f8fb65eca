"""Beside the map: what a role of the decision wants, fears and decides, and how to work with it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import RolePage
from app.models.vocabulary import DecisionRole, NamedRole, Role
from app.tools.relationship_map.rows import OwnRolePage, People
from app.ui.tabs.relationship_map.aside import Aside, Line, Lines
from app.ui.tabs.relationship_map.own_role_form import OwnRoleForm
from app.ui.widgets.buttons import link
from app.ui.widgets.fields import Choice
from app.ui.widgets.role_picker import role_icon


class RoleAside(Aside):
    """The page of one of the nine roles or of one of our own, and who plays it here."""

    changed = Signal()
    fix_wanted = Signal(str)
    own_role_wanted = Signal()

    def __init__(self, pages: Mapping[DecisionRole, RolePage], parent: QWidget | None = None) -> None:
        super().__init__(tr("The roles"), parent)
        self._pages = pages
        self._page: People | None = None
        self.role = Choice([])
        self.role.setAccessibleName(tr("Which role?"))
        self.role.chosen.connect(self._choose)
        self.lines = Lines()
        self.lines.wanted.connect(self.fix_wanted)
        self.own = OwnRoleForm()
        self.own.hide()
        self.more = link(tr("Own role …"), "plus")
        self.more.setToolTip(tr("A role that the nine do not name, kept for every deal"))
        self.more.clicked.connect(self._want_own)
        for widget in (self.role, self.lines, self.own, self.more):
            self.add(widget)
        self.finish()
        self._offer((), DecisionRole.CHAMPION)

    def open(self, role: Role) -> None:
        """Turn to the page of a role."""
        self.role.set_value(_key(role))
        self._say()

    def show_people(self, page: People) -> None:
        """Who plays which role among these people."""
        self._page = page
        self._offer(page.role_pages, self.shown)
        self._say()

    @property
    def shown(self) -> Role:
        """The role whose page is shown; the champion where the one shown before is gone."""
        key = self.role.value()
        if isinstance(key, DecisionRole):
            return key
        own = next((page.role for page in self._own_pages if page.role.id == key), None)
        return own or DecisionRole.CHAMPION

    @property
    def players(self) -> frozenset[int]:
        """Who plays the role that is shown."""
        people = self._page.players if self._page is not None else ()
        return frozenset(one.id for one in people if self.shown in one.roles)

    @property
    def _own_pages(self) -> tuple[OwnRolePage, ...]:
        return self._page.role_pages if self._page is not None else ()

    def _offer(self, pages: Sequence[OwnRolePage], shown: Role) -> None:
        own = [(page.role.id, _named(page.role)) for page in pages]
        self.role.set_options([*((role, role.label) for role in DecisionRole), *own])
        self.role.set_value(_key(shown))

    def _choose(self, _role: object) -> None:
        self._say()
        self.area.verticalScrollBar().setValue(0)
        self.changed.emit()

    def _say(self) -> None:
        if self._page is None:
            return
        role = self.shown
        at, own = next(
            ((at, page) for at, page in enumerate(self._own_pages) if page.role == role), (0, None)
        )
        self.own.setVisible(own is not None)
        if own is None:
            self.lines.show_lines([*self._head(role), *self._texts(role)])
            return
        self.lines.show_lines(self._head(role))
        self.own.show_page(own, first=at == 0, last=at == len(self._own_pages) - 1)

    def _head(self, role: Role) -> list[Line]:
        """The role, what it is, and who plays it here."""
        said = [Line(role.label, "card", role_icon(role), "accent")]
        if isinstance(role, DecisionRole):
            said.append(Line(self._pages[role].summary))
        people = self._page.players if self._page is not None else ()
        if names := ", ".join(one.name for one in people if role in one.roles):
            return [*said, Line(tr("Here: {names}", names=names), "strong")]
        nobody = tr("Nobody plays this role here yet.")
        if isinstance(role, NamedRole) and role.retired:
            return [*said, Line(nobody)]
        word = f"own-{role.id}" if isinstance(role, NamedRole) else role
        return [*said, Line(nobody, "look", fix=tr("Name a person"), do=f"relationship_map:add:{word}")]

    def _texts(self, role: Role) -> list[Line]:
        """What the page of one of the nine says."""
        if not isinstance(role, DecisionRole):
            return []
        page = self._pages[role]
        said: list[Line] = []
        for title, texts in (
            (tr("Wants"), page.wants),
            (tr("Fears"), page.fears),
            (tr("Decides"), page.decides),
            (tr("How to work with this role"), page.work_with),
            (tr("Ask"), page.ask),
        ):
            said.append(Line(title, "section"))
            said += [Line(text, "body", "dot") for text in texts]
        return said

    def _want_own(self) -> None:
        self.own_role_wanted.emit()


def _key(role: Role) -> object:
    """What stands for a role in the list, whatever it is called today."""
    return role.id if isinstance(role, NamedRole) else role


def _named(role: NamedRole) -> str:
    return tr("{role} (retired)", role=role.name) if role.retired else role.name
