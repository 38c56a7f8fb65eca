"""Time as people say it: a table of words, and what must hold for all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInputError
from app.method.calendar_spans import week_of
from app.method.spoken_dates import EARLIEST, LATEST, LONGEST, Window, say, window
from app.method.spoken_words import MONTHS, easter, midsummer

TODAY = date(2026, 11, 22)  # a Sunday
AUGUST_2014 = date(2014, 8, 20)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        # the example plan of the method, said in August 2014
        ("September 14", "2014-09-01", "2014-09-30"),
        ("By End September", "2014-09-24", "2014-09-30"),
        ("November 2014", "2014-11-01", "2014-11-30"),
        ("13th December 2014", "2014-12-13", "2014-12-13"),
        ("February 2015", "2015-02-01", "2015-02-28"),
        ("March 2014", "2014-03-01", "2014-03-31"),
        ("Late April 2015", "2015-04-21", "2015-04-30"),
    ],
)
def test_the_times_of_the_example_plan(words: str, start: str, end: str) -> None:
    assert window(words, AUGUST_2014) == Window(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        # months and their parts, the next one without a year
        ("by end September", "2027-09-24", "2027-09-30"),
        ("November", "2026-11-01", "2026-11-30"),
        ("in March", "2027-03-01", "2027-03-31"),
        ("Sept. 2027", "2027-09-01", "2027-09-30"),
        ("January '27", "2027-01-01", "2027-01-31"),
        ("2027-03", "2027-03-01", "2027-03-31"),
        ("mid March", "2027-03-11", "2027-03-20"),
        ("mid-November", "2027-11-11", "2027-11-20"),
        ("early May", "2027-05-01", "2027-05-10"),
        ("the beginning of January", "2027-01-01", "2027-01-07"),
        ("second half of April 2027", "2027-04-16", "2027-04-30"),
        ("first week of May", "2027-05-01", "2027-05-07"),
        ("last week in January", "2027-01-25", "2027-01-31"),
        ("late February 2028", "2028-02-21", "2028-02-29"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("end of next month", "2026-12-25", "2026-12-31"),
        ("next September", "2027-09-01", "2027-09-30"),
        ("last September", "2026-09-01", "2026-09-30"),
        # a number behind a month: the day, unless both readings fall into the same month
        ("September 14", "2027-09-14", "2027-09-14"),
        ("September 26", "2027-09-26", "2027-09-26"),
        ("September 27", "2027-09-01", "2027-09-30"),
        ("December 26", "2026-12-01", "2026-12-31"),
        ("September 26th", "2027-09-26", "2027-09-26"),
        ("26 September", "2027-09-26", "2027-09-26"),
        ("September 35", "2035-09-01", "2035-09-30"),
        # days
        ("13th of December 2026", "2026-12-13", "2026-12-13"),
        ("Dec 24, 2026", "2026-12-24", "2026-12-24"),
        ("13-Dec-2014", "2014-12-13", "2014-12-13"),
        ("2027-01-03", "2027-01-03", "2027-01-03"),
        ("24.12.2026", "2026-12-24", "2026-12-24"),
        ("24.12.26", "2026-12-24", "2026-12-24"),
        ("5.1.", "2027-01-05", "2027-01-05"),
        ("12/24/2026", "2026-12-24", "2026-12-24"),
        ("24/12/2026", "2026-12-24", "2026-12-24"),
        ("3/3/27", "2027-03-03", "2027-03-03"),
        ("29 February", "2028-02-29", "2028-02-29"),
        ("by 10 December at the latest", "2026-12-10", "2026-12-10"),
        ("no later than 15 January", "2027-01-15", "2027-01-15"),
        # from today
        ("today", "2026-11-22", "2026-11-22"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("the day after tomorrow", "2026-11-24", "2026-11-24"),
        ("in ten days", "2026-12-02", "2026-12-02"),
        ("in two weeks", "2026-11-30", "2026-12-04"),
        ("a week from now", "2026-11-23", "2026-11-27"),
        ("in a fortnight", "2026-11-30", "2026-12-04"),
        ("in 3 months", "2027-02-01", "2027-02-28"),
        ("within ten days", "2026-11-22", "2026-12-02"),
        ("in the next two weeks", "2026-11-22", "2026-12-06"),
        # weekdays and weeks
        ("Friday", "2026-11-27", "2026-11-27"),
        ("next Friday", "2026-11-27", "2026-11-27"),
        ("Sunday", "2026-11-22", "2026-11-22"),
        ("next Sunday", "2026-11-29", "2026-11-29"),
        ("Thursday 26 November", "2026-11-26", "2026-11-26"),
        ("Thursday next week", "2026-11-26", "2026-11-26"),
        ("week 48", "2026-11-23", "2026-11-27"),
        ("week 2", "2027-01-11", "2027-01-15"),
        ("week 53", "2026-12-28", "2027-01-01"),
        ("early next week", "2026-11-23", "2026-11-24"),
        ("end of week 48", "2026-11-26", "2026-11-27"),
        # quarters, halves, seasons, years
        ("Q2", "2027-04-01", "2027-06-30"),
        ("Q2 2027", "2027-04-01", "2027-06-30"),
        ("2027-Q2", "2027-04-01", "2027-06-30"),
        ("the first quarter of 2027", "2027-01-01", "2027-03-31"),
        ("early Q2", "2027-04-01", "2027-04-30"),
        ("H1 2028", "2028-01-01", "2028-06-30"),
        ("second half of 2027", "2027-07-01", "2027-12-31"),
        ("spring", "2027-03-01", "2027-05-31"),
        ("winter 2026", "2026-12-01", "2027-02-28"),
        ("end of the year", "2026-12-01", "2026-12-31"),
        ("next year", "2027-01-01", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        # feasts, before and after
        ("before Christmas", "2026-12-17", "2026-12-23"),
        ("after Easter", "2027-03-30", "2027-04-05"),
        ("before midsummer 2027", "2027-06-18", "2027-06-24"),
        ("before 10 May", "2027-05-03", "2027-05-09"),
        # from one to another
        ("3–7 May", "2027-05-03", "2027-05-07"),
        ("from 3 to 7 May 2027", "2027-05-03", "2027-05-07"),
        ("between 3 and 7 May", "2027-05-03", "2027-05-07"),
        ("3.5.-7.6.", "2027-05-03", "2027-06-07"),
        ("2027-03-01 - 2027-04-15", "2027-03-01", "2027-04-15"),
        ("April to June 2027", "2027-04-01", "2027-06-30"),
        ("March-April", "2027-03-01", "2027-04-30"),
        ("November to January", "2026-11-01", "2027-01-31"),
        ("week 48-50", "2026-11-23", "2026-12-11"),
        ("Q2-Q3 2027", "2027-04-01", "2027-09-30"),
    ],
)
def test_words_become_a_window(words: str, start: str, end: str) -> None:
    assert window(words, TODAY) == Window(date.fromisoformat(start), date.fromisoformat(end))


def test_next_friday_is_the_one_of_next_week() -> None:
    wednesday = date(2026, 11, 25)
    assert window("Friday", wednesday).start == date(2026, 11, 27)
    assert window("this Friday", wednesday).start == date(2026, 11, 27)
    assert window("next Friday", wednesday).start == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("03/04/2027", "two ways"),
        ("3/4", "two ways"),
        ("31 September", "no day 31.9."),
        ("30.2.2027", "no day 30.2."),
        ("29 February 2027", "no day 29.2."),
        ("Thursday 27 November", "is a Friday"),
        ("1 June 2206", "between 1990 and 2100"),
        ("soon", "“soon” is not understood as a time"),
        ("week 54", "not understood"),
        ("13.13.2026", "not understood"),
        ("early tomorrow", "not understood"),
        ("", "Write a time"),
        ("by", "not understood"),
        ("5 May 2028 to 3 March 2027", "ends before it begins"),
        ("x" * (LONGEST + 1), "at most 120 letters"),
        ("in 999 years", "between 1990 and 2100"),
    ],
)
def test_what_is_refused_says_why_in_one_sentence(words: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says) as told:
        window(words, TODAY)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2014-12-13", "2014-12-13", "13 December 2014"),
        ("2027-05-03", "2027-05-07", "week 18 2027"),
        ("2027-05-04", "2027-05-07", "4–7 May 2027"),
        ("2015-04-21", "2015-04-30", "late April 2015"),
        ("2014-09-24", "2014-09-30", "end of September 2014"),
        ("2027-04-01", "2027-06-30", "Q2 2027"),
        ("2027-03-01", "2027-05-31", "March – May 2027"),
        ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ("2026-12-01", "2027-02-28", "December 2026 – February 2027"),
        ("2027-01-01", "2027-12-31", "2027"),
    ],
)
def test_a_window_is_said_in_words(start: str, end: str, words: str) -> None:
    assert say(Window(date.fromisoformat(start), date.fromisoformat(end))) == words


@pytest.mark.parametrize(
    "text", ["", " – ", "to", "to to", "before before", "in", "'27", "٣ May", "½", "\x00", "5" * 50]
)
def test_odd_texts_are_refused_and_never_break(text: str) -> None:
    with pytest.raises(BadInputError):
        window(text, TODAY)


def test_movable_feasts() -> None:
    assert easter(2026) == (date(2026, 4, 3), date(2026, 4, 6))
    assert easter(2027) == (date(2027, 3, 26), date(2027, 3, 29))
    assert easter(2038)[1] == date(2038, 4, 26)
    assert midsummer(2026)[0] == date(2026, 6, 19)


DAYS = st.dates(date(EARLIEST, 1, 1), date(LATEST - 2, 12, 31))


@given(DAYS, st.integers(0, 600), DAYS)
def test_what_is_said_is_understood_again_on_any_day(start: date, length: int, today: date) -> None:
    days = Window(start, start + timedelta(days=length))
    assert window(say(days), today) == days


@given(st.sampled_from(["", "early ", "mid ", "late ", "end of "]), st.sampled_from(sorted(MONTHS)), DAYS)
def test_without_a_year_it_is_the_next_one(part: str, month: str, today: date) -> None:
    found = window(part + month, today)
    assert found.start <= found.end
    assert today <= found.end <= today + timedelta(days=366 + 31)
    assert found.start.month == found.end.month == MONTHS[month]


@given(DAYS)
def test_every_way_to_write_a_day_means_that_day(day: date) -> None:
    ways = (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%A} {day.day} {day:%B} {day.year}",
    )
    assert {window(words, TODAY) for words in ways} == {Window(day, day)}


@given(DAYS)
def test_a_week_is_monday_to_friday(day: date) -> None:
    week = week_of(day)
    assert (week.start.weekday(), week.days) == (0, 5)
    number = day.isocalendar()
    assert window(f"week {number.week} {number.year}", TODAY) == week


@given(st.text(max_size=30))
def test_any_text_gives_a_window_or_one_sentence(text: str) -> None:
    try:
        found = window(text, TODAY)
    except BadInputError as told:
        assert str(told).endswith(".")
    else:
        assert found.start <= found.end


KNOWN = (
    "end", "of", "late", "q2", "week", "48", "next", "friday", "to", "-", "may", "2027", "in", "two", "weeks",
    "before", "christmas", "31", "first", "half", "last", "'27", "5.", "3/4",
)  # fmt: skip


@given(st.lists(st.sampled_from(KNOWN), max_size=6), DAYS)
def test_any_order_of_known_words_gives_a_window_or_one_sentence(words: list[str], today: date) -> None:
    try:
        found = window(" ".join(words), today)
    except BadInputError as told:
        assert str(told).endswith(".")
    else:
        assert found.start <= found.end
