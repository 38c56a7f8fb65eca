"""Which workspace file: one that is there, or where a new one shall be."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.i18n import tr

SUFFIX = ".dealwright"
PATTERN = "Dealwright (*.dealwright)"


def existing(window: QWidget, title: str, folder: str) -> Path | None:
    """A workspace file that is there; None when the user thinks better of it."""
    from PySide6.QtWidgets import QFileDialog  # late: loading this class costs 25 ms of the start

    chosen, _ = QFileDialog.getOpenFileName(window, title, folder, PATTERN)
    return Path(chosen) if chosen else None


def new(window: QWidget, folder: str) -> Path | None:
    """Where a new workspace shall be. Nobody is asked whether a file may be replaced: none ever is."""
    from PySide6.QtWidgets import QFileDialog  # late: as above

    suggestion = str(Path(folder) / tr("My deals.dealwright"))
    keep = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(window, tr("New workspace"), suggestion, PATTERN, options=keep)
    if not chosen:
        return None
    path = Path(chosen)
    return (
        path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    )  # "Q3.deals" has a dot of its own
