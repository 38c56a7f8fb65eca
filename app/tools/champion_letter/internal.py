"""What must not stand in a letter: our notes, judgements, actions and risks, rivals, customers not to be named."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, literal_column, select, union_all
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
        *_notes(session, deal),
        *_rivals(deal),
        *_hidden_customers(session, deal.account_id),
    ]
    return [secret for secret in found if secret.text.strip()]


def _notes(session: Session, deal: Opportunity) -> Iterator[Secret]:
    yield Secret(deal.acid_test_reason, tr("the acid test"))
    yield Secret(deal.status_reason, tr("why the opportunity stands as it does"))
    places = {
        "action": tr("the notes of an action"),
        "internal": tr("our internal actions"),
        "risk": tr("our list of risks"),
        "evidence": tr("an internal note"),
        "silenced": tr("our answer to the coach"),
        "received": tr("how a story was received"),
        "account": tr("our notes on the account"),
        "guess": tr("our guess of their receptivity"),
        "meeting": tr("the notes of the meeting on {date}"),
        "person": tr("what we noted about {name}"),
    }
    for kind, about, text in session.execute(_all_notes(), {"deal": deal.id, "account": deal.account_id}):
        if not (text or "").strip():
            continue
        where = places[kind]
        if kind == "meeting":
            where = where.format(date=day_text(date.fromisoformat(about)))
        elif kind == "person":
            where = where.format(name=about)
        yield Secret(text, where)


@lru_cache(maxsize=1)
def _all_notes() -> CompoundSelect[str, str, str]:
    """Every note around a deal in one statement: what kind it is, about whom or from when, and its text."""
    deal: Any = bindparam("deal")
    account: Any = bindparam("account")
    none: Any = literal_column("''")

    def of(kind: str, about: Any, text: Any, *where: Any) -> Select[str, str, str]:
        return select(literal_column(f"'{kind}'"), about, text).where(*where)

    here = [
        of("action", none, Action.notes, Action.opportunity_id == deal),
        of("internal", none, Action.title, Action.opportunity_id == deal, Action.kind == ActionKind.INTERNAL),
        of("risk", none, Risk.text, Risk.opportunity_id == deal),
        of("risk", none, Risk.answer, Risk.opportunity_id == deal),
        of("evidence", none, Evidence.text, Evidence.opportunity_id == deal, Evidence.internal.is_(True)),
        of("silenced", none, SilencedFinding.reason, SilencedFinding.opportunity_id == deal),
        of("received", none, StoryTold.received, StoryTold.opportunity_id == deal),
        of("account", none, Account.notes, Account.id == account),
        of(
            "guess",
            none,
            ReceptivityAssessment.evidence,
            ReceptivityAssessment.account_id == account,
            ReceptivityAssessment.kind == AssessmentKind.GUESS,
        ),
        of("meeting", Meeting.held_on, Meeting.notes, Meeting.opportunity_id == deal),
        of("meeting", Meeting.held_on, Meeting.commitments, Meeting.opportunity_id == deal),
    ]
    own = (
        Person.notes,
        Stakeholder.notes,
        Stakeholder.personal_goal,
        Stakeholder.personal_win,
        Stakeholder.override_reason,
    )
    in_deal = (Stakeholder.person_id == Person.id, Stakeholder.opportunity_id == deal)
    people = [of("person", Person.name, text, *in_deal) for text in own]
    judged = [
        of("person", Person.name, text, *in_deal, kind.stakeholder_id == Stakeholder.id)
        for kind, texts in (
            (Rating, (Rating.evidence, Rating.reason)),
            (ChampionMark, (ChampionMark.evidence, ChampionMark.reason)),
        )
        for text in texts
    ]
    return union_all(*here, *people, *judged)


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
