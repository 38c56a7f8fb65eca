"""Nothing on a page is clipped and nothing lies over its neighbour: narrow, wide and zoomed."""

from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from app.settings import load, save
from app.ui import theme
from app.ui.widgets.page import Page
from app.ui.widgets.text import Elided
from tests.ui.conftest import Opener


def clipped(page: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    found = [f"“{label.text()[:40]}” in {_where(label)}" for label in _shown_labels(page) if not _fits(label)]
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible() and button.text()]
    short = [button for button in buttons if button.width() < button.minimumSizeHint().width()]
    return found + [f"[{button.text()}] in {_where(button)}" for button in short]


def overlapping(page: QWidget) -> list[str]:
    """Neighbours in one layout that lie over each other."""
    found: list[str] = []
    for parent in (page, *page.findChildren(QWidget)):
        layout = parent.layout()
        if layout is None or not parent.isVisible():
            continue
        items = [layout.itemAt(at) for at in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        visible = [widget for widget in widgets if widget is not None and widget.isVisible()]
        found += [
            f"{_where(one)} / {_where(other)}"
            for one, other in combinations(visible, 2)
            if one.geometry().intersects(other.geometry())
        ]
    return found


def cut_at_the_side(page: QWidget) -> list[str]:
    """Columns of cards that are wider than what is seen of them."""
    columns = [one for one in (page, *page.findChildren(Page)) if isinstance(one, Page) and one.isVisible()]
    return [f"{_where(one)} is cut" for one in columns if one.horizontalScrollBar().maximum() > 0]


def _shown_labels(page: QWidget) -> list[QLabel]:
    labels = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label for label in labels if not isinstance(label, Elided) and label.pixmap().isNull()]


def _fits(label: QLabel) -> bool:
    if label.textFormat() == Qt.TextFormat.PlainText and not label.wordWrap():
        lines = label.text().splitlines() or [""]
        return max(label.fontMetrics().horizontalAdvance(line) for line in lines) <= label.width() + 1
    return label.heightForWidth(label.width()) <= label.height() + 1


def _where(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} of {type(parent).__name__}"


def _lasting(qtbot: QtBot, page: QWidget) -> list[str]:
    """What is still clipped or overlapping when the layouts have had time to settle."""
    found: list[str] = []

    def settled() -> bool:
        found[:] = clipped(page) + overlapping(page) + cut_at_the_side(page)
        return not found

    with suppress(exceptions.TimeoutError):
        qtbot.waitUntil(settled, timeout=3000)
    return found


@pytest.mark.parametrize(("width", "height", "zoom"), [(1366, 728, 1.0), (1600, 1000, 1.0), (1366, 728, 1.5)])
def test_every_page_fits(
    qtbot: QtBot, open_program: Opener, full_deal: Path, tmp_path: Path, width: int, height: int, zoom: float
) -> None:
    config = tmp_path / "settings.toml"
    save(replace(load(config), text_scale=zoom), config)  # zoomed from the start: no page is dressed twice
    program = open_program(full_deal)
    assert program.conductor is not None
    assert theme.theme().scale == zoom
    program.window.resize(width, height)
    faults: dict[str, list[str]] = {}
    for tool in program.conductor.pages.names:
        program.conductor.pages.show_tool(tool)
        page = program.conductor.pages.current
        assert page is not None
        if found := _lasting(qtbot, page):
            faults[tool] = found
    assert faults == {}
