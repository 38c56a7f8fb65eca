"""The list of the people in the deal; one of them is picked, and stays so."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import plural, tr
from app.method.people import WANTED_ROLES
from app.models.vocabulary import Audience
from app.tools.key_persons.rows import Candidate, People, PersonRow
from app.ui.icons import icon
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.row_table import Column, RowTable


def person_columns(audience: Audience) -> tuple[Column[PersonRow], ...]:
    """Name, roles and goal; what we think of a person only for ourselves."""
    shared: tuple[Column[PersonRow], ...] = (
        Column(tr("Key person"), _name, minimum=160, delegate="person", sort=lambda row: row.name.casefold()),
        Column(tr("Roles"), _roles, width=140, tip=_roles),
        Column(tr("Personal goal"), lambda row: row.personal_goal, minimum=120, tip=lambda row: row.personal_goal),
    )  # fmt: skip
    if audience is Audience.CUSTOMER:
        return shared
    return (
        *shared,
        Column(tr("Wish"), lambda row: _mark(row.wished), width=50, sort=lambda row: row.wished, align="right"),
        Column(tr("Now"), lambda row: _mark(row.perceived), width=50, sort=lambda row: row.perceived, align="right"),
        Column(
            tr("Receptivity"), lambda row: row.mode.label, width=124, delegate="mode",
            value=lambda row: row.mode.value,
        ),
        Column(
            tr("Influence"), lambda row: str(row.influence or ""), width=76, delegate="bars",
            value=lambda row: row.influence,
        ),
        Column(tr("Relation"), _relation, width=104, delegate="relation", value=lambda row: row.relationship),
    )  # fmt: skip


class PeopleCard(Card):
    """Adds, renames and removes; tells which person is picked."""

    picked = Signal(int)
    opened = Signal(int)
    add_wanted = Signal(str)  # a role, or empty
    include_wanted = Signal(int)  # person of the account
    rename_wanted = Signal(int)
    remove_wanted = Signal(int)
    discard_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("People in this decision"), parent=parent)
        self._candidates: tuple[Candidate, ...] = ()
        self._menu_row = 0
        self._audience = Audience.INTERNAL
        self.known = quiet(tr("From the account"), "users")
        self.known.clicked.connect(self._offer_candidates)
        self.add_button = quiet(tr("Add a person"), "user-plus")
        self.add_button.clicked.connect(self._want_one)
        self.add_tool(self.known)
        self.add_tool(self.add_button)
        self.table = self._new_table()
        self.missing = ChipRow()
        self.add(self.table)
        self.add(self.missing)

    def show_people(self, people: People, picked: int | None, audience: Audience) -> None:
        """Show everybody, with one of them picked; chips name the roles that nobody plays."""
        if audience is not self._audience:
            self._audience = audience
            self._replace_table()
        self.table.set_rows(people.people)
        if picked is not None:
            self.table.pick(picked)
        self._candidates = people.candidates
        internal = audience is Audience.INTERNAL
        self.known.setVisible(bool(people.candidates) and internal)
        self.add_button.setVisible(internal)
        self.set_note(plural("{n} person", "{n} people", len(people.people)))
        known = len(WANTED_ROLES) - len(people.missing)
        self.missing.setVisible(internal and bool(people.missing))
        chips = [Chip(tr("{known} of {all} roles known", known=known, all=len(WANTED_ROLES)), "", "accent")]
        chips += [
            Chip(tr("No {role}", role=role.label.lower()), "circle-help", "look") for role in people.missing
        ]
        self.missing.set_chips(tuple(chips))

    def copy_table(self) -> None:
        """Put the list on the clipboard."""
        self.table.copy()

    def as_table(self) -> list[list[str]]:
        """Titles and rows as they are shown."""
        return self.table.as_table()

    def _new_table(self) -> RowTable:
        table = RowTable(person_columns(self._audience), visible_rows=0)
        table.setAccessibleName(tr("People in this decision"))
        table.picked.connect(self.picked)
        table.opened.connect(self.opened)
        table.delete_wanted.connect(self.remove_wanted)
        table.menu_wanted.connect(self._offer)
        return table

    def _replace_table(self) -> None:
        old = self.table
        self.table = self._new_table()
        self.body.replaceWidget(old, self.table)
        old.hide()
        old.deleteLater()

    def _offer(self, row_id: int, spot: QPoint) -> None:
        self._menu_row = row_id
        menu = QMenu(self)
        menu.addAction(icon("user"), tr("Open the form")).triggered.connect(self._open)
        menu.addAction(icon("pencil"), tr("Rename …")).triggered.connect(self._rename)
        menu.addSeparator()
        menu.addAction(icon("user-minus"), tr("Remove from this opportunity")).triggered.connect(self._remove)
        menu.addAction(icon("trash-2"), tr("Delete the person")).triggered.connect(self._discard)
        menu.exec(spot)
        menu.deleteLater()

    def _offer_candidates(self) -> None:
        menu = QMenu(self)
        for candidate in self._candidates:
            text = ", ".join(part for part in (candidate.name, candidate.title) if part)
            action = menu.addAction(text)
            action.setData(candidate.id)
            if candidate.rated_in:
                action.setToolTip(tr("Ratings are carried over from “{title}”", title=candidate.rated_in))
        menu.setToolTipsVisible(True)
        chosen = menu.exec(self.known.mapToGlobal(QPoint(0, self.known.height())))
        menu.deleteLater()
        if chosen is not None:
            self.include_wanted.emit(int(chosen.data()))

    def _want_one(self) -> None:
        self.add_wanted.emit("")

    def _open(self) -> None:
        self.opened.emit(self._menu_row)

    def _rename(self) -> None:
        self.rename_wanted.emit(self._menu_row)

    def _remove(self) -> None:
        self.remove_wanted.emit(self._menu_row)

    def _discard(self) -> None:
        self.discard_wanted.emit(self._menu_row)


def _name(row: PersonRow) -> str:
    return f"{row.name}\n{row.title}" if row.title and row.title != row.name else row.name


def _roles(row: PersonRow) -> str:
    return ", ".join(role.label for role in row.roles)


def _mark(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _relation(row: PersonRow) -> str:
    return relation_text(row.relationship)
