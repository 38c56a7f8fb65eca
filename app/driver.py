"""The one SQLite library of the process, for plain and encrypted workspaces alike.

Two libraries on one WAL file lose acknowledged rows, so no other module names one.
"""

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

module = dbapi2
Connection = Any  # the package carries no types
DatabaseError = dbapi2.DatabaseError
OperationalError = dbapi2.OperationalError

PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
)


def connect(path: Path) -> Connection:
    """A connection that may write; transactions are begun by the caller, never by the library."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    for pragma in ("PRAGMA journal_mode=WAL", *PRAGMAS):
        connection.execute(pragma)
    return connection


def connect_readonly(path: Path) -> Connection:
    """A connection that cannot write; needs no permission on the folder when nothing waits in the log."""
    waiting = path.with_name(path.name + "-wal")
    immutable = not (waiting.exists() and waiting.stat().st_size)
    # a reader of a folder it may not write cannot make the shared memory file; `immutable` needs none,
    # and is right only while no other process writes, which is when there is no log
    locked_folder = immutable and not _writable(path.parent)
    flags = "mode=ro&immutable=1" if locked_folder else "mode=ro"
    connection = dbapi2.connect(
        f"{path.resolve().as_uri()}?{flags}", uri=True, isolation_level=None, check_same_thread=False
    )
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
