"""How a page would look on paper, and what to do with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.ui.dialogs.base import Dialog
from app.ui.theme import space
from app.ui.widgets.buttons import primary, secondary
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Render = Callable[[bool, bool], Sequence[QImage]]
"""The sheets for Letter instead of A4, and for upright instead of lying."""


@dataclass(frozen=True)
class PrintWish:
    """What the user wants done with the sheets."""

    verb: str  # "print" or "pdf"
    letter: bool
    upright: bool


def ask_print(parent: QWidget, title: str, render: Render, *, letter: bool) -> PrintWish | None:
    """Show the sheets until one prints, saves or thinks better of it (None)."""
    dialog = PrintPreview(parent, title, render, letter=letter)
    done = dialog.exec()
    wish = dialog.wish() if done else None
    dialog.deleteLater()
    return wish


class PrintPreview(Dialog):
    """The sheets below each other, as they will come out."""

    def __init__(self, parent: QWidget, title: str, render: Render, *, letter: bool) -> None:
        super().__init__(parent, tr("Print {page}", page=title), width=900, height=760)
        self._render, self._verb = render, ""
        self.paper = Segmented([(False, tr("A4")), (True, tr("Letter"))])
        self.turn = Segmented([(False, tr("Lying")), (True, tr("Upright"))])
        self.paper.set_value(letter)
        self.turn.set_value(False)
        self.save = secondary(tr("Save as PDF…"), "file-down")
        self.print = primary(tr("Print…"), "printer")
        self.cancel = secondary(tr("Cancel"))
        self._count = label("", "muted")
        self._sheets = QWidget()
        self._column = QVBoxLayout(self._sheets)
        space(self._column, (16, 16, 16, 16), 16)
        self._lay_out()
        self.paper.chosen.connect(self._show_sheets)
        self.turn.chosen.connect(self._show_sheets)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.cancel.clicked.connect(self.reject)
        self._show_sheets()
        self.print.setFocus()

    def wish(self) -> PrintWish:
        """What was chosen."""
        return PrintWish(self._verb, bool(self.paper.value()), bool(self.turn.value()))

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self._column.count()

    def _show_sheets(self, *_: object) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        sheets = self._render(bool(self.paper.value()), bool(self.turn.value()))
        for number, image in enumerate(sheets, 1):
            sheet = _Sheet(image, tr("Sheet {n} of {all}", n=number, all=len(sheets)))
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._count.setText(plural("{n} sheet", "{n} sheets", len(sheets)))

    def _print(self) -> None:
        self._verb = "print"
        self.accept()

    def _save(self) -> None:
        self._verb = "pdf"
        self.accept()

    def _lay_out(self) -> None:
        for widget in (self._count, self.paper, self.turn):
            self.head.addWidget(widget)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._sheets)
        area.setAccessibleName(tr("The sheets"))
        self.body.addWidget(area, 1)
        self.feet.addStretch(1)
        for button in (self.cancel, self.save, self.print):
            self.feet.addWidget(button)


class _Sheet(QLabel):
    """One sheet of paper."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self.setPixmap(QPixmap.fromImage(image))
        self.setAccessibleName(name)
        self.setFixedSize(image.deviceIndependentSize().toSize())
