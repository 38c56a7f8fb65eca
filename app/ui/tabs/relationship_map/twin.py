"""The map as two tables, for eyes, keyboards and screen readers that a drawing does not serve."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.method.people import roles_in_words
from app.models.vocabulary import Link, Receptivity
from app.tools.relationship_map.notes import NOTHING, Notes, Tone
from app.tools.relationship_map.rows import People, PlayerRow
from app.tools.relationship_map.rules import shown
from app.ui.theme import space
from app.ui.widgets.row_table import Column, RowTable
from app.ui.widgets.text import label


@dataclass(frozen=True)
class NodeRow:
    """A person as a line of the table of people."""

    player: PlayerRow
    boss: str
    note: str

    @property
    def id(self) -> int:
        """The stakeholder."""
        return self.player.id


@dataclass(frozen=True)
class LineRow:
    """A line of the map as a line of the table."""

    id: int
    start: str
    kind: Link
    end: str
    strength: int
    note: str


class MapTwin(QWidget):
    """The people and the lines of the map; kind and strength of a line can be changed, Del takes it away."""

    picked = Signal(int)
    opened = Signal(int)
    strength_set = Signal(int, int)
    kind_set = Signal(int, object)
    removal_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[People | None, Notes] = (None, NOTHING)
        self._shape: tuple[bool, bool] | None = None
        self._column = QVBoxLayout(self)
        space(self._column, gap=6)
        self.people: RowTable | None = None
        self.lines: RowTable | None = None

    def show_people(self, page: People | None, notes: Notes = NOTHING) -> None:
        """Show the same people and lines as the map; nothing is made while the tables are not seen."""
        self._given = (page, notes)
        if page is None or not self.isVisible():
            return
        rated = any(player.rated for player in page.players)
        self._build((rated, bool(notes.marks or notes.lines)))
        names = {player.id: player.name for player in page.players}
        nodes = []
        for player in page.players:
            mark = notes.marks.get(player.id)
            nodes.append(NodeRow(player, _bosses(player, page, names), mark.text if mark is not None else ""))
        lines = [
            LineRow(
                line.id,
                names[line.from_id],
                line.kind,
                names[line.to_id],
                line.strength,
                _tone(notes, line.id),
            )
            for line in page.lines
        ]
        if self.people is not None and self.lines is not None:
            self.people.set_rows(nodes)
            self.lines.set_rows(lines)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_people(*self._given)

    def _build(self, shape: tuple[bool, bool]) -> None:
        """Tables with the columns that this audience and these notes need."""
        if shape == self._shape:
            return
        self._shape = shape
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.people = RowTable(_node_columns(*shape), row_height=30, visible_rows=5)
        self.people.setAccessibleName(tr("People on the map"))
        self.people.picked.connect(self.picked)
        self.people.opened.connect(self.opened)
        self.lines = RowTable(_line_columns(*shape), row_height=30, visible_rows=5)
        self.lines.setAccessibleName(tr("Lines on the map"))
        self.lines.edited.connect(self._edit)
        self.lines.delete_wanted.connect(self._remove)
        for words, table in ((tr("People"), self.people), (tr("Lines"), self.lines)):
            if self._column.count():
                self._column.addSpacing(8)
            self._column.addWidget(label(words, "section"))
            self._column.addWidget(table, 1)

    def _edit(self, line_id: int, key: str, value: object) -> None:
        if key == "kind":
            self.kind_set.emit(line_id, value)
        elif isinstance(value, int):
            self.strength_set.emit(line_id, value)

    def _remove(self, line_id: int) -> None:
        self.removal_wanted.emit((), (line_id,))


def _node_columns(rated: bool, noted: bool) -> Sequence[Column[NodeRow]]:
    columns: list[Column[NodeRow]] = [
        Column(tr("Name"), lambda row: row.player.name, width=130),
        Column(tr("Title"), lambda row: row.player.title, minimum=90),
        Column(tr("Reports to"), lambda row: row.boss, width=120),
        Column(tr("Roles"), lambda row: roles_in_words(row.player.roles), minimum=90),
    ]
    if rated:
        columns += [
            Column(tr("Influence"), lambda row: shown(row.player.influence), width=68),
            Column(tr("Relation"), lambda row: shown(row.player.relationship, signed=True), width=68),
            Column(tr("Receptivity"), _mode, width=96),
        ]
    return [*columns, Column(tr("Note"), lambda row: row.note, width=120)] if noted else columns


def _line_columns(rated: bool, noted: bool) -> Sequence[Column[LineRow]]:
    kinds = [(kind, kind.label) for kind in Link]
    strengths = [(1, tr("Weak")), (2, tr("Usual")), (3, tr("Strong"))]
    editable = rated and not noted
    columns: list[Column[LineRow]] = [
        Column(tr("From"), lambda row: row.start, minimum=110),
        Column(
            tr("Line"), lambda row: row.kind.label, "kind", width=130, value=lambda row: row.kind,
            editor=kinds if editable else None, sort=lambda row: row.kind.label,
        ),
        Column(tr("To"), lambda row: row.end, minimum=110),
    ]  # fmt: skip
    if rated:
        columns.append(
            Column(
                tr("Strength"), lambda row: dict(strengths).get(row.strength, ""), "strength", width=96,
                value=lambda row: row.strength, editor=strengths if editable else None,
            )
        )  # fmt: skip
    return [*columns, Column(tr("Note"), lambda row: row.note, width=90)] if noted else columns


def _mode(row: NodeRow) -> str:
    return "?" if row.player.mode is Receptivity.UNKNOWN else row.player.mode.label


def _bosses(player: PlayerRow, page: People, names: dict[int, str]) -> str:
    lines = (line for line in page.lines if line.kind is Link.REPORTS and line.from_id == player.id)
    return ", ".join(names[line.to_id] for line in lines)


def _tone(notes: Notes, line_id: int) -> str:
    words = {Tone.NEW: tr("new"), Tone.GONE: tr("gone"), Tone.STEP: tr("on the way")}
    tone = notes.lines.get(line_id)
    return words.get(tone, "") if tone is not None else ""
