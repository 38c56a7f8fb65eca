"""Full-text search over what the workspace holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.orm import Session

from app.models.accounts import Account
from app.models.library import Challenge, Profile, SuccessStory
from app.models.opportunities import Opportunity, Stakeholder
from app.models.people import Person
from app.models.roles import StakeholderOwnRole, own_roles
from app.models.search_index import SOURCES, TABLE, match_expression
from app.models.trash import living
from app.models.vocabulary import TEAM, Onlooker

LIMIT = 12
CHALLENGES = 3  # that are told at least, however many names are found
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """Something found: where it is, and what to open. `stakeholder_id` is there for a person of a deal.

    A story or a challenge belongs to no account: it is shown for whatever deal is looked at.
    """

    kind: str  # account, opportunity, person, success_story, challenge
    title: str
    detail: str
    account_id: int | None
    opportunity_id: int | None = None
    stakeholder_id: int | None = None
    story_id: int | None = None
    challenge_id: int | None = None


def search(session: Session, words: str, onlooker: Onlooker = TEAM) -> list[Hit]:
    """Hits whose words begin with what was typed, the best first; nothing for an empty text.

    The index knows our notes and everybody's name. For an onlooker who must not, only the names that are read
    in this session are looked through, so that not even a hit tells what it was found by.
    """
    if not (query := match_expression(words)):
        return []
    found = _indexed(session, query) if onlooker.sees_all else _named(session, words)
    playing = _playing(session, words)
    found = list(dict.fromkeys([*found, *(("person", person) for person in playing)]))
    described = {
        **_accounts(session, [ref for kind, ref in found if kind == "account"]),
        **_opportunities(session, [ref for kind, ref in found if kind == "opportunity"]),
        **_people(session, [ref for kind, ref in found if kind == "person"], playing),
        **_stories(session, [ref for kind, ref in found if kind == "success_story"]),
        **_challenges(session, [ref for kind, ref in found if kind == "challenge"]),
    }
    return [described[key] for key in found if key in described]


def _indexed(session: Session, query: str) -> list[tuple[str, int]]:
    """The best of deals, people and stories, then challenges: a library of thousands must not crowd out a name."""
    library = SOURCES["challenge"].place(0)
    statement = text(
        f"SELECT kind, ref FROM {TABLE} WHERE {TABLE} MATCH :query AND rowid < {library}"
        f" ORDER BY bm25({TABLE}, 0, 0, 8.0, 1.0) LIMIT :limit"
    ).bindparams(bindparam("query", query), bindparam("limit", LIMIT))
    found = [(kind, int(ref)) for kind, ref in session.execute(statement)]
    room = max(LIMIT - len(found), CHALLENGES)
    challenges = session.scalars(SOURCES["challenge"].found(query).limit(room))
    return [*found, *(("challenge", ref) for ref in challenges)]


def _named(session: Session, words: str) -> list[tuple[str, int]]:
    """Accounts, opportunities, people and stories of whose names and titles each typed word begins one."""
    wanted = [word.casefold() for word in _WORD.findall(words)]
    sources: tuple[tuple[str, Select[*tuple[int | str, ...]]], ...] = (
        ("account", living(select(Account.id, Account.name), Account)),
        ("opportunity", living(select(Opportunity.id, Opportunity.title), Opportunity)),
        ("person", living(select(Person.id, Person.name, Person.title), Person)),
        (
            "success_story",
            living(select(SuccessStory.id, SuccessStory.title, SuccessStory.region), SuccessStory),
        ),
        ("challenge", select(Challenge.id, Challenge.text).where(Challenge.retired.is_(False))),
    )
    found = [
        (kind, int(ref))
        for kind, statement in sources
        for ref, *names in session.execute(statement)
        if _begin_words(wanted, " ".join(map(str, names)))
    ]
    return found[:LIMIT]


def _playing(session: Session, words: str) -> dict[int, str]:
    """Who plays a role of our own that is called so, with the role; nobody where our roles are not to be seen."""
    wanted = [word.casefold() for word in _WORD.findall(words)]
    called = {role.id: role.name for role in own_roles(session) if _begin_words(wanted, role.name)}
    statement = (
        select(Stakeholder.person_id, StakeholderOwnRole.role_id)
        .join(Stakeholder, Stakeholder.id == StakeholderOwnRole.stakeholder_id)
        .where(StakeholderOwnRole.role_id.in_(called))
        .order_by(Stakeholder.id.desc())
        .limit(LIMIT)
    )
    return {person: called[role] for person, role in session.execute(statement)} if called else {}


def _begin_words(wanted: list[str], names: str) -> bool:
    starts = [word.casefold() for word in _WORD.findall(names)]
    return all(any(start.startswith(word) for start in starts) for word in wanted)


def _accounts(session: Session, ids: list[int]) -> dict[tuple[str, int], Hit]:
    rows = session.execute(
        living(select(Account.id, Account.name, Account.country), Account).where(Account.id.in_(ids))
    )
    return {("account", row.id): Hit("account", row.name, row.country, row.id) for row in rows}


def _opportunities(session: Session, ids: list[int]) -> dict[tuple[str, int], Hit]:
    rows = session.execute(
        living(
            select(Opportunity.id, Opportunity.title, Account.id.label("account_id"), Account.name)
            .join(Account, Account.id == Opportunity.account_id)
            .where(Opportunity.id.in_(ids)),
            Opportunity,
            Account,
        )
    )
    return {
        ("opportunity", row.id): Hit("opportunity", row.title, row.name, row.account_id, row.id)
        for row in rows
    }


def _stories(session: Session, ids: list[int]) -> dict[tuple[str, int], Hit]:
    """Stories; the firm is called as this session may know it."""
    rows = session.execute(
        living(
            select(SuccessStory.id, SuccessStory.title, SuccessStory.customer, SuccessStory.region),
            SuccessStory,
        ).where(SuccessStory.id.in_(ids))
    )
    return {
        ("success_story", row.id): Hit(
            "success_story",
            row.title,
            " · ".join(part for part in (row.customer, row.region) if part),
            None,
            story_id=row.id,
        )
        for row in rows
    }


def _challenges(session: Session, ids: list[int]) -> dict[tuple[str, int], Hit]:
    rows = session.execute(
        select(Challenge.id, Challenge.text, Profile.name)
        .join(Profile, Profile.id == Challenge.profile_id)
        .where(Challenge.id.in_(ids))
    )
    return {
        ("challenge", row.id): Hit("challenge", row.text, row.name, None, challenge_id=row.id) for row in rows
    }


def _people(session: Session, ids: list[int], playing: Mapping[int, str]) -> dict[tuple[str, int], Hit]:
    """People with the deal they were last put into; one without a living deal is shown at the account.

    Whoever was found by a role of our own is shown with it.
    """
    rows = session.execute(
        living(
            select(
                Person.id,
                Person.name,
                Person.title,
                Account.id.label("account_id"),
                Account.name.label("account"),
                Opportunity.id.label("opportunity_id"),
                Stakeholder.id.label("stakeholder_id"),
            )
            .join(Account, Account.id == Person.account_id)
            .outerjoin(Stakeholder, Stakeholder.person_id == Person.id)
            .outerjoin(
                Opportunity,
                (Opportunity.id == Stakeholder.opportunity_id) & Opportunity.deleted_at.is_(None),
            )
            .where(Person.id.in_(ids))
            .order_by(Stakeholder.id),
            Person,
            Account,
        )
    )
    return {
        ("person", row.id): Hit(
            "person",
            row.name,
            " · ".join(part for part in (playing.get(row.id, ""), row.title, row.account) if part),
            row.account_id,
            row.opportunity_id,
            row.stakeholder_id if row.opportunity_id is not None else None,
        )
        for row in rows
    }
