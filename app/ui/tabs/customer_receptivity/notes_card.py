"""The evidence behind the two axes: who said what and when, and what is still to be asked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.i18n import tr
from app.method.evidence import Freshness
from app.models.vocabulary import EvidenceClass
from app.tools.customer_receptivity.rows import EvidenceRow
from app.tools.customer_receptivity.rules import CRITICALITY, EASE
from app.ui.icons import icon
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import Sign, label


class NotesCard(Card):
    """Notes with their source; each can be opened, and taken away."""

    wanted = Signal()
    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Evidence"), parent=parent)
        self.add_button = quiet(tr("Add"), "plus")
        self.add_button.setAccessibleName(tr("Add evidence"))
        self.add_button.clicked.connect(self._want)
        self.add_tool(self.add_button)
        self._empty = label(
            tr("No note yet. What did somebody say that makes you place the dot there?"), "muted"
        )
        self.add(self._empty)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        space(self._column, gap=10)
        self.add(self._list)
        self.rows: list[NoteRow] = []
        self._shown_widgets: list[QWidget] = []
        self._shown: tuple[tuple[EvidenceRow, ...], bool] | None = None

    def show_notes(self, notes: Sequence[EvidenceRow], *, editable: bool = True) -> None:
        """Show these notes and no others."""
        if self._shown == (tuple(notes), editable):
            return
        self._shown = (tuple(notes), editable)
        self.add_button.setVisible(editable)
        for widget in self._shown_widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._shown_widgets = [], []
        for topic, title in topics():
            of_axis = [note for note in notes if note.topic == topic]
            if of_axis or editable:
                self._put(label(title, "section"))
            if not of_axis and editable:
                self._put(label(tr("Nothing yet stands behind this axis."), "meta"))
            for note in of_axis:
                self._add_row(note, editable)
        self._empty.setVisible(editable and not notes)
        self._list.setVisible(bool(notes))

    def _add_row(self, note: EvidenceRow, editable: bool) -> None:
        row = NoteRow(note)
        row.opened.connect(self.opened)
        row.dropped.connect(self.dropped)
        row.more.setVisible(editable)
        self.rows.append(row)
        self._put(row)

    def _put(self, widget: QWidget) -> None:
        self._shown_widgets.append(widget)
        self._column.addWidget(widget)

    def _want(self) -> None:
        self.wanted.emit()


class NoteRow(QWidget):
    """One note: its sign, its words, its source; a double click or the menu opens it."""

    opened = Signal(int)
    dropped = Signal(int)

    def __init__(self, note: EvidenceRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = note.id
        row = QHBoxLayout(self)
        space(row, gap=10)
        name, tone = _sign(note)
        sign = Sign(name, tone, 16)
        sign.setAccessibleName(tr("Open question") if note.question else note.evidence_class.label)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        space(column, gap=1)
        column.addWidget(label(note.text, "body"))
        column.addWidget(label(source_of(note), "meta"))
        row.addLayout(column, 1)
        self.more = icon_button("ellipsis", tr("Change or delete this note"))
        self.more.clicked.connect(self._offer)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._id)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.addAction(icon("pencil"), tr("Change …")).triggered.connect(self._open)
        menu.addAction(icon("trash-2"), tr("Delete")).triggered.connect(self._drop)
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.deleteLater()

    def _open(self) -> None:
        self.opened.emit(self._id)

    def _drop(self) -> None:
        self.dropped.emit(self._id)


def topics() -> list[tuple[str, str]]:
    """The two axes that evidence stands behind."""
    return [(CRITICALITY, tr("How critical we are")), (EASE, tr("How hard we are to replace"))]


def source_of(note: EvidenceRow) -> str:
    """Who said it and when, how well it is known, and whether that is long ago."""
    if note.question:
        who = note.person or note.source
        return tr("Open question: {who}", who=who) if who else tr("Open question")
    parts = [part for part in (note.person, note.source, show_date(note.on)) if part]
    if note.evidence_class is not EvidenceClass.STATED:
        parts.append(note.evidence_class.label.lower())
    if note.freshness in {Freshness.FADING, Freshness.OLD}:
        parts.append(note.freshness.label.lower())
    return " · ".join(parts)


def _sign(note: EvidenceRow) -> tuple[str, str]:
    if note.question:
        return "circle-help", "control"
    if note.evidence_class is EvidenceClass.CONFIRMED:
        return "file-check", "value"
    if note.evidence_class is EvidenceClass.STATED:
        return "message-square", "text-2"
    return (
        ("file-text", "text-2") if note.evidence_class is EvidenceClass.ESTIMATED else ("lightbulb", "text-3")
    )
