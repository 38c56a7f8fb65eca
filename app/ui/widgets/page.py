"""A tool's page: cards below each other in a column that scrolls."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import space, theme

STACKS_BELOW = 760


class Page(QScrollArea):
    """Add widgets in the order picture, so what, evidence, next action."""

    def __init__(
        self, parent: QWidget | None = None, margins: tuple[int, int, int, int] = (24, 12, 24, 24)
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._margins = margins
        self._kept: QWidget | None = None
        self._held: tuple[QWidget, int, int] | None = None  # with its top in the window and the page's scroll
        self._moves = _Moves(self)
        self._moves.moved.connect(self._hold)
        space(self._column, margins, 12)
        self.verticalScrollBar().rangeChanged.connect(self._even_out)
        self._column.addStretch(1)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # what the page stands on shows through
        self.viewport().setAutoFillBackground(False)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below the others, over the whole width; one with `stretch` takes the room that is left."""
        rest = self._column.count() - 1
        self._column.insertWidget(rest, widget, stretch)
        if stretch:
            self._column.setStretch(rest + 1, 0)
        self._settling.start()

    def add_row(self, left: QWidget, right: QWidget, stretch: tuple[int, int] = (3, 2)) -> "Row":
        """Put two widgets side by side; they stack where the page is narrow."""
        row = Row((left, right), stretch)
        self.add(row)
        return row

    def _even_out(self, _low: int, high: int) -> None:
        """The scroll bar stands in the right margin, so that cards end where the head of the window ends."""
        left, top, right, bottom = self._margins
        bar = self.verticalScrollBar().sizeHint().width() / theme().scale if high else 0
        space(self._column, (left, top, max(0, round(right - bar)), bottom), 12)
        self._keep()
        self._hold()

    def hold_still(self) -> None:
        """Leave the part that has the keyboard where it stands while what is above it grows or shrinks."""
        part = QApplication.focusWidget()
        while part is not None and part.parentWidget() is not self._inner:
            part = part.parentWidget()
        if part is not None:
            part.installEventFilter(self._moves)
            self._held = (part, self._top_of(part), self.verticalScrollBar().value())

    def keep_in_sight(self, widget: QWidget) -> None:
        """Bring a part of the page into sight, and again when the page grows, as long as it has the keyboard."""
        self._kept = widget
        self.ensureWidgetVisible(widget, 0, theme().px(24))

    def _settle(self) -> None:
        """Measure once more when new widgets have got their fonts: until then wrapped words ask for too little."""
        for layout in self._inner.findChildren(QLayout):
            layout.invalidate()
        QApplication.sendEvent(self, QResizeEvent(self.size(), self.size()))

    def _keep(self) -> None:
        focused = QApplication.focusWidget()
        if self._kept is not None and focused is not None and self._kept.isAncestorOf(focused):
            self.ensureWidgetVisible(self._kept, 0, theme().px(24))

    def _hold(self) -> None:
        if self._held is None:
            return
        widget, top, scrolled = self._held
        bar = self.verticalScrollBar()
        if bar.value() == scrolled:
            bar.setValue(scrolled + self._top_of(widget) - top)
            self._held = (widget, top, bar.value())
        else:
            self._held = None  # the user has scrolled on

    def _top_of(self, widget: QWidget) -> int:
        return widget.mapTo(self.viewport(), QPoint()).y()

    def clear(self) -> None:
        """Take everything off the page."""
        self._kept = self._held = None
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.setStretch(0, 1)


class _Moves(QObject):
    """Tells that a widget stands elsewhere on the page; the page itself may be as long as before."""

    moved = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Move:
            self.moved.emit()
        return super().eventFilter(watched, event)


class Row(QWidget):
    """Widgets side by side in given shares; below 760 px, or where they do not fit, they stand below each other."""

    def __init__(
        self, widgets: tuple[QWidget, ...], stretch: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stacked = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        space(self._box, gap=14)
        for widget, share in zip(widgets, stretch, strict=True):
            self._box.addWidget(widget, share)

    def stack(self, on: bool) -> None:
        """Put them below each other however wide the page is, or side by side again."""
        self._stacked = on
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._leasts(), default=0), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _leasts(self) -> list[int]:
        """The least widths of what is shown."""
        items = (self._box.itemAt(at) for at in range(self._box.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def _arrange(self) -> None:
        leasts = self._leasts()
        needed = sum(leasts) + self._box.spacing() * (len(leasts) - 1)
        narrow = self._stacked or self.width() < max(needed, theme().px(STACKS_BELOW))
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
