"""The profile of a key person as a Word file, for us alone."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents import word
from app.i18n import tr
from app.method.champion import Criterion, status
from app.method.figures import day_text
from app.method.packs import ModePage
from app.method.people import roles_in_words
from app.models.vocabulary import Aspect, Rater
from app.tools.key_persons.rows import GivenRating, PersonFacts
from app.tools.key_persons.rules import value_text

if TYPE_CHECKING:
    from docx.document import Document


def write_word(facts: PersonFacts, page: ModePage, path: Path, today: date, author: str = "") -> None:
    """One person on one page: what we know, how well, and how to treat the mode.

    It holds our opinions of a named person, so there is no version for the customer. Raises BadInputError when
    the file cannot be written.
    """
    row = facts.row
    told = word.Properties(title=row.name, author=author, date=day_text(today))
    document = word.new_document(properties=told)
    word.add_title(document, row.name, ", ".join(part for part in (row.title, facts.unit) if part))
    word.add_note(document, tr("Confidential: for us alone."))
    titles = [tr("What"), tr("As we see it"), tr("The coach"), tr("How do we know?")]
    word.add_table(document, titles, [*_ratings(facts), *_plain(facts)], (1.2, 1.4, 0.8, 3))
    word.add_heading(document, tr("Receptivity: {mode}", mode=row.mode.label))
    word.add_paragraph(document, tr("{subtitle}. {meaning}", subtitle=page.subtitle, meaning=page.meaning))
    for heading, lines in (
        (tr("How to recognise it"), page.recognise),
        (tr("How to treat it"), page.treat),
        (tr("What not to do"), page.avoid),
        (tr("What to ask"), page.ask),
        (tr("Whom or what to use as leverage"), page.leverage),
        (tr("What shifts it"), page.shifts),
    ):
        word.add_heading(document, heading, 2)
        word.add_bullets(document, lines)
    word.add_heading(document, tr("As a champion: {status}", status=status(facts.champion).label))
    words = {True: tr("yes"), False: tr("no"), None: tr("not known")}
    word.add_bullets(
        document, [f"{criterion.label}: {words[facts.champion[criterion]]}" for criterion in Criterion]
    )
    _add_history(document, facts)
    word.save(document, path)


def _ratings(facts: PersonFacts) -> list[list[str]]:
    """A line for each rating; what nobody knows is a question mark, never a middle."""
    return [
        [
            aspect.label,
            value_text(aspect, _value(facts.ratings.get(aspect))),
            value_text(aspect, _value(facts.coach.get(aspect))) if aspect in facts.coach else "",
            _source(facts.ratings.get(aspect)),
        ]
        for aspect in Aspect
    ]


def _plain(facts: PersonFacts) -> list[list[str]]:
    row = facts.row
    known = [facts.goal_class.label, facts.goal_source, day_text(facts.goal_on) if facts.goal_on else ""]
    goal_source = ", ".join(part for part in known if part)
    lines = [
        [tr("Roles"), roles_in_words(row.roles) or "?", ""],
        [tr("Personal goal"), row.personal_goal or "?", goal_source if row.personal_goal else ""],
        [tr("Personal win or threat"), facts.personal_win or "?", ""],
        [tr("Business goal"), facts.business_goal or "?", ""],
        [tr("Effect of the change"), facts.effect.label, ""],
        *([own.label, own.value, ""] for own in facts.own_fields if own.value),
    ]
    return [[what, value, "", source] for what, value, source in lines]


def _add_history(document: "Document", facts: PersonFacts) -> None:
    past = facts.history
    if len(past) < 2:
        return
    word.add_heading(document, tr("Ratings over time"))
    raters = {Rater.REP: tr("Us"), Rater.COACH: tr("Coach")}
    rows = [
        [
            day_text(one.rated_on),
            one.aspect.label,
            value_text(one.aspect, one.value),
            one.rated_by or raters[one.rater],
            one.evidence,
        ]
        for one in past
    ]
    titles = [tr("Date"), tr("What"), tr("Rating"), tr("Who"), tr("How do we know?")]
    word.add_table(document, titles, rows, (1, 1.2, 0.8, 1, 3))


def _value(given: GivenRating | None) -> float | None:
    return None if given is None else given.value


def _source(given: GivenRating | None) -> str:
    if given is None or given.value is None:
        return ""
    carried = tr("carried over from “{title}”", title=given.carried_from) if given.carried_from else ""
    parts = [given.evidence_class.label, day_text(given.rated_on), given.source, carried]
    known = ", ".join(part for part in parts if part)
    return f"{given.evidence} ({known})" if given.evidence else known
