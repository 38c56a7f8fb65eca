"""The page of the champion letter, bound to its tool."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import language, tr
from app.models.vocabulary import TEAM, Audience, LetterAnswer
from app.tools.champion_letter import actions, queries
from app.tools.champion_letter.comparing import Stand
from app.tools.champion_letter.material import Occasion
from app.tools.champion_letter.queries import LetterItem, LetterPage, MeetingChoice
from app.tools.champion_letter.wording import load_wording
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.champion_letter.compare_dialog import CompareDialog
from app.ui.tabs.champion_letter.templates_menu import TemplatesMenu
from app.ui.tabs.champion_letter.view import LetterView
from app.ui.tabs.champion_letter.ways_out import WaysOut
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

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._deal: int | None = None
        self._fresh = True  # nothing has been chosen yet for this deal
        self.meeting_id: int | None = None
        self.reader_id: int | None = None
        self.letter_id: int | None = None
        self._items: list[LetterItem] = []
        self._meetings: list[MeetingChoice] = []
        self._page: LetterPage | None = None
        self.view = LetterView()
        self.spelling = Spelling(desk.jobs, self)
        self.spelling.failed.connect(desk.failed)
        self.spelling.want(desk.settings.check_spelling)
        self.view.paper.bar.spelling.setChecked(desk.settings.check_spelling)
        self.view.paper.set_spelling(self.spelling)
        self.out = WaysOut(self, desk, self._fresh_page)
        self.templates = TemplatesMenu(self, desk)
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
        self.start.second_chosen.connect(self._draft)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.meeting_chosen.connect(self._choose_meeting)
        view.reader_chosen.connect(self._choose_reader)
        view.version_chosen.connect(self._choose_version)
        view.draft_wanted.connect(self._draft)
        view.delete_wanted.connect(self._delete)
        view.word_wanted.connect(self.out.save_word)
        view.mail_wanted.connect(self.out.save_mail)
        view.copy_wanted.connect(self.out.copy)
        view.paper.part_edited.connect(self._set_part)
        view.paper.subject_edited.connect(self._set_subject)
        view.paper.sender_edited.connect(self._set_sender)
        view.paper.source_wanted.connect(self._open_source)
        view.paper.bar.spelling_wanted.connect(self._want_spelling)
        view.paper.finished.connect(self.desk.workspace.seal)
        view.checks.mended.connect(self._mend)
        view.sent.sent_set.connect(self._mark_sent)
        view.sent.answer_set.connect(self._set_answer)
        view.sent.answer_text_set.connect(self._set_answer_text)
        view.sent.version_wanted.connect(self._new_version)
        view.corrections.corrected.connect(self._correct)
        view.corrections.opened.connect(self._open_source)
        view.corrections.version_wanted.connect(self._corrected_version)
        view.compare_wanted.connect(self._compare)
        view.templates_wanted.connect(self.templates.open)
        view.sent.finished.connect(self.desk.workspace.seal)
        view.trace.opened.connect(self._open_source)

    def refresh(self) -> None:
        """Read the letters of the selected opportunity and show the chosen one, or the newest."""
        deal = self.desk.selection.opportunity_id
        if deal != self._deal:
            self._deal, self._page, self._fresh = deal, None, True
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
        if not self._items and not self._held():
            self.show_page(self.start)
            return
        if self._page is not None:
            self.reader_id = self._page.reader_id
        self.view.show_choices(
            self._meetings, self.meeting_id, readers, self.reader_id, self._versions(), self.letter_id
        )
        if self._page is not None:
            self.spelling.know(names)
            self.spelling.use(_written_in(self.desk.settings.locale))
        self.view.show_letter(self._page, internal=self.desk.audience is Audience.INTERNAL)
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
            self._draft()

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
            wording, locale = load_wording(language()), self.desk.settings.locale
            self.view.paper.commit()
            self._do(
                tr("Change the reader"),
                lambda s: actions.set_reader(s, self._letter(), person_id, wording, locale),
            )

    def _open_meeting(self, meeting_id: int, *, draft: bool) -> None:
        if meeting_id not in {one.id for one in self._meetings}:
            return
        self._choose_meeting(meeting_id)
        unsent = next((item for item in self._versions() if item.sent_on is None), None)
        if unsent is not None:
            self._choose_version(unsent.id)
        elif draft:
            self._draft()

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

    # What is done with it

    def _letter(self) -> int:
        assert self.letter_id is not None  # only asked for while a letter is shown
        return self.letter_id

    def _do(self, label: str, work: Callable[[Any], object], merge: str = "") -> bool:
        """One edit of the letter; whether it was taken."""
        if self._deal is None:
            return False
        key = f"letter:{self.letter_id}:{merge}" if merge else None
        done = False
        with self.desk.reporting(), self.edit(label, merge=key) as session:
            work(session)
            done = True
        self.refresh()
        return done

    def _now(self) -> datetime:
        """Today as the desk says, at this time of the day."""
        return datetime.combine(self.desk.today(), datetime.now().time().replace(microsecond=0))

    def _draft(self) -> None:
        self.view.paper.commit()
        deal = self._deal
        if deal is None:
            return
        made: list[int] = []

        def work(session: Any) -> None:
            wording = load_wording(language())
            occasion = Occasion(
                deal, self.meeting_id, self.reader_id, wording.anonymous, self.desk.settings.locale
            )
            made.append(actions.draft_letter(session, occasion, wording, self.desk.settings.me, self._now()))
            self.letter_id = made[-1]

        before = self.letter_id
        if not self._do(tr("Draft the champion letter"), work):
            self.letter_id = before
            self.refresh()

    def _new_version(self) -> None:
        def work(session: Any) -> None:
            self.letter_id = actions.new_version(session, self._letter(), self._now())

        self._do(tr("Write a new version"), work)

    def _corrected_version(self) -> None:
        def work(session: Any) -> None:
            self.letter_id = actions.corrected_version(session, self._letter(), self._now())

        self._do(tr("Write the corrected letter"), work)

    def _compare(self) -> None:
        deal = self._deal
        if deal is None:
            return
        self.view.paper.commit()
        with self.desk.workspace.read() as session:
            stands = queries.stands(session, deal, self.meeting_id)
        if not stands:
            return
        dialog = CompareDialog(self, stands)
        if dialog.run():
            self._go_on_from(dialog.chosen())
        dialog.deleteLater()

    def _go_on_from(self, stand: Stand) -> None:
        def work(session: Any) -> None:
            self.letter_id = actions.new_version(session, stand.letter_id, self._now(), stand.state_id)

        self._do(tr("Go on from an earlier version"), work)

    def _correct(self, fact_id: int, words: str) -> None:
        if self._do(tr("Correct a fact"), lambda s: actions.correct_fact(s, fact_id, words)):
            self.desk.say(tr("Corrected where it stands; the next version of the letter can say it."))

    def _delete(self) -> None:
        if self._do(tr("Delete a version"), lambda s: actions.delete_letter(s, self._letter())):
            self.desk.say(tr("The version is deleted; Undo brings it back."))

    def _write(self, label: str, work: Callable[[Any, int], object], merge: str = "") -> None:
        """An edit of the text; what stood before the last pause is kept."""
        if self.letter_id is None:
            return

        def write(session: Any) -> None:
            actions.begin_writing(session, self._letter(), self._now())
            work(session, self._letter())

        self._do(label, write, merge)

    def _set_part(self, key: str, text: str) -> None:
        self._write(tr("Write in the letter"), lambda s, letter: actions.set_part(s, letter, key, text), key)

    def _mend(self, mend: Any) -> None:
        def work(session: Any, letter: int) -> None:
            actions.mend(session, letter, mend, load_wording(language()), self.desk.settings.locale)

        self.view.paper.commit()
        self._write(tr("Mend the letter: {what}", what=mend.label), work)

    def _set_subject(self, text: str) -> None:
        self._write(
            tr("Change the subject"), lambda s, letter: actions.set_subject(s, letter, text), "subject"
        )

    def _set_sender(self, text: str) -> None:
        self._write(tr("Change who signs"), lambda s, letter: actions.set_sender(s, letter, text), "sender")

    def _mark_sent(self, day: date | None) -> None:
        label = tr("Mark the letter as sent") if day else tr("Take the sending back")
        self._do(label, lambda s: actions.mark_sent(s, self._letter(), day))

    def _set_answer(self, answer: Any, day: date | None) -> None:
        raised: list[int] = []

        def work(session: Any) -> None:
            on = day or self.desk.today()
            raised.append(
                actions.set_answer(session, self._letter(), answer, on, self.view.sent.answer_text.text())
            )

        labels = {
            LetterAnswer.CONFIRMED: tr("Confirm the letter"),
            LetterAnswer.CORRECTED: tr("Record a correction"),
            LetterAnswer.NONE: tr("Take the answer back"),
        }
        if self._do(labels[answer], work) and raised and raised[0]:
            self.desk.say(tr("What the letter quotes is now confirmed in writing."))

    def _set_answer_text(self, text: str) -> None:
        self._do(tr("Keep the answer"), lambda s: actions.set_answer_text(s, self._letter(), text), "answer")

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


def _written_in(locale: str) -> str:
    """The locale whose spelling a letter has: the user's, where that is of the language that letters are drafted in."""
    return locale if locale.partition("_")[0] == language() else language()
