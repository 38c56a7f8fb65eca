"""The roles of a person in the decision, several at once, as buttons to press."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import DecisionRole, NamedRole, Role
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button, link
from app.ui.widgets.flow import Flow

COLUMNS = 3
WIDEST = 240  # px at 100 % of the name of a role of our own; a longer one is read in its tip


def role_icon(role: Role) -> str:
    """The name of the icon that stands for a role; those of our own share one."""
    if isinstance(role, NamedRole):
        return "tag"
    return f"role-{role.value.replace('_', '-')}"


class RolePicker(QWidget):
    """The nine and our own as buttons that stay down; `changed_by_user` carries all roles in their order."""

    changed_by_user = Signal(object)  # tuple[Role, ...]
    own_wanted = Signal()  # a role that is not there yet

    def __init__(self, own: Collection[NamedRole] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        grid = QGridLayout()
        space(grid, gap=6)
        grid.setColumnStretch(COLUMNS, 1)  # the columns stand together however wide the form is
        self._ours = Flow(gap=6)  # names of any length: in columns they would push the nine apart
        column = QVBoxLayout(self)
        space(column, gap=6)
        column.addLayout(grid)
        column.addWidget(self._ours)
        self.buttons: dict[Role, Button] = {}
        for place, role in enumerate(DecisionRole):
            grid.addWidget(self._made(role), place // COLUMNS, place % COLUMNS)
        self.more = link(tr("Own role …"), "plus")
        self.more.setToolTip(tr("A role that the nine do not name, kept for every deal"))
        self.more.clicked.connect(self._want_own)
        self.show_roles(own, ())

    def show_roles(self, own: Collection[NamedRole], chosen: Collection[Role]) -> None:
        """Offer these roles of our own and show the chosen ones; a retired one only where it is chosen."""
        offered = [role for role in own if not role.retired or role in chosen]
        self._offer([*offered, *(one for one in chosen if isinstance(one, NamedRole) and one not in own)])
        self.set_value(chosen)

    def add(self, role: NamedRole) -> None:
        """Press the button of a role of our own; one of another name gets a button first."""
        known = {one.label.casefold(): one for one in self.buttons}
        if role.label.casefold() not in known:
            chosen = self.value()
            self._offer([*self._own(), role])
            self.set_value(chosen)
        self.buttons[known.get(role.label.casefold(), role)].setChecked(True)
        self._tell()

    def value(self) -> tuple[Role, ...]:
        """The roles that are chosen."""
        return tuple(role for role, button in self.buttons.items() if button.isChecked())

    def set_value(self, roles: Collection[Role]) -> None:
        """Show roles; never told as an edit."""
        for role, button in self.buttons.items():
            button.setChecked(role in roles)

    def setAccessibleName(self, name: str) -> None:
        """Each button is read with the name of the question."""
        super().setAccessibleName(name)
        self._name = name
        for role, button in self.buttons.items():
            button.setAccessibleName(f"{name}: {role.label}")

    def _own(self) -> list[NamedRole]:
        return [role for role in self.buttons if isinstance(role, NamedRole)]

    def _offer(self, own: Sequence[NamedRole]) -> None:
        """Buttons for these roles of our own behind the nine, and behind them the way to one more."""
        if list(own) == self._own() and self.more.parent() is self._ours:
            return
        for role in self._own():
            button = self.buttons.pop(role)
            self._ours.take(button)
            button.hide()
            button.deleteLater()
        for role in own:
            self._ours.add(self._made(role))
        self._ours.take(self.more)
        self._ours.add(self.more)

    def _made(self, role: Role) -> Button:
        button = Button("choice", role.label, role_icon(role))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._tell)
        button.setAccessibleName(f"{self._name}: {role.label}" if self._name else role.label)
        if isinstance(role, NamedRole):
            room = theme().px(WIDEST)
            button.setText(button.fontMetrics().elidedText(role.name, Qt.TextElideMode.ElideRight, room))
            button.setToolTip(f"{role.name}: {role.summary}" if role.summary else role.name)
        self.buttons[role] = button
        return button

    def _want_own(self) -> None:
        self.own_wanted.emit()

    def _tell(self) -> None:
        self.changed_by_user.emit(self.value())
