"""A story's customer is called as the permission allows, in its texts too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.stand_ins import StandIns, is_stand_in
from app.models.told_names import bare_name, may_be_told, names, told_name, told_text
from app.models.vocabulary import Permission


@pytest.mark.parametrize(
    ("permission", "customer", "anonymous", "name"),
    [
        (Permission.NAMED, "Kettula Board Oy", "a board mill", "Kettula Board Oy"),
        (Permission.NAMED, " ", "a board mill", "a board mill"),
        (Permission.ANONYMOUS, "Kettula Board Oy", "a board mill", "a board mill"),
        (Permission.ANONYMOUS, "Kettula Board Oy", "", "one of our customers"),
        (Permission.INTERNAL, "Kettula Board Oy", "a board mill", "a board mill"),
    ],
)
def test_the_name(permission: Permission, customer: str, anonymous: str, name: str) -> None:
    assert told_name(permission, customer, anonymous, "one of our customers") == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kettula Board Oy ran twice as long.", "A board mill ran twice as long."),
        ("At KETTULA  board nobody believed it.", "At a board mill nobody believed it."),
        ("Kettula Boards is another firm.", "Kettula Boards is another firm."),
        ("Nothing to hide.", "Nothing to hide."),
        ("It stood. Kettula Board lost a week.", "It stood. A board mill lost a week."),
        ("The night shift at Kettula Board's mill slept.", "The night shift at their mill slept."),
        ("Kettula Board’s mill ran.", "Their mill ran."),
    ],
)
def test_the_name_is_taken_out_of_the_texts(text: str, told: str) -> None:
    assert told_text(text, Permission.ANONYMOUS, "Kettula Board Oy", "a board mill") == told
    assert told_text(text, Permission.NAMED, "Kettula Board Oy", "a board mill") == text


def test_a_name_too_short_to_be_told_from_a_word_is_left() -> None:
    assert not names("All is as it was.", "As Oy")
    assert told_text("Tea as usual", Permission.ANONYMOUS, "As", "x") == "Tea as usual"


@pytest.mark.parametrize(
    ("customer", "bare"),
    [("Kettula Board Oy", "Kettula Board"), ("Oy", "Oy"), ("Salz & Co. KG", "Salz"), ("Vierto AB", "Vierto")],
)
def test_the_legal_form_is_no_part_of_the_name(customer: str, bare: str) -> None:
    assert bare_name(customer) == bare


def test_only_an_internal_story_is_kept_back() -> None:
    assert [may_be_told(one) for one in Permission] == [True, True, False]


@given(st.text(max_size=40), st.text(max_size=60))
def test_no_name_survives(customer: str, text: str) -> None:
    told = told_text(f"{text} {customer} {text}", Permission.ANONYMOUS, customer, "*")
    assert not names(told, customer)


@pytest.mark.parametrize(
    ("rival", "text", "covered"),
    [
        ("External hoist", "The external hoist stood still.", "The external hoist stood still."),
        ("External hoist", "External hoist: 19 days.", "Alternative: 19 days."),
        ("Hoistex AG", "We know HOISTEX AG and hoistex ag.", "We know Alternative and Alternative."),
    ],
)
def test_a_rival_called_by_what_it_is_leaves_the_words_to_others(rival: str, text: str, covered: str) -> None:
    assert StandIns(rivals=[rival]).cover(text) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Hansen Elevators asked Hansen", "Hansen Elevators asked Person A"),
        ("hansen elevators and Ole", "hansen elevators and Person A"),
        ("Ole Hansen Oy pays", "Person A Oy pays"),
        ("Hansen pays", "Person A pays"),
    ],
)
def test_a_firm_keeps_its_name_where_somebody_is_called_like_a_word_of_it(text: str, covered: str) -> None:
    firms = ["Hansen Elevators", "Ole Hansen Oy", "Hansen"]
    stand_ins = StandIns([(1, "Ole Hansen")], firms=firms)
    assert stand_ins.cover(text) == covered
    assert StandIns(firms=firms).cover(text) == text
    assert is_stand_in("Person AB")
    assert not is_stand_in("Person Anna")
