"""The whole program on a file, driven as a user drives it."""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import driver
from app.settings import Settings, save
from app.ui import theme
from app.ui.program import Program
from tests.build import TODAY

Opener = Callable[[Path | None], Program]


@pytest.fixture(scope="session", autouse=True)
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty at the end: without a screen nobody takes over what was copied, and Qt frees it after Python is gone."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Widgets are tried in the light theme and with British figures and dates."""
    QLocale.setDefault(QLocale("en_GB"))
    if theme.theme() != theme.load("light", 1.0) or not qapp.styleSheet():
        theme.apply(qapp, "light")


@pytest.fixture
def open_program(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens the program on a workspace and waits until it can be worked with.

    The program's own last resort takes the place of pytest's, so what it catches fails the test here.
    """
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    hooks = (sys.excepthook, threading.excepthook)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    programs: list[Program] = []
    unexpected: list[str] = []

    def opened(path: Path | None) -> Program:
        program = Program(application, path, config=tmp_path / "settings.toml", today=TODAY)
        programs.append(program)
        program.window.resize(1600, 1000)
        program.window.show()
        program.window.activateWindow()
        qtbot.waitUntil(lambda: hasattr(program, "failures"), timeout=5000)
        program.failures.happened.connect(lambda _, details: unexpected.append(details) if details else None)
        if path is not None:
            qtbot.waitUntil(
                lambda: program.conductor is not None or not program.window.working, timeout=15000
            )
        return program

    yield opened
    for program in programs:
        program.window.close()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(None)
    assert unexpected == []


@pytest.fixture
def new_path(library_path: Path, tmp_path: Path) -> Path:
    """A new workspace with the library in it."""
    path = tmp_path / "deals.dealwright"
    shutil.copy(library_path, path)
    return path


@pytest.fixture
def full_deal(sample_copy: Path, tmp_path: Path) -> Path:
    """A copy of the sample that opens on the opportunity with something on every page."""
    connection = driver.connect_readonly(sample_copy)
    found = connection.execute("SELECT uid FROM opportunity WHERE title = 'Press section rebuild'").fetchone()
    connection.close()
    save(Settings(me="Sam Seller", last_opportunity=str(found[0])), tmp_path / "settings.toml")
    return sample_copy
