"""A dialog is a question with an answer: rows, one primary button, and what is wrong said beside its field."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui.dialogs.body import Body
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button, danger, primary, secondary
from app.ui.widgets.field import Field, TypedField
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label

Answer = Field | Segmented | Tick
FieldT = TypeVar("FieldT", bound=Answer)
_FRAME = 40  # px that the frame of a window takes of the height of the screen
LEAST_TABLE = 132  # px at 100 % below which a table of a dialog does not shrink before the body scrolls


class Dialog(QDialog):
    """A title, a body, and a row of buttons at the foot that stays in sight: the body scrolls on a small screen.

    `width` is the least width and `height` the height to open with, in px at 100 %; without a height the dialog is
    as high as its words need, and grows with them. It is never larger than its screen.
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 440, height: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._opens_at = QSize(width, height)
        column = QVBoxLayout(self)
        space(column, (24, 20, 24, 20), 12)
        self.head = QHBoxLayout()
        space(self.head, gap=8)
        self.head.addWidget(label(title, "panel"), 1)
        column.addLayout(self.head)
        self._body = Body()
        self.body = self._body.column
        column.addWidget(self._body, 1)
        self.feet = QHBoxLayout()
        space(self.feet, (0, 4, 0, 0), 8)
        column.addLayout(self.feet)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt opens a window at two thirds of the screen at most; a dialog is shown whole where it fits."""
        if not event.spontaneous():
            self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """What grows while the question is asked takes the dialog along."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible() and not self._opens_at.height():
            self._fit()
        return done

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget of the body."""
        if self._body.isAncestorOf(widget):
            self._body.ensureWidgetVisible(widget, 0, theme().px(24))

    def _fit(self) -> None:
        """Take the room that the words need, as far as the screen has it."""
        room, layout = room_for(self), self.layout()
        if layout is None:
            return
        for inner in self.findChildren(QLayout):
            inner.invalidate()  # words that have only now got their fonts are measured anew
        margins = layout.contentsMargins()
        least = self._body.least_width() + margins.left() + margins.right()
        wide = min(max(self.width(), theme().px(self._opens_at.width()), least), room.width())
        self.resize(wide, min(self.height(), room.height()))
        layout.activate()
        wished = theme().px(self._opens_at.height()) or layout.totalSizeHint().height()
        high = min(max(self.height(), wished), room.height())
        if high != self.height():
            self.resize(wide, high)


def room_for(dialog: QWidget) -> QSize:
    """How large a dialog may be on the screen that it opens on."""
    parent = dialog.parentWidget()
    place = (dialog if parent is None else parent.window()).geometry().center()
    # QWidget.screen() is not asked: its answer dies with the widget in PySide 6.11
    screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
    return screen.availableGeometry().size() - QSize(0, _FRAME)


class Ask(Dialog):
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
        height: int = 0,
        columns: int = 1,
    ) -> None:
        super().__init__(parent, title, width=width, height=height)
        self.setModal(True)
        self._dangerous = dangerous
        self._rules: list[tuple[Answer, Callable[[], str]]] = []
        if text:
            self.body.addWidget(label(text, "muted"))
        self.form = Form(columns)
        self.body.addWidget(self.form)
        self.form.hide()
        self.accept_button: Button = danger(action) if dangerous else primary(action)
        self.accept_button.clicked.connect(self.try_accept)
        self.cancel_button = secondary(tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        (self.cancel_button if dangerous else self.accept_button).setDefault(True)
        self.feet.addStretch(1)
        self.feet.addWidget(self.cancel_button)
        self.feet.addWidget(self.accept_button)
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
            self.bring_into_sight(broken[0])
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the first field; Qt would give it to the button, which was made first."""
        if not event.spontaneous() and self.focusWidget() in {None, self.accept_button}:
            answers = (widget for widget in self.findChildren(QWidget) if isinstance(widget, Answer))
            first = next(answers, self.cancel_button if self._dangerous else self.accept_button)
            first.setFocus()
        super().showEvent(event)

    def run(self) -> bool:
        """Show the question and wait for the answer."""
        return bool(self.exec() == QDialog.DialogCode.Accepted)


def _filled(field: Answer) -> str:
    return tr("Please fill this in.") if field.value() in {None, ""} else ""
