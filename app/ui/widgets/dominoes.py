"""A chain of dominoes: standing, leaning or missing, with their names; one of them is picked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import tr
from app.ui import icons
from app.ui.theme import Theme, theme
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.picture import Picture, metrics

Standing = Literal["stands", "wobbles", "missing"]

_TAG, _TILE, _WIDE, _DEPTH, _FLOOR, _NAME = 30.0, 82.0, 40.0, 6.0, 10.0, 36.0
_ROOMY = 74.0  # from this width of a slot on the names have their usual size
_SIDE = 10.0  # left and right of the chain
_LEAN = 11.0  # degrees
_SPARE = 28.0  # what a leaning one needs beside itself
_SLOT = 62.0  # the narrowest slot
_HEIGHT = _TAG + _DEPTH + _TILE + _FLOOR + _NAME + 6
_SIGNS: dict[str, str] = {"stands": "check", "wobbles": "triangle-alert", "missing": "circle-help"}


@dataclass(frozen=True)
class Piece:
    """A domino: its name, how it stands, and why."""

    key: str
    name: str
    standing: Standing
    why: str = ""


class DominoChain(KeyboardFocus, Picture):
    """Painted from left to right; click or arrow keys pick a domino, Return or a double click opens it."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._mark = ("", "")  # key, words of the tag above it
        self._at = -1
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Chain of dominoes"))

    def set_pieces(self, pieces: Sequence[Piece], mark: str = "", words: str = "") -> None:
        """Show these dominoes; the one with the key `mark` carries a tag with `words`."""
        known = self.picked_key()
        self._pieces = tuple(pieces)
        self._mark = (mark, words)
        self._at = next((at for at, piece in enumerate(self._pieces) if piece.key == known), -1)
        self._describe()
        self.update()

    def pieces(self) -> tuple[Piece, ...]:
        """The dominoes shown."""
        return self._pieces

    def pick(self, key: str) -> None:
        """Show a domino as picked, or none; never told as the user's choice."""
        self._at = next((at for at, piece in enumerate(self._pieces) if piece.key == key), -1)
        self._describe()
        self.update()

    def picked_key(self) -> str:
        """The picked domino; empty when none is."""
        return self._pieces[self._at].key if 0 <= self._at < len(self._pieces) else ""

    def center_of(self, key: str) -> QPointF:
        """Where a domino stands, in the coordinates of the widget."""
        at = next(at for at, piece in enumerate(self._pieces) if piece.key == key)
        return _slot(QRectF(self.rect()), at, len(self._pieces), theme()).center()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(_SLOT * 6), theme().px(_HEIGHT))

    def picture_size(self) -> QSize:
        """Wide enough for the names, with some air."""
        return QSize(max(560, 92 * len(self._pieces) + 40), round(_HEIGHT) + 24)

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw the chain into any picture or page."""
        if not self._pieces:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_screen = rect.toRect() == self.rect() and style == theme()
        for at in (self._hover, self._at):
            if on_screen and 0 <= at < len(self._pieces):
                self._draw_slot(painter, _slot(rect, at, len(self._pieces), style), at, style)
        _draw_floor(painter, rect, style)
        for at, piece in enumerate(self._pieces):
            slot = _slot(rect, at, len(self._pieces), style)
            _draw_tile(painter, _tile(slot, style), piece, at + 1, style)
            _draw_name(painter, slot, piece, style, strong=on_screen and at == self._at)
        self._draw_mark(painter, rect, style)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._hit(event.position())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._choose(at)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._hit(event.position())
        if at >= 0:
            self.opened.emit(self._pieces[at].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._pieces) - 1
        wanted = {
            Qt.Key.Key_Left: max(0, self._at - 1),
            Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if not self._pieces:
            super().keyPressEvent(event)
        elif wanted is not None:
            self._by_keyboard = True
            self._choose(wanted)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at >= 0:
            self.opened.emit(self._pieces[self._at].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._hit(QPointF(event.pos()))
            if at >= 0:
                piece = self._pieces[at]
                text = f"{piece.name}: {_word(piece.standing)}. {piece.why}".strip()
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()
            self.update()
            self.picked.emit(self._pieces[at].key)

    def _hit(self, point: QPointF) -> int:
        rect = QRectF(self.rect())
        return next(
            (
                at
                for at in range(len(self._pieces))
                if _slot(rect, at, len(self._pieces), theme()).contains(point)
            ),
            -1,
        )

    def _set_hover(self, at: int) -> None:
        if at != self._hover:
            self._hover = at
            shape = Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _describe(self) -> None:
        """What a screen reader says: the picked one first, then the whole chain."""
        said = [f"{piece.name}: {_word(piece.standing)}" for piece in self._pieces]
        if 0 <= self._at < len(said):
            said.insert(0, tr("{piece}. {why}", piece=said[self._at], why=self._pieces[self._at].why))
        self.setAccessibleDescription("; ".join(said))

    def _draw_slot(self, painter: QPainter, slot: QRectF, at: int, style: Theme) -> None:
        back = slot.adjusted(1, style.px(_TAG) - 4, -1, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("select" if at == self._at else "well"))
        painter.drawRoundedRect(back, style.px(8), style.px(8))
        if at == self._at and self.ringed:
            paint_ring(painter, back, 8)

    def _draw_mark(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """The tag over the domino to go back to, with a small arrow that points at it."""
        key, words = self._mark
        at = next((at for at, piece in enumerate(self._pieces) if piece.key == key), None)
        if at is None or not words:
            return
        middle = _slot(rect, at, len(self._pieces), style).center().x()
        font = style.font("field", 600)
        room = metrics(style, "field").horizontalAdvance(words) * 1.06 + style.px(18)
        left = min(max(middle - room / 2, rect.left()), rect.right() - room)
        tag = QRectF(left, rect.top() + 1, room, style.px(22))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent"))
        painter.drawRoundedRect(tag, style.px(6), style.px(6))
        tip = style.px(5)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle - tip, tag.bottom() - 0.5),
                    QPointF(middle + tip, tag.bottom() - 0.5),
                    QPointF(middle, tag.bottom() + tip),
                ]
            )
        )
        painter.setFont(font)
        painter.setPen(style.color("on-accent"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def _word(standing: Standing) -> str:
    return {"stands": tr("stands"), "wobbles": tr("wobbles"), "missing": tr("missing")}[standing]


def _slot(rect: QRectF, at: int, count: int, style: Theme) -> QRectF:
    """The part of the picture that belongs to a domino."""
    side = style.px(_SIDE)
    width = (rect.width() - 2 * side) / count
    top = rect.top() + max(0.0, (rect.height() - style.px(_HEIGHT)) / 2)
    return QRectF(rect.left() + side + at * width, top, width, style.px(_HEIGHT))


def _tile(slot: QRectF, style: Theme) -> QRectF:
    """The front of a domino that stands upright."""
    wide = min(style.px(_WIDE), slot.width() - style.px(_SPARE))
    top = slot.top() + style.px(_TAG + _DEPTH)
    return QRectF(slot.center().x() - wide / 2 - style.px(_DEPTH) / 2, top, wide, style.px(_TILE))


def _draw_floor(painter: QPainter, rect: QRectF, style: Theme) -> None:
    y = _tile(_slot(rect, 0, 1, style), style).bottom() + 1
    painter.setPen(QPen(style.color("line-strong"), 1.5))
    painter.drawLine(QPointF(rect.left() + 4, y), QPointF(rect.right() - 4, y))


def _draw_tile(painter: QPainter, tile: QRectF, piece: Piece, number: int, style: Theme) -> None:
    painter.save()
    if piece.standing == "wobbles":  # it leans on its right foot, over the one that it would bring down
        painter.translate(tile.bottomRight() - QPointF(style.px(_SPARE) / 4, 0))
        painter.rotate(_LEAN)
        painter.translate(-tile.bottomRight())
    if piece.standing == "missing":
        pen = QPen(style.color("line-strong"), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile, style.px(6), style.px(6))
    else:
        _draw_body(painter, tile, piece.standing, style)
    _draw_face(painter, tile, piece, number, style)
    painter.restore()


def _draw_body(painter: QPainter, tile: QRectF, standing: Standing, style: Theme) -> None:
    """Front, side and top of a domino that is there."""
    stands = standing == "stands"
    depth = style.px(_DEPTH)
    edge = style.color("accent-hover" if stands else "control")
    round_ = style.px(6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(edge)
    back = QRectF(tile).translated(depth, -depth)
    painter.drawRoundedRect(back, round_, round_)
    painter.drawPolygon(
        QPolygonF(
            [
                tile.topLeft() + QPointF(round_ * 0.3, round_ * 0.3),
                back.topLeft() + QPointF(round_ * 0.3, round_ * 0.3),
                back.bottomRight() - QPointF(round_ * 0.3, round_ * 0.3),
                tile.bottomRight() - QPointF(round_ * 0.3, round_ * 0.3),
            ]
        )
    )
    painter.setPen(QPen(style.color("accent" if stands else "control"), 1.5))
    painter.setBrush(style.color("accent" if stands else "control-soft"))
    painter.drawRoundedRect(tile, round_, round_)


def _draw_face(painter: QPainter, tile: QRectF, piece: Piece, number: int, style: Theme) -> None:
    """Its number above the middle line, its sign below."""
    ink = {"stands": "on-accent", "wobbles": "control", "missing": "text-3"}[piece.standing]
    color = style.color(ink)
    line = style.color(ink)
    line.setAlphaF(0.35)
    painter.setPen(QPen(line, 1))
    y = tile.center().y()
    painter.drawLine(
        QPointF(tile.left() + tile.width() * 0.18, y), QPointF(tile.right() - tile.width() * 0.18, y)
    )
    painter.setFont(style.font("card"))
    painter.setPen(color)
    upper = QRectF(tile.left(), tile.top(), tile.width(), tile.height() / 2)
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(number))
    side = style.px(17)
    lower = upper.translated(0, tile.height() / 2).center()
    spot = QRectF(lower.x() - side / 2, lower.y() - side / 2, side, side)
    icons.paint(painter, spot.toRect(), _SIGNS[piece.standing], ink)


def _draw_name(painter: QPainter, slot: QRectF, piece: Piece, style: Theme, *, strong: bool) -> None:
    """The name in at most two lines below the floor."""
    narrow = slot.width() < style.px(_ROOMY)
    font = style.font("meta" if narrow else "field", 650 if strong else 500)
    room = QRectF(slot.left() + 1, slot.bottom() - style.px(_NAME), slot.width() - 2, style.px(_NAME))
    painter.setFont(font)
    painter.setPen(style.color("text" if strong or piece.standing != "missing" else "text-2"))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    for row, line in enumerate(_lines(piece.name, font, room.width())):
        high = QFontMetricsF(font).height()
        painter.drawText(QRectF(room.left(), room.top() + row * high, room.width(), high), flags, line)


def _lines(name: str, font: QFont, width: float) -> list[str]:
    """The name in at most two lines; what does not fit ends in an ellipsis."""
    measure = QFontMetricsF(font)
    first, *rest = name.split()
    while rest and measure.horizontalAdvance(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}"
    return [
        measure.elidedText(line, Qt.TextElideMode.ElideRight, width)
        for line in (first, " ".join(rest))
        if line
    ]
