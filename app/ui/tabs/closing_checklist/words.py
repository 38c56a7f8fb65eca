"""How evidence and standing are said and coloured on this page."""

from datetime import date

from app.i18n import tr
from app.method.evidence import Ageing, Freshness, freshness
from app.models.vocabulary import EvidenceClass
from app.tools.closing_checklist.rules import Ground, Standing
from app.ui.widgets.chip import Tone
from app.ui.widgets.reading import show_date

TONES: dict[Standing, Tone] = {
    Standing.STANDS: "accent",
    Standing.WOBBLES: "look",
    Standing.MISSING: "neutral",
}
_SIGNS: dict[EvidenceClass, tuple[str, str]] = {
    EvidenceClass.CONFIRMED: ("file-check", "value"),
    EvidenceClass.STATED: ("message-square", "text-2"),
    EvidenceClass.ESTIMATED: ("file-text", "text-2"),
    EvidenceClass.ASSUMED: ("lightbulb", "text-3"),
}


def sign_of(evidence: EvidenceClass) -> tuple[str, str]:
    """The icon of a class of evidence, and its colour."""
    return _SIGNS[evidence]


def tool_name(tool: str) -> str:
    """A tool as its page is called."""
    names = {
        "customer_receptivity": tr("Customer receptivity"),
        "key_persons": tr("Key persons"),
        "champion_qualification": tr("Champion test"),
        "relationship_map": tr("Key-player map"),
        "challenge_menu": tr("Menu of challenges"),
        "value_calculator": tr("Value calculator"),
        "champion_letter": tr("Champion letter"),
        "activity_plan": tr("Activity plan"),
        "meeting": tr("Meetings"),
    }
    return names.get(tool, "")


def source_of(ground: Ground, today: date, ageing: Ageing) -> str:
    """How well it is known, from whom, when, and whether that is long ago."""
    parts = [ground.evidence.label]
    parts += [part for part in (ground.person, ground.source) if part and part not in ground.text]
    if ground.on is not None and ground.on > date.min:
        parts.append(show_date(ground.on))
    age = freshness(ground.on, today, ageing.fading, ageing.old)
    if age in {Freshness.FADING, Freshness.OLD}:
        parts.append(age.label.lower())
    return " · ".join(dict.fromkeys(parts))
