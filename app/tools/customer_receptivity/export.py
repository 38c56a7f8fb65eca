"""How the customer receives us, as a Word file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.i18n import tr
from app.method.figures import day_text
from app.method.packs import CategoryPage
from app.method.selection_pack import SelectionPack
from app.models.vocabulary import Audience
from app.tools.customer_receptivity.our_view import OurSide
from app.tools.customer_receptivity.rows import AssessmentRow, EvidenceRow, Standing

if TYPE_CHECKING:
    from docx.document import Document

_SHARES = (1.1, 1.5, 0.8, 0.9, 1.1, 2.6)


def write_word(
    standing: Standing,
    page: CategoryPage,
    path: Path,
    today: date,
    author: str = "",
    audience: Audience = Audience.INTERNAL,
    selection: SelectionPack | None = None,
) -> None:
    """The place, what it means, how we see the customer in turn, what it rests on and the way so far.

    What a customer gets depends on the rows, and leaves out what we make of them. Raises BadInputError when
    the file cannot be written.
    """
    title = tr("How the customer receives us")
    told = word.Properties(title=title, author=author, account=standing.account, date=day_text(today))
    document = word.new_document(properties=told)
    word.add_title(document, title, standing.account)
    if audience is Audience.INTERNAL:
        word.add_paragraph(document, f"{page.title}: {page.subtitle}. {page.so_what}")
        for heading, lines in (
            (tr("What to expect"), (*page.access, *page.attention)),
            (tr("Their routines"), page.routines),
            (tr("Moves that shift us"), page.moves),
        ):
            word.add_heading(document, heading, 2)
            word.add_bullets(document, lines)
        if selection is not None and standing.ours is not None:
            _add_our_view(document, standing, standing.ours, selection)
    if standing.evidence:
        word.add_heading(document, tr("Evidence"))
        word.add_bullets(document, [_note(note) for note in standing.evidence])
    if standing.history:
        word.add_heading(document, tr("The way so far"))
        head, *rows = table(standing)
        word.add_table(document, head, rows, _SHARES, ("left", "left", "right", "right", "left", "left"))
    word.save(document, path)


def _add_our_view(document: "Document", standing: Standing, ours: OurSide, selection: SelectionPack) -> None:
    word.add_heading(document, tr("How we see them: {view}", view=ours.fit.view.label.lower()), 2)
    word.add_paragraph(document, selection.asymmetry(standing.category, ours.fit.view).says)
    head = [tr("Criterion"), tr("Score"), tr("Weight"), tr("How do we know?")]
    rows = [
        [
            selection.criteria[row.key].title,
            "?" if row.score is None else tr("{score} of 2", score=row.score),
            f"{row.weight:g}",
            row.evidence,
        ]
        for row in ours.scores
    ]
    word.add_table(document, head, rows, (2.2, 0.8, 0.8, 3), ("left", "right", "right", "left"))


def table(standing: Standing) -> list[list[str]]:
    """The dated marks with their titles, for a sheet or a document."""
    head = [
        tr("Date"),
        tr("Mark"),
        tr("Critical"),
        tr("Hard to replace"),
        tr("Category"),
        tr("By, and based on"),
    ]
    return [head, *(_line(row) for row in standing.history)]


def _line(row: AssessmentRow) -> list[str]:
    source = ": ".join(part for part in (row.informant or row.judged_by, row.evidence) if part)
    return [
        day_text(row.on),
        row.kind.label,
        _figure(row.criticality),
        _figure(row.hardness),
        row.category.label,
        source,
    ]


def _note(note: EvidenceRow) -> str:
    if note.question:
        return tr("Open: {text}", text=note.text)
    source = ", ".join(part for part in (note.person, note.source, day_text(note.on)) if part)
    return f"{note.text} ({source}; {note.evidence_class.label.lower()})"


def _figure(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"
