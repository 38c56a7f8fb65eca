"""The model of a table of rows: shows what its columns say, sorts, and tells an edit instead of storing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.errors import BadInputError
from app.i18n import tr
from app.ui.widgets.bars import relation_text
from app.ui.widgets.reading import read_number

Index = QModelIndex | QPersistentModelIndex
Painted = Literal["bars", "relation", "person", "mode", "tick", "score"]
ROW = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class Row(Protocol):
    """What a table can show: anything with an id."""

    @property
    def id(self) -> int:
        """The id that the table's signals name."""
        ...


T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its title, what it says of a row, and how that is edited, painted and sorted.

    Delete sets a `clearable` cell to `empty`; a column that `opens` has a menu of its own in place of an editor.
    """

    title: str
    text: Callable[[T], str]
    key: str = ""
    width: int = 0
    editor: Literal["text", "number"] | Sequence[tuple[object, str]] | None = None
    value: Callable[[T], object] | None = None
    delegate: Painted | None = None
    sort: Callable[[T], Any] | None = None
    tip: Callable[[T], str] | None = None
    align: Literal["left", "right"] = "left"
    minimum: int = 0
    placeholder: Callable[[T], bool] | None = None
    nameless: Callable[[T], bool] | None = None  # of a person: a post whose holder is not known yet
    clearable: bool = False
    empty: object = None
    opens: bool = False


class RowModel(QAbstractTableModel):
    """Rows as they were handed over; `prompt` adds a last row that invites to add one."""

    edited = Signal(int, str, object)
    refused = Signal(str)

    def __init__(self, columns: Sequence[Column[Any]], prompt: str = "") -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._given: list[Any] = []
        self._prompt = prompt
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.hidden: frozenset[str] = frozenset()  # keys of columns that are not shown

    def shown(self, place: int) -> bool:
        """Whether the column at a place is shown."""
        return self.columns[place].key not in self.hidden or not self.columns[place].key

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; editors and the current cell survive when the same rows come back."""
        self._given = list(rows)
        fresh = self._in_order(self._given)
        if len(fresh) == len(self.rows) and {row.id for row in fresh} == {row.id for row in self.rows}:
            self._rearrange(fresh)
        else:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()

    def row_of(self, row_id: int) -> int:
        """The place of a row; -1 when it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), -1)

    def is_prompt(self, index: Index) -> bool:
        """Whether that is the row that invites to add one."""
        return index.isValid() and index.row() == len(self.rows)

    def is_placeholder(self, index: Index) -> bool:
        """Whether the row stands for somebody who is still to be named."""
        row = self.rows[index.row()]
        return any(column.placeholder(row) for column in self.columns if column.placeholder)

    def is_editable(self, index: Index) -> bool:
        """Whether the cell has an editor of its own; a tick is not edited but clicked."""
        return (
            index.isValid() and not self.is_prompt(index) and self.columns[index.column()].editor is not None
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows) + bool(self._prompt)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _SERVED or not index.isValid():
            return None
        if self.is_prompt(index):
            shown = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return self._prompt if shown and index.column() == 0 else None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == ROW:
            return row
        if role in {VALUE, Qt.ItemDataRole.EditRole}:
            return column.value(row) if column.value else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        return self.words(column, row)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self.is_prompt(index):
            return False
        column, row = self.columns[index.column()], self.rows[index.row()]
        try:
            fresh = read_number(str(value), -1e15, 1e15) if column.editor == "number" else value
        except BadInputError as error:
            self.refused.emit(str(error))
            return False
        if fresh == (column.value(row) if column.value else column.text(row)):
            return False
        self.edited.emit(row.id, column.key, fresh)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else usual

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order)
        self._rearrange(self._in_order(self._given))

    def as_table(self) -> list[list[str]]:
        """Titles and rows as they are shown, for copies and exports."""
        columns = [column for at, column in enumerate(self.columns) if self.shown(at)]
        lines = [[self.words(column, row).replace("\n", ", ") for column in columns] for row in self.rows]
        return [[column.title for column in columns], *lines]

    @staticmethod
    def words(column: Column[Any], row: Any) -> str:
        """What a cell says, where it is painted as well."""
        text = column.text(row)
        if not text and column.value and column.delegate == "relation":
            value = column.value(row)
            return relation_text(value if isinstance(value, int) else None)
        if not text and column.value and column.delegate == "tick":
            return tr("yes") if column.value(row) else tr("no")
        return text

    def _in_order(self, rows: list[Any]) -> list[Any]:
        column, order = self._sorted
        if not 0 <= column < len(self.columns):
            return list(rows)
        key = _sort_key(self.columns[column])
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return sorted(known, key=key, reverse=order == Qt.SortOrder.DescendingOrder) + unknown

    def _rearrange(self, fresh: list[Any]) -> None:
        """The same rows in another order, or with other contents: whatever points at a row goes with it."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self.rows[index.row()].id if index.row() < len(self.rows) else None for index in kept]
        self.rows = fresh
        places = {row.id: place for place, row in enumerate(fresh)}
        for index, row_id in zip(kept, ids, strict=True):
            place = len(fresh) if row_id is None else places.get(row_id, -1)
            moved = self.index(place, index.column()) if place >= 0 else QModelIndex()
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()


_SERVED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        ROW,
        VALUE,
    }
)


def _sort_key(column: Column[Any]) -> Callable[[Any], Any]:
    if column.sort is not None:
        return column.sort

    def by_value(row: Any) -> Any:
        value = column.value(row) if column.value else column.text(row)
        return value.casefold() if isinstance(value, str) else value

    return by_value
