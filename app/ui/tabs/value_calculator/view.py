"""The page of the value calculator: layout, and what the user asked for in the words of the trade."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import BadInputError
from app.i18n import tr
from app.method.figures import figure, payback_text, percent, signed, with_unit
from app.method.value_model import BASE, Benefit
from app.method.value_outcome import Outcome
from app.tools.value_calculator import rules
from app.tools.value_calculator.answered import Answer
from app.tools.value_calculator.queries import Case
from app.tools.value_calculator.rules import Compared, Sheet
from app.ui.tabs.value_calculator.cards import STRIP, EvidenceCard, GoalCard, SoWhatCard, figures
from app.ui.tabs.value_calculator.inputs import InputsCard
from app.ui.tabs.value_calculator.sure_card import SureCard
from app.ui.theme import fix, space, theme
from app.ui.widgets.buttons import icon_button, link, quiet
from app.ui.widgets.card import Card
from app.ui.widgets.cashflow import CashFlow
from app.ui.widgets.fields import Choice
from app.ui.widgets.figure_strip import Figure, FigureStrip
from app.ui.widgets.figure_table import FigureRow, FigureTable, Heading
from app.ui.widgets.page import Page
from app.ui.widgets.text import label
from app.ui.widgets.unfold import OnScreen
from app.ui.widgets.waterfall import Step, Waterfall

LOW = 560  # below this the strip of figures leaves its conventions to the tips


class ValueView(QWidget):
    """The results stay in sight above the page that scrolls."""

    tried = Signal(str, float)
    value_set = Signal(str, object)
    source_wanted = Signal(str)
    case_chosen = Signal(object)
    scenario_chosen = Signal(str)
    scenario_wanted = Signal()
    scenario_change_wanted = Signal()
    scenario_removed = Signal()
    origin_wanted = Signal(str)  # id of a benefit or a cost
    answers_wanted = Signal()
    settled = Signal()

    def __init__(self, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._answers: dict[str, Answer] = {}
        self.cases = Choice(())
        self.cases.setAccessibleName(tr("Value case"))
        self.cases.chosen.connect(self.case_chosen)
        self.scenario = Choice(())
        self.scenario.setAccessibleName(tr("Scenario"))
        self.scenario.chosen.connect(self._choose_scenario)
        self.more = icon_button("ellipsis", tr("More"))
        self.strip = FigureStrip()
        self.problem = label("", "error")
        self.problem.hide()
        self.inputs = InputsCard()
        self.inputs.tried.connect(self.tried)
        self.inputs.value_set.connect(self.value_set)
        self.inputs.source_wanted.connect(self.source_wanted)
        self.inputs.settled.connect(self.settled)
        self.waterfall, self.cashflow = Waterfall(), CashFlow()
        self.so_what, self.evidence = SoWhatCard(), EvidenceCard()
        self.evidence.source_wanted.connect(self.source_wanted)
        self.lines, self.scenarios = FigureTable(choosable=True), FigureTable(choosable=True)
        self.lines.setAccessibleName(tr("Benefits by column"))
        self.scenarios.setAccessibleName(tr("Scenarios side by side"))
        self.lines.chosen.connect(self.origin_wanted)
        self.scenarios.chosen.connect(self.scenario_chosen)
        self.goal, self.sure = GoalCard(), SureCard()
        self.so_what.sure_wanted.connect(self._show_sure)
        self.page = Page(margins=(24, 2, 24, 24))
        column = QVBoxLayout(self)
        space(column)
        column.addWidget(self._head())
        column.addWidget(self.page, 1)
        self._fill_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_brief(self.height() < theme().px(LOW))

    def _head(self) -> QWidget:
        """Case, scenario and the large figures."""
        head = QWidget()
        column = QVBoxLayout(head)
        space(column, (24, 10, 24, 10), 8)
        row = QHBoxLayout()
        space(row, gap=8)
        fix(self.cases, width=250)
        fix(self.scenario, width=250)
        name = label(tr("Scenario"), "field")
        name.setBuddy(self.scenario)
        add = quiet(tr("Add a scenario"), "plus")
        add.clicked.connect(self._want_scenario)
        row.addWidget(self.cases)
        row.addWidget(name)
        row.addWidget(self.scenario)
        tools = OnScreen()
        space(beside := QHBoxLayout(tools))
        beside.addWidget(add)
        beside.addStretch(1)
        beside.addWidget(self.more)
        row.addWidget(tools, 1)
        row.addStretch(0)  # takes the room on paper, where the tools are not
        column.addLayout(row)
        card = Card()
        card.add(self.strip)
        card.add(self.problem)
        column.addWidget(card)
        return head

    def _fill_page(self) -> None:
        pictures = QWidget()
        column = QVBoxLayout(pictures)
        space(column, gap=12)
        self._built_card = built = Card(tr("Benefit a year, line by line"))
        built.add(self.waterfall)
        self._undrawn = label(tr("As soon as a benefit has a figure, it is drawn here."), "muted")
        built.add(self._undrawn)
        self._flow_card = flow = Card(tr("Cumulative discounted cash flow"))
        flow.add(self.cashflow, 1)
        column.addWidget(built)
        column.addWidget(flow, 1)
        self.page.add_row(self.inputs, pictures, (1, 1))
        self.page.add_row(self.so_what, self.evidence, (1, 1))
        self._lines_card = Card(tr("Benefits by column"))
        copy = icon_button("copy", tr("Copy the table"))
        copy.clicked.connect(self.lines.copy)
        linked = link(tr("Which challenges do they answer?"))
        linked.clicked.connect(self.answers_wanted)
        self._lines_card.add_tool(linked)
        self._lines_card.add_tool(copy)
        self._lines_card.add(self.lines)
        self._conventions = label("", "meta")
        self._lines_card.add(self._conventions)
        self.page.add(self._lines_card)
        beside = Card(tr("Scenarios side by side"))
        self.change = quiet(tr("Change this scenario"), "square-pen")
        self.change.clicked.connect(self.scenario_change_wanted)
        beside.add_tool(self.change)
        self.remove = quiet(tr("Remove this scenario"), "trash")
        self.remove.clicked.connect(self._remove_scenario)
        beside.add_tool(self.remove)
        beside.add(self.scenarios)
        self.page.add(beside)
        self.page.add(self.sure)
        self.page.add(self.goal)

    # What is shown

    def show_case(
        self,
        case: Case,
        cases: Sequence[tuple[int, str]],
        scenarios: Mapping[str, str],
        compared: Sequence[Compared],
        people: Sequence[tuple[int, str]],
        *,
        internal: bool,
    ) -> None:
        """Show everything of a case but its figures."""
        self.cases.set_options(list(cases))
        self.cases.set_value(case.id)
        self.cases.setVisible(len(cases) > 1)
        shown = case.scenario if case.scenario in scenarios else BASE
        self.scenario.set_options(list(scenarios.items()))
        self.scenario.set_value(shown)
        for button in (self.change, self.remove):
            button.setVisible(shown != BASE)
        self.goal.show_case(case, people, internal=internal)
        self._answers = case.answers
        self._show_compared(compared)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the figures of a stored scenario."""
        self._evidence = sheet.line_evidence
        self.inputs.show_sheet(sheet, sheet.scenario == BASE)
        self.evidence.show_sheet(sheet, self._locale)
        self._flow_card.set_note(sheet.unit)
        self._conventions.setText(" ".join(rules.conventions(sheet, self._locale)))
        self.show_outcome(sheet, sheet.outcome)

    def show_outcome(self, sheet: Sheet, outcome: Outcome) -> None:
        """Show an outcome of the sheet, stored or only tried; everything here is painted, nothing rebuilt."""
        self.problem.hide()
        share = sheet.confirmed
        confirmed = Figure(
            tr("Confirmed"),
            percent(share, self._locale),
            tr("of the value, by the customer"),
        )
        self.strip.set_figures((*figures(sheet, outcome, self._locale, STRIP), confirmed))
        self._show_waterfall(sheet, outcome)
        worth = outcome.worth_printed
        payback = worth.discounted_payback if worth else None
        invests = bool(outcome.investment and outcome.investment > 0)
        self.cashflow.set_curve(
            outcome.cumulated() if worth else (),
            payback,
            payback_text(payback, invests),
            lambda money: figure(money, locale=self._locale),
        )
        self.cashflow.heading = tr("Cumulative discounted cash flow ({unit})", unit=sheet.unit)
        self.so_what.show_outcome(sheet, outcome, self._locale)
        self._show_lines(sheet, outcome)

    def show_problem(self, error: BadInputError) -> None:
        """Say why the figures could not be computed; the last good ones stay."""
        self.problem.setText(str(error))
        self.problem.show()

    def _show_waterfall(self, sheet: Sheet, outcome: Outcome) -> None:
        built = rules.waterfall(sheet, outcome)
        steps = []
        for bar in built.bars:
            if bar.kind == "total":
                text = with_unit(bar.value, built.unit, locale=self._locale)
            else:
                text = signed(bar.value, locale=self._locale)
            steps.append(Step(bar.label, bar.start, bar.end, bar.kind, text))
        self._built_card.set_title(built.title)
        self.waterfall.heading = f"{built.title} ({built.unit})"
        self.waterfall.setVisible(bool(steps))
        self._undrawn.setVisible(not steps)
        self._flow_card.setVisible(outcome.worth is not None)
        self.waterfall.set_steps(steps)

    def _show_lines(self, sheet: Sheet, outcome: Outcome) -> None:
        model = sheet.engine.model
        columns = list(model.columns.values())
        several = len(model.money_columns) > 1
        headings = [
            Heading(tr("Benefit"), right=False, share=1.7),
            Heading(tr("Today"), share=0.9),
            Heading(tr("Change"), share=0.9),
            *(Heading(str(one.label), one.unit.text, share=1.15) for one in columns),
        ]
        if several:
            headings.append(Heading(tr("Money a year"), sheet.unit))
        headings.append(Heading(tr("Known as"), share=0.9))
        rows = []
        for benefit, line in zip(model.benefits, outcome.lines, strict=True):
            cells = [
                line.label,
                self._figure(sheet, outcome, benefit.current),
                self._figure(sheet, outcome, benefit.target),
            ]
            cells += [signed(line.printed.get(one.id), locale=self._locale) for one in columns]
            if several:
                cells.append(signed(line.annual_printed, locale=self._locale))
            cells.append(sheet.line_evidence[line.id].label)
            rows.append(FigureRow(line.id, tuple(cells), self._tip(benefit)))
        total = [
            tr("Total"),
            "",
            "",
            *(signed(outcome.totals_printed[one.id], locale=self._locale) for one in columns),
        ]
        if several:
            total.append(signed(outcome.annual_benefit_printed, locale=self._locale))
        self.lines.set_table(headings, rows, [*total, ""])

    def _tip(self, benefit: Benefit) -> str:
        """What a benefit answers, what is to be said of it, and that a click follows its number down."""
        answer = self._answers.get(benefit.id)
        parts = (
            tr("Answers: {challenge}", challenge=answer.challenge) if answer else "",
            str(benefit.note),
            tr("Click to see where its number comes from."),
        )
        return "\n".join(part for part in parts if part)

    def _figure(self, sheet: Sheet, outcome: Outcome, name: str) -> str:
        """An input or a quantity as it is, with its unit."""
        model = sheet.engine.model
        if name in model.inputs:
            return with_unit(outcome.inputs.get(name), model.inputs[name].unit.text, locale=self._locale)
        if name in model.quantities:
            return with_unit(outcome.quantities[name], model.quantities[name].unit.text, locale=self._locale)
        return ""

    def _show_compared(self, compared: Sequence[Compared]) -> None:
        headings = [
            Heading(tr("Scenario"), right=False, share=1.8),
            Heading(tr("Benefit a year")),
            Heading(tr("Investment")),
            Heading(tr("Discounted payback"), share=1.2),
            Heading(tr("Net present value")),
            Heading(tr("Rate of return"), share=0.8),
        ]
        against = any(one.alternative for one in compared)
        if against:
            headings.append(Heading(tr("Ours is worth more by"), share=1.1))
        rows = [
            FigureRow(
                one.id,
                (
                    one.label,
                    with_unit(one.annual, one.unit, locale=self._locale),
                    with_unit(one.investment, one.unit, locale=self._locale),
                    payback_text(one.payback, one.invests),
                    with_unit(one.npv, one.unit, locale=self._locale),
                    one.irr,
                    *(
                        [with_unit(one.ahead, one.unit, locale=self._locale) if one.alternative else ""]
                        * against
                    ),
                ),
                tr("Show this scenario"),
                one.chosen,
            )
            for one in compared
        ]
        self.scenarios.set_table(headings, rows)

    # What is asked for

    def _choose_scenario(self, key: object) -> None:
        self.scenario_chosen.emit(str(key))

    def _want_scenario(self) -> None:
        self.scenario_wanted.emit()

    def _remove_scenario(self) -> None:
        self.scenario_removed.emit()

    def _show_sure(self) -> None:
        self.page.ensureWidgetVisible(self.sure)
        self.sure.start.setFocus()
