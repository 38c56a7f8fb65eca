"""How far every tool is with one opportunity."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from app.across.meeting import queries as meeting
from app.method.progress import Progress
from app.tools.activity_plan import queries as activity_plan
from app.tools.challenge_menu import subjects as challenge_menu
from app.tools.champion_letter import queries as champion_letter
from app.tools.champion_qualification import queries as champion_qualification
from app.tools.closing_checklist import queries as closing_checklist
from app.tools.customer_receptivity import queries as customer_receptivity
from app.tools.key_persons import queries as key_persons
from app.tools.relationship_map import queries as relationship_map
from app.tools.success_stories import queries as success_stories
from app.tools.value_calculator import queries as value_calculator

OF_DEAL: Mapping[str, Callable[[Session, int, int], Progress]] = MappingProxyType(
    {
        "key_persons": key_persons.progress,
        "champion_qualification": champion_qualification.progress,
        "relationship_map": relationship_map.progress,
        "meeting": meeting.progress,
        "champion_letter": champion_letter.progress,
        "challenge_menu": challenge_menu.progress,
        "success_stories": success_stories.progress,
        "value_calculator": value_calculator.progress,
        "activity_plan": activity_plan.progress,
        "closing_checklist": closing_checklist.progress,
    }
)


def measure(session: Session, account_id: int | None, opportunity_id: int | None) -> dict[str, Progress]:
    """Progress by tool; without an opportunity only of what belongs to the account."""
    if account_id is None:
        return {}
    found = {"customer_receptivity": customer_receptivity.progress(session, account_id, opportunity_id)}
    if opportunity_id is not None:
        found |= {tool: of(session, account_id, opportunity_id) for tool, of in OF_DEAL.items()}
    return found
