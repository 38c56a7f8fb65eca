"""What begins with a value proposition: which of them fit an opportunity, and the value case that starts from one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import paths
from app.method.profiles import best_profile
from app.models.accounts import Account
from app.models.base import Entity
from app.models.library import Benefit, Industry, Profile, PropositionBenefit, ValueProposition
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.trash import living
from app.tools.challenge_menu.promises import Promise, promises
from app.tools.value_calculator import actions

BLANK = "blank"

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Benefit,
        Industry,
        Opportunity,
        Person,
        Profile,
        PropositionBenefit,
        Stakeholder,
        ValueProposition,
    }
)


@dataclass(frozen=True)
class Fitting:
    """A value proposition of the account's industry, and those of the opportunity whose titles it is written for."""

    promise: Promise
    profile: str
    people: tuple[tuple[int, str], ...]  # stakeholder, name


def fitting(session: Session, opportunity_id: int) -> tuple[Fitting, ...]:
    """The value propositions of the account's industry; first those for people who are known, then the others."""
    profiles = session.execute(
        select(Profile.id, Profile.name, Profile.titles)
        .join(Industry, Industry.id == Profile.industry_id)
        .join(Account, Account.industry == Industry.key)
        .join(Opportunity, Opportunity.account_id == Account.id)
        .where(Opportunity.id == opportunity_id)
        .order_by(Profile.id)
    ).all()
    titles = [(row.id, row.name, row.titles) for row in profiles]
    people: dict[int, list[tuple[int, str]]] = {row.id: [] for row in profiles}
    for one in session.execute(
        living(
            select(Stakeholder.id, Person.name, Person.title)
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    ):
        profile = best_profile(one.title, titles)
        if profile is not None:
            people[profile].append((one.id, one.name))
    found = [
        Fitting(promise, row.name, tuple(people[row.id]))
        for row in profiles
        for promise in promises(session, row.id)
    ]
    return tuple(sorted(found, key=lambda one: not one.people))


def supplied_models() -> list[str]:
    """The names of the value models that a proposition can stand on, but the blank one."""
    found = sorted(path.stem for path in paths.content("value_models").glob("*.toml"))
    return [name for name in found if name != BLANK]


def start_case(session: Session, proposition_id: int, opportunity_id: int) -> int:
    """Begin a value case on the proposition's model, the blank one where it names none; the id of the case."""
    promise = session.get_one(ValueProposition, proposition_id)
    path = paths.content(f"value_models/{promise.model or BLANK}.toml")
    if not path.is_file():  # a model of a newer version, in a workspace that came from there
        path = paths.content(f"value_models/{BLANK}.toml")
    case_id = actions.add_case(session, opportunity_id, path, promise.goal[:200])
    for field in ("goal", "solution", "compared_with"):
        actions.set_text(session, case_id, field, getattr(promise, field))
    return case_id
