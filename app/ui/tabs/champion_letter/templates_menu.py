"""Which Word template and which wording letters have: the user's own or the supplied ones."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import language, tr
from app.tools.champion_letter import templates
from app.ui.desk import Desk

_WORD = "champion_letter.docx"
_WORDING = "letter_wording.toml"


class TemplatesMenu(QObject):
    """The menu of the template button; what is chosen is checked first and then copied to the user's settings."""

    def __init__(self, tab: QWidget, desk: Desk) -> None:
        super().__init__(tab)
        self._tab, self._desk = tab, desk

    def open(self, place: QPoint) -> None:
        """Show the menu there."""
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What can be chosen now."""
        menu = QMenu(self._tab)
        own = templates.own_template_in_use(language()) is not None
        self._head(menu, tr("Word template: your own") if own else tr("Word template: supplied"))
        self._entry(menu, tr("Use a template of your own …"), self.choose_template)
        self._entry(menu, tr("Save a copy to change it …"), self.copy_template)
        self._entry(menu, tr("Back to the supplied template"), self.supplied_template, shown=own)
        menu.addSeparator()
        own = templates.has_own_wording()
        self._head(menu, tr("Wording of drafts: your own") if own else tr("Wording of drafts: supplied"))
        self._entry(menu, tr("Use a wording of your own …"), self.choose_wording)
        self._entry(menu, tr("Save a copy of the wording …"), self.copy_wording)
        self._entry(menu, tr("Back to the supplied wording"), self.supplied_wording, shown=own)
        return menu

    def choose_template(self) -> None:
        """Take a Word file as the template, if a letter can be written with it."""
        path = self._desk.ask_open_path(self._tab, tr("Your template for letters"), tr("Word file (*.docx)"))
        if path is not None:
            with self._desk.reporting():
                templates.choose_template(path, language())
                self._desk.say(tr("Letters are written with “{name}” from now on.", name=path.name))

    def copy_template(self) -> None:
        """Write the template in use somewhere, to be changed in Word."""
        self._copy_out(_WORD, tr("Word file (*.docx)"))

    def supplied_template(self) -> None:
        """Give the user's own template up."""
        with self._desk.reporting():
            templates.supplied_template(language())
            self._desk.say(tr("Letters are written with the supplied template again."))

    def choose_wording(self) -> None:
        """Take a file as the wording of drafts."""
        path = self._desk.ask_open_path(self._tab, tr("Your wording of letters"), tr("Wording (*.toml)"))
        if path is not None:
            with self._desk.reporting():
                templates.choose_wording(path)
                self._desk.say(tr("Letters are drafted with “{name}” from now on.", name=path.name))

    def copy_wording(self) -> None:
        """Write the wording in use somewhere, to be changed in a text editor."""
        self._copy_out(_WORDING, tr("Wording (*.toml)"))

    def supplied_wording(self) -> None:
        """Give the user's own wording up."""
        with self._desk.reporting():
            templates.supplied_wording_again()
            self._desk.say(tr("Letters are drafted in the supplied wording again."))

    def _copy_out(self, name: str, pattern: str) -> None:
        path = self._desk.ask_save_path(self._tab, tr("Save a copy"), name, pattern)
        if path is not None:
            with self._desk.reporting():
                templates.copy_out(path, language())
                self._desk.say(tr("Saved as “{name}”. Change it, then choose it here.", name=path.name))

    @staticmethod
    def _head(menu: QMenu, text: str) -> None:
        menu.addAction(text).setEnabled(False)

    @staticmethod
    def _entry(menu: QMenu, text: str, work: Callable[[], None], *, shown: bool = True) -> None:
        action = menu.addAction(text)
        action.triggered.connect(work)
        action.setVisible(shown)
