"""The value calculator as it is used with a customer: sliders, fields, sources, scenarios; each edit and its undo."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.method.value_model import Alternative
from app.method.value_risk import Range
from app.models.opportunities import Opportunity, Stakeholder
from app.models.value import ValueCase
from app.models.vocabulary import CUSTOMER, EvidenceClass
from app.paths import content
from app.tools.value_calculator import actions, queries
from app.tools.value_calculator.model_text import NewLine
from app.tools.value_calculator.queries import Case
from app.ui.desk import Desk
from app.ui.dialogs.base import Ask
from app.ui.tabs.value_calculator import asking
from app.ui.tabs.value_calculator.asking import Source
from app.ui.tabs.value_calculator.inputs import InputRow
from app.ui.tabs.value_calculator.model_editor import ModelEditor
from app.ui.tabs.value_calculator.tab import ValueCalculatorTab
from app.ui.tabs.value_calculator.trace_dialog import TraceDialog
from app.ui.widgets.fields import Choice, NumberField, TextField
from app.ui.widgets.formula_field import FormulaField
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.value_slider import ValueSlider
from app.workspace import Workspace
from tests.build import a_person, an_account, an_opportunity
from tests.ui.answer import answer, in_dialog, typed

BOARD = content("value_models/board_machine.toml")


def _shown(desk: Desk, qtbot: QtBot) -> ValueCalculatorTab:
    tab = ValueCalculatorTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1010, 1400)
    tab.show()
    qtbot.waitExposed(tab)
    return tab


@pytest.fixture
def opportunity(workspace: Workspace) -> int:
    with workspace.edit("Begin") as session:
        return an_opportunity(session, an_account(session))


@pytest.fixture
def empty_tab(desk: Desk, opportunity: int, qtbot: QtBot) -> ValueCalculatorTab:
    desk.select(1, opportunity)
    return _shown(desk, qtbot)


@pytest.fixture
def tab(desk: Desk, workspace: Workspace, opportunity: int, qtbot: QtBot) -> ValueCalculatorTab:
    with workspace.edit("Case") as session:
        actions.add_case(session, opportunity, BOARD)
    desk.select(1, opportunity)
    return _shown(desk, qtbot)


def _stored(tab: ValueCalculatorTab) -> Case:
    with tab.desk.workspace.read() as session:
        return queries.cases(session, 1)[0]


def _value(tab: ValueCalculatorTab, name: str, scenario: str = "") -> float | None:
    return _stored(tab).sheet(scenario).settled.values[name]


def _figure(tab: ValueCalculatorTab, title: str) -> str:
    return next(one.value for one in tab.view.strip.figures() if one.title == title)


def _row(tab: ValueCalculatorTab, name: str) -> InputRow:
    return tab.view.inputs.row(name)


def _spot(slider: ValueSlider, share: float) -> QPoint:
    margin = slider._margin()
    return QPoint(round(margin + share * (slider.width() - 2 * margin)), slider.height() // 2)


def test_an_empty_page_begins_a_case(
    empty_tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = empty_tab
    assert tab.shown_page() is tab.start
    monkeypatch.setattr(asking, "ask_model", lambda _parent, offers, _promises: offers[0])
    qtbot.mouseClick(tab.start.empty.button, Qt.MouseButton.LeftButton)
    assert tab.shown_page() is tab.view
    assert _figure(tab, "Benefit a year") == "3,700 kEUR"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    assert not tab.start.rows  # an account without an industry has no promises


def test_an_empty_page_begins_with_what_is_promised(desk: Desk, filled: Workspace, qtbot: QtBot) -> None:
    with filled.edit("Into the trash") as session:
        for case in queries.cases(session, 1):
            actions.discard_case(session, case.id)
    desk.select(1, 1)
    tab = _shown(desk, qtbot)
    first = tab.start.rows[0]
    with qtbot.waitSignal(desk.tool_wanted) as wanted:
        qtbot.mouseClick(first.ask, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "challenge_menu"
    first.start.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first.start, Qt.Key.Key_Return)
    assert tab.shown_page() is tab.view
    assert _stored(tab).goal == "A week that runs as it was planned on Monday"
    filled.undo()
    qtbot.waitUntil(lambda: tab.shown_page() is tab.start)
    desk.show_to(CUSTOMER)  # the rows name people
    qtbot.waitUntil(lambda: not tab.start.rows)


def test_the_page_shows_case_1(tab: ValueCalculatorTab) -> None:
    assert _figure(tab, "Benefit a year") == "3,700 kEUR"
    assert _figure(tab, "Discounted payback") == "14 months"
    table = tab.view.lines.as_table()
    assert table[0] == [
        "Benefit",
        "Today",
        "Change",
        "Production (t/a)",
        "Additional revenue (kEUR/a)",
        "Energy savings (kEUR/a)",
        "Money a year (kEUR)",
        "Known as",
    ]
    assert table[1][:5] == ["Speed", "695 m/min", "57 m/min", "+22,000", "+3,200"]
    assert table[4][1:3] == ["19 MW", "−200 kW"]
    assert table[-1][:7] == ["Total", "", "", "+25,000", "+3,640", "+60", "+3,700"]


def test_dragging_a_slider_recalculates_and_keeps_on_release(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    row = _row(tab, "speed_gain")
    slider = row.slider
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=_spot(slider, 0.475))
    qtbot.mouseMove(slider, _spot(slider, 0.25))
    assert row.field.text() == "30 m/min"
    assert _figure(tab, "Benefit a year") == "2,246 kEUR"
    assert _value(tab, "speed_gain") == 57  # nothing is stored yet
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=_spot(slider, 0.25))
    assert _value(tab, "speed_gain") == 30
    assert tab.desk.workspace.undo_label == "Set Speed gain"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _figure(tab, "Benefit a year") == "3,700 kEUR")
    assert row.field.text() == "57 m/min"
    assert slider.number() == 57
    tab.desk.workspace.redo()
    qtbot.waitUntil(lambda: _figure(tab, "Benefit a year") == "2,246 kEUR")


def test_a_slider_by_keyboard(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    slider = _row(tab, "speed_gain").slider
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.number() == 60
    assert _value(tab, "speed_gain") == 57
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert slider.number() == 57
    assert _figure(tab, "Benefit a year") == "3,700 kEUR"
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: _value(tab, "speed_gain") == 67, timeout=3000)


def test_typing_a_value(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    field = _row(tab, "gross_margin").field
    editor = field.editor
    editor.setFocus()
    editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, "120")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert _value(tab, "gross_margin") == 120
    tab.desk.workspace.undo()
    assert _value(tab, "gross_margin") == 150


@pytest.mark.parametrize(("typed", "says"), [("many", "not a number"), ("120", "Between 0 and 100")])
def test_a_wrong_number_is_said_beside_the_field(
    tab: ValueCalculatorTab, qtbot: QtBot, typed: str, says: str
) -> None:
    field = _row(tab, "broke").field
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, typed)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert says in field.error()
    assert _value(tab, "broke") == 10


def test_what_cannot_be_computed_is_said_and_the_last_figures_stay(tab: ValueCalculatorTab) -> None:
    tab.view.tried.emit("horizon_years", 0.5)
    assert "whole number of years" in tab.view.problem.text()
    assert _figure(tab, "Benefit a year") == "3,700 kEUR"
    tab.view.tried.emit("horizon_years", 5.0)
    assert tab.view.problem.isHidden()


def test_saying_who_knows_it(
    tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    with workspace.edit("Person") as session:
        person = session.get_one(Stakeholder, a_person(session, 1, "Kari Salmi")).person_id
    tab.refresh()
    answer = Source(EvidenceClass.CONFIRMED, person, "mail", 40.0, 60.0)
    monkeypatch.setattr(asking, "ask_source", lambda *_: answer)
    row = _row(tab, "speed_gain")
    qtbot.mouseClick(row.source, Qt.MouseButton.LeftButton)
    assert row.source.text() == "Confirmed · Kari Salmi"
    settled = _stored(tab).sheet().settled
    assert settled.said["speed_gain"].source == "mail"
    assert settled.ranges["speed_gain"] == Range(40, 60)
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: row.source.text() == "Estimated")


def test_a_range_reaches_to_a_value_that_was_moved_beyond_it(tab: ValueCalculatorTab, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(said.append)
    before = _stored(tab).sheet().settled.ranges["speed_gain"]
    tab._set_value("speed_gain", before.high + 12)
    assert _stored(tab).sheet().settled.ranges["speed_gain"] == Range(before.low, before.high + 12)
    assert said == ["That is beyond the range of “Speed gain”, which now reaches to it."]
    desk.workspace.undo()
    assert _stored(tab).sheet().settled.ranges["speed_gain"] == before


def test_the_source_dialog_stays_open_until_it_is_right(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    sheet = _stored(tab).sheet()
    one = sheet.engine.model.inputs["speed"]
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Ask)
        source = next(field for field in dialog.findChildren(TextField))
        source.set_value("")
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
        seen.append(source.error())
        source.set_value("Data sheet")
        low, high = dialog.findChildren(NumberField)
        for ends in ((700, None), (800, 700), (500, 600)):
            for end, value in zip((low, high), ends, strict=True):
                end.set_value(value)
            qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
            seen.append(high.error())
        dialog.reject()

    QTimer.singleShot(0, answer)
    said = sheet.settled.said["speed"]
    assert asking.ask_source(tab, one, said, 695.0, None, (), "en_GB") is None
    assert seen == [
        "Say who stated it, or where it stands.",
        "A range needs both ends.",
        "The range ends below where it begins.",
        "The value is 695 m/min: the range must reach to it.",
    ]


def test_scenarios(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    rect = tab.view.scenarios.row_rect("breaks_only")
    qtbot.mouseClick(tab.view.scenarios, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert _stored(tab).scenario == "breaks_only"
    assert _figure(tab, "Benefit a year") == "600 kEUR"
    answer(qtbot, typed(qtbot, "Half speed"))
    tab.view.scenario_wanted.emit()
    assert _stored(tab).scenario == "half_speed"
    slider = _row(tab, "speed_gain").slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=_spot(slider, 0.25))
    assert _value(tab, "speed_gain", "half_speed") == 30
    assert _value(tab, "speed_gain") == 57
    answer(qtbot, lambda ask: ask.findChildren(Segmented)[0].set_value(Alternative.COMPETITOR))
    qtbot.mouseClick(tab.view.change, Qt.MouseButton.LeftButton)
    assert tab.desk.workspace.undo_label == "Change scenario"
    assert _stored(tab).sheet().engine.model.scenarios["half_speed"].alternative is Alternative.COMPETITOR
    qtbot.mouseClick(tab.view.remove, Qt.MouseButton.LeftButton)
    assert "half_speed" not in _stored(tab).all_scenarios()
    for _ in range(5):
        tab.desk.workspace.undo()
    assert _stored(tab).scenario == ""
    assert _stored(tab).scenarios == {}


def test_goal_and_who_wants_it(tab: ValueCalculatorTab, qtbot: QtBot, workspace: Workspace) -> None:
    with workspace.edit("Person") as session:
        person = session.get_one(Stakeholder, a_person(session, 1, "Elina Vuori")).person_id
    tab.refresh()
    field = tab.view.goal.fields["compared_with"]
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, "A second line")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert _stored(tab).compared_with == "A second line"
    tab.view.goal.wanted_by.chosen.emit(person)
    assert _stored(tab).wanted_by == "Elina Vuori"
    tab.desk.workspace.undo()
    assert _stored(tab).wanted_by == ""
    tab.desk.workspace.undo()
    assert _stored(tab).compared_with == "Running on as today"
    tab.refresh()
    assert tab.view.goal.wanted_by._box.currentText() == "Nobody yet"
    tab.desk.show_to(CUSTOMER)  # who wants it is ours: nothing is said of it
    tab.refresh()
    assert tab.view.goal.wanted_by._box.currentText() == ""


def test_a_benefit_of_ones_own(
    tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ask_line", lambda *_: NewLine("benefit", "Fewer complaints", 100))
    tab.view.so_what.line_wanted.emit()
    assert _figure(tab, "Benefit a year") == "3,800 kEUR"
    assert tab.view.inputs.has("fewer_complaints_value")
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _figure(tab, "Benefit a year") == "3,700 kEUR")


def test_conventions(tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ask_conventions", lambda *_: {"timing": "yearly"})
    tab._ask_conventions()
    assert _figure(tab, "Discounted payback") == "15 months"
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: _figure(tab, "Discounted payback") == "14 months")


def test_a_broken_model_can_be_mended(
    tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    text = _stored(tab).model
    with workspace.edit("Break it") as session:
        session.get_one(ValueCase, 1).model = text.replace('id = "speed"', 'id = "sped"', 1)
    qtbot.waitUntil(lambda: tab.shown_page() is tab.broken)
    assert "line" in tab.models.wrong_with(text.replace("[[quantity]]", "[[quantity]", 1))

    def mend(editor: ModelEditor) -> None:
        assert "line" not in editor.verdict.text()
        assert "speed" in editor.verdict.text()
        qtbot.mouseClick(editor.keep_button, Qt.MouseButton.LeftButton)
        assert editor.isVisible()
        monkeypatch.setattr(asking, "ask_model_text", lambda *_: text)
        qtbot.mouseClick(editor.text_button, Qt.MouseButton.LeftButton)
        assert editor.verdict.text() == "The model runs."
        qtbot.mouseClick(editor.keep_button, Qt.MouseButton.LeftButton)

    in_dialog(ModelEditor, mend)
    qtbot.mouseClick(tab.broken.button, Qt.MouseButton.LeftButton)
    assert tab.shown_page() is tab.view


def test_a_model_is_edited_part_by_part(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    before = _stored(tab).model

    def change(editor: ModelEditor) -> None:
        _pick_part(editor, "Benefit", "Breaks")
        assert editor.figure.text() == "= 605 kEUR"
        field = editor.form.fields["columns.energy"]
        assert isinstance(field, FormulaField)
        _retype(qtbot, field, "break_reduction * hours_n")
        assert field.offers() == ["hours_net"]
        qtbot.keyClick(field._popup, Qt.Key.Key_Return)
        assert field.text() == "break_reduction * hours_net"
        assert "cannot be shown in kEUR/a" in editor.figure.text()
        qtbot.keyClicks(field.editor, " * energy_cost_running * 2")
        field.commit()
        assert editor.figure.text() == "= 766 kEUR"
        qtbot.mouseClick(editor.undo_button, Qt.MouseButton.LeftButton)
        assert "cannot be shown in kEUR/a" in editor.figure.text()
        qtbot.mouseClick(editor.undo_button, Qt.MouseButton.LeftButton)
        assert editor.text == before
        _retype(qtbot, field, "0")
        qtbot.mouseClick(editor.keep_button, Qt.MouseButton.LeftButton)
        assert editor.figure.text() == "= 445 kEUR"

    in_dialog(ModelEditor, change)
    tab.models.edit()
    assert _stored(tab).sheet().outcome.lines[1].annual_printed == 440
    assert tab.desk.workspace.undo_label == "Edit value model"
    tab.desk.workspace.undo()
    assert _stored(tab).model == before


def test_a_renamed_input_keeps_what_was_said_of_it(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    with tab.desk.workspace.edit("Say") as session:
        actions.set_value(session, 1, "", "gross_margin", 170, tab.desk.today())
        actions.set_source(
            session, 1, "", "gross_margin", EvidenceClass.STATED, tab.desk.today(), source="Mail"
        )

    def rename(editor: ModelEditor) -> None:
        _pick_part(editor, "Input", "Gross margin")
        field = editor.form.fields["id"]
        assert isinstance(field, TextField)
        _retype(qtbot, field, "margin")
        field.commit()
        assert editor.verdict.text() == "The model runs."
        qtbot.mouseClick(editor.keep_button, Qt.MouseButton.LeftButton)

    in_dialog(ModelEditor, rename)
    tab.models.edit()
    settled = _stored(tab).sheet().settled
    assert settled.values["margin"] == 170
    assert settled.said["margin"].source == "Mail"
    tab.desk.workspace.undo()
    assert _value(tab, "gross_margin") == 170


def _retype(qtbot: QtBot, field: TextField, text: str) -> None:
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field.editor, text)


def _pick_part(editor: ModelEditor, kind: str, name: str) -> None:
    rows = editor.parts.as_table()
    editor.parts.setCurrentIndex(editor.parts.model().index(rows[1:].index([kind, name]), 1))


def test_a_number_is_followed_to_its_sources(
    tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: Any, one: Any, *_rest: Any) -> None:
        asked.append(one.id)

    def look(dialog: TraceDialog) -> None:
        top = dialog.tree.topLevelItem(0)
        assert top is not None
        revenue = top.child(0)
        assert revenue is not None
        assert revenue.text(1) == "445 kEUR/a"
        assert not dialog.source_button.isEnabled()
        margin = revenue.child(1)
        assert margin is not None
        dialog.tree.setCurrentItem(margin)
        qtbot.mouseClick(dialog.source_button, Qt.MouseButton.LeftButton)

    monkeypatch.setattr(asking, "ask_source", ask)
    in_dialog(TraceDialog, look)
    tab.view.page.ensureWidgetVisible(tab.view.lines)
    at = tab.view.lines.row_rect("breaks").center().toPoint()
    qtbot.mouseClick(tab.view.lines, Qt.MouseButton.LeftButton, pos=at)
    assert asked == ["gross_margin"]


def test_how_sure(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    tab.view.sure.draws.set_value(500)
    qtbot.mouseClick(tab.view.sure.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.view.sure.is_drawn, timeout=20000)
    assert "500 draws, seed 1" in tab.view.sure.sentence.text()
    edges = tab.view.sure.edges.as_table()
    assert edges[0] == ["Nothing is gained at", "Now", "Break-even"]
    assert any(row[0] == "Speed gain" for row in edges)


def test_exports(tab: ValueCalculatorTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Path] = []

    def where(_desk: Desk, _parent: Any, _title: str, name: str, _pattern: str) -> Path:
        saved.append(tmp_path / name)
        return saved[-1]

    monkeypatch.setattr(Desk, "ask_save_path", where)
    for way in tab.exports():
        way.handler()
    assert [path.name for path in saved] == [
        "value-case.xlsx",
        "value-case.docx",
        "waterfall.svg",
        "cash-flow.svg",
        "tornado.svg",
        "distribution.svg",
    ]
    assert all(path.stat().st_size > 500 for path in saved)
    assert "3,200" in QGuiApplication.clipboard().text()
    picture = tmp_path / "flow.png"
    tab.view.cashflow.save(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_put_into_the_trash(tab: ValueCalculatorTab, qtbot: QtBot) -> None:
    tab._discard()
    assert tab.shown_page() is tab.start
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: tab.shown_page() is tab.view)


def test_the_coach_leads_to_an_input(tab: ValueCalculatorTab) -> None:
    tab.focus_on("input:investment")
    assert _row(tab, "investment").isVisible()
    assert _row(tab, "investment").field.editor.hasFocus()
    tab.focus_on("wanted_by")
    tab.focus_on("sure")


def test_no_opportunity(desk: Desk, qtbot: QtBot) -> None:
    tab = _shown(desk, qtbot)
    assert tab.shown_page() is tab.nothing
    assert tab.exports() == ()


def test_a_model_is_kept_and_offered_again(
    tab: ValueCalculatorTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(qtbot, typed(qtbot, "Our machines"))
    tab.models.keep()
    assert tab.desk.workspace.undo_label == "Keep value model"
    offered: list[str] = []

    def take_last(_parent: Any, offers: Any, _promises: Any) -> Any:
        offered.extend(offer.label for offer in offers)
        return offers[-1]

    monkeypatch.setattr(asking, "ask_model", take_last)
    tab.new()
    assert offered[-1] == "Our machines"
    assert tab.view.cases.isVisible()
    answer(qtbot, lambda _dialog: None)
    tab.models.forget()
    assert tab.models.own_offers() == []
    tab.desk.workspace.undo()
    assert [offer.label for offer in tab.models.own_offers()] == ["Our machines"]


def test_benefits_are_linked_to_challenges(desk: Desk, filled: Workspace, qtbot: QtBot) -> None:
    with filled.read() as session:
        opportunity = session.scalars(
            select(Opportunity).where(Opportunity.title == "Press section rebuild")
        ).one()
        place = (opportunity.account_id, opportunity.id)
    desk.select(*place)
    tab = _shown(desk, qtbot)
    assert tab._case is not None
    before = tab._case.answers
    assert before.keys() == {"speed", "breaks"}

    def link(dialog: Ask) -> None:
        steam = dialog.findChildren(Choice)[2]
        steam.editor.setCurrentIndex(1)  # type: ignore[attr-defined]
        steam.editor.activated.emit(1)  # type: ignore[attr-defined]

    answer(qtbot, link)
    tab.focus_on("answers")
    assert tab._case.answers.keys() == {"speed", "breaks", "steam"}
    tab.desk.workspace.undo()
    qtbot.waitUntil(lambda: tab._case is not None and tab._case.answers == before)
