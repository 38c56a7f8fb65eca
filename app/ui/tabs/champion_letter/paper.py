"""The letter as a page: subject, five parts that can be written in, signature."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.champion_letter.letter import part_names
from app.tools.champion_letter.queries import LetterPage
from app.tools.champion_letter.wording import PARTS
from app.ui.dialogs.ask_text import ask_text
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.fields import TextField
from app.ui.widgets.rich_text import RichText
from app.ui.widgets.text import label


class FormatBar(QWidget):
    """Bold, italic, lists and a link for whichever part is written in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: RichText | None = None
        self.bold = icon_button("bold", tr("Bold"), "Ctrl+B")
        self.italic = icon_button("italic", tr("Italic"), "Ctrl+I")
        self.bullets = icon_button("list", tr("List"))
        self.numbers = icon_button("list-ordered", tr("Numbered list"))
        self.link = icon_button("link", tr("Link"))
        row = QHBoxLayout(self)
        space(row, gap=2)
        for button, handler in (
            (self.bold, self._turn_bold),
            (self.italic, self._turn_italic),
            (self.bullets, self._turn_bullets),
            (self.numbers, self._turn_numbers),
            (self.link, self._ask_link),
        ):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the text
            button.clicked.connect(handler)
            row.addWidget(button)
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
        self.bullets.setChecked(target.list_kind() == "bullet")
        self.numbers.setChecked(target.list_kind() == "number")
        self.link.setChecked(bool(target.link()))

    def _turn_bold(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_bold(on)

    def _turn_italic(self, on: bool) -> None:
        if self._target is not None:
            self._target.set_italic(on)

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


class Paper(QWidget):
    """A sheet with the letter on it; tells what was written in which part."""

    part_edited = Signal(str, str)
    subject_edited = Signal(str)
    sender_edited = Signal(str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = 0
        self.bar = FormatBar()
        self.tools = QHBoxLayout()
        space(self.tools, gap=2)
        head = QHBoxLayout()
        space(head, gap=4)
        head.addWidget(self.bar, 1)
        head.addLayout(self.tools)
        self.subject = TextField(tr("Subject"))
        self.subject.setAccessibleName(tr("Subject"))
        self.to = label("", "meta")
        column = QVBoxLayout(self)
        space(column, (34, 16, 34, 34), 6)
        column.addLayout(head)
        column.addSpacing(theme().px(4))
        column.addWidget(self.subject)
        column.addWidget(self.to)
        self.parts: dict[str, RichText] = {}
        self.headings: dict[str, QWidget] = {}
        names = part_names()
        for key in PARTS:
            heading = label("", "card")
            editor = RichText(names[key])
            editor.setAccessibleName(names[key])
            editor.setObjectName(key)
            editor.edited.connect(self._tell_part)
            editor.finished.connect(self.finished)
            editor.entered.connect(self._follow)
            editor.look_changed.connect(self.bar.show_look)
            column.addSpacing(theme().px(8))
            column.addWidget(heading)
            column.addWidget(editor)
            self.parts[key], self.headings[key] = editor, heading
        self.closing = label("", "body")
        self.signature = TextField(tr("Who signs?"))
        self.signature.setAccessibleName(tr("Who signs"))
        column.addSpacing(theme().px(8))
        column.addWidget(self.closing)
        column.addWidget(self.signature)
        column.addStretch(1)
        self.subject.edited.connect(self.subject_edited)
        self.signature.edited.connect(self.sender_edited)
        self.subject.finished.connect(self.finished)
        self.signature.finished.connect(self.finished)
        self.bar.follow(self.parts["thanks"])

    def add_tool(self, button: Button) -> None:
        """Put a button at the right end of the bar."""
        self.tools.addWidget(button)

    def show_letter(self, page: LetterPage) -> None:
        """Show the letter as stored; one that was sent is read only."""
        sent = page.sent_on is not None
        self.bar.setVisible(not sent)
        self.subject.set_value(page.subject)
        self.to.setText(self._address(page))
        stale = _stale(page)
        for key, editor in self.parts.items():
            heading = self.headings[key]
            heading.setText(page.headings[key])  # type: ignore[attr-defined]
            heading.setVisible(bool(page.headings[key]))
            if page.id != self._letter:
                editor.clearFocus()
            editor.setReadOnly(sent)
            editor.set_markdown(page.parts[key])
            editor.marker.set_stale(stale.get(key, ()))
        self._letter = page.id
        self.closing.setText(page.closing)
        self.signature.set_value(page.sender)
        for field in (self.subject, self.signature):
            field.editor.setReadOnly(sent)  # type: ignore[attr-defined]

    def commit(self) -> None:
        """Tell what is still being typed."""
        for editor in self.parts.values():
            editor.commit()
        self.subject.commit()
        self.signature.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        style = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(style.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), style.px(6), style.px(6))

    @staticmethod
    def _address(page: LetterPage) -> str:
        who = ", ".join(part for part in (page.reader, page.reader_title, page.account) if part)
        if not page.reader:
            return tr("To: nobody chosen yet")
        return tr("To: {who}", who=who) if page.reader_email else tr("To: {who} (no mail address)", who=who)

    def _follow(self) -> None:
        editor = self.sender()
        if isinstance(editor, RichText):
            self.bar.follow(editor)

    def _tell_part(self, text: str) -> None:
        editor = self.sender()
        if isinstance(editor, RichText):
            self.part_edited.emit(editor.objectName(), text)


def _stale(page: LetterPage) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for row in page.trace:
        if row.changed:
            found.setdefault(row.part, []).append(row.text.rstrip(" .;,"))
    return found
