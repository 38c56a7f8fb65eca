"""The checklist leaves the program: as a Word document, and as tables for the clipboard."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.i18n import plural, tr
from app.method.calendar_spans import Window
from app.method.spoken_dates import say
from app.models.vocabulary import Audience
from app.tools.closing_checklist.chain import Item
from app.tools.closing_checklist.queries import ClosingPage, RiskRow
from app.tools.closing_checklist.rules import Ground

if TYPE_CHECKING:
    from docx.document import Document

SHOWN_GROUNDS = 3
"""How many pieces of evidence an item lists; the best ones carry it."""


def save_word(path: Path, page: ClosingPage, today: date, author: str = "") -> None:
    """The checklist as a Word document; `page` was read for its audience.

    Raises BadInputError when the place cannot be written.
    """
    title = tr("Closing checklist")
    internal = page.audience is Audience.INTERNAL
    document = word.new_document(
        properties=word.Properties(
            title=f"{title}: {page.opportunity}",
            author=author,
            subject=page.opportunity,
            account=page.account,
            date=_day(today),
        )
    )
    word.add_title(document, title, f"{page.account} · {page.opportunity}")
    if internal:
        _add_readiness(document, page)
    word.add_heading(document, tr("Checklist") if internal else tr("What we have agreed so far"))
    head, *rows = checklist_table(page)
    word.add_table(document, head, rows, widths=[3, 3.4, 1.5, 2.1])
    if internal:
        _add_chain(document, page)
    _add_questions(document, page)
    if page.risks:
        word.add_heading(document, tr("Risks and what is done about them"))
        head, *rows = risk_table(page)
        word.add_table(document, head, rows, widths=[3, 1.2, 1.3, 3, 1.5])
    word.add_note(document, tr("As of {day}.", day=_day(today)))
    word.save(document, path)


def checklist_table(page: ClosingPage) -> list[list[str]]:
    """Header and rows: item, evidence, agreed by, state."""
    internal = page.audience is Audience.INTERNAL
    rows = [[tr("Item"), tr("Evidence"), tr("Agreed by"), tr("State")]]
    for item in page.chain.items:
        shown = "\n".join(ground_text(one) for one in item.grounds[:SHOWN_GROUNDS])
        rows.append(
            [
                f"{item.title}\n{item.description}" if item.description else item.title,
                shown or (tr("none found") if internal else ""),
                item.tick.agreed_by,
                _state(item) if internal else _open_or_agreed(item),
            ]
        )
    return rows


def chain_table(page: ClosingPage) -> list[list[str]]:
    """Header and rows: domino, how it stands, why; no rows for a customer."""
    return [
        [tr("Domino"), tr("How it stands"), tr("Why")],
        *([one.name, one.standing.label, one.why] for one in page.chain.dominoes),
    ]


def risk_table(page: ClosingPage) -> list[list[str]]:
    """Header and rows: risk, type, severity, answer, owner."""
    return [
        [tr("Risk"), tr("Type"), tr("Severity"), tr("Answer"), tr("Owner")],
        *(
            [
                risk.text,
                risk.kind.label,
                severity_text(risk),
                risk.answer or tr("open"),
                risk.owner or tr("nobody yet"),
            ]
            for risk in page.risks
        ),
    ]


def severity_text(risk: RiskRow) -> str:
    """The severity in a word."""
    return {1: tr("Small"), 2: tr("Serious"), 3: tr("Could stop it")}.get(risk.severity, str(risk.severity))


def ground_text(ground: Ground) -> str:
    """A piece of evidence in one line: what, how well known, by whom, where, when."""
    known = [ground.evidence.label.lower()]
    known += [part for part in (ground.person, ground.source) if part not in ground.text]
    if ground.on is not None and ground.on > date.min:
        known.append(_day(ground.on))
    return f"{ground.text} ({', '.join(dict.fromkeys(part for part in known if part))})"


def _state(item: Item) -> str:
    state = tr("In place") if item.ready else tr("Open: {why}", why=item.because)
    if item.hoped:
        return tr("{state} (ticked by hope)", state=state)
    return state


def _open_or_agreed(item: Item) -> str:
    return tr("Agreed") if item.ready else tr("Open")


def _add_readiness(document: "Document", page: ClosingPage) -> None:
    chain = page.chain
    word.add_heading(document, tr("May we ask for the order?"))
    if chain.readiness.ready:
        word.add_paragraph(document, tr("Ready: every item is in place, and we would do it in their place."))
    else:
        word.add_paragraph(document, tr("Not ready, because:"))
        word.add_bullets(document, [f"{reason}." for reason in chain.readiness.reasons])
    if chain.acid_test and chain.acid_reason:
        word.add_paragraph(
            document, tr("Acid test: we would do it in their place. {why}", why=chain.acid_reason)
        )
    if not chain.readiness.ready and chain.too_early:
        word.add_heading(document, tr("What asking too early would damage"), 2)
        word.add_bullets(
            document, [tr("{item}: {damage}", item=title, damage=damage) for title, damage in chain.too_early]
        )


def _add_chain(document: "Document", page: ClosingPage) -> None:
    chain = page.chain
    word.add_heading(document, tr("The chain of dominoes"))
    standing = sum(one.standing.value == "stands" for one in chain.dominoes)
    lead = plural(
        "{n} of {all} dominoes stands.", "{n} of {all} dominoes stand.", standing, all=len(chain.dominoes)
    )
    back = chain.go_back
    if back is not None:
        lead += " " + tr("Go back to: {name}. {do}", name=back.name, do=back.do)
    word.add_paragraph(document, lead)
    head, *rows = chain_table(page)
    word.add_table(document, head, rows, widths=[1.6, 1.2, 5])


def _add_questions(document: "Document", page: ClosingPage) -> None:
    asked = [note.text for note in page.notes if note.question]
    asked += [item.ask for item in page.chain.items if not item.ready and item.ask]
    if asked:
        word.add_heading(
            document, tr("Still to be asked") if page.audience is Audience.INTERNAL else tr("To talk about")
        )
        word.add_bullets(document, list(dict.fromkeys(asked)))


def _day(day: date) -> str:
    return say(Window(day, day))
