"""Influence as rising bars and relation as a scale with a middle: painters for tables, and widgets for forms."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.theme import theme
from app.ui.widgets.snug import Snug

_RELATION = {-2: "relation-2neg", -1: "relation-1neg", 0: "relation-0", 1: "relation-1", 2: "relation-2"}


def relation_token(value: int | None) -> str:
    """The colour token of a relation from -2 to +2; grey while it is unknown."""
    return _RELATION[0] if value is None else _RELATION[max(-2, min(2, value))]


def relation_text(value: int | None) -> str:
    """The relation with its sign: +1, 0, −2, or ? while it is unknown."""
    if value is None:
        return "?"
    return f"+{value}" if value > 0 else str(value).replace("-", "−")


class InfluenceBars(Snug, QWidget):
    """Influence from 1 to 5; unknown is five empty bars and a question mark."""

    def __init__(self, value: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def set_value(self, value: int | None) -> None:
        """Show another influence."""
        self._value = value
        words = tr("unknown") if value is None else tr("{value} of 5", value=value)
        self.setAccessibleName(tr("Influence: {value}", value=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(46), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), self.rect(), self._value)

    @staticmethod
    def draw(painter: QPainter, rect: QRect, value: int | None) -> None:
        """Draw the bars at the left of `rect`, in its middle."""
        style = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide, gap, high = style.px(5), style.px(3), style.px(15)
        floor = rect.center().y() + high / 2
        for index in range(5):
            full = value is not None and index < value
            tall = high * (0.36 + 0.16 * index)
            painter.setBrush(style.color("text-2") if full else style.faint())
            bar = QRectF(rect.left() + index * (wide + gap), floor - tall, wide, tall)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if value is None:
            _after(painter, rect, 5 * (wide + gap), "?")
        painter.restore()


class RelationScale(Snug, QWidget):
    """Relation from -2 to +2, its sign beside it; unknown is an empty scale and a question mark."""

    def __init__(self, value: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def set_value(self, value: int | None) -> None:
        """Show another relation."""
        self._value = value
        words = tr("unknown") if value is None else relation_text(value)
        self.setAccessibleName(tr("Relationship: {value}", value=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(84), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), self.rect(), self._value)

    @staticmethod
    def draw(painter: QPainter, rect: QRect, value: int | None) -> None:
        """Draw the scale at the left of `rect`, in its middle."""
        style = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side, gap = style.px(9), style.px(3)
        middle = rect.center().y() + 0.5
        x = float(rect.left())
        for cell in (-2, -1, 0, 1, 2):
            if cell == 0:
                painter.setBrush(style.color("line-strong"))
                painter.drawRoundedRect(QRectF(x + 1, middle - style.px(7), 2, style.px(14)), 1, 1)
                x += 4 + gap
                continue
            full = value is not None and value * cell > 0 and abs(cell) <= abs(value)
            painter.setBrush(style.color(relation_token(value)) if full else style.faint())
            painter.drawRoundedRect(QRectF(x, middle - style.px(4), side, style.px(8)), 2.5, 2.5)
            x += side + gap
        _after(
            painter, rect, round(x - rect.left()) + style.px(3), relation_text(value), known=value is not None
        )
        painter.restore()


def _after(painter: QPainter, rect: QRect, offset: int, text: str, known: bool = False) -> None:
    style = theme()
    painter.setFont(style.font("table", 600))
    painter.setPen(style.color("text" if known else "text-3"))
    place = rect.adjusted(offset, 0, style.px(20), 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
