"""How a command answers: rows for people, JSON for machines, one sentence when something is wrong."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date

from app.errors import WorkbenchError

OK, NO, WRONG_USE = 0, 1, 2


class UsageError(WorkbenchError):
    """The command was put together wrongly."""


def answer(arguments: argparse.Namespace, told: object, text: str) -> None:
    """Print the answer as JSON where it was asked for, else in words."""
    if arguments.json:
        text = json.dumps(told, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows under their titles, in columns as wide as they need; the uid is for machines."""
    names = [name for name in rows[0] if name != "uid"]
    cells = [
        [name.replace("_", " ") for name in names],
        *([_cell(row[name]) for name in names] for row in rows),
    ]
    widths = [max(len(line[at]) for line in cells) for at in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    return " ".join(str(value).split())


def complain(error: object) -> None:
    """Say what is wrong, on one line."""
    sys.stderr.write(f"{' '.join(str(error).split())}\n")
