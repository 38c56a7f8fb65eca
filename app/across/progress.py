"""How far every tool is with one opportunity."""

from sqlalchemy.orm import Session

from app.method.progress import Progress


def measure(session: Session, account_id: int | None, opportunity_id: int | None) -> dict[str, Progress]:
    """Progress by tool; without an opportunity only what belongs to the account."""
    return {}
