"""Typed words find the beginnings of words, without accents and capitals."""

import pytest

from app.method import typed_words


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("unpl", True),
        ("down unp", True),
        ("DOWN", True),
        ("planned", False),
        ("", True),
        ("downtime x", False),
    ],
)
def test_search_finds_beginnings_of_words(query: str, fits: bool) -> None:
    assert typed_words.finds(query)(typed_words.searched("Unplanned\ndowntime")) is fits


def test_search_knows_no_accents() -> None:
    assert typed_words.finds("annas")(typed_words.searched("Kärki-Ännäs"))
