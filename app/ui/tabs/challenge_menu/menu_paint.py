"""How a row of the menu looks, and where its marks are tapped."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import tr
from app.models.vocabulary import HeardStatus
from app.tools.challenge_menu.queries import ChallengeRow
from app.tools.challenge_menu.rules import HIGHEST
from app.ui import icons
from app.ui.theme import theme
from app.ui.widgets.focus import paint_ring

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 42
BAR, NUMBER, PIP, ICON, PAD = 46, 26, 19, 28, 10


@dataclass(frozen=True)
class MarkSpot:
    """A place to tap: importance 1..5, or one of the two plain marks."""

    status: HeardStatus
    importance: int | None = None

    def mark(self, row: ChallengeRow) -> tuple[HeardStatus | None, int | None]:
        """What a tap means: the same mark a second time takes it back."""
        if row.status is self.status and row.importance == self.importance:
            return None, None
        return self.status, self.importance

    @property
    def tip(self) -> str:
        """What a tap does, and the key for it."""
        if self.importance is not None:
            return tr("Important, {n} of 5 ({n})", n=self.importance)
        if self.status is HeardStatus.RECOGNISED:
            return tr("Recognised (R)")
        return tr("Not relevant (N)")


PIPS = tuple(MarkSpot(HeardStatus.IMPORTANT, value) for value in range(1, HIGHEST + 1))
RECOGNISED = MarkSpot(HeardStatus.RECOGNISED)
NOT_RELEVANT = MarkSpot(HeardStatus.NOT_RELEVANT)


def spot_at(spots: Mapping[MarkSpot, QRect], point: QPoint) -> MarkSpot | None:
    """The mark under the pointer."""
    return next((mark for mark, rect in spots.items() if rect.contains(point)), None)


class MenuDelegate(QStyledItemDelegate):
    """Paints the rows; the list tells it what is hovered and what the bars are measured against."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hovered: tuple[int, MarkSpot | None] = (-1, None)
        self.top_count = 1
        self.profile = ""
        self.ordered = False  # the customer's own order: a place instead of the count

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), theme().px(ROW_HEIGHT))

    def spots(self, rect: QRect) -> dict[MarkSpot, QRect]:
        """Where each mark of the row in `rect` is."""
        style = theme()
        pip, icon = style.px(PIP), style.px(ICON)
        x = rect.right() - style.px(4) - 2 * icon - HIGHEST * pip - style.px(4)
        found = {}
        for mark in PIPS:
            found[mark] = QRect(x, rect.top(), pip, rect.height())
            x += pip
        x += style.px(4)
        for mark in (RECOGNISED, NOT_RELEVANT):
            found[mark] = QRect(x, rect.top(), icon, rect.height())
            x += icon
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChallengeRow = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hovered = self.hovered[0] == index.row()
        spots = self.spots(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, rect, bool(state & QStyle.StateFlag.State_Selected), hovered)
        if self.ordered:
            left = _paint_place(painter, rect, index.row() + 1 if row.named else None, hovered)
        else:
            left = _paint_count(painter, rect, row, self.top_count)
        right = spots[PIPS[0]].left() - theme().px(12)
        _paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), row, self.profile)
        _paint_marks(painter, spots, row, self.hovered[1] if hovered else None)
        if state & QStyle.StateFlag.State_HasFocus and getattr(option.widget, "ringed", False):
            paint_ring(painter, rect.adjusted(1, 1, -1, -2), 8)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, picked: bool, hovered: bool) -> None:
    style = theme()
    if picked or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("select" if picked else "well"))
        painter.drawRoundedRect(QRectF(rect.adjusted(0, 0, 0, -1)), style.px(8), style.px(8))
    else:
        painter.setPen(QPen(style.color("line"), 1))
        painter.drawLine(
            rect.left() + style.px(PAD), rect.bottom(), rect.right() - style.px(4), rect.bottom()
        )


def _paint_count(painter: QPainter, rect: QRect, row: ChallengeRow, top: int) -> int:
    """The bar and the number of people; the answer is where the words begin."""
    style = theme()
    x, middle = rect.left() + style.px(PAD), rect.center().y()
    whole = QRectF(x, middle - style.px(3) + 0.5, style.px(BAR), style.px(6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("line"))
    painter.drawRoundedRect(whole, style.px(3), style.px(3))
    if row.count:
        part = QRectF(whole)
        part.setWidth(max(whole.height(), whole.width() * row.count / top))
        painter.setBrush(style.color("value"))
        painter.drawRoundedRect(part, style.px(3), style.px(3))
    number = QRect(round(whole.right()), rect.top(), style.px(NUMBER), rect.height())
    painter.setFont(style.font("table", 600))
    painter.setPen(style.color("text-2"))
    painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row.count))
    return number.right() + style.px(14)


def _paint_place(painter: QPainter, rect: QRect, place: int | None, hovered: bool) -> int:
    """The place in the customer's order and a grip, or an empty ring; the answer is where the words begin."""
    style = theme()
    grip = QRect(rect.left() + style.px(4), rect.center().y() - style.px(7), style.px(14), style.px(15))
    disc = QRectF(grip.right() + style.px(6), rect.center().y() - style.px(11), style.px(22), style.px(22))
    if place is None:
        painter.setPen(QPen(style.color("line-strong"), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(3, 3, -3, -3))
        return round(disc.right()) + style.px(12)
    if hovered:
        icons.paint(painter, grip, "grip-vertical", "text-3")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("value-soft"))
    painter.drawEllipse(disc)
    painter.setFont(style.font("table", 600))
    painter.setPen(style.color("value"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(place))
    return round(disc.right()) + style.px(12)


def _paint_words(painter: QPainter, room: QRect, row: ChallengeRow, profile: str) -> None:
    style = theme()
    off = row.status is HeardStatus.NOT_RELEVANT
    font = style.font("body", 600 if row.named else 400)
    tag = tr("own") if row.own else ("" if row.profile == profile else row.profile)
    upper = QRect(room)
    over = QFontMetrics(font).horizontalAdvance(row.text) > upper.width()
    if tag and not over:
        upper.setHeight(room.height() // 2 + style.px(2))
        lower = QRect(room.left(), upper.bottom(), room.width(), room.bottom() - upper.bottom() - style.px(3))
        meta = style.font("meta")
        painter.setFont(meta)
        painter.setPen(style.color("text-3"))
        painter.drawText(lower, Qt.AlignmentFlag.AlignTop, _short(meta, tag, lower.width()))
    painter.setFont(font)
    painter.setPen(style.color("text-3" if off else "text"))
    if not over:
        place = Qt.AlignmentFlag.AlignBottom if tag else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, place | Qt.TextFlag.TextSingleLine, row.text)
        return
    after = f" · {tag}" if tag else ""  # no line is left for it below
    two = round(upper.width() * 1.85) - QFontMetrics(font).horizontalAdvance(after)
    wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(upper, wrapped, _short(font, row.text, two) + after)


def _short(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_marks(
    painter: QPainter, spots: Mapping[MarkSpot, QRect], row: ChallengeRow, hovered: MarkSpot | None
) -> None:
    style = theme()
    reached = row.importance or 0
    shown = hovered.importance if hovered is not None and hovered.importance else reached
    side = style.px(11)
    for mark in PIPS:
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(QRectF(spots[mark]).center())
        full = (mark.importance or 0) <= shown
        painter.setPen(Qt.PenStyle.NoPen if full else QPen(style.color("line-strong"), 1.2))
        painter.setBrush(style.color("accent") if full else Qt.BrushStyle.NoBrush)
        painter.setOpacity(1 if full or reached or hovered else 0.55)
        painter.drawEllipse(spot)
        painter.setOpacity(1)
    for mark, name, tone in ((RECOGNISED, "check", "value"), (NOT_RELEVANT, "x", "control")):
        chosen = row.status is mark.status
        disc = QRect(0, 0, style.px(22), style.px(22))
        disc.moveCenter(spots[mark].center())
        if chosen or hovered == mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(f"{tone}-soft" if chosen else "sunken"))
            painter.drawRoundedRect(QRectF(disc), style.px(6), style.px(6))
        inset = style.px(4)
        icons.paint(painter, disc.adjusted(inset, inset, -inset, -inset), name, tone if chosen else "text-3")
