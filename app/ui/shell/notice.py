"""One clear sentence above the page: what went wrong or must be known, until it is closed."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import tr
from app.ui.icons import pixmap
from app.ui.theme import space, theme
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.text import label


class Notice(QWidget):
    """A strip that says one thing; with details that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._danger = False
        self._details = ""
        self._sign = label("")
        self._text = label("", "body")
        self._copy = link(tr("Copy details"))
        self._copy.clicked.connect(self._copy_details)
        self._close = icon_button("x", tr("Close"))
        self._close.clicked.connect(self.hide)
        self._going = QTimer(self, singleShot=True, interval=12000)
        self._going.timeout.connect(self.hide)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        space(row, (38, 10, 32, 8), 10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._copy)
        row.addWidget(self._close)
        self._sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def tell(self, text: str, *, details: str = "", danger: bool = True, stays: bool = False) -> None:
        """Say it; an error that the user can read in a moment goes by itself."""
        self._danger = danger
        self._details = details
        self._sign.setPixmap(
            pixmap("circle-alert" if danger else "info", theme().px(16), "danger" if danger else "control")
        )
        self._text.setText(text)
        self._copy.setVisible(bool(details))
        self.setAccessibleName(text)
        self.show()
        if stays or details:
            self._going.stop()
        else:
            self._going.start()

    def outlive(self) -> None:
        """The work has gone on: an error that goes by itself goes now."""
        if self._going.isActive():
            self.forget()

    def forget(self) -> None:
        """Take the sentence away, and what it said."""
        self._going.stop()
        self._text.setText("")
        self._details = ""
        self.setAccessibleName("")
        self.hide()

    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("danger-soft" if self._danger else "control-soft"))
        room = QRectF(self.rect()).adjusted(style.px(24), style.px(6), -style.px(24), -style.px(4))
        painter.drawRoundedRect(room, style.px(8), style.px(8))

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text()}\n\n{self._details}")
