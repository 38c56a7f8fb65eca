"""What every tab is handed: the workspace, jobs, settings, and which account and opportunity are selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import WorkbenchError
from app.i18n import tr
from app.method.evidence import Ageing
from app.models.vocabulary import Audience, Onlooker
from app.settings import Settings
from app.ui.jobs import Jobs

if TYPE_CHECKING:  # the window holds a desk before the database layer is loaded
    from app.journal import Change
    from app.workspace import Workspace


@dataclass(frozen=True)
class Selection:
    """What the navigator points at; an opportunity always comes with its account."""

    account_id: int | None = None
    opportunity_id: int | None = None


class Desk(QObject):
    """The one object that tabs share; tabs meet in its announcements, never in each other."""

    changed = Signal(object)  # Change
    selected = Signal(object)  # Selection
    tool_wanted = Signal(str, str)  # tool, what to show in it
    said = Signal(str)
    failed = Signal(object)  # the exception
    occupied = Signal(str)  # by what the window is held up; empty when it is free again
    settings_changed = Signal(object)  # Settings
    onlooker_changed = Signal(object)  # Onlooker: whoever reads the screen from now on

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        parent: QObject | None = None,
        *,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.settings = settings
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self.failed)
        self.selection = Selection()
        self._today = today
        self._stop_listening: Callable[[], None] = workspace.listen(self._on_change)

    def today(self) -> date:
        """The day that "today" means; tests and samples may fix it."""
        return self._today or date.today()

    @property
    def ageing(self) -> Ageing:
        """From how many days on evidence is fading, and old, as the user has set it."""
        return Ageing(self.settings.fading_days, self.settings.old_days)

    @property
    def onlooker(self) -> Onlooker:
        """Who looks at the window; all that is read is for these eyes."""
        return self.workspace.onlooker

    @property
    def audience(self) -> Audience:
        """Whether we are among ourselves, or a customer looks on."""
        return self.onlooker.audience

    def read_for(self, audience: Audience) -> AbstractContextManager[Any]:
        """A session for the readers of a document; nobody gets more than whoever looks at the window now."""
        if self.audience is Audience.CUSTOMER:
            return self.workspace.read()
        return self.workspace.read(replace(self.onlooker, audience=audience))

    def show_to(self, onlooker: Onlooker) -> None:
        """From now on somebody else looks at the window."""
        if onlooker != self.onlooker:
            self.workspace.seal()
            self.workspace.show_to(onlooker)
            self.onlooker_changed.emit(onlooker)

    def select(self, account_id: int | None, opportunity_id: int | None) -> None:
        """Point at an account or at one of its opportunities."""
        selection = Selection(account_id, opportunity_id)
        if selection != self.selection:
            self.workspace.seal()
            self.selection = selection
            self.selected.emit(selection)

    def open_tool(self, tool: str, what: str = "") -> None:
        """Ask the window to show a tool, and in it `what`."""
        self.tool_wanted.emit(tool, what)

    def say(self, text: str) -> None:
        """Tell the user that something has happened, without a name that whoever looks must not read."""
        self.said.emit(self.workspace.cover(text))

    def fail(self, error: BaseException) -> None:
        """Tell the user that something went wrong."""
        self.failed.emit(error)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Show a WorkbenchError of the block as its sentence; other errors go on."""
        try:
            yield
        except WorkbenchError as error:
            self.fail(error)

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Tell what holds the window up before it does; the pointer shows it until the block is done."""
        self.occupied.emit(what)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            yield
        finally:
            QApplication.restoreOverrideCursor()
            self.occupied.emit("")

    def prefer(self, **changes: object) -> None:
        """Change preferences; the window saves them."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.settings_changed.emit(self.settings)

    def ask_save_path(self, parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
        """Where a file should go; a name without ending gets that of `name`. None when the user thinks better."""
        from PySide6.QtWidgets import QFileDialog  # late: loading this class costs 25 ms of the start

        dialog = QFileDialog(parent, title, self._folder(), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix)
        dialog.selectFile(name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return self._chosen(chosen)[0] if chosen else None

    def save_as(
        self, parent: QWidget, title: str, name: str, pattern: str, write: Callable[[Path], object]
    ) -> None:
        """Ask where a file should go, write it there and say so; a WorkbenchError is shown as its sentence."""
        path = self.ask_save_path(parent, title, name, pattern)
        if path is not None:
            with self.reporting():
                write(path)
                self.say(tr("Saved “{name}”.", name=path.name))

    def ask_open_path(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        """Which file to read. None when the user thinks better."""
        from PySide6.QtWidgets import QFileDialog  # late: as above

        chosen, _ = QFileDialog.getOpenFileName(parent, title, self._folder(), pattern)
        return self._chosen([chosen])[0] if chosen else None

    def ask_open_paths(self, parent: QWidget, title: str, pattern: str) -> list[Path]:
        """Which files to read, several at a time; none when the user thinks better."""
        from PySide6.QtWidgets import QFileDialog  # late: as above

        chosen, _ = QFileDialog.getOpenFileNames(parent, title, self._folder(), pattern)
        return self._chosen(chosen)

    def _folder(self) -> str:
        """Where file dialogs begin: where the last one ended, and at first beside the workspace."""
        last = Path(self.settings.last_folder or self.workspace.path.parent)
        return str(last if last.is_dir() else self.workspace.path.parent)

    def _chosen(self, names: Sequence[str]) -> list[Path]:
        paths = [Path(name) for name in names]
        if paths:
            self.prefer(last_folder=str(paths[0].parent))
        return paths

    def close(self) -> None:
        """Let go of jobs and workspace."""
        self._stop_listening()
        self.jobs.close()
        self.workspace.close()

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
