"""What a user does to ratings: rate, say how one knows, answer signs, carry over, confirm, overrule."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.method.evidence import not_future
from app.method.people import checked_rating
from app.method.receptivity import checked_level
from app.models.levels import MethodLevel
from app.models.opportunities import Opportunity, Rating, SignAnswer, Stakeholder
from app.models.ratings import ratings_in_force
from app.models.vocabulary import Aspect, EvidenceClass, Level, Rater, Receptivity


def rate(
    session: Session,
    stakeholder_id: int,
    aspect: Aspect,
    value: float | None,
    today: date,
    *,
    evidence: str | None = None,
    evidence_class: EvidenceClass | None = None,
    source: str | None = None,
    rater: Rater = Rater.REP,
    rated_by: str = "",
    proposed: float | None = None,
    reason: str = "",
) -> None:
    """Rate one aspect today; None makes it Unknown again.

    A second rating of the same day takes the place of the first and keeps its evidence; a rating of another
    day starts without evidence, because the old one spoke for the old value. `proposed` is what the seen
    signs suggested, `reason` why the value is another one.
    """
    found = session.scalar(
        select(Rating).where(
            Rating.stakeholder_id == stakeholder_id,
            Rating.aspect == aspect,
            Rating.rater == rater,
            Rating.rated_on == today,
        )
    )
    checked = checked_rating(aspect, value)
    if found is None:
        found = Rating(stakeholder_id=stakeholder_id, aspect=aspect, rater=rater, rated_on=today)
        session.add(found)
    found.value, found.proposed = checked, proposed
    found.reason = reason.strip() if checked != proposed else ""
    found.rated_by, found.carried_from = rated_by, ""
    if evidence is not None:
        found.evidence = evidence.strip()
    if evidence_class is not None:
        found.evidence_class = evidence_class
    if source is not None:
        found.source = source.strip()
    session.flush()


def mark(
    session: Session,
    stakeholder_id: int,
    wished: float | None,
    perceived: float | None,
    today: date,
    *,
    rater: Rater = Rater.REP,
    rated_by: str = "",
) -> None:
    """Place a person on the plane of wish and present; a mark that stays as it was is not dated anew."""
    known = ratings_in_force(session, [stakeholder_id], rater)[stakeholder_id]
    for aspect, value in ((Aspect.WISHED, wished), (Aspect.PERCEIVED, perceived)):
        given = known.get(aspect)
        shown = None if value is None else round(value, 1)
        before = None if given is None else given.value
        if shown != before:
            rate(session, stakeholder_id, aspect, shown, today, rater=rater, rated_by=rated_by)


def back_rating(
    session: Session,
    stakeholder_id: int,
    aspect: Aspect,
    today: date,
    *,
    evidence: str | None = None,
    evidence_class: EvidenceClass | None = None,
    source: str | None = None,
    reason: str | None = None,
    rated_on: date | None = None,
    rater: Rater = Rater.REP,
) -> None:
    """Say how we know a rating, how well, from where or since when; who does so has confirmed it for this deal.

    Raises BadInputError while nothing is rated.
    """
    rating = session.scalar(
        select(Rating)
        .where(Rating.stakeholder_id == stakeholder_id, Rating.aspect == aspect, Rating.rater == rater)
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
        .limit(1)
    )
    if rating is None:
        raise BadInputError(tr("Rate first, then say how you know."))
    if evidence is not None:
        rating.evidence = evidence.strip()
    if evidence_class is not None:
        rating.evidence_class = evidence_class
    if source is not None:
        rating.source = source.strip()
    if reason is not None:
        rating.reason = reason.strip()
    if rated_on is not None and rated_on != rating.rated_on:
        _redate(session, rating, not_future(rated_on, today))
    rating.carried_from = ""


def answer_signs(
    session: Session,
    stakeholder_id: int,
    answers: Mapping[str, str],
    today: date,
    rater: Rater = Rater.REP,
) -> None:
    """Keep what was seen of a person: exactly these answers; one that stays as it was keeps its day."""
    known = {
        row.sign: row
        for row in session.scalars(
            select(SignAnswer).where(SignAnswer.stakeholder_id == stakeholder_id, SignAnswer.rater == rater)
        )
    }
    for sign, row in known.items():
        if sign not in answers:
            session.delete(row)
    for sign, answer in answers.items():
        if sign not in known:
            session.add(
                SignAnswer(
                    stakeholder_id=stakeholder_id, rater=rater, sign=sign, answer=answer, answered_on=today
                )
            )
        elif known[sign].answer != answer:
            known[sign].answer, known[sign].answered_on = answer, today
    session.flush()


def override_mode(session: Session, stakeholder_id: int, mode: Receptivity | None, reason: str = "") -> None:
    """Work with another mode than the marks say, for a reason; None goes back to the marks."""
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    if mode is not None and not reason.strip():
        raise BadInputError(tr("Say why the marks are wrong; both are kept."))
    stakeholder.override_mode = mode
    stakeholder.override_reason = reason.strip() if mode is not None else ""


def drop_rating(session: Session, rating_id: int) -> None:
    """Take one dated rating away; the one before it is in force again."""
    session.delete(session.get_one(Rating, rating_id))


def set_level(session: Session, level: Level, value: float) -> None:
    """Set a figure that divides the plane of modes, for all opportunities of this workspace."""
    found = session.scalar(select(MethodLevel).where(MethodLevel.level == level))
    if found is None:
        found = MethodLevel(level=level)
        session.add(found)
    found.value = checked_level(level, value)
    session.flush()


def carry_over(session: Session, stakeholder_id: int) -> int:
    """Copy the last ratings of this person from another opportunity; how many there were.

    Ratings hold per opportunity: the copies keep value, day, evidence and source, say which deal they come
    from, and are only assumed until somebody confirms or changes them here.
    """
    stakeholder = session.get_one(Stakeholder, stakeholder_id)
    former = session.execute(
        select(Stakeholder.id, Opportunity.title)
        .join(Rating, Rating.stakeholder_id == Stakeholder.id)
        .join(Opportunity, Opportunity.id == Stakeholder.opportunity_id)
        .where(
            Stakeholder.person_id == stakeholder.person_id,
            Stakeholder.id != stakeholder_id,
            Rating.rater == Rater.REP,
            Opportunity.deleted_at.is_(None),
        )
        .order_by(Rating.rated_on.desc(), Rating.id.desc())
        .limit(1)
    ).one_or_none()
    if former is None:
        return 0
    former_id, title = former
    given = ratings_in_force(session, [former_id])[former_id]
    copies = [
        Rating(
            stakeholder_id=stakeholder_id,
            aspect=aspect,
            value=rating.value,
            rated_on=rating.rated_on,
            evidence=rating.evidence,
            source=rating.source,
            rated_by=rating.rated_by,
            carried_from=title,
        )
        for aspect, rating in given.items()
        if rating.value is not None
    ]
    session.add_all(copies)
    session.flush()
    return len(copies)


def confirm_carried(
    session: Session, stakeholder_id: int, aspects: Collection[Aspect], today: date, rated_by: str = ""
) -> None:
    """Say that ratings of another deal hold here too: they are ratings of today, with the evidence of then."""
    given = ratings_in_force(session, [stakeholder_id])[stakeholder_id]
    for aspect in aspects:
        rating = given.get(aspect)
        if rating is not None and rating.carried_from:
            rate(
                session,
                stakeholder_id,
                aspect,
                rating.value,
                today,
                evidence=rating.evidence,
                source=rating.source,
                rated_by=rated_by,
            )


def _redate(session: Session, rating: Rating, day: date | None) -> None:
    """Move a rating to another day; one that stands there already gives way, since a day has one rating."""
    if day is None:
        raise BadInputError(tr("A rating needs a date."))
    later = session.scalar(
        select(Rating.id).where(
            Rating.stakeholder_id == rating.stakeholder_id,
            Rating.aspect == rating.aspect,
            Rating.rater == rating.rater,
            Rating.rated_on >= day,
            Rating.id != rating.id,
        )
    )
    if later is not None:
        raise BadInputError(tr("There is a rating of that day or a later one already; see the history."))
    rating.rated_on = day
