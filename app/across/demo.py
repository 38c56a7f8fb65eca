"""The sample workspace with everything that a meeting is prepared with, as files in one folder."""

from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.across.exchange.exports import Draw, Job, export
from app.across.files import make_sample
from app.errors import WorkspaceError
from app.i18n import tr
from app.models.letters import ChampionLetter
from app.models.meetings import Attendee, Meeting
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.vocabulary import Audience, DecisionRole
from app.tools.champion_letter import actions as letter_actions
from app.tools.champion_letter.material import Occasion
from app.tools.champion_letter.templates import likely_manner
from app.workspace import Workspace

WORKSPACE = "sample.dealwright"
PACK = (
    ("letter", "champion-letter.docx", Audience.CUSTOMER),
    ("letter", "champion-letter.eml", Audience.CUSTOMER),
    ("letter", "champion-letter.pdf", Audience.CUSTOMER),
    ("map", "key-player-map.svg", Audience.INTERNAL),
    ("map", "key-player-map.png", Audience.INTERNAL),
    ("value", "value-case.xlsx", Audience.CUSTOMER),
    ("plan", "activity-plan.docx", Audience.CUSTOMER),
    ("plan", "activity-plan.ics", Audience.CUSTOMER),
    ("checklist", "closing-checklist.docx", Audience.INTERNAL),
)
"""Kind, file and audience of the pack: what goes to the customer is written for the customer."""


def build(folder: Path, today: date, draw: Draw) -> list[Path]:
    """Make the folder with the sample and its pack; the files in the order in which they were written.

    Raises WorkspaceError when the folder cannot be made or holds a sample already. What fails on the way takes
    back what it wrote, so that the next try finds the place free.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            tr("The folder “{name}” cannot be made: {why}.", name=folder, why=error.strerror or error)
        ) from error
    path = folder / WORKSPACE
    make_sample(path, today)
    written = [path]
    try:
        _write_pack(folder, today, draw, written)
    except BaseException:
        for file in (*written, *folder.glob(f"{WORKSPACE}-*")):
            file.unlink(missing_ok=True)
        raise
    return written


def _write_pack(folder: Path, today: date, draw: Draw, written: list[Path]) -> None:
    """Write the letter and the files of the pack; `written` grows with each of them."""
    with Workspace(folder / WORKSPACE) as workspace:
        with workspace.edit(tr("Draft letter")) as session:
            deal = _first_deal(session)
            _draft_letter(session, deal, today)
            deal_id, owner = deal.id, deal.owner
        with workspace.read() as session:
            for kind, name, audience in PACK:
                target = folder / name
                job = Job(deal_id, target, target.suffix.lstrip("."), audience, today, owner, draw)
                written.append(target)
                export(session, kind, job)


def _first_deal(session: Session) -> Opportunity:
    deal = session.scalar(select(Opportunity).order_by(Opportunity.id).limit(1))
    if deal is None:
        raise WorkspaceError(tr("The sample holds no opportunity."))
    return deal


def _draft_letter(session: Session, deal: Opportunity, today: date) -> None:
    """The letter after the last meeting, unless one waits to be sent already."""
    waiting = session.scalar(
        select(ChampionLetter.id).where(
            ChampionLetter.opportunity_id == deal.id, ChampionLetter.sent_on.is_(None)
        )
    )
    if waiting is not None:
        return
    meeting_id = session.scalar(
        select(Meeting.id)
        .where(Meeting.opportunity_id == deal.id, Meeting.held_on <= today)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )
    occasion = Occasion(deal.id, meeting_id, _reader(session, meeting_id))
    now = datetime.combine(today, time(9))
    letter_actions.draft_letter(session, occasion, likely_manner(session, deal.id), deal.owner, now)


def _reader(session: Session, meeting_id: int | None) -> int | None:
    """The champion if she or he was there, otherwise whoever decides, otherwise the first in the room."""
    rows = session.execute(
        select(Stakeholder.person_id, StakeholderRole.role)
        .join(Attendee, Attendee.stakeholder_id == Stakeholder.id)
        .outerjoin(StakeholderRole, StakeholderRole.stakeholder_id == Stakeholder.id)
        .where(Attendee.meeting_id == meeting_id)
        .order_by(Attendee.id)
    ).all()
    for wanted in (DecisionRole.CHAMPION, DecisionRole.DECISION_MAKER):
        for person_id, role in rows:
            if role is wanted:
                return int(person_id)
    return int(rows[0].person_id) if rows else None
