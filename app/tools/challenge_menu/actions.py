"""What a user does with the menu of challenges, one function each; nothing here commits."""

from datetime import date
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.library import (
    Challenge,
    ChallengeBenefit,
    ChallengeHeard,
    PropositionBenefit,
    ValueProposition,
)
from app.models.positions import after_last
from app.models.vocabulary import EvidenceClass, HeardStatus
from app.tools.challenge_menu.rules import checked_importance, checked_text, moved

TEXTS = ("own_words", "reasons", "consequences")


def mark(
    session: Session,
    stakeholder_id: int,
    challenge_id: int,
    status: HeardStatus,
    importance: int | None = None,
    *,
    on: date,
) -> int:
    """What the person said of a challenge; a first mark counts as stated and goes to the end of the order.

    Raises BadInputError when an important one has no importance 1..5. The answer is the id of the mark.
    """
    checked = checked_importance(status, importance)
    heard = _heard(session, stakeholder_id, challenge_id, on)
    if heard.status is HeardStatus.PROPOSED:  # until now only an idea of ours
        heard.heard_on = on
        heard.evidence_class = max(heard.evidence_class, EvidenceClass.STATED, key=lambda one: one.strength)
    heard.status = status
    heard.importance = checked
    session.flush()
    return heard.id


def propose(session: Session, stakeholder_id: int, proposition_id: int, *, on: date) -> int:
    """Put on the person's menu what opens a benefit that a value proposition promises; how many came on top.

    What opens the weightiest benefit comes first, then what is heard most often. What the person said stays as it
    is. Raises BadInputError where no challenge of the proposition's profile opens a benefit of its bundle.
    """
    promise = session.get_one(ValueProposition, proposition_id)
    opening = session.scalars(
        select(Challenge.id)
        .join(ChallengeBenefit, ChallengeBenefit.challenge_id == Challenge.id)
        .join(PropositionBenefit, PropositionBenefit.benefit_id == ChallengeBenefit.benefit_id)
        .where(
            PropositionBenefit.proposition_id == proposition_id,
            Challenge.profile_id == promise.profile_id,
            Challenge.retired.is_(False),
        )
        .group_by(Challenge.id)
        .order_by(func.min(PropositionBenefit.position), Challenge.heard_before.desc(), Challenge.text)
    ).all()
    if not opening:
        raise BadInputError(
            tr("No challenge of this profile opens what is promised. Say in the library which ones do.")
        )
    fresh = [one for one in opening if _find(session, stakeholder_id, one) is None]
    for challenge_id in fresh:
        _heard(session, stakeholder_id, challenge_id, on).evidence_class = EvidenceClass.ASSUMED
        session.flush()  # the next one comes after it
    return len(fresh)


def unmark(session: Session, stakeholder_id: int, challenge_id: int) -> None:
    """Take a mark back; what the person said about it is kept when there is something."""
    heard = _find(session, stakeholder_id, challenge_id)
    if heard is None:
        return
    if any(getattr(heard, field) for field in TEXTS):
        heard.status = HeardStatus.PROPOSED
        heard.importance = None
    else:
        session.delete(heard)


def note(
    session: Session, stakeholder_id: int, challenge_id: int, field: str, text: str, *, on: date
) -> None:
    """Write down own words, reasons or consequences; an unmarked challenge is then a proposed one."""
    if field not in TEXTS:
        raise BadInputError(tr("“{field}” is nothing that can be written down here.", field=field))
    if not text.strip() and _find(session, stakeholder_id, challenge_id) is None:
        return
    setattr(_heard(session, stakeholder_id, challenge_id, on), field, text.strip())


def set_day(session: Session, heard_id: int, on: date) -> None:
    """The day on which the person said it."""
    session.get_one(ChallengeHeard, heard_id).heard_on = on


def set_class(session: Session, heard_id: int, evidence: EvidenceClass) -> None:
    """How well it is known: assumed by us, stated, or confirmed in writing."""
    session.get_one(ChallengeHeard, heard_id).evidence_class = evidence


def move(session: Session, stakeholder_id: int, challenge_id: int, place: int) -> None:
    """Put a challenge at `place` (0 is first) of the person's own order."""
    rows = session.scalars(
        select(ChallengeHeard)
        .where(
            ChallengeHeard.stakeholder_id == stakeholder_id,
            ChallengeHeard.status.in_((HeardStatus.IMPORTANT, HeardStatus.RECOGNISED)),
        )
        .order_by(ChallengeHeard.position, ChallengeHeard.id)
    ).all()
    by_challenge = {row.challenge_id: row for row in rows}
    if challenge_id not in by_challenge:
        raise BadInputError(tr("Only what the person recognised has a place in the order."))
    for position, key in enumerate(moved(list(by_challenge), challenge_id, place), 1):
        by_challenge[key].position = position


def add_challenge(session: Session, profile_id: int, text: str, ask: str = "") -> int:
    """A challenge that the library did not know; raises BadInputError when empty or there already."""
    known = session.scalars(
        select(Challenge.text).where(Challenge.profile_id == profile_id, Challenge.retired.is_(False))
    )
    words = checked_text(text, known)
    challenge = Challenge(
        key=f"own.{uuid4()}", profile_id=profile_id, text=words, ask=ask.strip(), heard_before=0, own=True
    )
    session.add(challenge)
    session.flush()
    return challenge.id


def reword(session: Session, challenge_id: int, text: str, ask: str) -> None:
    """Change a challenge of our own; raises BadInputError for one of the library."""
    challenge = _own(session, challenge_id)
    others = session.scalars(
        select(Challenge.text).where(
            Challenge.profile_id == challenge.profile_id,
            Challenge.retired.is_(False),
            Challenge.id != challenge_id,
        )
    )
    challenge.text = checked_text(text, others)
    challenge.ask = ask.strip()


def retire(session: Session, challenge_id: int) -> None:
    """Take a challenge off the menu; where somebody has named it, it stays with that person."""
    session.get_one(Challenge, challenge_id).retired = True


def _own(session: Session, challenge_id: int) -> Challenge:
    challenge = session.get_one(Challenge, challenge_id)
    if not challenge.own:
        raise BadInputError(tr("A challenge of the library keeps its words; add one of your own instead."))
    return challenge


def _heard(session: Session, stakeholder_id: int, challenge_id: int, on: date) -> ChallengeHeard:
    """The person's row of a challenge, made where there is none."""
    heard = _find(session, stakeholder_id, challenge_id)
    if heard is None:
        heard = ChallengeHeard(
            stakeholder_id=stakeholder_id,
            challenge_id=challenge_id,
            status=HeardStatus.PROPOSED,
            heard_on=on,
            position=after_last(
                session, ChallengeHeard.position, ChallengeHeard.stakeholder_id == stakeholder_id
            ),
            evidence_class=EvidenceClass.STATED,
        )
        session.add(heard)
    return heard


def _find(session: Session, stakeholder_id: int, challenge_id: int) -> ChallengeHeard | None:
    return session.scalar(
        select(ChallengeHeard).where(
            ChallengeHeard.stakeholder_id == stakeholder_id, ChallengeHeard.challenge_id == challenge_id
        )
    )
