"""A page of text as a PDF: A4, the print's own light look, whatever theme the screen has."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app.documents import files
from app.i18n import tr
from app.ui.theme import load

_SIZE, _SMALL = 10, 8  # points
_TABULAR = QFont.Tag("tnum")
_FOOT = 9.0  # mm below the text
_INDENT = 20.0  # pixels of a screen before a list, which Qt scales to the paper
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
    foot = _mm(writer, _FOOT)
    document.setPageSize(QSizeF(paint.width(), paint.height() - foot))
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    _paint(document, writer, page.title)
    buffer.close()
    files.write(path, bytes(buffer.data().data()))


def _paint(document: QTextDocument, writer: QPdfWriter, title: str) -> None:
    """Paint all pages; where there are several, each says which it is, as the Word file does."""
    look, size = load("light", 1.0), document.pageSize()
    painter = QPainter(writer)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * size.height())
        document.drawContents(painter, QRectF(0, number * size.height(), size.width(), size.height()))
        painter.restore()
        if document.pageCount() > 1:
            line = QRectF(0, size.height(), size.width(), _mm(writer, _FOOT))
            font = QFont(look.family, _SMALL)
            # else the application's figures of one width, whose glyphs no reader can search
            font.setFeature(_TABULAR, 0)
            painter.setFont(font)
            painter.setPen(QColor(look.tokens["text-2"]))
            count = tr("{number} of {all}", number=number + 1, all=document.pageCount())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count)
            room = QFontMetricsF(painter.font(), writer)
            told = room.elidedText(title, Qt.TextElideMode.ElideRight, size.width() * 0.8)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, told)
    painter.end()


def _mm(writer: QPdfWriter, length: float) -> float:
    return length / 25.4 * writer.resolution()
