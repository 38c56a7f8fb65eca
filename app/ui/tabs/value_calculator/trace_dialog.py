"""Where does this number come from? A tree from the figure down to who said what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.i18n import tr
from app.tools.value_calculator.trace import Origin
from app.ui.dialogs.base import Dialog
from app.ui.theme import theme
from app.ui.widgets.buttons import primary, secondary

_NAME = Qt.ItemDataRole.UserRole


class TraceDialog(Dialog):
    """`chosen` is the input whose source the user wants to change, once the dialog was accepted."""

    def __init__(self, parent: QWidget | None, origin: Origin) -> None:
        title = tr("{figure}: {value}", figure=origin.label, value=origin.value)
        super().__init__(parent, title, width=980, height=600)
        self.chosen = ""
        self.setWindowTitle(tr("Where does this number come from?"))
        self.tree = QTreeWidget()
        self.tree.setProperty("kind", "rows")
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHeaderLabels([tr("Figure"), tr("Value"), tr("Known as"), tr("How, or from whom")])
        self.tree.setAccessibleName(origin.label)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        self.tree.currentItemChanged.connect(self._look)
        self.tree.itemActivated.connect(self._open)
        self.tree.addTopLevelItem(_item(origin))
        self.tree.expandAll()
        header = self.tree.header()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in enumerate((290, 120, 90)):
            header.resizeSection(section, theme().px(width))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.source_button = secondary(tr("Say who knows it"), "quote")
        self.source_button.clicked.connect(self._want_source)
        self.source_button.setEnabled(False)
        close = primary(tr("Close"))
        close.clicked.connect(self.reject)
        self.feet.addWidget(self.source_button)
        self.feet.addStretch(1)
        self.feet.addWidget(close)
        self.body.addWidget(self.tree, 1)

    def _look(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        self.source_button.setEnabled(item is not None and bool(item.data(0, _NAME)))

    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _NAME):
            self._want_source()

    def _want_source(self) -> None:
        item = self.tree.currentItem()
        self.chosen = str(item.data(0, _NAME)) if item is not None else ""
        self.accept()


def _item(origin: Origin) -> QTreeWidgetItem:
    known = origin.known.label if origin.known else ""
    item = QTreeWidgetItem([origin.label, origin.value, known, origin.how])
    item.setToolTip(3, origin.how)
    item.setData(0, _NAME, origin.name if origin.known else "")  # only an input has a source to change
    for part in origin.parts:
        item.addChild(_item(part))
    return item


def show_trace(parent: QWidget, origin: Origin) -> str:
    """Show it; the input whose source is to be changed, or nothing."""
    dialog = TraceDialog(parent, origin)
    try:
        return dialog.chosen if dialog.exec() else ""
    finally:
        dialog.deleteLater()
