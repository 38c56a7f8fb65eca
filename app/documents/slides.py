"""PowerPoint files: one slide with a title and blocks of text side by side, without any knowledge of sales."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.documents.text import clean, one_line

if TYPE_CHECKING:
    from pptx.slide import Slide

_BROUGHT = ("/thumbnail", "/printerSettings", "/extended-properties")
WIDTH, HEIGHT = 13.333, 7.5  # inches: 16:9
_MARGIN, _GAP = 0.7, 0.35
_TOP, _FOOT = 2.35, 6.75  # of the blocks, of the line below them
_SURFACE, _ACCENT_SURFACE = "F5F6F9", "E0F1EB"
_TEXT, _QUIET, _ACCENT = "171D29", "4A5364", "095E49"
_FONT = "Calibri"  # on every machine that opens slides
_LETTER, _LINE = (
    0.55,
    1.25,
)  # width of a letter and height of a line, as parts of the size, on the generous side
_SIZES = (24, 22, 20, 18, 16, 14, 13, 12, 11, 10)  # points of a block's text
_TITLE_SIZES = (32, 28, 24, 20, 18)
_BLOCK_SIDE, _BLOCK_TOP, _HEAD = 0.28, 0.24, 0.42  # inches inside a block: its margins, and its heading


@dataclass(frozen=True)
class Block:
    """A heading and a text; the marked one is what the slide is about."""

    heading: str
    text: str
    marked: bool = False


def slide(
    title: str, subtitle: str, blocks: Sequence[Block], note: str = "", *, author: str = "", remarks: str = ""
) -> bytes:
    """A presentation of one slide as the bytes of a .pptx file; `remarks` are the speaker's notes."""
    from pptx import Presentation  # late: only those who export a slide load it
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _tell(made, title, author)
    page = made.slides.add_slide(made.slide_layouts[5])  # "Title only": readers and outlines find the title
    _title(page, title)
    _text(page, (_MARGIN, 1.6, WIDTH - 2 * _MARGIN, 0.5), one_line(subtitle), 16, _QUIET)
    width = (WIDTH - 2 * _MARGIN - _GAP * (len(blocks) - 1)) / max(1, len(blocks))
    height = _FOOT - _TOP - 0.2
    room = width - 2 * _BLOCK_SIDE, height - 2 * _BLOCK_TOP - _HEAD
    points = min((fitted(block.text, *room, _SIZES)[1] for block in blocks), default=_SIZES[-1])
    for place, block in enumerate(blocks):
        left = _MARGIN + place * (width + _GAP)
        _block(page, (left, _TOP, width, height), block, fitted(block.text, *room, (points,))[0], points)
    if note:
        _text(page, (_MARGIN, _FOOT, WIDTH - 2 * _MARGIN, 0.4), one_line(note), 11, _QUIET)
    if remarks:
        frame = page.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(remarks)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _tell(made: Any, title: str, author: str) -> None:
    core = made.core_properties
    core.title = one_line(title)[:255]
    core.author = core.last_modified_by = one_line(author)[:255]
    core.created = core.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    core.comments = ""
    for part in (made.part.package._rels, made.part.rels):  # what the library's own template brings along
        for key in [key for key, one in part.items() if one.reltype.endswith(_BROUGHT)]:
            part.pop(key)


def _title(page: "Slide", title: str) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    shape = page.shapes.title
    assert shape is not None, "the layout has a title"
    shape.left, shape.top = Inches(_MARGIN), Inches(0.55)
    width, height = WIDTH - 2 * _MARGIN, 1.05
    shape.width, shape.height = Inches(width), Inches(height)
    text, points = fitted(one_line(title), width, height, _TITLE_SIZES)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0  # in line with the edges of the blocks
    _fill(frame, text, points, _TEXT, bold=True)
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM  # close to the line below it


def _block(
    page: "Slide", box: tuple[float, float, float, float], block: Block, text: str, points: int
) -> None:
    """A card with its heading and as much of its text as it has room for."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.oxml.ns import qn
    from pptx.util import Inches

    shape = page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(Inches(part) for part in box))
    shape.adjustments[0] = 0.04
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(*bytes.fromhex(_ACCENT_SURFACE if block.marked else _SURFACE))
    shape.line.fill.background()
    shape.element.remove(shape.element.find(qn("p:style")))  # its shadow
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Inches(_BLOCK_SIDE)
    frame.margin_top = frame.margin_bottom = Inches(_BLOCK_TOP)
    _fill(frame, block.heading, 14, _ACCENT if block.marked else _QUIET, bold=True)
    _add(frame, text, points, _TEXT, bold=block.marked)


def _text(page: "Slide", box: tuple[float, float, float, float], text: str, points: int, colour: str) -> None:
    from pptx.util import Inches

    frame = page.shapes.add_textbox(*(Inches(part) for part in box)).text_frame
    frame.margin_left = frame.margin_right = 0
    _fill(frame, text, points, colour, bold=False)


def fitted(text: str, width: float, height: float, sizes: Sequence[int]) -> tuple[str, int]:
    """The text and the largest of the sizes, in points, at which it fits so many inches.

    What does not fit at the smallest either is cut behind a word: a slide is no place for a page.
    """
    for points in sizes:
        if _lines(text, width, points) * points * _LINE / 72 <= height:
            return text, points
    smallest, words = sizes[-1], text.split()
    most = int(height * 72 / (smallest * _LINE))
    while words and _lines(" ".join(words) + " …", width, smallest) > most:
        words.pop()
    return f"{' '.join(words)} …", smallest


def _lines(text: str, width: float, points: int) -> int:
    """How many lines a text takes, with a third of a line between paragraphs."""
    letters = max(1, int(width * 72 / (points * _LETTER)))
    paragraphs = text.splitlines() or [""]
    return sum(max(1, math.ceil(len(line) / letters)) for line in paragraphs) + len(paragraphs) // 3


def _fill(frame: Any, text: str, points: int, colour: str, *, bold: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _run(paragraph, clean(text), points, colour, bold=bold)


def _add(frame: Any, text: str, points: int, colour: str, *, bold: bool) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for line in clean(text).splitlines():
        paragraph = frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_before = Pt(8)
        _run(paragraph, line, points, colour, bold=bold)


def _run(paragraph: Any, text: str, points: int, colour: str, *, bold: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = text
    run.font.name = _FONT
    run.font.size = Pt(points)
    run.font.bold = bold
    run.font.color.rgb = RGBColor(*bytes.fromhex(colour))
