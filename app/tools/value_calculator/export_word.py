"""The value case as a Word sheet: the goal, the figures with their conventions, the pictures, who said what."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.documents.word import Properties
from app.i18n import tr
from app.method.figures import percent, signed, with_unit
from app.tools.value_calculator import charts, rules
from app.tools.value_calculator.export_layout import Cover
from app.tools.value_calculator.rules import Sheet

if TYPE_CHECKING:
    from docx.document import Document

_PICTURE_WIDTH = 16  # centimetres, the text width of our template


def save_sheet(sheet: Sheet, cover: Cover, path: Path, template: Path | None = None) -> None:
    """Write the value sheet; raises BadInputError when the place cannot be written."""
    day = cover.day.isoformat() if cover.day else ""
    properties = Properties(cover.title, cover.author, tr("Value case"), account=cover.account, date=day)
    document = word.new_document(template, properties)
    below = ", ".join(part for part in (cover.account, cover.opportunity, cover.scenario, day) if part)
    word.add_title(document, cover.title, below)
    word.add_paragraph(document, rules.in_a_sentence(sheet, sheet.outcome))
    _texts(document, sheet, cover)
    _results(document, sheet)
    _lines(document, sheet)
    _pictures(document, sheet)
    _inputs(document, sheet)
    word.save(document, path)


def _texts(document: "Document", sheet: Sheet, cover: Cover) -> None:
    model = sheet.engine.model
    rows = [
        (tr("Goal"), cover.goal or str(model.goal)),
        (tr("Solution"), cover.solution or str(model.solution)),
        (tr("Compared with"), cover.compared_with or str(model.compared_with)),
    ]
    told = [row for row in rows if row[1]]
    if told:
        word.add_table(document, ["", ""], told, [1, 4])


def _results(document: "Document", sheet: Sheet) -> None:
    word.add_heading(document, tr("What it is worth"))
    rows = [(one.title, one.value, one.convention) for one in rules.results(sheet, sheet.outcome)]
    rows.append((tr("Confirmed by the customer"), percent(sheet.confirmed), rules.evidence_sentence(sheet)))
    word.add_table(
        document,
        [tr("Result"), tr("Figure"), tr("How it is reckoned")],
        rows,
        [2, 2, 4],
        ["left", "right", "left"],
    )


def _lines(document: "Document", sheet: Sheet) -> None:
    model, outcome = sheet.engine.model, sheet.outcome
    word.add_heading(document, tr("Benefits"))
    columns = list(model.columns.values())
    header = [tr("Benefit"), *(f"{column.label} ({column.unit.text})" for column in columns), tr("Known as")]
    rows = [
        [
            line.label,
            *(signed(line.printed.get(column.id)) for column in columns),
            sheet.line_evidence[line.id].label,
        ]
        for line in outcome.lines
    ]
    rows.append([tr("Total"), *(signed(outcome.totals_printed[column.id]) for column in columns), ""])
    align: list[word.Alignment] = ["left", *["right" for _column in columns], "left"]  # type: ignore[list-item]
    word.add_table(document, header, rows, [2.2, *[1.4] * len(columns), 1.2], align, total=True)
    for sentence in rules.conventions(sheet):
        word.add_note(document, sentence)


def _pictures(document: "Document", sheet: Sheet) -> None:
    if sheet.outcome.worth is None:
        return
    from docx.shared import Cm  # late: only an export needs it

    word.add_heading(document, tr("Pictures"))
    for made in (charts.waterfall_figure(sheet), charts.cash_flow_figure(sheet)):
        document.add_picture(io.BytesIO(charts.png(made)), width=Cm(_PICTURE_WIDTH))


def _inputs(document: "Document", sheet: Sheet) -> None:
    word.add_heading(document, tr("What it rests on"))
    for title, inputs in rules.group_inputs(sheet):
        rows = []
        for one in inputs:
            said = sheet.settled.said[one.id]
            value = with_unit(sheet.settled.values[one.id], one.unit.text)
            who = ", ".join(part for part in (said.person, said.source) if part)
            rows.append((str(one.label), value, said.evidence.label, who))
        word.add_table(
            document,
            [title, tr("Value"), tr("Known as"), tr("Source")],
            rows,
            [3, 1.6, 1.2, 3],
            ["left", "right", "left", "left"],
        )
