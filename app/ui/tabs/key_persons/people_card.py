"""The list of the people in the deal; one of them is picked, and stays so."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import plural, tr
from app.method.evidence import Ageing, Freshness, age_in_words, freshness
from app.method.people import WANTED_ROLES, roles_in_words
from app.models.vocabulary import Audience
from app.tools.key_persons.rows import Candidate, People, PersonRow
from app.ui.icons import icon
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.row_table import Column, RowTable


def person_columns(audience: Audience, today: date, ageing: Ageing) -> tuple[Column[PersonRow], ...]:
    """Name, roles and goal; what we think of a person, and how well we know it, only for ourselves."""
    known = partial(_known, today=today, ageing=ageing)
    shared: tuple[Column[PersonRow], ...] = (
        Column(
            tr("Key person"), _name, minimum=144, delegate="person", sort=lambda row: row.name.casefold(),
            nameless=lambda row: row.placeholder,
        ),
        Column(tr("Roles"), _roles, width=116, tip=_roles),
        Column(tr("Personal goal"), lambda row: row.personal_goal, minimum=120, tip=lambda row: row.personal_goal),
    )  # fmt: skip
    if audience is Audience.CUSTOMER:
        return shared
    return (
        *shared,
        Column(tr("Wish, now"), _marks, width=72, sort=_gap, tip=_marks_tip),
        Column(
            tr("Receptivity"), lambda row: row.mode.label, width=128, delegate="mode",
            value=lambda row: row.mode.value,
        ),
        Column(
            tr("Influence"), _influence, width=72, delegate="bars",
            value=lambda row: row.influence,
        ),
        Column(tr("Relation"), _relation, width=96, delegate="relation", value=lambda row: row.relationship),
        Column(
            tr("Known"), known, width=116, tip=_known_tip,
            sort=lambda row: row.standing.since if row.standing else None,
        ),
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
    start_wanted = Signal()  # from the last ratings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("People in this decision"), parent=parent)
        self._candidates: tuple[Candidate, ...] = ()
        self._menu_row = 0
        self._audience = Audience.INTERNAL
        self._today, self._ageing = date.min, Ageing()
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

    def show_people(
        self, people: People, picked: int | None, audience: Audience, today: date, ageing: Ageing
    ) -> None:
        """Show everybody, with one of them picked; chips name the roles that nobody plays."""
        if (audience, today, ageing) != (self._audience, self._today, self._ageing):
            self._audience, self._today, self._ageing = audience, today, ageing
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
        table = RowTable(person_columns(self._audience, self._today, self._ageing), visible_rows=0)
        table.setAccessibleName(tr("People in this decision"))
        table.picked.connect(self.picked)
        table.opened.connect(self.opened)
        table.delete_wanted.connect(self.remove_wanted)
        table.menu_wanted.connect(self._offer)
        return table

    def _replace_table(self) -> None:
        old, self.table = self.table, self._new_table()
        self.put_instead(old, self.table)

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
        start = menu.addAction(icon("history"), tr("Start from the last ratings …"))
        start.setVisible(any(candidate.rated_on for candidate in self._candidates))
        menu.addSeparator()
        for candidate in self._candidates:
            text = ", ".join(part for part in (candidate.name, candidate.title) if part)
            action = menu.addAction(text)
            action.setData(candidate.id)
            if candidate.rated_in:
                action.setToolTip(tr("Ratings are carried over from “{title}”", title=candidate.rated_in))
        menu.setToolTipsVisible(True)
        chosen = menu.exec(self.known.mapToGlobal(QPoint(0, self.known.height())))
        menu.deleteLater()
        if chosen is start:
            self.start_wanted.emit()
        elif chosen is not None:
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
    return roles_in_words(row.roles)


def _marks(row: PersonRow) -> str:
    return f"{_mark(row.wished)}, {_mark(row.perceived)}"


def _marks_tip(_row: PersonRow) -> str:
    return tr("How it should be, and how it is now in their eyes, 0 to 10. Sorted by the gap.")


def _mark(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _gap(row: PersonRow) -> float | None:
    return None if row.wished is None or row.perceived is None else row.wished - row.perceived


def _influence(row: PersonRow) -> str:
    return "?" if row.influence is None else str(row.influence)


def _known(row: PersonRow, today: date, ageing: Ageing) -> str:
    """The weakest class and the oldest day among the ratings."""
    if row.standing is None:
        return tr("Not rated")
    known = tr("Carried over") if row.carried_over else row.standing.evidence_class.label
    when = age_in_words(row.standing.since, today)
    told = {
        Freshness.FADING: tr("{when}, fading", when=when),
        Freshness.OLD: tr("{when}, old", when=when),
    }.get(freshness(row.standing.since, today, ageing.fading, ageing.old), when)
    return f"{known}\n{told}"


def _known_tip(row: PersonRow) -> str:
    return tr("The weakest class and the oldest day among the ratings") if row.standing else ""


def _relation(row: PersonRow) -> str:
    return relation_text(row.relationship)
