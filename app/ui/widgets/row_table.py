"""A table of rows: columns are declared, edits are told by the row's id and the column's key."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QToolTip,
    QWidget,
)

from app.ui.theme import theme
from app.ui.widgets.clipboard import copy_table
from app.ui.widgets.focus import KeyboardFocus
from app.ui.widgets.row_model import Column, RowModel
from app.ui.widgets.row_paint import Header, RowDelegate
from app.ui.widgets.row_widths import Claim, claims, share
from app.ui.widgets.unfold import Refold

__all__ = ["Column", "RowTable"]


class RowTable(KeyboardFocus, QTableView):
    """Shows `visible_rows` rows at once (0: all of them) and scrolls beyond; `prompt` invites to add one."""

    edited = Signal(int, str, object)
    opened = Signal(int)
    picked = Signal(int)
    menu_wanted = Signal(int, QPoint)
    delete_wanted = Signal(int)
    prompted = Signal()
    cell_opened = Signal(int, str)  # a cell of a column that opens something of its own

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        row_height: int = 40,
        visible_rows: int = 12,
        prompt: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._row_height = row_height
        self._visible_rows = visible_rows
        self._picked: int | None = None
        self._told_height = 0
        self._settling = False
        self._filling = False  # cells are being filled one after the other by letters
        self._dragged: dict[int, int] = {}
        self._claims: list[Claim] | None = None  # of the columns, as long as they show the same
        self._model = RowModel(columns, prompt)
        self._model.edited.connect(self.edited)
        self._model.refused.connect(self._say_refused)
        self._dress()
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self))
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._pick)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._click)
        self.horizontalHeader().sectionResized.connect(self._remember_width)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the picked one stays picked when it is still among them."""
        self._settling = True
        column = max(0, self.currentIndex().column())
        scrolled = self.verticalScrollBar().value()
        self._model.set_rows(rows)
        self._claims = None
        place = self._model.row_of(self._picked) if self._picked is not None else -1
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place, column))
        if place < 0:
            self._picked = None
        self.verticalScrollBar().setValue(scrolled)
        self._settling = False
        self._lay_out()

    def rows(self) -> list[Any]:
        """The rows in the order in which they are shown."""
        return list(self._model.rows)

    def picked_id(self) -> int | None:
        """The id of the current row; None when there is none."""
        return self._picked

    def pick(self, row_id: int) -> None:
        """Make a row the current one, silently."""
        place = self._model.row_of(row_id)
        if place >= 0:
            if self.currentIndex().row() != place:  # else a cell that is being edited would be left
                self._settling = True
                self.setCurrentIndex(self._model.index(place, max(0, self.currentIndex().column())))
                self._settling = False
            self._picked = row_id

    def edit_cell(self, row_id: int, key: str) -> None:
        """Open the editor of a cell, for a newly added row for instance."""
        place = self._model.row_of(row_id)
        column = self._place(key)
        if place >= 0 and column >= 0:
            index = self._model.index(place, column)
            self.setCurrentIndex(index)
            self.edit(index)

    def hide_columns(self, keys: Collection[str]) -> None:
        """Show all columns but those with these keys; copies leave them out too."""
        self._model.hidden = frozenset(keys)
        self._claims = None
        self._settling = True
        for at in range(len(self._model.columns)):
            self.setColumnHidden(at, not self._model.shown(at))
        self._settling = False
        self._lay_out()

    def sort_by(self, key: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none when there is no such column."""
        self.sortByColumn(self._place(key), order)

    def cell_center(self, row_id: int, key: str) -> QPoint:
        """The middle of a cell in the viewport, for menus and tests."""
        column = next(at for at, one in enumerate(self._model.columns) if one.key == key)
        return self.visualRect(self._model.index(self._model.row_of(row_id), column)).center()

    def as_table(self) -> list[list[str]]:
        """Titles and rows as they are shown, for copies and exports."""
        return self._model.as_table()

    def copy(self) -> None:
        """Put the whole table on the clipboard as text and as an HTML table."""
        copy_table(self.as_table())

    def unfold(self) -> Refold:
        """Show all rows; the answer shows as many as before."""
        shown, self._visible_rows = self._visible_rows, 0
        self.updateGeometry()
        return partial(self._show_rows, shown)

    def _show_rows(self, count: int) -> None:
        self._visible_rows = count
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        count = self._model.rowCount()
        shown = min(count, self._visible_rows) if self._visible_rows else count
        head = self.horizontalHeader()
        high = head.sizeHint().height() + max(1, shown) * theme().px(self._row_height) + 2
        if head.length() > self.viewport().width():
            high += self.horizontalScrollBar().sizeHint().height()
        return QSize(theme().px(320), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self.verticalHeader().setDefaultSectionSize(theme().px(self._row_height))
            self._claims = None
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing and index.isValid():
            self._open_row(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid() and self._is_tick(index):
            self._model.setData(index, not index.data(Qt.ItemDataRole.EditRole))
        elif event.key() == Qt.Key.Key_Delete and self._picked is not None:
            self._delete(index)
        elif event.key() == Qt.Key.Key_F2 and index.isValid() and self._opens(index):
            self._open_row(index)
        elif not editing and self._choose_by_letter(index, event.text()):
            self._filling = True
            event.accept()
        elif event.key() == Qt.Key.Key_Menu and self._picked is not None:
            self.menu_wanted.emit(self._picked, self.viewport().mapToGlobal(self.visualRect(index).center()))
        else:
            self._by_keyboard = True
            super().keyPressEvent(event)
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keyboard = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        if by_keyboard and not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._filling = False
        self.viewport().update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab after a letter goes to the next cell, as it does after a text; else out of the table."""
        cell = self._next_cell(1 if forward else -1) if self._filling else QModelIndex()
        if not cell.isValid():
            return super().focusNextPrevChild(forward)
        self._by_keyboard = True
        self.setCurrentIndex(cell)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = self._filling = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        pointing = self._model.is_prompt(index)
        shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and not self._model.is_prompt(index):
            self.menu_wanted.emit(self._model.rows[index.row()].id, event.globalPos())

    def _dress(self) -> None:
        self.setProperty("kind", "rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.setHorizontalHeader(Header(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setMinimumSectionSize(16)  # the style's own least would widen a narrow column
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().px(self._row_height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _lay_out(self) -> None:
        """Give the columns their widths; where the least of all is too much the table scrolls."""
        widths = self._widths()
        self._settling, settling = True, self._settling
        for at, wide in enumerate(widths):
            if self._model.shown(at) and self.columnWidth(at) != wide:
                self.setColumnWidth(at, wide)
        self._settling = settling
        if self.sizeHint().height() != self._told_height:
            self._told_height = self.sizeHint().height()
            self.updateGeometry()

    def _widths(self) -> list[int]:
        if self._claims is None:
            self._claims = claims(self._model, self._row_height, self._dragged)
        return share(self._claims, self.viewport().width())

    def _remember_width(self, column: int, _old: int, new: int) -> None:
        if not self._settling:
            self._dragged[column] = new
            self._claims = None
            self._lay_out()

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _pick(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._settling or not index.isValid() or self._model.is_prompt(index):
            return
        row_id = self._model.rows[index.row()].id
        if row_id != self._picked:
            self._picked = row_id
            self.picked.emit(row_id)

    def _click(self, index: QModelIndex) -> None:
        if self._model.is_prompt(index):
            self.prompted.emit()

    def _open(self, index: QModelIndex) -> None:
        if not self._model.is_editable(index):
            self._open_row(index, by_mouse=True)

    def _open_row(self, index: QModelIndex, by_mouse: bool = False) -> None:
        if self._opens(index):
            self.cell_opened.emit(self._model.rows[index.row()].id, self._model.columns[index.column()].key)
        elif not self._model.is_prompt(index):
            self.opened.emit(self._model.rows[index.row()].id)
        elif not by_mouse:
            self.prompted.emit()

    def _place(self, key: str) -> int:
        """Where the column with a key stands; -1 when there is none."""
        return next((at for at, one in enumerate(self._model.columns) if one.key == key), -1)

    def _opens(self, index: QModelIndex) -> bool:
        return not self._model.is_prompt(index) and self._model.columns[index.column()].opens

    def _delete(self, index: QModelIndex) -> None:
        """Empty the cell where that can be done, else ask for the row to go."""
        prompt = not index.isValid() or self._model.is_prompt(index)
        column = None if prompt else self._model.columns[index.column()]
        if column is not None and column.clearable:
            self._model.setData(index, column.empty)
        elif self._picked is not None:
            self.delete_wanted.emit(self._picked)

    def _choose_by_letter(self, index: QModelIndex, letter: str) -> bool:
        """A letter or figure takes the choice that begins with it, as in a spreadsheet; "?" is the empty one."""
        if not letter.strip() or not self._model.is_editable(index):
            return False
        column = self._model.columns[index.column()]
        if isinstance(column.editor, str) or column.editor is None:
            return False
        if letter == "?" and column.clearable:
            self._model.setData(index, column.empty)
            return True
        begins = [
            value
            for value, text in column.editor
            if text.lstrip("+").casefold().startswith(letter.casefold())
        ]
        if len(begins) == 1:
            self._model.setData(index, begins[0])
        return len(begins) == 1

    def _next_cell(self, step: int) -> QModelIndex:
        """The next cell, or the one before, that can be edited; none at the end of the table."""
        wide = len(self._model.columns)
        at = self.currentIndex().row() * wide + self.currentIndex().column()
        for place in range(at + step, self._model.rowCount() * wide if step > 0 else -1, step):
            cell = self._model.index(place // wide, place % wide)
            if self._model.shown(cell.column()) and self._model.is_editable(cell):
                return cell
        return QModelIndex()

    def _is_tick(self, index: QModelIndex) -> bool:
        return not self._model.is_prompt(index) and self._model.columns[index.column()].delegate == "tick"

    def _say_refused(self, sentence: str) -> None:
        spot = self.visualRect(self.currentIndex()).bottomLeft()
        QToolTip.showText(self.viewport().mapToGlobal(spot), sentence, self)
