"""People, connections and challenges come in from files: chosen in the menu or dropped, shown, taken, undone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.across.exchange import imports, target
from app.across.exchange.target import Wanted
from app.across.exchange.telling import outcome
from app.documents import csv_sheet
from app.errors import WorkbenchError
from app.i18n import tr
from app.tools.challenge_menu import importing as challenges
from app.tools.challenge_menu import storing, telling
from app.ui.conductor.pages import Pages
from app.ui.desk import Desk
from app.ui.dialogs.ask_challenges import ask_challenges
from app.ui.dialogs.ask_import import Preview, Wish, ask_import
from app.ui.main_window import MainWindow

ENDINGS = frozenset({".csv", ".tsv", ".txt"})


class Importing(QObject):
    """Takes files in, as one step that can be taken back."""

    def __init__(self, window: MainWindow, desk: Desk, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._desk, self._pages = window, desk, pages
        self._dropped: list[Path] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._take_dropped)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Ask for files, then what to do with them."""
        title, pattern = tr("Import people, connections or challenges"), tr("Tables (*.csv *.tsv *.txt)")
        if chosen := self._desk.ask_open_paths(self._window, title, pattern):
            self.take(chosen)

    def take(self, paths: Sequence[Path]) -> None:
        """Show what the files hold; when the user agrees, it is there."""
        desk = self._desk
        if not desk.onlooker.sees_all:
            desk.say(tr("Somebody is looking on: go back to the team view and show the names, then import."))
            return
        if library := [path for path in paths if _holds_challenges(path)]:
            for path in library:
                self._take_challenges(path)
            paths = [path for path in paths if path not in library]
        if not paths:
            return
        selection = desk.selection
        with desk.workspace.read() as session:
            known = target.wanted(session, selection.account_id, selection.opportunity_id)
        names = [path.name for path in paths]
        wish = ask_import(
            self._window,
            names,
            Wish(known.account, known.opportunity),
            lambda chosen: self._preview(paths, chosen),
        )
        if wish is None:
            return
        with desk.reporting(), desk.waiting(tr("Importing {files}…", files=", ".join(names))):
            files = imports.read(paths, wish.kind)
            with desk.workspace.edit(tr("Import {files}", files=", ".join(names))) as session:
                drafted = imports.draft(session, files, Wanted(wish.account, wish.opportunity))
                stored = imports.store(session, drafted, desk.today(), desk.settings.me)
            desk.select(stored.account_id, stored.opportunity_id)
            self._pages.show_tool("relationship_map")
            desk.say(" ".join(outcome(report) for report in drafted.reports))

    def _take_challenges(self, path: Path) -> None:
        """Into the library, after a look at every line."""
        desk = self._desk
        with desk.reporting():
            with desk.waiting(tr("Reading {file}…", file=path.name)):
                sheet = csv_sheet.read(path)
                with desk.workspace.read() as session:
                    draft = challenges.draft(sheet, storing.here(session))
            if ask_challenges(self._window, draft):
                label = tr("Import challenges from {file}", file=path.name)
                told = tr("Importing {files}…", files=path.name)
                with desk.waiting(told), desk.workspace.edit(label) as session:
                    storing.store(session, draft)
                desk.say(telling.outcome(draft))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tables that are dropped anywhere on the window are imported."""
        if event.type() in {QEvent.Type.DragEnter, QEvent.Type.Drop} and isinstance(
            event, QDragEnterEvent | QDropEvent
        ):
            paths = _tables(event)
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._dropped = paths
                    self._soon.start()  # the program that is dragged from must not wait for our question
                return True
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Leave the window alone."""
        self._window.removeEventFilter(self)

    def _take_dropped(self) -> None:
        self._window.activateWindow()
        self.take(self._dropped)

    def _preview(self, paths: Sequence[Path], wish: Wish) -> Preview:
        try:
            files = imports.read(paths, wish.kind)
            with self._desk.workspace.read() as session:
                drafted = imports.draft(session, files, Wanted(wish.account, wish.opportunity))
        except WorkbenchError as error:
            return Preview(error=str(error))
        return Preview(drafted.reports)


def _holds_challenges(path: Path) -> bool:
    """Whether the titles of its columns are those of challenges; a file that cannot be read is told of later."""
    try:
        return challenges.holds_challenges(csv_sheet.read(path))
    except WorkbenchError:
        return False


def _tables(event: QDropEvent) -> list[Path]:
    """The files of a drop, when all of them are tables."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if paths and all(path.suffix.lower() in ENDINGS for path in paths) else []
