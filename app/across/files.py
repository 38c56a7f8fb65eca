"""A new workspace with the library in it, and the sample beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
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
    with _new(path):
        pass


def make_sample(path: Path, today: date) -> None:
    """A new workspace with the library and the sample deals in it."""
    with _new(path) as workspace:
        build_sample(workspace, today)


@contextmanager
def _new(path: Path) -> Iterator[Workspace]:
    """A new workspace with the library; when it cannot be filled, no half-made file stays behind."""
    files.create(path)
    try:
        with Workspace(path) as workspace:
            with workspace.edit(tr("New workspace")) as session:
                fill_library(session)
            yield workspace
    except BaseException:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise


def check_and_lock(path: Path) -> Opening:
    """All that comes before opening: checks, the lock, a due migration."""
    return prepare(path)
