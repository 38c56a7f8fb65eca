"""What the Undo menu says of an edit on this page."""

from app.i18n import tr
from app.models.vocabulary import Aspect, Link


def field_label(field: str) -> str:
    """An edit of a text."""
    texts = {
        "title": tr("Set a title"),
        "unit": tr("Set a unit"),
        "primary_contact": tr("Set the contact"),
        "business_goal": tr("Write a goal"),
        "personal_goal": tr("Write a personal goal"),
        "personal_win": tr("Write a personal win or threat"),
    }
    return texts[field]


def rating_label(aspect: Aspect, name: str) -> str:
    """A rating."""
    if aspect is Aspect.INFLUENCE:
        return tr("Rate the influence of {name}", name=name)
    return tr("Rate the relationship with {name}", name=name)


def line_label(kind: Link) -> str:
    """A new line."""
    texts = {
        Link.REPORTS: tr("Draw a reporting line"),
        Link.INFLUENCE: tr("Draw an influence line"),
        Link.TRUST: tr("Draw a line of trust"),
        Link.CONFLICT: tr("Draw a conflict line"),
    }
    return texts[kind]
