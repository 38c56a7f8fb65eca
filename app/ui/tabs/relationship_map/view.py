"""The page of the relationship map: the map, what follows from it, the people, and what to close next."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.relationship_map.routes import Route
from app.tools.relationship_map.rows import People, PlayerRow
from app.ui.tabs.relationship_map.asides import Asides
from app.ui.tabs.relationship_map.gaps_card import GapsCard, StandingCard
from app.ui.tabs.relationship_map.map_card import MapCard
from app.ui.tabs.relationship_map.menus import MapMenus
from app.ui.tabs.relationship_map.people_card import PeopleCard
from app.ui.widgets.page import Page


class MapView(Page):
    """Map and table show the same people, one of them picked in both; everything that a hand wants is told."""

    add_wanted = Signal(object, object)  # place on the map or None, role or None
    opened = Signal(int)
    renamed = Signal(int, str)
    described = Signal(int, str, str)
    roles_set = Signal(int, object)
    own_role_wanted = Signal(int)
    rated = Signal(int, object, object)
    mode_stated = Signal(int, object)
    placed = Signal(object)
    tidy_wanted = Signal(object)
    connected = Signal(int, int, object)
    strength_set = Signal(int, int)
    kind_set = Signal(int, object)
    turned = Signal(int)
    removal_wanted = Signal(object, object)
    fix_wanted = Signal(str)
    copy_wanted = Signal()
    columns_hidden = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: People | None = None
        self.map = MapCard()
        self.standing = StandingCard()
        self.gaps = GapsCard()
        self.people = PeopleCard()
        self.asides = Asides(self.map)
        self.menus = MapMenus(self)
        self.canvas = self.map.canvas
        self.add(self.map)
        self.so_what = self.add_row(self.standing, self.gaps, (2, 3))
        self.add(self.people)
        self._connect_map()
        self._connect_people()
        self._connect_menus()
        self._connect_asides()

    def show_people(self, page: People, audience: Audience) -> None:
        """Show everybody, on the map and in the table."""
        self._page = page
        internal = audience is Audience.INTERNAL
        self.hold_still()
        self.map.show_people(page, audience)
        self.so_what.setVisible(internal)
        if internal:
            self.standing.show_people(page)
            self.gaps.show_people(page)
        self.asides.show_people(page, audience)
        self.menus.own_roles = page.own_roles
        self.people.show_people(page, audience)
        self.people.pick(self.canvas.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.map.fit_into(self.viewport().height())

    def pick(self, stakeholder_id: int) -> None:
        """Point at a person in map and table."""
        self.canvas.show_person(stakeholder_id)
        self.people.pick(stakeholder_id)

    def begin_line(self) -> None:
        """Draw a line from the selected person, or from the first one."""
        people = self.canvas.people
        start = self.canvas.current
        if start is None and people:
            start = min(people, key=lambda key: people[key].card.box.y)
        if start is not None:
            self._draw_from(start)

    def edit_cell(self, stakeholder_id: int, key: str) -> None:
        """Open the editor of a cell of the table."""
        self.ensureWidgetVisible(self.people.table)
        self.people.table.setFocus()
        self.people.table.edit_cell(stakeholder_id, key)

    def _connect_map(self) -> None:
        canvas = self.canvas
        canvas.picked.connect(self.people.pick)
        canvas.opened.connect(self._open_player)
        canvas.renamed.connect(self.renamed)
        canvas.placed.connect(self.placed)
        canvas.removal_wanted.connect(self.removal_wanted)
        canvas.line_drawn.connect(self._ask_kind)
        canvas.person_wanted.connect(self._add_at)
        canvas.menu_wanted.connect(self._open_menu)
        self.map.add_wanted.connect(self._add)
        self.map.draw_wanted.connect(self._draw)
        self.map.tidy_wanted.connect(self._tidy)

    def _connect_asides(self) -> None:
        self.asides.fix_wanted.connect(self.fix_wanted)
        self.gaps.role_wanted.connect(self.asides.open_role)
        self.people.role_page_wanted.connect(self.asides.open_role)
        self.menus.way_wanted.connect(self.asides.open_way)
        self.menus.supposed.connect(self.asides.open_what_if)
        self.menus.role_wanted.connect(self.asides.open_role)
        twin = self.map.twin
        twin.picked.connect(self.pick)
        twin.opened.connect(self._open_player)
        twin.strength_set.connect(self.strength_set)
        twin.kind_set.connect(self.kind_set)
        twin.removal_wanted.connect(self._remove_lines)

    def _connect_people(self) -> None:
        people = self.people
        people.picked.connect(self.canvas.show_person)
        people.opened.connect(self.opened)
        people.renamed.connect(self.renamed)
        people.described.connect(self.described)
        people.rated.connect(self.rated)
        people.mode_stated.connect(self.mode_stated)
        people.roles_wanted.connect(self._ask_roles)
        people.menu_wanted.connect(self._person_menu)
        people.removal_wanted.connect(self._remove)
        people.role_wanted.connect(self._add_role)
        people.roles_set.connect(self.roles_set)
        people.columns_hidden.connect(self.columns_hidden)
        people.copy_wanted.connect(self.copy_wanted)
        self.gaps.fix_wanted.connect(self.fix_wanted)

    def _connect_menus(self) -> None:
        menus = self.menus
        menus.line_wanted.connect(self.connected)
        menus.opened.connect(self.opened)
        menus.rename_wanted.connect(self.canvas.rename)
        menus.roles_set.connect(self.roles_set)
        menus.own_role_wanted.connect(self.own_role_wanted)
        menus.rated.connect(self.rated)
        menus.draw_wanted.connect(self._draw_from)
        menus.tidy_wanted.connect(self.tidy_wanted)
        menus.removal_wanted.connect(self.removal_wanted)
        menus.strength_set.connect(self.strength_set)
        menus.kind_set.connect(self.kind_set)
        menus.turned.connect(self.turned)
        menus.add_wanted.connect(self._add_there)
        menus.fit_wanted.connect(self.canvas.fit)

    def _player(self, stakeholder_id: int) -> PlayerRow | None:
        return self._page.player(stakeholder_id) if self._page is not None else None

    def _ask_kind(self, start: int, end: int, where: QPoint) -> None:
        one, other = self._player(start), self._player(end)
        if one is not None and other is not None:
            self.menus.open_kinds(one, other, where, by_key=self.canvas.ringed)

    def _ask_roles(self, stakeholder_id: int, where: QPoint) -> None:
        if (player := self._player(stakeholder_id)) is not None:
            self.menus.open_roles(player, where)

    def _person_menu(self, stakeholder_id: int, where: QPoint) -> None:
        if (player := self._player(stakeholder_id)) is not None:
            self.menus.open_person(player, (stakeholder_id,), where)

    def _open_menu(self, person: int | None, line: int | None, where: QPoint) -> None:
        player = self._player(person) if person is not None else None
        if player is not None and self.asides.supposing:
            self.menus.open_supposing(player, where)
        elif line is not None and self.asides.supposing:
            self._line_menu(line, where, self.menus.open_line_supposing)
        elif not self.canvas.editable:
            return
        elif player is not None:
            self.menus.open_person(player, tuple(sorted(self.canvas.selected)), where)
        elif line is not None:
            self._line_menu(line, where, self.menus.open_line)
        else:
            spot = self.canvas.viewport().mapFromGlobal(where)
            self.menus.open_ground(self.canvas.point(spot), where)

    def _line_menu(
        self, line: int, where: QPoint, open_menu: Callable[[Route, PlayerRow, PlayerRow, QPoint], None]
    ) -> None:
        route = self.canvas.routes[line].route
        one, other = self._player(route.line.from_id), self._player(route.line.to_id)
        if one is not None and other is not None:
            open_menu(route, one, other, where)

    def _draw(self) -> None:
        """The button: from the selected person, whose dot can also be dragged; else from the one pressed next."""
        if self.canvas.current is not None:
            self._draw_from(self.canvas.current)
        else:
            self.canvas.setFocus()
            self.canvas.pencil.ask()
            button = self.map.draw_button
            QToolTip.showText(
                button.mapToGlobal(button.rect().bottomLeft()),
                tr("Draw from one person to the other"),
                button,
            )

    def _draw_from(self, stakeholder_id: int) -> None:
        self.canvas.setFocus()
        self.canvas.pencil.start(stakeholder_id)

    def _add(self) -> None:
        self.add_wanted.emit(None, None)

    def _add_role(self, role: object) -> None:
        self.add_wanted.emit(None, role)

    def _add_at(self, x: float, y: float) -> None:
        self.add_wanted.emit((x, y), None)

    def _add_there(self, place: object) -> None:
        self.add_wanted.emit(place, None)

    def _tidy(self) -> None:
        self.tidy_wanted.emit(None)

    def _open_player(self, stakeholder_id: int) -> None:
        """Open somebody who is in the deal; others are only drawn."""
        if self._player(stakeholder_id) is not None:
            self.opened.emit(stakeholder_id)

    def _remove_lines(self, people: object, lines: object) -> None:
        if self.canvas.editable:
            self.removal_wanted.emit(people, lines)

    def _remove(self, stakeholder_id: int) -> None:
        self.removal_wanted.emit((stakeholder_id,), ())
