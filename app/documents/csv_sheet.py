"""A CSV file as it really comes: any usual encoding and delimiter, quoted line ends, a mark at its beginning."""

import codecs
import csv
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.documents.computed_cells import unguarded
from app.errors import BadInputError
from app.i18n import tr

LARGEST = 64 * 1024 * 1024  # bytes; no list of people is longer
LONGEST_CELL = 1_000_000  # characters; a longer one is a quotation mark that was never closed
DELIMITERS = ",;\t|"
_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"PK\x03\x04", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite"),
)


@dataclass(frozen=True)
class Row:
    """A record of the file and the line on which it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A file with its titles and records; each record has as many cells as there are titles, without outer blanks."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str


def read(path: Path) -> Sheet:
    """The file as a sheet. Raises BadInputError in one sentence, with the line where there is one."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(tr("“{name}”: {reason}.", name=path.name, reason=reason)) from error
    if size > LARGEST:
        raise BadInputError(
            tr("“{name}” is larger than {n} MB; no such list is.", name=path.name, n=LARGEST >> 20)
        )
    return parse(path.name, data)


def parse(name: str, data: bytes) -> Sheet:
    """The bytes of a file called `name` as a sheet; raises as `read` does."""
    text, encoding = _decoded(name, data)
    text, delimiter = _told_delimiter(text)
    delimiter = delimiter or _guessed_delimiter(text)
    records = _records(name, text, delimiter)
    if not records:
        raise BadInputError(tr("“{name}” is empty.", name=name))
    head, *rest = records
    titles = tuple(" ".join(cell.split()) for cell in head.cells)
    while titles and not titles[-1]:
        titles = titles[:-1]
    return Sheet(name, titles, tuple(_fitted(name, row, len(titles)) for row in rest), encoding, delimiter)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text and how it was written; what is no UTF is taken as Windows writes in the west."""
    for mark, kind in _FOREIGN:
        if data.startswith(mark):
            raise BadInputError(
                tr("“{name}” is a file of {kind}; save it as CSV and import that.", name=name, kind=kind)
            )
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    tried: tuple[str, ...] = (encoding,) if encoding else ("utf-8", "cp1252")
    if not encoding and b"\0" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        enough = min(len(data), 4096) // 4  # UTF-16 of western text: every other byte is empty
        tried = (
            ("utf-16-le",) if odd > max(even, enough) else ("utf-16-be",) if even > max(odd, enough) else ()
        )
    for one in tried:
        try:
            text = data.decode(one)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff"), one
    raise BadInputError(
        tr("“{name}” cannot be read as text; save it as CSV in UTF-8 and import that.", name=name)
    )


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel may write the delimiter on a line of its own, as sep=; before the titles."""
    first, line_end, rest = text.partition("\n")
    told = first.strip().removeprefix("sep=")
    if first.lower().startswith("sep=") and len(told) == 1:
        return "\n" + rest if line_end else "", told  # the empty line keeps the count of lines
    return text, ""


def _guessed_delimiter(text: str) -> str:
    """The delimiter that takes the titles apart into the most cells; the comma among equals."""
    begin = text.lstrip()[:20_000]

    def cells(delimiter: str) -> int:
        try:
            records = csv.reader(io.StringIO(begin, newline=""), delimiter=delimiter)
            return max((sum(map(bool, record)) for record in islice(records, 1)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)


def _records(name: str, text: str, delimiter: str) -> list[Row]:
    """The records that are not empty."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True
    )
    rows: list[Row] = []
    line = 1
    try:
        for record in reader:
            cells = tuple(unguarded(cell.strip()) for cell in record)
            if any(cells):
                rows.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInputError(
            tr(
                "“{name}”, line {line}: a quotation mark is not closed or stands in a wrong place.",
                name=name,
                line=line,
            )
        ) from error
    return rows


def _fitted(name: str, row: Row, columns: int) -> Row:
    """The record with a cell for each title: a program may leave out empty cells at the end, but none may be over."""
    if any(row.cells[columns:]):
        raise BadInputError(
            tr(
                "“{name}”, line {line}: there are {n} cells for {columns} columns; a text that holds the delimiter"
                " needs quotation marks around it.",
                name=name,
                line=row.line,
                n=len(row.cells),
                columns=columns,
            )
        )
    cells = row.cells[:columns]
    return Row(row.line, cells + ("",) * (columns - len(cells)))
