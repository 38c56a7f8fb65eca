"""What a hand waits for: a key in the search over 20,000 challenges, a slider on a value model of 60 lines."""

import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import insert, select

from app.across.files import make
from app.models.library import Challenge, Profile
from app.settings import Settings
from app.tools.challenge_menu import library
from app.tools.value_calculator import actions
from app.ui import theme
from app.ui.desk import Desk
from app.ui.tabs.challenge_menu.library_dialog import LibraryDialog
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.ui.tabs.value_calculator.tab import ValueCalculatorTab
from app.workspace import Workspace
from tests.bench.pages import Painted, until_quiet
from tests.bench.value import LINES, long_text
from tests.build import a_person, an_account, an_opportunity

CHALLENGES = 20_000
WORDS = [
    "pump",
    "seals",
    "fail",
    "in",
    "winter,",
    "valves",
    "leak",
    "on",
    "the",
    "line,",
    "spare",
    "parts",
    "come",
    "late,",
    "operators",
    "change",
    "too",
    "often",
]
TODAY = date(2026, 11, 22)


def measure(folder: Path) -> Iterator[tuple[str, str]]:
    """Figures of one run, on a workspace of its own."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    painted = Painted(application)
    path = folder / "hands.dealwright"
    make(path)
    with Workspace(path) as workspace:
        began = time.perf_counter()
        _fill(workspace)
        yield (
            f"{CHALLENGES:,} challenges stored and indexed (limit 5 s)",
            f"{time.perf_counter() - began:.1f} s",
        )
        desk = Desk(workspace, Settings(me="Bench"), today=TODAY)
        desk.select(1, 1)
        keys = _search(application, painted, desk)
        yield "search: a key until it is painted, median (limit 30 ms)", f"{statistics.median(keys):.1f} ms"
        yield "search: slowest key", f"{max(keys):.1f} ms"
        steps, keys = _scroll(application, painted, workspace)
        yield (
            "scrolling through all of them: a turn of the wheel, median and slowest (goal 16 ms)",
            f"{statistics.median(steps):.1f}, {max(steps):.1f} ms",
        )
        yield (
            "search in their library: a key, median and slowest",
            (f"{statistics.median(keys):.1f}, {max(keys):.1f} ms"),
        )
        frames = _drag(application, painted, desk)
        yield (
            f"slider on {LINES} lines: a step until painted (limit 33 ms)",
            f"{statistics.median(frames):.1f} ms",
        )
        yield "slider: slowest step", f"{max(frames):.1f} ms"
        desk.close()


def _fill(workspace: Workspace) -> None:
    with workspace.edit("Fill") as session:
        opportunity = an_opportunity(session, an_account(session))
        a_person(session, opportunity, "Elina Vuori")
        profiles = list(session.scalars(select(Profile.id)))
        count = len(WORDS)
        rows = [
            {
                "key": f"bench.{number}",
                "profile_id": profiles[number % len(profiles)],
                "text": " ".join(WORDS[(number * step + step) % count] for step in (1, 3, 5, 7))
                + f" {number}",
                "heard_before": number % 40,
            }
            for number in range(CHALLENGES)
        ]
        session.execute(insert(Challenge), rows)
        actions.add_case_on(session, opportunity, long_text(), "Long")


def _search(application: QApplication, painted: Painted, desk: Desk) -> list[float]:
    tab = ChallengeMenuTab(desk)
    tab.resize(1010, 1400)
    tab.show()
    until_quiet(application, painted, time.perf_counter())
    took = []
    for word in ("pumpseal", "valve leak", "operators 199"):
        tab.view.clear_search()
        until_quiet(application, painted, time.perf_counter())
        for letter in word:
            began = time.perf_counter()
            QTest.keyClicks(tab.view.search, letter)
            took.append(until_quiet(application, painted, began))
    tab.close()
    tab.deleteLater()
    return took


def _scroll(
    application: QApplication, painted: Painted, workspace: Workspace
) -> tuple[list[float], list[float]]:
    """Turns of the wheel through the library of all challenges, and letters in its search."""
    with workspace.read() as session:
        rows = library.rows(session)
    parent = QWidget()
    dialog = LibraryDialog(parent)
    dialog.show_places(rows, None, None)
    dialog.show_rows(rows)
    dialog.show()
    until_quiet(application, painted, time.perf_counter())
    bar, steps, keys = dialog.table.verticalScrollBar(), [], []
    for _turn in range(60):
        began = time.perf_counter()
        bar.setValue(bar.value() + 3 * bar.singleStep())
        steps.append(until_quiet(application, painted, began))
    for letter in "pumpseal":
        began = time.perf_counter()
        QTest.keyClicks(dialog.search, letter)
        keys.append(until_quiet(application, painted, began))
    dialog.close()
    return steps, keys


def _drag(application: QApplication, painted: Painted, desk: Desk) -> list[float]:
    tab = ValueCalculatorTab(desk)
    tab.resize(1010, 1400)
    tab.show()
    until_quiet(application, painted, time.perf_counter())
    slider = tab.view.inputs.row("hours").slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    took = []
    for step in range(40):
        value = 4000.0 + 50 * step
        began = time.perf_counter()
        slider.moved.emit(value)
        took.append(until_quiet(application, painted, began))
    tab.close()
    tab.deleteLater()
    return took
