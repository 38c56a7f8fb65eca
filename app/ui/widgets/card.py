"""A card: surface, hairline, title, and a body for what belongs together."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from app.ui.theme import space, theme
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Heading, Sign


class Card(QWidget):
    """Put widgets into `.body`; `tone` tints the whole card ("control" for what needs a look).

    A `compact` card stands in a narrow column among others of its kind.
    """

    def __init__(
        self,
        title: str = "",
        note: str = "",
        tone: str = "",
        icon: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._outer = outer = QVBoxLayout(self)
        space(outer, *(((14, 11, 14, 11), 4) if compact else ((18, 14, 18, 16), 10)))
        self._title = Heading(title, "card" if not compact else "strong")
        self._note = Chip(note, firm=True)  # the title may break into lines instead
        self._head = QWidget()
        self._header = QHBoxLayout(self._head)
        space(self._header, gap=8)
        if icon:
            self._header.addWidget(Sign(icon, tone or "text-3"))
        self._header.addWidget(self._title)
        self._header.addWidget(self._note)
        self._header.addStretch(1)
        if not compact:
            self._header.addStrut(theme().px(30))
        outer.addWidget(self._head)
        self.body = QVBoxLayout()
        space(self.body, gap=4 if compact else 8)
        outer.addLayout(self.body)
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        outer.addSpacerItem(self._rest)
        self._grows = False
        self._tools = 0
        self._show_head()

    def set_title(self, text: str) -> None:
        """Change the title; an empty one without note and tools takes the header away."""
        self._title.setText(text)
        self._show_head()

    def set_note(self, text: str) -> None:
        """A chip beside the title; empty takes it away."""
        self._note.set_text(text)
        self._show_head()

    def add_tool(self, widget: QWidget) -> None:
        """Put a quiet button or the like at the right end of the header."""
        self._header.addWidget(widget)
        self._tools += 1
        self._show_head()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below the others in the body."""
        self.body.addWidget(widget, stretch)

    def put_instead(self, old: QWidget, new: QWidget) -> None:
        """Put a widget where another one is in the body, which goes."""
        self.body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_height()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = f"{self._tone}-soft" if self._tone else "surface"
        painter.setPen(QPen(style.color(tone if self._tone else "line"), 1))
        painter.setBrush(style.color(tone))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, style.px(12), style.px(12))

    def _share_height(self) -> None:
        """Room that is left goes to what can use it, and otherwise below the body instead of between its texts."""
        shares = any(self.body.stretch(at) for at in range(self.body.count()))
        grows = shares or bool(self.body.expandingDirections() & Qt.Orientation.Vertical)
        if grows != self._grows:
            self._grows = grows
            policy = QSizePolicy.Policy.Fixed if grows else QSizePolicy.Policy.Expanding
            self._rest.changeSize(0, 0, QSizePolicy.Policy.Minimum, policy)
            self._outer.invalidate()
            self._outer.activate()

    def _show_head(self) -> None:
        self._note.setVisible(bool(self._note.text()))
        self._title.setVisible(bool(self._title.text()))
        self._head.setVisible(bool(self._title.text() or self._note.text() or self._tools))
