"""The letter as a page: subject, five parts that can be written in, signature."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.tools.champion_letter.letter import as_written, part_names
from app.tools.champion_letter.queries import LetterPage, TraceRow
from app.tools.champion_letter.wording import PARTS
from app.ui.tabs.champion_letter.format_bar import FormatBar
from app.ui.theme import space, theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.fields import TextField
from app.ui.widgets.rich_text import RichText
from app.ui.widgets.spelling import Spelling
from app.ui.widgets.text import label


class Paper(QWidget):
    """A sheet with the letter on it; tells what was written in which part."""

    part_edited = Signal(str, str)
    subject_edited = Signal(str)
    sender_edited = Signal(str)
    source_wanted = Signal(str)  # tool and focus
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = 0
        self._trace: tuple[TraceRow, ...] = ()
        self.bar = FormatBar()
        self.tools = QHBoxLayout()
        space(self.tools, gap=2)
        head = QHBoxLayout()
        space(head, gap=4)
        head.addWidget(self.bar)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.subject = TextField(tr("Subject"))
        self.subject.setAccessibleName(tr("Subject"))
        self.to = label("", "meta")
        self.to.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # long names break
        column = QVBoxLayout(self)
        space(column, (34, 16, 34, 34), 6)
        column.addLayout(head)
        column.addSpacing(theme().px(4))
        column.addWidget(self.subject)
        column.addWidget(self.to)
        self.parts: dict[str, RichText] = {}
        self.headings: dict[str, QWidget] = {}
        for key in PARTS:
            self._add_part(column, key)
        self.closing = label("", "body")
        self.signature = TextField(tr("Who signs?"))
        self.signature.setAccessibleName(tr("Who signs"))
        column.addSpacing(theme().px(8))
        column.addWidget(self.closing)
        column.addWidget(self.signature)
        self.unchecked = label("", "meta")
        column.addWidget(self.unchecked)
        column.addStretch(1)
        self.subject.edited.connect(self.subject_edited)
        self.signature.edited.connect(self.sender_edited)
        self.subject.finished.connect(self.finished)
        self.signature.finished.connect(self.finished)
        self.bar.follow(self.parts["thanks"])

    def _add_part(self, column: QVBoxLayout, key: str) -> None:
        name = part_names()[key]
        heading = label("", "card")
        heading.setIndent(theme().px(2))  # the editor's own margin
        editor = RichText(name)
        editor.setAccessibleName(name)
        editor.setObjectName(key)
        editor.edited.connect(self._tell_part)
        editor.finished.connect(self.finished)
        editor.entered.connect(self._follow)
        editor.look_changed.connect(self.bar.show_look)
        editor.menu_opened.connect(self._offer_source)
        column.addSpacing(theme().px(8))
        column.addWidget(heading)
        column.addWidget(editor)
        self.parts[key], self.headings[key] = editor, heading

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
                editor.leave()
            editor.setReadOnly(sent)
            editor.set_markdown(page.parts[key])
            editor.marker.set_stale(stale.get(key, ()))
            editor.marker.set_record(sent)
        self._letter = page.id
        self._trace = page.trace
        self.closing.setText(page.closing)
        self.signature.set_value(page.sender)
        for field in (self.subject, self.signature):
            field.editor.setReadOnly(sent)  # type: ignore[attr-defined]

    def set_spelling(self, spelling: Spelling) -> None:
        """Check the spelling of all parts."""
        for editor in self.parts.values():
            editor.set_spelling(spelling)
        spelling.learnt.connect(self._show_spelling)
        self._spelling = spelling
        self._show_spelling()

    def _show_spelling(self) -> None:
        missing = self._spelling.missing
        self.bar.spelling.setEnabled(not missing)
        text = tr(
            "Spelling is not checked: there is no dictionary for “{language}”.",
            language=self._spelling.locale,
        )
        self.unchecked.setText(text)
        self.unchecked.setVisible(missing)

    def _offer_source(self, menu: QMenu, paragraph: str, place: int) -> None:
        """The way to where the fact under the mouse comes from."""
        editor = self.sender()
        part = editor.objectName() if isinstance(editor, RichText) else ""
        row = fact_at(self._trace, part, paragraph, place)
        if row is None or not row.opens:
            return
        text = tr("Where it comes from: {source}", source=row.source)
        action = QAction(text, menu)
        action.triggered.connect(partial(self.source_wanted.emit, row.opens))
        first = menu.actions()[0]
        menu.insertAction(first, action)
        menu.insertSeparator(first)

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


def fact_at(rows: Sequence[TraceRow], part: str, paragraph: str, place: int) -> TraceRow | None:
    """The fact that stands at a place of a paragraph; the shortest of several."""
    found = []
    for row in rows:
        words = as_written(row.text)
        start = paragraph.find(words) if row.part == part and words else -1
        if start >= 0 and start <= place <= start + len(words):
            found.append(row)
    return min(found, key=lambda row: len(row.text), default=None)


def _stale(page: LetterPage) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for row in page.trace:
        if row.changed:
            found.setdefault(row.part, []).append(row.text.rstrip(" .;,"))
    return found
