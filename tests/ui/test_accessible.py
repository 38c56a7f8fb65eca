"""Every control of every page has a name that a screen reader can say."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener


def controls(window: QWidget) -> list[QWidget]:
    """What Tab stops at; a scroll area only scrolls what has names of its own."""
    found = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return [
        widget
        for widget in found
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QMenuBar)
        and type(widget) is not QAbstractScrollArea
    ]


def said(widget: QWidget) -> str:
    """What a screen reader says first."""
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name) if heard is not None else ""


def test_every_control_has_a_name(qtbot: QtBot, open_program: Opener, full_deal: Path) -> None:
    program = open_program(full_deal)
    qtbot.waitUntil(lambda: program.conductor is not None, timeout=20_000)
    assert program.conductor is not None
    nameless: dict[str, list[str]] = {}
    for tool in program.conductor.pages.names:
        program.conductor.pages.show_tool(tool)
        qtbot.wait(50)
        without = [where(widget) for widget in controls(program.window) if not said(widget).strip()]
        if without:
            nameless[tool] = without
    assert nameless == {}


def where(widget: QWidget) -> str:
    """The widget and what it stands in, for the message."""
    chain: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 4:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(chain)
