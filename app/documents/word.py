"""Word files: what a tool's export puts together, without any knowledge of sales.

    document = new_document(properties=Properties(title="Activity plan", account="Northmill Board"))
    add_title(document, "Activity plan", "Press section rebuild, 22 November 2026")
    add_heading(document, "Actions")
    add_table(document, ["When", "What"], rows, widths=[1, 4])
    save(document, path)

Texts are plain (a mark in them is only a character, a line feed a line break); `add_markdown` alone
reads Markdown. Every text is cleaned of what XML forbids. A template's styles are used by name, ours
first, then Word's own, so any company template will do.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from app.documents import files
from app.documents.markdown import Block, Kind, Span, parse
from app.documents.text import clean, one_line
from app.documents.word_blocks import (
    BODY,
    SMALL,
    SUBTITLE,
    TABLE,
    TABLE_HEAD,
    TABLE_TEXT,
    TITLE,
    add_blocks,
    add_spans,
    style_of,
)
from app.documents.word_merge import fill_margins
from app.documents.word_open import WordFile, find_template, open_template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

Alignment = Literal["left", "right", "center"]
_LONGEST_PROPERTY = 255  # Word refuses a longer one
_LETTER_WIDTH = 75_000  # of a bold letter of the table's 9.5 points, in EMU, on the generous side
_CELL_MARGINS = 150_000  # left and right of a cell's text, in EMU
_LONGEST_WORD = 16  # a longer one (an address) may break: it would push its neighbours aside


@dataclass(frozen=True)
class Properties:
    """What the file says of itself; `account` and `date` also stand in the page header."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    account: str = ""
    date: str = ""
    language: str = "en-GB"


def new_document(template: Path | WordFile | None = None, properties: Properties | None = None) -> "Document":
    """An empty document from the template (ours by default: A4, headers, named styles).

    Raises BadInputError when the template is no Word document.
    """
    document = open_template(template or find_template("document.docx"))
    told = properties or Properties("")
    _tell(document, told)
    fill_margins(
        document,
        {"title": told.title, "account": told.account, "date": told.date, "author": told.author},
    )
    return document


def _tell(document: "Document", told: Properties) -> None:
    core = document.core_properties
    core.title = one_line(told.title)[:_LONGEST_PROPERTY]
    core.author = one_line(told.author)[:_LONGEST_PROPERTY]
    core.last_modified_by = one_line(told.author)[:_LONGEST_PROPERTY]
    core.subject = one_line(told.subject)[:_LONGEST_PROPERTY]
    core.keywords = one_line(told.keywords)[:_LONGEST_PROPERTY]
    core.comments = ""
    core.language = told.language
    core.created = core.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def add_title(document: "Document", text: str, subtitle: str = "") -> None:
    """The name of the document, and a line below it."""
    add_paragraph(document, text, TITLE)
    if subtitle:
        add_paragraph(document, subtitle, SUBTITLE)


def add_heading(document: "Document", text: str, level: int = 1) -> "Paragraph":
    """A heading of level 1 to 3; it appears in Word's navigation."""
    return add_blocks(document, [Block(Kind.HEADING, (Span(one_line(text)),), level)])[0]


def add_paragraph(document: "Document", text: str, style: str = BODY) -> "Paragraph":
    """A paragraph of plain text; a line feed is a line break."""
    paragraph = document.add_paragraph(style=style_of(document, style))
    add_spans(paragraph, (Span(clean(text)),))
    return paragraph


def add_note(document: "Document", text: str) -> "Paragraph":
    """A small grey line: a source, a convention, a caption."""
    return add_paragraph(document, text, SMALL)


def add_markdown(document: "Document", text: str) -> "list[Paragraph]":
    """The blocks of a Markdown text: paragraphs, headings, lists, bold, italic, links."""
    return add_blocks(document, parse(text))


def add_bullets(document: "Document", lines: Sequence[str]) -> "list[Paragraph]":
    """A list of plain texts."""
    return add_blocks(document, [Block(Kind.BULLET, (Span(clean(line)),)) for line in lines])


def add_table(
    document: "Document",
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = (),
    align: Sequence[Alignment] = (),
    *,
    total: bool = False,
) -> "Table":
    """A table over the whole text width; its header is repeated on each page and no row is cut in two.

    `widths` are shares of the width, one a column (equal by default); a column whose longest word needs
    more takes it from the others. `align` says how each column stands (left by default). With `total`, the
    last row is bold. Cells are plain texts.
    """
    from docx.shared import Emu

    table: Table = document.add_table(rows=0, cols=len(header))
    table.style = style_of(document, TABLE)
    table.autofit = False
    shares = list(widths) or [1.0] * len(header)
    least = [_least_width(texts) for texts in zip(header, *rows, strict=True)]
    lengths = [Emu(length) for length in _column_widths(_text_width(document), shares, least)]
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    alignments = list(align) or ["left"] * len(header)
    _add_row(document, table, header, lengths, alignments, TABLE_HEAD, bold=False)
    for index, row in enumerate(rows):
        bold = total and index == len(rows) - 1
        _add_row(document, table, row, lengths, alignments, TABLE_TEXT, bold=bold)
    _repeat_header(table)
    spacer = document.add_paragraph(style=style_of(document, SMALL))
    spacer.paragraph_format.space_after = None
    return table


def _text_width(document: "Document") -> int:
    section = document.sections[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return int((section.page_width or 7560000) - sides)


def _least_width(texts: Sequence[str]) -> int:
    """What a column needs for its longest word to stay in one piece, in EMU."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return _CELL_MARGINS + _LETTER_WIDTH * min(longest, _LONGEST_WORD)


def _column_widths(whole: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """The width by shares; columns below their least width get it as long as the others can spare it."""
    if sum(least) >= whole:
        return [int(whole * share / sum(shares)) for share in shares]
    narrow: set[int] = set()
    while True:
        left = whole - sum(least[at] for at in narrow)
        rest = sum(share for at, share in enumerate(shares) if at not in narrow)
        widths = [least[at] if at in narrow else int(left * share / rest) for at, share in enumerate(shares)]
        short = {at for at, width in enumerate(widths) if width < least[at]}
        if not short:
            return widths
        narrow |= short


def _add_row(
    document: "Document",
    table: Any,
    texts: Sequence[str],
    widths: Sequence[Any],
    align: Sequence[str],
    style: str,
    *,
    bold: bool,
) -> None:
    cells = table.add_row().cells
    for cell, text, width, side in zip(cells, texts, widths, align, strict=True):
        cell.width = width
        _fill_cell(document, cell, text, side, style, bold=bold)


def _fill_cell(document: "Document", cell: "_Cell", text: str, side: str, style: str, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    found = style_of(document, style)
    if found is not None:
        paragraph.style = found
    paragraph.alignment = {
        "left": None,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
    }[side]
    add_spans(paragraph, (Span(clean(text), bold=bold),))


def _repeat_header(table: Any) -> None:
    from docx.oxml import OxmlElement

    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index == 0:
            properties.append(OxmlElement("w:tblHeader"))


def to_bytes(document: "Document") -> bytes:
    """The document as the bytes of a .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def save(document: "Document", path: Path) -> None:
    """Write the document in one move. Raises BadInputError when the place cannot be written."""
    files.write(path, to_bytes(document))
