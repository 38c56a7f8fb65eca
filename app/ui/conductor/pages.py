"""Which page is shown: tabs are built when first wanted; Back goes where one was before."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.method.progress import Progress
from app.models.vocabulary import Audience
from app.ui.desk import Desk, Selection
from app.ui.icons import icon as export_icon
from app.ui.main_window import MainWindow
from app.ui.shell.tool_bar import ToolEntry
from app.ui.tab import Tab

Measure = Callable[[Any, int | None, int | None], dict[str, Progress]]
PAUSE, BETWEEN = 800, 60  # ms without anything to do before a page is made ahead, and between two of them


class Pages(QObject):
    """The tool pages of one open workspace.

    While nothing happens, those not wanted yet are made one by one, so that their first show is quick.
    """

    shown = Signal(str)  # name of the tool

    def __init__(self, window: MainWindow, desk: Desk, tabs: Sequence[type[Tab]], measure: Measure) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._types = {tab.name: tab for tab in tabs}
        self._tabs: dict[str, Tab] = {}
        self._measure = measure
        self._current = ""
        self._trail: list[tuple[Selection, str]] = []
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self._show_progress)
        self._unread: list[Tab] = []  # made ahead, not filled yet
        self._idle = QTimer(self, singleShot=True, interval=PAUSE)
        self._idle.timeout.connect(self._make_ahead)
        window.tools.show_tools(
            [
                ToolEntry(tab.name, tab.title(), tab.group.value, tab.group.label, tab.title_outside())
                for tab in tabs
            ]
        )
        window.tools.show_outside(desk.audience is Audience.CUSTOMER)
        window.tools.tool_chosen.connect(self.show_tool)
        self._exports = window.head.add_menus()
        self._exports.aboutToShow.connect(self._fill_exports)
        desk.tool_wanted.connect(self.open)
        desk.changed.connect(self._soon.start)
        desk.selected.connect(self._soon.start)
        desk.changed.connect(self._wait)
        desk.selected.connect(self._wait)

    @property
    def current(self) -> Tab | None:
        """The page that is shown."""
        return self._tabs.get(self._current)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tools in their order."""
        return tuple(self._types)

    @property
    def complete(self) -> bool:
        """Whether all pages are made and filled."""
        return len(self._tabs) == len(self._types) and not self._unread

    def title(self, tool: str) -> str:
        """The name of a tool as the user reads it."""
        return self._types[tool].title()

    def offered(self) -> list[tuple[str, str]]:
        """The tools that whoever looks on may open, each with the title that they read."""
        if self._desk.audience is Audience.INTERNAL:
            return [(name, tab.title()) for name, tab in self._types.items()]
        return [(name, title) for name, tab in self._types.items() if (title := tab.title_outside())]

    def icon(self, tool: str) -> str:
        """The name of a tool's icon."""
        return self._types[tool].icon

    def show_tool(self, name: str) -> None:
        """Show a tool's page, building it when it is wanted for the first time."""
        if name not in self._types:
            return
        self._desk.workspace.seal()
        if self._current:
            self._trail.append((self._desk.selection, self._current))
        self._show(name)

    def open(self, name: str, what: str) -> None:
        """Show a tool and in it a part of its page."""
        if name in self._types:
            self.show_tool(name)
            if what and (tab := self.current) is not None and not tab.closed:
                tab.focus_on(what)

    def back(self) -> None:
        """Alt+Left: where one was before."""
        if self._trail:
            selection, name = self._trail.pop()
            self._desk.select(selection.account_id, selection.opportunity_id)
            self._show(name)

    def new(self) -> None:
        """Ctrl+N: what this page makes."""
        if self.current is not None and not self.current.closed:
            self.current.new()

    def begin_anew(self) -> None:
        """Build the pages again, so that nothing remains of what they held, not even in a field's undo."""
        shown, tab = self._current, self.current
        place = tab.here() if tab is not None and not tab.closed else ""
        self.close()
        self._trail.clear()
        self._window.tools.show_outside(self._desk.audience is Audience.CUSTOMER)
        self._show(shown)
        if place and (again := self.current) is not None and not again.closed:
            again.focus_on(place)
        self._soon.start()

    def close(self) -> None:
        """Let go of all pages."""
        self._idle.stop()
        self._unread.clear()
        for tab in self._tabs.values():
            self._window.pages.removeWidget(tab)
            tab.setParent(None)
            tab.deleteLater()
        self._tabs.clear()

    def _show(self, name: str) -> None:
        if name not in self._tabs:
            self._make(name)
        self._wait()
        self._current = name
        self._window.tools.select(name)
        self._window.pages.setCurrentWidget(self._tabs[name])
        self.shown.emit(name)

    def _make(self, name: str) -> Tab:
        tab = self._types[name](
            self._desk, self._window.pages
        )  # in its place from the first: a move dresses it anew
        self._tabs[name] = tab
        self._window.pages.addWidget(tab)
        return tab

    def _wait(self, *_: object) -> None:
        self._idle.start(PAUSE)

    def _make_ahead(self) -> None:
        """One page is built, or one that was built is filled; never both at once, for that would be felt."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._wait()  # somebody types into a dialog or reads a menu
            return
        if self._desk.jobs.busy:
            self._idle.start(BETWEEN)  # work beside it would make this turn several times as long
            return
        if self._unread:
            self._unread.pop().read_ahead()
        elif (name := next((name for name in self._types if name not in self._tabs), "")) != "":
            self._unread.append(self._make(name))
        else:
            return
        self._idle.start(BETWEEN)

    def _fill_exports(self) -> None:
        menu = self._exports
        menu.clear()
        tab = self.current
        for export in tab.exports() if tab is not None and not tab.closed else ():
            menu.addAction(export_icon(export.icon), export.text).triggered.connect(export.handler)
        if self._window.commands is not None:
            menu.addSeparator()
            for command in ("print", "save_pdf"):
                menu.addAction(self._window.commands.action(command))

    def _show_progress(self) -> None:
        selection = self._desk.selection
        with self._desk.workspace.read() as session:
            progress = self._measure(session, selection.account_id, selection.opportunity_id)
        self._window.show_progress(progress)
