"""Binds the success stories to their page."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.across.starter import fill_library
from app.documents import csv_sheet, files
from app.documents.text import file_stem
from app.i18n import language, plural, tr
from app.models.vocabulary import CUSTOMER, Audience, Permission
from app.tools.success_stories import actions, export, importing, queries
from app.tools.success_stories.rows import Shelf, StoryRow
from app.tools.success_stories.rules import StoryWords
from app.ui.desk import Desk
from app.ui.icons import icon
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.success_stories import asking
from app.ui.tabs.success_stories.printing import write_pdf
from app.ui.tabs.success_stories.view import StoriesView
from app.ui.widgets.clipboard import copy_table
from app.ui.widgets.empty_state import EmptyState


class SuccessStoriesTab(Tab):
    """Who has gone this way before, and how to tell it."""

    name = "success_stories"
    group = Group.VALUE
    icon = "book-open-text"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Success stories")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place: tuple[int | None, int | None] | None = None
        self._person: int | None = None
        self._shelf: Shelf | None = None
        self.view = StoriesView(self)
        self.start = EmptyState(
            "book-open-text",
            tr("Who has gone this way before?"),
            tr(
                "A customer believes another customer. Write down the first one: the challenge, what was done, what"
                " came of it. Supplied samples show how."
            ),
            tr("Write the first story"),
            tr("Load the supplied samples"),
        )
        self.none_for_you = EmptyState(
            "book-open-text", tr("No story to show"), tr("The stories on our shelf are for us only.")
        )
        self.start.started.connect(self.new)
        self.start.second_chosen.connect(self._load_samples)
        self.set_content(self.view, self.start, self.none_for_you)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.filters.person_chosen.connect(self._choose_person)
        view.shelf.add_wanted.connect(self.new)
        view.shelf.import_wanted.connect(self._import)
        view.shelf.retire_wanted.connect(self._retire)
        view.shelf.menu_wanted.connect(self._offer)
        view.story.told_wanted.connect(self._tell)
        view.story.retire_wanted.connect(self._retire)
        view.story.closed.connect(self.desk.workspace.seal)
        view.told.told_wanted.connect(self._tell_picked)
        view.told.opened.connect(self._change_told)
        view.told.dropped.connect(self._untell)
        view.telling.copy_wanted.connect(self._copy_telling)
        view.unproved.add_wanted.connect(self._add_for)
        editor = view.story.editor
        editor.written.connect(self._write)
        editor.left.connect(self.desk.workspace.seal)
        editor.permission_chosen.connect(self._set_permission)
        editor.industry_chosen.connect(self._set_industry)
        editor.profile_chosen.connect(self._set_profile)
        editor.sample_chosen.connect(self._set_sample)
        editor.answers_wanted.connect(self._choose_answers)

    def refresh(self) -> None:
        """Read the library for whoever is to be convinced."""
        account, deal = self.desk.selection.account_id, self.desk.selection.opportunity_id
        if (account, deal) != self._place:
            self._place, self._person = (account, deal), None
            self.view.forget()
        internal = self.desk.audience is Audience.INTERNAL
        with self.desk.workspace.read() as session:
            shelf = queries.shelf(session, account, deal, self._person, self.desk.audience)
        if self._person is not None and self._person not in {one.id for one in shelf.people}:
            self._person = None
            self.refresh()
            return
        self._shelf = shelf
        self.view.show_shelf(shelf, self._person, internal=internal, can_tell=internal and deal is not None)
        empty = self.start if internal else self.none_for_you
        self.show_page(self.view if shelf.stories else empty)

    def focus_on(self, what: str) -> None:
        """“story:ID” shows one, “edit:ID” its fields, “told:ID” a telling; “add:ID” begins one for a challenge."""
        if self._shelf is None:
            self.refresh()
        part, _, ref = what.partition(":")
        if part == "unproved":
            self.view.ensureWidgetVisible(self.view.unproved)
        if not ref.isdigit() or self._shelf is None:
            return
        number = int(ref)
        if part == "told":
            told = self._shelf.told(number)
            if told is not None:
                self.view.pick(told.story_id)
                self.view.ensureWidgetVisible(self.view.told)
                self.view.told.table.pick(number)
                self.view.told.table.setFocus()
        elif part == "add":
            self._add_for(number)
        else:
            self.view.pick(number)
            if part == "edit":
                self.view.story.edit()

    def new(self) -> None:
        """Ctrl+N: a new story."""
        self._begin(None)

    def exports(self) -> tuple[Export, ...]:
        """One page in three formats, as far as the story may be told; the table for elsewhere."""
        if self.view.picked_story() is None:
            return ()
        return (
            Export(tr("One page in Word…"), "file-text", self._save_word),
            Export(tr("One page as PDF…"), "file", self._save_pdf),
            Export(tr("One slide for PowerPoint…"), "presentation", self._save_slide),
            Export(tr("Copy all stories as a table"), "copy", self._copy_table),
        )

    # Stories

    def _change(
        self, text: str, act: Callable[..., object], *values: object, merge: str | None = None
    ) -> None:
        """One edit, and the page as it is then."""
        with self.desk.reporting(), self.edit(text, merge) as session:
            act(session, *values)
        self.refresh()

    def _begin(self, challenge: int | None) -> None:
        if self.desk.audience is not Audience.INTERNAL:
            return
        text = self._challenge_text(challenge)
        answer = asking.ask_story(self, text)
        if answer is None:
            return
        listener = self._shelf.listener if self._shelf else None
        profiles = sorted(listener.profiles) if listener else []
        words = StoryWords(
            title=answer[0],
            customer=answer[1],
            industry=listener.industry if listener and self._knows(listener.industry) else "",
            profile=profiles[0] if len(profiles) == 1 else "",
            challenges=frozenset() if challenge is None else frozenset({challenge}),
        )
        added: int | None = None
        with self.desk.reporting(), self.edit(tr("Add the story “{title}”", title=answer[0])) as session:
            added = actions.add(session, words)
        self.refresh()
        if added is not None:
            self.view.pick(added)
            self.view.story.edit()

    def _add_for(self, challenge: int) -> None:
        self._begin(challenge)

    def _knows(self, industry: str) -> bool:
        return self._shelf is not None and any(key == industry for key, _ in self._shelf.industries)

    def _challenge_text(self, challenge: int | None) -> str:
        rows = self._shelf.unproved if self._shelf else ()
        return next((row.text for row in rows if row.id == challenge), "")

    def _load_samples(self) -> None:
        with self.edit(tr("Add supplied libraries")) as session:
            fill_library(session, language())
        self.refresh()

    def _write(self, story_id: int, field: str, text: str) -> None:
        merge = f"story:{story_id}:{field}"
        self._change(tr("Write a success story"), actions.write, story_id, field, text, merge=merge)

    def _set_permission(self, story_id: int, permission: Permission) -> None:
        text = tr("Change how far “{title}” may be told", title=self._title(story_id))
        self._change(text, actions.set_permission, story_id, permission)

    def _set_industry(self, story_id: int, industry: str) -> None:
        self._change(tr("Change the industry of a story"), actions.set_industry, story_id, industry)

    def _set_profile(self, story_id: int, profile: str) -> None:
        self._change(tr("Change the profile of a story"), actions.set_profile, story_id, profile)

    def _set_sample(self, story_id: int, sample: bool) -> None:
        text = tr("Mark a story as a sample") if sample else tr("A story is no sample")
        self._change(text, actions.set_sample, story_id, sample)

    def _choose_answers(self, story_id: int) -> None:
        story = self._shelf.story(story_id) if self._shelf else None
        if story is None:
            return
        with self.desk.workspace.read() as session:
            known = queries.challenges(session, story.words.industry)
        chosen = asking.ask_challenges(self, known, story.words.challenges)
        if chosen is not None and chosen != story.words.challenges:
            self._change(tr("Change what a story answers"), actions.set_answers, story_id, chosen)

    def _retire(self, story_id: int) -> None:
        if self.desk.audience is not Audience.INTERNAL:
            return
        title = self._title(story_id)
        self._change(tr("Retire “{title}”", title=title), actions.retire, story_id, datetime.now())
        self.desk.say(tr("“{title}” is in the trash; Ctrl+Z brings it back", title=title))

    def _offer(self, story_id: int, at: QPoint) -> None:
        """The context menu of a story."""
        if self.desk.audience is not Audience.INTERNAL:
            return
        self.view.pick(story_id)
        menu = QMenu(self)
        for text, sign, slot in (
            (tr("Write on it"), "pencil", self.view.story.edit),
            (tr("I told it"), "megaphone", self._tell_picked),
            (tr("Copy the telling"), "copy", self._copy_telling),
            (tr("Take it off the shelf"), "trash-2", partial(self._retire, story_id)),
        ):
            action = QAction(icon(sign), text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _title(self, story_id: int) -> str:
        story = self._shelf.story(story_id) if self._shelf else None
        return story.title if story else ""

    # Telling

    def _choose_person(self, person: object) -> None:
        self._person = person if isinstance(person, int) else None
        self.view.forget()
        self.refresh()

    def _tell_picked(self) -> None:
        story = self.view.picked_story()
        if story is not None:
            self._tell(story.id)

    def _tell(self, story_id: int) -> None:
        deal = self.desk.selection.opportunity_id
        story = self._shelf.story(story_id) if self._shelf else None
        if deal is None or story is None or self._shelf is None:
            self.desk.say(tr("Choose the deal in which you told it first."))
            return
        asked = next((one for one in self._shelf.people if one.id == self._person), None)
        known = actions.ToldWords(self.desk.today(), asked.person_id if asked else None)
        words = asking.ask_told(self, story.title, self._shelf.people, known, fresh=True)
        if words is not None:
            text = tr("Tell “{title}”", title=story.title)
            self._change(text, actions.tell, story_id, deal, words)

    def _change_told(self, told_id: int) -> None:
        told = self._shelf.told(told_id) if self._shelf else None
        if told is None or self._shelf is None:
            return
        if not told.here:
            self.desk.say(tr("It was told in another deal; change it there."))
            return
        known = actions.ToldWords(told.on, told.person_id, told.reception, told.received)
        words = asking.ask_told(self, told.story, self._shelf.people, known, fresh=False)
        if words is not None and words != known:
            self._change(tr("Change how a story was received"), actions.change_told, told_id, words)

    def _untell(self, told_id: int) -> None:
        told = self._shelf.told(told_id) if self._shelf else None
        if told is not None and told.here:
            self._change(tr("Take back that a story was told"), actions.untell, told_id)

    # In and out

    def _import(self) -> None:
        chosen = self.desk.ask_open_path(self, tr("Import stories"), tr("Tables (*.csv *.txt *.tsv)"))
        if chosen is not None:
            self.import_file(chosen)

    def import_file(self, path: Path) -> None:
        """Show what a file would bring; add it when the user agrees, as one step."""
        with self.desk.reporting():
            draft = importing.draft(csv_sheet.read(path), self._known())
            if not asking.ask_import(self, draft):
                return
            count = len(draft.stories)
            text = plural("Import {n} story", "Import {n} stories", count)
            with self.edit(text) as session:
                for words in draft.stories:
                    actions.add(session, words)
            self.desk.say(
                plural("{n} story is new on the shelf.", "{n} stories are new on the shelf.", count)
            )
        self.refresh()

    def _known(self) -> importing.Known:
        with self.desk.workspace.read() as session:
            shelf = queries.shelf(session, None, None)
            challenges = queries.challenges(session, shelf.listener.industry)
        return importing.known(
            [story.title for story in shelf.stories],
            shelf.industries,
            [(one.industry, one.key, one.name) for one in shelf.profiles],
            [(number, text) for number, text, _ in challenges],
        )

    def _one_pager(self) -> export.OnePager | None:
        """The picked story as it may be handed over; says why when it may not."""
        story = self.view.picked_story()
        if story is None:
            return None
        with self.desk.reporting(), self.desk.workspace.read(CUSTOMER) as session:
            account, deal = self._place or (None, None)
            theirs = queries.shelf(session, account, deal, audience=Audience.CUSTOMER)
            return export.one_pager(theirs, story.id, self.desk.settings.me, self.desk.today())
        return None

    def _save_word(self) -> None:
        self._save(tr("One page in Word"), "docx", tr("Word (*.docx)"), _write_word)

    def _save_slide(self) -> None:
        self._save(tr("One slide for PowerPoint"), "pptx", tr("PowerPoint (*.pptx)"), _write_slide)

    def _save_pdf(self) -> None:
        self._save(tr("One page as PDF"), "pdf", tr("PDF (*.pdf)"), write_pdf)

    def _save(
        self, title: str, ending: str, pattern: str, write: Callable[[export.OnePager, Path], None]
    ) -> None:
        page = self._one_pager()
        if page is None:
            return
        name = f"{file_stem(page.words.title, tr('Story'))}.{ending}"
        self.desk.save_as(self, title, name, pattern, partial(write, page))

    def _copy_telling(self) -> None:
        story = self.view.picked_story()
        if story is None or not self._may_leave(story):
            return
        QGuiApplication.clipboard().setText(export.as_text(export.told_here(story)))
        self.desk.say(tr("Copied as it may be told."))

    def _may_leave(self, story: StoryRow) -> bool:
        if story.permission is Permission.INTERNAL:
            self.desk.say(tr("This story is for us only; it is not copied."))
            return False
        return True

    def _copy_table(self) -> None:
        """All stories as they may be told; what is for us only is not among them."""
        with self.desk.workspace.read(CUSTOMER) as session:
            account, deal = self._place or (None, None)
            lines = export.table(queries.shelf(session, account, deal, audience=Audience.CUSTOMER))
        copy_table(lines)
        self.desk.say(tr("Copied; paste it into a mail or a sheet."))


def _write_word(page: export.OnePager, path: Path) -> None:
    files.write(path, export.document(page))


def _write_slide(page: export.OnePager, path: Path) -> None:
    files.write(path, export.slide(page))
