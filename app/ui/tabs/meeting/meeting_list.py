"""The meetings of a deal, the latest first: when, what about, with whom, and whether a letter went out."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.across.meeting.rows import MeetingItem
from app.i18n import tr
from app.ui import icons
from app.ui.theme import theme
from app.ui.widgets.focus import paint_ring
from app.ui.widgets.reading import show_date

Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole


class MeetingModel(QAbstractListModel):
    """The rows; read aloud as one sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[MeetingItem, ...] = ()

    def show(self, items: Sequence[MeetingItem]) -> None:
        """Show these meetings."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            words = (
                show_date(item.held_on),
                item.purpose or tr("No purpose yet"),
                ", ".join(item.people),
                _state(item)[1],
            )
            return ", ".join(word for word in words if word)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _state(item)[1]
        return None


class MeetingDelegate(QStyledItemDelegate):
    """Three quiet lines: date and state, purpose, people."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(160), theme().px(68))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: MeetingItem = index.data(_ITEM)
        style = theme()
        rect: QRect = option.rect.adjusted(0, style.px(1), 0, -style.px(1))
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("select" if chosen else "well"))
            painter.drawRoundedRect(rect, style.px(8), style.px(8))
        room = rect.adjusted(style.px(10), style.px(8), -style.px(8), -style.px(6))
        sign, _, tone = _state(item)
        side = style.px(15)
        if sign:
            icons.paint(painter, QRect(room.right() - side, room.top(), side, side), sign, tone)
        lines = (
            (
                show_date(item.held_on),
                "meta",
                "control" if item.ahead else "text-3",
                room.width() - side - style.px(6),
            ),
            (
                item.purpose or tr("No purpose yet"),
                "strong",
                "text" if item.purpose else "text-3",
                room.width(),
            ),
            (", ".join(item.people) or tr("Nobody named"), "meta", "text-2", room.width()),
        )
        top = room.top()
        for text, role, ink, width in lines:
            font = style.font(role)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QPen(style.color(ink)))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            line = QRect(room.left(), top, width, style.px(17))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            top += style.px(18)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_ring(painter, rect, 8)
        painter.restore()


class MeetingList(QListView):
    """Arrow keys move, `picked` tells the meeting."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.rows = MeetingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(MeetingDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Meetings"))
        self._telling = True
        self.selectionModel().selectionChanged.connect(self._tell)

    def show_meetings(self, items: Sequence[MeetingItem], chosen: int | None) -> None:
        """Show the meetings with one of them chosen; nothing is told."""
        self._telling = False
        if tuple(items) != self.rows.items:
            self.rows.show(items)
        row = next((at for at, item in enumerate(items) if item.id == chosen), -1)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.rows.index(row))
        self._telling = True

    def _tell(self, selected: QItemSelection, _before: QItemSelection) -> None:
        if self._telling and (indexes := selected.indexes()):
            item: MeetingItem = indexes[0].data(_ITEM)
            self.picked.emit(item.id)


def _state(item: MeetingItem) -> tuple[str, str, str]:
    """Icon, words and colour for how far a meeting is."""
    if item.ahead:
        return "calendar-clock", tr("Ahead"), "control"
    if item.sent:
        return "mail-check", tr("Letter sent"), "value"
    if item.letters:
        return "file-pen-line", tr("Letter drafted"), "accent"
    return "", "", ""
