"""A table as text: with tabs for a spreadsheet, as HTML for a mail or a document; no cell is a formula."""

from collections.abc import Sequence
from html import escape

from app.documents.computed_cells import guarded, is_computed
from app.documents.text import one_line

Lines = Sequence[Sequence[str]]

_BREAK = "<br style='mso-data-placement:same-cell'>"  # else Excel makes a row of each line


def tabbed(lines: Lines) -> str:
    """One line a row, cells between tabs; the lines of a cell stand behind each other."""
    return "\n".join("\t".join(guarded(_joined(cell)) for cell in line) for line in lines)


def html(lines: Lines) -> str:
    """An HTML table, the first row as its head; the lines of a cell stay apart, in a spreadsheet too."""
    head, *rows = lines
    titles = "".join(f"<th align='left'>{_cell(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(map(_data, row))}</tr>" for row in rows)
    return f"<table border='1' cellspacing='0' cellpadding='4'><tr>{titles}</tr>{body}</table>"


def _data(text: str) -> str:
    """A cell; a spreadsheet is told that a text which begins like a formula is a text."""
    kept = " style='mso-number-format:\"\\@\"'" if is_computed(text) else ""
    return f"<td{kept}>{_cell(text)}</td>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", _BREAK)


def _joined(text: str) -> str:
    """A cell on one line: what does not end like a sentence or a list is parted by a semicolon."""
    lines = [line for part in text.split("\n") if (line := one_line(part))]
    return "".join(
        line if at == len(lines) - 1 else f"{line} " if line[-1] in ".,;:!?…" else f"{line}; "
        for at, line in enumerate(lines)
    )
