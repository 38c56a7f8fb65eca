"""A slider over real numbers: tells each movement at once, and apart from it when the hand lets go."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.ui.theme import theme
from app.ui.widgets.focus import KeyboardFocus, paint_ring

_PAUSE = 600  # ms after the last key, before the movement counts as finished
_MOST_STEPS = 10_000


class ValueSlider(KeyboardFocus, QSlider):
    """From `low` to `high` in steps; a soft band shows how sure the value is, a tick where it came from."""

    moved = Signal(float)
    released = Signal(float)

    def __init__(self, low: float, high: float, step: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._low, self._high, self._step = low, high, step
        self._value: float | None = None
        self._told: float | None = None
        self._band: tuple[float, float] | None = None
        self._origin: float | None = None
        self._finish = QTimer(self)
        self._finish.setSingleShot(True)
        self._finish.setInterval(_PAUSE)
        self._finish.timeout.connect(self._tell_released)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._set_steps()

    def number(self) -> float | None:
        """Where the slider stands; None while nothing is known."""
        return self._value

    def set_number(self, value: float | None) -> None:
        """Show a value, silently; one beyond the ends makes the slider longer. Not while it is being moved."""
        if self.isSliderDown() or self._finish.isActive():
            return
        self._value = self._told = value
        if value is not None:
            self._low, self._high = min(self._low, value), max(self._high, value)
        self._set_steps()
        self.update()

    def set_band(self, band: tuple[float, float] | None, origin: float | None = None) -> None:
        """The range that the value may lie in, and the value that the model came with."""
        self._band, self._origin = band, origin
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().px(24))

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setSliderDown(True)
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)
            self._tell_released()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.isSliderDown() or self._finish.isActive()):
            self._take_back()
            return
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
        }.get(Qt.Key(event.key()))
        if steps is None and event.key() not in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Home:
            self._try(self._low)
        elif event.key() == Qt.Key.Key_End:
            self._try(self._high)
        else:
            self._try((self._low if self._value is None else self._value) + (steps or 0) * self._step)
        self._finish.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._finish.isActive():
            self._tell_released()
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, thick = self.height() / 2, style.px(4)
        track = QRectF(self._margin(), middle - thick / 2, self.width() - 2 * self._margin(), thick)
        painter.setBrush(style.color("line"))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if self._band is not None:
            left, right = (self._x(end) for end in self._band)
            painter.setBrush(style.color("select"))
            band = QRectF(left, middle - style.px(6), max(right - left, 2), style.px(12))
            painter.drawRoundedRect(band, style.px(3), style.px(3))
        if self._value is not None:
            painter.setBrush(style.color("accent"))
            start, end = sorted((self._x(max(self._low, min(0.0, self._high))), self._x(self._value)))
            done = QRectF(start, track.top(), end - start, thick)
            painter.drawRoundedRect(done, thick / 2, thick / 2)
        if self._origin is not None and self._origin != self._value:
            painter.setPen(QPen(style.color("line-strong"), style.px(2)))
            x = self._x(self._origin)
            painter.drawLine(QPointF(x, middle - style.px(6)), QPointF(x, middle + style.px(6)))
        radius = style.px(7.5 if self.isSliderDown() else 6.5)
        known = self._value is not None
        painter.setPen(QPen(style.color("accent" if known else "line-strong"), style.px(2)))
        painter.setBrush(style.color("surface"))
        painter.drawEllipse(
            QPointF(self._x(self._low if self._value is None else self._value), middle), radius, radius
        )
        if self.ringed:
            paint_ring(painter, self.rect(), 8)

    # How it moves

    def _margin(self) -> float:
        return float(theme().px(9))

    def _x(self, value: float) -> float:
        span = (self._high - self._low) or 1.0
        share = min(max((value - self._low) / span, 0.0), 1.0)
        return self._margin() + share * (self.width() - 2 * self._margin())

    def _move_to(self, x: float) -> None:
        share = (x - self._margin()) / max(1.0, self.width() - 2 * self._margin())
        self._try(self._low + share * (self._high - self._low))

    def _try(self, value: float) -> None:
        """Move to the nearest step and tell it."""
        value = min(max(value, self._low), self._high)
        value = round(round(value / self._step) * self._step, 10) if self._step else value
        value = min(max(value, self._low), self._high)
        if value == self._value:
            return
        self._value = value
        self.setValue(self._at(value))
        self.update()
        self.moved.emit(value)

    def _tell_released(self) -> None:
        self._finish.stop()
        self.update()
        if self._value is not None and self._value != self._told:
            self._told = self._value
            self.released.emit(self._value)

    def _take_back(self) -> None:
        self._finish.stop()
        self.setSliderDown(False)
        self._value = self._told
        self.update()
        if self._told is not None:
            self.moved.emit(self._told)

    def _at(self, value: float) -> int:
        return round((value - self._low) / ((self._high - self._low) or 1.0) * self.maximum())

    def _set_steps(self) -> None:
        """Whole steps for those who read the screen aloud; our own arithmetic stays with real numbers."""
        count = round((self._high - self._low) / self._step) if self._step else 100
        self.setRange(0, min(max(count, 1), _MOST_STEPS))
        self.setValue(0 if self._value is None else self._at(self._value))
