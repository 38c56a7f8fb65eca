"""The window: the frame, one page at a time, rails where there is no room; it knows no tool by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.glance import AccountGlance, OpportunityGlance
from app.i18n import tr
from app.models.vocabulary import Audience, Onlooker
from app.settings import Settings
from app.ui.shell.coach_panel import CoachPanel, CoachRail
from app.ui.shell.head import Head
from app.ui.shell.navigator import Navigator
from app.ui.shell.navigator_rail import NavigatorRail
from app.ui.shell.status_bar import StatusBar
from app.ui.shell.tool_bar import ToolBar
from app.ui.shell.top_bar import TopBar
from app.ui.theme import fix, space, theme

if TYPE_CHECKING:
    from app.method.progress import Progress
    from app.ui.commands import Command, Commands
    from app.ui.shell.finder import Finder
    from app.ui.shell.notice import Notice
    from app.ui.shell.welcome import Welcome
    from app.ui.widgets.empty_state import EmptyState

WIDE = 1440  # logical pixels from which the coach has room beside the page
USUAL = 1280  # below this the navigator is a rail too
LOW = 640  # logical pixels below which the head of the window is kept low


class MainWindow(QMainWindow):
    """The frame of the program."""

    painted = Signal()  # once, after the first picture
    closing = Signal()
    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)
    lost_wanted = Signal(str)  # a workspace that is not where it was shall be looked for
    forget_wanted = Signal(str)
    add_account_wanted = Signal()

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__()
        self.setWindowTitle("Dealwright")
        self.setAccessibleName("Dealwright")
        self._was_painted = False
        self._alt_alone = False
        self._settings = settings
        self._title = "Dealwright"
        self._coach_wanted: bool | None = None  # the user's choice at this width; None: by width
        self._coach_among_us: bool | None = None  # the same, kept while a customer looks on
        self._outside = False
        self._navigator_wanted: bool | None = None
        self.top = TopBar()
        self.navigator = Navigator(today)
        self.navigator_rail = NavigatorRail()
        self.head = Head()
        self.tools = ToolBar()
        self.pages = QStackedWidget()
        self.coach = CoachPanel()
        self.rail = CoachRail()
        self.status = StatusBar()
        self.status.show_zoom(theme().scale)
        self.body = QStackedWidget()
        self._lay_out()
        self.commands: Commands | None = None
        self._restore(settings)
        self.navigator_rail.expanded.connect(self.toggle_navigator)
        self.rail.expanded.connect(self.toggle_coach)
        self.coach.collapsed.connect(self.toggle_coach)

    # built when they are first wanted, because each kind of widget costs time at the start

    @cached_property
    def finder(self) -> Finder:
        """The list below the search field."""
        from app.ui.shell.finder import Finder  # late, as said above

        return Finder(self._central)

    @cached_property
    def notice(self) -> Notice:
        """The sentence above the page."""
        from app.ui.shell.notice import Notice  # late, as said above

        notice = Notice()
        self._middle.insertWidget(0, notice)
        return notice

    @cached_property
    def welcome(self) -> Welcome:
        """The page of a program without a workspace."""
        from app.ui.shell.welcome import Welcome  # late, as said above

        page = Welcome()
        page.sample_wanted.connect(self.sample_wanted)
        page.new_wanted.connect(self.new_wanted)
        page.open_wanted.connect(self.open_wanted)
        page.recent_wanted.connect(self.recent_wanted)
        page.lost_wanted.connect(self.lost_wanted)
        page.forget_wanted.connect(self.forget_wanted)
        self.body.addWidget(page)
        return page

    @cached_property
    def nothing(self) -> EmptyState:
        """The page of a workspace without an account."""
        from app.ui.widgets.empty_state import EmptyState  # late, as said above

        page = EmptyState(
            "building-2",
            tr("Start with one customer you will meet soon."),
            tr("Add the account, then the deal you are working on. Everything else hangs on these two."),
            tr("Add an account"),
            tr("Look at the sample deal"),
        )
        page.started.connect(self.add_account_wanted)
        page.second_chosen.connect(self.sample_wanted)
        self._inner.addWidget(page)
        return page

    def set_commands(self, table: Sequence[Command], recent: Callable[[], Sequence[str]]) -> None:
        """Build menus and shortcuts of a table of commands; `recent` tells which workspaces were open before."""
        from PySide6.QtWidgets import QMenu, QMenuBar  # late, as said above

        from app.ui.commands import Commands  # late, as said above
        from app.ui.shell.recent_menu import RecentMenu  # late, as said above

        self.commands = Commands(self, table)
        bar = QMenuBar()
        everything = QMenu(self)
        sample = self.commands.action("sample")
        for name in self.commands.menus():
            for menu in (bar.addMenu(name), everything.addMenu(name)):
                self.commands.fill(menu, name)
                if sample in menu.actions():
                    again = RecentMenu(recent, self)
                    again.opened.connect(self.recent_wanted)
                    again.found.connect(self.lost_wanted)
                    again.forgotten.connect(self.forget_wanted)
                    menu.insertMenu(sample, again)
        self.commands.allow_work(self.working)
        self.setMenuBar(bar)
        if not bar.isNativeMenuBar():
            bar.hide()
        self.top.brand.set_menu(everything)
        self.top.bind(self.top.undo, self.commands.action("undo"))
        self.top.bind(self.top.redo, self.commands.action("redo"))
        self.top.view.clicked.connect(self.commands.action("customer_view").trigger)
        self.top.names.clicked.connect(self.commands.action("hide_names").trigger)

    def show_accounts(self, accounts: Sequence[AccountGlance]) -> None:
        """Fill the navigator."""
        self.navigator.show_accounts(accounts)
        self._show_body()

    def show_selected(self, account: AccountGlance | None, deal: OpportunityGlance | None) -> None:
        """Show the head of what is selected."""
        self.navigator.select(account.id if account else None, deal.id if deal else None)
        if deal is not None:
            self.head.show_opportunity(deal)
        elif account is not None:
            self.head.show_account(account)
        self._show_body()

    def show_onlooker(self, onlooker: Onlooker) -> None:
        """Who looks on: said in the top bar and in the title, and the frame keeps back what is not for them."""
        customer = onlooker.audience is Audience.CUSTOMER
        self.top.show_onlooker(onlooker)
        self.head.show_for(onlooker.audience)
        if customer != self._outside:
            self._outside = customer
            if customer:  # to whom the coach has nothing to say
                self._coach_among_us, self._coach_wanted = self._coach_wanted, False
            else:
                self._coach_wanted = self._coach_among_us
            self._arrange()
        self.setWindowTitle(tr("Customer view – Dealwright") if customer else self._title)
        if "notice" in self.__dict__:
            self.notice.forget()

    def go_on(self) -> None:
        """Something was done after all: the sentence about what could not be done has had its time."""
        if "notice" in self.__dict__:
            self.notice.outlive()

    def call(self, name: str) -> None:
        """The name of the workspace in the title; a customer does not read how we call our files."""
        self._title = f"{name} – Dealwright"
        self.setWindowTitle(self._title)

    def show_welcome(self, recent: Sequence[str], note: str = "") -> None:
        """The page of a program without a workspace."""
        self.welcome.show_recent(recent)
        self.welcome.say(note)
        self.body.setCurrentWidget(self.welcome)
        self._allow_work()

    def show_work(self) -> None:
        """The page of a program with a workspace."""
        self.body.setCurrentWidget(self._work)
        self._show_body()
        self._allow_work()

    def _allow_work(self) -> None:
        """What needs a workspace is there with one only."""
        self.top.allow_work(self.working)
        if self.commands is not None:
            self.commands.allow_work(self.working)
        self._arrange()

    @property
    def working(self) -> bool:
        """Whether a workspace is shown."""
        return self.body.currentWidget() is self._work

    def show_progress(self, progress: Mapping[str, Progress]) -> None:
        """How far the tools are with this opportunity."""
        self.tools.show_progress(progress)

    def toggle_coach(self) -> None:
        """Show or hide the coach, whatever the width."""
        self._coach_wanted = not self.coach.isVisible()
        self._arrange()

    def toggle_navigator(self) -> None:
        """Show or hide the navigator, whatever the width."""
        self._navigator_wanted = not self.navigator.isVisible()
        self._arrange()

    def toggle_full_screen(self) -> None:
        """F11."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def place_finder(self) -> None:
        """Hang the list of results below the search field."""
        field = self.top.search
        corner = field.mapTo(self._central, field.rect().bottomLeft())
        self.finder.move(corner.x() - theme().px(40), corner.y() + theme().px(6))
        self.finder.resize(field.width() + theme().px(80), self.finder.height())

    def window_state(self) -> str:
        """Size and place of the window as text."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restyle(self) -> None:
        """After another theme or zoom: sizes that depend on it."""
        self.status.show_zoom(theme().scale)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        crossed = self._band(event.oldSize().width()) != self._band(event.size().width())
        if crossed:
            self._coach_wanted = self._navigator_wanted = None
        self._arrange()
        self._hide_finder()

    def event(self, event: QEvent) -> bool:
        """Remember whether Alt was pressed alone, even when the key that follows is a shortcut."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and "notice" in self.__dict__:
            self.notice.forget()
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        alone = event.key() == Qt.Key.Key_Alt and self._alt_alone
        if alone and self.commands and not self.menuBar().isNativeMenuBar():
            shown = self.menuBar().isVisible()
            self.menuBar().setVisible(not shown)
            if not shown:
                self.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self._hide_finder()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _show_body(self) -> None:
        empty = not self.navigator.view.model().rowCount() and not self.navigator.filtering
        self._inner.setCurrentWidget(self.nothing if empty else self._tool_page)

    def _hide_finder(self) -> None:
        if "finder" in self.__dict__:
            self.finder.hide()

    def _band(self, width: int) -> int:
        scaled = width / theme().scale
        return int(scaled >= USUAL) + int(scaled >= WIDE)

    def _arrange(self) -> None:
        band = self._band(self.width())
        coach = band == 2 if self._coach_wanted is None else self._coach_wanted
        navigator = band >= 1 if self._navigator_wanted is None else self._navigator_wanted
        self._show_side(self.coach, self.rail, coach)
        self._show_side(self.navigator, self.navigator_rail, navigator)
        fix(self.navigator, width=300 if band == 2 else 256)
        low = self.height() < theme().px(LOW)
        fix(self.top, height=46 if low else 56)
        self.head.set_low(low)
        self.tools.set_low(low)

    def _show_side(self, panel: QWidget, rail: QWidget, open_: bool) -> None:
        """One of both, or none without a workspace; who takes the place of the other takes its keyboard too."""
        comes, goes = (panel, rail) if open_ else (rail, panel)
        focused = QApplication.focusWidget()
        comes.setVisible(self.working)
        if focused is not None and goes.isAncestorOf(focused) and self.working:
            reason = Qt.FocusReason.TabFocusReason if getattr(focused, "ringed", False) else None
            comes.setFocus(reason or Qt.FocusReason.MouseFocusReason)
        goes.hide()

    def _restore(self, settings: Settings) -> None:
        room = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(QSize(theme().px(860), theme().px(520)).boundedTo(room))
        self.resize(theme().px(1440), theme().px(900))
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode("ascii")))
            self._fit_to_screen()

    def show_first(self) -> None:
        """Show it as a program that was started: where it was left, and all of a screen that is too small for it."""
        room = QGuiApplication.primaryScreen().availableSize()
        if not self._settings.window and self.size().boundedTo(room) != self.size():
            self.showMaximized()
        else:
            self.show()

    def _fit_to_screen(self) -> None:
        """A window that was left on a larger screen, or at another density, comes back whole."""
        screen = QGuiApplication.screenAt(self.geometry().center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if not room.contains(self.geometry()) and not self.isMaximized() and not self.isFullScreen():
            self.resize(self.size().boundedTo(room.size()))
            self.move(
                max(room.left(), min(self.x(), room.right() + 1 - self.width())),
                max(room.top(), min(self.y(), room.bottom() + 1 - self.height())),
            )

    def _lay_out(self) -> None:
        self._tool_page = QWidget()
        column = QVBoxLayout(self._tool_page)
        space(column)
        for widget in (self.head, self.tools):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        self._inner = QStackedWidget()
        self._inner.addWidget(self._tool_page)
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        space(self._middle)
        self._middle.addWidget(self.body, 1)
        self._work = self._inner
        self.body.addWidget(self._work)
        across = QHBoxLayout()
        space(across)
        fix(self.coach, width=320)
        fix(self.rail, width=48)
        fix(self.navigator_rail, width=48)
        across.addWidget(self.navigator)
        across.addWidget(self.navigator_rail)
        across.addWidget(middle, 1)
        across.addWidget(self.coach)
        across.addWidget(self.rail)
        self._central = QWidget()
        rows = QVBoxLayout(self._central)
        space(rows)
        rows.addWidget(self.top)
        rows.addLayout(across, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(self._central)
