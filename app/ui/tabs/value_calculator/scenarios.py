"""The scenarios of a value case: shown, added, called otherwise, taken out; and the question that describes one."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.method.value_model import BASE, Alternative
from app.tools.value_calculator import scenarios
from app.tools.value_calculator.scenarios import ScenarioWords
from app.ui.dialogs.base import Ask
from app.ui.tabs.value_calculator.page import Page
from app.ui.tabs.value_calculator.view import ValueView
from app.ui.widgets.fields import TextField
from app.ui.widgets.segmented import Segmented


class Scenarios(QObject):
    """One handler for each thing that is asked for."""

    def __init__(self, page: Page, view: ValueView) -> None:
        super().__init__(view)
        self._page, self._view = page, view
        view.scenario_chosen.connect(self._choose)
        view.scenario_wanted.connect(self._add)
        view.scenario_change_wanted.connect(self._change)
        view.scenario_removed.connect(self._remove)

    def _choose(self, key: str) -> None:
        case, _sheet = self._page.opened()
        with self._page.edit(tr("Show scenario")) as session:
            scenarios.choose(session, case.id, key)
        self._page.refresh()

    def _add(self) -> None:
        case, sheet = self._page.opened()
        words = ask_scenario(self._view, None)
        if words is None:
            return
        today = self._page.desk.today()
        with self._page.desk.reporting(), self._page.edit(tr("Add scenario")) as session:
            scenarios.add(session, case.id, words, sheet.scenario, today)
        self._page.refresh()

    def _change(self) -> None:
        case, sheet = self._page.opened()
        key = sheet.scenario
        if key in {"", BASE}:
            return
        of_model = sheet.engine.model.scenarios.get(key)
        known = ScenarioWords(case.all_scenarios()[key], of_model.alternative if of_model else None)
        words = ask_scenario(self._view, known)
        if words is not None and words != known:
            with self._page.desk.reporting(), self._page.edit(tr("Change scenario")) as session:
                scenarios.change(session, case.id, key, words)
            self._page.refresh()

    def _remove(self) -> None:
        case, sheet = self._page.opened()
        with self._page.desk.reporting(), self._page.edit(tr("Remove scenario")) as session:
            scenarios.remove(session, case.id, sheet.scenario)
        self._page.refresh()


def ask_scenario(parent: QWidget, known: ScenarioWords | None) -> ScenarioWords | None:
    """What a scenario is called and what it is; `known` is None for a new one."""
    if known is None:
        title, accept = tr("Add a scenario"), tr("Add")
        hint = tr("It begins with the values that are shown now; what you change then holds for it alone.")
    else:
        title, accept, hint = tr("Change the scenario"), tr("Keep"), tr("Its values stay as they are.")
    ask = Ask(parent, title, accept, hint, width=520)
    name = ask.row(tr("Name"), TextField(), required=True)
    kind = ask.row(
        tr("What is it?"),
        Segmented(
            [
                (None, tr("One of our ways to go")),
                (Alternative.COMPETITOR, tr("A competitor’s offer")),
                (Alternative.NOTHING, tr("Doing nothing")),
            ]
        ),
        tr("The table says by how much ours is worth more. A customer reads “Alternative” for a competitor."),
    )
    name.set_value(known.label if known else "")
    kind.set_value(known.alternative if known else None)
    if not ask.run():
        return None
    chosen = kind.value()
    return ScenarioWords(name.value(), chosen if isinstance(chosen, Alternative) else None)
