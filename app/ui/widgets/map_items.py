"""What lies on the canvas of the map: people, lines, and the handle from which a line is drawn."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Link, Receptivity
from app.tools.relationship_map.geometry import Point, bow
from app.tools.relationship_map.notes import Mark, Tone
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.rules import MapPerson
from app.tools.relationship_map.scene import Card
from app.ui.theme import Theme, theme
from app.ui.widgets.bars import relation_text
from app.ui.widgets.map_lines import LineState, paint_route, route_path
from app.ui.widgets.map_notes import RISE
from app.ui.widgets.map_paint import CALM, MapPainter, rect

HANDLE = 9.0
LIFE_SIZE = 1.0
_GRIP = 9.0  # how near to a line a click has to be
_MARGIN = 7.0  # around a card for frame and focus


class CardItem(QGraphicsItem):
    """A person. Painted once for each zoom and kept as a picture until something changes."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card
        self.state = CALM
        self._printed = False
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptHoverEvents(True)
        self.setZValue(10)
        self._settle()

    def show_card(self, card: Card) -> None:
        """Show the person as he or she is now."""
        if card != self.card:
            self.prepareGeometryChange()
            self.card = card
            self._settle()
            self.update()

    def set_state(self, **changes: bool | Mark | None) -> None:
        """Selected, hovered, faded, target or focused, or no longer; or what is noted of the person."""
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        if state != self.state:
            self.state = state
            self.setZValue(12 if state.selected else 10)
            self.update()

    def set_printed(self, on: bool) -> None:
        """Be painted with all words and as words, whatever the size, as paper wants it."""
        self._printed = on
        cache = QGraphicsItem.CacheMode
        self.setCacheMode(cache.NoCache if on else cache.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        box = self.card.box
        return QRectF(-_MARGIN, -RISE - 2, box.w + 2 * _MARGIN, box.h + _MARGIN + RISE + 2)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self.card.box.w, self.card.box.h))
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        detail = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.translate(-self.card.box.x, -self.card.box.y)
        seen = LIFE_SIZE if self._printed else detail / theme().scale
        MapPainter(theme()).card(painter, self.card, self.state, seen)

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self.set_state(hovered=True)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self.set_state(hovered=False)

    def _settle(self) -> None:
        self.setPos(self.card.box.x, self.card.box.y)
        self.setToolTip(described(self.card.person))


class RouteItem(QGraphicsItem):
    """A line between two people."""

    def __init__(self, route: Route) -> None:
        super().__init__()
        self.selected = self.strong = self.faded = False
        self.crowd = 0
        self.tone: Tone | None = None
        self.setAcceptHoverEvents(True)
        self.show_route(route)

    def show_route(self, route: Route) -> None:
        """Show the line where it runs now."""
        self.prepareGeometryChange()
        self.route = route
        self._path = route_path(route)
        stroker = QPainterPathStroker()
        stroker.setWidth(_GRIP)
        self._grip = stroker.createStroke(self._path)
        self._bounds = self._path.boundingRect().adjusted(-14, -14, 14, 14)
        self.setZValue(4 if route.line.kind is Link.REPORTS else 2)
        self.update()

    def set_state(
        self, *, selected: bool, strong: bool, faded: bool, crowd: int, tone: Tone | None = None
    ) -> None:
        """How much the line stands out; `crowd` is how many lines there are in all, `tone` what is noted of it."""
        state = (selected, strong, faded, crowd, tone)
        if state != (self.selected, self.strong, self.faded, self.crowd, self.tone):
            self.selected, self.strong, self.faded, self.crowd, self.tone = state
            self.setZValue(
                (8 if selected or strong or tone else 2) + (2 if self.route.line.kind is Link.REPORTS else 0)
            )
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return self._grip

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        style = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.selected:
            glow = style.color("accent-soft")
            painter.setPen(QPen(glow, 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(self._path)
        strong = self.strong or self.selected
        detail = option.levelOfDetailFromTransform(painter.worldTransform())
        state = LineState(strong, self.faded, self.crowd, self.tone)
        paint_route(painter, style, self.route, self._path, state, detail, hair=True)


class Handle(QGraphicsItem):
    """The dot at the edge of a person from which a line is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.card_id: int | None = None
        self.setZValue(30)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setToolTip(tr("Draw a line from here to another person"))
        self.hide()

    def sit_on(self, item: CardItem | None) -> None:
        """Show at the right edge of a person, or nowhere."""
        self.card_id = None if item is None else item.card.id
        self.setVisible(item is not None)
        if item is not None:
            box = item.card.box
            self.setPos(box.right, box.middle[1])

    def boundingRect(self) -> QRectF:
        return QRectF(-HANDLE - 2, -HANDLE - 2, 2 * HANDLE + 4, 2 * HANDLE + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        style = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("surface"), 2))
        painter.setBrush(style.color("accent"))
        painter.drawEllipse(QPointF(0, 0), HANDLE - 1, HANDLE - 1)
        painter.setPen(QPen(style.color("on-accent"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(-3, 0), QPointF(3, 0))
        painter.drawLine(QPointF(0, -3), QPointF(0, 3))


class Loose(QGraphicsItem):
    """The line that is being drawn, still loose at one end; and the frame that selects."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._frame = QRectF()
        self.setZValue(20)
        self.hide()

    def draw(self, start: Card, end: Point) -> None:
        """From a person to the pointer."""
        self.prepareGeometryChange()
        tip = replace(start.box, x=end[0], y=end[1], w=0.0, h=0.0)
        first, control, last = bow(start.box, tip, 0.1, 0)
        self._path = QPainterPath(QPointF(*first))
        self._path.quadTo(QPointF(*control), QPointF(*last))
        self._frame = QRectF()
        self.show()
        self.update()

    def frame(self, area: QRectF) -> None:
        """A frame around what is to be selected."""
        self.prepareGeometryChange()
        self._path, self._frame = QPainterPath(), area
        self.show()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().united(self._frame).adjusted(-12, -12, 12, 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        style = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(style.color("accent"), 2 if not self._path.isEmpty() else 1)
        if not self._path.isEmpty():
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if not self._frame.isNull():
            fill = style.color("accent")
            fill.setAlphaF(0.08)
            painter.setBrush(fill)
            painter.drawRect(self._frame)


def paint_ground(painter: QPainter, area: QRectF, style: Theme, detail: float) -> None:
    """The quiet dots on which people are placed."""
    painter.fillRect(area, style.color("well"))
    if detail < 0.45:
        return
    step = 24 if detail > 0.8 else 48  # thousands of dots would be most of a frame
    painter.setPen(QPen(style.color("line"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    left, top = int(area.left() // step) * step, int(area.top() // step) * step
    points = [
        QPointF(x, y)
        for x in range(left, int(area.right()) + step, step)
        for y in range(top, int(area.bottom()) + step, step)
    ]
    painter.drawPoints(points)


def described(person: MapPerson) -> str:
    """A person in one line, as it is read out and shown as a tip."""
    parts = [person.name]
    if person.shown_title:
        parts.append(person.shown_title)
    parts += [role.label for role in person.roles]
    if person.rated:
        parts.append(_rating(person))
        parts.append(
            tr("receptivity not known")
            if person.mode is Receptivity.UNKNOWN
            else tr("receptivity {mode}", mode=person.mode.label.lower())
        )
    if person.primary_contact:
        parts.append(tr("our contact {name}", name=person.primary_contact))
    return ", ".join(parts)


def counted(people: Sequence[MapPerson]) -> str:
    """Who is selected, in a few words."""
    return people[0].name if len(people) == 1 else plural("{n} person", "{n} people", len(people))


def _rating(person: MapPerson) -> str:
    influence = tr("not known") if person.influence is None else tr("{n} of 5", n=person.influence)
    relation = tr("not known") if person.relationship is None else relation_text(person.relationship)
    return tr("influence {influence}, relationship {relation}", influence=influence, relation=relation)


__all__ = ["CardItem", "Handle", "Loose", "RouteItem", "counted", "described", "paint_ground", "rect"]
