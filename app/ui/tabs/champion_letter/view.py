"""The letter on the left, what it still needs on the right, and above it which letter it is."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter.queries import LetterItem, LetterPage, MeetingChoice
from app.tools.champion_letter.words import shortened
from app.ui.tabs.champion_letter.checks_card import ChecksCard
from app.ui.tabs.champion_letter.corrections_card import CorrectionsCard
from app.ui.tabs.champion_letter.paper import Paper
from app.ui.tabs.champion_letter.side_cards import SentCard, TraceCard
from app.ui.theme import space, theme
from app.ui.widgets.buttons import icon_button, primary, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.reading import show_date

_LONGEST_TEMPLATE = 16  # letters of its name that have room beside the other tools


class LetterView(Page):
    """Shows rows; tells which letter is wanted and what is done with it."""

    meeting_chosen = Signal(object)  # meeting id or None
    reader_chosen = Signal(object)  # person id or None
    version_chosen = Signal(int)
    draft_wanted = Signal()
    delete_wanted = Signal()
    word_wanted = Signal()
    mail_wanted = Signal()
    copy_wanted = Signal()
    compare_wanted = Signal()
    templates_wanted = Signal(QPoint)  # where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add(self._top())
        self.paper = Paper()
        self.copier = icon_button("copy", tr("Copy with formatting"))
        self.word = icon_button("file-text", tr("Save as Word file"))
        self.mail = icon_button("mail", tr("Save as mail draft"))
        for button, signal in (
            (self.copier, self.copy_wanted),
            (self.word, self.word_wanted),
            (self.mail, self.mail_wanted),
        ):
            button.clicked.connect(signal)
            self.paper.add_tool(button)
        self.templates = quiet("", "file-cog")
        self.templates.setAccessibleName(tr("Template of the letter"))
        self.templates.clicked.connect(self._ask_templates)
        self.paper.add_tool(self.templates)
        self.unwritten = EmptyState(
            "mail",
            tr("Nothing is in writing yet"),
            tr(
                "The draft takes what you know of this meeting: goals, challenges, value, proof and the next step."
            ),
            tr("Draft the letter"),
        )
        self.unwritten.started.connect(self.draft_wanted)
        self.sheet = QWidget()
        on_it = QVBoxLayout(self.sheet)
        space(on_it)
        on_it.addWidget(self.unwritten)
        on_it.addWidget(self.paper)
        self.checks = ChecksCard()
        self.sent = SentCard()
        self.trace = TraceCard()
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        space(column, gap=12)
        self.corrections = CorrectionsCard()
        for card in (self.checks, self.sent, self.corrections, self.trace):
            column.addWidget(card)
        column.addStretch(1)
        self.add_row(self.sheet, self.side, (5, 3))
        self.checks.place_wanted.connect(self.show_part)

    def _top(self) -> Card:
        card = Card()
        self.meeting = Choice([])
        self.reader = Choice([])
        self.version = Choice([])
        form = Form(columns=3)
        form.add(tr("After the meeting"), self.meeting)
        form.add(tr("To"), self.reader)
        form.add(tr("Version"), self.version)
        self.drafter = primary(tr("Draft the letter"), "sparkles")
        self.drafter.clicked.connect(self.draft_wanted)
        self.deleter = icon_button("trash-2", tr("Delete this version"))
        self.deleter.clicked.connect(self.delete_wanted)
        self.comparer = icon_button("git-compare", tr("Compare two versions"))
        self.comparer.clicked.connect(self.compare_wanted)
        row = QHBoxLayout()
        space(row, gap=12)
        row.addWidget(form, 1)
        tools = QVBoxLayout()
        space(tools, gap=0)
        tools.addStretch(1)
        buttons = QHBoxLayout()
        space(buttons, gap=4)
        buttons.addWidget(self.comparer)
        buttons.addWidget(self.deleter)
        buttons.addWidget(self.drafter)
        tools.addLayout(buttons)
        row.addLayout(tools)
        card.body.addLayout(row)
        self.meeting.chosen.connect(self.meeting_chosen)
        self.reader.chosen.connect(self.reader_chosen)
        self.version.chosen.connect(self._tell_version)
        return card

    def show_choices(
        self,
        meetings: Sequence[MeetingChoice],
        meeting_id: int | None,
        readers: Sequence[tuple[int, str]],
        reader_id: int | None,
        versions: Sequence[LetterItem],
        letter_id: int | None,
    ) -> None:
        """Show what can be chosen, and what is."""
        options: list[tuple[object, str]] = [(one.id, _meeting_text(one)) for one in meetings]
        self.meeting.set_options([*options, (None, tr("No particular meeting"))])
        self.meeting.set_value(meeting_id)
        self.reader.set_options([(None, tr("Nobody yet")), *readers])
        self.reader.set_value(reader_id)
        self.version.set_options([(one.id, version_text(one)) for one in versions])
        self.version.set_value(letter_id)
        self.version.setEnabled(bool(versions))
        self.deleter.setEnabled(any(one.id == letter_id and one.sent_on is None for one in versions))
        self.comparer.setEnabled(bool(versions))
        self.drafter.setText(tr("Draft anew") if versions else tr("Draft the letter"))
        self.drafter.setVisible(bool(versions))  # without a version the sheet itself offers it

    def show_template(self, name: str, *, ours: bool) -> None:
        """Say what the letter is written with; a customer has no part in that."""
        self.templates.setText(shortened(name, _LONGEST_TEMPLATE).replace("&", "&&"))
        self.templates.setToolTip(tr("Written with the template “{name}”", name=name))
        self.templates.setVisible(ours)

    def show_letter(self, page: LetterPage | None, *, internal: bool = True) -> None:
        """Show a letter, or an empty sheet; checks and trace are for us alone."""
        self.side.setVisible(page is not None and internal)
        self.unwritten.setVisible(page is None)
        self.paper.setVisible(page is not None)
        self.reader.setEnabled(page is None or page.sent_on is None)
        if page is None:
            return
        self.paper.show_letter(page)
        self.checks.show_checks(page.checks, sent=page.sent_on is not None)
        self.sent.show_letter(page)
        self.corrections.show_letter(page)
        self.trace.show_trace(page.trace)

    def show_part(self, part: str, words: str = "") -> None:
        """Bring a part of the letter into sight and write in it; the words are chosen where they stand."""
        editor = self.paper.parts.get(part)
        if editor is None:
            return
        place = editor.choose(words) if words else editor.rect()
        page = self.widget()
        if page is not None:
            middle = editor.mapTo(page, place.center())
            self.ensureVisible(middle.x(), middle.y(), 0, theme().px(120))
        editor.setFocus()

    def _ask_templates(self) -> None:
        self.templates_wanted.emit(self.templates.mapToGlobal(self.templates.rect().bottomLeft()))

    def _tell_version(self, letter_id: object) -> None:
        if isinstance(letter_id, int):
            self.version_chosen.emit(letter_id)


def _meeting_text(meeting: MeetingChoice) -> str:
    day = show_date(meeting.held_on)
    return f"{day}: {meeting.purpose}" if meeting.purpose else day


def version_text(item: LetterItem) -> str:
    """A version in one line."""
    if item.sent_on is None:
        state = tr("draft")
    elif item.answer is LetterAnswer.NONE:
        state = tr("sent {date}", date=show_date(item.sent_on))
    else:
        state = item.answer.label.lower()
    return tr("{n}: {who}, {state}", n=item.version, who=item.reader or tr("nobody yet"), state=state)
