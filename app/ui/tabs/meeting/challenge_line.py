"""A line that takes a challenge: picked from the menu while one types, or written anew."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from app.across.meeting.rows import MenuItem
from app.i18n import tr
from app.ui.widgets.field import Line

_ID = Qt.ItemDataRole.UserRole


class ChallengeLine(Line):
    """Return takes what is typed; Down opens the menu; a picked one is told by its id."""

    wanted = Signal()  # the menu, when the line is first entered
    picked = Signal(int)  # challenge
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a challenge: type, or press Down for the menu"))
        if parent is not None:
            self.setParent(parent)
        self.setAccessibleName(tr("Add a challenge"))
        self._menu = QStandardItemModel(self)
        self._asked = False
        completer = QCompleter(self._menu, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        popup = QListView()
        popup.setProperty("kind", "menu")
        completer.setPopup(popup)
        self._popup = popup
        self.setCompleter(completer)
        self.returnPressed.connect(self._write)

    def set_menu(self, items: Sequence[MenuItem], heard: frozenset[int]) -> None:
        """Offer these challenges, those of the person's own profile first; what was heard already is left out."""
        self._menu.clear()
        for item in items:
            if item.challenge_id in heard:
                continue
            row = QStandardItem(item.text)
            row.setData(item.challenge_id, _ID)
            row.setToolTip(item.profile)
            self._menu.appendRow(row)

    def forget_menu(self) -> None:
        """Ask for the menu again when it is next needed."""
        self._asked = False

    def open_menu(self) -> None:
        """Show all that fits what is typed."""
        self._ask()
        completer = self.completer()
        completer.setCompletionPrefix(self.text())
        completer.complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.open_menu()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text():
            self.open_menu()

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self.wanted.emit()

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(_ID))
        QTimer.singleShot(0, self._done)

    def _write(self) -> None:
        if self._popup.isVisible() and self._popup.currentIndex().isValid():
            return  # Return reaches the line first; then the menu tells which entry was meant
        text = " ".join(self.text().split())
        if not text:
            return
        known = self._menu.findItems(text, Qt.MatchFlag.MatchFixedString)
        if known:
            self.picked.emit(known[0].data(_ID))
        else:
            self.written.emit(text)
        self.clear()

    def _done(self) -> None:
        """The completer writes the picked text into the line after telling; take it out again."""
        self.clear()
