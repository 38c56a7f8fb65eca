"""The page of key persons: plane, what the mode means, the list, the form of the picked one."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import language
from app.method.evidence import Ageing
from app.method.packs import ModePage, load_pack
from app.method.signs import load_signs
from app.models.vocabulary import Audience, Receptivity
from app.tools.key_persons.rows import People, PersonFacts
from app.ui.tabs.key_persons.mode_card import ModeCard
from app.ui.tabs.key_persons.people_card import PeopleCard
from app.ui.tabs.key_persons.plane_card import PlaneCard
from app.ui.widgets.page import Page
from app.ui.widgets.person_form import PersonForm


class PeopleView(Page):
    """Shows People and the facts of one person; its parts tell what the user asked for."""

    form_made = Signal(object)  # PersonForm

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modes = load_pack("modes", language())
        self.plane = PlaneCard(dict(self._modes))
        self.mode = ModeCard(self._modes)
        self.people = PeopleCard()
        self.signs = load_signs(language())
        self.top = self.add_row(self.plane, self.mode, (3, 2))
        self.add(self.people)
        self.mode.form_wanted.connect(self._show_form)

    @cached_property
    def form(self) -> PersonForm:
        """The form of the picked one; made when somebody is picked."""
        form = PersonForm(load_pack("profile_questions", language()), self.signs, self)
        self.add(form)
        self.form_made.emit(form)
        return form

    def page_of(self, mode: Receptivity) -> ModePage:
        """What the method says of a mode."""
        return self._modes[mode]

    def show_page(
        self,
        people: People,
        picked: int | None,
        audience: Audience,
        facts: PersonFacts | None,
        today: date,
        ageing: Ageing,
    ) -> None:
        """Show the plane and the list; a customer sees the list alone."""
        internal = audience is Audience.INTERNAL
        self.top.setVisible(internal)
        if internal:
            self.plane.show_people(people, picked, facts)
        self.people.show_people(people, picked, audience, today, ageing)

    def show_person(self, facts: PersonFacts | None, today: date, open_folds: Sequence[str]) -> None:
        """Show one person, or nobody; `open_folds` are the folds that were left open."""
        self.hold_still()
        self.mode.setVisible(facts is not None)
        if facts is not None:
            self.mode.show_person(facts)
            self.form.show_person(facts, today, open_folds)
            self.form.show()
        elif "form" in vars(self):
            self.form.hide()

    def show_form(self, part: str = "") -> None:
        """Scroll to the form, to the part that is asked for, and go into its field."""
        target = self.form.focus_part(part)
        self.ensureWidgetVisible(self.form, 0, 24)  # as much of the form as there is room for
        self.ensureWidgetVisible(target, 0, 48)

    def _show_form(self) -> None:
        self.show_form()
