"""What the Undo menu says of an edit in the person form."""

from app.i18n import tr
from app.models.vocabulary import Aspect, Rater


def field_label(field: str) -> str:
    """The step that changes one field."""
    return {
        "name": tr("Rename a person"),
        "title": tr("Set title"),
        "unit": tr("Set unit"),
        "email": tr("Set e-mail"),
        "phone": tr("Set phone"),
        "in_position_since": tr("Set time in position"),
        "primary_contact": tr("Set primary contact"),
        "external_id": tr("Set number in other systems"),
        "person_notes": tr("Write notes"),
        "notes": tr("Write notes"),
        "placeholder": tr("Set placeholder"),
        "signs": tr("Set who signs"),
        "drives_change": tr("Set who drives the change"),
        "effect": tr("Set the effect of the change"),
        "personal_goal": tr("Set personal goal"),
        "personal_win": tr("Set personal win"),
        "business_goal": tr("Set business goal"),
    }[field]


def rating_label(aspect: Aspect, rater: Rater = Rater.REP) -> str:
    """The step that rates an aspect."""
    if rater is Rater.COACH:
        return tr("The coach's rating: {aspect}", aspect=aspect.label.lower())
    return {
        Aspect.INFLUENCE: tr("Rate influence"),
        Aspect.RELATIONSHIP: tr("Rate relationship"),
        Aspect.WISHED: tr("Set wished state"),
        Aspect.PERCEIVED: tr("Set perceived state"),
    }[aspect]


def evidence_label(what: str) -> str:
    """The step that says how a rating is known."""
    return {
        "evidence": tr("Say how we know"),
        "evidence_class": tr("Set how well we know"),
        "rated_on": tr("Set the date of a rating"),
        "source": tr("Say from where we know"),
        "reason": tr("Say why not what the signs suggest"),
    }[what]
