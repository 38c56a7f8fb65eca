"""What the coach is told of the meetings of an opportunity."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.across.meeting.queries import names_there
from app.across.meeting.rules import is_ahead
from app.i18n import tr
from app.method.coaching import Subject
from app.models.actions import Action
from app.models.library import ChallengeHeard
from app.models.meetings import Meeting
from app.models.opportunities import Opportunity


def subjects(session: Session, opportunity_id: int, today: date) -> list[Subject]:
    """Facts for the coach: one subject a meeting, and for the opportunity how long ago the last one was."""
    rows = session.execute(
        select(Meeting, Action.ends_on, Action.owner, Action.customer_owner_id)
        .outerjoin(Action, Action.id == Meeting.next_action_id)
        .where(Meeting.opportunity_id == opportunity_id)
        .order_by(Meeting.held_on)
    ).all()
    names = names_there(session, opportunity_id)
    heard = dict(
        session.execute(
            select(ChallengeHeard.meeting_id, func.count(ChallengeHeard.id))
            .join(Meeting, Meeting.id == ChallengeHeard.meeting_id)
            .where(Meeting.opportunity_id == opportunity_id)
            .group_by(ChallengeHeard.meeting_id)
        ).all()
    )
    found: list[Subject] = []
    for index, (row, due_on, owner, customer_owner) in enumerate(rows):
        facts: dict[str, float | bool | int] = {
            "days_since": (today - row.held_on).days,
            "held": not is_ahead(row.held_on, today),
            "latest": index == len(rows) - 1 or rows[index + 1][0].held_on > today,
            "people": len(names[row.id]),
            "challenges_heard": heard.get(row.id, 0),
            "next_step": row.next_action_id is not None,
            "next_step_owner": bool(owner or customer_owner),
            "next_step_date": due_on is not None,
            "outcome": bool(row.outcome.strip()),
            "commitments": bool(row.commitments.strip()),
        }
        words = {
            "meeting_id": str(row.id),
            "purpose": row.purpose or tr("meeting"),
            "people_names": ", ".join(names[row.id]) or tr("nobody named"),
        }
        found.append(Subject("meeting", row.uid, row.purpose or tr("Meeting"), facts, words))
    held = [row.held_on for row, *_ in rows if row.held_on <= today]
    ahead = [row.held_on for row, *_ in rows if row.held_on > today]
    uid = session.scalar(select(Opportunity.uid).where(Opportunity.id == opportunity_id))
    if uid is not None:
        found.append(
            Subject(
                "opportunity",
                uid,
                "",
                {
                    "meetings_held": len(held),
                    "meetings_ahead": len(ahead),
                    "days_since_meeting": (today - max(held)).days if held else 9999,
                    "days_to_meeting": (min(ahead) - today).days if ahead else 9999,
                },
            )
        )
    return found
