"""What the tools mean alike by the people of a decision: the roles a deal needs, and the limits of ratings."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Aspect, Audience, DecisionRole, NamedRole, Role

WANTED_ROLES = (
    DecisionRole.DECISION_MAKER,
    DecisionRole.CHAMPION,
    DecisionRole.FINANCIAL_APPROVER,
    DecisionRole.TECHNICAL_APPROVER,
    DecisionRole.IMPLEMENTATION_OWNER,
    DecisionRole.USER,
)  # every complex decision has them; who cannot name one has something to find out

INFLUENTIAL = 4  # from here on a person can turn the decision

LIMITS: Mapping[Aspect, tuple[int, int]] = MappingProxyType(
    {
        Aspect.INFLUENCE: (1, 5),
        Aspect.RELATIONSHIP: (-2, 2),
        Aspect.WISHED: (0, 10),
        Aspect.PERCEIVED: (0, 10),
    }
)
_WHOLE = frozenset({Aspect.INFLUENCE, Aspect.RELATIONSHIP})
_HIDDEN_FROM_CUSTOMERS = frozenset({DecisionRole.ADVERSARY, DecisionRole.CHAMPION, DecisionRole.COACH})


def checked_rating(aspect: Aspect, value: float | None) -> float | None:
    """The rating as it may be stored; None is Unknown. Raises BadInputError outside the scale."""
    if value is None:
        return None
    low, high = LIMITS[aspect]
    whole = aspect not in _WHOLE or float(value).is_integer()
    if not (low <= value <= high and whole):  # also catches what is no number
        kind = tr("a whole number") if aspect in _WHOLE else tr("a number")
        raise BadInputError(
            tr(
                "{what} must be {kind} from {low} to {high}.",
                what=aspect.label,
                kind=kind,
                low=low,
                high=high,
            )
        )
    return float(value)


def shown_roles(roles: Iterable[Role], audience: Audience) -> tuple[Role, ...]:
    """The nine in the method's order, then our own in theirs.

    A customer sees neither who is against us, nor who sells for us or tells us things, nor any role of our
    own: nobody can know beforehand whether its name is kind.
    """
    given = tuple(roles)
    nine = tuple(role for role in DecisionRole if role in given)
    if audience is Audience.CUSTOMER:
        return tuple(role for role in nine if role not in _HIDDEN_FROM_CUSTOMERS)
    return (*nine, *(role for role in given if isinstance(role, NamedRole)))


def roles_in_words(roles: Iterable[Role]) -> str:
    """The roles behind each other, as a cell or a line of text shows them."""
    return ", ".join(role.label for role in roles)


def in_a_sentence(role: Role) -> str:
    """A role inside a sentence; the user's own words stay as they were written."""
    return role.label if isinstance(role, NamedRole) else role.label.lower()


def missing_roles(roles: Iterable[Role]) -> tuple[DecisionRole, ...]:
    """The wanted roles that nobody plays yet."""
    known = set(roles)
    return tuple(role for role in WANTED_ROLES if role not in known)
