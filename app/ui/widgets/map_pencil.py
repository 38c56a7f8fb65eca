"""A line that is drawn by keys or begun by a button: from whom, and to whom it would lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.tools.relationship_map.geometry import Point

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas


class Pencil:
    """Arrows and Return, or a click, choose where the line leads; Esc lets go."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self.begun: int | None = None  # the person from whom a line is being drawn
        self.target: int | None = None
        self.asking = False  # a line begins at the person who is pressed next

    @property
    def busy(self) -> bool:
        """Whether a line is wanted."""
        return self.begun is not None or self.asking

    def start(self, key: int) -> None:
        """Draw a line from a person."""
        if key in self._canvas.people and self._canvas.editable:
            self._canvas.select([key])
            self.begun = key
            self.aim(None)

    def ask(self) -> None:
        """Draw a line from the person who is pressed next: drag to its end, or click there."""
        if self._canvas.editable:
            self.stop()
            self.asking = True
            self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def stop(self) -> None:
        """Draw no line after all."""
        if self.asking:
            self.asking = False
            self._canvas.viewport().unsetCursor()
        self.begun = None
        self.aim(None)
        self._canvas.ground.loose.hide()

    def lead_to(self, spot: Point, person: int | None) -> None:
        """Draw the loose line to a spot, where this person would be its end."""
        if self.begun is not None:
            self._canvas.ground.loose.draw(self._canvas.people[self.begun].card, spot)
            self.aim(None if person == self.begun else person)

    def aim(self, key: int | None) -> None:
        """Point out the person to whom a line would lead."""
        if key != self.target:
            people = self._canvas.people
            for one, on in ((self.target, False), (key, True)):
                if one in people:
                    people[one].set_state(target=on)
            self.target = key
