"""The page of key persons, bound to its tool."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.documents.text import file_stem
from app.i18n import tr
from app.models.vocabulary import Aspect, Audience, DecisionRole, EvidenceClass, Receptivity
from app.tools.key_persons import actions, export, queries
from app.tools.key_persons.rows import People, PersonFacts
from app.tools.key_persons.rules import SIGNS, Sign, propose
from app.ui import pictures
from app.ui.desk import Desk
from app.ui.dialogs.ask_person import ask_person
from app.ui.dialogs.ask_signs import SignQuestion, ask_signs
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.key_persons.labels import evidence_label, field_label, rating_label
from app.ui.tabs.key_persons.view import PeopleView
from app.ui.widgets.bars import relation_text
from app.ui.widgets.empty_state import EmptyState


class KeyPersonsTab(Tab):
    """Who decides, what each of them wants, and who can be moved."""

    name = "key_persons"
    group = Group.RELATIONSHIP
    icon = "users"
    reads = table_names(queries.READS)

    @classmethod
    def title(cls) -> str:
        """The name on the tool's pill."""
        return tr("Key persons")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._people: People | None = None
        self._facts: PersonFacts | None = None
        self._picked: int | None = None
        self.view = PeopleView()
        self.nothing = EmptyState(
            "briefcase",
            tr("No opportunity is selected"),
            tr("People are rated for one decision. Choose an opportunity on the left, or add one there."),
        )
        self.start = EmptyState(
            "user-plus",
            tr("Who will feel this decision?"),
            tr("Nine roles exist; most deals know three. Begin with the one you will meet next."),
            tr("Name the first person"),
        )
        self.start.started.connect(self.new)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        plane, people, form = self.view.plane, self.view.people, self.view.form
        plane.copy_button.clicked.connect(self._copy)
        plane.picked.connect(self._pick)
        plane.marked.connect(self._place)
        people.picked.connect(self._pick)
        people.opened.connect(self._open)
        people.add_wanted.connect(self._add)
        people.include_wanted.connect(self._include)
        people.rename_wanted.connect(self._ask_name)
        people.remove_wanted.connect(self._remove)
        people.discard_wanted.connect(self._discard)
        form.edited.connect(self._set_field)
        form.goal_edited.connect(self._set_goal)
        form.goal_backed.connect(self._back_goal)
        form.roles_changed.connect(self._set_roles)
        form.rated.connect(self._rate)
        form.marked.connect(self._mark)
        form.backed.connect(self._back)
        form.overridden.connect(self._override)
        form.proposal_wanted.connect(self._propose)
        form.rating_dropped.connect(self._drop_rating)
        form.settled.connect(self.desk.workspace.seal)

    def refresh(self) -> None:
        """Read the people of the selected opportunity, and the picked one whole."""
        opportunity_id = self.desk.selection.opportunity_id
        self._people = self._facts = None
        if opportunity_id is not None:
            with self.desk.workspace.read() as session:
                self._people = queries.people(session, opportunity_id, self.desk.audience)
                self._facts = self._read_picked(session)
        if self._people is None:
            self.show_page(self.nothing)
        elif not self._people.people:
            self.show_page(self.start)
        else:
            self.view.show_page(self._people, self._picked, self.desk.audience)
            self.view.show_person(self._facts, self.desk.today())
            self.show_page(self.view)

    def focus_on(self, what: str) -> None:
        """ "add", "add:ROLE", "person:ID" or "person:ID:PART" with the id of a stakeholder."""
        verb, _, rest = what.partition(":")
        if self._people is None:
            self.refresh()
        if verb == "add":
            self._add(rest)
        elif verb == "person":
            stakeholder, _, part = rest.partition(":")
            if stakeholder.isdigit():
                self._pick(int(stakeholder))
            if part == "receptivity":
                self.view.plane.matrix.setFocus()
                self.view.ensureWidgetVisible(self.view.plane)
            elif self._facts is not None:
                self.view.show_form(part)

    def new(self) -> None:
        """Ctrl+N: name a person."""
        self._add("")

    def exports(self) -> tuple[Export, ...]:
        """The plane as a picture, the list as a table, the picked person in Word; our opinions stay with us."""
        if self._people is None or not self._people.people:
            return ()
        if self.desk.audience is not Audience.INTERNAL:
            return (Export(tr("Copy the list"), "copy", self.view.people.copy_table),)
        return (
            Export(tr("This person in Word…"), "file-text", self._export_word),
            Export(tr("Picture (SVG or PNG)…"), "image", self._save_picture),
            Export(tr("Copy the picture"), "copy", self._copy),
            Export(tr("Copy the list"), "table-2", self.view.people.copy_table),
        )

    def _copy(self) -> None:
        pictures.copy_drawn(self.view.plane.matrix, self.view.people.as_table())
        self.desk.say(tr("Copied."))

    def _save_picture(self) -> None:
        name = f"{file_stem(self.title())}.svg"
        path = self.desk.ask_save_path(self, tr("Save the picture"), name, tr("Pictures (*.svg *.png)"))
        if path is not None:
            with self.desk.reporting():
                pictures.save(self.view.plane.matrix, path)
                self.desk.say(tr("Saved “{name}”.", name=path.name))

    def _export_word(self) -> None:
        facts = self._facts
        if facts is None:
            return
        name = f"{file_stem(facts.row.name)}.docx"
        path = self.desk.ask_save_path(self, tr("This person in Word"), name, tr("Word (*.docx)"))
        if path is not None:
            with self.desk.reporting():
                page = self.view.page_of(facts.row.mode)
                export.write_word(facts, page, path, self.desk.today(), self.desk.settings.me)
                self.desk.say(tr("Saved “{name}”.", name=path.name))

    def _read_picked(self, session: Any) -> PersonFacts | None:
        if self._people is None or self.desk.audience is not Audience.INTERNAL:
            return None
        if self._people.person(self._picked) is None:
            self._picked = self._people.people[0].id if self._people.people else None
        if self._picked is None:
            return None
        return queries.person_facts(session, self._picked, self.desk.today())

    def _pick(self, stakeholder_id: int) -> None:
        if stakeholder_id != self._picked:
            self.desk.workspace.seal()
            self._picked = stakeholder_id
            self.refresh()

    def _open(self, stakeholder_id: int) -> None:
        self._pick(stakeholder_id)
        self.view.show_form()

    # The people

    def _add(self, role: str) -> None:
        opportunity_id = self.desk.selection.opportunity_id
        if opportunity_id is None:
            return
        roles = (DecisionRole(role),) if role in set(DecisionRole) else ()
        answer = ask_person(self, roles=roles)
        if answer is None:
            return
        with self.desk.reporting(), self.edit(tr("Add {name}", name=answer.name)) as session:
            self._picked = actions.add_person(
                session,
                opportunity_id,
                answer.name,
                answer.title,
                answer.roles,
                placeholder=answer.placeholder,
            )
        self.refresh()

    def _include(self, person_id: int) -> None:
        opportunity_id = self.desk.selection.opportunity_id
        if opportunity_id is None:
            return
        with self.desk.reporting(), self.edit(tr("Add from the account")) as session:
            self._picked = actions.include_person(session, opportunity_id, person_id)
        self.refresh()

    def _ask_name(self, stakeholder_id: int) -> None:
        row = self._people.person(stakeholder_id) if self._people is not None else None
        if row is None:
            return
        name = ask_text(self, tr("Rename the person"), tr("Name"), row.name, tr("Rename"))
        if name is not None:
            with self.desk.reporting(), self.edit(tr("Rename a person")) as session:
                actions.rename(session, stakeholder_id, name)
            self.refresh()

    def _remove(self, stakeholder_id: int) -> None:
        row = self._people.person(stakeholder_id) if self._people is not None else None
        if row is None:
            return
        with self.desk.reporting(), self.edit(tr("Remove {name}", name=row.name)) as session:
            actions.remove(session, stakeholder_id)
        self.refresh()
        self.desk.say(tr("{name} is out of this opportunity and still known at the account.", name=row.name))

    def _discard(self, stakeholder_id: int) -> None:
        row = self._people.person(stakeholder_id) if self._people is not None else None
        if row is None:
            return
        with self.desk.reporting(), self.edit(tr("Delete {name}", name=row.name)) as session:
            actions.discard(session, stakeholder_id)
        self.refresh()
        self.desk.say(tr("{name} is in the trash.", name=row.name))

    # The plane

    def _place(self, stakeholder_id: int, wished: float, perceived: float) -> None:
        self._picked = stakeholder_id
        row = self._people.person(stakeholder_id) if self._people is not None else None
        name = row.name if row is not None else ""
        with self.desk.reporting(), self.edit(tr("Move {name} on the plane", name=name)) as session:
            actions.mark(session, stakeholder_id, wished, perceived, self.desk.today())
        self.refresh()

    def _mark(self, wished: float | None, perceived: float | None) -> None:
        if self._picked is not None:
            self._place_or_clear(self._picked, wished, perceived)

    def _place_or_clear(self, stakeholder_id: int, wished: float | None, perceived: float | None) -> None:
        with self.desk.reporting(), self.edit(tr("Set receptivity")) as session:
            actions.mark(session, stakeholder_id, wished, perceived, self.desk.today())
        self.refresh()

    # The form

    def _set_field(self, field: str, value: Any) -> None:
        if self._picked is None:
            return
        if isinstance(value, str) and field == "effect":
            value = type(self._facts.effect)(value) if self._facts is not None else value
        merge = f"{field}:{self._picked}" if isinstance(value, str) else None
        with self.desk.reporting(), self.edit(field_label(field), merge=merge) as session:
            if field == "name":
                actions.rename(session, self._picked, str(value))
            else:
                actions.describe(session, self._picked, field, value)
        self.refresh()

    def _set_goal(self, field: str, text: str) -> None:
        if self._picked is None:
            return
        with self.desk.reporting(), self.edit(field_label(field), merge=f"{field}:{self._picked}") as session:
            actions.set_goal(session, self._picked, field, text, self.desk.today())
        self.refresh()

    def _back_goal(self, evidence_class: Any, noted_on: Any) -> None:
        if self._picked is None:
            return
        with self.desk.reporting(), self.edit(tr("Say how the goal is known")) as session:
            actions.back_goal(
                session, self._picked, EvidenceClass(evidence_class), noted_on, self.desk.today()
            )
        self.refresh()

    def _set_roles(self, roles: Iterable[DecisionRole]) -> None:
        if self._picked is None:
            return
        with self.desk.reporting(), self.edit(tr("Set roles")) as session:
            actions.set_roles(session, self._picked, tuple(roles))
        self.refresh()

    def _rate(self, aspect: Aspect, value: Any) -> None:
        if self._picked is None:
            return
        with self.desk.reporting(), self.edit(rating_label(aspect)) as session:
            actions.rate(session, self._picked, aspect, value, self.desk.today())
        self.refresh()

    def _back(self, aspects: Iterable[Aspect], what: str, value: Any) -> None:
        if self._picked is None or self._facts is None:
            return
        rated = [aspect for aspect in aspects if aspect in self._facts.ratings]
        merge = f"{what}:{rated}:{self._picked}" if what == "evidence" else None
        with self.desk.reporting(), self.edit(evidence_label(what), merge=merge) as session:
            for aspect in rated:
                actions.back_rating(session, self._picked, aspect, self.desk.today(), **{what: value})
        self.refresh()

    def _drop_rating(self, rating_id: int) -> None:
        with self.desk.reporting(), self.edit(tr("Delete a rating")) as session:
            actions.drop_rating(session, rating_id)
        self.refresh()

    def _override(self, mode: Any, reason: str) -> None:
        if self._picked is None:
            return
        with self.desk.reporting(), self.edit(tr("Override the mode")) as session:
            actions.override_mode(session, self._picked, Receptivity(mode) if mode else None, reason)
        self.refresh()

    def _propose(self, aspect: Aspect) -> None:
        if self._picked is None or self._facts is None:
            return
        scale = (
            [(value, str(value)) for value in range(1, 6)]
            if aspect is Aspect.INFLUENCE
            else [(value, relation_text(value)) for value in range(-2, 3)]
        )
        name = self._facts.row.name
        titles = {
            Aspect.INFLUENCE: tr("How much weight has {name}?", name=name),
            Aspect.RELATIONSHIP: tr("Is {name} for us?", name=name),
        }

        def proposal(seen: Any) -> tuple[int | None, str]:
            found = propose(aspect, {Sign(key): answer for key, answer in seen.items()})
            return found.value, found.because

        signs = [SignQuestion(sign.value, sign.question) for sign in SIGNS[aspect]]
        answer = ask_signs(self, titles[aspect], signs, scale, proposal)
        if answer is None:
            return
        with self.desk.reporting(), self.edit(rating_label(aspect)) as session:
            actions.rate(
                session,
                self._picked,
                aspect,
                answer.value,
                self.desk.today(),
                evidence=answer.because,
                evidence_class=EvidenceClass.ESTIMATED,
            )
        self.refresh()
