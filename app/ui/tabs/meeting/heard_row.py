"""One challenge of one person: how important, in which words, for which reasons, with which consequences."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.meeting.rows import HeardRow
from app.i18n import tr
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.fields import TextArea
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

_TEXTS = ("own_words", "reasons", "consequences")


class HeardWidget(QWidget):
    """The challenge on one line; its words open below."""

    importance_set = Signal(int, object)
    text_set = Signal(int, str, str)
    dropped = Signal(int)
    finished = Signal()

    def __init__(self, row: HeardRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = row.id
        self._opened = False
        self.importance = Segmented([(n, str(n)) for n in range(1, 6)], clearable=True)
        self.importance.setToolTip(tr("How important they called it, 1 to 5"))
        self.importance.chosen.connect(self._rate)
        self.opener = icon_button("chevron-down", tr("Words, reasons, consequences"))
        self.opener.clicked.connect(self._turn)
        self.remover = icon_button("x", tr("Take it out"))
        self.remover.clicked.connect(self._drop)
        self._text = label(row.text, "body")
        head = QHBoxLayout()
        space(head, gap=8)
        head.addWidget(self._text, 1)
        head.addWidget(self.importance)
        head.addWidget(self.opener)
        head.addWidget(self.remover)
        self.own_words = TextArea(tr("“We stood still for nine days …”"), 3)
        self.reasons = TextArea(tr("Why is it so?"), 3)
        self.consequences = TextArea(tr("What does it lead to?"), 3)
        self._details = Form(columns=3)
        for text, field in (
            (tr("In their words"), self.own_words),
            (tr("Reasons"), self.reasons),
            (tr("Consequences"), self.consequences),
        ):
            self._details.add(text, field)
            field.finished.connect(self.finished)
        self.own_words.edited.connect(self._tell_words)
        self.reasons.edited.connect(self._tell_reasons)
        self.consequences.edited.connect(self._tell_consequences)
        column = QVBoxLayout(self)
        space(column, gap=8)
        column.addLayout(head)
        column.addWidget(self._details)
        self.show_row(row)
        self.open(row.here and row.importance is not None and not row.reasons)

    def show_row(self, row: HeardRow) -> None:
        """Show the row as it is stored."""
        self._text.setText(row.text)
        self.importance.setAccessibleName(tr("Importance of {challenge}", challenge=row.text))
        self.importance.set_value(row.importance)
        for name in _TEXTS:
            getattr(self, name).set_value(getattr(row, name))

    def open(self, opened: bool) -> None:
        """Show or hide words, reasons and consequences."""
        self._opened = opened
        self.opener.set_icon("chevron-up" if opened else "chevron-down")
        self._details.setVisible(opened)

    def _turn(self) -> None:
        self.open(not self._opened)

    def _rate(self, importance: object) -> None:
        self.importance_set.emit(self.row_id, importance)
        if importance is not None and not self.reasons.value():
            self.open(True)

    def _tell_words(self, text: str) -> None:
        self.text_set.emit(self.row_id, "own_words", text)

    def _tell_reasons(self, text: str) -> None:
        self.text_set.emit(self.row_id, "reasons", text)

    def _tell_consequences(self, text: str) -> None:
        self.text_set.emit(self.row_id, "consequences", text)

    def _drop(self) -> None:
        self.dropped.emit(self.row_id)
