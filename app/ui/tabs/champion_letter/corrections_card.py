"""What the reader corrected: each correction goes to where the fact stands, and then into the next version."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter.queries import LetterPage, TraceRow
from app.tools.champion_letter.words import shortened
from app.ui.theme import space
from app.ui.widgets.buttons import primary, secondary
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice, TextArea
from app.ui.widgets.form import Form
from app.ui.widgets.text import label


class CorrectionsCard(Card):
    """Choose the fact, write what they put in its place; shown only for a letter that was corrected."""

    corrected = Signal(int, str)  # fact, words
    opened = Signal(str)
    version_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What they corrected"), parent=parent)
        self._rows: dict[int, TraceRow] = {}
        self._done = QVBoxLayout()
        space(self._done, gap=6)
        self.body.addLayout(self._done)
        self.fact = Choice([(None, tr("Choose what they corrected"))])
        self.words = TextArea(tr("What did they put in its place?"), 2)
        form = Form(columns=1)
        form.add(tr("In the letter"), self.fact)
        self._theirs = QWidget()
        theirs = Form(columns=1)
        theirs.add(tr("In their words"), self.words)
        space(column := QVBoxLayout(self._theirs))
        column.addWidget(theirs)
        self.add(form)
        self.add(self._theirs)
        self.apply = secondary(tr("Put it right at its source"), "check")
        self.open = secondary(tr("Open where it stands"), "arrow-up-right")
        self.version = primary(tr("Write the corrected letter"), "copy-plus")
        for button in (self.apply, self.open, self.version):
            self.add(button)
        self.fact.chosen.connect(self._choose)
        self.apply.clicked.connect(self._apply)
        self.open.clicked.connect(self._open)
        self.version.clicked.connect(self.version_wanted)
        self._choose(None)

    def show_letter(self, page: LetterPage) -> None:
        """Show what can be corrected and what was."""
        self.setVisible(page.answer is LetterAnswer.CORRECTED)
        rows = [row for row in page.trace if row.in_text and (row.correctable or row.opens)]
        known = self.fact.value()
        before = self._rows
        if {row.id: row for row in rows} != before:
            self._rows = {row.id: row for row in rows}
            now, then = (of.get(known) for of in (self._rows, before))  # type: ignore[call-overload]
            if now is not None and then is not None and now.correction != then.correction:
                known = None  # done: the next one is chosen anew
            options: list[tuple[object, str]] = [(None, tr("Choose what they corrected"))]
            options += [(row.id, f"{row.label}: {shortened(row.text, 60)}") for row in rows]
            self.fact.set_options(options)
            self.fact.set_value(known if known in self._rows else None)
            self._choose(self.fact.value())
            self._show_done([row for row in page.trace if row.correction])
        self.version.setVisible(any(row.changed for row in page.trace))

    def _show_done(self, rows: Sequence[TraceRow]) -> None:
        while (item := self._done.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for row in rows:
            text = tr("{label}: “{words}”", label=row.label, words=shortened(row.correction, 90))
            self._done.addWidget(label(text, "body"))
        self.set_note(str(len(rows)) if rows else "")

    def _choose(self, fact_id: object) -> None:
        row = self._rows.get(fact_id) if isinstance(fact_id, int) else None
        self.words.set_value("" if row is None else row.now or row.text)
        self._theirs.setVisible(row is None or row.correctable)
        self.words.setEnabled(row is not None)
        self.apply.setVisible(row is None or row.correctable)
        self.apply.setEnabled(row is not None)
        self.open.setVisible(row is not None and not row.correctable)

    def _apply(self) -> None:
        fact_id = self.fact.value()
        if isinstance(fact_id, int):
            self.corrected.emit(fact_id, self.words.text())

    def _open(self) -> None:
        row = self._rows.get(self.fact.value())  # type: ignore[call-overload]
        if row is not None:
            self.opened.emit(row.opens)
