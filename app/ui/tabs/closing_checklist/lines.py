"""Lines of evidence and notes: a sign, the words, where they come from, and what can be done with them."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Ageing
from app.tools.closing_checklist.queries import Note
from app.tools.closing_checklist.rules import Ground
from app.ui import icons
from app.ui.icons import icon
from app.ui.tabs.closing_checklist.words import sign_of, source_of, tool_name
from app.ui.theme import fix, space
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.text import label


class Sign(QWidget):
    """An icon beside a text; painted, so that it follows theme and zoom."""

    def __init__(self, sign: tuple[str, str], said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setAccessibleName(said)
        fix(self, width=16, height=17)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.width()
        icons.paint(QPainter(self), QRect(0, 1, side, side), *self._sign)


class Line(QWidget):
    """A sign, a sentence, and a quiet line below it; buttons at the right."""

    def __init__(
        self, sign: tuple[str, str], said: str, text: str, source: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        space(self._row, gap=10)
        self._row.addWidget(Sign(sign, said), 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        space(self._words, gap=1)
        self._words.addWidget(label(text, "body"))
        if source:
            self._words.addWidget(label(source, "meta"))
        self._row.addLayout(self._words, 1)

    def add_button(self, button: Button) -> Button:
        """Put a button at the right end."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button


class GroundLine(Line):
    """Evidence found in another tool, with the way there."""

    tool_wanted = Signal(str, str)

    def __init__(self, ground: Ground, today: date, ageing: Ageing, parent: QWidget | None = None) -> None:
        said = ground.evidence.label
        super().__init__(
            sign_of(ground.evidence), said, ground.text, source_of(ground, today, ageing), parent
        )
        self._tool, self._focus = ground.tool, ground.focus
        if name := tool_name(ground.tool):
            self.open = self.add_button(icon_button("arrow-up-right", tr("Open {tool}", tool=name)))
            self.open.clicked.connect(self._open)

    def _open(self) -> None:
        self.tool_wanted.emit(self._tool, self._focus)


class NoteLine(Line):
    """A note made by hand, or a question that is still open; a double click or the menu opens it."""

    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, note: Note, today: date, ageing: Ageing, parent: QWidget | None = None) -> None:
        if note.question:
            sign, said = ("circle-help", "control"), tr("Open question")
            who = note.person or note.source
            source = tr("Open question: {who}", who=who) if who else tr("Open question")
        else:
            sign, said = sign_of(note.evidence), note.evidence.label
            as_ground = Ground(note.text, note.evidence, note.noted_on, note.source, note.person)
            source = source_of(as_ground, today, ageing)
        super().__init__(sign, said, note.text, source, parent)
        self.note_id = note.id
        self.more = self.add_button(icon_button("ellipsis", tr("Change or delete this note")))
        self.more.clicked.connect(self._offer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()

    def _offer(self) -> None:
        offer(self.more, self._open, self._drop)

    def _open(self) -> None:
        self.opened.emit(self.note_id)

    def _drop(self) -> None:
        self.dropped.emit(self.note_id)


def offer(button: Button, change: object, drop: object) -> None:
    """The menu below a "…" button: change or delete."""
    menu = QMenu(button)
    menu.addAction(icon("pencil"), tr("Change …")).triggered.connect(change)
    menu.addAction(icon("trash-2"), tr("Delete")).triggered.connect(drop)
    menu.exec(button.mapToGlobal(QPoint(0, button.height())))
    menu.deleteLater()
