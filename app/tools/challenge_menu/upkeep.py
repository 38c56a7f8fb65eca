"""What whoever maintains the library does, one function each; nothing here commits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.typed_words import folded
from app.models.letters import LetterConfirmation, LetterFact
from app.models.library import (
    Benefit,
    Capability,
    Challenge,
    ChallengeBenefit,
    ChallengeCapability,
    ChallengeHeard,
    StoryChallenge,
)
from app.models.value import ValueLineChallenge
from app.tools.challenge_menu.merging import Said, merged
from app.tools.challenge_menu.rules import checked_link


def bring_back(session: Session, challenge_id: int) -> None:
    """Put a retired challenge on the menu again. Raises BadInputError when another one says the same there."""
    challenge = session.get_one(Challenge, challenge_id)
    others = session.scalars(
        select(Challenge.text).where(
            Challenge.profile_id == challenge.profile_id,
            Challenge.retired.is_(False),
            Challenge.id != challenge_id,
        )
    )
    if folded(challenge.text) in {folded(text) for text in others}:
        raise BadInputError(tr("“{text}” is on the menu already; merge the two.", text=challenge.text))
    challenge.retired = False


def set_benefits(session: Session, challenge_id: int, chosen: Iterable[int], new: Sequence[str] = ()) -> None:
    """Which benefits a challenge opens: some of the library, and new ones by their words."""
    ids = [*chosen, *_made(session, Benefit, new)]
    _link(session, ChallengeBenefit, "benefit_id", challenge_id, ids)


def benefits_of_words(session: Session, texts: Sequence[str]) -> list[int]:
    """The ids of benefits by their words, made where there are none."""
    return _made(session, Benefit, texts)


def set_capabilities(
    session: Session, challenge_id: int, chosen: Iterable[int], new: Sequence[str] = ()
) -> None:
    """Which capabilities answer a challenge: some of the library, and new ones by their words."""
    ids = [*chosen, *_made(session, Capability, new)]
    _link(session, ChallengeCapability, "capability_id", challenge_id, ids)


def merge(session: Session, into_id: int, others: Iterable[int]) -> None:
    """Make one challenge of several: everything that hangs on the `others` hangs on `into_id` then.

    Counts add up; a person who named several counts once and keeps the stronger mark with both texts. Those that
    are merged stay as retired rows which name their successor. Raises BadInputError across profiles.
    """
    into = session.get_one(Challenge, into_id)
    gone = [session.get_one(Challenge, one) for one in dict.fromkeys(others) if one != into_id]
    if not gone:
        raise BadInputError(tr("Choose two challenges or more to make one of them."))
    if any(one.profile_id != into.profile_id for one in gone):
        raise BadInputError(tr("Only challenges of one profile can be made one."))
    ids = [one.id for one in gone]
    _merge_heard(session, into_id, ids)
    for link, other in (
        (ChallengeBenefit, ChallengeBenefit.benefit_id),
        (ChallengeCapability, ChallengeCapability.capability_id),
        (StoryChallenge, StoryChallenge.story_id),
    ):
        _move_links(session, link, other, into_id, ids)
    session.execute(
        update(ValueLineChallenge)
        .where(ValueLineChallenge.challenge_id.in_(ids))
        .values(challenge_id=into_id)
    )
    into.heard_before += sum(one.heard_before for one in gone)
    into.ask = into.ask or next((one.ask for one in gone if one.ask), "")
    into.retired = into.retired and all(one.retired for one in gone)
    session.execute(update(Challenge).where(Challenge.merged_into_id.in_(ids)).values(merged_into_id=into_id))
    for one in gone:
        one.heard_before, one.retired, one.merged_into_id = 0, True, into_id
    session.flush()


def _merge_heard(session: Session, into_id: int, gone: Collection[int]) -> None:
    """One row a person: the strongest mark moves, what the letters took from the others is traced to it."""
    rows = session.scalars(
        select(ChallengeHeard)
        .where(ChallengeHeard.challenge_id.in_([into_id, *gone]))
        .order_by(ChallengeHeard.id)
    )
    of_person: dict[int, list[ChallengeHeard]] = {}
    for row in rows:
        of_person.setdefault(row.stakeholder_id, []).append(row)
    for heard in of_person.values():
        result = merged([_said(row) for row in heard])
        kept = next(row for row in heard if row.id == result.id)
        for row in heard:
            if row is not kept:
                _retrace(session, row.uid, kept.uid)
                kept.meeting_id = kept.meeting_id or row.meeting_id
                session.delete(row)
        session.flush()  # a person's row of this challenge goes before another takes its place
        kept.challenge_id, kept.position = into_id, result.position
        kept.own_words, kept.reasons, kept.consequences = (
            result.own_words,
            result.reasons,
            result.consequences,
        )
    session.flush()


def _said(row: ChallengeHeard) -> Said:
    return Said(
        row.id,
        row.status,
        row.importance,
        row.evidence_class,
        row.heard_on,
        row.position,
        row.own_words,
        row.reasons,
        row.consequences,
    )


def _retrace(session: Session, before: str, after: str) -> None:
    """What letters took from one row came from another one now; a confirmation of both stays that of the kept one."""
    session.execute(update(LetterFact).where(LetterFact.source_uid == before).values(source_uid=after))
    twice = select(LetterConfirmation.letter_id).where(LetterConfirmation.source_uid == after)
    session.execute(
        delete(LetterConfirmation).where(
            LetterConfirmation.source_uid == before, LetterConfirmation.letter_id.in_(twice)
        )
    )
    session.execute(
        update(LetterConfirmation).where(LetterConfirmation.source_uid == before).values(source_uid=after)
    )


def _move_links(session: Session, link: type[Any], other: Any, into_id: int, gone: Collection[int]) -> None:
    """What the gone ones point to is pointed to by the one that stays, once."""
    known = set(session.scalars(select(other).where(link.challenge_id == into_id)))
    moving = session.scalars(select(other).where(link.challenge_id.in_(gone)).order_by(link.id)).all()
    session.execute(delete(link).where(link.challenge_id.in_(gone)))
    new = [one for one in dict.fromkeys(moving) if one not in known]
    if new:
        session.execute(insert(link), [{"challenge_id": into_id, other.key: one} for one in new])


def _made(session: Session, kind: type[Benefit] | type[Capability], texts: Sequence[str]) -> list[int]:
    """The ids of benefits or capabilities by their words; one that is there already is taken."""
    if not texts:
        return []
    known = {folded(row.text): row.id for row in session.execute(select(kind.id, kind.text))}
    ids = []
    for text in map(checked_link, texts):
        if folded(text) not in known:
            made = kind(key=f"own.{uuid4()}", text=text)
            session.add(made)
            session.flush()
            known[folded(text)] = made.id
        ids.append(known[folded(text)])
    return ids


def _link(session: Session, link: type[Any], column: str, challenge_id: int, chosen: Iterable[int]) -> None:
    """Make the links of a challenge these, leaving alone those that are there."""
    wanted = list(dict.fromkeys(chosen))
    other = getattr(link, column)
    mine = link.challenge_id == challenge_id
    known = set(session.scalars(select(other).where(mine)))
    session.execute(delete(link).where(mine, other.not_in(wanted)))
    new = [{"challenge_id": challenge_id, column: one} for one in wanted if one not in known]
    if new:
        session.execute(insert(link), new)
