"""The status bar: that all is saved, what Undo would take back, the zoom."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.ui.shell.bar import Surface
from app.ui.theme import fix, space
from app.ui.widgets.buttons import link
from app.ui.widgets.text import Elided, Sign


class StatusBar(Surface):
    """One quiet line."""

    zoom_reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        fix(self, height=28)
        self._sign = Sign("hard-drive", "text-3", 13)
        self._text = Elided("", "meta")
        self._zoom = link("100 %")
        self._zoom.setProperty("kind", "meta")
        self._zoom.setToolTip(tr("Back to 100 % (Ctrl+0)"))
        self._zoom.clicked.connect(self.zoom_reset)
        self._state = ""
        self._step = ""
        self._news = ""
        self._work = ""
        self._forget = QTimer(self, singleShot=True, interval=8000)
        self._forget.timeout.connect(self._drop_news)
        row = QHBoxLayout(self)
        space(row, (16, 0, 12, 0), 8)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._zoom)

    def show_state(self, text: str, icon: str = "hard-drive") -> None:
        """What holds now: opening, saved, read only."""
        self._state = text
        self._sign.set_icon(icon)
        self._show()

    def show_saved(self, at: datetime) -> None:
        """The last edit is on the disk."""
        self.show_state(tr("Saved {time}", time=at.strftime("%H:%M")), "check")

    def show_work(self, what: str) -> None:
        """What holds the window up, painted at once since nothing is while it does; empty when it is free again."""
        self._work = what
        self._show()
        self.repaint()

    def show_step(self, step: str) -> None:
        """What Undo would take back, or what was just taken back."""
        self._step = step
        self._show()

    def tell(self, text: str) -> None:
        """Something that has just happened; it goes by itself."""
        self._news = text
        self._forget.start()
        self._show()

    def forget(self) -> None:
        """Take away what was told and done."""
        self._step = self._news = ""
        self._show()

    def show_zoom(self, scale: float) -> None:
        """The zoom of the whole interface."""
        self._zoom.setText(tr("{percent} %", percent=round(scale * 100)))

    def text(self) -> str:
        """The line as it stands."""
        return self._text.text()

    def _drop_news(self) -> None:
        self._news = ""
        self._show()

    def _show(self) -> None:
        parts = (self._work,) if self._work else (self._state, self._step, self._news)
        self._text.setText("  ·  ".join(part for part in parts if part))
