"""The page of the champion letter, bound to its tool."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import language, tr
from app.models.vocabulary import TEAM, Audience, LetterAnswer
from app.tools.champion_letter import queries, templates
from app.tools.champion_letter.queries import LetterItem, LetterPage, MeetingChoice
from app.tools.champion_letter.speech import locale_of
from app.tools.champion_letter.templates import Template
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.champion_letter.templates_menu import TemplatesMenu
from app.ui.tabs.champion_letter.view import LetterView
from app.ui.tabs.champion_letter.ways_out import WaysOut
from app.ui.tabs.champion_letter.writing import Writing
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.spelling import Spelling


class ChampionLetterTab(Tab):
    """What the customer said, put in writing, for the customer to confirm or correct."""

    name = "champion_letter"
    group = Group.RELATIONSHIP
    icon = "mail"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Champion letter")

    @classmethod
    def title_outside(cls) -> str:
        """To a customer it is a letter; who our champion is they need not read."""
        return tr("Letter")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.deal: int | None = None  # whose letters are shown
        self._fresh = True  # nothing has been chosen yet for this deal
        self.meeting_id: int | None = None
        self.reader_id: int | None = None
        self.letter_id: int | None = None
        self.template_id: int | None = None  # None: the usual words
        self.written_in = ""  # the language of the letter, or of the one to come
        self.known_templates: list[Template] = []
        self._items: list[LetterItem] = []
        self._meetings: list[MeetingChoice] = []
        self._page: LetterPage | None = None
        self.view = LetterView(self)
        self.spelling = Spelling(desk.jobs, self)
        self.spelling.failed.connect(desk.failed)
        self.spelling.want(desk.settings.check_spelling)
        self.view.paper.bar.spelling.setChecked(desk.settings.check_spelling)
        self.view.paper.set_spelling(self.spelling)
        self.out = WaysOut(self, desk, self._fresh_page)
        self.writing = Writing(self)
        self.templates = TemplatesMenu(self)
        self.nothing = EmptyState(
            "mail", tr("No opportunity is selected"), tr("Choose one on the left to see its letters.")
        )
        self.start = EmptyState(
            "mail",
            tr("Meet first, then put it in writing"),
            tr("A champion letter sums up a meeting in the customer's own words, so that they confirm it."),
            tr("Write down a meeting"),
            tr("Write a letter without a meeting"),
        )
        self.start.started.connect(self._write_meeting)
        self.start.second_chosen.connect(self.writing.draft)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.meeting_chosen.connect(self._choose_meeting)
        view.reader_chosen.connect(self._choose_reader)
        view.version_chosen.connect(self._choose_version)
        view.word_wanted.connect(self.out.save_word)
        view.mail_wanted.connect(self.out.save_mail)
        view.copy_wanted.connect(self.out.copy)
        view.paper.source_wanted.connect(self._open_source)
        view.paper.bar.spelling_wanted.connect(self._want_spelling)
        view.paper.finished.connect(self.desk.workspace.seal)
        view.corrections.opened.connect(self._open_source)
        view.templates_wanted.connect(self.templates.open)
        view.sent.finished.connect(self.desk.workspace.seal)
        view.trace.opened.connect(self._open_source)

    def refresh(self) -> None:
        """Read the letters of the selected opportunity and show the chosen one, or the newest."""
        deal = self.desk.selection.opportunity_id
        if deal != self.deal:
            self.deal, self._page, self._fresh = deal, None, True
            self.meeting_id = self.reader_id = self.letter_id = None
            self._items = []
        if deal is None:
            self.show_page(self.nothing)
            return
        before = {item.id for item in self._items}
        with self.desk.workspace.read() as session:
            self._items = queries.letters(session, deal)
            self._meetings = queries.meetings(session, deal)
            self._show_redone(before)
            readers = queries.readers(session, deal)
            names = queries.names(session, deal)
            self._settle()
            if self.letter_id is None and self.reader_id is None:
                self.reader_id = queries.likely_reader(session, deal, self.meeting_id)
            if self.letter_id is not None:
                with self.desk.reporting():
                    self._page = queries.letter_page(
                        session, self.letter_id, self.desk.settings.locale, self.desk.audience
                    )
            else:
                self._page = None
            self._settle_template(session, deal)
        if not self._items and not self._held():
            self.show_page(self.start)
            return
        if self._page is not None:
            self.reader_id = self._page.reader_id
        self.view.show_choices(
            self._meetings, self.meeting_id, readers, self.reader_id, self._versions(), self.letter_id
        )
        ours = self.desk.audience is Audience.INTERNAL
        self.view.show_template(self.templates.in_force(), ours=ours)
        if self._page is not None:
            self.spelling.know(names)
            self.spelling.use(locale_of(self.written_in or language(), self.desk.settings.locale))
        self.view.show_letter(self._page, internal=ours)
        self.show_page(self.view)

    def exports(self) -> tuple[Export, ...]:
        """Word, mail draft, PDF and the clipboard, once there is a letter."""
        if self._page is None:
            return ()
        return (
            Export(tr("Word file (.docx)"), "file-text", self.out.save_word),
            Export(tr("Mail draft (.eml)"), "mail", self.out.save_mail),
            Export(tr("PDF"), "file-down", self.out.save_pdf),
            Export(tr("Copy with formatting"), "copy", self.out.copy),
        )

    def focus_on(self, what: str) -> None:
        """“draft:MEETING”, “meeting:MEETING”, or a letter's id and “:answer”, “:trace”, “:checks” or a part."""
        self.refresh()
        word, _, rest = what.partition(":")
        if word in {"draft", "meeting"} and rest.isdigit():
            self._open_meeting(int(rest), draft=word == "draft")
        elif word.isdigit() and any(item.id == int(word) for item in self._items):
            self._choose_version(int(word))
            self._show_part(rest)

    def new(self) -> None:
        """Ctrl+N: draft a letter."""
        if self.desk.selection.opportunity_id is not None:
            self.writing.draft()

    # Which letter

    def _settle(self) -> None:
        """Keep what is chosen while it is there; at first take the newest letter, else the latest meeting held."""
        known = {item.id: item for item in self._items}
        held = self._held()
        if self._fresh and (self._items or held):
            self._fresh = False
            self.meeting_id = self._items[0].meeting_id if self._items else held[0].id
        if self.letter_id in known:
            self.meeting_id = known[self.letter_id].meeting_id
        else:
            if self.meeting_id not in {one.id for one in self._meetings}:
                self.meeting_id = None
            self.letter_id = next((item.id for item in self._versions()), None)

    def can_be_written(self) -> bool:
        """Whether a letter is shown that has not been sent."""
        return self._page is not None and self._page.sent_on is None

    def _settle_template(self, session: Any, deal: int) -> None:
        """What the shown letter is written with, or the one to come will be."""
        self.known_templates = templates.offered(session, deal)
        if self._page is not None:
            self.template_id, self.written_in = self._page.template_id, self._page.language
        else:
            likely = templates.likely_manner(session, deal)
            self.template_id, self.written_in = likely.template_id, likely.language

    def _show_redone(self, before: set[int]) -> None:
        """A letter that has come back is what the next Redo goes on with, so it is shown."""
        back = [item.id for item in self._items if item.id not in before]
        if before and back:
            self.letter_id = back[0]

    def _held(self) -> list[MeetingChoice]:
        return [one for one in self._meetings if one.held_on <= self.desk.today()]

    def _versions(self) -> list[LetterItem]:
        return [item for item in self._items if item.meeting_id == self.meeting_id]

    def _choose_meeting(self, meeting_id: Any) -> None:
        self.view.paper.commit()
        self.desk.workspace.seal()
        self.meeting_id, self.letter_id, self.reader_id = meeting_id, None, None
        self.refresh()

    def _choose_version(self, letter_id: int) -> None:
        self.view.paper.commit()
        self.desk.workspace.seal()
        self.letter_id = letter_id
        self.refresh()

    def _choose_reader(self, person_id: Any) -> None:
        self.reader_id = person_id
        if self.letter_id is not None:
            self.writing.set_reader(person_id)

    def _open_meeting(self, meeting_id: int, *, draft: bool) -> None:
        if meeting_id not in {one.id for one in self._meetings}:
            return
        self._choose_meeting(meeting_id)
        unsent = next((item for item in self._versions() if item.sent_on is None), None)
        if unsent is not None:
            self._choose_version(unsent.id)
        elif draft:
            self.writing.draft()

    def _show_part(self, part: str) -> None:
        view = self.view
        cards = {
            "answer": view.sent,
            "trace": view.trace,
            "checks": view.checks,
            "corrections": view.corrections,
        }
        if part in cards:
            self.view.ensureWidgetVisible(cards[part])
            if part == "answer":
                self.view.sent.answer.button(LetterAnswer.CONFIRMED).setFocus()
        else:
            self.view.show_part(part)

    # Elsewhere

    def _write_meeting(self) -> None:
        self.desk.open_tool("meeting", "new")

    def _open_source(self, where: str) -> None:
        tool, _, what = where.partition(":")
        self.desk.open_tool(tool, what)

    def _want_spelling(self, wanted: bool) -> None:
        self.spelling.want(wanted)
        self.desk.prefer(check_spelling=wanted)

    def _fresh_page(self) -> LetterPage | None:
        """The letter with what is still being typed; before a customer, too, tested against all that must not leak."""
        self.view.paper.commit()
        if self._page is None or self.desk.audience is Audience.INTERNAL:
            return self._page
        with self.desk.workspace.read(TEAM) as session:
            leak = queries.letter_page(session, self._page.id).leak
        told = tr("Something in this letter is for us only; its checks in our own view (F8) say what.")
        return replace(self._page, leak=told if leak else "")
