"""A letter leaves the program: as a Word file from a template, as a mail draft, as rich text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.documents import files, mail, word
from app.documents.mail import Mailbox
from app.documents.markdown import Block, Kind, Span, html, parse, plain
from app.documents.text import file_stem, one_line
from app.documents.word_merge import merge
from app.documents.word_open import WordFile
from app.errors import BadInputError
from app.i18n import language, tr
from app.tools.champion_letter.drafting import Draft
from app.tools.champion_letter.looks import usual_look
from app.tools.champion_letter.queries import LetterPage
from app.tools.champion_letter.speech import day_text
from app.tools.champion_letter.wording import PARTS, Wording


@dataclass(frozen=True)
class Rich:
    """A text for the clipboard."""

    html: str
    plain: str


def file_name(page: LetterPage, suffix: str) -> str:
    """What the file should be called."""
    return f"{file_stem(page.subject, tr('Champion letter'))}.{suffix}"


def written_day(page: LetterPage) -> str:
    """The day at the head of the letter, in its language."""
    return day_text(page.sent_on or page.drafted_on, page.language)


def write_docx(page: LetterPage, path: Path, look: Path | WordFile | None = None) -> tuple[str, ...]:
    """Write the letter as a Word file in a look, else in the usual one; answers the fields that nobody knows.

    Raises BadInputError when the letter may not leave yet, or a file cannot be read or written.
    """
    refuse_leaks(page)
    day = written_day(page)
    told = word.Properties(
        title=page.subject, author=page.sender, subject=page.deal, account=page.account, date=day
    )
    if page.language and page.language != language():
        told = replace(told, language=page.language)
    document = word.new_document(look or usual_look(page.language or language()), told)
    fields = {
        **page.quoted,
        "reader_name": page.reader,
        "title": page.subject,
        "to": _to(page),
        "reader": page.reader,
        "reader_title": page.reader_title,
        "account": page.account,
        "deal": page.deal,
        "date": day,
        "closing": page.closing,
        "sender": page.sender,
        **{f"heading.{key}": page.headings[key] for key in PARTS},
    }
    unknown = merge(document, fields, dict(page.parts), page.rows)
    word.save(document, path)
    return unknown


def write_eml(page: LetterPage, path: Path, sender_address: str = "") -> None:
    """Write the letter as a draft that opens in the mail program.

    Raises BadInputError when the letter may not leave yet, or the file cannot be written.
    """
    refuse_leaks(page)
    data = mail.draft(
        page.subject,
        blocks(page),
        sender=Mailbox(page.sender, sender_address) if sender_address else None,
        to=[Mailbox(page.reader, page.reader_email)],
    )
    files.write(path, data)


def rich(page: LetterPage) -> Rich:
    """The letter for the clipboard, with its formatting and without."""
    refuse_leaks(page)
    written = blocks(page)
    return Rich(html(written), plain(written))


def sketch_html(written: Draft, wording: Wording, sender: str) -> str:
    """A draft that is not kept, as it would be read."""
    title = Block(Kind.HEADING, (Span(written.title),), 1)
    return html((title, *_whole(written.parts, wording.headings, (wording.closing, sender))))


def blocks(page: LetterPage) -> tuple[Block, ...]:
    """The whole letter: parts under their headings, closing and signature."""
    return _whole(page.parts, page.headings, (page.closing, page.sender))


def _whole(parts: Mapping[str, str], headings: Mapping[str, str], ending: Sequence[str]) -> tuple[Block, ...]:
    found: list[Block] = []
    for key in PARTS:
        part = parse(parts[key])
        if part and headings[key]:
            found.append(Block(Kind.HEADING, (Span(headings[key]),), 2))
        found += part
    signature = "\n".join(line for line in ending if line)
    if signature:
        found.append(Block(Kind.PARAGRAPH, (Span(signature),)))
    return tuple(found)


def _to(page: LetterPage) -> str:
    return ", ".join(part for part in (page.reader, page.reader_title, page.account) if part)


def refuse_leaks(page: LetterPage) -> None:
    """What is internal never leaves; everything else is the writer's own judgement. Raises BadInputError."""
    if page.leak:
        raise BadInputError(tr("The letter does not leave yet. {why}", why=one_line(page.leak)))
