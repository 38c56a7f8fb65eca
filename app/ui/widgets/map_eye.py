"""Where one looks on the map, and from how near."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QScrollBar

from app.tools.relationship_map.geometry import Point
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

NEAREST, FARTHEST = 2.5, 0.08  # zoom
READABLE = 0.5  # a large map is not shown smaller at first
_MARGIN = 28.0


class Eye:
    """Zooms and moves what a canvas shows; never nearer or farther than one can work."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self.zoom = 1.0
        self._held = False  # a hand has chosen what is seen; else another size of the canvas is another look
        self.whole = False  # a hand has chosen to see everything

    def fit(self) -> None:
        """Show the whole map, never larger than life."""
        self._look(self._fitting(), self._canvas.shown.bounds.middle)

    def hold(self) -> None:
        """Keep looking there, whatever size the canvas gets."""
        self._held, self.whole = True, False

    def hold_whole(self) -> None:
        """Show the whole map, whatever size the canvas gets."""
        self._held, self.whole = False, True
        self.fit()

    def forget(self) -> None:
        """The next look is the first one again."""
        self._held = self.whole = False

    def show_whole(self) -> Callable[[], None]:
        """Show the whole map for a moment; the answer looks where one looked before."""
        bars = self._canvas.horizontalScrollBar(), self._canvas.verticalScrollBar()
        back = partial(self._look_again, self.zoom, [(bar, bar.value()) for bar in bars])
        self.fit()
        return back

    def _look_again(self, zoom: float, places: Iterable[tuple[QScrollBar, int]]) -> None:
        self.set_zoom(zoom)
        for bar, value in places:
            bar.setValue(value)
        self._canvas.mini.place()

    def fit_first(self) -> None:
        """The first look: everything, or the upper part of a large map in a readable size."""
        scene = self._canvas.shown
        if self._held or scene.empty or not self._canvas.isVisible():
            return
        if self.whole or self._fitting() >= READABLE:
            self.fit()
            return
        top = min(scene.cards, key=lambda card: card.box.y).box.middle
        room, scale, bounds = self._canvas.viewport(), READABLE * theme().scale, scene.bounds
        across, down = room.width() / scale / 2 - _MARGIN, room.height() / scale / 2 - _MARGIN
        self._look(
            READABLE,
            (_within(top[0], bounds.x, bounds.right, across), _within(top[1], bounds.y, bounds.bottom, down)),
        )

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zoom so that the point `fixed` of the viewport, or its middle, stays where it is."""
        canvas = self._canvas
        spot = fixed.toPoint() if fixed is not None else canvas.viewport().rect().center()
        before = canvas.mapToScene(spot)
        self.zoom = max(FARTHEST, min(NEAREST, zoom))
        scale = self.zoom * theme().scale
        canvas.setTransform(QTransform.fromScale(scale, scale))
        moved = canvas.mapFromScene(before) - spot
        canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().value() + moved.x())
        canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + moved.y())
        canvas.editor.cancel()
        canvas.mini.place()

    def _look(self, zoom: float, middle: Point) -> None:
        self.set_zoom(zoom)
        self._canvas.centerOn(*middle)
        self._canvas.mini.place()

    def _fitting(self) -> float:
        bounds, room = self._canvas.shown.bounds, self._canvas.viewport().rect()
        wide = room.width() / (bounds.w + 2 * _MARGIN)
        high = room.height() / (bounds.h + 2 * _MARGIN)
        return max(FARTHEST, min(1.0, wide / theme().scale, high / theme().scale))


def _within(at: float, low: float, high: float, reach: float) -> float:
    """Where to look so that no room is shown beyond the map; its middle where all of it fits."""
    return (low + high) / 2 if high - low <= 2 * reach else max(low + reach, min(high - reach, at))
