"""Fixtures: a real workspace file, and the desk that tabs are handed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models import files
from app.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    path = tmp_path / "test.dealwright"
    files.create(path)
    return path


@pytest.fixture
def workspace(workspace_path: Path) -> Iterator[Workspace]:
    with Workspace(workspace_path) as opened:
        yield opened
