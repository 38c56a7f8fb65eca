"""The user's own template and wording: checked when chosen, filled wherever a field stands, given up again."""

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from sqlalchemy import select

from app import paths
from app.documents import word_open
from app.documents.word_open import WordFile
from app.errors import BadInputError, ContentError, WorkbenchError
from app.models.accounts import Account
from app.models.letters import LetterTemplate
from app.models.vocabulary import Audience, Onlooker
from app.paths import content
from app.tools.champion_letter import actions, export, keeping, queries, templates
from app.tools.champion_letter.looks import check_look, usual_look
from app.tools.champion_letter.templates import TemplateForm
from app.tools.champion_letter.wording import PARTS
from app.workspace import Workspace
from tests.documents.schema import schema_errors, validator
from tests.tools.test_champion_letter import GOAL, NOW, Case

FORM = TemplateForm("", "en", None, content("en/letters/default.toml").read_text("utf-8"))


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
    page = case.page(case.drafted())
    assert export.write_docx(page, tmp_path / "letter.docx", everything(tmp_path)) == ()
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
    letter = case.drafted()
    with case.workspace.edit("Rewrite") as session:
        actions.set_part(session, letter, "challenges", "You told me of one thing.")
        actions.set_part(session, letter, "goals", f"You want: {GOAL}.")
    export.write_docx(case.page(letter), tmp_path / "letter.docx", everything(tmp_path))
    text = everywhere(docx.Document(str(tmp_path / "letter.docx")))
    assert "Unplanned downtime" not in text
    assert "Be asked before" not in text
    assert GOAL in text


def test_links_of_a_part_in_a_header_do_not_break_the_file(case: Case, tmp_path: Path) -> None:
    document = plain()
    document.sections[0].header.paragraphs[0].text = "{{ thanks }}"
    letter = case.drafted()
    with case.workspace.edit("Link") as session:
        actions.set_part(
            session, letter, "thanks", "Dear Marja, see [our page](https://us.example/a?b=1&c=2)."
        )
    export.write_docx(case.page(letter), tmp_path / "letter.docx", saved(document, tmp_path))
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
def test_a_wrong_template_is_refused_in_one_sentence(tmp_path: Path, document: Any, sentence: str) -> None:
    path = saved(copy.deepcopy(document), tmp_path)
    with pytest.raises(BadInputError) as error:
        templates.with_file(FORM, path)
    assert sentence in str(error.value)
    assert "“own.docx”" in str(error.value)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(data)
    with pytest.raises(BadInputError, match="is no Word document"):
        templates.with_file(FORM, path)
    with pytest.raises(BadInputError, match="cannot be read"):
        templates.with_file(FORM, tmp_path / "nowhere.docx")


def test_the_supplied_template_passes_its_own_check() -> None:
    check_look(usual_look("en"))


def form(name: str, language: str = "en", account_id: int | None = None, hello: str = "Dear") -> TemplateForm:
    text = content("en/letters/default.toml").read_text("utf-8")
    return TemplateForm(
        name, language, account_id, text.replace("Dear {reader_first},", hello + " {reader_first},")
    )


def keep(case: Case, kept: TemplateForm, template_id: int | None = None) -> int:
    with case.workspace.edit("Keep") as session:
        return keeping.keep_template(session, kept, template_id)


def drafted(case: Case) -> int:
    with case.workspace.edit("Draft") as session:
        manner = templates.likely_manner(session, case.deal)
        return actions.draft_letter(session, case.occasion(), manner, "Sam Seller", NOW)


def hello(case: Case, letter: int) -> str:
    return case.page(letter).parts["thanks"].partition(" ")[0]


def test_a_letter_takes_the_template_of_its_account_then_the_general_one_then_ours(case: Case) -> None:
    with case.workspace.edit("Account") as session:
        other = Account(name="Voltrix")
        session.add(other)
        session.flush()
        other_id = other.id
        own_id = templates.account_of(session, case.deal)[0]
    keep(case, form("For Voltrix", account_id=other_id, hello="Hoi"))
    assert hello(case, drafted(case)) == "Dear"
    keep(case, form("Suomeksi", "fi", hello="Hei"))
    assert hello(case, drafted(case)) == "Dear"
    general = keep(case, form("All", hello="Hello"))
    assert hello(case, drafted(case)) == "Hello"
    keep(case, form("Northmill", account_id=own_id, hello="Good day"))
    assert hello(case, drafted(case)) == "Good"
    with case.workspace.read() as session:
        names = [one.name for one in templates.offered(session, case.deal)]
    assert names == ["Northmill", "All", "Suomeksi"]
    case.workspace.undo()  # the letter
    case.workspace.undo()  # the account's own template
    assert case.page(drafted(case)).template_id == general


def test_letters_go_on_in_the_language_of_the_last_one(case: Case) -> None:
    finnish = keep(case, form("Suomeksi", "fi", hello="Hei"))
    letter = case.drafted()
    with case.workspace.edit("Finnish") as session:
        actions.set_manner(session, letter, templates.manner(session, finnish, ""), "en_GB")
    page = case.page(letter)
    assert page.parts["thanks"].startswith("Hei Marja,")
    assert "21\\. marraskuuta 2026" in page.parts["thanks"]
    assert "3\\. joulukuuta 2026" in page.parts["next_steps"]
    assert "3 700 kEUR" in page.parts["vision"]
    assert [check.key for check in page.checks if not check.good] == []
    with case.workspace.edit("Another day") as session:
        actions.set_part(session, letter, "next_steps", page.parts["next_steps"].replace("3\\.", "9\\."))
    assert [check.key for check in case.page(letter).checks if not check.good] == ["dates"]
    assert case.page(drafted(case)).language == "fi"


def test_what_is_written_stays_when_the_template_changes_and_a_sent_letter_keeps_its_words(
    case: Case,
) -> None:
    text = form("Own").wording
    own = keep(case, TemplateForm("Own", "en", None, text.replace("What happens next", "And now")))
    letter = case.drafted()
    with case.workspace.edit("Write") as session:
        actions.begin_writing(session, letter, NOW)
        actions.set_part(session, letter, "goals", "As I wrote it.")
        actions.set_manner(session, letter, templates.manner(session, own, ""), "en_GB")
    page = case.page(letter)
    assert page.parts["goals"] == "As I wrote it."
    assert page.headings["next_steps"] == "And now"
    with case.workspace.edit("Send") as session:
        actions.mark_sent(session, letter, NOW.date())
    keep(case, TemplateForm("Own", "en", None, text), own)
    with case.workspace.edit("Remove") as session:
        keeping.remove_template(session, own)
    assert case.page(letter).headings["next_steps"] == "And now"
    with case.workspace.edit("Take back") as session:
        actions.mark_sent(session, letter, None)
    assert case.page(letter).headings["next_steps"] == "What happens next"


def test_a_template_that_is_wrong_is_not_kept(case: Case, tmp_path: Path) -> None:
    for wrong, reason in (
        (form(" "), "has a name"),
        (form("Klingon", "xx-none"), "is no language"),
        (form("Own", hello="Dear {reader_frist}"), r"“Own”, line 49: “reader_frist” is no field"),
        (TemplateForm("Own", "en", None, FORM.wording, WordFile("a.docx", b"no")), "is no Word document"),
    ):
        with pytest.raises(WorkbenchError, match=reason):
            keep(case, wrong)
    with case.workspace.read() as session:
        assert templates.offered(session, case.deal) == []


def test_a_template_goes_to_another_workspace_in_files(case: Case, tmp_path: Path) -> None:
    look = WordFile("own.docx", saved(plain(), tmp_path).read_bytes())
    mine = TemplateForm("Kirje “2026”", "fi", None, FORM.wording, look)
    templates.save_to_file(mine, tmp_path / "w.toml")
    templates.save_to_file(mine, tmp_path / "w.docx")
    taken = templates.with_file(templates.with_file(FORM, tmp_path / "w.toml"), tmp_path / "w.docx")
    assert (taken.name, taken.language, taken.wording) == (mine.name, "fi", mine.wording)
    assert taken.look == WordFile("w.docx", look.data)
    own = keep(case, taken)
    with case.workspace.read() as session:
        assert templates.form_of(session, own) == taken
    with case.workspace.edit("Remove") as session:
        keeping.remove_template(session, own)
    case.workspace.undo()
    with case.workspace.read() as session:
        assert templates.form_of(session, own) == taken


def test_files_in_the_settings_count_until_the_workspace_has_a_template(
    case: Case, settings: Path, tmp_path: Path
) -> None:
    (settings / "letters").mkdir(parents=True)
    (settings / "letters" / "default.toml").write_text(form("", hello="Ahoy").wording, "utf-8")
    (settings / "templates").mkdir()
    saved(plain(), settings / "templates", "champion_letter.docx")
    assert templates.from_settings("")
    letter = drafted(case)
    assert hello(case, letter) == "Ahoy"
    with case.workspace.read() as session:
        taken = templates.new_form(session, case.deal, None, "")
        assert templates.look_of(session, letter) == taken.look
    assert "Ahoy {reader_first}," in taken.wording
    keep(case, replace(taken, name="Taken over"))
    (settings / "letters" / "default.toml").unlink()
    assert hello(case, drafted(case)) == "Ahoy"
    (settings / "letters" / "default.toml").write_text("[[slot]\n", "utf-8")
    with pytest.raises(ContentError, match="line 1"):
        templates.usual_manner()


def test_a_customer_reads_the_letter_in_its_template_and_no_template_of_others(
    case: Case, tmp_path: Path
) -> None:
    with case.workspace.edit("Account") as session:
        other = Account(name="Voltrix")
        session.add(other)
        session.flush()
        own_id = templates.account_of(session, case.deal)[0]
        other_id = other.id
    look = WordFile("own.docx", saved(plain(), tmp_path).read_bytes())
    words = FORM.wording.replace("What happens next", "And now")
    keep(case, TemplateForm("For Northmill", "en", own_id, words, look))
    keep(case, form("Secret plan for Voltrix", account_id=other_id))
    letter = drafted(case)
    with case.workspace.read(Onlooker(Audience.CUSTOMER, account_id=own_id)) as session:
        page = queries.letter_page(session, letter, audience=Audience.CUSTOMER)
        assert page.headings["next_steps"] == "And now"
        assert templates.look_of(session, letter).data == look.data
        assert [one.account_id for one in session.scalars(select(LetterTemplate))] == [own_id]
        assert "Northmill" not in "".join(session.scalars(select(LetterTemplate.name)))
