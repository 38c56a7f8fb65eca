"""The profile of a key person as a Word file, for us alone."""

from datetime import date
from pathlib import Path

from app.documents import word
from app.i18n import tr
from app.method.champion import Criterion, status
from app.method.packs import ModePage
from app.models.vocabulary import Aspect
from app.tools.key_persons.rows import GivenRating, PersonFacts


def write_word(facts: PersonFacts, page: ModePage, path: Path, today: date, author: str = "") -> None:
    """One person on one page: what we know, how well, and how to treat the mode.

    It holds our opinions of a named person, so there is no version for the customer. Raises BadInputError when
    the file cannot be written.
    """
    row = facts.row
    told = word.Properties(title=row.name, author=author, date=_day(today))
    document = word.new_document(properties=told)
    word.add_title(document, row.name, ", ".join(part for part in (row.title, facts.unit) if part))
    word.add_note(document, tr("Confidential: for us alone."))
    word.add_table(
        document, [tr("What"), tr("As we see it"), tr("How do we know?")], _lines(facts), (1.2, 1.6, 3)
    )
    word.add_heading(document, tr("Receptivity: {mode}", mode=row.mode.label))
    word.add_paragraph(document, f"{page.subtitle}.")
    for heading, lines in (
        (tr("How to recognise it"), page.recognise),
        (tr("How to treat it"), page.treat),
        (tr("What to ask"), page.ask),
        (tr("Whom or what to use as leverage"), page.leverage),
    ):
        word.add_heading(document, heading, 2)
        word.add_bullets(document, lines)
    word.add_heading(document, tr("As a champion: {status}", status=status(facts.champion).label))
    words = {True: tr("yes"), False: tr("no"), None: tr("not known")}
    word.add_bullets(
        document, [f"{criterion.label}: {words[facts.champion[criterion]]}" for criterion in Criterion]
    )
    word.save(document, path)


def _lines(facts: PersonFacts) -> list[list[str]]:
    row = facts.row
    goal_source = facts.goal_class.label + (f", {_day(facts.goal_on)}" if facts.goal_on else "")
    return [
        [tr("Roles"), ", ".join(role.label for role in row.roles) or "?", ""],
        [Aspect.INFLUENCE.label, _of(row.influence, "5"), _source(facts.ratings.get(Aspect.INFLUENCE))],
        [
            Aspect.RELATIONSHIP.label,
            "?" if row.relationship is None else f"{row.relationship:+d}",
            _source(facts.ratings.get(Aspect.RELATIONSHIP)),
        ],
        [Aspect.WISHED.label, _of(row.wished, "10"), _source(facts.ratings.get(Aspect.WISHED))],
        [Aspect.PERCEIVED.label, _of(row.perceived, "10"), _source(facts.ratings.get(Aspect.PERCEIVED))],
        [tr("Personal goal"), row.personal_goal or "?", goal_source if row.personal_goal else ""],
        [tr("Personal win or threat"), facts.personal_win or "?", ""],
        [tr("Business goal"), facts.business_goal or "?", ""],
        [tr("Effect of the change"), facts.effect.label, ""],
    ]


def _of(value: float | None, most: str) -> str:
    return "?" if value is None else tr("{value} of {most}", value=f"{value:g}", most=most)


def _source(given: GivenRating | None) -> str:
    if given is None or given.value is None:
        return ""
    known = f"{given.evidence_class.label}, {_day(given.on)}"
    return f"{given.evidence} ({known})" if given.evidence else known


def _day(day: date) -> str:
    return f"{day:%d %b %Y}".lstrip("0")
