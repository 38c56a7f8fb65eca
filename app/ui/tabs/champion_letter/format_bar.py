"""The bar above the letter: how the words at the cursor look, and whether their spelling is checked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.ui.dialogs.ask_text import ask_text
from app.ui.theme import space
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.rich_text import RichText


class FormatBar(QWidget):
    """Bold, italic, headings, lists and a link for whichever part is written in."""

    spelling_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: RichText | None = None
        self.bold = icon_button("bold", tr("Bold"), "Ctrl+B")
        self.italic = icon_button("italic", tr("Italic"), "Ctrl+I")
        self.bullets = icon_button("list", tr("List"))
        self.numbers = icon_button("list-ordered", tr("Numbered list"))
        self.heading = icon_button("heading", tr("Heading"))
        self.link = icon_button("link", tr("Link"))
        self.spelling = icon_button("spell-check", tr("Check spelling"))
        self.spelling.toggled.connect(self.spelling_wanted)
        row = QHBoxLayout(self)
        space(row, gap=2)
        for button, handler in (  # what acts on the text at the cursor
            (self.bold, self._turn_bold),
            (self.italic, self._turn_italic),
            (self.heading, self._turn_heading),
            (self.bullets, self._turn_bullets),
            (self.numbers, self._turn_numbers),
            (self.link, self._ask_link),
        ):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the text
            button.clicked.connect(handler)
            row.addWidget(button)
        self.spelling.setCheckable(True)
        self.spelling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.spelling)
        row.addStretch(1)

    def follow(self, target: RichText) -> None:
        """Act on this editor from now on."""
        self._target = target
        self.show_look()

    def show_look(self) -> None:
        """Press the buttons that hold where the cursor stands."""
        target = self._target
        if target is None:
            return
        self.bold.setChecked(target.is_bold())
        self.italic.setChecked(target.is_italic())
        self.heading.setChecked(target.is_heading())
        self.bullets.setChecked(target.list_kind() == "bullet")
        self.numbers.setChecked(target.list_kind() == "number")
        self.link.setChecked(bool(target.link()))

    def _turn_bold(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_bold(on)

    def _turn_italic(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_italic(on)

    def _turn_heading(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_heading(on)
            self.show_look()

    def _turn_bullets(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_list("bullet" if on else "")
            self.show_look()

    def _turn_numbers(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_list("number" if on else "")
            self.show_look()

    def _ask_link(self) -> None:
        target = self._target
        if target is None:
            return
        address = ask_text(
            self, tr("Where does the link lead?"), tr("Address"), target.link() or "https://", tr("Link")
        )
        if address is not None:
            target.set_link("" if address == "https://" else address)
        self.show_look()
