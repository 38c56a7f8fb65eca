"""The sheet of scenarios: what differs between them, so that the workbook can turn to another one and stay alive."""

from collections.abc import Mapping

from app.i18n import tr
from app.method.value_model import BASE
from app.models.vocabulary import EvidenceClass
from app.tools.value_calculator import rules
from app.tools.value_calculator.export_layout import Layout
from app.tools.value_calculator.rules import Sheet
from app.tools.value_calculator.workbook import FILLS, Place, number_format

_HEAD = 3
CHOICE = (2, 1)
"""Row and column of the chosen scenario on the sheet of inputs."""


class ScenarioSheet:
    """Writes the values that differ, one column a scenario; inputs that follow them point here."""

    def __init__(self, layout: Layout, scenarios: Mapping[str, Sheet]) -> None:
        self.at, self.scenarios = layout, scenarios

    def write(self) -> None:
        """A row for each input that differs, and for each benefit whether the customer has confirmed it."""
        name, book = self.at.scenarios_name, self.at.book
        book.title(
            Place(name, 0, 0),
            tr("Scenarios"),
            tr("Choose one on the sheet of inputs. Change its coloured cells here; everything follows."),
        )
        book.head(name, _HEAD, [tr("Input"), *self.scenarios, tr("Unit")])
        last = len(self.scenarios)
        titles = f"{Place(name, _HEAD, 1).address}:{Place(name, _HEAD, last).near}"
        choice = Place(self.at.inputs_name, *CHOICE)
        self.at.choice = f"MATCH({choice.address},{titles},0)"
        row = _HEAD
        for key, one in self.at.model.inputs.items():
            sheets = self.scenarios.values()
            if len({sheet.settled.values[key] for sheet in sheets}) == 1:
                continue
            row += 1
            book.text(Place(name, row, 0), str(one.label))
            for column, sheet in enumerate(sheets, 1):
                book.number(
                    Place(name, row, column),
                    sheet.settled.values[key],
                    number_format(rules.decimals_of(one)),
                    bg_color=FILLS[sheet.settled.evidence[key]],
                    border=1,
                    border_color="#C9CED8",
                )
            book.text(Place(name, row, last + 1), one.unit.text, align="right")
            self.at.follows[key] = self._chosen(row)
        row += 2
        book.head(name, row, [tr("Confirmed by the customer"), *[""] * last])
        for benefit in self.at.model.benefits:
            row += 1
            book.text(Place(name, row, 0), str(benefit.label))
            for column, sheet in enumerate(self.scenarios.values(), 1):
                known = sheet.line_evidence[benefit.id] is EvidenceClass.CONFIRMED
                book.number(Place(name, row, column), float(known), '"✓";;"–"', align="right")
            self.at.confirmed[benefit.id] = self._chosen(row)
        self.at.chosen_title = self._title()
        book.text(Place(self.at.inputs_name, CHOICE[0], 0), tr("Scenario"), bold=True)
        book.choice(choice, self.at.chosen_title, f"={titles}")
        book.name(choice, "scenario")

    def _chosen(self, row: int) -> str:
        """The cell of the chosen scenario in a row; empty where it is empty."""
        first, last = (Place(self.at.scenarios_name, row, column) for column in (1, len(self.scenarios)))
        series = f"{first.address}:{last.near}"
        cell = f"INDEX({series},1,{self.at.choice})"
        return f'IF(ISBLANK({cell}),"",{cell})'

    def _title(self) -> str:
        """The title of the scenario that the workbook opens with."""
        shown = self.at.sheet.scenario or BASE
        return next(title for title, sheet in self.scenarios.items() if (sheet.scenario or BASE) == shown)
