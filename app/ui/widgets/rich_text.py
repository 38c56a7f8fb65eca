"""A text with bold, italic, lists and links, as high as what stands in it; kept as little Markdown."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from app.documents.markdown import parse, safe_address, write
from app.documents.text import clean
from app.ui.theme import theme
from app.ui.widgets.field import PAUSE
from app.ui.widgets.rich_blocks import insert_blocks, paragraph_shape, read_blocks, write_blocks
from app.ui.widgets.rich_marks import Marker
from app.ui.widgets.rich_menu import SpellingMenu, misspelt
from app.ui.widgets.spelling import Spelling

_DISC, _DECIMAL = QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListDecimal


_HEADING = 3  # the parts of a letter have their own headings; these stand below them


class RichText(QTextEdit):
    """Tells the text as Markdown after a pause and when the focus leaves; Tab goes on to the next one."""

    edited = Signal(str)
    finished = Signal()
    entered = Signal()
    look_changed = Signal()  # what the cursor stands in
    menu_opened = Signal(object, str, int)  # the menu, the paragraph under it and the place in it

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "letter")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(theme().px(22))
        self.marker = Marker(self.document())
        self.spelling: Spelling | None = None
        self._known = ""
        self._putting = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._type)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self.look_changed)
        self.cursorPositionChanged.connect(self._follow_typing)
        self.installEventFilter(self)

    def markdown(self) -> str:
        """What stands in the editor, told or not."""
        return write(read_blocks(self.document()))

    def is_dirty(self) -> bool:
        """Whether something was typed that has not been told."""
        return self.markdown() != self._known

    def set_markdown(self, text: str) -> None:
        """Show a text; never told as an edit, and never over something half typed."""
        wanted = write(parse(text))
        typing = self.is_dirty() and (self.hasFocus() or self._pause.isActive())
        if wanted == self.markdown() or typing:
            self._known = wanted
            return
        self._pause.stop()
        self._putting = True
        before = self.toPlainText()
        write_blocks(self.document(), parse(text), self._link_look())
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(_end_of_change(before, self.toPlainText()) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self._putting = False
        self._known = wanted

    def leave(self) -> None:
        """Another text is about to be shown: what was typed and not told is given up."""
        self._pause.stop()
        self._known = self.markdown()
        self.clearFocus()

    def commit(self) -> None:
        """Tell what was typed, if it differs from what is known."""
        self._pause.stop()
        text = self.markdown()
        if text != self._known:
            self._known = text
            self.edited.emit(text)

    def set_spelling(self, spelling: Spelling) -> None:
        """Check the spelling of what is written here."""
        self.spelling = spelling
        self.marker.set_spelling(spelling)

    def choose(self, words: str) -> QRect:
        """Select the words where they stand first; answers their place, that of the whole text without them."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.find(words.replace("\n", "\u2028"), QTextDocument.FindFlag.FindCaseSensitively):
            return self.rect()
        return self.cursorRect()

    # Looks

    def is_bold(self) -> bool:
        """Whether the cursor stands in bold."""
        return self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold

    def set_bold(self, bold: bool) -> None:
        """Make what is chosen, or what is typed next, bold or not."""
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        self.mergeCurrentCharFormat(look)

    def is_italic(self) -> bool:
        """Whether the cursor stands in italic."""
        return self.currentCharFormat().fontItalic()

    def set_italic(self, italic: bool) -> None:
        """Make what is chosen, or what is typed next, italic or not."""
        look = QTextCharFormat()
        look.setFontItalic(italic)
        self.mergeCurrentCharFormat(look)

    def is_heading(self) -> bool:
        """Whether the cursor stands in a heading."""
        return self.textCursor().blockFormat().headingLevel() > 0

    def set_heading(self, heading: bool) -> None:
        """Make the chosen paragraphs small headings, or paragraphs again."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._leave_list(cursor)
        shape, look = paragraph_shape(), QTextCharFormat()
        shape.setHeadingLevel(_HEADING if heading else 0)
        look.setFontWeight(QFont.Weight.DemiBold if heading else QFont.Weight.Normal)
        cursor.setBlockFormat(shape)
        cursor.setBlockCharFormat(look)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(look)
        cursor.endEditBlock()

    def list_kind(self) -> str:
        """ "bullet", "number" or nothing."""
        listed = self.textCursor().currentList()
        if listed is None:
            return ""
        return "number" if listed.format().style() == _DECIMAL else "bullet"

    def set_list(self, kind: str) -> None:
        """Make the chosen paragraphs a list of that kind; an empty kind makes them paragraphs again."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if kind:
            style = QTextListFormat()
            style.setStyle(_DECIMAL if kind == "number" else _DISC)
            style.setIndent(1)
            cursor.createList(style)
        else:
            self._leave_list(cursor)
        cursor.endEditBlock()

    def set_link(self, address: str) -> bool:
        """Point the chosen words at a web or mail address; an empty one takes the link away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if not address:
            cursor.setCharFormat(QTextCharFormat())
            return True
        if not safe_address(address) or not cursor.hasSelection():
            return False
        look = self._link_look()
        look.setAnchor(True)
        look.setAnchorHref(address)
        cursor.mergeCharFormat(look)
        return True

    def link(self) -> str:
        """The address that the cursor stands in."""
        return self.currentCharFormat().anchorHref()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and Redo go to the window when the editor has nothing left of its own; bold and italic never."""
        if event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(
            event, QKeyEvent
        ):
            if event.type() == QEvent.Type.ShortcutOverride and _marks(event):
                event.accept()  # the window has the same keys for other things
                return True
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isReadOnly() and event.matches(QKeySequence.StandardKey.Bold):
            self.set_bold(not self.is_bold())
            self.look_changed.emit()
        elif not self.isReadOnly() and event.matches(QKeySequence.StandardKey.Italic):
            self.set_italic(not self.is_italic())
            self.look_changed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._ends_list():
            self._leave_list(self.textCursor())
        elif event.key() == Qt.Key.Key_Space and (kind := self._begins_list()):
            self._begin_list(kind)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only words can be pasted: no pictures, no files."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Keep bold, italic, lists and links of what is pasted, and nothing else of its looks."""
        if source.hasHtml():
            pasted = QTextDocument()
            pasted.setHtml(source.html())
            cursor = self.textCursor()
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            insert_blocks(cursor, read_blocks(pasted), self._link_look())
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        else:
            self.textCursor().insertText(clean(source.text()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        cursor = self.cursorForPosition(event.pos())
        self.menu_opened.emit(menu, cursor.block().text(), cursor.positionInBlock())
        word = misspelt(self.spelling, cursor) if self.spelling is not None else None
        offered = (
            SpellingMenu(menu, self, self.spelling, word) if word is not None and self.spelling else None
        )
        menu.exec(event.globalPos())
        if offered is not None:
            offered.close()
        menu.deleteLater()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
            self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the editor

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_: object) -> None:
        height = round(self.document().size().height()) + 2 * self.frameWidth() + 2
        if self.height() != height:
            self.setFixedHeight(max(height, theme().px(26)))

    def _type(self) -> None:
        if not self._putting:
            self._pause.start()

    def _follow_typing(self) -> None:
        cursor = self.textCursor()
        typing = self.hasFocus() and not cursor.hasSelection() and not self._putting
        self.marker.set_typed(cursor.blockNumber() if typing else -1, cursor.positionInBlock())

    def _ends_list(self) -> bool:
        cursor = self.textCursor()
        return cursor.currentList() is not None and not cursor.block().text()

    @staticmethod
    def _leave_list(cursor: QTextCursor) -> None:
        listed = cursor.currentList()
        if listed is not None:
            listed.remove(cursor.block())
            cursor.setBlockFormat(paragraph_shape())

    def _begins_list(self) -> str:
        cursor = self.textCursor()
        if cursor.currentList() is not None or cursor.positionInBlock() != len(cursor.block().text()):
            return ""
        return {"-": "bullet", "*": "bullet", "1.": "number"}.get(cursor.block().text(), "")

    def _begin_list(self, kind: str) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        self.set_list(kind)

    @staticmethod
    def _link_look() -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(theme().color("accent"))
        look.setFontUnderline(True)
        return look


def _marks(event: QKeyEvent) -> bool:
    """Whether the keys make letters bold or italic."""
    return event.matches(QKeySequence.StandardKey.Bold) or event.matches(QKeySequence.StandardKey.Italic)


def _end_of_change(before: str, after: str) -> int:
    """Where in the later text that ends which differs from the earlier one."""
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after) - same
