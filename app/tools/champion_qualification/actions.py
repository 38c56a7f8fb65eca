"""What a user does to the champion test: answer a criterion by hand, go back to the profile, plan a step."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.actions import Action
from app.models.opportunities import ChampionMark
from app.models.plan import add_internal_action
from app.models.vocabulary import ActionKind, ActionStatus, Criterion, EvidenceClass
from app.tools.champion_qualification.queries import sheet_of


def mark(
    session: Session,
    stakeholder_id: int,
    criterion: Criterion,
    verdict: bool | None,
    *,
    today: date,
    marked_on: date | None = None,
    reason: str = "",
    evidence: str = "",
    evidence_class: EvidenceClass = EvidenceClass.ASSUMED,
) -> None:
    """Answer a criterion by hand; earlier answers become its history, one of the same day gives way.

    What agrees with the profile is a test and needs evidence; what disagrees overrules it and needs a reason.
    The profile's own proposal is not touched.
    """
    proposed = sheet_of(session, stakeholder_id).check(criterion).proposed
    day = marked_on or today
    if verdict is not proposed and not reason.strip():
        raise BadInputError(tr("Say why you answer otherwise than the profile; both are kept."))
    if verdict is proposed and not evidence.strip():
        raise BadInputError(tr("Write down what was seen or heard; without it nothing was tested."))
    if day > today:
        raise BadInputError(tr("The date lies in the future."))
    session.execute(
        delete(ChampionMark).where(
            ChampionMark.stakeholder_id == stakeholder_id,
            ChampionMark.criterion == criterion,
            ChampionMark.marked_on == day,
        )
    )
    session.add(
        ChampionMark(
            stakeholder_id=stakeholder_id,
            criterion=criterion,
            verdict=verdict,
            reason=reason.strip() if verdict is not proposed else "",
            evidence=evidence.strip(),
            evidence_class=evidence_class,
            marked_on=day,
        )
    )
    session.flush()


def back_to_proposal(session: Session, stakeholder_id: int, criterion: Criterion, today: date) -> None:
    """The profile counts again; what was answered by hand stays as history."""
    last = session.scalars(
        select(ChampionMark)
        .where(ChampionMark.stakeholder_id == stakeholder_id, ChampionMark.criterion == criterion)
        .order_by(ChampionMark.id.desc())
        .limit(1)
    ).one()
    last.set_aside_on = today


def plan_step(session: Session, opportunity_id: int, title: str, owner: str = "") -> int:
    """Make what would develop a champion a step of our own in the plan; its id. A step is never planned twice."""
    known = session.scalar(
        select(Action.id).where(
            Action.opportunity_id == opportunity_id,
            Action.kind == ActionKind.INTERNAL,
            Action.status == ActionStatus.OPEN,
            Action.title == title.strip(),
        )
    )
    if known is not None:
        raise BadInputError(tr("That step is in the plan already."))
    return add_internal_action(session, opportunity_id, title, owner)
