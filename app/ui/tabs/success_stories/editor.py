"""The fields of a story; each tells what was written, so that nothing has to be saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import plural, tr
from app.models.vocabulary import Permission
from app.tools.success_stories.rows import Shelf, StoryRow
from app.ui.tabs.success_stories.shelf_card import permission_sentence
from app.ui.theme import space
from app.ui.widgets.buttons import secondary
from app.ui.widgets.chip import Chip, ChipRow
from app.ui.widgets.fields import Choice, TextArea, TextField, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.text import label


class Editor(QWidget):
    """Tells edits by the id of the story and the name of the field."""

    written = Signal(int, str, str)
    permission_chosen = Signal(int, object)
    industry_chosen = Signal(int, str)
    profile_chosen = Signal(int, str)
    sample_chosen = Signal(int, bool)
    answers_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: StoryRow | None = None
        column = QVBoxLayout(self)
        space(column, gap=16)
        self._texts: dict[str, TextField] = {}
        column.addWidget(self._telling())
        column.addWidget(self._answering())
        column.addWidget(self._origin())

    def show_story(self, story: StoryRow | None, shelf: Shelf) -> None:
        """Show a story in the fields; what is still being typed into another one is told first."""
        if self._story is not None and (story is None or story.id != self._story.id):
            self.send_pending()
        self._story = story
        if story is None:
            return
        for name, field in self._texts.items():
            field.set_value(getattr(story.words, name))
        self.permission.set_value(story.permission)
        self.says.setText(permission_sentence(story.permission))
        self.industry.set_options([("", tr("None")), *shelf.industries])
        self.industry.set_value(story.words.industry)
        profiles = [(one.key, one.name) for one in shelf.profiles if one.industry == story.words.industry]
        self.profile.set_options([("", tr("None")), *profiles])
        self.profile.set_value(story.words.profile)
        self.sample.set_value(story.sample)
        self.answers.set_chips(tuple(Chip(answer.text) for answer in story.answers))
        self.answers.setVisible(bool(story.answers))
        count = len(story.answers)
        self.choose.setText(
            plural("Change the {n} challenge …", "Change the {n} challenges …", count)
            if count
            else tr("Choose challenges …")
        )

    def begin(self) -> None:
        """Put the cursor where something is missing, else into the title."""
        empty = (name for name in ("challenge", "solution", "impact") if not self._texts[name].value())
        self._texts[next(empty, "title")].setFocus()

    def field(self, name: str) -> TextField:
        """The field of a text."""
        return self._texts[name]

    def send_pending(self) -> None:
        """Tell what is typed and not told yet."""
        for field in self._texts.values():
            field.commit()

    def _telling(self) -> QWidget:
        form = Form(columns=1)
        self._add(form, "title", tr("Title"), TextField(tr("The result in a few words")))
        self._add(form, "challenge", tr("Challenge"), TextArea(tr("What kept them awake?"), 3))
        self._add(
            form, "solution", tr("What was done"), TextArea(tr("What was changed, by whom, how fast?"), 3)
        )
        self._add(
            form,
            "impact",
            tr("What came of it"),
            TextArea(tr("From what to what, in which time, worth how much?"), 3),
        )
        self._add(form, "ask", tr("And now ask"), TextField(tr("The question that gives the word back")))
        return form

    def _answering(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        space(column, gap=6)
        column.addWidget(label(tr("Challenges that it answers"), "field"))
        self.answers = ChipRow()
        self.choose = secondary(tr("Choose challenges …"), "list-checks")
        self.choose.clicked.connect(self._want_answers)
        column.addWidget(self.answers)
        column.addWidget(self.choose)
        return block

    def _origin(self) -> QWidget:
        form = Form(columns=2, wide_from=420)
        self.permission = Segmented([(one, one.label) for one in Permission])
        self.permission.chosen.connect(self._choose_permission)
        self.says = label("", "meta")
        place = QWidget()
        column = QVBoxLayout(place)
        space(column, gap=4)
        column.addWidget(self.permission)
        column.addWidget(self.says)
        form.add_wide(tr("May be told"), place)
        self._add(form, "customer", tr("Customer"), TextField(tr("The firm’s name")))
        self._add(form, "anonymous_as", tr("Without name, say"), TextField(tr("a board mill in the Nordics")))
        self.industry = Choice(())
        self.profile = Choice(())
        self.industry.chosen.connect(self._choose_industry)
        self.profile.chosen.connect(self._choose_profile)
        form.add(tr("Industry"), self.industry)
        form.add(tr("Whose chair"), self.profile)
        self._add(form, "region", tr("Region"), TextField(tr("Nordics")))
        self._add(form, "business_line", tr("Business line"), TextField(tr("Board")))
        self.sample = Tick(tr("A sample: firm and figures are invented"))
        self.sample.toggled_by_user.connect(self._choose_sample)
        form.add_wide("", self.sample)
        return form

    def _add(self, form: Form, name: str, text: str, field: TextField) -> None:
        self._texts[name] = field
        field.edited.connect(self._write)
        field.finished.connect(self.left)
        form.add(text, field)

    def _write(self, text: str) -> None:
        name = next((name for name, field in self._texts.items() if field is self.sender()), None)
        if self._story is not None and name is not None:
            self.written.emit(self._story.id, name, text)

    def _choose_permission(self, value: object) -> None:
        if self._story is not None:
            self.permission_chosen.emit(self._story.id, value)

    def _choose_industry(self, value: object) -> None:
        if self._story is not None:
            self.industry_chosen.emit(self._story.id, str(value or ""))

    def _choose_profile(self, value: object) -> None:
        if self._story is not None:
            self.profile_chosen.emit(self._story.id, str(value or ""))

    def _choose_sample(self, value: bool) -> None:
        if self._story is not None:
            self.sample_chosen.emit(self._story.id, value)

    def _want_answers(self) -> None:
        if self._story is not None:
            self.answers_wanted.emit(self._story.id)
