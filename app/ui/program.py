"""The running program: one window, at most one open workspace, the settings."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import glance, paths
from app.errors import WorkbenchError
from app.i18n import tr
from app.models.vocabulary import Audience, Onlooker
from app.settings import Settings
from app.ui import ask_workspace
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.wardrobe import Wardrobe

if TYPE_CHECKING:
    from app.models.opening import Opening
    from app.ui.conductor.conductor import Conductor
    from app.ui.failures import Failures
    from app.ui.instance import Door

BAD_QT = "6.12.0"  # drops a reference to None at each call; deadly before Python 3.12


def start(path: Path | None) -> int:
    """Open the window on `path`, or on the workspace that was open last; the exit code."""
    if (sentence := unfit()) is not None:
        sys.stderr.write(sentence + "\n")
        return 2
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Dealwright")
    if path is not None and _raised_elsewhere(path):
        return 0
    program = Program(application, path)
    program.window.show_first()
    return application.exec()


def _raised_elsewhere(path: Path) -> bool:
    """Whether a running program has this workspace open and now shows its window."""
    if not path.with_name(path.name + ".lock-holder").exists():
        return False  # nobody has it: spare the start the network module
    from app.ui.instance import raise_other  # late, as said above

    return raise_other(path)


def unfit() -> str | None:
    """Why this Python and this Qt must not run together; None when they may."""
    if qVersion() == BAD_QT and sys.version_info < (3, 12):
        return tr(
            "PySide6 {qt} crashes Python before 3.12; install PySide6-Essentials 6.11.3 instead.", qt=BAD_QT
        )
    return None


class Program(QObject):
    """Owns the window and what is open in it."""

    def __init__(
        self,
        application: QApplication,
        path: Path | None,
        *,
        config: Path | None = None,
        today: date | None = None,
    ) -> None:
        """`config` and `today` are set by tests; else they are the user's own."""
        super().__init__(application)
        self._application = application
        self._today = today
        self.wardrobe = Wardrobe(application, config or paths.settings_file())
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self._not_opened)
        self.conductor: Conductor | None = None
        self.failures: Failures
        self._opening: Opening | None = None
        self._door: Door | None = None
        self._wanted = path
        self.window = MainWindow(self.settings, self.day())
        self.window.painted.connect(self._after_first_picture)
        self.window.closing.connect(self.close)
        self.window.sample_wanted.connect(self.open_sample)
        self.window.new_wanted.connect(self.ask_new)
        self.window.open_wanted.connect(self.ask_open)
        self.window.recent_wanted.connect(self._open_recent)
        self.window.lost_wanted.connect(self._find)
        self.window.forget_wanted.connect(self._forget)
        self.window.status.zoom_reset.connect(self.wardrobe.zoom_reset)
        self.wardrobe.dressed.connect(self.window.restyle)
        self.wardrobe.zoomed.connect(self.window.status.show_zoom)
        self.wardrobe.changed.connect(self._hand_on)
        self._first_picture(path)

    # what is open

    def open(self, path: Path) -> None:
        """Open `path` instead of what is open; when that cannot be done, a sentence tells why and all stays."""
        if self._opening is not None and self._opening.path.resolve() == path.resolve():
            return
        self._wanted = path
        self.window.status.show_state(tr("Opening {name}…", name=path.stem))

        def work() -> Any:
            from app.ui import parts  # late, on a thread: the database layer and every tool

            return parts.check_and_lock(path)

        self.jobs.run(work, self._opened)

    def ask_open(self) -> None:
        """Ask for a workspace file and open it."""
        chosen = ask_workspace.existing(self.window, tr("Open a workspace"), self._folder())
        if chosen is not None:
            self.open(chosen)

    def ask_new(self) -> None:
        """Ask where a new workspace should be, make it and open it."""
        path = ask_workspace.new(self.window, self._folder())
        if path is not None:
            self._make(path, sample=False)

    def open_sample(self) -> None:
        """Open the sample deal in a copy of its own; one that is there already is taken as it is."""
        folder = paths.user_data()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / tr("Sample deal.dealwright")
        if path.exists():
            self.open(path)
        else:
            self._make(path, sample=True)

    def close(self) -> None:
        """Save what is still being typed and the state of the window."""
        if self._closed:
            return
        self._closed = True
        if self.conductor is not None:
            self.conductor.keep()
        self._remember()
        self.window.hide()  # what follows takes a moment that nobody should look at
        self._close_workspace()
        self.jobs.close()
        if hasattr(self, "failures"):
            self.failures.close()

    _closed = False

    # the start

    def _first_picture(self, path: Path | None) -> None:
        """Rows by plain SQL; without a workspace the welcome page."""
        wanted = path or (Path(self.settings.last_workspace) if self.settings.last_workspace else None)
        if wanted is None or (path is None and not wanted.exists()):
            self._wanted = None
            self.window.show_welcome(self.settings.recent)
            return
        self._wanted = wanted
        onlooker = self._onlooker()
        self.window.show_onlooker(onlooker)
        accounts = glance.look(wanted, self.day()) if onlooker.sees_all else []
        self.window.show_accounts(accounts)
        self.window.show_work()
        deal = glance.begin_with(accounts, self.settings.last_opportunity)
        account = next((item for item in accounts if deal is not None and item.id == deal.account_id), None)
        self.window.show_selected(account, deal)
        self.window.coach.show_nothing("")
        self.window.status.show_state(tr("Opening {name}…", name=wanted.stem))

    def _after_first_picture(self) -> None:
        """What the eye does not need: menus and shortcuts, the log, then all the rest."""
        from app.ui.failures import Failures  # late: logging's handlers cost 10 ms of the start
        from app.ui.program_commands import table  # late: a menu bar costs as much

        self.failures = Failures(paths.user_data() / "logs", self)
        self.failures.happened.connect(self._tell_failure)
        self.failures.install()
        self._application.setWindowIcon(QIcon(str(paths.resource("logo.svg"))))
        self.window.set_commands(table(self), self._recent)
        if self._wanted is not None:
            self.open(self._wanted)
        else:
            self.jobs.run(_warm, _nothing)

    def _opened(self, opening: Opening) -> None:
        from app.ui import parts  # imported by now
        from app.ui.instance import Door  # late: QtNetwork is not needed for the first picture

        onlooker = self._onlooker()
        self._close_workspace()
        try:
            conductor = parts.conductor(self.window, opening, self.settings, self._today, onlooker)
        except Exception as error:  # whatever it is: nobody shall wait for pages that never come
            opening.release()
            self._not_opened(error)
            return
        self._opening, self.conductor = opening, conductor
        self.window.call(opening.path.stem)
        conductor.desk.failed.connect(self.failures.tell)
        conductor.desk.said.connect(self.window.status.tell)
        conductor.desk.changed.connect(self.window.go_on)
        conductor.desk.settings_changed.connect(self.wardrobe.take)
        conductor.desk.onlooker_changed.connect(self._remember_onlooker)
        conductor.pages.shown.connect(self._remember_tool)
        self.window.show_work()
        conductor.begin(self.settings.last_opportunity, self.settings.last_tool)
        if opening.notice:
            self.window.notice.tell(opening.notice, danger=False, stays=True)
        self._add_recent(opening.path)
        if not opening.read_only:
            self._door = Door(opening.path, self)
            self._door.knocked.connect(self._come_forward)

    def _not_opened(self, error: BaseException) -> None:
        known = isinstance(error, WorkbenchError)
        if self.conductor is not None or not known:
            self.failures.tell(error)
        if self.conductor is not None:
            self.conductor.show_saved()
        else:
            self.window.status.show_state(tr("No workspace is open"))
            self.window.show_welcome(self.settings.recent, str(error) if known else "")

    def _make(self, path: Path, *, sample: bool) -> None:
        self.window.status.show_state(tr("Making {name}…", name=path.stem))
        today = self.day()

        def work() -> Any:
            from app.ui import parts  # late, on a thread: the database layer and every tool

            if sample:
                parts.make_sample(path, today)
            else:
                parts.make(path)
            return parts.check_and_lock(path)

        self.jobs.run(work, self._opened)

    def _close_workspace(self) -> None:
        if self.conductor is not None:
            self._remember()
            self.conductor.close()
            self.conductor.deleteLater()
            self.conductor = None
        if self._door is not None:
            self._door.close()
            self._door = None
        if self._opening is not None:
            self._opening.release()
            self._opening = None

    # settings

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.wardrobe.settings

    def prefer(self, wanted: Settings) -> None:
        """Take the preferences of the dialog: figures, dates and ages are read anew by every page."""
        differ = self.wardrobe.prefer(wanted, ("me", "locale", "currency", "fading_days", "old_days"))
        if differ and self.conductor is not None:
            self.conductor.begin_anew()

    def _hand_on(self, changed: Settings) -> None:
        if self.conductor is not None:
            self.conductor.desk.settings = changed

    def _remember(self) -> None:
        uid = (
            self.conductor.navigation.selected_uid
            if self.conductor is not None
            else self.settings.last_opportunity
        )
        self.wardrobe.change(window=self.window.window_state(), last_opportunity=uid)
        self.wardrobe.save()

    def _onlooker(self) -> Onlooker:
        """Whoever looked on last: who starts anew before a customer must not show what is for us."""
        if self.conductor is not None:
            return self.conductor.desk.onlooker
        return Onlooker(Audience(self.settings.audience), self.settings.names_hidden)

    def _remember_onlooker(self, onlooker: Onlooker) -> None:
        self.wardrobe.change(audience=onlooker.audience.value, names_hidden=onlooker.names_hidden)
        self.wardrobe.save()

    def _remember_tool(self, tool: str) -> None:
        self.wardrobe.change(last_tool=tool)

    def _add_recent(self, path: Path) -> None:
        known = str(path.resolve())
        recent = (known, *(other for other in self.settings.recent if other != known))[:10]
        self.wardrobe.change(recent=recent, last_workspace=known)
        self.wardrobe.save()

    def _tell_failure(self, sentence: str, details: str) -> None:
        if self.conductor is not None:
            sentence = self.conductor.desk.workspace.cover(sentence)
        text = sentence or tr("Something went wrong that should not. What you had entered before is saved.")
        self.window.notice.tell(text, details=details)

    def _come_forward(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _open_recent(self, path: str) -> None:
        self.open(Path(path))

    def _recent(self) -> tuple[str, ...]:
        return self.settings.recent

    def _find(self, path: str) -> None:
        """Ask where a workspace is now that was moved or renamed; it takes the place of the old one."""
        title = tr("Where is “{name}” now?", name=Path(path).stem)
        chosen = ask_workspace.existing(self.window, title, self._folder())
        if chosen is not None:
            self._forget(path)
            self.open(chosen)

    def _forget(self, path: str) -> None:
        """A workspace that is gone leaves the list."""
        recent = tuple(other for other in self.settings.recent if other != path)
        self.wardrobe.change(recent=recent)
        self.wardrobe.save()
        if not self.window.working:
            self.window.welcome.show_recent(recent)

    def _folder(self) -> str:
        return str(Path(self.settings.last_workspace).parent if self.settings.last_workspace else Path.home())

    def day(self) -> date:
        """The day that "today" means."""
        return self._today or date.today()


def _warm() -> None:
    """Import what the next click will want."""
    from app.ui import parts  # noqa: F401 - for its imports


def _nothing(_: object) -> None:
    """No answer is waited for."""
