"""How a timeline is drawn: on the screen, into a picture, or on paper; the theme is handed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.i18n import tr
from app.method.spoken_dates import Window, say
from app.ui.theme import Theme
from app.ui.widgets.timeline_scene import FOOT, HEAD, Bar, Layout, Scene, ticks, weeks

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Highlight:
    """What the hand is at: the current row, the one under the pointer, and the days a bar is held on."""

    key: int | None = None
    hovered: int | None = None
    ringed: bool = False
    held: Window | None = None
    held_words: str = ""


def paint_timeline(painter: QPainter, style: Theme, scene: Scene, layout: Layout, at: Highlight) -> None:
    """Draw everything, from the ground up."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    TimelinePainter(painter, style, scene, layout, at).draw()


class TimelinePainter:
    """Draws one timeline once."""

    def __init__(self, painter: QPainter, style: Theme, scene: Scene, layout: Layout, at: Highlight) -> None:
        self._painter, self._style, self._scene, self._layout, self._at = painter, style, scene, layout, at
        self._unit = layout.unit

    def draw(self) -> None:
        """The ground, the grid, the marks, the rows, the legend."""
        self._draw_bands()
        self._draw_voids()
        self._draw_grid()
        self._draw_links()
        self._draw_marks()
        for bar in self._scene.bars:
            self._draw_label(bar)
            self._draw_bar(bar)
        self._draw_legend()

    # Ground

    def _draw_bands(self) -> None:
        for key, token in ((self._at.hovered, "well"), (self._at.key, "select")):
            if key is not None and key in self._layout.rows:
                band = self._layout.rows[key].adjusted(0, self._unit, 0, -self._unit)
                self._fill(band, self._color(token), 8)

    def _draw_voids(self) -> None:
        body, scale = self._layout.body, self._layout.scale
        if not self._scene.voids:
            return
        step = 8 * self._unit
        self._painter.setPen(QPen(self._color("control", 0.34), 1))
        for monday in self._scene.voids:
            band = QRectF(
                QPointF(scale.start(monday), body.top()),
                QPointF(scale.end(monday + timedelta(days=6)), body.bottom()),
            )
            band = band.intersected(body)
            if band.isEmpty():
                continue
            self._painter.save()
            self._painter.setClipRect(band)
            self._painter.fillRect(band, self._color("control-soft", 0.55))
            across = band.left() - band.height()
            across -= across % step  # neighbouring weeks continue each other's lines
            while across < band.right():
                self._painter.drawLine(QLineF(across, band.bottom(), across + band.height(), band.top()))
                across += step
            self._painter.restore()

    def _draw_grid(self) -> None:
        body, scale, unit = self._layout.body, self._layout.scale, self._unit
        top = self._layout.rect.top()
        if scale.day * 7 >= 9 * unit:
            self._painter.setPen(QPen(self._color("line", 0.55), 1))
            for monday in weeks(scale):
                x = scale.start(monday)
                self._painter.drawLine(QLineF(x, body.top(), x, body.bottom()))
        font = self._font("field", 550)
        self._painter.setFont(font)
        metrics = QFontMetricsF(font)
        for first, last, text in ticks(scale, 42 * unit):
            x = scale.start(first)
            if x > scale.left:
                self._painter.setPen(QPen(self._color("line"), 1))
                self._painter.drawLine(QLineF(x, top + 4 * unit, x, body.bottom()))
            room = QRectF(
                QPointF(max(x, scale.left), top), QPointF(min(scale.end(last), scale.right), top + 22 * unit)
            )
            room.setLeft(room.left() + 6 * unit)
            if metrics.horizontalAdvance(text) <= room.width():
                self._text(room, LEFT, text, font, "text-2")
        self._painter.setPen(QPen(self._color("line"), 1))
        self._painter.drawLine(QLineF(self._layout.rect.left(), body.top(), scale.right, body.top()))

    def _draw_links(self) -> None:
        """What the current step waits for, and what waits for it."""
        current = self._at.key if self._at.key is not None else self._at.hovered
        if current is None:
            return
        self._painter.setPen(QPen(self._color("accent", 0.75), 1.4))
        for bar in self._scene.bars:
            for key in bar.after:
                earlier = self._scene.bar(key)
                if earlier is None or current not in {bar.key, key}:
                    continue
                if not (self._layout.span(earlier).isEmpty() or self._layout.span(bar).isEmpty()):
                    self._draw_link(earlier, bar)

    def _draw_link(self, earlier: Bar, later: Bar) -> None:
        unit = self._unit
        start, end = self._layout.span(earlier), self._layout.span(later)
        begin = QPointF(start.right() - 5 * unit, start.center().y())
        reach = QPointF(end.left(), end.center().y())
        path = QPainterPath(begin)
        if reach.x() > begin.x() + 6 * unit:
            path.lineTo(begin.x(), reach.y())
        else:
            down = end.top() - 5 * unit if reach.y() > begin.y() else end.bottom() + 5 * unit
            path.lineTo(begin.x(), down)
            path.lineTo(reach.x() - 9 * unit, down)
            path.lineTo(reach.x() - 9 * unit, reach.y())
        path.lineTo(reach)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)
        tip = QPolygonF(
            [reach, reach + QPointF(-6 * unit, -3.5 * unit), reach + QPointF(-6 * unit, 3.5 * unit)]
        )
        self._painter.save()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._color("accent"))
        self._painter.drawPolygon(tip)
        self._painter.restore()

    def _draw_marks(self) -> None:
        """Today and the day of the decision, each with its tag in the header."""
        scene, scale = self._scene, self._layout.scale
        tags: list[tuple[float, str, str, bool]] = []
        if scene.decision is not None and scale.shows(Window(scene.decision, scene.decision)):
            x = scale.end(scene.decision)
            self._rule(x, "control", [5, 3])
            tags.append(
                (
                    x,
                    tr("Decision {day}", day=_short(scene.decision)),
                    "control",
                    scene.decision >= scene.today,
                )
            )
        if scale.shows(Window(scene.today, scene.today)):
            x = scale.start(scene.today) + scale.day / 2
            self._rule(x, "accent", [])
            before = scene.decision is None or scene.decision >= scene.today
            self._draw_tag(x, tr("Today"), "accent", after=not before)
        for x, text, tone, after in tags:
            self._draw_tag(x, text, tone, after=after)

    def _rule(self, x: float, token: str, dashes: list[float]) -> None:
        pen = QPen(self._color(token), 1.5)
        if dashes:
            pen.setDashPattern(dashes)
        self._painter.setPen(pen)
        top = self._layout.rect.top() + 26 * self._unit
        self._painter.drawLine(QLineF(x, top, x, self._layout.body.bottom()))

    def _draw_tag(self, x: float, text: str, tone: str, *, after: bool) -> None:
        unit = self._unit
        font = self._font("meta", 600)
        wide = QFontMetricsF(font).horizontalAdvance(text) + 12 * unit
        if after and x + wide > self._layout.rect.right():
            after = False
        left = x if after else x - wide
        tag = QRectF(left, self._layout.rect.top() + 24 * unit, wide, 18 * unit)
        self._fill(tag, self._color(f"{tone}-soft"), 5)
        self._text(tag, MIDDLE, text, font, tone)

    # Rows

    def _draw_label(self, bar: Bar) -> None:
        unit, row = self._unit, self._layout.rows[bar.key]
        room = QRectF(row.left() + 8 * unit, row.top(), self._layout.labels - 20 * unit, row.height())
        if bar.starred:
            spot = QRectF(room.left(), room.center().y() - 4 * unit, 8 * unit, 8 * unit)
            self._arrow(spot)
            room.setLeft(room.left() + 14 * unit)
        font = self._font("table", 600 if bar.starred else 500)
        token = "text-3" if bar.done else "text"
        words = QFontMetricsF(font).elidedText(bar.label, Qt.TextElideMode.ElideRight, room.width())
        self._text(room, LEFT, words, font, token)

    def _arrow(self, spot: QRectF) -> None:
        """The sign of the next step: an arrow head, as on the chip of the page."""
        self._painter.setPen(QPen(self._color("accent"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle = spot.center().y()
        self._painter.drawLine(QLineF(spot.left(), middle, spot.right(), middle))
        self._painter.drawLine(QLineF(spot.right(), middle, spot.center().x(), spot.top()))
        self._painter.drawLine(QLineF(spot.right(), middle, spot.center().x(), spot.bottom()))

    def _draw_bar(self, bar: Bar) -> None:
        current = bar.key == self._at.key
        days = self._at.held if current and self._at.held is not None else bar.days
        if days is None:
            row = self._layout.rows[bar.key]
            room = QRectF(self._layout.scale.left + 8 * self._unit, row.top(), 200 * self._unit, row.height())
            self._text(room, LEFT, tr("No time yet"), self._font("meta"), "text-3")
            return
        if not self._layout.scale.shows(days):
            self._draw_far(bar, days)
            return
        span = self._layout.span(bar, days)
        if not bar.done and days.end < self._scene.today:
            self._draw_tail(span)
        if self._at.held is not None and current:
            self._draw_ghost(bar)
        self._draw_span(bar, span)
        if bar.gate:
            self._draw_gate(bar, self._layout.diamond(bar, days))
        elif bar.done:
            self._draw_check(span.center(), bar.tone)
        if current and self._at.ringed:
            self._outline(span.adjusted(-4, -5, 4, 5), "accent", 2, 8)
        self._draw_caption(bar, span)

    def _draw_far(self, bar: Bar, days: Window) -> None:
        """A time beyond the edge is said there."""
        row, scale, unit = self._layout.rows[bar.key], self._layout.scale, self._unit
        room = QRectF(scale.left + 8 * unit, row.top(), scale.right - scale.left - 16 * unit, row.height())
        before = days.end < scale.first
        text = tr("← {when}", when=say(days)) if before else tr("{when} →", when=say(days))
        late = before and not bar.done
        self._text(
            room, LEFT if before else RIGHT, text, self._font("meta", 600), "danger" if late else "text-2"
        )

    def _draw_span(self, bar: Bar, span: QRectF) -> None:
        if bar.gate and span.width() < 22 * self._unit:
            return  # the diamond says it all
        if bar.done:
            self._fill(span, self._color(f"{bar.tone}-soft"), 7)
            self._outline(span, bar.tone, 1, 7, 0.45)
        elif bar.hollow:
            self._fill(span, self._color("surface"), 7)
            self._outline(span, "line-strong", 1.5, 7)
        else:
            self._fill(span, self._color(bar.tone), 7)

    def _draw_tail(self, span: QRectF) -> None:
        """How late an open step is: a red dashed line to today."""
        pen = QPen(self._color("danger"), 2)
        pen.setDashPattern([1.5, 2])
        self._painter.setPen(pen)
        x = min(self._layout.scale.start(self._scene.today), self._layout.scale.right)
        self._painter.drawLine(QLineF(span.right(), span.center().y(), x, span.center().y()))

    def _draw_ghost(self, bar: Bar) -> None:
        if bar.days is not None:
            self._outline(self._layout.span(bar), "line-strong", 1, 7, 1.0, [3, 3])

    def _draw_gate(self, bar: Bar, middle: QPointF) -> None:
        half = 9 * self._unit
        tone = {"no_go": "danger", "go": "value"}.get(bar.gate, bar.tone)
        diamond = QPolygonF(
            [
                middle + QPointF(0, -half),
                middle + QPointF(half, 0),
                middle + QPointF(0, half),
                middle + QPointF(-half, 0),
            ]
        )
        decided = bar.gate in {"go", "no_go"}
        self._painter.setPen(QPen(self._color(tone if not bar.hollow else "line-strong"), 2))
        self._painter.setBrush(self._color(tone if decided else "surface"))
        self._painter.drawPolygon(diamond)
        if bar.gate == "go":
            self._tick(middle, self._color("surface"))
        elif bar.gate == "no_go":
            self._cross(middle, self._color("surface"))

    def _draw_check(self, middle: QPointF, tone: str) -> None:
        self._tick(middle, self._color(tone))

    def _tick(self, middle: QPointF, color: QColor) -> None:
        unit = self._unit
        self._painter.setPen(QPen(color, 1.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self._painter.drawLine(
            QLineF(middle + QPointF(-3.2 * unit, 0.2 * unit), middle + QPointF(-0.8 * unit, 2.6 * unit))
        )
        self._painter.drawLine(
            QLineF(middle + QPointF(-0.8 * unit, 2.6 * unit), middle + QPointF(3.6 * unit, -2.6 * unit))
        )

    def _cross(self, middle: QPointF, color: QColor) -> None:
        arm = 2.6 * self._unit
        self._painter.setPen(QPen(color, 1.6 * self._unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self._painter.drawLine(QLineF(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm)))
        self._painter.drawLine(QLineF(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm)))

    def _draw_caption(self, bar: Bar, span: QRectF) -> None:
        """Who does it beside the bar, on the side where there is room; in the hand, the new time."""
        held = self._at.held is not None and bar.key == self._at.key
        text = self._at.held_words if held else bar.caption
        if not text:
            return
        unit = self._unit
        font = self._font("meta", 600 if held else 400)
        gap = (14 if bar.gate else 8) * unit
        late = not bar.done and bar.days is not None and bar.days.end < self._scene.today
        right = span.right() + gap
        if late:
            right = max(
                right, self._layout.scale.start(self._scene.today) + self._layout.scale.day / 2 + 8 * unit
            )
        wide = QFontMetricsF(font).horizontalAdvance(text) + 2
        row = self._layout.rows[bar.key]
        if right + wide <= self._layout.rect.right():
            room = QRectF(right, row.top(), wide, row.height())
        else:
            wide = min(wide, span.left() - gap - self._layout.scale.left)
            if wide < 40 * unit:
                return
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, wide)
            room = QRectF(span.left() - gap - wide, row.top(), wide, row.height())
        ground = "select" if bar.key == self._at.key else "surface"
        plate = QRectF(room.left() - 3 * unit, room.center().y() - 8 * unit, wide + 6 * unit, 16 * unit)
        self._fill(plate, self._color(ground, 0.82), 4)
        self._text(room, LEFT, text, font, "accent" if held else "text-2")

    # Legend

    def _draw_legend(self) -> None:
        unit = self._unit
        top = self._layout.rect.top() + (HEAD * unit) + self._layout.body.height()
        row = QRectF(
            self._layout.rect.left() + 8 * unit, top + 6 * unit, self._layout.rect.width(), (FOOT - 8) * unit
        )
        x = row.left()
        font = self._font("meta")
        metrics = QFontMetricsF(font)
        for sign, text in self._scene.legend:
            wide = metrics.horizontalAdvance(text)
            if x + 24 * unit + wide > self._layout.rect.right():
                return
            self._draw_sign(sign, QRectF(x, row.center().y() - 5 * unit, 16 * unit, 10 * unit))
            self._text(QRectF(x + 22 * unit, row.top(), wide + 4, row.height()), LEFT, text, font, "text-2")
            x += 22 * unit + wide + 18 * unit

    def _draw_sign(self, sign: str, spot: QRectF) -> None:
        if sign == "gate":
            middle, half = spot.center(), 5.5 * self._unit
            self._painter.setPen(QPen(self._color("text-2"), 1.6))
            self._painter.setBrush(self._color("surface"))
            corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
            self._painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        elif sign == "void":
            self._painter.save()
            self._painter.setClipRect(spot)
            self._painter.fillRect(spot, self._color("control-soft"))
            self._painter.setPen(QPen(self._color("control", 0.5), 1))
            for step in range(-2, 5):
                x = spot.left() + step * 5 * self._unit
                self._painter.drawLine(QLineF(x, spot.bottom(), x + spot.height(), spot.top()))
            self._painter.restore()
        elif sign == "hollow":
            self._outline(spot, "line-strong", 1.5, 5)
        else:
            self._fill(spot, self._color(sign), 5)

    # Ink

    def _color(self, token: str, strength: float = 1.0) -> QColor:
        color = self._style.color(token)
        color.setAlphaF(color.alphaF() * strength)
        return color

    def _font(self, role: str, weight: int | None = None) -> QFont:
        font = self._style.font(role, weight)
        if self._unit != self._style.scale:  # a picture has a size of its own
            font.setPointSizeF(font.pointSizeF() * self._unit / self._style.scale)
        return font

    def _text(self, room: QRectF, where: Qt.AlignmentFlag, text: str, font: QFont, token: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._color(token))
        self._painter.drawText(room, where, text)

    def _fill(self, rect: QRectF, color: QColor, radius: float) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        self._painter.drawRoundedRect(rect, radius * self._unit, radius * self._unit)

    def _outline(
        self,
        rect: QRectF,
        token: str,
        width: float,
        radius: float,
        strength: float = 1.0,
        dashes: list[float] | None = None,
    ) -> None:
        pen = QPen(self._color(token, strength), width)
        if dashes:
            pen.setDashPattern(dashes)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect, radius * self._unit, radius * self._unit)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
