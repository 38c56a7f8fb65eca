"""The little Markdown that texts are kept in: paragraphs, headings, lists, bold, italic and links.

One grammar for the Word file, the mail and the editor, so that a text means the same everywhere:
a blank line ends a paragraph, a single line end is a line break, `- ` and `1. ` begin a list item
(two blanks deeper for each level), `# ` a heading, `> ` a quotation. A backslash takes a mark literally.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape as html_escape

from app.documents.text import clean

_MARKS = re.compile(r"([\\*\[\]])")
_LINE_STARTS = re.compile(r"^(\s*)(\d*)(#{1,3} |> |- |\. )", re.MULTILINE)
_ITEM = re.compile(r"^( *)(?:(-)|\d{1,9}\.) +(.*)$")
_HEADING = re.compile(r"^(#{1,3}) +(.*)$")
_NO_MARK = re.compile(r"[^\\*\[]+")
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(([^()\s]*)\)")
_SAFE_ADDRESS = re.compile(r"^(https?://|mailto:)[^\s\"<>()]+$", re.IGNORECASE)
_DEEPEST = 2


class Kind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"


LISTS = frozenset({Kind.BULLET, Kind.NUMBER})


@dataclass(frozen=True)
class Span:
    """A stretch of text in one look; a line feed in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading (level 1..3) or a list item (level 0..2)."""

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


def safe_address(address: str) -> str:
    """The address if it is one that a document may point at (web or mail), otherwise an empty text."""
    return address if _SAFE_ADDRESS.match(address) else ""


def escape(text: str) -> str:
    """Plain text as Markdown that reads exactly like it."""
    return _LINE_STARTS.sub(r"\1\2\\\3", _within(text))


def _within(text: str) -> str:
    """The same for text that does not begin a line."""
    return _MARKS.sub(r"\\\1", clean(text))


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text. Never fails: what is no mark is text."""
    found: list[Block] = []
    lines: list[str] = []
    kind, level = Kind.PARAGRAPH, 0

    def close() -> None:
        if any(line.strip() for line in lines):
            found.append(Block(kind, _spans("\n".join(line.strip() for line in lines)), level))
        lines.clear()

    for line in clean(text).replace("\t", " ").split("\n"):
        start = _start(line)
        quoting_on = start is not None and start[0] is Kind.QUOTE and kind is Kind.QUOTE and bool(lines)
        if start is not None and not quoting_on:
            close()
            kind, level, rest = start
            lines.append(rest)
            if kind is Kind.HEADING:
                close()
                kind, level = Kind.PARAGRAPH, 0
        elif not line.strip():
            close()
            kind, level = Kind.PARAGRAPH, 0
        else:
            lines.append(start[2] if start is not None else line)
    close()
    return tuple(found)


def _start(line: str) -> tuple[Kind, int, str] | None:
    """The block that a line begins: kind, level and the words after the mark."""
    if heading := _HEADING.match(line):
        return Kind.HEADING, len(heading[1]), heading[2]
    if item := _ITEM.match(line):
        level = min(len(item[1]) // 2, _DEEPEST)
        return (Kind.BULLET if item[2] else Kind.NUMBER), level, item[3]
    if line.startswith("> "):
        return Kind.QUOTE, 0, line[2:]
    return None


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    bold = italic = False
    at = 0
    while at < len(text):
        words = _NO_MARK.match(text, at)
        if words:
            spans.append(Span(words[0], bold, italic))
            at = words.end()
        elif text[at] == "\\" and at + 1 < len(text) and not text[at + 1].isalnum():
            spans.append(Span(text[at + 1], bold, italic))
            at += 2
        elif text.startswith("**", at) and (bold or _closes(text, at + 2, "**")):
            bold = not bold
            at += 2
        elif text[at] == "*" and (italic or _closes(text, at + 1, "*")):
            italic = not italic
            at += 1
        elif text[at] == "[" and (link := _LINK.match(text, at)):
            target = safe_address(link[2])
            inner = _spans(link[1])
            spans += [Span(one.text, one.bold or bold, one.italic or italic, target) for one in inner]
            at = link.end()
        else:
            spans.append(Span(text[at], bold, italic))
            at += 1
    return joined(spans)


def _closes(text: str, start: int, mark: str) -> bool:
    """Whether `mark` occurs again, unescaped, from `start` on and not at once."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(mark, at):
            return at > start
        else:
            at += 1
    return False


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one look as one span; empty ones are dropped."""
    result: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        last = result[-1] if result else None
        if last is not None and (last.bold, last.italic, last.link) == (span.bold, span.italic, span.link):
            result[-1] = Span(last.text + span.text, span.bold, span.italic, span.link)
        else:
            result.append(span)
    return tuple(result)


@dataclass(frozen=True)
class Placed:
    """A block where it stands: its number in a numbered list, and whether it goes on with a list."""

    block: Block
    number: int
    goes_on: bool


def placed(blocks: Iterable[Block]) -> Iterator[Placed]:
    """The blocks with their list numbers; each level counts for itself."""
    counts = [0] * (_DEEPEST + 1)
    before: Block | None = None
    for block in blocks:
        listed = block.kind in LISTS
        goes_on = listed and before is not None and before.kind in LISTS
        if not goes_on:
            counts = [0] * (_DEEPEST + 1)
        elif before is not None and before.level == block.level and before.kind is not block.kind:
            counts[block.level] = 0
        counts[block.level + 1 :] = [0] * (_DEEPEST - block.level) if listed else []
        if listed:
            counts[block.level] += 1
        yield Placed(block, counts[block.level] if listed else 0, goes_on)
        before = block


def write(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown; `parse(write(blocks))` gives them back."""
    parts: list[str] = []
    for place in placed(blocks):
        if parts:
            parts.append("\n" if place.goes_on else "\n\n")
        parts.append(_mark(place.block, place.number) + _written(place.block))
    return "".join(parts)


def _mark(block: Block, number: int) -> str:
    indent = "  " * block.level
    marks = {
        Kind.PARAGRAPH: "",
        Kind.HEADING: "#" * max(block.level, 1) + " ",
        Kind.BULLET: f"{indent}- ",
        Kind.NUMBER: f"{indent}{number}. ",
        Kind.QUOTE: "> ",
    }
    return marks[block.kind]


def _written(block: Block) -> str:
    out: list[str] = []
    bold = italic = False
    for span in block.spans:
        if bold != span.bold:
            out.append("**")
        if italic != span.italic:
            out.append("*")
        bold, italic = span.bold, span.italic
        text = (
            escape(span.text)
            if not out or "\n" in span.text or out[-1].endswith("\n")
            else _within(span.text)
        )
        out.append(f"[{text}]({span.link})" if span.link else text)
    out.append("**" * bold + "*" * italic)
    return "".join(out)


def html(blocks: Iterable[Block]) -> str:
    """Blocks as HTML with elements only: no style, no script, no picture."""
    out: list[str] = []
    open_lists: list[str] = []  # the names of the lists that are open; each holds an open item

    def close_to(depth: int) -> None:
        while len(open_lists) > depth:
            out.append(f"</li></{open_lists.pop()}>")

    for block in blocks:
        inner = "".join(_span_html(span) for span in block.spans)
        if block.kind not in LISTS:
            close_to(0)
            out.append(_block_html(block, inner))
            continue
        name = "ul" if block.kind is Kind.BULLET else "ol"
        close_to(block.level + 1)
        if len(open_lists) > block.level and open_lists[-1] != name:
            close_to(block.level)
        if len(open_lists) > block.level:
            out.append("</li><li>")
        while len(open_lists) <= block.level:
            out.append(f"<{name}><li>")
            open_lists.append(name)
        out.append(inner)
    close_to(0)
    return "".join(out)


def _block_html(block: Block, inner: str) -> str:
    if block.kind is Kind.HEADING:
        return f"<h{block.level + 1}>{inner}</h{block.level + 1}>"
    if block.kind is Kind.QUOTE:
        return f"<blockquote><p>{inner}</p></blockquote>"
    return f"<p>{inner}</p>"


def _span_html(span: Span) -> str:
    text = html_escape(span.text).replace("\n", "<br>")
    if span.italic:
        text = f"<em>{text}</em>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{html_escape(span.link)}">{text}</a>' if span.link else text


def plain(blocks: Iterable[Block]) -> str:
    """Blocks as text for a mail program that shows no HTML."""
    parts: list[str] = []
    for place in placed(blocks):
        block = place.block
        if parts:
            parts.append("\n" if place.goes_on else "\n\n")
        lead = "" if block.kind is Kind.HEADING else _mark(block, place.number)
        words = "".join(_span_plain(span) for span in block.spans)
        parts.append(lead + words.replace("\n", "\n" + " " * len(lead)))
    return "".join(parts)


def _span_plain(span: Span) -> str:
    if span.link and span.link.removeprefix("mailto:") != span.text:
        return f"{span.text} ({span.link})"
    return span.text
