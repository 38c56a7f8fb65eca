"""Beside the map: what a role of the decision wants, fears and decides, and how to work with it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.packs import RolePage
from app.models.vocabulary import DecisionRole
from app.tools.relationship_map.rows import People
from app.ui.tabs.relationship_map.aside import Aside, Line, Lines
from app.ui.widgets.fields import Choice
from app.ui.widgets.role_picker import role_icon


class RoleAside(Aside):
    """The page of one of the nine roles, and who plays it here."""

    changed = Signal()
    fix_wanted = Signal(str)

    def __init__(self, pages: Mapping[DecisionRole, RolePage], parent: QWidget | None = None) -> None:
        super().__init__(tr("The nine roles"), parent)
        self._pages = pages
        self._page: People | None = None
        self.role = Choice([(role, role.label) for role in DecisionRole])
        self.role.setAccessibleName(tr("Which role?"))
        self.role.set_value(DecisionRole.CHAMPION)
        self.role.chosen.connect(self._choose)
        self.lines = Lines()
        self.lines.wanted.connect(self.fix_wanted)
        self.add(self.role)
        self.add(self.lines)
        self.finish()

    def open(self, role: DecisionRole) -> None:
        """Turn to the page of a role."""
        self.role.set_value(role)
        self._say()

    def show_people(self, page: People) -> None:
        """Who plays which role among these people."""
        self._page = page
        self._say()

    @property
    def players(self) -> frozenset[int]:
        """Who plays the role that is shown."""
        chosen = self.role.value()
        return (
            frozenset(one.id for one in self._page.players if chosen in one.roles)
            if self._page
            else frozenset()
        )

    def _choose(self, _role: object) -> None:
        self._say()
        self.area.verticalScrollBar().setValue(0)
        self.changed.emit()

    def _say(self) -> None:
        role = self.role.value()
        if not isinstance(role, DecisionRole) or self._page is None:
            return
        page = self._pages[role]
        names = ", ".join(one.name for one in self._page.players if role in one.roles)
        nobody = tr("Nobody plays this role here yet.")
        here = (
            Line(tr("Here: {names}", names=names), "strong")
            if names
            else Line(nobody, "look", fix=tr("Name a person"), do=f"relationship_map:add:{role}")
        )
        said = [Line(page.title, "card", role_icon(role), "accent"), Line(page.summary), here]
        for title, texts in (
            (tr("Wants"), page.wants),
            (tr("Fears"), page.fears),
            (tr("Decides"), page.decides),
            (tr("How to work with this role"), page.work_with),
            (tr("Ask"), page.ask),
        ):
            said.append(Line(title, "section"))
            said += [Line(text, "body", "dot") for text in texts]
        self.lines.show_lines(said)
