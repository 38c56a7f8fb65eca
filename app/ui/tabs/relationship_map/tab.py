"""The page of the relationship map, bound to its tool."""

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Aspect, Link, Receptivity, Role
from app.tools.relationship_map import actions, queries
from app.tools.relationship_map.geometry import Point
from app.tools.relationship_map.rows import People
from app.ui.desk import Desk
from app.ui.dialogs.ask_person import ask_person
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.relationship_map.aside_binding import AsideBinding
from app.ui.tabs.relationship_map.labels import field_label, line_label, rating_label
from app.ui.tabs.relationship_map.role_binding import RoleBinding
from app.ui.tabs.relationship_map.view import MapView
from app.ui.tabs.relationship_map.ways_out import WaysOut
from app.ui.widgets.empty_state import EmptyState


class RelationshipMapTab(Tab):
    """Who has a say, how they are tied to each other, and where we are not covered."""

    name = "relationship_map"
    group = Group.RELATIONSHIP
    icon = "waypoints"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Key-player map")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._page: People | None = None
        self.view = MapView(self)
        self.nothing = EmptyState(
            "briefcase",
            tr("No opportunity is selected"),
            tr("The map belongs to one decision. Choose an opportunity on the left, or add one there."),
        )
        self.start = EmptyState(
            "user-plus",
            tr("Who will feel this decision?"),
            tr("Put the first person on the map, then ask who reports to whom and whose word counts."),
            tr("Name the first person"),
        )
        self.start.started.connect(self.new)
        self.set_content(self.nothing, self.start, self.view)
        self.beside = AsideBinding(self, self.view.asides)
        self.roles = RoleBinding(self, self.view)
        self.out = WaysOut(desk, self.view, self)
        self.view.people.hide_columns(desk.settings.people_columns_hidden)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.add_wanted.connect(self._add)
        view.opened.connect(self._open)
        view.renamed.connect(self._rename)
        view.described.connect(self._describe)
        view.roles_set.connect(self._set_roles)
        view.rated.connect(self._rate)
        view.mode_stated.connect(self._state_mode)
        view.placed.connect(self._place)
        view.tidy_wanted.connect(self._tidy)
        view.connected.connect(self._connect_people)
        view.strength_set.connect(self._set_strength)
        view.kind_set.connect(self._set_kind)
        view.turned.connect(self._turn)
        view.removal_wanted.connect(self._remove)
        view.fix_wanted.connect(self._fix)
        view.copy_wanted.connect(self.copy)
        view.columns_hidden.connect(self._remember_columns)

    def refresh(self) -> None:
        """Read the people of the selected opportunity and their lines."""
        opportunity_id = self.desk.selection.opportunity_id
        self._page = None
        if opportunity_id is not None:
            with self.desk.workspace.read() as session:
                self._page = queries.people(session, opportunity_id, self.desk.audience)
        self.beside.page = self.roles.page = self.out.page = self._page
        if self._page is None:
            self.show_page(self.nothing)
        elif not self._page.players:
            self.show_page(self.start)
        else:
            self.view.show_people(self._page, self.desk.audience)
            self.show_page(self.view)

    def new(self) -> None:
        """Ctrl+N: put a person on the map."""
        self._add(None, None)

    def focus_on(self, what: str) -> None:
        """Show or begin what a finding asks for.

        "add", "add:ROLE", "role:ROLE" (one of our own is "own-ID"), "contacts", "unrated", "win", "line", "compare",
        "what_if"; or "person", "way", "contact", "influence", "relationship" with ":ID" of a stakeholder.
        """
        self.refresh()
        verb, _, rest = what.partition(":")
        number = int(rest) if rest.isdigit() else 0
        role = self.roles.role(rest)
        if verb == "add":
            self._add(None, role)
        elif verb == "role" and role is not None:
            self.view.asides.open_role(role)
        elif verb == "person":
            self.view.pick(number)
            self.view.canvas.setFocus()
        elif verb in _CELLS and number:
            self.view.pick(number)
            self.view.edit_cell(number, _CELLS[verb])
        elif self._page is not None and self._page.players:
            self._begin(verb, number)

    def _begin(self, verb: str, number: int) -> None:
        """Begin what needs somebody on the map."""
        asides = self.view.asides
        if verb == "contacts":
            self._edit_first_contact()
        elif verb == "unrated":
            self._rate_first_unknown()
        elif verb == "way":
            asides.open_way(number)
        elif verb == "win":
            asides.open_way()
        elif verb == "line":
            self.view.begin_line()
        elif verb == "compare":
            asides.open_snapshots()
        elif verb == "what_if":
            asides.open_what_if()

    # people

    def _add(self, place: Point | None, role: Role | None) -> None:
        opportunity_id = self.desk.selection.opportunity_id
        if opportunity_id is None:
            return
        own = self._page.own_roles if self._page is not None else ()
        answer = ask_person(self, roles=() if role is None else (role,), own_roles=own)
        if answer is None:
            return
        added = 0
        with self.desk.reporting(), self.edit(tr("Add {name}", name=answer.name)) as session:
            added = actions.add_person(
                session,
                opportunity_id,
                answer.name,
                answer.title,
                answer.roles,
                placeholder=answer.placeholder,
                place=place,
            )
        self.refresh()
        if added:
            self.view.pick(added)

    def _open(self, stakeholder_id: int) -> None:
        self.desk.open_tool("key_persons", f"person:{stakeholder_id}")

    def _rename(self, stakeholder_id: int, name: str) -> None:
        with (
            self.desk.reporting(),
            self.edit(tr("Rename {name}", name=self._name(stakeholder_id))) as session,
        ):
            actions.rename(session, stakeholder_id, name)
        self.refresh()

    def _describe(self, stakeholder_id: int, field: str, text: str) -> None:
        with self.desk.reporting(), self.edit(field_label(field)) as session:
            actions.describe(session, stakeholder_id, field, text)
        self.refresh()

    def _set_roles(self, stakeholder_id: int, roles: Collection[Role]) -> None:
        words = tr("Set the roles of {name}", name=self._name(stakeholder_id))
        with self.desk.reporting(), self.edit(words) as session:
            actions.set_roles(session, stakeholder_id, roles)
        self.refresh()

    def _rate(self, stakeholder_id: int, aspect: Aspect, value: int | None) -> None:
        words = rating_label(aspect, self._name(stakeholder_id))
        with self.desk.reporting(), self.edit(words) as session:
            actions.rate(session, stakeholder_id, aspect, value, self.desk.today())
        self.refresh()

    def _state_mode(self, stakeholder_id: int, mode: Receptivity) -> None:
        words = tr("Set the receptivity of {name}", name=self._name(stakeholder_id))
        with self.desk.reporting(), self.edit(words) as session:
            actions.state_mode(session, stakeholder_id, mode)
        self.refresh()

    def _remove(self, people: Collection[int], lines: Collection[int]) -> None:
        if people:
            one = self._name(next(iter(people)))
            words = (
                tr("Remove {name}", name=one)
                if len(people) == 1
                else plural("Remove {n} person", "Remove {n} people", len(people))
            )
        else:
            words = plural("Take {n} line away", "Take {n} lines away", len(lines))
        with self.desk.reporting(), self.edit(words) as session:
            actions.disconnect(session, lines)
            actions.remove(session, people)
        self.refresh()
        if people:
            self.desk.say(tr("Out of this opportunity, and still known at the account."))

    # lines and places

    def _connect_people(self, start: int, end: int, kind: Link) -> None:
        with self.desk.reporting(), self.edit(line_label(kind)) as session:
            actions.connect(session, start, end, kind)
        self.refresh()

    def _set_strength(self, line_id: int, strength: int) -> None:
        with self.desk.reporting(), self.edit(tr("Set the strength of a line")) as session:
            actions.set_strength(session, line_id, strength)
        self.refresh()

    def _set_kind(self, line_id: int, kind: Link) -> None:
        with self.desk.reporting(), self.edit(tr("Change a line")) as session:
            actions.turn_into(session, line_id, kind)
        self.refresh()

    def _turn(self, line_id: int) -> None:
        with self.desk.reporting(), self.edit(tr("Turn a line around")) as session:
            actions.turn_around(session, line_id)
        self.refresh()

    def _place(self, places: Mapping[int, Point]) -> None:
        one = self._name(next(iter(places)))
        words = (
            tr("Move {name}", name=one)
            if len(places) == 1
            else plural("Move {n} person", "Move {n} people", len(places))
        )
        merge = f"map_place:{','.join(map(str, sorted(places)))}"  # nudging with keys is one step
        with self.desk.reporting(), self.edit(words, merge=merge) as session:
            actions.place(session, places)
        self.refresh()

    def _tidy(self, people: Collection[int] | None) -> None:
        if self._page is None:
            return
        with self.desk.reporting(), self.edit(tr("Tidy the map")) as session:
            actions.tidy(session, self._page.opportunity_id, people)
        self.refresh()
        self.view.canvas.fit()

    # ways out

    def exports(self) -> tuple[Export, ...]:
        """The map as a picture, the table for Word and Excel; what is shown now is what leaves."""
        return self.out.exports() if self._page is not None and self._page.players else ()

    def copy(self) -> None:
        """Map and table in one entry of the clipboard."""
        self.out.copy()

    def _remember_columns(self, keys: tuple[str, ...]) -> None:
        self.desk.prefer(people_columns_hidden=keys)

    def _fix(self, do: str) -> None:
        tool, _, what = do.partition(":")
        if tool == self.name:
            self.focus_on(what)
        else:
            self.desk.open_tool(tool, what)

    def _edit_first_contact(self) -> None:
        """The most influential person without a contact gets the cursor."""
        players = self._page.players if self._page is not None else ()
        bare = [player for player in players if not player.primary_contact]
        if bare:
            one = max(bare, key=lambda player: player.influence or 0)
            self.view.pick(one.id)
            self.view.edit_cell(one.id, "primary_contact")

    def _rate_first_unknown(self) -> None:
        """The most influential person whose side is not known gets the cursor."""
        players = self._page.coverage.unrated if self._page is not None else ()
        named = [player for player in players if not player.placeholder]
        if named:
            one = max(named, key=lambda player: player.influence or 0)
            self.view.pick(one.id)
            self.view.edit_cell(one.id, "relationship")

    def _name(self, stakeholder_id: int) -> str:
        player = self._page.player(stakeholder_id) if self._page is not None else None
        return player.name if player is not None else ""


_CELLS = {"contact": "primary_contact", "influence": "influence", "relationship": "relationship"}
