"""A letter with all that is known around it, as the checks want it: words, names, stories, and what must not leak."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.method.spoken_dates import month_name
from app.models.accounts import Account
from app.models.actions import Action
from app.models.base import Entity
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.library import SuccessStory
from app.models.meetings import Meeting
from app.models.opportunities import Evidence, Opportunity, Risk, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.models.vocabulary import ActionKind, ActionStatus, Permission
from app.tools.champion_letter import material
from app.tools.champion_letter.material import Occasion, day_text, facts_of, gather, story_name
from app.tools.champion_letter.rules import OWN_WORDS, Letter, QuotedFact, Secret
from app.tools.champion_letter.wording import PARTS, Wording

READS: frozenset[type[Entity]] = material.READS | {ChampionLetter, LetterFact, LetterPart, Evidence, Risk}


def letter_text(session: Session, letter: ChampionLetter, wording: Wording, locale: str) -> Letter:
    """The letter as it stands, with what the workspace knows today."""
    occasion = Occasion(
        letter.opportunity_id, letter.meeting_id, letter.recipient_id, wording.anonymous, locale
    )
    known = gather(session, occasion, whole=True)
    facts = _facts(session, letter.id, occasion, {(fact.key, fact.uid): fact.text for fact in known.facts()})
    parts = dict(
        session.execute(
            select(LetterPart.key, LetterPart.text).where(LetterPart.letter_id == letter.id)
        ).all()
    )
    reader = known.fields.get("reader_name")
    return Letter(
        parts={key: parts.get(key, "") for key in PARTS},
        facts=facts,
        reader=reader.text if reader is not None else "",
        words=[fact.text for fact in known.facts() if fact.key in OWN_WORDS],
        names=_names(session, letter),
        stories=_stories(session, wording.anonymous),
        sources=wording.source,
        confirm=wording.confirm,
        months=[month_name(month) for month in range(1, 13)] + [tr("week")],
        days=_days(),
        other_steps=_other_steps(session, letter, facts),
        secrets=_secrets(session, letter.opportunity_id),
    )


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


def _names(session: Session, letter: ChampionLetter) -> list[str]:
    people = session.scalars(
        living(
            select(Person.name)
            .join(Stakeholder, Stakeholder.person_id == Person.id)
            .where(Stakeholder.opportunity_id == letter.opportunity_id),
            Person,
        )
    )
    owners = session.scalars(
        select(Action.owner)
        .where(Action.opportunity_id == letter.opportunity_id, Action.owner != "")
        .distinct()
    )
    return [name for name in (*people, *owners, letter.sender) if name.strip()]


def _stories(session: Session, anonymous: str) -> list[str]:
    stories = session.scalars(
        living(select(SuccessStory).where(SuccessStory.permission != Permission.INTERNAL), SuccessStory)
    )
    return list(dict.fromkeys(story_name(story, anonymous) for story in stories))


def _days() -> list[str]:
    return [
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"), tr("Sunday"),
        tr("today"), tr("tomorrow"),
    ]  # fmt: skip


def _other_steps(session: Session, letter: ChampionLetter, facts: Sequence[QuotedFact]) -> list[str]:
    own = {fact.uid for fact in facts if fact.key == "step"}
    rows = session.execute(
        select(Action.uid, Action.title).where(
            Action.opportunity_id == letter.opportunity_id,
            Action.kind == ActionKind.JOINT,
            Action.status == ActionStatus.OPEN,
        )
    )
    return [title for uid, title in rows if uid not in own]


def _secrets(session: Session, opportunity_id: int) -> list[Secret]:
    """Notes and names that no customer may read."""
    return [secret for secret in _all_secrets(session, opportunity_id) if secret.text.strip()]


def _all_secrets(session: Session, opportunity_id: int) -> Iterable[Secret]:
    deal = session.get_one(Opportunity, opportunity_id)
    for held_on, notes, commitments in session.execute(
        select(Meeting.held_on, Meeting.notes, Meeting.commitments).where(
            Meeting.opportunity_id == opportunity_id
        )
    ):
        where = tr("the notes of the meeting on {date}", date=day_text(held_on))
        yield from (Secret(notes, where), Secret(commitments, where))
    for person, stakeholder in session.execute(
        select(Person, Stakeholder)
        .join(Stakeholder, Stakeholder.person_id == Person.id)
        .where(Stakeholder.opportunity_id == opportunity_id)
    ):
        where = tr("what we noted about {name}", name=person.name)
        for text in (person.notes, stakeholder.notes, stakeholder.personal_goal, stakeholder.personal_win):
            yield Secret(text, where)
    for notes in session.scalars(select(Action.notes).where(Action.opportunity_id == opportunity_id)):
        yield Secret(notes, tr("the notes of an action"))
    for title in session.scalars(
        select(Action.title).where(
            Action.opportunity_id == opportunity_id, Action.kind == ActionKind.INTERNAL
        )
    ):
        yield Secret(title, tr("our internal actions"))
    for text in session.scalars(select(Risk.text).where(Risk.opportunity_id == opportunity_id)):
        yield Secret(text, tr("our list of risks"))
    for text in session.scalars(
        select(Evidence.text).where(Evidence.opportunity_id == opportunity_id, Evidence.internal.is_(True))
    ):
        yield Secret(text, tr("an internal note"))
    for line in deal.alternatives.splitlines():
        yield Secret(line.split(":")[0].split("(")[0], tr("the alternatives they look at"), name=True)
    yield from _hidden_customers(session, deal.account_id)


def _hidden_customers(session: Session, account_id: int) -> Iterable[Secret]:
    own = session.scalar(select(Account.name).where(Account.id == account_id)) or ""
    for customer in session.scalars(
        living(
            select(SuccessStory.customer).where(
                SuccessStory.permission != Permission.NAMED, SuccessStory.customer != ""
            ),
            SuccessStory,
        )
    ):
        if customer.casefold() != own.casefold():
            yield Secret(customer, tr("a story that may not name its customer"), name=True)
