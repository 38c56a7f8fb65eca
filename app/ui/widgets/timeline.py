"""A timeline: a row for each step, bars that are dragged by hand or shifted by keyboard."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.i18n import tr
from app.method.calendar_spans import Window, moved_by, stepped
from app.method.spoken_dates import say
from app.ui.theme import Theme, theme
from app.ui.widgets.focus import KeyboardFocus
from app.ui.widgets.picture import Picture
from app.ui.widgets.timeline_paint import Highlight, paint_timeline
from app.ui.widgets.timeline_scene import Bar, Layout, Scene, lay_out, natural_height

__all__ = ["Bar", "Timeline"]

_PAGE, _EDGE = 1100, 8  # px of a picture
_DRAG_FROM = 4  # px that the hand must move before it is a drag


class Timeline(KeyboardFocus, Picture):
    """Tells `moved` with the new days when a bar was dropped or shifted; Esc takes a drag back."""

    moved = Signal(int, object)  # Window
    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend: tuple[tuple[str, str], ...] = ()
        self._scene = Scene(today=date.today(), legend=self._legend)
        self._current: int | None = None
        self._hovered: int | None = None
        self._pressed: QPointF | None = None
        self._held: Window | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Timeline of the plan"))

    # What is shown

    def set_scene(
        self, bars: Sequence[Bar], today: date, decision: date | None = None, voids: Sequence[date] = ()
    ) -> None:
        """Show these rows in their order; the current one stays current when it is still there."""
        rows = len(self._scene.bars)
        self._scene = Scene(tuple(bars), today, decision, tuple(voids), self._legend)
        if self._scene.bar(self._current) is None:
            self._current = self._held = None
        if rows != len(bars):
            self.updateGeometry()
        self.setAccessibleDescription("; ".join(f"{row[0]}: {row[1]}" for row in self.as_table()[1:]))
        self.update()

    def set_legend(self, legend: Sequence[tuple[str, str]]) -> None:
        """What the tones and signs mean: (tone, or "gate", "void", "hollow"; text)."""
        self._legend = tuple(legend)

    def pick(self, key: int | None) -> None:
        """Make a row the current one, silently."""
        self._current, self._held = key, None
        self.update()

    def current(self) -> int | None:
        """The key of the current row."""
        return self._current

    def as_table(self) -> list[list[str]]:
        """The twin of the picture in words: what, when, who."""
        lines = [[tr("Action"), tr("Time"), tr("Who")]]
        for bar in self._scene.bars:
            when = say(bar.days) if bar.days else tr("No time yet")
            lines.append([bar.label, when, bar.caption])
        return lines

    def bar_center(self, key: int) -> QPointF:
        """The middle of a bar, for menus and tests."""
        bar = self._scene.bar(key)
        return self._layout().span(bar).center() if bar is not None else QPointF()

    def pixels(self, days: int) -> float:
        """How far a bar is dragged for so many days."""
        return self._layout().scale.day * days

    def picture_size(self) -> QSize:
        """Wide enough for a page in landscape, as high as its rows."""
        return QSize(_PAGE, round(natural_height(len(self._scene.bars), 1.0)) + 2 * _EDGE)

    def draw(self, painter: QPainter, rect: QRectF, style: Theme) -> None:
        """Draw the timeline without marks of focus into any picture or page."""
        room = rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        paint_timeline(painter, style, self._scene, lay_out(room, self._scene, style.scale), Highlight())

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(theme().px(700), round(natural_height(len(self._scene.bars), theme().scale)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(420), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        words = say(self._held) if self._held is not None else ""
        ringed = self.ringed and self._current is not None
        at = Highlight(self._current, self._hovered, ringed, self._held, words)
        paint_timeline(QPainter(self), theme(), self._scene, self._layout(), at)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _shifts(event):
            event.accept()  # Alt+Left is also the way back; here it moves the step
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._by_keyboard = False
        self._held = None
        key = self._row_at(event.position())
        bar = self._scene.bar(key)
        grabbed = bar is not None and self._layout().reach(bar).contains(event.position())
        self._pressed = event.position() if grabbed else None
        self._pick(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        bar = self._scene.bar(self._current)
        way = event.position().x() - self._pressed.x()
        if bar is None or bar.days is None or not bar.movable:
            return
        if abs(way) >= _DRAG_FROM or self._held is not None:
            self._held = moved_by(bar.days, self._layout().scale.days(way))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self._settle()
            self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self._row_at(event.position())
        if key is not None:
            self.opened.emit(key)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        key = Qt.Key(event.key())
        if _shifts(event):
            self._shift(1 if key == Qt.Key.Key_Right else -1)
        elif key in _STEPS and event.modifiers() in {_NONE, Qt.KeyboardModifier.KeypadModifier}:
            self._walk(_STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walk(len(self._scene.bars) * (1 if key == Qt.Key.Key_End else -1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current is not None:
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self._held = self._pressed = None
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.ringed and self._current is None and self._scene.bars:
            self._pick(self._scene.bars[0].key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Moves

    def _pick(self, key: int | None) -> None:
        if key is not None and key != self._current:
            self._current = key
            self.picked.emit(key)
        self.update()

    def _walk(self, step: int) -> None:
        keys = [bar.key for bar in self._scene.bars]
        if not keys:
            return
        place = keys.index(self._current) + step if self._current in keys else 0
        self._pick(keys[min(max(place, 0), len(keys) - 1)])

    def _shift(self, weeks: int) -> None:
        bar = self._scene.bar(self._current)
        if bar is not None and bar.days is not None and bar.movable:
            self.moved.emit(bar.key, stepped(bar.days, weeks))

    def _settle(self) -> None:
        """Tell the move in the hand, if it leads anywhere."""
        bar, held = self._scene.bar(self._current), self._held
        self._held = None
        self.update()
        if bar is not None and held is not None and held != bar.days:
            self.moved.emit(bar.key, held)

    def _hover(self, point: QPointF) -> None:
        key = self._row_at(point)
        bar = self._scene.bar(key)
        over = bar is not None and self._layout().reach(bar).contains(point)
        if over and bar is not None and bar.movable:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        if key != self._hovered:
            self._hovered = key
            self.update()

    def _row_at(self, point: QPointF) -> int | None:
        return next((key for key, row in self._layout().rows.items() if row.contains(point)), None)

    def _tip_at(self, point: QPointF) -> str:
        layout = self._layout()
        bar = self._scene.bar(self._row_at(point))
        if bar is not None and (layout.reach(bar).contains(point) or point.x() < layout.scale.left):
            return bar.tip
        if layout.body.contains(point):
            day = layout.scale.at(point.x())
            monday = day - timedelta(days=day.weekday())
            if monday in self._scene.voids:
                return tr("Week {week}: nothing is agreed with the customer", week=monday.isocalendar().week)
        return ""

    def _layout(self) -> Layout:
        return lay_out(QRectF(self.rect()), self._scene, theme().scale)


_NONE = Qt.KeyboardModifier.NoModifier
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def _shifts(event: QKeyEvent) -> bool:
    """Whether the keys move a step by a week."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return alt and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
