"""The people behind this deal in brief, and the roles that nobody plays yet."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import plural, tr
from app.method.people import WANTED_ROLES, roles_in_words
from app.models.vocabulary import Audience, DecisionRole
from app.tools.customer_receptivity.rows import PlayerRow, Standing
from app.ui.widgets.bars import relation_text
from app.ui.widgets.buttons import link, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.row_model import ROW
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label


def player_columns(audience: Audience) -> tuple[Column[PlayerRow], ...]:
    """Name, role and goal; what we think of a person only for ourselves."""
    open_columns = (
        Column(
            tr("Key player"), _name, minimum=170, delegate="person",
            sort=lambda row: None if row.missing else row.name.casefold(),
            placeholder=lambda row: row.missing,
        ),
        Column(tr("Role"), _roles, width=146, tip=_roles),
        Column(tr("Personal goal"), _goal, minimum=170, tip=lambda row: row.goal),
    )  # fmt: skip
    if audience is Audience.CUSTOMER:
        return open_columns
    return (
        *open_columns,
        Column(
            tr("Receptivity"), lambda row: row.mode.label, width=130, delegate="mode",
            value=lambda row: row.mode.value,
        ),
        Column(
            tr("Influence"), lambda row: str(row.influence or ""), width=82, delegate="bars",
            value=lambda row: row.influence,
        ),
        Column(
            tr("Relation"), _relation, width=112, delegate="relation", value=lambda row: row.relationship
        ),
    )  # fmt: skip


class PlayersCard(Card):
    """Read only: a double click opens the person, a click on an open role names one."""

    map_wanted = Signal()
    opened = Signal(int)
    role_wanted = Signal(str)
    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Key players in this deal"), parent=parent)
        self.open_map = quiet(tr("Open map"), "network")
        self.open_map.clicked.connect(self._want_map)
        self.add_tool(self.open_map)
        self._audience = Audience.INTERNAL
        self.table = self._new_table()
        self.empty = QWidget()
        self._sentence = label(
            tr("Who will feel this decision? Nine roles exist; most deals know three."), "muted"
        )
        self.start = link(tr("Name the first person"), "plus")
        self.start.clicked.connect(self._start)
        self.add(self._sentence)
        self.add(self.start)
        self.add(self.table)

    def show_players(self, standing: Standing, audience: Audience) -> None:
        """Show the people; `audience` decides which columns there are."""
        if audience is not self._audience:
            self._audience = audience
            old, self.table = self.table, self._new_table()
            self.put_instead(old, self.table)
        self.table.set_rows(standing.players)
        there = bool(standing.players)
        self.table.setVisible(there)
        self._sentence.setVisible(not there)
        self.start.setVisible(not there)
        self.open_map.setVisible(there)
        known = tr("{known} of {all} roles known", known=standing.roles_known, all=len(WANTED_ROLES))
        people = plural("{n} person", "{n} people", len(standing.players))
        told = known if audience is Audience.INTERNAL else people
        self.set_note(told if there else "")

    def _new_table(self) -> RowTable:
        table = RowTable(player_columns(self._audience), visible_rows=0)
        table.setAccessibleName(tr("Key players in this deal"))
        table.opened.connect(self._open)
        table.clicked.connect(self._click)
        return table

    def _open(self, row_id: int) -> None:
        if row_id > 0:
            self.opened.emit(row_id)
        else:
            self._want_role(next((row for row in self.table.rows() if row.id == row_id), None))

    def _click(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, PlayerRow) and row.missing:
            self._want_role(row)

    def _want_role(self, row: PlayerRow | None) -> None:
        role = row.roles[0] if row is not None else None
        if isinstance(role, DecisionRole):  # a role that waits for a person is one of the nine
            self.role_wanted.emit(role.value)

    def _want_map(self) -> None:
        self.map_wanted.emit()

    def _start(self) -> None:
        self.started.emit()


def _name(row: PlayerRow) -> str:
    if row.missing:
        return tr("Name a person")
    return f"{row.name}\n{row.title}" if row.title and row.title != row.name else row.name


def _roles(row: PlayerRow) -> str:
    return roles_in_words(row.roles)


def _relation(row: PlayerRow) -> str:
    return relation_text(row.relationship)


def _goal(row: PlayerRow) -> str:
    return tr("Unknown: ask your champion") if row.missing else row.goal
