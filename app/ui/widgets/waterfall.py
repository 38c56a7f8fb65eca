"""A waterfall: how a total is built up step by step, each with its label and amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.theme import Theme, theme
from app.ui.widgets.picture import Picture, metrics

_ROW, _BAR = 38, 20
_LABEL_SHARE = 0.42


@dataclass(frozen=True)
class Step:
    """A bar from `start` to `end`; a total begins at zero. `text` is the amount as it is said."""

    label: str
    start: float
    end: float
    kind: Literal["gain", "loss", "total"]
    text: str


_COLORS = {"gain": "value", "loss": "control", "total": "accent"}


class Waterfall(Picture):
    """Rows from top to bottom, so that long labels have room; a loss goes back and has its minus sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Waterfall"))

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        grown = len(steps) != len(self._steps)
        self._steps = tuple(steps)
        self.setAccessibleDescription("; ".join(f"{step.label} {step.text}" for step in steps))
        if grown:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), theme().px(_ROW) * max(2, len(self._steps)) + theme().px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def picture_size(self) -> QSize:
        """Wide enough for a slide, as high as its steps need."""
        return QSize(900, 44 * max(2, len(self._steps)) + 32)

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw the steps into any picture or page."""
        if not self._steps:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = min(rect.height() / len(self._steps), style.px(_ROW) * 1.3)
        words = metrics(style, "table")
        strong = metrics(style, "strong")
        label_room = min(
            rect.width() * _LABEL_SHARE,
            max(words.horizontalAdvance(step.label) for step in self._steps) + style.px(14),
        )
        value_room = max(strong.horizontalAdvance(step.text) for step in self._steps) + style.px(10)
        field = QRectF(
            rect.left() + label_room, rect.top(), rect.width() - label_room - value_room, rect.height()
        )
        low = min(0.0, *(min(step.start, step.end) for step in self._steps))
        high = max(0.0, *(max(step.start, step.end) for step in self._steps))
        scale = field.width() / ((high - low) or 1.0)
        zero = field.left() - low * scale
        for index, step in enumerate(self._steps):
            top = rect.top() + index * row
            line = QRectF(rect.left(), top, rect.width(), row)
            if step.kind == "total" and index:
                painter.setPen(QPen(style.color("line"), 1))
                painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
            self._draw_label(painter, style, step, QRectF(line.left(), top, label_room - style.px(10), row))
            bar = self._draw_bar(painter, style, step, zero, scale, line)
            if index + 1 < len(self._steps) and self._steps[index + 1].kind != "total":
                painter.setPen(QPen(style.color("line-strong"), 1, Qt.PenStyle.DotLine))
                x = zero + step.end * scale
                painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + row - bar.height()))
            painter.setFont(style.font("strong"))
            painter.setPen(style.color("text"))
            amount = QRectF(field.right(), top, value_room, row)
            painter.drawText(amount, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, step.text)

    @staticmethod
    def _draw_label(painter: QPainter, style: Theme, step: Step, room: QRectF) -> None:
        role = "strong" if step.kind == "total" else "table"
        painter.setFont(style.font(role))
        painter.setPen(style.color("text"))
        shown = metrics(style, role).elidedText(step.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    @staticmethod
    def _draw_bar(
        painter: QPainter, style: Theme, step: Step, zero: float, scale: float, line: QRectF
    ) -> QRectF:
        height = min(style.px(_BAR), line.height() * 0.6)
        left, right = sorted((zero + step.start * scale, zero + step.end * scale))
        bar = QRectF(left, line.center().y() - height / 2, max(right - left, 2.0), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(_COLORS[step.kind]))
        painter.drawRoundedRect(bar, style.px(3), style.px(3))
        return bar
