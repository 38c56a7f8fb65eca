"""Reads what the other tools left in the data, as the plain facts that the grounds are made from."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.errors import WorkbenchError
from app.method import value_case
from app.method.champion import Worksheet, worksheet
from app.method.evidence import from_customer, weakest
from app.method.receptivity import levels_of
from app.method.selection import OurView, fit
from app.method.selection_pack import weights
from app.models.accounts import Account, ReceptivityAssessment, SelectionCriterion, SelectionScore
from app.models.actions import Action
from app.models.base import Entity
from app.models.champion_marks import champion_marks
from app.models.letters import ChampionLetter, LetterFact, LetterPart
from app.models.levels import MethodLevel, levels_set
from app.models.library import Challenge, ChallengeHeard, StoryTold, SuccessStory
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import ChampionMark, Opportunity, Rating, Risk, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.ratings import ratings_in_force
from app.models.trash import living
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import (
    ActionKind,
    ActionPurpose,
    ActionStatus,
    AssessmentKind,
    DecisionRole,
    EvidenceClass,
    HeardStatus,
    LetterAnswer,
    OpportunityStatus,
)
from app.tools.closing_checklist.facts import (
    Candidate,
    DealFacts,
    Decider,
    Heard,
    Mark,
    OurFit,
    Step,
    Told,
    Vision,
    Worth,
)
from app.tools.closing_checklist.rules import DecisionFact, Ground, RiskFact

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Action,
        Attendee,
        Challenge,
        ChallengeHeard,
        ChampionLetter,
        ChampionMark,
        LetterFact,
        LetterPart,
        Meeting,
        MethodLevel,
        Opportunity,
        Person,
        Rating,
        ReceptivityAssessment,
        Risk,
        SelectionCriterion,
        SelectionScore,
        Stakeholder,
        StakeholderRole,
        StoryTold,
        SuccessStory,
        ValueCase,
        ValueInput,
    }
)


@dataclass(frozen=True)
class Deal:
    """The opportunity itself, and the account that it is with."""

    id: int
    uid: str
    title: str
    account_id: int
    account: str
    row: Opportunity


@dataclass(frozen=True)
class _Yes:
    """A letter that its reader confirmed."""

    id: int
    recipient_id: int | None
    recipient: str
    sent_on: date | None
    answered_on: date
    parts: frozenset[str]  # the parts that say something
    cites: frozenset[str]  # uids of the rows it quotes

    def confirms(self, part: str, person_id: int | None, on: date | None) -> bool:
        """Whether the reader said yes to what was known of this when the letter went out.

        A letter that traces its facts has raised the class of what it quotes already, and of nothing else.
        """
        known_before = on is None or self.sent_on is None or on <= self.sent_on
        return (
            not self.cites and part in self.parts and known_before and person_id in {None, self.recipient_id}
        )


@dataclass(frozen=True)
class _Player:
    """A stakeholder with what the chain wants to know."""

    stakeholder: Stakeholder
    person_id: int
    name: str
    placeholder: bool
    roles: frozenset[DecisionRole]
    met_on: date | None


def deal(session: Session, opportunity_id: int) -> Deal:
    """The opportunity with its account; raises NoResultFound for an unknown one."""
    row, account = session.execute(
        select(Opportunity, Account.name)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == opportunity_id)
    ).one()
    return Deal(row.id, row.uid, row.title, row.account_id, account, row)


def facts(session: Session, found: Deal, today: date, notes: Mapping[str, tuple[Ground, ...]]) -> DealFacts:
    """All that the chain and the checklist rest on."""
    row = found.row
    players = _players(session, found.id, today)
    letters = _confirmed_letters(session, found.id)
    steps = _steps(session, row, letters)
    return DealFacts(
        strategic=row.strategic,
        commercial=row.commercial,
        marks=_marks(session, found.account_id),
        ours=_our_fit(session, found.account_id),
        deciders=tuple(
            Decider(one.name, one.stakeholder.id, one.placeholder, one.met_on)
            for one in players
            if DecisionRole.DECISION_MAKER in one.roles
        ),
        heard=_heard(session, players, letters),
        vision=_vision(session, row, letters),
        worths=_worths(session, found.id),
        steps=steps,
        told=_told(session, found.id),
        champions=_champions(session, players, letters),
        risks=tuple(
            RiskFact(*risk)
            for risk in session.execute(
                select(Risk.text, Risk.severity, Risk.answer, Risk.owner).where(
                    Risk.opportunity_id == found.id
                )
            )
        ),
        decision=DecisionFact(
            process=row.decision_process,
            on=row.decision_on,
            won=row.status is OpportunityStatus.WON,
            steps=tuple(step.title for step in steps if step.purpose is ActionPurpose.DECISION),
        ),
        notes=notes,
        acid_test=row.acid_test,
        acid_reason=row.acid_test_reason,
    )


def _marks(session: Session, account_id: int) -> tuple[Mark, ...]:
    """The latest statement and the latest guess on the supplier matrix."""
    rows = session.scalars(
        select(ReceptivityAssessment)
        .where(
            ReceptivityAssessment.account_id == account_id,
            ReceptivityAssessment.kind.in_((AssessmentKind.STATEMENT, AssessmentKind.GUESS)),
        )
        .order_by(ReceptivityAssessment.assessed_on, ReceptivityAssessment.id)
    )
    latest = {row.kind: row for row in rows}
    return tuple(
        Mark(row.kind, row.criticality, row.ease, row.assessed_on, row.evidence_class, row.judged_by)
        for row in latest.values()
    )


def _our_fit(session: Session, account_id: int) -> OurFit | None:
    """What our own criteria say of the account, as far as it is scored."""
    changed = {row.key: row.weight for row in session.scalars(select(SelectionCriterion))}
    rows = session.scalars(select(SelectionScore).where(SelectionScore.account_id == account_id)).all()
    found = fit({row.criterion: row.score for row in rows}, weights(changed))
    if found.share is None or found.view is OurView.UNKNOWN:
        return None
    least = weakest(row.evidence_class for row in rows) or EvidenceClass.ASSUMED
    return OurFit(found.view, found.share, least, min(row.scored_on for row in rows))


def _players(session: Session, opportunity_id: int, today: date) -> list[_Player]:
    roles: defaultdict[int, set[DecisionRole]] = defaultdict(set)
    for stakeholder_id, role in session.execute(
        select(StakeholderRole.stakeholder_id, StakeholderRole.role)
        .join(Stakeholder, Stakeholder.id == StakeholderRole.stakeholder_id)
        .where(Stakeholder.opportunity_id == opportunity_id)
    ):
        roles[stakeholder_id].add(role)
    met = (
        select(Attendee.stakeholder_id, func.max(Meeting.held_on).label("met_on"))
        .join(Meeting, Meeting.id == Attendee.meeting_id)
        .where(Meeting.opportunity_id == opportunity_id, Meeting.held_on <= today)
        .group_by(Attendee.stakeholder_id)
        .subquery()
    )
    rows = session.execute(
        living(
            select(Stakeholder, Person.id, Person.name, Person.placeholder, met.c.met_on)
            .join(Person, Person.id == Stakeholder.person_id)
            .outerjoin(met, met.c.stakeholder_id == Stakeholder.id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    )
    return [
        _Player(stakeholder, person_id, name, placeholder, frozenset(roles[stakeholder.id]), met_on)
        for stakeholder, person_id, name, placeholder, met_on in rows
    ]


def _confirmed_letters(session: Session, opportunity_id: int) -> list[_Yes]:
    """The letters that were answered with yes, the oldest first."""
    confirmed = and_(
        ChampionLetter.opportunity_id == opportunity_id, ChampionLetter.answer == LetterAnswer.CONFIRMED
    )
    letters = session.execute(
        select(ChampionLetter, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == ChampionLetter.recipient_id)
        .where(confirmed)
        .order_by(ChampionLetter.answered_on, ChampionLetter.id)
    ).all()
    if not letters:
        return []
    ids = [letter.id for letter, _ in letters]
    parts: defaultdict[int, set[str]] = defaultdict(set)
    for letter_id, key, text in session.execute(
        select(LetterPart.letter_id, LetterPart.key, LetterPart.text).where(LetterPart.letter_id.in_(ids))
    ):
        if text.strip():
            parts[letter_id].add(key)
    cites: defaultdict[int, set[str]] = defaultdict(set)
    for letter_id, uid in session.execute(
        select(LetterFact.letter_id, LetterFact.source_uid).where(LetterFact.letter_id.in_(ids))
    ):
        cites[letter_id].add(uid)
    return [
        _Yes(
            letter.id,
            letter.recipient_id,
            name,
            letter.sent_on,
            letter.answered_on or letter.sent_on or letter.drafted_at.date(),
            frozenset(parts[letter.id]),
            frozenset(cites[letter.id]),
        )
        for letter, name in letters
    ]


def _heard(session: Session, players: list[_Player], letters: list[_Yes]) -> tuple[Heard, ...]:
    """Challenges called important, by those who decide first."""
    by_id = {one.stakeholder.id: one for one in players}
    rows = session.execute(
        select(ChallengeHeard, Challenge.text)
        .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
        .where(ChallengeHeard.stakeholder_id.in_(by_id), ChallengeHeard.status == HeardStatus.IMPORTANT)
        .order_by(ChallengeHeard.importance.desc().nulls_last(), ChallengeHeard.position)
    ).all()
    found = []
    for heard, text in rows:
        player = by_id[heard.stakeholder_id]
        said_yes = next(
            (
                letter.answered_on
                for letter in reversed(letters)
                if letter.confirms("challenges", player.person_id, heard.heard_on)
            ),
            None,
        )
        found.append(
            Heard(
                person=player.name,
                decides=DecisionRole.DECISION_MAKER in player.roles,
                challenge=text,
                reasons=bool(heard.reasons.strip()),
                on=heard.heard_on,
                evidence=heard.evidence_class,
                importance=heard.importance,
                confirmed_on=said_yes,
                challenge_id=heard.challenge_id,
            )
        )
    return tuple(sorted(found, key=lambda one: not one.decides))


def _vision(session: Session, row: Opportunity, letters: list[_Yes]) -> Vision | None:
    text = row.solution_vision.strip()
    if not text:
        return None
    person = ""
    if row.vision_by_id is not None:
        person = (
            session.scalar(living(select(Person.name).where(Person.id == row.vision_by_id), Person)) or ""
        )
    said_yes = next(
        (letter for letter in reversed(letters) if letter.confirms("vision", None, row.vision_on)),
        None,
    )
    return Vision(
        text=text,
        evidence=row.vision_class,
        on=row.vision_on,
        person=person,
        confirmed_on=said_yes.answered_on if said_yes else None,
        confirmed_by=said_yes.recipient if said_yes else "",
        letter_id=said_yes.id if said_yes else 0,
    )


def _worths(session: Session, opportunity_id: int) -> tuple[Worth, ...]:
    cases = session.scalars(
        living(select(ValueCase).where(ValueCase.opportunity_id == opportunity_id), ValueCase).order_by(
            ValueCase.id
        )
    ).all()
    settings: defaultdict[int, list[value_case.Setting]] = defaultdict(list)
    for one in session.scalars(select(ValueInput).where(ValueInput.case_id.in_([case.id for case in cases]))):
        settings[one.case_id].append(
            value_case.Setting(
                one.name,
                one.scenario,
                one.value,
                one.low,
                one.high,
                evidence=one.evidence_class,
                set_on=one.set_on,
            )
        )
    return tuple(_worth(case, settings[case.id]) for case in cases)


def _worth(case: ValueCase, settings: list[value_case.Setting]) -> Worth:
    try:
        engine = value_case.case_engine(case.model, case.title)
        settled = value_case.settle(engine, case.scenario, settings)
        shares = value_case.shares(engine, engine.evaluate(settled.values), settled.evidence)
    except WorkbenchError as error:
        return Worth(case.title, trouble=str(error), case_id=case.id)
    said = [one.set_on for one in settled.said.values() if from_customer(one.evidence)]
    return Worth(case.title, shares, max((day for day in said if day), default=None), case_id=case.id)


def _steps(session: Session, row: Opportunity, letters: list[_Yes]) -> tuple[Step, ...]:
    rows = session.execute(
        select(Action, func.coalesce(Person.name, ""))
        .outerjoin(Person, and_(Person.id == Action.customer_owner_id, Person.deleted_at.is_(None)))
        .where(
            Action.opportunity_id == row.id,
            Action.kind == ActionKind.JOINT,
            or_(Action.status == ActionStatus.OPEN, Action.status == ActionStatus.DONE),
        )
        .order_by(Action.position, Action.id)
    )
    cited = frozenset().union(*(letter.cites for letter in letters))
    return tuple(
        Step(
            title=action.title,
            purpose=action.purpose,
            done_on=_done_on(action),
            ends_on=action.ends_on,
            ours=action.owner,
            theirs=theirs,
            uid=action.uid,
            agreed=action.id == row.next_action_id or action.uid in cited,
        )
        for action, theirs in rows
    )


def _done_on(action: Action) -> date | None:
    """The day a step was done; one that is done without a day counts from the end of its window."""
    if action.status is not ActionStatus.DONE:
        return None
    return action.done_on or action.ends_on or date.min


def _told(session: Session, opportunity_id: int) -> tuple[Told, ...]:
    rows = session.execute(
        living(
            select(SuccessStory.title, StoryTold.told_on, func.coalesce(Person.name, ""), StoryTold.received)
            .join(SuccessStory, SuccessStory.id == StoryTold.story_id)
            .outerjoin(Person, and_(Person.id == StoryTold.person_id, Person.deleted_at.is_(None)))
            .where(StoryTold.opportunity_id == opportunity_id)
            .order_by(StoryTold.told_on.desc()),
            SuccessStory,
        )
    )
    return tuple(Told(*row) for row in rows)


def _champions(session: Session, players: list[_Player], letters: list[_Yes]) -> tuple[Candidate, ...]:
    """Those in the role of champion, as the champion test has them."""
    wanted = [one for one in players if DecisionRole.CHAMPION in one.roles]
    ids = [one.stakeholder.id for one in wanted]
    ratings, marks = ratings_in_force(session, ids), champion_marks(session, ids)
    levels = levels_of(levels_set(session))
    return tuple(
        _candidate(
            one,
            worksheet(one.stakeholder, ratings[one.stakeholder.id], marks[one.stakeholder.id], levels),
            letters,
        )
        for one in wanted
    )


def _candidate(player: _Player, sheet: Worksheet, letters: list[_Yes]) -> Candidate:
    said_yes = [letter.answered_on for letter in letters if letter.recipient_id == player.person_id]
    return Candidate(
        name=player.name,
        stakeholder_id=player.stakeholder.id,
        unmet=tuple(criterion.label for criterion in sheet.unmet),
        evidence=sheet.evidence_class,
        on=sheet.oldest,
        confirmed_on=max(said_yes, default=None),
    )
