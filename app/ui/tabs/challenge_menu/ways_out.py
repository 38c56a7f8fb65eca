"""How the menu of challenges leaves the program: one page in Word for the one who was asked, or as a table."""

from typing import Protocol

from app.documents import files
from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.challenge_menu import export, opening, queries
from app.ui.desk import Desk
from app.ui.tab import Export
from app.ui.tabs.challenge_menu.view import ChallengeMenuView
from app.ui.widgets.clipboard import copy_table


class Page(Protocol):
    """The page of the menu: who is asked about what."""

    desk: Desk

    @property
    def profile(self) -> int | None:
        """The profile whose challenges are shown."""
        ...

    def asked_person(self) -> queries.Asked | None:
        """Who is asked."""
        ...

    def shown_rows(self) -> tuple[queries.ChallengeRow, ...]:
        """The challenges of the profile, and what was said of them."""
        ...


class WaysOut:
    """The entries of the page's Export menu."""

    def __init__(self, page: Page, view: ChallengeMenuView) -> None:
        self._page, self._view = page, view

    def exports(self) -> tuple[Export, ...]:
        """One page for the person who was asked, and the table for elsewhere."""
        return (
            Export(tr("One page in Word…"), "file-text", self._save_word),
            Export(tr("Copy the table"), "copy", self.copy),
        )

    def copy(self) -> None:
        """Put what was named on the clipboard."""
        copy_table(export.table(self._page.shown_rows()))
        self._page.desk.say(tr("Copied; paste it into a mail or a sheet."))

    def _save_word(self) -> None:
        page = self._one_pager()
        if page is None:
            self._page.desk.say(tr("Choose whom you ask first."))
            return
        self._page.desk.save_as(
            self._view,
            tr("One page in Word"),
            f"{file_stem(page.person)}-{file_stem(tr('Menu of challenges'))}.docx",
            tr("Word (*.docx)"),
            lambda path: files.write(path, export.document(page)),
        )

    def _one_pager(self) -> export.OnePager | None:
        """The page for the one who was asked, which is always safe to hand over."""
        desk, person = self._page.desk, self._page.asked_person()
        deal = desk.selection.opportunity_id
        if person is None or deal is None:
            return None
        with desk.read_for(Audience.CUSTOMER) as session:
            rows = queries.menu(session, self._page.profile, person.id, Audience.CUSTOMER)
            opened = opening.opening(session, rows, Audience.CUSTOMER)
            names = queries.names(session, deal)
        return export.OnePager(
            account=names.account,
            opportunity=names.opportunity,
            person=person.name,
            title=person.title,
            author=desk.settings.me,
            on=desk.today(),
            rows=rows,
            opening=opened,
        )
