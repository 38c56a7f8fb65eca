"""Tokens, zoom and the style sheet."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.paths import resource
from app.ui import theme


@pytest.fixture
def again(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of WCAG 2."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("text", "surface", 7.0),
        ("text-2", "surface", 4.5),
        ("text-3", "surface", 4.5),
        ("text-3", "app", 4.5),
        ("text-2", "sunken", 4.5),
        ("accent", "surface", 4.5),
        ("accent", "accent-soft", 4.5),
        ("on-accent", "accent", 4.5),
        ("text", "select", 7.0),
        ("relationship", "relationship-soft", 4.5),
        ("value", "value-soft", 4.5),
        ("control", "control-soft", 4.5),
        ("manage", "manage-soft", 4.5),
        ("danger", "surface", 4.5),
        ("line-strong", "surface", 3.0),
        *((f"relation-{step}", "surface", 3.0) for step in ("2neg", "1neg", "0", "1", "2")),
    ],
)
def test_contrast_of_the_tokens(
    qapp: QApplication, name: theme.ThemeName, ink: str, ground: str, least: float
) -> None:
    chosen = theme.load(name, 1.0)
    assert contrast(chosen.color(ink), chosen.color(ground)) >= least


def test_both_themes_have_the_same_tokens(qapp: QApplication) -> None:
    assert set(theme.load("light", 1.0).tokens) == set(theme.load("dark", 1.0).tokens)


def test_groups_are_told_apart(qapp: QApplication) -> None:
    for name in ("light", "dark"):
        chosen = theme.load(name, 1.0)
        groups = [chosen.color(group) for group in ("relationship", "value", "control", "manage")]
        for one, other in combinations(groups, 2):
            assert one.name() != other.name()


def test_sheet_names_only_tokens_that_exist() -> None:
    written = resource("themes/sheet.qss").read_text(encoding="utf-8")
    named = set(re.findall(r"@([a-z0-9-]+)", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)))
    assert named <= set(theme.load("light", 1.0).tokens)


def test_sheet_is_scoped() -> None:
    """A bare rule on QWidget or a scroll area would wipe what others paint."""
    written = resource("themes/sheet.qss").read_text(encoding="utf-8")
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL))
    for selector in (one.strip() for group in selectors for one in group.split(",")):
        assert not re.match(r"(\*|QWidget|QFrame|QAbstractScrollArea|QScrollArea)(\s|:|$)", selector), (
            selector
        )


def test_figures_are_tabular_and_the_family_is_set(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.theme().font("body"))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    assert QFontInfo(theme.theme().font("body")).family() in theme.FAMILIES


def test_zoom_reaches_sizes_margins_and_texts(qtbot: QtBot, again: QApplication) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    column = QVBoxLayout(widget)
    theme.space(column, (24, 12, 24, 24), 8)
    text = QLabel("Nine days")
    text.setProperty("role", "body")
    theme.fix(text, width=100)
    column.addWidget(text)
    widget.show()
    before = text.font().pointSizeF()
    theme.apply(again, "dark", 1.5)
    assert column.contentsMargins().left() == 36
    assert column.spacing() == 12
    assert text.width() == 150
    assert text.font().pointSizeF() == pytest.approx(before * 1.5, rel=0.01)
    assert theme.theme().dark


def test_without_a_theme_the_light_one_is_asked(again: QApplication) -> None:
    again.setProperty("dealwright_theme", None)
    assert theme.theme().name == "light"


def test_restyle_leaves_what_is_the_same(qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.restyle(label, wrong="true")
    theme.restyle(label, wrong="true")
    assert label.property("wrong") == "true"
