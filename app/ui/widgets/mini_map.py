"""The whole map in a corner, with a frame around the part that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.tools.relationship_map.scene import Scene
from app.ui.theme import Theme, theme
from app.ui.widgets.bars import relation_token
from app.ui.widgets.map_items import rect

if TYPE_CHECKING:
    from app.ui.widgets.map_canvas import MapCanvas

WIDEST, HIGHEST = 190, 120
_GAP, _PADDING = 10, 6


class MiniMap(QWidget):
    """Lies over the canvas where the map is larger than what is seen; a click or drag goes there."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._scene: Scene | None = None
        self._kept = QPixmap()
        self._key: tuple[object, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Overview of the map"))
        self.hide()

    def show_scene(self, scene: Scene) -> None:
        """Show other people."""
        self._scene = scene
        self.place()

    def place(self) -> None:
        """Go to the corner; hide where everything is seen anyway."""
        scene = self._scene
        if scene is None or scene.empty:
            self.hide()
            return
        seen = self._canvas.viewport_box()
        whole = rect(scene.bounds)
        self.setVisible(not seen.adjusted(-4, -4, 4, 4).contains(whole))
        scale = self._scale(scene)
        size = QSize(round(whole.width() * scale), round(whole.height() * scale)) + QSize(
            2 * _PADDING, 2 * _PADDING
        )
        self.resize(size)
        self.move(self._canvas.width() - size.width() - _GAP, self._canvas.height() - size.height() - _GAP)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, style = self._scene, theme()
        if scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture(scene, style))
        seen = self._canvas.viewport_box()
        scale = self._scale(scene)
        frame = QRectF(
            _PADDING + (seen.x() - scene.bounds.x) * scale,
            _PADDING + (seen.y() - scene.bounds.y) * scale,
            seen.width() * scale,
            seen.height() * scale,
        ).intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        fill = style.color("accent")
        fill.setAlphaF(0.12)
        painter.setBrush(fill)
        painter.setPen(QPen(style.color("accent"), 1.5))
        painter.drawRoundedRect(frame, 3, 3)

    def _picture(self, scene: Scene, style: Theme) -> QPixmap:
        """The people; painted again only when they, the theme or the size have changed."""
        key = (id(scene), style.name, self.width(), self.height(), self.devicePixelRatioF())
        if key == self._key:
            return self._kept
        self._key = key
        self._kept = QPixmap(self.size() * self.devicePixelRatioF())
        self._kept.setDevicePixelRatio(self.devicePixelRatioF())
        self._kept.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._kept)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(style.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.translate(_PADDING, _PADDING)
        scale = self._scale(scene)
        painter.scale(scale, scale)
        painter.translate(-scene.bounds.x, -scene.bounds.y)
        painter.setPen(Qt.PenStyle.NoPen)
        for card in scene.cards:
            known = card.person.relationship is not None
            token = relation_token(card.person.relationship) if known else "line-strong"
            painter.setBrush(style.color(token))
            painter.drawRoundedRect(rect(card.box), 12, 12)
        painter.end()
        return self._kept

    def _scale(self, scene: Scene) -> float:
        size = theme()
        wide, high = max(scene.bounds.w, 1.0), max(scene.bounds.h, 1.0)
        return min(size.px(WIDEST) / wide, size.px(HIGHEST) / high)

    def _go(self, at: QPointF) -> None:
        if self._scene is not None:
            scale, bounds = self._scale(self._scene), self._scene.bounds
            self._canvas.still.step()
            self._canvas.eye.hold()
            self._canvas.centerOn(
                bounds.x + (at.x() - _PADDING) / scale, bounds.y + (at.y() - _PADDING) / scale
            )
