"""The library in and out of a CSV file: what is here to compare with, letting an import happen, and the export."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.documents import csv_out
from app.method.typed_words import folded
from app.models.base import Entity, new_uid
from app.models.library import (
    Benefit,
    Capability,
    Challenge,
    ChallengeBenefit,
    ChallengeCapability,
    Industry,
    Profile,
)
from app.tools.challenge_menu.importing import COLUMNS, Draft, Entry, Fate, Here, Known, Place
from app.tools.challenge_menu.library import heard_here

_Key = tuple[Place, str]


def here(session: Session) -> Here:
    """The library as an import is compared with it; what was merged stands for what took its place."""
    industries: dict[str, str] = {}
    profiles: dict[Place, str] = {}
    places: dict[int, Place] = {}
    for row in session.execute(
        select(
            Industry.key,
            Industry.name,
            Profile.id,
            Profile.key.label("profile"),
            Profile.name.label("person"),
        )
        .outerjoin(Profile, Profile.industry_id == Industry.id)
        .order_by(Industry.id.desc(), Profile.id.desc())  # of equal names the first one counts
    ):
        sector = folded(row.name)
        industries |= {folded(row.key): sector, sector: sector}
        if row.id is not None:
            person = folded(row.person)
            profiles |= {(sector, folded(row.profile)): person, (sector, person): person}
            places[row.id] = (sector, person)
    counts = heard_here(session)
    benefits = _linked(session, ChallengeBenefit, Benefit, ChallengeBenefit.benefit_id)
    capabilities = _linked(session, ChallengeCapability, Capability, ChallengeCapability.capability_id)
    found = session.execute(select(*Challenge.__table__.columns)).all()
    successor: Mapping[int, int] = {row.id: row.merged_into_id for row in found if row.merged_into_id}
    by_id = {
        row.id: Known(
            row.id,
            row.text,
            row.ask,
            row.heard_before + counts.get(row.id, 0),
            frozenset(map(folded, benefits[row.id])),
            frozenset(map(folded, capabilities[row.id])),
        )
        for row in found
    }
    ordered = sorted(found, key=lambda row: (row.merged_into_id is None, not row.retired))  # the living win
    challenges = {
        (places[row.profile_id], folded(row.text)): by_id[successor.get(row.id, row.id)] for row in ordered
    }
    return Here(industries, profiles, challenges)


def store(session: Session, draft: Draft) -> None:
    """Let it happen. The draft must be of this very library, and not refused."""
    profiles = _places(session, draft)
    ids: dict[_Key, int] = {
        (entry.place, folded(entry.text)): entry.id for entry in draft.entries if entry.id is not None
    }
    new = {new_uid(): entry for entry in draft.entries if entry.fate is Fate.NEW}
    _put(
        session,
        Challenge,
        (
            {
                "key": f"own.{key}",
                "profile_id": profiles[entry.place],
                "text": entry.text,
                "ask": entry.ask,
                "heard_before": entry.heard,
                "own": True,
            }
            for key, entry in new.items()
        ),
    )
    stored = {row.key: row.id for row in session.execute(select(Challenge.key, Challenge.id))}
    ids |= {(entry.place, folded(entry.text)): stored[f"own.{key}"] for key, entry in new.items()}
    fuller = [entry for entry in draft.entries if entry.fate is Fate.FULLER]
    _fill(session, fuller, ids)
    told = [*new.values(), *fuller]
    _link(session, told, ids, ChallengeBenefit, Benefit, "benefits", "benefit_id")
    _link(session, told, ids, ChallengeCapability, Capability, "capabilities", "capability_id")


def csv(session: Session) -> bytes:
    """Every challenge on the menus as a CSV file that `importing` reads: industry by industry, the most heard first."""
    counts = heard_here(session)
    benefits = _linked(session, ChallengeBenefit, Benefit, ChallengeBenefit.benefit_id)
    capabilities = _linked(session, ChallengeCapability, Capability, ChallengeCapability.capability_id)
    found = session.execute(
        select(
            Challenge.id,
            Industry.name,
            Profile.name.label("person"),
            Challenge.text,
            Challenge.ask,
            Challenge.heard_before,
        )
        .join(Profile, Profile.id == Challenge.profile_id)
        .join(Industry, Industry.id == Profile.industry_id)
        .where(Challenge.retired.is_(False))
        .order_by(Industry.name, Profile.id, Challenge.heard_before.desc(), Challenge.text)
    )
    return csv_out.to_bytes(
        tuple(COLUMNS),
        (
            (
                row.name,
                row.person,
                row.text,
                row.ask,
                str(row.heard_before + counts.get(row.id, 0)),
                csv_out.several(benefits[row.id]),
                csv_out.several(capabilities[row.id]),
            )
            for row in found
        ),
    )


def _places(session: Session, draft: Draft) -> dict[Place, int]:
    """The profiles of the library by place, with those made that the draft asks for."""
    keys = set(session.scalars(select(Industry.key)))
    for name in draft.industries.values():
        key = _free(name, keys)
        keys.add(key)
        session.add(Industry(key=key, name=name))
    session.flush()
    sectors = {
        folded(row.name): row.id for row in session.scalars(select(Industry).order_by(Industry.id.desc()))
    }
    taken: defaultdict[int, set[str]] = defaultdict(set)
    for row in session.execute(select(Profile.industry_id, Profile.key)):
        taken[row[0]].add(row[1])
    for (sector, _), name in draft.profiles.items():
        key = _free(name, taken[sectors[sector]])
        taken[sectors[sector]].add(key)
        session.add(Profile(industry_id=sectors[sector], key=key, name=name, titles=name))
    session.flush()
    found = session.execute(
        select(Profile.id, Profile.name, Industry.name.label("sector"))
        .join(Industry, Industry.id == Profile.industry_id)
        .order_by(Profile.id.desc())
    )
    return {(folded(row.sector), folded(row.name)): row.id for row in found}


def _fill(session: Session, fuller: Iterable[Entry], ids: Mapping[_Key, int]) -> None:
    """Add what lines know more of challenges that are here."""
    more: dict[int, tuple[str, int]] = {}
    for entry in fuller:
        one = ids[entry.place, folded(entry.text)]
        ask, heard = more.get(one, ("", 0))
        more[one] = (ask or entry.ask, heard + entry.heard)
    wanted = {one: said for one, said in more.items() if said != ("", 0)}
    rows = session.execute(select(Challenge.id, Challenge.ask, Challenge.heard_before)) if wanted else ()
    now = {row.id: (row.ask, row.heard_before) for row in rows if row.id in wanted}
    changed = [
        {"id": one, "ask": now[one][0] or ask, "heard_before": now[one][1] + heard}
        for one, (ask, heard) in wanted.items()
    ]
    if changed:
        session.execute(update(Challenge), changed)


def _link(
    session: Session,
    entries: Iterable[Entry],
    ids: Mapping[_Key, int],
    link: type[Entity],
    kind: type[Benefit] | type[Capability],
    texts: str,
    column: str,
) -> None:
    """Tie challenges to benefits or capabilities, making those that are not there."""
    wanted = [
        (ids[entry.place, folded(entry.text)], text) for entry in entries for text in getattr(entry, texts)
    ]
    by_words = select(kind.id, kind.text).order_by(kind.id.desc())
    known = {folded(row.text): row.id for row in session.execute(by_words)}
    fresh = {folded(text): text for _, text in wanted if folded(text) not in known}
    _put(session, kind, ({"key": f"own.{new_uid()}", "text": text} for text in fresh.values()))
    if fresh:
        known = {folded(row.text): row.id for row in session.execute(by_words)}
    _put(session, link, ({"challenge_id": one, column: known[folded(text)]} for one, text in wanted))


def _put(session: Session, entity: type[Any], rows: Iterable[dict[str, object]]) -> None:
    if new := list(rows):
        session.execute(insert(entity.__table__), new)  # past the mapper, which doubles the time


def _linked(session: Session, link: Any, kind: Any, column: Any) -> defaultdict[int, list[str]]:
    """The texts that hang on each challenge, in the order in which they were linked."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    statement = select(link.challenge_id, kind.text).join(kind, kind.id == column).order_by(link.id)
    for challenge_id, text in session.execute(statement):
        found[challenge_id].append(text)
    return found


def _free(name: str, taken: set[str]) -> str:
    """A key for a name that no other one has: at most 40 letters, as it is stored."""
    stem = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")[:34] or "own"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key
