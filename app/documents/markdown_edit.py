"""Changes in a Markdown text that leave the looks of everything else alone."""

from collections.abc import Iterable
from dataclasses import replace

from app.documents.markdown import Block, Span, joined, parse, write


def without_links(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same words, pointing nowhere."""
    return tuple(
        Block(block.kind, joined(replace(span, link="") for span in block.spans), block.level)
        for block in blocks
    )


def replace_words(text: str, old: str, new: str) -> str:
    """The Markdown text with the plain words `old` replaced where they stand first, in the look that they have there.

    Without new words the gap closes, and a paragraph that is left empty goes. Words that do not stand in one
    paragraph leave the text as it is.
    """
    blocks = list(parse(text))
    for at, block in enumerate(blocks):
        start = block.text.find(old) if old else -1
        if start < 0:
            continue
        end = start + len(old)
        if not new:
            start, end = _with_gap(block.text, start, end)
        spans = _replaced(block.spans, start, end, new)
        blocks[at : at + 1] = [Block(block.kind, spans, block.level)] if spans else []
        return write(blocks)
    return text


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """The words together with the blanks on the side where they leave two."""
    while end < len(text) and text[end] in " \n" and (start == 0 or text[start - 1] in " \n"):
        end += 1
    while start > 0 and end == len(text) and text[start - 1] in " \n":
        start -= 1
    return start, end


def _replaced(spans: Iterable[Span], start: int, end: int, new: str) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    pending = new
    for span in spans:
        left, right = max(start - at, 0), min(end - at, len(span.text))
        at += len(span.text)
        if left >= len(span.text) or right <= 0:
            found.append(span)
            continue
        found.append(replace(span, text=span.text[:left] + pending + span.text[right:]))
        pending = ""
    return joined(found)
