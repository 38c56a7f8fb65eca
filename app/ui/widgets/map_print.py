"""The map on paper: the whole of it, in words that can be searched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.widgets.unfold import Refold

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas


def print_out(canvas: MapCanvas) -> Refold:
    """Show the whole map, each card with its words; the answer looks where one looked before."""
    _dress(canvas, printed=True)
    return partial(_back, canvas, canvas.eye.show_whole())


def _back(canvas: MapCanvas, look_again: Refold) -> None:
    _dress(canvas, printed=False)
    look_again()


def _dress(canvas: MapCanvas, *, printed: bool) -> None:
    canvas.still.drop()
    canvas.mini.setHidden(printed)
    canvas.ground.handle.setOpacity(0 if printed else 1)
    for item in canvas.people.values():
        item.set_printed(printed)
