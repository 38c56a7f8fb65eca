"""A map of 123 people and 190 lines between them: composed, opened, panned, zoomed; beside bare items of Qt."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QLineF, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from app.across.exchange import imports
from app.across.exchange.target import Wanted
from app.across.files import make
from app.across.progress import measure as progress
from app.settings import Settings
from app.tools.relationship_map.queries import people
from app.tools.relationship_map.scene import Scene, compose
from app.ui import theme
from app.ui.conductor.conductor import Conductor
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.registry import TABS
from app.workspace import Workspace
from tests import organisations
from tests.bench.pages import Painted, timed, until_quiet

ROUNDS = 25
TODAY = date(2026, 11, 22)


def measure(folder: Path) -> Iterator[tuple[str, str]]:
    """Frames are medians in ms; the ratio is to a view with as many plain rectangles and straight lines."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    QLocale.setDefault(QLocale("en_GB"))  # as the program does; a machine may have none
    painted = Painted(application)
    path = folder / "large.dealwright"
    make(path)
    with Workspace(path) as workspace:
        began = time.perf_counter()
        large = _take(workspace, folder, organisations.large(), "large")
        yield "import of 123 people, 130 reporting lines, 190 others", f"{_since(began):.0f} ms"
        small = _take(workspace, folder, organisations.small(), "small")
        with workspace.read() as session:
            page = people(session, large.opportunity_id)
        assert page is not None
        spent = []
        for _ in range(7):
            began = time.perf_counter()
            scene = compose(page.players, page.lines)
            spent.append(_since(began))
        yield "map of 123 composed: layout, cards, lines (goal 100 ms)", f"{min(spent):.1f} ms"
        window = MainWindow(Settings(), TODAY)
        conductor = Conductor(window, Desk(workspace, Settings(me="Bench"), today=TODAY), TABS, progress)
        window.show_work()
        conductor.begin("", "relationship_map")
        conductor.desk.select(small.account_id, small.opportunity_id)
        window.resize(1600, 1000)
        window.show()
        until_quiet(application, painted, time.perf_counter())
        while not conductor.pages.complete:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        opened = timed(
            application, painted, lambda: conductor.desk.select(large.account_id, large.opportunity_id)
        )
        yield "open the map of 123 (goal 1000 ms)", f"{opened:.0f} ms"
        yield from _frames(application, conductor, scene)
        conductor.close()
        window.close()


def _frames(application: QApplication, conductor: Conductor, scene: Scene) -> Iterator[tuple[str, str]]:
    canvas = conductor.pages.current.view.canvas  # type: ignore[union-attr]
    bare = _bare(scene)
    bare.resize(canvas.size())
    bare.show()
    application.processEvents()
    _press(canvas, QEvent.Type.MouseButtonPress, 0)
    for name, act, floor in (
        ("pan", lambda at: _press(canvas, QEvent.Type.MouseMove, _way(at)), lambda at: _pan(bare, at)),
        ("zoom", lambda at: canvas.zoom_by(_factor(at)), lambda at: bare.scale(_factor(at), _factor(at))),
    ):
        mine, theirs = [], []
        for at in range(ROUNDS):
            mine.append(_frame(canvas, act, at))
            theirs.append(_frame(bare, floor, at))
        ratio = statistics.median(mine) / statistics.median(theirs)
        words = f"{statistics.median(mine):.1f} ms, {ratio:.1f} x, slowest {max(mine):.0f} ms"
        yield f"map of 123, {name} by a step (goal 16 ms; x: bare items)", words
    _press(canvas, QEvent.Type.MouseButtonRelease, 0)
    canvas.still.drop()
    sharp = statistics.median(_frame(canvas, _stay, at) for at in range(7))
    yield "map of 123, painted sharp when the hand rests", f"{sharp:.1f} ms"
    bare.close()


def _take(workspace: Workspace, folder: Path, org: organisations.Organisation, stem: str) -> imports.Stored:
    files = imports.read(org.write(folder, stem))
    with workspace.edit("Import") as session:
        return imports.store(session, imports.draft(session, files, Wanted()), TODAY)


def _bare(scene: Scene) -> QGraphicsView:
    ground = QGraphicsScene()
    for card in scene.cards:
        ground.addRect(QRectF(card.box.x, card.box.y, card.box.w, card.box.h))
    for route in scene.routes:
        ground.addLine(QLineF(*route.points[0], *route.points[-1]))
    view = QGraphicsView(ground)
    ground.setParent(view)
    view.scale(0.5, 0.5)
    return view


def _pan(view: QGraphicsView, at: int) -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() + (9 if at % 10 < 5 else -9))


def _way(at: int) -> int:
    """How far the hand has pulled the map after a step: forth and back."""
    return 9 * (at % 10 + 1 if at % 10 < 5 else 9 - at % 10)


def _press(view: QGraphicsView, kind: QEvent.Type, away: int) -> None:
    """The middle button goes down, moves, or comes up, `away` pixels from the middle."""
    spot = QPointF(view.rect().center()) + QPointF(away, 0)
    button = Qt.MouseButton.MiddleButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    event = QMouseEvent(
        kind, spot, view.viewport().mapToGlobal(spot), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), event)


def _stay(_at: int) -> None:
    """Nothing moves."""


def _factor(at: int) -> float:
    return 1.1 if at % 10 < 5 else 1 / 1.1


def _frame(view: QGraphicsView, act: Callable[[int], None], at: int) -> float:
    began = time.perf_counter()
    act(at)
    view.viewport().repaint()
    return _since(began)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
