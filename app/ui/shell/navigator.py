"""The list of accounts and their opportunities."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from app.glance import AccountGlance, OpportunityGlance
from app.i18n import tr
from app.ui.icons import icon
from app.ui.shell.bar import Surface
from app.ui.shell.navigator_rows import Row, RowDelegate
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class _Rows(QAbstractListModel):
    """Accounts and opportunities as one flat list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Put other rows in."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == ROW:
            return self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].tip
        return None


class _List(QListView):
    """Left, right and letters behave as in every list; Enter opens, Del, F2 and the menu key act on the row."""

    key_given = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
            self.key_given.emit("delete")
        elif event.key() == Qt.Key.Key_F2:
            self.key_given.emit("rename")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class Navigator(Surface):
    """Shows accounts and opportunities and tells what the user wants done with them."""

    chosen = Signal(int, object)  # account, opportunity or None
    asked = Signal(str, str, int)  # verb (rename, edit, delete, add_opportunity), kind, id
    add_account_asked = Signal()
    trash_asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("right", parent)
        self.setAccessibleName(tr("Accounts and opportunities"))
        self._today = today
        self._accounts: Sequence[AccountGlance] = ()
        self._selected: tuple[int | None, int | None] = (None, None)
        self._editable = False
        self._count = Chip("0")
        self._filter_button = icon_button("list-filter", tr("Filter the list"), "Ctrl+F")
        self._filter_button.setCheckable(True)
        self._add_button = icon_button("plus", tr("Add an account or opportunity"))
        self._filter = QLineEdit()
        self._filter.setProperty("kind", "field")
        self._filter.setPlaceholderText(tr("Filter accounts and deals"))
        self._filter.setAccessibleName(tr("Filter accounts and deals"))
        self._filter.setClearButtonEnabled(True)
        self._filter.hide()
        self._nothing = label("", "muted")
        self._nothing.hide()
        self._model = _Rows(self)
        self._list = self._build_list()
        self._lay_out()
        self._filter_button.toggled.connect(self._show_filter)
        self._filter.textChanged.connect(self._fill)
        self.set_editable(False)

    def set_editable(self, editable: bool) -> None:
        """Allow changes, once the workspace is open."""
        self._editable = editable
        self._add_button.setEnabled(editable)
        if editable and self._add_button.menu() is None:
            self._add_button.setMenu(self._add_menu())

    def show_accounts(self, accounts: Sequence[AccountGlance]) -> None:
        """Show these accounts; the selection stays where it is."""
        self._accounts = accounts
        self._count.set_text(str(len(accounts)))
        self._fill()

    def select(self, account_id: int | None, opportunity_id: int | None) -> None:
        """Mark what is shown on the page."""
        self._selected = (account_id, opportunity_id)
        self._mark()

    def focus_filter(self) -> None:
        """Ctrl+F: show the filter and type into it."""
        self._filter_button.setChecked(True)
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def row_of(self, kind: str, row_id: int) -> Row | None:
        """The row that is shown for an account or opportunity."""
        return next((row for row in self._model.rows if row.kind == kind and row.id == row_id), None)

    @property
    def filtering(self) -> bool:
        """Whether the list is narrowed by words."""
        return bool(self._filter.text().strip())

    @property
    def view(self) -> QListView:
        """The list itself."""
        return self._list

    def _build_list(self) -> _List:
        view = _List()
        view.setModel(self._model)
        view.setItemDelegate(RowDelegate(view))
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName(tr("Accounts and opportunities"))
        view.setProperty("kind", "plain")
        view.customContextMenuRequested.connect(self._show_menu)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        view.key_given.connect(self._ask_current)
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        space(column, (0, 12, 1, 8), 6)
        head = QHBoxLayout()
        space(head, (16, 0, 12, 0), 6)
        head.addWidget(label(tr("Accounts"), "panel"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._filter_button)
        head.addWidget(self._add_button)
        column.addLayout(head)
        inset = QHBoxLayout()
        space(inset, (12, 0, 12, 0))
        inset.addWidget(self._filter)
        column.addLayout(inset)
        hint = QHBoxLayout()
        space(hint, (16, 4, 16, 0))
        hint.addWidget(self._nothing)
        column.addLayout(hint)
        column.addWidget(self._list, 1)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icon("building-2"), tr("Add an account"), self.add_account_asked.emit)
        menu.addAction(icon("target"), tr("Add an opportunity"), self._ask_opportunity)
        return menu

    def _ask_opportunity(self) -> None:
        account, _ = self._selected
        if account is None and self._accounts:
            account = self._accounts[0].id
        if account is None:
            self.add_account_asked.emit()
        else:
            self.asked.emit("add_opportunity", "account", account)

    def _show_filter(self, shown: bool) -> None:
        self._filter.setVisible(shown)
        if shown:
            self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._filter.clear()

    def _fill(self) -> None:
        words = self._filter.text().casefold().split()
        rows: list[Row] = []
        for account in self._accounts:
            deals = [deal for deal in account.opportunities if _matches(words, account.name, deal.title)]
            if deals or _matches(words, account.name, account.industry, account.country):
                rows.append(Row.of_account(account))
                shown: Sequence[OpportunityGlance] = deals or account.opportunities
                rows += [Row.of_opportunity(deal, self._today) for deal in shown]
        self._model.show(rows)
        self._nothing.setText(tr("Nothing called “{words}”.", words=self._filter.text()) if words else "")
        self._nothing.setVisible(bool(words) and not rows)
        self._mark()

    def _mark(self) -> None:
        account, opportunity = self._selected
        for number, row in enumerate(self._model.rows):
            if (row.kind, row.id) == ("opportunity", opportunity) or (
                opportunity is None and (row.kind, row.id) == ("account", account)
            ):
                self._list.setCurrentIndex(self._model.index(number))
                return
        self._list.selectionModel().clear()

    def _choose(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        self.chosen.emit(row.account_id, row.id if row.kind == "opportunity" else None)

    def _ask_current(self, verb: str) -> None:
        index = self._list.currentIndex()
        if self._editable and index.isValid():
            row = self._model.rows[index.row()]
            self.asked.emit(verb, row.kind, row.id)

    def _show_menu(self, point: QPoint) -> None:
        index = self._list.indexAt(point)
        if not self._editable:
            return
        menu = QMenu(self)
        if index.isValid():
            self._list.setCurrentIndex(index)
            row = self._model.rows[index.row()]
            if row.kind == "account":
                menu.addAction(icon("plus"), tr("Add an opportunity"), self._ask_opportunity_here)
            menu.addAction(icon("square-pen"), tr("Edit…"), self._ask_edit)
            menu.addAction(icon("text-cursor-input"), tr("Rename…"), self._ask_rename)
            menu.addSeparator()
            menu.addAction(icon("trash-2"), tr("Move to the trash"), self._ask_delete)
            menu.addSeparator()
        menu.addAction(icon("archive-restore"), tr("Open the trash…"), self.trash_asked.emit)
        menu.exec(self._list.viewport().mapToGlobal(point))

    def _ask_opportunity_here(self) -> None:
        self._ask_current("add_opportunity")

    def _ask_edit(self) -> None:
        self._ask_current("edit")

    def _ask_rename(self) -> None:
        self._ask_current("rename")

    def _ask_delete(self) -> None:
        self._ask_current("delete")


def _matches(words: Sequence[str], *texts: str) -> bool:
    together = " ".join(texts).casefold()
    return all(word in together for word in words)
