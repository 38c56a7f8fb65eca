"""The field in which a person on the map is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.i18n import tr
from app.tools.relationship_map.scene import Card
from app.ui.theme import theme
from app.ui.widgets.field import Line

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas


class NameEditor(Line):
    """Opens over a card; Return or a click elsewhere takes the name, Esc leaves it."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(kind="cell")
        self.setParent(canvas.viewport())
        self._canvas = canvas
        self._person: int | None = None
        self._known = ""
        self.setAccessibleName(tr("Name"))
        self.left.connect(self.commit)
        self.hide()

    def open(self, card: Card) -> None:
        """Ask for the name of a person."""
        self._person, self._known = card.id, card.person.name
        corner = self._canvas.mapFromScene(QPointF(card.label.x - 8, card.label.y - 6))
        wide = max(theme().px(190), round(card.label.w * self._canvas.transform().m11()))
        self.setGeometry(corner.x(), corner.y(), wide, theme().px(30))
        self.setText(self._known)
        self.selectAll()
        self.show()
        self.setFocus()

    def commit(self) -> None:
        """Take the name as it stands, if it is another one."""
        person, name = self._person, self.text().strip()
        known = self._known
        self.cancel()
        if person is not None and name != known:
            self._canvas.renamed.emit(person, name)

    def cancel(self) -> None:
        """Close without a word."""
        if self._person is None:
            return
        self._person = None
        self.hide()
        self._canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()  # and the key goes no further: on the map it would open the person
        else:
            super().keyPressEvent(event)
