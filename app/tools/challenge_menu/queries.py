"""What the menu of challenges shows: profiles and people, the ranked list, and what the marked ones open."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.method.profiles import best_profile
from app.models.accounts import Account
from app.models.base import Entity
from app.models.library import (
    Benefit,
    Capability,
    Challenge,
    ChallengeBenefit,
    ChallengeCapability,
    ChallengeHeard,
    Industry,
    Profile,
    PropositionBenefit,
    StoryChallenge,
    SuccessStory,
    ValueProposition,
)
from app.models.opportunities import Opportunity, Stakeholder, StakeholderRole
from app.models.people import Person
from app.models.search_index import SOURCES, match_expression
from app.models.trash import living
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus
from app.tools.challenge_menu.rules import NAMED

READS: frozenset[type[Entity]] = frozenset(
    {
        Account,
        Benefit,
        Capability,
        Challenge,
        ChallengeBenefit,
        ChallengeCapability,
        ChallengeHeard,
        Industry,
        Opportunity,
        Person,
        Profile,
        PropositionBenefit,
        Stakeholder,
        StakeholderRole,
        StoryChallenge,
        SuccessStory,
        ValueProposition,
    }
)

named = aliased(ChallengeHeard, name="named")  # what anybody said, beside what the person who is asked said
named_by = aliased(Stakeholder, name="named_by")


@dataclass(frozen=True)
class ProfileOption:
    """A profile of the library."""

    id: int
    name: str
    titles: str
    industry: str  # key
    industry_name: str


@dataclass(frozen=True)
class Asked:
    """Somebody who can be asked: a stakeholder, and how much was heard from her or him."""

    id: int
    name: str
    title: str
    marked: int


@dataclass(frozen=True)
class Setting:
    """Whom to ask about what: the profiles, the people, and where the account belongs."""

    industry: str
    profiles: tuple[ProfileOption, ...]
    people: tuple[Asked, ...]

    def first_asked(self) -> int | None:
        """The person to show first: the one from whom most was heard."""
        return max(self.people, key=lambda person: person.marked).id if self.people else None

    def fitting_profile(self, stakeholder_id: int | None) -> int | None:
        """The profile of the account's industry that the person's title points to; else its first one."""
        here = [profile for profile in self.profiles if profile.industry == self.industry]
        offered = here or list(self.profiles)
        title = next((person.title for person in self.people if person.id == stakeholder_id), "")
        best = best_profile(title, [(one.id, one.name, one.titles) for one in offered])
        return best if best is not None else next((one.id for one in offered), None)


@dataclass(frozen=True)
class ChallengeRow:
    """A challenge on the menu, and what the person who is asked said of it."""

    id: int
    text: str
    ask: str
    profile: str
    own: bool
    count: int  # persons who named it, before and here
    status: HeardStatus | None = None
    importance: int | None = None
    own_words: str = ""
    reasons: str = ""
    consequences: str = ""
    heard_id: int | None = None
    heard_on: date | None = None
    position: int = 0
    evidence: EvidenceClass | None = None  # never told to a customer

    @property
    def named(self) -> bool:
        """Whether the person recognised it or called it important."""
        return self.status in NAMED

    @property
    def proposed(self) -> bool:
        """Whether it is on the person's menu and waits for an answer."""
        return self.status is HeardStatus.PROPOSED


def setting(session: Session, account_id: int, opportunity_id: int | None) -> Setting:
    """The profiles of the library and the people of the opportunity."""
    profiles = session.execute(
        select(Profile.id, Profile.name, Profile.titles, Industry.key, Industry.name.label("industry_name"))
        .join(Industry, Industry.id == Profile.industry_id)
        .order_by(Industry.name, Profile.id)
    )
    industry = session.scalar(select(Account.industry).where(Account.id == account_id)) or ""
    marked = (
        select(func.count())
        .where(ChallengeHeard.stakeholder_id == Stakeholder.id, ChallengeHeard.status.in_(NAMED))
        .scalar_subquery()
    )
    people = session.execute(
        living(
            select(Stakeholder.id, Person.name, Person.title, marked.label("marked"))
            .join(Person, Person.id == Stakeholder.person_id)
            .where(Stakeholder.opportunity_id == opportunity_id)
            .order_by(Stakeholder.id),
            Person,
        )
    )
    return Setting(
        industry,
        tuple(ProfileOption(row.id, row.name, row.titles, row.key, row.industry_name) for row in profiles),
        tuple(Asked(row.id, row.name, row.title, row.marked) for row in people),
    )


MOST = 500
"""Challenges of a profile that are shown at once; whoever looks for another one searches."""
MOST_FOUND = 100


def menu(
    session: Session,
    profile_id: int | None,
    stakeholder_id: int | None,
    audience: Audience = Audience.INTERNAL,
) -> tuple[ChallengeRow, ...]:
    """The challenges of a profile, the most often heard first, with what the person said of them; at most `MOST`.

    What the person said of other profiles' challenges is always there. A customer sees what is proposed, but no
    guess of ours: a mark or words that are only assumed are not there.
    """
    wanted = or_(Challenge.profile_id == profile_id, ChallengeHeard.id.is_not(None))
    return _rows(session, profile_id, stakeholder_id, audience, wanted)


def found(
    session: Session,
    words: str,
    profile_id: int | None,
    stakeholder_id: int | None,
    audience: Audience = Audience.INTERNAL,
) -> tuple[ChallengeRow, ...]:
    """The challenges of the whole library in which each typed word begins a word, those of the profile first."""
    expression = match_expression(words)
    if not expression:
        return ()
    best = (
        select(Challenge.id)
        .where(Challenge.id.in_(SOURCES["challenge"].found(expression)))
        .order_by(Challenge.profile_id != profile_id, Challenge.heard_before.desc(), Challenge.text)
        .limit(MOST_FOUND)
    )
    ids = list(session.scalars(best))
    return _rows(session, profile_id, stakeholder_id, audience, Challenge.id.in_(ids))


def size(session: Session, profile_id: int | None) -> int:
    """How many challenges of a profile are on the menu."""
    counted = select(func.count()).where(Challenge.profile_id == profile_id, Challenge.retired.is_(False))
    return session.scalar(counted) or 0


def _rows(
    session: Session,
    profile_id: int | None,
    stakeholder_id: int | None,
    audience: Audience,
    wanted: ColumnElement[bool],
) -> tuple[ChallengeRow, ...]:
    mine = and_(
        ChallengeHeard.challenge_id == Challenge.id,
        ChallengeHeard.stakeholder_id == (stakeholder_id if stakeholder_id is not None else -1),
    )
    if audience is Audience.CUSTOMER:
        known = ChallengeHeard.evidence_class != EvidenceClass.ASSUMED
        mine = and_(mine, or_(known, ChallengeHeard.status == HeardStatus.PROPOSED))
    count = Challenge.heard_before + _heard_here()
    statement = (
        select(Challenge, ChallengeHeard, Profile.name, count)
        .join(Profile, Profile.id == Challenge.profile_id)
        .outerjoin(ChallengeHeard, mine)
        .where(or_(Challenge.retired.is_(False), ChallengeHeard.id.is_not(None)), wanted)
        .order_by(
            ChallengeHeard.id.is_(None), Challenge.profile_id != profile_id, count.desc(), Challenge.text
        )
        .limit(MOST)
    )
    rows = sorted(
        session.execute(statement), key=lambda row: (row[0].profile_id != profile_id, -row[3], row[0].text)
    )
    return tuple(_row(*row, told=audience is Audience.INTERNAL) for row in rows)


@dataclass(frozen=True)
class Names:
    """What stands at the head of a page."""

    account: str
    opportunity: str


def names(session: Session, opportunity_id: int) -> Names:
    """How the account and the opportunity are called."""
    row = session.execute(
        select(Account.name, Opportunity.title)
        .join(Account, Account.id == Opportunity.account_id)
        .where(Opportunity.id == opportunity_id)
    ).one()
    return Names(row.name, row.title)


def asked_about(session: Session, opportunity_id: int | None, challenge_id: int) -> int | None:
    """The person of the opportunity to whom a challenge matters most; None when nobody spoke of it."""
    return session.scalar(
        select(ChallengeHeard.stakeholder_id)
        .join(Stakeholder, Stakeholder.id == ChallengeHeard.stakeholder_id)
        .where(Stakeholder.opportunity_id == opportunity_id, ChallengeHeard.challenge_id == challenge_id)
        .order_by(ChallengeHeard.importance.desc(), ChallengeHeard.id)
        .limit(1)
    )


def _heard_here() -> ScalarSelect[int]:
    """How many persons of this workspace named a challenge; each counts once, whatever the deals."""
    return (
        living(
            select(func.count(func.distinct(named_by.person_id)))
            .select_from(named)
            .join(named_by, named_by.id == named.stakeholder_id)
            .join(Person, Person.id == named_by.person_id)
            .where(named.challenge_id == Challenge.id, named.status.in_(NAMED)),
            Person,
        )
        .correlate(Challenge)
        .scalar_subquery()
    )


def _row(
    challenge: Challenge, heard: ChallengeHeard | None, profile: str, count: int, *, told: bool
) -> ChallengeRow:
    row = ChallengeRow(challenge.id, challenge.text, challenge.ask, profile, challenge.own, count)
    if heard is None:
        return row
    if not told and heard.evidence_class is EvidenceClass.ASSUMED:  # proposed; what we think of it is ours
        return replace(row, status=heard.status, heard_id=heard.id, position=heard.position)
    return replace(
        row,
        status=heard.status,
        importance=heard.importance,
        own_words=heard.own_words,
        reasons=heard.reasons,
        consequences=heard.consequences,
        heard_id=heard.id,
        heard_on=heard.heard_on,
        position=heard.position,
        evidence=heard.evidence_class if told else None,
    )
