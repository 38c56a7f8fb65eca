"""Builds the application; the only module that knows every part.

The window is painted from plain SQL first. Only then are the database layer and the tools imported, on a
thread, while the navigator can already be read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.tools.champion_letter.rows import LetterPage
    from app.tools.relationship_map.rows import People

COMMANDS = frozenset(
    {"demo", "new", "list", "import", "export", "value", "check", "-h", "--help", "--version"}
)  # kept here so that the window starts without the command line


def run(arguments: Sequence[str]) -> int:
    """Open the window, or hand over to the command line when the first word is one of its commands."""
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-") or len(arguments) > 1):
        from app.cli.main import main  # late: the window needs none of it

        return main(list(arguments), _draw)
    return open_window(Path(arguments[0]) if arguments else None)


def open_window(path: Path | None) -> int:
    """Show the window until it is closed; exit code 2 where there is no display."""
    from app.ui.display import refusal  # late: probed before Qt is loaded, which would abort

    if (sentence := refusal()) is not None:
        print(sentence, file=sys.stderr)  # noqa: T201 - the one thing that can be said without a window
        return 2
    from app.ui.program import start  # late: nothing of Qt before the probe

    return start(path)


def _draw(what: People | LetterPage, path: Path, kind: str) -> None:
    """Draw a map or print a letter for the command line, which knows no Qt."""
    from app.tools.relationship_map.rows import People  # late: Qt only when a picture is asked for
    from app.ui import pictures

    if isinstance(what, People):
        pictures.draw_map(what, path, kind)
        return
    from app.ui.tabs.champion_letter.printing import print_letter

    running = pictures.application()
    print_letter(what, path)
    del running  # it has to live until here
