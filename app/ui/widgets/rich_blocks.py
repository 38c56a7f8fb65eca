"""A Qt text document and our blocks of little Markdown, each made from the other."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from app.documents.markdown import LISTS, Block, Kind, Span, joined, safe_address
from app.ui.theme import theme

_BOLD_FROM = 600
_LINE_BREAK = "\u2028"
_ANYTHING_ELSE = "\ufffc"  # where a picture or another object stood
_DEEPEST = 2
_LINE_HEIGHT = 132  # per cent
_STYLES = {Kind.BULLET: QTextListFormat.Style.ListDisc, Kind.NUMBER: QTextListFormat.Style.ListDecimal}
_NUMBERED = frozenset(
    {
        QTextListFormat.Style.ListDecimal,
        QTextListFormat.Style.ListLowerAlpha,
        QTextListFormat.Style.ListUpperAlpha,
        QTextListFormat.Style.ListLowerRoman,
        QTextListFormat.Style.ListUpperRoman,
    }
)


def read_blocks(document: QTextDocument) -> tuple[Block, ...]:
    """What stands in the document; empty paragraphs and everything that is no text are left out."""
    return tuple(block for one in _blocks(document) if (block := _read(one)).text.strip())


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _read(block: QTextBlock) -> Block:
    spans = _spans(block)
    listed = block.textList()
    if listed is not None:
        style = listed.format()
        kind = Kind.NUMBER if style.style() in _NUMBERED else Kind.BULLET
        return Block(kind, spans, min(max(style.indent() - 1, 0), _DEEPEST))
    level = block.blockFormat().headingLevel()
    if level:
        return Block(
            Kind.HEADING, tuple(Span(one.text, False, one.italic, one.link) for one in spans), min(level, 3)
        )
    quoted = block.blockFormat().intProperty(QTextBlockFormat.Property.BlockQuoteLevel) > 0
    return Block(Kind.QUOTE if quoted else Kind.PARAGRAPH, spans)


def _spans(block: QTextBlock) -> tuple[Span, ...]:
    found: list[Span] = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        look = fragment.charFormat()
        text = fragment.text().replace(_LINE_BREAK, "\n").replace(_ANYTHING_ELSE, "")
        bold = look.fontWeight() >= _BOLD_FROM
        found.append(Span(text, bold, look.fontItalic(), safe_address(look.anchorHref())))
        fragments += 1
    return _trimmed(joined(found))


def _trimmed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without blanks at either end, which a paragraph does not keep."""
    kept = list(spans)
    if kept:
        kept[0] = Span(kept[0].text.lstrip(), kept[0].bold, kept[0].italic, kept[0].link)
        kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].bold, kept[-1].italic, kept[-1].link)
    return joined(kept)


def write_blocks(document: QTextDocument, blocks: Iterable[Block], link: QTextCharFormat) -> None:
    """Replace the document by the blocks; links look like `link`."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    insert_blocks(cursor, blocks, link, first=True)
    cursor.endEditBlock()


def insert_blocks(
    cursor: QTextCursor, blocks: Iterable[Block], link: QTextCharFormat, *, first: bool = False
) -> None:
    """Put the blocks in at the cursor; the first one goes on in the paragraph that is there unless `first`."""
    fresh = first
    before: Block | None = None
    for block in blocks:
        if before is not None:
            cursor.insertBlock(paragraph_shape(), QTextCharFormat())
            fresh = True
        if fresh:
            _shape(cursor, block, before)
        for span in block.spans:
            cursor.insertText(span.text.replace("\n", _LINE_BREAK), _look(span, block, link))
        before = block


def paragraph_shape(*, listed: bool = False) -> QTextBlockFormat:
    """The air around a paragraph; items of a list stand closer."""
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(theme().px(3 if listed else 9))
    return shape


def _shape(cursor: QTextCursor, block: Block, before: Block | None) -> None:
    """Give the paragraph under the cursor the kind of the block."""
    shape = paragraph_shape(listed=block.kind in LISTS)
    if block.kind is Kind.HEADING:
        shape.setHeadingLevel(block.level)
    if block.kind is Kind.QUOTE:
        shape.setProperty(QTextBlockFormat.Property.BlockQuoteLevel, 1)
        shape.setLeftMargin(18)
    cursor.setBlockFormat(shape)
    if block.kind not in LISTS:
        return
    previous = cursor.block().previous().textList()
    if (
        before is not None
        and previous is not None
        and (before.kind, before.level) == (block.kind, block.level)
    ):
        previous.add(cursor.block())
        return
    style = QTextListFormat()
    style.setStyle(_STYLES[block.kind])
    style.setIndent(block.level + 1)
    cursor.createList(style)


def _look(span: Span, block: Block, link: QTextCharFormat) -> QTextCharFormat:
    look = QTextCharFormat(link) if span.link else QTextCharFormat()
    if span.link:
        look.setAnchor(True)
        look.setAnchorHref(span.link)
    if span.bold or block.kind is Kind.HEADING:
        look.setFontWeight(QFont.Weight.DemiBold)
    if span.italic:
        look.setFontItalic(True)
    return look
