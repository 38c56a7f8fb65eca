"""How lines look on the map: by kind and strength; one of many is a hairline that stands back."""

from dataclasses import dataclass
from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.models.vocabulary import Link
from app.tools.relationship_map.notes import Tone
from app.tools.relationship_map.routes import Route
from app.ui.theme import Theme
from app.ui.widgets.map_notes import paint_glow

CORNER = 9.0  # of a reporting line
FADED = 0.16
_FAR = 0.2  # below this zoom lines have no ends
_CROWDS = ((40, 0.75), (120, 0.34))  # up to so many lines, so opaque
_DENSEST = 0.26
_ARROW = 7.0
_TOKENS = {
    Link.REPORTS: "line-strong",
    Link.INFLUENCE: "accent",
    Link.TRUST: "value",
    Link.CONFLICT: "relation-2neg",
}


@dataclass(frozen=True)
class LineState:
    """What a line goes through at the moment."""

    strong: bool = False  # it, or one of its people, is selected
    faded: bool = False
    crowd: int = 0  # how many lines besides reporting lines are shown
    tone: Tone | None = None  # what is noted of it for a while

    @property
    def opaque(self) -> float:
        """How opaque the lines of such a crowd are."""
        return next((alpha for most, alpha in _CROWDS if self.crowd <= most), _DENSEST)

    @property
    def back(self) -> bool:
        """Whether it is one of too many and not looked at."""
        return self.opaque < 0.5 and not self.strong


def paint_route(
    painter: QPainter,
    style: Theme,
    route: Route,
    path: QPainterPath,
    state: LineState,
    detail: float = 2.0,
    *,
    hair: bool = False,
) -> None:
    """One line with its end. On the screen many lines are `hair`: one pixel wide at any zoom, ten times as fast."""
    if state.tone is not None:
        paint_glow(painter, path, state.tone, style)
        gone = state.tone is Tone.GONE
        state = LineState(strong=not gone, faded=gone, crowd=state.crowd)
    line = route.line
    pen = _pen(style, line.kind, line.strength, route.dotted, state, hair)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if detail < _FAR:
        return
    if line.kind in {Link.INFLUENCE, Link.TRUST}:
        _arrow(painter, style, route, pen.color(), outlined=not state.back)
    elif line.kind is Link.CONFLICT and not state.faded:
        _clash(painter, style, path.pointAtPercent(0.5), pen.color())


def line_color(style: Theme, kind: Link) -> QColor:
    """The colour of lines of a kind."""
    return style.color(_TOKENS[kind])


def route_path(route: Route) -> QPainterPath:
    """The way of a line: a curve, or upright and level with rounded corners."""
    points = [QPointF(*point) for point in route.points]
    path = QPainterPath(points[0])
    if route.bowed and len(points) == 4:
        path.cubicTo(points[1], points[2], points[3])
        return path
    if route.bowed:
        path.quadTo(points[1], points[2])
        return path
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        room = min(CORNER, _length(before, at) / 2, _length(at, after) / 2)
        path.lineTo(_toward(at, before, room))
        path.quadTo(at, _toward(at, after, room))
    path.lineTo(points[-1])
    return path


def _arrow(painter: QPainter, style: Theme, route: Route, color: QColor, *, outlined: bool) -> None:
    tip, before = route.points[-1], route.points[-2]
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    size = _ARROW + route.line.strength
    wings = [
        QPointF(tip[0] - size * cos(angle + turn), tip[1] - size * sin(angle + turn))
        for turn in (0.42, -0.42)
    ]
    hollow = route.line.kind is Link.TRUST
    if outlined or hollow:
        pen = QPen(color, 1.4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("surface") if hollow else color)
    painter.drawPolygon(QPolygonF([QPointF(*tip), *wings]))


def _clash(painter: QPainter, style: Theme, middle: QPointF, color: QColor) -> None:
    """A cross in a disc on the middle of the line."""
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(style.color("surface"))
    painter.drawEllipse(middle, 7, 7)
    painter.setPen(QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(middle + QPointF(-2.6, -2.6), middle + QPointF(2.6, 2.6))
    painter.drawLine(middle + QPointF(-2.6, 2.6), middle + QPointF(2.6, -2.6))


_PENS: dict[tuple[object, ...], QPen] = {}


def _pen(style: Theme, kind: Link, strength: int, dotted: bool, state: LineState, hair: bool) -> QPen:
    """The pen of a line; each is made once, since a large map draws hundreds of lines a frame."""
    key = (style.name, kind, strength, dotted, state.strong, state.faded, state.opaque, hair)
    if key not in _PENS:
        _PENS[key] = _new_pen(style, kind, strength, dotted, state, hair)
    return _PENS[key]


def _new_pen(style: Theme, kind: Link, strength: int, dotted: bool, state: LineState, hair: bool) -> QPen:
    reports = kind is Link.REPORTS
    back = state.back and not reports
    color = line_color(style, kind)
    if state.faded:
        color.setAlphaF(FADED / 2 if back else FADED)
    elif not reports and not state.strong:
        color.setAlphaF(state.opaque)
    width = 1.5 if reports else 0.5 + 0.3 * strength if back else 0.7 + 0.5 * strength
    pen = QPen(color, width + (0.8 if state.strong else 0))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dotted:
        pen.setDashPattern([0.1, 3.2])
        pen.setWidthF(pen.widthF() + 0.6)
    elif back and hair:
        pen.setCosmetic(True)
        pen.setWidthF(1.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is Link.CONFLICT:
        pen.setDashPattern([4.0, 3.0])
    return pen


def _length(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())


def _toward(start: QPointF, end: QPointF, distance: float) -> QPointF:
    length = _length(start, end) or 1.0
    return start + (end - start) * (distance / length)
