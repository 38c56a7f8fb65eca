"""A workspace from outside, as the command line opens it: checked; read without a lock, written with one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import WorkspaceError
from app.i18n import tr
from app.models import files, schema
from app.models.opening import prepare
from app.workspace import Workspace


@contextmanager
def reading(path: Path) -> Iterator[Workspace]:
    """The workspace for reading; raises WorkspaceError when it is foreign, newer, older or damaged."""
    marks = files.read_marks(path)
    if marks.version < schema.VERSION:
        raise WorkspaceError(
            tr(
                "“{name}” was saved by an older version; open it once in the window to bring it up to date.",
                name=path.name,
            )
        )
    files.check(path)
    with Workspace(path, read_only=True) as workspace:
        yield workspace


@contextmanager
def writing(path: Path) -> Iterator[Workspace]:
    """The workspace for one change; raises WorkspaceError when it is foreign, damaged, or open elsewhere."""
    opening = prepare(path)
    if opening.read_only:
        raise WorkspaceError(tr("{why} Nothing was changed.", why=opening.notice))
    try:
        with Workspace(path) as workspace:
            yield workspace
    finally:
        opening.release()
