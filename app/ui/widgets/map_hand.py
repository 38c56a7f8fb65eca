"""What a mouse does on the map: move people, draw a line, select with a frame, pan."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.models.vocabulary import Role
from app.tools.relationship_map.geometry import Point
from app.tools.relationship_map.scene import Card
from app.ui.widgets.map_items import CardItem, Handle, RouteItem, rect
from app.ui.widgets.map_paint import NAMES_ONLY

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

GRID = 4  # people snap to it when they are put down


class Doing(Enum):
    """What the hand is at."""

    NOTHING = 0
    PRESSED = 1  # on a person, not moved yet
    MOVING = 2
    DRAWING = 3
    FRAMING = 4
    PANNING = 5


class Hand:
    """Follows the mouse over a canvas; Esc lets go of whatever it holds."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._doing = Doing.NOTHING
        self._from = QPoint()
        self._start: Point = (0.0, 0.0)
        self._held: dict[int, Card] = {}
        self._person = 0  # from whom a line is drawn
        self._before: set[int] = set()
        self._space = False

    @property
    def busy(self) -> bool:
        """Whether the hand holds something."""
        return self._doing not in {Doing.NOTHING, Doing.PRESSED}

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        canvas = self._canvas
        canvas.editor.commit()
        at = event.position().toPoint()
        self._from, self._start = at, canvas.point(at)
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._doing = Doing.PANNING
            canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        item = canvas.item_at(at)
        if canvas.pencil.asking:
            self._begin_line(item)
            return
        if canvas.pencil.begun is not None:
            self._end_line(item, event)
            return
        adding = bool(
            event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        )
        if isinstance(item, Handle) and item.card_id is not None:
            self._doing, self._person = Doing.DRAWING, item.card_id
        elif isinstance(item, CardItem):
            self._press_person(item.card.id, adding)
        elif isinstance(item, RouteItem):
            canvas.select((), item.route.line.id)
        else:
            self._doing = Doing.FRAMING
            self._before = set(canvas.selected) if adding else set()

    def move(self, event: QMouseEvent) -> None:
        """The pointer goes on."""
        canvas, at = self._canvas, event.position().toPoint()
        if (
            self._doing is Doing.PRESSED
            and canvas.editable
            and (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        ):
            self._doing = Doing.MOVING
            self._held = {key: canvas.people[key].card for key in canvas.selected}
            canvas.ground.handle.sit_on(None)
            canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._doing is Doing.MOVING:
            canvas.show_moved(self._carried(canvas.point(at)))
            canvas.ensureVisible(QRectF(*canvas.point(at), 1, 1), 24, 24)
        elif self._doing is Doing.DRAWING:
            canvas.ground.loose.draw(canvas.people[self._person].card, canvas.point(at))
            canvas.pencil.aim(self._target(at))
        elif self._doing is Doing.FRAMING:
            self._frame(at)
        elif self._doing is Doing.PANNING:
            step, self._from = at - self._from, at
            canvas.still.step()
            canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().value() - step.x())
            canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() - step.y())
        elif self._doing is Doing.NOTHING:
            self._hover(at)

    def release(self, event: QMouseEvent) -> None:
        """The button comes up: what was held is put down."""
        canvas, at, doing = self._canvas, event.position().toPoint(), self._doing
        carried = self._carried(canvas.point(at)) if doing is Doing.MOVING else []
        target = self._target(at) if doing is Doing.DRAWING else None
        click = (
            doing is Doing.FRAMING and (at - self._from).manhattanLength() < QApplication.startDragDistance()
        )
        person = self._person
        role = (
            self._role(at) if doing is Doing.PRESSED and event.button() == Qt.MouseButton.LeftButton else None
        )
        self._rest()
        if doing is Doing.MOVING:
            canvas.placed.emit({card.id: (card.box.x, card.box.y) for card in carried})
        elif doing is Doing.DRAWING and target is not None:
            canvas.pencil.stop()
            canvas.line_drawn.emit(person, target, event.globalPosition().toPoint())
        elif click:
            canvas.select(self._before)
        elif role is not None:
            canvas.role_wanted.emit(role)

    def double_click(self, event: QMouseEvent) -> None:
        """A person is opened; on the ground somebody is added."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        item = self._canvas.item_at(at)
        self._rest()
        if isinstance(item, CardItem):
            self._canvas.opened.emit(item.card.id)
        elif item is None and self._canvas.editable:
            self._canvas.person_wanted.emit(*self._canvas.point(at))

    def let_go(self) -> None:
        """Put everything back where it was."""
        doing = self._doing
        held = dict(self._held)
        self._rest()
        if doing is Doing.MOVING:
            self._canvas.show_moved(held.values())
            self._canvas.ground.show_routes(self._canvas.shown.routes)

    def ready_to_pan(self, on: bool) -> None:
        """Space is held, or no longer."""
        self._space = on
        if self._doing is Doing.NOTHING:
            shape = Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor
            self._canvas.viewport().setCursor(shape)

    def _press_person(self, key: int, adding: bool) -> None:
        canvas = self._canvas
        if adding:
            canvas.select(canvas.selected ^ {key})
        elif key not in canvas.selected:
            canvas.select([key])
        if key in canvas.selected:
            self._doing = Doing.PRESSED

    def _carried(self, at: Point) -> list[Card]:
        dx, dy = at[0] - self._start[0], at[1] - self._start[1]
        return [
            card.moved_to(GRID * round((card.box.x + dx) / GRID), GRID * round((card.box.y + dy) / GRID))
            for card in self._held.values()
        ]

    def _target(self, at: QPoint) -> int | None:
        item = self._canvas.item_at(at)
        key = item.card.id if isinstance(item, CardItem) else None
        return None if key == self._person else key

    def _role(self, at: QPoint) -> Role | None:
        """The role whose badge lies under the pointer, where badges are large enough to be seen."""
        item = self._canvas.item_at(at)
        if not isinstance(item, CardItem) or self._canvas.zoom < NAMES_ONLY:
            return None
        x, y = self._canvas.point(at)
        badges = zip(item.card.person.roles, item.card.badges, strict=True)
        return next((role for role, box in badges if rect(box).contains(x, y)), None)

    def _frame(self, at: QPoint) -> None:
        canvas = self._canvas
        (ax, ay), (bx, by) = self._start, canvas.point(at)
        area = QRectF(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))
        canvas.ground.loose.frame(area)
        inside = {
            key
            for key, item in canvas.people.items()
            if item.sceneBoundingRect().adjusted(7, 7, -7, -7).intersects(area)
        }
        canvas.select(self._before | inside)

    def _begin_line(self, item: object) -> None:
        """A press says from whom the line goes that a button has begun; on the ground it is given up."""
        self._canvas.pencil.stop()
        if isinstance(item, CardItem):
            self._canvas.pencil.start(item.card.id)
            self._doing, self._person = Doing.DRAWING, item.card.id

    def _end_line(self, item: object, event: QMouseEvent) -> None:
        """A click ends the line that a key or a button has begun."""
        canvas, start = self._canvas, self._canvas.pencil.begun
        canvas.pencil.stop()
        if start is not None and isinstance(item, CardItem) and item.card.id != start:
            canvas.line_drawn.emit(start, item.card.id, event.globalPosition().toPoint())

    def _hover(self, at: QPoint) -> None:
        canvas = self._canvas
        item = canvas.item_at(at)
        if canvas.pencil.begun is not None:
            canvas.pencil.lead_to(canvas.point(at), item.card.id if isinstance(item, CardItem) else None)
            return
        if isinstance(item, CardItem):
            canvas.ground.handle.sit_on(item if canvas.editable else None)
        elif not isinstance(item, Handle):
            one = canvas.current
            canvas.ground.handle.sit_on(canvas.people[one] if one is not None else None)

    def _rest(self) -> None:
        self._doing = Doing.NOTHING
        self._held = {}
        self._canvas.ground.loose.hide()
        self._canvas.pencil.aim(None)
        self._canvas.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        )
        self._canvas.settle()
