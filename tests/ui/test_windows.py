"""No part of a page is a window of its own, not even for a moment: on a real desktop that would be seen to flash."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener

MEANT = {Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool}


class Watch(QObject):
    """Notes every widget that comes up as a window without being meant for one."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            kind = watched.windowFlags() & Qt.WindowType.WindowType_Mask
            if kind not in MEANT:
                self.strays.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


def test_every_page_comes_up_in_the_window_alone(qtbot: QtBot, open_program: Opener, full_deal: Path) -> None:
    watch = Watch()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.installEventFilter(watch)
    try:
        program = open_program(full_deal)
        assert program.conductor is not None
        for name in program.conductor.pages.names:
            program.conductor.pages.show_tool(name)
            QApplication.processEvents()
    finally:
        application.removeEventFilter(watch)
    assert watch.strays == ["MainWindow Dealwright"]
