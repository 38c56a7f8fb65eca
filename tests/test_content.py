"""Every content file loads; a broken one is named with its line and the reason."""

import shutil
from pathlib import Path

import pytest

from app import paths
from app.errors import ContentError
from app.method.content_file import read
from app.method.library_pack import Library, load_libraries, read_library
from app.method.packs import PACKS, load_pack
from app.models.vocabulary import BuyingStage, ChecklistKey, DecisionRole, Permission, Receptivity

ROLE = """
[[role]]
role = "coach"
title = "Coach"
summary = "Tells how it is."
wants = ["a"]
fears = ["b"]
decides = ["c"]
work_with = ["d"]
ask = ["e?"]
"""
SIX = ("board_paper", "mining", "energy", "construction", "logistics", "software")
NINE = [  # the production manager's challenges and how often each was heard, as in the source
    ("Unplanned downtime", 12),
    ("High cost of energy", 5),
    ("Fluctuations in quality due to grinder sharpening", 3),
    ("Lack of resources for preventive maintenance", 2),
    ("Production waste percentage too high", 4),
    ("Running time with rubber covers only 2-3 weeks", 4),
    ("Significant wear problems in the edge area", 2),
    ("Uneven quality", 3),
    ("Sticks cause web break", 4),
]
TOOLS = (
    "customer_receptivity", "key_persons", "champion_qualification", "relationship_map", "champion_letter",
    "challenge_menu", "success_stories", "value_calculator", "activity_plan", "closing_checklist", "stages",
    "delivery", "opportunity_review", "customer_selection", "funnel", "coach",
)  # fmt: skip


def _library(industry: str) -> Library:
    return next(library for library in load_libraries() if library.industry.key == industry)


@pytest.mark.parametrize("path", sorted(paths.content("").rglob("*.toml")), ids=lambda path: path.stem)
def test_every_file_is_toml_in_utf8(path: Path) -> None:
    assert read(path).values


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_loads(name: str) -> None:
    assert load_pack(name)  # type: ignore[call-overload]


def test_nine_roles_five_modes_seven_items_eleven_stages() -> None:
    assert set(load_pack("roles")) == set(DecisionRole)
    assert set(load_pack("modes")) == set(Receptivity)
    assert set(load_pack("checklist")) == set(ChecklistKey)
    assert list(load_pack("stages").sales) == list(range(11))
    assert load_pack("stages").sales[9].leads_to == (5, 6, 7)


@pytest.mark.parametrize(
    ("sales", "buying"),
    [
        (0, [BuyingStage.PRESSURE]),
        (2, [BuyingStage.NEEDS]),
        (3, [BuyingStage.NEEDS, BuyingStage.VISION]),
        (4, [BuyingStage.VISION, BuyingStage.EVALUATION]),
        (5, [BuyingStage.AGREEMENT]),
        (6, [BuyingStage.IMPLEMENTATION]),
        (9, []),
    ],
)
def test_buying_and_sales_stage_stand_in_one_table(sales: int, buying: list[BuyingStage]) -> None:
    pages = load_pack("stages").buying.items()
    assert [stage for stage, page in pages if sales in page.sales_stages] == buying


def test_every_tool_has_five_questions_or_more() -> None:
    questions = load_pack("questions")
    for tool in (*TOOLS, "before_order", "self_coaching", "manager_coaching"):
        assert len(questions[tool].questions) >= 5, tool


def test_a_language_without_a_pack_gets_the_english_one() -> None:
    assert load_pack("roles", "fi") == load_pack("roles", "en")
    assert load_libraries("fi") == load_libraries("en")


@pytest.mark.parametrize("industry", SIX)
def test_six_profiles_with_ten_challenges_each(industry: str) -> None:
    library = _library(industry)
    assert len(library.profiles) == 6
    for profile in library.profiles:
        mine = [challenge for challenge in library.challenges if challenge.profile == profile.key]
        assert len(mine) >= 10, profile.key
        assert all(challenge.ask.endswith("?") for challenge in mine)
        promised = [one for one in library.propositions if one.profile == profile.key]
        assert promised, profile.key
        assert all(len(one.benefits) >= 2 and one.compared_with for one in promised)


def test_no_challenge_and_no_question_is_told_of_two_industries() -> None:
    told: dict[str, str] = {}
    for library in load_libraries():
        if library.industry.key == "pulp":
            continue  # a mill has much in common with the board mill beside it
        for challenge in library.challenges:
            for text in (challenge.text, challenge.ask):
                assert told.setdefault(text.casefold(), challenge.key) == challenge.key, text


def test_every_value_model_that_is_promised_exists() -> None:
    supplied = {path.stem for path in paths.content("value_models").glob("*.toml")}
    named = {one.model for library in load_libraries() for one in library.propositions if one.model}
    assert named <= supplied
    assert len(named) >= 4


def test_every_benefit_and_capability_is_used() -> None:
    for library in load_libraries():
        opened = {key for one in library.challenges for key in one.benefits}
        opened |= {key for one in library.propositions for key in one.benefits}
        answered = {key for one in library.challenges for key in one.capabilities}
        assert {one.key for one in library.benefits} == opened, library.industry.key
        assert {one.key for one in library.capabilities} == answered, library.industry.key


def test_the_nine_challenges_of_the_production_manager() -> None:
    mine = [c for c in _library("board_paper").challenges if c.profile == "production_manager"]
    assert [(c.text, c.heard) for c in mine[:9]] == NINE
    assert all(c.heard <= 1 for c in mine[9:])


def test_stories_have_a_figure_a_question_and_are_marked_as_samples() -> None:
    stories = [story for library in load_libraries() for story in library.stories]
    for story in stories:
        assert any(sign.isdigit() for sign in story.impact), story.key
        assert story.ask.endswith("?"), story.key
        assert story.anonymous_as, story.key
        assert story.customer not in f"{story.title} {story.challenge} {story.solution} {story.impact}"
        assert story.sample
    assert len(stories) >= 12
    assert {story.permission for story in stories} == set(Permission)
    assert all(len(_library(industry).stories) >= 3 for industry in SIX)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[role]]\nrole = ", "“roles.toml”, line 2: Invalid value."),
        ('[[role]]\nrole = "x\n', "“roles.toml”, line 2: Illegal character '\\n'."),
        (ROLE.replace('title = "Coach"\n', ""), "“roles.toml”, line 2: [role] has no “title”."),
        (ROLE.replace('"Coach"', '""'), "“roles.toml”, line 4: [role] “title” is empty."),
        (ROLE.replace('"Coach"', "7"), "“roles.toml”, line 4: [role] “title” must be a text, not 7."),
        (
            ROLE.replace("wants", "wnats"),
            "“roles.toml”, line 6: [role] “wnats” is unknown; is “wants” meant?",
        ),
        (
            ROLE.replace('["a"]', '"a"'),
            '“roles.toml”, line 6: [role] “wants” must be a list, such as ["…", "…"].',
        ),
        (
            ROLE.replace('"coach"', '"boss"'),
            "“roles.toml”, line 3: [role] “boss” is no role; use one of coach, champion,",
        ),
        (ROLE + ROLE, "“roles.toml”, line 12: [role] “coach” stands here a second time."),
        (ROLE, "“roles.toml”: has no [[role]] for “champion”."),
        ("[[rolle]]\n" + ROLE, "“roles.toml”, line 1: “rolle” is unknown here; known are role."),
        ("role = 3", "“roles.toml”: “role” must be a table, written [[role]]."),
    ],
)
def test_a_broken_pack_is_named_with_line_and_reason(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "roles.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as told:
        load_pack("roles", folder=tmp_path)
    assert str(told.value).startswith(sentence)
    assert "\n" not in str(told.value)


def test_a_missing_or_unreadable_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"“roles.toml”: cannot be read"):
        load_pack("roles", folder=tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "roles.toml").write_bytes(b'[[role]]\ntitle = "K\xe4yr\xe4"\n')
    with pytest.raises(ContentError, match=r"“roles.toml”, line 2: is not written in UTF-8"):
        load_pack("roles", folder=tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            'benefits = ["running_hours", "tonnes"]',
            'benefits = ["hours"]',
            "[challenge] “benefits” names “hours”",
        ),
        ("heard = 12", "heard = -1", "[challenge] “heard” must be 0 or more."),
        ("heard = 12", 'heard = "12"', "[challenge] “heard” must be a whole number, not '12'."),
        ('permission = "named"', 'permission = "public"', "[story] “public” is no permission"),
        ('compared_with = "Buying in', 'compare = "Buying in', "[proposition] “compare” is unknown"),
        (
            'benefits = ["running_hours", "tonnes", "fewer_breaks"]',
            'benefits = ["runing_hours"]',
            "[proposition] “benefits” names “runing_hours”, which is not in this file.",
        ),
    ],
)
def test_a_broken_library_is_named(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    path = tmp_path / "board_paper.toml"
    shutil.copy(paths.content("en/library/board_paper.toml"), path)
    text = path.read_text("utf-8")
    path.write_text(text.replace(before, after, 1), "utf-8")
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(ContentError) as told:
        read_library(path)
    assert str(told.value).startswith(f"“board_paper.toml”, line {line}: {sentence}")


def test_a_heading_inside_a_long_text_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(
        '[[role]]\nsummary = """\n[[role]]\ntitle = 1\n"""\n\n[[role]]\nrole = "coach"\n', "utf-8"
    )
    assert [entry.line for entry in read(path).entries("role")] == [1, 7]
