"""A workspace file from outside: its marks, its checks, a new one, a verified copy of one."""

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from app import driver
from app.errors import WorkspaceError
from app.i18n import tr
from app.models import schema, search_index
from app.models.engine import open_engine

MAGIC = b"SQLite format 3\x00"
SUFFIX = ".dealwright"


@dataclass(frozen=True)
class Marks:
    """What the first 100 bytes of a file tell."""

    application: int
    version: int


class NotAWorkspaceError(WorkspaceError):
    """The file is something else, or nothing at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            tr("“{name}” is not a Dealwright workspace: {why}.", name=path.name or path, why=why)
        )


class NewerWorkspaceError(WorkspaceError):
    """The file was written by a later version; it is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr("“{name}” was saved by a newer version of Dealwright; it was not touched.", name=path.name)
        )


class DamagedWorkspaceError(WorkspaceError):
    """The check of the file found broken pages."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr("“{name}” is damaged ({detail}); it was left as it is.", name=path.name, detail=detail)
        )


def read_marks(path: Path) -> Marks:
    """The marks in the header, read before any connection is made.

    Raises NotAWorkspaceError, or NewerWorkspaceError for a schema that this version does not know.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise WorkspaceError(tr("There is no file “{path}”.", path=path)) from None
    except IsADirectoryError:
        raise NotAWorkspaceError(path, tr("it is a folder")) from None
    except OSError as error:
        raise WorkspaceError(
            tr("“{name}” cannot be read: {why}.", name=path.name, why=error.strerror or error)
        ) from error
    if not header:
        raise NotAWorkspaceError(path, tr("it is empty"))
    if not header.startswith(MAGIC):
        raise NotAWorkspaceError(path, tr("it holds something else"))
    if len(header) < 100:
        raise NotAWorkspaceError(path, tr("it is cut short"))
    marks = Marks(int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"))
    if marks.application != schema.APPLICATION_ID:
        raise NotAWorkspaceError(path, tr("it is a database of another program"))
    if marks.version > schema.VERSION:
        raise NewerWorkspaceError(path)
    return marks


def check(path: Path, *, full: bool = False) -> None:
    """Ask SQLite whether the pages are sound, and a file of this version whether anything is missing.

    Raises DamagedWorkspaceError with the first complaint.
    """
    try:
        with closing(driver.connect_readonly(path)) as connection:
            pragma = "integrity_check" if full else "quick_check"
            answer = connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            stored = set(
                connection.execute(
                    "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
                ).fetchall()
            )
    except driver.DatabaseError as error:
        raise DamagedWorkspaceError(path, str(error)) from error
    if answer != "ok":
        raise DamagedWorkspaceError(path, str(answer).splitlines()[0])
    if not stored:
        raise NotAWorkspaceError(path, tr("it has no tables"))
    if version == schema.VERSION and (missing := sorted(_columns() - stored)):
        raise DamagedWorkspaceError(
            path, tr("{table} lacks “{column}”", table=missing[0][0], column=missing[0][1])
        )


def _columns() -> set[tuple[str, str]]:
    """Every table of the current schema with each of its columns."""
    tables = schema.metadata().tables.values()
    return {(table.name, column.name) for table in tables for column in table.columns}


def create(path: Path) -> None:
    """A new, empty workspace, private to the user; raises WorkspaceError when a file is there already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise WorkspaceError(tr("“{name}” exists already.", name=path.name or path)) from None
    except OSError as error:
        raise WorkspaceError(
            tr("“{name}” cannot be made: {why}.", name=path.name, why=error.strerror or error)
        ) from error
    engine = open_engine(path)
    try:
        with engine.connect().execution_options(edit=True) as connection:
            schema.metadata().create_all(connection)
            connection.exec_driver_sql(search_index.CREATE)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
            )
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{schema.REVISION}')")
            connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={schema.VERSION}")
            connection.commit()
    finally:
        engine.dispose()


def back_up(path: Path, reason: str) -> Path:
    """A checked copy made by SQLite's backup in the folder `NAME backups` beside the workspace.

    Returns where it is; raises WorkspaceError when it cannot be made or does not check.
    """
    folder = path.with_name(f"{path.stem} backups")
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    final = folder / f"{stamp} {reason}{SUFFIX}"
    partial = folder / f".{uuid4().hex}.partial"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(driver.connect_readonly(path)) as source, closing(driver.connect(partial)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        check(partial, full=True)
        _sync(partial)
        partial.replace(final)
        _sync(folder)
    except (OSError, driver.DatabaseError) as error:
        partial.unlink(missing_ok=True)
        raise WorkspaceError(
            tr("No backup of “{name}” could be made ({why}); nothing was changed.", name=path.name, why=error)
        ) from error
    return final


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder for syncing; the rename there is journalled by NTFS
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
