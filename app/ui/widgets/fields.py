"""Fields of forms: they show a value silently and tell what the user made of it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.errors import BadInputError
from app.i18n import tr
from app.ui import icons
from app.ui.theme import restyle, theme
from app.ui.widgets.field import Field, Line, Paper, TypedField
from app.ui.widgets.focus import KeyboardFocus, paint_ring
from app.ui.widgets.reading import read_date, read_number, show_date, show_number
from app.ui.widgets.snug import Snug


class TextField(TypedField):
    """One line of text."""

    edited = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Line(placeholder), parent)

    def value(self) -> str:
        """The text, without space around it."""
        return self.text().strip()

    def set_value(self, text: str | None) -> None:
        """Show a text; never told as an edit, and never over something half typed."""
        self._show(text or "")

    def _accept(self, text: str) -> None:
        self._known = text
        self.set_error("")
        self.edited.emit(text.strip())


class TextArea(TextField):
    """Several lines of text; one that `grows` is as high as its text, and `lines` at least."""

    def __init__(
        self, placeholder: str = "", lines: int = 3, parent: QWidget | None = None, *, grows: bool = False
    ) -> None:
        TypedField.__init__(self, Paper(placeholder, lines, grows=grows), parent)


class NumberField(TypedField):
    """A number within limits; what is no number is said below the field and not told.

    It has so many `decimals`, at most where they are `trimmed` of zeros.
    """

    edited = Signal(object)  # float | None

    def __init__(
        self,
        minimum: float,
        maximum: float,
        decimals: int = 0,
        unit: str = "",
        empty: bool = True,
        trimmed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Line(), parent)
        self._limits = (minimum, maximum)
        self._decimals, self._unit, self._empty, self._trimmed = decimals, unit, empty, trimmed
        self._value: float | None = None

    def value(self) -> float | None:
        """The last number that could be taken."""
        return self._value

    def set_value(self, number: float | None) -> None:
        """Show a number, or nothing."""
        self._value = number
        self._show(self._shown(number))

    def _accept(self, text: str) -> None:
        try:
            number = read_number(text, *self._limits, unit=self._unit, empty=self._empty)
        except BadInputError as error:
            self.set_error(str(error))
            return
        self.set_error("")
        shown = self._shown(number)
        changed = number != self._value
        self._value = number
        self._known = text
        if not self.editor.hasFocus():
            self._show(shown)
        if changed:
            self.edited.emit(number)

    def _leave(self) -> None:
        super()._leave()
        if not self.error():
            self._show(self._shown(self._value))

    def _shown(self, number: float | None) -> str:
        return show_number(number, self._decimals, self._unit, trimmed=self._trimmed)


class DateField(TypedField):
    """A day, typed or picked from a calendar; `read` may understand more than figures ("next Friday")."""

    edited = Signal(object)  # date | None

    def __init__(
        self,
        placeholder: str = "",
        read: Callable[[str], date | None] = read_date,
        parent: QWidget | None = None,
    ) -> None:
        line = Line(placeholder or tr("Day, month, year"))
        super().__init__(line, parent)
        self._read = read
        self._value: date | None = None
        opener = QAction(icons.icon("calendar", "text-3"), tr("Pick a day"), line)
        opener.triggered.connect(self.open_calendar)
        line.addAction(opener, Line.ActionPosition.TrailingPosition)
        self._calendar: MonthPopup | None = None

    def value(self) -> date | None:
        """The last day that could be read."""
        return self._value

    def set_value(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self._value = day
        self._show(show_date(day))

    def open_calendar(self) -> None:
        """Let the user pick from a month."""
        if self._calendar is None:
            self._calendar = MonthPopup(self)
            self._calendar.picked.connect(self._pick)
        self._calendar.open_at(self.mapToGlobal(QPoint(0, self.editor.height() + 4)), self._value)

    def _pick(self, day: date) -> None:
        self.editor.put(show_date(day))  # type: ignore[attr-defined]
        self.commit()

    def _accept(self, text: str) -> None:
        try:
            day = self._read(text) if text.strip() else None
        except BadInputError as error:
            self.set_error(str(error))
            return
        self.set_error("")
        changed = day != self._value
        self._value, self._known = day, text
        if not self.editor.hasFocus():
            self._show(show_date(day))
        if changed:
            self.edited.emit(day)

    def _leave(self) -> None:
        super()._leave()
        if not self.error():
            self._show(show_date(self._value))


class MonthPopup(QFrame):
    """A month in a popup."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        self._month = QCalendarWidget()
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._month.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self._month.setGridVisible(False)
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        column.addWidget(self._month)

    def open_at(self, corner: QPoint, day: date | None) -> None:
        """Show the month of `day`, or this month."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.move(corner)
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class Choice(Field):
    """One of several values, from a list."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        self._box = Box()
        self._options: list[tuple[object, str]] | None = None
        super().__init__(self._box, parent)
        self.set_options(options)
        self._box.activated.connect(self._choose)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these values; the one shown stays when it is still among them."""
        if list(options) == self._options:
            return
        self._options = list(options)
        shown = self.value() if self._box.count() else None
        self._values = [value for value, _text in options]
        self._box.clear()
        self._box.addItems([text for _value, text in options])
        self.set_value(shown)

    def value(self) -> object:
        """The value shown; None when none is."""
        index = self._box.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Show a value; nothing when it is not among the options."""
        self._box.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self._told = self._box.currentIndex()

    def _choose(self, index: int) -> None:
        if index != self._told:
            self._told = index
            self.chosen.emit(self._values[index])


class Box(QComboBox):
    """A combo box with our own arrow; the wheel scrolls the page, not the value."""

    def __init__(self, kind: str = "field", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def showPopup(self) -> None:
        """Only this delegate paints the rows as the sheet says; the list is made when it is first wanted."""
        if type(self.itemDelegate()) is not QStyledItemDelegate:
            self.setItemDelegate(QStyledItemDelegate(self))
        self.view().installEventFilter(self)  # once more does no harm
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An open list holds all keys back: a shortcut of the window closes it first and is then obeyed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.view():
            keys = QKeySequence(event.keyCombination())
            wanted = next((one for one in self.window().actions() if keys in one.shortcuts()), None)
            if wanted is not None:
                self.hidePopup()
                wanted.trigger()
                return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt would cut a long value in the middle of a letter."""
        side = theme().px(14)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 3
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        spot = self.rect()
        spot.setLeft(spot.right() - side - theme().px(8))
        spot.setWidth(side)
        icons.paint(painter, spot, "chevron-down", "text-3")


class Tick(Snug, KeyboardFocus, QCheckBox):
    """Yes or no."""

    toggled_by_user = Signal(bool)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "tick")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, ticked: bool | None) -> None:
        """Show a value; never told as an edit."""
        self.setChecked(bool(ticked))

    def set_error(self, text: str) -> None:
        """A tick cannot be wrong by itself; the sentence becomes its tip."""
        self.setToolTip(text)
        restyle(self, wrong="true" if text else "false")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        if self.isChecked():
            icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", "on-accent")
        if self.ringed:
            paint_ring(painter, self.rect(), 6)

    def _tell(self, ticked: bool) -> None:
        self.toggled_by_user.emit(ticked)
