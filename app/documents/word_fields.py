"""Which fields a Word template has, and where: so that a wrong one is named before a letter depends on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.documents.word_merge import EACH, FIELD, SPACE, roots, texts_of
from app.i18n import tr

if TYPE_CHECKING:
    from docx.document import Document

_MARK = re.compile(r"\{\{|\}\}")
_AROUND = 24  # letters shown of a mark that does not close


class FieldKind(StrEnum):
    """What stands between the braces."""

    FIELD = "field"
    EACH = "each"
    BROKEN = "broken"


@dataclass(frozen=True)
class FieldAt:
    """A field of a template; `rows` names the list that its table row is repeated for."""

    name: str
    kind: FieldKind
    where: str
    rows: str = ""
    in_row: bool = False  # of a table


def fields_in(document: "Document") -> Iterator[FieldAt]:
    """All fields of body, headers, footers, tables and text boxes in their order, the broken ones as well."""
    for root in roots(document):
        for paragraph in root.iter(SPACE + "p"):
            text = "".join(one.text or "" for one in texts_of(paragraph))
            if not _MARK.search(text):
                continue
            where, rows = _place(root, paragraph), _repeated(paragraph)
            in_row = next(paragraph.iterancestors(SPACE + "tr"), None) is not None
            for match in EACH.finditer(text):
                yield FieldAt(match[1], FieldKind.EACH, where, in_row=in_row)
            rest = EACH.sub("", text)
            for match in FIELD.finditer(rest):
                yield FieldAt(match[1], FieldKind.FIELD, where, rows, in_row)
            rest = FIELD.sub("", rest)
            broken = _MARK.search(rest)
            if broken is not None:
                start = max(broken.start() - (0 if broken[0] == "{{" else _AROUND), 0)
                yield FieldAt(rest[start : start + _AROUND + 2].strip(), FieldKind.BROKEN, where)


def _repeated(paragraph: Any) -> str:
    row = next(paragraph.iterancestors(SPACE + "tr"), None)
    if row is None:
        return ""
    marker = EACH.search("".join(text.text or "" for text in row.iter(SPACE + "t")))
    return "" if marker is None else str(marker[1])


def _place(root: Any, paragraph: Any) -> str:
    """Where a paragraph stands, as one finds it in Word."""
    kind = root.tag.removeprefix(SPACE)
    if kind == "hdr":
        return tr("in the header")
    if kind == "ftr":
        return tr("in the footer")
    if kind != "document":
        return tr("in a note")
    if next(paragraph.iterancestors(SPACE + "txbxContent"), None) is not None:
        return tr("in a text box")
    table = next(paragraph.iterancestors(SPACE + "tbl"), None)
    if table is None:
        return tr("in the text")
    tables = list(root.iter(SPACE + "tbl"))
    row = next(paragraph.iterancestors(SPACE + "tr"))
    line = [one for one in table if one.tag == SPACE + "tr"].index(row) + 1 if row.getparent() is table else 1
    return tr("in table {table}, row {row}", table=tables.index(table) + 1, row=line)
