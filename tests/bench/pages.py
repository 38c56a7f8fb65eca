"""Tab switch and edit-to-screen, beside the same in a bare PySide6 window."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.across.home import actions
from app.across.progress import measure as progress
from app.settings import Settings
from app.ui import theme
from app.ui.conductor.conductor import Conductor
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.registry import TABS
from app.workspace import Workspace

ROUNDS = 15
TODAY = date(2026, 11, 22)


class Painted(QObject):
    """Notes when a widget, or one inside it, was painted last."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.at = 0.0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def until_quiet(application: QApplication, painted: Painted, began: float) -> float:
    """Let the event loop run until nothing is painted any more; ms from `began` to the last paint."""
    quiet = 0
    while quiet < 3:
        before = painted.at
        application.sendPostedEvents()
        application.processEvents()
        quiet = quiet + 1 if painted.at == before else 0
    return max(0.0, (painted.at - began) * 1000)


def measure(sample: Path) -> Iterator[tuple[str, str]]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    painted = Painted(application)
    bare = bare_switch(application, painted)
    with Workspace(sample) as workspace:
        window = MainWindow(Settings(), TODAY)
        window.set_commands(())
        desk = Desk(workspace, Settings(me="Bench"), today=TODAY)
        conductor = Conductor(window, desk, TABS, progress)
        window.show_work()
        conductor.begin("", "")
        window.resize(1600, 1000)
        window.show()
        until_quiet(application, painted, time.perf_counter())
        firsts, again = switches(application, painted, conductor)
        yield "bare window: switch and repaint", f"{bare:.1f} ms"
        yield "tab switch, again (to reach: 50 ms)", f"{statistics.median(again):.1f} ms"
        yield "tab switch, again, slowest page", f"{max(again):.1f} ms"
        yield "tab switch, first time, slowest page", f"{max(firsts):.1f} ms"
        edit = edits(application, painted, conductor)
        yield "edit seen on the visible page (to reach: 50 ms)", f"{edit:.1f} ms"
        conductor.close()
        window.close()


def bare_switch(application: QApplication, painted: Painted) -> float:
    """A stack of two pages with a table each, in a plain window of the same size."""
    window = QWidget()
    stack = QStackedWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("bare"))
    column.addWidget(stack)
    for _ in range(2):
        table = QTableWidget(12, 6)
        for row in range(12):
            for cell in range(6):
                table.setItem(row, cell, QTableWidgetItem(f"{row} {cell}"))
        stack.addWidget(table)
    window.resize(1600, 1000)
    window.show()
    until_quiet(application, painted, time.perf_counter())

    def switch(number: int) -> Callable[[], None]:
        return lambda: stack.setCurrentIndex(number % 2)

    took = [timed(application, painted, switch(number + 1)) for number in range(ROUNDS)]
    window.close()
    return statistics.median(took)


def switches(
    application: QApplication, painted: Painted, conductor: Conductor
) -> tuple[list[float], list[float]]:
    names = conductor.pages.names
    firsts = [timed(application, painted, shower(conductor, name)) for name in names]
    again = [
        statistics.median(timed(application, painted, shower(conductor, name)) for _ in range(1))
        for _ in range(ROUNDS)
        for name in names
    ]
    return firsts, again


def shower(conductor: Conductor, name: str) -> Callable[[], None]:
    return lambda: conductor.pages.show_tool(name)


def edits(application: QApplication, painted: Painted, conductor: Conductor) -> float:
    """A change of the deal made elsewhere, until every page that shows it has been painted."""
    desk = conductor.desk
    opportunity = desk.selection.opportunity_id
    assert opportunity is not None
    conductor.pages.show_tool(conductor.pages.names[0])
    until_quiet(application, painted, time.perf_counter())

    def edit(number: int) -> Callable[[], None]:
        def rename() -> None:
            with desk.workspace.edit("Rename") as session:
                actions.rename_opportunity(session, opportunity, f"Press section rebuild {number}")

        return rename

    return statistics.median(timed(application, painted, edit(number)) for number in range(ROUNDS))


def timed(application: QApplication, painted: Painted, act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return until_quiet(application, painted, began)
