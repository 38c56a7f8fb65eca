"""Which templates the workspace has, and what a letter is written with: its language, words and look."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import files
from app.documents.word_open import WordFile, read_word_file
from app.i18n import language, tr
from app.method.content_file import text_of
from app.models.accounts import Account
from app.models.letters import ChampionLetter, LetterTemplate
from app.models.opportunities import Opportunity
from app.tools.champion_letter.looks import check_look, settings_look, usual_look
from app.tools.champion_letter.wording import (
    Wording,
    has_words,
    load_wording,
    read_wording,
    settings_wording,
    usual_text,
)

_HEAD = re.compile(r"^\[template\][^\n]*\n(?:\w+\s*=[^\n]*\n)*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Template:
    """A template as the page offers it."""

    id: int
    name: str
    language: str
    account: str  # "": for all accounts
    look_name: str  # "": the supplied look


@dataclass(frozen=True)
class TemplateForm:
    """What a template says, as it is filled in and kept."""

    name: str
    language: str
    account_id: int | None  # None: for all accounts
    wording: str
    look: WordFile | None = None  # None: the supplied look


@dataclass(frozen=True)
class Manner:
    """How a letter is written: in which language and words; without a template, with the usual ones."""

    wording: Wording
    language: str = ""  # "": that of the program
    template_id: int | None = None


def usual_manner(code: str = "") -> Manner:
    """How letters in a language are written without a template of the workspace.

    Where there are no words for that language, in the program's.
    """
    if code and code != language() and not settings_wording().is_file() and not has_words(code):
        code = ""
    return Manner(load_wording(code or language()), code)


def offered(session: Session, opportunity_id: int) -> list[Template]:
    """The templates for letters of a deal: those of its account first, then those for all; the newest first."""
    account_id, _ = account_of(session, opportunity_id)
    rows = session.execute(
        select(
            LetterTemplate.id,
            LetterTemplate.name,
            LetterTemplate.language,
            Account.name,
            LetterTemplate.look_name,
        )
        .outerjoin(Account, Account.id == LetterTemplate.account_id)
        .where((LetterTemplate.account_id == account_id) | LetterTemplate.account_id.is_(None))
        .order_by(LetterTemplate.account_id.is_(None), LetterTemplate.id.desc())
    )
    return [Template(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows]


def likely_manner(session: Session, opportunity_id: int) -> Manner:
    """How the next letter is written: in the language of the last one to this account, with what fits it best."""
    known = offered(session, opportunity_id)
    last = session.scalar(
        select(ChampionLetter.language)
        .join(Opportunity, Opportunity.id == ChampionLetter.opportunity_id)
        .where(Opportunity.account_id == account_of(session, opportunity_id)[0])
        .order_by(ChampionLetter.drafted_at.desc(), ChampionLetter.id.desc())
        .limit(1)
    )
    code = last if last is not None else _own_language(known)
    return manner(session, fitting(known, code or language()), code)


def account_of(session: Session, opportunity_id: int) -> tuple[int, str]:
    """Id and name of the account that the letters of a deal go to."""
    account = session.get_one(Account, session.get_one(Opportunity, opportunity_id).account_id)
    return account.id, account.name


def _own_language(known: list[Template]) -> str:
    """The language in which this account is written to, as its own templates tell; "" is the program's."""
    own = [one.language for one in known if one.account]
    return "" if not own or language() in own else own[0]


def fitting(known: list[Template], code: str) -> int | None:
    """Of the templates in a language the account's own, else one for all accounts; None: the usual words."""
    return next((one.id for one in known if one.language == code), None)


def manner(session: Session, template_id: int | None, code: str) -> Manner:
    """How a letter is written with a template, or with the usual words of a language."""
    template = session.get(LetterTemplate, template_id) if template_id is not None else None
    if template is None:
        return usual_manner(code)
    return Manner(read_wording(template.wording, template.name), template.language, template.id)


def manner_of(session: Session, letter: ChampionLetter) -> Manner:
    """How a letter is written; one that was sent keeps the words of that day."""
    if letter.sent_wording:
        words = read_wording(letter.sent_wording, letter.subject)
        return Manner(words, letter.language, letter.template_id)
    return manner(session, letter.template_id, letter.language)


def words_of(session: Session, letter: ChampionLetter) -> str:
    """The wording of a letter as text."""
    template = session.get(LetterTemplate, letter.template_id) if letter.template_id is not None else None
    return template.wording if template is not None else usual_text(letter.language or language())


def look_of(session: Session, letter_id: int) -> WordFile:
    """The Word file that a letter gets its look from."""
    letter = session.get_one(ChampionLetter, letter_id)
    template = session.get(LetterTemplate, letter.template_id) if letter.template_id is not None else None
    if template is not None and template.look is not None:
        return WordFile(template.look_name, template.look)
    return usual_look(letter.language or language())


def form_of(session: Session, template_id: int) -> TemplateForm:
    """A template, to be changed."""
    row = session.get_one(LetterTemplate, template_id)
    look = WordFile(row.look_name, row.look) if row.look is not None else None
    return TemplateForm(row.name, row.language, row.account_id, row.wording, look)


def new_form(session: Session, opportunity_id: int, template_id: int | None, code: str) -> TemplateForm:
    """A template for the account of a deal that begins as another one, the user's own files, or ours."""
    account_id, _ = account_of(session, opportunity_id)
    if template_id is not None:
        known = form_of(session, template_id)
        name = tr("{name}, another", name=known.name)[:120]
        return TemplateForm(name, known.language, account_id, known.wording, known.look)
    code = code or language()
    return TemplateForm("", code, account_id, usual_text(code), settings_look(code))


def from_settings(code: str) -> bool:
    """Whether letters without a template are written with files in the user's settings."""
    return settings_wording().is_file() or settings_look(code or language()) is not None


def with_file(form: TemplateForm, path: Path) -> TemplateForm:
    """The form with what a file brings: a Word file its look, a wording its words, name and language.

    Raises BadInputError or ContentError with one sentence that names what is wrong, and where.
    """
    name = form.name or path.stem[:120]
    if path.suffix.lower() == ".docx":
        look = read_word_file(path)
        check_look(look)
        return TemplateForm(name, form.language, form.account_id, form.wording, look)
    text = text_of(path)
    read_wording(text, path.name)
    head = tomllib.loads(text).get("template", {})
    return TemplateForm(
        str(head.get("name", name))[:120],
        str(head.get("language", form.language))[:10],
        form.account_id,
        _HEAD.sub("", text, count=1),
        form.look,
    )


def save_to_file(form: TemplateForm, path: Path) -> None:
    """Write the look (.docx) or the words (.toml) of a template, by the ending of the name."""
    if path.suffix.lower() == ".docx":
        look = form.look or usual_look(form.language)
        files.write(path, look.data)
        return
    told = {"name": form.name, "language": form.language}
    head = [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in told.items() if text]
    files.write(path, "\n".join(["[template]", *head, "", form.wording]).encode())
