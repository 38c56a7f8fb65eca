"""What a user does with a finding."""

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.errors import BadInputError
from app.i18n import tr
from app.models.opportunities import SilencedFinding


def silence(session: Session, opportunity_id: int, rule: str, about: str, reason: str, today: date) -> None:
    """Do not show this finding for this deal any more; a reason is wanted."""
    if not reason.strip():
        raise BadInputError(tr("Say why this does not matter here."))
    session.add(
        SilencedFinding(
            opportunity_id=opportunity_id, rule=rule, about=about, reason=reason.strip(), silenced_on=today
        )
    )


def hear_again(session: Session, opportunity_id: int, rule: str, about: str) -> None:
    """Show a silenced finding again."""
    session.execute(
        delete(SilencedFinding).where(
            SilencedFinding.opportunity_id == opportunity_id,
            SilencedFinding.rule == rule,
            SilencedFinding.about == about,
        )
    )
