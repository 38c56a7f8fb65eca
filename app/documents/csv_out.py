"""A table as a CSV file that Excel and `csv_sheet` open as it was: UTF-8 with a mark, commas, quoted where needed.

No cell is a formula (see `computed_cells`).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from app.documents.computed_cells import guarded


def to_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table with its titles."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([guarded(cell.strip()) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def several(texts: Iterable[str]) -> str:
    """Several texts in one cell, divided by semicolons; one that holds a semicolon is quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="").writerow(texts)
    return out.getvalue().replace(";", "; ") if '"' not in out.getvalue() else out.getvalue()


def apart(cell: str) -> tuple[str, ...]:
    """The texts of a cell: divided by semicolons or lines, each once and without space around it."""
    found: dict[str, None] = {}
    for line in cell.splitlines():
        found |= {" ".join(text.split()): None for text in _between_semicolons(line)}
    return tuple(text for text in found if text)


def _between_semicolons(line: str) -> list[str]:
    if '"' not in line:  # nearly all lines, and a fifth of the time
        return line.split(";")
    return next(csv.reader([line], delimiter=";", skipinitialspace=True), [])
