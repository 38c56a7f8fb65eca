"""Binds the menu of challenges to its page."""

from datetime import date
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.across.starter import fill_library, missing
from app.i18n import language, tr
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus
from app.tools.challenge_menu import actions, opening, promises, queries
from app.ui.desk import Desk
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.challenge_menu.library_upkeep import LibraryUpkeep
from app.ui.tabs.challenge_menu.promise_steps import PromiseSteps
from app.ui.tabs.challenge_menu.view import ChallengeMenuView
from app.ui.tabs.challenge_menu.ways_out import WaysOut
from app.ui.widgets.empty_state import EmptyState


class ChallengeMenuTab(Tab):
    """Which challenges matter to whom, and what solving them would open."""

    name = "challenge_menu"
    group = Group.VALUE
    icon = "list-checks"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the pill."""
        return tr("Menu of challenges")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place: tuple[int | None, int | None] = (None, None)  # account and opportunity that are shown
        self._person: int | None = None
        self._profile: int | None = None
        self._rows: tuple[queries.ChallengeRow, ...] = ()
        self._found: tuple[queries.ChallengeRow, ...] = ()
        self._people: tuple[queries.Asked, ...] = ()
        self.view = ChallengeMenuView(self)
        self._no_account = EmptyState(
            "list-checks",
            tr("What is worth solving?"),
            tr("Choose an account on the left; the challenges of its industry are listed here."),
        )
        self._no_library = EmptyState(
            "library",
            tr("The library is empty"),
            tr("Challenges that people in seven industries are known to have, with benefits and stories."),
            tr("Add supplied libraries"),
        )
        self._no_library.started.connect(self._load_library)
        self._nobody = EmptyState(
            "users",
            tr("Whom will you ask?"),
            tr("The menu is gone through with one person. Name the first one who feels this decision."),
            tr("Name a person"),
            tr("Look through the challenges first"),
        )
        self._nobody.started.connect(self._name_person)
        self._nobody.second_chosen.connect(self._browse)
        self._browsing = False
        self.set_content(self.view, self._no_account, self._no_library, self._nobody)
        self._promises = PromiseSteps(self, self.view)
        self._ways_out = WaysOut(self, self.view)
        self._connect()

    @property
    def asked(self) -> tuple[int, str] | None:
        """Who is asked: stakeholder and name."""
        person = self.asked_person()
        return (person.id, person.name) if person else None

    @property
    def profile(self) -> int | None:
        """The profile whose challenges are shown."""
        return self._profile

    def _connect(self) -> None:
        view = self.view
        view.person_chosen.connect(self._choose_person)
        view.profile_chosen.connect(self._choose_profile)
        view.searched.connect(self._search)
        view.challenge_added.connect(self._add)
        view.copied.connect(self._ways_out.copy)
        view.library_wanted.connect(self._maintain)
        view.supply.wanted.connect(self._load_library)
        view.list.marked.connect(self._mark)
        view.list.placed.connect(self._move)
        view.detail.marked.connect(self._mark)
        view.detail.noted.connect(self._note)
        view.detail.dated.connect(self._date)
        view.detail.classed.connect(self._class)
        view.detail.left.connect(self.desk.workspace.seal)
        view.detail.reword_wanted.connect(self._reword)
        view.detail.retire_wanted.connect(self._retire)
        view.benefits.figure_wanted.connect(self._open_figure)
        view.proof.letter_wanted.connect(self._open_letter)

    def refresh(self) -> None:
        """Read the setting, the rows of the chosen profile, and what the marked ones open."""
        account, deal = self.desk.selection.account_id, self.desk.selection.opportunity_id
        if (account, deal) != self._place:
            self._place = (account, deal)
            self._person = self._profile = None
            self._browsing = False
            self.view.clear_search()
            self.view.list.pick(None)
        if account is None:
            self.show_page(self._no_account)
            return
        words = self.view.searching()
        internal = self.desk.audience is Audience.INTERNAL
        with self.desk.workspace.read() as session:
            setting = queries.setting(session, account, deal)
            self._settle(setting)
            rows = queries.menu(session, self._profile, self._person, self.desk.audience)
            found = self._find(session, words)
            size = queries.size(session, self._profile)
            opened = opening.opening(session, rows, self.desk.audience)
            promised = promises.promises(session, self._profile)
            lacking = missing(session, language()) if internal else ()
        self._rows, self._found, self._people = rows, found, setting.people
        if not setting.profiles:
            self.show_page(self._no_library)
            return
        if deal is not None and not setting.people and not self._browsing:
            self.show_page(self._nobody)
            return
        self.show_page(self.view)
        self.view.show_setting(setting, self._person, self._profile)
        self.view.show_rows(rows, found, size, opened, internal=internal)
        can_start = internal and deal is not None
        self.view.promise.show_promises(
            promised, asked=self.asked[1] if self.asked else "", can_start=can_start, can_edit=internal
        )
        self.view.supply.show_missing(lacking)

    def here(self) -> str:
        order = "theirs" if self.view.in_their_order() else "heard"
        return ":".join(str(one or "") for one in (order, self._person, self._profile, self.view.picked_id()))

    def _come_back(self, order: str, place: str) -> None:
        """To what `here` has noted; what whoever looks on now may not see stays away."""
        person, profile, picked = (int(one) if one.isdigit() else None for one in place.split(":"))
        self._choose_person(person)
        self._choose_profile(profile)
        if order == "theirs":
            self.view.show_theirs()
        if any(row.id == picked for row in self.view.list.rows()):
            self.view.pick(picked)

    def focus_on(self, what: str) -> None:
        """“show:ID” shows a challenge; “reasons:ID” and “consequences:ID” also put the cursor there.

        “library” opens the library, “library:ID” at a challenge; “profile:ID” shows the menu of a profile;
        “propose:PROPOSITION:STAKEHOLDER” starts a menu with that person.
        """
        if self._stale:
            self._refresh_now()
        part, _, ref = what.partition(":")
        if part == "library":
            self._open_library(int(ref) if ref.isdigit() else None)
        if part == "profile" and ref.isdigit():
            self._choose_profile(int(ref))
        if part in {"theirs", "heard"}:
            self._come_back(part, ref)
            return
        if part == "propose":
            promise, _, whom = ref.partition(":")
            self._choose_person(int(whom))
            self._promises.start_menu(int(promise))
        if part in {"library", "profile"} or not ref.isdigit():
            return
        challenge = int(ref)
        with self.desk.workspace.read() as session:
            person = queries.asked_about(session, self.desk.selection.opportunity_id, challenge)
        if person is not None and person != self._person:
            self._choose_person(person)
        self.view.pick(challenge)
        if part in actions.TEXTS:
            self.view.detail.focus_words(part)

    def hideEvent(self, event: QHideEvent) -> None:
        """When the page is next seen, what was heard meanwhile has its place in the list."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.view.rank_anew()
            self.mark_stale()

    def new(self) -> None:
        """Ctrl+N: a challenge that is not on the list."""
        self.view.new.setFocus()

    def exports(self) -> tuple[Export, ...]:
        return self._ways_out.exports()

    def asked_person(self) -> queries.Asked | None:
        """Who is asked."""
        return next((one for one in self._people if one.id == self._person), None)

    def shown_rows(self) -> tuple[queries.ChallengeRow, ...]:
        """The challenges of the profile, and what was said of them."""
        return self._rows

    def _settle(self, setting: queries.Setting) -> None:
        """Keep whom and what was chosen while it is still there; else begin with what fits."""
        if self._person not in {one.id for one in setting.people}:
            self._person = setting.first_asked()
            self._profile = None
        if self._profile not in {one.id for one in setting.profiles}:
            self._profile = setting.fitting_profile(self._person)

    def _choose_person(self, person: object) -> None:
        if isinstance(person, int) and person != self._person:
            self._person = person
            self._profile = None  # what fits this one's title
            self.view.list.pick(None)
            self.refresh()

    def _choose_profile(self, profile: object) -> None:
        if isinstance(profile, int):
            self._profile = profile
            self.refresh()

    def _search(self, words: str) -> None:
        """Each key reads what is found and nothing else."""
        with self.desk.workspace.read() as session:
            self._found = self._find(session, words)
        self.view.show_found(self._found)

    def _find(self, session: Any, words: str) -> tuple[queries.ChallengeRow, ...]:
        return queries.found(session, words, self._profile, self._person, self.desk.audience)

    def _load_library(self) -> None:
        with self.edit(tr("Add supplied libraries")) as session:
            fill_library(session, language())
        self.refresh()

    def _name_person(self) -> None:
        self.desk.open_tool("relationship_map", "add")

    def _browse(self) -> None:
        self._browsing = True
        self.refresh()

    def _mark(self, challenge: int, status: HeardStatus | None, importance: int | None) -> None:
        if self._person is None:
            self.desk.say(tr("Choose whom you ask first."))
            return
        text = self._text(challenge)
        with self.desk.reporting():
            if status is None:
                with self.edit(tr("Take back the mark of “{text}”", text=text)) as session:
                    actions.unmark(session, self._person, challenge)
            else:
                with self.edit(tr("Mark “{text}”", text=text)) as session:
                    actions.mark(session, self._person, challenge, status, importance, on=self.desk.today())
        self.view.list.pick(challenge)
        self.refresh()

    def _note(self, challenge: int, field: str, text: str) -> None:
        if self._person is None:
            return
        merge = f"challenge:{self._person}:{challenge}:{field}"
        label = {
            "own_words": tr("Write own words"),
            "reasons": tr("Write reasons"),
            "consequences": tr("Write consequences"),
        }[field]
        with self.desk.reporting(), self.edit(label, merge=merge) as session:
            actions.note(session, self._person, challenge, field, text, on=self.desk.today())
        self.refresh()

    def _date(self, challenge: int, day: date) -> None:
        if (heard := self._heard(challenge)) is not None:
            with self.edit(tr("Change the day of “{text}”", text=self._text(challenge))) as session:
                actions.set_day(session, heard, day)
            self.refresh()

    def _class(self, challenge: int, evidence: EvidenceClass) -> None:
        if (heard := self._heard(challenge)) is not None:
            with self.edit(tr("Change how “{text}” is known", text=self._text(challenge))) as session:
                actions.set_class(session, heard, evidence)
            self.refresh()

    def _move(self, challenge: int, place: int) -> None:
        if self._person is None:
            return
        with (
            self.desk.reporting(),
            self.edit(tr("Change the order of the challenges")) as session,
        ):
            actions.move(session, self._person, challenge, place)
        self.refresh()

    def _add(self, text: str) -> None:
        if self._profile is None:
            return
        added: int | None = None
        with self.desk.reporting(), self.edit(tr("Add the challenge “{text}”", text=text)) as session:
            added = actions.add_challenge(session, self._profile, text)
            if self._person is not None:
                actions.mark(session, self._person, added, HeardStatus.RECOGNISED, on=self.desk.today())
        if added is not None:
            self.view.new.clear()
            self.view.clear_search()
            self.refresh()
            self.view.pick(added)

    def _maintain(self) -> None:
        self._open_library(self.view.picked_id())

    def _open_library(self, challenge: int | None = None) -> None:
        """The window in which the library is maintained, at one challenge."""
        if self.desk.audience is Audience.CUSTOMER:
            self.desk.say(tr("The library is for us only."))
            return
        LibraryUpkeep(self, self.desk, self.edit, self._profile).run(challenge)
        self.refresh()

    def _reword(self, challenge: int) -> None:
        row = self._row(challenge)
        if row is None:
            return
        words = ask_text(self, tr("Change the wording"), tr("Challenge"), row.text, tr("Change"))
        if words is not None:
            with self.desk.reporting(), self.edit(tr("Reword “{text}”", text=row.text)) as session:
                actions.reword(session, challenge, words, row.ask)
            self.refresh()

    def _retire(self, challenge: int) -> None:
        with self.edit(tr("Take “{text}” off the menu", text=self._text(challenge))) as session:
            if self._person is not None:
                actions.unmark(session, self._person, challenge)
            actions.retire(session, challenge)
        self.view.list.pick(None)
        self.refresh()

    def _open_figure(self) -> None:
        self.desk.open_tool("value_calculator")

    def _open_letter(self) -> None:
        self.desk.open_tool("champion_letter")

    def _row(self, challenge: int) -> queries.ChallengeRow | None:
        return next((row for row in (*self._rows, *self._found) if row.id == challenge), None)

    def _heard(self, challenge: int) -> int | None:
        row = self._row(challenge)
        return row.heard_id if row else None

    def _text(self, challenge: int) -> str:
        row = self._row(challenge)
        return row.text if row else ""
