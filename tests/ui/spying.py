"""Everything that can be read off the program: texts, models, tips, spoken names, paint, clipboard, files."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QBuffer,
    QIODevice,
    QModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAction,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.documents.pdf_text import pages as pdf_pages

ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole),
    *(Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
    *(Qt.ItemDataRole.UserRole + number for number in range(4)),
)
WORDS = (
    "text",
    "title",
    "placeholderText",
    "toPlainText",
    "windowTitle",
    "toolTip",
    "statusTip",
    "whatsThis",
)
SPOKEN = ("accessibleName", "accessibleDescription")
FLAT = (QAbstractListModel, QAbstractTableModel)
TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)


def told(top: QWidget) -> Iterator[str]:
    """What every widget holds, hidden ones too, and every action and model behind them."""
    for widget in (top, *top.findChildren(QWidget)):
        for name in (*WORDS, *SPOKEN):
            if (found := getattr(widget, name, None)) is not None:
                with suppress(TypeError):  # a method of our own that asks for more is another thing
                    yield str(found())
        if isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
            yield str(widget.property("text"))
        if isinstance(widget, (QAbstractItemView, QComboBox)) and widget.model() is not None:
            yield from modelled(widget.model())
        if isinstance(widget, QLineEdit) and (completer := widget.completer()) is not None:
            yield from modelled(completer.model())
    for action in top.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.statusTip())


def modelled(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """The data of all roles of all cells, and the titles."""
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal))
    for row in range(model.rowCount(above)):
        for column in range(columns):
            index = model.index(row, column, above)
            yield from (repr(model.data(index, role)) for role in ROLES)
            if not isinstance(model, FLAT) and model.hasChildren(index):
                yield from modelled(model, index)


def spoken(widget: QWidget) -> Iterator[str]:
    """What a screen reader is told of a widget and all below it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from _heard(interface, 0)


def _heard(interface: QAccessibleInterface, depth: int) -> Iterator[str]:
    if depth > 40 or not interface.isValid():
        return
    yield from (interface.text(kind) for kind in TEXTS)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from _heard(child, depth + 1)


def painted(widget: QWidget) -> str:
    """The words that a widget paints, by painting it into a file that keeps them."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A0))
    writer.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    painter = QPainter(writer)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return "".join(pdf_pages(bytes(target.data().data())))


def copied() -> str:
    """What lies on the clipboard, in all its formats that are text."""
    data = QApplication.clipboard().mimeData()
    return "\n".join(bytes(data.data(kind).data()).decode("utf-8", "replace") for kind in data.formats())


def written(path: Path) -> str:
    """What a file says, whatever its kind; a picture of pixels says nothing."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if data.startswith(b"%PDF"):
        return "".join(pdf_pages(data)) + data.decode("latin-1")
    if path.suffix == ".eml":
        return _posted(data)
    return data.decode("utf-8", "replace").replace("\r\n ", "")  # calendar lines are folded


def _posted(data: bytes) -> str:
    message = message_from_bytes(data, policy=policy.default)
    parts = [str(message[name]) for name in message.keys()]  # noqa: SIM118 - a header may come twice
    texts = [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*parts, *texts])
