"""A small table of figures with a total below, painted in one go so that it follows a slider."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.theme import theme
from app.ui.widgets.clipboard import copy_table
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.picture import metrics

_ROW, _HEAD, _PAD = 36, 40, 10


@dataclass(frozen=True)
class Heading:
    """A column: numbers stand at the right; `share` is its part of the width, `unit` stands below the title."""

    title: str
    unit: str = ""
    right: bool = True
    share: float = 1.0


@dataclass(frozen=True)
class FigureRow:
    """One line; `tip` is shown over it, `picked` marks the one in use."""

    key: str
    cells: tuple[str, ...]
    tip: str = ""
    picked: bool = False


class FigureTable(KeyboardFocus, QWidget):
    """Rows of texts; with `choosable` a click or Return on a row tells its key."""

    chosen = Signal(str)

    def __init__(self, choosable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headings: tuple[Heading, ...] = ()
        self._rows: tuple[FigureRow, ...] = ()
        self._total: tuple[str, ...] = ()
        self._choosable = choosable
        self._current = -1
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if choosable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_table(
        self, headings: Sequence[Heading], rows: Sequence[FigureRow], total: Sequence[str] = ()
    ) -> None:
        """Show these rows; `total` is a bold last line."""
        grown = len(rows) != len(self._rows) or bool(total) != bool(self._total)
        self._headings, self._rows, self._total = tuple(headings), tuple(rows), tuple(total)
        self._current = min(self._current, len(rows) - 1)
        self.setAccessibleDescription("; ".join(", ".join(row) for row in self.as_table()))
        if grown:
            self.updateGeometry()
        self.update()

    def as_table(self) -> list[list[str]]:
        """Titles, rows and total, for copies and exports."""
        titles = [f"{one.title} ({one.unit})" if one.unit else one.title for one in self._headings]
        table = [titles, *(list(row.cells) for row in self._rows)]
        return [*table, list(self._total)] if self._total else table

    def copy(self) -> None:
        """Put the table on the clipboard as text and as an HTML table."""
        copy_table(self.as_table())

    def sizeHint(self) -> QSize:
        style = theme()
        lines = len(self._rows) + bool(self._total)
        return QSize(style.px(480), style.px(_HEAD) + lines * style.px(_ROW) + style.px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), self.sizeHint().height())

    def row_rect(self, key: str) -> QRectF:
        """Where a row stands, for tests and menus."""
        at = next(index for index, row in enumerate(self._rows) if row.key == key)
        return self._line(at)

    # Hands

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._row_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self._current = at
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self._choosable and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._current = min(max(self._current + step, 0), len(self._rows) - 1)
            self.update()
        elif self._choosable and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def _tip_at(self, x: float, y: float) -> str:
        """What a row means; over the titles the whole title and its unit."""
        at = self._row_at(y)
        if at >= 0:
            return self._rows[at].tip
        if y >= theme().px(_HEAD):
            return ""
        titles = zip(self.as_table()[0], self._columns(), strict=True)
        return next((title for title, (left, wide) in titles if left <= x < left + wide), "")

    def _choose(self) -> None:
        if self._choosable and 0 <= self._current < len(self._rows):
            self.chosen.emit(self._rows[self._current].key)

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for at, row in enumerate(self._rows):
            line = self._line(at)
            painter.setPen(QPen(style.color("line"), 1))
            painter.drawLine(line.topLeft(), line.topRight())
            if row.picked or at == self._hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.color("select" if row.picked else "well"))
                painter.drawRoundedRect(line.adjusted(0, 1, 0, 0), style.px(6), style.px(6))
            self._paint_cells(painter, line, row.cells, "table", "text")
            if self.ringed and at == self._current:
                paint_ring(painter, line, 6)
        if self._total:
            line = self._line(len(self._rows))
            painter.setPen(QPen(style.color("line-strong"), 1))
            painter.drawLine(line.topLeft(), line.topRight())
            self._paint_cells(painter, line, self._total, "strong", "text")
        if self.ringed and self._current < 0:
            paint_ring(painter, self.rect(), 8)

    def _paint_head(self, painter: QPainter) -> None:
        """Titles, each over its unit; a long one takes both lines, and its unit follows it."""
        style = theme()
        words, small = metrics(style, "field"), metrics(style, "meta")
        units = any(one.unit for one in self._headings)
        high = words.height() + (small.height() if units else 0)
        top = (style.px(_HEAD) - high) / 2
        for heading, (left, width) in zip(self._headings, self._columns(), strict=True):
            side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
            painter.setFont(style.font("field"))
            painter.setPen(style.color("text-2"))
            both = QRectF(left, (style.px(_HEAD) - 2 * words.height()) / 2, width, 2 * words.height())
            whole = ", ".join(part for part in (heading.title, heading.unit) if part)
            flags = side | Qt.TextFlag.TextWordWrap
            needed = words.boundingRect(both, int(flags), whole)
            if words.horizontalAdvance(heading.title) > width and both.adjusted(-1, 0, 1, 1).contains(needed):
                painter.drawText(both, flags, whole)
                continue
            title = words.elidedText(heading.title, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(QRectF(left, top, width, words.height()), side, title)
            painter.setFont(style.font("meta"))
            painter.setPen(style.color("text-3"))
            painter.drawText(QRectF(left, top + words.height(), width, small.height()), side, heading.unit)

    def _paint_cells(
        self, painter: QPainter, line: QRectF, cells: Sequence[str], role: str, token: str
    ) -> None:
        style = theme()
        painter.setFont(style.font(role))
        painter.setPen(style.color(token))
        words = metrics(style, role)
        for heading, (left, width), text in zip(self._headings, self._columns(), cells, strict=False):
            room = QRectF(left, line.top(), width, line.height())
            side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
            shown = words.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each column."""
        pad = theme().px(_PAD)
        whole = sum(one.share for one in self._headings) or 1.0
        left, found = 0.0, []
        for one in self._headings:
            width = self.width() * one.share / whole
            found.append((left + pad, max(width - 2 * pad, 1.0)))
            left += width
        return found

    def _line(self, at: int) -> QRectF:
        style = theme()
        return QRectF(0, style.px(_HEAD) + at * style.px(_ROW), self.width(), style.px(_ROW))

    def _row_at(self, y: float) -> int:
        style = theme()
        at = int((y - style.px(_HEAD)) // style.px(_ROW))
        return at if 0 <= at < len(self._rows) else -1
