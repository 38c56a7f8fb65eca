"""Where a number comes from, and a model's text changed part by part."""

from pathlib import Path

import pytest

from app.errors import BadInputError
from app.method.value_engine import engine_of
from app.models.vocabulary import EvidenceClass
from app.paths import content
from app.tools.value_calculator import model_parts, rules, run
from app.tools.value_calculator.model_parts import Value
from app.tools.value_calculator.sure import edges
from app.tools.value_calculator.trace import Origin, origin_of, origin_of_line

BOARD = content("value_models/board_machine.toml")
TEXT = BOARD.read_text(encoding="utf-8")
MODELS = sorted(content("value_models").glob("*.toml"))


def ends(origin: Origin) -> list[Origin]:
    """The figures at the bottom."""
    return [end for part in origin.parts for end in ends(part)] if origin.parts else [origin]


def test_a_benefit_is_followed_down_to_who_said_what() -> None:
    breaks = origin_of_line(run.compute(BOARD), "breaks")
    assert (breaks.value, breaks.how) == ("605 kEUR", "Additional revenue + Energy savings")
    revenue = breaks.parts[0]
    assert (revenue.value, revenue.how) == ("445 kEUR/a", "“Production” × “Gross margin”")
    assert revenue.parts[0].how == "“Gross capacity” × “Fewer breaks” × (1 - “Broke”)"
    margin = revenue.parts[1]
    assert (margin.value, margin.how, margin.known) == (
        "150 EUR/t",
        "Production line data",
        EvidenceClass.STATED,
    )


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_line_ends_in_inputs(path: Path) -> None:
    sheet = run.compute(path)
    model = sheet.engine.model
    for line in [*(one.id for one in model.benefits), *(one.id for one in model.costs)]:
        for end in ends(origin_of_line(sheet, line)):
            assert end.name in model.inputs, (line, end)
    for name in model.quantities:
        assert origin_of(sheet, name).label == str(model.quantities[name].label)


def test_an_unknown_line_is_an_error() -> None:
    with pytest.raises(KeyError):
        origin_of_line(run.compute(BOARD), "nothing")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_parts_are_all_there_and_writing_back_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for part in model_parts.parts_of(text):
        same = model_parts.with_part(text, part.kind, part.index, {"id": part.id, "label": part.label})
        assert same == text


def test_one_part_changes_and_the_comments_of_the_others_stay() -> None:
    changed = model_parts.with_part(
        TEXT, "benefit", 0, {"columns.revenue": "production * gross_margin * 2", "risk": 0.1}
    )
    gone = set(TEXT.splitlines()) - set(changed.splitlines())
    assert gone == set()  # the old formula still stands in the benefit below
    assert 'columns.revenue = "production * gross_margin * 2"' in changed
    model = engine_of(changed, Path("changed.toml")).model
    assert model.benefits[0].risk == 0.1
    back = model_parts.with_part(
        changed, "benefit", 0, {"columns.revenue": "production * gross_margin", "risk": None}
    )
    assert back == TEXT


def test_parts_come_and_go() -> None:
    text, index = model_parts.with_new_part(
        TEXT, "quantity", {"id": "twice", "label": "Twice", "unit": "t/a", "formula": "2 * gross_capacity"}
    )
    assert engine_of(text, Path("more.toml")).model.quantities["twice"].line > 0
    back = model_parts.without_part(text, "quantity", index)
    assert [part.id for part in model_parts.parts_of(back)] == [
        part.id for part in model_parts.parts_of(TEXT)
    ]


def test_a_scenario_keeps_its_values_on_one_line() -> None:
    text = model_parts.with_part(TEXT, "scenario", 0, {"set": {"speed_gain": 12.0, "investment": 900.0}})
    assert "set = {speed_gain = 12.0, investment = 900.0}" in text
    assert dict(engine_of(text, Path("s.toml")).model.scenarios["breaks_only"].values) == {
        "speed_gain": 12,
        "investment": 900,
    }


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_name_can_be_changed_and_the_figures_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before = engine_of(text, path)
    for part in model_parts.parts_of(text):
        if part.kind in {"input", "quantity", "column"}:
            text = model_parts.renamed(text, part.id, f"{part.id}_x")
    after = engine_of(text, path)
    for scenario in before.model.scenarios:
        one, other = (engine.evaluate(engine.values(scenario)) for engine in (before, after))
        assert one.worth == other.worth
        assert one.totals.keys() != other.totals.keys() or not one.totals


@pytest.mark.parametrize("name", ["Speed", "2fast", "grammage", "", "a b"])
def test_a_name_that_cannot_be(name: str) -> None:
    with pytest.raises(BadInputError):
        model_parts.renamed(TEXT, "speed", name)


@pytest.mark.parametrize(
    ("kind", "index", "values", "says"),
    [
        ("benefit", 1, {"columns.energy": "nonsense * 2"}, "“nonsense”"),
        ("quantity", 2, {"formula": "1 - (unplanned"}, "cannot be read"),
        ("quantity", 1, {"formula": "current_production"}, "circle"),
        ("benefit", 0, {"columns.revenue": "production"}, "t/a, which cannot be shown in kEUR/a"),
        ("benefit", 0, {"columns.production": "current_production / (breaks - breaks)"}, "division by zero"),
        ("input", 3, {"value": -5.0}, "at least 1"),
        ("scenario", 1, {"set": {"velocity": 3.0}}, "no input “velocity”"),
    ],
)
def test_what_is_wrong_is_said_at_its_part(
    kind: str, index: int, values: dict[str, Value], says: str
) -> None:
    fault = model_parts.fault_of(model_parts.with_part(TEXT, kind, index, values))
    assert fault is not None
    assert says in fault.sentence
    assert fault.kind == kind
    if "circle" not in says:  # a circle is told at one of its members
        assert fault.index == index


def test_a_model_without_fault_and_a_text_that_is_none() -> None:
    assert model_parts.fault_of(TEXT) is None
    fault = model_parts.fault_of("id = 'x")
    assert fault is not None
    assert fault.kind == ""
    assert "line 1" in fault.sentence


def test_where_nothing_is_gained_is_looked_for_beyond_the_slider() -> None:
    sheet = run.compute(BOARD)
    found = {edge.input.id: edge.at for edge in edges(sheet)}
    assert found["investment"] == pytest.approx(24050.7241, abs=1e-3)  # the slider ends at 12,000
    assert "cost_of_capital" not in found, "146 % is beyond what the input may be"
    assert found["speed_gain"] >= 0
    for name, at in found.items():
        worth = sheet.with_value(name, at).worth
        assert worth is not None
        assert worth.npv == pytest.approx(0, abs=1e-3), name


def test_flows_year_by_year_are_told_as_such() -> None:
    sheet = run.compute(Path(__file__).parent / "models/year_by_year.toml", settings={"clean_up": 400})
    assert rules.in_a_sentence(sheet, sheet.outcome) == (
        "60 kEUR is covered after 28 months; on average it brings 51.2 kEUR a year. "
        "Later costs take it below zero again."
    )
    assert rules.results(sheet, sheet.outcome)[0].convention == "on average over 4 years"


def test_what_rests_on_no_input_is_not_called_confirmed(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "models/year_by_year.toml").read_text()
    bare = tmp_path / "bare.toml"
    bare.write_text(text.replace('"tonnes*price*0.5", "tonnes*price", "tonnes*price*1.2"', "25, 50, 60"))
    sheet = run.compute(bare)
    assert sheet.confirmed == 0
    assert rules.evidence_sentence(sheet).startswith("100\u202f% of the value is written into the model")
