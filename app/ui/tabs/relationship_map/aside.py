"""What stands beside the map for a while: a title, a way to close it, and lines of text with links."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import icons
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import icon_button, link
from app.ui.widgets.text import Heading, Role, label
from app.ui.widgets.unfold import Refold

WIDE = 316


@dataclass(frozen=True)
class Line:
    """A line of an aside: its words, a sign before it, and a link below it (`do` says where it leads)."""

    text: str
    role: Role = "body"
    icon: str = ""
    tone: str = "text-3"
    fix: str = ""
    do: str = ""


class Lines(QWidget):
    """Lines below each other; they are made anew only when they are others."""

    wanted = Signal(str)  # what a link leads to

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        space(self._column, gap=6)
        self.shown: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines and no others."""
        if tuple(lines) == self.shown:
            return
        self.shown = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in self.shown:
            self._column.addWidget(self._made(line))

    def words(self) -> str:
        """All that is said, for tests and copies."""
        return "\n".join(line.text for line in self.shown)

    def _made(self, line: Line) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        space(row, (0, 6 if line.role == "section" else 0, 0, 0), 8)
        if line.icon:
            sign = QLabel()
            sign.setPixmap(icons.pixmap(line.icon, theme().px(15), line.tone))
            fix(sign, width=16)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        space(column, gap=1)
        column.addWidget(label(line.text, line.role))
        if line.fix:
            button = link(line.fix)
            button.setAccessibleName(f"{line.text}: {line.fix}")
            button.clicked.connect(partial(self.wanted.emit, line.do))
            column.addWidget(button)
        row.addLayout(column, 1)
        return widget


class Aside(QWidget):
    """The frame: a heading, a button that closes, and a body that scrolls; as high as the map."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        fix(self, width=WIDE)
        self.heading = Heading(title, "strong")
        self.close_button = icon_button("x", tr("Back to the map as it is"), "Esc")
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        space(head, gap=6)
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        self.body = QVBoxLayout(inner)
        space(self.body, (0, 0, 8, 0), 10)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.area = area
        column = QVBoxLayout(self)
        space(column, (14, 0, 0, 0), 6)
        column.addLayout(head)
        column.addWidget(area, 1)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others; what is added last keeps the room that is left."""
        self.body.addWidget(widget)

    def unfold(self) -> Refold:
        """Be as high as all that is said; the answer scrolls again."""
        self.area.setMinimumHeight(self.body.totalHeightForWidth(self.area.viewport().width()))
        return partial(self.area.setMinimumHeight, 0)

    def finish(self) -> None:
        """After the last widget: what is left stays empty below."""
        self.body.addStretch(1)
