"""A page of text to read: help, shortcuts, why the coach speaks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.i18n import tr
from app.ui.dialogs.base import Dialog
from app.ui.theme import theme
from app.ui.widgets.buttons import primary

_TOP_LEVELS = 2  # of the headings of a page: its chapters


def show_text(parent: QWidget | None, title: str, markdown: str) -> None:
    """Show our own Markdown until it is closed."""
    dialog = TextDialog(parent, title, markdown)
    dialog.exec()
    dialog.deleteLater()


class TextDialog(Dialog):
    """A title, the text, one button."""

    def __init__(self, parent: QWidget | None, title: str, markdown: str) -> None:
        super().__init__(parent, title, width=620, height=520)
        self.browser = QTextBrowser()
        self.browser.setProperty("kind", "plain")
        self.browser.setOpenLinks(False)  # nothing in the product opens a network address
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setAccessibleName(title)
        self.browser.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.browser.setMarkdown(markdown)
        self.browser.setCursorWidth(0)
        _calm_headings(self.browser.document())
        _calm_tables(self.browser.document())
        self.body.addWidget(self.browser, 1)
        close = primary(tr("Close"))
        close.clicked.connect(self.accept)
        self.feet.addStretch(1)
        self.feet.addWidget(close)


def _calm_headings(document: QTextDocument) -> None:
    """Headings in our own sizes, below that of the title; Markdown would make them larger than it."""
    block = document.begin()
    while block.isValid():
        if level := block.blockFormat().headingLevel():
            look = QTextCharFormat()
            look.setFont(theme().font("card" if level <= _TOP_LEVELS else "strong"))
            look.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)
        block = block.next()


def _calm_tables(document: QTextDocument) -> None:
    """Tables as wide as the page, rows apart, no grid."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setBorder(0)
            form.setCellPadding(theme().px(5))
            form.setCellSpacing(0)
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(form)
