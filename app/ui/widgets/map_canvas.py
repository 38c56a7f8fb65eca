"""The key-player map as a canvas: people are moved, joined by lines, named and removed with mouse or keyboard."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QSizePolicy, QWidget

from app.models.vocabulary import Link
from app.tools.relationship_map.geometry import Box, Point
from app.tools.relationship_map.notes import Notes
from app.tools.relationship_map.scene import Card, Scene
from app.ui.theme import theme
from app.ui.widgets.corners import Corners
from app.ui.widgets.focus import KeyboardFocus
from app.ui.widgets.map_access import announce, install, told
from app.ui.widgets.map_eye import Eye
from app.ui.widgets.map_ground import Ground
from app.ui.widgets.map_hand import Hand
from app.ui.widgets.map_items import CardItem, Handle, RouteItem, paint_ground
from app.ui.widgets.map_keys import is_ours, press
from app.ui.widgets.map_lights import Lights
from app.ui.widgets.map_paint import MapPainter
from app.ui.widgets.map_pencil import Pencil
from app.ui.widgets.map_print import print_out
from app.ui.widgets.map_still import Still
from app.ui.widgets.mini_map import MiniMap
from app.ui.widgets.name_editor import NameEditor
from app.ui.widgets.unfold import Refold

STEP = 1.2


class MapCanvas(KeyboardFocus, QGraphicsView):
    """Shows a scene and tells what hands want of it; it changes nothing by itself.

    Mouse: drag a person, drag from the dot at a person's edge to draw a line, drag on the ground to select,
    drag with the middle button or with Space held to pan, Ctrl and wheel to zoom, double-click the ground to add.
    Keys: arrows go from person to person, Ctrl+arrows move, Return opens, F2 renames, L draws a line, Ins adds,
    Del removes, + - 0 zoom, Esc lets go.
    """

    picked = Signal(object)  # the one person who is selected: int, or None
    opened = Signal(int)
    placed = Signal(object)  # dict[int, Point]
    line_drawn = Signal(int, int, QPoint)  # from, to, where a menu may open
    line_picked = Signal(object)
    person_wanted = Signal(float, float)  # where on the map
    removal_wanted = Signal(object, object)  # people, lines
    renamed = Signal(int, str)
    menu_wanted = Signal(object, object, QPoint)  # person, line, where
    role_wanted = Signal(object)  # what the role of a badge is about

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install()
        self.ground = Ground(self)
        self.people, self.routes = self.ground.people, self.ground.routes
        self.selected: set[int] = set()
        self.selected_line: int | None = None
        self.editable = True
        self.shown = Scene((), (), Box(0, 0, 0, 0))
        self._seen = QRectF()  # what was seen before a hand did something
        self.setScene(self.ground)
        self._dress()
        self.hand, self.eye, self.lights = Hand(self), Eye(self), Lights(self)
        self.pencil, self.still = Pencil(self), Still(self)
        self.mini = MiniMap(self)
        self.editor = NameEditor(self)
        self._corners = Corners(self)

    # what is shown

    def set_scene(self, scene: Scene) -> None:
        """Show other people and lines; who is selected stays selected."""
        self.hand.let_go()
        self.still.drop()
        self.shown = scene
        others = self.ground.show(scene)  # another deal, or the first people of this one
        self.selected &= self.people.keys()
        if self.selected_line not in self.routes:
            self.selected_line = None
        self.settle()
        if others:
            self.eye.forget()
            self.eye.fit_first()
        self.resetCachedContent()
        self.mini.show_scene(scene)

    def show_moved(self, cards: Iterable[Card]) -> None:
        """Show people where a hand holds them, and their lines with them."""
        self.still.drop()
        self.ground.show_moved(cards)

    def light(self, people: Collection[int] | None, kinds: Collection[Link] | None = None) -> None:
        """Let only these people and kinds of lines stand out; None for everybody, and for all kinds."""
        self.still.drop()
        self.lights.filter(people, kinds)

    def note(self, notes: Notes) -> None:
        """Write something on the map for a while; `NOTHING` wipes it off."""
        self.still.drop()
        self.lights.note(notes)

    # who is selected

    def select(self, people: Iterable[int], line: int | None = None, *, tell: bool = True) -> None:
        """Select people, or one line."""
        chosen = {key for key in people if key in self.people}
        if chosen == self.selected and line == self.selected_line:
            return
        self.still.drop()
        before = self.current
        self.selected, self.selected_line = chosen, line
        self.settle()
        if tell and self.current != before:
            announce(self)
            self.picked.emit(self.current)
        if tell and line is not None:
            self.line_picked.emit(line)

    @property
    def current(self) -> int | None:
        """The one person who is selected; None when it is nobody or several."""
        return next(iter(self.selected)) if len(self.selected) == 1 else None

    def show_person(self, key: int) -> None:
        """Select a person and bring the card into view."""
        if key in self.people:
            self.select([key], tell=False)
            if not self.viewport_box().contains(self.people[key].sceneBoundingRect()):
                self.eye.hold()
                self.ensureVisible(self.people[key], 40, 40)

    def rename(self, key: int) -> None:
        """Open the field for a person's name."""
        if key in self.people and self.editable:
            self.ensureVisible(self.people[key], 20, 20)
            self.editor.open(self.people[key].card)

    # where one looks

    @property
    def zoom(self) -> float:
        """How near one is; 1 is life size."""
        return self.eye.zoom

    def fit(self) -> None:
        """Show the whole map, and go on doing so whatever size the canvas gets."""
        self.eye.hold_whole()

    def zoom_by(self, factor: float, fixed: QPointF | None = None) -> None:
        """Come nearer, or step back; the point `fixed` of the viewport, or its middle, stays where it is."""
        self.still.step()
        self.eye.hold()
        self.eye.set_zoom(self.zoom * factor, fixed)

    def unfold(self) -> Refold:
        """Show the whole map in words, for paper; the answer looks where one looked before."""
        return print_out(self)

    def event(self, event: QEvent) -> bool:
        """Keys that belong to the canvas are not taken by menus while it has the focus."""
        if isinstance(event, QKeyEvent) and self.hasFocus() and is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and hasattr(self, "mini"):
            self.still.drop()
            self.eye.set_zoom(self.zoom)
            self.resetCachedContent()
            for item in (*self.people.values(), *self.routes.values()):
                item.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "mini"):
            self.still.drop()
            self.eye.fit_first()
            self.mini.place()
            self._corners.resize(self.size())
            self._corners.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.eye.fit_first()
        self.mini.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.still.paint():
            super().paintEvent(event)

    def drawBackground(self, painter: QPainter, area: QRectF | QRect) -> None:
        paint_ground(painter, QRectF(area), theme(), self.zoom)
        MapPainter(theme()).caption(painter, self.shown)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if hasattr(self, "mini"):
            self.mini.update()

    # hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        self._seen = self.viewport_box()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._corners.update()
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)
        self._hold_what_moved()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.item_at(event.pos())
        if isinstance(item, CardItem) and item.card.id not in self.selected:
            self.select([item.card.id])
        elif isinstance(item, RouteItem):
            self.select((), item.route.line.id)
        person = item.card.id if isinstance(item, CardItem) else None
        line = item.route.line.id if isinstance(item, RouteItem) else None
        self.menu_wanted.emit(person, line, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers that move apart on a touch pad come nearer."""
        pinched = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinched:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (turned / 120), event.position())
            event.accept()
        elif self.hasFocus() and self._can_scroll(turned):
            self.still.step()
            super().wheelEvent(event)
            event.accept()
        else:
            event.ignore()  # the page scrolls on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        self._seen = self.viewport_box()
        if not press(self, event):
            event.ignore()
        self._hold_what_moved()
        self.settle()
        self._corners.update()

    def _hold_what_moved(self) -> None:
        """Who moved the map by hand goes on looking there; to pick a person is no choice of what is seen."""
        if not self.eye.whole and self.viewport_box() != self._seen:
            self.eye.hold()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.ready_to_pan(False)
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keyboard = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if by_keyboard and not self.selected and self.people:
            self.select([min(self.people, key=lambda key: self.people[key].card.box.y)])
        self.settle()
        self._corners.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hand.ready_to_pan(False)
        self.settle()
        self._corners.update()

    def item_at(self, at: QPoint) -> CardItem | RouteItem | Handle | None:
        """What lies under a point of the viewport: the handle before people, people before lines."""
        found = self.items(QRectF(at.x() - 2, at.y() - 2, 4, 4).toRect())
        for kind in (Handle, CardItem, RouteItem):
            for item in found:
                if isinstance(item, kind) and item.isVisible():
                    return item
        return None

    def point(self, at: QPointF | QPoint) -> Point:
        """A point of the viewport on the map."""
        spot = self.mapToScene(at.toPoint() if isinstance(at, QPointF) else at)
        return spot.x(), spot.y()

    def viewport_box(self) -> QRectF:
        """The part of the map that is seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def global_of(self, key: int) -> QPoint:
        """Where on the screen a person's card ends, for menus."""
        box = self.people[key].card.box
        return self.viewport().mapToGlobal(self.mapFromScene(QPointF(box.x + 20, box.bottom)))

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(300))

    def settle(self) -> None:
        """Let every card and line look as it should, given who is selected and what stands out."""
        self.lights.settle()
        one = self.current
        if not self.hand.busy:
            self.ground.handle.sit_on(self.people.get(one) if one is not None and self.editable else None)
        self.setAccessibleDescription(self.spoken())

    def spoken(self) -> str:
        """The selected person and his or her lines in words, for screen readers."""
        return "" if self.current is None else told(self, self.current)

    def _can_scroll(self, turned: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() > bar.minimum() if turned > 0 else bar.value() < bar.maximum()
