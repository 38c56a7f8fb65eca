"""Any text goes through draft, Word file, mail and clipboard unchanged; only what XML forbids is dropped."""

import email
import html
import io
import re
from collections.abc import Sequence
from email.policy import SMTP
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.documents.text import clean, one_line
from app.models.accounts import Account
from app.models.actions import Action
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.tools.champion_letter import export
from app.tools.champion_letter.letter import as_written
from app.tools.champion_letter.wording import PARTS
from app.workspace import Workspace
from tests.documents.schema import schema_errors, validator
from tests.tools.test_champion_letter import Case

KINDS = (
    "Zoë Ångström-Łukasiewicz O’Brien",
    "שלום בן-דוד",
    "محمد \u202eأحمد\u202c العربي",
    "李小龍 山田太郎",
    "🏭👩‍🔬 Ops 🇫🇮",
    "x" * 200,
    "a\x00b\x07c\x1bd\ufffe\ud800e",
    '<w:t>&amp;</w:t> ]]> "quoted" \'n --',
    "{{ title }} **no** [x](https://y.example) # z",
    "line\r\nbreak\rend\u2028more\x85",
    "- list\n1. item\n> quote",
    "To: spy@evil.example\nBcc: x",
    "é e\u0301 İi ß ﬁ",
    "=?utf-8?b?ZXZpbA==?=",
)
NAMES = st.one_of(
    st.sampled_from(KINDS), st.text(min_size=1, max_size=200), st.text(st.characters(), max_size=40)
)


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace)


def fill(case: Case, name: str) -> None:
    """The same text as every name and every sentence that a letter quotes."""
    stored = name.encode("utf-8", "ignore").decode()  # half a pair of a sign cannot be stored by any database
    with case.workspace.edit("Rename") as session:
        person = session.get_one(Person, case.reader)
        person.name = person.title = stored
        session.get_one(Stakeholder, case.marja).business_goal = stored
        deal = session.get_one(Opportunity, case.deal)
        deal.title, deal.solution_vision, deal.alternatives = stored, stored, ""
        session.get_one(Account, deal.account_id).name = stored
        session.get_one(Action, case.step).title = stored
        session.get_one(Meeting, case.meeting).notes = ""
        for attendee in session.query(Attendee):
            attendee.said = stored


def readable(text: str) -> str:
    """Words as they are read, whatever the line breaks."""
    return " ".join(text.split())


def words_of_docx(data: bytes) -> str:
    document: Any = docx.Document(io.BytesIO(data))
    return readable("\n".join(paragraph.text for paragraph in document.paragraphs))


@given(NAMES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example("a\x00b\x07c")
@example("x" * 200)
@example("שלום 🏭")
def test_any_text_comes_out_as_it_went_in(case: Case, tmp_path: Path, name: str) -> None:
    fill(case, name)
    page = case.page(case.drafted())
    wanted = as_written(one_line(name.encode("utf-8", "ignore").decode()))
    assert set(page.parts) == set(PARTS)
    export.write_docx(page, tmp_path / "letter.docx")
    export.write_eml(page, tmp_path / "letter.eml")
    rich = export.rich(page)
    mail = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=SMTP)
    plain, page_html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page_html is not None
    assert set(mail.keys()) <= {"X-Unsent", "Subject", "To", "From", "MIME-Version", "Content-Type"}
    bare = re.sub(r"<[^>]+>", " ", page_html.get_content())
    outputs = (
        words_of_docx((tmp_path / "letter.docx").read_bytes()),
        readable(plain.get_content()),
        readable(html.unescape(bare)),
        readable(rich.plain),
    )
    for text in outputs:
        assert readable(clean(wanted)) in text
        assert "\x00" not in text


@pytest.mark.openxml
@pytest.mark.skipif(validator() is None, reason="Microsoft's validator is not installed")
@pytest.mark.parametrize("some", [KINDS[0::3], KINDS[1::3], KINDS[2::3]])  # starting the validator costs most
def test_word_takes_every_kind_of_name(case: Case, tmp_path: Path, some: Sequence[str]) -> None:
    fill(case, " ".join(some))
    export.write_docx(case.page(case.drafted()), tmp_path / "letter.docx")
    assert schema_errors(tmp_path / "letter.docx") == []
