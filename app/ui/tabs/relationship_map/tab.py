"""The page of the relationship map, bound to its tool."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import plural, tr
from app.models.vocabulary import Aspect, DecisionRole, Link, Receptivity
from app.tools.relationship_map import actions, export, queries
from app.tools.relationship_map.geometry import Point
from app.tools.relationship_map.rows import People
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.dialogs.ask_person import ask_person
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.relationship_map.labels import field_label, line_label, rating_label
from app.ui.tabs.relationship_map.view import MapView
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.map_picture import map_image, map_svg


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
        self.view = MapView()
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

    def refresh(self) -> None:
        """Read the people of the selected opportunity and their lines."""
        opportunity_id = self.desk.selection.opportunity_id
        self._page = None
        if opportunity_id is not None:
            with self.desk.workspace.read() as session:
                self._page = queries.people(session, opportunity_id, self.desk.audience)
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

        "add", "add:ROLE", "contacts"; or "person", "contact", "influence", "relationship" with ":ID" of a stakeholder.
        """
        self.refresh()
        verb, _, rest = what.partition(":")
        number = int(rest) if rest.isdigit() else 0
        if verb == "add":
            self._add(None, DecisionRole(rest) if rest in set(DecisionRole) else None)
        elif verb == "person":
            self.view.pick(number)
            self.view.canvas.setFocus()
        elif verb == "contacts":
            self._edit_first_contact()
        elif verb in _CELLS and number:
            self.view.pick(number)
            self.view.edit_cell(number, _CELLS[verb])

    # people

    def _add(self, place: Point | None, role: DecisionRole | None) -> None:
        opportunity_id = self.desk.selection.opportunity_id
        if opportunity_id is None:
            return
        answer = ask_person(self, roles=() if role is None else (role,))
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

    def _set_roles(self, stakeholder_id: int, roles: Collection[DecisionRole]) -> None:
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
        if self._page is None or not self._page.players:
            return ()
        return (
            Export(tr("People in Word…"), "file-text", self._save_word),
            Export(tr("People in Excel…"), "sheet", self._save_excel),
            Export(tr("People as tab-separated text…"), "table-2", self._save_tsv),
            Export(tr("Map as SVG…"), "image", self._save_svg),
            Export(tr("Map as PNG…"), "image", self._save_png),
            Export(tr("Map as PDF…"), "file-text", self._save_pdf),
            Export(tr("Copy map and table"), "copy", self.copy),
        )

    def copy(self) -> None:
        """Map and table in one entry of the clipboard."""
        if self._page is None:
            return
        scene = self.view.map.scene
        svg, image = map_svg(scene, title=self._page.title), map_image(scene)
        pictures.copy(svg, image, export.html(self._page), export.tsv(self._page))
        self.desk.say(tr("Map and table are on the clipboard."))

    def _save_word(self) -> None:
        self._save("docx", tr("Word (*.docx)"), self._write_word)

    def _save_excel(self) -> None:
        self._save("xlsx", tr("Excel (*.xlsx)"), export.write_excel)

    def _save_tsv(self) -> None:
        self._save("tsv", tr("Tab-separated text (*.tsv)"), export.write_tsv)

    def _save_svg(self) -> None:
        self._save("svg", tr("SVG (*.svg)"), self._write_picture)

    def _save_png(self) -> None:
        self._save("png", tr("PNG (*.png)"), self._write_picture)

    def _save_pdf(self) -> None:
        self._save("pdf", tr("PDF (*.pdf)"), self._write_picture)

    def _write_word(self, page: People, path: Path) -> None:
        export.write_word(page, path, self.desk.today(), self.desk.settings.me)

    def _write_picture(self, page: People, path: Path) -> None:
        heading = f"{page.account} · {page.title}"
        pictures.draw_map(self.view.map.scene, path, heading=heading)

    def _save(self, ending: str, pattern: str, write: Callable[[People, Path], None]) -> None:
        if self._page is None:
            return
        name = f"{file_stem(tr('Key players {what}', what=self._page.title))}.{ending}"
        path = self.desk.ask_save_path(self, tr("Save the map"), name, pattern)
        if path is not None:
            with self.desk.reporting():
                write(self._page, path)
                self.desk.say(tr("Saved “{name}”.", name=path.name))

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

    def _name(self, stakeholder_id: int) -> str:
        player = self._page.player(stakeholder_id) if self._page is not None else None
        return player.name if player is not None else ""


_CELLS = {"contact": "primary_contact", "influence": "influence", "relationship": "relationship"}
