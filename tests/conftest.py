"""Fixtures: a real workspace file, and the desk that tabs are handed."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.across.sample.build import build_sample
from app.models import files
from app.settings import Settings
from app.ui import theme
from app.ui.desk import Desk
from app.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TODAY = date(2026, 11, 22)


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    path = tmp_path / "test.dealwright"
    files.create(path)
    return path


@pytest.fixture
def workspace(workspace_path: Path) -> Iterator[Workspace]:
    with Workspace(workspace_path) as opened:
        yield opened


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """The workspace with the libraries and the sample accounts, dated around TODAY."""
    build_sample(workspace, TODAY)
    return workspace


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["dealwright"]


@pytest.fixture
def desk(workspace: Workspace, qtbot: QtBot) -> Iterator[Desk]:
    """A desk on an empty workspace, with the theme in force and today fixed."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    desk = Desk(workspace, Settings(me="Sam Seller"), today=TODAY)
    yield desk
    desk.jobs.close()
