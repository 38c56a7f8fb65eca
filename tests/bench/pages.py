"""Tab switch and edit-to-screen, beside the same in a bare PySide6 window."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import glance
from app.across.progress import measure as progress
from app.settings import Settings
from app.tools.key_persons.actions import rename
from app.tools.key_persons.queries import people
from app.ui import (
    parts,  # noqa: F401 - loaded as the program does: what stays is out of the collector's sight
    theme,
)
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
    QLocale.setDefault(QLocale(Settings().locale))
    theme.apply(application, "light")
    painted = Painted(application)
    bare = bare_switch(application, painted)
    with Workspace(sample) as workspace:
        window = MainWindow(Settings(), TODAY)
        desk = Desk(workspace, Settings(me="Bench"), today=TODAY)
        conductor = Conductor(window, desk, TABS, progress)
        window.show_work()
        deals = [deal for account in glance.look(sample, TODAY) for deal in account.opportunities]
        conductor.begin(next(deal.uid for deal in deals if deal.title == "Press section rebuild"), "")
        window.resize(1600, 1000)
        window.show()
        until_quiet(application, painted, time.perf_counter())
        blocks = list(turns(application, conductor))
        yield "longest block while pages are made ahead (goal 100 ms)", f"{max(blocks):.0f} ms"
        yield "95 % of these blocks are shorter than", f"{statistics.quantiles(blocks, n=20)[-1]:.0f} ms"
        firsts, again = switches(application, painted, conductor)
        yield "bare window: switch and repaint", f"{bare:.1f} ms"
        yield "tab switch, again (to reach: 50 ms)", f"{statistics.median(again):.1f} ms"
        yield "tab switch, again, slowest page", f"{max(again):.1f} ms"
        yield "tab switch, first time, slowest page (made ahead)", f"{max(firsts):.1f} ms"
        seen = edits(application, painted, conductor)
        yield (
            "edit seen in another tab, median (to reach: 50 ms)",
            f"{statistics.median(seen.values()):.1f} ms",
        )
        slowest = max(seen, key=lambda name: seen[name])
        yield f"edit seen in another tab, slowest ({slowest})", f"{seen[slowest]:.1f} ms"
        conductor.close()
        window.close()


def turns(application: QApplication, conductor: Conductor) -> Iterator[float]:
    """ms of each turn of the event loop that did something while the pages were made, as after any start."""
    while not conductor.pages.complete:
        began = time.perf_counter()
        application.processEvents()
        took = (time.perf_counter() - began) * 1000
        if took > 1:
            yield took


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


def edits(application: QApplication, painted: Painted, conductor: Conductor) -> dict[str, float]:
    """A person is renamed elsewhere: until each page that reads people has been painted again, in ms."""
    desk = conductor.desk
    with desk.workspace.read() as session:
        assert desk.selection.opportunity_id is not None
        page = people(session, desk.selection.opportunity_id)
    assert page is not None
    person = page.people[0].id

    def edit(number: int) -> Callable[[], None]:
        def act() -> None:
            with desk.workspace.edit("Rename") as session:
                rename(session, person, f"Marja Lehtonen {number}")

        return act

    took: dict[str, float] = {}
    for tab in TABS:
        if "person" in tab.reads:
            conductor.pages.show_tool(tab.name)
            until_quiet(application, painted, time.perf_counter())
            took[tab.name] = statistics.median(timed(application, painted, edit(n)) for n in range(ROUNDS))
    return took


def timed(application: QApplication, painted: Painted, act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return until_quiet(application, painted, began)
