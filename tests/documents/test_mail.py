"""The mail draft: opens unsent, in two forms, and no text can add a header."""

import email
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.mail import Attachment, Mailbox, draft
from app.documents.markdown import escape, parse
from app.documents.text import clean, one_line
from tests.documents.test_word import HOSTILE


def reread(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    text = found.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def test_a_draft_has_both_forms_and_is_unsent() -> None:
    message = reread(
        draft(
            "Our meeting",
            parse("Dear **Marja**\n\n- one\n- two"),
            sender=Mailbox("Aino Rep", "aino@us.example"),
            to=[Mailbox("Marja Lehtonen", "marja@mill.example")],
            attachments=[Attachment("letter.docx", "application/msword", b"x")],
        )
    )
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Marja Lehtonen <marja@mill.example>"
    assert message["From"] == "Aino Rep <aino@us.example>"
    assert part(message, "plain").strip() == "Dear Marja\n\n- one\n- two"
    assert "<strong>Marja</strong>" in part(message, "html")
    assert [item.get_filename() for item in message.iter_attachments()] == ["letter.docx"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive(text: str) -> None:
    message = reread(draft(text, parse(escape(text)), to=[Mailbox(text, "a@b.example")]))
    assert message["Subject"] == one_line(text)
    assert part(message, "plain").strip() == clean(text)
    assert message["To"].addresses[0].display_name == one_line(text)


@pytest.mark.parametrize(
    "evil", ["a\r\nBcc: x@y.z", "a\nX-Evil: 1", "a\r\n\r\nbody", "\x0bBcc: x\x85Cc: y\u2028To: z"]
)
def test_no_text_adds_a_header(evil: str) -> None:
    message = reread(
        draft(
            evil,
            parse("x"),
            sender=Mailbox(evil, evil + "@b.example"),
            to=[Mailbox(evil, "a@b.example"), Mailbox("b", evil)],
        )
    )
    assert set(message.keys()) <= {"X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type"}
    assert [address.addr_spec for address in message["To"].addresses] == ["a@b.example"]


@pytest.mark.parametrize(
    "address", ["", "no address", "a@b@c", "@", "a@", "<a@b>", "ä@b.example", "a@b, c@d"]
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    assert "To" not in reread(draft("s", parse("x"), to=[Mailbox("N", address)]))


@given(st.text(max_size=100), st.text(max_size=40))
def test_any_text_gives_a_mail(text: str, name: str) -> None:
    message = reread(draft(text, parse(text), sender=Mailbox(name, "a@b.example"), to=[Mailbox(name, name)]))
    assert message["X-Unsent"] == "1"
