"""Writes the sample into a workspace: one edit, one undo step."""

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import paths
from app.across.sample.content import AccountSample, read_sample
from app.across.sample.deal import DealWriter
from app.across.sample.words import Calendar
from app.across.starter import fill_library
from app.i18n import tr
from app.models.accounts import Account, ReceptivityAssessment, SelectionScore
from app.models.library import Challenge, SuccessStory
from app.models.opportunities import Evidence
from app.models.people import Connection, Person
from app.workspace import Workspace


def build_sample(workspace: Workspace, today: date | None = None, folder: Path | None = None) -> int:
    """Add the sample accounts, and the challenge libraries where they are missing.

    All dates are counted from `today`. The answer is the id of the opportunity to show first.
    Raises ContentError when a file of the sample is broken; nothing is written then.
    """
    accounts = read_sample(folder or paths.content("sample"))
    calendar = Calendar(today or date.today())
    with workspace.edit(tr("Sample workspace")) as session:
        fill_library(session)
        shown = [_write(session, account, calendar) for account in accounts]
    return shown[0][0]


def _write(session: Session, sample: AccountSample, calendar: Calendar) -> list[int]:
    """One account with its people and opportunities; the ids of the opportunities."""
    part = sample.account
    account = Account(
        name=part.name,
        industry=part.industry,
        country=part.country,
        site=part.site,
        owner=part.owner,
        status=part.status,
        notes=part.notes,
    )
    session.add(account)
    session.flush()
    people = _people(session, sample, account.id, calendar)
    _standing(session, sample, account.id, people, calendar)
    library = _library(session, part.industry)
    return [
        DealWriter(session, calendar, account.id, people, library).write(opportunity)
        for opportunity in sample.opportunities
    ]


def _people(session: Session, sample: AccountSample, account_id: int, calendar: Calendar) -> dict[str, int]:
    """The account's people and the lines between them; ids by key."""
    rows = {
        part.key: Person(
            account_id=account_id,
            name=part.name,
            title=part.title,
            unit=part.unit,
            email=part.email,
            phone=part.phone,
            in_position_since=calendar.day(part.since),
            primary_contact=part.contact,
            placeholder=part.placeholder,
            notes=part.notes,
        )
        for part in sample.people
    }
    session.add_all(rows.values())
    session.flush()
    people = {key: row.id for key, row in rows.items()}
    session.add_all(
        Connection(from_id=people[line.person], to_id=people[line.to], kind=line.kind, strength=line.strength)
        for line in sample.lines
    )
    return people


def _standing(
    session: Session, sample: AccountSample, account_id: int, people: dict[str, int], calendar: Calendar
) -> None:
    """How the account sees us, and what that rests on."""
    session.add_all(
        ReceptivityAssessment(
            account_id=account_id,
            kind=part.kind,
            assessed_on=calendar.on(part.on),
            criticality=part.criticality,
            ease=part.ease,
            judged_by=part.judged_by,
            informant_id=people.get(part.informant),
            evidence=calendar.say(part.evidence),
            evidence_class=part.evidence_class,
            due_on=calendar.day(part.due),
        )
        for part in sample.assessments
    )
    session.add_all(
        SelectionScore(
            account_id=account_id,
            criterion=part.criterion,
            score=part.score,
            evidence=part.evidence,
            evidence_class=part.evidence_class,
            scored_on=calendar.on(part.on),
        )
        for part in sample.scores
    )
    session.add_all(
        Evidence(
            account_id=account_id,
            topic=part.topic,
            text=calendar.say(part.text),
            source=part.source,
            person_id=people.get(part.person),
            noted_on=calendar.on(part.on),
            evidence_class=part.evidence_class,
            question=part.question,
            internal=part.internal,
        )
        for part in sample.evidence
    )


def _library(session: Session, industry: str) -> dict[str, int]:
    """The ids of challenges and stories of an industry by their keys in the library file."""
    prefix = f"{industry}."
    found: dict[str, int] = {}
    for entity in (Challenge, SuccessStory):
        rows = session.execute(select(entity.key, entity.id).where(entity.key.startswith(prefix)))
        found |= {key.removeprefix(prefix): row for key, row in rows}
    return found
