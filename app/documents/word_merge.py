"""Fields of a template are filled in, wherever Word has cut them into pieces; nothing in a template is ever run.

- `{{ name }}` in running text becomes the value; a line feed in it a line break.
- a paragraph that holds only `{{ name }}` becomes the blocks of a Markdown text, where one is given.
- a table row that holds `{{ each people }}` is repeated for each item; its fields are the item's first.
- a field that nobody knows stays as a red mark and is listed.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.documents.markdown import parse
from app.documents.markdown_edit import without_links
from app.documents.text import clean
from app.documents.word_blocks import block_paragraphs

if TYPE_CHECKING:
    from docx.document import Document

FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
EACH = re.compile(r"\{\{\s*each\s+([\w.]+)\s*\}\}")
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEEP_BLANKS = "{http://www.w3.org/XML/1998/namespace}space"


def merge(
    document: "Document",
    fields: Mapping[str, str],
    blocks: Mapping[str, str] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> tuple[str, ...]:
    """Fill the document's fields; returns the names that nobody knew, in their order, each once.

    `fields` are plain texts, `blocks` Markdown texts, `rows` the items of repeated table rows.
    """
    unknown: dict[str, None] = {}
    for root in roots(document):
        _repeat_rows(root, fields, rows or {}, unknown)
        _put_blocks(document, root, blocks or {})
        for paragraph in list(root.iter(SPACE + "p")):
            _fill(paragraph, fields, unknown)
    return tuple(unknown)


def fill_margins(document: "Document", fields: Mapping[str, str]) -> None:
    """Fill headers and footers alone; fields that are not given stay for a later `merge`."""
    for root in roots(document):
        if root.tag in {SPACE + "hdr", SPACE + "ftr"}:
            for paragraph in list(root.iter(SPACE + "p")):
                _fill(paragraph, fields, None)


def roots(document: "Document") -> Iterator[Any]:
    """The XML of the body, the headers, the footers and the notes."""
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is not None and root.tag.removeprefix(SPACE) in {
            "document",
            "hdr",
            "ftr",
            "footnotes",
            "endnotes",
        }:
            yield root


def _repeat_rows(
    root: Any,
    fields: Mapping[str, str],
    rows: Mapping[str, Sequence[Mapping[str, str]]],
    unknown: dict[str, None],
) -> None:
    for row in list(root.iter(SPACE + "tr")):
        marker = EACH.search("".join(text.text or "" for text in row.iter(SPACE + "t")))
        if marker is None:
            continue
        if marker[1] not in rows:
            _note_each(row, marker[1], unknown)
            continue
        for item in rows[marker[1]]:
            twin = copy.deepcopy(row)
            row.addprevious(twin)
            for paragraph in list(twin.iter(SPACE + "p")):
                _replace_all(paragraph, EACH, {marker[1]: ""}, None)
                _fill(paragraph, {**fields, **item}, unknown)
        _drop_row(row)


def _drop_row(row: Any) -> None:
    """A table must keep a row: the last one goes with its table."""
    table = row.getparent()
    table.remove(row)
    if table.find(SPACE + "tr") is None:
        paragraph = table.makeelement(SPACE + "p")
        table.addprevious(paragraph)  # a cell or body may not end with nothing
        table.getparent().remove(table)


def _note_each(row: Any, name: str, unknown: dict[str, None]) -> None:
    for paragraph in list(row.iter(SPACE + "p")):
        _replace_all(paragraph, EACH, {}, unknown)
    unknown.setdefault(name)


def _put_blocks(document: "Document", root: Any, blocks: Mapping[str, str]) -> None:
    for paragraph in list(root.iter(SPACE + "p")):
        field = FIELD.fullmatch("".join(text.text or "" for text in texts_of(paragraph)).strip())
        if field is None or field[1] not in blocks:
            continue
        written = parse(blocks[field[1]])
        if root.tag != SPACE + "document":
            written = without_links(written)  # a header has links of its own, which these are not
        made = block_paragraphs(document, written)
        for element in made:
            paragraph.addprevious(element)
        if made or _can_go(paragraph):
            paragraph.getparent().remove(paragraph)
        else:
            _replace_all(paragraph, FIELD, {field[1]: ""}, None)


def _can_go(paragraph: Any) -> bool:
    """Whether its container still ends with a paragraph without it."""
    following = paragraph.getnext()
    return following is not None and following.tag == SPACE + "p"


def _fill(paragraph: Any, values: Mapping[str, str], unknown: dict[str, None] | None) -> None:
    _replace_all(paragraph, FIELD, values, unknown)


def texts_of(paragraph: Any) -> list[Any]:
    """The text elements of the paragraph itself, not those of a text box that hangs in it."""
    texts = []
    for text in paragraph.iter(SPACE + "t"):
        owner = next(text.iterancestors(SPACE + "p"))
        if owner is paragraph:
            texts.append(text)
    return texts


def _replace_all(
    paragraph: Any, pattern: re.Pattern[str], values: Mapping[str, str], unknown: dict[str, None] | None
) -> None:
    """Replace each match, the last one first, so that a value is never read as a field again.

    With `unknown` None, a name without a value is left as it is.
    """
    texts = texts_of(paragraph)
    whole = "".join(text.text or "" for text in texts)
    matches = list(pattern.finditer(whole))
    for match in matches:
        if unknown is not None and match[1] not in values:
            unknown.setdefault(match[1])
    for match in reversed(matches):
        if match[1] in values:
            _put(texts, match.start(), match.end(), clean(values[match[1]]))
        elif unknown is not None:
            mark = _put(texts, match.start(), match.end(), "")
            _mark_unknown(mark, match[0])


def _put(texts: Sequence[Any], start: int, end: int, value: str) -> Any:
    """Set the characters from `start` to `end` to `value`; returns the text element after which it stands.

    What followed in the same element moves into a run of its own, so that the value may hold line breaks.
    """
    at = 0
    first = None
    for text in texts:
        words = text.text or ""
        left, right = max(start - at, 0), min(end - at, len(words))
        at += len(words)
        if left >= len(words) or right <= 0:
            continue
        if first is not None:
            _set(text, words[right:])
            continue
        first = text
        if words[right:] or text.getnext() is not None:
            _new_run(text, words[right:])
        _set_lines(text, words[:left] + value)
    return first


def _set(text: Any, words: str) -> None:
    text.text = words
    text.set(_KEEP_BLANKS, "preserve")


def _set_lines(text: Any, words: str) -> None:
    first, *others = words.split("\n")
    _set(text, first)
    for line in reversed(others):
        more = copy.deepcopy(text)
        _set(more, line)
        text.addnext(more)
        text.addnext(text.makeelement(SPACE + "br"))


def _new_run(text: Any, words: str) -> None:
    """A run like the one of `text`, after it, with what followed `text` in that run."""
    run = text.getparent()
    twin = run.makeelement(run.tag)
    looks = run.find(SPACE + "rPr")
    if looks is not None:
        twin.append(copy.deepcopy(looks))
    rest = text.makeelement(text.tag)
    _set(rest, words)
    twin.append(rest)
    for follower in list(text.itersiblings()):
        twin.append(follower)
    run.addnext(twin)


def _mark_unknown(text: Any, words: str) -> None:
    run = text.getparent()
    mark = run.makeelement(run.tag)
    looks = mark.makeelement(SPACE + "rPr")
    for name, value in (("b", None), ("color", "B3261E"), ("highlight", "yellow")):
        look = mark.makeelement(SPACE + name)
        if value is not None:
            look.set(SPACE + "val", value)
        looks.append(look)
    mark.append(looks)
    shown = mark.makeelement(SPACE + "t")
    _set(shown, words)
    mark.append(shown)
    run.addnext(mark)
