"""The focus ring: drawn for those who move by keyboard, never for a click."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import theme

if (
    TYPE_CHECKING
):  # Qt allows one of its classes among the bases; to the type checker the mixin is a widget all the same
    _Mixed = QWidget
else:
    _Mixed = object

_BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_BACK_AGAIN = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)


class KeyboardFocus(_Mixed):
    """Mixed in before a Qt widget: knows whether the focus came by keyboard."""

    _by_keyboard = False

    @property
    def ringed(self) -> bool:
        """Whether to draw the ring now."""
        return self._by_keyboard and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came; a window that comes back keeps what it had."""
        if event.reason() not in _BACK_AGAIN:
            self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        self.update()


def paint_ring(painter: QPainter, rect: QRect | QRectF, radius: float, token: str = "accent") -> None:
    """A ring of 2 px just inside `rect`; `radius` is in pixels at 100 %."""
    style = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(style.color(token), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), style.px(radius), style.px(radius))
    painter.restore()


def tab_after(before: QWidget, made: QWidget) -> None:
    """What was made late comes right behind `before` when one goes on with Tab, not at the end of the window."""
    for one in (made, *made.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(before, one)
            before = one
