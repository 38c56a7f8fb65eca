"""Pictures leave the program: as SVG and PNG files, and in one entry of the clipboard that Office likes."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from app.documents import files


class Drawn(Protocol):
    """What can be had as a vector picture and as an image."""

    def to_svg(self) -> str:
        """A vector picture in light colours."""
        ...

    def to_image(self) -> QImage:
        """An image in light colours, sharp on a dense screen."""
        ...


def copy(picture_svg: str, image: QImage, html: str = "", tsv: str = "") -> None:
    """Put SVG, picture, HTML table and plain table into one entry; each program takes what it likes best."""
    mime = QMimeData()
    mime.setData("image/svg+xml", QByteArray(picture_svg.encode()))
    mime.setImageData(image)
    if html:
        mime.setHtml(html)
    if tsv:
        mime.setText(tsv)
    QGuiApplication.clipboard().setMimeData(mime)


def copy_drawn(picture: Drawn, lines: Sequence[Sequence[str]]) -> None:
    """Copy a picture together with the same in words, titles first."""
    copy(picture.to_svg(), picture.to_image(), table_html(lines), table_text(lines))


def table_html(lines: Sequence[Sequence[str]]) -> str:
    """Rows as an HTML table, the first one as its head."""
    head, *rows = lines
    titles = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{titles}</tr>{body}</table>"


def table_text(lines: Sequence[Sequence[str]]) -> str:
    """Rows as text that a spreadsheet takes apart at the tabs."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def save(picture: Drawn, path: Path) -> None:
    """Write SVG or PNG, by the ending of the name. Raises BadInputError when the place cannot be written."""
    if path.suffix.lower() == ".png":
        save_png(picture, path)
    else:
        save_svg(picture, path)


def save_svg(picture: Drawn, path: Path) -> None:
    """Write a vector picture. Raises BadInputError when the place cannot be written."""
    files.write(path, picture.to_svg().encode())


def save_png(picture: Drawn, path: Path) -> None:
    """Write the picture at twice its size in pixels. Raises BadInputError as above."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.to_image().save(target, b"PNG")
    files.write(path, bytes(target.data().data()))
