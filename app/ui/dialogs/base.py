"""A dialog is a question with an answer: rows, one primary button, and what is wrong said beside its field."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button, danger, primary, secondary
from app.ui.widgets.field import Field, TypedField
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Answer = Field | Segmented | Tick
FieldT = TypeVar("FieldT", bound=Answer)


class Ask(QDialog):
    """Rows of fields under a title; `run()` is true when the user agreed and every field is good."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        action: str,
        text: str = "",
        *,
        dangerous: bool = False,
        width: int = 440,
        columns: int = 1,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._dangerous = dangerous
        self._rules: list[tuple[Answer, Callable[[], str]]] = []
        column = QVBoxLayout(self)
        space(column, (24, 20, 24, 20), 12)
        column.addWidget(label(title, "panel"))
        if text:
            column.addWidget(label(text, "muted"))
        self.form = Form(columns)
        column.addWidget(self.form)
        self.form.hide()
        column.addStretch(1)
        self.accept_button: Button = danger(action) if dangerous else primary(action)
        self.accept_button.clicked.connect(self.try_accept)
        self.cancel_button = secondary(tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        (self.cancel_button if dangerous else self.accept_button).setDefault(True)
        buttons = QHBoxLayout()
        space(buttons, (0, 8, 0, 0), 8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.accept_button)
        column.addLayout(buttons)
        self.setMinimumWidth(theme().px(width))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # Return alone makes a new line in a larger field
            QShortcut(QKeySequence(keys), self, self.try_accept)

    def row(
        self, text: str, field: FieldT, hint: str = "", *, required: bool = False, wide: bool = False
    ) -> FieldT:
        """Add a field and hand it back; a `required` one may not stay empty, a `wide` one takes all columns."""
        self.form.add(text, field, hint, wide)
        self.form.show()
        if required:
            self.rule(field, partial(_filled, field))
        return field

    def section(self, title: str) -> None:
        """Begin a group of rows."""
        self.form.add_section(title)
        self.form.show()

    def rule(self, field: Answer, wrong: Callable[[], str]) -> None:
        """`wrong` says in one sentence what is wrong with a field, or nothing; asked before the answer is taken."""
        self._rules.append((field, wrong))

    def try_accept(self) -> None:
        """Take the answer, or say what is wrong and put the focus there."""
        for pending in self.findChildren(TypedField):
            pending.commit()
        found = {field: wrong() for field, wrong in reversed(self._rules)}
        for field, sentence in found.items():
            field.set_error(sentence)
        broken = [field for field in self.findChildren(Field) if field.error()]
        if broken:
            broken[0].setFocus()
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt opens a window at two thirds of the screen at most; a question is shown whole where it fits.

        The keyboard begins in the first field; Qt would give it to the button, which was made first.
        """
        if not event.spontaneous() and self.focusWidget() in {None, self.accept_button}:
            answers = (widget for widget in self.findChildren(QWidget) if isinstance(widget, Answer))
            first = next(answers, self.cancel_button if self._dangerous else self.accept_button)
            first.setFocus()
        super().showEvent(event)
        self._show_whole()

    def event(self, event: QEvent) -> bool:
        """What grows while the question is asked takes the dialog along."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._show_whole()
        return done

    def _show_whole(self) -> None:
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        room = _screen_of(self).availableGeometry().height() - theme().px(48)
        if self.height() < min(needed, room):
            self.resize(self.width(), min(needed, room))

    def run(self) -> bool:
        """Show the question and wait for the answer."""
        return bool(self.exec() == QDialog.DialogCode.Accepted)


def _screen_of(widget: QWidget) -> QScreen:
    """The screen a window opens on. QWidget.screen() is not asked: its answer dies with the widget in PySide 6.11."""
    return QGuiApplication.screenAt(widget.geometry().center()) or QGuiApplication.primaryScreen()


def _filled(field: Answer) -> str:
    return tr("Please fill this in.") if field.value() in {None, ""} else ""
