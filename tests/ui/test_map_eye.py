"""Where one looks on the map at first, and that a hand's choice is kept."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Link
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import Scene, compose
from app.ui.widgets.map_canvas import MapCanvas
from app.ui.widgets.map_eye import READABLE

CTRL = Qt.KeyboardModifier.ControlModifier


def organisation(count: int, span: int) -> Scene:
    people = [MapPerson(n, n, str(n), f"Person {n}", "Engineer") for n in range(count)]
    lines = [MapLine(n, n, (n - 1) // span, Link.REPORTS) for n in range(1, count)]
    return compose(people, lines)


def shown(qtbot: QtBot, scene: Scene) -> MapCanvas:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(700, 420)
    canvas.set_scene(scene)
    canvas.show()
    qtbot.waitUntil(canvas.isVisible)
    return canvas


def sees_all(canvas: MapCanvas) -> bool:
    bounds, seen = canvas.shown.bounds, canvas.viewport_box()
    across = seen.left() <= bounds.x and bounds.right <= seen.right()
    return bool(across and seen.top() <= bounds.y and bounds.bottom <= seen.bottom())


def test_a_small_map_is_seen_whole_whatever_size_the_canvas_gets(qtbot: QtBot) -> None:
    canvas = shown(qtbot, organisation(13, 4))
    small = canvas.zoom
    assert sees_all(canvas)
    canvas.resize(1000, 520)
    assert canvas.zoom > small
    assert sees_all(canvas)


def test_of_a_large_map_the_top_is_seen_in_a_readable_size(qtbot: QtBot) -> None:
    canvas = shown(qtbot, organisation(200, 4))
    assert canvas.zoom == READABLE
    top = canvas.people[0].card.box.middle
    assert canvas.viewport_box().contains(*top)
    assert canvas.mini.isVisible()
    canvas.fit()
    assert sees_all(canvas)
    assert canvas.zoom < READABLE


@pytest.mark.parametrize("hand", ["key", "wheel", "button", "fingers"])
def test_what_a_hand_chose_stays(qtbot: QtBot, hand: str) -> None:
    canvas = shown(qtbot, organisation(13, 4))
    if hand == "key":
        qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    elif hand == "wheel":
        none, buttons = QPoint(), Qt.MouseButton.NoButton
        spot, phase = QPointF(300, 200), Qt.ScrollPhase.NoScrollPhase
        turned = QWheelEvent(spot, spot, none, QPoint(0, 120), buttons, CTRL, phase, False)
        QApplication.sendEvent(canvas.viewport(), turned)
    elif hand == "fingers":
        spot, pad = QPointF(300, 200), QPointingDevice.primaryPointingDevice()
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        apart = QNativeGestureEvent(pinch, pad, 2, spot, spot, spot, 0.2, QPointF())
        QApplication.sendEvent(canvas.viewport(), apart)
    else:
        canvas.zoom_by(1.25)
    chosen = canvas.zoom
    assert chosen > 0.8
    canvas.resize(1000, 500)
    assert canvas.zoom == chosen
    canvas.set_scene(organisation(4, 3))
    assert canvas.zoom == chosen, "the same people, edited"


def test_to_pick_a_person_or_to_ask_for_everything_is_no_look_of_its_own(qtbot: QtBot) -> None:
    canvas = shown(qtbot, organisation(13, 4))
    card = canvas.mapFromScene(QPointF(*canvas.people[3].card.box.middle))
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=card)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    canvas.resize(420, 420)
    assert sees_all(canvas)
    canvas.zoom_by(2)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    canvas.resize(360, 300)
    assert sees_all(canvas)
    canvas.set_scene(organisation(200, 4))
    canvas.fit()
    canvas.resize(600, 380)
    assert sees_all(canvas), "small, because it was asked for"


def test_where_the_arrows_lead_on_a_large_map_one_stays(qtbot: QtBot) -> None:
    canvas = shown(qtbot, organisation(200, 4))
    canvas.select([0])
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    here = canvas.viewport_box().center()
    canvas.resize(canvas.width() - 60, canvas.height())
    assert (canvas.viewport_box().center() - here).manhattanLength() < 200
    assert canvas.current is not None
    assert canvas.viewport_box().intersects(canvas.people[canvas.current].sceneBoundingRect())
