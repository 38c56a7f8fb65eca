"""A page of text to read: help, shortcuts, why the coach speaks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextLength, QTextTable
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.theme import space, theme
from app.ui.widgets.buttons import primary
from app.ui.widgets.text import label


def show_text(parent: QWidget | None, title: str, markdown: str) -> None:
    """Show our own Markdown until it is closed."""
    dialog = TextDialog(parent, title, markdown)
    dialog.exec()
    dialog.deleteLater()


class TextDialog(QDialog):
    """A title, the text, one button."""

    def __init__(self, parent: QWidget | None, title: str, markdown: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        style = theme()
        self.resize(style.px(620), style.px(520))
        column = QVBoxLayout(self)
        space(column, (24, 20, 24, 20), 12)
        column.addWidget(label(title, "panel"))
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
        _calm_tables(self.browser.document())
        column.addWidget(self.browser, 1)
        close = primary(tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        space(row)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)


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
