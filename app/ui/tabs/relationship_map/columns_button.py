"""Which columns a table shows, and by which it is sorted, from a menu; so both can be had with the keyboard."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from app.ui.widgets.buttons import Button
from app.ui.widgets.row_table import Column


class ColumnsButton(Button):
    """The first column always stays."""

    hidden = Signal(object)  # the keys that are hidden now, as a tuple
    sort_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quiet", tr("Columns"), "columns-3", parent)
        self.setToolTip(tr("Which columns are shown, and by which the people are sorted"))
        self._columns: tuple[Column[Any], ...] = ()
        self._hidden: tuple[str, ...] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_columns(self, columns: Sequence[Column[Any]], hidden: Sequence[str]) -> None:
        """Offer these columns; some of them are hidden."""
        self._columns, self._hidden = tuple(columns), tuple(hidden)

    def ticks(self) -> list[QAction]:
        """The columns as they are offered now."""
        self._fill()
        return [action for action in self._menu.actions() if action.isCheckable()]

    def _fill(self) -> None:
        self._menu.clear()
        sorting = self._menu.addMenu(tr("Sort by"))
        for column in self._columns:
            sorting.addAction(column.title).triggered.connect(partial(self._sort, column.key))
        sorting.addAction(tr("As they were added")).triggered.connect(partial(self._sort, ""))
        self._menu.addSeparator()
        for column in self._columns[1:]:
            action = self._menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key not in self._hidden)
            action.triggered.connect(partial(self._turn, column.key))

    def _turn(self, key: str, _checked: bool = False) -> None:
        rest = tuple(one for one in self._hidden if one != key)
        self._hidden = rest if key in self._hidden else (*rest, key)
        self.hidden.emit(self._hidden)

    def _sort(self, key: str, _checked: bool = False) -> None:
        self.sort_wanted.emit(key)
