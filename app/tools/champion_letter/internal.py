"""What must not stand in a letter: our notes, judgements, actions and risks, rivals, customers not to be named."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.i18n import tr
from app.models.accounts import Account, ReceptivityAssessment
from app.models.actions import Action
from app.models.base import Entity
from app.models.library import StoryTold, SuccessStory
from app.models.meetings import Meeting
from app.models.opportunities import (
    ChampionMark,
    Evidence,
    Opportunity,
    Rating,
    Risk,
    SilencedFinding,
    Stakeholder,
)
from app.models.people import Person
from app.models.told_names import bare_name
from app.models.trash import living
from app.models.vocabulary import ActionKind, AssessmentKind, Permission
from app.tools.champion_letter.letter import Secret
from app.tools.champion_letter.speech import day_text

READS: frozenset[type[Entity]] = frozenset(
    {
        Account, Action, ChampionMark, Evidence, Meeting, Opportunity, Person, Rating, ReceptivityAssessment, Risk,
        SilencedFinding, Stakeholder, StoryTold, SuccessStory,
    }
)  # fmt: skip


_SHORTEST = 4  # letters; a shorter name is too likely another word


def secrets(session: Session, opportunity_id: int) -> list[Secret]:
    """Notes and names that no customer may read."""
    deal = session.get_one(Opportunity, opportunity_id)
    found = [
        *_of_the_deal(session, deal),
        *_of_meetings(session, deal.id),
        *_of_people(session, deal.id),
        *_rivals(deal),
        *_hidden_customers(session, deal.account_id),
    ]
    return [secret for secret in found if secret.text.strip()]


def _of_the_deal(session: Session, deal: Opportunity) -> Iterator[Secret]:
    def texts(statement: Select[*tuple[Any, ...]], where: str) -> Iterator[Secret]:
        for row in session.execute(statement):
            yield from (Secret(text or "", where) for text in row)

    here = deal.id
    yield Secret(deal.acid_test_reason, tr("the acid test"))
    yield Secret(deal.status_reason, tr("why the opportunity stands as it does"))
    yield from texts(select(Action.notes).where(Action.opportunity_id == here), tr("the notes of an action"))
    internal = Action.kind == ActionKind.INTERNAL
    yield from texts(
        select(Action.title).where(Action.opportunity_id == here, internal), tr("our internal actions")
    )
    risks = select(Risk.text, Risk.answer).where(Risk.opportunity_id == here)
    yield from texts(risks, tr("our list of risks"))
    notes = select(Evidence.text).where(Evidence.opportunity_id == here, Evidence.internal.is_(True))
    yield from texts(notes, tr("an internal note"))
    silenced = select(SilencedFinding.reason).where(SilencedFinding.opportunity_id == here)
    yield from texts(silenced, tr("our answer to the coach"))
    received = select(StoryTold.received).where(StoryTold.opportunity_id == here)
    yield from texts(received, tr("how a story was received"))
    yield from texts(
        select(Account.notes).where(Account.id == deal.account_id), tr("our notes on the account")
    )
    guesses = select(ReceptivityAssessment.evidence).where(
        ReceptivityAssessment.account_id == deal.account_id,
        ReceptivityAssessment.kind == AssessmentKind.GUESS,
    )
    yield from texts(guesses, tr("our guess of their receptivity"))


def _of_meetings(session: Session, opportunity_id: int) -> Iterator[Secret]:
    for held_on, notes, commitments in session.execute(
        select(Meeting.held_on, Meeting.notes, Meeting.commitments).where(
            Meeting.opportunity_id == opportunity_id
        )
    ):
        where = tr("the notes of the meeting on {date}", date=day_text(held_on))
        yield from (Secret(notes, where), Secret(commitments, where))


def _of_people(session: Session, opportunity_id: int) -> Iterator[Secret]:
    own = (
        Person.notes,
        Stakeholder.notes,
        Stakeholder.personal_goal,
        Stakeholder.personal_win,
        Stakeholder.override_reason,
    )
    people = (
        select(Person.name, *own)
        .join(Stakeholder, Stakeholder.person_id == Person.id)
        .where(Stakeholder.opportunity_id == opportunity_id)
    )
    judged = [
        select(Person.name, *texts)
        .join(Stakeholder, Stakeholder.person_id == Person.id)
        .join(kind, kind.stakeholder_id == Stakeholder.id)
        .where(Stakeholder.opportunity_id == opportunity_id)
        for kind, texts in (
            (Rating, (Rating.evidence, Rating.reason)),
            (ChampionMark, (ChampionMark.evidence, ChampionMark.reason)),
        )
    ]
    for statement in (people, *judged):
        for name, *texts in session.execute(statement):
            where = tr("what we noted about {name}", name=name)
            yield from (Secret(text or "", where) for text in texts)


def _rivals(deal: Opportunity) -> Iterator[Secret]:
    for line in deal.alternatives.splitlines():
        yield Secret(line.split(":")[0].split("(")[0], tr("the alternatives they look at"), name=True)


def _hidden_customers(session: Session, account_id: int) -> Iterator[Secret]:
    own = session.scalar(select(Account.name).where(Account.id == account_id)) or ""
    for customer in session.scalars(
        living(
            select(SuccessStory.customer).where(
                SuccessStory.permission != Permission.NAMED, SuccessStory.customer != ""
            ),
            SuccessStory,
        )
    ):
        name = bare_name(customer)
        if name.casefold() != bare_name(own).casefold() and len(name) >= _SHORTEST:
            yield Secret(name, tr("a story that may not name its customer"), name=True)
