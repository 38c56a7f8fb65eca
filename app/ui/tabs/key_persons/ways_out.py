"""How the plane, the list and a person leave the program."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Audience
from app.tools.key_persons import export
from app.tools.key_persons.rows import PersonFacts
from app.ui import pictures
from app.ui.tab import Export, Tab
from app.ui.tabs.key_persons.view import PeopleView


class WaysOut(QObject):
    """A customer takes the list along and nothing else."""

    def __init__(self, tab: Tab, view: PeopleView, facts: Callable[[], PersonFacts | None]) -> None:
        super().__init__(tab)
        self._tab, self._desk, self._view, self._facts = tab, tab.desk, view, facts

    def exports(self) -> tuple[Export, ...]:
        """The entries of the Export menu for whoever looks on."""
        the_list = Export(tr("Copy the list"), "table-2", self._view.people.copy_table)
        if self._desk.audience is not Audience.INTERNAL:
            return (the_list,)
        return (
            Export(tr("This person in Word…"), "file-text", self._save_word),
            Export(tr("Picture (SVG or PNG)…"), "image", self._save_picture),
            Export(tr("Copy the picture"), "copy", self.copy),
            the_list,
        )

    def copy(self) -> None:
        """The plane and the list in one entry of the clipboard."""
        pictures.copy_drawn(self._view.plane.matrix, self._view.people.as_table())
        self._desk.say(tr("Copied."))

    def _save_picture(self) -> None:
        name = f"{file_stem(self._tab.title())}.svg"
        write = partial(pictures.save, self._view.plane.matrix)
        self._desk.save_as(self._tab, tr("Save the picture"), name, tr("Pictures (*.svg *.png)"), write)

    def _save_word(self) -> None:
        facts = self._facts()
        if facts is None:
            return
        name = f"{file_stem(facts.row.name)}.docx"
        page = self._view.page_of(facts.row.mode)
        today, author = self._desk.today(), self._desk.settings.me
        write = partial(export.write_word, facts, page, today=today, author=author)
        self._desk.save_as(self._tab, tr("This person in Word"), name, tr("Word (*.docx)"), write)
