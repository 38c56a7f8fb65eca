"""The card of one challenge: the question that opens it, the mark, and what the person said."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import EvidenceClass, HeardStatus
from app.tools.challenge_menu.queries import ChallengeRow
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.card import Card
from app.ui.widgets.fields import DateField, TextArea
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

CLASSES = (EvidenceClass.ASSUMED, EvidenceClass.STATED, EvidenceClass.CONFIRMED)


class Detail(Card):
    """Tells edits by the id of the challenge that is shown."""

    marked = Signal(int, object, object)  # challenge, HeardStatus | None, importance | None
    noted = Signal(int, str, str)  # challenge, field, text
    dated = Signal(int, object)  # challenge, date
    classed = Signal(int, object)  # challenge, EvidenceClass
    reword_wanted = Signal(int)
    retire_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: ChallengeRow | None = None
        self._reword = icon_button("pencil", tr("Change the wording"))
        self._retire = icon_button("trash-2", tr("Take off the menu"))
        self._reword.clicked.connect(self._wish_reword)
        self._retire.clicked.connect(self._wish_retire)
        self.add_tool(self._reword)
        self.add_tool(self._retire)
        self.nothing = label(tr("Choose a challenge to see the question that opens it."), "muted")
        self.ask = label("", "body")
        self.add(self.nothing)
        self.add(self.ask)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        space(column, (0, 4, 0, 0), 14)
        column.addWidget(self._mark_form())
        column.addWidget(self._words_form())
        column.addWidget(self._source_form())
        self.add(self._inner)
        self.show_row(None, askable=False, internal=True)

    def show_row(self, row: ChallengeRow | None, *, askable: bool, internal: bool) -> None:
        """Show a challenge, or what to do; without somebody to ask (`askable`) nothing can be marked."""
        if self._row is not None and (row is None or row.id != self._row.id):
            self._send_pending()
        self._row = row
        self.nothing.setVisible(row is None)
        self.ask.setVisible(row is not None and bool(row.ask))
        self._inner.setVisible(row is not None and askable)
        self._reword.setVisible(row is not None and row.own and internal)
        self._retire.setVisible(row is not None and row.own and internal)
        self.set_title(row.text if row else tr("One challenge at a time"))
        if row is None:
            self.set_note("")
            return
        self.set_note(plural("Named by {n} person", "Named by {n} people", row.count))
        self.ask.setText(tr("“{question}”", question=row.ask))
        self.importance.set_value(row.importance)
        self.plain.set_value(row.status if row.status is not HeardStatus.IMPORTANT else None)
        self.own_words.set_value(row.own_words)
        self.reasons.set_value(row.reasons)
        self.consequences.set_value(row.consequences)
        self.day.set_value(row.heard_on)
        self.source.set_value(row.evidence)
        self._sources.setVisible(row.heard_id is not None)
        self._known.setVisible(internal)

    def focus_words(self, field: str = "own_words") -> None:
        """Put the cursor into one of the three texts."""
        {"reasons": self.reasons, "consequences": self.consequences}.get(field, self.own_words).setFocus()

    def _mark_form(self) -> QWidget:
        form = Form(columns=1)
        self.importance = Segmented([(value, str(value)) for value in range(1, 6)], clearable=True)
        self.importance.chosen.connect(self._choose_importance)
        self.plain = Segmented(
            [(HeardStatus.RECOGNISED, tr("Recognised")), (HeardStatus.NOT_RELEVANT, tr("Not relevant"))],
            clearable=True,
        )
        self.plain.chosen.connect(self._choose_plain)
        form.add(tr("How important?"), self.importance)
        form.add("", self.plain)
        self.plain.setAccessibleName(tr("Or only"))
        return form

    def _words_form(self) -> QWidget:
        form = Form(columns=1)
        self.own_words = TextArea(tr("As they said it"), lines=3)
        self.reasons = TextArea(tr("Why is it so, and why has it not been solved?"), lines=3)
        self.consequences = TextArea(tr("What does it cost, and who else feels it?"), lines=3)
        for field in (self.own_words, self.reasons, self.consequences):
            field.edited.connect(self._write_down)
            field.finished.connect(self.left)
        form.add(tr("In own words"), self.own_words)
        form.add(tr("Reasons"), self.reasons)
        form.add(tr("Consequences"), self.consequences)
        return form

    def _source_form(self) -> QWidget:
        self._sources = QWidget()
        column = QVBoxLayout(self._sources)
        space(column, gap=14)
        when = Form(columns=1)
        self.day = DateField()
        self.day.edited.connect(self._date)
        when.add(tr("Said on"), self.day)
        self._known = Form(columns=1)
        self.source = Segmented([(one, one.label) for one in CLASSES])
        self.source.chosen.connect(self._class)
        self._known.add(tr("How do we know?"), self.source)
        column.addWidget(when)
        column.addWidget(self._known)
        return self._sources

    def _send_pending(self) -> None:
        for field in (self.own_words, self.reasons, self.consequences, self.day):
            field.commit()

    def _choose_importance(self, value: object) -> None:
        if self._row is not None:
            status = HeardStatus.IMPORTANT if value is not None else None
            self.marked.emit(self._row.id, status, value)

    def _choose_plain(self, value: object) -> None:
        if self._row is not None:
            self.marked.emit(self._row.id, value, None)

    def _write_down(self, text: str) -> None:
        fields = {
            self.own_words: "own_words",
            self.reasons: "reasons",
            self.consequences: "consequences",
        }
        sender = self.sender()
        if self._row is not None and isinstance(sender, TextArea):
            self.noted.emit(self._row.id, fields[sender], text)

    def _date(self, day: object) -> None:
        if self._row is None:
            return
        if isinstance(day, date):
            self.dated.emit(self._row.id, day)
        else:
            self.day.set_value(self._row.heard_on)

    def _class(self, value: object) -> None:
        if self._row is not None:
            self.classed.emit(self._row.id, value)

    def _wish_reword(self) -> None:
        if self._row is not None:
            self.reword_wanted.emit(self._row.id)

    def _wish_retire(self) -> None:
        if self._row is not None:
            self.retire_wanted.emit(self._row.id)
