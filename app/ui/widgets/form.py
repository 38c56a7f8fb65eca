"""A form: the label above its field, two columns where there is room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.theme import space, theme
from app.ui.widgets.text import label

TWO_COLUMNS_FROM = 520


class Form(QWidget):
    """Add fields in the order in which they are asked for."""

    def __init__(
        self, columns: int = 2, parent: QWidget | None = None, *, wide_from: int = TWO_COLUMNS_FROM
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._wide_from = wide_from  # px at 100 % from which there is room for all columns
        self._entries: list[tuple[QWidget, bool]] = []  # widget, over the whole width
        self._shape = 0
        self._grid = QGridLayout(self)
        space(self._grid, gap=14)

    def add(self, text: str, widget: QWidget, hint: str = "", wide: bool = False) -> None:
        """Put a field under its label; `hint` is a quiet line below it, `wide` takes both columns."""
        cell = QWidget()
        column = QVBoxLayout(cell)
        space(column, gap=4)
        if text:
            name = label(text, "field")
            name.setBuddy(widget)
            column.addWidget(name)
            widget.setAccessibleName(text)
        column.addWidget(widget)
        if hint:
            column.addWidget(label(hint, "meta"))
        column.addStretch(1)
        self._place(cell, wide)

    def add_wide(self, text: str, widget: QWidget, hint: str = "") -> None:
        """The same over the whole width."""
        self.add(text, widget, hint, wide=True)

    def add_section(self, title: str) -> None:
        """Begin a group of fields."""
        self._place(label(title, "section"), True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _place(self, widget: QWidget, wide: bool) -> None:
        self._entries.append((widget, wide))
        self._shape = 0
        self._arrange()

    def _arrange(self) -> None:
        columns = self._columns if self.width() >= theme().px(self._wide_from) else 1
        if columns == self._shape:
            return
        self._shape = columns
        while self._grid.takeAt(0) is not None:
            pass
        row, place = 0, 0
        for widget, wide in self._entries:
            if place and (wide or place >= columns):
                row, place = row + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(widget, row, place, 1, span)
            place += span
        for index in range(self._columns):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
