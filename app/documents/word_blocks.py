"""Markdown blocks as Word paragraphs: real styles, numbered lists that begin anew, working links."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from app.documents.markdown import LISTS, Block, Kind, Placed, Span, placed, safe_address
from app.documents.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

TITLE = "Dealwright Title"
SUBTITLE = "Dealwright Subtitle"
BODY = "Dealwright Body"
BULLET = "Dealwright Bullet"
NUMBER = "Dealwright Number"
QUOTE = "Dealwright Quote"
SMALL = "Dealwright Small"
TABLE = "Dealwright Table"
TABLE_HEAD = "Dealwright Table Head"
TABLE_TEXT = "Dealwright Table Text"

_STAND_INS = {  # what a user's own template has instead
    TITLE: "Title",
    SUBTITLE: "Subtitle",
    BULLET: "List Bullet",
    NUMBER: "List Number",
    QUOTE: "Quote",
    TABLE: "Table Grid",
}
_STYLE_OF = {Kind.PARAGRAPH: BODY, Kind.BULLET: BULLET, Kind.NUMBER: NUMBER, Kind.QUOTE: QUOTE}


def style_of(document: "Document", name: str) -> Any:
    """The style of that name, its built-in stand-in, or None where the template has neither."""
    names = {style.name for style in document.styles}
    for candidate in (name, _STAND_INS.get(name)):
        if candidate in names:
            return document.styles[candidate]
    return None


def add_blocks(document: "Document", blocks: Iterable[Block]) -> list["Paragraph"]:
    """Append the blocks as paragraphs; a list that begins anew counts from one again."""
    made: list[Paragraph] = []
    numbering: int | None = None
    for place in placed(blocks):
        paragraph = document.add_paragraph(style=_style(document, place.block))
        if place.block.kind in LISTS:
            if place.block.kind is Kind.NUMBER and place.number == 1 and place.block.level == 0:
                numbering = _new_numbering(document)
            _list_item(paragraph, place, numbering)
        add_spans(paragraph, place.block.spans)
        made.append(paragraph)
    return made


def block_paragraphs(document: "Document", blocks: Iterable[Block]) -> list[Any]:
    """The XML of the blocks' paragraphs, not yet put anywhere."""
    elements = [paragraph._element for paragraph in add_blocks(document, blocks)]
    for element in elements:
        element.getparent().remove(element)
    return elements


def add_spans(paragraph: "Paragraph", spans: Sequence[Span]) -> None:
    """Append runs in the looks of the spans."""
    for span in spans:
        address = safe_address(span.link)
        run = paragraph.add_run(clean(span.text))
        run.bold = True if span.bold else None
        run.italic = True if span.italic else None
        if address:
            _wrap_in_link(paragraph, run._element, address)


def _style(document: "Document", block: Block) -> Any:
    if block.kind is Kind.HEADING:
        return style_of(document, f"Heading {min(max(block.level, 1), 3)}")
    return style_of(document, _STYLE_OF[block.kind])


def _wrap_in_link(paragraph: "Paragraph", run: Any, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.addprevious(link)
    link.append(run)
    looks = run.get_or_add_rPr()
    style = next((known for known in _styles(paragraph) if known.name == "Hyperlink"), None)
    if style is not None:
        looks.style = style.style_id
    else:
        looks._add_u().set(qn("w:val"), "single")


def _styles(paragraph: Any) -> Iterable[Any]:
    styles: Iterable[Any] = paragraph.part._document_part.styles
    return styles


def _list_item(paragraph: "Paragraph", place: Placed, numbering: int | None) -> None:
    """Say level and list; without numbering in the template the mark is written out."""
    number_id = numbering if place.block.kind is Kind.NUMBER else None
    if number_id is None:
        number_id = _style_numbering(paragraph)
    if number_id is None:
        paragraph.add_run(f"{place.number}. " if place.block.kind is Kind.NUMBER else "• ")
        return
    properties = paragraph._element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = place.block.level
    properties.get_or_add_numId().val = number_id


def _style_numbering(paragraph: "Paragraph") -> int | None:
    """The list that the paragraph's style belongs to."""
    style: Any = paragraph.style
    while style is not None:
        found = style.element.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        if found:
            return int(found[0])
        style = style.base_style
    return None


def _new_numbering(document: "Document") -> int | None:
    """A list of the numbered style that counts from one; None where the template has no numbering."""
    style = style_of(document, NUMBER)
    if style is None or not any("/numbering" in link.reltype for link in document.part.rels.values()):
        return None
    found = style.element.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    abstract = numbering.xpath(f"./w:num[@w:numId='{found[0]}']/w:abstractNumId/@w:val") if found else []
    if not abstract:
        return None
    new = numbering.add_num(int(abstract[0]))
    for level in range(3):
        new.add_lvlOverride(ilvl=level).add_startOverride(1)
    return int(new.numId)
