"""Small painted marks: what they say to those who cannot see them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import theme
from app.ui.widgets.avatar import Avatar, initials
from app.ui.widgets.bars import InfluenceBars, RelationScale, relation_text, relation_token
from app.ui.widgets.ring import Ring
from app.ui.widgets.stage_bar import StageBar
from app.ui.widgets.toast import Toast


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
        "Stage 2 of 5": StageBar(2, 5),
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


def test_toast_says_and_takes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    toast.say("Moved “Us” to Leverage", "Undo")
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    window.resize(500, 300)
    assert window.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.acted):
        qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_toast_goes_by_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)
    toast._timer.setInterval(20)
    toast.say("Saved")
    assert not toast.action.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())
