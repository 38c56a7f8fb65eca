"""Pictures leave the program: as SVG, PNG and PDF files, and in one entry of the clipboard that Office likes.

`draw_map` needs no window and, on Linux, no display: the command line draws with it.
"""

import os
import sys
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from app.documents import files
from app.documents.table_text import Lines
from app.errors import BadInputError
from app.i18n import tr
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.scene import Scene, compose
from app.ui import theme
from app.ui.theme import ThemeName
from app.ui.widgets.clipboard import copy_picture
from app.ui.widgets.map_picture import map_image, map_pdf, map_svg


class Drawn(Protocol):
    """What can be had as a vector picture and as an image."""

    def to_svg(self) -> str:
        """A vector picture in light colours."""
        ...

    def to_image(self) -> QImage:
        """An image in light colours, sharp on a dense screen."""
        ...


def copy_drawn(picture: Drawn, lines: Lines) -> None:
    """Copy a picture together with the same in words, titles first."""
    copy_picture(picture.to_svg(), picture.to_image(), lines)


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
    files.write(path, png(picture.to_image()))


def png(image: QImage) -> bytes:
    """The image as the bytes of a PNG file."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    return bytes(target.data().data())


def draw_map(
    what: People | Scene,
    path: Path,
    picture: str = "",
    theme_name: ThemeName = "light",
    heading: str = "",
    notes: Notes = NOTHING,
) -> None:
    """Write the key-player map as SVG, PNG or PDF, by the ending of the name unless `picture` says which.

    Raises BadInputError for another kind, and when the place cannot be written.
    """
    kind = (picture or path.suffix.lstrip(".")).lower()
    if kind not in {"svg", "png", "pdf"}:
        raise BadInputError(tr("A map is drawn as svg, png or pdf, not as “{kind}”.", kind=kind))
    running = application()
    if isinstance(what, People):
        heading = heading or " · ".join(part for part in (what.account, what.title) if part)
        what = compose(what.players, what.lines)
    style = theme.load(theme_name, 1.0)
    if kind == "svg":
        data = map_svg(what, style, heading, notes).encode()
    elif kind == "png":
        data = png(map_image(what, style, notes=notes))
    else:
        data = map_pdf(what, style, heading, notes=notes)
    files.write(path, data)
    del running  # it has to live until here


def application() -> QGuiApplication:
    """The running application, or one of our own."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a dead display would end the process
    return QGuiApplication([sys.argv[0] or "dealwright"])
