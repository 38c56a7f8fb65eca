"""The people of a deal and their lines as rows: what table, map, gaps and what-if all show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.method.champion import ChampionStatus, Profile, proposed, status
from app.method.receptivity import ModeOrigin
from app.models.vocabulary import Criterion, NamedRole
from app.tools.relationship_map.rules import Coverage, MapLine, MapPerson, coverage
from app.tools.relationship_map.ways import Introductions


@dataclass(frozen=True)
class PlayerRow(MapPerson):
    """A line of the people table: what the map knows, and what the person wants."""

    person_uid: str = ""
    goal: str = ""  # of the business, in the person's own words
    personal_goal: str = ""
    win: str = ""  # personal win or threat
    challenges: tuple[str, ...] = ()  # as the person named them, the most important first
    origin: ModeOrigin = ModeOrigin.NOTHING
    drives_change: bool | None = None
    overruled: Mapping[Criterion, bool | None] = field(default_factory=dict)  # answers against the profile

    @property
    def champion_answers(self) -> Mapping[Criterion, bool | None]:
        """The four criteria: as the profile proposes them, unless a reason was given to answer otherwise."""
        profile = Profile(
            self.personal_goal, self.drives_change, self.influence, self.mode, self.relationship
        )
        return {**proposed(profile), **self.overruled}

    @property
    def champion(self) -> ChampionStatus:
        """Whether the person qualifies as a champion."""
        return status(self.champion_answers)


@dataclass(frozen=True)
class OwnRolePage:
    """What we know of a role of our own; each text holds one thought a line."""

    role: NamedRole
    wants: str = ""
    fears: str = ""
    decides: str = ""
    work_with: str = ""
    ask: str = ""
    played: int = 0  # by how many people, in all deals


@dataclass(frozen=True)
class People:
    """Everybody in the deal with the lines between them. `ours` are the names of our own side known so far."""

    opportunity_id: int
    title: str
    account: str
    players: tuple[PlayerRow, ...]
    lines: tuple[MapLine, ...]
    ours: tuple[str, ...] = ()
    role_pages: tuple[OwnRolePage, ...] = ()  # of the workspace's own roles; none for a customer

    @cached_property
    def coverage(self) -> Coverage:
        """How well we are tied to these people."""
        return coverage(self.players, self.lines)

    @cached_property
    def ways(self) -> Introductions:
        """How these people can be met."""
        return Introductions(self.players, self.lines)

    @property
    def own_roles(self) -> tuple[NamedRole, ...]:
        """The roles of our own that are offered, and the retired ones that somebody still plays here."""
        played = {role for player in self.players for role in player.roles}
        return tuple(page.role for page in self.role_pages if not page.role.retired or page.role in played)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that people belong to, by name."""
        return tuple(sorted({player.unit for player in self.players if player.unit}, key=str.casefold))

    def player(self, stakeholder_id: int) -> PlayerRow | None:
        """One person; None when he or she is not in the deal."""
        return next((row for row in self.players if row.id == stakeholder_id), None)
