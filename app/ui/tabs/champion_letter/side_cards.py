"""Beside the letter: what was sent and answered, and where each fact comes from."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter.queries import LetterPage, TraceRow
from app.ui.theme import space, theme
from app.ui.widgets.buttons import secondary
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import DateField, TextArea
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.fold import Fold
from app.ui.widgets.form import Form
from app.ui.widgets.reading import show_date
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class SentCard(Card):
    """When the letter went out, and what the reader said to it."""

    sent_set = Signal(object)  # date | None
    answer_set = Signal(object, object)  # LetterAnswer, date | None
    answer_text_set = Signal(str)
    version_wanted = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sent and answered"), parent=parent)
        self.chips = ChipRow()
        self.add(self.chips)
        self.sent_on = DateField()
        self.answer = Segmented([(one, one.label) for one in LetterAnswer])
        self.answer.setAccessibleName(tr("The reader's answer"))
        self.answered_on = DateField()
        self.answer_text = TextArea(tr("What did they write?"), 2)
        before = Form(columns=1)
        before.add(tr("Sent on"), self.sent_on, tr("From then on this version is a record."))
        self.add(before)
        self._after = QWidget()
        column = QVBoxLayout(self._after)
        space(column, gap=10)
        column.addWidget(self.answer)
        self._details = Form(columns=1)
        self._details.add(tr("Answered on"), self.answered_on)
        self._details.add(tr("Their words"), self.answer_text)
        column.addWidget(self._details)
        self.confirmed = label("", "muted")
        column.addWidget(self.confirmed)
        self.add(self._after)
        self.version = secondary(tr("Write a new version"), "copy-plus")
        self.version.clicked.connect(self.version_wanted)
        self.add(self.version)
        self.sent_on.edited.connect(self.sent_set)
        self.answer.chosen.connect(self._tell_answer)
        self.answered_on.edited.connect(self._tell_day)
        self.answer_text.edited.connect(self.answer_text_set)
        for field in (self.sent_on, self.answered_on, self.answer_text):
            field.finished.connect(self.finished)

    def show_letter(self, page: LetterPage) -> None:
        """Show the state as stored."""
        sent = page.sent_on is not None
        self.sent_on.set_value(page.sent_on)
        self.answer.set_value(page.answer)
        self.answered_on.set_value(page.answered_on)
        self.answer_text.set_value(page.answer_text)
        self._after.setVisible(sent)
        self._details.setVisible(page.answer is not LetterAnswer.NONE)
        self.version.setVisible(sent)
        self.confirmed.setVisible(bool(page.confirmed))
        self.confirmed.setText(tr("Now confirmed in writing: {what}.", what=page.confirmed))
        self.chips.set_chips(_state_chips(page))

    def _tell_answer(self, answer: object) -> None:
        self.answer_set.emit(answer, self.answered_on.value())

    def _tell_day(self, day: object) -> None:
        self.answer_set.emit(self.answer.value(), day)


def _state_chips(page: LetterPage) -> tuple[Chip, ...]:
    if page.sent_on is None:
        return (Chip(tr("Draft of {date}", date=show_date(page.drafted_on)), "file-pen-line", "accent"),)
    chips = [Chip(tr("Sent {date}", date=show_date(page.sent_on)), "send", "accent")]
    if page.answer is LetterAnswer.CONFIRMED:
        chips.append(Chip(tr("Confirmed {date}", date=show_date(page.answered_on)), "check", "good"))
    elif page.answer is LetterAnswer.CORRECTED:
        chips.append(Chip(tr("Corrected {date}", date=show_date(page.answered_on)), "pencil", "look"))
    else:
        chips.append(Chip(tr("No answer yet"), "hourglass", "look"))
    changed = sum(row.changed for row in page.trace)
    if changed:
        text = plural("{n} fact has changed since", "{n} facts have changed since", changed)
        chips.append(Chip(text, "triangle-alert", "danger"))
    return tuple(chips)


class FactLine(KeyboardFocus, QAbstractButton):
    """A fact in two lines: what it is and where it stands, and what was written."""

    opened = Signal(str)

    def __init__(self, row: TraceRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{row.label}: {row.text}. {_told(row)}")
        self.setToolTip(f"{row.text}\n{_told(row)}")
        if row.opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(54 if self.row.changed else 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.row.opens:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("well"))
            painter.drawRoundedRect(self.rect(), style.px(6), style.px(6))
        room = self.rect().adjusted(style.px(6), style.px(3), -style.px(6), -style.px(3))
        line = style.px(16)
        self._write(
            painter, QRect(room.left(), room.top(), room.width(), line), _heading(self.row), "meta", "text-3"
        )
        ink = "text-3" if not self.row.in_text else "text"
        self._write(
            painter, QRect(room.left(), room.top() + line, room.width(), line), self.row.text, "table", ink
        )
        if self.row.changed:
            now = tr("Now: {text}", text=self.row.now) if self.row.now else tr("No longer there")
            self._write(
                painter, QRect(room.left(), room.top() + 2 * line, room.width(), line), now, "table", "danger"
            )
        if self.ringed:
            paint_ring(painter, self.rect(), 6)

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, role: str, ink: str) -> None:
        font = theme().font(role)
        painter.setFont(font)
        painter.setPen(theme().color(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _open(self) -> None:
        if self.row.opens:
            self.opened.emit(self.row.opens)


def _heading(row: TraceRow) -> str:
    if not row.in_text:
        return tr("{label} · taken out", label=row.label)
    return tr("{label} · {source}", label=row.label, source=row.source)


def _told(row: TraceRow) -> str:
    parts = [tr("From: {source}.", source=row.source)]
    if row.changed:
        parts.append(tr("Now: {text}", text=row.now) if row.now else tr("No longer there"))
    if not row.in_text:
        parts.append(tr("You have taken it out of the letter."))
    return " ".join(parts)


class TraceCard(Card):
    """Facts that have changed first; the others in a fold."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where the facts come from"), parent=parent)
        self._changed = QVBoxLayout()
        space(self._changed, gap=2)
        self.body.addLayout(self._changed)
        self.fold = Fold("")
        space(self.fold.body, (0, 4, 0, 4), 2)
        self.add(self.fold)
        self._shown: tuple[TraceRow, ...] = ()
        self.lines: list[FactLine] = []

    def show_trace(self, rows: Sequence[TraceRow]) -> None:
        """Show the facts of a letter."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for row in rows:
            line = FactLine(row)
            line.opened.connect(self.opened)
            (self._changed if row.changed else self.fold.body).addWidget(line)
            self.lines.append(line)
        changed = sum(row.changed for row in rows)
        self.set_note(plural("{n} changed", "{n} changed", changed) if changed else "")
        same = len(rows) - changed
        self.fold.set_text(plural("{n} fact as it was written", "{n} facts as they were written", same))
        self.fold.setVisible(bool(same))
