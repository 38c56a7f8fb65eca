"""What a matrix shows: its frame, the tokens on it, and where all of it lies in a given rectangle."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

Corner = Literal["tl", "tr", "bl", "br", "diagonal"]
Place = tuple[float, float]  # coordinates 0..10
Shape = Literal["disc", "ring", "square", "hollow"]
Axis = tuple[str, str, str]  # title, word at the low end, word at the high end
Outlines = dict[str, list[list[Place]]]  # of each region its polygons
RADIUS = 16.0
TOP = 10.0
_STRAIGHT = 0.002  # how far a point may lie beside a straight line, far less than a pixel


@dataclass(frozen=True)
class Quadrant:
    """A named region; its title hugs a corner, stands at a place, or lies along the rising diagonal."""

    key: str
    title: str
    subtitle: str = ""
    at: Corner | Place = "tl"


@dataclass(frozen=True)
class Token:
    """Something that has a place: coordinates 0..10 with y upwards; a missing one puts it into the tray."""

    key: str
    label: str
    x: float | None
    y: float | None
    shape: Shape = "disc"
    tone: str = "accent"
    size: float = 1.0
    draggable: bool = False
    caption: str = ""
    badge: str = ""
    ring: str = ""  # a token of the theme for a second ring around it, such as a mode's

    @property
    def placed(self) -> bool:
        """Whether both marks are known."""
        return self.x is not None and self.y is not None


@dataclass(frozen=True)
class Trail:
    """Earlier places (x, y, label), the oldest first; it leads to the token `to` when one is named."""

    points: tuple[tuple[float, float, str], ...]
    to: str = ""


@dataclass(frozen=True)
class Arrow:
    """A dashed arrow from one token to another."""

    from_key: str
    to_key: str


@dataclass(frozen=True)
class Frame:
    """What stays while the tokens move."""

    x_axis: Axis
    y_axis: Axis
    quadrants: tuple[Quadrant, ...] = ()
    zones: Callable[[float, float], str] | None = None
    desired: frozenset[str] = frozenset()
    tint: str = "relationship"
    tray_title: str = ""

    def region(self, x: float, y: float) -> str:
        """The key of the region at a place."""
        if self.zones is not None:
            return self.zones(x, y)
        half = TOP / 2
        corner = ("t" if y > half else "b") + ("r" if x > half else "l")
        return next((quadrant.key for quadrant in self.quadrants if quadrant.at == corner), "")

    def region_title(self, x: float, y: float) -> str:
        """The title of the region at a place."""
        key = self.region(x, y)
        return next((quadrant.title for quadrant in self.quadrants if quadrant.key == key), "")


@dataclass(frozen=True)
class Scene:
    """The tokens of the moment."""

    tokens: tuple[Token, ...] = ()
    trails: tuple[Trail, ...] = ()
    arrows: tuple[Arrow, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Where plane, tray and tokens lie, in pixels."""

    plane: QRectF
    tray: QRectF
    unit: float
    places: Mapping[str, QPointF] = field(default_factory=dict)

    def point(self, x: float, y: float) -> QPointF:
        """The pixel of a place on the plane."""
        plane = self.plane
        return QPointF(plane.left() + x / TOP * plane.width(), plane.bottom() - y / TOP * plane.height())

    def place(self, point: QPointF) -> tuple[float, float]:
        """The place of a pixel, kept on the plane, to a tenth."""
        plane = self.plane
        x = (point.x() - plane.left()) / plane.width() * TOP
        y = (plane.bottom() - point.y()) / plane.height() * TOP
        return round(min(TOP, max(0.0, x)), 1), round(min(TOP, max(0.0, y)), 1)

    def radius(self, token: Token) -> float:
        """How large a token is drawn."""
        return RADIUS * token.size * self.unit

    def body(self, token: Token) -> QRectF:
        """The square around a token."""
        point, radius = self.places[token.key], self.radius(token)
        return QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)


def lay_out(rect: QRectF, scene: Scene, unit: float, moving: str = "") -> Layout:
    """Divide `rect`; `unit` is a pixel at 100 %, `moving` a token that must stay exactly under the hand."""
    loose = [token for token in scene.tokens if not token.placed]
    tray_wide = 92 * unit if loose else 0.0
    gap = 14 * unit if loose else 0.0
    plane = rect.adjusted(44 * unit, 2 * unit, -(tray_wide + gap + 2 * unit), -36 * unit)
    tray = QRectF(plane.right() + gap, plane.top(), tray_wide, plane.height())
    bare = Layout(plane, tray, unit)
    radii = {token.key: bare.radius(token) for token in scene.tokens}
    places = {
        one.key: bare.point(one.x, one.y) for one in scene.tokens if one.x is not None and one.y is not None
    }
    _spread(places, radii, moving)
    _keep_inside(places, radii, plane)
    y = tray.top() + 40 * unit
    for token in loose:
        radius = bare.radius(token)
        places[token.key] = QPointF(tray.center().x(), y + radius)
        y += 2 * radius + (30 if token.caption else 10) * unit
    return Layout(plane, tray, unit, places)


def _spread(places: dict[str, QPointF], radii: Mapping[str, float], moving: str) -> None:
    """Push tokens of (nearly) the same place apart, so that none hides another."""
    keys = list(places)
    for _round in range(12):
        calm = True
        for at, first in enumerate(keys):
            for second in keys[at + 1 :]:
                calm = _part(places, radii, first, second, moving) and calm
        if calm:
            return


def _part(
    places: dict[str, QPointF], radii: Mapping[str, float], first: str, second: str, moving: str
) -> bool:
    between = places[second] - places[first]
    distance = hypot(between.x(), between.y())
    lacking = 0.95 * (radii[first] + radii[second]) - distance
    if lacking <= 0.5:
        return True
    way = between / distance if distance > 0.01 else QPointF(1, 0)
    shares = {first: 0.0 if first == moving else 0.5, second: 0.0 if second == moving else 0.5}
    places[first] = places[first] - way * lacking * shares[first]
    places[second] = places[second] + way * lacking * shares[second]
    return False


def _keep_inside(places: dict[str, QPointF], radii: Mapping[str, float], plane: QRectF) -> None:
    for key, point in places.items():
        room = min(radii[key] * 0.6, plane.width() / 4)
        x = min(max(point.x(), plane.left() + room), plane.right() - room)
        y = min(max(point.y(), plane.top() + room), plane.bottom() - room)
        places[key] = QPointF(x, y)


def zone_outlines(zones: Callable[[float, float], str], steps: int = 200) -> Outlines:
    """The outlines of the regions that a rule makes of the plane: for each key its polygons, in coordinates 0..10."""
    open_runs: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    outlines: Outlines = {}
    for step in range(steps + 1):
        x = TOP * step / steps
        seen = set()
        counts: dict[str, int] = {}
        for key, low, high in _column(zones, x):
            run = (key, counts.get(key, 0))
            counts[key] = run[1] + 1
            seen.add(run)
            open_runs.setdefault(run, []).append((x, low, high))
        for run in [run for run in open_runs if run not in seen]:
            outlines.setdefault(run[0], []).append(_outline(open_runs.pop(run)))
    for (key, _at), columns in open_runs.items():
        outlines.setdefault(key, []).append(_outline(columns))
    return outlines


def _column(
    zones: Callable[[float, float], str], x: float, steps: int = 100
) -> list[tuple[str, float, float]]:
    """The regions that a vertical line crosses, from below: key, low end, high end."""
    found: list[tuple[str, float, float]] = []
    key, low = zones(x, 0.0), 0.0
    before = 0.0
    for step in range(1, steps + 1):
        y = TOP * step / steps
        other = zones(x, y)
        if other != key:
            border = _border(zones, x, before, y)
            found.append((key, low, border))
            key, low = other, border
        before = y
    found.append((key, low, TOP))
    return found


def _border(zones: Callable[[float, float], str], x: float, low: float, high: float) -> float:
    key = zones(x, low)
    for _half in range(14):
        middle = (low + high) / 2
        low, high = (middle, high) if zones(x, middle) == key else (low, middle)
    return high


def _outline(columns: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    upper = [(x, high) for x, _low, high in columns]
    lower = [(x, low) for x, low, _high in reversed(columns)]
    return _corners(upper) + _corners(lower)


def _corners(line: list[Place]) -> list[Place]:
    """The line without the points on its straight parts, which would only cost time at each painting."""
    kept = line[:1]
    for (x, y), (next_x, next_y) in pairwise(line[1:]):
        start_x, start_y = kept[-1]
        straight = start_y + (next_y - start_y) * (x - start_x) / (next_x - start_x)
        if abs(y - straight) > _STRAIGHT:
            kept.append((x, y))
    return kept + line[1:][-1:]
