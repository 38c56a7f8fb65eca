"""Lines between people in words."""

from collections.abc import Mapping

from app.i18n import tr
from app.models.vocabulary import Link
from app.tools.relationship_map.rules import MapLine


def link_sentence(kind: Link, one: str, other: str) -> str:
    """What a line of a kind says of two people, as part of a sentence."""
    texts = {
        Link.REPORTS: tr("{one} reports to {other}"),
        Link.INFLUENCE: tr("{one} influences {other}"),
        Link.TRUST: tr("{one} trusts {other}"),
        Link.CONFLICT: tr("{one} is at odds with {other}"),
    }
    return texts[kind].format(one=one, other=other)


def ended_sentence(kind: Link, one: str, other: str) -> str:
    """That there is no such line any more."""
    texts = {
        Link.REPORTS: tr("{one} no longer reports to {other}"),
        Link.INFLUENCE: tr("{one} no longer influences {other}"),
        Link.TRUST: tr("{one} no longer trusts {other}"),
        Link.CONFLICT: tr("{one} makes peace with {other}"),
    }
    return texts[kind].format(one=one, other=other)


def said(line: MapLine, names: Mapping[int, str]) -> str:
    """A line in a sentence."""
    return f"{link_sentence(line.kind, names[line.from_id], names[line.to_id])}."
