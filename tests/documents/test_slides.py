"""One slide: what stands on it, that nothing is cut off, and that PowerPoint's own schema takes it."""

import zipfile
from io import BytesIO
from pathlib import Path

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import slides
from tests.documents.schema import schema_errors

BLOCKS = [
    slides.Block("Challenge", "Nine stops a month."),
    slides.Block("Solution", "A new press,\nand spares on site."),
    slides.Block("Result", "Two stops a month.", marked=True),
]


def _made(blocks: list[slides.Block] = BLOCKS) -> bytes:
    return slides.slide(
        "From nine to two", "Kettula · Nordics", blocks, "A sample.", author="Sam", remarks="Say it slowly."
    )


def test_title_blocks_note_and_remarks_are_there() -> None:
    (page,) = pptx.Presentation(BytesIO(_made())).slides
    assert page.shapes.title is not None
    assert page.shapes.title.text_frame.text == "From nine to two"
    texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    assert "Solution\nA new press,\nand spares on site." in texts
    assert "A sample." in texts
    assert page.notes_slide.notes_text_frame is not None
    assert page.notes_slide.notes_text_frame.text == "Say it slowly."


def test_everything_stands_on_the_slide() -> None:
    deck = pptx.Presentation(BytesIO(_made()))
    assert deck.slide_width is not None
    assert deck.slide_height is not None
    for shape in deck.slides[0].shapes:
        assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
        assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height


def test_a_long_text_gets_smaller_and_one_that_never_ends_is_cut_behind_a_word() -> None:
    sizes = (20, 16, 12)
    assert slides.fitted("Short.", 3, 3, sizes) == ("Short.", 20)
    assert slides.fitted("word " * 40, 3, 3, sizes)[1] == 16
    text, points = slides.fitted("word " * 900, 3, 3, sizes)
    assert points == 12
    assert text.endswith("word …")
    assert 200 < len(text) < 900


def test_the_blocks_speak_equally_loud() -> None:
    long = slides.Block("Challenge", "Nine stops a month, and each of them at night. " * 8)
    (page,) = pptx.Presentation(BytesIO(_made([long, *BLOCKS[1:]]))).slides
    frames = [shape.text_frame for shape in page.shapes if shape.has_text_frame]
    texts = [run for frame in frames for one in frame.paragraphs[1:] for run in one.runs]
    assert len({run.font.size for run in texts}) == 1
    assert [run.text for run in texts if run.font.bold] == ["Two stops a month."]


def test_the_file_brings_nothing_of_the_library_along() -> None:
    with zipfile.ZipFile(BytesIO(_made())) as package:
        names = package.namelist()
        brought = ("thumbnail", "printerSettings", "docProps/app")
        assert not [name for name in names if any(part in name for part in brought)]
        assert b"python-pptx" not in package.read("docProps/core.xml")


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=50), st.text(max_size=400))
def test_any_text_may_stand_on_it(title: str, text: str) -> None:
    made = slides.slide(title, text, [slides.Block(title, text, marked=True)], text, author=title)
    assert len(pptx.Presentation(BytesIO(made)).slides) == 1


@pytest.mark.openxml
def test_the_schema_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "story.pptx"
    path.write_bytes(_made())
    assert schema_errors(path) == []
