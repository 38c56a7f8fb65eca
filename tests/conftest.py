"""Fixtures: a real workspace file, and the desk that tabs are handed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.across.files import make, make_sample
from app.models import files
from app.settings import Settings
from app.ui import theme
from app.ui.desk import Desk
from app.workspace import Workspace
from tests.build import TODAY
from tests.documents.schema import validator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def empty_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, made once and copied for each test that wants one."""
    path = tmp_path_factory.mktemp("empty") / "empty.dealwright"
    files.create(path)
    return path


@pytest.fixture
def workspace_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace file of the test's own: the sample for a test that asks for `filled`, else a new one."""
    made = "sample_path" if "filled" in request.fixturenames else "empty_path"
    path = tmp_path / "test.dealwright"
    shutil.copy(request.getfixturevalue(made), path)
    return path


@pytest.fixture
def workspace(workspace_path: Path) -> Iterator[Workspace]:
    with Workspace(workspace_path) as opened:
        yield opened


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """The workspace with the libraries and the sample accounts, dated around TODAY."""
    return workspace


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["dealwright"]


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Widgets that asked to be deleted are deleted after each test; without an event loop Qt would keep them."""
    yield
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(workspace: Workspace, qtbot: QtBot) -> Iterator[Desk]:
    """A desk on an empty workspace, with the theme in force and today fixed."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    desk = Desk(workspace, Settings(me="Sam Seller"), today=TODAY)
    yield desk
    desk.jobs.close()


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample deals, made once; tests only read it or copy it."""
    path = tmp_path_factory.mktemp("sample") / "sample.dealwright"
    make_sample(path, TODAY)
    return path


@pytest.fixture
def sample_copy(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample workspace that a test may change."""
    copy = tmp_path / "sample.dealwright"
    shutil.copy(sample_path, copy)
    return copy


@pytest.fixture(scope="session")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as the program makes it, with the supplied libraries and no account; made once and copied."""
    path = tmp_path_factory.mktemp("library") / "library.dealwright"
    make(path)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first; a marked one is skipped where its program is missing, unless all are asked for."""
    items.sort(key=lambda item: item.get_closest_marker("libreoffice") is None)
    if os.environ.get("DEALWRIGHT_ALL_TESTS"):
        return
    missing = {
        name: pytest.mark.skip(reason=f"{program} is not installed")
        for name, program in (("libreoffice", "soffice"), ("screen", "Xvfb"))
        if shutil.which(program) is None
    }
    if validator() is None:
        missing["openxml"] = pytest.mark.skip(reason="the Open XML SDK validator is not installed")
    for item in items:
        for name, skip in missing.items():
            if item.get_closest_marker(name):
                item.add_marker(skip)
