"""Age, freshness and strength of evidence."""

from datetime import date, timedelta

import pytest

from app.method.evidence import Freshness, age, age_in_words, freshness, from_customer, strongest, weakest
from app.models.vocabulary import EvidenceClass

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("noted_on", "expected"),
    [
        (None, Freshness.UNDATED),
        (TODAY, Freshness.FRESH),
        (ago(89), Freshness.FRESH),
        (ago(90), Freshness.FADING),
        (ago(179), Freshness.FADING),
        (ago(180), Freshness.OLD),
        (ago(4000), Freshness.OLD),
        (ago(-3), Freshness.FRESH),  # a slip of the calendar is no evidence of age
    ],
)
def test_freshness(noted_on: date | None, expected: Freshness) -> None:
    assert freshness(noted_on, TODAY) is expected


def test_limits_are_settable() -> None:
    assert freshness(ago(31), TODAY, fading=30, old=60) is Freshness.FADING
    assert freshness(ago(60), TODAY, fading=30, old=60) is Freshness.OLD


def test_age_is_never_negative() -> None:
    assert age(ago(-3), TODAY) == 0
    assert age(ago(12), TODAY) == 12
    assert age(None, TODAY) is None


@pytest.mark.parametrize(
    ("noted_on", "words"),
    [
        (None, "no date"),
        (TODAY, "today"),
        (ago(1), "1 day ago"),
        (ago(60), "60 days ago"),
        (ago(61), "2 months ago"),
        (ago(400), "13 months ago"),
        (ago(900), "2 years ago"),
    ],
)
def test_age_in_words(noted_on: date | None, words: str) -> None:
    assert age_in_words(noted_on, TODAY) == words


def test_a_chain_is_as_strong_as_its_weakest_class() -> None:
    some = [EvidenceClass.CONFIRMED, EvidenceClass.ESTIMATED, EvidenceClass.STATED]
    assert weakest(some) is EvidenceClass.ESTIMATED
    assert strongest(some) is EvidenceClass.CONFIRMED
    assert weakest([]) is None
    assert strongest([]) is None


def test_only_what_the_customer_said_comes_from_the_customer() -> None:
    assert [one for one in EvidenceClass if from_customer(one)] == [
        EvidenceClass.STATED,
        EvidenceClass.CONFIRMED,
    ]
