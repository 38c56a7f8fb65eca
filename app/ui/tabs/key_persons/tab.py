"""The page of key persons, bound to its tool."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.models.vocabulary import Audience, DecisionRole, Level
from app.tools.key_persons import actions, queries, rating_actions
from app.tools.key_persons.rows import People, PersonFacts
from app.ui.desk import Desk
from app.ui.dialogs.ask_levels import ask_levels
from app.ui.dialogs.ask_name import ask_name
from app.ui.dialogs.ask_people import ask_people
from app.ui.dialogs.ask_person import ask_person
from app.ui.dialogs.ask_text import ask_text
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.key_persons.form_edits import FormEdits
from app.ui.tabs.key_persons.view import PeopleView
from app.ui.tabs.key_persons.ways_out import WaysOut
from app.ui.tabs.key_persons.wizard import ask_what_was_seen, take
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.person_form import PersonForm


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
        self.view = PeopleView(self)
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
            tr("Start from the last ratings"),
        )
        self.start.started.connect(self.new)
        self.start.second_chosen.connect(self._start_from_last)
        self.set_content(self.nothing, self.start, self.view)
        self._connect()

    def _connect(self) -> None:
        plane, people = self.view.plane, self.view.people
        self._ways = WaysOut(self, self.view, self._current_facts)
        plane.copy_button.clicked.connect(self._ways.copy)
        plane.picked.connect(self._pick)
        plane.marked.connect(self._place)
        people.picked.connect(self._pick)
        people.opened.connect(self._open)
        people.add_wanted.connect(self._add)
        people.include_wanted.connect(self._include)
        people.rename_wanted.connect(self._ask_name)
        people.remove_wanted.connect(self._remove)
        people.discard_wanted.connect(self._discard)
        people.start_wanted.connect(self._start_from_last)
        plane.levels_wanted.connect(self._ask_levels)
        self.view.form_made.connect(self._connect_form)

    def _connect_form(self, form: PersonForm) -> None:
        form.wizard_wanted.connect(self._ask_what_was_seen)
        form.name_wanted.connect(self._name_placeholder)
        form.folded.connect(self._remember_fold)
        self._edits = FormEdits(self, form, self._current_facts, self.view.signs)
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
            self._show_start(self._people)
        else:
            self.view.show_page(
                self._people,
                self._picked,
                self.desk.audience,
                self._facts,
                self.desk.today(),
                self.desk.ageing,
            )
            self.view.show_person(self._facts, self.desk.today(), self.desk.settings.open_folds)
            self.show_page(self.view)

    def _show_start(self, people: People) -> None:
        """An empty page; where the account has rated people, they can be the start."""
        known = [one for one in people.candidates if one.rated_on is not None]
        internal = self.desk.audience is Audience.INTERNAL
        self.start.second.setVisible(bool(known) and internal)
        self.show_page(self.start)

    def focus_on(self, what: str) -> None:
        """ "add", "add:ROLE", "start", "person:ID" or "person:ID:PART" with the id of a stakeholder."""
        verb, _, rest = what.partition(":")
        if self._people is None:
            self.refresh()
        if verb == "add":
            self._add(rest)
        elif verb == "start":
            self._start_from_last()
        elif verb == "person":
            stakeholder, _, part = rest.partition(":")
            if stakeholder.isdigit():
                self._pick(int(stakeholder))
            if part == "wizard":
                self._ask_what_was_seen()
            elif part == "receptivity":
                self.view.plane.matrix.setFocus()
                self.view.ensureWidgetVisible(self.view.plane)
            elif self._facts is not None:
                self.view.show_form(part)

    def new(self) -> None:
        """Ctrl+N: name a person."""
        self._add("")

    def exports(self) -> tuple[Export, ...]:
        """The plane as a picture, the list as a table, the picked person in Word; our opinions stay with us."""
        return self._ways.exports() if self._people is not None and self._people.people else ()

    def _read_picked(self, session: Any) -> PersonFacts | None:
        if self._people is None or self.desk.audience is not Audience.INTERNAL:
            return None
        if self._people.person(self._picked) is None:
            self._picked = self._people.people[0].id if self._people.people else None
        if self._picked is None:
            return None
        return queries.person_facts(session, self._picked, self.desk.today(), self.desk.ageing)

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
        answer = ask_person(self, roles=roles, own_roles=self._people.own_roles if self._people else ())
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

    def _start_from_last(self) -> None:
        opportunity_id = self.desk.selection.opportunity_id
        if opportunity_id is None or self._people is None:
            return
        chosen = ask_people(self, self._people.candidates, self.desk.today())
        if chosen is None:
            return
        with self.desk.reporting(), self.edit(tr("Start from the last ratings")) as session:
            self._picked = actions.start_from_last(session, opportunity_id, chosen)[0]
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
            rating_actions.mark(
                session, stakeholder_id, wished, perceived, self.desk.today(), rated_by=self.desk.settings.me
            )
        self.refresh()

    def _ask_levels(self) -> None:
        if self._people is None:
            return
        levels = ask_levels(self, self._people.levels)
        if levels is None or levels == self._people.levels:
            return
        with self.desk.reporting(), self.edit(tr("Set where the modes begin")) as session:
            rating_actions.set_level(session, Level.TOLERANCE, levels.tolerance)
            rating_actions.set_level(session, Level.ACCEPTABLE, levels.acceptable)
        self.refresh()

    # The form

    def _ask_what_was_seen(self) -> None:
        facts, people = self._facts, self._people
        if facts is None or people is None:
            return
        self.desk.workspace.seal()
        rater, today = self.view.form.rater(), self.desk.today()
        answer = ask_what_was_seen(self, facts, rater, self.view.signs, people.levels, today)
        if answer is None:
            return
        label = tr("Rate {name} from what we saw", name=facts.row.name)
        with self.desk.reporting(), self.edit(label) as session:
            take(session, facts.row.id, answer, rater, today, self.desk.settings.me)
        self.refresh()

    def _name_placeholder(self) -> None:
        if self._facts is None or self._people is None:
            return
        row = self._facts.row
        found = ask_name(self, row.name, self._people.candidates)
        if found is None:
            return
        with self.desk.reporting(), self.edit(tr("Name the {title}", title=row.name)) as session:
            if isinstance(found, int):
                actions.identify(session, row.id, found)
            else:
                actions.rename(session, row.id, found)
        self.refresh()

    def _remember_fold(self, name: str, opened: bool) -> None:
        others = tuple(one for one in self.desk.settings.open_folds if one != name)
        self.desk.prefer(open_folds=(*others, name) if opened else others)

    def _current_facts(self) -> PersonFacts | None:
        return self._facts
