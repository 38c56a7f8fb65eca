"""The value case as a Word sheet: the goal, the figures with their conventions, the pictures, who said what."""

import io
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.documents.markdown import escape
from app.documents.word import Properties
from app.i18n import tr
from app.method.figures import day_text, percent, signed, with_unit
from app.tools.value_calculator import charts, rules
from app.tools.value_calculator.export_layout import Cover
from app.tools.value_calculator.rules import Sheet

if TYPE_CHECKING:
    from docx.document import Document

_PICTURE_WIDTH = 16  # centimetres, the text width of our template


def save_sheet(
    sheet: Sheet, cover: Cover, path: Path, locale: str = "en_GB", template: Path | None = None
) -> None:
    """Write the value sheet, its figures as the locale writes them.

    Raises BadInputError when the place cannot be written.
    """
    day = day_text(cover.day)
    properties = Properties(cover.title, cover.author, tr("Value case"), account=cover.account, date=day)
    document = word.new_document(template, properties)
    below = ", ".join(part for part in (cover.account, cover.opportunity, cover.scenario, day) if part)
    word.add_title(document, cover.title, below)
    word.add_paragraph(document, rules.in_a_sentence(sheet, sheet.outcome, locale))
    _texts(document, sheet, cover)
    _results(document, sheet, locale)
    _lines(document, sheet, locale)
    _pictures(document, sheet, locale)
    _inputs(document, sheet, locale)
    word.save(document, path)


def _texts(document: "Document", sheet: Sheet, cover: Cover) -> None:
    model = sheet.engine.model
    rows = [
        (tr("Goal"), cover.goal or str(model.goal)),
        (tr("Solution"), cover.solution or str(model.solution)),
        (tr("Compared with"), cover.compared_with or str(model.compared_with)),
    ]
    told = [row for row in rows if row[1]]
    for title, text in told:
        word.add_markdown(document, f"**{escape(title)}:** {escape(text)}")


def _results(document: "Document", sheet: Sheet, locale: str) -> None:
    word.add_heading(document, tr("What it is worth"))
    rows = [(one.title, one.value, one.convention) for one in rules.results(sheet, sheet.outcome, locale)]
    share = tr("the part of the value whose figures you have confirmed")
    rows.append((tr("Confirmed by the customer"), percent(sheet.confirmed, locale), share))
    word.add_table(
        document,
        [tr("Result"), tr("Figure"), tr("How it is reckoned")],
        rows,
        [2, 2, 4],
        ["left", "right", "left"],
    )


def _lines(document: "Document", sheet: Sheet, locale: str) -> None:
    model, outcome = sheet.engine.model, sheet.outcome
    word.add_heading(document, tr("Benefits"))
    columns = list(model.columns.values())
    titles = [f"{column.label} ({column.unit.text})" for column in columns]
    figures = [[line.printed.get(column.id) for column in columns] for line in outcome.lines]
    totals = [outcome.totals_printed[column.id] for column in columns]
    if len(columns) > 1:  # what the headline adds up
        titles.append(tr("Money a year ({unit})", unit=sheet.unit))
        for row, line in zip(figures, outcome.lines, strict=True):
            row.append(line.annual_printed)
        totals.append(outcome.annual_benefit_printed)
    written = partial(signed, locale=locale)
    rows = [
        [line.label, *map(written, row), sheet.line_evidence[line.id].label]
        for line, row in zip(outcome.lines, figures, strict=True)
    ]
    rows.append([tr("Total"), *map(written, totals), ""])
    align: list[word.Alignment] = ["left", *["right" for _title in titles], "left"]  # type: ignore[list-item]
    header = [tr("Benefit"), *titles, tr("Known as")]
    word.add_table(document, header, rows, [2.2, *[1.4] * len(titles), 1.2], align, total=True)
    for sentence in rules.conventions(sheet, locale):
        word.add_note(document, sentence)


def _pictures(document: "Document", sheet: Sheet, locale: str) -> None:
    if sheet.outcome.worth is None:
        return
    from docx.shared import Cm  # late: only an export needs it

    word.add_heading(document, tr("Pictures"))
    look = charts.paper(locale)
    for made in (charts.waterfall_figure(sheet, look), charts.cash_flow_figure(sheet, look)):
        document.add_picture(io.BytesIO(charts.png(made)), width=Cm(_PICTURE_WIDTH))


def _inputs(document: "Document", sheet: Sheet, locale: str) -> None:
    word.add_heading(document, tr("What it rests on"))
    for title, inputs in rules.group_inputs(sheet):
        rows = []
        for one in inputs:
            said = sheet.settled.said[one.id]
            value = with_unit(sheet.settled.values[one.id], one.unit.text, locale=locale)
            who = ", ".join(part for part in (said.person, said.source) if part)
            rows.append((str(one.label), value, said.evidence.label, who))
        word.add_table(
            document,
            [title, tr("Value"), tr("Known as"), tr("Source")],
            rows,
            [3, 1.6, 1.2, 3],
            ["left", "right", "left", "left"],
        )
