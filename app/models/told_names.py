"""How far a success story may be told: its customer's name, and the texts in which that name may stand."""

import re

from app.i18n import tr
from app.models.vocabulary import Permission

_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "asa", "a/s", "aps", "bv", "co", "corp", "gmbh", "inc", "kg", "llc", "ltd", "nv", "oy", "oyj",
        "plc", "sa", "sas", "se", "spa", "srl",
    }
)  # fmt: skip
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?…]\s|\n)\s*[“\"'(]*$")  # and so the next one begins
_SHORTEST = 4  # a shorter name stands inside too many other words


def may_be_told(permission: Permission) -> bool:
    """Whether anybody outside may hear the story at all."""
    return permission is not Permission.INTERNAL


def told_name(permission: Permission, customer: str, anonymous_as: str, nobody: str = "") -> str:
    """How the story's customer is called before others; `nobody` where even the paraphrase is missing."""
    if permission is Permission.NAMED and customer.strip():
        return customer
    return anonymous_as or nobody


def told_text(text: str, permission: Permission, customer: str, name: str) -> str:
    """The text with `name` in the customer's place where the customer may not be named.

    At the beginning of a sentence it is written large, and what belongs to the customer is "their".
    """
    if permission is Permission.NAMED or not names(text, customer):
        return text

    def instead(found: re.Match[str]) -> str:
        word = tr("their") if found["own"] else name
        begins = _SENTENCE_ENDS.search(text[: found.start()])
        return word[:1].upper() + word[1:] if begins else word

    return _pattern(customer).sub(instead, text)


def told_as(text: str, permission: str, customer: str, anonymous_as: str) -> str:
    """The text as SQL asks for it: `permission` is the stored word."""
    return told_text(text, Permission(permission), customer, anonymous_as or tr("one of our customers"))


def names(text: str, customer: str) -> bool:
    """Whether the customer's name stands in the text, with or without its legal form."""
    return len(bare_name(customer)) >= _SHORTEST and _pattern(customer).search(text) is not None


def bare_name(customer: str) -> str:
    """The name without Oy, Ltd, GmbH and the like at its end."""
    words = customer.split()
    while len(words) > 1 and words[-1].casefold().strip(".,&") in _LEGAL_FORMS | {""}:
        words.pop()
    return " ".join(words)


def _pattern(customer: str) -> re.Pattern[str]:
    """The whole name, else the bare one, as words of their own."""
    whole, bare = (re.escape(name).replace(r"\ ", r"\s+") for name in (customer.strip(), bare_name(customer)))
    return re.compile(rf"(?<!\w)(?:{whole}|{bare})(?!\w)(?P<own>['’]s\b)?", re.IGNORECASE)
