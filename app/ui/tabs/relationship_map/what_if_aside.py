"""Beside the map: what would follow if something happened to these people. Nothing of it is stored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.relationship_map.assumptions import Assumption, spoken, suppose, with_assumption
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rows import People
from app.tools.relationship_map.what_if import Figure, Outcome, counted, notes, outcome
from app.ui.tabs.relationship_map.aside import Aside, Line, Lines
from app.ui.tabs.relationship_map.suppose_form import SupposeForm
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.text import Role, label

if TYPE_CHECKING:
    from app.across.coach.what_if import Difference

MOST = 4  # sentences of the coach at once


class WhatIfAside(Aside):
    """Assumptions, and what they would change, beside what is."""

    changed = Signal()
    fix_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What if…"), parent)
        self._page: People | None = None
        self.assumptions: tuple[Assumption, ...] = ()
        self.form = SupposeForm()
        self.form.added.connect(self.suppose)
        self.lines, self.gaps = Lines(), Lines()
        self.figures = Figures()
        self.coach = Lines()
        for lines in (self.lines, self.gaps, self.coach):
            lines.wanted.connect(self.fix_wanted)
        self._chosen = QWidget()
        self._rows = QVBoxLayout(self._chosen)
        space(self._rows, gap=2)
        for widget in (self.form, self._chosen):
            self.add(widget)
        for widget in (self.lines, self.figures, self.gaps, self.coach):
            self.add(widget)
        self.finish()

    def clear(self) -> None:
        """Suppose nothing any more."""
        self.assumptions = ()

    def take(self, one: Assumption) -> None:
        """One thing more is supposed, and will be shown with the people."""
        self.assumptions = with_assumption(self.assumptions, one)

    def suppose(self, one: Assumption) -> None:
        """Suppose one thing more, and show what follows."""
        self.take(one)
        self._settle()

    def show_people(self, page: People) -> None:
        """What would follow among these people; what was supposed of others is forgotten."""
        self._page = page
        there = {player.id for player in page.players}
        self.assumptions = tuple(one for one in self.assumptions if one.people <= there)
        self._show()

    def supposed(self) -> People | None:
        """The people as they would be; None while nothing is supposed."""
        if self._page is None or not self.assumptions:
            return None
        return suppose(self._page, self.assumptions)

    def notes(self) -> Notes:
        """The assumptions as they are drawn."""
        return notes(self._page, self.assumptions) if self._page is not None and self.assumptions else NOTHING

    def show_coach(self, difference: Difference | None) -> None:
        """What the coach would say besides; the gaps of the map are said already."""
        fresh = [one for one in difference.fresh if one.tool != "relationship_map"] if difference else []
        settled = [one for one in difference.settled if one.tool != "relationship_map"] if difference else []
        said = [Line(tr("The coach would say"), "section")] if fresh else []
        for one in fresh[:MOST]:
            said.append(Line(one.title, "strong", "circle-alert", "control"))
            said.append(Line(one.says, "muted", fix=one.fix, do=one.do))
        if settled:
            said.append(Line(tr("And no more"), "section"))
            said += [Line(one.title, "muted", "check", "value") for one in settled[:MOST]]
        self.coach.show_lines(said)

    def _drop(self, one: Assumption) -> None:
        self.assumptions = tuple(other for other in self.assumptions if other != one)
        self._settle()

    def _settle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._show_assumptions()
        after = self.supposed()
        if self._page is not None:
            self.form.show_people(after or self._page)
        if self._page is None or after is None:
            self.figures.show_figures(())
            self.lines.show_lines(
                [
                    Line(
                        tr("Suppose that something happens and see what it would do. Nothing is stored."),
                        "muted",
                    )
                ]
            )
            self.gaps.show_lines([])
            self.coach.show_lines([])
            return
        found = outcome(self._page, self.assumptions)
        self.figures.show_figures(found.figures)
        self.lines.show_lines(_advised(found))
        self.gaps.show_lines(_opened(found))

    def _show_assumptions(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in self.assumptions:
            words = spoken(self._page, [one]) if self._page is not None else []
            row = QWidget()
            line = QHBoxLayout(row)
            space(line, gap=4)
            line.addWidget(label("".join(words), "strong"), 1)
            drop = icon_button("x", tr("No longer suppose: {what}", what="".join(words)))
            drop.clicked.connect(partial(self._drop, one))
            line.addWidget(drop)
            self._rows.addWidget(row)
        self._chosen.setVisible(bool(self.assumptions))


class Figures(QWidget):
    """Now and then side by side; what would change stands out, with the difference beside the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        space(self._grid, gap=4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 2)
        self.shown: tuple[Figure, ...] = ()

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these figures and no others."""
        self.setVisible(bool(figures))
        if figures == self.shown:
            return
        self.shown = figures
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for column, text in enumerate(("", tr("Now"), tr("Then"))):
            self._grid.addWidget(label(text, "meta"), 0, column)
        for row, figure in enumerate(figures, 1):
            more = f" ({figure.difference})" if figure.difference else ""
            self._grid.addWidget(label(figure.label, "muted"), row, 0)
            self._grid.addWidget(label(figure.before, "muted"), row, 1)
            after = label(figure.after + more, _ROLES[figure.better] if figure.changed else "muted")
            words = tr(
                "{what}: now {now}, then {then}", what=figure.label, now=figure.before, then=figure.after
            )
            after.setAccessibleName(words)
            self._grid.addWidget(after, row, 2)


def _advised(found: Outcome) -> list[Line]:
    said = [Line(counted(found), "strong")]
    if found.advice:
        said.append(Line(tr("Do now"), "section"))
        said += [Line(text, icon="arrow-right", tone="accent") for text in found.advice]
    return said


def _opened(found: Outcome) -> list[Line]:
    said: list[Line] = []
    if found.opened:
        said.append(Line(tr("Gaps that open"), "section"))
        for gap in found.opened:
            said.append(Line(gap.title, "strong", gap.icon, "control"))
            said.append(Line(gap.text, "muted", fix=gap.fix, do=gap.do))
    if found.closed:
        said.append(Line(tr("Gaps that close"), "section"))
        said += [Line(gap.title, "muted", "check", "value") for gap in found.closed]
    return said


_ROLES: dict[bool | None, Role] = {True: "strong", False: "look", None: "strong"}
