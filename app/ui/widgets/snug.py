"""Widgets that keep their own width in a column instead of stretching over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

# as for KeyboardFocus: a mixin, which only the type checker takes for a widget
if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class Snug(_Mixed):
    """Mixed in before a Qt widget: stands at the left of its cell, unless whoever laid it out said otherwise.

    A size policy that cannot grow would do the same, but then Qt gives wrapping texts in that column a wrong height.
    """

    _settled = False

    def showEvent(self, event: QShowEvent) -> None:
        """Take the alignment once it is known where the widget lies."""
        super().showEvent(event)
        parent = self.parentWidget()
        if self._settled or parent is None:
            return
        layout = parent.layout()
        item = None if layout is None else _item(layout, self)
        if layout is not None and item is not None and not item.alignment():
            item.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.updateGeometry()
        self._settled = True


def _item(layout: QLayout, widget: QWidget) -> QLayoutItem | None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if item.widget() is widget:
            return item
        inner = item.layout()
        found = _item(inner, widget) if inner is not None else None
        if found is not None:
            return found
    return None
