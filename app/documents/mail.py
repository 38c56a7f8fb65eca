"""A mail that opens as a draft in the user's mail program: an .eml file with a text and an HTML part."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from app.documents import markdown
from app.documents.markdown import Block
from app.documents.text import one_line

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"({_WORD}(?:\.{_WORD})*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
_PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="font-family: Calibri, Inter, Segoe UI, sans-serif; font-size: 11pt;">{body}</body></html>'
)


@dataclass(frozen=True)
class Mailbox:
    """A person who writes or reads; the address may be missing."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the mail; `kind` is its MIME type."""

    name: str
    kind: str
    data: bytes


def draft(
    subject: str,
    blocks: Sequence[Block],
    *,
    sender: Mailbox | None = None,
    to: Iterable[Mailbox] = (),
    attachments: Iterable[Attachment] = (),
    language: str = "en",
) -> bytes:
    """The mail as the bytes of an .eml file, marked unsent so that it opens for editing.

    Header values are put on one line, so no text can add a header of its own. An address that is
    no address is left out: the mail program then asks for it.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = one_line(subject)
    if sender is not None and (mine := _address(sender)) is not None:
        message["From"] = mine
    if readers := [address for box in to if (address := _address(box)) is not None]:
        message["To"] = readers
    message.set_content(markdown.plain(blocks))
    page = _PAGE.format(language=language, title=escape(one_line(subject)), body=markdown.html(blocks))
    message.add_alternative(page, subtype="html")
    for attachment in attachments:
        main, _, sub = attachment.kind.partition("/")
        message.add_attachment(
            attachment.data, maintype=main, subtype=sub, filename=one_line(attachment.name)
        )
    return message.as_bytes()


def _address(box: Mailbox) -> Address | None:
    """The mailbox as a header address; None when the address is missing or not one."""
    found = _ADDRESS.fullmatch(one_line(box.address))
    return None if found is None else Address(one_line(box.name), found[1], found[2])
