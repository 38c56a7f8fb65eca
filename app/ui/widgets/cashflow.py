"""The cumulative discounted cash flow over the months, with the moment of payback marked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QLinearGradient, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import tr
from app.ui.theme import Theme, theme
from app.ui.widgets.picture import Picture, metrics, nice_step

_MONTHS = 12


class CashFlow(Picture):
    """Points are (month, money so far); straight lines lie between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[tuple[float, float], ...] = ()
        self._payback: float | None = None
        self._mark = ""
        self._say: Callable[[float], str] = str
        self._span = (0.0, 1.0, 1.0)  # lowest and highest money on the axis, and the distance of its ticks
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Cumulative discounted cash flow"))

    def set_curve(
        self,
        points: Sequence[tuple[float, float]],
        payback: float | None,
        mark: str,
        say: Callable[[float], str],
    ) -> None:
        """Show a curve; `mark` stands at the month of `payback`, `say` puts money into words."""
        self._points, self._payback, self._mark, self._say = tuple(points), payback, mark, say
        self._span = _axis([money for _month, money in points])
        end = say(points[-1][1]) if points else ""
        self.setAccessibleDescription(
            tr("{mark}; at the end {money}", mark=mark, money=end) if points else ""
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(180))

    def picture_size(self) -> QSize:
        """Wide enough for a slide."""
        return QSize(900, 420)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._told_at(event.pos().x()), self)
            return True
        return super().event(event)

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw the curve into any picture or page."""
        if len(self._points) < 2:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot(rect, style)
        self._draw_grid(painter, style, plot)
        self._draw_curve(painter, style, plot)
        if self._payback is not None:
            self._draw_mark(painter, style, plot, rect)

    # Where things lie

    def _plot(self, rect: QRectF, style: Theme) -> QRectF:
        low, high, step = self._span
        words = metrics(style, "meta")
        count = round((high - low) / step)
        widest = max(words.horizontalAdvance(self._say(low + index * step)) for index in range(count + 1))
        bottom = words.height() * 2 + style.px(4)
        return rect.adjusted(widest + style.px(10), style.px(26), -style.px(10), -bottom)

    def _x(self, plot: QRectF, month: float) -> float:
        return plot.left() + plot.width() * month / (self._points[-1][0] or 1.0)

    def _y(self, plot: QRectF, money: float) -> float:
        low, high, _step = self._span
        return plot.bottom() - plot.height() * (money - low) / (high - low)

    def _told_at(self, x: float) -> str:
        if len(self._points) < 2:
            return ""
        plot = self._plot(QRectF(self.rect()), theme())
        month = (x - plot.left()) / plot.width() * self._points[-1][0]
        if not 0 <= month <= self._points[-1][0]:
            return ""
        nearest = min(self._points, key=lambda point: abs(point[0] - month))
        return tr("Month {n}: {money}", n=round(nearest[0]), money=self._say(nearest[1]))

    # The parts

    def _draw_grid(self, painter: QPainter, style: Theme, plot: QRectF) -> None:
        low, high, step = self._span
        painter.setFont(style.font("meta"))
        height = metrics(style, "meta").height()
        for index in range(round((high - low) / step) + 1):
            money = low + index * step
            y = self._y(plot, money)
            zero = abs(money) < step / 1000
            painter.setPen(QPen(style.color("line-strong" if zero else "line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(style.color("text-3"))
            box = QRectF(plot.left() - style.px(160), y - height / 2, style.px(152), height)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._say(money)
            )
        years = round(self._points[-1][0] / _MONTHS)
        every = max(1, round(nice_step(years, 10)))
        for year in range(0, years + 1, every):
            x = self._x(plot, year * _MONTHS)
            box = QRectF(x - style.px(30), plot.bottom() + style.px(4), style.px(60), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(year))
        below = QRectF(plot.left(), plot.bottom() + style.px(4) + height, plot.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, tr("years"))

    def _draw_curve(self, painter: QPainter, style: Theme, plot: QRectF) -> None:
        dots = [QPointF(self._x(plot, month), self._y(plot, money)) for month, money in self._points]
        zero = self._y(plot, 0.0)
        area = QPolygonF([QPointF(dots[0].x(), zero), *dots, QPointF(dots[-1].x(), zero)])
        for token, part in (
            ("value-soft", QRectF(plot.left(), plot.top(), plot.width(), zero - plot.top())),
            ("control-soft", QRectF(plot.left(), zero, plot.width(), plot.bottom() - zero)),
        ):
            painter.save()
            painter.setClipRect(part)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(token))
            painter.drawPolygon(area)
            painter.restore()
        stroke = QLinearGradient(0, plot.top(), 0, plot.bottom())
        split = min(max((zero - plot.top()) / plot.height(), 0.0), 1.0)
        stroke.setColorAt(0, style.color("value"))
        stroke.setColorAt(max(split - 0.001, 0.0), style.color("value"))
        stroke.setColorAt(min(split + 0.001, 1.0), style.color("control"))
        stroke.setColorAt(1, style.color("control"))
        pen = QPen(stroke, style.px(2.4))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(dots))

    def _draw_mark(self, painter: QPainter, style: Theme, plot: QRectF, rect: QRectF) -> None:
        at = QPointF(self._x(plot, self._payback or 0.0), self._y(plot, 0.0))
        radius = style.px(5)
        painter.setPen(QPen(style.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), plot.top() - style.px(4)), at)
        painter.setPen(QPen(style.color("surface"), 2))
        painter.setBrush(style.color("accent"))
        painter.drawEllipse(at, radius, radius)
        words = metrics(style, "strong")
        width = words.horizontalAdvance(self._mark) + style.px(16)
        left = min(max(at.x() - width / 2, rect.left()), rect.right() - width)
        tag = QRectF(left, rect.top(), width, style.px(24))
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(style.color("raised"))
        painter.drawRoundedRect(tag.adjusted(0.5, 0.5, -0.5, -0.5), style.px(6), style.px(6))
        painter.setFont(style.font("strong"))
        painter.setPen(style.color("accent"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self._mark)


def _axis(money: Sequence[float]) -> tuple[float, float, float]:
    """From where to where an axis runs so that zero and every point lie on it, in round steps."""
    low, high = min(0.0, *money, 0.0), max(0.0, *money, 0.0)
    step = nice_step(high - low, 4)
    return step * (low // step), step * -(-high // step) or step, step
