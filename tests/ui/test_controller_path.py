"""The controller's path through the real window: model, three figures with sources, scenarios, tornado, Excel."""

import io
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.models.opportunities import Opportunity
from app.models.vocabulary import EvidenceClass
from app.settings import Settings, save
from app.tools.value_calculator import queries as values
from app.tools.value_calculator.queries import Case
from app.tools.value_calculator.rules import group_inputs
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.value_calculator.tab import ValueCalculatorTab
from app.ui.widgets.field import TypedField
from app.ui.widgets.fields import Choice
from app.ui.widgets.segmented import Segmented
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity
from tests.test_journal import dump
from tests.ui.answer import choose
from tests.ui.conftest import Opener
from tests.ui.steps import Rep, save_as

CONTROLLER = "Elina Vuori"
FIGURES = (
    ("gross_margin", "140", "Gross margin"),
    ("investment", "4400", "Investment"),
    ("broke", "9.5", "Broke"),
)


@pytest.fixture
def prepared(workspace: Workspace, workspace_path: Path, tmp_path: Path) -> Path:
    """An opportunity with its controller, on which the window opens, and nothing calculated yet."""
    with workspace.edit("Begin") as session:
        opportunity = an_opportunity(session, an_account(session))
        a_person(session, opportunity, CONTROLLER)
        uid = session.get_one(Opportunity, opportunity).uid
    workspace.close()
    save(Settings(me="Sam Seller", last_opportunity=uid), tmp_path / "settings.toml")
    return workspace_path


def case(rep: Rep) -> Case:
    with rep.workspace.read() as session:
        (found,) = values.cases(session, 1)
    return found


def groups_of(rep: Rep) -> list[tuple[str, set[str]]]:
    """The headings that inputs stand under."""
    sheet = case(rep).sheet()
    return [(title, {one.id for one in inputs}) for title, inputs in group_inputs(sheet)]


def begin(rep: Rep, tab: ValueCalculatorTab) -> None:
    def fill(ask: Ask) -> None:
        rep.choose(ask.findChildren(Choice)[0], "Board machine")

    rep.answer(fill)
    rep.click(tab.start.empty.button)
    rep.made("Begin value case")


def confirm(rep: Rep, tab: ValueCalculatorTab, name: str, value: str, label: str) -> None:
    """A figure typed over, and who stands behind it."""
    group = next(title for title, inputs in groups_of(rep) if name in inputs)
    rep.choose(tab.view.inputs.groups, group)
    row = tab.view.inputs.row(name)
    rep.write(row.field, value)
    rep.made(f"Set {label}")

    def fill(ask: Ask) -> None:
        rep.click(ask.findChildren(Segmented)[0]._buttons[EvidenceClass.CONFIRMED])
        rep.choose(ask.findChildren(Choice)[0], CONTROLLER)
        rep.write(ask.findChildren(TypedField)[0], "Budget 2027")

    rep.answer(fill)
    rep.click(row.source)
    rep.made(f"Say how {label} is known")
    settled = case(rep).sheet().settled
    assert settled.values[name] == float(value)
    said = settled.said[name]
    assert (said.evidence, said.person, said.source) == (EvidenceClass.CONFIRMED, CONTROLLER, "Budget 2027")


def compare(rep: Rep, tab: ValueCalculatorTab) -> None:
    """Another scenario is shown by a click on its line, and the first one again."""
    table = tab.view.scenarios
    before = [row[0] for row in table.as_table()[1:]]
    assert before == ["Speed and breaks", "Breaks only", "Cautious", "Doing nothing"]
    rep.click(table, table.row_rect("cautious").center().toPoint())
    rep.made("Show scenario")
    assert case(rep).scenario == "cautious"
    rep.click(table, table.row_rect("base").center().toPoint())
    rep.made("Show scenario")


def test_a_controller_goes_from_a_model_to_a_workbook_and_back(
    qtbot: QtBot, open_program: Opener, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = tmp_path / "value-case.xlsx"
    monkeypatch.setattr(Desk, "ask_save_path", save_as(exported))
    rep = Rep(qtbot, open_program(prepared))
    nothing = dump(rep.workspace)
    tab = rep.open_tool("value_calculator")
    assert isinstance(tab, ValueCalculatorTab)
    begin(rep, tab)
    rep.activate()
    for name, value, label in FIGURES:
        confirm(rep, tab, name, value, label)
    compare(rep, tab)

    rep.write(tab.view.sure.draws, "500")
    rep.click(tab.view.sure.start)
    qtbot.waitUntil(lambda: tab.view.sure.is_drawn, timeout=20_000)
    assert "500 draws" in tab.view.sure.sentence.text()
    assert tab.view.sure.edges.as_table()[0][0] == "Nothing is gained at"
    rep.made()

    choose(qtbot, "Excel with live formulas")
    rep.click(rep.program.window.head.export)
    rep.made()
    book = openpyxl.load_workbook(io.BytesIO(exported.read_bytes()), data_only=True)
    shown = {row[0].value: row[1].value for row in book["Inputs"].iter_rows()}
    assert (shown["Gross margin"], shown["Investment"], shown["Broke"]) == (140, 4400, 9.5)
    assert book["Value"]["B7"].value == "Speed and breaks"

    end = dump(rep.workspace)
    for label in reversed(rep.steps):
        rep.undo(label)
    assert dump(rep.workspace) == nothing
    for label in rep.steps:
        rep.redo(label)
    assert dump(rep.workspace) == end
