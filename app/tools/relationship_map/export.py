"""The map and its table as files: JSON of the drawn scene, Word, Excel and tab-separated text."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from app.documents import files, table_sheet, table_text, word
from app.i18n import tr
from app.method.figures import day_text
from app.method.people import roles_in_words
from app.models.vocabulary import Receptivity
from app.tools.relationship_map.geometry import Box
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import shown
from app.tools.relationship_map.scene import Scene, compose
from app.tools.relationship_map.words import said

_SHARES = (2.2, 2.2, 2.2, 3.8, 1.8)  # of the width of a page, by column
_OUR_SHARES = (2.4, 1.9, 1.3, 1.7)
_COLUMNS = (24.0, 26.0, 24.0, 44.0, 20.0, 30.0, 14.0, 10.0, 12.0)  # of the sheet, in characters


def scene_as_data(scene: Scene) -> dict[str, Any]:
    """The drawn map as plain values, in pixels at 100 %; a reports line runs from the report to the boss.

    The id of a node is the one it was imported with, where there was one. Only a line to a second boss has `dotted`.
    """
    keys = {card.id: card.person.key for card in scene.cards}
    nodes = [
        {"id": card.person.key, "name": card.person.name, **_box(card.box), "label": _box(card.label)}
        for card in scene.cards
    ]
    edges = [
        {
            "from": keys[route.line.from_id],
            "to": keys[route.line.to_id],
            "kind": route.line.kind.value,
            **({"dotted": True} if route.dotted else {}),
            "points": [[round(x, 2), round(y, 2)] for x, y in route.drawn],
        }
        for route in scene.routes
    ]
    return {"nodes": nodes, "edges": edges}


def map_json(page: People) -> str:
    """The map of a deal as JSON text."""
    return json.dumps(scene_as_data(compose(page.players, page.lines)), ensure_ascii=False, indent=1)


def table(page: People) -> list[list[str]]:
    """The people table, titles first; without the columns of our opinions where these are not known at all."""
    rated = any(player.rated for player in page.players)
    titles = [tr("Name"), tr("Title"), tr("Roles"), tr("Goals and challenges"), tr("Primary contact")]
    if rated:
        titles += [tr("Personal win or threat"), tr("Receptivity"), tr("Influence"), tr("Relationship")]
    return [titles, *(_cells(player, rated) for player in page.players)]


def tsv(page: People) -> str:
    """The table for a spreadsheet: one line a person, cells between tabs."""
    return table_text.tabbed(table(page))


def write_tsv(page: People, path: Path) -> None:
    """The table as a file of tab-separated text. Raises BadInputError when it cannot be written."""
    files.write(path, tsv(page).encode("utf-8-sig"))  # the mark by which spreadsheets know the encoding


def write_word(page: People, path: Path, today: date, author: str = "") -> None:
    """The people table and who reports to whom, as a Word file. Raises BadInputError when it cannot be written."""
    told = word.Properties(title=tr("Key players"), author=author, account=page.account, date=day_text(today))
    document = word.new_document(properties=told)
    word.add_title(document, tr("Key players"), f"{page.account} · {page.title}")
    head, *lines = table(page)
    shares = _SHARES + (_OUR_SHARES if len(head) > len(_SHARES) else ())
    word.add_table(document, head, lines, widths=shares)
    sentences = line_sentences(page)
    if sentences:
        word.add_heading(document, tr("How they are tied to each other"))
        word.add_bullets(document, sentences)
    word.save(document, path)


def write_excel(page: People, path: Path) -> None:
    """The people table as a workbook; unknown ratings stay empty. Raises BadInputError when it cannot be written."""
    rated = any(player.rated for player in page.players)
    widths = _COLUMNS if rated else _COLUMNS[: len(_SHARES)]
    head = table(page)[0]
    columns = [
        table_sheet.TableColumn(title, width, number="+0;-0;0" if at == len(_COLUMNS) - 1 else "0")
        for at, (title, width) in enumerate(zip(head, widths, strict=True))
    ]
    rows = [_typed(player, rated) for player in page.players]
    table_sheet.save(path, tr("Key players"), f"{page.account} · {page.title}", columns, rows)


def line_sentences(page: People) -> list[str]:
    """The lines of the map in words, for readers who cannot see the drawing."""
    names = {player.id: player.name for player in page.players}
    return [said(line, names) for line in page.lines]


def _cells(player: PlayerRow, rated: bool) -> list[str]:
    wants = [player.goal, *player.challenges]
    cells = [
        player.name,
        player.shown_title,
        roles_in_words(player.roles),
        "\n".join(text for text in wants if text),
        player.primary_contact,
    ]
    if rated:
        mode = tr("Unknown") if player.mode is Receptivity.UNKNOWN else player.mode.label
        cells += [player.win, mode, shown(player.influence), shown(player.relationship, signed=True)]
    return cells


def _typed(player: PlayerRow, rated: bool) -> list[table_sheet.Cell]:
    words: list[table_sheet.Cell] = list(_cells(player, rated))
    return [*words[:-2], player.influence, player.relationship] if rated else words


def _box(box: Box) -> dict[str, float]:
    return {"x": round(box.x, 2), "y": round(box.y, 2), "w": round(box.w, 2), "h": round(box.h, 2)}
