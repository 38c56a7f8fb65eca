"""What goes to the clipboard: one entry in several kinds, of which each program takes what it likes best."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from app.documents import table_text
from app.documents.table_text import Lines


def copy_table(lines: Lines) -> None:
    """Put rows, titles first, on the clipboard."""
    QGuiApplication.clipboard().setMimeData(table_mime(lines))


def copy_picture(svg: str, image: QImage, lines: Lines) -> None:
    """Put a picture on the clipboard together with the same as rows, titles first."""
    QGuiApplication.clipboard().setMimeData(picture_mime(svg, image, lines))


def table_mime(lines: Lines) -> QMimeData:
    """What `copy_table` puts on the clipboard."""
    data = QMimeData()
    data.setText(table_text.tabbed(lines))
    data.setHtml(table_text.html(lines))
    return data


def picture_mime(svg: str, image: QImage, lines: Lines) -> QMimeData:
    """What `copy_picture` puts on the clipboard."""
    data = table_mime(lines)
    data.setData("image/svg+xml", QByteArray(svg.encode()))
    data.setImageData(image)
    return data
