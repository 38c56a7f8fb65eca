"""The cell that says which roles somebody plays: the nine, what other systems call them, and roles of our own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from app.documents.text import one_line
from app.i18n import plural, tr
from app.method.people import in_a_sentence
from app.models.vocabulary import DecisionRole, NamedRole, Role

CALLED: Mapping[str, DecisionRole] = MappingProxyType(
    {
        "blocker": DecisionRole.ADVERSARY,
        "budget holder": DecisionRole.FINANCIAL_APPROVER,
        "business user": DecisionRole.USER,
        "economic buyer": DecisionRole.FINANCIAL_APPROVER,
        "economic decision maker": DecisionRole.DECISION_MAKER,
        "end user": DecisionRole.USER,
        "evaluator": DecisionRole.TECHNICAL_APPROVER,
        "opponent": DecisionRole.ADVERSARY,
        "project manager": DecisionRole.IMPLEMENTATION_OWNER,
        "technical buyer": DecisionRole.TECHNICAL_APPROVER,
    }
)
"""What sales systems call a role of the nine (Salesforce's contact roles, HubSpot's buying roles and the like)."""

_SPLIT = re.compile(r"[;,|\n]")
_NO_ROLE = frozenset({"", "-", "–", "—", "none", "null", "n/a", "na", "other", "unknown"})


def roles_in(cell: str, strange: Counter[str]) -> tuple[Role, ...]:
    """The roles that a cell names; words that are none of the nine as they stand are counted in `strange`."""
    found: dict[str, Role] = {}
    for part in _SPLIT.split(cell):
        word = one_line(part.replace("_", " "))
        if word.casefold() in _NO_ROLE:
            continue
        nine = DecisionRole.called(word)
        if nine is None:
            strange[word] += 1
            nine = CALLED.get(word.casefold())
        role = nine or NamedRole(word)
        if len(role.label) <= NamedRole.LONGEST:
            found.setdefault(role.label.casefold(), role)
    return tuple(found.values())


def told(strange: Mapping[str, int]) -> Iterator[str]:
    """What became of each word that is none of the nine as it stands."""
    for word, count in strange.items():
        if (nine := CALLED.get(word.casefold())) is not None:
            yield plural(
                "the role “{word}” of {n} person is taken as {role}.",
                "the role “{word}” of {n} people is taken as {role}.",
                count,
                word=word,
                role=in_a_sentence(nine),
            )
        elif len(word) > NamedRole.LONGEST:
            yield tr("“{word}…” is too long to be a role; it was left out.", word=word[:30])
        else:
            yield plural(
                "“{word}” is none of the nine roles; {n} person plays it as a role of your own.",
                "“{word}” is none of the nine roles; {n} people play it as a role of your own.",
                count,
                word=word,
            )
