"""What the signs on the map mean, on the page and below pictures of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.rules import MapLine
from app.tools.relationship_map.scene import Scene
from app.ui.theme import Theme, theme
from app.ui.widgets.bars import relation_token
from app.ui.widgets.map_ink import ink
from app.ui.widgets.map_paint import MapPainter

_ROW, _GAP, _BETWEEN = 22.0, 5.0, 11.0
_SAMPLE = 26.0
_LETTERS = 11


class Sign(Enum):
    """What is explained."""

    RELATION = "relation"
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    REPORTS = "reports"
    SECOND = "second"
    INFLUENCE = "influence"
    TRUST = "trust"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Entry:
    """A sign and its words."""

    sign: Sign
    words: str

    @property
    def sample(self) -> float:
        """How wide the drawn sample is."""
        return 66.0 if self.sign is Sign.RELATION else 18.0 if self.sign in _RINGS else _SAMPLE


_RINGS = frozenset({Sign.OPEN, Sign.CLOSED, Sign.UNKNOWN})
_LINES = {
    Sign.REPORTS: Link.REPORTS,
    Sign.SECOND: Link.REPORTS,
    Sign.INFLUENCE: Link.INFLUENCE,
    Sign.TRUST: Link.TRUST,
    Sign.CONFLICT: Link.CONFLICT,
}


def entries(scene: Scene) -> tuple[Entry, ...]:
    """The signs that occur on this map."""
    found: list[Entry] = []
    if any(card.person.rated for card in scene.cards):
        found += [
            Entry(Sign.RELATION, tr("Edge: against us … for us")),
            Entry(Sign.OPEN, tr("Ring: open to change")),
            Entry(Sign.CLOSED, tr("sees no need")),
            Entry(Sign.UNKNOWN, tr("not known")),
        ]
    kinds = {route.line.kind for route in scene.routes if not route.dotted}
    words = {
        Sign.REPORTS: tr("Reports to"),
        Sign.INFLUENCE: tr("Influences"),
        Sign.TRUST: tr("Trusts"),
        Sign.CONFLICT: tr("At odds"),
    }
    found += [Entry(sign, text) for sign, text in words.items() if _LINES[sign] in kinds]
    if any(route.dotted for route in scene.routes):
        found.append(Entry(Sign.SECOND, tr("Second boss")))
    return tuple(found)


def paint_legend(painter: QPainter, area: QRectF, style: Theme, shown: Sequence[Entry]) -> float:
    """Draw the signs in lines that wrap; the height that they take."""
    font = ink(style, _LETTERS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    spots, height = _places(shown, area.width(), font)
    for entry, spot in zip(shown, spots, strict=True):
        left, middle = area.left() + spot.x(), area.top() + spot.y() + _ROW / 2
        _sample(painter, style, entry, left, middle)
        painter.setFont(font)
        painter.setPen(style.color("text-2"))
        words = QRectF(left + entry.sample + _GAP, middle - _ROW / 2, area.width(), _ROW)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.words)
    return height


def legend_height(width: float, style: Theme, shown: Sequence[Entry]) -> float:
    """How high the legend is at a width."""
    return _places(shown, width, ink(style, _LETTERS))[1]


class MapLegend(QWidget):
    """The legend below the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_scene(self, scene: Scene) -> None:
        """Explain what is on this map."""
        self.setAccessibleName(tr("Legend"))
        found = entries(scene)
        if found == self._entries:
            return
        self._entries = found
        self.setAccessibleDescription("; ".join(entry.words for entry in found))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), self.heightForWidth(max(self.width(), theme().px(320))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        scale = theme().scale
        return round(legend_height(width / scale, theme(), self._entries) * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = theme().scale
        painter.scale(scale, scale)
        paint_legend(
            painter, QRectF(0, 0, self.width() / scale, self.height() / scale), theme(), self._entries
        )


def _places(shown: Collection[Entry], width: float, font: QFont) -> tuple[list[QPointF], float]:
    measure = QFontMetricsF(font)
    spots: list[QPointF] = []
    x = y = 0.0
    for entry in shown:
        wide = entry.sample + _GAP + measure.horizontalAdvance(entry.words)
        if x and x + wide > width:
            x, y = 0.0, y + _ROW
        spots.append(QPointF(x, y))
        x += wide + _BETWEEN
    return spots, y + _ROW if spots else 0.0


def _sample(painter: QPainter, style: Theme, entry: Entry, left: float, middle: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if entry.sign is Sign.RELATION:
        for at, value in enumerate((-2, -1, 0, 1, 2)):
            painter.setBrush(style.color(relation_token(value)))
            painter.drawRoundedRect(QRectF(left + at * 13, middle - 4, 11, 8), 2, 2)
    elif entry.sign in _RINGS:
        token = {Sign.OPEN: "value", Sign.CLOSED: "control"}.get(entry.sign)
        pen = QPen(style.color(token or "line-strong"), 2.2 if token else 1.4)
        if token is None:
            pen.setDashPattern([2.2, 2.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(left + 9, middle), 6.5, 6.5)
    else:
        line = MapLine(0, 0, 0, _LINES[entry.sign])
        bowed = entry.sign is not Sign.REPORTS
        ends = ((left, middle), (left + _SAMPLE / 2, middle), (left + _SAMPLE, middle))
        MapPainter(style).route(painter, Route(line, ends, bowed=bowed, dotted=entry.sign is Sign.SECOND))
