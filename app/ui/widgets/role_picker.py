"""The roles of a person in the decision, several at once, as buttons to press."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.models.vocabulary import DecisionRole
from app.ui.theme import space
from app.ui.widgets.buttons import Button

COLUMNS = 3


def role_icon(role: DecisionRole) -> str:
    """The name of the icon that stands for a role."""
    return f"role-{role.value.replace('_', '-')}"


class RolePicker(QWidget):
    """Nine buttons that stay down; `changed_by_user` carries all roles in the method's order."""

    changed_by_user = Signal(object)  # tuple[DecisionRole, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        space(grid, gap=6)
        self.buttons: dict[DecisionRole, Button] = {}
        for place, role in enumerate(DecisionRole):
            button = Button("choice", role.label, role_icon(role))
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._tell)
            self.buttons[role] = button
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)

    def value(self) -> tuple[DecisionRole, ...]:
        """The roles that are chosen."""
        return tuple(role for role, button in self.buttons.items() if button.isChecked())

    def set_value(self, roles: Collection[DecisionRole]) -> None:
        """Show roles; never told as an edit."""
        for role, button in self.buttons.items():
            button.setChecked(role in roles)

    def setAccessibleName(self, name: str) -> None:
        """Each button is read with the name of the question."""
        super().setAccessibleName(name)
        for role, button in self.buttons.items():
            button.setAccessibleName(f"{name}: {role.label}")

    def _tell(self) -> None:
        self.changed_by_user.emit(self.value())
