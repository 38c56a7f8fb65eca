"""Pictures that leave the program: what they hold, what they do not, and that they need no window."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import BadInputError
from app.models.vocabulary import DecisionRole, Link, Receptivity
from app.tools.relationship_map.rules import MapLine, MapPerson
from app.tools.relationship_map.scene import compose
from app.ui import pictures, theme
from app.ui.widgets.clipboard import picture_mime
from app.ui.widgets.map_picture import map_image, map_pdf, map_svg
from tests.documents.pdf_text import pages as pdf_pages

MARJA = MapPerson(1, 11, "m", "Marja Lehtonen", "Mill manager", (DecisionRole.DECISION_MAKER,), "Sam", 5, 1)
KARI = MapPerson(
    2, 12, "k", "Kari Salmi", "Maintenance", (DecisionRole.CHAMPION,), "", 4, 2, Receptivity.GROWTH
)
LINES = [MapLine(1, 2, 1, Link.REPORTS), MapLine(2, 2, 1, Link.CONFLICT)]
SCENE = compose([MARJA, KARI], LINES)


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_map_is_written(qtbot: QtBot, tmp_path: Path, ending: str, start: bytes) -> None:
    path = tmp_path / f"map.{ending}"
    pictures.draw_map(SCENE, path)
    assert path.read_bytes().startswith(start)


def test_another_kind_and_a_bad_place_are_refused_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="svg, png or pdf"):
        pictures.draw_map(SCENE, tmp_path / "map.gif")
    with pytest.raises(BadInputError, match=r"map\.svg"):
        pictures.draw_map(SCENE, tmp_path / "nowhere" / "map.svg")


def test_the_map_is_drawn_without_a_display(tmp_path: Path) -> None:
    """As the command line does it: no application, no display, no platform chosen."""
    script = (
        "from pathlib import Path\n"
        "from app.tools.relationship_map.rows import People, PlayerRow\n"
        "from app.ui.pictures import draw_map\n"
        "page = People(1, 'Deal', 'Mill', (PlayerRow(1, 1, 'a', 'Anna'),), ())\n"
        "draw_map(page, Path('map.png'))\n"
    )
    hidden = {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}
    surroundings = {key: value for key, value in os.environ.items() if key not in hidden}
    root = Path(pictures.__file__).parents[2]
    surroundings["PYTHONPATH"] = str(root)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=surroundings, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "map.png").stat().st_size > 1000


def test_texts_of_the_vector_picture_stay_texts(qtbot: QtBot) -> None:
    svg = map_svg(SCENE, title="Press section rebuild")
    root = ElementTree.fromstring(svg)
    words = " ".join(" ".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))
    for text in ("Marja Lehtonen", "Kari Salmi", "Mill manager", "At odds"):
        assert text in words
    assert "Press section rebuild" in svg
    assert re.search(r'font-family="[^"]+, ', svg), "another face is named for machines without ours"


def test_nothing_lies_outside_the_picture(qtbot: QtBot) -> None:
    image = map_image(SCENE, density=1.0)
    paper = theme.load("light", 1.0).color("surface").rgb()
    right, bottom = image.width() - 1, image.height() - 1
    edge = [image.pixel(x, y) for x in range(image.width()) for y in (0, bottom)]
    edge += [image.pixel(x, y) for y in range(image.height()) for x in (0, right)]
    assert set(edge) == {paper}


def test_the_image_is_twice_as_dense_and_not_enormous(qtbot: QtBot) -> None:
    assert map_image(SCENE).width() == pytest.approx(2 * map_image(SCENE, density=1.0).width(), abs=2)
    crowd = [replace(MARJA, id=at) for at in range(1500)]
    large = map_image(compose(crowd, []))
    assert large.width() * large.height() < 62_000_000


def test_a_large_map_gets_a_larger_sheet(qtbot: QtBot) -> None:
    def width(pdf: bytes) -> float:
        found = re.search(rb"/MediaBox \[0 0 ([\d.]+)", pdf)
        assert found is not None
        return float(found[1])

    people = [replace(MARJA, id=at, name="Kim Lee") for at in range(1, 124)]
    lines = [MapLine(at, at, (at - 2) // 5 + 1, Link.REPORTS) for at in range(2, 124)]
    assert width(map_pdf(compose(people, lines))) > width(map_pdf(SCENE))


def test_paper_can_be_searched_and_is_confidential_where_it_shows_what_we_think(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    (internal,) = pdf_pages(map_pdf(SCENE, heading="Mill 26", day=date(2026, 11, 22)))
    lines = internal.splitlines()
    assert {"Mill 26", "Marja Lehtonen", "Mill manager", "+1", "22 Nov 2026 · Confidential"} <= set(lines)
    theirs = [replace(one, influence=None, relationship=None, rated=False) for one in (MARJA, KARI)]
    (shown,) = pdf_pages(map_pdf(compose(theirs, LINES[:1]), day=date(2026, 11, 22)))
    assert "22 Nov 2026" in shown.splitlines()
    assert "Confidential" not in shown


def test_pictures_are_light_even_when_the_window_is_dark(qapp: QApplication) -> None:
    light = map_image(SCENE, density=1.0)
    theme.apply(qapp, "dark")
    try:
        assert map_image(SCENE, density=1.0) == light
    finally:
        theme.apply(qapp, "light")


def test_what_is_not_in_the_scene_is_not_in_the_picture(qtbot: QtBot) -> None:
    hidden = [
        replace(one, influence=None, relationship=None, mode=Receptivity.UNKNOWN, rated=False)
        for one in (MARJA, KARI)
    ]
    svg = map_svg(compose(hidden, LINES[:1]))
    for secret in ("+1", "+2", "against us", "At odds", ">?<"):
        assert secret not in svg


def test_the_clipboard_holds_vector_image_html_and_text(qtbot: QtBot) -> None:
    lines = [["Name", "Role"], ["Marja <b>", "Decision\nmaker"]]
    data = picture_mime("<svg/>", map_image(SCENE), lines)
    assert bytes(data.data("image/svg+xml").data()) == b"<svg/>"
    assert isinstance(data.imageData(), QImage)
    assert "Marja &lt;b&gt;" in data.html()
    assert data.text() == "Name\tRole\nMarja <b>\tDecision; maker"
