"""A new workspace with the library in it, and the sample beside it."""

from datetime import date
from pathlib import Path

from app.across.sample.build import build_sample
from app.across.starter import fill_library
from app.i18n import tr
from app.models import files
from app.models.opening import Opening, prepare
from app.workspace import Workspace


def make(path: Path) -> None:
    """A new workspace that holds the library; raises WorkspaceError when a file is there already."""
    files.create(path)
    with Workspace(path) as workspace, workspace.edit(tr("New workspace")) as session:
        fill_library(session)


def make_sample(path: Path, today: date) -> None:
    """A new workspace with the library and the sample deals in it."""
    make(path)
    with Workspace(path) as workspace:
        build_sample(workspace, today)


def check_and_lock(path: Path) -> Opening:
    """All that comes before opening: checks, the lock, a due migration."""
    return prepare(path)
