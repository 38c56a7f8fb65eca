"""How a matrix is drawn: on the screen, into a picture, or on paper; the theme is handed in."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.ui.theme import Theme
from app.ui.widgets.matrix_frame import FramePainter
from app.ui.widgets.matrix_ink import MIDDLE, Ink, ink_on
from app.ui.widgets.matrix_labels import Surroundings, place_tags
from app.ui.widgets.matrix_scene import Arrow, Frame, Layout, Scene, Token, Trail


@dataclass(frozen=True)
class Highlight:
    """What the hand or the keyboard is at: the token, and whether a ring shows the focus."""

    key: str = ""
    ringed: bool = False
    moving: bool = False


def paint_matrix(
    painter: QPainter,
    style: Theme,
    frame: Frame,
    scene: Scene,
    layout: Layout,
    at: Highlight,
) -> None:
    """Draw everything, from the ground up."""
    titles = FramePainter(painter, style, frame, layout).draw([layout.body(token) for token in scene.tokens])
    ScenePainter(painter, style, frame, layout).draw(scene, titles, at)


class ScenePainter(Ink):
    """Draws tokens, trails, arrows and the tray."""

    def draw(self, scene: Scene, taken: list[QRectF], at: Highlight) -> None:
        """Draw the scene; `taken` are the places of titles, over which no tag may lie."""
        self._draw_tray(scene)
        tokens = {token.key: token for token in scene.tokens}
        bodies = [self._layout.body(token) for token in scene.tokens]
        lines = [line for trail in scene.trails for line in self._draw_trail(trail, bodies, taken)]
        lines += [line for arrow in scene.arrows if (line := self._draw_arrow(arrow, tokens)) is not None]
        for token in sorted(scene.tokens, key=lambda one: (one.key == at.key, -one.size)):
            self._draw_token(token, at)
        self._draw_tags(scene, taken, lines, at)

    def _draw_tray(self, scene: Scene) -> None:
        loose = [token for token in scene.tokens if not token.placed]
        if not loose:
            return
        unit, tray = self._unit, self._layout.tray
        pen = QPen(self._color("line-strong"), 1)
        pen.setDashPattern([4, 4])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(tray, 10 * unit, 10 * unit)
        head = tray.adjusted(6 * unit, 10 * unit, -6 * unit, 0)
        head.setHeight(18 * unit)
        self._text(head, MIDDLE, self._frame.tray_title, self._font("field", 600), "text-2")
        for token in loose:
            point = self._layout.places[token.key]
            top = point.y() + self._layout.radius(token) + 3 * unit
            below = QRectF(tray.left() + 4 * unit, top, tray.width() - 8 * unit, 16 * unit)
            self._text(below, MIDDLE, token.caption, self._font("meta"), "text-2")

    def _draw_trail(self, trail: Trail, bodies: list[QRectF], taken: list[QRectF]) -> list[QLineF]:
        """The way so far; a year that a token would cover is left out."""
        points = [self._layout.point(x, y) for x, y, _label in trail.points]
        ends = [*points, self._layout.places[trail.to]] if trail.to in self._layout.places else points
        lines = [QLineF(start, end) for start, end in pairwise(ends)]
        faded = self._color("accent")
        for at, line in enumerate(lines):
            faded.setAlphaF(0.25 + 0.3 * (at + 1) / max(1, len(lines)))
            self._painter.setPen(QPen(faded, 1.6 * self._unit))
            self._painter.drawLine(line)
        font = self._font("field", 400)
        for at, (point, (_x, _y, label)) in enumerate(zip(points, trail.points, strict=True)):
            faded.setAlphaF(0.35 + 0.3 * (at + 1) / max(1, len(points)))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._color("surface"))
            self._painter.drawEllipse(point, 5.5 * self._unit, 5.5 * self._unit)
            self._painter.setBrush(faded)
            self._painter.drawEllipse(point, 4.5 * self._unit, 4.5 * self._unit)
            wide, high = QFontMetricsF(font).horizontalAdvance(label) + 4, QFontMetricsF(font).height()
            words = QRectF(point.x() - wide / 2, point.y() - 8 * self._unit - high, wide, high)
            if not any(words.intersects(body) for body in bodies):
                self._text(words, MIDDLE, label, font, "text-2")
            reach = 5.5 * self._unit
            taken += (words, QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach))
        return lines

    def _draw_arrow(self, arrow: Arrow, tokens: dict[str, Token]) -> QLineF | None:
        places = self._layout.places
        if arrow.from_key not in places or arrow.to_key not in places:
            return None
        start, end = places[arrow.from_key], places[arrow.to_key]
        way = end - start
        distance = hypot(way.x(), way.y())
        out = self._layout.radius(tokens[arrow.from_key]) + 4 * self._unit
        into = self._layout.radius(tokens[arrow.to_key]) + 3 * self._unit
        if distance <= out + into + 6 * self._unit:
            return None
        step = way / distance
        line = QLineF(start + step * out, end - step * into)
        pen = QPen(self._color("accent"), 2 * self._unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([3, 3])
        self._painter.setPen(pen)
        self._painter.drawLine(line)
        across = QPointF(-step.y(), step.x())
        head = 7 * self._unit
        pen.setStyle(Qt.PenStyle.SolidLine)
        self._painter.setPen(pen)
        tip = line.p2()
        barb = across * head * 0.6
        self._painter.drawPolyline([tip - step * head + barb, tip, tip - step * head - barb])
        return line

    def _draw_token(self, token: Token, at: Highlight) -> None:
        painter, unit = self._painter, self._unit
        point, radius = self._layout.places[token.key], self._layout.radius(token)
        tone = self._color(_tone(self._style, token.tone))
        body = QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)
        square = token.shape == "square"
        if square:
            body.adjust(3 * unit, 3 * unit, -3 * unit, -3 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("surface"))
        self._shape(body.adjusted(-2 * unit, -2 * unit, 2 * unit, 2 * unit), square)
        filled = token.shape in {"disc", "square"}
        pen = QPen(tone, 2 * unit)
        if token.shape == "hollow":
            pen.setDashPattern([2.2, 1.8])
        painter.setPen(Qt.PenStyle.NoPen if filled else pen)
        painter.setBrush(tone if filled else self._color("surface"))
        self._shape(body if filled else body.adjusted(unit, unit, -unit, -unit), square)
        if token.ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._color(token.ring), 2 * unit))
            self._shape(body.adjusted(-4 * unit, -4 * unit, 4 * unit, 4 * unit), square)
        font = self._font("field", 600)
        wide = QFontMetricsF(font).horizontalAdvance(token.label)
        font.setPointSizeF(font.pointSizeF() * min(1.0, 1.5 * radius / max(1.0, wide)))
        painter.setFont(font)
        painter.setPen(ink_on(tone, self._style) if filled else tone)
        painter.drawText(body, MIDDLE, token.label)
        if token.badge:
            self._draw_badge(body, token.badge)
        if token.key == at.key and (at.ringed or at.moving):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._color("text" if token.tone == "accent" else "accent"), 2 * unit))
            self._shape(body.adjusted(-5 * unit, -5 * unit, 5 * unit, 5 * unit), square)

    def _draw_badge(self, body: QRectF, text: str) -> None:
        font = self._font("meta", 600)
        high = 14 * self._unit
        wide = max(high, QFontMetricsF(font).horizontalAdvance(text) + 6 * self._unit)
        pill = QRectF(body.right() - high * 0.6, body.top() - high * 0.4, wide, high)
        self._painter.setPen(QPen(self._color("line"), 1))
        self._painter.setBrush(self._color("raised"))
        self._painter.drawRoundedRect(pill, high / 2, high / 2)
        self._text(pill, MIDDLE, text, font, "text-2")

    def _draw_tags(self, scene: Scene, taken: list[QRectF], lines: list[QLineF], at: Highlight) -> None:
        tagged = [token for token in scene.tokens if token.placed and token.caption]
        bodies = [self._layout.body(token) for token in tagged]
        fonts = [self._font("table", 600 if self._is_strong(token, at) else 400) for token in tagged]
        widths = [
            QFontMetricsF(font).horizontalAdvance(token.caption) + 16 * self._unit
            for token, font in zip(tagged, fonts, strict=True)
        ]
        solid = [self._layout.body(token) for token in scene.tokens]
        around = Surroundings(self._layout.plane, solid + taken, lines, self._unit, solid)
        high = 24 * self._unit
        for place, token, font, wide in zip(
            place_tags(bodies, widths, high, around), tagged, fonts, widths, strict=True
        ):
            if place is None and token.key != at.key:
                continue
            body = self._layout.body(token)
            tag = place or self._below(body, wide, high)
            self._painter.setPen(QPen(self._color("line"), 1))
            self._painter.setBrush(self._color("raised"))
            self._painter.drawRoundedRect(tag, 6 * self._unit, 6 * self._unit)
            self._text(tag, MIDDLE, token.caption, font, "text" if self._is_strong(token, at) else "text-2")

    def _below(self, body: QRectF, wide: float, high: float) -> QRectF:
        """Where the tag of the current token goes when nothing is free: under it, within the plane."""
        plane = self._layout.plane
        left = min(max(body.center().x() - wide / 2, plane.left()), plane.right() - wide)
        return QRectF(left, min(body.bottom() + 4 * self._unit, plane.bottom() - high), wide, high)

    @staticmethod
    def _is_strong(token: Token, at: Highlight) -> bool:
        return token.key == at.key or (token.tone == "accent" and token.shape == "disc")

    def _shape(self, rect: QRectF, square: bool) -> None:
        if square:
            self._painter.drawRoundedRect(rect, 4 * self._unit, 4 * self._unit)
        else:
            self._painter.drawEllipse(rect)


def _tone(style: Theme, tone: str) -> str:
    return tone if tone in style.tokens else "relation-0"
