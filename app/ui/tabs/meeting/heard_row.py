"""One challenge of one person: how important, in which words, for which reasons, with which consequences."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.across.meeting.rows import HeardRow
from app.i18n import tr
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.fields import TextArea
from app.ui.widgets.focus import tab_after
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class HeardWords(Form):
    """What was said about one challenge."""

    text_set = Signal(str, str)  # which of them, text
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=3, parent=parent)
        self.own_words = TextArea(tr("“We stood still for nine days …”"), 3)
        self.reasons = TextArea(tr("Why is it so?"), 3)
        self.consequences = TextArea(tr("What does it lead to?"), 3)
        self.add(tr("In their words"), self.own_words)
        self.add(tr("Reasons"), self.reasons)
        self.add(tr("Consequences"), self.consequences)
        for field in (self.own_words, self.reasons, self.consequences):
            field.finished.connect(self.finished)
        self.own_words.edited.connect(self._tell_words)
        self.reasons.edited.connect(self._tell_reasons)
        self.consequences.edited.connect(self._tell_consequences)

    def show_row(self, row: HeardRow) -> None:
        """Show them as they are stored."""
        self.own_words.set_value(row.own_words)
        self.reasons.set_value(row.reasons)
        self.consequences.set_value(row.consequences)

    def _tell_words(self, text: str) -> None:
        self.text_set.emit("own_words", text)

    def _tell_reasons(self, text: str) -> None:
        self.text_set.emit("reasons", text)

    def _tell_consequences(self, text: str) -> None:
        self.text_set.emit("consequences", text)


class HeardWidget(QWidget):
    """The challenge on one line; its words open below, and are made only then: most stay closed."""

    importance_set = Signal(int, object)
    text_set = Signal(int, str, str)
    dropped = Signal(int)
    finished = Signal()

    def __init__(self, row: HeardRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._words: HeardWords | None = None
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
        self._column = QVBoxLayout(self)
        space(self._column, gap=8)
        self._column.addLayout(head)
        self.show_row(row)
        if row.here and row.importance is not None and not row.reasons:
            self.open(True)

    @property
    def words(self) -> HeardWords:
        """The fields below the line, open or not."""
        if self._words is None:
            self._words = HeardWords(self)
            self._words.hide()
            self._words.show_row(self._row)
            self._words.text_set.connect(self._tell_text)
            self._words.finished.connect(self.finished)
            self._column.addWidget(self._words)
            tab_after(self.remover, self._words)
        return self._words

    def show_row(self, row: HeardRow) -> None:
        """Show the row as it is stored."""
        self._row = row
        self._text.setText(row.text)
        self.importance.setAccessibleName(tr("Importance of {challenge}", challenge=row.text))
        self.importance.set_value(row.importance)
        if self._words is not None:
            self._words.show_row(row)

    def open(self, opened: bool) -> None:
        """Show or hide words, reasons and consequences."""
        self.opener.set_icon("chevron-up" if opened else "chevron-down")
        self.words.setVisible(opened)

    def _turn(self) -> None:
        self.open(self._words is None or self._words.isHidden())

    def _rate(self, importance: object) -> None:
        self.importance_set.emit(self._row.id, importance)
        if importance is not None and not self._row.reasons:
            self.open(True)

    def _tell_text(self, which: str, text: str) -> None:
        self.text_set.emit(self._row.id, which, text)

    def _drop(self) -> None:
        self.dropped.emit(self._row.id)
