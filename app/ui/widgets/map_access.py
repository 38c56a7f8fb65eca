"""What a screen reader is told of the map: how many people, and the selected one with all lines in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QGraphicsView

from app.i18n import plural
from app.tools.relationship_map.words import said
from app.ui.widgets.map_items import described

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas


class MapInterface(QAccessibleWidget):
    """The accessible side of the canvas; the same people and lines stand in its table as well."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.Chart, canvas.accessibleName())
        self._canvas = canvas

    def text(self, kind: QAccessible.Text) -> str:
        """The value is the selected person, or how many there are."""
        if kind != QAccessible.Text.Value:
            return super().text(kind)
        count = len(self._canvas.people)
        return self._canvas.spoken() or plural("{n} person", "{n} people", count)


def told(canvas: MapCanvas, key: int) -> str:
    """A person with what is noted of him or her, and the lines that begin or end there."""
    parts = [described(canvas.people[key].card.person)]
    if (mark := canvas.lights.notes.marks.get(key)) is not None:
        parts.append(mark.text)
    names = {number: item.card.person.name for number, item in canvas.people.items()}
    lines = [item.route.line for item in canvas.routes.values()]
    mine = [said(line, names) for line in lines if key in {line.from_id, line.to_id}]
    return ". ".join([", ".join(parts), *(sentence.rstrip(".") for sentence in mine)])


def announce(canvas: MapCanvas) -> None:
    """Tell a screen reader that somebody else is selected."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(canvas, canvas.spoken()))


@cache
def install() -> None:
    """Let Qt make such an interface for each canvas; done once in a process."""
    QAccessible.installFactory(_made)


def _made(_kind: str, made_for: QObject) -> QAccessibleInterface | None:
    fits = isinstance(made_for, QGraphicsView) and hasattr(made_for, "spoken")
    return MapInterface(made_for) if fits else None  # type: ignore[arg-type]
