"""The page of a program without a workspace: the sample, a new one, or one of yours."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.shell.recent_menu import last_changed, place
from app.ui.theme import fix, space
from app.ui.widgets.buttons import link, primary, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.text import Elided, label


class Welcome(QWidget):
    """Three ways in, and the workspaces that were open before."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)
    lost_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card()
        fix(self._card, width=520)
        self._note = label("", "look")
        self._note.hide()
        self._known = QWidget()
        self._recent = QVBoxLayout()
        space(self._recent, (0, 8, 0, 0), 2)
        self._lay_out()

    def say(self, text: str) -> None:
        """Why there is no workspace here, when one was asked for."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def said(self) -> str:
        """The sentence that is shown; empty when there is none."""
        return self._note.text()

    def show_recent(self, paths: Sequence[str]) -> None:
        """The workspaces that were open before; a missing one says so."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._known.setVisible(bool(paths))
        if paths:
            self._recent.addWidget(label(tr("Open again"), "section"))
        for path in paths:
            self._recent.addWidget(_Recent(Path(path), self))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        across = QHBoxLayout()  # an alignment would give the card the height of a wider one
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)
        self._card.add(label(tr("Prepare the meeting you have next"), "title"))
        self._card.add(
            label(
                tr(
                    "Dealwright keeps what you know of a customer in one file on this computer: people, challenges,"
                    " value, plan. Look round in the sample deal first, or start with a customer of yours."
                ),
                "muted",
            )
        )
        self._card.add(self._note)
        row = QWidget()
        line = QHBoxLayout(row)
        space(line, (0, 8, 0, 0), 8)
        for button, signal in (
            (primary(tr("Open the sample deal"), "sparkles"), self.sample_wanted),
            (secondary(tr("New workspace…"), "file-plus"), self.new_wanted),
            (secondary(tr("Open…"), "folder-open"), self.open_wanted),
        ):
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        self._card.add(row)
        self._known.setLayout(self._recent)
        self._known.hide()
        self._card.add(self._known)


class _Recent(QWidget):
    """A workspace: its name opens it; one that is not there any more is looked for or taken off the list."""

    def __init__(self, path: Path, page: Welcome) -> None:
        super().__init__()
        self._path, self._page = path, page
        line = QHBoxLayout(self)
        space(line, gap=8)
        there = path.exists()
        name = link(path.stem)
        name.setEnabled(there)
        name.clicked.connect(self._open)
        line.addWidget(name)
        line.addWidget(Elided(place(path) if there else tr("not there any more"), "meta"), 1)
        if there:
            line.addWidget(label(last_changed(path), "meta"))
            return
        for text, do in ((tr("Find it…"), self._find), (tr("Remove"), self._forget)):
            button = link(text)
            button.setAccessibleName(f"{text} {path.stem}")
            button.clicked.connect(do)
            line.addWidget(button)

    def _open(self) -> None:
        self._page.recent_wanted.emit(str(self._path))

    def _find(self) -> None:
        self._page.lost_wanted.emit(str(self._path))

    def _forget(self) -> None:
        self._page.forget_wanted.emit(str(self._path))
