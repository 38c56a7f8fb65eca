"""Value cases: what is stored, what it comes to, what the coach is told, and the files."""

import io
import math
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.errors import BadInputError, ContentError
from app.method.coaching import findings
from app.method.progress import Progress
from app.method.rule_pack import load_rules
from app.method.value_model import BASE, Alternative
from app.models.library import (
    Challenge,
    ChallengeHeard,
    Industry,
    Profile,
    StoryChallenge,
    SuccessStory,
)
from app.models.opportunities import Stakeholder
from app.models.value import ValueCase, ValueInput
from app.models.vocabulary import Audience, EvidenceClass, HeardStatus, Permission
from app.paths import content
from app.tools.value_calculator import (
    actions,
    answered,
    charts,
    export,
    export_word,
    model_text,
    queries,
    rules,
    run,
    scenarios,
)
from app.tools.value_calculator.answered import Answer
from app.tools.value_calculator.export_layout import Cover
from app.tools.value_calculator.model_text import NewLine
from app.tools.value_calculator.queries import Case
from app.tools.value_calculator.scenarios import ScenarioWords
from app.tools.value_calculator.supplied import offers, own_offers
from app.tools.value_calculator.sure import draw
from app.workspace import Workspace
from tests.build import TODAY, a_person, an_account, an_opportunity

BOARD = content("value_models/board_machine.toml")
FLOTATION = content("value_models/flotation.toml")
MODELS = sorted(path.stem for path in content("value_models").glob("*.toml"))
CONFIRMED, ASSUMED, STATED = EvidenceClass.CONFIRMED, EvidenceClass.ASSUMED, EvidenceClass.STATED


@pytest.fixture
def session(workspace: Workspace) -> Iterator[Session]:
    with workspace.edit("Test") as session:
        yield session


@pytest.fixture
def opportunity(session: Session) -> int:
    return an_opportunity(session, an_account(session))


@pytest.fixture
def board(session: Session, opportunity: int) -> int:
    return actions.add_case(session, opportunity, BOARD)


def _person(session: Session, opportunity: int, name: str = "Kari Salmi") -> int:
    return session.get_one(Stakeholder, a_person(session, opportunity, name)).person_id


def _case(session: Session, opportunity: int) -> Case:
    session.flush()
    return queries.cases(session, opportunity)[0]


# What is stored


def test_a_case_keeps_the_text_of_its_model(session: Session, opportunity: int, board: int) -> None:
    case = _case(session, opportunity)
    assert case.model == BOARD.read_text(encoding="utf-8")
    assert case.title == "Board machine modernisation"
    assert case.compared_with == "Running on as today"
    assert case.sheet().outcome.annual_benefit_printed == 3_700


def test_a_value_of_the_base_holds_in_all_scenarios_that_do_not_say_otherwise(
    session: Session, opportunity: int, board: int
) -> None:
    actions.set_value(session, board, "base", "gross_margin", 120, TODAY)
    actions.set_value(session, board, "cautious", "speed_gain", 20, TODAY)
    case = _case(session, opportunity)
    assert case.sheet("").settled.values["gross_margin"] == 120
    assert case.sheet("cautious").settled.values["gross_margin"] == 120
    assert case.sheet("cautious").settled.values["speed_gain"] == 20
    assert case.sheet("").settled.values["speed_gain"] == 57


def test_a_changed_value_is_assumed_again(session: Session, opportunity: int, board: int) -> None:
    person = _person(session, opportunity)
    actions.set_source(session, board, "", "speed", CONFIRMED, TODAY, person_id=person, source="mail")
    assert _case(session, opportunity).sheet().settled.said["speed"].person == "Kari Salmi"
    actions.set_value(session, board, "", "speed", 700, TODAY)
    said = _case(session, opportunity).sheet().settled.said["speed"]
    assert (said.evidence, said.person, said.source) == (ASSUMED, "", "")


def test_an_emptied_value_goes_back_to_the_model(session: Session, opportunity: int, board: int) -> None:
    actions.set_value(session, board, "", "speed", 700, TODAY)
    actions.set_value(session, board, "", "speed", None, TODAY)
    assert session.scalars(select(ValueInput)).all() == []
    assert _case(session, opportunity).sheet().settled.values["speed"] == 695


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda s, c: actions.set_value(s, c, "", "velocity", 1, TODAY), "no input “velocity”"),
        (lambda s, c: actions.set_value(s, c, "", "broke", 101, TODAY), "Broke must be at most 100 %"),
        (lambda s, c: actions.set_source(s, c, "", "speed", STATED, TODAY), "by whom or where"),
        (lambda s, c: actions.set_range(s, c, "", "speed", 600, None, TODAY), "both ends"),
        (lambda s, c: actions.set_range(s, c, "", "speed", 700, 800, TODAY), "ascending"),
        (lambda s, c: actions.set_text(s, c, "title", " "), "needs a title"),
        (lambda s, c: actions.set_text(s, c, "colour", "x"), "no “colour”"),
        (lambda s, c: scenarios.add(s, c, ScenarioWords(" "), "", TODAY), "needs a name"),
        (lambda s, c: scenarios.remove(s, c, "base"), "stays as it is"),
        (lambda s, c: actions.add_line(s, c, NewLine("benefit", " ")), "needs a name"),
        (lambda s, c: scenarios.change(s, c, "base", ScenarioWords("Ours")), "stays as it is"),
    ],
)
def test_bad_input_is_one_sentence(
    session: Session, board: int, act: Callable[[Session, int], object], says: str
) -> None:
    with pytest.raises(BadInputError, match=says):
        act(session, board)


def test_a_broken_model_is_refused_with_its_line(session: Session, opportunity: int, board: int) -> None:
    text = _case(session, opportunity).model
    with pytest.raises(ContentError, match="“sped”") as caught:
        actions.set_model(session, board, text.replace('speed_gain / speed"', 'speed_gain / sped"'))
    assert caught.value.line is not None
    assert "speed_gain / speed" in text.splitlines()[caught.value.line - 1]
    assert _case(session, opportunity).model == text


def test_an_own_scenario_begins_with_the_values_that_were_shown(
    session: Session, opportunity: int, board: int
) -> None:
    actions.set_value(session, board, "cautious", "speed_gain", 20, TODAY)
    key = scenarios.add(session, board, ScenarioWords("Järvi’s way"), "cautious", TODAY)
    case = _case(session, opportunity)
    assert case.scenario == key == "jarvis_way"
    assert case.sheet().settled.values["speed_gain"] == 20
    assert case.sheet().settled.values["break_reduction"] == 0.5
    assert case.all_scenarios()[key] == "Järvi’s way"
    scenarios.remove(session, board, key)
    case = _case(session, opportunity)
    assert case.scenario == ""
    assert key not in case.all_scenarios()
    assert [setting.scenario for setting in case.settings] == ["cautious"]


@pytest.mark.parametrize("first", [None, Alternative.COMPETITOR])
def test_a_scenario_may_be_what_ours_is_measured_against(
    session: Session, opportunity: int, board: int, first: Alternative | None
) -> None:
    key = scenarios.add(session, board, ScenarioWords("Rival press", first), "cautious", TODAY)
    scenarios.change(session, board, key, ScenarioWords("Hoistex", Alternative.COMPETITOR))
    case = _case(session, opportunity)
    assert case.sheet().settled.values["speed_gain"] == 40  # its values stayed
    (one,) = [
        one
        for one in rules.compare(case.title, case.model, case.all_scenarios(), case.settings, "")
        if one.id == key
    ]
    assert (one.label, one.alternative) == ("Hoistex", Alternative.COMPETITOR)
    assert one.ahead is not None
    (shown,) = queries.cases(session, opportunity, Audience.CUSTOMER)
    assert shown.all_scenarios()[key] == "Alternative"
    scenarios.change(session, board, key, ScenarioWords("Step by step"))
    assert _case(session, opportunity).all_scenarios()[key] == "Step by step"
    scenarios.remove(session, board, key)
    scenarios.remove(session, board, "breaks_only")
    case = _case(session, opportunity)
    assert not {key, "breaks_only"} & case.all_scenarios().keys()
    assert (case.scenario, case.settings) == ("", ())


def test_two_scenarios_of_one_name_are_two(session: Session, board: int) -> None:
    names = [scenarios.add(session, board, ScenarioWords("Mine"), "", TODAY) for _ in range(2)]
    assert names == ["mine", "mine_2"]


def test_conventions_are_settings_of_the_case(session: Session, opportunity: int, board: int) -> None:
    actions.set_convention(
        session, board, timing="yearly", totals_as_printed=False, figures=3, payback_target=18
    )
    model = _case(session, opportunity).sheet().engine.model
    assert (model.timing, model.as_printed, model.figures, model.payback_target) == ("yearly", False, 3, 18)
    assert "# months" in _case(session, opportunity).model  # comments stay


def test_a_setting_that_the_text_does_not_have_stands_above_the_tables() -> None:
    text = model_text.with_settings('id = "x"\n\n[[input]]\nid = "a"\n', {"timing": "yearly"})
    assert text == 'id = "x"\ntiming = "yearly"\n\n[[input]]\nid = "a"\n'


@pytest.mark.parametrize("model", MODELS)
def test_lines_are_added_to_any_model_and_taken_out_again(
    session: Session, opportunity: int, model: str
) -> None:
    case = actions.add_case(session, opportunity, content(f"value_models/{model}.toml"))
    before = _case(session, opportunity).sheet().outcome
    actions.add_line(session, case, NewLine("benefit", "Fewer complaints", 120))
    actions.add_line(session, case, NewLine("yearly", "Service “gold”", 20))
    actions.add_line(session, case, NewLine("start", "Training", 50))
    sheet = _case(session, opportunity).sheet()
    assert sheet.outcome.annual_benefit == pytest.approx((before.annual_benefit or 0) + 120)
    assert sheet.outcome.annual_cost == pytest.approx(before.annual_cost + 20)
    assert sheet.outcome.investment == pytest.approx((before.investment or 0) + 50)


def test_a_line_with_a_formula(session: Session, opportunity: int, board: int) -> None:
    actions.add_line(
        session, board, NewLine("benefit", "Less broke", formula="current_production * 0.01 * gross_margin")
    )
    assert _case(session, opportunity).sheet().outcome.annual_benefit == pytest.approx(
        3745.43 + 395.35, abs=0.01
    )
    with pytest.raises(ContentError, match="“nothing”"):
        actions.add_line(session, board, NewLine("benefit", "Wrong", formula="nothing * 2"))


def test_trash_and_back(session: Session, opportunity: int, board: int) -> None:
    actions.discard_case(session, board)
    session.flush()
    assert queries.cases(session, opportunity) == ()
    session.get_one(ValueCase, board).deleted_at = None
    session.flush()
    assert len(queries.cases(session, opportunity)) == 1


def test_the_page_takes_few_statements(session: Session, opportunity: int, board: int) -> None:
    actions.set_value(session, board, "", "speed", 700, TODAY)
    session.flush()
    statements: list[str] = []
    connection = session.connection()
    listen = lambda *arguments: statements.append(arguments[2])  # noqa: E731 - SQLAlchemy hands over six
    event.listen(connection, "before_cursor_execute", listen)
    queries.opportunity_cases(session, opportunity)
    assert len(statements) <= 6


def test_a_customer_is_not_shown_who_wants_it(session: Session, opportunity: int, board: int) -> None:
    actions.set_wanted_by(session, board, _person(session, opportunity))
    session.flush()
    assert queries.cases(session, opportunity)[0].wanted_by == "Kari Salmi"
    shown = queries.cases(session, opportunity, Audience.CUSTOMER)[0]
    assert (shown.wanted_by, shown.wanted_by_id) == ("", None)


# What it comes to


def test_progress(session: Session, opportunity: int) -> None:
    assert queries.progress(session, None, opportunity) is Progress.EMPTY
    case = actions.add_case(session, opportunity, BOARD)
    session.flush()
    assert queries.progress(session, None, opportunity) is Progress.BEGUN
    person = _person(session, opportunity)
    actions.set_wanted_by(session, case, person)
    for name in _case(session, opportunity).sheet().engine.model.inputs:
        actions.set_source(session, case, "", name, CONFIRMED, TODAY, person_id=person)
    session.flush()
    assert queries.progress(session, None, opportunity) is Progress.DONE


def test_the_headline_that_others_quote(session: Session, opportunity: int, board: int) -> None:
    session.flush()
    found = queries.headline(session, opportunity)
    assert found is not None
    assert found.annual == 3_700
    assert found.payback_months == pytest.approx(13.75, abs=0.005)
    assert found.sentence == "3,700 kEUR a year pays back 4,000 kEUR in 14 months."


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("flotation", "4,150 kEUR a year. No investment is entered, so there is no payback yet."),
        ("construction_elevator", "31 workdays a year so far; no price has been put on it yet."),
        ("blank", "Nothing is quantified yet."),
    ],
)
def test_sentences(model: str, sentence: str) -> None:
    sheet = run.compute(content(f"value_models/{model}.toml"))
    assert rules.in_a_sentence(sheet, sheet.outcome) == sentence


def test_results_have_their_conventions() -> None:
    sheet = run.compute(BOARD)
    found = {one.key: one for one in rules.results(sheet, sheet.outcome)}
    assert found["annual_benefit"].value == "3,700 kEUR"
    assert "3,745 kEUR" in found["annual_benefit"].convention
    assert found["discounted_payback"].value == "14 months"
    assert "10\u202f% a year" in found["discounted_payback"].convention
    assert found["simple_payback"].value == "13 months"
    assert found["delay"].value == "312 kEUR"


def test_no_investment_is_said_and_not_zero() -> None:
    sheet = run.compute(FLOTATION)
    found = {one.key: one.value for one in rules.results(sheet, sheet.outcome)}
    assert found["discounted_payback"] == "no investment"
    assert found["investment"] == "–"


def test_scenarios_side_by_side(session: Session, opportunity: int, board: int) -> None:
    case = _case(session, opportunity)
    compared = rules.compare(case.title, case.model, case.all_scenarios(), case.settings, "")
    assert [one.id for one in compared] == ["base", "breaks_only", "cautious", "as_today"]
    assert compared[0].chosen
    assert compared[3].annual == 0
    assert not compared[3].invests


def test_waterfall_builds_the_printed_total() -> None:
    sheet = run.compute(BOARD)
    built = rules.waterfall(sheet, sheet.outcome)
    assert [bar.value for bar in built.bars] == [3_200, 600, -100, 3_700]
    assert built.bars[2].start == 3_800
    days = run.compute(content("value_models/construction_elevator.toml"))
    assert rules.waterfall(days, days.outcome).unit == "workday/a"


def _findings(session: Session, opportunity: int) -> dict[str, str]:
    session.flush()
    mine = [rule for rule in load_rules() if rule.tool == "value_calculator"]
    return {one.rule: one.says for one in findings(mine, queries.subjects(session, opportunity, TODAY))}


def test_what_the_coach_finds(session: Session, opportunity: int) -> None:
    assert set(_findings(session, opportunity)) == {"value_missing"}
    case = actions.add_case(session, opportunity, FLOTATION)
    found = _findings(session, opportunity)
    assert set(found) == {
        "value_without_investment",
        "value_unconfirmed",
        "value_unwanted",
        "value_unlinked_line",
    }
    assert (
        "Worth of one point of recovery" in found["value_unconfirmed"]
        or "Recovery" in found["value_unconfirmed"]
    )
    actions.set_value(session, case, "", "investment", 40_000, TODAY)
    assert "value_no_payback" in _findings(session, opportunity)
    actions.set_value(session, case, "", "investment", 14_000, TODAY)
    assert "value_slow_payback" in _findings(session, opportunity)
    actions.set_wanted_by(session, case, _person(session, opportunity))
    assert "value_unwanted" not in _findings(session, opportunity)
    actions.set_source(session, case, "", "energy_saving", CONFIRMED, TODAY, source="mail")
    assert "value_not_confirmed" in _findings(session, opportunity)
    assert "…" not in "".join(_findings(session, opportunity).values())


def _two_challenges(session: Session) -> tuple[Challenge, Challenge]:
    industry = Industry(key="test", name="Test")
    session.add(industry)
    session.flush()
    profile = Profile(industry_id=industry.id, key="manager", name="Manager")
    session.add(profile)
    session.flush()
    one, other = (
        Challenge(key=key, profile_id=profile.id, text=text) for key, text in (("a", "Slow"), ("b", "Dear"))
    )
    session.add_all((one, other))
    session.flush()
    return one, other


def test_benefits_answer_challenges_that_stories_prove(
    session: Session, opportunity: int, board: int
) -> None:
    person = a_person(session, opportunity, "Kari Salmi")
    challenge, other = _two_challenges(session)
    session.add_all(
        ChallengeHeard(
            stakeholder_id=person,
            challenge_id=one.id,
            status=HeardStatus.IMPORTANT,
            importance=rank,
            heard_on=TODAY,
        )
        for one, rank in ((challenge, 2), (other, 5))
    )
    session.flush()
    assert [key for key, _text in answered.heard(session, board)] == [other.id, challenge.id]
    actions.set_answers(
        session, board, {"speed": challenge.id, "breaks": challenge.id, "electricity": other.id}
    )
    found = _findings(session, opportunity)
    assert "value_unlinked_line" not in found  # the steam row has no money
    assert challenge.text in found["value_unproved"]
    story = SuccessStory(key="s", title="S", permission=Permission.NAMED)
    session.add(story)
    session.flush()
    session.add_all(StoryChallenge(story_id=story.id, challenge_id=one.id) for one in (challenge, other))
    assert "value_unproved" not in _findings(session, opportunity)
    assert _case(session, opportunity).answers["speed"] == Answer(challenge.id, challenge.text, 1)
    actions.set_answers(session, board, {"speed": None})
    assert "“Speed”" in _findings(session, opportunity)["value_unlinked_line"]
    with pytest.raises(BadInputError, match="no benefit “velocity”"):
        actions.set_answers(session, board, {"velocity": challenge.id})


@pytest.mark.parametrize(
    ("value", "guesses"), [(1_606_511, True), (1234, True), (1230, False), (0.125, False), (0.1251, True)]
)
def test_a_guess_to_the_last_digit(session: Session, opportunity: int, value: float, guesses: bool) -> None:
    case = actions.add_case(session, opportunity, FLOTATION)
    actions.set_range(session, case, "", "investment", None, None, TODAY)
    actions.set_value(session, case, "", "investment", value, TODAY)
    assert ("value_too_precise" in _findings(session, opportunity)) is guesses
    actions.set_range(session, case, "", "investment", value / 2, value * 2, TODAY)
    assert "value_too_precise" not in _findings(session, opportunity)


def test_models_are_kept_for_other_cases(session: Session, opportunity: int, board: int) -> None:
    assert own_offers(session) == []
    key = actions.keep_model(session, board, " Our machines ")
    (offer,) = own_offers(session)
    assert (offer.label, offer.own_id) == ("Our machines", key)
    actions.set_convention(session, board, figures=3)
    assert actions.keep_model(session, board, "Our machines") == key
    (offer,) = own_offers(session)
    assert "figures = 3" in offer.text
    other = actions.add_case_on(session, opportunity, offer.text, offer.label)
    actions.forget_model(session, key)
    session.flush()
    assert own_offers(session) == []
    assert session.get_one(ValueCase, other).title == "Our machines"
    with pytest.raises(BadInputError, match="needs a name"):
        actions.keep_model(session, board, " ")


def test_the_coach_sees_a_case_without_money(session: Session, opportunity: int) -> None:
    actions.add_case(session, opportunity, content("value_models/construction_elevator.toml"))
    assert set(_findings(session, opportunity)) >= {"value_without_money"}


# From a file


def test_machine_answer_of_case_1() -> None:
    answer = run.run_model(BOARD, draws=1000, seed=5)
    assert answer["model"] == "board_machine"
    assert (answer["scenario"], answer["currency"], answer["unit"], answer["timing"]) == (
        "base",
        "EUR",
        "kEUR",
        "monthly",
    )
    assert answer["annual_benefit"] == pytest.approx(3745.4, abs=0.05)
    assert answer["annual_benefit_printed"] == 3700
    assert answer["printed_totals"] == {"production": 25_000, "revenue": 3_640, "energy": 60}
    assert answer["discounted_payback_months"] == pytest.approx(13.57, abs=0.005)
    assert answer["discounted_payback_months_printed"] == pytest.approx(13.75, abs=0.005)
    assert answer["discounted_payback_shown"] == "14 months"
    assert answer["npv"] == pytest.approx(answer["pv_benefits"] - answer["pv_costs"])
    assert answer["quantities"]["current_production"] == pytest.approx(263_568.4)
    assert answer["printed_quantities"]["current_production"] == 263_000
    assert {line["id"]: line["annual_printed"] for line in answer["lines"]} == {
        "speed": 3200,
        "breaks": 600,
        "steam": 0,
        "electricity": -100,
    }
    drawn = answer["monte_carlo"]
    assert (drawn["n"], drawn["seed"]) == (1000, 5)
    assert drawn["p10"] < drawn["p50"] < drawn["p90"]
    assert run.run_model(BOARD, draws=1000, seed=5)["monte_carlo"] == drawn


def test_machine_answer_has_null_where_there_is_no_figure() -> None:
    answer = run.run_model(FLOTATION)
    assert answer["annual_benefit"] == pytest.approx(4150)
    for key in ("investment", "simple_payback_months", "discounted_payback_months", "irr", "roi"):
        assert answer[key] is None
    assert "monte_carlo" not in answer
    empty = run.run_model(content("value_models/construction_elevator.toml"))
    assert empty["annual_benefit"] is None
    assert empty["npv"] is None
    assert empty["totals"]["days"] == pytest.approx(31)


def test_what_the_customer_could_do_instead() -> None:
    answer = run.run_model(content("value_models/software_rollout.toml"))
    rival, nothing = answer["alternatives"]
    assert (rival["kind"], nothing["kind"]) == ("competitor", "nothing")
    assert rival["npv_ahead"] == pytest.approx(answer["npv"] - rival["npv"])
    assert nothing["npv"] == 0
    assert nothing["npv_ahead"] == pytest.approx(answer["npv"])


def test_a_customer_reads_of_an_alternative_and_not_of_a_rival(session: Session, opportunity: int) -> None:
    actions.add_case(session, opportunity, content("value_models/software_rollout.toml"))
    session.flush()
    (shown,) = queries.cases(session, opportunity, Audience.CUSTOMER)
    assert "cheaper" not in " ".join(shown.all_scenarios().values()).lower()
    assert "A cheaper system" not in shown.model
    assert shown.sheet().outcome == _case(session, opportunity).sheet().outcome
    compared = rules.compare(shown.title, shown.model, shown.all_scenarios(), shown.settings, "")
    (rival,) = (one for one in compared if one.alternative is Alternative.COMPETITOR)
    assert rival.label == "Alternative"
    assert rival.ahead is not None
    assert rival.ahead > 0


def test_scenario_and_settings_from_the_command_line() -> None:
    assert run.run_model(BOARD, "breaks_only")["investment"] == 1600
    assert run.run_model(BOARD, "", {"investment": 5000})["investment"] == 5000
    with pytest.raises(BadInputError, match="no scenario"):
        run.run_model(BOARD, "wild")
    with pytest.raises(BadInputError, match="no input"):
        run.run_model(BOARD, "", {"wild": 1})


@pytest.mark.parametrize("model", MODELS)
def test_the_answer_in_words(model: str) -> None:
    text = run.in_words(run.run_model(content(f"value_models/{model}.toml"), draws=0))
    assert "None" not in text
    assert "Benefit a year" in text


def test_odds_in_words() -> None:
    text = run.in_words(run.run_model(BOARD, draws=500, seed=3))
    assert "(500 draws, seed 3)" in text


# Files


def _file(model: str) -> Path:
    """A supplied model, or one that is written for these tests."""
    own = Path(__file__).parent / f"models/{model}.toml"
    return own if own.exists() else content(f"value_models/{model}.toml")


def _workbook(model: str, scenario: str = "", settings: dict[str, float] | None = None) -> bytes:
    path = _file(model)
    sheet = run.compute(path, scenario, settings)
    cover = Cover(account="Testmill", title="=HYPERLINK(1)", author="Sam", day=TODAY)
    return export.workbook(sheet, cover, run.scenarios_of(path, settings))


def _cells(data: bytes, sheets: Collection[str] = ()) -> dict[tuple[str, str], Any]:
    """The values of these sheets, or of all, by sheet and place."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        if not sheets or sheet.title in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _find(cells: dict[tuple[str, str], Any], text: str) -> Any:
    sheet, place = next(key for key, value in cells.items() if value == text)
    return cells[sheet, "B" + place[1:]]


def test_workbook_shows_the_sheet() -> None:
    cells = _cells(_workbook("board_machine"))
    assert _find(cells, "Benefit a year") == 3700
    assert _find(cells, "Benefit a year, unrounded") == pytest.approx(3745.43, abs=0.01)
    assert _find(cells, "Discounted payback") == pytest.approx(13.75, abs=0.005)
    assert _find(cells, "Current production") == pytest.approx(263_568.4, abs=0.1)
    assert cells["Value", "A1"] == "=HYPERLINK(1)"  # a text, see the next test


def test_inputs_and_results_have_names() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_workbook("energy_efficiency")), data_only=True)
    names = book.defined_names
    inputs = run.compute(content("value_models/energy_efficiency.toml")).engine.model.inputs
    assert inputs.keys() <= names.keys()
    sheet, cell = names["result_npv"].attr_text.replace("'", "").replace("$", "").split("!")
    assert book[sheet][cell].value == pytest.approx(1507.028, abs=0.001)


def test_workbook_formulas_are_alive_and_texts_are_texts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_workbook("board_machine")))
    assert book["Value"]["A1"].data_type == "s"
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 200
    inputs = book["Inputs"]
    row = next(row for row in inputs.iter_rows() if row[0].value == "Trim width")
    assert row[1].value == 6.1
    comment = row[1].comment
    assert comment is not None
    assert "Production line data" in comment.text
    assert row[1].fill.fgColor.rgb.endswith("E3EAFC")  # stated


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


CHANGES: dict[str, dict[str, float]] = {
    "blank": {"cost_now": 700, "improvement": 30, "investment": 250},
    "board_machine": {"investment": 9000, "cost_of_capital": 12, "horizon_years": 7, "gross_margin": 90},
    "construction_elevator": {"day_cost": 25, "elevator_fee": 40},
    "energy_efficiency": {"heat_price": 51, "grant": 25, "horizon_years": 12},
    "flotation": {"recovery_then": 91.3, "investment": 6000},
    "predictive_maintenance": {"failures": 31, "avoided": 55, "cost_of_capital": 0},
    "software_rollout": {"users": 90, "usable": 25, "horizon_years": 3},
    "year_by_year": {"tonnes": 1100, "pumping": 9},
}


FAR: dict[str, dict[str, float]] = {  # so far away that a search for the rate of return has to begin anew
    "board_machine": {"speed_gain": 5, "gross_margin": 140},
    "year_by_year": {"tonnes": 300, "pumping": 9},
}
LIVE = {"Value", "Calculation", "Cash flow", "Months"}


@dataclass(frozen=True)
class Recalculated:
    """A workbook as the program writes it, and one that LibreOffice has brought there by computing anew."""

    wanted: dict[tuple[str, str], Any]
    found: dict[tuple[str, str], Any]


def _ways(model: str) -> dict[str, tuple[bytes, bytes]]:
    """The workbook of a model as written and as changed by hand: not at all; another scenario, inputs typed over.

    For some models a scenario alone as well, and inputs typed over far away.
    """
    as_it_is = _workbook(model)
    book = openpyxl.load_workbook(io.BytesIO(as_it_is))
    sheets = run.scenarios_of(_file(model))
    others = {title: sheet.scenario for title, sheet in sheets.items() if sheet.scenario != BASE}
    ways = {model: (as_it_is, as_it_is)}

    def change(name: str, inputs: Mapping[str, float], title: str = "") -> None:
        wanted = _workbook(model, others.get(title, ""), dict(inputs))
        chosen = {"scenario": title} if title else {}
        ways[f"{model} {name}"] = (wanted, _typed_over(book, {**inputs, **chosen}))

    change("changed", CHANGES[model], next(iter(others), ""))
    if model in FAR:
        change("far", FAR[model])
        *_, last = others
        change(f"as {others[last]}", {}, last)
    return ways


def _typed_over(book: openpyxl.Workbook, changes: Mapping[str, float | str]) -> bytes:
    """The workbook with other values in the cells of these names; the cells have their own values again after it."""
    places = [book[sheet][cell] for name in changes for sheet, cell in _places(book, name)]
    before = [place.value for place in places]
    for place, value in zip(places, changes.values(), strict=True):
        place.value = value
    data = _saved(book)
    for place, value in zip(places, before, strict=True):
        place.value = value
    return data


def _places(book: openpyxl.Workbook, name: str) -> list[tuple[str, str]]:
    [(sheet, cell)] = book.defined_names[name].destinations
    return [(sheet, cell.replace("$", ""))]


def _saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _recalculated(folder: Path) -> dict[str, Recalculated]:
    """All workbooks after the office has computed them; one start for all: starting takes longer than computing."""
    office = shutil.which("soffice")
    assert office is not None
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(RECALCULATE)
    ways = {name: way for model in CHANGES for name, way in _ways(model).items()}
    for name, (_wanted, changed) in ways.items():
        (folder / f"{name}.xlsx").write_bytes(changed)
    command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx"]
    files = [str(folder / f"{name}.xlsx") for name in ways]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True, timeout=180
    )
    return {
        name: Recalculated(
            *(
                _cells(data, () if name in CHANGES else LIVE)
                for data in (wanted, (folder / f"out/{name}.xlsx").read_bytes())
            )
        )
        for name, (wanted, _changed) in ways.items()
    }


def _same(one: Any, other: Any) -> bool:
    if one in {None, ""} or other in {None, ""}:
        return one in {None, ""} and other in {None, ""}
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


@pytest.mark.libreoffice
def test_recalculating_gives_the_figures_of_the_program(tmp_path: Path) -> None:
    books = _recalculated(tmp_path)
    assert {way for model in CHANGES for way in (model, f"{model} changed")} <= books.keys()
    wrong = {
        (name, *key): (book.wanted.get(key), book.found.get(key))
        for name, book in books.items()
        for key in book.wanted.keys() | book.found.keys()
        if not _same(book.wanted.get(key), book.found.get(key))
    }
    assert wrong == {}


def test_word_sheet_writes_figures_as_the_locale_does(tmp_path: Path) -> None:
    sheet = run.compute(BOARD)
    path = tmp_path / "sheet.docx"
    export_word.save_sheet(sheet, Cover(account="Testmill", title="Board machine", day=TODAY), path, "de_DE")
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "3.700 kEUR a year pays back 4.000 kEUR in 14 months." in text
    assert len(document.inline_shapes) == 2
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "+25.000" in cells
    assert "Heat in a tonne of steam" in cells


def test_charts() -> None:
    from app.method.value_risk import tornado

    sheet = run.compute(BOARD)
    swings = tornado(sheet.engine, sheet.settled.values, sheet.settled.ranges)
    for made in (
        charts.tornado_figure(sheet, swings),
        charts.distribution_figure(sheet, draw(sheet, 500, 1)),
        charts.waterfall_figure(sheet),
        charts.cash_flow_figure(sheet),
    ):
        assert charts.png(made, 1.0).startswith(b"\x89PNG")
        assert b"<svg" in charts.svg(made)
    german = charts.waterfall_figure(sheet, charts.paper("de_DE"))
    assert "3.700" in {text.get_text() for text in german.axes[0].texts}


def test_offers_have_the_blank_one_last() -> None:
    found = offers()
    assert found[-1].label == "Blank value model"
    assert len(found) == len(MODELS)
