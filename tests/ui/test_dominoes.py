"""The chain of dominoes: picked by mouse and keyboard, painted in both themes, told to screen readers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme as themes
from app.ui.widgets.dominoes import DominoChain, Piece

PIECES = (
    Piece("power", "Access to power", "stands", "We met."),
    Piece("value", "Value", "wobbles", "Only said."),
    Piece("proof", "Proof of something long", "missing"),
)


@pytest.fixture
def chain(qtbot: QtBot) -> DominoChain:
    chain = DominoChain()
    qtbot.addWidget(chain)
    chain.set_pieces(PIECES, "proof", "Go back here")
    chain.resize(600, chain.sizeHint().height())
    chain.show()
    return chain


def test_a_click_picks(chain: DominoChain, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chain.picked) as told:
        qtbot.mouseClick(chain, Qt.MouseButton.LeftButton, pos=chain.center_of("value").toPoint())
    assert told.args == ["value"]
    assert chain.picked_key() == "value"


def test_keys_walk_along_and_open(chain: DominoChain, qtbot: QtBot) -> None:
    chain.setFocus()
    seen: list[str] = []
    chain.picked.connect(seen.append)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(chain, key)
    assert seen == ["proof", "value", "power", "value"]
    with qtbot.waitSignal(chain.opened) as told:
        qtbot.keyClick(chain, Qt.Key.Key_Return)
    assert told.args == ["value"]


def test_showing_tells_nothing_and_keeps_what_is_picked(chain: DominoChain, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chain.picked):
        chain.pick("value")
        chain.set_pieces(PIECES)
    assert chain.picked_key() == "value"
    chain.set_pieces(PIECES[:1])
    assert chain.picked_key() == ""
    chain.set_pieces(())
    qtbot.keyClick(chain, Qt.Key.Key_Right)
    chain.grab()


def test_a_screen_reader_hears_each_domino(chain: DominoChain) -> None:
    chain.pick("value")
    said = chain.accessibleDescription()
    assert said.startswith("Value: wobbles. Only said.")
    assert "Access to power: stands" in said
    assert "Proof of something long: missing" in said


@pytest.mark.parametrize("width", [320, 600, 1400])
def test_it_paints_in_both_themes_and_leaves_as_a_picture(
    chain: DominoChain, qapp: QApplication, tmp_path: Path, width: int
) -> None:
    images = []
    for name in ("dark", "light"):
        themes.apply(qapp, name)
        chain.resize(width, chain.sizeHint().height())
        images.append(chain.grab().toImage())
    assert images[0] != images[1]
    chain.save(tmp_path / "chain.svg")
    chain.save(tmp_path / "chain.png")
    assert "Go back here" in (tmp_path / "chain.svg").read_text()
    assert not QImage(str(tmp_path / "chain.png")).isNull()
