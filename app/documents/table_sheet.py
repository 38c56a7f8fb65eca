"""Excel files that hold one table: real dates and numbers, a total with a live formula, texts that stay texts."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.documents import files
from app.documents.text import clean, one_line

Cell = str | float | int | date | None
_HEAD = 3  # rows above the header of the table: title, subtitle, a blank one
_LONGEST_NAME = 31  # Excel's limit for the name of a sheet
_FORBIDDEN = frozenset("[]:*?/\\'")


@dataclass(frozen=True)
class TableColumn:
    """A column: its title, its width in characters, whether it is summed below, and how numbers are shown."""

    title: str
    width: float = 14
    total: bool = False
    number: str = "#,##0"


def to_xlsx(
    title: str, subtitle: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[Cell]]
) -> bytes:
    """A workbook with the table on one sheet, ready to print in landscape."""
    import xlsxwriter  # late: only those who export load it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": one_line(title), "created": datetime.now(UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(title))
    looks = _Looks(book)
    sheet.write_string(0, 0, one_line(title), looks.title)
    sheet.write_string(1, 0, one_line(subtitle), looks.quiet)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEAD, at, column.title, looks.head)
    for place, row in enumerate(rows, _HEAD + 1):
        for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
            _write(sheet, place, at, cell, column, looks)
    _write_totals(sheet, columns, rows, looks)
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.autofilter(_HEAD, 0, _HEAD + max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.hide_gridlines(2)
    book.close()
    return out.getvalue()


def save(
    path: Path, title: str, subtitle: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[Cell]]
) -> None:
    """Write the workbook in one move. Raises BadInputError when the place cannot be written."""
    files.write(path, to_xlsx(title, subtitle, columns, rows))


class _Looks:
    """The formats of the book."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[tuple[str, bool], Any] = {}
        line = {"bottom": 1, "bottom_color": "#E1E4EB", "valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 15})
        self.quiet = book.add_format({"font_color": "#646D7D"})
        self.head = book.add_format(
            {"bold": True, "font_color": "#4A5364", "bottom": 2, "bottom_color": "#848C9B", "valign": "top"}
        )
        self.text = book.add_format(line)
        self.day = book.add_format({**line, "num_format": "d mmm yyyy", "align": "left"})

    def number(self, pattern: str, *, total: bool = False) -> Any:
        """The format of a number; each is made once."""
        key = (pattern, total)
        if key not in self._numbers:
            look = {"bold": True, "top": 2, "top_color": "#848C9B"} if total else {"bottom": 1}
            colour = {} if total else {"bottom_color": "#E1E4EB", "valign": "top"}
            self._numbers[key] = self._book.add_format({"num_format": pattern, **look, **colour})
        return self._numbers[key]


def _write(sheet: Any, row: int, at: int, cell: Cell, column: TableColumn, looks: _Looks) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, at, None, looks.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), looks.day)
    elif isinstance(cell, str):
        sheet.write_string(row, at, clean(cell), looks.text)  # a leading = + - @ stays a letter
    else:
        sheet.write_number(row, at, cell, looks.number(column.number))


def _write_totals(
    sheet: Any, columns: Sequence[TableColumn], rows: Sequence[Sequence[Cell]], looks: _Looks
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    below = _HEAD + 1 + len(rows)
    for at, column in enumerate(columns):
        if not column.total or not rows:
            continue
        first, last = xl_rowcol_to_cell(_HEAD + 1, at), xl_rowcol_to_cell(below - 1, at)
        value = sum(cell for row in rows if isinstance(cell := row[at], int | float))
        sheet.write_formula(
            below, at, f"=SUM({first}:{last})", looks.number(column.number, total=True), value
        )


def _sheet_name(title: str) -> str:
    name = "".join(letter for letter in one_line(title) if letter not in _FORBIDDEN)
    return name[:_LONGEST_NAME].strip() or "Sheet1"
