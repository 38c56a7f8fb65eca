"""A field for time as people say it; what was understood stands below it while it is typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.errors import BadInputError
from app.i18n import tr
from app.method.figures import day_text
from app.method.spoken_dates import Window, say, window
from app.ui import icons
from app.ui.widgets.field import Line, TypedField
from app.ui.widgets.fields import MonthPopup
from app.ui.widgets.reading import show_date
from app.ui.widgets.text import label


class SpokenDateField(TypedField):
    """The words are told as they were typed, once they are understood; empty words take the time away."""

    edited = Signal(str)

    def __init__(
        self, today: Callable[[], date] = date.today, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        line = Line(placeholder or tr("As you say it: end of March, week 48, Q2"))
        super().__init__(line, parent)
        self._today = today
        self._days: Window | None = None
        self._hint = label("", "meta")
        self._hint.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(self._hint)
        line.typed.connect(self._explain)
        opener = QAction(icons.icon("calendar", "text-3"), tr("Pick a day"), line)
        opener.triggered.connect(self.open_calendar)
        line.addAction(opener, Line.ActionPosition.TrailingPosition)
        self._month: MonthPopup | None = None

    def value(self) -> str:
        """The words that were last understood."""
        return self._known.strip()

    def days(self) -> Window | None:
        """The days behind the words; None while there are none."""
        return self._days

    def hint(self) -> str:
        """What stands below the field."""
        return self._hint.text()

    def set_value(self, words: str | None, days: Window | None = None) -> None:
        """Show words and the days that were stored with them; never told as an edit."""
        self._show(words or "")
        if not self.is_dirty():
            self._days = days
            self._show_hint()

    def set_day(self, day: date | None) -> None:
        """Show one day."""
        self.set_value(show_date(day), Window(day, day) if day else None)

    def open_calendar(self) -> None:
        """Let the user pick a day from a month."""
        if self._month is None:
            self._month = MonthPopup(self)
            self._month.picked.connect(self._pick)
        shown = self._days.end if self._days else self._today()
        self._month.open_at(self.mapToGlobal(QPoint(0, self.editor.height() + 4)), shown)

    def _pick(self, day: date) -> None:
        self.editor.put(say(Window(day, day)))  # type: ignore[attr-defined]
        self.commit()

    def _explain(self) -> None:
        """While it is typed, say what is understood so far, and keep quiet about what is not."""
        self._days = self._understood(self.text())
        self._show_hint()

    def _understood(self, words: str) -> Window | None:
        try:
            return window(words, self._today()) if words.strip() else None
        except BadInputError:
            return None

    def _accept(self, text: str) -> None:
        words = text.strip()
        try:
            self._days = window(words, self._today()) if words else None
        except BadInputError as error:
            self._days = None
            self._show_hint()
            self.set_error(str(error))
            return
        self._known = text
        self.set_error("")
        self._show_hint()
        self.edited.emit(words)

    def _show_hint(self) -> None:
        text = describe(self._days) if self._days is not None else ""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)


def describe(days: Window) -> str:
    """The days of a window for the eye: "Mon 23 – Fri 27 Nov 2026"."""
    start, end = days.start, days.end
    if start == end:
        return _weekday(end)
    return tr("{first} – {last}", first=_weekday(start), last=_weekday(end))


def _weekday(day: date) -> str:
    return f"{day:%a} {day_text(day)}"
