"""People side by side as columns, criteria as rows: yes, no or unknown in each cell; one cell is current."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from app.ui import icons
from app.ui.theme import Theme, theme
from app.ui.widgets.avatar import paint_avatar
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.picture import Picture

Verdict = Literal["yes", "no", "unknown"]

# px at 100 %
_NAMES = 104.0  # the titles of the rows
_COLUMN, _WIDEST = 94.0, 168.0  # the narrowest and the widest column
_HEAD, _CELL, _FOOT, _GAP = 84.0, 46.0, 32.0, 5.0
_AVATAR, _SIGN, _PAD = 32.0, 15.0, 7.0
_SIGNS: dict[str, tuple[str, str, str]] = {  # icon, ink, background
    "yes": ("check", "value", "value-soft"),
    "no": ("x", "control", "control-soft"),
    "unknown": ("circle-help", "text-3", ""),
}


@dataclass(frozen=True)
class VerdictCell:
    """An answer, and in a word or two how it is known; `alert` makes that word stand out."""

    verdict: Verdict
    word: str
    note: str = ""
    alert: bool = False
    tip: str = ""


@dataclass(frozen=True)
class VerdictColumn:
    """A person: who it is, the answers in the order of the rows, and what they add up to."""

    key: int
    name: str
    title: str
    cells: tuple[VerdictCell, ...]
    result: str
    good: bool = False
    weakest: int = -1  # the row of the weakest link; -1 when nothing is to be pointed out


class VerdictGrid(KeyboardFocus, Picture):
    """Painted; arrow keys or a click make a cell current, Return or a double click opens it."""

    picked = Signal(int)
    opened = Signal(int, int)  # key of the column, number of the row
    wandered = Signal()  # the current cell is another one

    def __init__(self, rows: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._columns: tuple[VerdictColumn, ...] = ()
        self._at = (-1, 0)  # column, row
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Sequence[VerdictColumn]) -> None:
        """Show these people; who was current stays so."""
        key = self.current_key()
        self._columns = tuple(columns)
        self._at = (next((at for at, one in enumerate(columns) if one.key == key), -1), self._at[1])
        self._describe()
        self.updateGeometry()
        self.update()

    def pick(self, key: int) -> None:
        """Make a person current; never told as the user's choice."""
        self._at = (next((at for at, one in enumerate(self._columns) if one.key == key), -1), self._at[1])
        self._describe()
        self.update()

    def current_key(self) -> int | None:
        """The current person; None when there is none."""
        return self._columns[self._at[0]].key if 0 <= self._at[0] < len(self._columns) else None

    def cell_rect(self, key: int, row: int) -> QRectF:
        """Where a cell stands, for tests and to bring it into sight."""
        at = next(at for at, one in enumerate(self._columns) if one.key == key)
        return self._cell(QRectF(self.rect()), at, row, theme())

    def current_rect(self) -> QRectF:
        """Where the current cell stands, with its head; empty when there is none."""
        if self._at[0] < 0:
            return QRectF()
        return self._column(QRectF(self.rect()), self._at[0], theme())

    def sizeHint(self) -> QSize:
        style = theme()
        wide = style.px(_NAMES) + len(self._columns) * style.px(_COLUMN)
        return QSize(wide, self._high(style))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def picture_size(self) -> QSize:
        """Wide enough for all people."""
        return QSize(round(_NAMES + len(self._columns) * 112), self._high(theme()) + 8)

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw all people into any picture or page."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_screen = rect.toRect() == self.rect() and style == theme()
        seen = QRectF(self.visibleRegion().boundingRect()) if on_screen else rect
        for at, column in enumerate(self._columns):
            room = self._column(rect, at, style)
            if room.intersects(seen):
                current = on_screen and at == self._at[0]
                if current:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(style.color("select"))
                    painter.drawRoundedRect(room, style.px(10), style.px(10))
                self._draw_head(painter, room, column, style)
                for row, cell in enumerate(column.cells):
                    self._draw_cell(
                        painter, self._cell(rect, at, row, style), cell, style, weakest=row == column.weakest
                    )
                self._draw_result(painter, room, column, style)
                if current and self.ringed:
                    paint_ring(painter, self._cell(rect, at, self._at[1], style).adjusted(-2, -2, 2, 2), 9)
        self._draw_names(painter, rect, seen.left(), style)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()), theme())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, row = self._hit(event.position())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._by_keyboard = False
            self._go(at, max(row, 0))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at, row = self._hit(event.position())
        if at >= 0 and row >= 0:
            self.opened.emit(self._columns[at].key, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, row = self._at
        last, lowest = len(self._columns) - 1, len(self._rows) - 1
        wanted = {
            Qt.Key.Key_Left: (max(0, at - 1), row),
            Qt.Key.Key_Right: (min(last, at + 1), row),
            Qt.Key.Key_Up: (max(0, at), max(0, row - 1)),
            Qt.Key.Key_Down: (max(0, at), min(lowest, row + 1)),
            Qt.Key.Key_Home: (0, row),
            Qt.Key.Key_End: (last, row),
        }.get(Qt.Key(event.key()))
        if not self._columns:
            super().keyPressEvent(event)
        elif wanted is not None:
            self._by_keyboard = True
            self._go(*wanted)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and at >= 0:
            self.opened.emit(self._columns[at].key, row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at, row = self._hit(QPointF(event.pos()))
            column = self._columns[at] if at >= 0 else None
            if column is None:
                QToolTip.hideText()
            else:
                tip = column.cells[row].tip if row >= 0 else f"{column.name}, {column.title}".strip(", ")
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _go(self, at: int, row: int) -> None:
        other = at != self._at[0]
        self._at = (at, row)
        self._describe()
        self.update()
        self.wandered.emit()
        if other:
            self.picked.emit(self._columns[at].key)

    def _hit(self, point: QPointF) -> tuple[int, int]:
        """Column and row under a point; -1 where there is none."""
        rect, style = QRectF(self.rect()), theme()
        for at in range(len(self._columns)):
            if self._column(rect, at, style).contains(point):
                rows = (
                    row for row in range(len(self._rows)) if self._cell(rect, at, row, style).contains(point)
                )
                return at, next(rows, -1)
        return -1, -1

    def _describe(self) -> None:
        """What a screen reader says: the current cell first, then everybody in brief."""
        said = [f"{one.name}: {one.result}" for one in self._columns]
        at, row = self._at
        if 0 <= at < len(said):
            cell = self._columns[at].cells[row]
            said.insert(0, f"{self._columns[at].name}, {self._rows[row]}: {cell.word}. {cell.tip}")
        self.setAccessibleDescription("; ".join(said))

    # Places

    def _high(self, style: Theme) -> int:
        return style.px(_HEAD + len(self._rows) * (_CELL + _GAP) + _FOOT)

    def _column(self, rect: QRectF, at: int, style: Theme) -> QRectF:
        names = style.px(_NAMES)
        width = min((rect.width() - names) / max(1, len(self._columns)), float(style.px(_WIDEST)))
        return QRectF(rect.left() + names + at * width, rect.top(), width, self._high(style))

    def _cell(self, rect: QRectF, at: int, row: int, style: Theme) -> QRectF:
        room = self._column(rect, at, style)
        top = room.top() + style.px(_HEAD + row * (_CELL + _GAP))
        return QRectF(room.left() + style.px(4), top, room.width() - style.px(8), style.px(_CELL))

    # Drawing

    def _draw_head(self, painter: QPainter, room: QRectF, column: VerdictColumn, style: Theme) -> None:
        side = style.px(_AVATAR)
        disc = QRectF(room.center().x() - side / 2, room.top() + style.px(7), side, side)
        paint_avatar(painter, disc, column.name, tone="value" if column.good else "")
        y = disc.bottom() + style.px(3)
        for text, role, weight, ink in (
            (column.name, "field", 600, "text"),
            (column.title, "meta", None, "text-3"),
        ):
            line = QRectF(room.left() + 3, y, room.width() - 6, style.px(17))
            _text(painter, line, text, style, role, ink, weight, Qt.AlignmentFlag.AlignHCenter)
            y += style.px(17)

    def _draw_cell(
        self, painter: QPainter, room: QRectF, cell: VerdictCell, style: Theme, *, weakest: bool
    ) -> None:
        sign, ink, back = _SIGNS[cell.verdict]
        pen = QPen(style.color(ink if weakest else "line-strong"), 1.6 if weakest else 1.0)
        if not back and not weakest:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen if weakest or not back else Qt.PenStyle.NoPen)
        painter.setBrush(style.color(back) if back else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(0.8, 0.8, -0.8, -0.8), style.px(8), style.px(8))
        side, pad = style.px(_SIGN), style.px(_PAD)
        spot = QRectF(room.left() + pad, room.center().y() - side / 2, side, side)
        icons.paint(painter, spot.toRect(), sign, ink)
        left = spot.right() + style.px(5)
        words = QRectF(left, room.top() + style.px(6), room.right() - left - 3, style.px(17))
        if not cell.note:
            words.moveTop(room.center().y() - words.height() / 2)
        _text(painter, words, cell.word, style, "field", ink if back else "text-2", 600)
        if cell.note:
            words.translate(0, style.px(17))
            _text(painter, words, cell.note, style, "meta", "danger" if cell.alert else "text-2")

    def _draw_result(self, painter: QPainter, room: QRectF, column: VerdictColumn, style: Theme) -> None:
        line = QRectF(room.left() + 2, room.bottom() - style.px(_FOOT) + 2, room.width() - 4, style.px(22))
        ink = "value" if column.good else "text-2"
        _text(painter, line, column.result, style, "field", ink, 650, Qt.AlignmentFlag.AlignHCenter)

    def _draw_names(self, painter: QPainter, rect: QRectF, left: float, style: Theme) -> None:
        """The titles of the rows stay in sight when the people are scrolled."""
        wide = style.px(_NAMES)
        if left > rect.left():
            painter.fillRect(QRectF(left, rect.top(), wide, rect.height()), style.color("surface"))
        for row, title in enumerate(self._rows):
            top = rect.top() + style.px(_HEAD + row * (_CELL + _GAP))
            line = QRectF(left, top, wide - style.px(6), style.px(_CELL))
            _text(painter, line, title, style, "field", "text", 600)


class VerdictBoard(QScrollArea):
    """The grid, which scrolls sideways where there are more people than fit."""

    def __init__(self, rows: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = VerdictGrid(rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(self.grid)
        self.grid.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.grid.wandered.connect(self._bring_into_sight)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)
        self.horizontalScrollBar().rangeChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar()
        more = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(theme().px(600), self.grid.sizeHint().height() + more)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), self.sizeHint().height())

    def _bring_into_sight(self) -> None:
        spot = self.grid.current_rect()
        hidden = spot.left() - self.horizontalScrollBar().value() < theme().px(_NAMES)
        x = spot.left() - theme().px(_NAMES) if hidden else spot.right()
        self.ensureVisible(round(x), 0, 0, 0)

    def _repaint(self) -> None:
        self.grid.update()

    def _fit(self) -> None:
        self.updateGeometry()


def _text(
    painter: QPainter,
    room: QRectF,
    text: str,
    style: Theme,
    role: str,
    ink: str,
    weight: int | None = None,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    font = style.font(role, weight)
    painter.setFont(font)
    painter.setPen(style.color(ink))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
