"""The one-pager of a story as a PDF."""

from html import escape
from pathlib import Path

from app.tools.success_stories.export import OnePager
from app.ui.printed import Printed
from app.ui.printed import write_pdf as write_page


def write_pdf(page: OnePager, path: Path) -> None:
    """Write the story as a PDF. Raises BadInputError when the place cannot be written."""
    parts = [f"<h2>{escape(heading)}</h2><p>{_lines(text)}</p>" for heading, text in page.parts]
    if page.note:
        parts.append(f'<p class="quiet">{escape(page.note)}</p>')
    printed = Printed(
        title=page.words.title,
        body="".join(parts),
        head=f"{page.on.day} {page.on:%B %Y}",
        subtitle=page.place,
        author=page.author,
    )
    write_page(printed, path)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
