"""A page of text as a PDF: A4, the print's own light look, whatever theme the screen has."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.documents import files
from app.ui.theme import load

_SIZE = 10  # points
_PAGE = """<html><head><style>
body {{ color: {text}; }}
h1 {{ font-size: 17pt; }} h2 {{ font-size: 12pt; margin-top: 14pt; }}
p, li {{ line-height: 135%; }} .quiet {{ color: {quiet}; font-size: 9pt; }} a {{ color: {accent}; }}
</style></head><body><p class="quiet">{head}</p><h1>{title}</h1><p class="quiet">{subtitle}</p>{body}</body></html>"""


@dataclass(frozen=True)
class Printed:
    """What is printed: `body` is HTML, all else plain text."""

    title: str
    body: str
    head: str = ""
    subtitle: str = ""
    author: str = ""


def write_pdf(page: Printed, path: Path) -> None:
    """Write the page as a PDF. Raises BadInputError when the place cannot be written."""
    look = load("light", 1.0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    writer.setAuthor(page.author)
    writer.setCreator("Dealwright")
    writer.setResolution(300)
    margins = QMarginsF(23, 22, 23, 20)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setDefaultFont(QFont(look.family, _SIZE))
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(
        _PAGE.format(
            text=look.tokens["text"],
            quiet=look.tokens["text-2"],
            accent=look.tokens["accent"],
            head=escape(page.head),
            title=escape(page.title),
            subtitle=escape(page.subtitle),
            body=page.body,
        )
    )
    paint = writer.pageLayout().paintRectPixels(writer.resolution())
    document.setPageSize(QSizeF(paint.width(), paint.height()))
    document.setDocumentMargin(0)
    document.print_(writer)
    buffer.close()
    files.write(path, bytes(buffer.data().data()))
