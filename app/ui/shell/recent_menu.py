"""The menu of the workspaces that were open before, the last one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.method.figures import day_text


class RecentMenu(QMenu):
    """One entry a workspace: name, folder and the day it was last changed; a missing one is found or removed."""

    opened = Signal(str)
    found = Signal(str)  # a missing one shall be looked for
    forgotten = Signal(str)

    def __init__(self, recent: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(tr("Open again"), parent)
        self._recent = recent
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for name in self._recent():
            path = Path(name)
            if path.exists():
                entry = self.addAction(f"{path.stem}\t{place(path)} · {last_changed(path)}")
                entry.setToolTip(name)
                entry.triggered.connect(partial(self.opened.emit, name))
            else:
                missing = self.addMenu(tr("{name} is not there any more", name=path.stem))
                missing.addAction(tr("Find it…")).triggered.connect(partial(self.found.emit, name))
                missing.addAction(tr("Remove it from the list")).triggered.connect(
                    partial(self.forgotten.emit, name)
                )
        if self.isEmpty():
            self.addAction(tr("No workspace was open yet")).setEnabled(False)


def place(path: Path) -> str:
    """The folder of a workspace, as short as it can be said."""
    try:
        return str(Path("~") / path.parent.relative_to(Path.home()))
    except ValueError:
        return str(path.parent)


def last_changed(path: Path) -> str:
    """The day on which a file was written last; empty when it is not there."""
    try:
        day = date.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return ""
    return day_text(day)
