"""What stands out on the map and what fades: the selected person's lines, what a filter lights, what is noted."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.models.vocabulary import Link
from app.tools.relationship_map.notes import NOTHING, Notes
from app.tools.relationship_map.rules import MapLine

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

_FEW = 3  # so many lines besides reporting lines may stay beside those of a selected person


class Lights:
    """Gives every card and line of a canvas the look that it should have now."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._people: frozenset[int] | None = None
        self._kinds: frozenset[Link] | None = None
        self.notes: Notes = NOTHING

    def filter(self, people: Collection[int] | None, kinds: Collection[Link] | None) -> None:
        """Only these people and kinds of lines stand out; None for all of them."""
        self._people = None if people is None else frozenset(people)
        self._kinds = None if kinds is None else frozenset(kinds)
        self._canvas.settle()

    def note(self, notes: Notes) -> None:
        """Write on the map."""
        if notes != self.notes:
            self.notes = notes
            self._canvas.settle()

    def settle(self) -> None:
        """Look again at everybody and every line."""
        canvas, focused = self._canvas, self._canvas.ringed
        one = canvas.current
        for key, item in canvas.people.items():
            item.set_state(
                selected=key in canvas.selected,
                focused=focused and key == one,
                faded=not self._lit(key),
                mark=self.notes.marks.get(key),
            )
        crowd = sum(item.route.line.kind is not Link.REPORTS for item in canvas.routes.values())
        for key, route in canvas.routes.items():
            line = route.route.line
            mine = one in {line.from_id, line.to_id}
            aside = one is not None and not mine and line.kind is not Link.REPORTS and crowd > _FEW
            route.set_state(
                selected=key == canvas.selected_line,
                strong=mine,
                faded=aside or not self._shines(line),
                crowd=crowd,
                tone=self.notes.lines.get(key),
            )

    def _lit(self, person: int) -> bool:
        noted = self.notes.lit is None or person in self.notes.lit
        return noted and (self._people is None or person in self._people)

    def _shines(self, line: MapLine) -> bool:
        if self.notes.lit is not None:
            return line.id in self.notes.lines
        of_kind = self._kinds is None or line.kind in self._kinds
        return of_kind and self._lit(line.from_id) and self._lit(line.to_id)
