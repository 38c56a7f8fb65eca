"""What may stand beside the map: a way, what is supposed, snapshots, a role; one at a time, and drawn on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.i18n import language
from app.method.packs import load_pack
from app.models.vocabulary import Audience, Role
from app.tools.relationship_map.assumptions import Assumption
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.rules import to_win
from app.tools.relationship_map.snapshots import Comparison, SnapshotRow
from app.tools.relationship_map.what_if import drawn
from app.ui.tabs.relationship_map.aside import Aside
from app.ui.tabs.relationship_map.map_card import MapCard
from app.ui.tabs.relationship_map.role_aside import RoleAside
from app.ui.tabs.relationship_map.snapshots_aside import SnapshotsAside
from app.ui.tabs.relationship_map.way_aside import WayAside
from app.ui.tabs.relationship_map.what_if_aside import WhatIfAside

if TYPE_CHECKING:
    from app.across.coach.what_if import Difference


class Asides(QObject):
    """Opens and closes what stands beside the map and keeps both in step; it stores nothing."""

    fix_wanted = Signal(str)
    coach_wanted = Signal()  # something else is supposed: what would the coach say?
    days_wanted = Signal()  # other days are to be listed or compared
    take_wanted = Signal(str)
    rename_wanted = Signal(int)
    drop_wanted = Signal(int)

    def __init__(self, card: MapCard) -> None:
        super().__init__(card)
        self._card = card
        self._page: People | None = None
        self._for_us = True
        self.way = WayAside()
        self.what_if = WhatIfAside()
        self.snapshots = SnapshotsAside()
        self.role = RoleAside(load_pack("roles", language()))
        for name, aside in self._named().items():
            aside.setParent(card)
            aside.hide()
            aside.setObjectName(name)
        self._connect()

    @property
    def supposing(self) -> bool:
        """Whether something is supposed at the moment."""
        return self._card.aside is self.what_if

    def show_people(self, page: People, audience: Audience) -> None:
        """The people are others now; what stood beside another deal, or a customer must not see, is closed."""
        other = self._page is not None and self._page.opportunity_id != page.opportunity_id
        self._page, self._for_us = page, audience is Audience.INTERNAL
        if other:
            self.what_if.clear()
        if other or not self._for_us:
            self._card.close_aside()
        elif self._card.aside is not None:
            self._look()

    def open_way(self, person: int | None = None) -> None:
        """Look for a way to somebody."""
        self._open(self.way)
        if person is None:
            person = self._card.canvas.current
        if person is None and self._page is not None and (swing := to_win(self._page.players)) is not None:
            person = swing.id
        if person is not None:
            self.way.aim(person)
        self._draw()

    def open_what_if(self, one: Assumption | None = None) -> None:
        """Suppose something, or begin to."""
        if one is not None:
            self.what_if.take(one)
        self._open(self.what_if)
        asked = self._card.canvas.current if one is None else one.person
        if asked is not None:
            self.what_if.form.set_person(asked)

    def open_snapshots(self) -> None:
        """Other days."""
        self._open(self.snapshots)

    def open_role(self, role: Role) -> None:
        """The page of a role."""
        self._open(self.role)
        self.role.open(role)
        self._draw()

    def show_snapshots(self, rows: tuple[SnapshotRow, ...]) -> None:
        """List these snapshots."""
        self.snapshots.show_rows(rows)

    def show_comparison(self, found: Comparison | None, problem: str = "") -> None:
        """Say and draw what has changed."""
        self.snapshots.show_comparison(found, problem)
        self._draw()

    def show_coach(self, difference: Difference | None) -> None:
        """What the coach would say."""
        self.what_if.show_coach(difference)

    def _open(self, aside: Aside) -> None:
        """Put an aside beside the map; all of them are written for us alone, so a customer gets none."""
        if not self._for_us:
            return
        self._card.show_aside(aside)
        self._look()
        aside.setFocus()

    def _look(self) -> None:
        """Bring what stands beside the map up to date with the people."""
        aside = self._card.aside
        if self._page is None or aside is None:
            return
        if isinstance(aside, (WayAside, WhatIfAside, RoleAside)):
            aside.show_people(self._page)
        if aside is self.snapshots:
            self.days_wanted.emit()
        if aside is self.what_if:
            self.coach_wanted.emit()
        self._draw()

    def _suppose_anew(self) -> None:
        self._draw()
        self.coach_wanted.emit()

    def _draw(self) -> None:
        """Draw on the map what the aside says."""
        aside = self._card.aside
        if aside is self.way:
            self._card.note(self.way.notes())
        elif aside is self.what_if:
            after = self.what_if.supposed()
            together = drawn(self._page, after) if self._page is not None and after is not None else None
            self._card.note(self.what_if.notes(), together, stay=together is not None)
        elif aside is self.snapshots:
            self._card.note(self.snapshots.notes(), self.snapshots.drawn())
        elif aside is self.role:
            players = self.role.players
            self._card.note(Notes(lit=players) if players else NOTHING)

    def _open_named(self, name: str) -> None:
        if name == "way":
            self.open_way()
        elif name == "what_if":
            self.open_what_if()
        else:
            self.open_snapshots()

    def _forget(self) -> None:
        """What was supposed ends with its aside."""
        self.what_if.clear()
        self.snapshots.show_comparison(None)

    def _named(self) -> dict[str, Aside]:
        return {"way": self.way, "what_if": self.what_if, "snapshots": self.snapshots, "role": self.role}

    def _connect(self) -> None:
        self._card.aside_wanted.connect(self._open_named)
        self._card.aside_closed.connect(self._forget)
        self._card.canvas.role_wanted.connect(self.open_role)
        self.way.changed.connect(self._draw)
        self.role.changed.connect(self._draw)
        self.what_if.changed.connect(self._suppose_anew)
        self.snapshots.changed.connect(self.days_wanted)
        for aside in (self.way, self.what_if, self.role):
            aside.fix_wanted.connect(self.fix_wanted)
        self.snapshots.take_wanted.connect(self.take_wanted)
        self.snapshots.rename_wanted.connect(self.rename_wanted)
        self.snapshots.drop_wanted.connect(self.drop_wanted)
