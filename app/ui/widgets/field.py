"""What all fields have in common: an editor, a sentence below it when something is wrong, and when typing is told."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import restyle, space
from app.ui.widgets.text import label

PAUSE = 1200  # ms after the last key; edits are saved at most 2 s after it


class Field(QWidget):
    """An editor with room for one red sentence; `.editor` is the Qt widget inside, which has the focus."""

    finished = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._error = label("", "error")
        self._error.hide()
        column = QVBoxLayout(self)
        space(column, gap=4)
        column.addWidget(editor)
        column.addWidget(self._error)
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_error(self, text: str) -> None:
        """Show what is wrong below the field; empty takes it away."""
        if text == self.error():
            return
        self._error.setText(text)
        self._error.setVisible(bool(text))
        restyle(self.editor, wrong="true" if text else "false")
        self.editor.setAccessibleDescription(text)

    def value(self) -> object:
        """What the field holds."""
        raise NotImplementedError

    def error(self) -> str:
        """The sentence that is shown now."""
        return self._error.text()

    def setAccessibleName(self, name: str) -> None:
        """The name goes to the editor, since that is what gets the focus."""
        super().setAccessibleName(name)
        self.editor.setAccessibleName(name)


class TypedField(Field):
    """A field that is typed into: its text is told after a pause, on Return and when the focus leaves."""

    def __init__(self, editor: "Line | Paper", parent: QWidget | None = None) -> None:
        super().__init__(editor, parent)
        self._known = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        editor.typed.connect(self._pause.start)
        editor.done.connect(self.commit)
        editor.left.connect(self._leave)

    def text(self) -> str:
        """What stands in the editor, told or not."""
        editor = self.editor
        return editor.text() if isinstance(editor, QLineEdit) else str(editor.toPlainText())  # type: ignore[attr-defined]

    def commit(self) -> None:
        """Tell what was typed, if it differs from what is known."""
        self._pause.stop()
        text = self.text()
        if text != self._known:
            self._accept(text)

    def is_dirty(self) -> bool:
        """Whether something was typed that has not been told."""
        return self.text() != self._known

    def _accept(self, text: str) -> None:
        raise NotImplementedError

    def _show(self, text: str) -> None:
        """Show a value that came from outside, unless the user is in the middle of typing."""
        if self.editor.hasFocus() and self.text().strip() == text.strip():
            self._known = self.text()  # the blank before the next word is being typed
            return
        typing = self.is_dirty() and (self.editor.hasFocus() or self._pause.isActive())
        self._known = text
        if typing or self.text() == text:
            return
        self._pause.stop()
        self.set_error("")
        self.editor.put(text)  # type: ignore[attr-defined]

    def _leave(self) -> None:
        self.commit()
        self.finished.emit()


class Line(QLineEdit):
    """One line; hands Undo and Redo on to the window when it has nothing left of its own."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", kind: str = "field") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._type)
        self.returnPressed.connect(self._finish)

    def put(self, text: str) -> None:
        """Show a text that the user did not type."""
        self.setText(text)
        self.setCursorPosition(0)

    def clear(self) -> None:
        """Empty it for good: what was typed has been taken, so the next Undo is the window's."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._passes(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._passes(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _passes(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        return undo or redo

    def _type(self, _text: str) -> None:
        self.typed.emit()

    def _finish(self) -> None:
        self.done.emit()


class Paper(QPlainTextEdit):
    """Several lines; Ctrl+Return tells the text, Tab goes on to the next field."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", lines: int = 3, *, grows: bool = False) -> None:
        super().__init__()
        self._putting = False
        self._grows = grows
        self.setProperty("kind", "field")
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines = lines
        self.textChanged.connect(self._type)
        self.installEventFilter(self)
        if grows:
            self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def put(self, text: str) -> None:
        """Show a text that the user did not type."""
        self._putting = True
        self.setPlainText(text)
        self._putting = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor claims Undo for itself in its own event(); only a filter comes before that."""
        kind = event.type()
        if kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            if self._passes(event):
                event.ignore()
                return True
            sends = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bool(
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if kind == QEvent.Type.KeyPress and sends:
                self.done.emit()
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _passes(self, event: QKeyEvent) -> bool:
        document = self.document()
        undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
        return undo or redo

    def _type(self) -> None:
        if not self._putting:
            self.typed.emit()

    def _fit(self, _size: object = None) -> None:
        if hasattr(self, "lines"):
            written = (
                int(self.document().size().height()) if self._grows else 0
            )  # in lines, as they are broken
            self.setFixedHeight(self.fontMetrics().lineSpacing() * max(self.lines, written) + 20)
