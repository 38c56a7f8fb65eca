"""The ranked list: a count bar, the challenge, and the marks that one tap sets."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QToolTip, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import HeardStatus
from app.tools.challenge_menu.queries import ChallengeRow
from app.ui.tabs.challenge_menu.menu_paint import ROW, ROW_HEIGHT, MarkSpot, MenuDelegate, spot_at
from app.ui.theme import theme
from app.ui.widgets.focus import KeyboardFocus
from app.ui.widgets.unfold import Refold

Index = QModelIndex | QPersistentModelIndex
VISIBLE_ROWS = 11


class MenuModel(QAbstractListModel):
    """The rows as they are shown; it stores nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ChallengeRow, ...] = ()

    def set_rows(self, rows: Sequence[ChallengeRow]) -> None:
        """Show other rows; where the challenges are the same only their marks change."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same and rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.rows[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].text
        return None


def spoken(row: ChallengeRow) -> str:
    """A row as it is read aloud."""
    said = {
        HeardStatus.IMPORTANT: tr("important, {n} of 5", n=row.importance or 0),
        HeardStatus.RECOGNISED: tr("recognised"),
        HeardStatus.NOT_RELEVANT: tr("not relevant"),
        HeardStatus.PROPOSED: tr("proposed"),
        None: tr("not marked"),
    }[row.status]
    heard = plural("named by {n} person", "named by {n} people", row.count)
    return f"{row.text}, {heard}, {said}"


class MenuList(KeyboardFocus, QListView):
    """Tells marks and moves by the id of the challenge; a mark of None takes it back."""

    picked = Signal(int)
    marked = Signal(int, object, object)  # challenge, HeardStatus | None, importance | None
    placed = Signal(int, int)  # challenge, its new place in the customer's order, from 0
    words_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picked: int | None = None
        self._settling = self._whole = False
        self._grabbed: tuple[int, QPoint] | None = None  # challenge, where it was pressed
        self._drop: int | None = None  # the place that the dragged one would take
        self._model = MenuModel(self)
        self._look = MenuDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "rows")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Challenges"))
        self.selectionModel().currentChanged.connect(self._pick)

    def set_rows(self, rows: Sequence[ChallengeRow], profile: str, *, ordered: bool = False) -> None:
        """Show rows; the picked one stays picked. With `ordered` they stand in the customer's own order."""
        self._settling = True
        scrolled = self.verticalScrollBar().value()
        self._look.top_count = max((row.count for row in rows), default=1) or 1
        self._look.profile = profile
        self._look.ordered = ordered
        self._model.set_rows(rows)
        place = self.place_of(self._picked)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        self.verticalScrollBar().setValue(scrolled)
        self._settling = False
        self.updateGeometry()
        self.viewport().update()

    def pick(self, challenge_id: int | None) -> None:
        """Make a challenge the current one, silently."""
        self._picked = challenge_id
        place = self.place_of(challenge_id)
        if place >= 0:
            self._settling = True
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self._model.index(place))
            self._settling = False

    def picked_id(self) -> int | None:
        """The challenge whose card is shown."""
        return self._picked

    def unmark_picked(self) -> None:
        """Take back the mark of the picked challenge, or the proposal."""
        if self._picked is not None:
            self.marked.emit(self._picked, None, None)

    def rows(self) -> tuple[ChallengeRow, ...]:
        """What is shown, in its order."""
        return self._model.rows

    def place_of(self, challenge_id: int | None) -> int:
        """The row of a challenge; -1 when it is not shown."""
        return next((at for at, row in enumerate(self._model.rows) if row.id == challenge_id), -1)

    def spot(self, challenge_id: int, mark: MarkSpot) -> QPoint:
        """Where a mark is to be tapped, in the viewport."""
        return self._look.spots(self.visualRect(self._index_of(challenge_id)))[mark].center()

    def row_center(self, challenge_id: int) -> QPoint:
        """The middle of a row, in the viewport."""
        return self.visualRect(self._index_of(challenge_id)).center()

    def unfold(self) -> Refold:
        """Show all rows; the answer shows as many as before."""
        self._whole = True
        self.updateGeometry()
        return self._fold

    def _fold(self) -> None:
        self._whole = False
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        count = self._model.rowCount()
        shown = max(count, 1) if self._whole else min(max(count, 6), VISIBLE_ROWS)
        return QSize(theme().px(420), theme().px(ROW_HEIGHT) * shown + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, challenge = Qt.Key(event.key()), self._picked
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if challenge is not None and alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(challenge, -1 if key == Qt.Key.Key_Up else 1)
        elif challenge is not None and plain and (mark := _mark_of(key, event.text())) is not None:
            self.marked.emit(challenge, *mark)
        elif challenge is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.words_wanted.emit(challenge)
        elif event.text().strip():
            event.ignore()  # letters do not jump: R and N are marks
        else:
            self._by_keyboard = True
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)
        index, spot = self._under(event.position().toPoint())
        if self._look.ordered and index.isValid() and spot is None and index.data(ROW).named:
            self._grabbed = (index.data(ROW).id, event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index, spot = self._under(event.position().toPoint())
        grabbed, drop = self._grabbed, self._drop
        self._grabbed = self._drop = None
        self.viewport().update()
        if grabbed is not None and drop is not None:
            self.placed.emit(grabbed[0], drop)
        elif event.button() == Qt.MouseButton.LeftButton and spot is not None:
            row: ChallengeRow = index.data(ROW)
            self.marked.emit(row.id, *spot.mark(row))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._grabbed is not None:
            self._drag(point)
            return
        super().mouseMoveEvent(event)
        index, spot = self._under(point)
        self._hover(index.row(), spot)
        pointing = spot is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        )

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index, spot = self._under(event.pos())
            tip = spot.tip if spot is not None else self._hidden_words(index)
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is None:
            return
        style, count = theme(), self._model.rowCount()
        at = self.visualRect(self._model.index(min(self._drop, count - 1)))
        below = self._grabbed is not None and self._drop > self.place_of(self._grabbed[0])
        y = at.bottom() if below else at.top()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(style.color("accent"), 2))
        painter.drawLine(at.left() + style.px(4), y, at.right() - style.px(4), y)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1, None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.ringed and not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_wanted.emit(index.data(ROW).id, event.globalPos())

    def _index_of(self, challenge_id: int) -> QModelIndex:
        return self._model.index(self.place_of(challenge_id))

    def _under(self, spot: QPoint) -> tuple[QModelIndex, MarkSpot | None]:
        index = self.indexAt(spot)
        if not index.isValid():
            return index, None
        return index, spot_at(self._look.spots(self.visualRect(index)), spot)

    def _hidden_words(self, index: QModelIndex) -> str:
        return str(index.data()) if index.isValid() else ""

    def _step(self, challenge: int, by: int) -> None:
        place = self.place_of(challenge)
        if self._look.ordered and place >= 0 and self._model.rows[place].named:
            self.placed.emit(challenge, max(0, place + by))

    def _drag(self, point: QPoint) -> None:
        if self._grabbed is None:
            return
        far = (point - self._grabbed[1]).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
        if self._drop is None and not far:
            return
        index = self.indexAt(point)
        last = self._model.rowCount() - 1
        self._drop = index.row() if index.isValid() else (0 if point.y() < 0 else last)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def _hover(self, row: int, spot: MarkSpot | None) -> None:
        if (row, spot) != self._look.hovered:
            self._look.hovered = (row, spot)
            self.viewport().update()

    def _pick(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._settling or not index.isValid():
            return
        row: ChallengeRow = index.data(ROW)
        if row.id != self._picked:
            self._picked = row.id
            self.picked.emit(row.id)


def _mark_of(key: Qt.Key, text: str) -> tuple[HeardStatus | None, int | None] | None:
    """What a key marks; None when it is no marking key."""
    if text in {"1", "2", "3", "4", "5"}:
        return HeardStatus.IMPORTANT, int(text)
    if text == "0" or key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
        return None, None
    if key == Qt.Key.Key_R:
        return HeardStatus.RECOGNISED, None
    if key == Qt.Key.Key_N:
        return HeardStatus.NOT_RELEVANT, None
    return None
