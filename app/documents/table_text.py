"""A table as text: with tabs for a spreadsheet, as HTML for a mail or a document."""

from collections.abc import Sequence
from html import escape

from app.documents.text import one_line

Lines = Sequence[Sequence[str]]


def tabbed(lines: Lines) -> str:
    """One line a row, cells between tabs."""
    return "\n".join("\t".join(one_line(cell) for cell in line) for line in lines)


def html(lines: Lines) -> str:
    """An HTML table, the first row as its head; the lines of a cell stay apart."""
    head, *rows = lines
    titles = "".join(f"<th align='left'>{_cell(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table border='1' cellspacing='0' cellpadding='4'><tr>{titles}</tr>{body}</table>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
