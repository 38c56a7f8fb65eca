"""What a matrix shows: its frame, the tokens on it, and where all of it lies in a given rectangle."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

Corner = Literal["tl", "tr", "bl", "br", "diagonal"]
Place = tuple[float, float]  # coordinates 0..10
Shape = Literal["disc", "ring", "square", "hollow"]
Axis = tuple[str, str, str]  # title, word at the low end, word at the high end
RADIUS = 16.0
TOP = 10.0


@dataclass(frozen=True)
class Quadrant:
    """A named region; its title hugs a corner, stands at a place, or lies along the rising diagonal."""

    key: str
    title: str
    subtitle: str = ""
    at: Corner | Place = "tl"


@dataclass(frozen=True)
class Zones:
    """Regions that are no quadrants: which of them a place lies in, and the corners of each."""

    region: Callable[[float, float], str]
    outlines: Mapping[str, Sequence[Place]]


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
    zones: Zones | None = None
    desired: frozenset[str] = frozenset()
    tint: str = "relationship"
    tray_title: str = ""

    def region(self, x: float, y: float) -> str:
        """The key of the region at a place."""
        if self.zones is not None:
            return self.zones.region(x, y)
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
