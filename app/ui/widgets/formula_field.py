"""A line for formulas: names are completed while they are typed, and each is told with what it means."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.ui.theme import theme
from app.ui.widgets.fields import TextField

_WORD_BEFORE = re.compile(r"[^\W\d]\w*$")
_WORD_AFTER = re.compile(r"^\w*")
_NOWHERE = QModelIndex()


class FormulaField(TextField):
    """A text field that knows the names a formula may use; Ctrl+Space shows all of them."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._names = _Names()
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setProperty("kind", "menu")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self._line())
        self._completer.activated.connect(self._take)
        self._line().textEdited.connect(self._offer)
        self._line().installEventFilter(self)

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """What may be used: each name, and what it means."""
        self._names.set_names(names)

    def offers(self) -> list[str]:
        """The names that are offered now; empty while nothing is."""
        if self._popup.isHidden():
            return []
        model = self._completer.completionModel()
        return [model.index(row, 0).data(Qt.ItemDataRole.EditRole) for row in range(model.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Space asks for all names."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._show_offers(self._word())
            return True
        return super().eventFilter(watched, event)

    def commit(self) -> None:
        """Half a name is nothing to tell: not as long as it is being completed."""
        if self._popup.isHidden():
            super().commit()

    def _line(self) -> QLineEdit:
        assert isinstance(self.editor, QLineEdit)  # a text field is one line
        return self.editor

    def _word(self) -> str:
        """The part of a name that stands before the cursor."""
        line = self._line()
        found = _WORD_BEFORE.search(line.text()[: line.cursorPosition()])
        return found[0] if found else ""

    def _offer(self, _text: str) -> None:
        word = self._word()
        if word and word not in self._names.words():
            self._show_offers(word)
        else:
            self._popup.hide()

    def _show_offers(self, word: str) -> None:
        self._completer.setCompletionPrefix(word)
        if self._completer.completionCount():
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
            room = self._line().rect()
            room.setWidth(min(room.width(), theme().px(380)))
            self._completer.complete(room)

    def _take(self, name: str) -> None:
        """Put the chosen name in the place of the word at the cursor."""
        line = self._line()
        before, after = line.text()[: line.cursorPosition()], line.text()[line.cursorPosition() :]
        start = _WORD_BEFORE.sub("", before)
        line.setText(start + name + _WORD_AFTER.sub("", after))
        line.setCursorPosition(len(start) + len(name))
        self._popup.hide()
        self.commit()


class _Names(QAbstractListModel):
    """Shows “speed   Speed, m/min” and completes “speed”."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str]] = []

    def words(self) -> set[str]:
        """The names alone."""
        return {name for name, _told in self._rows}

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Know these names and no others."""
        if list(names) != self._rows:
            self.beginResetModel()
            self._rows = list(names)
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many names there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The name to complete, or the name with what it means."""
        name, told = self._rows[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return name
        return f"{name}    {told}" if role == Qt.ItemDataRole.DisplayRole else None
