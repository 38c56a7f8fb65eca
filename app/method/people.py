"""What the tools mean alike by the people of a decision: the roles a deal needs, and the limits of ratings."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Aspect, Audience, DecisionRole

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
_HIDDEN_FROM_CUSTOMERS = frozenset({DecisionRole.ADVERSARY, DecisionRole.COACH})


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


def shown_roles(roles: Iterable[DecisionRole], audience: Audience) -> tuple[DecisionRole, ...]:
    """The roles in the method's order; a customer sees neither who is against us nor who tells us things."""
    given = set(roles)
    if audience is Audience.CUSTOMER:
        given -= _HIDDEN_FROM_CUSTOMERS
    return tuple(role for role in DecisionRole if role in given)


def missing_roles(roles: Iterable[DecisionRole]) -> tuple[DecisionRole, ...]:
    """The wanted roles that nobody plays yet."""
    known = set(roles)
    return tuple(role for role in WANTED_ROLES if role not in known)
