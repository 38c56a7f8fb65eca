"""What a user does with the templates of letters: keep, choose, remove; none of these commits."""

from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.letters import LetterTemplate
from app.tools.champion_letter.looks import check_look
from app.tools.champion_letter.speech import knows_language
from app.tools.champion_letter.templates import TemplateForm, form_of
from app.tools.champion_letter.wording import read_wording


def keep_template(session: Session, form: TemplateForm, template_id: int | None = None) -> int:
    """Store a template, a new one or in place of what it was; the answer is its id.

    Raises BadInputError naming the field, or ContentError naming the line of the words that is wrong.
    """
    name = " ".join(form.name.split())
    if not name or len(name) > 120:
        raise BadInputError(tr("A template has a name of at most {n} characters.", n=120))
    if not knows_language(form.language):
        raise BadInputError(tr("“{code}” is no language.", code=form.language))
    read_wording(form.wording, name)
    before = form_of(session, template_id) if template_id is not None else None
    if form.look is not None and (before is None or form.look != before.look):
        check_look(form.look)
    row = session.get_one(LetterTemplate, template_id) if template_id is not None else LetterTemplate()
    row.name, row.language, row.account_id, row.wording = name, form.language, form.account_id, form.wording
    if before is None or form.look != before.look:
        row.look = form.look.data if form.look is not None else None
        row.look_name = form.look.name[:200] if form.look is not None else ""
    session.add(row)
    session.flush()
    return row.id


def remove_template(session: Session, template_id: int) -> None:
    """Drop a template; letters that are not sent yet go on with the usual words."""
    session.delete(session.get_one(LetterTemplate, template_id))
    session.flush()
