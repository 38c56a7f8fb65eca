"""Beside the map: how it was on other days, and what has changed since."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.snapshots import Comparison, SnapshotRow
from app.ui.tabs.relationship_map.aside import Aside, Line, Lines
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, secondary
from app.ui.widgets.fields import Choice, TextField
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import label

TODAY = 0  # instead of the id of a snapshot


class SnapshotsAside(Aside):
    """Takes a snapshot, lists them, and compares one with another or with today."""

    changed = Signal()  # other days are to be compared
    take_wanted = Signal(str)
    rename_wanted = Signal(int)
    drop_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Snapshots"), parent)
        self.rows: tuple[SnapshotRow, ...] = ()
        self.comparison: Comparison | None = None
        self.name = TextField(tr("Name, such as Before the review"))
        self.name.setAccessibleName(tr("Name of the snapshot"))
        self.take_button = secondary(tr("Take a snapshot of today"), "camera")
        self.take_button.clicked.connect(self._take)
        self.before, self.after = Choice([]), Choice([])
        self.before.setAccessibleName(tr("Compare"))
        self.after.setAccessibleName(tr("With"))
        for choice in (self.before, self.after):
            choice.chosen.connect(self._choose)
        self._days = QWidget()
        days = QVBoxLayout(self._days)
        space(days, gap=4)
        for words, choice in ((tr("Compare"), self.before), (tr("with"), self.after)):
            days.addWidget(label(words, "field"))
            days.addWidget(choice)
        self.lines = Lines()
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        space(self._column, gap=2)
        for widget in (self.name, self.take_button, self._days, self.lines, self._list):
            self.add(widget)
        self.finish()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The two days to compare: a snapshot, and another or TODAY; None while there is none."""
        before, after = self.before.value(), self.after.value()
        return (before, after) if isinstance(before, int) and isinstance(after, int) else None

    def show_rows(self, rows: tuple[SnapshotRow, ...]) -> None:
        """List these snapshots."""
        if rows != self.rows or not self._column.count():
            self.rows = rows
            self._fill()
        named = [(row.id, _words(row)) for row in rows]
        self.before.set_options(named)
        self.after.set_options([(TODAY, tr("Today")), *named])
        if self.before.value() is None and rows:
            self.before.set_value(rows[0].id)
        if self.after.value() is None:
            self.after.set_value(TODAY)
        self._days.setVisible(bool(rows))

    def show_comparison(self, found: Comparison | None, problem: str = "") -> None:
        """Say what has changed; or why it cannot be said."""
        self.comparison = found
        if problem:
            self.lines.show_lines([Line(problem, "look")])
        elif found is None:
            self.lines.show_lines([Line(tr(_EMPTY), "muted")])
        else:
            self.lines.show_lines(_said(found))

    def notes(self) -> Notes:
        """The changes as they are drawn."""
        return self.comparison.notes if self.comparison is not None else NOTHING

    def drawn(self) -> People | None:
        """Everybody of the later day, and whoever has left."""
        return self.comparison.drawn if self.comparison is not None else None

    def _take(self) -> None:
        name = self.name.value()
        self.name.set_value("")
        self.take_wanted.emit(name)

    def _choose(self, _day: object) -> None:
        self.changed.emit()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in self.rows:
            widget = QWidget()
            line = QHBoxLayout(widget)
            space(line, gap=2)
            words = _words(row)
            people = plural("{n} person", "{n} people", row.people)
            line.addWidget(label(f"{words} · {people}", "muted"), 1)
            for name, tip, signal in (
                ("pencil", tr("Rename {snapshot}", snapshot=words), self.rename_wanted),
                ("trash-2", tr("Throw away {snapshot}", snapshot=words), self.drop_wanted),
            ):
                button = icon_button(name, tip)
                button.clicked.connect(partial(signal.emit, row.id))
                line.addWidget(button)
            self._column.addWidget(widget)


def _words(row: SnapshotRow) -> str:
    return " · ".join(part for part in (show_date(row.taken_on), row.name) if part)


def _said(found: Comparison) -> list[Line]:
    if found.same:
        return [Line(tr("Nothing has changed between these two days."), "strong")]
    said: list[Line] = []
    for title, people, icon, tone in (
        (tr("Came"), found.came, "user-plus", "accent"),
        (tr("Left"), found.left, "user-minus", "text-2"),
    ):
        if people:
            said.append(Line(title, "section"))
            said += [
                Line(", ".join(filter(None, (one.name, one.title))), "body", icon, tone) for one in people
            ]
    if found.moved:
        said.append(Line(tr("Moved"), "section"))
        for change in found.moved:
            said.append(Line(change.person.name, "strong"))
            said += [Line(move.words, "body", *_SIGNS[move.better]) for move in change.moves]
    for title, lines, icon, tone in (
        (tr("Lines added"), found.added, "plus", "accent"),
        (tr("Lines taken away"), found.removed, "minus", "text-2"),
    ):
        if lines:
            said.append(Line(title, "section"))
            said += [Line(text, "body", icon, tone) for text in lines]
    return said


_SIGNS = {
    True: ("trending-up", "value"),
    False: ("trending-down", "control"),
    None: ("arrow-right", "text-3"),
}
_EMPTY = (
    "A snapshot keeps who is on the map, the ratings, roles, contacts and lines as they are today, to compare with"
    " later: after a meeting, before a review."
)
