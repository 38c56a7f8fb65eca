"""The user's own template and wording: checked when chosen, filled wherever a field stands, given up again."""

import copy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from app import paths
from app.documents import word_open
from app.errors import BadInputError, ContentError
from app.paths import content
from app.tools.champion_letter import actions, export, templates, wording
from app.tools.champion_letter.wording import PARTS, load_wording
from app.workspace import Workspace
from tests.documents.schema import schema_errors, validator
from tests.tools.test_champion_letter import GOAL, NOW, Case


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings in a folder of the test."""
    folder = tmp_path / "settings"
    monkeypatch.setattr(paths, "user_config", lambda: folder)
    monkeypatch.setattr(word_open, "user_config", lambda: folder)
    return folder


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace)


def plain() -> Any:
    """A template with a paragraph for each part."""
    document = docx.Document()
    for key in PARTS:
        document.add_paragraph(f"{{{{ {key} }}}}")
    return document


def saved(document: Any, tmp_path: Path, name: str = "own.docx") -> Path:
    path = tmp_path / name
    document.save(str(path))
    return path


def split(paragraph: Any, *pieces: str) -> None:
    """A text cut into runs, each in a look of its own, as Word does it."""
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(number % 2)


def add_text_box(document: Any, text: str) -> None:
    shape = parse_xml(
        f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict>'
        '<v:shape style="width:200pt;height:50pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{text[:6]}</w:t></w:r><w:r><w:t>{text[6:]}</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.element.body.insert(0, shape)


def everything(tmp_path: Path) -> Path:
    """Fields split over runs, in header, footer, table, text box, and two tables with repeated rows."""
    document = plain()
    split(document.sections[0].header.paragraphs[0], "{{ acc", "ount }", "} / {{ da", "te }}")
    split(document.sections[0].footer.paragraphs[0], "{", "{ title }}", " by {{sender}}")
    add_text_box(document, "{{ reader }} reads: {{ step }}")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Challenge", "{{ deal }}"
    split(table.cell(1, 0).paragraphs[0], "{{ ea", "ch challenges }}{{ chal", "lenge }}")
    table.cell(1, 1).text = "{{ reasons }} / {{ own_words }}{{ other_words }} for {{ account }}"
    table.cell(2, 0).text = "{{ benefit }}"
    goals = document.add_table(rows=1, cols=2)
    goals.cell(0, 0).text, goals.cell(0, 1).text = "{{ each goals }}{{ goal }}", "{{ who }}"
    document.add_paragraph("The end")
    return saved(document, tmp_path)


def everywhere(document: Any) -> str:
    roots = [document.element.body]
    roots += [document.sections[0].header._element, document.sections[0].footer._element]
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for root in roots
        for paragraph in root.iter(qn("w:p"))
    )


def test_an_own_template_is_filled_wherever_a_field_stands(case: Case, tmp_path: Path) -> None:
    templates.choose_template(everything(tmp_path), "en")
    page = case.page(case.drafted())
    assert export.write_docx(page, tmp_path / "letter.docx") == ()
    document = docx.Document(str(tmp_path / "letter.docx"))
    text = everywhere(document)
    assert "{{" not in text
    assert "Northmill Board / 22 November 2026" in text
    assert f"{page.subject} by Sam Seller" in text
    assert "Marja Lehtonen reads: Walk the press line with our specialist" in text
    challenges, goals = document.tables
    assert [[cell.text for cell in row.cells] for row in challenges.rows] == [
        ["Challenge", "Press section rebuild"],
        [
            "Unplanned downtime",
            "Worn edge areas that nobody measures / Every stop costs us a customer for Northmill Board",
        ],
        ["3,700 kEUR", ""],
    ]
    assert [[cell.text for cell in row.cells] for row in goals.rows] == [
        [GOAL, ""],
        ["Be asked before every shutdown", "Kari Salmi"],
    ]
    if validator() is not None:
        assert schema_errors(tmp_path / "letter.docx") == []


def test_what_the_writer_took_out_does_not_come_back_in_a_table(case: Case, tmp_path: Path) -> None:
    templates.choose_template(everything(tmp_path), "en")
    letter = case.drafted()
    with case.workspace.edit("Rewrite") as session:
        actions.set_part(session, letter, "challenges", "You told me of one thing.")
        actions.set_part(session, letter, "goals", f"You want: {GOAL}.")
    export.write_docx(case.page(letter), tmp_path / "letter.docx")
    text = everywhere(docx.Document(str(tmp_path / "letter.docx")))
    assert "Unplanned downtime" not in text
    assert "Be asked before" not in text
    assert GOAL in text


def test_links_of_a_part_in_a_header_do_not_break_the_file(case: Case, tmp_path: Path) -> None:
    document = plain()
    document.sections[0].header.paragraphs[0].text = "{{ thanks }}"
    templates.choose_template(saved(document, tmp_path), "en")
    letter = case.drafted()
    with case.workspace.edit("Link") as session:
        actions.set_part(
            session, letter, "thanks", "Dear Marja, see [our page](https://us.example/a?b=1&c=2)."
        )
    export.write_docx(case.page(letter), tmp_path / "letter.docx")
    document = docx.Document(str(tmp_path / "letter.docx"))
    assert document.sections[0].header.paragraphs[0].text == "Dear Marja, see our page."
    if validator() is not None:
        assert schema_errors(tmp_path / "letter.docx") == []


def with_text(text: str) -> Any:
    document = plain()
    document.add_paragraph(text)
    return document


def in_a_table(text: str) -> Any:
    document = plain()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "fine"
    document.add_table(rows=2, cols=1).cell(1, 0).text = text
    return document


def in_the_header(text: str) -> Any:
    document = plain()
    document.sections[0].header.paragraphs[0].text = text
    return document


def without(part: str) -> Any:
    document = plain()
    for paragraph in document.paragraphs:
        if part in paragraph.text:
            paragraph.text = ""
    return document


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (with_text("{{ salutation }}"), "the field {{ salutation }} in the text is unknown."),
        (with_text("{{ acount }}"), "the field {{ acount }} in the text is unknown; is {{ account }} meant?"),
        (in_the_header("{{ dat }}"), "the field {{ dat }} in the header is unknown; is {{ date }} meant?"),
        (in_a_table("{{ nobody_knows }}"), "the field {{ nobody_knows }} in table 2, row 2 is unknown."),
        (in_a_table("{{ each people }}"), "no table can be repeated for “people” (in table 2, row 2)"),
        (
            in_a_table("{{ reasons }}"),
            "in table 2, row 2 belongs into a table row with {{ each challenges }}.",
        ),
        (in_a_table("{{ each goals }}{{ reasons }}"), "belongs into a table row with {{ each challenges }}."),
        (
            with_text("{{ each goals }}"),
            "{{ each goals }} stands in the text; it belongs into the row of a table.",
        ),
        (with_text("{{ title }"), "“{{ title }” in the text is not a whole field"),
        (with_text("title }} and"), "“title }} and” in the text is not a whole field"),
        (without("vision"), "has no field {{ vision }}: this part of the letter would be lost."),
    ],
)
def test_a_wrong_template_is_refused_in_one_sentence(
    tmp_path: Path, settings: Path, document: Any, sentence: str
) -> None:
    path = saved(copy.deepcopy(document), tmp_path)
    with pytest.raises(BadInputError) as error:
        templates.choose_template(path, "en")
    assert sentence in str(error.value)
    assert "“own.docx”" in str(error.value)
    assert not settings.exists()


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(data)
    with pytest.raises(BadInputError, match="is no Word document"):
        templates.choose_template(path, "en")
    with pytest.raises(BadInputError, match="cannot be read"):
        templates.choose_template(tmp_path / "nowhere.docx", "en")


def test_the_supplied_template_passes_its_own_check() -> None:
    templates.check_template(paths.resource("templates/champion_letter.docx"))


def test_each_language_has_its_own_and_the_supplied_one_comes_back(tmp_path: Path) -> None:
    supplied = templates.template_in_use("en")
    kept = templates.choose_template(saved(plain(), tmp_path), "fi")
    assert templates.template_in_use("fi") == kept
    assert templates.template_in_use("en") == supplied
    templates.choose_template(saved(with_text("{{ title }}"), tmp_path), "fi")
    templates.supplied_template("fi")
    assert templates.template_in_use("fi") == supplied
    assert templates.own_template_in_use("fi") is None


def test_an_own_wording_is_used_at_once_and_given_up(tmp_path: Path, case: Case) -> None:
    text = content("en/letters/default.toml").read_text("utf-8")
    own = tmp_path / "mine.toml"
    own.write_text(text.replace("Dear {reader_first},", "Hello {reader_first},"), "utf-8")
    templates.choose_wording(own)
    assert templates.has_own_wording()
    with case.workspace.edit("Draft") as session:
        letter = actions.draft_letter(session, case.occasion(), load_wording(), "Sam Seller", NOW)
    assert case.page(letter).parts["thanks"].startswith("Hello Marja,")
    own.write_text(text.replace("Dear {reader_first},", "Good day {reader_first},"), "utf-8")
    templates.choose_wording(own)
    assert "Good day {reader_first}," in load_wording().slots[0].text
    own.write_text(text.replace("{reader_first},", "{reader_frist},"), "utf-8")
    with pytest.raises(ContentError, match=r"mine.toml”, line \d+.*reader_frist"):
        templates.choose_wording(own)
    assert "Good day {reader_first}," in load_wording().slots[0].text
    templates.supplied_wording_again()
    assert load_wording().slots[0].text == ("Dear {reader_first},",)
    assert not templates.has_own_wording()


def test_template_and_wording_are_copied_out_to_be_changed(tmp_path: Path) -> None:
    templates.copy_out(tmp_path / "t.docx", "en")
    templates.copy_out(tmp_path / "w.toml", "en")
    templates.check_template(tmp_path / "t.docx")
    wording.check_wording(tmp_path / "w.toml")
