"""What happens before a workspace is opened: checks, the lock, a due migration.

The lock is the operating system's and falls with the process. Whoever does not get it, or may not
write, opens for reading only and is told why.
"""

import getpass
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import WorkspaceError
from app.i18n import tr
from app.models import files, schema


@dataclass(frozen=True)
class Opening:
    """How a workspace may be opened. `notice` is to be shown; `backup` is there after a migration."""

    path: Path
    read_only: bool
    notice: str = ""
    lock: FileLock | None = None
    backup: Path | None = None

    def release(self) -> None:
        """Let another program write."""
        if self.lock is not None:
            self.path.with_name(self.path.name + ".lock-holder").unlink(missing_ok=True)
            self.lock.release()


def prepare(path: Path) -> Opening:
    """Check the file, take the lock, migrate an older schema.

    Raises WorkspaceError in one sentence when the file is foreign, newer or damaged; it is then untouched.
    """
    marks = files.read_marks(path)
    if not _may_write(path):
        files.check(path)
        _refuse_older(path, marks)
        notice = tr("“{name}” may not be written here; it is open for reading only.", name=path.name)
        return Opening(path, read_only=True, notice=notice)
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        _refuse_older(path, marks)
        notice = tr(
            "“{name}” is already open ({who}); here it is open for reading only.",
            name=path.name,
            who=_holder(path) or tr("in another program"),
        )
        return Opening(path, read_only=True, notice=notice)
    try:
        _sign(path)
        files.check(path, full=_unclean(path))
        backup = _migrate(path) if marks.version < schema.VERSION else None
    except BaseException:
        lock.release()
        raise
    return Opening(path, read_only=False, lock=lock, backup=backup)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _unclean(path: Path) -> bool:
    """A log that still holds pages: the last program did not get to fold it in."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _refuse_older(path: Path, marks: files.Marks) -> None:
    if marks.version < schema.VERSION:
        raise WorkspaceError(
            tr("“{name}” is of an older version and cannot be brought up to date here.", name=path.name)
        )


def _migrate(path: Path) -> Path:
    from app.models.migrations.run import upgrade  # late: Alembic costs 0.3 s and is seldom needed

    backup = files.back_up(path, "before update")
    upgrade(path)
    return backup


def _sign(path: Path) -> None:
    """Leave the name of user and machine for whoever finds the workspace taken."""
    note = path.with_name(path.name + ".lock-holder")
    note.write_text(f"{_user()}, {socket.gethostname()}", encoding="utf-8")
    note.chmod(0o600)


def _holder(path: Path) -> str:
    try:
        return path.with_name(path.name + ".lock-holder").read_text(encoding="utf-8")[:200]
    except OSError:
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return tr("unknown user")
