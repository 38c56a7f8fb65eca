"""Binds the page of the value calculator to its tool: one handler for each thing that the user can ask for."""

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.across import promising
from app.errors import BadInputError, WorkbenchError
from app.i18n import tr
from app.method.value_model import BASE
from app.models.vocabulary import Audience
from app.tools.value_calculator import actions, answered, queries, rules
from app.tools.value_calculator.queries import Case, OpportunityCases
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.supplied import offers
from app.tools.value_calculator.trace import origin_of_line
from app.ui.desk import Desk
from app.ui.tab import Export, Group, Tab, table_names
from app.ui.tabs.value_calculator import asking
from app.ui.tabs.value_calculator.draws import Draws
from app.ui.tabs.value_calculator.models import Models
from app.ui.tabs.value_calculator.scenarios import Scenarios
from app.ui.tabs.value_calculator.start_page import StartPage
from app.ui.tabs.value_calculator.trace_dialog import show_trace
from app.ui.tabs.value_calculator.view import ValueView
from app.ui.tabs.value_calculator.ways_out import WaysOut
from app.ui.widgets.empty_state import EmptyState


class ValueCalculatorTab(Tab):
    """What is the customer's goal worth, how sure is that, and who has confirmed it?"""

    name = "value_calculator"
    group = Group.VALUE
    icon = "calculator"
    reads = table_names(queries.READS | promising.READS)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._found: OpportunityCases | None = None
        self._case: Case | None = None
        self._sheet: Sheet | None = None
        self._chosen: int | None = None
        self.view = ValueView(desk.settings.locale, self)
        self.nothing = EmptyState(
            "calculator",
            tr("No opportunity is open"),
            tr("Choose one at the left to see what it is worth to the customer."),
        )
        self.start = StartPage()
        self.start.model_wanted.connect(self.new)
        self.start.file_wanted.connect(self._open_file)
        self.start.case_wanted.connect(self._start_from)
        self.start.menu_wanted.connect(self._open_menu)
        self.broken = EmptyState(
            "triangle-alert", tr("This value model cannot be run"), "", tr("Edit the model")
        )
        self.models = Models(self, self)
        self.broken.started.connect(self.models.edit)
        self.set_content(self.nothing, self.start, self.broken, self.view)
        self._ways_out = WaysOut(self, self.view)
        self._scenarios = Scenarios(self, self.view)
        self._draws = Draws(self, self.view.sure)
        self._connect()

    @classmethod
    def title(cls) -> str:
        return tr("Value calculator")

    def _connect(self) -> None:
        view = self.view
        view.tried.connect(self._try)
        view.value_set.connect(self._set_value)
        view.source_wanted.connect(self._ask_source)
        view.case_chosen.connect(self._choose_case)
        view.answers_wanted.connect(self._ask_answers)
        view.origin_wanted.connect(self._show_origin)
        view.settled.connect(self._seal)
        view.goal.text_edited.connect(self._set_text)
        view.goal.wanted_by_chosen.connect(self._set_wanted_by)
        view.goal.left.connect(self._seal)
        view.so_what.line_wanted.connect(self._add_line)
        menu = QMenu(self)
        for text, handler in (
            (tr("Add a benefit or cost"), self._add_line),
            (tr("How it is reckoned"), self._ask_conventions),
            (tr("Edit the model"), self.models.edit),
            (tr("Add another value case"), self.new),
            (tr("Open a model file"), self._open_file),
            (tr("Keep this model for other cases"), self.models.keep),
            (tr("Remove a model of your own"), self.models.forget),
            (tr("Put this case into the trash"), self._discard),
        ):
            menu.addAction(text).triggered.connect(handler)
        view.more.setMenu(menu)

    # Reading

    def refresh(self) -> None:
        opportunity = self.desk.selection.opportunity_id
        if opportunity is None:
            self._show_nothing()
            return
        with self.desk.workspace.read() as session:
            self._found = queries.opportunity_cases(session, opportunity, self.desk.audience)
        cases = self._found.cases
        if not cases:
            self._case = self._sheet = None
            self.start.show_promises(self._promises())
            self.show_page(self.start)
            return
        self._case = next((case for case in cases if case.id == self._chosen), cases[0])
        try:
            self._sheet = self._case.sheet()
            scenarios = self._case.all_scenarios()
            compared = rules.compare(
                self._case.title, self._case.model, scenarios, self._case.settings, self._sheet.scenario
            )
        except WorkbenchError as error:
            self._sheet = None
            self.broken.set_text(str(error))
            self.show_page(self.broken)
            return
        self.view.show_case(
            self._case,
            [(case.id, case.title) for case in cases],
            scenarios,
            compared,
            self._found.people,
            internal=self.desk.audience is Audience.INTERNAL,
        )
        self.view.show_sheet(self._sheet)
        self.show_page(self.view)
        self._draws.follow()

    def _show_nothing(self) -> None:
        self._found = self._case = self._sheet = None
        self.show_page(self.nothing)

    # One handler a user action

    def new(self) -> None:
        """Begin a value case on a value model, or with what we promise."""
        if self.desk.selection.opportunity_id is None:
            return
        with self.desk.reporting():
            offer = asking.ask_model(self, [*offers(), *self.models.own_offers()], self._promises())
            if isinstance(offer, promising.Fitting):
                self._start_from(offer.promise.id)
            elif offer is not None:
                with self.edit(tr("Begin value case")) as session:
                    self._chosen = actions.add_case_on(session, self._opportunity(), offer.text, offer.label)
                self.refresh()

    def _promises(self) -> tuple[promising.Fitting, ...]:
        """The value propositions that fit; they name people, so a customer is offered none."""
        if self.desk.audience is Audience.CUSTOMER:
            return ()
        with self.desk.workspace.read() as session:
            return promising.fitting(session, self._opportunity())

    def _start_from(self, proposition: int) -> None:
        with self.desk.reporting(), self.edit(tr("Start a value case from a proposition")) as session:
            self._chosen = promising.start_case(session, proposition, self._opportunity())
        self.refresh()

    def _open_menu(self, proposition: int, stakeholder: int) -> None:
        self.desk.open_tool("challenge_menu", f"propose:{proposition}:{stakeholder}")

    def _opportunity(self) -> int:
        opportunity = self.desk.selection.opportunity_id
        assert opportunity is not None  # the page is shown for an opportunity
        return opportunity

    def _open_file(self) -> None:
        chosen = self.desk.ask_open_path(self, tr("Open a model file"), tr("Value models (*.toml)"))
        if chosen is not None:
            with self.desk.reporting():
                self._begin(chosen)

    def _begin(self, path: Path) -> None:
        with self.edit(tr("Begin value case")) as session:
            self._chosen = actions.add_case(session, self._opportunity(), path)
        self.refresh()

    def _choose_case(self, case_id: int) -> None:
        self._chosen = case_id
        self.refresh()
        self.view.page.verticalScrollBar().setValue(0)

    def _try(self, name: str, value: float) -> None:
        """A slider moves: compute and paint, store nothing."""
        if self._sheet is None:
            return
        try:
            outcome = self._sheet.with_value(name, value)
        except BadInputError as error:
            self.view.show_problem(error)
            return
        self.view.show_outcome(self._sheet, outcome)

    def _set_value(self, name: str, value: float | None) -> None:
        case, sheet = self.opened()
        text = str(sheet.engine.model.inputs[name].label)
        merge = f"value:{case.id}:{sheet.scenario}:{name}"
        span = sheet.settled.ranges.get(name)
        with self.desk.reporting(), self.edit(tr("Set {input}", input=text), merge) as session:
            actions.set_value(session, case.id, sheet.scenario, name, value, self.desk.today())
            if span is not None and span.around(value) != span:
                self.desk.say(
                    tr("That is beyond the range of “{input}”, which now reaches to it.", input=text)
                )
        self.refresh()

    def _ask_source(self, name: str) -> None:
        case, sheet = self.opened()
        one = sheet.engine.model.inputs[name]
        people = self._found.people if self._found else ()
        settled, locale = sheet.settled, self.desk.settings.locale
        answer = asking.ask_source(
            self, one, settled.said[name], settled.values[name], settled.ranges.get(name), people, locale
        )
        if answer is None:
            return
        label = tr("Say how {input} is known", input=str(one.label))
        scenario, today = sheet.scenario, self.desk.today()
        if not (sheet.settled.said[name].here or scenario == BASE):
            scenario = BASE  # the value in force is the base's, and so is what was said of it
        with self.desk.reporting(), self.edit(label) as session:
            actions.set_source(
                session,
                case.id,
                scenario,
                name,
                answer.evidence,
                today,
                person_id=answer.person_id,
                source=answer.source,
            )
            actions.set_range(session, case.id, scenario, name, answer.low, answer.high, today)
        self.refresh()

    def _set_text(self, field: str, text: str) -> None:
        case, _sheet = self.opened()
        with (
            self.desk.reporting(),
            self.edit(tr("Edit value case"), f"value-text:{case.id}:{field}") as session,
        ):
            actions.set_text(session, case.id, field, text)
        self.refresh()

    def _set_wanted_by(self, person_id: int | None) -> None:
        case, _sheet = self.opened()
        with self.edit(tr("Say who wants the value")) as session:
            actions.set_wanted_by(session, case.id, person_id)
        self.refresh()

    def _add_line(self) -> None:
        case, sheet = self.opened()
        line = asking.ask_line(self, sheet.engine.model)
        if line is None:
            return
        with self.desk.reporting(), self.edit(tr("Add “{line}”", line=line.label)) as session:
            actions.add_line(session, case.id, line)
        self.refresh()

    def _ask_conventions(self) -> None:
        case, sheet = self.opened()
        changes = asking.ask_conventions(self, sheet.engine.model)
        if changes is None:
            return
        with self.desk.reporting(), self.edit(tr("Change how the value is reckoned")) as session:
            actions.set_convention(session, case.id, **changes)
        self.refresh()

    def _ask_answers(self) -> None:
        case, sheet = self.opened()
        with self.desk.workspace.read() as session:
            challenges = answered.heard(session, case.id)
        benefits = [(line.id, line.label) for line in sheet.outcome.lines]
        known = {line: answer.challenge_id for line, answer in case.answers.items()}
        answers = asking.ask_answers(self, benefits, known, challenges)
        if answers:
            with self.desk.reporting(), self.edit(tr("Say what the benefits answer")) as session:
                actions.set_answers(session, case.id, answers)
            self.refresh()

    def _show_origin(self, line: str) -> None:
        _case, sheet = self.opened()
        name = show_trace(self, origin_of_line(sheet, line, self.desk.settings.locale))
        if name:
            self._ask_source(name)

    def _discard(self) -> None:
        if self._case is None:
            return
        with self.edit(tr("Delete value case")) as session:
            actions.discard_case(session, self._case.id)
        self._chosen = None
        self.refresh()

    def _seal(self) -> None:
        self.desk.workspace.seal()

    def shown_case(self) -> Case | None:
        """The case that is chosen, also one whose model cannot be run."""
        return self._case

    def opened(self) -> tuple[Case, Sheet]:
        """The case that is shown, and its sheet."""
        assert self._case is not None  # the view is shown for a computed case
        assert self._sheet is not None
        return self._case, self._sheet

    # Ways in and out

    def here(self) -> str:
        return "" if self._case is None else str(self._case.id)

    def focus_on(self, what: str) -> None:
        """A part of the page by its name, an `input:<id>` or its `source:<id>`, or the id of a case."""
        if what.isdigit():
            self._choose_case(int(what))
            return
        if self._stale:
            self._refresh_now()
        part, _colon, name = what.partition(":")
        if self._sheet is None:
            if part == "start":
                self.new()
            return
        inputs = self.view.inputs
        if part in {"input", "source"} and inputs.has(name):
            row = inputs.row(name)
            self.view.page.ensureWidgetVisible(row)
            row.field.setFocus()
            if part == "source":
                self._ask_source(name)
        elif part == "line":
            self._add_line()
        elif part == "model":
            self.models.edit()
        elif part == "answers":
            self._ask_answers()
        elif part == "sure":
            self.view.page.ensureWidgetVisible(self.view.sure)
            self.view.sure.start.setFocus()
        elif part == "wanted_by":
            self.view.page.ensureWidgetVisible(self.view.goal)
            self.view.goal.wanted_by.setFocus()

    def exports(self) -> tuple[Export, ...]:
        return self._ways_out.exports()

    def computed(self) -> tuple[OpportunityCases, Case, Sheet] | None:
        """What is shown: all cases of the opportunity, the case and its sheet; None while nothing can be computed."""
        if self._found is None or self._case is None or self._sheet is None:
            return None
        return self._found, self._case, self._sheet
