"""What keys do on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.tools.relationship_map.geometry import Point

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

NUDGE = 12.0
ZOOM = 1.2
_ARROWS: dict[int, Point] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OWN = frozenset(
    {
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Escape,
        Qt.Key.Key_F2,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Equal,
        Qt.Key.Key_Minus,
        Qt.Key.Key_0,
        Qt.Key.Key_L,
        Qt.Key.Key_Space,
    }
)
_ASKEW = 2.2  # how much a sidestep counts against walking straight on


def is_ours(event: QKeyEvent) -> bool:
    """Whether the window asks for a key, for a menu, that belongs to the map while it has the focus."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and event.key() in _OWN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def press(canvas: MapCanvas, event: QKeyEvent) -> bool:
    """Do what a key asks for; whether it was one of the map's."""
    if event.matches(QKeySequence.StandardKey.SelectAll):
        canvas.select(canvas.people)
        return True
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    if (way := _ARROWS.get(event.key())) is not None:
        return _nudge(canvas, way) if control else _walk(canvas, way)
    if control:
        return False
    if event.key() == Qt.Key.Key_Space:
        canvas.hand.ready_to_pan(True)
        return True
    return _zoom(canvas, event.key()) or _act(canvas, event.key())


def _zoom(canvas: MapCanvas, key: int) -> bool:
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        canvas.zoom_by(ZOOM)
    elif key == Qt.Key.Key_Minus:
        canvas.zoom_by(1 / ZOOM)
    elif key == Qt.Key.Key_0:
        canvas.fit()
    else:
        return False
    return True


def _act(canvas: MapCanvas, key: int) -> bool:
    if key == Qt.Key.Key_Escape:
        return _let_go(canvas)
    if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
        lines = () if canvas.selected_line is None else (canvas.selected_line,)
        if canvas.editable and (canvas.selected or lines):
            canvas.removal_wanted.emit(tuple(sorted(canvas.selected)), lines)
        return True
    if key == Qt.Key.Key_Insert:
        if canvas.editable:
            middle = canvas.viewport_box().center()
            canvas.person_wanted.emit(middle.x(), middle.y())
        return True
    return canvas.current is not None and _act_on(canvas, canvas.current, key)


def _act_on(canvas: MapCanvas, one: int, key: int) -> bool:
    """What a key does with the selected person."""
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        if canvas.pencil.begun is None:
            canvas.opened.emit(one)
        else:
            _join(canvas)
    elif key == Qt.Key.Key_F2:
        canvas.rename(one)
    elif key == Qt.Key.Key_L:
        canvas.pencil.start(one)
    elif key == Qt.Key.Key_Menu:
        canvas.menu_wanted.emit(one, None, canvas.global_of(one))
    else:
        return False
    return True


def _let_go(canvas: MapCanvas) -> bool:
    if canvas.hand.busy:
        canvas.hand.let_go()
    elif canvas.pencil.busy:
        canvas.pencil.stop()
    elif canvas.selected or canvas.selected_line is not None:
        canvas.select(())
    else:
        return False
    return True


def _walk(canvas: MapCanvas, way: Point) -> bool:
    """To the nearest person in that direction; while a line is drawn, the aim walks instead."""
    drawing = canvas.pencil.begun is not None
    at = canvas.pencil.target if drawing and canvas.pencil.target is not None else canvas.current
    if at is None:
        if canvas.people:
            canvas.select([min(canvas.people, key=lambda key: canvas.people[key].card.box.y)])
        return True
    found = nearest(canvas, at, way)
    if found is None:
        return True
    if drawing:
        canvas.pencil.lead_to(canvas.people[found].card.box.middle, found)
    else:
        canvas.select([found])
    canvas.ensureVisible(canvas.people[found], 24, 24)
    return True


def nearest(canvas: MapCanvas, person: int, way: Point) -> int | None:
    """The person whom one reaches next from a person by going up, down, left or right."""
    x, y = canvas.people[person].card.box.middle
    best: tuple[float, int] | None = None
    for key, item in canvas.people.items():
        dx, dy = item.card.box.middle[0] - x, item.card.box.middle[1] - y
        ahead = dx * way[0] + dy * way[1]
        aside = abs(dx * way[1]) + abs(dy * way[0])
        if key == person or ahead < 4 or aside > ahead * 4:
            continue
        best = min(best or (float("inf"), key), (ahead + _ASKEW * aside, key))
    return None if best is None else best[1]


def _nudge(canvas: MapCanvas, way: Point) -> bool:
    places = {}
    for key in canvas.selected:
        box = canvas.people[key].card.box
        places[key] = (box.x + way[0] * NUDGE, box.y + way[1] * NUDGE)
    if places and canvas.editable:
        canvas.placed.emit(places)
    return True


def _join(canvas: MapCanvas) -> None:
    start, end = canvas.pencil.begun, canvas.pencil.target
    canvas.pencil.stop()
    if start is not None and end is not None:
        canvas.line_drawn.emit(start, end, canvas.global_of(end))
