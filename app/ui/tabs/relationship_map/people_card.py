"""The people table below the map: the same people, edited in place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.method.people import WANTED_ROLES
from app.models.vocabulary import Aspect, Audience, DecisionRole
from app.tools.relationship_map.rows import People
from app.ui.tabs.relationship_map.columns_button import ColumnsButton
from app.ui.tabs.relationship_map.people_columns import Row, Vacancy, columns, played, roles_offered, text_of
from app.ui.theme import theme
from app.ui.widgets.buttons import quiet
from app.ui.widgets.card import Card
from app.ui.widgets.field import Line
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import Flow
from app.ui.widgets.row_table import RowTable

_ASPECTS = {"influence": Aspect.INFLUENCE, "relationship": Aspect.RELATIONSHIP}
_TEXTS = frozenset({"business_goal", "personal_goal", "personal_win", "primary_contact", "title", "unit"})


class PeopleCard(Card):
    """Tells each edit in the words of the trade; stores nothing."""

    picked = Signal(int)
    opened = Signal(int)
    renamed = Signal(int, str)
    described = Signal(int, str, str)
    roles_set = Signal(int, object)
    columns_hidden = Signal(object)  # keys, as a tuple
    rated = Signal(int, object, object)
    mode_stated = Signal(int, object)
    roles_wanted = Signal(int, QPoint)
    menu_wanted = Signal(int, QPoint)
    removal_wanted = Signal(int)
    role_wanted = Signal(object)  # name somebody for a role, or None
    role_page_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Key players"), parent=parent)
        self._rows: tuple[Row, ...] = ()
        self._hidden: tuple[str, ...] = ()
        self._audience = Audience.INTERNAL
        self.copy_button = quiet(tr("Copy"), "copy")
        self.copy_button.setToolTip(tr("Copy the table to Word or Excel"))
        self.copy_button.clicked.connect(self.copy_wanted)
        self.add_button = quiet(tr("Add a person"), "user-plus")
        self.add_button.clicked.connect(self._add)
        self.columns = ColumnsButton()
        self.columns.hidden.connect(self._hide)
        self.columns.sort_wanted.connect(self._sort)
        for widget in (self.columns, self.copy_button, self.add_button):
            self.add_tool(widget)
        self._build_filters()
        self.table = self._new_table()
        self.add(self.table)

    def show_people(self, page: People, audience: Audience) -> None:
        """Show everybody, and below them the roles that nobody plays."""
        internal = audience is Audience.INTERNAL
        if audience is not self._audience:
            self._audience = audience
            self._replace_table()
        missing = [role for role in WANTED_ROLES if role in page.coverage.missing_roles]
        champion = next((one.name for one in page.players if DecisionRole.CHAMPION in one.roles), "")
        ask = tr("Unknown: ask {name}", name=champion) if champion else tr("Unknown: who could tell you?")
        vacancies = [Vacancy(-at, role, ask) for at, role in enumerate(missing, 1)]
        self._rows = (*page.players, *(vacancies if internal else ()))
        self.add_button.setVisible(internal)
        self.role.set_options([(None, tr("All roles")), *roles_offered(page, self._audience)])
        self.unit.set_options([(None, tr("All units")), *((unit, unit) for unit in page.units)])
        for choice in (self.role, self.unit):
            choice.set_value(choice.value())  # what is there no more filters nothing
        self.unit.setVisible(bool(page.units))
        known = len(WANTED_ROLES) - len(missing)
        self.set_note(
            tr("{known} of {all} roles known", known=known, all=len(WANTED_ROLES))
            if internal
            else plural("{n} person", "{n} people", len(page.players))
        )
        self._filter()

    def hide_columns(self, keys: Sequence[str]) -> None:
        """Show all columns but these, as the user left them."""
        self._hidden = tuple(keys)
        self.table.hide_columns(self._hidden)
        self.columns.show_columns(columns(self._audience), self._hidden)

    def pick(self, stakeholder_id: int | None) -> None:
        """Make a person's row the current one, silently."""
        if stakeholder_id is not None:
            self.table.pick(stakeholder_id)

    def _build_filters(self) -> None:
        self.search = Line(tr("Filter"))
        self.search.setFixedWidth(theme().px(180))
        self.search.setAccessibleName(tr("Filter the people"))
        self.search.textChanged.connect(self._filter)
        self.role, self.unit = Choice([(None, tr("All roles"))]), Choice([(None, tr("All units"))])
        row = Flow(gap=8)
        row.add(self.search)
        for choice, words in (
            (self.role, tr("Only people with a role")),
            (self.unit, tr("Only people of a unit")),
        ):
            choice.setFixedWidth(theme().px(180))
            choice.setAccessibleName(words)
            choice.set_value(None)
            choice.chosen.connect(self._filter)
            row.add(choice)
        self.add(row)

    def _new_table(self) -> RowTable:
        table = RowTable(columns(self._audience), row_height=44, visible_rows=0)
        table.setAccessibleName(tr("Key players"))
        table.picked.connect(self._pick)
        table.opened.connect(self._open)
        table.cell_opened.connect(self._open_roles)
        table.hide_columns(self._hidden)
        table.edited.connect(self._edit)
        table.menu_wanted.connect(self._menu)
        table.delete_wanted.connect(self._remove)
        return table

    def _replace_table(self) -> None:
        old, self.table = self.table, self._new_table()
        self.put_instead(old, self.table)
        self.columns.show_columns(columns(self._audience), self._hidden)

    def _filter(self, _what: object = None) -> None:
        words = self.search.text().casefold().split()
        role, unit = self.role.value(), self.unit.value()
        self.table.set_rows(
            [
                row
                for row in self._rows
                if all(word in text_of(row) for word in words)
                and (role is None or role in played(row))
                and (unit is None or row.unit == unit)
            ]
        )

    def _hide(self, keys: tuple[str, ...]) -> None:
        self.hide_columns(keys)
        self.columns_hidden.emit(keys)

    def _sort(self, key: str) -> None:
        self.table.sort_by(key)

    def _pick(self, row_id: int) -> None:
        if row_id > 0:
            self.picked.emit(row_id)

    def _open(self, row_id: int) -> None:
        row = self._row(row_id)
        if isinstance(row, Vacancy):
            self.role_wanted.emit(row.role)
        else:
            self.opened.emit(row_id)

    def _open_roles(self, row_id: int, _key: str) -> None:
        """The menu of roles; of a role that nobody plays its page."""
        row = self._row(row_id)
        if isinstance(row, Vacancy):
            self.role_page_wanted.emit(row.role)
        else:
            spot = self.table.visualRect(self.table.currentIndex()).bottomLeft()
            self.roles_wanted.emit(row_id, self.table.viewport().mapToGlobal(spot))

    def _edit(self, row_id: int, key: str, value: object) -> None:
        row = self._row(row_id)
        if isinstance(row, Vacancy):
            self.role_wanted.emit(row.role)
        elif key == "name":
            self.renamed.emit(row_id, str(value))
        elif key in _TEXTS:
            self.described.emit(row_id, key, str(value))
        elif key in _ASPECTS:
            self.rated.emit(row_id, _ASPECTS[key], value)
        elif key == "mode":
            self.mode_stated.emit(row_id, value)
        elif key == "roles":
            self.roles_set.emit(row_id, ())

    def _menu(self, row_id: int, spot: QPoint) -> None:
        if row_id > 0 and self._audience is Audience.INTERNAL:
            self.menu_wanted.emit(row_id, spot)

    def _remove(self, row_id: int) -> None:
        if row_id > 0 and self._audience is Audience.INTERNAL:
            self.removal_wanted.emit(row_id)

    def _add(self) -> None:
        self.role_wanted.emit(None)

    def _row(self, row_id: int) -> Row | None:
        return next((row for row in self._rows if row.id == row_id), None)
