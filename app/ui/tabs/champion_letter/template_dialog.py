"""A template of letters: whose it is, its words beside the letter that they make, and its Word file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import ContentError, WorkbenchError
from app.i18n import tr
from app.tools.champion_letter import templates
from app.tools.champion_letter.field_words import field_groups
from app.tools.champion_letter.speech import LANGUAGES, language_name
from app.tools.champion_letter.templates import TemplateForm
from app.tools.champion_letter.wording import Wording, read_wording
from app.ui.dialogs.base import Ask
from app.ui.tabs.champion_letter.wording_ink import WordingInk
from app.ui.theme import space, theme
from app.ui.widgets.buttons import quiet
from app.ui.widgets.fields import Choice, TextArea, TextField
from app.ui.widgets.text import label

Sketch = Callable[[Wording, str], str]
"""The letter that some words make in a language, as HTML."""

AskPath = Callable[[str], Path | None]
"""Which file, of those that fit a pattern."""

_LINES = 22
_PAUSE = 350  # ms after the last key until the letter is drafted again


def ask_template(
    parent: QWidget,
    title: str,
    form: TemplateForm,
    account: tuple[int, str],
    sketch: Sketch,
    ask_path: AskPath,
) -> TemplateForm | None:
    """The template as the user has filled it in; None when she or he thinks better of it."""
    question = TemplateQuestion(parent, title, form, account, sketch, ask_path)
    kept = question.form_filled() if question.run() else None
    question.deleteLater()
    return kept


class TemplateQuestion(Ask):
    """The question behind `ask_template`: what is wrong with the words is said at their line while they are typed."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        form: TemplateForm,
        account: tuple[int, str],
        sketch: Sketch,
        ask_path: AskPath,
    ) -> None:
        super().__init__(parent, title, tr("Keep"), width=1040, columns=3)
        self._form, self._sketch, self._ask_path = form, sketch, ask_path
        self.name = self.row(tr("Name"), TextField(tr("Letterhead 2026")), required=True)
        self.name.set_value(form.name)
        codes = sorted({*LANGUAGES, form.language}, key=language_name)
        self.language = self.row(
            tr("Language of the letters"), Choice([(code, language_name(code)) for code in codes])
        )
        self.language.set_value(form.language)
        self.whose = self.row(tr("For letters to"), Choice([(None, tr("all accounts")), account]))
        self.whose.set_value(form.account_id)
        self.words = TextArea(lines=_LINES)
        self.words.setAccessibleName(tr("Words of the letter"))
        self.words.set_value(form.wording)
        self._ink = WordingInk(self._editor().document())
        self.rule(self.words, self._fault)
        self.letter = QTextBrowser()
        self.look = label("", "muted")
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.show_letter)
        self._editor().textChanged.connect(self._soon.start)
        self.language.chosen.connect(self._soon.start)
        self._show_look()
        self.show_letter()

    def form_filled(self) -> TemplateForm:
        """The template as it is filled in now."""
        code, account_id = self.language.value(), self.whose.value()
        return replace(
            self._form,
            name=self.name.value(),
            language=str(code),
            account_id=account_id if isinstance(account_id, int) else None,
            wording=self.words.text(),
        )

    def show_letter(self) -> None:
        """Show the letter that the words make, or say at which line they are wrong."""
        self._soon.stop()
        fault = self._find_fault()
        self.words.set_error(_told(fault))
        self._mark_line(fault.line if fault is not None else None)
        if fault is None:
            wording = read_wording(self.words.text(), self.name.value())
            self.letter.setHtml(self._sketch(wording, str(self.language.value())))

    def _lay_out(self) -> None:
        self.fields_button = quiet(tr("Put in a field"), "braces")
        self.fields_button.setMenu(self._fields_menu())
        self.file_button = quiet(tr("Words from a file …"), "folder-open")
        self.file_button.clicked.connect(self._take_words)
        tools = QHBoxLayout()
        space(tools, gap=8)
        tools.addWidget(label(tr("Words"), "field"), 1)
        tools.addWidget(self.fields_button)
        tools.addWidget(self.file_button)
        left = QVBoxLayout()
        space(left, gap=4)
        left.addLayout(tools)
        left.addWidget(self.words, 1)
        self.letter.setProperty("kind", "plain")
        self.letter.setFrameShape(QFrame.Shape.NoFrame)
        self.letter.setOpenLinks(False)
        self.letter.setAccessibleName(tr("The letter that the words make now"))
        right = QVBoxLayout()
        space(right, gap=4)
        right.addWidget(label(tr("The letter that they make now"), "field"))
        right.addWidget(self.letter, 1)
        middle = QHBoxLayout()
        space(middle, gap=20)
        middle.addLayout(left, 3)
        middle.addLayout(right, 2)
        self.look_button = quiet(tr("Take a Word file …"), "file-text")
        self.look_button.clicked.connect(self._take_look)
        self.supplied_button = quiet(tr("Back to the supplied look"), "undo-2")
        self.supplied_button.clicked.connect(self._drop_look)
        looks = QHBoxLayout()
        space(looks, gap=8)
        looks.addWidget(self.look, 1)
        looks.addWidget(self.supplied_button)
        looks.addWidget(self.look_button)
        self.body.addLayout(middle, 1)
        self.body.addLayout(looks)

    def _editor(self) -> QPlainTextEdit:
        editor = self.words.editor
        assert isinstance(editor, QPlainTextEdit)  # a field of several lines
        return editor

    # What is wrong

    def _fault(self) -> str:
        """What is wrong with the words; the cursor goes to the line."""
        fault = self._find_fault()
        if fault is not None and fault.line is not None:
            self._editor().setTextCursor(self._line(fault.line))
        return _told(fault)

    def _find_fault(self) -> ContentError | None:
        try:
            read_wording(self.words.text(), tr("Words"))
        except ContentError as error:
            return error
        return None

    def _mark_line(self, line: int | None) -> None:
        editor, marks = self._editor(), []
        if line is not None:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._line(line)
            mark.format.setBackground(theme().color("danger-soft"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        editor.setExtraSelections(marks)

    def _line(self, number: int) -> QTextCursor:
        return QTextCursor(self._editor().document().findBlockByNumber(number - 1))

    # Fields and files

    def _fields_menu(self) -> QMenu:
        menu = QMenu(self)
        for group in field_groups():
            title = tr("{title}, in a slot with each = “{each}”", title=group.title, each=group.each)
            inner = menu.addMenu(title if group.each else group.title)
            for name, what in group.fields:
                action = inner.addAction(f"{{{name}}}  {what}")
                action.triggered.connect(partial(self._put_field, name))
        return menu

    def _put_field(self, name: str) -> None:
        self._editor().insertPlainText(f"{{{name}}}")
        self._editor().setFocus()

    def _take_words(self) -> None:
        self._take(tr("Wording (*.toml)"))

    def _take_look(self) -> None:
        self._take(tr("Word file (*.docx)"))

    def _take(self, pattern: str) -> None:
        path = self._ask_path(pattern)
        if path is None:
            return
        try:
            form = templates.with_file(self.form_filled(), path)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._form = form
        self.name.set_value(form.name)
        self.language.set_value(form.language)
        self.words.set_value(form.wording)
        self._show_look()
        self.show_letter()

    def _drop_look(self) -> None:
        self._form = replace(self.form_filled(), look=None)
        self._show_look()

    def _show_look(self) -> None:
        look = self._form.look
        self._say(tr("Word file: {name}", name=look.name) if look is not None else tr("Word file: supplied"))
        self.supplied_button.setVisible(look is not None)

    def _say(self, text: str) -> None:
        self.look.setText(text)


def _told(fault: ContentError | None) -> str:
    """What is wrong, and where; the words themselves need no name here."""
    if fault is None:
        return ""
    return fault.reason if fault.line is None else tr("Line {n}: {what}", n=fault.line, what=fault.reason)
