"""What starts from a value proposition, and how it is written: one handler for each thing that is asked for."""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from PySide6.QtCore import QObject

from app.across.promising import start_case, supplied_models
from app.i18n import plural, tr
from app.tools.challenge_menu import actions, library, promise_upkeep, promises
from app.ui.desk import Desk
from app.ui.tabs.challenge_menu.promise_asking import ask_promise
from app.ui.tabs.challenge_menu.view import ChallengeMenuView


class Page(Protocol):
    """The page of the menu: who is asked, and which profile is shown."""

    desk: Desk

    @property
    def asked(self) -> tuple[int, str] | None:
        """Stakeholder and name."""
        ...

    @property
    def profile(self) -> int | None:
        """The profile whose challenges are shown."""
        ...

    def edit(self, label: str, merge: str | None = None) -> AbstractContextManager[Any]:
        """One user action."""
        ...

    def refresh(self) -> None:
        """Read and show anew."""
        ...


class PromiseSteps(QObject):
    """Binds the card of what we promise."""

    def __init__(self, page: Page, view: ChallengeMenuView) -> None:
        super().__init__(view)
        self._page, self._view = page, view
        view.promise.case_wanted.connect(self._start_case)
        view.promise.menu_wanted.connect(self.start_menu)
        view.promise.edit_wanted.connect(self._write)
        view.promise.retire_wanted.connect(self._retire)

    def start_menu(self, proposition: int) -> None:
        """Put what opens the promised benefits on the menu of the one who is asked."""
        desk, asked = self._page.desk, self._page.asked
        if asked is None:
            desk.say(tr("Choose whom you ask first."))
            return
        stakeholder, name = asked
        added: int | None = None
        with desk.reporting(), self._page.edit(tr("Start a menu from a proposition")) as session:
            added = actions.propose(session, stakeholder, proposition, on=desk.today())
        if added is None:
            return
        self._view.list.pick(None)
        self._page.refresh()
        self._view.show_theirs()
        if added:
            said = plural(
                "{n} challenge is proposed to {person}.",
                "{n} challenges are proposed to {person}.",
                added,
                person=name,
            )
        else:
            said = tr("All of them are on the menu of {person} already.", person=name)
        desk.say(said)

    def _start_case(self, proposition: int) -> None:
        desk = self._page.desk
        deal = desk.selection.opportunity_id
        if deal is None:
            return
        case: int | None = None
        with desk.reporting(), self._page.edit(tr("Start a value case from a proposition")) as session:
            case = start_case(session, proposition, deal)
        if case is not None:
            desk.open_tool("value_calculator", str(case))

    def _write(self, known: promises.Promise | None) -> None:
        profile = self._page.profile
        if profile is None:
            return
        with self._page.desk.workspace.read() as session:
            benefits = library.all_benefits(session)
        words = ask_promise(self._view, self._view.profile_name(), known, supplied_models(), benefits)
        if words is not None:
            text = tr("Write what we promise") if known is None else tr("Change what we promise")
            with self._page.desk.reporting(), self._page.edit(text) as session:
                promise_upkeep.write(session, profile, words, known.id if known else None)
            self._page.refresh()

    def _retire(self, promise: promises.Promise) -> None:
        with self._page.edit(tr("Promise “{goal}” no more", goal=promise.goal)) as session:
            promise_upkeep.retire(session, promise.id)
        self._page.refresh()
