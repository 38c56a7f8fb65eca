"""One open workspace behind the window; closing it gives the window back as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import WorkbenchError
from app.i18n import tr
from app.journal import Change
from app.models.vocabulary import Audience
from app.ui.conductor.coaching import Coaching
from app.ui.conductor.finding import Finding
from app.ui.conductor.importing import Importing
from app.ui.conductor.navigation import Navigation
from app.ui.conductor.pages import Measure, Pages
from app.ui.conductor.printing import Printing
from app.ui.conductor.rule_book import RuleBook
from app.ui.conductor.showing import Showing
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import Tab

LARGE = 2_000  # rows of a step that are not back at once


class Conductor(QObject):
    """Ties window and desk together; knows the parts, not the tools."""

    def __init__(self, window: MainWindow, desk: Desk, tabs: Sequence[type[Tab]], measure: Measure) -> None:
        super().__init__(window)
        self.window, self.desk = window, desk
        self.navigation = Navigation(window, desk)
        self.pages = Pages(window, desk, tabs, measure)
        self.finding = Finding(window, desk, self.pages)
        self.coaching = Coaching(window, desk)
        self.importing = Importing(window, desk, self.pages)
        self.rule_book = RuleBook(window, desk, self.pages, self.coaching.begin_anew)
        self.printing = Printing(window, desk, self.pages)
        self.showing = Showing(window, desk, self.begin_anew)
        for part in (
            self.navigation,
            self.pages,
            self.finding,
            self.coaching,
            self.importing,
            self.rule_book,
            self.printing,
            self.showing,
        ):
            part.setParent(self)  # the window outlives this workspace; they must not answer it any more
        window.coach.rules_asked.connect(self.rule_book.open)
        window.head.meeting.clicked.connect(self._open_meetings)
        desk.occupied.connect(window.status.show_work)
        desk.changed.connect(self._on_changed)
        desk.selected.connect(self._update_undo)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def begin(self, uid: str, tool: str) -> None:
        """Show the opportunity and the tool that were shown last."""
        self.navigation.reload()
        self.navigation.select_first(uid)
        if self.desk.audience is Audience.CUSTOMER:
            self.showing.keep_to_account()
            self.navigation.reload()
        self.pages.show_tool(tool if tool in self.pages.names else self.pages.names[0])
        self._update_undo()
        self.show_saved()

    def undo(self) -> None:
        """Take the last step back, whatever page it came from."""
        workspace = self.desk.workspace
        with self._patience(workspace.undo_size, tr("Taking back a large step…")):
            self._move(workspace.undo, tr("Took back: {step}"), tr("Took back the last step"))

    def redo(self) -> None:
        """Do the last undone step again."""
        workspace = self.desk.workspace
        with self._patience(workspace.redo_size, tr("Doing a large step again…")):
            self._move(workspace.redo, tr("Did again: {step}"), tr("Did the step again"))

    def keep(self) -> None:
        """Store what is being typed."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field tells what was typed when it loses the focus

    def close(self) -> None:
        """Keep what is being typed, then let go of pages and workspace."""
        self.keep()
        self.importing.close()
        self.pages.close()
        self.desk.close()

    def begin_anew(self) -> None:
        """Somebody else looks on, or figures are written otherwise: nothing stays that was read before."""
        self.window.status.forget()
        self.finding.forget()
        self.navigation.reload()
        self.pages.begin_anew()
        self.coaching.begin_anew()
        self._update_undo()

    def _move(self, move: Callable[[], str | None], said: str, quiet: str) -> None:
        """Undo or redo; `quiet` is said when a step's own words are not for whoever looks on."""
        focused = QApplication.focusWidget()
        if focused is not None and self.window.isAncestorOf(focused):
            _tell_pending(focused)
        try:
            step = move()
        except WorkbenchError as error:
            self.desk.fail(error)
            return
        if step is not None:
            self.desk.say(said.format(step=step) if self.desk.onlooker.sees_all else quiet)

    def _patience(self, rows: int, what: str) -> AbstractContextManager[None]:
        """Tell that a large step takes a moment, as an import does; nobody sees that a small one does."""
        return self.desk.waiting(what) if rows > LARGE else nullcontext()

    def _open_meetings(self) -> None:
        self.desk.open_tool("meeting")

    def _on_changed(self, _: Change) -> None:
        QTimer.singleShot(0, self._update_undo)
        self.show_saved()

    def show_saved(self) -> None:
        """Tell when the last step was saved, or that nothing can be."""
        if self.desk.workspace.read_only:
            self.window.status.show_state(tr("Read only"), "lock")
        else:
            self.window.status.show_saved(datetime.now())

    def _update_undo(self, *_: object) -> None:
        commands, workspace = self.window.commands, self.desk.workspace
        if commands is None:
            return
        told = self.desk.onlooker.sees_all  # a step may be called "Rate relationship", or by a name
        for name, word, step in (
            ("undo", tr("Undo"), workspace.undo_label),
            ("redo", tr("Redo"), workspace.redo_label),
        ):
            action = commands.action(name)
            action.setEnabled(step is not None)
            action.setText(f"{word}: {_lowered(step)}" if step and told else word)
        step = workspace.undo_label
        self.window.status.show_step(tr("Undo: {step}", step=_lowered(step)) if step and told else "")

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None:
            self.desk.workspace.seal()


def _tell_pending(widget: QWidget) -> None:
    """A field that holds text not told yet tells it before a step is taken back."""
    parent: QObject | None = widget
    while parent is not None:
        commit = getattr(parent, "commit", None)
        if callable(commit):
            commit()
            return
        parent = parent.parent()


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
