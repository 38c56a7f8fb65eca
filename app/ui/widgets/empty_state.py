"""What an empty page says: why it is worth filling, and the one button that starts."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import link, primary
from app.ui.widgets.text import label


class EmptyState(QWidget):
    """Icon, title, one sentence, one primary button and perhaps a second way; `padding` px above and below."""

    started = Signal()
    second_chosen = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        second: str = "",
        padding: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button = primary(action)
        if not action:
            self.button.hide()  # to show it before it has a parent would make it a window for a moment
        self.button.clicked.connect(self._start)
        self.second = link(second)
        if not second:
            self.second.hide()
        self.second.clicked.connect(self._choose_second)
        middle = Qt.AlignmentFlag.AlignHCenter
        inner = QWidget()
        fix(inner, width=440)
        column = QVBoxLayout(inner)
        space(column, (0, padding, 0, padding), 10)
        column.addStretch(2)
        column.addWidget(Emblem(icon), 0, middle)
        self._text = label(text, "muted")
        for sentence in (label(title, "panel"), self._text):
            sentence.setAlignment(middle)
            column.addWidget(sentence)
        column.addSpacing(theme().px(6))
        column.addWidget(self.button, 0, middle)
        column.addWidget(self.second, 0, middle)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)

    def set_text(self, text: str) -> None:
        """Say another sentence below the title."""
        self._text.setText(text)

    def _start(self) -> None:
        self.started.emit()

    def _choose_second(self) -> None:
        self.second_chosen.emit()


class Emblem(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(56), theme().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent-soft"))
        painter.drawEllipse(QRectF(self.rect()))
        inset = style.px(16)
        icons.paint(painter, self.rect().adjusted(inset, inset, -inset, -inset), self._icon, "accent")
