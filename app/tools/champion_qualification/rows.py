"""The rows that the page of champion qualification is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.method.champion import Worksheet
from app.method.evidence import Ageing
from app.models.champion_marks import GivenMark
from app.models.vocabulary import Criterion, Role
from app.tools.champion_qualification.rules import Cover, Facts, cover

EarlierAnswer = GivenMark  # one that is no longer in force


@dataclass(frozen=True)
class Candidate:
    """A person of the deal with the champion test; the id is the stakeholder's."""

    id: int
    person_uid: str
    name: str
    title: str
    roles: tuple[Role, ...]
    facts: Facts
    sheet: Worksheet
    earlier: Mapping[Criterion, Sequence[EarlierAnswer]] = field(
        default_factory=dict
    )  # no longer in force, newest first


@dataclass(frozen=True)
class Board:
    """All candidates, the nearest to a champion first. `planned` are the open steps of our own in the plan."""

    opportunity_id: int
    opportunity_uid: str
    title: str
    account: str
    candidates: tuple[Candidate, ...]
    placeholders: int  # posts without a name; nobody to test
    planned: frozenset[str]
    today: date
    ageing: Ageing

    @property
    def cover(self) -> Cover:
        """How the deal stands with champions."""
        return cover([one.sheet for one in self.candidates])

    @property
    def qualified(self) -> tuple[Candidate, ...]:
        """Those who meet all four criteria."""
        return tuple(one for one in self.candidates if one.sheet.qualified)

    def candidate(self, stakeholder_id: int | None) -> Candidate | None:
        """One person; None when he or she is not among them."""
        return next((one for one in self.candidates if one.id == stakeholder_id), None)
