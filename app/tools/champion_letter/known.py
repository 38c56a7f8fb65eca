"""A letter with all that is known around it, as the checks want it: words, names, stories, and what must not leak."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import language, tr
from app.method.calendar_spans import Window
from app.method.figures import with_unit
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import (
    ChampionLetter,
    LetterConfirmation,
    LetterFact,
    LetterPart,
    LetterState,
    LetterTemplate,
)
from app.models.library import SuccessStory
from app.models.meetings import Meeting
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import ActionKind, ActionStatus, Permission
from app.tools.champion_letter import internal, material
from app.tools.champion_letter.drafting import topics
from app.tools.champion_letter.figures import Known
from app.tools.champion_letter.internal import secrets
from app.tools.champion_letter.letter import OWN_WORDS, KnownDate, Letter, QuotedFact
from app.tools.champion_letter.material import Occasion, facts_of, occasion_of, read
from app.tools.champion_letter.proof import story_name
from app.tools.champion_letter.speech import day_words, month_words
from app.tools.champion_letter.templates import Manner
from app.tools.champion_letter.wording import PARTS, supplied_wording
from app.tools.champion_letter.worth import CaseRead, case_figures

READS: frozenset[type[Entity]] = (
    material.READS
    | internal.READS
    | {ChampionLetter, LetterConfirmation, LetterFact, LetterPart, LetterState, LetterTemplate}
)


def letter_text(session: Session, letter: ChampionLetter, manner: Manner, locale: str = "en_GB") -> Letter:
    """The letter as it stands, with what the workspace knows today; the locale is the user's."""
    occasion = occasion_of(letter, manner, locale)
    wording = manner.wording
    reading = read(session, occasion)
    known = reading.material(whole=True)
    facts = _facts(session, letter.id, occasion, {(fact.key, fact.uid): fact.text for fact in known.facts()})
    parts = dict(
        session.execute(
            select(LetterPart.key, LetterPart.text).where(LetterPart.letter_id == letter.id)
        ).all()
    )
    reader = known.fields.get("reader_name")
    steps = session.scalars(select(Action).where(Action.opportunity_id == letter.opportunity_id)).all()
    return Letter(
        parts={key: parts.get(key, "") for key in PARTS},
        facts=facts,
        reader=reader.text if reader is not None else "",
        words=[fact.text for fact in known.facts() if fact.key in OWN_WORDS],
        names=_names(session, letter, steps),
        stories=_stories(session, wording.anonymous),
        sources=wording.source,
        confirm=wording.confirm,
        payback=wording.payback,
        internal=wording.internal or supplied_wording(language()).internal,
        months=month_words(manner.language),
        days=day_words(manner.language),
        other_steps=_other_steps(steps, facts),
        figures=_figures(session, occasion, reading.case, steps),
        dates=_dates(session, letter.opportunity_id, steps),
        step_date=known.fields["step_date"].text if "step_date" in known.fields else "",
        written_on=letter.drafted_at.date(),
        offers=topics(wording, reading.material()),
        secrets=secrets(session, letter.opportunity_id),
    )


def _figures(
    session: Session, occasion: Occasion, case: CaseRead | None, steps: Sequence[Action]
) -> list[Known]:
    """The figures of the value case and the prices of the plan."""
    if case is None or case.worth is None:
        return []
    currency = session.get_one(Opportunity, occasion.opportunity_id).currency
    agreed = [
        Known(minor / 100, currency, with_unit(minor / 100, currency, locale=occasion.locale), step.title)
        for step in steps
        if step.kind is ActionKind.JOINT and (minor := step.billable_minor)
    ]
    return [*case_figures(case.worth, occasion.locale, occasion.language), *agreed]


def _dates(session: Session, opportunity_id: int, steps: Sequence[Action]) -> list[KnownDate]:
    """Days of the joint plan and of the meetings, and the day of the decision."""
    found = [
        KnownDate(Window(step.starts_on or step.ends_on, step.ends_on), step.title)
        for step in steps
        if step.kind is ActionKind.JOINT and step.ends_on is not None
    ]
    met = session.execute(
        select(Meeting.held_on, Meeting.purpose).where(Meeting.opportunity_id == opportunity_id)
    )
    found += [KnownDate(Window(day, day), purpose or tr("meeting")) for day, purpose in met]
    decision = session.get_one(Opportunity, opportunity_id).decision_on
    if decision is not None:
        found.append(KnownDate(Window(decision, decision), tr("decision")))
    return found


def _facts(
    session: Session, letter_id: int, occasion: Occasion, known: Mapping[tuple[str, str], str]
) -> list[QuotedFact]:
    rows = session.scalars(
        select(LetterFact).where(LetterFact.letter_id == letter_id).order_by(LetterFact.id)
    ).all()
    now = dict(known)
    missing = {(row.source_table, row.source_uid) for row in rows if (row.label, row.source_uid) not in now}
    for table, uid in sorted(missing):
        now.update({(fact.key, fact.uid): fact.text for fact in facts_of(session, table, uid, occasion)})
    return [
        QuotedFact(
            id=row.id,
            part=row.part,
            key=row.label,
            text=row.text,
            now=_line(now.get((row.label, row.source_uid))),
            table=row.source_table,
            uid=row.source_uid,
        )
        for row in rows
    ]


def _line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _names(session: Session, letter: ChampionLetter, steps: Sequence[Action]) -> list[str]:
    people = session.scalars(
        living(
            select(Person.name)
            .join(Stakeholder, Stakeholder.person_id == Person.id)
            .where(Stakeholder.opportunity_id == letter.opportunity_id),
            Person,
        )
    )
    owners = dict.fromkeys(step.owner for step in steps)
    return [name for name in (*people, *owners, letter.sender) if name.strip()]


def _stories(session: Session, anonymous: str) -> list[str]:
    stories = session.scalars(
        living(select(SuccessStory).where(SuccessStory.permission != Permission.INTERNAL), SuccessStory)
    )
    return list(dict.fromkeys(story_name(story, anonymous) for story in stories))


def _other_steps(steps: Sequence[Action], facts: Sequence[QuotedFact]) -> list[str]:
    own = {fact.uid for fact in facts if fact.key == "step"}
    return [
        step.title
        for step in steps
        if step.kind is ActionKind.JOINT and step.status is ActionStatus.OPEN and step.uid not in own
    ]
