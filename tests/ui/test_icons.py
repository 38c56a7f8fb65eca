"""Icons by name, in the colour of their role."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from app.models.vocabulary import DecisionRole, Receptivity
from app.paths import resource
from app.ui import icons, theme


def inks(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_icon_takes_the_colour_of_its_role(qapp: QApplication) -> None:
    drawn = inks(icons.pixmap("square", 64, "danger").toImage())
    assert drawn == {theme.theme().color("danger").name()}


def test_icon_follows_the_theme(qapp: QApplication) -> None:
    kept = icons.icon("square", "accent")
    theme.apply(qapp, "dark")
    try:
        drawn = inks(kept.pixmap(64).toImage())
    finally:
        theme.apply(qapp, "light")
    assert drawn == {theme.load("dark", 1.0).color("accent").name()}


def test_disabled_icon_is_quiet(qapp: QApplication) -> None:
    drawn = inks(icons.icon("square", "accent").pixmap(64, QIcon.Mode.Disabled).toImage())
    assert drawn == {theme.theme().color("line-strong").name()}


def test_icon_is_sharp_at_any_density(qapp: QApplication) -> None:
    picture = icons.icon("square").pixmap(QSize(16, 16), 2.0)
    assert picture.width() == 32
    assert picture.devicePixelRatio() == 2.0


@pytest.mark.parametrize(
    "name",
    [
        *(f"mode-{mode.value}" for mode in Receptivity),
        *(f"role-{role.value}" for role in DecisionRole),
        "domino",
        "gate",
        "trash-2",
        "circle-check",
    ],
)
def test_icons_exist(qapp: QApplication, name: str) -> None:
    assert icons.exists(name)
    assert inks(icons.pixmap(name, 48).toImage()) == {theme.theme().color("text-2").name()}


def test_own_icons_have_one_colour_and_one_stroke() -> None:
    for file in resource("icons").glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in text
        assert 'stroke-width="1.75"' in text
        assert "#" not in text


def test_unknown_name_is_a_question_mark(qapp: QApplication) -> None:
    assert not icons.exists("no-such-thing")
    assert icons.pixmap("no-such-thing", 24).toImage().size().width() > 0
