"""The letter as a PDF."""

from pathlib import Path

from app.tools.champion_letter.export import Rich, rich, written_day
from app.tools.champion_letter.queries import LetterPage
from app.ui.printed import Printed
from app.ui.printed import write_pdf as write_page


def print_letter(page: LetterPage, path: Path) -> None:
    """Write the letter as a PDF; raises BadInputError when it may not leave yet, or the place cannot be written."""
    write_pdf(page, rich(page), written_day(page), path)


def write_pdf(page: LetterPage, letter: Rich, day: str, path: Path) -> None:
    """Write the letter as a PDF. Raises BadInputError when the place cannot be written."""
    printed = Printed(
        title=page.subject,
        body=letter.html,
        head=" · ".join(part for part in (page.account, day) if part),
        subtitle=", ".join(part for part in (page.reader, page.reader_title, page.account) if part),
        author=page.sender,
    )
    write_page(printed, path)
