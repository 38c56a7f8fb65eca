"""Small painted marks: what they say to those who cannot see them."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.theme import theme
from app.ui.widgets.avatar import Avatar, initials
from app.ui.widgets.bars import InfluenceBars, RelationScale, relation_text, relation_token
from app.ui.widgets.ring import Ring


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marja Lehtonen", "ML"),
        ("Kari", "K"),
        ("Anna-Liisa van der Berg", "AB"),
        ("the CFO (new)", "TC"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_marks_say_what_they_show(qtbot: QtBot) -> None:
    said = {
        "Influence: 4 of 5": InfluenceBars(4),
        "Influence: unknown": InfluenceBars(None),
        "Relationship: −2": RelationScale(-2),
        "Relationship: unknown": RelationScale(None),
        "3 of 7 topics agreed": Ring(3, 7, "topics agreed"),
        "Kari Salmi": Avatar("Kari Salmi"),
    }
    for words, mark in said.items():
        qtbot.addWidget(mark)
        assert mark.accessibleName() == words
        assert not mark.grab().isNull()


@pytest.mark.parametrize(("value", "text"), [(2, "+2"), (0, "0"), (-1, "−1"), (None, "?")])
def test_relation_has_a_sign(value: int | None, text: str) -> None:
    assert relation_text(value) == text


def test_relation_colours_are_tokens() -> None:
    assert {relation_token(step) for step in (-2, -1, 0, 1, 2, None)} <= set(theme().tokens)


def test_an_empty_ring_has_no_share(qtbot: QtBot) -> None:
    ring = Ring(0, 0)
    qtbot.addWidget(ring)
    assert not ring.grab().isNull()
