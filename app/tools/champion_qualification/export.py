"""The champion test as a table and as a Word file, for us alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.i18n import tr
from app.method.champion import Check
from app.method.champion_pack import ChampionPack
from app.method.evidence import Freshness
from app.method.figures import day_text
from app.models.vocabulary import Criterion
from app.tools.champion_qualification.rows import Board, Candidate
from app.tools.champion_qualification.rules import answer_word, proposal, short_status, steps, why

if TYPE_CHECKING:
    from docx.document import Document


def table(board: Board) -> list[list[str]]:
    """Persons as columns in the order of the page, criteria as rows: what is copied and printed."""
    return [
        [tr("Criterion"), *(one.name for one in board.candidates)],
        *(
            [criterion.label, *(_cell(one.sheet.check(criterion), board) for one in board.candidates)]
            for criterion in Criterion
        ),
        [tr("Champion"), *(short_status(one.sheet) for one in board.candidates)],
    ]


def write_word(board: Board, pack: ChampionPack, path: Path, author: str = "") -> None:
    """All candidates, then each with the evidence and what is missing.

    It holds our opinions of named persons, so there is no version for the customer. Raises BadInputError when
    the file cannot be written.
    """
    title = tr("Champion test")
    document = word.new_document(
        properties=word.Properties(
            title=f"{title}: {board.title}", author=author, account=board.account, date=day_text(board.today)
        )
    )
    word.add_title(document, title, f"{board.account} · {board.title}")
    word.add_note(document, tr("Confidential: for us alone."))
    head = [tr("Person"), *(criterion.label for criterion in Criterion), tr("Champion")]
    word.add_table(
        document, head, [_row(one, board) for one in board.candidates], (2, 1.3, 1.3, 1.3, 1.3, 1.5)
    )
    for one in board.candidates:
        if one.sheet.looked_at:
            _add_person(document, one, board, pack)
    word.save(document, path)


def _row(one: Candidate, board: Board) -> list[str]:
    cells = [_cell(one.sheet.check(criterion), board) for criterion in Criterion]
    return [f"{one.name}\n{one.title}" if one.title else one.name, *cells, short_status(one.sheet)]


def _add_person(document: "Document", one: Candidate, board: Board, pack: ChampionPack) -> None:
    word.add_heading(document, f"{one.name}: {short_status(one.sheet).lower()}")
    head = [tr("Criterion"), tr("Answer"), tr("The profile says"), tr("How do we know?")]
    rows = [_line(one.sheet.check(criterion), one) for criterion in Criterion]
    word.add_table(document, head, rows, (1.3, 1, 2.6, 3))
    missing = steps(
        one.sheet, one.facts, one.name, dict(pack.criteria), board.planned, board.today, board.ageing
    )
    if missing:
        word.add_heading(document, tr("What would make {name} a champion", name=one.name), 2)
        word.add_bullets(document, [f"{step.criterion.label}: {_first_move(step.moves)}" for step in missing])


def _line(check: Check, one: Candidate) -> list[str]:
    answer = answer_word(check.verdict)
    if check.overruled:
        answer = tr("{answer} (overruled)", answer=answer)
    known = check.backing
    source = ", ".join(part for part in (known.evidence_class.label.lower(), day_text(known.on)) if part)
    words = why(check, one.facts) if check.overruled else known.text
    shown = f"{words} ({source})" if words else source
    return [
        check.criterion.label,
        answer,
        proposal(check.criterion, one.facts),
        shown if known.on or words else "",
    ]


def _cell(check: Check, board: Board) -> str:
    parts = [answer_word(check.verdict)]
    if check.overruled:
        parts.append(tr("overruled"))
    if check.verdict is not None and check.freshness(board.today, board.ageing) is Freshness.OLD:
        parts.append(tr("old"))
    return ", ".join(parts)


def _first_move(moves: tuple[tuple[str, bool], ...]) -> str:
    return next((text for text, planned in moves if not planned), moves[0][0])
