"""One sentence at the lower edge of the window that goes by itself, with a link to take the step back."""

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import space, theme
from app.ui.widgets.buttons import link
from app.ui.widgets.text import label

STAYS = 6000  # ms; long enough to read a sentence twice


class Toast(QWidget):
    """Lies over its parent; `acted` is told when the link is used."""

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        space(row, (16, 8, 16, 8), 12)
        self._text = label("", "body")
        self._text.setWordWrap(False)
        self.action = link("")
        self.action.clicked.connect(self._act)
        row.addWidget(self._text)
        row.addWidget(self.action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence, and a link when `action` has a text; an earlier sentence gives way."""
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("line-strong"), 1))
        painter.setBrush(style.color("raised"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, style.px(10), style.px(10))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        self.setMaximumWidth(room.width() - theme().px(32))
        x = (room.width() - self.width()) // 2
        self.move(x, room.height() - self.height() - theme().px(44))

    def _act(self) -> None:
        self.hide()
        self.acted.emit()
