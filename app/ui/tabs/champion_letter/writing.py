"""The letter, tied to its actions: one signal, one edit, one undo step."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import tr
from app.models.vocabulary import LetterAnswer
from app.tools.champion_letter import actions, queries, templates
from app.tools.champion_letter.comparing import Stand
from app.tools.champion_letter.letter import as_written
from app.tools.champion_letter.material import Occasion
from app.ui.tabs.champion_letter.compare_dialog import CompareDialog

if TYPE_CHECKING:
    from app.ui.tabs.champion_letter.tab import ChampionLetterTab


class Writing(QObject):
    """Knows the page and which letter it shows; a new letter is shown at once."""

    def __init__(self, tab: "ChampionLetterTab") -> None:
        super().__init__(tab)
        self._tab, self._desk = tab, tab.desk
        view = tab.view
        view.draft_wanted.connect(self.draft)
        view.delete_wanted.connect(self._delete)
        view.compare_wanted.connect(self._compare)
        view.paper.part_edited.connect(self._set_part)
        view.paper.subject_edited.connect(self._set_subject)
        view.paper.sender_edited.connect(self._set_sender)
        view.checks.mended.connect(self._mend)
        view.sent.sent_set.connect(self._mark_sent)
        view.sent.answer_set.connect(self._set_answer)
        view.sent.answer_text_set.connect(self._set_answer_text)
        view.sent.version_wanted.connect(self._new_version)
        view.corrections.corrected.connect(self._correct)
        view.corrections.version_wanted.connect(self._corrected_version)

    def edit(self, label: str, work: Callable[[Any], object], merge: str = "") -> bool:
        """One edit of the letter; whether it was taken."""
        tab = self._tab
        if tab.deal is None:
            return False
        before = tab.letter_id
        key = f"letter:{before}:{merge}" if merge else None
        done = False
        with self._desk.reporting(), tab.edit(label, merge=key) as session:
            work(session)
            done = True
        if not done:
            tab.letter_id = before
        tab.refresh()
        return done

    def occasion(self) -> Occasion:
        """What a letter would be drafted from now."""
        tab = self._tab
        assert tab.deal is not None  # only asked for while one is selected
        return Occasion(tab.deal, tab.meeting_id, tab.reader_id, self._desk.settings.locale)

    def draft(self) -> None:
        """A new letter from what is known."""
        tab = self._tab
        tab.view.paper.commit()
        if tab.deal is None:
            return

        def work(session: Any) -> None:
            manner = templates.manner(session, tab.template_id, tab.written_in)
            sender = self._desk.settings.me
            tab.letter_id = actions.draft_letter(session, self.occasion(), manner, sender, self._now())

        self.edit(tr("Draft the champion letter"), work)

    def set_reader(self, person_id: int | None) -> None:
        """The letter goes to somebody else."""
        locale = self._desk.settings.locale
        self._tab.view.paper.commit()
        self.edit(tr("Change the reader"), lambda s: actions.set_reader(s, self._letter(), person_id, locale))

    def set_template(self, template_id: int | None) -> None:
        """The letter is written with another template."""
        self._tab.view.paper.commit()

        self.edit(tr("Change the template"), lambda s: self.put_in(s, template_id))

    def put_in(self, session: Any, template_id: int | None) -> None:
        """Put the letter into a template, as a part of a larger edit."""
        manner = templates.manner(session, template_id, "")
        actions.set_manner(session, self._letter(), manner, self._desk.settings.locale)

    def _letter(self) -> int:
        letter_id = self._tab.letter_id
        assert letter_id is not None  # only asked for while a letter is shown
        return letter_id

    def _now(self) -> datetime:
        """Today as the desk says, at this time of the day."""
        return datetime.combine(self._desk.today(), datetime.now().time().replace(microsecond=0))

    # Versions

    def _new_version(self) -> None:
        def work(session: Any) -> None:
            self._tab.letter_id = actions.new_version(session, self._letter(), self._now())

        self.edit(tr("Write a new version"), work)

    def _corrected_version(self) -> None:
        def work(session: Any) -> None:
            self._tab.letter_id = actions.corrected_version(session, self._letter(), self._now())

        self.edit(tr("Write the corrected letter"), work)

    def _compare(self) -> None:
        tab = self._tab
        if tab.deal is None:
            return
        tab.view.paper.commit()
        with self._desk.workspace.read() as session:
            stands = queries.stands(session, tab.deal, tab.meeting_id)
        if not stands:
            return
        dialog = CompareDialog(tab, stands)
        if dialog.run():
            self._go_on_from(dialog.chosen())
        dialog.deleteLater()

    def _go_on_from(self, stand: Stand) -> None:
        def work(session: Any) -> None:
            self._tab.letter_id = actions.new_version(session, stand.letter_id, self._now(), stand.state_id)

        self.edit(tr("Go on from an earlier version"), work)

    def _delete(self) -> None:
        if self.edit(tr("Delete a version"), lambda s: actions.delete_letter(s, self._letter())):
            self._desk.say(tr("The version is deleted; Undo brings it back."))

    # Its text

    def _write(self, label: str, work: Callable[[Any, int], object], merge: str = "") -> None:
        """An edit of the text; what stood before the last pause is kept."""
        if self._tab.letter_id is None:
            return

        def write(session: Any) -> None:
            actions.begin_writing(session, self._letter(), self._now())
            work(session, self._letter())

        self.edit(label, write, merge)

    def _set_part(self, key: str, text: str) -> None:
        self._write(tr("Write in the letter"), lambda s, letter: actions.set_part(s, letter, key, text), key)

    def _mend(self, mend: Any) -> None:
        locale = self._desk.settings.locale
        view = self._tab.view
        view.paper.commit()
        view.paper.parts[mend.part].setFocus()  # the button that was pressed goes away
        self._write(
            tr("Mend the letter: {what}", what=mend.label),
            lambda s, letter: actions.mend(s, letter, mend, locale),
        )
        view.show_part(mend.part, as_written(mend.new))

    def _set_subject(self, text: str) -> None:
        self._write(
            tr("Change the subject"), lambda s, letter: actions.set_subject(s, letter, text), "subject"
        )

    def _set_sender(self, text: str) -> None:
        self._write(tr("Change who signs"), lambda s, letter: actions.set_sender(s, letter, text), "sender")

    # Its answer

    def _mark_sent(self, day: date | None) -> None:
        label = tr("Mark the letter as sent") if day else tr("Take the sending back")
        self.edit(label, lambda s: actions.mark_sent(s, self._letter(), day))

    def _set_answer(self, answer: Any, day: date | None) -> None:
        raised: list[int] = []

        def work(session: Any) -> None:
            on, text = day or self._desk.today(), self._tab.view.sent.answer_text.text()
            raised.append(actions.set_answer(session, self._letter(), answer, on, text))

        labels = {
            LetterAnswer.CONFIRMED: tr("Confirm the letter"),
            LetterAnswer.CORRECTED: tr("Record a correction"),
            LetterAnswer.NONE: tr("Take the answer back"),
        }
        if self.edit(labels[answer], work) and raised and raised[0]:
            self._desk.say(tr("What the letter quotes is now confirmed in writing."))

    def _set_answer_text(self, text: str) -> None:
        self.edit(tr("Keep the answer"), lambda s: actions.set_answer_text(s, self._letter(), text), "answer")

    def _correct(self, fact_id: int, words: str) -> None:
        if self.edit(tr("Correct a fact"), lambda s: actions.correct_fact(s, fact_id, words)):
            self._desk.say(tr("Corrected where it stands; the next version of the letter can say it."))
