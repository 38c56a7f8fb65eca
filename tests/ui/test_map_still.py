"""While a hand zooms or pans the last picture stands in for the map; at rest the map is as sharp as ever."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Link
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import Scene, compose
from app.ui.widgets.map_canvas import MapCanvas
from app.ui.widgets.map_items import CardItem

NO_KEYS = Qt.KeyboardModifier.NoModifier


def organisation() -> Scene:
    people = [MapPerson(n, n, str(n), f"Person {n}", "Engineer") for n in range(60)]
    lines = [MapLine(n, n, (n - 1) // 4, Link.REPORTS) for n in range(1, 60)]
    return compose(people, lines)


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(700, 420)
    canvas.set_scene(organisation())
    canvas.show()
    qtbot.waitUntil(canvas.isVisible)
    return canvas


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Everybody whose card is painted from now on."""
    found: list[int] = []
    paint = CardItem.paint

    def spy(item: CardItem, *args: object) -> None:
        found.append(item.card.id)
        paint(item, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(CardItem, "paint", spy)
    return found


def pull(canvas: MapCanvas, kind: QEvent.Type, spot: QPointF) -> None:
    button = Qt.MouseButton.MiddleButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    event = QMouseEvent(kind, spot, canvas.viewport().mapToGlobal(spot), button, held, NO_KEYS)
    QApplication.sendEvent(canvas.viewport(), event)


def turn_wheel(canvas: MapCanvas, turned: int) -> None:
    spot = QPointF(350, 210)
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(spot, spot, QPoint(), QPoint(0, turned), none, keys, phase, False)
    QApplication.sendEvent(canvas.viewport(), event)


def picture(canvas: MapCanvas) -> QImage:
    return canvas.viewport().grab().toImage()


def at_rest(qtbot: QtBot, canvas: MapCanvas) -> QImage:
    qtbot.waitUntil(lambda: not canvas.still.running)
    return picture(canvas)


def unlike(one: QImage, other: QImage) -> float:
    """The share of points, of every third, that differ visibly."""
    spots = [(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)]
    far = [
        spot
        for spot in spots
        if abs(one.pixelColor(*spot).lightness() - other.pixelColor(*spot).lightness()) > 40
    ]
    return len(far) / len(spots)


def test_panning_shows_the_same_as_rest_and_paints_only_what_comes_into_sight(
    qtbot: QtBot, canvas: MapCanvas, painted: list[int]
) -> None:
    pull(canvas, QEvent.Type.MouseButtonPress, QPointF(350, 210))
    pull(canvas, QEvent.Type.MouseMove, QPointF(345, 210))
    before = picture(canvas)
    painted.clear()
    for step in range(1, 12):
        pull(canvas, QEvent.Type.MouseMove, QPointF(345 - 9 * step, 210 - 4 * step))
        moving = picture(canvas)
    visible = {item.card.id for item in canvas.items(canvas.viewport().rect()) if isinstance(item, CardItem)}
    assert visible - set(painted)  # whoever was in sight all the time
    pull(canvas, QEvent.Type.MouseButtonRelease, QPointF(246, 166))
    assert canvas.still.running
    rest = at_rest(qtbot, canvas)
    assert unlike(moving, rest) < 0.01
    assert unlike(before, rest) > 0.02


@pytest.mark.parametrize("turned", [120, -120])
def test_zooming_scales_the_last_picture_until_the_hand_rests(
    qtbot: QtBot, canvas: MapCanvas, painted: list[int], turned: int
) -> None:
    turn_wheel(canvas, turned)
    picture(canvas)
    painted.clear()
    for _ in range(3):
        turn_wheel(canvas, turned)
        moving = picture(canvas)
    assert not painted
    rest = at_rest(qtbot, canvas)
    assert painted
    assert unlike(moving, rest) < 0.2
    canvas.resetCachedContent()
    assert unlike(rest, picture(canvas)) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda canvas: canvas.select([3]),
        lambda canvas: canvas.set_scene(canvas.shown),
        lambda canvas: canvas.show_moved([canvas.people[3].card.moved_to(0, 0)]),
        lambda canvas: canvas.light({3}),
        lambda canvas: canvas.resize(640, 400),
    ],
    ids=["select", "scene", "moved", "light", "size"],
)
def test_another_map_is_shown_at_once(canvas: MapCanvas, change: Callable[[MapCanvas], object]) -> None:
    canvas.zoom_by(1.1)
    picture(canvas)
    canvas.zoom_by(1.1)
    change(canvas)
    assert not canvas.still.running
