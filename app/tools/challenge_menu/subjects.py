"""What the coach and the tool's pill are told of the challenges of an opportunity."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.i18n import tr
from app.method.coaching import Subject
from app.method.evidence import age
from app.method.progress import Progress
from app.method.progress import progress as measure
from app.models.library import Challenge, ChallengeBenefit, ChallengeHeard, StoryChallenge, SuccessStory
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.trash import living
from app.models.value import ValueCase, ValueLineChallenge
from app.models.vocabulary import DecisionRole, EvidenceClass, Permission
from app.tools.challenge_menu.rules import NAMED


def progress(session: Session, account_id: int, opportunity_id: int) -> Progress:
    """Begun with the first mark; done when a decision maker called a challenge important and gave the reasons."""
    del account_id
    known = _known(session, opportunity_id)
    done = any(one.decides and one.importance and one.reasons for one in known)
    return measure(begun=bool(known), done=done)


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: who was asked and what is missing, and each important challenge by itself."""
    cases = living(select(func.count()).where(ValueCase.opportunity_id == Opportunity.id), ValueCase)
    uid, title, stage, cases_here = session.execute(
        select(
            Opportunity.uid,
            Opportunity.title,
            Opportunity.sales_stage,
            cases.correlate(Opportunity).scalar_subquery(),
        ).where(Opportunity.id == opportunity_id)
    ).one()
    deciders = _deciders(session, opportunity_id)
    known = _known(session, opportunity_id)
    important = [one for one in known if one.importance]
    facts = {
        "challenges_named": len(known),
        "challenges_important": len(important),
        "challenge_people": len({one.stakeholder_id for one in known}),
        "deciders": len(deciders),
        "decider_challenges": sum(one.decides for one in important),
        "challenges_without_reasons": sum(not one.reasons for one in important),
        "menu_stage": stage,
    }
    words = {"decider": deciders[0] if deciders else tr("the decision maker")}
    of_each = [
        Subject(
            "challenge",
            one.uid,
            one.text,
            {
                "importance": one.importance or 0,
                "has_reasons": bool(one.reasons),
                "has_consequences": bool(one.consequences),
                "has_own_words": bool(one.own_words),
                "assumed": one.evidence is EvidenceClass.ASSUMED,
                "challenge_stories": one.stories,
                "challenge_opens": one.opens,
                "challenge_benefits": one.lines,
                "challenge_cases": cases_here,
                "challenge_age": age(one.heard_on, today) or 0,
            },
            {"challenge": one.text, "person": one.person, "challenge_id": str(one.challenge_id)},
        )
        for one in important
    ]
    return [Subject("opportunity", uid, title, facts, words), *of_each]


@dataclass(frozen=True)
class _Known:
    """A named challenge with what the coach wants to know of it."""

    uid: str
    stakeholder_id: int
    challenge_id: int
    text: str
    person: str
    importance: int | None
    own_words: str
    reasons: str
    consequences: str
    heard_on: date
    evidence: EvidenceClass
    decides: bool
    stories: int
    opens: int  # benefits of the library
    lines: int  # benefits of the value cases that bring what it opens


def _known(session: Session, opportunity_id: int) -> list[_Known]:
    """What the people of the opportunity recognised or called important."""
    decides = (
        select(StakeholderRole.id)
        .where(
            StakeholderRole.stakeholder_id == Stakeholder.id,
            StakeholderRole.role == DecisionRole.DECISION_MAKER,
        )
        .exists()
    )
    stories = living(
        select(func.count(StoryChallenge.id))
        .join(SuccessStory, SuccessStory.id == StoryChallenge.story_id)
        .where(StoryChallenge.challenge_id == Challenge.id, SuccessStory.permission != Permission.INTERNAL)
        .correlate(Challenge),
        SuccessStory,
    ).scalar_subquery()
    rows = session.execute(
        living(
            select(ChallengeHeard, Challenge.text, Person.name, decides, stories, _opens(), _lines())
            .join(Challenge, Challenge.id == ChallengeHeard.challenge_id)
            .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id, ChallengeHeard.status.in_(NAMED))
            .order_by(ChallengeHeard.importance.desc(), ChallengeHeard.id),
            Person,
        )
    )
    return [
        _Known(
            heard.uid,
            heard.stakeholder_id,
            heard.challenge_id,
            text,
            person,
            heard.importance,
            heard.own_words,
            heard.reasons,
            heard.consequences,
            heard.heard_on,
            heard.evidence_class,
            bool(decides),
            stories,
            opens,
            lines,
        )
        for heard, text, person, decides, stories, opens, lines in rows
    ]


def _deciders(session: Session, opportunity_id: int) -> list[str]:
    """The names of the decision makers."""
    return list(
        session.scalars(
            living(
                select(Person.name)
                .join(Stakeholder, Stakeholder.person_id == Person.id)
                .join(StakeholderRole, StakeholderRole.stakeholder_id == Stakeholder.id)
                .where(
                    Stakeholder.opportunity_id == opportunity_id,
                    StakeholderRole.role == DecisionRole.DECISION_MAKER,
                ),
                Person,
            )
        )
    )


def _opens() -> ScalarSelect[int]:
    """How many benefits of the library a challenge opens."""
    return (
        select(func.count())
        .where(ChallengeBenefit.challenge_id == Challenge.id)
        .correlate(Challenge)
        .scalar_subquery()
    )


def _lines() -> ScalarSelect[int]:
    """How many benefits of the opportunity's value cases answer a challenge, or another that opens the same benefit."""
    mine, theirs = aliased(ChallengeBenefit), aliased(ChallengeBenefit)
    same = (
        select(mine.id)
        .join(theirs, theirs.benefit_id == mine.benefit_id)
        .where(mine.challenge_id == Challenge.id, theirs.challenge_id == ValueLineChallenge.challenge_id)
        .correlate(Challenge, ValueLineChallenge)
    )
    return (
        living(
            select(func.count(ValueLineChallenge.id))
            .join(ValueCase, ValueCase.id == ValueLineChallenge.case_id)
            .where(
                ValueCase.opportunity_id == Stakeholder.opportunity_id,
                or_(ValueLineChallenge.challenge_id == Challenge.id, same.exists()),
            ),
            ValueCase,
        )
        .correlate(Challenge, Stakeholder)
        .scalar_subquery()
    )
