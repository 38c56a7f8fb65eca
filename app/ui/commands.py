"""Menus and shortcuts as a table; menus, palette and shortcut sheet are made of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True)
class Command:
    """One thing the program can do: its menu, its words, its keys."""

    id: str
    menu: str
    text: str
    icon: str
    keys: str
    handler: Callable[[], None]
    palette: bool = True
    work: bool = False  # only with an open workspace


class Commands(QObject):
    """The actions behind a table of commands."""

    def __init__(self, window: QWidget, table: Iterable[Command]) -> None:
        super().__init__(window)
        self.table = tuple(table)
        self._actions: dict[str, QAction] = {}
        for command in self.table:
            action = QAction(command.text, window)
            if command.keys:
                action.setShortcuts([QKeySequence(keys) for keys in command.keys.split("|")])
            action.triggered.connect(command.handler)
            action.setEnabled(not command.work)
            window.addAction(action)
            self._actions[command.id] = action

    def action(self, command: str) -> QAction:
        """The action of a command, to enable or to rename it."""
        return self._actions[command]

    def allow_work(self, working: bool) -> None:
        """With an open workspace everything can be done; without one only what needs none."""
        for command in self.table:
            if command.work:
                self._actions[command.id].setEnabled(working)

    def fill(self, menu: QMenu, name: str) -> None:
        """Put the commands of one menu into it."""
        for command in self.table:
            if command.menu == name:
                menu.addAction(self._actions[command.id])

    def menus(self) -> list[str]:
        """The names of the menus in the order of the table."""
        return list(dict.fromkeys(command.menu for command in self.table))

    def enabled(self) -> list[Command]:
        """The commands that can be given now."""
        return [command for command in self.table if self._actions[command.id].isEnabled()]
