"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path

from app.errors import BadInputError
from app.i18n import tr


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one move: a temporary name beside it, synced, then put in place.

    The file is private to the user. Raises BadInputError with the reason when the place cannot be written.
    """
    if path.is_dir():
        raise BadInputError(tr("“{name}” is a folder; name a file in it.", name=path))
    try:
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(
            tr("“{name}” could not be written: {reason}.", name=path.name, reason=reason)
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
