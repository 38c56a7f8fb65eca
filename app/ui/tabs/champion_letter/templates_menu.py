"""The menu of letter templates: change the one in force, make another, take one from a file or write it to one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.documents.text import file_stem
from app.i18n import language, tr
from app.tools.champion_letter import export, keeping, queries, templates
from app.tools.champion_letter.speech import language_name
from app.tools.champion_letter.templates import Manner, Template, TemplateForm
from app.tools.champion_letter.wording import Wording
from app.ui.tabs.champion_letter.template_dialog import ask_template

if TYPE_CHECKING:
    from app.ui.tabs.champion_letter.tab import ChampionLetterTab


def _told(template: Template) -> str:
    """A template in one line: its name, its language, and whose it is."""
    parts = [language_name(template.language), template.account]
    return f"{template.name} ({', '.join(part for part in parts if part)})"


class TemplatesMenu(QObject):
    """Belongs to the page; what is kept here is in force for its letter at once, in the same undo step."""

    def __init__(self, tab: "ChampionLetterTab") -> None:
        super().__init__(tab)
        self._tab, self._desk = tab, tab.desk

    def open(self, place: QPoint) -> None:
        """Show the menu there."""
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What can be done now."""
        menu = QMenu(self._tab)
        own = self._tab.template_id is not None
        self._add_choices(menu)
        menu.addSeparator()
        self._entry(menu, tr("Change this template …"), self.change, shown=own)
        self._entry(menu, tr("Make a template of it …"), self.make, shown=not own)
        self._entry(menu, tr("Make another one of it …"), self.make, shown=own)
        self._entry(menu, tr("Take one from a file …"), self.add_from_file)
        menu.addSeparator()
        self._entry(menu, tr("Save its words to a file …"), self.save_words)
        self._entry(menu, tr("Save its Word file …"), self.save_look)
        menu.addSeparator()
        self._entry(menu, tr("Remove this template"), self.remove, shown=own)
        return menu

    def in_force(self) -> str:
        """What the letter is written with."""
        names = {one.id: one.name for one in self._tab.known_templates}
        return names.get(self._tab.template_id or 0, self._usual())

    def _usual(self) -> str:
        own = templates.from_settings(self._tab.written_in)
        return tr("Your settings' files") if own else tr("Supplied")

    def _add_choices(self, menu: QMenu) -> None:
        choices = [(one.id, _told(one)) for one in self._tab.known_templates]
        for template_id, text in (*choices, (None, self._usual())):
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(template_id == self._tab.template_id)
            action.setEnabled(self._tab.can_be_written())
            action.triggered.connect(partial(self._choose, template_id))

    def _choose(self, template_id: int | None) -> None:
        if template_id != self._tab.template_id:
            self._tab.writing.set_template(template_id)

    def change(self) -> None:
        """Change the template in force."""
        self._ask(tr("Change the template of letters"), self._form(), self._tab.template_id)

    def make(self) -> None:
        """Make a template that begins as the one in force."""
        self._ask(tr("Add a template of letters"), self._new_form())

    def add_from_file(self) -> None:
        """Make a template of a file: a wording brings its words, a Word file its look."""
        pattern = tr("Template of letters (*.toml *.docx)")
        path = self._ask_path(pattern)
        if path is None:
            return
        with self._desk.reporting():
            begun = self._new_form()
            form = TemplateForm("", begun.language, begun.account_id, begun.wording, begun.look)
            self._ask(tr("Add a template of letters"), templates.with_file(form, path))

    def save_words(self) -> None:
        """Write the words in force to a file that another workspace can take."""
        self._save_to("toml", tr("Wording (*.toml)"))

    def save_look(self) -> None:
        """Write the Word file in force somewhere, to be changed in Word."""
        self._save_to("docx", tr("Word file (*.docx)"))

    def remove(self) -> None:
        """Drop the template in force."""
        template_id = self._tab.template_id
        if template_id is None:
            return
        label = tr("Remove a template of letters")
        if self._tab.writing.edit(label, lambda s: keeping.remove_template(s, template_id)):
            self._desk.say(tr("The template is removed; Undo brings it back."))

    def _ask(self, label: str, form: TemplateForm, template_id: int | None = None) -> None:
        deal = self._tab.deal
        assert deal is not None  # the page shows letters only then
        with self._desk.workspace.read() as session:
            whose = templates.account_of(session, deal)
        kept = ask_template(self._tab, label, form, whose, self._sketch, self._ask_path)
        if kept is not None:
            self._keep(label, kept, template_id)

    def _keep(self, label: str, form: TemplateForm, template_id: int | None) -> None:
        tab = self._tab
        unsent = tab.can_be_written()
        tab.view.paper.commit()

        def work(session: Any) -> None:
            known = keeping.keep_template(session, form, template_id)
            if unsent:
                tab.writing.put_in(session, known)

        if tab.writing.edit(label, work):
            self._desk.say(tr("Letters are written with “{name}” from now on.", name=form.name))

    def _form(self) -> TemplateForm:
        assert self._tab.template_id is not None  # only asked for while there is one
        with self._desk.workspace.read() as session:
            return templates.form_of(session, self._tab.template_id)

    def _new_form(self) -> TemplateForm:
        deal = self._tab.deal
        assert deal is not None  # the page shows letters only then
        with self._desk.workspace.read() as session:
            return templates.new_form(session, deal, self._tab.template_id, self._tab.written_in)

    def _ask_path(self, pattern: str) -> Path | None:
        return self._desk.ask_open_path(self._tab, tr("A template of letters"), pattern)

    def _sketch(self, wording: Wording, code: str) -> str:
        """How the letter would be drafted with these words."""
        manner = Manner(wording, "" if code == language() else code)
        with self._desk.workspace.read() as session:
            written = queries.sketch(session, self._tab.writing.occasion(), manner)
        return export.sketch_html(written, wording, self._desk.settings.me)

    def _save_to(self, suffix: str, pattern: str) -> None:
        form = self._form() if self._tab.template_id is not None else self._new_form()
        name = f"{file_stem(form.name, tr('Letter template'))}.{suffix}"

        def write(path: Path) -> None:
            templates.save_to_file(form, path.with_suffix(f".{suffix}"))

        self._desk.save_as(self._tab, tr("Save the template"), name, pattern, write)

    @staticmethod
    def _entry(menu: QMenu, text: str, work: Callable[[], None], *, shown: bool = True) -> None:
        action = menu.addAction(text)
        action.triggered.connect(work)
        action.setVisible(shown)
