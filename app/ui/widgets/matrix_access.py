"""What a screen reader is told of a matrix: its axes as the name, the current token and its place as the value."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Spoken(QWidget):
    """A painted widget that can say in a few words what is current on it."""

    def spoken(self) -> str:
        """The current thing and where it stands."""
        raise NotImplementedError


class SpokenInterface(QAccessibleWidget):
    """The accessible side of a Spoken widget."""

    def __init__(self, widget: Spoken) -> None:
        super().__init__(widget, QAccessible.Role.Chart, widget.accessibleName())
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        """The value comes from the widget, all else as Qt has it."""
        return self._widget.spoken() if kind == QAccessible.Text.Value else super().text(kind)


@cache
def install() -> None:
    """Let Qt make such an interface for each Spoken widget; done once in a process."""
    QAccessible.installFactory(_made)


def announce(widget: Spoken) -> None:
    """Tell a screen reader that the value is another one now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, widget.spoken()))


def _made(_kind: str, made_for: QObject) -> QAccessibleInterface | None:
    return SpokenInterface(made_for) if isinstance(made_for, Spoken) else None
