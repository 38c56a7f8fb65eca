"""The keyboard goes to the window that a test means."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def make_active(qtbot: QtBot, window: QWidget) -> None:
    """Ask until the window is active: without a window manager one that was closed takes it away late."""

    def active() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(active)
