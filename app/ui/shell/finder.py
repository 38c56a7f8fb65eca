"""The list below the search field: what was found, in groups, walked by the arrows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import tr
from app.ui import icons
from app.ui.theme import space, theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Offer:
    """Something that can be opened or done: `key` is for whoever asked."""

    key: str
    icon: str
    title: str
    detail: str = ""
    keys: str = ""


class _Offers(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(part for part in (offer.title, offer.detail, offer.keys) if part)
        return None


class Finder(QFrame):
    """A popup of the window; the field keeps the focus."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search results"))
        self._model = _Offers(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_OfferDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("kind", "plain")
        self._list.clicked.connect(self._take)
        column = QVBoxLayout(self)
        space(column, (6, 6, 6, 6))
        column.addWidget(self._list)
        self._nothing = ""
        self.hide()

    def offer(self, offers: Sequence[Offer], nothing: str) -> None:
        """Show what was found below `nothing`'s place; without offers the sentence `nothing` stands there."""
        self._nothing = "" if offers else nothing
        self._model.show(offers)
        self._list.setVisible(bool(offers))
        if offers:
            self._list.setCurrentIndex(self._model.index(0))
        rows = min(len(offers), 10)
        height = rows * theme().px(44) + theme().px(14) if offers else theme().px(52)
        self.resize(self.width(), height)
        self.show()
        self.raise_()
        self.update()

    def forget(self) -> None:
        """Let go of what was shown."""
        self._nothing = ""
        self._model.show(())

    def walk(self, steps: int) -> None:
        """Move the mark up or down; it stops at the ends."""
        row = min(max(self._list.currentIndex().row() + steps, 0), len(self._model.offers) - 1)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def take(self) -> None:
        """Return: choose what is marked."""
        if self._list.currentIndex().isValid():
            self._take(self._list.currentIndex())

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is shown."""
        return self._model.offers

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.color("line"))
        painter.setBrush(style.color("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), style.px(10), style.px(10))
        if self._nothing:
            painter.setFont(style.font("body"))
            painter.setPen(style.color("text-2"))
            room = self.rect().adjusted(style.px(16), 0, -style.px(16), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._nothing)

    def _take(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.offers[index.row()].key)


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = theme()
        offer: Offer = index.data(Qt.ItemDataRole.UserRole)
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("select"))
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), style.px(8), style.px(8))
        side = style.px(17)
        spot = QRect(room.left() + style.px(10), room.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, spot, offer.icon, "text-2")
        left = room.left() + style.px(38)
        keys_font = style.font("meta", 550)
        keys = QFontMetrics(keys_font).horizontalAdvance(offer.keys)
        right = room.right() - style.px(12) - keys
        font = style.font("body", 550)
        painter.setFont(font)
        painter.setPen(style.color("text"))
        high = style.px(18) if offer.detail else room.height()
        top = QRect(left, room.top() + (style.px(5) if offer.detail else 0), right - left - style.px(8), high)
        title = QFontMetrics(font).elidedText(offer.title, Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, title)
        if offer.detail:
            small = style.font("meta")
            painter.setFont(small)
            painter.setPen(style.color("text-3"))
            below = QRect(left, room.top() + style.px(23), top.width(), style.px(15))
            detail = QFontMetrics(small).elidedText(offer.detail, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, detail)
        if offer.keys:
            painter.setFont(keys_font)
            painter.setPen(style.color("text-3"))
            painter.drawText(
                QRect(right, room.top(), keys + 1, room.height()), Qt.AlignmentFlag.AlignVCenter, offer.keys
            )
        painter.restore()
