"""Icons by name and role: Lucide's outlines and the method's own, tinted from the theme when they are painted."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app import driver
from app.paths import resource
from app.ui.theme import theme

STROKE = "1.75"
_FALLBACK = "circle-help"


def icon(name: str, role: str = "text-2") -> QIcon:
    """An icon that takes the colour token `role` of whatever theme is in use while it is painted."""
    return QIcon(_Engine(name, role))


def pixmap(name: str, size: int, role: str = "text-2") -> QPixmap:
    """The icon as a square picture of `size` logical pixels, sharp on the densest screen."""
    return _drawn(name, size, theme().color(role), _density())


def paint(painter: QPainter, rect: QRect, name: str, role: str = "text-2") -> None:
    """Draw the icon into the largest square in the middle of `rect`."""
    side = min(rect.width(), rect.height())
    target = QRect(0, 0, side, side)
    target.moveCenter(rect.center())
    density = painter.device().devicePixelRatioF()
    painter.drawPixmap(target, _drawn(name, side, theme().color(role), density))


def exists(name: str) -> bool:
    """Whether there is an icon of that name, ours or Lucide's."""
    return _own(name).is_file() or _from_lucide(name) is not None


def outline(name: str, color: QColor) -> str:
    """The icon as SVG text in a colour, for pictures that have to stay sharp at any size."""
    return _tinted(name, color)


class _Engine(QIconEngine):
    """Paints an SVG in the colour that its role has now; a disabled icon takes the colour of outlines."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def iconName(self) -> str:
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._tint(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels, of which each has `scale` device pixels."""
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def _tint(self, mode: QIcon.Mode) -> str:
        return "line-strong" if mode == QIcon.Mode.Disabled else self._role


def _drawn(name: str, side: int, color: QColor, density: float) -> QPixmap:
    key = f"{name}/{side}/{color.rgba()}/{density}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    picture = QPixmap(QSize(side, side) * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_tinted(name, color).encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    QPixmapCache.insert(key, picture)
    return picture


def _tinted(name: str, color: QColor) -> str:
    return _outline(name).replace("currentColor", color.name())


@cache
def _outline(name: str) -> str:
    own = _own(name)
    if own.is_file():
        return own.read_text(encoding="utf-8")
    found = _from_lucide(name) or _from_lucide(_FALLBACK) or "<svg xmlns='http://www.w3.org/2000/svg'/>"
    return re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{STROKE}"', found)


def _own(name: str) -> Path:
    return resource(f"icons/{name.replace('_', '-')}.svg")


def _from_lucide(name: str) -> str | None:
    database = _lucide()
    if database is None:
        return None
    found = database.execute(
        "SELECT svg FROM icons WHERE name = coalesce((SELECT name FROM icon_aliases WHERE alias = :name), :name)",
        {"name": name},
    ).fetchone()
    return None if found is None else str(found[0])


@cache
def _lucide() -> driver.Connection | None:
    """The icon package's database, opened when the first icon is painted; importing the package costs 50 ms."""
    spec = find_spec("lucide")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        return None
    return driver.connect_readonly(Path(folders[0]) / "data" / "lucide-icons.db")


def _density() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
