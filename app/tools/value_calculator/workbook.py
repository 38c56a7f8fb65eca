"""The formats and small helps of the value workbook; what stands in it is in `export`."""

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.models.vocabulary import EvidenceClass

# The paper of a workbook has no theme: soft fills that print, the strongest evidence the calmest
FILLS = {
    EvidenceClass.ASSUMED: "#FDE9D0",
    EvidenceClass.ESTIMATED: "#FFF6D6",
    EvidenceClass.STATED: "#E3EAFC",
    EvidenceClass.CONFIRMED: "#DDF1E8",
}
_INK, _QUIET, _LINE, _HEAD = "#171D29", "#646D7D", "#C9CED8", "#ECEEF3"
_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|[rc]\d*")  # what a spreadsheet would take for an address
_HEAD_HEIGHT, _TITLE_HEIGHT = 31, 26  # points


@dataclass(frozen=True)
class Place:
    """A cell, counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def near(self) -> str:
        """The address within its sheet: $B$4."""
        letters, column = "", self.column + 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"${letters}${self.row + 1}"

    @property
    def address(self) -> str:
        """The address from any sheet: 'Inputs'!$B$4."""
        return f"'{self.sheet}'!{self.near}"


class Book:
    """A workbook in memory, with the formats that its sheets share."""

    def __init__(self, title: str, author: str, account: str) -> None:
        import xlsxwriter  # late: 50 ms that only an export needs

        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True, "strings_to_formulas": False})
        self._book.set_properties(
            {"title": title, "author": author, "subject": account, "created": datetime(2000, 1, 1)}
        )
        self._book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._sheets: dict[str, Any] = {}

    def format(self, **properties: Any) -> Any:
        """A cell format; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str, widths: Sequence[float]) -> Any:
        """A sheet with column widths, ready to print on one page across."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        self._sheets[name] = sheet
        return sheet

    def print_up_to(self, place: Place) -> None:
        """Only what stands above and left of a cell goes on paper."""
        self._sheets[place.sheet].print_area(0, 0, place.row, place.column)

    def text(self, place: Place, text: str, **properties: Any) -> None:
        """A plain text; never taken for a formula."""
        self._sheets[place.sheet].write_string(place.row, place.column, text, self.format(**properties))

    def number(self, place: Place, value: float | None, form: str = "#,##0.###", **properties: Any) -> None:
        """A number that people may change; empty where there is none."""
        sheet, form_of = self._sheets[place.sheet], self.format(num_format=form, **properties)
        if value is None:
            sheet.write_blank(place.row, place.column, None, form_of)
        else:
            sheet.write_number(place.row, place.column, value, form_of)

    def choice(self, place: Place, text: str, among: str) -> None:
        """A text that is chosen from a series of cells."""
        self.text(place, text, bg_color=FILLS[EvidenceClass.STATED], border=1, border_color=_LINE)
        sheet = self._sheets[place.sheet]
        rule = {"validate": "list", "source": among}
        sheet.data_validation(place.row, place.column, place.row, place.column, rule)

    def formula(
        self, place: Place, expression: str, value: float | str | None, form: str = "#,##0", **properties: Any
    ) -> None:
        """A live formula, written with the value that it has now."""
        shown: float | str = "" if value is None else value
        self._sheets[place.sheet].write_formula(
            place.row, place.column, f"={expression}", self.format(num_format=form, **properties), shown
        )

    def name(self, place: Place, name: str) -> None:
        """Give a cell the name that formulas of the model know it by; one that looks like an address ends in _."""
        plain = f"{name}_" if _LIKE_A_CELL.fullmatch(name) else name
        self._book.define_name(plain, f"={place.address}")

    def comment(self, place: Place, text: str) -> None:
        """A note that opens over the cell."""
        self._sheets[place.sheet].write_comment(
            place.row, place.column, text, {"x_scale": 1.6, "font_size": 9, "author": ""}
        )

    def title(self, place: Place, text: str, below: str = "") -> None:
        """The name of a sheet, and a quiet line below it."""
        self._sheets[place.sheet].set_row(place.row, _TITLE_HEIGHT)
        self.text(place, text, bold=True, font_size=16)
        if below:
            self.text(Place(place.sheet, place.row + 1, place.column), below, font_color=_QUIET)

    def head(
        self, sheet: str, row: int, texts: Sequence[str], left: Collection[int] = (0,), column: int = 0
    ) -> None:
        """The header of a table, from a column on; two lines have room in it.

        The columns in `left` hold texts, the others numbers.
        """
        self._sheets[sheet].set_row(row, _HEAD_HEIGHT)
        for at, text in enumerate(texts, column):
            align = "left" if at in left else "right"
            self.text(
                Place(sheet, row, at),
                text,
                bold=True,
                bg_color=_HEAD,
                bottom=1,
                bottom_color=_LINE,
                align=align,
                text_wrap=True,
            )

    def note(self, place: Place, text: str) -> None:
        """A small grey sentence."""
        self.text(place, text, font_color=_QUIET, font_size=10)

    def finish(self) -> bytes:
        """The bytes of the file."""
        self._book.close()
        return self._out.getvalue()


def number_format(decimals: int) -> str:
    """Grouped, with so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
