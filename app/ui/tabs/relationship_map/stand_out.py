"""The filter of the map: who and which lines stand out while all else fades."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.method.people import shown_roles
from app.models.vocabulary import Audience, DecisionRole, Link, NamedRole, Receptivity, Role
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import Filter
from app.ui.icons import icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.role_picker import role_icon


class StandOut(Button):
    """A button with a menu of ticks; it says what stands out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quiet", tr("Stand out"), "list-filter", parent)
        self.setToolTip(tr("Let roles, receptivity, units or kinds of lines stand out; the others fade"))
        self.wanted = Filter()
        self._units: tuple[str, ...] = ()
        self._own_roles: tuple[NamedRole, ...] = ()
        self._internal = True
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._say()

    def show_people(self, page: People, *, internal: bool) -> None:
        """Offer what these people have; a customer is offered neither modes nor kinds of lines."""
        self._units, self._own_roles, self._internal = page.units, page.own_roles, internal
        wanted = replace(self.wanted, roles=frozenset(self._still(self.wanted.roles)))
        self.set_filter(wanted if internal else Filter(roles=wanted.roles, units=wanted.units))

    def set_filter(self, wanted: Filter) -> None:
        """Let something else stand out."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._say()
            self.changed.emit()

    def menu_actions(self) -> list[QAction]:
        """The ticks as they are offered now."""
        self._fill()
        found = []
        for action in self._menu.actions():
            submenu = action.menu()
            found += submenu.actions() if isinstance(submenu, QMenu) else [action]
        return found

    def _fill(self) -> None:
        self._menu.clear()
        audience = Audience.INTERNAL if self._internal else Audience.CUSTOMER
        roles = [
            (role, role.label, role_icon(role))
            for role in shown_roles((*DecisionRole, *self._own_roles), audience)
        ]
        self._add(tr("Role"), "roles", roles)
        if self._internal:
            self._add(
                tr("Receptivity"), "modes", [(one, one.label, f"mode-{one.value}") for one in Receptivity]
            )
        if self._units:
            self._add(tr("Unit"), "units", [(unit, unit, "") for unit in self._units])
        if self._internal:
            self._add(tr("Lines"), "kinds", [(kind, kind.label, "") for kind in Link])
        self._menu.addSeparator()
        everything = self._menu.addAction(tr("Everything"))
        everything.setEnabled(self.wanted != Filter())
        everything.triggered.connect(self._clear)

    def _still(self, roles: Iterable[Role]) -> Iterable[Role]:
        """The roles that are still there, by the names that they have now."""
        own = {role.id: role for role in self._own_roles}
        for role in roles:
            if isinstance(role, DecisionRole):
                yield role
            elif role.id in own:
                yield own[role.id]

    def _add(self, title: str, field: str, options: Sequence[tuple[object, str, str]]) -> None:
        menu = self._menu.addMenu(title)
        for value, words, name in options:
            action = menu.addAction(icon(name), words) if name else menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value in getattr(self.wanted, field))
            action.triggered.connect(partial(self._turn, field, value))

    def _turn(self, field: str, value: object, _checked: bool = False) -> None:
        self.set_filter(self.wanted.turned(field, value))

    def _clear(self) -> None:
        self.set_filter(Filter())

    def _say(self) -> None:
        words = list(_words(self.wanted))
        text = (
            tr("Stand out") if not words else words[0] if len(words) == 1 else f"{words[0]} +{len(words) - 1}"
        )
        self.setText(text)
        self.setAccessibleName(tr("Stands out: {what}", what=", ".join(words) or tr("everything")))


def _words(wanted: Filter) -> Iterable[str]:
    yield from (role.label for role in shown_roles(wanted.roles, Audience.INTERNAL))
    yield from (mode.label for mode in Receptivity if mode in wanted.modes)
    yield from sorted(wanted.units)
    yield from (kind.label for kind in Link if kind in wanted.kinds)
